"""What may stand in a call: addresses, numbers, the project and its files. A wrong one is a click.UsageError."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from ipaddress import ip_address
from pathlib import Path, PurePath

import click

Translate = Callable[[str], str]
READ = ("modules", "curriculum", "site", "mkdocs.yml")
"""What a project is read from."""
_NO_DESTINATION = ("modules", "curriculum", "site", "templates", "builder", "tests", ".git", ".github", ".ci", ".venv")


class AtLeastOne(click.ParamType[int]):
    """A whole number from 1 on."""

    name = "number"

    def __init__(self, translate: Translate) -> None:
        self._ = translate

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        _ = self._
        text = str(value)
        if not text.isascii() or not text.isdigit() or int(text) < 1:
            self.fail(_("%s does not do: a whole number is needed, at least 1.") % text, param, ctx)
        return int(text)


class Address(click.ParamType[str]):
    """``host:port`` as the server of the preview understands it."""

    name = "address"

    def __init__(self, translate: Translate) -> None:
        self._ = translate

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The address as it was given."""
        _ = self._
        host, _colon, port = str(value).rpartition(":")
        if not _is_host(host) or not _is_port(port):
            words = _(
                "%s is no address: give localhost or an IP address, a colon and a port from 1 to 65535, "
                "for example 127.0.0.1:8000."
            )
            self.fail(words % value, param, ctx)
        return str(value)


class Day(click.ParamType[date]):
    """A day as JJJJ-MM-TT."""

    name = "date"

    def __init__(self, translate: Translate) -> None:
        self._ = translate

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day."""
        if isinstance(value, date):
            return value
        _ = self._
        text = str(value)
        try:
            if len(text) != 10:
                raise ValueError
            return date.fromisoformat(text)
        except ValueError:
            self.fail(_("%s is no date: give year, month and day, for example 2026-11-22.") % text, param, ctx)


def _is_host(text: str) -> bool:
    if text == "localhost":
        return True
    try:
        ip_address(text[1:-1] if text.startswith("[") and text.endswith("]") else text)
    except ValueError:
        return False
    return True


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 5 and 1 <= int(text) <= 65535


def project(given: Path | None, _: Translate) -> Path:
    """The project: the folder given, or the nearest one from here upwards."""
    root = given or _nearest(Path.cwd())
    if root is None:
        raise click.UsageError(_("No project here: a folder with curriculum/ and modules/ is needed."))
    return root


def asked_paths(paths: Sequence[Path], _: Translate) -> tuple[Path, tuple[PurePath, ...]]:
    """The project these paths lie in, and the paths below it; none when the whole project is meant.

    What the program does not read is refused: „no findings“ would be no answer for it.
    """
    if not paths:
        return project(None, _), ()
    places = [_located(path, _) for path in paths]
    root = places[0][0]
    for path, (other, inside) in zip(paths, places, strict=True):
        if other.resolve() != root.resolve():
            raise click.UsageError(_("%s belongs to another project; check one project at a time.") % path)
        if inside.parts and inside.parts[0] not in READ:
            raise click.UsageError(_("%s is not read; read are modules/, curriculum/, site/ and mkdocs.yml.") % path)
    whole = any(not inside.parts for _root, inside in places)
    return root, () if whole else tuple(inside for _root, inside in places)


def _located(path: Path, _: Translate) -> tuple[Path, PurePath]:
    """The project of a path and the way to it from there: first as it is written, then where its links lead."""
    for way in (Path(os.path.abspath(path)), path.resolve()):  # noqa: PTH100  # Path.absolute() keeps the ".."
        root = _nearest(way)
        if root:
            return root, way.relative_to(root)
    raise click.UsageError(
        _("%s lies in no project: a folder with curriculum/ and modules/ above it is needed.") % path
    )


def _nearest(path: Path) -> Path | None:
    return next((folder for folder in (path, *path.parents) if _is_project(folder)), None)


def _is_project(path: Path) -> bool:
    return (path / "modules").is_dir() or (path / "curriculum" / "curriculum.yml").is_file()


def free_destination(asked: Path | None, root: Path, _: Translate) -> Path:
    """The folder for the result; never inside what the project is made from."""
    destination = asked or root / "dist"
    home = Path(os.path.realpath(destination))
    for name in _NO_DESTINATION:
        folder = root / name
        if any(_is_same(above, folder) for above in (home, *home.parents)):
            raise click.UsageError(_("The project is made from what is in %s; choose another folder.") % destination)
    return destination


def _is_same(one: Path, other: Path) -> bool:
    """Whether two names lead to one place, on disks too that do not tell M from m."""
    return one.exists() and other.exists() and one.samefile(other)
