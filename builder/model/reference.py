"""What several modules share of the law, each with dates of its own: rule tables, procedures, case studies."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from builder.model.base import CalendarDate, Identifier, Record, Text
from builder.model.changes import Change
from builder.model.citations import Kind
from builder.model.norms import Confirmation


class Evidence(StrEnum):
    """How sure a statement of the law is."""

    BELEGT = "belegt"
    VORSICHTIG = "vorsichtig"
    OFFEN = "offen"


class LegalStatement(Record):
    """What rests on norms."""

    norms: tuple[Text, ...] = Field(alias="normen", min_length=1)
    evidence: Evidence = Field(alias="beleg", default=Evidence.BELEGT)

    @property
    def is_careful(self) -> bool:
        """Whether it is how the editors read the law, and readers have to know."""
        return self.evidence is not Evidence.BELEGT


class Reference(Record):
    """A file of a folder below ``curriculum/`` that bears its id."""

    folder: ClassVar[str]
    kind: ClassVar[Kind]

    id: Identifier
    title: Text = Field(alias="titel")
    summary: Text | None = Field(alias="kurz", default=None)
    law_date: CalendarDate = Field(alias="rechtsstand")
    reviewed_on: CalendarDate = Field(alias="geprueft_am")
    review_by: CalendarDate = Field(alias="pruefen_bis")
    responsible: Text = Field(alias="verantwortlich")
    changes: tuple[Change, ...] = Field(alias="aenderungen", default=())
    confirmations: tuple[Confirmation, ...] = Field(alias="bestaetigt", default=())
    disclaimer: Text = Field(alias="hinweis")

    @property
    def path(self) -> str:
        """Its file below the project; reading holds that it has the name of the id."""
        return f"curriculum/{self.folder}/{self.id}.yml"

    @property
    def name(self) -> str:
        """``regelwerk-arbeit``, ``ablauf-asylverfahren``: with a hyphen, as no id of a module has."""
        return f"{self.kind.value.lower()}-{self.id}"

    def part(self, keys: Sequence[str | int]) -> str:
        """What readers know a part of it by, the one in which a value stands; empty for what belongs to the whole."""
        raise NotImplementedError

    def cites_current_law(self, keys: Sequence[str | int]) -> bool:
        """Whether a value may be compared with the law as it is."""
        return True
