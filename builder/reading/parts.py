"""Cuts lists, quotes and tables of the token stream into the pieces that questions and boxes are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from builder.model.prose import Prose
from builder.model.tables import Table
from builder.reading import rules
from builder.reading.boxes import Group
from builder.reading.context import Context
from builder.source import Place

_PIPE = re.compile(r"(?<!\\)\|")


def token_blocks(tokens: list[Token]) -> Iterator[list[Token]]:
    """Runs of tokens that each make one block."""
    depth, current = 0, list[Token]()
    for token in tokens:
        current.append(token)
        depth += token.nesting
        if depth == 0:
            yield current
            current = []


@dataclass(slots=True)
class Item:
    """A list item: its first line, whether it is ticked, the quotes and other blocks below."""

    line: Token | None
    checked: bool | None
    quote: list[Token]
    rest: list[Token]
    place: Place

    def quote_place(self, context: Context) -> Place:
        """Where the quotes begin; the item's place when it has none."""
        return context.positions.place(self.quote[0]) if self.quote else self.place


def list_items(group: Group, context: Context) -> list[Item]:
    """The items of a list."""
    return [_item(block, context) for block in token_blocks(group.tokens[1:-1])]


def _item(tokens: list[Token], context: Context) -> Item:
    item = Item(None, tokens[0].meta.get("checked"), [], [], context.positions.place(tokens[0]))
    for block in token_blocks(tokens[1:-1]):
        if block[0].type == "paragraph_open" and item.line is None and not item.quote:
            item.line = block[1]
        elif block[0].type == "blockquote_open":
            item.quote.extend(block[1:-1])
        else:
            item.rest.extend(block)
    return item


def quote_body(group: Group) -> list[Token]:
    """What stands inside a quote."""
    return group.tokens[1:-1]


def read_table(group: Group, caption: Prose | None, context: Context) -> Table:
    """A table with head, rows and alignments; a row wider than its head is a finding."""
    rows = [list(_cells(row, context)) for row in _rows(group.tokens)]
    styles = [token.attrs.get("style", "") for token in group.tokens if token.type == "th_open"]
    alignments = tuple(str(style).removeprefix("text-align:") for style in styles)
    head, body = tuple(rows[0]), tuple(tuple(row) for row in rows[1:])
    first = group.place.line
    for line in range(first + 2, group.last_line + 1):
        _check_width(line, len(head), context)
    return Table(caption, head, body, alignments, group.place)


def _rows(tokens: list[Token]) -> Iterator[list[Token]]:
    current: list[Token] = []
    for token in tokens:
        if token.type == "tr_open":
            current = []
        elif token.type == "tr_close":
            yield current
        else:
            current.append(token)


def _cells(row: list[Token], context: Context) -> Iterator[Prose]:
    for token in row:
        if token.type == "inline":
            yield context.inline(token)


def _check_width(line: int, width: int, context: Context) -> None:
    text = context.source.line(line).rstrip()
    starts = [0, *(pipe.end() for pipe in _PIPE.finditer(text))]
    if text.lstrip().startswith("|"):
        del starts[0]
    if starts[-1] == len(text):
        del starts[-1]
    if len(starts) > width:
        extra = text[starts[width] :]
        column = starts[width] + len(extra) - len(extra.lstrip()) + 1
        context.log.add(rules.ROW_TOO_WIDE, context.source.place(line, column), cells=len(starts), head=width)
