"""PNG and JPEG: whether the file is whole and how large it is, read from its headers alone."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

Problem = tuple[int, str]
"""Line in the file (from 1) and, in German, what is wrong there."""

MOST_PIXELS = 50_000_000
"""Drawing takes four to eight bytes of memory for each, in every browser and on every build."""
_PNG = b"\x89PNG\r\n\x1a\n"
_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_LONE = {0x01, *range(0xD0, 0xD8)}
_SCAN = 0xDA
_CMYK = 4


def png(data: bytes) -> Iterator[Problem]:
    """What is wrong with a PNG (PNG, section 5), as far as its chunks tell."""
    chunks = list(_chunks(data))
    if [name for name, _ in chunks[-1:]] != [b"IEND"] or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13:
        yield 1, "die Datei ist kein vollständiges PNG"
        return
    header = chunks[0][1]
    yield from _size(int.from_bytes(header[:4]), int.from_bytes(header[4:8]))


def jpeg(data: bytes) -> Iterator[Problem]:
    """What is wrong with a JPEG (ITU-T T.81, annex B), as far as its segments tell."""
    frame = _frame(data) if data.rstrip(b"\0").endswith(b"\xff\xd9") else b""
    if len(frame) < 6:
        yield 1, "die Datei ist kein vollständiges JPEG"
        return
    yield from _size(int.from_bytes(frame[3:5]), int.from_bytes(frame[1:3]))
    if frame[5] == _CMYK:
        yield 1, "die Farben sind für eine Druckerei gemischt (CMYK), gebraucht wird RGB"


def _size(width: int, height: int) -> Iterator[Problem]:
    if width * height == 0:
        yield 1, "Breite oder Höhe ist 0"
    elif width * height > MOST_PIXELS:
        yield 1, f"es hat {width} × {height} Bildpunkte, höchstens 50 Millionen gehen"


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each chunk, up to the last one or the first that is damaged."""
    at, name = len(_PNG), b""
    while data.startswith(_PNG) and at + 12 <= len(data) and name != b"IEND":
        end = at + 8 + int.from_bytes(data[at : at + 4])
        name = data[at + 4 : at + 8]
        if zlib.crc32(data[at + 4 : end]).to_bytes(4) != data[end : end + 4]:
            return
        yield name, data[at + 8 : end]
        at = end + 4


def _frame(data: bytes) -> bytes:
    """Content of the frame header (precision, height, width, components …); empty where a scan begins without one."""
    at, frame = 2, b""
    while data.startswith(b"\xff\xd8") and data[at : at + 1] == b"\xff" and at + 4 <= len(data):
        marker = data[at + 1]
        if marker == _SCAN:
            return frame
        if marker == 0xFF or marker in _LONE:
            at += 1 if marker == 0xFF else 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker in _SIZES:
            frame = data[at + 4 : end]
        at = end
    return b""
