"""The learning site as pure functions: pages of modules, pieces of the overview, and pages from ``site/``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, assert_never

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup

from builder.language import DEFAULT, catalogue
from builder.model.blocks import Callout, Figure, Table
from builder.model.course import Course, Shared
from builder.model.links import module_target
from builder.model.module import Module
from builder.model.prose import Prose
from builder.output import OutputFile
from builder.rendering.assets import tokens
from builder.rendering.html import BodyRenderer, environment
from builder.rendering.links import SiteLinks
from builder.rendering.prose import ProseRenderer
from builder.rendering.runtime import player_script
from builder.rendering.style import stylesheet
from builder.slugs import slug
from builder.source import Place


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading for the table of contents: level 1–6, id, words."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page without its frame."""

    title: str
    body: Markup
    entries: tuple[Entry, ...]
    description: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """``::: einbinden kurse`` on a page of ``site/``: one of PIECES, and where it is asked for."""

    name: str
    place: Place


PIECES: dict[str, tuple[str, str]] = {
    "kurse": ("courses", ""),
    "pfade": ("paths", ""),
    "fertig": ("written", ""),
    "stand": ("state", ""),
    "quelltext": ("source", ""),
    "auszufuellen": ("to_fill", ""),
    "betreiber name": ("operator", "name"),
    "betreiber kontakt": ("operator", "contact"),
    "betreiber impressum": ("operator", "imprint"),
    "betreiber barrierefreiheit": ("operator", "accessibility_contact"),
}
"""Words after ``einbinden`` → template below ``templates/site/parts/``, and field of the operator."""


def module_path(module: Module) -> str:
    """Where a module's page lies, without its ending."""
    return f"module/{module.slug}"


def module_page(module: Module, shared: Shared, language: str = DEFAULT) -> Page:
    """The page of a module: depends on the module and on shared data only."""
    _ = catalogue(language).gettext
    body = BodyRenderer(module, shared, SiteLinks(shared, module.slug), language).body(paged=False)
    steps = [Entry(2, step.id, step.plain_title) for step in module.steps]
    return Page(
        title=module.meta.title,
        description=module.meta.summary,
        body=body,
        entries=(Entry(1, module.id, module.meta.title), *steps, Entry(2, "result", _("Result"))),
    )


def module_media(module: Module) -> tuple[OutputFile, ...]:
    """The pictures of a module, in the folder beside its page."""
    return tuple(OutputFile(f"{module_path(module)}/{media.name}", media.data) for media in module.media)


def assets(language: str = DEFAULT) -> tuple[OutputFile, ...]:
    """Stylesheet and script of the learner's pages, and the site's sign."""
    icon = environment(language).get_template("site/parts/favicon.html").render(**tokens())
    return (
        OutputFile("assets/favicon.svg", icon.encode()),
        OutputFile("assets/learner.css", stylesheet().encode()),
        OutputFile("assets/player.js", player_script(language).encode()),
    )


def sitemap(addresses: Sequence[str]) -> OutputFile:
    """The list of all pages for search engines, without a date of the build."""
    text = environment().get_template("site/parts/sitemap.html").render(addresses=addresses)
    return OutputFile("sitemap.xml", text.encode())


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Addresses from a page of ``site/``; ``to_root`` leads from it to the start page."""

    shared: Shared
    to_root: str

    def module(self, module_id: str) -> str | None:
        """The page of a written module."""
        name = self.shared.slug_of(module_id)
        return f"{self.to_root}module/{name}.html" if name else None

    def media(self, name: str) -> str:
        """Pictures are addressed as written."""
        return name


Part: TypeAlias = Piece | Prose | Callout | Table | Figure
"""What a page of ``site/`` is made of."""


class HandPage(ProseRenderer):
    """Draws one page of ``site/``. ``resolve`` turns links to files into addresses, ``to_root`` leads to the start."""

    def __init__(self, course: Course, to_root: str, resolve: Callable[[str], str], language: str = DEFAULT) -> None:
        preparing = catalogue(language).gettext("in preparation")
        super().__init__(course.shared, PageLinks(course.shared, to_root), preparing)
        self._course, self._to_root, self._resolve = course, to_root, resolve
        self._environment = environment(language)
        self._ids: set[str] = set()
        self._entries: list[Entry] = []

    def page(self, parts: Sequence[Part]) -> Page:
        """The page; its first heading is its title."""
        body = self._all(parts)
        title = self._entries[0].title if self._entries else ""
        return Page(title, body, tuple(self._entries))

    def _all(self, parts: Sequence[Part]) -> Markup:
        return Markup("\n").join([self._part(part) for part in parts])

    def _part(self, part: Part) -> Markup:
        match part:
            case Prose():
                return self.html(part)
            case Piece():
                return self._piece(part)
            case Callout():
                return self._template("body/callout.html.j2", block=part)
            case Table():
                return self._template("body/table.html.j2", block=part)
            case Figure():
                return self._template("body/figure.html.j2", block=part, source=self._resolve(part.source))
            case _:
                assert_never(part)

    def _piece(self, piece: Piece) -> Markup:
        template, field = PIECES[piece.name]
        curriculum = self._course.shared.curriculum
        if template == "courses":
            self._entries.extend(Entry(2, f"kurs_{course.id}", course.title) for course in curriculum.courses)
        return self._template(
            f"site/parts/{template}.html",
            course=self._course,
            curriculum=curriculum,
            to_root=self._to_root,
            key=piece.name.removeprefix("betreiber "),
            lines=str(getattr(curriculum.operator, field)).splitlines() if field else [],
            path=piece.place.path,
        )

    def _template(self, name: str, **values: Any) -> Markup:
        template = self._environment.get_template(name)
        return Markup(template.render(prose=self.html, blocks=self._all, **values).strip())

    def heading_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        """A heading with an id made of its words."""
        plain = Prose((tokens[idx + 1],), Place("")).plain
        name = slug(plain, self._ids)
        self._ids.add(name)
        self._entries.append(Entry(int(tokens[idx].tag[1]), name, plain))
        return f'<{tokens[idx].tag} id="{name}">'

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        """Links between files of ``site/`` lead to the pages made from them."""
        href = str(tokens[idx].attrs["href"])
        if module_target(href) is None:
            tokens[idx].attrs["href"] = self._resolve(href)
        return super().link_open(tokens, idx, options, env)

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        """An example of writing, in a region that can be scrolled by keyboard."""
        return f'<pre tabindex="0"><code>{escapeHtml(tokens[idx].content)}</code></pre>\n'
