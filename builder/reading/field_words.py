"""What pydantic says of a field → a German sentence and a cure made of what the author wrote."""

from __future__ import annotations

from typing import Any

from pydantic_core import ErrorDetails

from builder.model.base import ADDRESS_PATTERN, LANGUAGE_PATTERN, PAGE_OR_ADDRESS_PATTERN
from builder.model.norms import NUMBER, SLUG, WRITTEN
from builder.source import YamlPath

_EXPECTED = {
    "string_type": "ein Text",
    "int_type": "eine ganze Zahl",
    "int_parsing": "eine ganze Zahl",
    "bool_type": "true oder false",
    "bool_parsing": "true oder false",
    "tuple_type": "eine Liste",
    "list_type": "eine Liste",
    "dict_type": "eine Gruppe von Angaben",
    "model_type": "eine Gruppe von Angaben",
    "string_too_short": "ein Text",
}
_HINTS = {
    "eine ganze Zahl": "Schreiben Sie nur Ziffern, zum Beispiel {key}: 90",
    "true oder false": "Schreiben Sie true oder false, ohne Anführungszeichen.",
    "eine Gruppe von Angaben": "Schreiben Sie die Angaben eingerückt darunter, jede mit ihrem Namen und Doppelpunkt.",
}
_PATTERNS = {
    r"^[a-z][a-z0-9_]*$": ("eine Kennung aus a–z, 0–9 und _", "Zum Beispiel b3 oder wartezeit_sechs."),
    r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$": ("drei Zahlen mit Punkten", "Zum Beispiel 1.0.0."),
    r"^20\d\d\.[1-9]\d*$": ("Jahr und laufende Nummer", "Zum Beispiel 2026.1."),
    LANGUAGE_PATTERN: ("ein Sprachkürzel aus zwei oder drei Buchstaben", "Zum Beispiel de für Deutsch."),
    SLUG: ("ein Stück der Adresse bei gesetze-im-internet.de", "Kleinbuchstaben, Ziffern und _: asylvfg_1992."),
    NUMBER: (
        "eine Dokumentnummer",
        "Sie beginnt mit BJNR und steht im amtlichen Text; das Programm schreibt sie selbst.",
    ),
    WRITTEN: ("ein Eintrag des Programms", "Diese Zeilen schreibt das Programm: integrif norms update"),
    ADDRESS_PATTERN: ("eine Webadresse oder nichts", 'Zum Beispiel https://lernen.beispiel.org/kurs oder "".'),
    PAGE_OR_ADDRESS_PATTERN: (
        "eine Webadresse, eine Seite aus site/ oder nichts",
        'Zum Beispiel https://www.beispiel.org/leichte-sprache, leichte-sprache.md oder "".',
    ),
}
_WHOLE = (
    "Schreiben Sie in jede Zeile einen Namen, einen Doppelpunkt und einen Wert, zum Beispiel "
    "titel: Wer darf wann arbeiten?"
)
_COMPARE = "Vergleichen Sie mit einem anderen Modul."


def field_words(fault: ErrorDetails, path: YamlPath, key: str) -> tuple[str, str]:
    """What is wrong with the value of a key, and the cure; ``path`` leads to the value."""
    kind, context, value = fault["type"], fault.get("ctx", {}), fault["input"]
    if kind in ("too_short", "too_long"):
        return _length(kind, key, int(context["actual_length"]), context)
    if kind == "string_too_long":
        return (
            f"„{key}“ hat {len(value)} Zeichen; möglich sind höchstens {context['max_length']}.",
            "Kürzen Sie den Text.",
        )
    if not path:
        return "Hier stehen keine Angaben.", _WHOLE
    expected, hint = _expectation(kind, context, value, path, key)
    where = f"Bei „{key}“ steht" if key else "Hier steht"
    return f"{where} {shown(value)}; erwartet wird {expected}.", hint


def date_words(value: object, key: str) -> str:
    """What is wrong with a value that should be a day."""
    if isinstance(value, str):
        return f"{shown(value)} ist kein Datum."
    return f"Bei „{key}“ steht {shown(value)}; erwartet wird ein Datum."


def shown(value: object) -> str:
    """A value in a sentence: its kind, or the first of its words in German quotation marks."""
    if value is None or value == "":
        return "nichts"
    if isinstance(value, dict | list):
        return "eine Gruppe von Angaben" if isinstance(value, dict) else "eine Liste"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"„{text[:40]}…“" if len(text) > 40 else f"„{text}“"


def _length(kind: str, key: str, count: int, context: dict[str, Any]) -> tuple[str, str]:
    entries = "1 Eintrag" if count == 1 else f"{count} Einträge"
    if kind == "too_long":
        limit = context["max_length"]
        return f"Die Liste „{key}“ hat {entries}; möglich sind höchstens {limit}.", "Streichen Sie Einträge der Liste."
    least = context["min_length"]
    needed = "nötig ist mindestens einer" if least == 1 else f"nötig sind mindestens {least}"
    held = f"hat {entries}" if count else "ist leer"
    return f"Die Liste „{key}“ {held}; {needed}.", "Ergänzen Sie Einträge der Liste."


def _expectation(kind: str, context: dict[str, Any], value: object, path: YamlPath, key: str) -> tuple[str, str]:
    if kind in ("enum", "literal_error"):
        words = str(context.get("expected", "")).replace("'", "").replace(" or ", " oder ")
        return f"eines von: {words}", "Wählen Sie eines dieser Wörter, genau so geschrieben."
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(context["pattern"], ("eine andere Form", _COMPARE))
    if kind in ("greater_than_equal", "less_than_equal"):
        word, limit = ("mindestens", context.get("ge")) if "ge" in context else ("höchstens", context.get("le"))
        return f"{word} {limit}", f"Schreiben Sie eine Zahl, die {word} {limit} ist."
    expected = _EXPECTED.get(kind, "etwas anderes")
    if expected == "eine Liste":
        return expected, f"Schreiben Sie die Werte in eckige Klammern: {_as_list(value, key)}"
    if expected == "ein Text":
        return expected, f"Setzen Sie den Text in gerade Anführungszeichen: {_as_text(value, path, key)}"
    return expected, _HINTS.get(expected, _COMPARE).format(key=key or "dauer")


def _as_list(value: object, key: str) -> str:
    """The line as it should be: the author's words as the only entry of a list."""
    if isinstance(value, str | int) and value != "":
        words = str(value)
        return f"{key}: [{words}]" if words.isalnum() else f'{key}: ["{words}"]'
    return f"{key}: [erster Wert, zweiter Wert]"


def _as_text(value: object, path: YamlPath, key: str) -> str:
    """The line as it should be: what the author wrote, in quotation marks."""
    words = ", ".join(map(str, value)) if isinstance(value, list) else value
    if isinstance(words, bool):
        words = str(words).lower()
    text = f'"{words}"' if isinstance(words, str | int) and words != "" else '"Ihr Text"'
    return f"- {text}" if path and isinstance(path[-1], int) else f"{key}: {text}"
