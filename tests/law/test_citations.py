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

from builder.law.citations import FIELD, citations
from builder.law.mentions import module_mentions
from builder.law.names import LawNames
from tests.reading.story import read_step

SAMPLES = sorted(Path(__file__).parent.glob("zitate*.yml"))
ENOUGH = 0.99
"""Of what is cited, and of what is taken for a citation, in all samples together; one alone may be a little worse."""
NEARLY = 0.98


@cache
def sample(path: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return entries


def found(entry: dict[str, Any]) -> Counter[str]:
    if entry.get("markdown"):
        module = read_step(as_block(entry["text"])).module
        assert module is not None
        return Counter(str(mention.citation) for mention in module_mentions(module, FIELD))
    return Counter(str(citation) for citation in citations(entry["text"], own=entry.get("gesetz")))


def as_block(text: str) -> str:
    """A row of a table needs the line that makes it one."""
    return f"{text}\n|{'---|' * (text.count('|') - 1)}\n" if text.startswith("|") else text


def test_the_samples_are_large_enough() -> None:
    entries = [entry for path in SAMPLES for entry in sample(path)]
    assert sum(len(entry["zitate"]) for entry in entries) >= 300
    assert sum(not entry["zitate"] for entry in entries) >= 50


@cache
def measured(path: Path) -> tuple[int, int, int, str]:
    """How many citations were found as marked, missed, found beside; and the entries where something was."""
    right = missed = wrong = 0
    failures: list[str] = []
    for entry in sample(path):
        expected, given_ = Counter(entry["zitate"]), found(entry)
        right += (expected & given_).total()
        missed += (expected - given_).total()
        wrong += (given_ - expected).total()
        if expected != given_:
            failures.append(f"{entry['text']!r}: {sorted(expected)} != {sorted(given_)}")
    return right, missed, wrong, "\n".join(failures)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_recall_and_precision_on_a_sample_marked_by_hand(path: Path) -> None:
    right, missed, wrong, failures = measured(path)
    assert right / (right + missed) >= NEARLY, failures
    assert right / (right + wrong) >= NEARLY, failures


def test_recall_and_precision_on_all_samples() -> None:
    right, missed, wrong = (sum(measured(path)[n] for path in SAMPLES) for n in range(3))
    assert right / (right + missed) >= ENOUGH
    assert right / (right + wrong) >= ENOUGH


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


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("§ 61 Abs. 1 Satz 1, 2. Hs. AsylG", ["§ 61 Abs. 1 Satz 1 Halbsatz 2 AsylG"]),
        ("§ 61 (Erwerbstätigkeit) AsylG", ["§ 61 AsylG"]),
        ("§ 61 Abs. 1 (neu) AsylG", ["§ 61 Abs. 1 AsylG"]),
        ("§ 3 AsylG Abs. 1 Satz 2", ["§ 3 Abs. 1 Satz 2 AsylG"]),
        ("§ 61 AsylG (Erwerbstätigkeit) und § 4a AufenthG", ["§ 61 AsylG", "§ 4a AufenthG"]),
        ("§ 5 (siehe Merkblatt) der Satzung", []),
    ],
)
def test_what_stands_between_a_number_and_its_law(text: str, cited: list[str]) -> None:
    assert [str(each) for each in citations(text)] == cited


@pytest.mark.parametrize(
    ("text", "former"),
    [
        ("§ 61 AsylG", [False]),
        ("§ 61 AsylG a. F.", [True]),
        ("(§ 57 Abs. 1 AsylG alte Fassung). Heute § 57 AsylG", [True, False]),
        ("§§ 13, 14 und 63a AsylG alte Fassung, § 61 AsylG", [True, True, True, False]),
        ("§ 23a a. F. AufenthG", [True]),
        ("§ 20 (alte Fassung) AsylG", [True]),
        ("§ 61 des alten AsylG", [True]),
        ("§ 61 AsylG, in der alten Fassung", [True]),
        ("§ 61 AsylG n. F.", [False]),
        ("§ 61 AsylG und die alte Fassung", [False]),
    ],
)
def test_earlier_law_is_told_from_that_of_today(text: str, former: list[bool]) -> None:
    assert [each.former for each in citations(text)] == former


def test_the_words_for_earlier_law_belong_to_the_citation() -> None:
    text = "So war es (§ 57 Abs. 1 AsylG alte Fassung)."
    (citation,) = citations(text)
    assert text[citation.start : citation.end] == "§ 57 Abs. 1 AsylG alte Fassung"
    assert str(citation) == "§ 57 Abs. 1 AsylG"
