"""The zip in which gesetze-im-internet.de gives a law: one XML file, and perhaps pictures."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from io import BytesIO

from builder.law.unreadable import Unreadable

LARGEST_TEXT = 40_000_000
"""Bytes of XML; the largest federal law has about ten million."""
_HINT = "Laden Sie die Datei neu: https://www.gesetze-im-internet.de/<slug>/xml.zip"
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError, RuntimeError,
    OSError, ValueError,
)  # fmt: skip
"""What reading a damaged zip can end in."""


def xml_in_zip(data: bytes) -> bytes:
    """The XML in a zip, never more than LARGEST_TEXT of it. Raises Unreadable."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = [entry for entry in archive.infolist() if entry.filename.lower().endswith(".xml")]
            if len(names) != 1:
                raise Unreadable(f"Im Zip liegen {len(names)} XML-Dateien statt einer.", _HINT)
            with archive.open(names[0]) as file:
                text = file.read(LARGEST_TEXT + 1)
    except _DAMAGED:
        raise Unreadable("Die Datei ist kein vollständiges Zip.", _HINT) from None
    if len(text) > LARGEST_TEXT:
        raise Unreadable("Der Text im Zip ist ausgepackt unmöglich groß.", _HINT)
    return text
