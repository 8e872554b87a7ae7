"""What PyYAML says in English → where the mistake is, what it is and how to cure it, in German."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

Spot = tuple[int, int]
"""Line (counted from 1) and column (counted from 1)."""
_QUOTED = "Setzen Sie den ganzen Text in gerade Anführungszeichen, zum Beispiel"
_OPEN_QUOTE = re.compile(r"[ ]*(?:-[ ]+)*(?:[\w.-]+:[ ]+)?(?P<quote>\"(?:[^\"\\]|\\.)*|'(?:[^']|'')*)$")
"""A line whose quoted text does not end in it."""
_KEY = re.compile(r"(?P<head>[ ]*(?:-[ ]+)*[\w.-]+:)[ ]+(?P<value>\S.*)")
_ONLY_A_KEY = re.compile(r"[ ]*(?:-[ ]+)*[\w.-]+$")


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in YAML: where, what, and the cure."""

    spot: Spot
    text: str
    hint: str


_NO_COLON = (
    "hinter dem Namen der Angabe fehlt ein Doppelpunkt",
    "Schreiben Sie hinter den Namen einen Doppelpunkt und ein Leerzeichen, zum Beispiel dauer: 90",
)
_KNOWN = (
    (
        "quoted scalar",
        "das schließende Anführungszeichen fehlt",
        "Schließen Sie den Text mit demselben Zeichen, mit dem er beginnt.",
    ),
    ("could not find expected ':'", *_NO_COLON),
    (
        "found character '\\t'",
        "hier steht ein Tabulator statt Leerzeichen",
        "Ersetzen Sie den Tabulator durch Leerzeichen, zwei für jede Stufe.",
    ),
    (
        "too deep",
        "die Angaben sind zu tief verschachtelt",
        "Vergleichen Sie mit einem anderen Modul; mehr als drei Stufen braucht keine Angabe.",
    ),
    (
        "found unknown escape character",
        "ein Rückstrich (\\) steht vor einem Zeichen, zu dem er nicht passt",
        "Schreiben Sie den Rückstrich doppelt: \\\\",
    ),
    (
        "while parsing a flow",
        "eine Klammer [ oder { wird nicht geschlossen, oder zwischen zwei Werten fehlt ein Komma",
        "Schließen Sie die Klammer in derselben Zeile, zum Beispiel zielgruppe: [hauptamt, ehrenamt]",
    ),
    (
        "expected a single document",
        "eine Zeile --- steht mitten in den Angaben",
        "Löschen Sie die Zeile.",
    ),
    (
        "expected <block end>",
        "die Einrückung passt nicht zur Zeile darüber",
        "Rücken Sie Angaben, die zusammengehören, alle gleich weit ein.",
    ),
    (
        "found character",
        "mit diesem Zeichen darf ein Text hier nicht beginnen",
        f'{_QUOTED} titel: "@home – zu Hause lernen"',
    ),
    (
        "while scanning a directive",
        "mit diesem Zeichen darf eine Zeile nicht beginnen",
        f'{_QUOTED} titel: "% und mehr"',
    ),
    (
        "undefined tag handle",
        "mit einem Ausrufezeichen darf ein Text hier nicht beginnen",
        f'{_QUOTED} titel: "!Achtung"',
    ),
)


def explain(error: yaml.YAMLError, lines: list[str], first_line: int) -> Problem:
    """The mistake in these lines, the first of which is line ``first_line`` of the file."""
    quote = _unclosed_quote(lines, first_line)
    if quote:
        return quote
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (first_line, 1)
    written = lines[line - first_line] if 0 <= line - first_line < len(lines) else ""
    said = str(error)
    if "mapping values are not allowed" in said:
        return _colon((line, column), written)
    if "expected <block end>" in said and written[: column - 1].rstrip().endswith(('"', "'")):
        hint = "Lassen Sie das schließende Anführungszeichen ans Ende der Zeile; im Text schreiben Sie „so“."
        return Problem((line, column), "hinter dem Anführungszeichen steht noch Text", hint)
    if ("while parsing a flow" in said or "quoted scalar" in said) and error.context_mark:  # type: ignore[attr-defined]  # only marked errors say so
        line, column = error.context_mark.line + 1, error.context_mark.column + 1  # type: ignore[attr-defined]
    text, hint = next(((text, hint) for part, text, hint in _KNOWN if part in said), _UNKNOWN)
    return Problem((line, column), text, hint)


_UNKNOWN = (
    "die Schreibweise ist kein YAML",
    "Vergleichen Sie mit einem anderen Modul: in jeder Zeile ein Name, ein Doppelpunkt, ein Leerzeichen, ein Wert.",
)


def missing_colon(line: int) -> Problem:
    """A line of words where a key is expected."""
    text, hint = _NO_COLON
    return Problem((line, 1), text, hint)


def bad_character(line: int, column: int) -> Problem:
    """A character that YAML refuses."""
    hint = "Löschen Sie das Zeichen; oft kommt es beim Einfügen aus einem anderen Programm mit."
    return Problem((line, column), "ein Zeichen darf in YAML nicht stehen", hint)


def _unclosed_quote(lines: list[str], first_line: int) -> Problem | None:
    """Looked for first: PyYAML reads on to the next quotation mark and stumbles only there."""
    for number, line in enumerate(lines, start=first_line):
        found = _OPEN_QUOTE.match(line.rstrip())
        if found:
            mark = found["quote"][0]
            hint = f"Schließen Sie den Text am Ende der Zeile mit demselben Zeichen: {found['quote'].rstrip()}{mark}"
            spot = (number, found.start("quote") + 1)
            return Problem(spot, "das schließende Anführungszeichen fehlt", hint)
    return None


def _colon(spot: Spot, written: str) -> Problem:
    """A second colon in a line; or a line pushed in too far, so that it goes on with the text above."""
    before = written[: spot[1] - 1]
    found = _KEY.fullmatch(written.rstrip())
    if _ONLY_A_KEY.fullmatch(before) or not found:
        hint = "Rücken Sie Angaben, die zusammengehören, alle gleich weit ein."
        return Problem(spot, "die Zeile ist weiter eingerückt als die Angaben darüber", hint)
    value = found["value"].replace('"', "'")
    hint = f'Setzen Sie den Text in gerade Anführungszeichen: {found["head"].strip()} "{value}"'
    return Problem(spot, "ein Doppelpunkt steht mitten im Text", hint)
