"""Gives every inline token the place it was written at (markdown-it keeps only line ranges of blocks)."""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it.token import Token

from builder.source import Place, SourceText

_OPENERS = {"link_open": "[", "image": "![", "footnote_ref": "[^"}
_BREAKS = ("softbreak", "hardbreak")


class Positions:
    """Maps tokens of one parsed text back to the file; ``first_line`` is the text's line in it."""

    def __init__(self, source: SourceText, first_line: int) -> None:
        self.source = source
        self.first_line = first_line

    def line(self, token: Token) -> int:
        """The line in the file (from 1) a block token begins at."""
        return self.first_line + (token.map[0] if token.map else 0)

    def last_line(self, token: Token) -> int:
        """The last line in the file (from 1) a block token covers."""
        return self.first_line + (token.map[1] - 1 if token.map else 0)

    def place(self, token: Token) -> Place:
        """The place of a block token: its first character that is not blank."""
        line = self.line(token)
        text = self.source.line(line)
        return self.source.place(line, len(text) - len(text.lstrip()) + 1)

    def mark(self, tokens: Iterable[Token]) -> None:
        """Store the place of every inline token and of its children in ``meta["place"]``."""
        line, column = 0, 0
        for token in tokens:
            if token.type == "inline" and token.map:
                first = self.line(token)
                start = column if first == line else 0
                line, column = self._mark_inline(token, first, start)

    def _mark_inline(self, token: Token, line: int, column: int) -> tuple[int, int]:
        """Walk the children; returns where the last one ended (table cells share a line)."""
        here = self._begin(token, line, column)
        token.meta["place"] = here
        line, column = here.line, here.column - 1
        children = token.children or ()
        # A link or a code span may hold a line break that is no token: only then look further down.
        hidden = token.content.count("\n") - sum(child.type in _BREAKS for child in children)
        for child in children:
            if child.type in _BREAKS:
                text = self.source.line(line + 1)
                line, column = line + 1, len(text) - len(text.lstrip(" \t>"))
            else:
                line, column = self._mark_child(child, line, column, self.last_line(token) if hidden else line)
        return line, column

    def _begin(self, token: Token, line: int, column: int) -> Place:
        words = token.content.split("\n", 1)[0]
        found = self.source.line(line).find(words, column) if column else -1
        if words and found >= 0:
            return self.source.place(line, found + 1)
        if not words:
            return self._empty_cell(line, column)
        return self.source.find(words, line, self.last_line(token))

    def _empty_cell(self, line: int, column: int) -> Place:
        """The blank between two strokes of a table row."""
        stroke = self.source.line(line).find("|", column)
        return self.source.place(line, stroke + 2 if stroke >= 0 else column + 1)

    def _mark_child(self, child: Token, line: int, column: int, last_line: int) -> tuple[int, int]:
        """``meta["exact"]``: the content stands there letter by letter, so that offsets in it are columns."""
        needle = "<" if child.markup == "autolink" else _OPENERS.get(child.type, child.content)
        for number in range(line, last_line + 1) if needle else ():
            found = self.source.line(number).find(needle, column if number == line else 0)
            if found >= 0:
                child.meta |= {"place": self.source.place(number, found + 1), "exact": True}
                return number, found + len(needle)
        child.meta["place"] = self.source.place(line, column + 1)
        return line, column
