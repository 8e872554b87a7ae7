"""Files in memory → disk: the only room that writes. Trees are replaced as a whole or not at all."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can hold: entries carry no build date."""


def stay_below(path: str) -> None:
    """Raise ValueError for a path that is not relative to its tree, or leaves it on any system."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\\" in path or ":" in path:
        raise ValueError(f"not a path below the output folder: {path!r}")


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to be written: POSIX path relative to its tree, and its bytes."""

    path: str
    data: bytes

    def __post_init__(self) -> None:
        stay_below(self.path)

    @property
    def sha256(self) -> str:
        """Hash of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Output:
    """What a renderer gives: files, in order of path."""

    files: tuple[OutputFile, ...]

    @classmethod
    def of(cls, files: Iterable[OutputFile]) -> Output:
        """Sorted; two files of one path are a programming error."""
        ordered = tuple(sorted(files, key=lambda file: file.path))
        paths = [file.path for file in ordered]
        if len(set(paths)) != len(paths):
            raise ValueError("two output files of one path")
        return cls(ordered)


def zip_bytes(output: Output) -> bytes:
    """A zip whose bytes depend on content alone: fixed order, date, permissions and method."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for file in output.files:
            entry = zipfile.ZipInfo(file.path, ZIP_DATE)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.data, zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()


@contextmanager
def staged(output: Output) -> Iterator[Path]:
    """A temporary folder with these files, for programs that read from disk; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="integrif-") as name:
        folder = Path(name)
        write_files(output, folder)
        yield folder


def write_files(output: Output, folder: Path) -> None:
    """Write all files below a folder that this program made itself."""
    for file in output.files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)


def write_new(output: Output, folder: Path) -> None:
    """Write files that must not exist yet; raises FileExistsError, and then nothing was written."""
    for file in output.files:
        if (folder / file.path).exists():
            raise FileExistsError(file.path)
    write_files(output, folder)


MANIFEST = "manifest.json"
MANIFEST_FORMAT = 1


class NotOurs(Exception):
    """The destination holds files that this program did not make."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file of an output tree as the manifest names it."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Unit:
    """What is built as one: a target of one module, or the site. ``inputs``: fingerprint of all it was made from."""

    name: str
    inputs: str
    facts: tuple[tuple[str, str], ...]
    files: tuple[Made, ...]


def read_manifest(destination: Path) -> tuple[Unit, ...]:
    """The units of an output tree; none when there is no manifest, or one we do not understand."""
    try:
        data = json.loads((destination / MANIFEST).read_text(encoding="utf-8"))
        if data["format"] != MANIFEST_FORMAT:
            return ()
        return tuple(_unit(name, unit) for name, unit in sorted(data["units"].items()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ()


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


def is_intact(unit: Unit, destination: Path) -> bool:
    """Whether every file of the unit still lies there as it was made."""
    return all(_holds(destination / file.path, file) for file in unit.files)


def _holds(path: Path, file: Made) -> bool:
    return path.is_file() and path.stat().st_size == file.size and _made(path, file.path) == file


def _made(path: Path, name: str) -> Made:
    data = path.read_bytes()
    return Made(name, hashlib.sha256(data).hexdigest(), len(data))


def keep(unit: Unit, old: Path, new: Path) -> None:
    """Carry the files of a unit from the old tree into the new one (linked where the disk allows it)."""
    for file in unit.files:
        target = new / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(old / file.path, target)
        except OSError:
            shutil.copyfile(old / file.path, target)


@contextmanager
def replacing(destination: Path) -> Iterator[Path]:
    """A new tree beside ``destination`` that takes its place at the end, as a whole; on any error nothing changes.

    Raises NotOurs when the destination holds something this program did not make.
    """
    destination = destination.absolute()
    destination.parent.mkdir(parents=True, exist_ok=True)
    _recover(destination)
    if destination.exists() and not _is_ours(destination):
        raise NotOurs(str(destination))
    staging = destination.parent / f".{destination.name}-{os.getpid()}"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    try:
        yield staging
        _swap(staging, destination)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _is_ours(destination: Path) -> bool:
    return destination.is_dir() and ((destination / MANIFEST).is_file() or not any(destination.iterdir()))


def _retired(destination: Path) -> Path:
    return destination.parent / f".{destination.name}-alt"


def _recover(destination: Path) -> None:
    """Finish what a killed build left behind: the last good tree comes back, half-made ones go."""
    retired = _retired(destination)
    if retired.exists() and not destination.exists():
        retired.rename(destination)
    shutil.rmtree(retired, ignore_errors=True)
    for left in destination.parent.glob(f".{destination.name}-*"):
        number = left.name.rpartition("-")[2]
        if number.isdigit() and not _is_running(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _is_running(process: int) -> bool:
    if os.name == "nt":  # signal 0 would end a process there
        return process == os.getpid()
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _swap(new: Path, destination: Path) -> None:
    """Put ``new`` in the place of ``destination``; afterwards ``new`` is gone or holds the old tree."""
    if not destination.exists():
        new.rename(destination)
    elif not _exchange(new, destination):
        retired = _retired(destination)
        destination.rename(retired)
        new.rename(destination)
        shutil.rmtree(retired, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, where the kernel can (Linux, renameat2(2)); False where it cannot."""
    at_working_directory, exchange = -100, 2
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    arguments = (at_working_directory, os.fsencode(one), at_working_directory, os.fsencode(other), exchange)
    return int(renameat2(*arguments)) == 0
