"""Gives every inline token the place it was written at (markdown-it keeps only line ranges of blocks)."""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it.token import Token

from builder.source import Place, SourceText

_OPENERS = {"link_open": "[", "image": "![", "footnote_ref": "[^"}


class Positions:
    """Maps tokens of one parsed text back to the file; ``first_line`` is the text's line in it."""

    def __init__(self, source: SourceText, first_line: int) -> None:
        self.source = source
        self._offset = first_line

    def line(self, token: Token) -> int:
        """The line in the file (from 1) a block token begins at."""
        return self._offset + (token.map[0] if token.map else 0)

    def last_line(self, token: Token) -> int:
        """The last line in the file (from 1) a block token covers."""
        return self._offset + (token.map[1] - 1 if token.map else 0)

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
        token.meta["place"] = self.source.find(_first_words(token), line, self.last_line(token))
        if token.content and column:
            found = self.source.line(line).find(_first_words(token), column)
            if found >= 0:
                token.meta["place"] = self.source.place(line, found + 1)
        here: Place = token.meta["place"]
        line, column = here.line, here.column - 1
        for child in token.children or ():
            line, column = self._mark_child(child, line, column)
        return line, column

    def _mark_child(self, child: Token, line: int, column: int) -> tuple[int, int]:
        if child.type in ("softbreak", "hardbreak"):
            text = self.source.line(line + 1)
            return line + 1, len(text) - len(text.lstrip(" \t>"))
        needle = _OPENERS.get(child.type, child.content)
        found = self.source.line(line).find(needle, column) if needle else -1
        start = found if found >= 0 else column
        child.meta["place"] = self.source.place(line, start + 1)
        return line, start + len(needle) if found >= 0 else column


def _first_words(token: Token) -> str:
    return token.content.split("\n", 1)[0]
