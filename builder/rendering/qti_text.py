"""What an item of QTI says: questions away from their page, so nothing in them may need a page or a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup

from builder.language import catalogue
from builder.model.blocks import Block, Figure
from builder.model.course import Shared
from builder.model.module import Module
from builder.model.prose import Prose
from builder.model.questions import Cloze, NumberEntry, Question
from builder.rendering.pages import PageProse, PageRenderer
from builder.rendering.prose import ProseRenderer
from builder.rendering.standalone import case_contexts

GAP = Markup("______")


class _ItemProse(PageProse):
    """Prose that carries its notes with it."""

    def __init__(self, module: Module, *given: Any) -> None:
        super().__init__(module, *given)
        self._notes = {note.number: note.body.plain for note in module.footnotes}

    def footnote_ref(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        """The words of the note, in brackets."""
        return f" [{escapeHtml(self._notes.get(int(tokens[idx].meta['id']) + 1, ''))}]"


class _ItemRenderer(PageRenderer):
    """Blocks around a question, with words in the place of pictures."""

    def _prose_renderer(self) -> ProseRenderer:
        self._pages = _ItemProse(self._module, self._shared, self._links, self._language)
        return self._pages

    def label(self, prose: Prose) -> Markup:
        """One line without links."""
        return self._pages.html(prose, linked=False)

    def block(self, block: Block) -> Markup:
        """The HTML of one block."""
        if isinstance(block, Figure):
            told = Markup("<p>[{}]</p>").format(block.alternative)
            return told + self.blocks(block.description)
        return super().block(block)


class ItemText:
    """The texts of the questions of one module."""

    def __init__(self, module: Module, shared: Shared, language: str) -> None:
        self._renderer = _ItemRenderer(module, shared, language, folded=False)
        _ = catalogue(language).gettext
        self._answer = _("Your answer")
        self._contexts = dict(case_contexts(module, self._renderer))

    def html(self, prose: Prose) -> Markup:
        """Prose of a question; nothing for nothing."""
        return self._renderer.blocks([prose]) if prose else Markup()

    def label(self, prose: Prose) -> Markup:
        """An answer to choose; without links, since choosing it must not lead away."""
        return self._renderer.label(prose)

    def task(self, question: Question) -> Markup:
        """What is asked, with the case around it."""
        told = self._contexts.get(question.id, Markup()) + self.html(question.stem)
        if isinstance(question, Cloze):
            told += self._renderer.with_gaps(question, [GAP] * len(question.gaps))
        elif isinstance(question, NumberEntry) and question.unit:
            told += Markup("<p>{}: {} {}</p>").format(self._answer, GAP, question.unit)
        return told

    def explanation(self, question: Question) -> Markup:
        """What everybody is told afterwards."""
        return self.html(question.explanation)

    def lines(self, lines: Sequence[Prose]) -> Markup:
        """A list."""
        items = Markup().join(Markup("<li>{}</li>").format(self.html(line)) for line in lines)
        return Markup("<ul>{}</ul>").format(items) if items else Markup()
