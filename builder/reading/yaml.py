"""Strict YAML with places: only true/false are booleans, dates stay text, duplicate keys are findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from builder.findings import FindingLog
from builder.model.glyphs import INVISIBLE
from builder.reading import rules
from builder.source import Place, PlaceMap, SourceText, YamlPath

_PLAIN_NULL = re.compile(r"^(null|~|)$")
_PLAIN_BOOL = re.compile(r"^(true|false)$")
_PLAIN_INT = re.compile(r"^(0|[+-]?[1-9][0-9]*)$")
_MAX_DEPTH = 20

_PROBLEMS = (
    ("mapping values are not allowed", "ein Doppelpunkt steht mitten im Text"),
    ("could not find expected ':'", "ein Doppelpunkt fehlt"),
    ("found character '\\t'", "die Zeile ist mit Tabulator statt mit Leerzeichen eingerückt"),
    ("expected <block end>", "die Einrückung passt nicht zur Zeile darüber"),
    ("found unexpected end of stream", "ein Anführungszeichen wird nicht geschlossen"),
    ("while scanning a quoted scalar", "ein Anführungszeichen wird nicht geschlossen"),
    ("while parsing a flow", "eine Klammer [ oder { wird nicht geschlossen"),
    ("found character", "ein Zeichen darf hier nicht am Anfang stehen"),
    ("found undefined alias", "ein Verweis mit * führt ins Leere"),
    ("expected a single document", "eine Zeile --- steht mitten in den Angaben"),
)


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """Plain data and, for each path in it, the place of key and value."""

    data: Any
    keys: dict[YamlPath, Place]
    values: PlaceMap

    def place(self, path: YamlPath) -> Place:
        """The value's place; that of the nearest known part above where the path itself is not written."""
        return self.values.at(*path)

    def key_place(self, path: YamlPath) -> Place:
        """The place of the key (of the item, in a list)."""
        return self.keys.get(path) or self.place(path)


def read_yaml(source: SourceText, log: FindingLog, text: str | None = None, first_line: int = 1) -> YamlDocument | None:
    """Read ``text`` (default: all of the source), which begins at ``first_line`` of it; None where it is no YAML.

    Of a key given twice the first value counts, so that all else is still looked at.
    """
    content = source.text if text is None else text
    reader = _Reader(source, log, first_line - 1)
    before = len(log)
    try:
        _refuse_references(content, reader)
        node = None if len(log) > before else yaml.compose(content, Loader=yaml.SafeLoader)
    except yaml.reader.ReaderError as error:
        reader.unreadable(content, error.position)
        return None
    except yaml.YAMLError as error:
        reader.broken(error)
        return None
    if len(log) > before:
        return None
    data = reader.build(node, ()) if node is not None else None
    reader.values.setdefault((), source.place(first_line))
    return YamlDocument(data, reader.keys, PlaceMap(reader.values))


def _refuse_references(content: str, reader: _Reader) -> None:
    """Look at the events first: composing the tree recurses, and would follow aliases without end."""
    depth = 0
    for event in yaml.parse(content, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            reader.log.add(rules.BROKEN_YAML, reader.at(event.start_mark), problem="zu tief verschachtelt")
            return
        tagged = getattr(event, "tag", None) is not None
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or tagged:
            reader.log.add(rules.YAML_REFERENCE, reader.at(event.start_mark))


class _Reader:
    def __init__(self, source: SourceText, log: FindingLog, offset: int) -> None:
        self.source, self.log, self._offset = source, log, offset
        self.keys: dict[YamlPath, Place] = {}
        self.values: dict[YamlPath, Place] = {}

    def at(self, mark: Any) -> Place:
        return self.source.place(mark.line + 1 + self._offset, mark.column + 1)

    def unreadable(self, content: str, position: int) -> None:
        line, column = content.count("\n", 0, position), position - content.rfind("\n", 0, position)
        place = self.source.place(line + 1 + self._offset, column)
        self.log.add(rules.BROKEN_YAML, place, problem="ein Zeichen darf in YAML nicht stehen")

    def broken(self, error: yaml.YAMLError) -> None:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        place = self.at(mark) if mark else self.source.place(1 + self._offset)
        self.log.add(rules.BROKEN_YAML, place, problem=_german_problem(str(error)))

    def build(self, node: yaml.Node, path: YamlPath) -> Any:
        self.values[path] = self.at(node.start_mark)
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        for found in INVISIBLE.finditer(node.value):  # written as an escape, "\\0"
            self.log.add(rules.CONTROL_CHARACTER, self.values[path], name=f"U+{ord(found[0]):04X}")
        node.value = INVISIBLE.sub("\N{REPLACEMENT CHARACTER}", node.value)
        return _scalar(node)

    def _pairs(self, node: yaml.MappingNode, path: YamlPath) -> Iterator[tuple[str, Any]]:
        first_lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            place = self.at(key_node.start_mark)
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            if key in first_lines:
                self.log.add(rules.DUPLICATE_KEY, place, key=key, first=first_lines[key])
                continue
            first_lines[key] = place.line
            self.keys[(*path, key)] = place
            yield key, self.build(value_node, (*path, key))


def _scalar(node: Any) -> Any:
    value: str = node.value
    if node.style is not None:
        return value
    if _PLAIN_NULL.match(value):
        return None
    if _PLAIN_BOOL.match(value):
        return value == "true"
    return int(value) if _PLAIN_INT.match(value) and len(value) < 15 else value


def _german_problem(message: str) -> str:
    return next((german for part, german in _PROBLEMS if part in message), "die Schreibweise ist kein YAML")
