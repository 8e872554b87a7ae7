"""Typst: a tree and the pictures it names → PDF. The same tree gives the same bytes on every machine."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

import typst

from builder.model.glyphs import UNPRINTABLE
from builder.model.module import Media
from builder.output import Output, OutputFile, staged
from builder.rendering.assets import TEMPLATES

STANDARDS = ["a-2a", "ua-1"]
"""PDF/A-2a for the archive, PDF/UA-1 for readers who cannot see (print.md section 6)."""
_FOLDER = TEMPLATES / "print"


def pdf(sheet: str, document: dict[str, Any], media: Iterable[Media], day: date) -> bytes:
    """Set ``templates/print/<sheet>.typ`` with ``document`` as its ``doc.json``.

    ``day`` becomes the date in the file. A character that no font has is named in its place.
    A warning of Typst is an error here: RuntimeError, or typst.TypstError.
    """
    sources = {path.name: path for path in _FOLDER.glob("*.typ")}
    text = json.dumps(document, ensure_ascii=False, sort_keys=True)
    data = UNPRINTABLE.sub(lambda found: f"[U+{ord(found[0]):04X}]", text).encode()
    pictures = Output.of(OutputFile(f"media/{picture.name}", picture.data) for picture in media)
    with staged(pictures) as root:
        made, warnings = typst.compile_with_warnings(  # type: ignore[call-overload]  # its stub does not know files as a dict
            {**sources, "main.typ": sources[f"{sheet}.typ"], "doc.json": data},
            root=root,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=datetime.combine(day, time(), UTC),
        )
    if warnings:
        raise RuntimeError("; ".join(str(warning.message) for warning in warnings))
    if not isinstance(made, bytes):
        raise RuntimeError(f"{sheet}: no PDF")
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[_FOLDER / "fonts"])
