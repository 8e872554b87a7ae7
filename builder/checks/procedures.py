"""A: procedures name actors there are, steps that can be told apart, and days that fit (``ablaeufe``)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import course_check, module_check
from builder.findings import Finding, Rule, Severity
from builder.model.blocks import EmbedKind
from builder.model.course import ACTORS, PROCEDURES, Course, Shared
from builder.model.module import TEXT, Module
from builder.source import YamlPath


@course_check(
    "A001",
    Severity.MUSS,
    "Akteur gibt es nicht",
    "Im Ablauf „{procedure}“ nennt der Schritt „{step}“ den Akteur „{actor}“; den gibt es in akteure.yml nicht.",
    "Vergleichen Sie die Schreibweise, oder nehmen Sie ihn in curriculum/akteure.yml auf.",
    needs=(ACTORS,),
)
def unknown_actor(rule: Rule, course: Course) -> Iterator[Finding]:
    """Wer handelt, steht in akteure.yml mit seinem Namen; eine Kennung allein sagt Lesenden nichts.

    Schlecht:
        akteur: auslaenderamt
    Gut:
        akteur: auslaenderbehoerde
    """
    known = {actor.id for actor in course.shared.actors}
    for procedure in course.shared.procedures:
        for number, track in enumerate(procedure.tracks):
            for index, step in enumerate(track.steps):
                named = [("akteur", step.actor), *(("beteiligt", name) for name in step.involved)]
                for key, name in named:
                    if name not in known:
                        place = course.place(procedure.path, "wege", number, "schritte", index, key)
                        yield rule.at(place, procedure=procedure.id, step=step.id, actor=name)


@course_check(
    "A002",
    Severity.MUSS,
    "Kennung steht zweimal im Ablauf",
    "Im Ablauf „{procedure}“ gibt es „{name}“ zweimal.",
    "Geben Sie einem von beiden eine andere Kennung.",
)
def twice(rule: Rule, course: Course) -> Iterator[Finding]:
    """Adressen wie #schritt_neu_klage führen zu genau einem Schritt.

    Schlecht:
        - {id: klage, titel: Klage …} und - {id: klage, titel: Eilantrag …}
    Gut:
        - {id: klage, titel: Klage …} und - {id: eilantrag, titel: Eilantrag …}
    """
    for procedure in course.shared.procedures:
        seen: set[str] = set()
        for number, track in enumerate(procedure.tracks):
            names: list[tuple[str, YamlPath]] = [(track.id, ("wege", number, "id"))]
            names += [
                (f"{track.id}/{step.id}", ("wege", number, "schritte", index, "id"))
                for index, step in enumerate(track.steps)
            ]
            for name, keys in names:
                if name in seen:
                    yield rule.at(course.place(procedure.path, *keys), procedure=procedure.id, name=name)
                seen.add(name)


@module_check(
    "A003",
    Severity.MUSS,
    "Ablauf gibt es nicht",
    "Einen Ablauf „{name}“ gibt es nicht. Es gibt: {known}.",
    "Der Name ist der der Datei in curriculum/ablaeufe, ohne .yml.",
    needs=(PROCEDURES, TEXT),
)
def unknown_procedure(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Wo ein Ablauf eingebunden ist, den es nicht gibt, bliebe eine Lücke.

    Schlecht:
        ::: einbinden ablauf asyl
    Gut:
        ::: einbinden ablauf asylverfahren
    """
    known = ", ".join(procedure.id for procedure in shared.procedures) or "noch keinen"
    for embed in module.embeds(EmbedKind.PROCEDURE):
        if not shared.procedure(embed.name):
            yield rule.at(embed.place, name=embed.name, known=known)
