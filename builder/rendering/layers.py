"""Boxes and links → a layered drawing: who stands in which column, how high, and along which places a link runs.

After Sugiyama, Tagawa and Toda (1981), with columns that are full at some height (Coffman and Graham 1972), long links
through a place in each column they cross, order by first visit, and heights by least squares. Pure arithmetic: the same
graph gives the same drawing everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import fsum

SWEEPS = 40
"""How often heights are evened out, forth and back; after that nothing moves by more than a hair."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link from a box, at this distance below its top, to the middle of another."""

    start: str
    port: float
    end: str


@dataclass(frozen=True, slots=True)
class Paper:
    """What is drawn on: a column with the room behind it, gap between boxes, room for a link, width per height."""

    column: float
    gap: float
    lane: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns from left to right, each from top to bottom; tops and heights of all places; the places of each link."""

    columns: tuple[tuple[str, ...], ...]
    tops: Mapping[str, float]
    heights: Mapping[str, float]
    ways: tuple[tuple[str, ...], ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Draft:
    """Places in their columns and order, not yet at their heights; ``steps``: tops where a column is packed."""

    columns: list[list[str]]
    steps: list[list[float]]
    heights: dict[str, float]
    ways: tuple[tuple[str, ...], ...]
    height: float

    def side(self, paper: Paper) -> float:
        """How high the paper must be to hold it."""
        return max(len(self.columns) * paper.column / paper.ratio, self.height)


def layered(heights: Mapping[str, float], links: Sequence[Link], paper: Paper) -> Layout:
    """Arrange boxes of these heights. The graph has no circles, and all of it is reached from its first box.

    Of all drawings that come from making columns full at some height it is the one that the paper shows largest, and
    among equals the one whose links cross the fewest columns.
    """
    best = min(_drafts(heights, links, paper), key=lambda draft: (draft.side(paper), sum(map(len, draft.ways))))
    return Layout(tuple(map(tuple, best.columns)), _evened(best, links), best.heights, best.ways, best.height)


def _drafts(heights: Mapping[str, float], links: Sequence[Link], paper: Paper) -> Iterator[_Draft]:
    before: dict[str, set[str]] = {name: set() for name in heights}
    for link in links:
        before[link.end].add(link.start)
    ahead = _ways_ahead(list(heights), links)
    total = sum(heights.values()) + paper.gap * len(heights)
    known: list[dict[str, int]] = []
    for quarters in range(4, 80):
        column = _filled(heights, before, ahead, paper.gap, total * 4 / quarters)
        if column not in known:
            known.append(column)
            yield _draft(heights, links, paper, column)


def _draft(heights: Mapping[str, float], links: Sequence[Link], paper: Paper, column: Mapping[str, int]) -> _Draft:
    ways = tuple(_way(link, column) for link in links)
    columns = _order(next(iter(heights)), ways, column)
    sizes = {name: heights.get(name, paper.lane) for names in columns for name in names}
    steps = [[0.0, *accumulate(sizes[name] + paper.gap for name in names[:-1])] for names in columns]
    height = max(down[-1] + sizes[names[-1]] for names, down in zip(columns, steps, strict=True))
    return _Draft(columns, steps, sizes, ways, height)


def _filled(
    heights: Mapping[str, float], before: Mapping[str, set[str]], ahead: Mapping[str, int], gap: float, room: float
) -> dict[str, int]:
    """Columns from left to right. What would make the drawing longer comes first, then ends of ways, then the rest."""
    column: dict[str, int] = {}
    longest = max(ahead.values())
    number = 0
    while len(column) < len(heights):
        spare = {
            name: longest - number - ahead[name]
            for name in heights
            if name not in column and before[name] <= column.keys()
        }
        used = 0.0
        for name in sorted(spare, key=lambda name: (spare[name] > 0, ahead[name] > 0, spare[name])):
            if used == 0.0 or used + heights[name] <= room:
                column[name] = number
                used += heights[name] + gap
        number += 1
    return column


def _ways_ahead(names: Sequence[str], links: Sequence[Link]) -> dict[str, int]:
    """How many links the longest way from each box has."""
    after: dict[str, list[str]] = {name: [] for name in names}
    for link in links:
        after[link.start].append(link.end)
    ahead: dict[str, int] = {}

    def of(name: str) -> int:
        if name not in ahead:
            ahead[name] = max((of(other) + 1 for other in after[name]), default=0)
        return ahead[name]

    return {name: of(name) for name in names}


def _way(link: Link, column: Mapping[str, int]) -> tuple[str, ...]:
    """The boxes of a link and the places between them; links to one box share them, as tracks share a platform."""
    between = (f"{link.end} {number}" for number in range(column[link.start] + 1, column[link.end]))
    return (link.start, *between, link.end)


def _order(first: str, ways: Sequence[Sequence[str]], column: Mapping[str, int]) -> list[list[str]]:
    """The places of each column in the order in which one meets them, walking every way to its end in turn."""
    onward: dict[str, list[Sequence[str]]] = {name: [] for name in column}
    for way in ways:
        onward[way[0]].append(way)
    order: list[list[str]] = [[] for _ in range(max(column.values()) + 1)]
    met = {first}

    def visit(name: str) -> None:
        for way in onward[name]:
            for number, place in enumerate(way[1:], start=column[name] + 1):
                if place not in met:
                    met.add(place)
                    order[number].append(place)
                    if place in onward:
                        visit(place)

    order[0].append(first)
    visit(first)
    return order


@dataclass(frozen=True, slots=True)
class _Pull:
    """A stretch of a link: from this point of one place to that point of the next."""

    left: str
    leaves: float
    right: str
    enters: float


def _pulls(draft: _Draft, links: Sequence[Link]) -> Iterator[_Pull]:
    middle = {name: height / 2 for name, height in draft.heights.items()}
    for link, way in zip(links, draft.ways, strict=True):
        for left, right in pairwise(way):
            yield _Pull(left, link.port if left == link.start else middle[left], right, middle[right])


def _evened(draft: _Draft, links: Sequence[Link]) -> dict[str, float]:
    """Tops for which the squares of all that links go up or down add up to the least, found column by column."""
    columns = [list(zip(names, down, strict=True)) for names, down in zip(draft.columns, draft.steps, strict=True)]
    tops = {name: step for pairs in columns for name, step in pairs}
    wishes: dict[str, list[tuple[str, float]]] = {name: [] for name in tops}
    for pull in _pulls(draft, links):
        wishes[pull.left].append((pull.right, pull.enters - pull.leaves))
        wishes[pull.right].append((pull.left, pull.leaves - pull.enters))
    for pairs in (*columns, *reversed(columns)) * (SWEEPS if links else 0):
        last, step = pairs[-1]
        spare = draft.height - step - draft.heights[last]
        wanted = [
            (fsum(tops[other] + by for other, by in wishes[name]) / len(wishes[name]) - step, len(wishes[name]))
            for name, step in pairs
        ]
        for (name, step), more in zip(pairs, _rising(wanted), strict=True):
            tops[name] = step + min(max(more, 0.0), spare)
    return tops


def _rising(wanted: Sequence[tuple[float, int]]) -> list[float]:
    """The nearest values, by weighted squares, none of which is below the one before (pool adjacent violators)."""
    pools: list[tuple[float, int, int]] = []
    for value, weight in wanted:
        count = 1
        while pools and pools[-1][0] > value:
            other, heavy, many = pools.pop()
            value = (value * weight + other * heavy) / (weight + heavy)
            weight, count = weight + heavy, count + many
        pools.append((value, weight, count))
    return [value for value, _, count in pools for _ in range(count)]
