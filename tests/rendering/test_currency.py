"""Whether a printed sheet is current: its code leads to a page that knows its version, and each version there ever was."""

from __future__ import annotations

from datetime import date, timedelta

from lxml import html

from builder.model.course import Course, Shared
from builder.model.module import Module
from builder.rendering.address import Printed, sheet_address, sheet_mark, sheet_path
from builder.rendering.currency import currency_page
from builder.rendering.made_pages import made_pages
from builder.rendering.printed import printed
from tests.released import DAY, choice, course, module, released

LATER = DAY + timedelta(days=30)


def note(day: date, kind: str, text: str) -> dict[str, object]:
    return {"datum": day.isoformat(), "art": kind, "text": text}


def page(subject: Printed, shared: Shared) -> html.HtmlElement:
    return html.fromstring(f"<main>{currency_page(subject, shared).body}</main>")


def section(subject: Printed, shared: Shared, mark: str) -> str:
    """What the page says of one version."""
    return " ".join(page(subject, shared).get_element_by_id(mark).text_content().split())


def later(*changes: dict[str, object], version: str = "1.1.0") -> Course:
    """A course whose module was released as 1.0.0 and has been changed since."""
    before = released(course(module(choice("f_a"))))
    return course(module(choice("f_a"), version=version, aenderungen=changes), version="2026.2", before=before)


def only(made: Course) -> Module:
    (found,) = made.modules
    return found


def test_whatever_sheets_are_made_of_has_a_page_that_knows_their_version(each: Course) -> None:
    pages = dict(made_pages(each))
    paths = [sheet_path(subject) for subject in printed(each)]
    assert len(set(paths)) == len(paths) >= 4
    for subject in printed(each):
        body = html.fromstring(f"<main>{pages[sheet_path(subject)].body}</main>")
        assert "sheet-state--current" in body.get_element_by_id(sheet_mark(subject)).get("class")


def test_what_has_changed_since_an_earlier_version_is_said_there_alone() -> None:
    made = later(
        note(LATER, "rechtlich", "Die neue Frist gilt."),
        note(LATER, "redaktionell", "Ein Komma fehlte."),
        note(DAY, "rechtlich", "Erste Fassung."),
    )
    old = section(only(made), made.shared, "v1.0.0")
    assert "Version 1.0.0 vom 01.12.2026 – nicht mehr aktuell" in old
    assert "Die neue Frist gilt." in old
    assert "Komma" not in old
    assert "Erste Fassung." not in old
    assert "nicht mehr aktuell" not in section(only(made), made.shared, "v1.1.0")


def test_where_only_wording_has_changed_it_says_so() -> None:
    made = later(note(LATER, "redaktionell", "Ein Komma fehlte."), version="1.0.1")
    assert "gearbeitet wurde am Wortlaut" in section(only(made), made.shared, "v1.0.0")


def test_a_version_is_as_old_as_the_first_release_that_held_it() -> None:
    first = released(course(module(choice("f_a"))))
    second = released(course(module(choice("f_a")), version="2026.2", before=first), LATER)
    changes = [note(DAY + timedelta(days=1), "rechtlich", "Die neue Frist gilt.")]
    made = course(module(choice("f_a"), version="1.1.0", aenderungen=changes), version="2026.3", before=second)
    assert "Version 1.0.0 vom 01.12.2026" in section(only(made), made.shared, "v1.0.0")
    assert "Die neue Frist gilt." in section(only(made), made.shared, "v1.0.0")


def test_earlier_editions_are_known_to_course_and_edition_and_the_newest_stands_first() -> None:
    first = released(course(module(choice("f_a"))))
    second = released(course(module(choice("f_a")), version="2026.2", before=first), LATER)
    made = course(module(choice("f_a")), version="2026.3", before=second)
    for subject in (made.bundles[0], made.edition):
        sections = page(subject, made.shared).findall("section")
        assert [each.get("id") for each in sections] == ["v2026.3", "v2026.2", "v2026.1"]


def test_a_release_of_the_current_version_is_no_earlier_one() -> None:
    made = released(course(module(choice("f_a"))))
    assert [each.get("id") for each in page(only(made), made.shared).findall("section")] == ["v1.0.0"]


def test_a_rule_table_is_known_by_the_day_of_its_review(real: Course) -> None:
    (table,) = real.shared.rule_tables
    assert sheet_mark(table) == f"stand-{table.reviewed_on}"
    reviewed = table.model_copy(update={"reviewed_on": table.reviewed_on + timedelta(days=1)})
    assert sheet_mark(reviewed) != sheet_mark(table)


def test_what_authors_note_is_text() -> None:
    made = later(note(LATER, "rechtlich", "<b>neu</b> & „alt“"))
    assert "<b>neu</b> & „alt“" in section(only(made), made.shared, "v1.0.0")


def test_without_a_place_for_the_site_there_is_no_address() -> None:
    made = course(module(choice("f_a")))
    assert sheet_address(made.shared, only(made)) is None
    there = course(module(choice("f_a")), basis_url="https://lernpaket.beispiel.org/")
    assert sheet_address(there.shared, only(there)) == "https://lernpaket.beispiel.org/aktuell/x1.html"
