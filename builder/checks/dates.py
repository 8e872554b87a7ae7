"""R: the dates a reader relies on."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import module_check
from builder.findings import Finding, Rule, Severity
from builder.model.blocks import TimedPassage, walk
from builder.model.course import Shared
from builder.model.module import Module
from builder.model.passages import module_passages


@module_check(
    "R001",
    Severity.MUSS,
    "Rechtsstand fehlt",
    "Das Modul nennt Paragraphen („{excerpt}“), sagt aber nicht, welchen Stand das Recht hat.",
    "Schreiben Sie in den Kopf: rechtsstand: JJJJ-MM-TT, das Datum des Gesetzestextes, der Ihnen vorlag.",
    needs=("rechtsstand",),
)
def missing_law_date(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Recht ohne Stand ist eine Behauptung.

    Schlecht:
        (kein rechtsstand im Kopf) … nach § 61 Abs. 1 AsylG …
    Gut:
        rechtsstand: 2026-08-19
    """
    if module.meta.law_date:
        return
    for passage in module_passages(module):
        offset = passage.text.find("§")
        if offset >= 0:
            yield rule.at(passage.at(offset), excerpt=passage.text[offset : offset + 20].strip())
            return


@module_check(
    "R002",
    Severity.MUSS,
    "Daten passen nicht zusammen",
    "{problem}",
    "Üblich ist: rechtsstand, dann geprueft_am, dann pruefen_bis.",
)
def dates_out_of_order(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Geprüft wird nach dem Stand des Rechts, und die nächste Prüfung liegt danach.

    Schlecht:
        geprueft_am: 2026-11-22
        pruefen_bis: 2026-01-15
    Gut:
        geprueft_am: 2026-11-22
        pruefen_bis: 2027-01-15
    """
    meta = module.meta
    if "geprueft_am" in module.unread:
        return
    if "pruefen_bis" not in module.unread and meta.review_by <= meta.reviewed_on:
        problem = "Die nächste Prüfung (pruefen_bis) liegt nicht nach der letzten (geprueft_am)."
        yield rule.at(module.meta_places.at("pruefen_bis"), problem=problem)
    if meta.law_date and meta.law_date > meta.reviewed_on:
        problem = "Der Rechtsstand liegt nach dem Tag der Prüfung (geprueft_am)."
        yield rule.at(module.meta_places.at("rechtsstand"), problem=problem)


@module_check(
    "R004",
    Severity.MUSS,
    "Änderung liegt in der Zukunft",
    "Diese Änderung ist auf den {day} datiert; das ist nach dem Tag der nächsten Prüfung (pruefen_bis).",
    "Schreiben Sie den Tag, seit dem die Änderung im Modul steht.",
    needs=("pruefen_bis",),
)
def change_in_the_future(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Eine Änderung ist geschehen; ein Tippfehler im Jahr stellte sie für immer an die Spitze der Liste.

    Schlecht:
        pruefen_bis: 2027-01-15
        aenderungen: [{datum: 2062-11-22, …}]
    Gut:
        aenderungen: [{datum: 2026-11-22, …}]
    """
    for index, change in enumerate(module.meta.changes):
        if change.date > module.meta.review_by:
            place = module.meta_places.at("aenderungen", index, "datum")
            yield rule.at(place, day=f"{change.date:%d.%m.%Y}")


@module_check(
    "R003",
    Severity.MUSS,
    "Zeitraum endet vor dem Beginn",
    "Der Kasten „gueltig“ endet, bevor er beginnt.",
    "Tauschen Sie die Daten: ab= ist der erste, bis= der letzte Tag.",
)
def reversed_period(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Ein Absatz, der nie gilt, hilft niemandem.

    Schlecht:
        ::: gueltig {ab=2027-01-31 bis=2026-06-12}
    Gut:
        ::: gueltig {ab=2026-06-12 bis=2027-01-31}
    """
    for step in module.steps:
        for block in walk(step.blocks):
            if isinstance(block, TimedPassage) and block.is_reversed:
                yield rule.at(block.place)
