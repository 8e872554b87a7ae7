"""German typography that authors need not type: blanks that must not break. And what XML cannot hold."""

from __future__ import annotations

import re

NBSP = "\u00a0"
NARROW = "\u202f"
_BEFORE_NUMBER = re.compile(
    r"(§§?|\b(?:Art|Abs|Nr|Nrn|S|Rn|UAbs|lit|Buchst|Satz|Absatz|Nummer|Artikel)\.?) (?=[0-9a-z]{1,4}\b)"
)
_BOOK = re.compile(r"\bSGB (?=[IVX]+\b)")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ABBREVIATION = re.compile(r"\b(z|d|u|i|o)\. ?(B|h|a|V|m|Ä|d)\.(?: ?(m|V|R)\.)?")


def bind(text: str) -> str:
    """The text with no-break blanks after „§“, „Abs.“ and inside „SGB X“, „z. B.“."""
    bound = _BOOK.sub(f"SGB{NBSP}", _BEFORE_NUMBER.sub(rf"\1{NBSP}", text))
    return _ABBREVIATION.sub(lambda found: NBSP.join(f"{part}." for part in found.groups() if part), bound)


def quoted(text: str) -> str:
    """The text in quotation marks; marks inside it become single ones."""
    return f"„{text.replace('„', '‚').replace('“', '‘')}“"


def xml_text(text: str) -> str:
    """The text without what XML 1.0 (production 2) has no way to say: it would stop the package, and nobody sees it."""
    return _NOT_XML.sub("", text)
