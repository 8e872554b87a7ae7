"""What stands side by side on slides: the columns of tables, and two lists to be compared. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

from builder.rendering.slide_lines import Line, Runs, Tree, heights, joined, runs_of
from builder.rendering.slide_room import INNER, MOST_LINES, TABLE_SIZES, gap, grouped, lines_taken, width_of

Row: TypeAlias = tuple[Runs, ...]
_MOST_COLUMNS = 5
_MOST_SLIDES = 3
"""Slides a table may take; beyond it belongs on paper."""
_MOST_OF_A_HEAD = 2
_MOST_OF_A_CELL = 4
"""Lines; a column is not made so narrow that one of its cells takes more."""
PADDING = 7
"""Points at either side of a cell."""
GUTTER = 34
"""Points between two lists."""
LEAST = 18
"""Points of running words in a column; a cell of a table may be smaller."""
_PARTS = 200
"""Parts of the page that widths are tried in."""
_LEFT_SHARES = (0.5, 0.55, 0.45, 0.6, 0.4, 0.65, 0.35, 0.7, 0.75)
"""Of the page that the left one of two lists may have; about the same for both is calmest."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as a slide shows it; ``shares``: the width of each column, in parts of all; ``gap``: between two rows."""

    head: Row
    rows: tuple[Row, ...]
    shares: tuple[int, ...]
    align: tuple[str, ...]
    gap: float


def grids(tree: Tree) -> tuple[int, list[Grid]]:
    """The size of letters, and the table over as few slides as can be, its head on each; none where it needs paper.

    The head is to a table what the title is to a slide: the six lines are those of its rows.
    """
    head, *rows = [tuple(runs_of(cell) for cell in row) for row in (tree["head"], *tree["rows"])]
    made = [_set(head, rows, size) for size in TABLE_SIZES]
    size, shares, groups = min(made, key=lambda one: len(one[2]) or _MOST_SLIDES + 1)
    return size, [_grid(head, rows[group], shares, tree["align"], size) for group in groups]


def side_by_side(left: Sequence[Line], right: Sequence[Line]) -> tuple[int, float, list[slice]]:
    """Two lists on as few slides as can be, all of the right one on each: size, share of the left one, its groups.

    No group where the right list has more than six lines in any size, or the left one needs paper.
    """
    best: tuple[int, float, list[slice]] = (0, 0, [])
    for size, share in product(TABLE_SIZES, _LEFT_SHARES):
        own, other = (INNER - GUTTER) * share, (INNER - GUTTER) * (1 - share)
        taken = heights(left, size, own)
        groups = grouped(taken)
        fits = max(*taken, sum(heights(right, size, other))) <= MOST_LINES and len(groups) <= _MOST_SLIDES
        if fits and (not best[2] or len(groups) < len(best[2])):
            best = (size, share, groups)
    return best


def in_two_columns(lines: Sequence[Line], most: int) -> tuple[int, list[tuple[Sequence[Line], Sequence[Line]]]]:
    """A list in two columns of six lines at most: size, and the columns of each slide; none if that saves no slide."""
    best: tuple[int, list[slice]] = (0, [])
    for size in TABLE_SIZES:
        taken = heights(lines, size, (INNER - GUTTER) / 2)
        groups = grouped(taken)
        fits = size >= LEAST and max(taken, default=0) <= MOST_LINES and len(groups) % 2 == 0
        if fits and len(groups) // 2 < most and (not best[1] or len(groups) < len(best[1])):
            best = (size, groups)
    size, groups = best
    columns = [lines[group] for group in groups]
    return size, list(zip(columns[::2], columns[1::2], strict=True))


def _grid(head: Row, rows: Sequence[Row], shares: tuple[int, ...], align: Sequence[str], size: int) -> Grid:
    lines = sum(_height(row, shares, size) for row in (head, *rows))
    return Grid(head, tuple(rows), shares, tuple(align), gap(lines, len(rows) + 2, size))


def _set(head: Row, rows: Sequence[Row], size: int) -> tuple[int, tuple[int, ...], list[slice]]:
    """How a table stands in letters of this size: shares, and rows of each slide; none where it is too much."""
    if len(head) > _MOST_COLUMNS:
        return size, (), []
    shares = _shares((head, *rows), size)
    taken = [_height(row, shares, size) for row in rows]
    if max(taken, default=0) > MOST_LINES or _height(head, shares, size) > _MOST_OF_A_HEAD:
        return size, shares, []
    groups = grouped(taken)
    return size, shares, groups if len(groups) <= _MOST_SLIDES else []


def _shares(rows: Sequence[Row], size: int) -> tuple[int, ...]:
    """The columns with which a table has the fewest lines and no word is divided, if there are any such."""
    columns = [[joined(cell) for cell in column] for column in zip(*rows, strict=True)]
    taken = [_chances(column, size) for column in columns]

    def lines(widths: tuple[int, ...]) -> tuple[int, int]:
        cells = list(zip(*(own[width] for own, width in zip(taken, widths, strict=True)), strict=True))
        return sum(map(max, cells)), sum(map(sum, cells))

    even = ([_least(own, most) for most in range(1, _MOST_OF_A_CELL + 1)] for own in taken)
    fitting = (widths for widths in product(*even) if sum(widths) <= _PARTS)
    best = min(fitting, key=lines, default=tuple(map(min, taken)))
    for column, own in enumerate(taken):
        room = _PARTS - sum(best) + best[column]
        others = [(*best[:column], width, *best[column + 1 :]) for width in own if width <= room]
        best = min([best, *others], key=lines)
    return tuple(max(1, 1000 * width // sum(best)) for width in best)


def _chances(column: Sequence[str], size: int) -> dict[int, list[int]]:
    """Widths at which a cell of this column takes a line less, and the lines that each cell takes there."""
    longest = max(width_of(word) for text in column for word in text.split(" "))
    least = bisect_left(range(_PARTS), longest, key=lambda width: _room(width, size))
    most = range(1, _MOST_OF_A_CELL + 1)
    widths = {max(least, _narrowest(text, size, lines)) for text in dict.fromkeys(column) for lines in most}
    return {width: [_lines(text, width, size) for text in column] for width in sorted(widths)}


def _least(taken: dict[int, list[int]], most: int) -> int:
    """The least width in which no cell takes more lines."""
    return next((width for width, lines in taken.items() if max(lines) <= most), max(taken))


def _narrowest(text: str, size: int, most: int) -> int:
    return bisect_left(range(_PARTS), True, key=lambda width: _lines(text, width, size) <= most)


def _lines(text: str, share: int, size: int, parts: int = _PARTS) -> int:
    return lines_taken(text, max(_room(share, size, parts), 1))


def _room(share: int, size: int, parts: int = _PARTS) -> float:
    return (INNER * share / parts - 2 * PADDING) / size


def _height(row: Row, shares: Sequence[int], size: int) -> int:
    return max(_lines(joined(cell), share, size, sum(shares)) for cell, share in zip(row, shares, strict=True))
