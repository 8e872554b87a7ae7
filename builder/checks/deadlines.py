"""R: days that have passed. Always a Tipp: a build never fails because time goes by; only a release is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.checks.check import dated_check
from builder.findings import Finding, Rule, Severity
from builder.model.course import Course
from builder.model.deadlines import ends_of_validity, review_deadlines


@dated_check(
    "R005",
    Severity.TIPP,
    "Prüftermin ist überfällig",
    "{name}: Die nächste Prüfung war bis zum {day} fällig.",
    "Zuständig: {responsible}. Vergleichen Sie mit dem Recht von heute und setzen Sie {reviewed} und pruefen_bis neu.",
)
def overdue(rule: Rule, course: Course, today: date) -> Iterator[Finding]:
    """Leserinnen und Leser sehen bis dahin einen Hinweis, dass die Prüfung überfällig ist.

    Schlecht:
        pruefen_bis: 2026-11-20, und heute ist der 22.11.2026
    Gut:
        pruefen_bis: 2027-05-20
    """
    for deadline in review_deadlines(course):
        if deadline.day < today:
            values = {"name": deadline.name, "day": f"{deadline.day:%d.%m.%Y}", "responsible": deadline.responsible}
            yield rule.at(deadline.place, **values, reviewed=deadline.reviewed)


@dated_check(
    "R006",
    Severity.TIPP,
    "Gilt nicht mehr",
    "{name} galt bis zum {day}.",
    "Schreiben Sie, was seitdem gilt, oder nehmen Sie die Stelle heraus.",
)
def no_longer_valid(rule: Rule, course: Course, today: date) -> Iterator[Finding]:
    """Was abgelaufen ist, wird mit einem Hinweis gezeigt; besser ist, was heute gilt.

    Schlecht:
        gueltig_bis: 2026-11-20, und heute ist der 22.11.2026
    Gut:
        gueltig_bis: 2027-01-31
    """
    for deadline in ends_of_validity(course):
        if deadline.day < today:
            yield rule.at(deadline.place, name=deadline.name, day=f"{deadline.day:%d.%m.%Y}")
