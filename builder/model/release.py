"""What a release promised for ever: ids, codes and the meaning of every question (scorm.md A2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field, StringConstraints

from builder.model.base import CalendarDate, Completion, Count, Identifier, Record, Status12
from builder.model.curriculum import EditionNumber
from builder.model.meaning import Meaning, codes, free, meaning_of
from builder.model.module import Version
from builder.model.questions import Question

Code = Annotated[str, StringConstraints(pattern=r"^[0-9a-z]{2}$")]
StepCode = Annotated[str, StringConstraints(pattern=r"^[0-9a-z]$")]
Mark = Annotated[str, StringConstraints(pattern=r"^[0-9a-z]{3}$")]
Fingerprint = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
FrozenOption = Annotated[str, StringConstraints(pattern=r"^[+-][0-9a-f]{12}$")]


class FrozenQuestion(Record):
    """A question as released: ``code`` names it in a learner's state, ``mark`` the meaning of what was answered.

    ``kind``: as the author calls it; a question made of a row is ``einfach``, as it is for learners.
    """

    code: Code = Field(alias="kuerzel")
    mark: Mark = Field(alias="marke")
    kind: Identifier = Field(alias="art")
    points: Count = Field(alias="punkte")
    critical: bool = Field(alias="kritisch", default=False)
    counts: bool = Field(alias="zaehlt", default=True)
    replaces: Identifier | None = Field(alias="ersetzt", default=None)
    core: Fingerprint = Field(alias="kern")
    options: tuple[FrozenOption, ...] = Field(alias="antworten", default=())

    @property
    def meaning(self) -> Meaning:
        """What was asked."""
        return Meaning(self.core, self.options)


class FrozenModule(Record):
    """A module as it was released; ``content`` is the fingerprint of all that a learner or trainer gets of it."""

    version: Version
    completion: Completion = Field(alias="abschluss")
    pass_mark: Count = Field(alias="bestehensgrenze")
    status12: Status12
    content: Fingerprint = Field(alias="inhalt")
    goals: tuple[Identifier, ...] = Field(alias="ziele")
    steps: dict[Identifier, StepCode] = Field(alias="schritte")
    questions: dict[Identifier, FrozenQuestion] = Field(alias="fragen")


class Release(Record):
    """``curriculum/freigaben/JJJJ.N.json``: one edition of the curriculum, and which modules its bundles held.

    ``places``: by package (a module's id, a bundle's name) the interactions in their places.
    """

    version: EditionNumber
    date: CalendarDate = Field(alias="datum")
    courses: dict[Identifier, tuple[Identifier, ...]] = Field(alias="kurse")
    paths: dict[Identifier, tuple[Identifier, ...]] = Field(alias="pfade")
    places: dict[str, tuple[Identifier, ...]] = Field(alias="plaetze", default={})
    modules: dict[Identifier, FrozenModule] = Field(alias="module")

    @property
    def order(self) -> tuple[int, int]:
        """By which releases follow one another."""
        return edition_order(self.version)


def package_id(module_id: str, *names: str) -> str:
    """How a question is called in packages and in the reports of a platform: ``b3_f_rima_frist`` (scorm.md A2)."""
    return "_".join((module_id, *names))


def edition_order(version: str) -> tuple[int, int]:
    """Year and number of an edition, by which editions follow one another."""
    year, _, number = version.partition(".")
    return int(year), int(number)


@dataclass(frozen=True, slots=True)
class History:
    """What all releases together promised of one module.

    ``questions``: each question as it stood in every release that held it, the oldest first. ``successors``: the id of
    a question → that of the one that took its place. ``goals``: all there ever were. ``last``: the module in the last
    release that held it.
    """

    questions: Mapping[str, tuple[FrozenQuestion, ...]] = field(default_factory=dict)
    step_codes: Mapping[str, str] = field(default_factory=dict)
    successors: Mapping[str, str] = field(default_factory=dict)
    goals: frozenset[str] = frozenset()
    last: FrozenModule | None = None

    @property
    def codes(self) -> dict[str, str]:
        """The code of every question that was ever released."""
        return {name: versions[-1].code for name, versions in self.questions.items()}

    def code_of(self, questions: Sequence[str]) -> dict[str, str]:
        """Two characters by which a learner's state names each question; a released one keeps its own for ever."""
        return codes(questions, self.codes, 2)

    def step_code_of(self, steps: Sequence[str]) -> dict[str, str]:
        """One character for each step."""
        return codes(steps, self.step_codes, 1)

    def mark_of(self, question: Question) -> str:
        """The mark of its meaning: a released one as long as every answer given under it is still what it was.

        One that only takes the place of another by name keeps its mark. A new meaning never has a mark of an old one.
        """
        now, versions = meaning_of(question), self._versions(question)
        for mark in dict.fromkeys(version.mark for version in reversed(versions)):
            if all(now.goes_on(version.meaning) for version in versions if version.mark == mark):
                return mark
        return free(now.mark, {version.mark for version in versions})

    def _versions(self, question: Question) -> tuple[FrozenQuestion, ...]:
        return (*self.questions.get(question.replaces or "", ()), *self.questions.get(question.id, ()))

    def heirs(self, questions: Sequence[Question]) -> dict[str, str]:
        """Of every released question that is gone, the youngest first, the one that now stands in its place, if any.

        A learner may come from any release: whoever followed a question and is gone as well is passed over.
        """
        follows = {**self.successors, **{q.replaces: q.id for q in questions if q.replaces}}
        present = {question.id for question in questions}
        gone = [name for name in reversed(list(self.questions)) if name not in present]
        return {name: heir for name in gone if (heir := _heir(name, follows, present))}

    def taken_over(self, questions: Sequence[Question]) -> dict[str, tuple[str, ...]]:
        """The codes of those that are gone, by the question that takes their place; the youngest first."""
        found: dict[str, tuple[str, ...]] = {}
        for name, heir in self.heirs(questions).items():
            found[heir] = (*found.get(heir, ()), self.codes[name])
        return found


def _heir(name: str, follows: Mapping[str, str], present: Collection[str]) -> str | None:
    """The end of the way from a question that is gone; None where it ends nowhere, or in a circle."""
    passed: set[str] = set()
    while name not in present:
        passed.add(name)
        if follows.get(name, name) in passed:
            return None
        name = follows[name]
    return name


NOTHING_YET = History()
"""The history of what was never released."""


def history(releases: Iterable[Release], module_id: str) -> History:
    """The history of a module, from the oldest release on; empty before its first."""
    held = [release.modules[module_id] for release in releases if module_id in release.modules]
    questions: dict[str, tuple[FrozenQuestion, ...]] = {}
    for name, question in (pair for module in held for pair in module.questions.items()):
        questions[name] = (*questions.get(name, ()), question)
    step_codes = {name: code for module in held for name, code in module.steps.items()}
    successors = {q.replaces: name for module in held for name, q in module.questions.items() if q.replaces}
    goals = frozenset(goal for module in held for goal in module.goals)
    return History(questions, step_codes, successors, goals, held[-1] if held else None)
