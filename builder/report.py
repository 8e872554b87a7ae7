"""Findings → text for a terminal, JSON for machines, annotations for the two forges. Prints nothing itself.

Also the other things a command says at its end: the table of a build, the explanation of a rule.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from builder.findings import Finding, Rule, Severity
from builder.model.course import Course
from builder.model.deadlines import SOON, Deadline, review_deadlines

SHOWN_AT_MOST = 10
"""GitHub shows no more annotations of one kind in one step."""


def as_text(findings: Sequence[Finding]) -> str:
    """For people: place, code and message on one line, the cure below it, a sum at the end."""
    lines = [line for finding in findings for line in _lines(finding)]
    return "\n".join([*lines, summary(findings)])


def _lines(finding: Finding) -> list[str]:
    head = (
        f"{printable(str(finding.place))}: {finding.rule.severity.value} {finding.code}: {printable(finding.message)}"
    )
    first, *more = map(printable, finding.hint.split("\n"))
    return [head, f"    → {first}", *(f"      {line}" for line in more), ""]


def summary(findings: Sequence[Finding]) -> str:
    """How many findings of each weight, and how to learn more."""
    if not findings:
        return "Keine Befunde."
    must = sum(finding.blocks for finding in findings)
    tips = len(findings) - must
    more = f"Mehr zu einem Befund: integrif explain {findings[0].code}"
    return f"{must} × Muss, {tips} × Tipp. {more}"


def deadline_line(course: Course, today: date) -> str:
    """What is overdue and what soon will be, in one line; empty when nothing is."""
    waiting = review_deadlines(course)
    overdue = [_until(deadline) for deadline in waiting if deadline.day < today]
    soon = [_until(deadline) for deadline in waiting if today <= deadline.day <= today + SOON]
    parts = [("Prüfung überfällig", overdue), (f"in den nächsten {SOON.days} Tagen zu prüfen", soon)]
    words = "; ".join(f"{words}: {', '.join(names)}" for words, names in parts if names)
    return printable(words[:1].upper() + words[1:] + "." if words else "")


def _until(deadline: Deadline) -> str:
    return f"{deadline.name} ({deadline.day:%d.%m.%Y})"


def as_json(findings: Sequence[Finding]) -> str:
    """For machines: a list of objects with path, line, column, code, severity, message, hint."""
    return json.dumps([_record(finding) for finding in findings], ensure_ascii=False, indent=1)


def _record(finding: Finding) -> dict[str, str | int]:
    return {
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "code": finding.code,
        "severity": finding.rule.severity.value,
        "title": finding.rule.title,
        "message": finding.message,
        "hint": finding.hint,
    }


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands that GitHub shows beside the lines of a pull request, the most important first."""
    by_weight = sorted(findings, key=lambda finding: not finding.blocks)
    must = [finding for finding in by_weight if finding.blocks][:SHOWN_AT_MOST]
    tips = [finding for finding in by_weight if not finding.blocks][:SHOWN_AT_MOST]
    return "\n".join(map(_github_command, [*must, *tips]))


def _github_command(finding: Finding) -> str:
    kind = "error" if finding.blocks else "warning"
    place = finding.place
    title = _property(f"{finding.code} {finding.rule.title}")
    text = _escaped(f"{finding.message}\n→ {finding.hint}")
    return f"::{kind} file={_property(place.path)},line={place.line},col={place.column},title={title}::{text}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def as_gitlab(findings: Sequence[Finding]) -> str:
    """A Code Quality report (JSON) for GitLab; each fingerprint once, or GitLab shows only the first."""
    return json.dumps([_gitlab_issue(finding) for finding in findings], ensure_ascii=False, indent=1)


def _gitlab_issue(finding: Finding) -> dict[str, object]:
    identity = f"{finding.place}|{finding.code}|{finding.message}"
    return {
        "description": f"{finding.message} → {finding.hint}",
        "check_name": finding.code,
        "fingerprint": sha256(identity.encode()).hexdigest(),
        "severity": "major" if finding.rule.severity is Severity.MUSS else "minor",
        "location": {"path": finding.place.path, "lines": {"begin": finding.place.line}},
    }


def printable(text: str) -> str:
    """Text of an author that cannot steer a terminal: control characters and direction marks are shown as codes."""
    return "".join(char if char.isprintable() or char == " " else f"<U+{ord(char):04X}>" for char in text)


FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
}


def explanation(rule: Rule) -> str:
    """What a rule wants, why, and an example of each side."""
    parts = [printable(f"{rule.code} ({rule.severity.value}): {rule.title}")]
    parts += ["\n".join(map(printable, rule.why.split("\n")))] if rule.why else []
    parts += [f"Schlecht:\n{_indented(rule.bad)}", f"Gut:\n{_indented(rule.good)}"]
    return "\n\n".join(parts)


def refusal(error: OSError, translate: Callable[[str], str]) -> str:
    """What the operating system refuses, in a sentence that says what to do, with the file where it is known."""
    sentence = _reason(error.errno, translate)
    if sentence is None:
        sentence = translate("The operating system says: %s") % printable(error.strerror or str(error))
    return f"{printable(os.fsdecode(error.filename))}: {sentence}" if _is_name(error.filename) else sentence


def _is_name(filename: object) -> bool:
    return isinstance(filename, str | bytes) and bool(filename)


def _reason(number: int | None, translate: Callable[[str], str]) -> str | None:
    denied = translate("The system does not allow this. Check who may read and write the file and its folder.")
    full = translate("There is no room left on this disk. Make some room and call again.")
    address = translate("This address cannot be used; another program may have it already. Choose another --address.")
    reasons = {
        errno.EACCES: denied,
        errno.EPERM: denied,
        errno.ENOSPC: full,
        getattr(errno, "EDQUOT", errno.ENOSPC): full,
        errno.EADDRINUSE: address,
        errno.EADDRNOTAVAIL: address,
        errno.ENAMETOOLONG: translate(
            "This name is too long for the system. Choose shorter names, or a folder higher up."
        ),
        errno.ENOENT: translate("This file or folder is missing. If it was moved meanwhile, call again."),
        errno.EBUSY: translate("Another program is using this. Close it and call again."),
        errno.EROFS: translate("This disk can only be read. Choose a folder on another one with --out."),
        errno.ENOTDIR: translate("A file lies where a folder is needed. Move it away and call again."),
        errno.EMFILE: translate("Too many files are open at once. Call with fewer modules at the same time: -j 1"),
    }
    return reasons.get(number) if number else None


def _indented(text: str) -> str:
    return "\n".join(f"    {printable(line)}".rstrip() for line in text.split("\n"))


@dataclass(frozen=True, slots=True)
class Row:
    """What a build says of one unit: its name, the size of each file in bytes, seconds, whether it was kept."""

    name: str
    sizes: Sequence[int]
    seconds: float
    kept: bool


def as_table(rows: Sequence[Row], translate: Callable[[str], str]) -> str:
    """The table at the end of a build: unit, files, size, seconds, and a line of sums."""
    head = [translate("Output"), translate("Files"), "kB", translate("Seconds")]
    unchanged = translate("unchanged")
    body = [
        [printable(row.name), str(len(row.sizes)), _kilobytes(row.sizes), unchanged if row.kept else _seconds(row)]
        for row in rows
    ]
    sizes = [size for row in rows for size in row.sizes]
    total = [translate("together"), str(len(sizes)), _kilobytes(sizes), ""]
    widths = [max(len(line[column]) for line in (head, *body, total)) for column in range(4)]
    lines = [_table_line(line, widths) for line in (head, *body, total)]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def _table_line(cells: Sequence[str], widths: Sequence[int]) -> str:
    name, *numbers = (
        cell.ljust(width) if i == 0 else cell.rjust(width)
        for i, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join([name, *numbers])


def _kilobytes(sizes: Sequence[int]) -> str:
    return f"{sum(sizes) / 1000:.0f}"


def _seconds(row: Row) -> str:
    return f"{row.seconds:.1f}".replace(".", ",")
