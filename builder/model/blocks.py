"""The blocks of a module's body: prose as an opaque bag, everything that means something as its own type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from builder.model.base import Audience
from builder.model.prose import Prose
from builder.model.questions import Question, QuestionHead
from builder.model.tables import Table
from builder.source import Place


class CalloutKind(StrEnum):
    """Callouts in the forge's own syntax; the German titles are in the templates."""

    NOTE = "note"
    TIP = "tip"
    IMPORTANT = "important"
    WARNING = "warning"
    CAUTION = "caution"


@dataclass(frozen=True, slots=True)
class Callout:
    """``> [!NOTE]`` and its siblings."""

    kind: CalloutKind
    body: Prose
    place: Place


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with alternative text, caption and, where it needs one, a long description."""

    source: str
    alternative: str
    caption: str
    description: tuple[Block, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Brief:
    """``kurz``: „Kurz gesagt“, at most 60 words, first in a step."""

    body: Prose
    place: Place


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One item of ``merkpunkte`` with the goal it serves."""

    text: Prose
    goal: str
    place: Place


@dataclass(frozen=True, slots=True)
class KeyPoints:
    """``merkpunkte``: „Das Wichtigste“."""

    items: tuple[KeyPoint, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class DeepDive:
    """``vertiefung``: text for one audience, shown to all, marked."""

    audience: Audience
    body: tuple[Block, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class TrainerNote:
    """``leitung``: never on the learner's page, never in a package."""

    body: tuple[Block, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class TimedPassage:
    """``gueltig``: a passage that holds from one day to another (both inclusive)."""

    valid_from: date | None
    valid_until: date | None
    body: tuple[Block, ...]
    place: Place

    @property
    def is_reversed(self) -> bool:
        """Whether the period ends before it begins."""
        return bool(self.valid_from and self.valid_until and self.valid_until < self.valid_from)


WRITING_LINES = 6
"""Below a task on paper, where its author says nothing else."""


@dataclass(frozen=True, slots=True)
class Task:
    """``uebung``: a task with working time in minutes and a model solution. ``lines``: to write on, on paper."""

    id: str
    minutes: int
    body: tuple[Block, ...]
    solution: tuple[Block, ...]
    place: Place
    lines: int = WRITING_LINES


class CaseMode(StrEnum):
    """How much of a worked case the learner does alone."""

    SOLVED = "geloest"
    FADED = "teilweise"
    OPEN = "offen"


class StageKind(StrEnum):
    """The fixed stages of a case (learning.md E10), in their order."""

    FACTS = "Sachverhalt"
    STATUS = "Status und Papier"
    NORM = "Norm"
    TEST = "Prüfung"
    RESULT = "Ergebnis"
    UNSETTLED = "Offen"
    AUTHORITY = "Wer entscheidet"
    NEXT = "Nächster Schritt"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a case. ``hidden``: its text shows after the answer, or as model solution."""

    kind: StageKind
    questions: tuple[Question, ...]
    body: tuple[Block, ...]
    hidden: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Case:
    """``fall``: a worked, faded or open case."""

    id: str
    title: str
    mode: CaseMode
    stages: tuple[Stage, ...]
    place: Place


class EmbedKind(StrEnum):
    """Shared objects a module can embed."""

    RULE_TABLE = "regelwerk"
    PROCEDURE = "ablauf"
    CASE_STUDIES = "fallvergleich"


@dataclass(frozen=True, slots=True)
class Embed:
    """``einbinden``: a shared object drawn at this place; of case studies one or several, side by side.

    ``compared_only``: of case studies what is compared and learnt; the module tells and solves them itself.
    """

    kind: EmbedKind
    names: tuple[str, ...]
    place: Place
    compared_only: bool = False

    @property
    def name(self) -> str:
        """The first of its names, which is the only one where one object is drawn."""
        return self.names[0]


Block: TypeAlias = (
    Prose
    | Callout
    | Table
    | Figure
    | Brief
    | KeyPoints
    | DeepDive
    | TrainerNote
    | TimedPassage
    | Task
    | Case
    | Embed
    | Question
)


def inner_blocks(block: Block) -> tuple[Block, ...]:
    """The blocks directly inside a block, in reading order."""
    match block:
        case Figure(description=inner) | DeepDive(body=inner) | TrainerNote(body=inner) | TimedPassage(body=inner):
            return inner
        case Task(body=body, solution=solution):
            return (*body, *solution)
        case Case(stages=stages):
            return tuple(inner for stage in stages for inner in (*stage.questions, *stage.body))
        case _:
            return ()


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, outer before inner, in reading order."""
    for block in blocks:
        yield block
        yield from walk(inner_blocks(block))


def questions_in(blocks: tuple[Block, ...]) -> Iterator[Question]:
    """Every question, also those inside cases, in reading order."""
    for block in walk(blocks):
        if isinstance(block, QuestionHead):
            yield block


def learner_blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The top-level blocks a learner may see: all but trainer notes."""
    return (block for block in blocks if not isinstance(block, TrainerNote))
