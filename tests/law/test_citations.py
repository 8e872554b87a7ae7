"""Citations are found in all their forms, and nothing else is."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.law.citations import citations
from builder.law.names import LawNames

SAMPLES = sorted(Path(__file__).parent.glob("zitate*.yml"))
ENOUGH = 0.99


@cache
def sample(path: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return entries


def found(entry: dict[str, Any]) -> Counter[str]:
    return Counter(str(citation) for citation in citations(entry["text"], own=entry.get("gesetz")))


def test_the_samples_are_large_enough() -> None:
    entries = [entry for path in SAMPLES for entry in sample(path)]
    assert sum(len(entry["zitate"]) for entry in entries) >= 300
    assert sum(not entry["zitate"] for entry in entries) >= 50


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_recall_and_precision_on_a_sample_marked_by_hand(path: Path) -> None:
    right = missed = wrong = 0
    failures: list[str] = []
    for entry in sample(path):
        expected, given_ = Counter(entry["zitate"]), found(entry)
        right += (expected & given_).total()
        missed += (expected - given_).total()
        wrong += (given_ - expected).total()
        if expected != given_:
            failures.append(f"{entry['text']!r}: {sorted(expected)} != {sorted(given_)}")
    shown = "\n".join(failures)
    assert right / (right + missed) >= ENOUGH, shown
    assert right / (right + wrong) >= ENOUGH, shown


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_citation_stands_where_it_says(path: Path) -> None:
    for entry in sample(path):
        for citation in citations(entry["text"], own=entry.get("gesetz")):
            assert 0 <= citation.start < citation.end <= len(entry["text"])
            digits = "".join(filter(str.isdigit, citation.norm.split("–")[0]))
            assert digits in entry["text"][citation.start : citation.end] or citation.start > 0


def test_a_citation_says_all_it_knows() -> None:
    (citation,) = citations("siehe Art. 42 Abs. 1 UAbs. 1 lit. a bis f VO (EU) 2024/1348.")
    assert (citation.sign, citation.norm, citation.law) == ("Art.", "42", "VO (EU) 2024/1348")
    assert (citation.paragraph, citation.subparagraph, citation.letter) == ("1", "1", "a–f")
    assert "siehe Art. 42 Abs. 1 UAbs. 1 lit. a bis f VO (EU) 2024/1348."[citation.start : citation.end].startswith(
        "Art."
    )


def test_names_of_the_register_are_known() -> None:
    names = LawNames((("AufnG LSA", ("Landesaufnahmegesetz",)), ("VO (EU) 2024/1351", ("AMM-Verordnung",))))
    given_ = [str(each) for each in citations("§ 1 des Landesaufnahmegesetzes und Art. 39 der AMM-Verordnung", names)]
    assert given_ == ["§ 1 AufnG LSA", "Art. 39 VO (EU) 2024/1351"]


@given(st.text(alphabet="§Artikel. 0123456789abfNSz()–-,;\n\u00a0ufodersGVO/", max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    for citation in citations(text):
        assert 0 <= citation.start < citation.end <= len(text)
