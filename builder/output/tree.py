"""An output tree on disk: whose it is, and how a new one takes its place."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from builder.output.claim import NotAWorkshop, workshop, workshop_beside
from builder.output.manifest import listed_files

_SITE = "site/"
"""The folder ``mkdocs build`` writes to by itself (site_dir in mkdocs.yml): what lies below is MkDocs' own."""
_SITE_MARK = "site/404.html"
"""A page every site of ours has; without a manifest it tells our site from any other folder of that name."""
_OF_THE_SYSTEM = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""Left behind by systems when someone looks into a folder."""


class NotOurs(Exception):
    """A destination that holds files this program did not make: ``foreign`` names them, or the folder itself."""

    def __init__(self, folder: Path, foreign: Sequence[str]) -> None:
        super().__init__(f"{folder}: {', '.join(foreign)}")
        self.folder, self.foreign = folder, tuple(foreign)


@contextmanager
def claimed(destination: Path) -> Iterator[Path]:
    """The real folder behind ``destination``, kept for this build alone; what a killed build left is put right first.

    Raises NotOurs when it holds something this program did not make, Busy when another build does not end.
    """
    with _kept(destination) as home:
        _refuse_foreign(home)
        yield home


@contextmanager
def replacing(home: Path) -> Iterator[Path]:
    """A new tree that takes the place of a claimed one at the end, as a whole; on any error nothing changes.

    Raises NotOurs when someone has put a file of theirs into the old one meanwhile.
    """
    with _successor(home) as new:
        yield new
        _refuse_foreign(home)


@contextmanager
def renewed(folder: Path) -> Iterator[Path]:
    """A new folder for one that its maker empties each time, as MkDocs does; on any error nothing changes.

    Raises NotOurs when somebody else's folder stands in the way of the work, Busy when another build does not end.
    """
    with _kept(folder) as home, _successor(home) as new:
        yield new


@contextmanager
def _kept(destination: Path) -> Iterator[Path]:
    """The real folder behind ``destination``, for this build alone, after what a killed one left was put right."""
    home = _real(destination)
    home.parent.mkdir(parents=True, exist_ok=True)
    try:
        with workshop(home) as room:
            _recover(home, room)
            yield home
    except NotAWorkshop as error:
        raise NotOurs(home.parent, [Path(str(error)).name]) from None


@contextmanager
def _successor(home: Path) -> Iterator[Path]:
    """An empty folder in the workshop that takes the place of ``home`` at the end, unless there is an error."""
    room = workshop_beside(home)
    new = room / "new"
    new.mkdir()
    try:
        yield new
        _swap(new, home, room / "old")
    finally:
        _recover(home, room)


def _real(destination: Path) -> Path:
    """The place itself where ``destination`` is a link: the link stays."""
    home = Path(os.path.realpath(destination))
    if home.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(destination))
    return home


def _refuse_foreign(home: Path) -> None:
    foreign = _foreign_files(home)
    if foreign:
        raise NotOurs(home, foreign)


def _foreign_files(home: Path) -> list[str]:
    """What this program did not make, in order of path."""
    if not home.is_dir():
        return [home.name] if os.path.lexists(home) else []
    listed, found = listed_files(home), sorted(_files_below(home))
    site = _SITE if listed or _SITE_MARK in found else None
    return [
        path
        for path in found
        if path not in listed and not (site and path.startswith(site)) and Path(path).name not in _OF_THE_SYSTEM
    ]


def _files_below(home: Path) -> Iterator[str]:
    """Everything that is no folder; a link to a folder counts as a file."""
    for folder, folders, files in os.walk(home):
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in (*files, *links):
            yield (Path(folder) / name).relative_to(home).as_posix()


def _recover(home: Path, room: Path) -> None:
    """Finish what an interrupted build left behind: the last good tree comes back, half-made ones go."""
    if (room / "old").exists() and not home.exists():
        (room / "old").rename(home)
    _remove(room / "new")
    _remove(room / "old")


def _remove(tree: Path) -> None:
    """Delete a tree of ours, read-only parts too; what someone holds open stays for the next build to delete."""
    if not tree.exists():
        return
    try:
        shutil.rmtree(tree)
    except OSError:
        _open_up(tree)
        shutil.rmtree(tree, ignore_errors=True)


def _open_up(tree: Path) -> None:
    """Make everything below deletable. Links are left out: what they lead to is not ours."""
    _allow_all(tree)
    for folder, folders, files in os.walk(tree):
        for name in (*folders, *(files if os.name == "nt" else ())):  # only Windows asks the file itself
            _allow_all(Path(folder) / name)


def _allow_all(path: Path) -> None:
    with suppress(OSError):
        if not path.is_symlink():
            path.chmod(stat.S_IMODE(path.stat().st_mode) | stat.S_IRWXU)


def _swap(new: Path, home: Path, old: Path) -> None:
    """Put ``new`` in the place of ``home``; afterwards the old tree, if any, is at ``new`` or ``old``."""
    if not home.exists():
        new.rename(home)
        return
    _allow_all(home)  # a folder that is read-only cannot be moved elsewhere
    if not _exchange(new, home):
        home.rename(old)
        new.rename(home)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, where the kernel can (Linux, renameat2(2)); False where it cannot."""
    at_working_directory, exchange = -100, 2
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    arguments = (at_working_directory, os.fsencode(one), at_working_directory, os.fsencode(other), exchange)
    return int(renameat2(*arguments)) == 0
