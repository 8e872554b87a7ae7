"""The schemas of a SCORM edition in a folder, for packages that carry them (scorm.md C)."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

from builder.output import Output, OutputFile

MAX_SCHEMAS = 2_000_000
"""Bytes of all schemas of an edition; those of SCORM 2004 have 220,000."""
MOST_FOLDERS = 2_000
"""Folders that are looked into."""
_ENDINGS = (".xsd", ".dtd")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)
_XSD = "{http://www.w3.org/2001/XMLSchema}"
_REFERRING = (f"{_XSD}import", f"{_XSD}include", f"{_XSD}redefine")


class NoSchemaFolder(Exception):
    """More than a folder of schemas can hold; the message is the folder."""


@dataclass(frozen=True, slots=True)
class Schemas:
    """What was found for an edition, with names below the folder of its first schema; ``missing``: what it lacks."""

    files: Output
    missing: tuple[str, ...]


def read_schemas(folder: Path, names: Sequence[str]) -> Schemas:
    """The schemas in the uppermost folder, from this one down, that holds the first of the names and all it needs.

    Where none does, what the uppermost with the first name lacks. Links that lead out of the folder are not followed.
    Raises NoSchemaFolder.
    """
    incomplete: Schemas | None = None
    for home in _homes(folder, names[0]):
        files = _files(home, folder.resolve())
        found = Schemas(Output.of(OutputFile(*file) for file in files.items()), _missing(files, names))
        if not found.missing:
            return found
        incomplete = incomplete or found
    return incomplete or Schemas(Output(()), tuple(names))


def _homes(folder: Path, name: str) -> list[Path]:
    """The folders that hold a file of that name, the uppermost first."""
    found = [home for home, names in _walk(folder, folder) if name in names]
    return sorted(found, key=lambda home: (len(home.parts), home.as_posix()))


def _walk(folder: Path, asked: Path) -> Iterator[tuple[Path, list[str]]]:
    """Each folder from this one down with its files; hidden ones and links to folders left out."""
    for number, (home, folders, files) in enumerate(os.walk(folder)):
        if number >= MOST_FOLDERS:
            raise NoSchemaFolder(str(asked))
        folders[:] = sorted(filter(_NAME.fullmatch, folders))
        yield Path(home), sorted(filter(_NAME.fullmatch, files))


def _files(home: Path, asked: Path) -> dict[str, bytes]:
    """The schemas from a folder down, by name below it."""
    paths = [folder / name for folder, names in _walk(home, asked) for name in names if name.endswith(_ENDINGS)]
    inside = [path for path in paths if path.is_file() and path.resolve().is_relative_to(asked)]
    if sum(path.stat().st_size for path in inside) > MAX_SCHEMAS:
        raise NoSchemaFolder(str(home))
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in inside}


def _missing(files: Mapping[str, bytes], names: Sequence[str]) -> tuple[str, ...]:
    """Of these schemas, and of all that they refer to below their folder, those that are not there."""
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += _referred(name, files.get(name, b""))
    return tuple(sorted(seen - files.keys()))


def _referred(name: str, data: bytes) -> Iterator[str]:
    """The files that a schema needs beside it. IMS' own ``ims_xml.xsd`` is no sound XML: what can be read, counts."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return
    for element in () if root is None else root.iter(*_REFERRING):
        location = (element.get("schemaLocation") or "").strip()
        if location and not urlsplit(location).scheme:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(name), location))
