"""Strict YAML with places: only true/false are booleans, dates stay text, duplicate keys are findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from builder.findings import FindingLog
from builder.model.glyphs import BLANK, INVISIBLE, REPLACEMENT, UNPRINTABLE
from builder.reading import rules
from builder.reading.permissions import yaml_permissions
from builder.reading.yaml_errors import Problem, bad_character, explain, missing_colon
from builder.source import Place, PlaceMap, SourceText, YamlPath

_PLAIN_NULL = re.compile(r"^(null|~|)$")
_PLAIN_BOOL = re.compile(r"^(true|false)$")
_PLAIN_INT = re.compile(r"^(0|[+-]?[1-9][0-9]*)$")
_MAX_DEPTH = 20
_MOST_PIECES = 500
"""Entries a broken text is taken apart into; a curriculum has a dozen."""
_BEGINS_KEY, _BEGINS_ITEM = re.compile(r"[^\s#\]}-]|-\S"), re.compile(r"-")
"""Lines at the margin that begin an entry; a closing bracket ends the one above, and a dash may go on with it."""
_COMMENT = re.compile(r"\s*#")
_NAME = re.compile(r"[\s\"']*([\w-]+)")


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """Plain data and, for each path in it, the place of key and value. What could not be read is ``REPLACEMENT``."""

    data: Any
    keys: dict[YamlPath, Place]
    values: PlaceMap

    def place(self, path: YamlPath) -> Place:
        """The value's place; that of the nearest known part above where the path itself is not written."""
        return self.values.at(*path)

    def key_place(self, path: YamlPath) -> Place:
        """The place of the key (of the item, in a list)."""
        return self.keys.get(path) or self.place(path)


def read_yaml(source: SourceText, log: FindingLog, text: str | None = None, first_line: int = 1) -> YamlDocument:
    """Read ``text`` (default: all of the source), which begins at ``first_line`` of it.

    A mistake costs its own entry, not the others: of a key given twice the first value counts, a reference and an
    entry that is no YAML have a value that cannot be read.
    """
    content = source.text if text is None else text
    log.permitted += yaml_permissions(source, content, first_line, log)
    reader = _Reader(source, log)
    before = len(log)
    node = reader.compose(content, first_line)
    nothing = REPLACEMENT if len(log) > before else None
    data = reader.build(node, ()) if node is not None else nothing
    reader.values.setdefault((), source.place(first_line))
    return YamlDocument(data, reader.keys, PlaceMap(reader.values, source))


class _Composer(yaml.SafeLoader):
    """A tree without references and tags, never so deep that it cannot be walked; ``references``: where they stood."""

    def __init__(self, text: str, first_line: int) -> None:
        super().__init__(text)
        self.line = first_line - 1
        self.references: list[yaml.Mark] = []
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs leave the parser out
        mark: yaml.Mark = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            self.references.append(mark)
            self.get_event()  # type: ignore[no-untyped-call]
            return yaml.ScalarNode("", REPLACEMENT, mark, mark, style='"')
        if event.anchor is not None or event.tag is not None:
            self.references.append(mark)
            event.anchor, event.tag = None, None
        self._depth += 1
        if self._depth > _MAX_DEPTH and isinstance(event, yaml.CollectionStartEvent):
            raise yaml.MarkedYAMLError(problem="too deep", problem_mark=mark)
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


class _Reader:
    def __init__(self, source: SourceText, log: FindingLog) -> None:
        self.source, self.log = source, log
        self.keys: dict[YamlPath, Place] = {}
        self.values: dict[YamlPath, Place] = {}

    def at(self, mark: Any) -> Place:
        return self.source.place(mark.line + 1, mark.column + 1)

    def compose(self, content: str, first_line: int) -> yaml.Node | None:
        """The tree of a text; where that fails, what is sound of it, entry by entry."""
        try:
            return self._whole(content, first_line)
        except yaml.reader.ReaderError as error:
            line, column = (
                content.count("\n", 0, error.position),
                error.position - content.rfind("\n", 0, error.position),
            )
            self._broken(bad_character(first_line + line, column))
            return None
        except yaml.YAMLError as error:
            before = len(self.log)
            node = self._entries(content, first_line)
            if len(self.log) == before:
                self._broken(explain(error, content.split("\n"), first_line))
            return node

    def _whole(self, content: str, first_line: int) -> yaml.Node | None:
        composer = _Composer(content, first_line)
        node: yaml.Node | None = composer.get_single_node()
        for mark in composer.references:
            self.log.add(rules.YAML_REFERENCE, self.at(mark))
        return node

    def _broken(self, problem: Problem) -> None:
        place = self.source.place(*problem.spot)
        self.log.add(rules.BROKEN_YAML, place, problem=problem.text, hint=problem.hint)

    def _entries(self, content: str, first_line: int) -> yaml.Node | None:
        pieces = list(_pieces(content, first_line))
        if len(pieces) > _MOST_PIECES:
            return None
        nodes = [node for line, text in pieces if (node := self._entry(text, line))]
        if not nodes:
            return None
        kind = type(nodes[0])
        inside = [item for node in nodes if isinstance(node, kind) for item in node.value]
        start = yaml.Mark("", 0, first_line - 1, 0, None, 0)
        return kind("", inside, start, start)

    def _entry(self, text: str, line: int) -> yaml.CollectionNode | None:
        """One entry as a mapping or a list of its own; with a value that cannot be read where it is broken."""
        try:
            node = self._whole(text, line)
            if node is None or isinstance(node, yaml.CollectionNode):
                return node
            self._broken(missing_colon(line))
        except yaml.YAMLError as error:
            self._broken(explain(error, text.split("\n"), line))
        mark = yaml.Mark("", 0, line - 1, 0, None, 0)
        unread = yaml.ScalarNode("", REPLACEMENT, mark, mark, style='"')
        if text.startswith("-"):
            return yaml.SequenceNode("", [unread], mark, mark)
        name = _NAME.match(text)
        key = yaml.ScalarNode("", name[1] if name else REPLACEMENT, mark, mark)
        return yaml.MappingNode("", [(key, unread)], mark, mark)

    def build(self, node: yaml.Node, path: YamlPath) -> Any:
        self.values[path] = self.at(node.start_mark)
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        node.value = self._shown(node.value, self.values[path])
        return _scalar(node)

    def _shown(self, text: str, place: Place) -> str:
        """The text with nothing in it that nobody can see or print, though it was written as an escape, ``"\\0"``."""
        for found in INVISIBLE.finditer(text):
            self.log.add(rules.CONTROL_CHARACTER, place, name=f"U+{ord(found[0]):04X}", more="")
        text = INVISIBLE.sub(REPLACEMENT, text)
        for char in dict.fromkeys(UNPRINTABLE.findall(text)):
            if char not in self.source.text and char != REPLACEMENT:
                self.log.add(rules.NOT_PRINTABLE, place, char=char, name=f"U+{ord(char):04X}", more="")
        return "" if BLANK.fullmatch(text) else text

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


def _pieces(content: str, first_line: int) -> Iterator[tuple[int, str]]:
    """The entries at the margin of a text, each with its line in the file."""
    lines = content.split("\n")
    first = next((line for line in lines if _BEGINS_KEY.match(line) or _BEGINS_ITEM.match(line)), "")
    begins = _BEGINS_ITEM if _BEGINS_ITEM.match(first) and first != "---" else _BEGINS_KEY
    starts = [index for index, line in enumerate(lines) if begins.match(line)]
    indented = next((index for index, line in enumerate(lines) if line.strip() and not _COMMENT.match(line)), None)
    if indented is not None and indented not in starts:
        starts.insert(0, indented)  # nothing stands at the margin above it
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield first_line + start, "\n".join(lines[start:end])


def _scalar(node: Any) -> Any:
    value: str = node.value
    if node.style is not None:
        return value
    if _PLAIN_NULL.match(value):
        return None
    if _PLAIN_BOOL.match(value):
        return value == "true"
    return int(value) if _PLAIN_INT.match(value) and len(value) < 15 else value
