"""How long something takes, in teaching units."""

from __future__ import annotations

from collections.abc import Callable

UNIT = 45
"""Minutes of an „Unterrichtseinheit“ (learning.md T07)."""


def teaching_units(minutes: int, _: Callable[[str], str]) -> str:
    """Minutes in whole units, „2 UE (90 Minuten)“; what is left over is said, never rounded."""
    units, rest = divmod(minutes, UNIT)
    words = {"units": units, "rest": rest, "minutes": minutes}
    if not units:
        return _("%(minutes)s minutes") % words
    if rest:
        return _("%(units)s UE and %(rest)s minutes (%(minutes)s minutes)") % words
    return _("%(units)s UE (%(minutes)s minutes)") % words
