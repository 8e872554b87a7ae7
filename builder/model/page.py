"""The website around the modules: pages written by hand, their files, their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from builder.model.blocks import Block, Callout, Figure
from builder.model.prose import Prose
from builder.model.tables import Table
from builder.source import Place

PIECES = (
    "kurse",
    "pfade",
    "fertig",
    "regelwerke",
    "tueren",
    "neues",
    "stand",
    "leitfaeden",
    "nachschlagen",
    "blaetter",
    "downloads",
    "wiederholen",
    "lernstand",
    "abdeckung",
    "termine",
    "aenderungen",
    "quelltext",
    "auszufuellen",
    "zugaenge",
    "server nginx",
    "server apache",
    "server caddy",
    "betreiber name",
    "betreiber kontakt",
    "betreiber impressum",
    "betreiber barrierefreiheit",
    "betreiber zugaenge",
)
"""What a page can embed: the words after ``::: einbinden``."""


@dataclass(frozen=True, slots=True)
class Piece:
    """``::: einbinden kurse``: a shared thing drawn at this place; one of PIECES."""

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


@dataclass(frozen=True, slots=True)
class Page:
    """A page of ``site/``. ``path``: below that folder; ``anchors``: what a link to it may name after ``#``."""

    path: str
    parts: tuple[Part, ...]
    anchors: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A page named in the navigation of ``mkdocs.yml``, by its path below ``site/``."""

    path: str
    place: Place


@dataclass(frozen=True, slots=True)
class Website:
    """A project's own ``site/`` and ``mkdocs.yml``. ``files``: pictures and documents; ``others``: what is neither."""

    pages: tuple[Page, ...]
    files: tuple[str, ...]
    others: tuple[str, ...]
    nav: tuple[NavEntry, ...]

    def page(self, path: str) -> Page | None:
        """The page of that path."""
        return next((page for page in self.pages if page.path == path), None)
