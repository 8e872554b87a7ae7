"""The answer key of a question: its elements and what is right, in the words and letters every face uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, assert_never

from builder.model.questions import (
    Branching,
    Cloze,
    DateEntry,
    Matching,
    MultipleChoice,
    NumberEntry,
    OpenQuestion,
    Option,
    Ordering,
    Question,
    RowChoice,
    SingleChoice,
    TrueFalse,
)
from builder.model.tables import Table

LETTERS = "abcdefghijklmnopqrstuvwxyz"
AUTHOR_WORDS = {
    "single_choice": "einfach",
    "multiple_choice": "mehrfach",
    "true_false": "wahr_falsch",
    "matching": "zuordnung",
    "ordering": "reihenfolge",
    "cloze": "luecke",
    "number": "zahl",
    "date": "datum",
    "open": "offen",
    "branching": "entscheidung",
}
"""The kinds as editors call them (format.md), but for what only becomes one of them."""


@dataclass(frozen=True, slots=True)
class Key:
    """The answer key of a question.

    ``kind``: the one word in template, JavaScript and fixtures. ``elements``: the words of its options, prompts, items,
    gaps or situations, in author order. ``right``: letters of ticked options; per prompt its choice; items in their
    order; per gap its first answer; a number, a range ``low:high``, an ISO day; per situation its best option.
    ``more``: JSON of this kind alone. ``text``: what else a changed answer would depend on.
    """

    kind: str
    elements: Sequence[str]
    right: Sequence[str]
    more: dict[str, Any] = field(default_factory=dict)
    text: Sequence[str] = ()


def answer_key(question: Question) -> Key:
    """The key of any question."""
    match question:
        case SingleChoice():
            return Key("single_choice", _texts(question.options), _ticked(question.options))
        case MultipleChoice():
            return Key("multiple_choice", _texts(question.options), _ticked(question.options))
        case TrueFalse():
            return Key("true_false", _texts(question.options), _ticked(question.options))
        case Matching():
            prompts = [pair.left.plain for pair in question.prompts if pair.left]
            right = [LETTERS[question.choice_of(pair)] for pair in question.prompts]
            choices = [choice.plain for choice in question.choices]
            return Key("matching", prompts, right, {"choices": choices})
        case Ordering():
            return Key("ordering", [item.text.plain for item in question.items], LETTERS[: len(question.items)])
        case Cloze():
            return _cloze_key(question)
        case NumberEntry():
            spans = [(plain_number(option.low), plain_number(option.high)) for option in question.options]
            return _entry_key("number", question, spans)
        case DateEntry():
            days = [option.day.isoformat() for option in question.options]
            return _entry_key("date", question, [(day, day) for day in days])
        case OpenQuestion():
            return Key("open", [line.plain for line in question.checklist], [])
        case Branching():
            return _branching_key(question)
        case _:
            assert_never(question)


def author_word(question: Question) -> str:
    """What stands behind ``::: frage`` where the question is written."""
    return "regelwerk" if isinstance(question, RowChoice) else AUTHOR_WORDS[answer_key(question).kind]


def _texts(options: Sequence[Option]) -> list[str]:
    return [option.text.plain for option in options]


def _ticked(options: Sequence[Option]) -> list[str]:
    return [LETTERS[i] for i, option in enumerate(options) if option.correct]


def _cloze_key(question: Cloze) -> Key:
    gaps = [{"accept": gap.answers, "choices": gap.choices} for gap in question.gaps]
    words = ["; ".join(gap.choices or gap.answers) for gap in question.gaps]
    text = [cell.plain for block in question.body for cell in (block.cells if isinstance(block, Table) else [block])]
    return Key("cloze", words, [gap.answers[0] for gap in question.gaps], {"gaps": gaps}, text)


def _entry_key(kind: str, question: NumberEntry | DateEntry, spans: Sequence[tuple[str, str]]) -> Key:
    options = question.options
    listed = [{"low": low, "high": high, "right": o.correct} for o, (low, high) in zip(options, spans, strict=True)]
    right = [
        low if low == high else f"{low}:{high}" for o, (low, high) in zip(options, spans, strict=True) if o.correct
    ]
    return Key(kind, _texts(options), right, {"listed": listed})


def _branching_key(question: Branching) -> Key:
    scenes: list[dict[str, Any]] = [
        {
            "id": scene.id,
            "count": len(scene.options),
            "right": _ticked(scene.options)[0],
            "next": [question.index_of(option.target) for option in scene.options],
        }
        for scene in question.situations
    ]
    titles = [scene.title.plain for scene in question.situations]
    text = [words for scene in question.situations for words in (scene.body.plain, *_texts(scene.options))]
    return Key("branching", titles, [scene["right"] for scene in scenes], {"situations": scenes}, text)


def plain_number(number: Decimal) -> str:
    """Digits with a decimal point, nothing superfluous."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
