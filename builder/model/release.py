"""What a release promised for ever: ids, codes and the meaning of every question (scorm.md A2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field, StringConstraints

from builder.model.base import CalendarDate, Completion, Count, Identifier, Record
from builder.model.curriculum import EditionNumber
from builder.model.meaning import Meaning, codes, meaning_of
from builder.model.questions import Question

Code = Annotated[str, StringConstraints(pattern=r"^[0-9a-z]{2}$")]
StepCode = Annotated[str, StringConstraints(pattern=r"^[0-9a-z]$")]
Mark = Annotated[str, StringConstraints(pattern=r"^[0-9a-z]{3}$")]
Fingerprint = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
FrozenOption = Annotated[str, StringConstraints(pattern=r"^[+-][0-9a-f]{12}$")]


class FrozenQuestion(Record):
    """A question as released: ``code`` names it in a learner's state, ``mark`` the meaning of what was answered."""

    code: Code = Field(alias="kuerzel")
    mark: Mark = Field(alias="marke")
    core: Fingerprint = Field(alias="kern")
    options: tuple[FrozenOption, ...] = Field(alias="antworten", default=())
    points: Count = Field(alias="punkte")
    critical: bool = Field(alias="kritisch", default=False)
    counts: bool = Field(alias="zaehlt", default=True)

    @property
    def meaning(self) -> Meaning:
        """What was asked."""
        return Meaning(self.core, self.options)


class FrozenModule(Record):
    """A module as it was released; ``content`` is the fingerprint of all its files."""

    version: str
    completion: Completion = Field(alias="abschluss")
    content: Fingerprint = Field(alias="inhalt")
    goals: tuple[Identifier, ...] = Field(alias="ziele")
    steps: dict[Identifier, StepCode] = Field(alias="schritte")
    questions: dict[Identifier, FrozenQuestion] = Field(alias="fragen")


class Release(Record):
    """``curriculum/freigaben/JJJJ.N.json``: one edition of the curriculum."""

    version: EditionNumber
    date: CalendarDate = Field(alias="datum")
    pass_mark: Count = Field(alias="bestehensgrenze")
    modules: dict[Identifier, FrozenModule] = Field(alias="module")

    @property
    def order(self) -> tuple[int, int]:
        """Year and number, by which releases follow one another."""
        year, _, number = self.version.partition(".")
        return int(year), int(number)


@dataclass(frozen=True, slots=True)
class History:
    """What all releases together promised of one module, and how it stood in the last of them that held it."""

    codes: Mapping[str, str] = field(default_factory=dict)
    step_codes: Mapping[str, str] = field(default_factory=dict)
    last: FrozenModule | None = None

    def code_of(self, questions: Sequence[str]) -> dict[str, str]:
        """Two characters by which a learner's state names each question; a released one keeps its own for ever."""
        return codes(questions, self.codes, 2)

    def step_code_of(self, steps: Sequence[str]) -> dict[str, str]:
        """One character for each step."""
        return codes(steps, self.step_codes, 1)

    def mark_of(self, question: Question) -> str:
        """The mark of its meaning; that of the release as long as answers from then are still what they were."""
        now = meaning_of(question)
        before = self.last.questions.get(question.id) if self.last else None
        return before.mark if before and now.goes_on(before.meaning) else now.mark


NOTHING_YET = History()
"""The history of what was never released."""


def history(releases: Iterable[Release], module_id: str) -> History:
    """The history of a module; empty before its first release."""
    held = [release.modules[module_id] for release in releases if module_id in release.modules]
    question_codes = {name: question.code for module in held for name, question in module.questions.items()}
    step_codes = {name: code for module in held for name, code in module.steps.items()}
    return History(question_codes, step_codes, held[-1] if held else None)
