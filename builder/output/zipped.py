"""A zip whose bytes depend on content alone, on every machine.

``zipfile`` would do, but for two things: it packs with the zlib of the system, which differs between systems (zlib,
zlib-ng) and with it the bytes, and it takes no other packer. libdeflate comes with its own wheel and packs 3 % smaller.

Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12, 4.3.14–16, 4.5.3.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import deflate

from builder.output.files import Output, OutputFile

_NEEDED = 20
"""Version 2.0 of the format: folders and deflate."""
_MADE_BY = 3 << 8 | _NEEDED
"""Made on Unix: the attributes are its permissions."""
_NEEDED_WIDE = 45
_MADE_BY_WIDE = 3 << 8 | _NEEDED_WIDE
"""Version 4.5: numbers of eight bytes (Zip64), for a list of very many files or one that begins beyond 4 GiB."""
_MANY, _WIDE = 0xFFFF, 0xFFFFFFFF
"""From here on a number of two or four bytes says: look for the wide one."""
_UTF8 = 1 << 11
_STORED, _DEFLATED = 0, 8
_MIDNIGHT, _FIRST_DAY = 0, 1 << 5 | 1
"""1 January 1980, 0:00, the earliest date a zip can hold: entries carry no build date."""
_PERMISSIONS = 0o100644 << 16
_SMALLEST = 12

_ENTRY = struct.Struct("<4s5H3L2H")
_LISTED = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_WIDE_END = struct.Struct("<4sQ2H2L4Q")
_WIDE_PLACE = struct.Struct("<4sLQL")
_EXTRA = struct.Struct("<2HQ")


def zip_bytes(output: Output) -> bytes:
    """All files of an output, in its order; each packed, or stored where packing gains nothing."""
    whole = BytesIO()
    _write(output.files, whole)
    return whole.getvalue()


def zip_tree(folder: Path, target: Path) -> None:
    """Pack all files below a folder into a file, in order of path, never more than one of them in memory."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    files = (OutputFile(path, (folder / path).read_bytes()) for path in paths)
    with target.open("xb") as whole:
        _write(files, whole)


def _write(files: Iterable[OutputFile], whole: BinaryIO) -> None:
    """The entries one after another, then the list of them, then its end."""
    listed: list[bytes] = []
    start = 0
    for file in files:
        about, packed = _packed(file)
        name = file.path.encode()
        place, extra = (start, b"") if start < _WIDE else (_WIDE, _EXTRA.pack(1, 8, start))
        lengths = (len(name), len(extra), 0, 0, 0)
        listed.append(_LISTED.pack(b"PK\1\2", _MADE_BY, *about, *lengths, _PERMISSIONS, place) + name + extra)
        start += whole.write(_ENTRY.pack(b"PK\3\4", *about, len(name), 0) + name + packed)
    whole.write(b"".join(listed) + _end(len(listed), sum(map(len, listed)), start))


def _end(count: int, length: int, start: int) -> bytes:
    """Number of entries, length and place of their list."""
    wide = b""
    if count >= _MANY or start >= _WIDE:
        wide = _WIDE_END.pack(b"PK\6\6", 44, _MADE_BY_WIDE, _NEEDED_WIDE, 0, 0, count, count, length, start)
        wide += _WIDE_PLACE.pack(b"PK\6\7", 0, start + length, 1)
    count, length, start = min(count, _MANY), min(length, _WIDE), min(start, _WIDE)
    return wide + _END.pack(b"PK\5\6", 0, 0, count, count, length, start, 0)


def repacked(data: bytes) -> bytes:
    """A zip that another program wrote, packed anew: others write the clock into theirs. Its files keep their order."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return zip_bytes(Output(tuple(OutputFile(name, archive.read(name)) for name in archive.namelist())))


def _packed(file: OutputFile) -> tuple[tuple[int, ...], bytes]:
    """What both headers say alike, from the version needed to the length, and the bytes that follow."""
    method, packed = _DEFLATED, bytes(deflate.deflate_compress(file.data, _SMALLEST))
    if len(packed) >= len(file.data):
        method, packed = _STORED, file.data
    flags = 0 if file.path.isascii() else _UTF8
    about = (_NEEDED, flags, method, _MIDNIGHT, _FIRST_DAY, zlib.crc32(file.data), len(packed), len(file.data))
    return about, packed
