"""U: what releases promised of the questions, steps and goals of a module. Answers hang on ids, never on words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from builder.checks.check import module_check
from builder.findings import Finding, Rule, Severity
from builder.model.answer_key import AUTHOR_WORDS, answer_key
from builder.model.course import RELEASES, Shared
from builder.model.meaning import Meaning, meaning_of
from builder.model.module import TEXT, Module
from builder.model.questions import Branching, Question
from builder.model.release import NOTHING_YET, History, package_id
from builder.source import Place

LONGEST = 60
"""Characters of an id in packages (scorm.md A2)."""
RETIRED = "entfallen"


def past_of(module: Module, shared: Shared) -> History:
    """What was promised of a module; nothing to one that has only taken the id of another."""
    is_itself = shared.slug_of(module.id) in (None, module.slug)
    return shared.history(module.id) if is_itself else NOTHING_YET


@module_check(
    "U001",
    Severity.MUSS,
    "Veröffentlichte Frage fehlt",
    "Die veröffentlichte Frage „{id}“ gibt es nicht mehr, und keine andere tritt an ihre Stelle.",
    "Behalten Sie die Kennung {id}; Text und Ort dürfen sich ändern. Tritt eine andere Frage an ihre Stelle, schreiben "
    "Sie dort ersetzt={id}. Soll sie wegfallen, schreiben Sie in den Kopf: entfallen: [{id}]",
    needs=(RELEASES, TEXT, "id", RETIRED),
)
def missing_question(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Antworten und Punkte hängen an der Kennung. Verschwindet sie, sind sie bei allen verloren, die noch lernen.

    Schlecht:
        ::: frage einfach {#f_frist_neu ziel=l1}   (veröffentlicht war f_frist)
    Gut:
        ::: frage einfach {#f_frist_neu ziel=l1 ersetzt=f_frist}
    """
    past = past_of(module, shared)
    kept = {question.id for question in module.questions} | past.heirs(module.questions).keys()
    for name in past.last.questions if past.last else ():
        if name not in kept and name not in module.meta.retired:
            yield rule.at(module.meta_places.at(RETIRED), id=name)


@module_check(
    "U002",
    Severity.MUSS,
    "Veröffentlichte Kennung fehlt",
    "{what} „{id}“ gibt es nicht mehr.",
    "Behalten Sie die Kennung {id}; der Wortlaut darf sich ändern. Soll {it} wegfallen, schreiben Sie in den Kopf: "
    "entfallen: [{id}]",
    needs=(RELEASES, TEXT, "id", "lernziele", RETIRED),
)
def missing_step_or_goal(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Welche Schritte offen waren und welche Ziele erreicht sind, merkt sich die Lernplattform unter der Kennung.

    Schlecht:
        ## Erst das Papier {#erst_das_papier minuten=5}   (veröffentlicht war papier)
    Gut:
        ## Erst das Papier {#papier minuten=5}
    """
    last = past_of(module, shared).last
    if last is None:
        return
    steps, goals = {step.id for step in module.steps}, {goal.id for goal in module.meta.goals}
    missing = [("Den veröffentlichten Schritt", "der Schritt", name) for name in last.steps if name not in steps]
    missing += [("Das veröffentlichte Lernziel", "das Lernziel", name) for name in last.goals if name not in goals]
    for what, it, name in missing:
        if name not in module.meta.retired:
            yield rule.at(module.meta_places.at(RETIRED), what=what, it=it, id=name)


@module_check(
    "U004",
    Severity.MUSS,
    "Ersetzt wird keine frühere Frage",
    "An „{id}“ steht ersetzt={old}: {problem}",
    "{hint}",
    needs=(RELEASES, TEXT, "id"),
)
def nothing_to_replace(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Nur eine Frage, die veröffentlicht war und nicht mehr da ist, kann eine andere ersetzen.

    Schlecht:
        ::: frage einfach {#f_neu ziel=l1 ersetzt=f_frsit}
    Gut:
        ::: frage einfach {#f_neu ziel=l1 ersetzt=f_frist}
    """
    past, present = past_of(module, shared), {question.id for question in module.questions}
    for question in module.questions:
        old = question.replaces
        if old in present:
            problem, hint = "Diese Frage gibt es noch.", f"Löschen Sie die alte Frage oder die Angabe ersetzt={old}."
            yield rule.at(question.place, id=question.id, old=old, problem=problem, hint=hint)
        elif old and old not in past.questions:
            problem = "Eine solche Frage ist in diesem Modul nie veröffentlicht worden."
            meant = nearly(old, past.questions.keys() - present)
            hint = f"{meant}War sie nie veröffentlicht, löschen Sie die Angabe ersetzt={old}."
            yield rule.at(question.place, id=question.id, old=old, problem=problem, hint=hint)


@module_check(
    "U005",
    Severity.MUSS,
    "Zwei Fragen ersetzen dieselbe",
    "An „{id}“ steht ersetzt={old}; an die Stelle dieser Frage ist schon „{other}“ getreten.",
    "Eine Frage hat nur eine Nachfolgerin. Löschen Sie die Angabe ersetzt={old} an einer der beiden.",
    needs=(RELEASES, TEXT, "id"),
)
def replaced_twice(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Wer die frühere Frage beantwortet hat, behält seine Punkte an genau einer Stelle.

    Schlecht:
        {#f_neu ziel=l1 ersetzt=f_alt} und {#f_auch ziel=l1 ersetzt=f_alt}
    Gut:
        {#f_neu ziel=l1 ersetzt=f_alt} und {#f_auch ziel=l1}
    """
    present = {question.id for question in module.questions}
    first = {old: heir for old, heir in past_of(module, shared).successors.items() if heir in present}
    for question in module.questions:
        if question.replaces and first.setdefault(question.replaces, question.id) != question.id:
            other = first[question.replaces]
            yield rule.at(question.place, id=question.id, old=question.replaces, other=other)


@module_check(
    "U006",
    Severity.MUSS,
    "Kennung ist in Paketen zu lang",
    "In Lernpaketen heißt die Kennung „{name}“ und hat damit {length} Zeichen; erlaubt sind {longest}.",
    "Kürzen Sie sie um {over} Zeichen.",
    needs=(TEXT, "id", "lernziele"),
)
def long_identifier(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Lernplattformen und ihre Berichte schneiden lange Kennungen ab; vor jede kommt noch die des Moduls.

    Schlecht:
        {#f_wie_lange_muss_rima_nach_der_registrierung_in_der_aufnahmeeinrichtung_warten ziel=l1}
    Gut:
        {#f_rima_wartezeit ziel=l1}
    """
    for names, place in _named_in_packages(module):
        name = package_id(module.id, *names)
        if len(name) > LONGEST:
            yield rule.at(place, name=name, length=len(name), longest=LONGEST, over=len(name) - LONGEST)


def _named_in_packages(module: Module) -> Iterator[tuple[tuple[str, ...], Place]]:
    """The ids behind that of the module, and where they stand."""
    yield from (((goal.id,), module.meta_places.at("lernziele", n, "id")) for n, goal in enumerate(module.meta.goals))
    yield from (((step.id,), step.place) for step in module.steps)
    for question in module.questions:
        yield (question.id,), question.place
        if isinstance(question, Branching):
            yield from (((question.id, scene.id), scene.place) for scene in question.situations)


@module_check(
    "U007",
    Severity.MUSS,
    "Veröffentlichte Frage hat eine andere Art",
    "Die Frage „{id}“ war als „{before}“ veröffentlicht und ist jetzt „{now}“.",
    "Geben Sie der neuen Frage eine eigene Kennung und schreiben Sie an sie ersetzt={id}.",
    needs=(RELEASES, TEXT, "id"),
)
def other_kind(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Berichte der Lernplattform führen Antworten je Kennung; Antworten zweier Arten stünden dort durcheinander.

    Schlecht:
        ::: frage zuordnung {#f_frist ziel=l1}   (veröffentlicht war f_frist als einfach)
    Gut:
        ::: frage zuordnung {#f_fristen ziel=l1 ersetzt=f_frist}
    """
    past = past_of(module, shared)
    for question in module.questions:
        now = AUTHOR_WORDS[answer_key(question).kind]
        for before in past.questions.get(question.id, ())[-1:]:
            if before.kind != now:
                yield rule.at(question.place, id=question.id, before=before.kind, now=now)


@module_check(
    "U010",
    Severity.TIPP,
    "Antworten sind umgestellt",
    "An der Frage „{id}“ stehen die veröffentlichten Antworten in anderer Folge; alle müssen sie neu beantworten.",
    "Stellen Sie die frühere Folge wieder her. Neue Antworten kommen ans Ende.",
    needs=(RELEASES, TEXT, "id"),
)
def moved_answers(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Von einer Antwort merkt sich das Paket den Buchstaben, also ihre Stelle.

    Schlecht:
        eine neue falsche Antwort über den veröffentlichten
    Gut:
        eine neue falsche Antwort unter den veröffentlichten
    """
    past = past_of(module, shared)
    for question in module.questions:
        for before in past.questions.get(question.id, ())[-1:]:
            if _only_moved(question, before.meaning):
                yield rule.at(question.place, id=question.id)


def _only_moved(question: Question, before: Meaning) -> bool:
    """Whether the answers are the same ones, perhaps with wrong ones more, and would go on in their old order."""
    now = meaning_of(question)
    rest = [option for option in now.options if option not in before.options]
    return (
        not now.goes_on(before)
        and Meaning(now.core, (*before.options, *rest)).goes_on(before)
        and (set(before.options) <= set(now.options))
    )


def nearly(name: str, known: Iterable[str]) -> str:
    """What was most likely meant, in a sentence; empty where nothing is like it."""
    near = get_close_matches(name, sorted(known), n=1, cutoff=0.75)
    return f"Meinten Sie „{near[0]}“? " if near else ""
