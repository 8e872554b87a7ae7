"""Typst with our fonts and standards; its warnings are errors. Sheets are set with it, checks try pictures in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

STANDARDS = ["a-2a", "ua-1"]
"""PDF/A-2a for the archive, PDF/UA-1 for readers who cannot see (print.md section 6)."""
_FONTS = Path(__file__).resolve().parents[1] / "templates" / "print" / "fonts"
_TRIAL = b"""\
#set document(title: "?")
#set text(lang: "de")
= ?
#image(bytes(json("picture.json")), width: 10mm, height: 10mm, alt: "?")
"""
_PICTURE = b"""\
#set page(width: auto, height: auto, margin: 0pt)
#let drawn(width) = image(sys.inputs.source, width: width)
#context {
  let own = measure(drawn(auto))
  drawn(own.width * calc.min(800pt / own.width, 800pt / own.height))
}
"""
_PIXELS = 144
"""Per inch of 72 points: the longer side of a picture has 1,600."""


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


def raster(source: str, root: Path) -> bytes:
    """The picture that lies at ``source`` below ``root`` as PNG, 1,600 pixels on its longer side, on white.

    RuntimeError for what Typst cannot draw.
    """
    made = typst.compile(
        {"main.typ": _PICTURE},  # type: ignore[call-overload]  # as above
        root=root,
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=_PIXELS,
        sys_inputs={"source": source},
    )
    if not isinstance(made, bytes):
        raise RuntimeError("no picture")
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
    """The fonts of templates/print and those inside Typst; none of the system's."""
    return typst.Fonts(include_system_fonts=False, font_paths=[_FONTS])
