"""Questions that stand alone: in a question bank, or when they come back for review."""

from __future__ import annotations

import json
from collections.abc import Iterator

from markupsafe import Markup

from builder.language import DEFAULT
from builder.model.blocks import Case, StageKind, walk
from builder.model.course import Shared
from builder.model.module import Module
from builder.model.questions import is_scored
from builder.output import OutputFile
from builder.rendering.html import BlockRenderer, BodyRenderer
from builder.rendering.links import Links

CONTEXT = (StageKind.FACTS, StageKind.STATUS)
"""Stages of a case that a question needs when the case is not around it."""


def case_contexts(module: Module, body: BlockRenderer) -> Iterator[tuple[str, Markup]]:
    """For each question inside a case: what happened, which the question does not repeat."""
    for step in module.steps:
        for block in walk(step.blocks):
            if isinstance(block, Case):
                told = Markup("\n").join(body.blocks(stage.body) for stage in block.stages if stage.kind in CONTEXT)
                yield from ((question.id, told) for stage in block.stages for question in stage.questions)


def review_script(module: Module, shared: Shared, links: Links, language: str = DEFAULT) -> OutputFile:
    """``assets/fragen/<slug>.js``: the scored questions of a module as HTML, for the page „Wiederholen“.

    A classic script, so that it can be read from a disk as well; ``links`` lead from that page.
    """
    body = BodyRenderer(module, shared, links, language)
    told = dict(case_contexts(module, body))
    forms = {
        question.id: str(told.get(question.id, Markup()) + body.question(question))
        for question in module.questions
        if is_scored(question)
    }
    data = json.dumps(forms, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return OutputFile(script_path(module), f"(window.integrifQuestions ??= {{}}).{module.id} = {data};\n".encode())


def script_path(module: Module) -> str:
    """Where the script lies on the site."""
    return f"assets/fragen/{module.slug}.js"
