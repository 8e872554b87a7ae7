"""Prose tokens → HTML. The only place that opens them for a browser; nothing an author wrote becomes markup."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup

from builder.model.course import Shared
from builder.model.links import module_target
from builder.model.prose import Prose, inline_tokens
from builder.rendering.links import Links
from builder.rendering.norms import Chip, Translate, chips
from builder.rendering.terms import FirstUses, TermMark
from builder.rendering.typography import bind

OPTIONS = MarkdownIt("commonmark").options
Mark = tuple[int, int, str]
"""Where a part of a text begins and ends, and the HTML in its place."""


class ProseRenderer(RendererHTML):
    """markdown-it's renderer with our links, footnotes and typography. ``notes``: those the prose may refer to."""

    def __init__(self, shared: Shared, links: Links, translate: Translate, notes: Sequence[Prose] = ()) -> None:
        super().__init__()
        self._shared, self._links, self._, self._footnotes = shared, links, translate, notes
        self._closing: list[str] = []
        self._terms = FirstUses(shared.glossary if links.glossary else ())

    def begin_step(self) -> None:
        """What comes now is read by itself: terms are explained anew."""
        self._terms.begin()

    def html(
        self, prose: Prose, gaps: Sequence[Markup] = (), again: bool = False, linked: bool = True, terms: bool = False
    ) -> Markup:
        """The HTML of blocks, or of one line without a paragraph around it.

        ``gaps`` stand where the prose has gaps; ``again``: the same prose stands on the page already, with its ids;
        ``linked``: citations may lead to the official text, as they may not in headings and forms. ``terms``: terms
        may lead to the glossary, as they do in running text alone.
        """
        env = {"gaps": gaps, "again": again, "linked": linked, "terms": terms}
        if prose.is_inline:
            children = prose.tokens[0].children or []
            return Markup(self.renderInline(children, OPTIONS, env).strip())
        return Markup(self.render(prose.tokens, OPTIONS, env).strip())

    def gap(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        """The control of a gap."""
        return str(env["gaps"][tokens[idx].meta["gap"]])

    def renderInline(self, tokens: Sequence[Token], options: OptionsDict, env: Any) -> str:
        """A line, whose citations are found across its emphasis and its breaks."""
        norms, free = self._norms(tokens)
        return super().renderInline(tokens, options, {**env, "norms": norms, "free": free})

    def heading_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        """A heading names things; what they mean is told in the text below it."""
        env["terms"], env["below"] = False, env["terms"]
        return self.renderToken(tokens, idx, options, env)

    def heading_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        """Text follows."""
        env["terms"] = env.pop("below", env["terms"])
        return self.renderToken(tokens, idx, options, env)

    def _norms(self, tokens: Sequence[Token]) -> tuple[dict[int, list[Chip]], set[int]]:
        """The citations that stand in one run of words outside of links, by its position; all such positions."""
        offsets, words, depth, free = [], "", 0, set[int]()
        for position, token in enumerate(tokens):
            depth += token.nesting if token.type.startswith("link") else 0
            free |= {position} if token.type == "text" and depth == 0 else set()
            offsets.append(len(words))
            words += token.content if token.type == "text" else " "
        found: dict[int, list[Chip]] = {}
        for chip in chips(words, self._shared, self._):
            position = bisect_right(offsets, chip.start) - 1
            inside = chip.moved(-offsets[position])
            if position in free and inside.end <= len(tokens[position].content):
                found.setdefault(position, []).append(inside)
        return found, free

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        """Plain words, and the citations and terms among them."""
        content = tokens[idx].content
        cited = self._cited(content, env["norms"].get(idx, ()), env["linked"])
        return _marked(content, [*cited, *(self._explained(content) if env["terms"] and idx in env["free"] else ())])

    def words(self, text: str, linked: bool = True) -> Markup:
        """A text that is no Markdown, with its citations."""
        return Markup(_marked(text, self._cited(text, chips(text, self._shared, self._), linked)))

    def _cited(self, content: str, found: Sequence[Chip], linked: bool) -> list[Mark]:
        return [(chip.start, chip.end, self._chip(chip, content, linked)) for chip in found]

    def _explained(self, content: str) -> list[Mark]:
        return [(mark.start, mark.end, self._term(mark, content)) for mark in self._terms.of(content)]

    def _term(self, mark: TermMark, content: str) -> str:
        """A term: quiet, one tap to what it means."""
        shown, term = escapeHtml(bind(content[mark.start : mark.end])), mark.term
        title = escapeHtml(bind(term.definition))
        return f'<a class="term" href="{escapeHtml(f"{self._links.glossary}{term.id}")}" title="{title}">{shown}</a>'

    def _chip(self, chip: Chip, content: str, linked: bool) -> str:
        """A citation: quiet, never torn from its number, one tap to the official text where there is one."""
        shown = escapeHtml(bind(content[chip.start : chip.end]))
        if not self._links.official:
            return shown  # where no citation leads anywhere, none need be told apart
        if not (linked and chip.address):
            return f'<span class="norm">{shown}</span>'
        name = "" if shown.startswith(("§", "Art")) else f' aria-label="{escapeHtml(chip.name)}"'
        address, title = escapeHtml(chip.address), escapeHtml(chip.stand)
        return f'<a class="norm" href="{address}" title="{title}"{name} rel="noopener noreferrer">{shown}</a>'

    def html_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        """Raw HTML is a finding; should it come this far, it is shown, not obeyed."""
        return escapeHtml(tokens[idx].content)

    html_inline = html_block

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        """A link to a module, to a place on this page, or to the outside."""
        href = str(tokens[idx].attrs.get("href", ""))
        target = module_target(href)
        if target is None and self._links.alone and href.startswith("#"):
            self._closing.append("")
            return ""
        if target is None:
            self._closing.append("</a>")
            outside = ' rel="noopener noreferrer"' if "://" in href else ""
            return f'<a href="{escapeHtml(self.address(href))}"{outside}>'
        address = self._links.place(target)
        if address:
            self._closing.append("</a>")
            return f'<a href="{escapeHtml(address)}">'
        written = target.module_id in self._shared.written
        note = target.module_id.upper() if written else f"{target.module_id.upper()}, {self._('in preparation')}"
        self._closing.append(f" ({escapeHtml(note)})</span>")
        return '<span class="module-name">'

    def address(self, href: str) -> str:
        """Where a link leads that is written as an address or a path."""
        return href

    def link_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        """The end that fits the way the link began."""
        return self._closing.pop() if self._closing else "</a>"

    def footnote_ref(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        """A raised number that leads to the note, and back; or the note itself, in brackets."""
        number = int(tokens[idx].meta["id"]) + 1
        if self._links.alone:
            return self._told(self._footnotes[number - 1], env)
        again = int(tokens[idx].meta.get("subId", 0))
        mark = f"fnref_{number}" + (f"_{again}" if again else "")
        identity = "" if env.get("again") else f' id="{mark}"'
        href = f"{self._links.notes}#fn_{number}"
        return f'<sup class="footnote-ref"><a{identity} href="{escapeHtml(href)}" role="doc-noteref">{number}</a></sup>'

    def _told(self, note: Prose, env: Any) -> str:
        """A note where its number stands; a note inside of it is left out, it may be the same one."""
        if env.get("told"):
            return ""
        lines = [self.renderInline(line.children or [], OPTIONS, {**env, "told": True}) for line in inline_tokens(note)]
        return f" ({' '.join(lines)})"


def _marked(content: str, marks: Sequence[Mark]) -> str:
    """A text with HTML in the place of some of its parts; what begins inside of another is left as it is."""
    parts, done = list[str](), 0
    for start, end, html in sorted(marks):
        if start >= done:
            parts += [escapeHtml(bind(content[done:start])), html]
            done = end
    return "".join([*parts, escapeHtml(bind(content[done:]))])
