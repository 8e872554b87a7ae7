"""Identifiers made of words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.slugs import slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Über Füße & Maß", "ueber_fuesse_mass"),
        ("Über Füße", "ueber_fuesse"),
        ("ÄÖÜ ẞ", "aeoeue_ss"),
        ("Café São Tomé", "cafe_sao_tome"),
        ("§ 61 Abs. 1", "a_61_abs_1"),
        ("__Wer__", "wer"),
        ("ein" * 40, ("ein" * 17)[:50]),
        ("中文", "a"),
        ("عربي", "a"),
        ("", "a"),
        ("…", "a"),
    ],
)
def test_german_letters_are_written_out(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_taken_name_is_numbered() -> None:
    assert slug("Frist", {"frist", "frist_2"}) == "frist_3"
    assert slug("中文", {"a"}) == "a_2"


@given(st.text(), st.sets(st.sampled_from(["a", "a_2", "a_3", "b", "frist"])))
def test_every_text_gives_a_free_identifier(text: str, taken: set[str]) -> None:
    made = slug(text, taken)
    assert re.fullmatch(r"[a-z][a-z0-9_]*", made)
    assert len(made) <= 60
    assert made not in taken
    assert slug(made) == made
