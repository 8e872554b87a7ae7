"""Pages that go across all modules: where a norm is cited, cases, errors, terms, actors, sources, pictures. Pure.

A page is made only of what there is; none is shown empty.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any, TypeVar

from babel import Locale
from markupsafe import Markup

from builder.language import DEFAULT, catalogue
from builder.model.actors import Interface, Sphere
from builder.model.blocks import Case, CaseMode, StageKind, walk
from builder.model.course import Course
from builder.model.glossary import RIGHT_TO_LEFT
from builder.model.glossary_use import uses
from builder.model.module import Module
from builder.model.norms import Law, natural
from builder.model.passages import block_passages
from builder.model.sources import Source, SourceUse
from builder.rendering.address import module_path
from builder.rendering.case_study_page import case_studies_page
from builder.rendering.credits import credit_lines
from builder.rendering.html import BlockRenderer, environment
from builder.rendering.links import guide_links, page_links
from builder.rendering.norms import official_address, stand_of
from builder.rendering.places import Spot, spot_of, step_spot
from builder.rendering.prose import ProseRenderer
from builder.rendering.site_page import Entry, Page
from builder.rendering.sources import source_kinds, told_source
from builder.rendering.typography import bind, quoted
from builder.slugs import slug

Item = TypeVar("Item")
Kind = TypeVar("Kind", bound=StrEnum)
COMPARED = (StageKind.STATUS, StageKind.RESULT, StageKind.AUTHORITY, StageKind.NEXT)
"""The stages in which cases are compared."""


_TEMPLATES = {
    "glossar": "glossary",
    "normen": "norms",
    "faelle": "cases",
    "irrtuemer": "misconceptions",
    "akteure": "actors",
    "quellen": "sources",
    "bilder": "credits",
}
"""Name of a page, which is the id of its heading, too → its template."""


@dataclass(frozen=True, slots=True)
class CitedNorm:
    """A norm and where it is cited."""

    id: str
    name: str
    heading: str
    address: str | None
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class CitedLaw:
    """A law with its cited norms; ``stand``: its title and how new the text is."""

    id: str
    short: str
    stand: str
    norms: tuple[CitedNorm, ...]


def lookup_pages(course: Course, language: str = DEFAULT) -> Iterator[tuple[str, Page]]:
    """The pages with their places below the site, without ending."""
    make = _Pages(course, language)
    cases = (make.cases(), case_studies_page(course, language))
    others = (make.misconceptions(), make.actors(), make.sources(), make.pictures())
    made = (make.glossary(), make.norms(), *cases, *others)
    yield from ((f"nachschlagen/{page.entries[0].id}", page) for page in made if page)


class _Pages:
    def __init__(self, course: Course, language: str) -> None:
        self._course, self._language = course, language
        self._ = catalogue(language).gettext
        self._words = ProseRenderer(course.shared, page_links(course.shared, "../"), self._).words

    def _page(self, name: str, title: str, description: str, entries: list[Entry], **values: Any) -> Page:
        template = environment(self._language).get_template(f"site/parts/{_TEMPLATES[name]}.html")
        body = Markup(template.render(title=title, description=description, words=self._words, **values).strip())
        return Page(title, body, (Entry(1, name, title), *entries), description, "lookup")

    def norms(self) -> Page | None:
        """„Which steps cite § 61 AsylG?“"""
        laws = list(cited_laws(self._course, self._))
        if not laws:
            return None
        entries = [Entry(2, law.id, law.short) for law in laws]
        title, told = self._("Index of norms"), self._("Every norm that is cited, and where.")
        return self._page("normen", title, told, entries, laws=laws)

    def misconceptions(self) -> Page | None:
        """What people say, and what holds."""
        items = self._course.shared.misconceptions
        if not items:
            return None
        taught = {item.id: self._taught(item.modules) for item in items}
        title, told = self._("Errors that many make"), self._("What people say, and what holds instead.")
        return self._page("irrtuemer", title, told, [], items=items, taught=taught, quoted=quoted, path=module_path)

    def _taught(self, ids: Collection[str]) -> list[Module]:
        """The written ones of these modules."""
        return [module for module in self._course.modules if module.id in ids]

    def actors(self) -> Page | None:
        """Who is who, by where they belong."""
        actors = self._course.shared.actors
        if not actors:
            return None
        groups, entries = _grouped("ebene", _spheres(self._), actors, lambda actor: actor.sphere)
        taught = {actor.id: self._taught(actor.modules) for actor in actors}
        title, told = self._("Who is who"), self._("Bodies and roles: what they do, when to turn to them.")
        values = {"groups": groups, "taught": taught, "path": module_path, "interfaces": _interfaces(self._)}
        return self._page("akteure", title, told, entries, **values)

    def sources(self) -> Page | None:
        """What the modules rest on, by who says it, and which module names it."""
        named = {source.id: self._naming(source) for source in self._course.shared.sources}
        there = [source for source in self._course.shared.sources if named[source.id]]
        if not there:
            return None
        groups, entries = _grouped("art", source_kinds(self._), there, lambda source: source.kind)
        told = {source.id: told_source(source, self._) for source in there}
        title, about = self._("Sources"), self._("What the course rests on besides the norms it cites.")
        return self._page("quellen", title, about, entries, groups=groups, told=told, named=named, path=module_path)

    def _naming(self, source: Source) -> list[tuple[Module, SourceUse]]:
        """The modules that name a source, and how."""
        return [(module, use) for module in self._course.modules if (use := module.meta.use_of(source.id))]

    def cases(self) -> Page | None:
        """Every case, and those that are solved side by side."""
        found = [(module, *placed) for module in self._course.modules for placed in _cases(module, self._)]
        if not found:
            return None
        solved = [(spot, case, self._compared(m, case)) for m, spot, case in found if case.mode is CaseMode.SOLVED]
        modes = {
            CaseMode.SOLVED: self._("Worked case"),
            CaseMode.FADED: self._("Case with gaps"),
            CaseMode.OPEN: self._("Your case"),
        }
        heads = [stage.value for stage in COMPARED]
        solved = solved if len(solved) > 1 else []  # one alone is compared with nothing
        entries = [Entry(2, "vergleich", self._("Solved cases compared"))] if solved else []
        title, told = self._("Cases of the modules"), self._("All cases of the modules, and the solved ones compared.")
        return self._page("faelle", title, told, entries, found=found, solved=solved, modes=modes, heads=heads)

    def _compared(self, module: Module, case: Case) -> list[Markup]:
        links = guide_links(self._course.shared, module.slug)
        draw = BlockRenderer(self._course.shared, links, module.questions, self._language)
        stages = {stage.kind: stage for stage in case.stages}
        return [draw.blocks(stages[kind].body) if kind in stages else Markup("–") for kind in COMPARED]

    def glossary(self) -> Page | None:
        """Every term with every place where it is used."""
        terms = sorted(self._course.shared.glossary, key=lambda term: term.order)
        if not terms:
            return None
        texts = list(self._texts())
        found = {term.id: [spot for spot, text in texts if uses(text, term)] for term in terms}
        names = Locale(self._language).languages
        title, told = self._("Glossary"), self._("The terms of the course, explained, and where they are used.")
        letters = [(letter, list(found)) for letter, found in groupby(terms, key=lambda term: term.order[:1].upper())]
        return self._page("glossar", title, told, [], letters=letters, uses=found, rtl=RIGHT_TO_LEFT, names=names)

    def _texts(self) -> Iterator[tuple[Spot, str]]:
        """Each step with all that learners read in it."""
        for module in self._course.modules:
            for number, step in enumerate(module.steps, 1):
                text = "\n".join(passage.text for passage in block_passages(step.blocks))
                yield step_spot(module, number, self._), text

    def pictures(self) -> Page | None:
        """Whose the pictures are, for all modules."""
        listed = [(module, credit_lines(module, self._course.shared, self._)) for module in self._course.modules]
        there = [(module, lines) for module, lines in listed if lines]
        if not there:
            return None
        title, told = self._("Pictures and licences"), self._("Title, author, licence and origin of every picture.")
        licence = self._course.shared.curriculum.defaults.licence
        return self._page("bilder", title, told, [], listed=there, licence=licence)


def _grouped(
    prefix: str, words: Mapping[Kind, str], items: Sequence[Item], kind_of: Callable[[Item], Kind]
) -> tuple[list[tuple[str, str, list[Item]]], list[Entry]]:
    """Items below a heading for each kind there is, in the order of ``words``: id, heading, items; and the entries."""
    of_kind = {kind: [item for item in items if kind_of(item) is kind] for kind in words}
    groups = [(f"{prefix}-{kind.value}", words[kind], found) for kind, found in of_kind.items() if found]
    return groups, [Entry(2, anchor, heading) for anchor, heading, _ in groups]


def _spheres(_: Callable[[str], str]) -> dict[Sphere, str]:
    return {
        Sphere.PERSON: _("Whom it is about"),
        Sphere.BUND: _("Federal authorities"),
        Sphere.LAND: _("Authorities of the Land"),
        Sphere.KOMMUNE: _("Counties, cities, municipalities"),
        Sphere.TRAEGER: _("Advice, associations and projects"),
        Sphere.EHRENAMT: _("Volunteers"),
        Sphere.WIRTSCHAFT: _("Business"),
        Sphere.BILDUNG: _("Education"),
    }


def _interfaces(_: Callable[[str], str]) -> dict[str, str]:
    return {
        Interface.ANKUNFT.value: _("Arrival"),
        Interface.STATUS.value: _("Status"),
        Interface.ARBEIT.value: _("Work"),
        Interface.ALLTAG.value: _("Everyday life"),
    }


def _cases(module: Module, _: Callable[[str], str]) -> Iterator[tuple[Spot, Case]]:
    for number, step in enumerate(module.steps, 1):
        spot = step_spot(module, number, _)
        yield from (
            (Spot(spot.label, f"{module_path(module)}.html#{block.id}"), block)
            for block in walk(step.blocks)
            if isinstance(block, Case)
        )


def cited_laws(course: Course, _: Callable[[str], str]) -> Iterator[CitedLaw]:
    """The laws in the order of the register, their norms upwards, the places in the order of the course."""
    taken: set[str] = set()
    cited = _cited(course, _)
    for law in (law for law in course.shared.register.laws if law.short in cited):
        places = cited[law.short]
        name = slug(law.short, taken)
        taken.add(name)
        ordered = sorted(places, key=lambda named: natural(named[1]))
        norms = tuple(_norm(law, name, sign, number, tuple(places[sign, number])) for sign, number in ordered)
        yield CitedLaw(name, law.short, stand_of(law, _), norms)


def _cited(course: Course, _: Callable[[str], str]) -> dict[str, dict[tuple[str, str], dict[Spot, None]]]:
    """Law → sign and number of a norm → where it is cited, each place once."""
    found: dict[str, dict[tuple[str, str], dict[Spot, None]]] = {}
    for mention in course.mentions:
        law = course.shared.register.law(mention.citation.law)
        spot = spot_of(mention.where, course, _) if law else None
        if law and spot:
            for number in law.meant(mention.citation.norm):
                found.setdefault(law.short, {}).setdefault((mention.citation.sign, number), {})[spot] = None
    return found


def _norm(law: Law, name: str, sign: str, number: str, spots: tuple[Spot, ...]) -> CitedNorm:
    registered = law.norms.get(f"{sign} {number}")
    heading = registered.heading if registered else ""
    address = official_address(law, sign, number)
    return CitedNorm(f"{name}_{number}", bind(f"{sign} {number}"), heading, address, spots)
