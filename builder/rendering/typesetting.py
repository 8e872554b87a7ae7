"""A tree and the pictures it names → PDF. The same tree gives the same bytes on every machine."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from builder.model.glyphs import UNPRINTABLE
from builder.model.module import Media
from builder.output import Output, OutputFile, staged
from builder.paper import raster, typeset
from builder.rendering.assets import TEMPLATES

_FOLDER = TEMPLATES / "print"


def pdf(sheet: str, document: dict[str, Any], media: Iterable[Media], day: date) -> bytes:
    """Set ``templates/print/<sheet>.typ`` with ``document`` as its ``doc.json``.

    ``day`` becomes the date in the file. A character that no font has is named in its place.
    RuntimeError for what Typst cannot set.
    """
    sources = {path.name: path for path in _FOLDER.glob("*.typ")}
    text = json.dumps(document, ensure_ascii=False, sort_keys=True)
    data = UNPRINTABLE.sub(lambda found: f"[U+{ord(found[0]):04X}]", text).encode()
    pictures = Output.of(OutputFile(f"media/{picture.name}", picture.data) for picture in media)
    with staged(pictures) as root:
        return typeset({**sources, "main.typ": sources[f"{sheet}.typ"], "doc.json": data}, root, day)


def png(picture: Media) -> bytes:
    """A picture for files that hold no drawings, see ``paper.raster``."""
    with staged(Output((OutputFile(picture.name, picture.data),))) as root:
        return raster(picture.name, root)
