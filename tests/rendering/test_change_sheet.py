"""The printed change sheet of an edition: every change of substance, module by module, on accessible paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import page as validator
import pytest

from builder.model.course import Course, Edition
from builder.model.freeze import release_of
from builder.pipeline import load
from builder.pipeline.units import all_units
from builder.rendering.change_sheet import change_tree, render
from builder.rendering.changes import news
from tests.checks.project import MODULE, clean_project
from tests.projects import edit
from tests.rendering.pdf_text import pages_of
from tests.rendering.rule_paper import packed
from tests.rendering.test_paper import FALSE_ALARM, addressed, tags

HOSTILE = '#eval("1") $x$ _kein_ *Markup* § 61 AsylG'
NOTES = f"""version: 1.0.0
aenderungen:
  - {{datum: 2026-11-20, art: rechtlich, text: '{HOSTILE}'}}
  - {{datum: 2026-11-24, art: redaktionell, text: Ein Komma.}}
  - {{datum: 2026-11-23, art: inhaltlich, text: Ein Fall mehr.}}
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    project = clean_project(tmp_path / "projekt")
    edit(project / MODULE, "version: 1.0.0\n", NOTES)
    made = load(project).course
    assert made is not None
    return made


def test_it_lists_what_changed_in_substance_and_in_law_the_newest_first(course: Course) -> None:
    (module,) = change_tree(course.edition, course.shared, "de")["documents"]
    assert [(day, kind) for day, kind, _ in module["changes"]] == [
        ("23.11.2026", "inhaltlich"),
        ("20.11.2026", "rechtlich"),
    ]
    assert module["state"] == "Version 1.0.0 · Rechtsstand 19.08.2026"


def test_a_module_without_such_a_change_is_left_out(course: Course) -> None:
    module = course.modules[0]
    other = replace(module, meta=module.meta.model_copy(update={"id": "x2", "changes": ()}))
    tree = change_tree(Edition("2026.2", (other, module)), course.shared, "de")
    assert [each["name"][:2] for each in tree["documents"]] == ["X1"]


def test_it_is_named_and_dated_by_its_edition_and_its_youngest_change(course: Course) -> None:
    (file,) = render(course.edition, addressed(course.shared)).files
    assert file.path == "aenderungen-2026.1.pdf"
    (page,) = pages_of(file.data)
    for told in (
        "Ausgabe 2026.1 · letzte Änderung 23.11.2026 · CC-BY-SA-4.0",
        "lernpaket.beispiel.org/aktuell/ganze-ausgabe.html",
        HOSTILE,
    ):
        assert packed(told) in packed(page)
    assert "Komma" not in page


def after(course: Course, *days: str, version: str = "2026.2") -> Course:
    """The course as the edition after releases on these days."""
    releases = [release_of(course, date.fromisoformat(day)) for day in days]
    named = [each.model_copy(update={"version": f"2026.{number}"}) for number, each in enumerate(releases, start=1)]
    curriculum = course.shared.curriculum.model_copy(update={"version": version})
    return replace(course, shared=replace(course.shared, curriculum=curriculum, releases=tuple(named)))


@pytest.mark.parametrize(
    ("day", "told"), [("2026-11-19", ["23.11.2026", "20.11.2026"]), ("2026-11-20", ["23.11.2026"])]
)
def test_after_a_release_only_what_came_later_is_news(course: Course, day: str, told: list[str]) -> None:
    later = after(course, "2026-01-01", day, version="2026.3")
    (module,) = change_tree(later.edition, later.shared, "de")["documents"]
    assert [shown for shown, _, _ in module["changes"]] == told
    (page,) = pages_of(render(later.edition, later.shared).files[0].data)
    assert packed(f"Geändert seit Ausgabe 2026.2 ({date.fromisoformat(day):%d.%m.%Y})") in packed(page)


def test_the_release_of_the_edition_itself_takes_nothing_from_its_sheet(course: Course) -> None:
    later = after(course, "2026-11-21", "2026-12-01")
    assert [note.change.date.day for note in news(later.edition, later.shared)] == [23]


def test_without_news_there_is_no_sheet(course: Course) -> None:
    def sheets(made: Course) -> list[str]:
        return [target for target, subject in all_units(made) if isinstance(subject, Edition)]

    assert sheets(after(course, "2026-11-23")) == []
    assert sheets(after(course, "2026-11-22")) == ["print"]


def test_it_is_accessible_and_made_to_last(course: Course) -> None:
    data = render(course.edition, course.shared).files[0].data
    assert validator.validate_pdf_bytes(data, profile="ua1").failures == []
    archive = validator.validate_pdf_bytes(data, profile="2a")
    assert [failure.rule_id for failure in archive.failures if failure.rule_id != FALSE_ALARM] == []
    assert (tags(data).count("Table"), tags(data).count("TH"), tags(data).count("H1")) == (1, 3, 1)


def test_the_same_changes_give_the_same_bytes(course: Course) -> None:
    assert render(course.edition, course.shared) == render(course.edition, course.shared)


def test_the_title_has_the_width_of_the_sheet_with_an_address_and_without(course: Course) -> None:
    for shared in (course.shared, addressed(course.shared)):
        (file,) = render(course.edition, shared).files
        lines = pages_of(file.data)[0].split("\n")
        assert "Was sich geändert hat" in lines[: lines.index("Ausgabe")], "the head of a column comes later"
