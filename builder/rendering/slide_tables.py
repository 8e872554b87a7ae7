"""Tables on slides: the width of their columns, and which rows stand on which slide. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from builder.rendering.slide_lines import LETTERS, MOST_LINES, Runs, Tree, grouped, joined, lines_taken, runs_of

_MOST_COLUMNS = 5
_MOST_SLIDES = 3
"""Slides a table may take; beyond it belongs on paper."""
_BESIDE = 2
"""Letters that the room between two columns takes."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as a slide shows it; ``shares``: the width of each column, in parts of all."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    shares: tuple[int, ...]
    align: tuple[str, ...]


def grids(tree: Tree) -> list[Grid]:
    """The table over as few slides as can be, its head on each; none where it belongs on paper.

    The head is to a table what the title is to a slide: the six lines are those of its rows.
    """
    head, *rows = [tuple(runs_of(cell) for cell in row) for row in (tree["head"], *tree["rows"])]
    if not rows or len(head) > _MOST_COLUMNS:
        return []
    shares = _shares((head, *rows))
    heights = [_height(row, shares) for row in rows]
    groups = grouped(heights)
    if len(groups) > _MOST_SLIDES or max(heights) > MOST_LINES or _height(head, shares) > 2:
        return []
    return [Grid(head, tuple(rows[group]), shares, tuple(tree["align"])) for group in groups]


def _shares(rows: Sequence[Sequence[Runs]]) -> tuple[int, ...]:
    """Wider where more is written, and at least as wide as the longest word."""
    columns = [[joined(cell) for cell in column] for column in zip(*rows, strict=True)]
    weights = [
        max(sqrt(sum(map(len, column))) * 2, *(len(word) + _BESIDE for text in column for word in text.split(" ")))
        for column in columns
    ]
    return tuple(max(1, round(1000 * weight / sum(weights))) for weight in weights)


def _height(row: Sequence[Runs], shares: Sequence[int]) -> int:
    room = (LETTERS["table"] * share // sum(shares) - _BESIDE for share in shares)
    return max(lines_taken(joined(cell), letters) for cell, letters in zip(row, room, strict=True))
