"""Plain YAML data → model records, with German findings at the very field (pydantic does the checking)."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from builder.findings import FindingLog
from builder.model.base import ADDRESS_PATTERN, LANGUAGE_PATTERN, Record
from builder.reading import rules
from builder.reading.yaml import YamlDocument
from builder.source import YamlPath

Model = TypeVar("Model", bound=Record)

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
    "string_too_short": "ein Text mit Inhalt",
}
_HINTS = {
    "eine Liste": "Schreiben Sie die Werte in eckige Klammern: [hauptamt, ehrenamt], oder untereinander mit - davor.",
    "eine ganze Zahl": "Schreiben Sie nur Ziffern, zum Beispiel 90.",
    "ein Text": 'Setzen Sie den Text in gerade Anführungszeichen, zum Beispiel "1.10.0".',
    "ein Text mit Inhalt": "Schreiben Sie einen Text hinter den Doppelpunkt.",
    "true oder false": "Schreiben Sie true oder false, ohne Anführungszeichen.",
    "eine Gruppe von Angaben": "Schreiben Sie die Angaben eingerückt darunter, jede mit ihrem Namen und Doppelpunkt.",
}
_PATTERNS = {
    r"^[a-z][a-z0-9_]*$": ("eine Kennung aus a–z, 0–9 und _", "Zum Beispiel b3 oder wartezeit_sechs."),
    r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$": ("drei Zahlen mit Punkten", "Zum Beispiel 1.0.0."),
    r"^20\d\d\.[1-9]\d*$": ("Jahr und laufende Nummer", "Zum Beispiel 2026.1."),
    LANGUAGE_PATTERN: ("ein Sprachkürzel aus zwei oder drei Buchstaben", "Zum Beispiel de für Deutsch."),
    ADDRESS_PATTERN: ("eine Webadresse oder nichts", 'Zum Beispiel https://lernen.beispiel.org/kurs oder "".'),
}


def validate(model: type[Model], document: YamlDocument, log: FindingLog, path: YamlPath = ()) -> Model | None:
    """The record at ``path`` of the document, or None with one finding for every wrong field."""
    data = document.data
    for part in path:
        data = data[part]
    try:
        return model.model_validate(data)
    except ValidationError as failed:
        errors = failed.errors()
        for error in errors:
            if not _only_follows(error, errors):
                _report(model, error, document, path, log)
        return None


def _only_follows(error: ErrorDetails, errors: list[ErrorDetails]) -> bool:
    """Whether a list is too short only because pydantic no longer counts its items that are wrong themselves."""
    place = error["loc"]
    inside = any(other["loc"][: len(place)] == place for other in errors if other is not error)
    return error["type"] == "too_short" and inside


def _report(model: type[Record], error: ErrorDetails, document: YamlDocument, base: YamlPath, log: FindingLog) -> None:
    # Of a key that is wrong itself, pydantic says ("wenn", "Papier", "[key]").
    path: YamlPath = (*base, *(part for part in error["loc"] if part != "[key]"))
    key = str(next((part for part in reversed(path) if isinstance(part, str)), "Datei"))
    kind = error["type"]
    if kind == "missing":
        log.add(rules.FIELD_MISSING, document.place(path), key=key, example=f"{key}: …")
    elif kind == "extra_forbidden":
        known = _field_names(model, error["loc"][:-1])
        log.add(rules.FIELD_UNKNOWN, document.key_place(path), key=key, suggestion=suggest(key, known))
    elif kind == "value_error":
        log.add(rules.WRONG_DATE, document.place(path), value=_shown(error["input"]))
    else:
        expected, hint = _expectation(kind, error.get("ctx", {}))
        shown = _shown(error["input"])
        log.add(rules.FIELD_WRONG, document.place(path), key=key, value=shown, expected=expected, hint=hint)


def _expectation(kind: str, context: dict[str, Any]) -> tuple[str, str]:
    if kind in ("enum", "literal_error"):
        words = str(context.get("expected", "")).replace("'", "").replace(" or ", " oder ")
        return f"eines von: {words}", "Wählen Sie eines dieser Wörter, genau so geschrieben."
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(context["pattern"], ("eine andere Form", "Vergleichen Sie mit einem anderen Modul."))
    if kind in ("greater_than_equal", "less_than_equal"):
        word, limit = ("mindestens", context.get("ge")) if "ge" in context else ("höchstens", context.get("le"))
        return f"{word} {limit}", f"Schreiben Sie eine Zahl, die {word} {limit} ist."
    if kind in ("too_short", "too_long"):
        word = "mindestens" if kind == "too_short" else "höchstens"
        count = context.get("min_length", context.get("max_length"))
        return f"eine Liste mit {word} {count} Einträgen", "Ergänzen oder streichen Sie Einträge der Liste."
    if kind == "string_too_long":
        return f"höchstens {context.get('max_length')} Zeichen", "Kürzen Sie den Text."
    expected = _EXPECTED.get(kind, "etwas anderes")
    return expected, _HINTS.get(expected, "Vergleichen Sie mit einem anderen Modul.")


def _field_names(model: type[BaseModel], location: tuple[str | int, ...]) -> list[str]:
    """The German names of the fields that stand beside an unknown one."""
    for part in location:
        if isinstance(part, str):
            field = next((f for f in model.model_fields.values() if part in (f.alias,)), None)
            field = field or model.model_fields.get(part)
            inner = _record_in(field.annotation) if field else None
            if inner is None:
                return []
            model = inner
    return [field.alias or name for name, field in model.model_fields.items()]


def _record_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in getattr(annotation, "__args__", ()) if (found := _record_in(part))), None)


def suggest(word: str, known: list[str]) -> str:
    """A German sentence that offers the nearest known word, or all of them."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"Meinten Sie „{near[0]}“?"
    return f"Möglich sind: {', '.join(sorted(known))}." if known else "Löschen Sie die Zeile."


def _shown(value: object) -> str:
    if value is None:
        return "leer"
    if isinstance(value, dict | list):
        return "eine Gruppe von Angaben" if isinstance(value, dict) else "eine Liste"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"„{text[:40]}…“" if len(text) > 40 else f"„{text}“"
