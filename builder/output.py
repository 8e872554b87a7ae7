"""Files in memory → disk: the only room that writes. Trees are replaced as a whole or not at all."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath

ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can hold: entries carry no build date."""


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to be written: POSIX path relative to its tree, and its bytes."""

    path: str
    data: bytes

    def __post_init__(self) -> None:
        parts = PurePosixPath(self.path).parts
        if not parts or self.path.startswith("/") or ".." in parts or "\\" in self.path or ":" in self.path:
            raise ValueError(f"not a path below the output folder: {self.path!r}")

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
