"""What the learner's JavaScript needs to know of a question: weights and right answers are model data."""

from __future__ import annotations

from typing import Any, assert_never

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
    }
