"""W: rule tables say one thing for every combination of answers (format.md, ``regelwerke``)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from builder.checks.check import course_check
from builder.findings import Finding, Rule, Severity
from builder.model.course import Course
from builder.model.reference import Reference
from builder.model.rule_table import RuleTable


@course_check(
    "W001",
    Severity.MUSS,
    "Merkmal oder Wert gibt es nicht",
    "Die Zeile „{row}“ nennt „{what}“; das steht nicht unter merkmale.",
    "Vergleichen Sie die Schreibweise mit den Einträgen unter merkmale.",
)
def unknown_feature(rule: Rule, course: Course) -> Iterator[Finding]:
    """Eine Bedingung, die es nicht gibt, trifft nie zu.

    Schlecht:
        wenn: {paper: [duldung]}
    Gut:
        wenn: {papier: [duldung]}
    """
    for table in course.shared.rule_tables:
        path = table.path
        known = {feature.id: {value.id for value in feature.values} for feature in table.features}
        for index, row in enumerate(table.rows):
            pairs = [("wenn", feature, value) for feature, values in row.when.items() for value in values]
            pairs += [("beispiel", feature, value) for feature, value in row.example.values.items()]
            for key, feature, value in pairs:
                if value not in known.get(feature, set()):
                    place = course.place(path, "zeilen", index, key)
                    yield rule.at(place, row=row.id, what=f"{feature}: {value}")


@course_check(
    "W002",
    Severity.MUSS,
    "Lücke im Regelwerk",
    "Für {combination} gibt es keine Zeile.",
    "Ergänzen Sie eine Zeile, im Zweifel mit ergebnis: pruefen.",
)
def gap(rule: Rule, course: Course) -> Iterator[Finding]:
    """Jede Kombination der Antworten hat genau ein Ergebnis oder „Einzelfall prüfen lassen“.

    Schlecht:
        nur Zeilen für papier: [gestattung]
    Gut:
        dazu eine Zeile für papier: [duldung]
    """
    for table in _sound(course):
        for values, rows in table.cells():
            if not rows:
                yield rule.at(course.place(table.path, "zeilen"), combination=_words(values))


@course_check(
    "W003",
    Severity.MUSS,
    "Zwei Zeilen für dieselbe Lage",
    "Die Zeilen „{first}“ und „{second}“ treffen beide zu, zum Beispiel bei {combination}.",
    "Engen Sie eine der beiden unter wenn ein. Löst eine die andere ab: gueltig_bis hier, gueltig_ab dort.",
)
def overlap(rule: Rule, course: Course) -> Iterator[Finding]:
    """Zwei Antworten auf eine Lage sind eine zu viel.

    Schlecht:
        zwei Zeilen mit papier: [duldung]
    Gut:
        eine mit papier: [duldung], eine mit papier: [gestattung]
    """
    for table in _sound(course):
        seen: set[tuple[str, str]] = set()
        for values, rows in table.cells():
            for first, second in combinations(rows, 2):
                if (first.id, second.id) not in seen and first.meets(second):
                    seen.add((first.id, second.id))
                    place = course.place(table.path, "zeilen", table.rows.index(second), "wenn")
                    yield rule.at(place, first=first.id, second=second.id, combination=_words(values))


@course_check(
    "W004",
    Severity.MUSS,
    "Beispiel führt zu einer anderen Zeile",
    "Das Beispiel der Zeile „{row}“ führt zu {found}.",
    "Nennen Sie unter beispiel/werte für jedes Merkmal den Wert, der zu dieser Zeile führt.",
)
def wrong_example(rule: Rule, course: Course) -> Iterator[Finding]:
    """Jede Zeile wird durch ihr Beispiel erreicht.

    Schlecht:
        beispiel: {werte: {papier: gestattung}} in der Zeile für die Duldung
    Gut:
        beispiel: {werte: {papier: duldung}}
    """
    for table in _sound(course):
        for index, row in enumerate(table.rows):
            missing = [feature.id for feature in table.features if feature.id not in row.example.values]
            reached = () if missing else table.matching(row.example.values)
            found = [match for match in reached if match is row or match.meets(row)]
            if [match.id for match in found] != [row.id]:
                names = " und ".join(f"„{match.id}“" for match in found)
                place = course.place(table.path, "zeilen", index, "beispiel")
                yield rule.at(place, row=row.id, found=names or f"keiner Zeile{_missing(missing)}")


@course_check(
    "W005",
    Severity.MUSS,
    "Zeile endet vor dem Beginn",
    "Die Zeile „{row}“ gilt bis {last}, aber erst ab {first}.",
    "Tauschen Sie die Daten: gueltig_ab ist der erste, gueltig_bis der letzte Tag.",
)
def reversed_validity(rule: Rule, course: Course) -> Iterator[Finding]:
    """Eine Zeile, die nie gilt, gibt nie Antwort.

    Schlecht:
        gueltig_ab: 2027-02-01, gueltig_bis: 2027-01-31
    Gut:
        gueltig_ab: 2026-06-12, gueltig_bis: 2027-01-31
    """
    for table in course.shared.rule_tables:
        for index, row in enumerate(table.rows):
            if row.valid_from and row.valid_until and row.valid_until < row.valid_from:
                place = course.place(table.path, "zeilen", index, "gueltig_bis")
                yield rule.at(place, row=row.id, first=_day(row.valid_from), last=_day(row.valid_until))


@course_check(
    "W006",
    Severity.MUSS,
    "Daten eines Regelwerks oder Ablaufs passen nicht zusammen",
    "{name}: {problem}",
    "Prüfen Sie geprueft_am, pruefen_bis, rechtsstand und die Tage unter aenderungen.",
)
def dates_disagree(rule: Rule, course: Course) -> Iterator[Finding]:
    """Wann etwas geprüft wurde und wieder zu prüfen ist, muss stimmen, sonst hilft es niemandem.

    Schlecht:
        geprueft_am: 2026-11-20, pruefen_bis: 2026-05-20
    Gut:
        geprueft_am: 2026-11-20, pruefen_bis: 2027-05-20
    """
    for table in course.shared.references:
        if table.review_by <= table.reviewed_on:
            problem = "Die nächste Prüfung (pruefen_bis) liegt nicht nach der letzten (geprueft_am)."
            yield rule.at(course.place(table.path, "pruefen_bis"), name=_name(table), problem=problem)
        if table.law_date > table.reviewed_on:
            problem = "Der Rechtsstand liegt nach dem Tag der Prüfung (geprueft_am)."
            yield rule.at(course.place(table.path, "rechtsstand"), name=_name(table), problem=problem)
        for index, change in enumerate(table.changes):
            if change.date > table.review_by:
                problem = f"Eine Änderung ist auf den {_day(change.date)} datiert, nach dem Tag der nächsten Prüfung."
                place = course.place(table.path, "aenderungen", index, "datum")
                yield rule.at(place, name=_name(table), problem=problem)


def _name(reference: Reference) -> str:
    return f"{reference.kind.value} „{reference.id}“"


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _missing(features: list[str]) -> str:
    return f" (es fehlt: {', '.join(features)})" if features else ""


def _sound(course: Course) -> Iterator[RuleTable]:
    """The tables whose conditions name known features: the others have their own finding."""
    broken = {finding.place.path for finding in unknown_feature.run(course, None)}
    return (table for table in course.shared.rule_tables if table.path not in broken)


def _words(combination: dict[str, str]) -> str:
    return ", ".join(f"{feature}: {value}" for feature, value in combination.items()) or "jede Lage"
