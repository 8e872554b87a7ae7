"""V: links, pictures, identifiers that lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from markdown_it.token import Token

from builder.checks.check import course_check, module_check
from builder.checks.text import block_prose, passages
from builder.findings import Finding, Rule, Severity
from builder.model.blocks import Block, Case, Embed, Figure, KeyPoints, Task, walk
from builder.model.course import Course, Shared
from builder.model.links import ModuleTarget, module_target
from builder.model.module import Module
from builder.model.prose import Prose, inline_tokens
from builder.model.questions import QuestionHead, options_of
from builder.source import Place

MEDIA = "media/"
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_OUTSIDE = re.compile(r"(?:https?://[^\s/]+\.[^\s]+|mailto:[^\s@]+@[^\s]+|tel:[+0-9]+)\Z")


@module_check(
    "V001",
    Severity.MUSS,
    "Bild fehlt",
    "Das Bild „{name}“ gibt es nicht.",
    "Legen Sie die Datei in den Ordner media/ neben modul.md und schreiben Sie den Namen genau so. {near}",
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
            near = get_close_matches(figure.source, names, n=1)
            yield rule.at(figure.place, name=figure.source, near=f"Meinten Sie „{near[0]}“?" if near else "")


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
    for figure in _figures(module):
        if not figure.description:
            yield rule.at(figure.place, name=figure.source)


@course_check(
    "V004",
    Severity.MUSS,
    "Verweis ins Leere",
    "Der Verweis „{href}“ führt ins Leere: {problem}",
    "{hint}",
)
def dead_link(rule: Rule, course: Course) -> Iterator[Finding]:
    """Ein toter Verweis kostet Vertrauen; auf der Seite, im Lernpaket und auf Papier.

    Schlecht:
        Mehr dazu in [B2](modul:b22#duldung).
    Gut:
        Mehr dazu in [B2](modul:b2#duldung).
    """
    anchors = {module.id: _anchors(module) for module in course.modules}
    planned = [module.id for module in course.shared.curriculum.planned]
    for module in course.modules:
        for link, place in _links(module):
            href = str(link.attrs.get("href", ""))
            problem = _link_problem(href, module, planned, anchors)
            if problem:
                yield rule.at(place, href=href, problem=problem[0], hint=problem[1])


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
    for prose in _all_prose(module):
        for passage in passages(prose):
            for found in _FOOTNOTE.finditer(passage.text):
                yield rule.at(passage.at(found.start()), name=found[1])


@module_check(
    "V006",
    Severity.MUSS,
    "Lernziel gibt es nicht",
    "Das Lernziel „{goal}“ steht nicht im Kopf des Moduls.",
    "Möglich sind: {known}.",
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
    "Tragen Sie ihn dort ein oder wählen Sie einen vorhandenen. {near}",
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
            near = get_close_matches(option.misconception, known, n=1)
            suggestion = f"Meinten Sie „{near[0]}“?" if near else ""
            yield rule.at(option.place, name=option.misconception, near=suggestion)


@module_check(
    "V008",
    Severity.MUSS,
    "Regelwerk gibt es nicht",
    "Das Regelwerk „{name}“ gibt es nicht.",
    "In curriculum/regelwerke/ liegen: {known}.",
)
def unknown_rule_table(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Eingebunden wird, was in curriculum/regelwerke/ liegt.

    Schlecht:
        ::: einbinden regelwerk arbeiten
    Gut:
        ::: einbinden regelwerk arbeit
    """
    known = ", ".join(table.id for table in shared.rule_tables) or "noch keine"
    for block in _blocks(module):
        if isinstance(block, Embed) and shared.rule_table(block.name) is None:
            yield rule.at(block.place, name=block.name, known=known)


@module_check(
    "V009",
    Severity.TIPP,
    "Bild wird nicht gebraucht",
    "Das Bild „media/{name}“ wird im Modul nicht gezeigt.",
    "Binden Sie es ein oder löschen Sie die Datei.",
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


def _blocks(module: Module) -> Iterator[Block]:
    return (block for step in module.steps for block in walk(step.blocks))


def _figures(module: Module) -> Iterator[Figure]:
    return (block for block in _blocks(module) if isinstance(block, Figure))


def _goal_uses(module: Module) -> Iterator[tuple[str, Place]]:
    for block in _blocks(module):
        if isinstance(block, QuestionHead):
            yield block.goal, block.place
        elif isinstance(block, KeyPoints):
            yield from ((item.goal, item.place) for item in block.items)


def _all_prose(module: Module) -> Iterator[Prose]:
    yield from (step.title for step in module.steps)
    yield from (prose for block in _blocks(module) for prose in block_prose(block))
    yield from (note.body for note in module.footnotes)


def _links(module: Module) -> Iterator[tuple[Token, Place]]:
    for prose in _all_prose(module):
        for inline in inline_tokens(prose):
            for child in inline.children or ():
                if child.type == "link_open":
                    yield child, child.meta.get("place", prose.place)


def _anchors(module: Module) -> set[str]:
    """What can be linked to on a module's page."""
    steps = {step.id for step in module.steps}
    named = {block.id for block in _blocks(module) if isinstance(block, (Task, Case, QuestionHead))}
    headings = {
        str(token.attrs["id"])
        for prose in _all_prose(module)
        for token in prose.tokens
        if token.type == "heading_open" and "id" in token.attrs
    }
    return steps | named | headings


def _link_problem(
    href: str, module: Module, planned: list[str], anchors: dict[str, set[str]]
) -> tuple[str, str] | None:
    """What is wrong with a link, and the cure; None when it leads somewhere."""
    target = module_target(href)
    if target:
        return _module_problem(target, planned, anchors)
    if href.startswith("#"):
        return _anchor_problem(href[1:], anchors[module.id])
    if _OUTSIDE.match(href):
        return None
    hint = "Schreiben Sie modul:b2 für ein Modul, #schritt_id für einen Schritt oder eine Adresse mit https://"
    return "so eine Adresse kennt das Lernpaket nicht.", hint


def _module_problem(target: ModuleTarget, planned: list[str], anchors: dict[str, set[str]]) -> tuple[str, str] | None:
    """Anchors of modules that are not written yet are taken on trust; the link shows as „in Vorbereitung“."""
    if target.module_id not in planned:
        return f"ein Modul „{target.module_id}“ gibt es nicht.", f"Möglich sind: {', '.join(planned)}."
    known = anchors.get(target.module_id)
    return _anchor_problem(target.anchor, known) if target.anchor and known is not None else None


def _anchor_problem(anchor: str, known: set[str]) -> tuple[str, str] | None:
    if anchor in known:
        return None
    near = get_close_matches(anchor, sorted(known), n=1)
    hint = f"Meinten Sie „#{near[0]}“?" if near else "Schreiben Sie die Kennung eines Schritts, wie sie in {#…} steht."
    return f"eine Stelle „{anchor}“ gibt es nicht.", hint
