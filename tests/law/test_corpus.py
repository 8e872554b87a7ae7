"""Whole laws, read in place: every sign belongs to a citation, and every citation of a law at hand resolves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.law.citations import citations
from builder.law.wording import LawText
from builder.model.citations import Citation
from builder.model.norms import natural
from tests.law.texts import august, needs_laws

ENOUGH = 0.99
SIGN = re.compile(r"§§?|\bArtikel[ns]? \d|\bArt\. \d")
OLD_LAW = re.compile(r".{0,60}(?:in der (?:bis|vom|am|ab|vor|Fassung)|idF|a\. ?F\.|früher)", re.DOTALL)
"""A norm of an older text, which need not be there any more."""


def texts() -> Iterator[tuple[str, str]]:
    """(short name, text of an Absatz) of every law."""
    for short, law in august().items():
        for norm in law.norms:
            for paragraph in norm.paragraphs:
                yield short, paragraph.text


@needs_laws
def test_every_sign_belongs_to_a_citation() -> None:
    signs = covered = 0
    for short, text in texts():
        spans = [(citation.start, citation.end) for citation in citations(text, own=short)]
        for sign in SIGN.finditer(text):
            signs += 1
            covered += any(start <= sign.start() < end for start, end in spans)
    assert signs > 8000
    assert covered / signs >= ENOUGH


@needs_laws
def test_every_citation_of_a_law_at_hand_resolves() -> None:
    laws = august()
    known = resolved = 0
    for short, text in texts():
        for citation in citations(text, own=short):
            law = laws.get(citation.law or "")
            if law and not OLD_LAW.match(text, citation.end):
                known += 1
                resolved += exists(citation, law)
    assert known > 7500
    assert resolved / known >= ENOUGH


def exists(citation: Citation, law: LawText) -> bool:
    """Whether the norm is there, and the Absatz too where one is named."""
    first, _, last = citation.norm.split(" ")[0].partition("–")
    norm = law.norm(f"{citation.sign} {first}")
    if norm is None or (last and natural(last) < natural(first)):
        return False
    label = citation.paragraph.split(" ")[0].partition("–")[0]
    return not label or norm.paragraph(label) is not None
