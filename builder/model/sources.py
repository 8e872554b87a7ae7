"""``curriculum/quellen.yml``: what the course was read from besides the law of the register, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from builder.model.base import ID_PATTERN, CalendarDate, Identifier, Record, Text, WebAddress

_DATED = re.compile(r"\d{4}(-\d\d){0,2}")
_USE = re.compile(rf"(?P<id>{ID_PATTERN})(?:,\s+(?P<passage>.+))?")


def _partial_date(value: object) -> object:
    """A year, a month or a day, as text; YAML makes a number of a year alone."""
    text = str(value) if isinstance(value, int) else value
    if isinstance(text, str) and _DATED.fullmatch(text):
        date.fromisoformat((text + "-01-01")[:10])
        return text
    raise ValueError("date")


PartialDate = Annotated[str, BeforeValidator(_partial_date)]
"""``2018``, ``2018-10`` or ``2018-10-29``: as exactly as a publication says it; texts sort like days."""


class SourceKind(StrEnum):
    """Who speaks: readers weigh an act of law otherwise than a report about a study."""

    RECHT = "recht"
    BEHOERDE = "behoerde"
    FACHSTELLE = "fachstelle"
    FORSCHUNG = "forschung"
    PRESSE = "presse"


class Source(Record):
    """An entry of ``quellen.yml``.

    ``publisher``: who answers for it. ``published``: as it says itself, None where it says nothing. ``read_on``: the
    day on which somebody last read it. ``note``: what readers have to know, above all where it was only read about.
    """

    id: Identifier
    title: Text = Field(alias="titel")
    publisher: str = Field(alias="von", default="")
    kind: SourceKind = Field(alias="art")
    published: PartialDate | None = Field(alias="erschienen", default=None)
    read_on: CalendarDate = Field(alias="gelesen")
    address: WebAddress = Field(alias="adresse", default="")
    note: Text | None = Field(alias="hinweis", default=None)

    @property
    def may_change(self) -> bool:
        """Whether it may say something else by now: a page on the web, but for research, which is published once."""
        return bool(self.address) and self.kind is not SourceKind.FORSCHUNG


@dataclass(frozen=True, slots=True)
class SourceUse:
    """An entry of ``quellen`` in a module that names a source: its id, and the passage that was used."""

    id: str
    passage: str = ""


def source_use(entry: str) -> SourceUse | None:
    """„vo_2024_1348, Artikel 28“ → id and passage; None for a source told in a sentence of its own."""
    found = _USE.fullmatch(entry)
    return SourceUse(found["id"], found["passage"] or "") if found else None
