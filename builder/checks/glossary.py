"""G: the glossary, in which every word has one term and every term one meaning."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import course_check
from builder.findings import Finding, Rule, Severity
from builder.model.course import GLOSSARY, Course
from builder.model.glossary import DEFINITION_WORDS, Term
from builder.model.prose import count_words

FILE = f"curriculum/{GLOSSARY}"


@course_check(
    "G001",
    Severity.MUSS,
    "Begriff steht zweimal im Glossar",
    "Der Begriff „{name}“ steht zweimal im Glossar, bei „{first}“ und bei „{id}“.",
    "Führen Sie beide Einträge zusammen. Sind zwei verschiedene Dinge gemeint, benennen Sie sie verschieden,\n"
    "zum Beispiel Anerkennung (Beruf).",
)
def term_twice(rule: Rule, course: Course) -> Iterator[Finding]:
    """Wer nachschlägt, soll eine Erklärung finden, nicht zwei. Groß oder klein geschrieben ist es dasselbe Wort.

    Schlecht:
        zwei Einträge mit begriff: Duldung
    Gut:
        - {id: duldung, begriff: Duldung, formen: [Duldungen], erklaerung: …}
    """
    seen: dict[str, Term] = {}
    for index, term in enumerate(course.shared.glossary):
        first = seen.setdefault(term.name.casefold(), term)
        if first is not term:
            yield rule.at(course.place(FILE, index, "begriff"), name=term.name, first=first.id, id=term.id)


@course_check(
    "G002",
    Severity.MUSS,
    "Wort gehört zu zwei Begriffen",
    "„{word}“ gehört schon zum Begriff „{other}“ und steht noch einmal bei „{name}“.",
    "Streichen Sie es bei einem der beiden; sonst weiß niemand, welche Erklärung sich öffnen soll.",
)
def word_of_two_terms(rule: Rule, course: Course) -> Iterator[Finding]:
    """Wer ein Wort antippt, soll bei seiner Erklärung ankommen. Das geht nur, wenn es genau eine gibt.

    Schlecht:
        - {id: einrichtung, begriff: Aufnahmeeinrichtung, auch: [AE], …}
        - {id: erlaubnis, begriff: Aufenthaltserlaubnis, auch: [AE], …}
    Gut:
        - {id: einrichtung, begriff: Aufnahmeeinrichtung, auch: [AE], …}
        - {id: erlaubnis, begriff: Aufenthaltserlaubnis, formen: [Aufenthaltserlaubnisse], …}
    """
    owner: dict[str, Term] = {}
    for index, term in enumerate(course.shared.glossary):
        for keys, word in _words(term):
            first = owner.setdefault(word.casefold(), term)
            if first.name.casefold() != term.name.casefold():  # else it is one term twice, which is said
                yield rule.at(course.place(FILE, index, *keys), word=word, other=first.name, name=term.name)


@course_check(
    "G003",
    Severity.MUSS,
    "Wort soll vermieden werden und wird doch gebraucht",
    "„{word}“ soll bei „{name}“ vermieden werden, gehört aber zum Begriff „{other}“.",
    "Streichen Sie es entweder unter vermeiden oder dort, wo es als Begriff, Name oder Form steht.",
)
def avoided_and_used(rule: Rule, course: Course) -> Iterator[Finding]:
    """Ein Wort kann nicht zugleich empfohlen und beanstandet werden.

    Schlecht:
        - {id: be, begriff: Beschäftigungserlaubnis, auch: [Arbeitserlaubnis], vermeiden: [Arbeitserlaubnis], …}
    Gut:
        - {id: be, begriff: Beschäftigungserlaubnis, vermeiden: [Arbeitserlaubnis], …}
    """
    glossary = course.shared.glossary
    owner = {word.casefold(): term for term in reversed(glossary) for word in term.words}
    for index, term in enumerate(glossary):
        for position, word in enumerate(term.avoid):
            other = owner.get(word.casefold())
            if other:
                place = course.place(FILE, index, "vermeiden", position)
                yield rule.at(place, word=word, name=term.name, other=other.name)


@course_check(
    "G004",
    Severity.MUSS,
    "Erklärung zu lang",
    "Die Erklärung von „{name}“ hat {words} Wörter; höchstens {limit} haben Platz.",
    "Sagen Sie in ein oder zwei Sätzen, was es ist. Ausnahmen und Fristen gehören in ein Modul.",
)
def long_definition(rule: Rule, course: Course) -> Iterator[Finding]:
    """Eine Erklärung öffnet sich mitten im Lesen, auf dem Telefon, und steht auf einer Lernkarte.

    Schlecht:
        erklaerung: (ein Absatz von 60 Wörtern)
    Gut:
        erklaerung: Papier, dass eine Abschiebung zurzeit ausgesetzt ist; die Ausreisepflicht bleibt.
    """
    for index, term in enumerate(course.shared.glossary):
        words = count_words(term.definition)
        if words > DEFINITION_WORDS:
            place = course.place(FILE, index, "erklaerung")
            yield rule.at(place, name=term.name, words=words, limit=DEFINITION_WORDS)


def _words(term: Term) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The words of a term and where in its entry they stand."""
    yield ("begriff",), term.name
    yield from ((("auch", index), word) for index, word in enumerate(term.also))
    yield from ((("formen", index), word) for index, word in enumerate(term.forms))
