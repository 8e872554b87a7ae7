"""The workshop beside an output tree: a folder that one build at a time works in. Its lock is also our mark on it.

The system lets go of a lock when its process ends, however it ends. So whoever holds the lock knows that whatever lies
in the workshop was left by a killed build. Nobody else's folder has our mark in it, and without it nothing is touched.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOCK = "integrif.lock"
"""Locked while a build runs, and the mark by which a workshop is known as ours."""
PATIENCE = 15.0
"""Seconds to wait for another build: most end sooner."""
_PAUSE = 0.1


class Busy(Exception):
    """Another build works on this destination and did not end in time; the message is the destination."""


class NotAWorkshop(Exception):
    """A folder of somebody else has the name of our workshop."""


def workshop_beside(destination: Path) -> Path:
    """Where the workshop of a destination is, whether it exists or not."""
    return destination.parent / f".{destination.name}.integrif"


@contextmanager
def workshop(destination: Path) -> Iterator[Path]:
    """The folder to work in beside ``destination``, for this process alone; gone afterwards if nothing is left in it.

    Raises Busy when another build keeps it, NotAWorkshop when the folder is not ours.
    """
    folder = workshop_beside(destination)
    lock = _waited_for(folder)
    if lock is None:
        raise Busy(str(destination))
    try:
        yield folder
    finally:
        _leave(folder, lock)


def _waited_for(folder: Path) -> int | None:
    """The lock of a folder as an open file; None when another process keeps it for too long."""
    until = time.monotonic() + PATIENCE
    while True:
        lock = _opened(folder)
        if lock is not None:
            if _locks(lock) and _lies_in(folder, lock):
                return lock
            os.close(lock)
        if time.monotonic() >= until:
            return None
        time.sleep(_PAUSE)


def _opened(folder: Path) -> int | None:
    """The lock file, made if need be; None when the build before us just took the folder away."""
    with suppress(FileExistsError):
        folder.mkdir()
    if folder.is_symlink() or not folder.is_dir():
        if os.path.lexists(folder):
            raise NotAWorkshop(str(folder))
        return None
    try:
        if not (folder / LOCK).is_file() and any(path.name != LOCK for path in folder.iterdir()):
            raise NotAWorkshop(str(folder))
        return os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    except FileNotFoundError:
        return None


def _lies_in(folder: Path, lock: int) -> bool:
    """Whether the file we locked is still the one others will find: its last holder deletes it."""
    try:
        return os.path.samestat(os.fstat(lock), (folder / LOCK).stat())
    except FileNotFoundError:
        return False


def _leave(folder: Path, lock: int) -> None:
    """Take the lock away and the folder with it; what could not be deleted stays, with our mark, for the next build."""
    empty = [path.name for path in folder.iterdir()] == [LOCK]
    if empty and os.name != "nt":  # before letting go, or the next build locks a file that is about to vanish
        (folder / LOCK).unlink()
    os.close(lock)
    with suppress(OSError):
        if empty and os.name == "nt":  # an open file cannot be deleted there, so one that is locked again survives
            (folder / LOCK).unlink()
        folder.rmdir()


if sys.platform == "win32":
    import msvcrt

    def _locks(lock: int) -> bool:
        try:
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locks(lock: int) -> bool:
        with suppress(OSError):  # a disk without locks, as some networks have: then nobody is kept waiting
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
        return True
