"""U: editions and their releases: what must not vanish, which versions to raise, whether the freeze files agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeAlias

from builder.checks.check import course_check, dated_check, module_check
from builder.checks.curriculum import CURRICULUM
from builder.checks.updates import RETIRED, nearly, past_of
from builder.findings import Finding, Rule, Severity
from builder.model.course import COURSES, MISCONCEPTIONS, MODULES, RELEASES, RULE_TABLES, Course, Shared
from builder.model.curriculum import LearningPath, TrainingCourse
from builder.model.freeze import release_of
from builder.model.meaning import room
from builder.model.module import TEXT, Goal, Module, Step
from builder.model.questions import Question
from builder.model.release import Release, edition_order
from builder.model.update import UpdateKind, needed_version, update_of, version_order

Named: TypeAlias = Question | Step | Goal | Module | TrainingCourse | LearningPath
_SHARED = (RELEASES, MODULES, COURSES, "pfade", "vorgaben", RULE_TABLES, MISCONCEPTIONS)
"""What the content of a release is made of, besides the modules."""
_SINCE = {
    UpdateKind.TEXT: "ist etwas an Text, Bildern, Regelwerk oder Seminarplan geändert",
    UpdateKind.ADDITIVE: "ist etwas dazugekommen",
    UpdateKind.BREAKING: "wird etwas noch einmal gefragt, zählt anders oder fehlt",
}


@course_check(
    "U003",
    Severity.MUSS,
    "Veröffentlichtes Modul fehlt",
    "{what} „{id}“ gibt es nicht mehr.",
    "Behalten Sie die Kennung {id}; der Titel darf sich ändern. Soll {it} wegfallen, schreiben Sie in "
    "curriculum/curriculum.yml: entfallen: [{id}]",
    needs=(RELEASES, MODULES, COURSES, "pfade", RETIRED),
)
def missing_module(rule: Rule, course: Course) -> Iterator[Finding]:
    """In der Lernplattform liegt unter dieser Kennung ein Paket; fehlt sie, bekommt es nie mehr eine neue Version.

    Schlecht:
        id: b33   (veröffentlicht war b3)
    Gut:
        id: b3
    """
    if not course.shared.releases or any("id" in module.unread for module in course.drafts):
        return
    last, curriculum = course.shared.releases[-1], course.shared.curriculum
    modules = {module.id for module in course.looked_at}
    courses, paths = {each.id for each in curriculum.courses}, {each.id for each in curriculum.paths}
    missing = [
        ("Das veröffentlichte Modul", "das Modul", "kurse", name) for name in last.modules if name not in modules
    ]
    missing += [
        ("Den veröffentlichten Kurs", "der Kurs", "kurse", name) for name in last.courses if name not in courses
    ]
    missing += [("Den veröffentlichten Weg", "der Weg", "pfade", name) for name in last.paths if name not in paths]
    for what, it, key, name in missing:
        if name not in curriculum.retired:
            yield rule.at(course.place(CURRICULUM, key), what=what, it=it, id=name)


@course_check(
    "U011",
    Severity.MUSS,
    "Entfallen ist etwas anderes",
    "Unter entfallen steht „{id}“: {problem}",
    "{hint}",
    needs=(RELEASES, MODULES, COURSES, "pfade"),
)
def wrongly_retired(rule: Rule, course: Course) -> Iterator[Finding]:
    """Unter entfallen steht, was veröffentlicht war und mit Absicht wegfällt; ein Tippfehler nähme das Falsche weg.

    Schlecht:
        entfallen: [f_frsit]
    Gut:
        entfallen: [f_frist]
    """
    for module in course.looked_at:
        if module.unread.isdisjoint((TEXT, "id", "lernziele")):
            past = past_of(module, course.shared)
            present = {*_ids(module.questions), *_ids(module.steps), *_ids(module.meta.goals)}
            known = {*past.questions, *past.step_codes, *past.goals}
            for index, name in enumerate(module.meta.retired):
                if problem := _not_retired(name, present, known):
                    place = module.meta_places.at(RETIRED, index)
                    yield rule.at(place, id=name, problem=problem[0], hint=problem[1])
    yield from _wrongly_retired_modules(rule, course)


def _wrongly_retired_modules(rule: Rule, course: Course) -> Iterator[Finding]:
    curriculum = course.shared.curriculum
    present = {*_ids(course.looked_at), *_ids(curriculum.courses), *_ids(curriculum.paths)}
    known = {
        name for release in course.shared.releases for name in (*release.modules, *release.courses, *release.paths)
    }
    for index, name in enumerate(curriculum.retired):
        if problem := _not_retired(name, present, known):
            place = course.place(CURRICULUM, RETIRED, index)
            yield rule.at(place, id=name, problem=problem[0], hint=problem[1])


def _ids(named: Iterable[Named]) -> Iterator[str]:
    return (each.id for each in named)


def _not_retired(name: str, present: set[str], known: set[str]) -> tuple[str, str] | None:
    if name in present:
        return "Das gibt es noch.", "Löschen Sie den Eintrag, oder löschen Sie das, was wegfallen soll."
    if name not in known:
        hint = "Was nie veröffentlicht war, darf ohne Eintrag verschwinden; löschen Sie ihn."
        return "Das ist nie veröffentlicht worden.", f"{nearly(name, known - present)}{hint}"
    return None


@course_check(
    "U008",
    Severity.TIPP,
    "Version des Moduls ist nicht erhöht",
    "Veröffentlicht ist das Modul „{id}“ als Version {before}, im Kopf steht {now}; seitdem {what}.",
    "Schreiben Sie in den Kopf: version: {needed}",
    needs=_SHARED,
)
def version_not_raised(rule: Rule, course: Course) -> Iterator[Finding]:
    """An der Version erkennt eine Trainerin, was sie erwartet. Die erste Zahl steigt, wenn Lernende etwas noch einmal
    beantworten, etwas anders zählt oder fehlt; die zweite, wenn etwas dazukommt; die dritte bei allem sonst.
    Zeit ist dafür bis zur nächsten Freigabe.

    Schlecht:
        version: 1.0.0   (veröffentlicht ist 1.0.0, eine Frage ist dazugekommen)
    Gut:
        version: 1.1.0
    """
    for module in course.modules:
        last = course.shared.history(module.id).last
        if last is None or module.unread:
            continue
        kind = update_of(last, module, course.shared).kind
        needed, now = needed_version(last.version, kind), module.meta.version
        if version_order(now) < version_order(needed):
            values = {"id": module.id, "now": now, "before": last.version, "what": _SINCE[kind], "needed": needed}
            yield rule.at(module.meta_places.at("version"), **values)


@course_check(
    "U009",
    Severity.TIPP,
    "Version der Ausgabe ist nicht erhöht",
    "{problem}",
    'Schreiben Sie in curriculum/curriculum.yml: version: "{next}"',
    needs=(*_SHARED, "version"),
)
def edition_not_raised(rule: Rule, course: Course) -> Iterator[Finding]:
    """Was unter einer Nummer veröffentlicht ist, bleibt, wie es ist; die nächste Freigabe braucht eine höhere.

    Schlecht:
        version: "2026.1"   (so veröffentlicht, seitdem geändert)
    Gut:
        version: "2026.2"
    """
    releases, own = course.shared.releases, course.shared.curriculum.version
    if not releases or course.drafts or any(module.unread for module in course.modules):
        return
    last, problem = releases[-1], ""
    if edition_order(own) < last.order:
        problem = f"Die Ausgabe {own} liegt vor der letzten veröffentlichten, {last.version}."
    elif own == last.version and release_of(course, last.date) != last:
        problem = f"Die Ausgabe {own} ist am {last.date:%d.%m.%Y} veröffentlicht worden und seitdem geändert."
    if problem:
        year, number = last.order
        yield rule.at(course.place(CURRICULUM, "version"), problem=problem, next=f"{year}.{number + 1}")


@course_check(
    "U012",
    Severity.MUSS,
    "Freigaben widersprechen einander",
    "{problem}",
    "Eine Freigabe ändert niemand von Hand. Holen Sie die Datei aus der letzten Fassung zurück.",
    needs=(RELEASES,),
)
def releases_disagree(rule: Rule, course: Course) -> Iterator[Finding]:
    """Unter ihrem Kürzel steht die Antwort auf eine Frage in den Lernständen; es gehört für immer zu einer Kennung.

    Schlecht:
        "f_frist": {"kuerzel": "k3", …}, "f_papier": {"kuerzel": "k3", …}
    Gut:
        "f_frist": {"kuerzel": "k3", …}, "f_papier": {"kuerzel": "p0", …}
    """
    owners: dict[tuple[str, str, str], str] = {}
    codes: dict[tuple[str, str, str], str] = {}
    before: Release | None = None
    for release in course.shared.releases:
        path = f"curriculum/{RELEASES}/{release.version}.json"
        if before and release.date < before.date:
            problem = f"Die Ausgabe {release.version} trägt einen früheren Tag als die Ausgabe {before.version}."
            yield rule.at(course.place(path, "datum"), problem=problem)
        before = release
        for module_id, key, name, code in _codes(release):
            place = course.place(path, "module", module_id, key, name)
            other = owners.setdefault((module_id, key, code), name)
            if other != name:
                problem = f"Das Kürzel „{code}“ gehört im Modul „{module_id}“ schon „{other}“."
                yield rule.at(place, problem=problem)
            elif codes.setdefault((module_id, key, name), code) != code:
                problem = (
                    f"„{name}“ hat im Modul „{module_id}“ zwei Kürzel, „{codes[module_id, key, name]}“ und „{code}“."
                )
                yield rule.at(place, problem=problem)


def _codes(release: Release) -> Iterator[tuple[str, str, str, str]]:
    """Module, key in the file, id and code of all that has one."""
    for module_id, module in release.modules.items():
        yield from ((module_id, "schritte", name, code) for name, code in module.steps.items())
        yield from ((module_id, "fragen", name, question.code) for name, question in module.questions.items())


@module_check(
    "U013",
    Severity.MUSS,
    "Kürzel sind aufgebraucht",
    "Für „{id}“ ist kein Kürzel mehr frei: In diesem Modul waren schon {room} Kennungen dieser Art veröffentlicht.",
    "Verwenden Sie eine Kennung wieder, die entfallen ist, oder beginnen Sie ein neues Modul.",
    needs=(RELEASES, TEXT, "id"),
)
def no_code_left(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Kürzel werden nie ein zweites Mal vergeben: 36 für Schritte, 1.296 für Fragen.

    Schlecht:
        der 37. Schritt, den ein Modul in seinem Leben hatte
    Gut:
        dieselben Kennungen, neue Überschriften
    """
    past = past_of(module, shared)
    steps = {step.id: step.place for step in module.steps}
    questions = {question.id: question.place for question in module.questions}
    groups = (
        (steps, past.step_code_of(list(steps)), past.step_codes, room(1)),
        (questions, past.code_of(list(questions)), past.codes, room(2)),
    )
    for places, found, given, most in groups:
        owners = {code: name for name, code in given.items()}
        for name, code in found.items() if len({*given, *found}) > most else ():
            if owners.setdefault(code, name) != name:
                yield rule.at(places[name], id=name, room=most)


@dated_check(
    "U014",
    Severity.TIPP,
    "Freigabe liegt in der Zukunft",
    "Die Ausgabe {version} trägt den {day}; heute ist der {today}.",
    "Prüfen Sie den Tag, den Sie mit --as-of angegeben haben, oder die Uhr des Rechners.",
)
def release_in_the_future(rule: Rule, course: Course, today: date) -> Iterator[Finding]:
    """Nach dem Tag der Freigabe richtet sich, welche Änderungen im Änderungsblatt der nächsten Ausgabe stehen.

    Schlecht:
        "datum": "2026-12-01", und heute ist der 22.11.2026
    Gut:
        "datum": "2026-11-22"
    """
    for release in course.shared.releases:
        if release.date > today:
            place = course.place(f"curriculum/{RELEASES}/{release.version}.json", "datum")
            values = {"version": release.version, "day": f"{release.date:%d.%m.%Y}", "today": f"{today:%d.%m.%Y}"}
            yield rule.at(place, **values)
