"""Confirming that a document was compared with the changed wording: one line in its file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from builder.law.review import Touched
from builder.model.citations import Kind
from builder.model.course import Course
from builder.output import rewrite
from builder.source import Place

KEY = "bestaetigt"


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
        case Kind.RULE_TABLE if course.shared.rule_table(document):
            path = f"curriculum/regelwerke/{document}.yml"
            return _below(path, course.place(path, "verantwortlich"))
        case Kind.MISCONCEPTION:
            ids = [misconception.id for misconception in course.shared.misconceptions]
            path = "curriculum/irrtuemer.yml"
            return _below(path, course.place(path, ids.index(document), "id"), "  ") if document in ids else None
        case _:
            return None


def _below(path: str, key: Place, indent: str = "") -> Target:
    return Target(path, key.line, indent)


class NoPlace(Exception):
    """A file in which the line cannot be written safely; the message is the line, for writing it by hand."""


def confirmation_line(touched: Iterable[Touched], day: date, role: str) -> str:
    """``- {datum: 2026-11-25, rolle: "…", normen: {"§ 61 Abs. 1 AsylG": "4be1f09ac2d7"}}``."""
    norms = dict(sorted((each.name, each.fingerprint) for each in touched))
    inside = ", ".join(f'"{name}": "{fingerprint}"' for name, fingerprint in norms.items())
    quoted = role.replace("\\", "\\\\").replace('"', '\\"')
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
            return "\n".join([*lines[:number], f"{target.indent}  {line}", *lines[number:]])
    here = target.line
    return "\n".join([*lines[:here], f"{target.indent}{KEY}:", f"{target.indent}  {line}", *lines[here:]])


def _inside(written: str, indent: str) -> bool:
    """Whether a line still belongs to the mapping."""
    return written != "---" and (not written.strip() or (written.startswith(indent) and not written.startswith("- ")))


def write_confirmation(root: Path, target: Target, line: str) -> None:
    """Put a line into the file of a document. Raises NoPlace."""
    path = root / target.path
    text = path.read_bytes().decode("utf-8")
    rewrite(path, with_line(text, line, target).encode())
