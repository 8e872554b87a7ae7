"""Confirming that a document was compared with the changed wording: one line in its file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from builder.law.review import Touched
from builder.model.citations import Kind
from builder.model.course import Course
from builder.output import rewrite
from builder.source import Place

KEY = "bestaetigt"
_ITEM = re.compile(r"(?P<before> *)- ")


@dataclass(frozen=True, slots=True)
class Target:
    """The mapping that takes a confirmation: the ``line`` (from 1) of an entry in it, ``indent`` before its keys."""

    path: str
    line: int
    indent: str = ""


def target_of(course: Course, kind: Kind, document: str) -> Target | None:
    """Where the confirmations of a document stand; None for one that has none, or is not there."""
    match kind:
        case Kind.MODULE:
            module = course.module(document)
            return _below(module.place.path, module.meta_places.at("verantwortlich")) if module else None
        case Kind.RULE_TABLE | Kind.PROCEDURE | Kind.CASE_STUDY:
            found = [one for one in course.shared.references if (one.kind, one.id) == (kind, document)]
            return _below(found[0].path, course.place(found[0].path, "verantwortlich")) if found else None
        case _:
            lists = {known: (file, [entry.id for entry in entries]) for known, file, entries in course.shared.lists}
            return _entry(course, *lists[kind], document) if kind in lists else None


def _entry(course: Course, file: str, ids: Sequence[str], document: str) -> Target | None:
    """An entry of a list, found by its id."""
    path = f"curriculum/{file}"
    return _below(path, course.place(path, ids.index(document), "id"), "  ") if document in ids else None


def _below(path: str, key: Place, indent: str = "") -> Target:
    return Target(path, key.line, indent)


class NoPlace(Exception):
    """A file in which the line cannot be written safely; the message is the line, for writing it by hand."""


def confirmation_line(touched: Iterable[Touched], day: date, role: str) -> str:
    """``- {datum: 2026-11-25, rolle: "…", normen: {"§ 61 Abs. 1 AsylG": "4be1f09ac2d7"}}``."""
    norms = dict(sorted((each.name, each.fingerprint) for each in touched))
    inside = ", ".join(f'"{name}": "{fingerprint}"' for name, fingerprint in norms.items())
    quoted = " ".join(role.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'- {{datum: {day}, rolle: "{quoted}", normen: {{{inside}}}}}'


def with_line(text: str, line: str, target: Target) -> str:
    """The text of a file with one more confirmation: under the key where it stands already, else below the anchor.

    Raises NoPlace where the key is written in one line, which only its author can take apart.
    """
    lines = text.split("\n")
    key = re.compile(rf"{target.indent}{KEY}:\s*(?P<value>[^#\s].*)?(?:#.*)?$")
    for number, written in enumerate(lines[target.line - 1 :], start=target.line):
        if number > target.line and not _inside(written, target.indent):
            break
        if found := key.match(written):
            if found["value"]:
                raise NoPlace(line)
            first = _ITEM.match(lines[number]) if number < len(lines) else None
            before = first["before"] if first else f"{target.indent}  "
            return "\n".join([*lines[:number], f"{before}{line}", *lines[number:]])
    here = target.line
    return "\n".join([*lines[:here], f"{target.indent}{KEY}:", f"{target.indent}  {line}", *lines[here:]])


def _inside(written: str, indent: str) -> bool:
    """Whether a line still belongs to the mapping."""
    return written != "---" and (not written.strip() or (written.startswith(indent) and not written.startswith("- ")))


def write_confirmation(root: Path, target: Target, line: str) -> None:
    """Put a line into the file of a document, and nothing else. Raises NoPlace."""
    path = root / target.path
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise NoPlace(line) from None
    end = "\r\n" if "\r\n" in text else "\n"
    new = with_line(text.replace("\r\n", "\n"), line, target)
    if not _adds_only(text, new, line):
        raise NoPlace(line)
    rewrite(path, new.replace("\n", end).encode())


def _adds_only(old: str, new: str, line: str) -> bool:
    """Whether the file says what it said before, and one confirmation more."""
    try:
        before, after, added = _data(old), _data(new), yaml.load(line, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return False
    pairs = [*zip(before, after, strict=False)] if isinstance(before, list) else [(before, after)]
    changed = [(was, now) for was, now in pairs if was != now]
    if len(changed) != 1 or not all(isinstance(entry, dict) for entry in changed[0]):
        return False
    was, now = changed[0]
    more = [each for each in now.get(KEY) or () if each not in (was.get(KEY) or ())]
    rest = [{key: value for key, value in entry.items() if key != KEY} for entry in (was, now)]
    return bool(more == added and rest[0] == rest[1] and len(now[KEY]) == len(was.get(KEY) or ()) + 1)


def _data(text: str) -> Any:
    """What a file says, all values as text: the head of a module, or the whole of a YAML file."""
    head = text.removeprefix("\ufeff").split("\n---", 1)[0] if text.lstrip("\ufeff").startswith("---") else text
    return yaml.load(head, Loader=_Strict)


class _Strict(yaml.BaseLoader):
    """A key that stands twice is a mistake."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping. Raises ConstructorError."""
        keys = [key.value for key, _ in node.value]
        if len(keys) != len(set(keys)):
            raise yaml.constructor.ConstructorError(None, None, "doppelt", node.start_mark)
        return super().construct_mapping(node, deep)
