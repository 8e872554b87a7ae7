"""What all YAML-born model classes share, and the small words of the format."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

ID_PATTERN = r"[a-z][a-z0-9_]*"
LANGUAGE_PATTERN = r"^[a-z]{2,3}$"
ADDRESS_PATTERN = r"^(https?://\w([\w.-]*\w)?(:([1-9]\d{0,3}|[1-5]\d{4}))?(/[^\s\"'<>\\?#]*)?)?$"
"""http or https, a host, perhaps a port and a path; or nothing."""
PAGE_PATTERN = r"^[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)*\.md$"
PAGE_OR_ADDRESS_PATTERN = f"{ADDRESS_PATTERN}|{PAGE_PATTERN}"


def _calendar_date(value: object) -> object:
    """YAML dates arrive as text (our loader makes no dates); only ``JJJJ-MM-TT`` is one."""
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        return date.fromisoformat(value)
    raise ValueError("date")


Identifier = Annotated[str, StringConstraints(pattern=rf"^{ID_PATTERN}$", max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Count = Annotated[int, Field(strict=True)]
"""A whole number written as one: pydantic alone would read ``true`` as 1 and "90" as 90."""
Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
"""The first part of a language tag (BCP 47), all that HTML, LOM and Typst need."""
WebAddress = Annotated[str, StringConstraints(pattern=ADDRESS_PATTERN, max_length=200, strip_whitespace=True)]
"""Empty or a web address that fits into a QR code people can still read."""
PageOrAddress = Annotated[
    str, StringConstraints(pattern=PAGE_OR_ADDRESS_PATTERN, max_length=200, strip_whitespace=True)
]
"""Empty, a web address, or a page of ``site/`` by its file name."""
Licence = Literal[
    "CC0-1.0",
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-SA-4.0",
    "CC-BY-ND-4.0",
    "CC-BY-NC-ND-4.0",
    "CC-BY-3.0-DE",
    "CC-BY-SA-3.0-DE",
]
"""SPDX identifiers; whoever takes the content along must be able to look up what it says."""
Status12 = Literal["completed", "passed"]
"""What a SCORM 1.2 package reports once its rule is met (scorm.md A5)."""
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
