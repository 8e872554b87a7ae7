"""Words → identifiers: ä becomes ae, ß becomes ss, everything else that is no letter or digit becomes ``_``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ẞ": "SS"})


def slug(text: str, taken: Collection[str] = ()) -> str:
    """A readable identifier ``[a-z][a-z0-9_]*`` of at most 60 characters that is not in ``taken``."""
    composed = unicodedata.normalize("NFC", text).translate(_GERMAN)
    plain = unicodedata.normalize("NFKD", composed).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:50].rstrip("_")
    base = base if base[:1].isalpha() else f"a_{base}".rstrip("_")
    name, number = base, 2
    while name in taken:
        name, number = f"{base}_{number}", number + 1
    return name
