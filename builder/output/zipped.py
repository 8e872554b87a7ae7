"""A zip whose bytes depend on content alone, on every machine.

``zipfile`` would do, but for two things: it packs with the zlib of the system, which differs between systems (zlib,
zlib-ng) and with it the bytes, and it takes no other packer. libdeflate comes with its own wheel and packs 3 % smaller.

Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12, 4.3.16.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

import deflate

from builder.output.files import Output, OutputFile

_NEEDED = 20
"""Version 2.0 of the format: folders and deflate."""
_MADE_BY = 3 << 8 | _NEEDED
"""Made on Unix: the attributes are its permissions."""
_UTF8 = 1 << 11
_STORED, _DEFLATED = 0, 8
_MIDNIGHT, _FIRST_DAY = 0, 1 << 5 | 1
"""1 January 1980, 0:00, the earliest date a zip can hold: entries carry no build date."""
_PERMISSIONS = 0o100644 << 16
_SMALLEST = 12

_ENTRY = struct.Struct("<4s5H3L2H")
_LISTED = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


def zip_bytes(output: Output) -> bytes:
    """All files of an output, in its order; each packed, or stored where packing gains nothing.

    Raises struct.error beyond 65,535 files or 4 GiB: nothing that is to be read on a telephone comes near.
    """
    entries, listed = bytearray(), bytearray()
    for file in output.files:
        about, packed = _packed(file)
        name = file.path.encode()
        listed += _LISTED.pack(b"PK\1\2", _MADE_BY, *about, len(name), 0, 0, 0, 0, _PERMISSIONS, len(entries)) + name
        entries += _ENTRY.pack(b"PK\3\4", *about, len(name), 0) + name + packed
    count = len(output.files)
    return bytes(entries + listed + _END.pack(b"PK\5\6", 0, 0, count, count, len(listed), len(entries), 0))


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
