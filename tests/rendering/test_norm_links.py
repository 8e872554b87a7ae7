"""Cited norms as readers meet them: linked where there is an official text, listed once per module."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builder.model.course import Shared
from builder.model.norms import Law, NormRegister
from builder.pipeline import load
from builder.rendering.norms import chips, official_address
from tests.checks.project import clean_project

OFFICIAL = Law.model_validate(
    {"kurz": "AsylG", "titel": "Asylgesetz", "slug": "asylvfg_1992", "textdatum": "2026-08-19"}
)
EU = {"quelle": "von Hand", "zeichen": "Art.", "artikel": ["1–99"]}
LAWS = (
    OFFICIAL,
    Law.model_validate({"kurz": "DSGVO", "titel": "Datenschutz-Grundverordnung", "auch": ["VO (EU) 2016/679"]} | EU),
    Law.model_validate({"kurz": "GG", "titel": "Grundgesetz", "quelle": "von Hand", "zeichen": "Art."}),
)


@pytest.fixture
def shared(tmp_path: Path) -> Shared:
    course = load(clean_project(tmp_path / "projekt")).course
    assert course is not None
    return replace(course.shared, register=NormRegister(LAWS))


def plain(text: str) -> str:
    return text


@pytest.mark.parametrize(
    ("short", "sign", "number", "address"),
    [
        ("AsylG", "§", "61", "https://www.gesetze-im-internet.de/asylvfg_1992/__61.html"),
        ("DSGVO", "Art.", "6", "https://eur-lex.europa.eu/eli/reg/2016/679/oj/deu"),
        ("GG", "Art.", "16a", None),
        ("VO (EU) 2024/1348", "Art.", "42", "https://eur-lex.europa.eu/eli/reg/2024/1348/oj/deu"),
        ("VO (EU) Nr. 604/2013", "Art.", "3", "https://eur-lex.europa.eu/eli/reg/2013/604/oj/deu"),
        ("RL (EU) 2024/1346", "Art.", "17", "https://eur-lex.europa.eu/eli/dir/2024/1346/oj/deu"),
    ],
)
def test_an_official_text_has_its_address(
    short: str, sign: str, number: str, address: str | None, shared: Shared
) -> None:
    law = shared.register.law(short) or Law.model_validate({"kurz": short, "titel": short} | EU)
    assert official_address(law, sign, number) == address


def test_values_of_one_norm_are_one_link(shared: Shared) -> None:
    text = "Nach § 61 Abs. 1 und 2 AsylG, anders § 47 AsylG und § 1 der Satzung."
    found = chips(text, shared, plain)
    assert [text[chip.start : chip.end] for chip in found] == ["§ 61 Abs. 1 und 2 AsylG", "§ 47 AsylG"]
    assert found[0].stand == "Asylgesetz, text of 19.08.2026"


def test_earlier_law_is_not_linked_to_the_text_of_today(shared: Shared) -> None:
    text = "Früher § 61 Abs. 1 AsylG alte Fassung, heute § 61 Abs. 1 AsylG."
    (chip,) = chips(text, shared, plain)
    assert chip.start > text.index("heute")
