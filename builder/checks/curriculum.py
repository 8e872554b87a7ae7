"""K: the curriculum and what all modules share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.checks.check import course_check
from builder.findings import Finding, Rule, Severity
from builder.model.actors import Actor
from builder.model.course import ACTORS, COURSES, SOURCES, Course
from builder.model.curriculum import OWED_BY_ALL, Misconception
from builder.model.module import TEXT
from builder.model.questions import options_of
from builder.source import Place, YamlPath

CURRICULUM = "curriculum/curriculum.yml"
MISCONCEPTIONS = "curriculum/irrtuemer.yml"


@course_check(
    "K003",
    Severity.MUSS,
    "Modul steht nicht im Curriculum",
    "Das Modul „{id}“ steht in keinem Kurs.",
    "Tragen Sie es in curriculum/curriculum.yml ein oder ändern Sie id. Geplant sind: {known}.",
    needs=(COURSES,),
)
def module_not_planned(rule: Rule, course: Course) -> Iterator[Finding]:
    """Die Übersicht, die Wege und die Nummern kommen aus dem Curriculum.

    Schlecht:
        id: b33
    Gut:
        id: b3
    """
    known = [planned.id for planned in course.shared.curriculum.planned]
    for module in course.looked_at:
        if module.id not in known and "id" not in module.unread:
            yield rule.at(module.meta_places.at("id"), id=module.id, known=", ".join(known))


@course_check(
    "K004",
    Severity.MUSS,
    "Weg nennt ein Modul, das es nicht gibt",
    "Der Weg „{path}“ nennt das Modul „{id}“, das in keinem Kurs steht.",
    "Nehmen Sie es aus dem Weg oder in einen Kurs auf.",
    needs=(COURSES,),
)
def path_without_module(rule: Rule, course: Course) -> Iterator[Finding]:
    """Ein Weg führt nur über Module, die es gibt.

    Schlecht:
        module: [a1, b33]
    Gut:
        module: [a1, b3]
    """
    known = {planned.id for planned in course.shared.curriculum.planned}
    for number, path in enumerate(course.shared.curriculum.paths):
        for index, module_id in enumerate(path.modules):
            if module_id not in known:
                yield rule.at(course.place(CURRICULUM, "pfade", number, "module", index), path=path.id, id=module_id)


@course_check(
    "K007",
    Severity.MUSS,
    "Weg nennt ein Modul zweimal",
    "Der Weg „{path}“ nennt das Modul „{id}“ zum zweiten Mal.",
    "Löschen Sie eine der beiden Stellen; ein Weg führt durch jedes Modul einmal.",
)
def module_twice_in_path(rule: Rule, course: Course) -> Iterator[Finding]:
    """Wer einem Weg folgt, käme zweimal am selben Modul vorbei.

    Schlecht:
        module: [a1, b3, a1]
    Gut:
        module: [a1, b3]
    """
    for number, path in enumerate(course.shared.curriculum.paths):
        for index, module_id in enumerate(path.modules):
            if module_id in path.modules[:index]:
                yield rule.at(course.place(CURRICULUM, "pfade", number, "module", index), path=path.id, id=module_id)


@course_check(
    "K008",
    Severity.MUSS,
    "Irrtum nennt ein Modul, das es nicht gibt",
    "Der Irrtum „{name}“ nennt das Modul „{id}“, das in keinem Kurs steht.",
    "Möglich sind: {known}.",
    needs=(COURSES,),
)
def misconception_without_module(rule: Rule, course: Course) -> Iterator[Finding]:
    """Ein Irrtum gehört zu den Modulen, die ihn aufgreifen; am Modul, das es nicht gibt, fehlte er niemandem.

    Schlecht:
        module: [b33]
    Gut:
        module: [b3]
    """
    return _without_module(rule, course, MISCONCEPTIONS, course.shared.misconceptions)


@course_check(
    "K011",
    Severity.MUSS,
    "Akteur nennt ein Modul, das es nicht gibt",
    "Der Akteur „{name}“ nennt das Modul „{id}“, das in keinem Kurs steht.",
    "Möglich sind: {known}.",
    needs=(COURSES,),
)
def actor_without_module(rule: Rule, course: Course) -> Iterator[Finding]:
    """Vom Akteur führt ein Link zu den Modulen, die ihn behandeln; zu einem, das es nicht gibt, führte keiner.

    Schlecht:
        module: [a11]
    Gut:
        module: [a1]
    """
    return _without_module(rule, course, f"curriculum/{ACTORS}", course.shared.actors)


def _without_module(
    rule: Rule, course: Course, path: str, records: Sequence[Misconception | Actor]
) -> Iterator[Finding]:
    """Every module that a list of records names and no course has."""
    for index, record in enumerate(records):
        for place, module_id, known in unknown_modules(course, record.modules, path, index):
            yield rule.at(place, name=record.id, id=module_id, known=known)


def unknown_modules(
    course: Course, ids: Sequence[str], path: str, *keys: str | int
) -> Iterator[tuple[Place, str, str]]:
    """The modules that no course has, of those that the record there names: place, id, and the ids there are."""
    known = [planned.id for planned in course.shared.curriculum.planned]
    for number, module_id in enumerate(ids):
        if module_id not in known:
            yield course.place(path, *keys, "module", number), module_id, ", ".join(known)


@course_check(
    "K009",
    Severity.TIPP,
    "Betreiber fehlt",
    "Noch nicht ausgefüllt: {fields}.",
    "Wer die Seiten betreibt, trägt in curriculum/curriculum.yml ein, wer er ist und wo sie stehen; siehe „Die Seiten "
    "selbst betreiben“. Bis dahin sagen die Seiten, was fehlt, und die Blätter haben keinen QR-Code. Wer nur "
    "mitschreibt, lässt den Tipp stehen.",
    needs=("betreiber", "basis_url"),
)
def operator_not_named(rule: Rule, course: Course) -> Iterator[Finding]:
    """Ohne Impressum und Kontakt darf kaum jemand die Seiten veröffentlichen; ohne Adresse führt kein Blatt zu ihnen.

    Schlecht:
        betreiber: {name: "", kontakt: ""}
    Gut:
        betreiber: {name: Landkreis Beispiel, kontakt: lernen@kreis.example.org, …}
    """
    curriculum = course.shared.curriculum
    values: dict[tuple[str, ...], str] = {
        ("betreiber", key): getattr(curriculum.operator, name) for name, key in OWED_BY_ALL.items()
    }
    values[("basis_url",)] = curriculum.base_url
    empty = [keys for keys, value in values.items() if not value.strip()]
    if empty:
        yield rule.at(course.place(CURRICULUM, *empty[0]), fields=", ".join(map(": ".join, empty)))


@course_check(
    "K010",
    Severity.MUSS,
    "Seite des Betreibers fehlt",
    "„{key}“ nennt die Seite „{page}“, die es in site/ nicht gibt.",
    "Legen Sie die Seite an oder schreiben Sie eine Adresse, die mit https:// beginnt.",
)
def operator_page_missing(rule: Rule, course: Course) -> Iterator[Finding]:
    """Der Hinweis auf Leichte Sprache oder Gebärdensprache steht auf der Startseite und darf nicht ins Leere führen.

    Schlecht:
        leichte_sprache: leichte-sprache.md   (und site/leichte-sprache.md gibt es nicht)
    Gut:
        leichte_sprache: https://www.kreis.example.org/leichte-sprache
    """
    operator, paths = course.shared.curriculum.operator, {page.path for page in course.pages}
    for key, target in (("leichte_sprache", operator.plain_language), ("gebaerdensprache", operator.sign_language)):
        if target.endswith(".md") and "://" not in target and target not in paths:
            yield rule.at(course.place(CURRICULUM, "betreiber", key), key=key, page=target)


@course_check(
    "K005",
    Severity.MUSS,
    "Kennung zweimal im Curriculum",
    "Die Kennung „{id}“ steht zweimal in {where}.",
    "Geben Sie jedem Eintrag eine eigene Kennung.",
)
def identifier_twice(rule: Rule, course: Course) -> Iterator[Finding]:
    """Kennungen stehen in Adressen und in Lernständen; jede gibt es einmal.

    Schlecht:
        - id: b3
        - id: b3
    Gut:
        - id: b3
        - id: b4
    """
    curriculum = course.shared.curriculum
    courses = list(enumerate(curriculum.courses))
    modules = [(("kurse", n, "module", m), item.id) for n, kurs in courses for m, item in enumerate(kurs.modules)]
    groups: tuple[tuple[str, Sequence[tuple[YamlPath, str]]], ...] = (
        (CURRICULUM, modules),
        (CURRICULUM, [(("kurse", index), item.id) for index, item in courses]),
        (CURRICULUM, [(("pfade", index), path.id) for index, path in enumerate(curriculum.paths)]),
        *(
            (f"curriculum/{file}", [((index,), entry.id) for index, entry in enumerate(entries)])
            for _, file, entries in course.shared.lists
        ),
        (f"curriculum/{SOURCES}", [((index,), source.id) for index, source in enumerate(course.shared.sources)]),
    )
    for path, entries in groups:
        seen: set[str] = set()
        for keys, name in entries:
            if name in seen:
                yield rule.at(course.place(path, *keys, "id"), id=name, where=path)
            seen.add(name)


@course_check(
    "K006",
    Severity.TIPP,
    "Irrtum ohne Frage",
    "Den Irrtum „{id}“ greift keine Antwort auf.",
    "Schreiben Sie hinter eine falsche Antwort {{irrtum={id}}} oder streichen Sie den Irrtum.",
)
def misconception_without_question(rule: Rule, course: Course) -> Iterator[Finding]:
    """Ein Irrtum, den keine Frage prüft, bleibt unbemerkt. Gemeldet wird er, wenn sein Modul geschrieben ist.

    Schlecht:
        - id: wartezeit_sechs   (keine Antwort mit irrtum=wartezeit_sechs)
    Gut:
        - [ ] sechs Monate {irrtum=wartezeit_sechs}
    """
    questions = (question for module in course.looked_at for question in module.questions)
    used = {option.misconception for question in questions for option in options_of(question)}
    lost = {module.id for module in course.looked_at if TEXT in module.unread}
    written = {module.id for module in course.looked_at if "id" not in module.unread}
    for index, item in enumerate(course.shared.misconceptions):
        if item.id not in used and written & set(item.modules) and not lost & set(item.modules):
            yield rule.at(course.place(MISCONCEPTIONS, index), id=item.id)
