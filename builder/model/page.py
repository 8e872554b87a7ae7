"""A page of the site that was written by hand: prose, and places where data is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from builder.model.blocks import Block, Callout, Figure
from builder.model.prose import Prose
from builder.model.tables import Table
from builder.source import Place


@dataclass(frozen=True, slots=True)
class Piece:
    """``::: einbinden kurse``: a shared thing drawn at this place."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Specimen:
    """A fence ``markdown beispiel``: how something is written, and the blocks it becomes."""

    source: str
    blocks: tuple[Block, ...]
    place: Place


Part: TypeAlias = Piece | Specimen | Prose | Callout | Table | Figure
"""What a page of ``site/`` is made of."""
