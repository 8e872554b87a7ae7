"""What the learner's JavaScript needs to know of a question: weights and right answers are model data."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, assert_never

from builder.model.course import Shared
from builder.model.module import Module
from builder.model.prose import Prose
from builder.model.questions import (
    Matching,
    MultipleChoice,
    OpenQuestion,
    Ordering,
    Question,
    SingleChoice,
    TrueFalse,
    is_scored,
)

LETTERS = "abcdefghijklmnopqrstuvwxyz"
_DIGITS = "0123456789" + LETTERS


def kind_name(question: Question) -> str:
    """The one word for a question kind in template, JavaScript and fixtures."""
    match question:
        case SingleChoice():
            return "single_choice"
        case MultipleChoice():
            return "multiple_choice"
        case TrueFalse():
            return "true_false"
        case Matching():
            return "matching"
        case Ordering():
            return "ordering"
        case OpenQuestion():
            return "open"
        case _:
            assert_never(question)


def right_answer(question: Question) -> list[str]:
    """Letters in author order: ticked options; per prompt its choice; items in their right order."""
    match question:
        case SingleChoice() | MultipleChoice() | TrueFalse():
            return [LETTERS[i] for i, option in enumerate(question.options) if option.correct]
        case Matching():
            return [LETTERS[question.choice_of(pair)] for pair in question.prompts]
        case Ordering():
            return [LETTERS[i] for i in range(len(question.items))]
        case OpenQuestion():
            return []
        case _:
            assert_never(question)


def element_count(question: Question) -> int:
    """How many options, prompts, items or checklist lines the question has."""
    match question:
        case SingleChoice() | MultipleChoice() | TrueFalse():
            return len(question.options)
        case Matching():
            return len(question.prompts)
        case Ordering():
            return len(question.items)
        case OpenQuestion():
            return len(question.checklist)
        case _:
            assert_never(question)


def question_data(question: Question) -> dict[str, Any]:
    """The JSON beside the form. ``points`` is the most the question can give; ``right`` as in right_answer."""
    return {
        "id": question.id,
        "kind": kind_name(question),
        "goal": question.goal,
        "points": question.points,
        "scored": is_scored(question),
        "critical": question.critical,
        "count": element_count(question),
        "right": right_answer(question),
        "fingerprint": fingerprint(question),
    }


def fingerprint(question: Question) -> str:
    """Three characters that change with the meaning of a stored answer: stem, elements, their order, what is right."""
    elements = [prose.plain for prose in _elements(question)]
    text = "\n".join([kind_name(question), question.id, question.stem.plain, *elements, *right_answer(question)])
    number = int.from_bytes(sha256(text.encode()).digest()[:8]) % 36**3
    return "".join(_DIGITS[number // 36**place % 36] for place in (2, 1, 0))


def _elements(question: Question) -> list[Prose]:
    match question:
        case SingleChoice() | MultipleChoice() | TrueFalse():
            return [option.text for option in question.options]
        case Matching():
            return [*(pair.left for pair in question.prompts if pair.left), *question.choices]
        case Ordering():
            return [item.text for item in question.items]
        case OpenQuestion():
            return list(question.checklist)
        case _:
            assert_never(question)


def shown_order(question: Ordering) -> list[int]:
    """The order items are offered in: by their words, and never the right one."""
    order = sorted(range(len(question.items)), key=lambda index: question.items[index].text.plain)
    return order if order != sorted(order) else [*order[1:], order[0]]


def module_settings(module: Module, shared: Shared) -> dict[str, Any]:
    """The JSON of a module's page: what the player needs to know besides the questions. ``passMark`` in per cent."""
    defaults = shared.curriculum.defaults
    return {
        "module": module.id,
        "version": module.meta.version,
        "passMark": defaults.pass_mark,
        "completion": (module.meta.completion or defaults.completion).value,
        "status12": defaults.status12,
        "goals": [{"id": goal.id, "text": goal.text} for goal in module.meta.goals],
    }
