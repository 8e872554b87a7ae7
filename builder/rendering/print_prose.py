"""Prose tokens → plain data for paper. Links show where they lead, since paper cannot be clicked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from typing import Any

from markdown_it.token import Token

from builder.model.course import Shared
from builder.model.links import module_target
from builder.model.module import Module
from builder.model.prose import Prose
from builder.model.tables import Table
from builder.rendering.typography import bind
from builder.source import Place

Tree = dict[str, Any]
LONGEST_STRING = 5000
"""A title or alternative text is one string in the file; PDF/A ends it at 32,767 bytes, up to four for a character."""
_LONGEST_ADDRESS = 2000
"""Typst takes 8,000 characters, hardly a browser opens more than 2,000."""


class ProseTree:
    """Turns prose of one module into trees; footnotes are set at their first mark."""

    def __init__(self, module: Module, shared: Shared, translate: Callable[[str], str]) -> None:
        self._shared, self._ = shared, translate
        self._footnotes = [note.body for note in module.footnotes]
        self._scope = module.id
        self._noted: set[int] = set()
        self._gaps: Sequence[Tree] = ()

    def filling(self, gaps: Sequence[Tree]) -> ProseTree:
        """The same walker, for prose whose gaps these runs stand in."""
        made = copy(self)
        made._gaps = gaps
        return made

    def blocks(self, prose: Prose) -> list[Tree]:
        """Paragraphs, lists, quotes, headings, code; one line of running text becomes a paragraph."""
        if prose.is_inline:
            return [{"k": "paragraph", "c": self.inline(prose)}]
        return self._run(list(prose.tokens))

    def inline(self, prose: Prose) -> list[Tree]:
        """The runs of one line, or of all lines joined by breaks."""
        lines = [self._children(token.children or []) for token in prose.tokens if token.type == "inline"]
        joined: list[Tree] = []
        for line in lines:
            joined += [{"t": "break"}, *line] if joined else line
        return joined

    def table(self, table: Table) -> Tree:
        """A table; its head is repeated on each page unless it holds a link."""
        head = [self.inline(cell) for cell in table.head]
        return {
            "k": "table",
            "caption": self.inline(table.caption) if table.caption else [],
            "head": head,
            # PDF artifacts may not hold links, and a repeated head is one (print.md).
            "repeat": not any(run["t"] in ("link", "note") for cell in head for run in cell),
            "rows": [[self.inline(cell) for cell in row] for row in table.rows],
            "align": [alignment or "left" for alignment in table.alignments],
        }

    def _run(self, tokens: list[Token]) -> list[Tree]:
        trees: list[Tree] = []
        while tokens:
            first, inner = _take(tokens)
            trees += self._block(first, inner)
        return trees

    def _block(self, first: Token, inner: list[Token]) -> list[Tree]:
        match first.type:
            case "paragraph_open":
                paragraph = {"k": "paragraph", "c": self._children(inner[0].children or [])}
                return [placed(paragraph, inner[0].meta.get("place"))]
            case "heading_open":
                words = heading_runs(self._children(inner[0].children or []))
                return [placed({"k": "heading", "level": int(first.tag[1]), "c": words}, inner[0].meta.get("place"))]
            case "bullet_list_open" | "ordered_list_open":
                start = int(first.attrs.get("start", 1)) if first.type == "ordered_list_open" else 0
                return [{"k": "list", "start": start, "items": self._items(inner)}]
            case "blockquote_open":
                return [{"k": "quote", "body": self._run(inner)}]
            case "fence" | "code_block":
                return [{"k": "code", "text": first.content.rstrip("\n")}]
            case "hr":
                return [{"k": "rule"}]
            case "inline":
                return [{"k": "paragraph", "c": self._children(first.children or [])}]
            case _:
                return []

    def _items(self, tokens: list[Token]) -> list[list[Tree]]:
        items: list[list[Tree]] = []
        while tokens:
            items.append(self._run(_take(tokens)[1]))
        return items

    def _children(self, tokens: Sequence[Token]) -> list[Tree]:
        runs, rest = [], list(tokens)
        while rest:
            first, inner = _take(rest)
            runs += self._inline_run(first, inner)
        return runs

    def _inline_run(self, first: Token, inner: list[Token]) -> list[Tree]:
        match first.type:
            case "text":
                return [{"t": "text", "v": bind(first.content)}] if first.content else []
            case "code_inline":
                return [{"t": "code", "v": first.content}]
            case "softbreak":
                return [{"t": "text", "v": " "}]
            case "hardbreak":
                return [{"t": "break"}]
            case "strong_open" | "em_open" | "s_open":
                return [{"t": first.type.removesuffix("_open"), "c": self._children(inner)}]
            case "link_open":
                return self._link(str(first.attrs.get("href", "")), self._children(inner))
            case "gap":
                return [self._gaps[first.meta["gap"]]]
            case "footnote_ref":
                return [self._note(int(first.meta["id"]))]
            case _:
                return [{"t": "text", "v": first.content}] if first.content else []

    def _link(self, href: str, words: list[Tree]) -> list[Tree]:
        """A link to a module names it; one to the outside shows its address once."""
        target = module_target(href)
        if target:
            return [*words, {"t": "text", "v": f" ({self._('Module')} {target.module_id.upper()})"}]
        if "://" not in href or len(href) > _LONGEST_ADDRESS:
            return words
        shown = letters(words)
        tail = [] if shown == href else [{"t": "text", "v": f" ({href})"}]
        return [{"t": "link", "href": href, "c": words}, *tail]

    def _note(self, index: int) -> Tree:
        name = f"{self._scope}-{index}"
        if index in self._noted:
            return {"t": "note", "index": name}
        self._noted.add(index)
        return {"t": "note", "index": name, "c": self.inline(self._footnotes[index])}


def placed(tree: Tree, place: Place | None) -> Tree:
    """The tree of a block with the line it was written on, unless it has one of its own: for what cannot be set."""
    return {"at": f"{place.path}:{place.line}", **tree} if place else tree


def heading_runs(runs: list[Tree]) -> list[Tree]:
    """The runs of a heading, cut where the file would not take them as its title."""
    title = letters(runs)
    return runs if len(title) <= LONGEST_STRING else [{"t": "text", "v": title[:LONGEST_STRING] + " …"}]


def letters(runs: list[Tree]) -> str:
    """What runs say, without marks."""
    return "".join(run["v"] if "v" in run else letters(run.get("c", [])) for run in runs)


def _take(tokens: list[Token]) -> tuple[Token, list[Token]]:
    """Cut the first block or run off the front: its first token and what stands inside it."""
    first = tokens.pop(0)
    inner: list[Token] = []
    depth: int = first.nesting
    while depth > 0 and tokens:
        token = tokens.pop(0)
        depth += token.nesting
        if depth > 0:
            inner.append(token)
    return first, inner
