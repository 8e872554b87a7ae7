"""The learner's handout: a module on paper, with room to write and the key at its end."""

from __future__ import annotations

from builder.language import catalogue
from builder.model.course import Shared
from builder.model.module import Module
from builder.rendering.credits import credit_lines
from builder.rendering.norms import law_line, listed_norms
from builder.rendering.print_tree import ModuleTree, Tree
from builder.rendering.sheet import sheet_tree
from builder.rendering.sources import source_lines
from builder.rendering.typography import bind


def handout_tree(module: Module, shared: Shared, language: str) -> Tree:
    """The ``doc.json`` of the handout."""
    _ = catalogue(language).gettext
    meta = module.meta
    tree = ModuleTree(module, shared, _)
    steps = tree.steps()
    return sheet_tree(module, shared, language) | {
        "content_note": bind(meta.content_note or ""),
        "key_questions": [bind(question) for question in meta.key_questions],
        "steps": steps,
        "norms": [law_line(law) for law in listed_norms(module, shared, _)],
        "sources": source_lines(module, shared, _),
        "credits": credit_lines(module, shared, _),
        "answers": tree.answers,
    }
