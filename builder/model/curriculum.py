"""What all modules share: courses and paths, misconceptions."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from builder.model.base import (
    Audience,
    CalendarDate,
    Completion,
    Count,
    Identifier,
    Licence,
    PageOrAddress,
    Record,
    Status12,
    Text,
    WebAddress,
)
from builder.model.norms import Confirmation

EditionNumber = Annotated[str, StringConstraints(pattern=r"^20\d\d\.[1-9]\d*$")]


class PlannedModule(Record):
    """A module of the curriculum, whether written yet or not. ``minutes`` is its planned length."""

    id: Identifier
    title: Text = Field(alias="titel")
    summary: Text = Field(alias="kurz")
    minutes: Count = Field(alias="dauer", ge=5, le=600)
    audiences: tuple[Audience, ...] = Field(alias="zielgruppe", min_length=1)


class TrainingCourse(Record):
    """A course (A–D): modules in teaching order."""

    id: Identifier
    title: Text = Field(alias="titel")
    summary: Text = Field(alias="kurz")
    modules: tuple[PlannedModule, ...] = Field(alias="module", min_length=1)


class LearningPath(Record):
    """A way through the modules for one role."""

    id: Identifier
    title: Text = Field(alias="titel")
    summary: Text = Field(alias="kurz")
    modules: tuple[Identifier, ...] = Field(alias="module", min_length=1)


class Defaults(Record):
    """What holds for every module that does not say otherwise."""

    licence: Licence = Field(alias="lizenz", default="CC-BY-SA-4.0")
    completion: Completion = Field(alias="abschluss", default=Completion.BESTANDEN)
    pass_mark: Count = Field(alias="bestehensgrenze", default=80, ge=1, le=100)
    status12: Status12 = "completed"


class Operator(Record):
    """Who runs a copy of the site. Empty until an operator fills it; nothing is invented.

    ``plain_language``, ``sign_language``: where the site is explained in Leichte Sprache and in German sign language.
    """

    name: str = ""
    contact: str = Field(alias="kontakt", default="")
    imprint: str = Field(alias="impressum", default="")
    accessibility_contact: str = Field(alias="barrierefreiheit", default="")
    plain_language: PageOrAddress = Field(alias="leichte_sprache", default="")
    sign_language: PageOrAddress = Field(alias="gebaerdensprache", default="")


OWED_BY_ALL = {
    name: Operator.model_fields[name].alias or name for name in ("name", "contact", "imprint", "accessibility_contact")
}
"""Fields of the operator that everybody has to fill, with their keys; the other two are for public bodies."""


class Curriculum(Record):
    """``curriculum/curriculum.yml``; ``retired``: released modules, courses and paths that are gone for good."""

    title: Text = Field(alias="titel")
    summary: Text = Field(alias="kurz")
    version: EditionNumber
    base_url: WebAddress = Field(alias="basis_url", default="")
    source_url: WebAddress = Field(alias="quelltext_url", default="")
    operator: Operator = Field(alias="betreiber", default=Operator())
    defaults: Defaults = Field(alias="vorgaben", default=Defaults())
    courses: tuple[TrainingCourse, ...] = Field(alias="kurse", min_length=1)
    paths: tuple[LearningPath, ...] = Field(alias="pfade", default=())
    retired: tuple[Identifier, ...] = Field(alias="entfallen", default=())

    @property
    def planned(self) -> tuple[PlannedModule, ...]:
        """All modules of all courses in order."""
        return tuple(module for course in self.courses for module in course.modules)

    def planned_module(self, module_id: str) -> PlannedModule | None:
        """The curriculum's entry for a module id."""
        return next((module for module in self.planned if module.id == module_id), None)

    def course_of(self, module_id: str) -> TrainingCourse | None:
        """The course a module belongs to."""
        return next((c for c in self.courses if any(m.id == module_id for m in c.modules)), None)


class Misconception(Record):
    """A wrong sentence people say, and what holds instead."""

    id: Identifier
    claim: Text = Field(alias="satz")
    correction: Text = Field(alias="richtig")
    modules: tuple[Identifier, ...] = Field(alias="module", default=())
    law_date: CalendarDate | None = Field(alias="rechtsstand", default=None)
    confirmations: tuple[Confirmation, ...] = Field(alias="bestaetigt", default=())
