"""What all modules share: courses and paths, misconceptions, rule tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from builder.model.base import Audience, CalendarDate, Completion, Count, Identifier, Licence, Record, Text, WebAddress

Release = Annotated[str, StringConstraints(pattern=r"^20\d\d\.[1-9]\d*$")]


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
    status12: Literal["completed", "passed"] = "completed"


class Operator(Record):
    """Who runs a copy of the site. Empty until an operator fills it; nothing is invented."""

    name: str = ""
    contact: str = Field(alias="kontakt", default="")
    imprint: str = Field(alias="impressum", default="")
    accessibility_contact: str = Field(alias="barrierefreiheit", default="")


class Curriculum(Record):
    """``curriculum/curriculum.yml``."""

    title: Text = Field(alias="titel")
    summary: Text = Field(alias="kurz")
    version: Release
    base_url: WebAddress = Field(alias="basis_url", default="")
    source_url: WebAddress = Field(alias="quelltext_url", default="")
    operator: Operator = Field(alias="betreiber", default=Operator())
    defaults: Defaults = Field(alias="vorgaben", default=Defaults())
    courses: tuple[TrainingCourse, ...] = Field(alias="kurse", min_length=1)
    paths: tuple[LearningPath, ...] = Field(alias="pfade", default=())

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


class Verdict(StrEnum):
    """The five legal verbs, and the honest sixth: have the case looked at."""

    VERBOTEN = "verboten"
    ERMESSEN = "ermessen"
    REGELFALL = "regelfall"
    ANSPRUCH = "anspruch"
    FREI = "frei"
    PRUEFEN = "pruefen"


class Consent(StrEnum):
    """Whether the Bundesagentur für Arbeit must agree."""

    KEINE = "keine"
    NOETIG = "noetig"
    NICHT_NOETIG = "nicht_noetig"


class Evidence(StrEnum):
    """How sure a row is."""

    BELEGT = "belegt"
    VORSICHTIG = "vorsichtig"
    OFFEN = "offen"


class FeatureValue(Record):
    """One answer to the question of a feature."""

    id: Identifier
    text: Text


class Feature(Record):
    """One input of a rule table, asked as a question."""

    id: Identifier
    question: Text = Field(alias="frage")
    help: Text | None = Field(alias="hilfe", default=None)
    values: tuple[FeatureValue, ...] = Field(alias="werte", min_length=2)


class RuleExample(Record):
    """A fictional case that reaches exactly this row."""

    text: Text
    values: dict[Identifier, Identifier] = Field(alias="werte")


class RuleRow(Record):
    """One row: conditions (a feature left out means any value) and what follows."""

    id: Identifier
    group: Text = Field(alias="gruppe")
    situation: Text = Field(alias="lage")
    time: Text = Field(alias="zeit")
    when: dict[Identifier, tuple[Identifier, ...]] = Field(alias="wenn")
    verdict: Verdict = Field(alias="ergebnis")
    consent: Consent = Field(alias="zustimmung")
    norms: tuple[Text, ...] = Field(alias="normen")
    decides: Text = Field(alias="entscheidet")
    next_step: Text = Field(alias="schritt")
    exception: Text | None = Field(alias="ausnahme", default=None)
    example: RuleExample = Field(alias="beispiel")
    facts: tuple[Text, ...] = Field(alias="fakten", default=())
    evidence: Evidence = Field(alias="beleg")


def _cells(
    features: tuple[Feature, ...], rows: tuple[RuleRow, ...], chosen: dict[str, str]
) -> Iterator[tuple[dict[str, str], tuple[RuleRow, ...]]]:
    open_features = [f for f in features if f.id not in chosen and any(f.id in row.when for row in rows)]
    if not open_features:
        yield chosen, rows
        return
    feature = open_features[0]
    for value in feature.values:
        left = tuple(row for row in rows if value.id in row.when.get(feature.id, (value.id,)))
        yield from _cells(features, left, {**chosen, feature.id: value.id})


class RuleTable(Record):
    """``curriculum/regelwerke/<id>.yml``."""

    id: Identifier
    title: Text = Field(alias="titel")
    law_date: CalendarDate = Field(alias="rechtsstand")
    reviewed_on: CalendarDate = Field(alias="geprueft_am")
    review_by: CalendarDate = Field(alias="pruefen_bis")
    responsible: Text = Field(alias="verantwortlich")
    disclaimer: Text = Field(alias="hinweis")
    features: tuple[Feature, ...] = Field(alias="merkmale", min_length=1)
    rows: tuple[RuleRow, ...] = Field(alias="zeilen", min_length=1)

    @property
    def groups(self) -> tuple[tuple[str, tuple[RuleRow, ...]], ...]:
        """Rows under their group headings, both in author order."""
        names = dict.fromkeys(row.group for row in self.rows)
        return tuple((name, tuple(row for row in self.rows if row.group == name)) for name in names)

    def matching(self, values: Mapping[str, str]) -> tuple[RuleRow, ...]:
        """The rows whose conditions the values fulfil: exactly one in a sound table."""
        return tuple(row for row in self.rows if all(values.get(key) in allowed for key, allowed in row.when.items()))

    def cells(self) -> Iterator[tuple[dict[str, str], tuple[RuleRow, ...]]]:
        """The whole input space, cut only where rows differ: (values that matter, rows that hold there)."""
        return _cells(self.features, self.rows, {})
