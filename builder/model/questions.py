"""Question kinds: a closed union. Every room that handles them ends in ``assert_never``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from builder.model.prose import Prose
from builder.model.tables import Table
from builder.source import Place

FEEDBACK_WORDS = 60
"""Words of feedback that people read (learning.md E01)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionHead:
    """What every question has. ``points`` is its weight in the check of the module.

    ``shuffle``: whether what is offered may stand in another order for each learner.
    """

    id: str
    goal: str
    stem: Prose
    explanation: Prose
    place: Place
    points: int = 1
    critical: bool = False
    counts: bool = True
    shuffle: bool = True
    replaces: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An answer that can be ticked; its letter follows from its position (a, b, c …)."""

    text: Prose
    correct: bool
    feedback: Prose
    place: Place
    misconception: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleChoice(QuestionHead):
    """``einfach``: exactly one right answer; all or nothing."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChoice(SingleChoice):
    """``regelwerk``: a single choice made of the row ``row`` of the rule table ``table`` and the rows nearest to it."""

    table: str
    row: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleChoice(QuestionHead):
    """``mehrfach``: one or more right answers; (right − wrong) / right, never below 0."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse(QuestionHead):
    """``wahr_falsch``: two options, „Stimmt“ and „Stimmt nicht“; all or nothing."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One row of ``zuordnung``; without ``left`` it only adds a wrong choice."""

    left: Prose | None
    right: Prose
    feedback: Prose
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching(QuestionHead):
    """``zuordnung``: each left side gets one of the right sides; points per element."""

    left_title: str
    right_title: str
    pairs: tuple[Pair, ...]

    @property
    def prompts(self) -> tuple[Pair, ...]:
        """The rows that ask something."""
        return tuple(pair for pair in self.pairs if pair.left is not None)

    @property
    def choices(self) -> tuple[Prose, ...]:
        """The distinct right sides in author order; equal cells are one choice."""
        distinct = {pair.right.plain: pair.right for pair in reversed(self.pairs)}
        return tuple(distinct[text] for text in dict.fromkeys(pair.right.plain for pair in self.pairs))

    def choice_of(self, pair: Pair) -> int:
        """The index in ``choices`` that is right for a row."""
        return [choice.plain for choice in self.choices].index(pair.right.plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderItem:
    """One element of ``reihenfolge``."""

    text: Prose
    feedback: Prose
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering(QuestionHead):
    """``reihenfolge``: items in their right order; points per absolute place."""

    items: tuple[OrderItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A gap of ``luecke``: any of ``answers`` is right; where there are ``choices``, one of them is chosen."""

    answers: tuple[str, ...]
    choices: tuple[str, ...]
    feedback: Prose
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloze(QuestionHead):
    """``luecke``: the body holds the gaps as tokens of type ``gap``; points per gap."""

    body: tuple[Prose | Table, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberOption(Option):
    """A listed answer of ``zahl``: every number from ``low`` to ``high``, both inclusive."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberEntry(QuestionHead):
    """``zahl``: a number is typed; the listed answers say which are right and what to say to others; all or nothing."""

    options: tuple[NumberOption, ...]
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateOption(Option):
    """A listed answer of ``datum``."""

    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DateEntry(QuestionHead):
    """``datum``: a day is typed; listed answers as in ``zahl``; all or nothing."""

    options: tuple[DateOption, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion(QuestionHead):
    """``offen``: free text, model answer, self-rating by a checklist; never scored."""

    solution: Prose
    checklist: tuple[Prose, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch(Option):
    """What one can do in a situation; its feedback is the consequence. ``target``: the situation it leads to."""

    target: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One scene of ``entscheidung``; its id is unique in its question."""

    id: str
    title: Prose
    body: Prose
    options: tuple[Branch, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Branching(QuestionHead):
    """``entscheidung``: a path through situations, the first one begins; its points are shared along the path."""

    situations: tuple[Situation, ...]

    def index_of(self, identifier: str | None) -> int | None:
        """The position of a situation, None for the end of a path."""
        ids = [situation.id for situation in self.situations]
        return ids.index(identifier) if identifier in ids else None


Choice: TypeAlias = SingleChoice | MultipleChoice | TrueFalse
Entry: TypeAlias = NumberEntry | DateEntry
Question: TypeAlias = Choice | Matching | Ordering | Cloze | Entry | OpenQuestion | Branching


def options_of(question: Question) -> tuple[Option, ...]:
    """The answers an author listed with a cross or without; none for kinds that have no such list."""
    match question:
        case SingleChoice() | MultipleChoice() | TrueFalse():
            return question.options
        case NumberEntry() | DateEntry():
            return question.options
        case Branching():
            return tuple(option for situation in question.situations for option in situation.options)
        case _:
            return ()


def feedback_of(question: Question) -> tuple[Prose, ...]:
    """What is said to single answers or elements; empty where the author said nothing."""
    match question:
        case Matching():
            return tuple(pair.feedback for pair in question.pairs)
        case Ordering():
            return tuple(item.feedback for item in question.items)
        case Cloze():
            return tuple(gap.feedback for gap in question.gaps)
        case _:
            return tuple(option.feedback for option in options_of(question))


def is_scored(question: Question) -> bool:
    """Whether the question gives points in the check of its module."""
    return question.counts and not isinstance(question, OpenQuestion)


def right_weight(options: tuple[Option, ...]) -> Fraction:
    """The share of the points one right option of ``mehrfach`` is worth."""
    return Fraction(1, max(1, sum(option.correct for option in options)))
