"""A place in a file: path, line, column. Lowest room, imports nothing of ours."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

YamlPath = tuple[str | int, ...]
"""Keys and indices that lead to a value of a YAML file."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: POSIX path below the project root, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text file in memory. Maps offsets, and (line, word) pairs, to places."""

    path: str
    text: str
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = [0]
        starts.extend(found.end() for found in re.finditer("\n", self.text))
        object.__setattr__(self, "_starts", tuple(starts))

    def line(self, number: int) -> str:
        """The text of a line (counted from 1) without its line break; empty beyond the end."""
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return self.text[start:end]

    def place(self, line: int, column: int = 1) -> Place:
        """A place in this file, line and column counted from 1."""
        return Place(self.path, line, column)

    def at_offset(self, offset: int) -> Place:
        """The place of a character offset (counted from 0)."""
        line = bisect_right(self._starts, offset)
        return Place(self.path, line, offset - self._starts[line - 1] + 1)

    def offset(self, place: Place) -> int:
        """The character offset (counted from 0) of a place in this file."""
        return self._starts[min(place.line, len(self._starts)) - 1] + place.column - 1

    def find(self, needle: str, first_line: int, last_line: int) -> Place:
        """The place where ``needle`` first stands in the lines given; the start of the first line if nowhere."""
        for number in range(first_line, last_line + 1):
            column = self.line(number).find(needle)
            if needle and column >= 0:
                return Place(self.path, number, column + 1)
        return Place(self.path, first_line, _indent(self.line(first_line)) + 1)


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """Where the values of one YAML text stand; ``source`` is the file they stand in, where it is at hand."""

    places: Mapping[YamlPath, Place] = field(hash=False)
    source: SourceText | None = field(default=None, repr=False, compare=False)

    def at(self, *path: str | int) -> Place:
        """The place of a value; that of the nearest part above it when it is not written."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places[path]

    def inside(self, path: YamlPath, value: str, start: int, end: int) -> Place:
        """The place of a part of a value, which may be folded over lines; that of the value where it is escaped."""
        place = self.at(*path)
        if self.source is None:
            return place
        words = r"\s+".join(map(re.escape, value[start:end].split()))
        begin = self.source.offset(place)
        found = re.compile(words).search(self.source.text, begin, begin + 2 * len(value) + _FOLDED)
        return self.source.at_offset(found.start()) if found else place


_FOLDED = 200
"""Letters more than twice a value that folding and indenting may take."""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
