"""V: links, pictures, identifiers that lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import did_you_mean, module_check
from builder.findings import Finding, Rule, Severity
from builder.model.blocks import Figure, KeyPoints
from builder.model.course import MISCONCEPTIONS, Shared
from builder.model.module import PICTURES, TEXT, Module
from builder.model.passages import all_blocks, all_prose, passages
from builder.model.questions import QuestionHead, options_of
from builder.source import Place

MEDIA = "media/"
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")


@module_check(
    "V001",
    Severity.MUSS,
    "Bild fehlt",
    "Das Bild „{name}“ gibt es nicht.",
    "Legen Sie die Datei in den Ordner media/ neben modul.md und schreiben Sie den Namen genau so.{near}",
    needs=(PICTURES,),
)
def missing_picture(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Ein Bild, das fehlt, ist auf der Seite eine Lücke und auf Papier ein Abbruch.

    Schlecht:
        ![Zeitstrahl](media/zeit.svg "Fristen")   (die Datei heißt zeitstrahl.svg)
    Gut:
        ![Zeitstrahl](media/zeitstrahl.svg "Fristen")
    """
    names = [MEDIA + media.name for media in module.media]
    for figure in _figures(module):
        if figure.source not in names:
            yield rule.at(figure.place, name=figure.source, near=did_you_mean(figure.source, names))


@module_check(
    "V002",
    Severity.MUSS,
    "Bild ohne Alternativtext",
    "Das Bild „{name}“ hat keinen Alternativtext.",
    "Schreiben Sie zwischen die eckigen Klammern in einem Satz, was zu sehen ist: ![Was zu sehen ist]({name})",
)
def missing_alternative(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Wer das Bild nicht sieht, bekommt den Alternativtext vorgelesen (WCAG 1.1.1).

    Schlecht:
        ![](media/zeitstrahl.svg "Fristen")
    Gut:
        ![Zeitstrahl von der Registrierung bis zum Anspruch](media/zeitstrahl.svg "Fristen")
    """
    for figure in _figures(module):
        if not figure.alternative.strip():
            yield rule.at(figure.place, name=figure.source)


@module_check(
    "V003",
    Severity.MUSS,
    "Bild ohne Beschreibung",
    "Zum Bild „{name}“ fehlt die ausführliche Beschreibung.",
    "Schreiben Sie direkt unter das Bild ::: bildtext, darunter in Worten, was es sagt, und schließen Sie mit :::",
)
def missing_description(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Ein Schaubild sagt mehr als ein Satz; die Beschreibung sagt es allen.

    Schlecht:
        ![Zeitstrahl](media/zeitstrahl.svg "Fristen")
    Gut:
        ![Zeitstrahl](media/zeitstrahl.svg "Fristen")

        ::: bildtext
        Bis zum dritten Monat gilt das Verbot, danach der Anspruch.
        :::
    """
    names = [MEDIA + media.name for media in module.media]
    for figure in _figures(module):
        if not figure.description and (figure.source in names or PICTURES in module.unread):
            yield rule.at(figure.place, name=figure.source)


@module_check(
    "V005",
    Severity.MUSS,
    "Fußnote fehlt",
    "Die Fußnote [^{name}] hat keinen Text.",
    "Schreiben Sie den Text an das Ende der Datei: [^{name}]: Text der Fußnote.",
)
def missing_footnote(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Ohne Text bleibt die Marke als Zeichen im Satz stehen.

    Schlecht:
        Das gilt seit Juni.[^1]
    Gut:
        Das gilt seit Juni.[^1]

        [^1]: § 61 Abs. 1 AsylG.
    """
    for prose in all_prose(module):
        for passage in passages(prose):
            for found in _FOOTNOTE.finditer(passage.text):
                yield rule.at(passage.at(found.start()), name=found[1])


@module_check(
    "V006",
    Severity.MUSS,
    "Lernziel gibt es nicht",
    "Das Lernziel „{goal}“ steht nicht im Kopf des Moduls.",
    "Möglich sind: {known}.",
    needs=("lernziele",),
)
def unknown_goal(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Fragen und Merkpunkte zählen für ein Lernziel; eines, das es nicht gibt, zählt für niemanden.

    Schlecht:
        ::: frage einfach {#f_frist ziel=l9}
    Gut:
        ::: frage einfach {#f_frist ziel=l1}
    """
    known = [goal.id for goal in module.meta.goals]
    for goal, place in _goal_uses(module):
        if goal and goal not in known:
            yield rule.at(place, goal=goal, known=", ".join(known))


@module_check(
    "V007",
    Severity.MUSS,
    "Irrtum gibt es nicht",
    "Der Irrtum „{name}“ steht nicht in curriculum/irrtuemer.yml.",
    "Tragen Sie ihn dort ein oder wählen Sie einen vorhandenen.{near}",
    needs=(MISCONCEPTIONS,),
)
def unknown_misconception(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Falsche Antworten verweisen auf die gemeinsame Liste der Irrtümer.

    Schlecht:
        - [ ] sechs Monate {irrtum=wartezeit_6}
    Gut:
        - [ ] sechs Monate {irrtum=wartezeit_sechs}
    """
    known = [item.id for item in shared.misconceptions]
    for option in (option for question in module.questions for option in options_of(question)):
        if option.misconception and option.misconception not in known:
            near = did_you_mean(option.misconception, known)
            yield rule.at(option.place, name=option.misconception, near=near)


@module_check(
    "V009",
    Severity.TIPP,
    "Bild wird nicht gebraucht",
    "Das Bild „media/{name}“ wird im Modul nicht gezeigt.",
    "Binden Sie es ein oder löschen Sie die Datei.",
    needs=(
        PICTURES,
        TEXT,
    ),
)
def unused_picture(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Was niemand sieht, macht nur das Lernpaket größer.

    Schlecht:
        media/alt.svg liegt im Ordner, aber nicht im Text.
    Gut:
        ![Zeitstrahl](media/zeitstrahl.svg "Fristen")
    """
    used = {figure.source for figure in _figures(module)}
    folder = module.place.path.rsplit("/", 1)[0]
    for media in module.media:
        if MEDIA + media.name not in used:
            yield rule.at(Place(f"{folder}/{MEDIA}{media.name}"), name=media.name)


def _figures(module: Module) -> Iterator[Figure]:
    return (block for block in all_blocks(module) if isinstance(block, Figure))


def _goal_uses(module: Module) -> Iterator[tuple[str, Place]]:
    for block in all_blocks(module):
        if isinstance(block, QuestionHead):
            yield block.goal, block.place
        elif isinstance(block, KeyPoints):
            yield from ((item.goal, item.place) for item in block.items)
