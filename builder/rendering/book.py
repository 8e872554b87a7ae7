"""A module as a Moodle book: a zip of chapters, one per step (traps: scorm.md B9, „Book traps“)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from builder.language import DEFAULT, catalogue
from builder.model.course import Shared
from builder.model.module import Media, Module, Step
from builder.model.rule_table import RuleTable
from builder.output import Output, OutputFile, zip_bytes
from builder.rendering.address import module_address
from builder.rendering.credits import credit_lines
from builder.rendering.html import environment
from builder.rendering.moodle_limits import LONGEST_TITLE
from builder.rendering.norms import changed_norms, listed_norms
from builder.rendering.pages import PageRenderer
from builder.rendering.sources import told_sources
from builder.rendering.style import book_stylesheet
from builder.rendering.typography import bind

STYLESHEET = "buch.css"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of a module. ``name`` sorts it into its place; one that ends in ``_sub`` belongs to the one before."""

    name: str
    title: str
    html: Markup

    def document(self, language: str, stylesheet: str = "") -> bytes:
        """The file. Moodle takes what stands between the tags of its title as it is: quotes are left alone."""
        title = Markup(escape(self.title, quote=False))
        template = environment().get_template("page/document.html.j2")
        return template.render(title=title, body=self.html, language=language, stylesheet=stylesheet).encode()

    def pictures(self, module: Module) -> Iterator[Media]:
        """The pictures of the module that are seen in it."""
        return (media for media in module.media if f'src="media/{media.name}"' in self.html)


def render(module: Module, shared: Shared, language: str = DEFAULT) -> Output:
    """One zip for „Import chapter“; its bytes depend on content alone."""
    told = chapters(module, shared, language)
    seen = {media.name: media for chapter in told for media in chapter.pictures(module)}
    book = Output.of(
        [
            OutputFile(STYLESHEET, book_stylesheet().encode()),
            *(
                OutputFile(f"{chapter.name}.html", chapter.document(module.meta.language, STYLESHEET))
                for chapter in told
            ),
            *(OutputFile(f"media/{name}", media.data) for name, media in seen.items()),
        ]
    )
    return Output((OutputFile(f"{module.file_name}-buch.zip", zip_bytes(book)),))


def chapters(module: Module, shared: Shared, language: str = DEFAULT, folded: bool = True) -> tuple[Chapter, ...]:
    """What the module is about, its steps, what it rests on. ``folded``: whether solutions may stand in ``details``."""
    return tuple(_Teller(module, shared, language, folded).chapters())


class _Teller:
    """Tells a module chapter by chapter; the names of their files sort in this order, also naturally."""

    def __init__(self, module: Module, shared: Shared, language: str, folded: bool) -> None:
        self._module, self._shared = module, shared
        self._ = catalogue(language).gettext
        self._renderer = PageRenderer(module, shared, language, folded)

    def chapters(self) -> Iterator[Chapter]:
        yield self._about()
        for number, step in enumerate(self._module.steps, start=1):
            known = len(self._renderer.tables)
            yield self._step(step, number)
            yield from self._rows(number, self._renderer.tables[known:])
        yield from self._sources()

    def _about(self) -> Chapter:
        shared, module = self._shared, self._module
        html = self._renderer.page(
            "about",
            course=shared.curriculum.course_of(module.id),
            licence=shared.licence_of(module),
            changed_norms=changed_norms(module, shared),
            address=module_address(shared, module),
        )
        return _chapter("00_00_einstieg", self._("What this is about"), html)

    def _step(self, step: Step, number: int) -> Chapter:
        text = self._renderer.blocks(step.blocks)
        later, notes = self._renderer.solutions(), self._renderer.notes()
        html = self._renderer.page("step", step=step, number=number, text=text, later=later, notes=notes)
        title = self._("Step %(number)s: %(title)s") % {"number": number, "title": step.plain_title}
        return _chapter(f"{number:02}_00_schritt-{_in_file_name(step.id)}", title, html)

    def _rows(self, number: int, tables: Sequence[RuleTable]) -> Iterator[Chapter]:
        """The rule tables named in a step, one chapter below it for each of their headings."""
        groups = ((table, name, rows) for table in tables for name, rows in table.groups)
        for position, (table, name, rows) in enumerate(groups, start=1):
            file_name = f"{number:02}_{position:02}_regelwerk-{_in_file_name(table.id)}_sub"
            title = self._("Table: %(title)s") % {"title": name}
            yield _chapter(file_name, title, self._renderer.rows(table, rows))

    def _sources(self) -> Iterator[Chapter]:
        meta = self._module.meta
        norms = listed_norms(self._module, self._shared, self._)
        credits = credit_lines(self._module, self._shared, self._)
        sources = told_sources(self._module, self._shared, self._)
        if norms or sources or meta.changes or credits:
            html = self._renderer.page("sources", norms=norms, sources=sources, credits=credits)
            name = f"{len(self._module.steps) + 1:02}_00_quellen"
            yield _chapter(name, self._("Norms, sources, changes"), html)


def _chapter(name: str, title: str, html: Markup) -> Chapter:
    return Chapter(name, bind(title)[:LONGEST_TITLE], html)


def _in_file_name(identifier: str) -> str:
    """Without underscores: Moodle reads ``_sub`` at the end of a name as a chapter below the one before."""
    return identifier.replace("_", "-")
