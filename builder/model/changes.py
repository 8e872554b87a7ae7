"""Public change notes, of modules and of rule tables."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from builder.model.base import CalendarDate, Record, Text


class ChangeKind(StrEnum):
    """What a change note is about."""

    REDAKTIONELL = "redaktionell"
    INHALTLICH = "inhaltlich"
    RECHTLICH = "rechtlich"


class Change(Record):
    """One public change note: what changed, from when, who is affected."""

    date: CalendarDate = Field(alias="datum")
    kind: ChangeKind = Field(alias="art")
    text: Text
