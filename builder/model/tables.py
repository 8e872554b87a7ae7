"""Tables: rows of prose."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.prose import Prose
from builder.source import Place


@dataclass(frozen=True, slots=True)
class Table:
    """A table; all rows have as many cells as the head. ``alignments`` holds "", "left", "center" or "right"."""

    caption: Prose | None
    head: tuple[Prose, ...]
    rows: tuple[tuple[Prose, ...], ...]
    alignments: tuple[str, ...]
    place: Place

    @property
    def cells(self) -> tuple[Prose, ...]:
        """Caption, head and rows in reading order."""
        return tuple(cell for row in ((self.caption,) if self.caption else (), self.head, *self.rows) for cell in row)
