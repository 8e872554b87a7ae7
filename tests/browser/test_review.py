"""Questions that come back: vormerken on a module's page, the page „Wiederholen“, the calendar."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.answering import answer, press, verdict
from tests.browser.pages import AXE, Site, barriers, opened

pytestmark = pytest.mark.browser
KEY = "integrif.wiederholen"


@pytest.fixture
def page(chrome: Browser) -> Any:
    made = opened(chrome, 800, timezone_id="Europe/Berlin")
    problems: list[str] = []
    made.on("pageerror", lambda error: problems.append(str(error)))
    yield made
    made.context.close()
    assert problems == []


def on_day(page: Page, day: str) -> None:
    page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T00:30:00+01:00"))


def put_on_the_list(page: Page, site: Site, *kinds: str) -> list[str]:
    """Answer the first question of each kind on the module's page and have it come back; give their ids."""
    page.goto(site.url("MODULE"))
    chosen = []
    for kind in kinds:
        form = page.locator(f".question-{kind}").first
        assert form.get_by_role("button", name="Später wiederholen").count() == 0, "offered once it was judged"
        answer(form)
        button = form.get_by_role("button", name="Später wiederholen")
        button.click()
        assert button.get_attribute("aria-pressed") == "true"
        chosen.append(str(form.get_attribute("id")))
    return chosen


def shelf(page: Page) -> str | None:
    found: str | None = page.evaluate("key => localStorage.getItem(key)", KEY)
    return found


def test_the_list_is_all_that_is_stored_and_can_be_left_again(page: Page, site: Site) -> None:
    on_day(page, "2026-11-25")
    (question,) = put_on_the_list(page, site, "single_choice")
    assert page.evaluate("Object.keys(localStorage)") == [KEY]
    assert shelf(page) == f"1;b3/{question}.0.20261126", "the learner's own day, half an hour after midnight"
    page.locator(f"#{question}").get_by_role("button", name="Später wiederholen").click()
    assert shelf(page) is None


def test_what_is_due_comes_one_by_one_and_moves_on(page: Page, site: Site) -> None:
    on_day(page, "2026-11-25")
    first, second = put_on_the_list(page, site, "single_choice", "matching")
    page.goto(site.url("wiederholen.html"))
    assert "Heute ist nichts fällig" in page.locator(".review-status").inner_text()
    assert "26.11.2026" in page.locator(".review-status").inner_text()
    on_day(page, "2026-11-26")
    page.reload()
    form = page.locator(".question")
    form.wait_for()
    assert "2 von 2" in page.locator(".review-status").inner_text()
    shown = str(form.get_attribute("id"))
    answer(form, right=True)
    assert verdict(form) == "right"
    press(form, "again")
    answer(form, right=False)
    assert "b3/" + shown + ".1.20261203" in str(shelf(page)), "the first try of the day decides"
    page.get_by_role("button", name="Nächste Frage").click()
    page.locator(f"#{second if shown == first else first}").wait_for()
    answer(form, right=False)
    assert ".0.20261127" in str(shelf(page))
    page.get_by_role("button", name="Nächste Frage").click()
    page.locator(".question").wait_for(state="detached")
    assert "Heute ist nichts fällig" in page.locator(".review-status").inner_text()
    page.get_by_role("link", name="Nachlesen").count()


def test_a_question_of_a_case_brings_what_happened(page: Page, site: Site) -> None:
    on_day(page, "2026-11-25")
    page.goto(site.url("MODULE"))
    inside = page.locator(".case .question-single_choice").first.get_attribute("id")
    page.evaluate("([key, id]) => localStorage.setItem(key, `1;b3/${id}.0.20261101`)", [KEY, inside])
    page.goto(site.url("wiederholen.html"))
    page.locator(f"#{inside}").wait_for()
    assert len(page.locator("[data-part=question]").inner_text()) > len(page.locator(f"#{inside}").inner_text()) + 200
    link = page.locator(".review-source a")
    assert link.get_attribute("href") == "module/b3-wer-darf-wann-arbeiten.html"


def test_what_is_gone_leaves_the_list_and_nothing_else_does(page: Page, site: Site) -> None:
    on_day(page, "2026-11-25")
    page.goto(site.url("index.html"))
    page.evaluate(
        "key => localStorage.setItem(key, '1;b3/f_gibt_es_nicht.0.20261101,zz/f_a.0.20261101,b3/f_titel.1.20261201')",
        KEY,
    )
    page.goto(site.url("wiederholen.html"))
    page.locator(".review-status", has_text="Heute ist nichts fällig").wait_for()
    assert shelf(page) == "1;b3/f_titel.1.20261201"


def test_what_cannot_be_read_is_missing_alone_and_said(page: Page, site: Site) -> None:
    on_day(page, "2026-11-25")
    page.goto(site.url("index.html"))
    page.evaluate("key => localStorage.setItem(key, '1;%%%,b3/f_titel.1.20261201')", KEY)
    page.goto(site.url("wiederholen.html"))
    status = page.locator(".review-status", has_text="Heute ist nichts fällig")
    status.wait_for()
    assert status.inner_text().startswith("Ein Teil der Liste war nicht lesbar und fehlt; der Rest ist vollständig.")
    page.evaluate("key => localStorage.setItem(key, '1;b3/f_titel.1.20261201')", KEY)
    page.reload()
    status.wait_for()
    assert "nicht lesbar" not in status.inner_text()


def test_an_empty_list_speaks(page: Page, site: Site) -> None:
    page.goto(site.url("wiederholen.html"))
    assert "Noch nichts vorgemerkt" in page.locator(".review-status").inner_text()
    assert page.get_by_role("button", name="Liste auf diesem Gerät löschen").is_hidden()
    assert page.evaluate("Object.keys(localStorage)") == []


def test_the_list_can_be_saved_and_deleted(page: Page, site: Site, tmp_path: Path) -> None:
    on_day(page, "2026-11-25")
    put_on_the_list(page, site, "single_choice")
    page.goto(site.url("wiederholen.html"))
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Liste als Datei sichern").click()
    waiting.value.save_as(tmp_path / "liste.txt")
    assert (tmp_path / "liste.txt").read_text() == shelf(page)
    page.get_by_role("button", name="Liste auf diesem Gerät löschen").click()
    assert shelf(page) is None


def test_three_days_go_into_the_calendar(page: Page, site: Site, tmp_path: Path) -> None:
    on_day(page, "2026-11-25")
    page.goto(site.url("wiederholen.html"))
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Drei Termine").click()
    assert waiting.value.suggested_filename == "wiederholen.ics"
    waiting.value.save_as(tmp_path / "w.ics")
    text = (tmp_path / "w.ics").read_bytes().decode()
    assert [line[-8:] for line in text.split("\r\n") if line.startswith("DTSTART")] == [
        "20261126",
        "20261202",
        "20261225",
    ]
    assert f"URL:{site.url('wiederholen.html')}" in text.replace("\r\n ", "")


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core fehlt: make test richtet es ein")
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_has_no_barrier_with_a_question_on_it(chrome: Browser, site: Site, width: int) -> None:
    page = opened(chrome, width)
    page.goto(site.url("index.html"))
    page.evaluate("key => localStorage.setItem(key, '1;b3/f_papier.0.20261101,b3/f_weg.0.20261101')", KEY)
    page.goto(site.url("wiederholen.html"))
    page.locator(".question").wait_for()
    assert barriers(page, "main") == []
    answer(page.locator(".question"))
    assert barriers(page, "main") == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.context.close()


def test_without_scripts_the_page_says_what_it_needs(chrome: Browser, site: Site) -> None:
    page = opened(chrome, java_script_enabled=False)
    page.goto(site.url("wiederholen.html"))
    assert "braucht JavaScript" in page.locator("main").inner_text()
    assert page.locator("[data-part=tools]").is_hidden()
    page.context.close()


def test_no_package_offers_what_only_the_site_has(chrome: Browser, site: Site) -> None:
    page = opened(chrome)
    page.goto(site.url("mitschreiben/fragen.html"))
    form = page.locator(".question-single_choice").first
    answer(form)
    assert form.get_by_role("button", name="Später wiederholen").count() == 0, "examples do not come back"
    page.context.close()
