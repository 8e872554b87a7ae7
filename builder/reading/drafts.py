"""A record with mistakes in it: what is sound stays, stand-ins take the place of the rest, and it says of what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from builder.findings import FindingLog
from builder.model.base import Record
from builder.reading.validation import faults, field_path, report_faults, suggested_keys
from builder.reading.yaml import YamlDocument
from builder.source import PlaceMap, YamlPath

Model = TypeVar("Model", bound=Record)
_MOST_ROUNDS = 10
"""An entry that is left out may make the list around it too short, that one the next: as deep as the format goes."""


@dataclass(frozen=True, slots=True)
class Draft(Generic[Model]):
    """A record, where its values stand, and the keys (as authors write them) that were not wholly read."""

    record: Model
    places: PlaceMap
    unread: frozenset[str]


def read_draft(
    model: type[Model], document: YamlDocument, log: FindingLog, stand_ins: Mapping[str, Any]
) -> Draft[Model]:
    """The record of a document with a finding for every mistake; ``stand_ins`` hold a value for each required key."""
    found = faults(model, document.data)
    report_faults(model, found, document, log)
    if not found:
        return Draft(model.model_validate(document.data), document.values, frozenset())
    if not isinstance(document.data, dict):
        return stand_in(model, document.values, stand_ins)
    data, places = _sound_part(model, deepcopy(document.data), document.values)
    unread = _unread(model, found)
    values = {name: _value(field, field.alias or name, data, stand_ins) for name, field in model.model_fields.items()}
    return Draft(model.model_construct(**values), places, unread)


def stand_in(model: type[Model], places: PlaceMap, stand_ins: Mapping[str, Any]) -> Draft[Model]:
    """A record of which nothing could be read."""
    aliases = {name: field.alias or name for name, field in model.model_fields.items()}
    values = {name: _value(field, aliases[name], {}, stand_ins) for name, field in model.model_fields.items()}
    return Draft(model.model_construct(**values), places, frozenset(aliases.values()))


def without(places: PlaceMap, item: YamlPath) -> PlaceMap:
    """The places after an item of a list was left out: those behind it move up."""
    *above, index = item
    depth = len(above)
    kept: dict[YamlPath, Any] = {}
    for path, place in places.places.items():
        here = path[depth] if len(path) > depth and list(path[:depth]) == above else None
        if not isinstance(here, int) or not isinstance(index, int) or here < index:
            kept[path] = place
        elif here > index:
            kept[(*above, here - 1, *path[depth + 1 :])] = place
    return PlaceMap(kept, places.source)


def _sound_part(model: type[Record], data: dict[str, Any], places: PlaceMap) -> tuple[dict[str, Any], PlaceMap]:
    """The data without what is wrong: an entry of a list goes as a whole, so that no half of it is left."""
    for _ in range(_MOST_ROUNDS):
        cuts = {cut for fault in faults(model, data) if (cut := _cut(fault))}
        # From the end, so that positions before a cut stay; a cut inside another one is gone with it.
        for cut in sorted(cuts, key=_order, reverse=True):
            if not any(cut[: len(other)] == other for other in cuts if other != cut) and _remove(data, cut):
                places = without(places, cut) if isinstance(cut[-1], int) else places
        if not cuts:
            break
    return data, places


def _order(path: YamlPath) -> list[tuple[bool, str]]:
    """By number where there are numbers; a key never compares with one."""
    return [(isinstance(part, str), str(part).zfill(9)) for part in path]


def _cut(fault: ErrorDetails) -> YamlPath:
    """What to leave out for a fault: an unknown key alone, else the innermost entry of a list, else the key itself."""
    path = field_path(fault)
    if fault["type"] == "extra_forbidden":
        return path
    items = [number for number, part in enumerate(path, start=1) if isinstance(part, int)]
    if items:
        return path[: items[-1]]
    return path[:-1] if fault["type"] == "missing" else path


def _remove(data: Any, path: YamlPath) -> bool:
    *above, last = path
    for part in above:
        data = data[part]
    present = last in data if isinstance(data, dict) else isinstance(last, int) and last < len(data)
    if present:
        del data[last]
    return present


def _unread(model: type[Record], found: Iterable[ErrorDetails]) -> frozenset[str]:
    """The keys at the top whose value is not whole; an unknown key may be another one, misspelt."""
    known = {field.alias or name for name, field in model.model_fields.items()}
    keys = {str(path[0]) for fault in found if (path := field_path(fault))}
    return frozenset((keys & known) | suggested_keys(model, found))


def _value(field: FieldInfo, alias: str, data: Mapping[str, Any], stand_ins: Mapping[str, Any]) -> Any:
    if alias in data:
        try:
            return TypeAdapter(field.rebuild_annotation()).validate_python(data[alias])
        except ValidationError:
            return stand_ins.get(alias, field.get_default())
    return stand_ins[alias] if field.is_required() else field.get_default()
