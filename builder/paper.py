"""Typst with our fonts and standards; its warnings are errors. Sheets are set with it, pictures tried and drawn."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

STANDARDS = ["a-2a", "ua-1"]
"""PDF/A-2a for the archive, PDF/UA-1 for readers who cannot see (print.md section 6)."""
FAMILIES = ("Source Sans 3", "Atkinson Hyperlegible Next", "Noto Naskh Arabic")
_FONTS = Path(__file__).resolve().parents[1] / "templates" / "print" / "fonts"
_TRIAL = b"""\
#set document(title: "?")
#set text(lang: "de")
= ?
#image(bytes(json("picture.json")), width: 10mm, height: 10mm, alt: "?")
"""
_DRAWING = b"""\
#let (side, grows, data) = json("picture.json")
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set text(font: "Source Sans 3")
#context {
  let picture = image.with(bytes(data))
  let own = measure(picture())
  let fitting = side * 1pt / if grows { calc.max(own.width, own.height) } else { own.width }
  picture(width: own.width * if grows { fitting } else { calc.min(1, fitting) })
}
"""


def typeset(files: Mapping[str, bytes | Path], root: Path, day: date) -> bytes:
    """The PDF of ``main.typ``; ``root`` is all of the disk that Typst sees, ``day`` the date in the file.

    A warning of Typst is an error here: RuntimeError, as typst.TypstError is one.
    """
    try:
        made, warnings = typst.compile_with_warnings(
            dict(files),  # type: ignore[call-overload]  # its stub does not know files as a dict
            root=root,
            font_paths=fonts(),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=datetime.combine(day, time(), UTC),
        )
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # Rust's own; no module has it, and it is no Exception
            raise RuntimeError(f"Typst: {error}") from error
        raise
    if warnings:
        raise RuntimeError("; ".join(str(warning.message) for warning in warnings))
    if not isinstance(made, bytes):
        raise RuntimeError("no PDF")
    return made


def can_draw(picture: bytes) -> bool:
    """Whether a picture can stand on a sheet. Reads and writes nothing: its bytes go in as numbers."""
    files: dict[str, Any] = {"main.typ": _TRIAL, "picture.json": json.dumps(list(picture)).encode()}
    try:
        return bool(typeset(files, _FONTS, date(2026, 1, 1)))
    except RuntimeError:
        return False


@cache
def fonts() -> typst.Fonts:
    """The fonts of templates/print and those inside Typst; none of the system's.

    FileNotFoundError where one of ours is not there: the copy of the project is not whole.
    """
    found = typst.Fonts(include_system_fonts=False, font_paths=[_FONTS])
    missing = [name for name in FAMILIES if name not in found.families()]
    if missing:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), f"templates/print/fonts: {', '.join(missing)}")
    return found


def drawn(picture: bytes, side: float, ppi: int, grows: bool = False) -> bytes:
    """A picture as PNG, in its own size but no wider than ``side`` points; if it ``grows``, its longer side is so long.

    RuntimeError where it cannot be drawn.
    """
    files: dict[str, Any] = {"main.typ": _DRAWING, "picture.json": json.dumps([side, grows, list(picture)]).encode()}
    made = typst.compile(
        files,  # type: ignore[call-overload]  # its stub does not know files as a dict
        root=_FONTS,
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=float(ppi),
    )
    if not isinstance(made, bytes):
        raise RuntimeError("no picture")
    return made
