"""Who is who, ``curriculum/akteure.yml``: bodies and roles that meet in the field, never persons."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from builder.model.base import CalendarDate, Identifier, Record, Text
from builder.model.norms import Confirmation


class Sphere(StrEnum):
    """Where an actor belongs: the person whom it is all about, a level of the state, or a part of society."""

    PERSON = "person"
    BUND = "bund"
    LAND = "land"
    KOMMUNE = "kommune"
    TRAEGER = "traeger"
    EHRENAMT = "ehrenamt"
    WIRTSCHAFT = "wirtschaft"
    BILDUNG = "bildung"


class Interface(StrEnum):
    """Where the ways of many actors cross on one person's way."""

    ANKUNFT = "ankunft"
    STATUS = "status"
    ARBEIT = "arbeit"
    ALLTAG = "alltag"


class Actor(Record):
    """An entry of ``akteure.yml``.

    ``turn_to``: when to turn to it; ``limit``: what it does not do or decide. ``as_of``: the day on which somebody
    last looked whether all this still holds; ``law_date``: of the law that its texts cite.
    """

    id: Identifier
    name: Text
    short: str = Field(alias="kuerzel", default="")
    sphere: Sphere = Field(alias="ebene")
    interfaces: tuple[Interface, ...] = Field(alias="schnittstellen", default=())
    task: Text = Field(alias="aufgabe")
    turn_to: Text = Field(alias="ansprechen")
    limit: str = Field(alias="grenze", default="")
    modules: tuple[Identifier, ...] = Field(alias="module", default=())
    as_of: CalendarDate = Field(alias="stand")
    law_date: CalendarDate | None = Field(alias="rechtsstand", default=None)
    confirmations: tuple[Confirmation, ...] = Field(alias="bestaetigt", default=())
