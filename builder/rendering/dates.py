"""Days as readers see them, and the one phrase for when something holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from babel.dates import get_month_names

from builder.model.blocks import TimedPassage
from builder.model.rule_table import RuleRow


def german_day(day: date) -> str:
    """TT.MM.JJJJ (learning.md R07)."""
    return f"{day:%d.%m.%Y}"


def german_period(partial: str) -> str:
    """A year, a month or a day of a publication: ``2018``, ``10/2018``, ``29.10.2018``."""
    parts = partial.split("-")
    return german_day(date.fromisoformat(partial)) if len(parts) == 3 else "/".join(reversed(parts))


def written_days(day: date) -> tuple[str, ...]:
    """A day in the ways Germans write it, and as a standard does."""
    month = get_month_names(locale="de")[day.month]
    short = f"{day.day}.{day.month}.{day.year}"
    return tuple(dict.fromkeys((german_day(day), short, f"{day.day}. {month} {day.year}", f"{day}")))


def days_of(timed: TimedPassage | RuleRow) -> dict[str, str]:
    """First and last day on which something holds; empty where there is none."""
    days = {"from": timed.valid_from, "until": timed.valid_until}
    return {name: german_day(day) if day else "" for name, day in days.items()}


def validity_words(_: Callable[[str], str]) -> dict[str, str]:
    """What is said of these days; the key names those that are given. Paper picks among them by itself."""
    return {
        "from": _("Holds from %(from)s"),
        "until": _("Holds up to and including %(until)s"),
        "from_until": _("Holds from %(from)s up to and including %(until)s"),
    }


def validity(days: Mapping[str, str], words: Mapping[str, str]) -> str:
    """When something holds, from the days and words above; empty where it has no dates."""
    given = "_".join(name for name in ("from", "until") if days.get(name))
    return words[given] % days if given else ""
