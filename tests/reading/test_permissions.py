"""``<!-- erlaubt S001: Grund -->``: an author's permission, with a reason, for the block below it."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.pipeline import load
from tests.checks.project import MODULE, clean_project, in_module
from tests.projects import edit
from tests.reading.story import read_step

LONG = "Wer " + "lange " * 30 + "Sätze schreibt, braucht eine Erlaubnis.\n"


def lines(text: str) -> list[tuple[str, int, int]]:
    read = read_step(text)
    return [(s.code, s.first_line - read.above, s.last_line - read.above) for s in read.suppressions]


def test_it_covers_the_block_below_and_no_more() -> None:
    assert lines("<!-- erlaubt S001: Zitat -->\nEin Satz\nin zwei Zeilen.\n\nNoch einer.\n") == [("S001", 2, 3)]
    assert lines("<!-- erlaubt S001: Zitat -->\n\n- a\n- b\n") == [("S001", 3, 4)]
    assert lines("<!-- erlaubt F104: Zitat -->\n::: leitung\nText\n:::\n\nText\n") == [("F104", 2, 4)]


def test_several_may_stand_above_one_block() -> None:
    both = [("S001", 3, 3), ("S003", 3, 3)]
    assert lines("<!-- erlaubt S001: Zitat -->\n<!-- erlaubt S003: Zitat -->\nText\n") == both
    assert lines("<!-- erlaubt S001: Zitat --><!-- erlaubt S003: Zitat -->\n\nText\n") == both


@pytest.mark.parametrize(
    "text", ["Text\n\n<!-- erlaubt S001: Zitat -->\n", "::: leitung\nText\n\n<!-- erlaubt S001: Zitat -->\n:::\nText\n"]
)
def test_one_above_nothing_covers_only_itself(text: str) -> None:
    ((_, first, last),) = lines(text)
    assert first == last
    assert text.split("\n")[first - 1].startswith("<!--")


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        ("erlaubt S001: Zitat: wörtlich", []),
        ("erlaubt S001", ["B019 1:1"]),
        ("erlaubt S001:", ["B019 1:1"]),
        ("erlaubt: Zitat", ["B019 1:1"]),
        ("erlaubt s001: Zitat", ["B019 1:1"]),
        ("erlaubt S001 S002: Zitat", ["B019 1:1"]),
        ("erlaubtes bleibt ein Kommentar", []),
        ("noch prüfen", []),
    ],
)
def test_code_and_reason_are_required(comment: str, found: list[str]) -> None:
    assert read_step(f"<!-- {comment} -->\nText\n").found == found


def findings(tmp_path: Path, snippet: str) -> list[str]:
    project = clean_project(tmp_path / "projekt")
    (project / MODULE).write_text(in_module(snippet)[0], encoding="utf-8")
    return [finding.code for finding in load(project).findings]


def test_what_is_permitted_is_gone_and_what_is_not_needed_is_reported(tmp_path: Path) -> None:
    assert findings(tmp_path / "a", LONG) == ["S001"]
    assert findings(tmp_path / "b", "<!-- erlaubt S001: Zitat -->\n" + LONG) == []
    assert findings(tmp_path / "c", "<!-- erlaubt S002: Zitat -->\n" + LONG) == ["B020", "S001"]
    assert findings(tmp_path / "d", "<!-- erlaubt S001: Zitat -->\n\nText.\n\n" + LONG) == ["B020", "S001"]


def test_what_cannot_be_built_cannot_be_permitted(tmp_path: Path) -> None:
    assert findings(tmp_path, "<!-- erlaubt B008: nur hier -->\nEin <b> Wort.\n") == ["B020", "B008"]


def test_in_yaml_it_covers_the_next_entry(tmp_path: Path) -> None:
    project = clean_project(tmp_path / "projekt")
    table = project / "curriculum/regelwerke/probe.yml"
    edit(table, "    normen: [§ 4a Abs. 1 AufenthG]", "    normen: [§ 999 AufenthG]")
    assert [finding.code for finding in load(project).findings] == ["N002"]
    edit(
        table,
        "    normen: [§ 999",
        "    # erlaubt N002: wörtlich aus dem Bescheid von 2015\n    # noch ein Wort\n    normen: [§ 999",
    )
    assert load(project).findings == ()
    edit(table, "    # erlaubt N002: wörtlich aus dem Bescheid von 2015", "    # erlaubt N002")
    assert [finding.code for finding in load(project).findings] == ["B019", "N002"]


def test_in_the_head_of_a_module_and_in_its_plan_too(tmp_path: Path) -> None:
    project = clean_project(tmp_path / "projekt")
    edit(project / MODULE, "kurz:", "# erlaubt N002: alt\nkurz: § 999 AufenthG,")
    assert load(project).findings == ()
    edit(project / MODULE, "kurz: § 999 AufenthG,", "kurz:")
    assert [finding.code for finding in load(project).findings] == ["B020"]


def test_on_pages_of_the_site_too(tmp_path: Path) -> None:
    project = clean_project(tmp_path / "projekt")
    (project / "site").mkdir(exist_ok=True)
    (project / "mkdocs.yml").write_text("site_name: Probe\nnav: [index.md]\n", encoding="utf-8")
    page = project / "site" / "index.md"
    page.write_text("# Seite\n\nNach § 999 AufenthG.\n", encoding="utf-8")
    assert [finding.code for finding in load(project).findings] == ["N002"]
    page.write_text("# Seite\n\n<!-- erlaubt N002: alt -->\nNach § 999 AufenthG.\n", encoding="utf-8")
    assert load(project).findings == ()
