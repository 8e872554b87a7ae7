"""Read → check: a project as it is, with all that was found in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from builder.checks import run_checks
from builder.findings import Finding, Suppression, in_order
from builder.law.mentions import mentions
from builder.model.course import Course
from builder.model.page import Website
from builder.reading import rules
from builder.reading.course import read_course
from builder.reading.rule_tables import tables_for_pages
from builder.reading.website import read_website

SUPPRESSIBLE = ("S", "D", "T", "F1", "N")
"""Codes an author may permit with a reason: style, teaching, a citation of older law; never what cannot be built."""
STOPS_RELEASE = ("N006", "N008", "R005", "R006", "U008", "U009", "U014")
"""Tipps that a build lets pass and a release does not: law nobody has compared, days that have passed, old versions."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A course that was read and checked; ``course`` is None when the curriculum itself cannot be read."""

    course: Course | None
    findings: tuple[Finding, ...]

    @property
    def blocked(self) -> bool:
        """Whether a finding keeps the course from being published."""
        return self.course is None or any(finding.blocks for finding in self.findings)

    @property
    def hindrances(self) -> tuple[Finding, ...]:
        """The findings that a release has to wait for."""
        return tuple(f for f in self.findings if f.blocks or f.code in STOPS_RELEASE)


def load(root: Path, today: date | None = None) -> Loaded:
    """Read and check a project; an author's permission takes its finding away, an unused one is a finding.

    ``today`` is for checks of deadlines; no output may depend on it, so a build gives none.
    """
    read = read_course(root)
    site = read_website(root, tables_for_pages(read.course))
    course = _whole(read.course, site.website) if read.course else None
    checked = run_checks(course, today) if course else iter(())
    permitted = (*read.suppressions, *site.suppressions)
    return Loaded(course, in_order(_permitted([*read.findings, *site.findings, *checked], permitted)))


def _whole(course: Course, website: Website | None) -> Course:
    """The course with its website, and with all that either of them cites."""
    joined = replace(course, website=website)
    return replace(joined, mentions=mentions(joined))


def _permitted(findings: Sequence[Finding], suppressions: Sequence[Suppression]) -> Iterator[Finding]:
    used: set[Suppression] = set()
    for finding in findings:
        covering = [s for s in suppressions if s.covers(finding) and finding.code.startswith(SUPPRESSIBLE)]
        used.update(covering)
        if not covering:
            yield finding
    for suppression in suppressions:
        if suppression not in used:
            yield rules.SUPPRESSION_UNUSED.at(suppression.place, code=suppression.code)
