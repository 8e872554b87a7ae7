"""Where a course cites which norm: in modules with their seminar plans, in shared data, and on pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel

from builder.law.citations import citations
from builder.law.names import LawNames
from builder.model.blocks import Block, Case, Figure, walk
from builder.model.citations import Citation, Kind, Mention, Where
from builder.model.course import Course, Listed
from builder.model.module import Module
from builder.model.page import Page, Piece, Specimen
from builder.model.passages import block_prose, passages
from builder.model.questions import QuestionHead
from builder.model.reference import Reference
from builder.model.texts import texts
from builder.source import Place, PlaceMap, YamlPath

SEMINAR, HEAD, NOTES = "seminar.yml", "Kopf", "Fußnoten"
"""Parts of a module that are no step."""
NOWHERE = PlaceMap({(): Place("")})
"""For texts whose places nobody asks for."""
_NO_TEXT = {"bestaetigt", "id", "fakten"}
"""Keys whose texts are no prose."""


def mentions(course: Course) -> tuple[Mention, ...]:
    """Every citation of a course, in the order of its documents."""
    return tuple(_mentions(course, LawNames(course.shared.register.names)))


def module_mentions(module: Module, names: LawNames) -> tuple[Mention, ...]:
    """Every citation of one module."""
    return tuple(_of_module(module, names))


def reference_mentions(reference: Reference, names: LawNames, places: PlaceMap) -> Iterator[Mention]:
    """Every citation of one rule table, procedure or case study; ``places`` may be NOWHERE."""
    for keys, text in _texts(reference):
        if reference.cites_current_law(keys):
            yield from _in_value(text, names, places, keys, Where(reference.kind, reference.id, reference.part(keys)))


def _mentions(course: Course, names: LawNames) -> Iterator[Mention]:
    for module in course.looked_at:
        yield from _of_module(module, names)
    for reference in course.shared.references:
        yield from reference_mentions(reference, names, dict(course.places).get(reference.path, NOWHERE))
    for kind, file, entries in course.shared.lists:
        yield from _of_list(course, file, kind, entries, names)
    places = dict(course.places).get("curriculum/curriculum.yml", NOWHERE)
    for keys, text in _texts(course.shared.curriculum):
        yield from _in_value(text, names, places, keys, Where(Kind.CURRICULUM, "curriculum.yml"))
    for page in course.pages:
        yield from _of_page(page, names)


def _of_list(course: Course, file: str, kind: Kind, entries: Sequence[Listed], names: LawNames) -> Iterator[Mention]:
    """The citations of a file that is a list of records."""
    places = dict(course.places).get(f"curriculum/{file}", NOWHERE)
    for index, entry in enumerate(entries):
        for keys, text in _texts(entry):
            yield from _in_value(text, names, places, (index, *keys), Where(kind, entry.id))


def _of_module(module: Module, names: LawNames) -> Iterator[Mention]:
    def where(part: str, question: str = "") -> Where:
        return Where(Kind.MODULE, module.id, part, question)

    for keys, text in _texts(module.meta):
        yield from _in_value(text, names, module.meta_places, keys, where(HEAD))
    for step in module.steps:
        for passage in passages(step.title):
            for citation in _current(passage.text, names):
                yield Mention(citation, passage.at(citation.start), where(step.id))
        yield from _of_blocks(step.blocks, names, where(step.id))
    for note in module.footnotes:
        for passage in passages(note.body):
            for citation in _current(passage.text, names):
                yield Mention(citation, passage.at(citation.start), where(NOTES))
    for keys, text in _texts(module.seminar) if module.seminar else ():
        yield from _in_value(text, names, module.seminar_places or NOWHERE, keys, where(SEMINAR))


def _of_blocks(blocks: Iterable[Block], names: LawNames, where: Where) -> Iterator[Mention]:
    for block in walk(tuple(blocks)):
        inside = Where(where.kind, where.document, where.part, block.id) if isinstance(block, QuestionHead) else where
        for prose in block_prose(block):
            for passage in passages(prose):
                for citation in _current(passage.text, names):
                    yield Mention(citation, passage.at(citation.start), inside)
        for words in _words_beside(block):
            yield from _in(words, names, block.place, inside)


def _words_beside(block: Block) -> tuple[str, ...]:
    """What is said in a block besides its prose."""
    match block:
        case Figure(alternative=alternative, caption=caption):
            return (alternative, caption)
        case Case(title=title):
            return (title,)
        case _:
            return ()


def _of_page(page: Page, names: LawNames) -> Iterator[Mention]:
    where = Where(Kind.PAGE, page.path)
    for part in page.parts:
        if not isinstance(part, Piece | Specimen):
            yield from _of_blocks((part,), names, where)


def _texts(record: BaseModel) -> Iterator[tuple[YamlPath, str]]:
    """The texts of a record that may cite: the way to each, and its words."""
    return ((keys, text) for keys, text in texts(record) if _NO_TEXT.isdisjoint(keys))


def _in_value(text: str, names: LawNames, places: PlaceMap, keys: YamlPath, where: Where) -> Iterator[Mention]:
    for citation in _current(text, names):
        yield Mention(citation, places.inside(keys, text, citation.start, citation.end), where)


def _in(text: str, names: LawNames, place: Place, where: Where) -> Iterator[Mention]:
    return (Mention(citation, place, where) for citation in _current(text, names))


def _current(text: str, names: LawNames) -> Iterator[Citation]:
    """The citations of a text, but for those of earlier law, which nobody can compare with the register."""
    return (citation for citation in citations(text, names) if not citation.former)
