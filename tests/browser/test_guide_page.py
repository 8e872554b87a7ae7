"""For those who teach: clock times and copies for a seminar of one's own; and the page a sheet's code leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.model.course import Course
from builder.pipeline import load
from tests.browser.pages import ROOT, Site, opened

pytestmark = pytest.mark.browser
PLAN = ".plan >> nth=0"


@pytest.fixture(scope="module")
def course() -> Course:
    made = load(ROOT).course
    assert made is not None
    return made


@pytest.fixture(scope="module")
def guide(course: Course) -> str:
    return f"lehren/{course.module('b3').slug}.html"


@pytest.fixture(scope="module")
def first(course: Course) -> int:
    """Minutes of the first phase of the first plan."""
    minutes: int = course.module("b3").seminar.variants[0].phases[0].minutes
    return minutes


@pytest.fixture
def page(chrome: Browser) -> Iterator[Page]:
    made = opened(chrome)
    yield made
    made.context.close()


def test_a_beginning_gives_clock_times(page: Page, site: Site, guide: str, course: Course) -> None:
    seminar = course.module("b3").seminar
    assert seminar
    page.goto(site.url(guide))
    expect(page.locator("[data-clock]").first).to_be_hidden()
    page.get_by_label("Beginn").fill("23:30")
    first, second, *_ = seminar.variants[0].phases
    shown = page.locator(PLAN).locator("[data-clock]").all_text_contents()
    ends = [23 * 60 + 30 + first.minutes, 23 * 60 + 30 + first.minutes + second.minutes]
    clock = [f"{end // 60 % 24:02}:{end % 60:02}" for end in ends]
    assert shown[:2] == [f"23:30–{clock[0]}", f"{clock[0]}–{clock[1]}"]
    page.get_by_label("Beginn").fill("")
    expect(page.locator("[data-clock]").first).to_be_hidden()


@pytest.mark.parametrize("people", [1, 7, 12])
def test_copies_are_those_of_the_printed_guide(page: Page, site: Site, guide: str, course: Course, people: int) -> None:
    seminar = course.module("b3").seminar
    assert seminar
    page.goto(site.url(guide))
    page.get_by_label("Teilnehmende").fill(str(people))
    shown = page.locator("td[data-own]").all_text_contents()
    assert shown == [str(item.copies(people)) for item in seminar.material]
    assert page.locator("th[data-own]").text_content() == f"für {people}"
    expect(page.locator("td[data-sizes]").first).to_be_hidden()


@pytest.mark.parametrize("entered", ["", "0", "501", "1.5"])
def test_what_is_no_number_of_people_leaves_the_list_as_it_was(
    page: Page, site: Site, guide: str, entered: str
) -> None:
    page.goto(site.url(guide))
    page.get_by_label("Teilnehmende").fill(entered)
    expect(page.locator("td[data-own]").first).to_be_hidden()
    expect(page.locator("td[data-sizes]").first).to_be_visible()


def test_the_address_carries_what_was_entered_and_nothing_is_stored(
    page: Page, site: Site, guide: str, first: int
) -> None:
    page.goto(site.url(guide))
    page.get_by_label("Beginn").fill("09:00")
    page.get_by_label("Teilnehmende").fill("9")
    expect(page).to_have_url(re.compile(r"#plaene\?beginn=09:00&personen=9$"))
    page.reload()
    assert page.get_by_label("Teilnehmende").input_value() == "9"
    assert page.locator("[data-clock]").first.text_content() == f"09:00–09:{first:02}"
    assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0


def test_an_address_of_others_fills_nothing_but_times_and_numbers(page: Page, site: Site, guide: str) -> None:
    page.goto(site.url(f"{guide}#plaene?beginn=<b>25:99&personen=%3Cimg%3E"))
    expect(page.locator("[data-clock]").first).to_be_hidden()
    expect(page.locator("td[data-own]").first).to_be_hidden()


def test_without_scripts_plans_count_minutes_and_copies_are_listed_by_size(
    chrome: Browser, site: Site, guide: str, first: int
) -> None:
    page = opened(chrome, java_script_enabled=False)
    page.goto(site.url(guide))
    expect(page.locator("[data-planning]")).to_be_hidden()
    expect(page.locator(PLAN).get_by_text(f"0–{first}")).to_be_visible()
    expect(page.locator("td[data-sizes]").first).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_sheet_of_today_is_current_with_and_without_scripts(
    chrome: Browser, site: Site, course: Course, scripts: bool
) -> None:
    page = opened(chrome, java_script_enabled=scripts)
    module = course.module("b3")
    page.goto(site.url(f"aktuell/{module.id}.html#v{module.meta.version}"))
    expect(page.get_by_text("Ihr Blatt ist aktuell.")).to_be_visible()
    expect(page.get_by_text("Ihr Blatt ist nicht die aktuelle Fassung.")).to_be_hidden()
    page.context.close()


@pytest.mark.parametrize(
    ("mark", "old"), [("v0.0.9", True), ("stand-2020-01-01", True), ("weiter", False), ("", False)]
)
def test_a_version_that_the_page_does_not_know_is_not_current(
    page: Page, site: Site, course: Course, mark: str, old: bool
) -> None:
    page.goto(site.url(f"aktuell/b3.html#{mark}"))
    expect(page.get_by_text("Ihr Blatt ist nicht die aktuelle Fassung.")).to_be_visible(visible=old)
    expect(page.get_by_text("Ihr Blatt ist aktuell.")).to_be_hidden()


def test_a_review_that_is_overdue_is_said_on_the_day_it_is_read(page: Page, site: Site, course: Course) -> None:
    module = course.module("b3")
    for day, said in ((module.meta.review_by.isoformat(), False), ("2099-01-01", True)):
        page.goto(site.url(f"aktuell/{module.id}.html?stand={day}"))
        expect(page.locator("[data-overdue-after]")).to_be_visible(visible=said)
