"""The words of a module for checks: links, sentences, word counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.model.prose import Prose, count_words, inline_tokens
from builder.source import Place

_END = re.compile(r"[.!?…][“”\"»)]*\s+(?=[\"„»(]*[A-ZÄÖÜ§])")
LONGEST_ABBREVIATION = 20
"""Letters looked at before a dot: more than any abbreviation has, so that long texts stay quick."""
_ABBREVIATIONS = {
    "abs", "art", "artt", "nr", "nrn", "s", "lit", "buchst", "rn", "bzw", "ggf", "usw", "vgl", "ca", "evtl", "inkl",
    "bspw", "sog", "z", "b", "d", "h", "u", "a", "i", "v", "m", "e", "st", "dr", "prof", "hr", "fr", "tel", "max",
    "min", "std", "az", "uabs", "ff", "f", "o", "g", "r",
}  # fmt: skip
_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_ORDINAL = re.compile(r"\b\d{1,2}$")
_AFTER_ORDINAL = re.compile(rf"(?:{_MONTHS}|Kapitel|Lebensjahr|Jahrhundert|Klasse|Monat|Woche|Tag)\b")


def links(prose: Prose) -> Iterator[tuple[str, Place]]:
    """Where the links in prose lead as written, and their places."""
    for inline in inline_tokens(prose):
        for child in inline.children or ():
            if child.type == "link_open":
                yield str(child.attrs.get("href", "")), child.meta.get("place", prose.place)


def words_in(proses: Iterable[Prose]) -> int:
    """Words of several pieces of prose together."""
    return sum(count_words(prose.plain) for prose in proses)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a German text with the offset each begins at."""
    start = 0
    for found in _END.finditer(text):
        if _is_inside(text, found.start(), found.end()):
            continue
        yield start, text[start : found.end()].rstrip()
        start = found.end()
    if text[start:].strip():
        yield start, text[start:].rstrip()


def _is_inside(text: str, dot: int, following: int) -> bool:
    """Whether the dot belongs to an abbreviation or to an ordinal number."""
    if text[dot] != ".":
        return False
    before = text[max(0, dot - LONGEST_ABBREVIATION) : dot]
    word = re.search(r"[^\W\d_]+$", before)
    if word and word.group().lower() in _ABBREVIATIONS:
        return True
    return bool(_ORDINAL.search(before) and _AFTER_ORDINAL.match(text, following))
