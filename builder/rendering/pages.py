"""A module drawn to be read as it is: no form, no script, nothing that a learning platform's cleaner takes away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup

from builder.language import DEFAULT, catalogue
from builder.model.blocks import Case, Task, walk
from builder.model.course import Shared
from builder.model.links import module_target
from builder.model.module import Footnote, Module
from builder.model.prose import Prose
from builder.model.questions import QuestionHead
from builder.model.rule_table import RuleRow, RuleTable
from builder.rendering.html import BlockRenderer
from builder.rendering.links import Links, platform_links
from builder.rendering.prose import ProseRenderer
from builder.rendering.sheet import rule_words


class PageProse(ProseRenderer):
    """Prose whose links within the module become words, since each step is a page of its own.

    ``cited`` are the numbers of the notes it referred to, in order.
    """

    def __init__(self, module: Module, shared: Shared, links: Links, language: str) -> None:
        super().__init__(shared, links, catalogue(language).gettext)
        self._module_id, self._steps = module.id, _steps_of(module)
        self.cited: list[int] = []

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        """A link to the outside as ever; one into this module says which step is meant."""
        href = str(tokens[idx].attrs.get("href", ""))
        target = module_target(href)
        if href.startswith("#") or (target and target.module_id == self._module_id):
            number = self._steps.get(href.partition("#")[2])
            said = self._("see step %(number)s") % {"number": number}
            self._closing.append(f" ({said})" if number else "")
            return ""
        return super().link_open(tokens, idx, options, env)

    def footnote_ref(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        """A raised number; the note stands at the end of the page, which has no anchors to lead there."""
        number = int(tokens[idx].meta["id"]) + 1
        self.cited += [] if number in self.cited else [number]
        return f"<sup>[{number}]</sup>"


def _steps_of(module: Module) -> dict[str, int]:
    """Which step (from 1) holds what can be linked to: itself, its cases, tasks and questions."""
    steps = {step.id: number for number, step in enumerate(module.steps, start=1)}
    for number, step in enumerate(module.steps, start=1):
        inside = (block for block in walk(step.blocks) if isinstance(block, Case | Task | QuestionHead))
        steps |= {block.id: number for block in inside}
    return steps


class PageRenderer(BlockRenderer):
    """Draws blocks for reading. ``folded``: solutions in ``details``, as a book keeps them; else at the page's end."""

    folder = "page"

    def __init__(self, module: Module, shared: Shared, language: str = DEFAULT, folded: bool = True) -> None:
        self._module, self._language, self._folded = module, language, folded
        super().__init__(shared, platform_links(shared), module.questions, language)
        self._in_form = partial(self._pages.html)
        self._later: list[tuple[str, Markup]] = []
        self._tables: dict[str, RuleTable] = {}

    def _prose_renderer(self) -> ProseRenderer:
        self._pages = PageProse(self._module, self._shared, self._links, self._language)
        return self._pages

    def rule_table(self, table: RuleTable, folded: bool = False) -> Markup:
        """Where the table is to be found: it gets pages of its own, since it is longer than any step."""
        self._tables.setdefault(table.id, table)
        return self._template("rule_table", table=table)

    @property
    def tables(self) -> tuple[RuleTable, ...]:
        """The rule tables named so far, each once."""
        return tuple(self._tables.values())

    def rows(self, table: RuleTable, rows: Sequence[RuleRow]) -> Markup:
        """Rows of a rule table, one below the other: readable on a phone without a stylesheet."""
        verdicts, address = rule_words(self._gettext), self._links.reference(table)
        return self._template("rule_rows", table=table, rows=rows, verdicts=verdicts, asked_on=address)

    def page(self, name: str, **values: Any) -> Markup:
        """A page of the module from its template."""
        return self._template(name, module=self._module, meta=self._module.meta, **values)

    def solutions(self) -> tuple[tuple[str, Markup], ...]:
        """What was kept for the end of the page since the last call: of what it is the solution, and its HTML."""
        later, self._later = tuple(self._later), []
        return later

    def notes(self) -> tuple[Footnote, ...]:
        """The footnotes that were referred to since the last call."""
        cited, self._pages.cited = set(self._pages.cited), []
        return tuple(note for note in self._module.footnotes if note.number in cited)

    def _template(self, name: str, **values: Any) -> Markup:
        return super()._template(name, **{"fold": self._fold, "aside": self._aside, "reason": self._reason} | values)

    def _fold(self, name: str, html: Markup, of: str) -> Markup:
        """What readers should see only after they tried: behind its name, or at the end of the page."""
        if self._folded:
            return Markup('<details class="solution"><summary>{}</summary>\n{}\n</details>').format(name, html)
        _ = self._gettext
        self._later.append((f"{of}: {name}", html))
        return Markup('<p class="hint"><em>{}</em></p>').format(_("Solution: at the end of this page"))

    def _aside(self, name: str, html: Markup) -> Markup:
        """What need not be hidden, only set back: folded where that can be, otherwise below its name."""
        if self._folded:
            return Markup("<details><summary>{}</summary>\n{}\n</details>").format(name, html)
        return Markup("<p><strong>{}</strong></p>\n{}").format(name, html)

    def _reason(self, reason: Prose) -> Markup:
        """Feedback as a paragraph, whether it was written as one or in the cell of a table."""
        html = self._pages.html(reason)
        return Markup("<p>{}</p>").format(html) if reason.is_inline else html
