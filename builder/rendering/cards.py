"""Cards to hand out and to play with: the facts of a case, the situations of a decision. A6, or large print."""

from __future__ import annotations

from collections.abc import Sequence

from builder.language import catalogue
from builder.model.blocks import Case, CaseMode, StageKind, walk
from builder.model.course import Shared
from builder.model.module import Module
from builder.model.questions import Branching
from builder.rendering.print_prose import LONGEST_STRING, ProseTree
from builder.rendering.print_questions import question_tree
from builder.rendering.print_tree import ModuleTree, Translate, Tree
from builder.rendering.sheet import sheet_tree
from builder.rendering.typography import bind

GIVEN = (StageKind.FACTS, StageKind.STATUS)
"""What a case card tells; of an open case also what leads up to the learner's own work, since there the task stands."""


def case_cards_tree(module: Module, shared: Shared, language: str) -> Tree | None:
    """The ``doc.json`` of the case cards, in order; None for a module without cases."""
    _ = catalogue(language).gettext
    tree = ModuleTree(module, shared, _)
    cases = [block for step in module.steps for block in walk(step.blocks) if isinstance(block, Case)]
    return _sheet(module, shared, language, _("Case cards"), [_case_card(case, tree, _) for case in cases])


def role_cards_tree(module: Module, shared: Shared, language: str) -> Tree | None:
    """The ``doc.json`` of the role cards: a card for each situation of a decision; None without decisions."""
    _ = catalogue(language).gettext
    prose = ProseTree(module, shared, _)
    asked = [(n, question) for n, question in enumerate(module.questions, 1) if isinstance(question, Branching)]
    cards = [card for number, question in asked for card in _role_cards(question, number, prose, _)]
    return _sheet(module, shared, language, _("Role cards"), cards)


def _sheet(module: Module, shared: Shared, language: str, kind: str, cards: Sequence[Tree]) -> Tree | None:
    return sheet_tree(module, shared, language, kind) | {"cards": cards} if cards else None


def _case_card(case: Case, tree: ModuleTree, _: Translate) -> Tree:
    is_open = case.mode is CaseMode.OPEN
    given = [stage for stage in case.stages if stage.kind in GIVEN or (is_open and not stage.hidden)]
    body = [part for stage in given for part in ({"k": "stage", "title": stage.kind.value}, *tree.blocks(stage.body))]
    wanted = [stage.kind.value for stage in case.stages if stage not in given]
    return {
        "name": _("Case"),
        "title": bind(case.title)[:LONGEST_STRING],
        "body": body,
        "wanted": " · ".join(wanted),
        "options": [],
    }


def _role_cards(question: Branching, number: int, prose: ProseTree, _: Translate) -> list[Tree]:
    """The situations as the question prints them, each on a card that names its question."""
    name = _("Question %(number)s") % {"number": number}
    cards = question_tree(question, prose, _)["cards"]
    return [
        {
            "name": f"{name} · " + _("Card %(number)s") % {"number": place},
            "title": situation.title.plain[:LONGEST_STRING],
            "body": card["body"],
            "wanted": "",
            "options": card["options"],
        }
        for place, (situation, card) in enumerate(zip(question.situations, cards, strict=True), 1)
    ]
