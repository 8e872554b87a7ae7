"""Pages and packages age honestly: what is overdue or over is said where it is read, whatever day it was built."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from builder.model.course import Course
from builder.pipeline import load
from builder.rendering.scorm import render
from tests.browser.pages import ROOT, Site, opened
from tests.checks.project import GRUND, HERE, MODULE, clean_project
from tests.packages import package_of

PASSAGE = "::: gueltig {ab=2026-06-12 bis=2027-01-31}\nSo ist es in dieser Zeit.\n:::"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course whose module has a passage with dates; to be reviewed by 2027-05-20."""
    project = clean_project(tmp_path_factory.mktemp("daten") / "projekt")
    text = (GRUND / MODULE).read_text(encoding="utf-8").replace(HERE, PASSAGE)
    (project / MODULE).write_text(text, encoding="utf-8")
    course = load(project).course
    assert course is not None
    return course


@pytest.fixture(scope="module")
def package(dated: Course, tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The address of the unpacked package."""
    folder = tmp_path_factory.mktemp("paket")
    with package_of(render(dated.modules[0], dated.shared, "de")) as archive:
        archive.extractall(folder)
    return serve(folder) + "/index.html"


def on(browser: Browser, address: str, day: str) -> Page:
    """The page as it is on a day."""
    page = opened(browser)
    page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T12:00:00+01:00"))
    page.goto(address)
    return page


@pytest.mark.parametrize(("day", "overdue"), [("2026-11-22", False), ("2027-05-20", False), ("2027-05-21", True)])
def test_a_package_says_that_it_is_overdue(chrome: Browser, package: str, day: str, overdue: bool) -> None:
    page = on(chrome, package, day)
    assert page.locator(".overdue").is_visible() is overdue
    page.context.close()


@pytest.mark.parametrize(
    ("day", "said"),
    [("2026-06-11", "Noch nicht"), ("2026-06-12", ""), ("2027-01-31", ""), ("2027-02-01", "Nicht mehr")],
)
def test_a_passage_says_when_it_does_not_hold(chrome: Browser, package: str, day: str, said: str) -> None:
    page = on(chrome, package, day)
    shown = page.locator(".outdated:not([hidden])")
    assert [text.split(":")[0] for text in shown.all_text_contents()] == ([said] if said else [])
    page.context.close()


def test_the_site_says_that_a_module_is_overdue(chrome: Browser, site: Site) -> None:
    course = load(ROOT).course
    assert course is not None
    last = course.module("b3").meta.review_by
    for day, overdue in ((last, False), (last + timedelta(days=1), True)):
        page = on(chrome, site.url("MODULE"), day.isoformat())
        assert page.locator(".overdue").is_visible() is overdue
        page.context.close()


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_the_list_of_review_dates_says_first_how_late_each_is(
    chrome: Browser, site: Site, width: int
) -> None:
    page = opened(chrome, width)
    page.goto(site.url("mitschreiben/termine.html"))
    table = page.locator("table.deadlines")
    assert table.locator("thead th").all_inner_texts() == ["Was", "Heute", "Nächste Prüfung", "Zuständig"]
    for cell in table.locator(".deadline-state").all():
        box = cell.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= width
    for link, address in (
        ("Modul B3: ", site.url("MODULE")),
        ("Regelwerk arbeit: ", site.url("regelwerk/arbeit.html")),
    ):
        page.goto(site.url("mitschreiben/termine.html"))
        table.get_by_role("link", name=link).click()
        page.wait_for_url(address)
    page.context.close()


def test_the_list_of_review_dates_is_reached_from_the_handbook(chrome: Browser, site: Site) -> None:
    page = opened(chrome)
    page.goto(site.url("mitschreiben/index.html"))
    page.locator("main").get_by_role("link", name="Prüftermine").click()
    page.wait_for_url("**/mitschreiben/termine.html")
    page.context.close()


def test_the_list_of_review_dates_is_counted_from_today(chrome: Browser, site: Site) -> None:
    course = load(ROOT).course
    assert course is not None
    last: date = course.module("b3").meta.review_by
    for day, state in (
        (last - timedelta(days=61), "in der Zeit"),
        (last, "bald fällig"),
        (last + timedelta(days=1), "überfällig"),
    ):
        page = on(chrome, site.url("mitschreiben/termine.html"), day.isoformat())
        row = page.locator("tr", has_text="Modul B3")
        assert row.locator(".deadline-state").text_content() == state
        page.context.close()
    without = opened(chrome, java_script_enabled=False)
    without.goto(site.url("mitschreiben/termine.html"))
    assert without.locator(".deadline-state").first.is_hidden()
    without.context.close()


def test_an_editor_can_look_at_another_day(chrome: Browser, site: Site) -> None:
    course = load(ROOT).course
    assert course is not None
    after = (course.module("b3").meta.review_by + timedelta(days=1)).isoformat()
    for asked, overdue in (
        (f"?stand={after}", True),
        ("?stand=2026-02-30", False),
        ("?stand=%3Cb%3E", False),
        ("", False),
    ):
        page = on(chrome, site.url("MODULE") + asked, "2026-11-22")
        assert page.locator(".overdue").is_visible() is overdue
        assert page.locator(".preview").is_visible() is overdue
        page.context.close()
    page = on(chrome, f"{site.url('mitschreiben/termine.html')}?stand={after}", "2026-11-22")
    assert page.locator("tr", has_text="Modul B3").locator(".deadline-state").text_content() == "überfällig"
    assert f"{date.fromisoformat(after):%d.%m.%Y}" in (page.locator(".preview").text_content() or "")
    page.locator(".preview a").click()
    assert page.locator(".preview").is_hidden()
    page.context.close()
