"""Every rule by example: what breaks it, where the finding stands, and what cures it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from builder.checks import CHECKS
from builder.findings import Rule
from builder.pipeline import load
from builder.reading.rules import RULES
from tests.checks.project import FIXTURES, build_side, clean_project

ALL_RULES: tuple[Rule, ...] = (*RULES, *(check.rule for check in CHECKS))
FOLDERS = sorted(path for path in FIXTURES.iterdir() if re.match(r"[A-Z]\d{3}-", path.name))
ABOUT_FILES = "L"
"""Codes about bytes and links on disk; tests/reading/test_files.py makes those."""
SENTENCE = re.compile(r"[A-ZÄÖÜ„].*(?:[.?:…]|\W|: \S.*|(?:Beispiel|Sie|als) \W.*)", re.DOTALL)
"""German words that end in a mark or in a piece of code."""
LEFT_OVER = re.compile(r"None|\[\]|\['|<class|\{\}|[a-zäöüß.,;]  | $")
"""What an unfilled or carelessly filled text would show."""


def name_of(path: Path) -> str:
    return path.name


def code_of(folder: Path) -> str:
    return folder.name[:4]


def test_the_clean_project_is_clean(tmp_path: Path) -> None:
    assert load(clean_project(tmp_path / "projekt")).findings == ()


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_the_bad_side_gives_exactly_these_findings(folder: Path, tmp_path: Path) -> None:
    side = build_side(folder, "schlecht", tmp_path / "projekt")
    expected = (folder / "finding.txt").read_text(encoding="utf-8").splitlines()
    assert [side.shown(finding) for finding in side.findings] == expected
    assert code_of(folder) in {finding.code for finding in side.findings}
    for words in (words for finding in side.findings for words in (finding.message, finding.hint)):
        assert SENTENCE.fullmatch(words), words
        assert not LEFT_OVER.search(words), words


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_the_good_side_gives_none(folder: Path, tmp_path: Path) -> None:
    side = build_side(folder, "gut", tmp_path / "projekt")
    assert [side.shown(finding) for finding in side.findings] == []


def test_every_code_has_a_folder_and_every_folder_a_code() -> None:
    codes = {rule.code for rule in ALL_RULES if not rule.code.startswith(ABOUT_FILES)}
    assert {code_of(folder) for folder in FOLDERS} == codes


def test_codes_are_unique_and_well_formed() -> None:
    assert [code for code, count in Counter(rule.code for rule in ALL_RULES).items() if count > 1] == []
    assert [rule.code for rule in ALL_RULES if not re.fullmatch(r"[A-Z]\d{3}", rule.code)] == []


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_every_rule_is_explained(rule: Rule) -> None:
    assert all((rule.title, rule.message, rule.hint, rule.bad, rule.good))
    assert rule.bad != rule.good
    assert not rule.title.endswith(".")
