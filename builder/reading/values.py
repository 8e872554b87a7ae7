"""Numbers and days as Germans write them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal

_NUMBER = re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SHORT = re.compile(r"(\d{1,2}\.\d{1,2}\.)(\d{2})")
EARLIEST, LATEST = 1900, 2100
"""Years a question may ask for; what lies outside is a slip of the hand."""
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
        day = date(int(found[3]), int(found[2]), int(found[1])) if found else None
        return day if day and EARLIEST <= day.year <= LATEST else None
    return None


def nearest_day(text: str) -> str:
    """How the day that was meant is written: 31.11.2026 → 30.11.2026, 2026-11-16 or 16.11.26 → 16.11.2026."""
    plain = text.strip()
    if iso := _ISO.fullmatch(plain):
        plain = f"{iso[3]}.{iso[2]}.{iso[1]}"
    elif short := _SHORT.fullmatch(plain):
        plain = f"{short[1]}20{short[2]}"
    found = _DAY.fullmatch(plain) if plain.isascii() else None
    for back in range(4) if found else ():
        if found and (day := german_day(f"{int(found[1]) - back}.{found[2]}.{found[3]}")):
            return f"{day:%d.%m.%Y}"
    return "16.11.2026"
