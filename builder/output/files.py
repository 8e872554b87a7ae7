"""Files in memory, and writing them to disk."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath


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

    @classmethod
    def together(cls, outputs: Iterable[Output]) -> Output:
        """The files of several outputs as one."""
        return cls.of(file for output in outputs for file in output.files)


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


def present(path: Path) -> bytes | None:
    """What a file holds that is to be rewritten; None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def rewrite(path: Path, data: bytes) -> None:
    """Give a file new content: all of it or, whatever happens, none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as new:
        try:
            new.write(data)
            new.close()
            if path.exists():
                shutil.copymode(path, new.name)
            else:
                Path(new.name).chmod(0o644)
            Path(new.name).replace(path)
        except BaseException:
            Path(new.name).unlink(missing_ok=True)
            raise


class LeadsOutside(Exception):
    """A path that leaves its folder through a link; the message is the path."""


def write_new(output: Output, folder: Path) -> None:
    """Write files that must not exist yet, not even as links that lead nowhere.

    Raises FileExistsError with the path in the way, or LeadsOutside; then nothing was written.
    """
    for file in output.files:
        _free_way(folder, file.path)
    for file in output.files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as new:
            new.write(file.data)


def _free_way(folder: Path, path: str) -> None:
    """Raise when something stands where the file or one of its folders is to be."""
    if os.path.lexists(folder / path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
    for above in list(PurePosixPath(path).parents)[:-1]:
        if os.path.lexists(folder / above) and not (folder / above).is_dir():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), above.as_posix())
    if not (folder / path).parent.resolve().is_relative_to(folder.resolve()):
        raise LeadsOutside(path)
