"""The page of a module on the site: one step at a time on a phone, all of them elsewhere, each with its address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.model.module import Module
from builder.pipeline import load
from builder.rendering.scorm import render
from tests.browser.pages import ROOT, Site, opened, too_wide
from tests.everything import everything_project
from tests.packages import package_of

pytestmark = pytest.mark.browser
STEPS = ".step:visible"


@pytest.fixture(scope="module")
def module() -> Module:
    course = load(ROOT).course
    assert course is not None
    return course.module("b3")


@pytest.fixture
def phone(chrome: Browser) -> Iterator[Page]:
    page = opened(chrome, 360)
    yield page
    page.context.close()


def stored(page: Page) -> int:
    count: int = page.evaluate("() => localStorage.length + sessionStorage.length")
    return count


def test_a_phone_shows_one_step_at_a_time_and_a_desktop_all(
    chrome: Browser, phone: Page, site: Site, module: Module
) -> None:
    phone.goto(site.url("MODULE"))
    expect(phone.locator(STEPS)).to_have_count(0)
    phone.locator(".step-turn:visible a.primary").click()
    expect(phone.locator(STEPS)).to_have_count(1)
    wide = opened(chrome)
    wide.goto(site.url("MODULE"))
    expect(wide.locator(STEPS)).to_have_count(len(module.steps))
    expect(wide.locator(".step-turn:visible")).to_have_count(0)
    wide.context.close()


def test_each_step_has_its_address_and_the_browser_goes_back(phone: Page, site: Site, module: Module) -> None:
    phone.goto(site.url("MODULE"))
    for step in module.steps:
        phone.locator(".step-turn:visible a.primary").click()
        assert phone.url.endswith(f"#{step.id}")
        expect(phone.locator(STEPS)).to_have_id(step.id)
        expect(phone.locator(f"#{step.id}-title")).to_be_focused()
    expect(phone.get_by_text(f"Schritt {len(module.steps)} von {len(module.steps)}", exact=False)).to_be_visible()
    phone.go_back()
    expect(phone.locator(STEPS)).to_have_id(module.steps[-2].id)
    phone.get_by_role("link", name="Alle Schritte").click()
    expect(phone.locator(STEPS)).to_have_count(0)
    expect(phone.locator(".step-list")).to_be_visible()


def test_an_address_opens_the_step_that_holds_the_place(phone: Page, site: Site, module: Module) -> None:
    inside = next(question.id for question in module.questions)
    for end in (inside, f"{inside}?stand=1"):
        phone.goto("about:blank")
        phone.goto(f"{site.url('MODULE')}#{end}")
        expect(phone.locator(STEPS)).to_have_count(1)
        expect(phone.locator(f"#{inside}")).to_be_in_viewport()
    phone.goto(f"{site.url('MODULE')}#norms-title")
    expect(phone.locator("#norms-title")).to_be_in_viewport()


def test_the_view_is_a_choice_and_kept_only_once_it_was_made(phone: Page, site: Site, module: Module) -> None:
    phone.goto(site.url("MODULE"))
    assert stored(phone) == 0
    phone.get_by_role("button", name="Alle Schritte auf einer Seite zeigen").click()
    expect(phone.locator(STEPS)).to_have_count(len(module.steps))
    assert stored(phone) == 1
    phone.reload()
    expect(phone.locator(STEPS)).to_have_count(len(module.steps))
    phone.get_by_role("button", name="Schritt für Schritt zeigen").click()
    expect(phone.locator(STEPS)).to_have_count(0)
    expect(phone.get_by_role("button", name="Alle Schritte auf einer Seite zeigen")).to_be_focused()


def test_who_keeps_progress_goes_on_where_they_were(phone: Page, site: Site, module: Module) -> None:
    phone.goto(site.url("MODULE"))
    phone.get_by_role("button", name="Fortschritt auf diesem Gerät merken").click()
    phone.locator(".step-turn:visible a.primary").click()
    phone.locator(".step-turn:visible a.primary").click()
    phone.goto("about:blank")
    phone.goto(site.url("MODULE"))
    expect(phone.locator(STEPS)).to_have_id(module.steps[1].id)


def test_paper_and_readers_without_scripts_have_everything_in_order(
    chrome: Browser, phone: Page, site: Site, module: Module
) -> None:
    phone.goto(f"{site.url('MODULE')}#{module.steps[1].id}")
    phone.emulate_media(media="print")
    expect(phone.locator(STEPS)).to_have_count(len(module.steps))
    expect(phone.locator(".step-turn:visible")).to_have_count(0)
    expect(phone.locator(".module-foot")).to_be_visible()
    plain = opened(chrome, 360, java_script_enabled=False)
    plain.goto(site.url("MODULE"))
    expect(plain.locator(STEPS)).to_have_count(len(module.steps))
    plain.context.close()


def test_every_step_fits_a_narrow_screen(chrome: Browser, site: Site, module: Module) -> None:
    page = opened(chrome, 320)
    for step in module.steps:
        page.goto(f"{site.url('MODULE')}#{step.id}")
        expect(page.locator(STEPS)).to_have_id(step.id)
        assert too_wide(page) == []
    page.context.close()


def test_notes_can_be_reached_from_a_step_and_left_again(
    chrome: Browser, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    course = load(everything_project(tmp_path / "projekt")).course
    assert course is not None
    with package_of(render(course.modules[0], course.shared, "de")) as archive:
        archive.extractall(tmp_path / "paket")
    page = opened(chrome)
    page.goto(serve(tmp_path / "paket") + "/index.html")
    page.locator(".step-turn:visible button.primary").click()
    page.locator("[id^=fnref_] >> visible=true").first.click()
    note = page.locator("#fn_1")
    expect(note).to_be_in_viewport()
    note.locator("a").last.click()
    expect(page.locator("#fnref_1")).to_be_in_viewport()
    page.context.close()
