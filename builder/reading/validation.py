"""Plain YAML data → model records, with German findings at the very field (pydantic does the checking)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from builder.findings import FindingLog
from builder.model.base import Record
from builder.model.glyphs import REPLACEMENT
from builder.reading import rules
from builder.reading.field_words import date_words, field_words
from builder.reading.yaml import YamlDocument
from builder.source import YamlPath

Model = TypeVar("Model", bound=Record)


def validate(model: type[Model], document: YamlDocument, log: FindingLog, path: YamlPath = ()) -> Model | None:
    """The record at ``path`` of the document, or None with one finding for every wrong field."""
    data = document.data
    for part in path:
        data = data[part]
    found = faults(model, data)
    report_faults(model, found, document, log, path)
    return None if found else model.model_validate(data)


def faults(model: type[Record], data: Any) -> list[ErrorDetails]:
    """All that keeps the data from being a record, without what only follows from something else."""
    try:
        model.model_validate(data)
    except ValidationError as failed:
        errors = failed.errors()
        return [error for error in errors if not _only_follows(error, errors)]
    return []


def field_path(fault: ErrorDetails) -> YamlPath:
    """Where in the data a fault is. Of a key that is wrong itself, pydantic says ("wenn", "Papier", "[key]")."""
    return tuple(part for part in fault["loc"] if part != "[key]")


def report_faults(
    model: type[Record], found: Sequence[ErrorDetails], document: YamlDocument, log: FindingLog, path: YamlPath = ()
) -> None:
    """A finding for each fault, unless it has one already: unreadable characters, a key that is only misspelt."""
    misspelt = {(fault["loc"][:-1], near) for fault in found if (near := _nearest(model, fault))}
    for fault in found:
        written = fault["loc"][-1:] if fault["type"] == "extra_forbidden" else (fault["input"],)
        unreadable = any(isinstance(text, str) and REPLACEMENT in text for text in written)
        follows = fault["type"] == "missing" and (fault["loc"][:-1], fault["loc"][-1]) in misspelt
        if not unreadable and not follows:
            _report(model, fault, document, path, log)


def suggested_keys(model: type[Record], found: Iterable[ErrorDetails]) -> set[str]:
    """The keys at the top that unknown ones were most likely meant to be."""
    return {near for fault in found if len(fault["loc"]) == 1 and (near := _nearest(model, fault))}


def _nearest(model: type[Record], fault: ErrorDetails) -> str | None:
    if fault["type"] != "extra_forbidden":
        return None
    near = get_close_matches(str(fault["loc"][-1]), _field_names(model, fault["loc"][:-1]), n=1, cutoff=0.6)
    return near[0] if near else None


def _only_follows(error: ErrorDetails, errors: list[ErrorDetails]) -> bool:
    """Whether a list is too short only because pydantic no longer counts its items that are wrong themselves."""
    place = error["loc"]
    inside = any(other["loc"][: len(place)] == place for other in errors if other is not error)
    return error["type"] == "too_short" and inside


def _report(model: type[Record], error: ErrorDetails, document: YamlDocument, base: YamlPath, log: FindingLog) -> None:
    path = (*base, *field_path(error))
    key = str(next((part for part in reversed(path) if isinstance(part, str)), ""))
    kind = error["type"]
    if kind == "missing":
        log.add(rules.FIELD_MISSING, document.place(path), key=key, example=f"{key}: …")
    elif kind == "extra_forbidden":
        known = _field_names(model, error["loc"][:-1])
        log.add(rules.FIELD_UNKNOWN, document.key_place(path), key=key, suggestion=suggest(key, known))
    elif kind == "value_error":
        log.add(rules.WRONG_DATE, document.place(path), problem=date_words(error["input"], key))
    else:
        problem, hint = field_words(error, path, key)
        log.add(rules.FIELD_WRONG, document.place(path), problem=problem, hint=hint)


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
