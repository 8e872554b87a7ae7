"""V011: notation that was not understood and would stand in the text as it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from builder.checks.check import module_check
from builder.findings import Finding, Rule, Severity
from builder.model.course import Shared
from builder.model.module import TEXT, Module
from builder.model.passages import all_prose, passage_of
from builder.model.prose import Prose, inline_tokens
from builder.source import Place

Words = tuple[str, str]
"""What is wrong, and the cure."""
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_LABEL = r"(?P<label>!?\[[^\[\]\n]*\])"
_NO_LINK = "Ist kein Verweis gemeint, setzen Sie ein Leerzeichen zwischen ] und (."
LONGEST_SHOWN = 50
"""Characters of a leftover that a finding repeats."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A pattern that running text never has, and what to say of it. ``nested``: also in lists and quotes."""

    pattern: re.Pattern[str]
    words: Callable[[re.Match[str]], Words]
    nested: bool = True


@dataclass(frozen=True, slots=True)
class Leftover:
    """One place where notation was left, its first line, and what to say of it."""

    place: Place
    text: str
    problem: str
    hint: str


def _refused(found: re.Match[str]) -> Words:
    kind = found["to"].split(":")[0]
    hint = "Schreiben Sie eine Adresse, die mit https:// beginnt; ein Bild legen Sie in den Ordner media/."
    return f"Eine Adresse mit „{kind}:“ kann sonst niemand öffnen.", hint


def _blank(found: re.Match[str]) -> Words:
    label, to = found["label"], found["to"].strip()
    if "„" in found[0]:
        hint = f'Schreiben Sie: {label}({to.split("„")[0].strip()} "Text darunter")'
        return "Der Text hinter der Adresse steht nicht in geraden Anführungszeichen.", hint
    if label.startswith("!"):
        better = f"{label}({to.replace(' ', '-')}{found['title'] or ''})"
        return "Der Name des Bildes enthält ein Leerzeichen.", f"Benennen Sie die Datei um und schreiben Sie: {better}"
    return "Die Adresse enthält ein Leerzeichen.", f"Schreiben Sie die Adresse ohne Leerzeichen. {_NO_LINK}"


def _unclosed(found: re.Match[str]) -> Words:
    hint = f"Schreiben Sie die Klammer ans Ende der Adresse: {found['label']}({found['to']}) {_NO_LINK}"
    return "Hinter der Adresse fehlt die schließende runde Klammer.", hint


def _says(problem: str, hint: str) -> Callable[[re.Match[str]], Words]:
    """Words with the groups of the match filled in."""
    return lambda found: (problem.format(**found.groupdict()), hint.format(**found.groupdict()))


KINDS = (
    Kind(re.compile(_LABEL + r"\((?P<to>(?:file|javascript|vbscript|data):[^)\n]*)\)?", re.I), _refused),
    Kind(
        re.compile(_LABEL + r"\((?P<to>[^()\n\"]*[^()\s\"][ \t]+[^()\s\"][^()\n\"]*?)(?P<title>\s+\"[^\"\n]*\")?\)"),
        _blank,
    ),
    Kind(re.compile(_LABEL + r"\((?P<to>[^()\s]*)"), _unclosed),
    Kind(
        re.compile(_LABEL + r"[ \t]+\((?P<to>(?:modul:|https?:|www\.|mailto:|media/|#)[^()\s]*)\)", re.I),
        _says("Zwischen ] und ( steht ein Leerzeichen.", "Schreiben Sie: {label}({to})"),
    ),
    Kind(
        re.compile(_LABEL + r"\[(?P<to>[\w-]*)\]"),
        _says(
            "Dazu gibt es keine Adresse.", "Schreiben Sie die Adresse in runden Klammern dahinter: {label}(https://…)"
        ),
    ),
    Kind(
        re.compile(r"\^\[(?P<text>[^\]\n]*)\]?"),
        _says(
            "Eine Fußnote mitten im Satz gibt es hier nicht.",
            "Schreiben Sie hier [^1] und an das Ende der Datei [^1]: {text}",
        ),
    ),
    Kind(
        re.compile(r"\[\[[^\[\]\n]+\]\]"),
        _says(
            "Eine Lücke gibt es nur in ::: frage luecke.",
            "Schreiben Sie das Wort ohne Klammern, oder machen Sie daraus eine Frage „luecke“.",
        ),
    ),
    Kind(
        re.compile(r"\{(?:#[\w-]+|[\w-]+=)[^{}\n]*\}"),
        _says(
            "Angaben in geschweiften Klammern werden hier nicht gelesen.",
            "Sie stehen am Ende einer Überschrift, einer Antwort, eines Merkpunkts oder der Zeile eines Kastens.",
        ),
    ),
    Kind(
        re.compile(r"\*\*"),
        _says(
            "Zu diesen Sternchen fehlt das Gegenstück.",
            "Schreiben Sie sie direkt vor das erste und direkt hinter das letzte Wort: **so**",
        ),
    ),
    Kind(
        re.compile(r"~~"),
        _says("Durchgestrichenen Text gibt es hier nicht.", "Löschen Sie die Zeichen oder den ganzen Text dazwischen."),
    ),
    Kind(
        re.compile(r"<!--"),
        _says("Ein Kommentar steht nie mitten im Text.", "Schreiben Sie ihn in eine eigene Zeile: <!-- Text -->"),
    ),
    Kind(
        re.compile(r"^={3,}[ \t]*$", re.M),
        _says("Überschriften werden hier nicht unterstrichen.", "Schreiben Sie statt der Linie davor: ### Überschrift"),
    ),
    Kind(
        re.compile(r"^\|.*\|[ \t]*$(?:\n\|.*)*", re.M),
        _says(
            "Das sieht aus wie eine Tabelle, wird aber keine.",
            "Unter die Kopfzeile gehört eine Zeile mit einem Strich für jede Spalte: |---|---|",
        ),
    ),
    Kind(
        re.compile(r"^[-*+]?\[[ xX]\](?=[ \w])", re.M),
        _says(
            "Ein Kästchen steht nur am Anfang eines Listenpunkts.",
            "Schreiben Sie davor einen Strich und ein Leerzeichen: - [ ] Text",
        ),
    ),
    Kind(
        re.compile(r"^\[!\w+\]", re.M),
        _says("Jede Zeile eines Hinweises beginnt mit dem Zeichen >.", "Schreiben Sie: > [!NOTE]"),
        nested=False,
    ),
)


@module_check(
    "V011",
    Severity.MUSS,
    "Schreibweise wird nicht verstanden",
    "„{text}“ bliebe so im Text stehen. {problem}",
    "{hint}",
)
def leftover(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Was das Lernpaket nicht versteht, stünde mit allen Klammern und Sternchen vor den Lernenden.

    Schlecht:
        Das [Formular](file:///C:/formular.pdf) liegt bei.
    Gut:
        Das [Formular](https://www.example.org/formular.pdf) steht im Netz.
    """
    for prose in all_prose(module):
        for left in leftovers(prose):
            if left.text.startswith("{") and TEXT in module.unread:
                continue  # its box was never closed, and that is said
            yield rule.at(left.place, text=left.text, problem=left.problem, hint=left.hint)


def leftovers(prose: Prose) -> Iterator[Leftover]:
    """What would stand in a piece of prose as it was typed."""
    for inline in inline_tokens(prose):
        passage = passage_of(inline, prose.place, line_break="\n")
        for found, (problem, hint) in _found(passage.text, inline):
            text = found[0].split("\n")[0]
            shown = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
            yield Leftover(passage.at(found.start()), shown, problem, hint)


def _found(text: str, inline: Token) -> Iterator[tuple[re.Match[str], Words]]:
    """Each with its words; the first that knows a piece of text speaks. What was escaped on purpose is not found."""
    taken: list[range] = []
    written = _CODE.sub("", inline.content)
    for kind in KINDS:
        for found in kind.pattern.finditer(text) if kind.nested or inline.level < 2 else ():
            free = not any(found.start() in span or found.end() - 1 in span for span in taken)
            if free and found[0].split("\n")[0] in written:
                taken.append(range(found.start(), found.end()))
                yield found, kind.words(found)
