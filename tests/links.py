"""Where the links of a folder of pages lead."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html


def documents(folder: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    """The pages below a folder by their paths; those that a zip in it holds are none."""
    for path in sorted(folder.rglob("*.html")):
        yield path.relative_to(folder).as_posix(), html.fromstring(path.read_bytes())


def broken_links(folder: Path) -> list[str]:
    """Links, scripts, styles and pictures that lead to a file or an anchor that is not there; addresses of others aside."""
    pages = dict(documents(folder))
    ids = {name: {element.get("id") for element in page.iter() if element.get("id")} for name, page in pages.items()}
    return [
        f"{name}: {address}"
        for name, page in pages.items()
        for element in page.iter("a", "link", "script", "img")
        if (address := element.get("href") or element.get("src")) and not _leads(address, name, folder, ids)
    ]


def _leads(address: str, name: str, folder: Path, ids: dict[str, set[str | None]]) -> bool:
    parts = urlsplit(address)
    if parts.scheme:
        return True
    target = os.path.normpath(_start(parts.path, name) / unquote(parts.path)).lstrip("/") if parts.path else name
    place = parts.fragment.partition("?")[0]  # what follows is for a script that begins there
    return (folder / target).is_file() and (not place or place in ids[target])


def _start(path: str, name: str) -> Path:
    return Path("/") if path.startswith("/") else Path("/", name).parent
