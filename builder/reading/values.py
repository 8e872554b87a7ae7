"""Numbers and days as Germans write them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
MOST_DIGITS = 15
"""What a browser's numbers hold exactly."""


def german_number(text: str) -> Decimal | None:
    """``1.000,5`` → 1000.5; None for anything else, also for a decimal point."""
    plain = text.strip().replace("\u2212", "-")
    if not _NUMBER.fullmatch(plain) or not plain.isascii() or sum(char.isdigit() for char in plain) > MOST_DIGITS:
        return None
    return Decimal(plain.replace(".", "").replace(",", "."))


def german_day(text: str) -> date | None:
    """``16.11.2026`` → that day; None for anything else, also for a day that does not exist."""
    found = _DAY.fullmatch(text.strip()) if text.isascii() else None
    with suppress(ValueError):
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    return None


def nearest_day(text: str) -> str:
    """A day that exists, as near as can be to what was written: 31.11.2026 → 30.11.2026."""
    found = _DAY.fullmatch(text.strip()) if text.isascii() else None
    for back in range(4) if found else ():
        if found and (day := german_day(f"{int(found[1]) - back}.{found[2]}.{found[3]}")):
            return f"{day:%d.%m.%Y}"
    return "16.11.2026"
