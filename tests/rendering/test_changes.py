"""Change notes as a list, as an Atom feed and as JSON: the dates are theirs, never those of a build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from builder.model.course import Course
from builder.pipeline import load
from builder.rendering.change_sheet import change_tree
from builder.rendering.changes import documents, feeds, notes
from builder.rendering.site import rule_table_page
from tests.checks.project import MODULE, clean_project, nowhere
from tests.projects import edit

NOTES = """version: 1.0.0
aenderungen:
  - {datum: 2026-11-20, art: rechtlich, text: "Neu & <anders>: § 61 AsylG."}
  - {datum: 2026-10-01, art: redaktionell, text: Ein Komma.}
  - {datum: 2026-11-20, art: inhaltlich, text: Ein Fall mehr.}
"""
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def course(tmp_path: Path) -> Course:
    project = nowhere(clean_project(tmp_path / "projekt"))
    edit(project / MODULE, "version: 1.0.0\n", NOTES)
    made = load(project).course
    assert made is not None
    return made


def test_the_newest_note_comes_first(course: Course) -> None:
    assert [note.change.text for note in notes(documents(course.modules))] == [
        "Neu & <anders>: § 61 AsylG.",
        "Ein Fall mehr.",
        "Ein Komma.",
    ]


def test_the_feed_holds_what_matters_and_no_other_date(course: Course) -> None:
    files = {file.path: file.data for file in feeds(course)}
    assert sorted(files) == [
        "aenderungen.json", "aenderungen.xml", "module/x1-probe/aenderungen.json", "module/x1-probe/aenderungen.xml",
    ]  # fmt: skip
    root = etree.fromstring(files["aenderungen.xml"])
    assert root.findtext("a:updated", namespaces=ATOM) == "2026-11-20T00:00:00Z"
    entries = root.findall("a:entry", namespaces=ATOM)
    assert [entry.findtext("a:summary", namespaces=ATOM) for entry in entries] == [
        "Neu & <anders>: § 61 AsylG.",
        "Ein Fall mehr.",
    ]
    assert len({entry.findtext("a:id", namespaces=ATOM) for entry in entries}) == 2
    assert {link.get("href") for link in root.iterfind(".//a:link", namespaces=ATOM)} == {"module/x1-probe.html"}
    single = etree.fromstring(files["module/x1-probe/aenderungen.xml"])
    assert {link.get("href") for link in single.iterfind(".//a:link", namespaces=ATOM)} == {
        "../../module/x1-probe.html"
    }


def test_the_twin_says_the_same(course: Course) -> None:
    files = {file.path: file.data for file in feeds(course)}
    twin = json.loads(files["aenderungen.json"])
    root = etree.fromstring(files["aenderungen.xml"])
    assert [item["id"] for item in twin["items"]] == [
        each.text for each in root.findall("a:entry/a:id", namespaces=ATOM)
    ]
    assert [item["tags"] for item in twin["items"]] == [["rechtlich"], ["inhaltlich"]]


def test_without_a_change_there_is_no_feed(tmp_path: Path) -> None:
    course = load(nowhere(clean_project(tmp_path / "projekt"))).course
    assert course is not None
    assert feeds(course) == ()


def test_an_address_makes_the_links_whole(tmp_path: Path) -> None:
    project = nowhere(clean_project(tmp_path / "projekt"))
    edit(project / MODULE, "version: 1.0.0\n", NOTES)
    edit(project / "curriculum/curriculum.yml", "kurse:", "basis_url: https://lernen.beispiel.org/\nkurse:")
    made = load(project).course
    assert made is not None
    root = etree.fromstring(feeds(made)[0].data)
    links = {(link.get("rel"), link.get("href")) for link in root.iterfind(".//a:link", namespaces=ATOM)}
    assert links == {
        ("self", "https://lernen.beispiel.org/aenderungen.xml"),
        ("alternate", "https://lernen.beispiel.org/module/x1-probe.html"),
    }


def test_a_rule_table_has_change_notes_too(tmp_path: Path) -> None:
    project = nowhere(clean_project(tmp_path / "projekt"))
    note = "aenderungen: [{datum: 2026-11-21, art: rechtlich, text: Eine Zeile mehr.}]\nhinweis:"
    edit(project / "curriculum/regelwerke/probe.yml", "hinweis:", note)
    made = load(project).course
    assert made is not None
    (told,) = notes(documents(made.modules, made.shared.rule_tables))
    assert (told.id, told.document.page) == ("urn:integrif:aenderung:regelwerk:probe:2026-11-21:1", "regelwerk/probe")
    files = {file.path: file.data.decode() for file in feeds(made)}
    assert sorted(files) == ["aenderungen.json", "aenderungen.xml"]
    assert json.loads(files["aenderungen.json"])["items"][0]["url"] == "regelwerk/probe.html"
    assert "Eine Zeile mehr." in str(rule_table_page(made.shared.rule_tables[0], made).body)
    (document,) = change_tree(made.edition, made.shared, "de")["documents"]
    assert document["changes"] == [("21.11.2026", "rechtlich", "Eine Zeile mehr.")]
