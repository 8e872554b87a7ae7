"""``manifest.json``: what an output tree holds, by whom it was made, and whether it still lies there."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.output.files import OutputFile, stay_below

MANIFEST = "manifest.json"
MANIFEST_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Made:
    """A file of an output tree as the manifest names it."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Unit:
    """What is built as one: a target of one module or rule table, or the site.

    ``inputs``: fingerprint of all it was made from.
    """

    name: str
    inputs: str
    facts: tuple[tuple[str, str], ...]
    files: tuple[Made, ...]


def read_manifest(destination: Path) -> tuple[Unit, ...]:
    """The units of an output tree; none when there is no manifest, or one we do not understand."""
    return _read(destination) or ()


def listed_files(destination: Path) -> frozenset[str]:
    """The paths a tree of ours may hold: the manifest and all it lists; none when the manifest is not ours."""
    units = _read(destination)
    if units is None:
        return frozenset()
    return frozenset([MANIFEST, *(file.path for unit in units for file in unit.files)])


def _read(destination: Path) -> tuple[Unit, ...] | None:
    try:
        data = json.loads((destination / MANIFEST).read_text(encoding="utf-8"))
        if data["format"] != MANIFEST_FORMAT:
            return None
        return tuple(_unit(name, unit) for name, unit in sorted(data["units"].items()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _unit(name: str, data: dict[str, Any]) -> Unit:
    files = tuple(Made(path, file["sha256"], file["size"]) for path, file in sorted(data["files"].items()))
    for file in files:
        stay_below(file.path)
    return Unit(name, data["inputs"], tuple(sorted(data["facts"].items())), files)


def manifest_file(units: Iterable[Unit]) -> OutputFile:
    """``manifest.json``: every file with SHA-256 and size under the unit it belongs to."""
    data = {
        "format": MANIFEST_FORMAT,
        "units": {
            unit.name: {
                "inputs": unit.inputs,
                "facts": dict(unit.facts),
                "files": {file.path: {"sha256": file.sha256, "size": file.size} for file in unit.files},
            }
            for unit in units
        },
    }
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
    return OutputFile(MANIFEST, text.encode() + b"\n")


def made_below(folder: Path, prefix: str) -> tuple[Made, ...]:
    """The files that lie below ``folder / prefix``, with their paths below ``folder``."""
    paths = sorted(path for path in (folder / prefix).rglob("*") if path.is_file())
    return tuple(_made(path, path.relative_to(folder).as_posix()) for path in paths)


def made_at(folder: Path, path: str) -> Made:
    """The file that lies there, for the manifest."""
    return _made(folder / path, path)


def is_intact(unit: Unit, destination: Path) -> bool:
    """Whether every file of the unit still lies there as it was made."""
    return all(_holds(destination / file.path, file) for file in unit.files)


def _holds(path: Path, file: Made) -> bool:
    return path.is_file() and path.stat().st_size == file.size and _made(path, file.path) == file


def _made(path: Path, name: str) -> Made:
    data = path.read_bytes()
    return Made(name, hashlib.sha256(data).hexdigest(), len(data))


def keep(unit: Unit, old: Path, new: Path) -> None:
    """Carry the files of a unit from the old tree into the new one; one that somebody deleted is not carried."""
    for file in unit.files:
        if (old / file.path).exists():
            twin(old / file.path, new / file.path)


def twin(source: Path, target: Path) -> None:
    """The same file in a second place: linked where the disk allows it, otherwise copied."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
