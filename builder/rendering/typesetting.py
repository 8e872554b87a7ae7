"""A tree and the pictures it names → PDF. The same tree gives the same bytes on every machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from builder.model.glyphs import UNPRINTABLE
from builder.model.module import Media
from builder.output import Output, OutputFile, staged
from builder.paper import typeset
from builder.rendering.assets import TEMPLATES

_FOLDER = TEMPLATES / "print"


def pdf(sheet: str, document: dict[str, Any], media: Iterable[Media], day: date) -> bytes:
    """Set ``templates/print/<sheet>.typ`` with ``document`` as its ``doc.json``.

    ``day`` becomes the date in the file. A character that no font has is named in its place.
    NotSet for what Typst cannot set.
    """
    pictures = Output.of(OutputFile(f"media/{picture.name}", picture.data) for picture in media)
    with staged(pictures) as root:
        set_in = partial(_set, root=root, day=day)
        try:
            return set_in(sheet, document)
        except RuntimeError as error:
            raise NotSet(_culprit(document, str(error), set_in), str(error)) from error


class NotSet(RuntimeError):
    """What Typst cannot set: ``place``, file and line of the text it gave up on (empty where nobody knows), and why."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(place, reason)
        self.place, self.reason = place, reason

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}" if self.place else self.reason


def _set(sheet: str, document: dict[str, Any], root: Path, day: date) -> bytes:
    sources = {path.name: path for path in _FOLDER.glob("*.typ")}
    text = json.dumps(document, ensure_ascii=False, sort_keys=True)
    data = UNPRINTABLE.sub(lambda found: f"[U+{ord(found[0]):04X}]", text).encode()
    return typeset({**sources, "main.typ": sources[f"{sheet}.typ"], "doc.json": data}, root, day)


def _culprit(document: dict[str, Any], reason: str, set_in: Callable[[str, dict[str, Any]], bytes]) -> str:
    """The place of the innermost block that cannot be set for the same reason when it stands alone."""
    found, blocks = "", list(_placed(document))
    while blocks:
        block = blocks.pop(0)
        try:
            set_in("trial", document | {"trial": block, "answers": []})
        except RuntimeError as error:
            if str(error) == reason:
                found, blocks = block["at"], list(_placed([*block.values()]))
    return found


def _placed(tree: Any) -> Iterator[dict[str, Any]]:
    """The outermost blocks below a tree that know where they were written."""
    for inner in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list | tuple) else ():
        if isinstance(inner, dict) and "at" in inner and "k" in inner:
            yield inner
        else:
            yield from _placed(inner)
