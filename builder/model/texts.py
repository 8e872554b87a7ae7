"""The texts of records read from YAML, with the way to each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from builder.source import YamlPath


def texts(value: Any, path: YamlPath = ()) -> Iterator[tuple[YamlPath, str]]:
    """Every text inside a record, a list or a group, and the German keys and indices that lead to it."""
    match value:
        case str():
            yield path, value
        case BaseModel():
            for name, field in type(value).model_fields.items():
                yield from texts(getattr(value, name), (*path, field.alias or name))
            yield from texts(value.model_extra or {}, path)
        case dict():
            for key, inner in value.items():
                yield from texts(inner, (*path, key))
        case tuple() | list():
            for index, inner in enumerate(value):
                yield from texts(inner, (*path, index))
