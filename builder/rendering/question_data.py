"""What the learner's JavaScript needs to know of a question: weights and right answers are model data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import Any, assert_never

from builder.model.course import Shared
from builder.model.module import Module
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
    is_scored,
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
_DIGITS = "0123456789" + LETTERS


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
            spans = [(_plain(option.low), _plain(option.high)) for option in question.options]
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


def _plain(number: Decimal) -> str:
    """Digits with a decimal point, nothing superfluous."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def question_data(question: Question, code: str) -> dict[str, Any]:
    """The JSON beside the form. ``points`` is the most the question can give; ``code`` names it in the state."""
    key = answer_key(question)
    return {
        "id": question.id,
        "code": code,
        "kind": key.kind,
        "goal": question.goal,
        "points": question.points,
        "scored": is_scored(question),
        "critical": question.critical,
        "shuffle": question.shuffle,
        "count": len(key.elements),
        "right": list(key.right),
        "fingerprint": fingerprint(question),
        **key.more,
    }


def question_codes(questions: Sequence[Question]) -> dict[str, str]:
    """Two characters for each question by which a learner's state names it: author order in base 36."""
    return {question.id: _base36(number, 2) for number, question in enumerate(questions)}


def fingerprint(question: Question) -> str:
    """Three characters that change with the meaning of a stored answer: stem, elements, their order, what is right."""
    key = answer_key(question)
    more = json.dumps(key.more, sort_keys=True)
    text = "\n".join([key.kind, question.id, question.stem.plain, *key.elements, *key.right, *key.text, more])
    return _base36(int.from_bytes(sha256(text.encode()).digest()[:8]), 3)


def _base36(number: int, length: int) -> str:
    """The last ``length`` digits of a number."""
    return "".join(_DIGITS[number // 36**place % 36] for place in reversed(range(length)))


def shown_order(words: Sequence[str], is_right_order: bool = False) -> list[int]:
    """The order things are offered in where no script shuffles them: by their words; never the right one."""
    order = sorted(range(len(words)), key=lambda index: words[index])
    return [*order[1:], order[0]] if is_right_order and order == sorted(order) else order


def module_settings(module: Module, shared: Shared) -> dict[str, Any]:
    """The JSON of a module's page: what the player needs to know besides the questions. ``passMark`` in per cent."""
    settings = practice_settings(module.id, shared)
    completion = module.meta.completion or shared.curriculum.defaults.completion
    goals = [{"id": goal.id, "text": goal.text} for goal in module.meta.goals]
    return settings | {"version": module.meta.version, "completion": completion.value, "goals": goals}


def practice_settings(name: str, shared: Shared) -> dict[str, Any]:
    """The same for questions that belong to no module: nothing to be reached but points."""
    defaults = shared.curriculum.defaults
    return {
        "module": name,
        "version": shared.curriculum.version,
        "passMark": defaults.pass_mark,
        "completion": defaults.completion.value,
        "status12": defaults.status12,
        "goals": [],
    }
