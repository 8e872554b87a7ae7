"""A rule table on the site, in the package and on paper: the same rows, with the same dates."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from builder.model.course import Course
from builder.pipeline import load
from builder.rendering import handout, scorm
from builder.rendering.site import module_page
from tests.checks.project import clean_project
from tests.projects import edit

TABLE = "curriculum/regelwerke/probe.yml"


def course_of(root: Path) -> Course:
    loaded = load(root)
    assert loaded.course is not None
    assert loaded.findings == ()
    return loaded.course


@pytest.fixture
def dated(tmp_path: Path) -> Course:
    """A table whose first row holds for some months and whose second begins one day."""
    project = clean_project(tmp_path / "projekt")
    edit(project / TABLE, "beleg: belegt\n", "beleg: belegt\n    gueltig_ab: 2026-06-12\n    gueltig_bis: 2027-01-31\n")
    edit(project / TABLE, "beleg: vorsichtig", "beleg: vorsichtig\n    gueltig_ab: 2027-02-01")
    return course_of(project)


def words(row: html.HtmlElement) -> str:
    return " ".join(row.text_content().split())


def pages(course: Course) -> Iterator[html.HtmlElement]:
    """The module's page on the site and in the package."""
    module, shared = course.modules[0], course.shared
    yield html.fromstring(module_page(module, shared).body)
    with zipfile.ZipFile(BytesIO(scorm.render(module, shared).files[0].data)) as package:
        yield html.fromstring(package.read(scorm.ENTRY))


def printed_rows(course: Course) -> list[dict[str, Any]]:
    """The rows of the first rule table of the handout."""
    tree = handout.handout_tree(course.modules[0], course.shared, "de")
    blocks = [block for step in json.loads(json.dumps(tree))["steps"] for block in step["blocks"]]
    rules = next(block for block in blocks if block["k"] == "rules")
    return [row for group in rules["groups"] for row in group["rows"]]


def test_a_row_with_dates_says_so_everywhere(dated: Course) -> None:
    for page in pages(dated):
        first, second = page.xpath("//tr[@data-row]")
        assert "Gilt ab 12.06.2026 Gilt bis 31.01.2027" in words(first)
        assert "Gilt ab 01.02.2027" in words(second)
        assert "Gilt bis" not in words(second)
    assert [(row["from"], row["until"]) for row in printed_rows(dated)] == [
        ("12.06.2026", "31.01.2027"),
        ("01.02.2027", ""),
    ]
    assert handout.render(dated.modules[0], dated.shared).files


def test_a_row_without_dates_says_nothing_of_them(tmp_path: Path) -> None:
    course = course_of(clean_project(tmp_path / "projekt"))
    assert [page.xpath("//*[@class='validity']") for page in pages(course)] == [[], []]
    assert {(row["from"], row["until"]) for row in printed_rows(course)} == {("", "")}
