"""How large the letters of a PDF stand on the sheet, in points, whatever they are scaled by on their way there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import pikepdf

SHOWN = ("Tj", "TJ")


def letter_sizes(data: bytes) -> Counter[float]:
    """Size → how many pieces of text have it, without running heads and feet."""
    with pikepdf.open(BytesIO(data)) as opened:
        return Counter(
            round(size, 1)
            for page in opened.pages
            for size in _sizes(page.obj, page.obj.Resources, pikepdf.Matrix(), inside=False)
        )


def _sizes(
    content: pikepdf.Object, resources: pikepdf.Object, matrix: pikepdf.Matrix, *, inside: bool
) -> Iterator[float]:
    """``inside``: of a picture, all of which is said."""
    kept: list[pikepdf.Matrix] = []
    marked: list[str] = []
    size, line = 0.0, pikepdf.Matrix()
    for operands, operator in pikepdf.parse_content_stream(content):
        match str(operator):
            case "q":
                kept.append(matrix)
            case "Q":
                matrix = kept.pop()
            case "cm":
                matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
            case "BMC" | "BDC":
                marked.append(str(operands[0]))
            case "EMC":
                marked.pop()
            case "Tf":
                size = float(operands[1])
            case "Tm":
                line = pikepdf.Matrix(*map(float, operands))
            case shown if shown in SHOWN and (inside or "/Artifact" not in marked):
                placed = line @ matrix
                yield size * float(placed.c**2 + placed.d**2) ** 0.5
            case "Do":
                inner = resources.XObject[str(operands[0])]
                if inner.get("/Subtype") == "/Form":
                    own = pikepdf.Matrix(*map(float, inner.get("/Matrix", [1, 0, 0, 1, 0, 0])))
                    yield from _sizes(inner, inner.get("/Resources", resources), own @ matrix, inside=True)
