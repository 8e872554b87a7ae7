"""The learner's view of a module as HTML: one body for the site and the package."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, assert_never

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from builder.language import DEFAULT, catalogue
from builder.model.blocks import (
    Block,
    Brief,
    Callout,
    Case,
    DeepDive,
    Embed,
    Figure,
    KeyPoints,
    Table,
    Task,
    TimedPassage,
    TrainerNote,
)
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
)
from builder.rendering.assets import TEMPLATES
from builder.rendering.links import Links
from builder.rendering.prose import ProseRenderer
from builder.rendering.question_data import (
    LETTERS,
    kind_name,
    module_settings,
    question_data,
    right_answer,
    shown_order,
)
from builder.rendering.typography import bind


@cache
def environment(language: str = DEFAULT) -> Environment:
    """The Jinja environment of the body templates, with everything escaped by default."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    made.filters["day"] = german_day
    made.filters["bind"] = bind
    return made


def german_day(day: date) -> str:
    """TT.MM.JJJJ (learning.md R07)."""
    return f"{day:%d.%m.%Y}"


class BodyRenderer:
    """Draws one module for learners; trainer notes never come out of it."""

    def __init__(self, module: Module, shared: Shared, links: Links, language: str = DEFAULT) -> None:
        self._module, self._shared, self._links = module, shared, links
        self._environment = environment(language)
        preparing = catalogue(language).gettext("in preparation")
        self._prose = ProseRenderer(shared, links, preparing)
        self._numbers = {question.id: number for number, question in enumerate(module.questions, start=1)}

    def body(self, paged: bool) -> Markup:
        """The whole article; ``paged`` shows one step at a time where JavaScript runs."""
        planned = self._shared.curriculum.course_of(self._module.id)
        licence = self._module.meta.licence or self._shared.curriculum.defaults.licence
        return self._template(
            "module",
            module=self._module,
            meta=self._module.meta,
            course=planned,
            curriculum=self._shared.curriculum,
            licence=licence,
            paged=paged,
            settings=_json(module_settings(self._module, self._shared)),
        )

    def blocks(self, blocks: Sequence[Block]) -> Markup:
        """The HTML of blocks in order."""
        return Markup("\n").join(self.block(block) for block in blocks)

    def block(self, block: Block) -> Markup:
        """The HTML of one block."""
        match block:
            case Prose():
                return self._prose.html(block)
            case TrainerNote():
                return Markup("")
            case Figure():
                return self._template("figure", block=block, source=self._media(block.source))
            case Embed():
                return self._template("rule_table", table=self._shared.rule_table(block.name))
            case Brief() | Callout() | Table() | KeyPoints() | DeepDive() | TimedPassage() | Task() | Case():
                return self._template(_template_name(block), block=block)
            case SingleChoice() | MultipleChoice() | TrueFalse() | Matching() | Ordering() | OpenQuestion():
                return self.question(block)
            case _:
                assert_never(block)

    def question(self, question: Question) -> Markup:
        """The form, readable and solvable without JavaScript, and beside it the data for the player."""
        lead, ask = split_stem(question.stem)
        return self._template(
            "question",
            question=question,
            kind=kind_name(question),
            number=self._numbers[question.id],
            lead=lead,
            ask=ask,
            right=right_answer(question),
            order=shown_order(question) if isinstance(question, Ordering) else (),
            data=_json(question_data(question)),
        )

    def _template(self, name: str, **values: Any) -> Markup:
        template = self._environment.get_template(f"body/{name}.html.j2")
        html = template.render(
            prose=self._prose.html, blocks=self.blocks, letters=LETTERS, shared=self._shared, **values
        )
        return Markup(html.strip())

    def _media(self, source: str) -> str:
        return self._links.media(source.removeprefix("media/"))


def split_stem(stem: Prose) -> tuple[Prose | None, Prose]:
    """Long case text, and the question itself: the last paragraph, which becomes the legend."""
    tokens = stem.tokens
    if len(tokens) < 3 or tokens[-1].type != "paragraph_close":
        return (stem, Prose((), stem.place)) if tokens else (None, stem)
    ask = Prose((tokens[-2],), stem.place)
    return (Prose(tokens[:-3], stem.place), ask) if len(tokens) > 3 else (None, ask)


def _template_name(block: Block) -> str:
    """``KeyPoints`` → ``key_points``: the template has the name of the model class."""
    name = type(block).__name__
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


def _json(data: dict[str, Any]) -> Markup:
    """JSON that is safe inside a ``script`` element."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
