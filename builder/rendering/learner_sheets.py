"""Everything on paper for those who learn: which sheets there are of a module, and how each is called."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from builder.language import DEFAULT
from builder.model.course import Shared
from builder.model.module import Module
from builder.output import Output, OutputFile
from builder.rendering.cards import case_cards_tree, role_cards_tree
from builder.rendering.exercise_sheets import key_tree, worksheets_tree
from builder.rendering.glossary_sheet import glossary_sheet_tree
from builder.rendering.handout import handout_tree
from builder.rendering.print_tree import Tree
from builder.rendering.slides import slides_tree
from builder.rendering.typesetting import pdf

LARGE = {"style": "large"}
"""What turns a sheet into large print (``templates/print/look.typ``)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A kind of paper: the end of its file name, its template, its content (None: nothing to show), the look."""

    name: str
    template: str
    tree: Callable[[Module, Shared, str], Tree | None]
    large: bool = False


SHEETS = (
    Sheet("handout", "handout", handout_tree),
    Sheet("handout-grossdruck", "handout", handout_tree, large=True),
    Sheet("arbeitsblaetter", "exercises", worksheets_tree),
    Sheet("loesungen", "exercises", key_tree),
    Sheet("fallkarten", "cards", case_cards_tree),
    Sheet("fallkarten-grossdruck", "cards", case_cards_tree, large=True),
    Sheet("rollenkarten", "cards", role_cards_tree),
    Sheet("glossar", "glossary", glossary_sheet_tree),
    Sheet("folien", "slides", slides_tree),
)


NAMES = tuple(sheet.name for sheet in SHEETS)
HANDOUT = ("handout",)


def render(module: Module, shared: Shared, language: str = DEFAULT, names: Collection[str] = NAMES) -> Output:
    """A PDF for each kind of sheet named that has something to show. Raises RuntimeError for what Typst cannot set."""
    trees = ((sheet, sheet.tree(module, shared, language)) for sheet in SHEETS if sheet.name in names)
    return Output.of(_set(sheet, tree, module) for sheet, tree in trees if tree)


def _set(sheet: Sheet, tree: Tree, module: Module) -> OutputFile:
    document = tree | (LARGE if sheet.large else {})
    name = f"{module.file_name}-{sheet.name}.pdf"
    return OutputFile(name, pdf(sheet.template, document, module.media, module.meta.reviewed_on))
