"""Questions on paper: the form to fill in, and the line of the answer key."""

from __future__ import annotations

from typing import Any, assert_never

from builder.model.prose import Prose
from builder.model.questions import (
    Matching,
    MultipleChoice,
    OpenQuestion,
    Ordering,
    Question,
    SingleChoice,
    TrueFalse,
)
from builder.rendering.print_prose import ProseTree
from builder.rendering.question_data import LETTERS, kind_name, shown_order

Tree = dict[str, Any]
OPEN_LINES = 6
"""Writing lines below an open question."""


def question_tree(question: Question, prose: ProseTree) -> Tree:
    """What stands on the sheet: kind, stem, and the parts to fill in."""
    head: Tree = {"kind": kind_name(question), "critical": question.critical, "stem": prose.blocks(question.stem)}
    match question:
        case SingleChoice() | MultipleChoice() | TrueFalse():
            return head | {"options": [prose.inline(option.text) for option in question.options]}
        case Matching():
            prompts = [prose.inline(pair.left) for pair in question.prompts if pair.left]
            titles = [question.left_title, question.right_title]
            return head | {"prompts": prompts, "choices": [prose.inline(c) for c in question.choices], "titles": titles}
        case Ordering():
            return head | {"items": [prose.inline(question.items[index].text) for index in shown_order(question)]}
        case OpenQuestion():
            return head | {"lines": OPEN_LINES}
        case _:
            assert_never(question)


def answer_tree(question: Question, prose: ProseTree) -> Tree:
    """The key: for each element what is right and why; then the explanation."""
    match question:
        case SingleChoice() | MultipleChoice() | TrueFalse():
            rows = [
                {
                    "mark": LETTERS[i],
                    "right": option.correct,
                    "text": prose.inline(option.text),
                    "why": prose.inline(option.feedback),
                }
                for i, option in enumerate(question.options)
            ]
        case Matching():
            rows = [
                {
                    "mark": LETTERS[question.choice_of(pair)],
                    "right": True,
                    "text": [
                        *prose.inline(pair.left or _nothing(pair.right)),
                        {"t": "text", "v": " – "},
                        *prose.inline(pair.right),
                    ],
                    "why": prose.inline(pair.feedback),
                }
                for pair in question.prompts
            ]
        case Ordering():
            rows = [
                {"mark": str(i), "right": True, "text": prose.inline(item.text), "why": prose.inline(item.feedback)}
                for i, item in enumerate(question.items, start=1)
            ]
        case OpenQuestion():
            checklist = [prose.inline(line) for line in question.checklist]
            return {
                "rows": [],
                "body": prose.blocks(question.solution),
                "checklist": checklist,
                "after": prose.blocks(question.explanation),
            }
        case _:
            assert_never(question)
    return {"rows": rows, "body": [], "checklist": [], "after": prose.blocks(question.explanation)}


def _nothing(prose: Prose) -> Prose:
    return Prose((), prose.place)
