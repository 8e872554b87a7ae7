"""C: case studies whose variants can be told apart and are compared by every criterion (``faelle``)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import course_check, module_check
from builder.checks.curriculum import unknown_modules
from builder.findings import Finding, Rule, Severity
from builder.model.blocks import EmbedKind
from builder.model.case_study import NORMS, CaseStudy, Criterion
from builder.model.course import CASE_STUDIES, COURSES, Course, Shared
from builder.model.module import TEXT, Module
from builder.source import YamlPath

MOST = 4
"""Case studies side by side; beyond it no column is wide enough to be read."""


@course_check(
    "C001",
    Severity.MUSS,
    "Variante gibt es nicht",
    "Im Fall „{case}“ steht bei „{part}“ etwas zur Variante „{name}“; die gibt es nicht. Es gibt: {known}.",
    "Vergleichen Sie die Schreibweise mit id unter varianten.",
)
def unknown_variant(rule: Rule, course: Course) -> Iterator[Finding]:
    """Was zu keiner Variante gehört, steht in keiner Spalte.

    Schlecht:
        frist: {stadt: …, dorf: …}   (und die Varianten heißen stadt und land)
    Gut:
        frist: {stadt: …, land: …}
    """
    for case in course.shared.case_studies:
        known = [variant.id for variant in case.variants]
        for part, name, keys in _named_variants(case):
            if name not in known:
                place = course.place(case.path, *keys)
                yield rule.at(place, case=case.id, part=part, name=name, known=", ".join(known))


def _named_variants(case: CaseStudy) -> Iterator[tuple[str, str, YamlPath]]:
    """Where a variant is named: the part of the file, its id, and the way there."""
    for criterion in Criterion:
        for name in case.criteria.entry(criterion).variants:
            yield criterion.value, name, ("kriterien", criterion.value, name)
    for index, solution in enumerate(case.law):
        if solution.variant:
            yield "recht", solution.variant, ("recht", index, "variante")


@course_check(
    "C002",
    Severity.MUSS,
    "Variante fehlt bei einem Kriterium",
    "Im Fall „{case}“ steht bei „{criterion}“ nichts zu: {missing}.",
    "Ergänzen Sie dort eine Zeile; gibt es nichts zu sagen, sagen Sie das.",
)
def criterion_without_variant(rule: Rule, course: Course) -> Iterator[Finding]:
    """Verglichen wird Zeile für Zeile. Ein leeres Feld sieht aus, als wüsste es niemand.

    Schlecht:
        angebote: {stadt: Drei Kurse im Umkreis}
    Gut:
        angebote: {stadt: Drei Kurse im Umkreis, land: Der nächste Kurs ist 40 km entfernt}
    """
    for case in course.shared.case_studies:
        for criterion in Criterion:
            entry = case.criteria.entry(criterion)
            missing = [variant.id for variant in case.variants if entry.said(variant.id) is None]
            if missing:
                place = course.place(case.path, "kriterien", criterion.value)
                yield rule.at(place, case=case.id, criterion=criterion.value, missing=", ".join(missing))


@course_check(
    "C003",
    Severity.MUSS,
    "Kennung einer Variante ist vergeben",
    "Im Fall „{case}“ kann eine Variante nicht „{name}“ heißen: {problem}",
    "Geben Sie ihr eine andere Kennung, zum Beispiel stadt oder land.",
)
def variant_twice(rule: Rule, course: Course) -> Iterator[Finding]:
    """Unter jedem Kriterium stehen die Varianten mit ihrer Kennung, daneben die Normen.

    Schlecht:
        - {id: stadt, titel: Stadt …} und - {id: stadt, titel: Land …}
    Gut:
        - {id: stadt, titel: Stadt …} und - {id: land, titel: Land …}
    """
    for case in course.shared.case_studies:
        for index, variant in enumerate(case.variants):
            earlier = [other.id for other in case.variants[:index]]
            problem = "Eine andere heißt schon so." if variant.id in earlier else ""
            problem = "So heißt bei jedem Kriterium die Liste der Normen." if variant.id == NORMS else problem
            if problem:
                place = course.place(case.path, "varianten", index, "id")
                yield rule.at(place, case=case.id, name=variant.id, problem=problem)


@course_check(
    "C004",
    Severity.MUSS,
    "Variante ohne rechtliche Lösung",
    "Im Fall „{case}“ sagt „recht“ nichts zur Variante „{name}“.",
    "Schreiben Sie unter recht einen Eintrag mit variante: {name}, oder einen für alle, ohne variante.",
)
def variant_without_law(rule: Rule, course: Course) -> Iterator[Finding]:
    """Wer verglichen hat, will wissen, was in jeder Variante gilt.

    Schlecht:
        recht: nur ein Eintrag, mit variante: stadt
    Gut:
        recht: ein Eintrag mit variante: stadt und einer mit variante: land
    """
    for case in course.shared.case_studies:
        told = {solution.variant for solution in case.law}
        for index, variant in enumerate(case.variants):
            if None not in told and variant.id not in told:
                place = course.place(case.path, "varianten", index, "id")
                yield rule.at(place, case=case.id, name=variant.id)


@course_check(
    "C005",
    Severity.MUSS,
    "Fall nennt ein Modul, das es nicht gibt",
    "Der Fall „{case}“ nennt das Modul „{id}“, das in keinem Kurs steht.",
    "Möglich sind: {known}.",
    needs=(COURSES,),
)
def case_without_module(rule: Rule, course: Course) -> Iterator[Finding]:
    """Vom Fall führt ein Link zu den Modulen, die zu ihm gehören; zu einem, das es nicht gibt, führte keiner.

    Schlecht:
        module: [b33]
    Gut:
        module: [b3]
    """
    for case in course.shared.case_studies:
        for place, module_id, known in unknown_modules(course, case.modules, case.path):
            yield rule.at(place, case=case.id, id=module_id, known=known)


@module_check(
    "C006",
    Severity.MUSS,
    "Fall gibt es nicht",
    "Einen Fall „{name}“ gibt es nicht. Es gibt: {known}.",
    "Der Name ist der der Datei in curriculum/faelle, ohne .yml.",
    needs=(CASE_STUDIES, TEXT),
)
def unknown_case_study(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Wo ein Fall verglichen werden soll, den es nicht gibt, bliebe eine Lücke.

    Schlecht:
        ::: einbinden fallvergleich rimma
    Gut:
        ::: einbinden fallvergleich rima
    """
    known = ", ".join(case.id for case in shared.case_studies) or "noch keinen"
    for embed in module.embeds(EmbedKind.CASE_STUDIES):
        for name in embed.names:
            if not shared.case_study(name):
                yield rule.at(embed.place, name=name, known=known)


@module_check(
    "C007",
    Severity.MUSS,
    "Vergleich ist nicht zu lesen",
    "Dieser Vergleich nennt {problem}.",
    "Nebeneinander passen zwei bis vier verschiedene Fälle; ein Fall allein zeigt seine Varianten.",
    needs=(TEXT,),
)
def unreadable_comparison(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Fünf Spalten liest niemand, weder auf Papier noch auf dem Telefon.

    Schlecht:
        ::: einbinden fallvergleich rima nino rima
    Gut:
        ::: einbinden fallvergleich rima nino
    """
    for embed in module.embeds(EmbedKind.CASE_STUDIES):
        twice = [name for index, name in enumerate(embed.names) if name in embed.names[:index]]
        if twice:
            yield rule.at(embed.place, problem=f"„{twice[0]}“ zweimal")
        elif len(embed.names) > MOST:
            yield rule.at(embed.place, problem=f"{len(embed.names)} Fälle")
