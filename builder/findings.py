"""Rules, findings, severity. A finding is data; nothing here prints or raises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from builder.source import Place


class Severity(StrEnum):
    """How much a finding weighs. ``MUSS`` stops a build, ``TIPP`` does not."""

    MUSS = "Muss"
    TIPP = "Tipp"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong: stable code, German texts, an example of each side.

    ``message`` and ``hint`` are format strings; ``at`` fills them.
    """

    code: str
    severity: Severity
    title: str
    message: str
    hint: str
    bad: str
    good: str
    why: str = ""

    def at(self, place: Place, **values: object) -> Finding:
        """The finding of this rule at a place; ``values`` fill message and hint."""
        return Finding(self, place, self.message.format(**values), self.hint.format(**values))


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule met at a place, in words for the author."""

    rule: Rule
    place: Place
    message: str
    hint: str

    @property
    def code(self) -> str:
        """The stable code of the rule."""
        return self.rule.code

    @property
    def blocks(self) -> bool:
        """Whether this finding keeps a build from publishing."""
        return self.rule.severity is Severity.MUSS

    @property
    def sort_key(self) -> tuple[Place, str, str]:
        """Order of the file, then code: the same list on every run."""
        return (self.place, self.code, self.message)


@dataclass(frozen=True, slots=True)
class Suppression:
    """``<!-- erlaubt S012: reason -->``: the author's reasoned permission for the lines of one block or YAML entry."""

    code: str
    reason: str
    place: Place
    first_line: int
    last_line: int

    def covers(self, finding: Finding) -> bool:
        """Whether the finding stands in the block this permission was written for."""
        inside = self.first_line <= finding.place.line <= self.last_line
        return inside and finding.code == self.code and finding.place.path == self.place.path


class FindingLog:
    """Collects findings and permissions while files are read, so that one run reports everything."""

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self.permitted: list[Suppression] = []

    def add(self, rule: Rule, place: Place, **values: object) -> None:
        """Note that ``rule`` is met at ``place``."""
        self._findings.append(rule.at(place, **values))

    def take(self, finding: Finding) -> None:
        """Note a finding that was made elsewhere."""
        self._findings.append(finding)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._findings)

    def __len__(self) -> int:
        return len(self._findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sorted by place and code, each distinct finding once."""
    return tuple(sorted(set(findings), key=lambda finding: finding.sort_key))
