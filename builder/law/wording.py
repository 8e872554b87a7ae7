"""The wording of a law in one normal form, whatever file it was read from: norms, their Absätze, fingerprints."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from builder.law.sentences import count_sentences
from builder.model.norms import WHOLE, natural

FINGERPRINT = 12
"""Hexadecimal digits kept of a SHA-256: 48 bits, enough to tell the versions of one Absatz apart."""
_ABSATZ = re.compile(r"\((?P<first>\d+[a-z]{0,2})\)(?:\s*(?:,|bis|und|u\.|–|-)\s*\((?P<last>\d+[a-z]{0,2})\))?\s*")
_GONE = re.compile(r"[-–(\[]?\s*(?:weggefallen|aufgehoben|gestrichen|entfallen)\s*[-–)\]]?\.?")
_NO_LETTERS = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_ALIKE = str.maketrans(
    {"–": "-", "‑": "-", "—": "-", "−": "-", "„": '"', "“": '"', "”": '"', "‚": "'", "‘": "'", "’": "'"}
)
_DASHES = re.compile(r"[-–]*")
_REMARK = re.compile(r"\(\+\+\+.*?\+\+\+\)", re.DOTALL)
"""A documentary remark of the editors of gesetze-im-internet.de: no text of the law."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One Absatz; ``label`` is its number („1a“), or WHOLE. ``text``: pieces separated by single line breaks."""

    label: str
    text: str

    @property
    def fingerprint(self) -> str:
        """FINGERPRINT digits over the letters of the text: blanks, breaks and kinds of dashes do not count."""
        letters = re.sub(r"\s+", "", self.text.translate(_ALIKE))
        return sha256(letters.encode()).hexdigest()[:FINGERPRINT]

    @property
    def sentences(self) -> int:
        """How many sentences there are to cite; zero where the Absatz is repealed."""
        return 0 if self.repealed else count_sentences(self.text)

    @property
    def repealed(self) -> bool:
        """Whether only „(weggefallen)“ is left."""
        return is_gone(self.text)


@dataclass(frozen=True, slots=True)
class NormText:
    """A § or Artikel with its Absätze. ``name``: „§ 61“, „Art. 16a“."""

    name: str
    heading: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def repealed(self) -> bool:
        """Whether nothing of it is left but the number. One whose text is a picture has a heading at least."""
        gone = [paragraph.repealed for paragraph in self.paragraphs]
        return is_gone(self.heading) or (all(gone) if gone else not self.heading)

    def paragraph(self, label: str) -> Paragraph | None:
        """The Absatz of that number."""
        return next((paragraph for paragraph in self.paragraphs if paragraph.label == label), None)


@dataclass(frozen=True, slots=True)
class LawText:
    """A whole law. ``names``: its abbreviations; ``number``: its documentation number (BJNR…), empty if unknown.

    ``day``: the date of this text, None where the file does not say it; ``note``: the official „Stand“, or empty.
    """

    number: str
    names: tuple[str, ...]
    title: str
    note: str
    day: date | None
    norms: tuple[NormText, ...]

    def norm(self, name: str) -> NormText | None:
        """The § or Artikel of that name; of two the one that is not repealed."""
        found = [norm for norm in self.norms if norm.name == name]
        return next((norm for norm in found if not norm.repealed), found[0] if found else None)


def is_gone(text: str) -> bool:
    """Whether a text says only that there is no text any more."""
    return bool(_GONE.fullmatch(text.strip()))


def plain(text: str) -> str:
    """A text without invisible letters and with single blanks, in Unicode normal form C."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_NO_LETTERS).split())


def paragraphs(pieces: Iterable[str]) -> tuple[Paragraph, ...]:
    """The Absätze of a norm from its pieces of text in order; one begins at each piece that begins with „(1)“.

    The words of two with one number are joined: a slip in a law, or a number in a list, hides nothing.
    """
    labels: list[tuple[str, ...]] = [(WHOLE,)]
    texts: list[list[str]] = [[]]
    for piece in pieces:
        text = plain(_REMARK.sub("", piece))
        if _DASHES.fullmatch(text):
            continue
        number = _ABSATZ.match(text)
        if number:
            labels.append(tuple(_range(number["first"], number["last"])))
            texts.append([])
            text = text[number.end() :]
        if text:
            texts[-1].append(text)
    made: dict[str, list[str]] = {}
    for names, words in zip(labels, texts, strict=True):
        for label in names:
            made.setdefault(label, []).extend(words)
    return tuple(Paragraph(label, "\n".join(words)) for label, words in made.items() if words or label != WHOLE)


def _range(first: str, last: str | None) -> Iterator[str]:
    """„3, 4, 5“ of (3) to (5), „15a, 15b“ of 15a to 15b; the two ends alone where nobody could count through."""
    (low, begin), (high, end) = natural(first), natural(last or first)
    if not (low, begin) <= (high, end) or high - low > _MOST or len(begin) > 1 or len(end) > 1:
        yield from (first, last or first)
        return
    yield first
    yield from map(str, range(low + 1, high + 1))
    before = ord(begin or "`") if low == high else ord("`")  # the sign before „a“
    yield from (f"{high}{chr(letter)}" for letter in range(before + 1, ord(end or "`") + 1))


_MOST = 1000
"""Norms in a row; more is no range."""
_NORM = re.compile(r"(?:\([A-Z]+\)\s*)?(?P<sign>§§?|Art(?:ikel|\.)?)\s*(?P<first>\d+[a-z]{0,2})\b(?P<rest>.*)")
_TO = re.compile(r"\s*(?P<word>bis|und|u\.|,|[–-])\s*(?:§§?\s*)?(?P<last>\d+[a-z]{0,2})\b")


def norm_names(designation: str) -> tuple[str, ...]:
    """„§ 61“ of „§ 61“; all names of „§§ 304 bis 308“; nothing of „Inhaltsübersicht“ or „Anlage II“."""
    found = _NORM.fullmatch(plain(designation))
    if not found:
        return ()
    sign = "§" if found["sign"].startswith("§") else "Art."
    numbers = [found["first"]]
    for more in _TO.finditer(found["rest"]):
        through = more["word"] in ("bis", "–", "-")
        numbers += list(_range(numbers[-1], more["last"]))[1:] if through else [more["last"]]
    return tuple(f"{sign} {number}" for number in numbers)
