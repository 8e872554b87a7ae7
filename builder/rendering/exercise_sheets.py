"""Worksheets without a solution, and the key to them as a paper of its own."""

from __future__ import annotations

from builder.language import catalogue
from builder.model.course import Shared
from builder.model.module import Module
from builder.rendering.print_tree import ModuleTree, Tree
from builder.rendering.sheet import sheet_tree


def worksheets_tree(module: Module, shared: Shared, language: str) -> Tree | None:
    """The ``doc.json`` of the worksheets: questions, exercises and cases with room to write; None without any."""
    _ = catalogue(language).gettext
    tree = ModuleTree(module, shared, _)
    steps = tree.steps(tree.exercises)
    return sheet_tree(module, shared, language, _("Worksheets")) | {"steps": steps, "key": False} if steps else None


def key_tree(module: Module, shared: Shared, language: str) -> Tree | None:
    """The ``doc.json`` of the key: for each question what was asked, every answer and why it is right or not."""
    _ = catalogue(language).gettext
    tree = ModuleTree(module, shared, _)
    steps = tree.steps(tree.keys)
    return sheet_tree(module, shared, language, _("Answer key")) | {"steps": steps, "key": True} if steps else None
