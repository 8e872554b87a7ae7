"""The Markdown mirror of the federal laws (one file a law, „# § 61 – Erwerbstätigkeit“) → LawText."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import takewhile

from builder.law.unreadable import Unreadable
from builder.law.wording import LawText, NormText, norm_names, paragraphs, plain

_NUMBER = re.compile(r"BJNR[0-9A-Z]+")
_SHORT = re.compile(r"\((?:[^()]*\s-\s)?(?P<short>[^()\s][^()]*?)\)\s*$")
_HEADING = re.compile(r"#\s+(?P<name>\S.*?)(?:\s+[–-]\s+(?P<heading>.*))?$")
_ITEM = re.compile(r"\s*(?:\d{1,2}[a-z]{0,2}\.|[a-z]{1,3}\)|[-*])(?:\s|$)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_NOTE_MARK = re.compile(r'<a [^>]*class="FnR">[^<]*</a>')
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->")
_PART = r"(?:Abs\.|Satz|Nr\.|Buchst\.|DBuchst\.|u\.|und|bis|\d+[a-z]?,?|[a-z],?|\(früher [^)]*\))"
_HINT = "Erwartet wird eine Datei, die mit „% Titel des Gesetzes (Abkürzung)“ beginnt, Überschriften wie „# § 1 – …“."


def read_markdown(data: bytes, name: str) -> LawText:
    """A law from its Markdown; ``name`` is the file's, it holds the documentation number. Raises Unreadable."""
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise Unreadable("Die Datei ist nicht in UTF-8 geschrieben.", _HINT) from None
    head = [line[1:].strip() for line in takewhile(lambda line: line.startswith("%"), lines)]
    norms = tuple(norm for heading, body in _sections(lines) for norm in _norms(heading, body))
    if not head or not norms:
        raise Unreadable("Das ist kein Gesetzestext: Titelzeile oder Paragraphen fehlen.", _HINT)
    number = _NUMBER.search(name)
    short = _SHORT.search(head[0])
    before, _, _ = name.partition("-BJNR")
    names = tuple(dict.fromkeys([*([short["short"]] if short else []), before.removesuffix(".md")]))
    return LawText(number[0] if number else "", names, plain(head[0]), "", None, norms)


def _sections(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    heading, body = "", list[str]()
    for line in lines:
        if line.startswith("# "):
            yield heading, body
            heading, body = line, []
        else:
            body.append(line)
    yield heading, body


def _norms(heading: str, body: list[str]) -> Iterator[NormText]:
    found = _HEADING.match(heading)
    names = norm_names(found["name"]) if found else ()
    for name in names:
        title = plain(found["heading"] or "") if found else ""
        yield NormText(name, title, paragraphs(_without_notes(_pieces(body), name)))


def _without_notes(pieces: Iterable[str], name: str) -> Iterator[str]:
    """The pieces up to the first remark of the editors: „§ 36 Abs. 4: Eingef. durch …“; no more text follows it."""
    note = re.compile(rf"{name}(?: {_PART})*(?:,? (?:jeweils )?idF\.?[^:]*)?(?: \(?Kursivdruck\)?)?:")
    return takewhile(lambda piece: not note.match(piece), pieces)


def _pieces(lines: list[str]) -> Iterator[str]:
    """The blocks between empty lines, without markup; a line that begins an item begins a piece of its own."""
    piece: list[str] = []
    for line in [*lines, ""]:
        if piece and (not line.strip() or _ITEM.match(line)):
            yield unescape(_TAG.sub("", _NOTE_MARK.sub("", _ESCAPE.sub(r"\1", " ".join(piece)))))
            piece = []
        if line.strip():
            piece.append(line)
