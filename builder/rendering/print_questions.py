"""Questions on paper: the form to fill in, and the line of the answer key."""

from __future__ import annotations

from typing import Any, assert_never

from builder.model.prose import Prose
from builder.model.questions import (
    Matching,
    MultipleChoice,
    OpenQuestion,
    Option,
    Ordering,
    OrderItem,
    Pair,
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
            choices = [prose.inline(choice) for choice in _offered(question)]
            titles = [question.left_title, question.right_title]
            return head | {"prompts": prompts, "choices": choices, "titles": titles}
        case Ordering():
            return head | {"items": [prose.inline(question.items[index].text) for index in shown_order(question)]}
        case OpenQuestion():
            return head | {"lines": OPEN_LINES}
        case _:
            assert_never(question)


def answer_tree(question: Question, prose: ProseTree) -> Tree:
    """The key: for each element what is right and why; then the explanation."""
    made: Tree = {"rows": [], "body": [], "checklist": [], "after": prose.blocks(question.explanation)}
    match question:
        case SingleChoice() | MultipleChoice() | TrueFalse():
            marked = zip(LETTERS, question.options, strict=False)
            return made | {"rows": [_option_row(mark, option, prose) for mark, option in marked]}
        case Matching():
            return made | {"rows": [_pair_row(question, pair, prose) for pair in question.prompts]}
        case Ordering():
            return made | {"rows": [_row(str(i), prose, item) for i, item in enumerate(question.items, start=1)]}
        case OpenQuestion():
            checklist = [prose.inline(line) for line in question.checklist]
            return made | {"body": prose.blocks(question.solution), "checklist": checklist}
        case _:
            assert_never(question)


def _offered(question: Matching) -> list[Prose]:
    """The choices by their words: in author order the key would read a, b, c."""
    return sorted(question.choices, key=lambda choice: choice.plain)


def _row(mark: str, prose: ProseTree, element: Option | OrderItem) -> Tree:
    return {"mark": mark, "text": prose.inline(element.text), "why": prose.inline(element.feedback)}


def _option_row(mark: str, option: Option, prose: ProseTree) -> Tree:
    return _row(mark, prose, option) | {"verdict": "right" if option.correct else "wrong"}


def _pair_row(question: Matching, pair: Pair, prose: ProseTree) -> Tree:
    mark = [choice.plain for choice in _offered(question)].index(pair.right.plain)
    left = prose.inline(pair.left) if pair.left else []
    text = [*left, {"t": "text", "v": " – "}, {"t": "strong", "c": prose.inline(pair.right)}]
    return {"mark": LETTERS[mark], "text": text, "why": prose.inline(pair.feedback)}
