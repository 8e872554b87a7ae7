"""An author's permission to let a finding be: ``<!-- erlaubt N004: Grund -->``, in YAML ``# erlaubt N004: Grund``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.findings import FindingLog, Suppression
from builder.reading import rules
from builder.source import Place, SourceText

_WORDS = re.compile(r"erlaubt\b(?P<code>[^:]*)(?::(?P<reason>.*))?", re.DOTALL)
_CODE = re.compile(r"[A-Z]\d{3}")
_REMARK = re.compile(r"\s*#\s*(?P<words>.*)")


@dataclass(frozen=True, slots=True)
class Permission:
    """A code, why it is permitted, and where that is written."""

    code: str
    reason: str
    place: Place

    def on_lines(self, first: int, last: int) -> Suppression:
        """The permission for these lines of its file."""
        return Suppression(self.code, self.reason, self.place, first, last)


def read_permission(comment: str, place: Place, log: FindingLog) -> Permission | None:
    """The permission in a comment; None in any other, and a finding where the code or the reason is missing."""
    found = _WORDS.match(comment)
    if found is None:
        return None
    code, reason = found["code"].strip(), (found["reason"] or "").strip()
    if _CODE.fullmatch(code) and reason:
        return Permission(code, reason, place)
    log.add(rules.SUPPRESSION_WITHOUT_REASON, place)
    return None


def yaml_permissions(source: SourceText, text: str, first_line: int, log: FindingLog) -> Iterator[Suppression]:
    """Those of a YAML text that begins at a line of its source: each is for the next line that is no comment."""
    waiting: list[Permission] = []
    for number, line in enumerate(text.split("\n"), start=first_line):
        remark = _REMARK.fullmatch(line)
        permission = read_permission(remark["words"], source.place(number), log) if remark else None
        if permission:
            waiting.append(permission)
        elif line.strip() and not remark:
            yield from (each.on_lines(number, number) for each in waiting)
            waiting = []
    yield from (each.on_lines(each.place.line, each.place.line) for each in waiting)
