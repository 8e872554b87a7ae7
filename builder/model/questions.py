"""Question kinds: a closed union. Every room that handles them ends in ``assert_never``."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from builder.model.prose import Prose
from builder.source import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionHead:
    """What every question has. ``points`` is its weight in the check of the module."""

    id: str
    goal: str
    stem: Prose
    explanation: Prose
    place: Place
    points: int = 1
    critical: bool = False
    counts: bool = True
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
class OpenQuestion(QuestionHead):
    """``offen``: free text, model answer, self-rating by a checklist; never scored."""

    solution: Prose
    checklist: tuple[Prose, ...]


Choice: TypeAlias = SingleChoice | MultipleChoice | TrueFalse
Question: TypeAlias = SingleChoice | MultipleChoice | TrueFalse | Matching | Ordering | OpenQuestion


def options_of(question: Question) -> tuple[Option, ...]:
    """The options that can be ticked; none for other kinds."""
    return question.options if isinstance(question, SingleChoice | MultipleChoice | TrueFalse) else ()


def is_scored(question: Question) -> bool:
    """Whether the question gives points in the check of its module."""
    return question.counts and not isinstance(question, OpenQuestion)


def right_weight(options: tuple[Option, ...]) -> Fraction:
    """The share of the points one right option of ``mehrfach`` is worth."""
    return Fraction(1, max(1, sum(option.correct for option in options)))
