"""Tables on slides: the width of their columns, and which rows stand on which slide. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TypeAlias

from builder.rendering.slide_lines import LETTERS, MOST_LINES, Runs, Tree, grouped, joined, lines_taken, runs_of

Row: TypeAlias = tuple[Runs, ...]
_MOST_COLUMNS = 5
_MOST_SLIDES = 3
"""Slides a table may take; beyond it belongs on paper."""
_BESIDE = 2
"""Letters that the room between two columns takes."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as a slide shows it; ``shares``: the width of each column, in parts of all."""

    head: Row
    rows: tuple[Row, ...]
    shares: tuple[int, ...]
    align: tuple[str, ...]


def grids(tree: Tree) -> tuple[str, list[Grid]]:
    """The size of letters, and the table over as few slides as can be, its head on each; none where it needs paper.

    The head is to a table what the title is to a slide: the six lines are those of its rows.
    """
    head, *rows = [tuple(runs_of(cell) for cell in row) for row in (tree["head"], *tree["rows"])]
    shares = _shares((head, *rows))
    made = [(size, _groups(head, rows, shares, LETTERS[size])) for size in ("small", "table")]
    size, groups = min(made, key=lambda sized: len(sized[1]) or _MOST_SLIDES + 1)
    return size, [Grid(head, tuple(rows[group]), shares, tuple(tree["align"])) for group in groups]


def _groups(head: Row, rows: Sequence[Row], shares: Sequence[int], letters: int) -> list[slice]:
    """Which rows stand together; none where the table is too much for slides."""
    heights = [_height(row, shares, letters) for row in rows]
    if len(head) > _MOST_COLUMNS or max(heights, default=0) > MOST_LINES or _height(head, shares, letters) > 2:
        return []
    groups = grouped(heights)
    return groups if len(groups) <= _MOST_SLIDES else []


def _shares(rows: Sequence[Row]) -> tuple[int, ...]:
    """Wider where more is written, and at least as wide as the longest word."""
    columns = [[joined(cell) for cell in column] for column in zip(*rows, strict=True)]
    weights = [
        max(sqrt(sum(map(len, column))) * 2, *(len(word) + _BESIDE for text in column for word in text.split(" ")))
        for column in columns
    ]
    return tuple(max(1, round(1000 * weight / sum(weights))) for weight in weights)


def _height(row: Row, shares: Sequence[int], letters: int) -> int:
    room = (letters * share // sum(shares) - _BESIDE for share in shares)
    return max(lines_taken(joined(cell), own) for cell, own in zip(row, room, strict=True))
