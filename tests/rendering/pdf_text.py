"""The text of a PDF as its own tables of characters give it: what can be searched, copied and read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf

_HEX = rb"<([0-9A-Fa-f]+)>\s*"
_ONE, _RANGE = re.compile(_HEX * 2), re.compile(_HEX * 3)


def pages_of(data: bytes) -> list[str]:
    """The text of each page in the order of drawing, a piece on a line; letters of a picture stand side by side."""
    with pikepdf.open(BytesIO(data)) as opened:
        return ["".join(_drawn(page.obj, page.obj.Resources)) for page in opened.pages]


def read_aloud(data: bytes) -> str:
    """The text of all pages as it is read aloud: without running heads and feet."""
    with pikepdf.open(BytesIO(data)) as opened:
        return "".join("".join(_drawn(page.obj, page.obj.Resources, furniture=False)) for page in opened.pages)


def _drawn(
    content: pikepdf.Object, resources: pikepdf.Object, end: str = "\n", furniture: bool = True
) -> Iterator[str]:
    """What a page or a picture on it shows."""
    table: dict[int, str] = {}
    marked: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(content):
        match str(operator):
            case "BMC" | "BDC":
                marked.append(str(operands[0]))
            case "EMC":
                marked.pop()
            case "Tj" | "TJ" | "Do" | "ET" if not furniture and "/Artifact" in marked:
                pass
            case "Tf":
                table = _characters(resources.Font[str(operands[0])])
            case "Tj" | "TJ":
                yield "".join(_said(part, table) for part in _strings(operands[0]))
            case "ET":
                yield end
            case "Do":
                inner = resources.XObject[str(operands[0])]
                if inner.get("/Subtype") == "/Form":
                    yield from _drawn(inner, inner.get("/Resources", resources), end="")


def _strings(operand: pikepdf.Object) -> Iterator[bytes]:
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    return (bytes(part) for part in parts if isinstance(part, pikepdf.String))


def _said(part: bytes, table: dict[int, str]) -> str:
    codes = [int.from_bytes(part[at : at + 2], "big") for at in range(0, len(part), 2)]
    return "".join(table.get(code, "\N{REPLACEMENT CHARACTER}") for code in codes)


def _characters(font: pikepdf.Object) -> dict[int, str]:
    """Code → text, from the ToUnicode map of a font."""
    found: dict[int, str] = {}
    for kind, block in re.findall(rb"begin(bfchar|bfrange)(.*?)endbf", font.ToUnicode.read_bytes(), re.DOTALL):
        for first, *rest in (_ONE if kind == b"bfchar" else _RANGE).findall(block):
            start = bytes.fromhex(rest[-1].decode()).decode("utf-16-be")
            last = int(rest[0] if kind == b"bfrange" else first, 16)
            for offset in range(last - int(first, 16) + 1):
                found[int(first, 16) + offset] = start[:-1] + chr(ord(start[-1]) + offset)
    return found
