"""What all YAML-born model classes share, and the small words of the format."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

ID_PATTERN = r"[a-z][a-z0-9_]*"


def _calendar_date(value: object) -> object:
    """YAML dates arrive as text (our loader makes no dates); only ``JJJJ-MM-TT`` is one."""
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        return date.fromisoformat(value)
    raise ValueError("date")


Identifier = Annotated[str, StringConstraints(pattern=rf"^{ID_PATTERN}$", max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
CalendarDate = Annotated[date, BeforeValidator(_calendar_date)]


class Record(BaseModel):
    """A frozen record read from YAML: German keys are aliases, unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, validate_by_name=False)


class Audience(StrEnum):
    """For whom something is written."""

    HAUPTAMT = "hauptamt"
    EHRENAMT = "ehrenamt"
    KOORDINATION = "koordination"


class Level(StrEnum):
    """Level of a learning goal (Anderson and Krathwohl 2001)."""

    ERINNERN = "erinnern"
    VERSTEHEN = "verstehen"
    ANWENDEN = "anwenden"
    ANALYSIEREN = "analysieren"
    BEWERTEN = "bewerten"
    ERSCHAFFEN = "erschaffen"


class Completion(StrEnum):
    """When a module counts as done (format.md, ``abschluss``)."""

    BEARBEITET = "bearbeitet"
    BESTANDEN = "bestanden"
