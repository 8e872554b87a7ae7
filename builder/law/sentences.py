"""Counting the sentences of an Absatz as lawyers cite them: a list belongs to the sentence it stands in."""

from __future__ import annotations

import re

_ABBREVIATED = {
    "abs", "art", "artt", "nr", "nrn", "s", "lit", "buchst", "bzw", "ggf", "vgl", "ca", "z", "b", "d", "h", "u", "a",
    "i", "v", "m", "st", "dr", "prof", "bgbl", "abl", "banz", "gmbl", "rgbl", "usw", "evtl", "einschl", "sog", "zzgl",
    "f", "hs", "uabs", "ziff", "tz", "rn", "aufl", "gem", "entspr",
}  # fmt: skip
_END = re.compile(r"(?P<word>[^\s.]*)(?P<mark>[.!?])[“\"”)]*\s+(?=[„\"(]?(?:[A-ZÄÖÜ\d]|§))")
_LAST = re.compile(r"[.!?][“\"”)]*$")
_ORDINAL = re.compile(r"\d{1,2}")
_AFTER_ORDINAL = re.compile(
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    r"(?:Lebens|Kalender|Schul|Haushalts|Werk|Arbeits|Schwangerschafts)?(?:jahr|monat|woche|tag)|"
    r"Jahr|Monat|Woche|Tag|Kapitel|Abschnitt|Teil|Buch|Jahrhundert|Klasse|Jahrgang|Protokoll|Zusatzprotokoll|\d)"
    r"(?:e?[sn]|e)?(?![a-zäöüß])",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[Bb]uchstaben? (?:[a-z](?:,| und| bis| oder) )*[„\"(]?$")
"""Before the letter of a list, which is no abbreviation: „Nummer 2 Buchstabe b. Die Frist …“."""
_ITEM = re.compile(r"(?:\d{1,2}[a-z]{0,2}\.|[a-z]{1,3}\)|[-–])(?:\s|$)")


def count_sentences(text: str) -> int:
    """The sentences of an Absatz, given as pieces in lines; at least one.

    What cannot be told from the letters is counted, so that no sentence that exists is said to be missing: sentences
    inside an item, and text after a list that begins with a capital letter.
    """
    count, complete, was_item = 0, True, False
    for line in text.split("\n"):
        item = _ITEM.match(line)
        body = line[item.end() :] if item else line
        begins = complete or (was_item and not item and not body[:1].islower())
        count += _ends_inside(body) + (1 if begins and not item else 0)
        complete, was_item = bool(_LAST.search(body)), bool(item)
    return max(count, 1)


def _ends_inside(text: str) -> int:
    return sum(1 for end in _END.finditer(text) if not _is_inside(text, end))


def _is_inside(text: str, end: re.Match[str]) -> bool:
    """Whether the dot belongs to an abbreviation or to an ordinal number."""
    word = end["word"].lstrip('(„"')
    if end["mark"] != ".":
        return False
    if len(word) == 1 and word.isalpha():
        return not _LETTER.search(text[: end.start()])
    if word.lower() in _ABBREVIATED:
        return True
    return bool(_ORDINAL.fullmatch(word) and _AFTER_ORDINAL.match(text, end.end()))
