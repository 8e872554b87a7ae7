"""The one Markdown parser: CommonMark, tables, task lists, alerts, footnotes, and box lines."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from builder.reading.footnotes import keep_lost_footnotes

_MAX_NESTING = 100
"""Levels; beyond them the parser drops text without a word. A list has two, and six lists are a finding already."""
BOX_LINE = re.compile(r":::(?!:)[ \t]*(?P<rest>.*)$")


@cache
def parser() -> MarkdownIt:
    """The configured parser. HTML is recognised only so that it can be reported."""
    options = {"html": True, "tasklists": True, "alerts": True, "maxNesting": _MAX_NESTING}
    md = MarkdownIt("commonmark", options).enable("table").disable("lheading")
    md.use(footnote_plugin, inline=False)
    md.core.ruler.before("footnote_tail", "lost_footnotes", keep_lost_footnotes)
    endings = ["paragraph", "reference", "blockquote", "list", "table"]
    md.block.ruler.before("fence", "box", _box_line, {"alt": endings})
    return md


def parse(text: str) -> list[Token]:
    """All tokens of a text; footnotes stand at the end."""
    return parser().parse(text)


def _box_line(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    """A line that begins with ``:::`` at column 1 is one token, never a container (format.md, Boxes)."""
    start = state.bMarks[line]
    if start and state.src[start - 1] != "\n":
        return False
    content = state.src[start : state.eMarks[line]]
    if not BOX_LINE.match(content):
        return False
    if not silent:
        token = state.push("box", "", 0)
        token.map = [line, line + 1]
        token.content = content.rstrip()
        state.line = line + 1
    return True
