"""A slide, and how lines become as few of them as can be. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import shorten
from typing import Any

from builder.rendering.slide_lines import Line, Tree, heights, line, packed
from builder.rendering.slide_room import LONGEST_TITLE, MOST_LINES, SIZES, gap
from builder.rendering.slide_tables import Grid, in_two_columns

_LESS_ROOM = {"section": 0.2}
"""Room between lines at most, where a title takes more than its share."""


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide. ``kind``: cover, section (a step begins), lines, compared (two lists), table, picture, end.

    ``level``: that of its heading; ``above``: words over the title; ``number``: that of the step that begins; ``size``:
    points of its letters; ``gap``: room between its lines besides, in that size; ``beside``: a second list at the
    right, ``share``: the part that the first one has; ``notes``: what only the speaker sees.
    """

    kind: str
    title: str
    above: str = ""
    lines: tuple[Line, ...] = ()
    beside: tuple[Line, ...] = ()
    share: float = 1
    size: int = SIZES[0]
    gap: float = 0
    level: int = 2
    number: int = 0
    table: Grid | None = None
    picture: Tree | None = None
    notes: tuple[str, ...] = ()


def laid_out(kind: str, title: str, above: str, lines: Sequence[Line], **more: Any) -> list[Slide]:
    """As many slides as these lines take; what is special about the first one are its kind and its notes.

    A list that would go on over several slides stands in two columns where that takes fewer.
    """
    short, rest = shortened(title)
    size, groups = packed([*rest, *lines])
    if kind == "lines" and not rest and all(told.mark for told in lines):
        size_beside, pairs = in_two_columns(lines, len(groups))
        if pairs:
            notes = more.pop("notes", ())
            made = [compared(short, above, pair, 0.5, size_beside, **more) for pair in pairs]
            return [replace(made[0], notes=notes), *made[1:]]
    first, *others = groups or [()]
    begun = Slide(kind, short, above, first, size=size, gap=_gap(first, size, kind), **more)
    goes_on = replace(begun, kind="lines", level=2, notes=())
    return [begun, *(replace(goes_on, lines=group, gap=_gap(group, size)) for group in others)]


def compared(
    title: str, above: str, lists: tuple[Sequence[Line], Sequence[Line]], share: float, size: int, **more: Any
) -> Slide:
    """Two lists side by side."""
    left, right = map(tuple, lists)
    room = gap(MOST_LINES, max(len(left), len(right)), size)
    return Slide("compared", title, above, left, right, share, size, room, **more)


def _gap(lines: Sequence[Line], size: int, kind: str = "lines") -> float:
    return min(gap(sum(heights(lines, size)), len(lines), size), _LESS_ROOM.get(kind, 1))


def slides_taken(lines: Sequence[Line]) -> int:
    """How many slides lines take that stand below each other."""
    return len(packed(lines)[1])


def shortened(title: str) -> tuple[str, list[Line]]:
    """A title as a slide can show it; where that is not all of it, the whole as a line."""
    if len(title) <= LONGEST_TITLE:
        return title, []
    return shorten(title, LONGEST_TITLE, placeholder=" …"), [line(title)]
