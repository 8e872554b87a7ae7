"""Where a course cites which norm: in steps, questions, rule rows, misconceptions, seminar plans and pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from builder.law.citations import citations
from builder.law.names import LawNames
from builder.model.blocks import Block, Case, Figure, walk
from builder.model.citations import Kind, Mention, Where
from builder.model.course import Course
from builder.model.module import Module
from builder.model.page import Page, Piece, Specimen
from builder.model.passages import block_prose, passages
from builder.model.questions import QuestionHead
from builder.model.texts import texts
from builder.source import Place, PlaceMap, YamlPath

SEMINAR, HEAD, NOTES = "seminar.yml", "Kopf", "Fußnoten"
"""Parts of a module that are no step."""
_NO_TEXT = {"bestaetigt", "id", "fakten"}
"""Keys whose texts are no prose."""


def mentions(course: Course) -> tuple[Mention, ...]:
    """Every citation of a course, in the order of its documents."""
    return tuple(_mentions(course, LawNames(course.shared.register.names)))


def module_mentions(module: Module, names: LawNames) -> tuple[Mention, ...]:
    """Every citation of one module."""
    return tuple(_of_module(module, names))


def _mentions(course: Course, names: LawNames) -> Iterator[Mention]:
    for module in course.looked_at:
        yield from _of_module(module, names)
    for table in course.shared.rule_tables:
        path = table.path
        for keys, text, place in _placed(table, dict(course.places).get(path), Place(path)):
            row = table.rows[keys[1]].id if keys[:1] == ("zeilen",) and isinstance(keys[1], int) else ""
            yield from _in(text, names, place, Where(Kind.RULE_TABLE, table.id, row))
    for index, misconception in enumerate(course.shared.misconceptions):
        where = Where(Kind.MISCONCEPTION, misconception.id)
        for keys, text, _ in _placed(misconception, None, Place("")):
            yield from _in(text, names, course.place("curriculum/irrtuemer.yml", index, *keys), where)
    for keys, text, _ in _placed(course.shared.curriculum, None, Place("")):
        place = course.place("curriculum/curriculum.yml", *keys)
        yield from _in(text, names, place, Where(Kind.CURRICULUM, "curriculum.yml"))
    for page in course.pages:
        yield from _of_page(page, names)


def _of_module(module: Module, names: LawNames) -> Iterator[Mention]:
    def where(part: str, question: str = "") -> Where:
        return Where(Kind.MODULE, module.id, part, question)

    for _, text, place in _placed(module.meta, module.meta_places, module.place):
        yield from _in(text, names, place, where(HEAD))
    for step in module.steps:
        for passage in passages(step.title):
            for citation in citations(passage.text, names):
                yield Mention(citation, passage.at(citation.start), where(step.id))
        yield from _of_blocks(step.blocks, names, where(step.id))
    for note in module.footnotes:
        for passage in passages(note.body):
            for citation in citations(passage.text, names):
                yield Mention(citation, passage.at(citation.start), where(NOTES))
    if module.seminar:
        for _, text, place in _placed(module.seminar, module.seminar_places, module.place):
            yield from _in(text, names, place, where(SEMINAR))


def _of_blocks(blocks: Iterable[Block], names: LawNames, where: Where) -> Iterator[Mention]:
    for block in walk(tuple(blocks)):
        inside = Where(where.kind, where.document, where.part, block.id) if isinstance(block, QuestionHead) else where
        for prose in block_prose(block):
            for passage in passages(prose):
                for citation in citations(passage.text, names):
                    yield Mention(citation, passage.at(citation.start), inside)
        title = block.caption if isinstance(block, Figure) else block.title if isinstance(block, Case) else ""
        yield from _in(title, names, block.place, inside)


def _of_page(page: Page, names: LawNames) -> Iterator[Mention]:
    where = Where(Kind.PAGE, page.path)
    for part in page.parts:
        if not isinstance(part, Piece | Specimen):
            yield from _of_blocks((part,), names, where)


def _placed(record: BaseModel, places: PlaceMap | None, fallback: Place) -> Iterator[tuple[YamlPath, str, Place]]:
    """The texts of a record: the way to each, its words, its place."""
    for keys, text in texts(record):
        if _NO_TEXT.isdisjoint(keys):
            yield keys, text, places.at(*keys) if places else fallback


def _in(text: str, names: LawNames, place: Place, where: Where) -> Iterator[Mention]:
    return (Mention(citation, place, where) for citation in citations(text, names))
