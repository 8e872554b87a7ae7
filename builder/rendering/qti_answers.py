"""How a kind of question can be said in the profile of Common Cartridge: as what, and which answers are right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar, assert_never

from markupsafe import Markup

from builder.model.answer_key import LETTERS, plain_number
from builder.model.questions import (
    Branching,
    Cloze,
    DateEntry,
    Gap,
    Matching,
    MultipleChoice,
    NumberEntry,
    NumberOption,
    OpenQuestion,
    Option,
    Ordering,
    Question,
    SingleChoice,
    TrueFalse,
)
from builder.rendering.dates import written_days
from builder.rendering.qti_text import ItemText

MULTIPLE_CHOICE, TRUE_FALSE, ESSAY = "cc.multiple_choice.v0p1", "cc.true_false.v0p1", "cc.essay.v0p1"
MULTIPLE_RESPONSE, FILL_IN_BLANK = "cc.multiple_response.v0p1", "cc.fib.v0p1"
RESPONSE = "response"
"""The identifier of what a learner answers."""
NOTHING = Markup()
Listed = TypeVar("Listed", bound=Option)
FEWEST_CHOICES = 3
"""The profile calls two answers a true-false question."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer. ``values`` is what a response is compared with: an identifier, or ways to write it."""

    name: str
    values: tuple[str, ...]
    right: bool
    html: Markup = NOTHING
    feedback: Markup = NOTHING


@dataclass(frozen=True, slots=True)
class Said:
    """A question in the words of the profile; ``solution`` is what a person compares an essay with."""

    profile: str
    answers: tuple[Answer, ...] = ()
    solution: Markup = NOTHING

    @property
    def is_choice(self) -> bool:
        """Whether there is something to tick."""
        return self.profile in (MULTIPLE_CHOICE, MULTIPLE_RESPONSE, TRUE_FALSE)

    @property
    def several(self) -> bool:
        """Whether several answers can be right."""
        return self.profile == MULTIPLE_RESPONSE

    @property
    def has_fixed_order(self) -> bool:
        """Whether the order of answers means something."""
        return self.profile == TRUE_FALSE


def said_as(question: Question, text: ItemText) -> Said | None:
    """How the profile says a question; None for what it has no kind for."""
    match question:
        case SingleChoice(options=options):
            return Said(MULTIPLE_CHOICE, _options(options, text)) if len(options) >= FEWEST_CHOICES else None
        case MultipleChoice(options=options):
            return Said(MULTIPLE_RESPONSE, _options(options, text))
        case TrueFalse(options=options):
            return Said(TRUE_FALSE, _options(options, text, ("true", "false")))
        case NumberEntry(options=options):
            exact = all(option.low == option.high for option in options if option.correct)
            return Said(FILL_IN_BLANK, _entries(options, _written_number, text)) if exact else None
        case DateEntry(options=options):
            return Said(FILL_IN_BLANK, _entries(options, lambda option: written_days(option.day), text))
        case Cloze(gaps=gaps):
            return _gap(gaps[0], text) if len(gaps) == 1 else None
        case OpenQuestion():
            return Said(ESSAY, solution=text.html(question.solution) + text.lines(question.checklist))
        case Matching() | Ordering() | Branching():
            return None
        case _:
            assert_never(question)


def _options(options: Sequence[Option], text: ItemText, names: Iterable[str] = LETTERS) -> tuple[Answer, ...]:
    return tuple(
        Answer(name, (name,), option.correct, text.label(option.text), text.html(option.feedback))
        for name, option in zip(names, options, strict=False)
    )


def _entries(
    options: Sequence[Listed], written: Callable[[Listed], tuple[str, ...]], text: ItemText
) -> tuple[Answer, ...]:
    """What can be typed. All right answers are one: Moodle looks at the first condition with the whole score alone."""
    right = [option for option in options if option.correct]
    values = tuple(dict.fromkeys(value for option in right for value in written(option)))
    told = text.html(right[0].feedback) if len(right) == 1 else NOTHING
    wrong = [
        Answer(f"{LETTERS[position]}_{number}", (value,), False, feedback=text.html(option.feedback))
        for position, option in enumerate(options)
        if not option.correct
        for number, value in enumerate(written(option), start=1)
    ]
    return (Answer("right", values, True, feedback=told), *wrong)


def _written_number(option: NumberOption) -> tuple[str, ...]:
    """A single number with a comma and with a point; a range cannot be written."""
    if option.low != option.high:
        return ()
    digits = plain_number(option.low)
    return tuple(dict.fromkeys((digits.replace(".", ","), digits)))


def _gap(gap: Gap, text: ItemText) -> Said | None:
    """A text with one gap: typed, or chosen among at least three."""
    told = text.html(gap.feedback)
    if not gap.choices:
        wild = any("*" in answer for answer in gap.answers)  # which Moodle takes for „anything“
        return None if wild else Said(FILL_IN_BLANK, (Answer("right", gap.answers, True, feedback=told),))
    if len(gap.choices) < FEWEST_CHOICES:
        return None
    offered = enumerate(zip(LETTERS, gap.choices, strict=False))
    return Said(
        MULTIPLE_CHOICE,
        tuple(Answer(name, (name,), not i, Markup.escape(words), told) for i, (name, words) in offered),
    )
