"""Questions on paper: the form to fill in, and the line of the answer key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, assert_never

from builder.model.answer_key import LETTERS, answer_key
from builder.model.prose import Prose
from builder.model.questions import (
    Branching,
    Cloze,
    DateEntry,
    Gap,
    Matching,
    MultipleChoice,
    NumberEntry,
    OpenQuestion,
    Option,
    Ordering,
    OrderItem,
    Pair,
    Question,
    SingleChoice,
    Situation,
    TrueFalse,
)
from builder.model.tables import Table
from builder.rendering.print_prose import ProseTree
from builder.rendering.question_data import shown_order
from builder.rendering.typography import NBSP, bind

Tree = dict[str, Any]
Translate = Callable[[str], str]
OPEN_LINES = 6
"""Writing lines below an open question."""


def question_tree(question: Question, prose: ProseTree, translate: Translate) -> Tree:
    """What stands on the sheet: kind, stem, and the parts to fill in."""
    kind = answer_key(question).kind
    head: Tree = {"kind": kind, "critical": question.critical, "stem": prose.blocks(question.stem)}
    match question:
        case SingleChoice() | MultipleChoice() | TrueFalse():
            return head | {"options": [prose.inline(option.text) for option in question.options]}
        case Matching():
            prompts = [prose.inline(pair.left) for pair in question.prompts if pair.left]
            choices = [prose.inline(choice) for choice in _offered(question)]
            titles = [question.left_title, question.right_title]
            return head | {"prompts": prompts, "choices": choices, "titles": titles}
        case Ordering():
            order = shown_order([item.text.plain for item in question.items], is_right_order=True)
            return head | {"items": [prose.inline(question.items[index].text) for index in order]}
        case Cloze():
            filling = prose.filling([_gap(gap, number) for number, gap in enumerate(question.gaps, start=1)])
            parts = [[filling.table(p)] if isinstance(p, Table) else filling.blocks(p) for p in question.body]
            return head | {"body": [tree for trees in parts for tree in trees]}
        case NumberEntry():
            return head | {"field": question.unit}
        case DateEntry():
            return head | {"field": translate("(day.month.year)")}
        case OpenQuestion():
            return head | {"lines": OPEN_LINES}
        case Branching():
            return head | {"cards": [_card(question, situation, prose) for situation in question.situations]}
        case _:
            assert_never(question)


def answer_tree(question: Question, prose: ProseTree, translate: Translate) -> Tree:
    """The key: for each element what is right and why; then the explanation."""
    made: Tree = {"rows": [], "body": [], "checklist": [], "after": prose.blocks(question.explanation)}
    match question:
        case SingleChoice() | MultipleChoice() | TrueFalse():
            return made | {"rows": _option_rows(question.options, prose)}
        case NumberEntry(unit=unit):
            return made | {"rows": [_typed_row(row, unit) for row in _option_rows(question.options, prose)]}
        case DateEntry():
            return made | {"rows": [_typed_row(row) for row in _option_rows(question.options, prose)]}
        case Matching():
            return made | {"rows": [_pair_row(question, pair, prose) for pair in question.prompts]}
        case Ordering():
            return made | {"rows": [_row(str(i), prose, item) for i, item in enumerate(question.items, start=1)]}
        case Cloze():
            between = translate(" or ")
            return made | {"rows": [_gap_row(gap, str(i), between, prose) for i, gap in enumerate(question.gaps, 1)]}
        case OpenQuestion():
            checklist = [prose.inline(line) for line in question.checklist]
            return made | {"body": prose.blocks(question.solution), "checklist": checklist}
        case Branching():
            scenes = enumerate(question.situations, start=1)
            return made | {"rows": [row for i, scene in scenes for row in _scene_rows(scene, i, prose)]}
        case _:
            assert_never(question)


def _typed_row(row: Tree, unit: str = "") -> Tree:
    """What is typed has no letter; a number is told with what it counts."""
    return row | {
        "mark": "–",
        "text": [*row["text"], {"t": "text", "v": f"{NBSP}{bind(unit)}"}] if unit else row["text"],
    }


def _gap(gap: Gap, number: int) -> Tree:
    """A gap in a line: a number, room to write, and what there is to choose from."""
    return {"t": "gap", "number": number, "choices": [bind(choice) for choice in sorted(gap.choices)]}


def _gap_row(gap: Gap, mark: str, between: str, prose: ProseTree) -> Tree:
    words = bind(between.join(gap.answers))
    return {"mark": mark, "text": [{"t": "text", "v": words}], "why": prose.inline(gap.feedback)}


def _card(question: Branching, situation: Situation, prose: ProseTree) -> Tree:
    """A role card: what happens, and for each thing to do the card it leads to (0: the end)."""
    options = []
    for option in situation.options:
        index = question.index_of(option.target)
        options.append({"text": prose.inline(option.text), "next": 0 if index is None else index + 1})
    return {"title": prose.inline(situation.title), "body": prose.blocks(situation.body), "options": options}


def _scene_rows(situation: Situation, number: int, prose: ProseTree) -> list[Tree]:
    words = {"right": "good", "wrong": "poor"}
    rows = _option_rows(situation.options, prose)
    return [row | {"mark": f"{number}{row['mark']}", "verdict": words[row["verdict"]]} for row in rows]


def _offered(question: Matching) -> list[Prose]:
    """The choices by their words: in author order the key would read a, b, c."""
    return sorted(question.choices, key=lambda choice: choice.plain)


def _row(mark: str, prose: ProseTree, element: Option | OrderItem) -> Tree:
    return {"mark": mark, "text": prose.inline(element.text), "why": prose.inline(element.feedback)}


def _option_rows(options: Sequence[Option], prose: ProseTree) -> list[Tree]:
    return [
        _row(mark, prose, option) | {"verdict": "right" if option.correct else "wrong"}
        for mark, option in zip(LETTERS, options, strict=False)
    ]


def _pair_row(question: Matching, pair: Pair, prose: ProseTree) -> Tree:
    mark = [choice.plain for choice in _offered(question)].index(pair.right.plain)
    left = prose.inline(pair.left) if pair.left else []
    text = [*left, {"t": "text", "v": " – "}, {"t": "strong", "c": prose.inline(pair.right)}]
    return {"mark": LETTERS[mark], "text": text, "why": prose.inline(pair.feedback)}
