"""S: German that reads easily and looks right (learning.md section 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import module_check
from builder.checks.text import sentences
from builder.findings import Finding, Rule, Severity
from builder.model.course import Shared
from builder.model.module import Module
from builder.model.passages import module_passages
from builder.model.prose import count_words

LONGEST_SENTENCE = 30
_GENDER_SIGN = re.compile(r"\b\w+(?:[*:_·]|(?<=[a-zäöü])(?=I))[Ii]n(?:nen)?\b")
_STRAIGHT_QUOTE = re.compile(r"\"[^\"\n]{1,60}\"?|(?<!\w)'\w[^'\n]{0,60}'")
_DOTS_OR_DASH = re.compile(r"\.\.\.|(?<=\s)(?:--|-)(?=\s)")
_OPEN = re.compile(r"\bTODO\b")
_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b|\b(\d{1,2})\.(\d{1,2})\.(\d{2})\b(?!\d)")


@module_check(
    "S001",
    Severity.MUSS,
    "Satz zu lang",
    "Der Satz „{start} …“ hat {words} Wörter; höchstens {limit} sind erlaubt.",
    "Machen Sie zwei Sätze daraus: erst die Regel, dann die Ausnahme.",
)
def long_sentence(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Lange Sätze verlieren die Hälfte der Leser; das Lernpaket liest man auch in der zweiten Sprache.

    Schlecht:
        Wer eine Aufenthaltsgestattung hat und seit mehr als drei Monaten … (34 Wörter)
    Gut:
        Nach drei Monaten besteht ein Anspruch. Die Bundesagentur für Arbeit muss zustimmen.
    """
    for passage in module_passages(module):
        for offset, sentence in sentences(passage.text):
            words = count_words(sentence)
            if words > LONGEST_SENTENCE:
                start = " ".join(sentence.split()[:4])
                yield rule.at(passage.at(offset), start=start, words=words, limit=LONGEST_SENTENCE)


@module_check(
    "S002",
    Severity.MUSS,
    "Genderzeichen",
    "„{word}“ enthält ein Genderzeichen im Wort.",
    "Schreiben Sie neutral (Fachkräfte, Ratsuchende) oder beide Formen (Beraterinnen und Berater).",
)
def gender_sign(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Zeichen im Wort gehören nicht zur amtlichen Rechtschreibung und stören Vorleseprogramme (R05).

    Schlecht:
        Berater*innen
    Gut:
        Beratende
    """
    return _each(rule, module, _GENDER_SIGN)


@module_check(
    "S003",
    Severity.TIPP,
    "Gerade Anführungszeichen",
    "Hier stehen gerade Anführungszeichen: {word}",
    "Schreiben Sie „so“.",
)
def straight_quotes(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Deutsche Anführungszeichen stehen unten und oben.

    Schlecht:
        Danach gilt "ist zu erlauben".
    Gut:
        Danach gilt „ist zu erlauben“.
    """
    return _each(rule, module, _STRAIGHT_QUOTE)


@module_check(
    "S004",
    Severity.TIPP,
    "Striche und Punkte",
    "Hier steht „{word}“.",
    "Schreiben Sie als Gedankenstrich – und als Auslassung …",
)
def dashes_and_dots(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Der Bindestrich verbindet, der Gedankenstrich trennt.

    Schlecht:
        Das Papier - nicht das Gefühl - entscheidet ...
    Gut:
        Das Papier – nicht das Gefühl – entscheidet …
    """
    return _each(rule, module, _DOTS_OR_DASH)


@module_check(
    "S005",
    Severity.TIPP,
    "Datum in anderer Form",
    "Das Datum „{word}“ hat nicht die Form TT.MM.JJJJ.",
    "Schreiben Sie zum Beispiel 12.06.2026 oder 12. Juni 2026.",
)
def other_date(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Ein Datum hat überall dieselbe Form (R07).

    Schlecht:
        seit 2026-06-12
    Gut:
        seit 12.06.2026
    """
    return _each(rule, module, _DATE)


@module_check(
    "S006",
    Severity.TIPP,
    "Offene Stelle",
    "Hier steht noch „{word}“.",
    "Füllen Sie die Stelle aus und löschen Sie das Wort TODO.",
)
def open_place(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Ein neues Modul beginnt voller offener Stellen; am Ende ist keine mehr da.

    Schlecht:
        TODO: Wer entscheidet?
    Gut:
        Es entscheidet die Ausländerbehörde.
    """
    return _each(rule, module, _OPEN)


def _each(rule: Rule, module: Module, pattern: re.Pattern[str]) -> Iterator[Finding]:
    for passage in module_passages(module):
        for found in pattern.finditer(passage.text):
            yield rule.at(passage.at(found.start()), word=found[0])
