"""T: the seminar plan adds up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from builder.checks.check import module_check
from builder.findings import Finding, Rule, Severity
from builder.model.course import Shared
from builder.model.module import PLAN, Module, PhaseKind, SeminarVariant
from builder.source import Place

LONGEST_WITHOUT_BREAK = 90
"""Minutes (learning.md T04)."""
LENGTHS = (90, 180, 360)
"""Minutes of the three variants: 90 minutes, 4 and 8 Unterrichtseinheiten (learning.md T05)."""


@module_check(
    "T001",
    Severity.MUSS,
    "Minuten gehen nicht auf",
    "Die Variante „{variant}“ dauert {planned} Minuten, die Phasen ohne Pausen ergeben {found}.",
    "Ändern Sie dauer oder die minuten der Phasen. Pausen (art: pause) zählen nicht mit.",
    needs=(PLAN,),
)
def minutes_do_not_add_up(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Ein Plan, der nicht aufgeht, kostet am Ende die Auswertung.

    Schlecht:
        dauer: 90, Phasen 30 + 45
    Gut:
        dauer: 90, Phasen 30 + 60
    """
    for variant, place in _variants(module):
        found = sum(phase.minutes for phase in variant.phases if phase.kind is not PhaseKind.PAUSE)
        if found != variant.minutes:
            yield rule.at(place("dauer"), variant=variant.id, planned=variant.minutes, found=found)


@module_check(
    "T002",
    Severity.MUSS,
    "Pause fehlt",
    "In der Variante „{variant}“ folgen {minutes} Minuten ohne Pause (bis „{phase}“).",
    "Fügen Sie spätestens nach 90 Minuten eine Phase mit art: pause ein.",
    needs=(PLAN,),
)
def missing_break(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Nach 90 Minuten hört niemand mehr zu.

    Schlecht:
        60 Minuten Arbeit, 45 Minuten Arbeit
    Gut:
        60 Minuten Arbeit, 15 Minuten Pause, 45 Minuten Arbeit
    """
    for variant, place in _variants(module):
        running = 0
        for index, phase in enumerate(variant.phases):
            running = 0 if phase.kind is PhaseKind.PAUSE else running + phase.minutes
            if running > LONGEST_WITHOUT_BREAK:
                at = place("phasen", index, "minuten")
                yield rule.at(at, variant=variant.id, minutes=running, phase=phase.title)
                break


@module_check(
    "T003",
    Severity.MUSS,
    "Lernziel gibt es nicht",
    "Die Phase „{phase}“ nennt das Lernziel „{goal}“, das nicht im Kopf des Moduls steht.",
    "Möglich sind: {known}.",
    needs=("lernziele",),
)
def unknown_goal_in_plan(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Der Verlaufsplan arbeitet an den Lernzielen des Moduls.

    Schlecht:
        ziele: [l9]
    Gut:
        ziele: [l1]
    """
    known = [goal.id for goal in module.meta.goals]
    for variant, place in _variants(module):
        for index, phase in enumerate(variant.phases):
            for number, goal in enumerate(phase.goals):
                if goal not in known:
                    at = place("phasen", index, "ziele", number)
                    yield rule.at(at, phase=phase.title, goal=goal, known=", ".join(known))


@module_check(
    "T004",
    Severity.MUSS,
    "Lernziel kommt nicht vor",
    "In der Variante „{variant}“ arbeitet keine Phase am Lernziel „{goal}“.",
    "Nennen Sie das Lernziel bei einer Phase unter ziele oder sagen Sie unter entfaellt, dass {goal} entfällt.",
    needs=("lernziele",),
)
def goal_without_phase(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Was das Modul verspricht, muss im Seminar vorkommen; was die kurze Variante weglässt, sagt sie.

    Schlecht:
        entfaellt: Übung 2   (und kein ziele: [l4])
    Gut:
        entfaellt: Übung 2 und damit l4
    """
    for variant, place in _variants(module):
        used = {goal for phase in variant.phases for goal in phase.goals}
        for goal in module.meta.goals:
            if goal.id not in used and not re.search(rf"\b{goal.id}\b", variant.dropped):
                yield rule.at(place("entfaellt"), variant=variant.id, goal=goal.id)


@module_check(
    "T005",
    Severity.MUSS,
    "Variante fehlt",
    "Es fehlt eine Variante mit {minutes} Minuten.",
    "Planen Sie drei Varianten: 90 Minuten, 180 (4 UE) und 360 (8 UE).",
    needs=(PLAN,),
)
def missing_variant(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Veranstalter haben einen Abend, einen halben oder einen ganzen Tag.

    Schlecht:
        nur eine Variante mit dauer: 90
    Gut:
        Varianten mit dauer: 90, 180 und 360
    """
    if module.seminar is None or module.seminar_places is None:
        return
    lengths = {variant.minutes for variant in module.seminar.variants}
    for minutes in LENGTHS:
        if minutes not in lengths:
            yield rule.at(module.seminar_places.at("varianten"), minutes=minutes)


@module_check(
    "T006",
    Severity.TIPP,
    "Seminarplan fehlt",
    "Neben modul.md liegt keine seminar.yml.",
    "Legen Sie eine an; integrif new zeigt die Form. Ohne sie gibt es keinen Leitfaden für dieses Modul.",
    needs=(PLAN,),
)
def missing_seminar(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Wer das Modul lehrt, braucht einen Verlaufsplan.

    Schlecht:
        modules/b2-papiere/modul.md
    Gut:
        modules/b2-papiere/modul.md und modules/b2-papiere/seminar.yml
    """
    if module.seminar_places is None:
        yield rule.at(module.place)


@module_check(
    "T007",
    Severity.TIPP,
    "Material steht nicht in der Liste",
    "Die Phase „{phase}“ braucht „{name}“; unter material ist nicht gesagt, wie oft.",
    "Ergänzen Sie am Anfang von seminar.yml unter material: was: {name}, je: person (oder paar, einmal).",
    needs=(PLAN,),
)
def unlisted_material(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Aus der Liste wird im Leitfaden, wie viele Kopien es für sechs, acht oder zwölf Menschen braucht.

    Schlecht:
        material: [Fallblatt Nino]   (in einer Phase, und kein Eintrag unter material)
    Gut:
        material: [{was: Fallblatt Nino, je: person}]   (am Anfang der Datei)
    """
    listed = {item.name for item in module.seminar.material} if module.seminar else set()
    for name, (phase, place) in _needed(module).items():
        if name not in listed:
            yield rule.at(place, phase=phase, name=name)


@module_check(
    "T008",
    Severity.TIPP,
    "Material wird nicht gebraucht",
    "„{name}“ steht in der Liste, aber keine Phase nennt es.",
    "Nennen Sie es bei einer Phase unter material, mit denselben Worten, oder streichen Sie es.",
    needs=(PLAN,),
)
def unused_material(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Wer kopiert, was niemand braucht, kopiert beim nächsten Mal gar nicht mehr.

    Schlecht:
        was: Fallblatt Nina   (die Phase nennt Fallblatt Nino)
    Gut:
        was: Fallblatt Nino
    """
    needed = _needed(module)
    if module.seminar and module.seminar_places:
        for index, item in enumerate(module.seminar.material):
            if item.name not in needed:
                yield rule.at(module.seminar_places.at("material", index, "was"), name=item.name)


def _needed(module: Module) -> dict[str, tuple[str, Place]]:
    """Each material that phases name: the title of the first such phase, and the place."""
    found: dict[str, tuple[str, Place]] = {}
    for variant, place in _variants(module):
        for index, phase in enumerate(variant.phases):
            for number, name in enumerate(phase.material):
                found.setdefault(name, (phase.title, place("phasen", index, "material", number)))
    return found


def _variants(module: Module) -> Iterator[tuple[SeminarVariant, Callable[..., Place]]]:
    """The variants, each with a function that tells where one of its values stands."""
    if module.seminar and module.seminar_places:
        for index, variant in enumerate(module.seminar.variants):
            yield variant, partial(module.seminar_places.at, "varianten", index)
