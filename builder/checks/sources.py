"""Q: the sources of modules, named in one list with the day on which each was read (``quellen.yml``)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from builder.checks.check import course_check, did_you_mean, module_check
from builder.findings import Finding, Rule, Severity
from builder.model.course import SOURCES, Course, Shared
from builder.model.module import Module
from builder.model.sources import SourceUse, source_use
from builder.source import Place

FILE = f"curriculum/{SOURCES}"
_STAYS_FRESH = timedelta(days=365)


@module_check(
    "Q001",
    Severity.MUSS,
    "Quelle gibt es nicht",
    "Die Quelle „{name}“ steht nicht in curriculum/quellen.yml.",
    "Tragen Sie sie dort ein, oder beschreiben Sie sie hier in einem Satz, der groß beginnt.{near}",
    needs=(SOURCES, "quellen"),
)
def unknown_source(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Eine Kennung allein sagt Lesenden nichts; wer hinter ihr steht und wann sie gelesen wurde, sagt die Liste.

    Schlecht:
        quellen: [bim_2061]
    Gut:
        quellen: [bim_2016]
    """
    known = [source.id for source in shared.sources]
    for use, place in _uses(module):
        if use.id not in known:
            yield rule.at(place, name=use.id, near=did_you_mean(use.id, known))


@course_check(
    "Q002",
    Severity.TIPP,
    "Quelle ohne Modul",
    "Kein Modul nennt die Quelle „{id}“.",
    "Nennen Sie sie im Kopf eines Moduls unter quellen, oder streichen Sie den Eintrag.",
)
def source_without_module(rule: Rule, course: Course) -> Iterator[Finding]:
    """Auf den Seiten und Blättern steht eine Quelle nur, wo ein Modul sie nennt.

    Schlecht:
        - id: bim_2016   (und kein Modul hat quellen: [bim_2016])
    Gut:
        quellen: [bim_2016]   (im Kopf des Moduls, das darauf beruht)
    """
    if any("quellen" in module.unread for module in course.looked_at):
        return
    for index, source in enumerate(course.shared.sources):
        if not any(module.meta.use_of(source.id) for module in course.looked_at):
            yield rule.at(course.place(FILE, index), id=source.id)


@course_check(
    "Q003",
    Severity.MUSS,
    "Quelle gelesen, bevor sie erschien",
    "Die Quelle „{id}“ ist am {read} gelesen, aber erst {published} erschienen.",
    "Prüfen Sie beide Angaben. Bei einer Seite im Netz zählt das Datum der Fassung, die Sie gelesen haben.",
)
def read_before_published(rule: Rule, course: Course) -> Iterator[Finding]:
    """Eines von beiden ist falsch, und am Datum hängt, was eine Quelle noch gilt.

    Schlecht:
        {erschienen: 2026-12, gelesen: 2026-11-22}
    Gut:
        {erschienen: 2025-12, gelesen: 2026-11-22}
    """
    for index, source in enumerate(course.shared.sources):
        if source.published and source.published > source.read_on.isoformat():
            values = {"id": source.id, "read": f"{source.read_on:%d.%m.%Y}", "published": source.published}
            yield rule.at(course.place(FILE, index, "erschienen"), **values)


@module_check(
    "Q004",
    Severity.TIPP,
    "Quelle lange nicht gelesen",
    "Das Modul ist am {reviewed} geprüft, seine Quelle „{id}“ zuletzt am {read} gelesen.",
    "Lesen Sie die Seite noch einmal, ändern Sie im Modul, was nicht mehr stimmt, und setzen Sie gelesen neu.",
    needs=(SOURCES, "geprueft_am"),
)
def source_not_read_again(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Wer ein Modul prüft, prüft auch, worauf es beruht. Was im Netz steht, ändert sich; eine Studie bleibt.

    Schlecht:
        geprueft_am: 2026-11-26   (und in quellen.yml bei der Quelle gelesen: 2024-05-02)
    Gut:
        geprueft_am: 2026-11-26   (und in quellen.yml bei der Quelle gelesen: 2026-11-22)
    """
    for use, place in _uses(module):
        source = shared.source(use.id)
        if source and source.may_change and module.meta.reviewed_on - source.read_on > _STAYS_FRESH:
            days = {"reviewed": f"{module.meta.reviewed_on:%d.%m.%Y}", "read": f"{source.read_on:%d.%m.%Y}"}
            yield rule.at(place, id=source.id, **days)


def _uses(module: Module) -> Iterator[tuple[SourceUse, Place]]:
    """The sources that a module names by their ids, and where."""
    for index, entry in enumerate(module.meta.sources):
        if use := source_use(entry):
            yield use, module.meta_places.at("quellen", index)
