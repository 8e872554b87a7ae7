"""D: a module a learner can rely on (learning.md L01–L09)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import module_check
from builder.checks.text import words_in
from builder.findings import Finding, Rule, Severity
from builder.model.base import Level
from builder.model.blocks import (
    Block,
    Brief,
    Case,
    CaseMode,
    KeyPoints,
    Task,
    learner_blocks,
    questions_in,
    walk,
)
from builder.model.course import Shared
from builder.model.coverage import coverage, key_points
from builder.model.module import TEXT, Module, Step
from builder.model.passages import block_prose
from builder.model.questions import QuestionHead, is_scored

WORDS_A_MINUTE = 180
"""Reading speed that leaves room for second-language readers (learning.md L05)."""
TOLERANCE = 0.30
BRIEF_WORDS = 60
LONGEST_STEP = 10
STEPS = (3, 6)
KEY_POINTS = (3, 7)
_VAGUE = re.compile(r"\b(wissen|kennen|kennenlernen|verstehen|sensibilisiert|begreifen|nachvollziehen)\b", re.I)


@module_check(
    "D001",
    Severity.MUSS,
    "Lernziel ohne Frage",
    "Zum Lernziel „{goal}“ gibt es keine Frage.",
    "Schreiben Sie eine Frage mit ziel={goal} oder streichen Sie das Lernziel.",
    needs=(
        "lernziele",
        TEXT,
    ),
)
def goal_without_question(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Was nicht geprüft wird, war kein Ziel (L09).

    Schlecht:
        lernziele: l1, l2; alle Fragen mit ziel=l1
    Gut:
        eine Frage mit ziel=l1, eine mit ziel=l2
    """
    for index, covered in enumerate(coverage(module)):
        if not covered.questions:
            yield rule.at(module.meta_places.at("lernziele", index, "id"), goal=covered.goal.id)


@module_check(
    "D002",
    Severity.MUSS,
    "Lernziel ohne Merkpunkt",
    "Zum Lernziel „{goal}“ gibt es keinen Merkpunkt.",
    "Schreiben Sie unter ::: merkpunkte einen Punkt, der mit {{ziel={goal}}} endet.",
    needs=(
        "lernziele",
        TEXT,
    ),
)
def goal_without_key_point(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """„Das Wichtigste“ sagt zu jedem Ziel einen Satz (L09).

    Schlecht:
        - Das Papier sagt, was gilt. {ziel=l1}   (und nichts zu l2)
    Gut:
        - Das Papier sagt, was gilt. {ziel=l1}
        - Wer entscheidet, steht im Gesetz. {ziel=l2}
    """
    for index, covered in enumerate(coverage(module)):
        if not covered.key_points:
            yield rule.at(module.meta_places.at("lernziele", index, "id"), goal=covered.goal.id)


@module_check(
    "D003",
    Severity.MUSS,
    "Dauer passt nicht zum Text",
    "Angegeben sind {declared} Minuten; Text, Fragen und Übungen ergeben etwa {found}.",
    "Ändern Sie dauer auf ungefähr {found} oder kürzen Sie.",
    needs=(
        "dauer",
        TEXT,
    ),
)
def wrong_duration(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Wer zehn Minuten hat, verlässt sich auf die Angabe: Wörter/180, eine Minute je Frage, Übungszeit, ±30 % (L05).

    Schlecht:
        dauer: 20   (bei 6000 Wörtern)
    Gut:
        dauer: 60
    """
    found = round(reading_minutes(module))
    declared = module.meta.minutes
    if not (1 - TOLERANCE) * found <= declared <= (1 + TOLERANCE) * found:
        yield rule.at(module.meta_places.at("dauer"), declared=declared, found=found)


@module_check(
    "D004",
    Severity.MUSS,
    "Lernziel lässt sich nicht beobachten",
    "Das Lernziel „{goal}“ sagt „{verb}“; das sieht niemand.",
    "Nehmen Sie ein Verb für eine Handlung, zum Beispiel: bestimmen, prüfen, erklären, begründen, weiterverweisen.",
)
def vague_goal(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Ein Lernziel beschreibt, was jemand danach tut (L02).

    Schlecht:
        text: die Fristen kennen
    Gut:
        text: die Frist für einen Fall bestimmen
    """
    for index, goal in enumerate(module.meta.goals):
        found = _VAGUE.search(goal.text)
        if found:
            yield rule.at(module.meta_places.at("lernziele", index, "text"), goal=goal.id, verb=found[1])


@module_check(
    "D005",
    Severity.MUSS,
    "„Kurz gesagt“ fehlt oder ist zu lang",
    "{problem}",
    "Beginnen Sie den Schritt mit ::: kurz und höchstens 60 Wörtern, die die Antwort schon geben.",
    needs=(TEXT,),
)
def brief_first(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Erst die kurze Antwort, dann die Einzelheiten (L06).

    Schlecht:
        ## Die Wartezeit {#wartezeit minuten=8}

        Das Asylgesetz regelt …
    Gut:
        ## Die Wartezeit {#wartezeit minuten=8}

        ::: kurz
        Nach drei Monaten besteht meist ein Anspruch.
        :::
    """
    for step in module.steps:
        blocks = list(learner_blocks(step.blocks))
        if not blocks or not isinstance(blocks[0], Brief):
            yield rule.at(step.place, problem=f"Der Schritt „{step.plain_title}“ beginnt nicht mit ::: kurz.")
        for block in blocks:
            words = words_in([block.body]) if isinstance(block, Brief) else 0
            if words > BRIEF_WORDS:
                yield rule.at(block.place, problem=f"„Kurz gesagt“ hat {words} Wörter; höchstens {BRIEF_WORDS}.")


@module_check(
    "D006",
    Severity.MUSS,
    "Schritte passen nicht in eine Pause",
    "{problem}",
    "Teilen oder verbinden Sie Schritte: drei bis sechs, jeder höchstens zehn Minuten.",
    needs=(TEXT,),
)
def step_sizes(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Ein Schritt passt in zehn Minuten am Telefon (L04).

    Schlecht:
        ## Alles über Arbeit {#arbeit minuten=40}
    Gut:
        ## Die Wartezeit {#wartezeit minuten=8}
    """
    count = len(module.steps)
    if not STEPS[0] <= count <= STEPS[1]:
        yield rule.at(module.place, problem=f"Das Modul hat {count} Schritte.")
    for step in module.steps:
        if step.minutes > LONGEST_STEP:
            problem = f"Der Schritt „{step.plain_title}“ dauert {step.minutes} Minuten."
            yield rule.at(step.place, problem=problem)


@module_check(
    "D007",
    Severity.MUSS,
    "Frage am Ende fehlt",
    "Der Schritt „{step}“ endet nicht mit einer Frage.",
    "Stellen Sie ans Ende eine Frage zu dem, was der Schritt lehrt; danach dürfen nur noch Merkpunkte folgen.",
    needs=(TEXT,),
)
def question_at_end(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Rückmeldung hilft nach dem Lesen am meisten (L07).

    Schlecht:
        … letzter Absatz des Schritts.
    Gut:
        ::: frage einfach {#f_wartezeit ziel=l1}
    """
    for step in module.steps:
        if not _ends_with_question(step):
            yield rule.at(step.place, step=step.plain_title)


@module_check(
    "D008",
    Severity.TIPP,
    "Fall fehlt",
    "Es fehlt ein Fall mit stufe={mode}.",
    "Schreiben Sie einen gelösten, einen teilweise gelösten und einen offenen Fall.",
    needs=(TEXT,),
)
def case_modes(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Vom Vorbild zur eigenen Lösung: erst ansehen, dann ergänzen, dann selbst (L08).

    Schlecht:
        ::: fall {#fall_rima stufe=geloest}   (und kein weiterer)
    Gut:
        je ein Fall mit stufe=geloest, stufe=teilweise und stufe=offen
    """
    present = {block.mode for step in module.steps for block in walk(step.blocks) if isinstance(block, Case)}
    for mode in CaseMode:
        if mode not in present:
            yield rule.at(module.place, mode=mode.value)


@module_check(
    "D009",
    Severity.MUSS,
    "Zu viel Abfragen",
    "Nur {above} von {count} Fragen gehören zu einem Lernziel über „erinnern“.",
    "Mindestens die Hälfte soll anwenden lassen: ein kleiner Fall, ein Papier, der nächste Schritt.",
    needs=(
        "lernziele",
        TEXT,
    ),
)
def mostly_recall(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Was man anwendet, bleibt (E03).

    Schlecht:
        Wie heißt § 61 AsylG?
    Gut:
        Was sagen Sie dem Betrieb, wenn er morgen anfangen will?
    """
    low = {goal.id for goal in module.meta.goals if goal.level is Level.ERINNERN}
    questions = [question for question in module.questions if is_scored(question)]
    above = sum(question.goal not in low for question in questions)
    if above * 2 < len(questions):
        yield rule.at(module.meta_places.at("lernziele"), above=above, count=len(questions))


@module_check(
    "D010",
    Severity.MUSS,
    "Zahl der Merkpunkte",
    "„Das Wichtigste“ hat {count} Punkte; gut sind drei bis sieben.",
    "Fassen Sie zusammen oder ergänzen Sie.",
    needs=(TEXT,),
)
def key_point_count(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Sieben Sätze nimmt man mit, zwölf nicht (L09).

    Schlecht:
        ::: merkpunkte mit zwölf Punkten
    Gut:
        ::: merkpunkte mit fünf Punkten
    """
    for points in key_points(module):
        count = len(points.items)
        if not KEY_POINTS[0] <= count <= KEY_POINTS[1]:
            yield rule.at(points.place, count=count)


def reading_minutes(module: Module) -> float:
    """Minutes a module takes: words/180, one for each question, the minutes of its exercises (learning.md L05)."""
    words, minutes = 0, 0
    for block in _learner_walk(module):
        words += words_in(block_prose(block))
        minutes += 1 if isinstance(block, QuestionHead) else block.minutes if isinstance(block, Task) else 0
    return minutes + words / WORDS_A_MINUTE


def _learner_walk(module: Module) -> Iterator[Block]:
    """Every block a learner may see, outer before inner."""
    for step in module.steps:
        yield from walk(tuple(learner_blocks(step.blocks)))


def _ends_with_question(step: Step) -> bool:
    """Whether the last thing to read is a question or a case that asks; key points may follow."""
    blocks = [block for block in learner_blocks(step.blocks) if not isinstance(block, KeyPoints)]
    return bool(blocks) and (isinstance(blocks[-1], QuestionHead) or any(questions_in((blocks[-1],))))
