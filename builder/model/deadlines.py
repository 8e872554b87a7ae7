"""Days by which somebody has to look at something again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from builder.model.blocks import TimedPassage, walk
from builder.model.course import NORMS, Course
from builder.source import Place

SOON = timedelta(days=60)
"""So long before a deadline editors are told of it."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something to be reviewed by a day (inclusive), who is in charge, and where the day is written.

    ``reviewed``: the key that says when it was last reviewed.
    """

    name: str
    day: date
    responsible: str
    place: Place
    reviewed: str = "geprueft_am"


def review_deadlines(course: Course) -> tuple[Deadline, ...]:
    """Modules, rule tables, procedures, case studies and laws kept by hand, the nearest first."""
    return tuple(sorted(_deadlines(course), key=lambda deadline: (deadline.day, deadline.name)))


def _deadlines(course: Course) -> Iterator[Deadline]:
    for module in course.looked_at:
        if "pruefen_bis" not in module.unread and module.meta.review_by > module.meta.reviewed_on:
            place = module.meta_places.at("pruefen_bis")
            yield Deadline(f"Modul {module.id.upper()}", module.meta.review_by, module.meta.responsible, place)
    for reference in course.shared.references:
        place = course.place(reference.path, "pruefen_bis")
        yield Deadline(f"{reference.kind.value} {reference.id}", reference.review_by, reference.responsible, place)
    for index, law in enumerate(course.shared.register.laws):
        if law.review_by:
            place = course.place(f"curriculum/{NORMS}", index, "pruefen_bis")
            yield Deadline(law.short, law.review_by, law.responsible, place, "textdatum")


def ends_of_validity(course: Course) -> Iterator[Deadline]:
    """The last days of rule rows and of passages that hold for a time; not of a row that another one follows."""
    for table in course.shared.rule_tables:
        for index, row in enumerate(table.rows):
            if row.valid_until and not table.successor(row):
                place = course.place(table.path, "zeilen", index, "gueltig_bis")
                yield Deadline(f"Die Zeile „{row.id}“", row.valid_until, table.responsible, place)
    for module in course.looked_at:
        for step in module.steps:
            for block in walk(step.blocks):
                if isinstance(block, TimedPassage) and block.valid_until and not block.is_reversed:
                    name = f"Ein Abschnitt im Schritt „{step.id}“"
                    yield Deadline(name, block.valid_until, module.meta.responsible, block.place)
