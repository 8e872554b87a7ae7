"""A course or learning path as IMS Common Cartridge 1.1, which a trainer restores in Moodle in one go (scorm.md B9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from markupsafe import Markup

from builder.language import DEFAULT, catalogue
from builder.model.answer_key import answer_key
from builder.model.course import Bundle, BundleKind, Shared
from builder.model.module import Module
from builder.model.norms import Law
from builder.model.questions import Question
from builder.output import Output, OutputFile, zip_bytes
from builder.rendering import learner_sheets
from builder.rendering.address import module_address
from builder.rendering.book import Chapter, chapters
from builder.rendering.cartridge_manifest import (
    BANK,
    CONTENT,
    LINK,
    TEST,
    About,
    Entry,
    Resource,
    Section,
    manifest,
    web_link,
)
from builder.rendering.html import environment
from builder.rendering.norms import cited_laws, law_address
from builder.rendering.package import of_bundle
from builder.rendering.qti import Items, assessment, question_bank
from builder.rendering.restored import kept_course_title, kept_html, kept_words
from builder.rendering.typography import bind
from builder.slugs import slug

MANIFEST = "imsmanifest.xml"


def render(bundle: Bundle, shared: Shared, language: str = DEFAULT) -> Output:
    """One cartridge; its bytes depend on content alone. Raises RuntimeError for a handout that Typst cannot set."""
    made = _Cartridge(bundle, shared, language)
    return Output((OutputFile(f"{bundle.file_name}.imscc", zip_bytes(Output.of(made.files()))),))


class _Cartridge:
    """Sections, their lines, and the files behind them."""

    def __init__(self, bundle: Bundle, shared: Shared, language: str) -> None:
        self._bundle, self._shared, self._language = bundle, shared, language
        self._ = catalogue(language).gettext
        self._parts = [_ModulePart(module, shared, language) for module in bundle.modules]

    def files(self) -> Iterator[OutputFile]:
        """All files of the cartridge, the manifest with them."""
        sections, unlisted = tuple(self._sections()), tuple(self._unlisted())
        yield OutputFile(MANIFEST, manifest(self._about(), sections, unlisted))
        yield from (entry.resource.file for section in sections for entry in section.entries)
        yield from (resource.file for resource in unlisted)

    def _about(self) -> About:
        package = of_bundle(self._bundle, self._shared)
        return About(
            identifier=self._identifier,
            title=kept_course_title(self._title),
            summary=kept_words(package.summary),
            language=package.language,
            keywords=package.keywords,
            licence=self._shared.licences_of(package.modules),
        )

    @property
    def _identifier(self) -> str:
        return f"integrif_{self._bundle.identifier}"

    @cached_property
    def _title(self) -> str:
        kinds = {BundleKind.KURS: self._("Course %(id)s: %(title)s"), BundleKind.PFAD: "%(title)s"}
        return kinds[self._bundle.kind] % {"id": self._bundle.id.upper(), "title": self._bundle.title}

    def _sections(self) -> Iterator[Section]:
        """Moodle takes the first section for the one above all others."""
        yield Section("start", self._title, (self._page("kurs", self._("About this course")), self._trainers()))
        yield from (part.section for part in self._parts)
        laws = [
            (law, address) for law in cited_laws(self._bundle.modules, self._shared) if (address := law_address(law))
        ]
        if laws:
            yield Section("gesetze", self._("Texts of the law"), _law_links(laws))

    def _trainers(self) -> Entry:
        return self._page("leitung", self._("For trainers"), for_trainers=True)

    def _page(self, name: str, title: str, for_trainers: bool = False) -> Entry:
        template = environment(self._language).get_template(f"cartridge/{name}.html.j2")
        html = Markup(template.render(bundle=self._bundle, parts=self._parts, shared=self._shared))
        chapter = Chapter(name, title, html)
        language = self._bundle.modules[0].meta.language
        resource = Resource(name, CONTENT, _file(chapter, f"{name}.html", language), for_trainers=for_trainers)
        return Entry(title, resource)

    def _unlisted(self) -> Iterator[Resource]:
        yield from (picture for part in self._parts for picture in part.pictures)
        items = [item for part in self._parts for item in part.items.elements()]
        if items:
            bank = question_bank(f"{self._identifier}_fragen", items)
            yield Resource("fragen", BANK, OutputFile("fragen.xml", bank))


class _ModulePart:
    """What a module adds to a cartridge: its section, its pictures, its questions."""

    def __init__(self, module: Module, shared: Shared, language: str) -> None:
        self.module, self._shared, self._language = module, shared, language
        self._ = catalogue(language).gettext
        self._chapters = chapters(module, shared, language, folded=False)
        self.items = Items(module, shared, language)

    @property
    def unsaid(self) -> tuple[tuple[int, str, Question], ...]:
        """The questions that stay out: number in the module, kind, question."""
        numbers = {question.id: number for number, question in enumerate(self.module.questions, start=1)}
        return tuple((numbers[question.id], answer_key(question).kind, question) for question in self.items.unsaid)

    @cached_property
    def pictures(self) -> tuple[Resource, ...]:
        """The pictures its pages show, each once."""
        seen = {media.name: media for chapter in self._chapters for media in chapter.pictures(self.module)}
        return tuple(
            Resource(self._picture(name), CONTENT, OutputFile(f"{self.module.id}/media/{name}", media.data))
            for name, media in seen.items()
        )

    @cached_property
    def section(self) -> Section:
        """Pages, handout, test, and the way to the current version."""
        title = f"{self.module.id.upper()} {bind(self.module.meta.title)}"
        lines = (*self._pages(), self._handout(), *self._test(), *self._current())
        return Section(self.module.id, title, lines)

    def _pages(self) -> Iterator[Entry]:
        for chapter in self._chapters:
            needs = tuple(self._picture(media.name) for media in chapter.pictures(self.module))
            file = _file(chapter, f"{self.module.id}/{chapter.name}.html", self.module.meta.language)
            yield Entry(chapter.title, Resource(f"{self.module.id}_{chapter.name}", CONTENT, file, needs))

    def _picture(self, name: str) -> str:
        return f"{self.module.id}_media_{name}"

    def _handout(self) -> Entry:
        (sheet,) = learner_sheets.render(self.module, self._shared, self._language, learner_sheets.HANDOUT).files
        file = OutputFile(f"{self.module.id}/{sheet.path}", sheet.data)
        return Entry(self._("Handout (PDF)"), Resource(f"{self.module.id}_handout", CONTENT, file))

    def _test(self) -> Iterator[Entry]:
        items = self.items.elements(self.items.scored)
        if items:
            title = self._("Test: %(title)s") % {"title": bind(self.module.meta.title)}
            file = OutputFile(f"{self.module.id}-test.xml", assessment(self.module, title, items))
            yield Entry(title, Resource(f"{self.module.id}_test", TEST, file))

    def _current(self) -> Iterator[Entry]:
        address = module_address(self._shared, self.module)
        if address:
            title = self._("Current version of this module")
            yield _link(f"{self.module.id}_aktuell", title, address)


def _file(chapter: Chapter, path: str, language: str) -> OutputFile:
    kept = Chapter(chapter.name, chapter.title, kept_html(chapter.html))
    return OutputFile(path, kept.document(language))


def _law_links(laws: Sequence[tuple[Law, str]]) -> tuple[Entry, ...]:
    names: list[str] = []
    for law, _ in laws:
        names.append(slug(law.short, names))
    return tuple(
        _link(f"gesetz_{name}", f"{law.short}: {law.title}", address)
        for name, (law, address) in zip(names, laws, strict=True)
    )


def _link(name: str, title: str, address: str) -> Entry:
    file = OutputFile(f"links/{name}.xml", web_link(title, address))
    return Entry(title, Resource(name, LINK, file))
