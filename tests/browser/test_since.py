"""The page of changes asked „since when?“: from a day that is typed, linked to or kept on the device."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.answering import answer
from tests.browser.pages import AXE, Site, barriers, opened, too_wide

pytestmark = pytest.mark.browser
PAGE = "aenderungen.html"


@pytest.fixture
def page(chrome: Browser) -> Iterator[Page]:
    made = opened(chrome, timezone_id="Europe/Berlin")
    problems: list[str] = []
    made.on("pageerror", lambda error: problems.append(str(error)))
    made.clock.set_fixed_time("2026-11-26T00:30:00+01:00")
    yield made
    made.context.close()
    assert problems == []


def ask(page: Page, day: str, module: str = "") -> None:
    page.get_by_label("Modul", exact=True).select_option(module)
    page.get_by_label("Wann haben Sie es gelernt?").fill(day)
    page.get_by_role("button", name="Änderungen zeigen").click()


def told(page: Page) -> list[str]:
    """Title, then modules and texts as they follow one another."""
    shown = page.locator(".since-found [data-part=title], .since-found h4, .since-found .change-list li")
    return [text.split("\n")[-1].strip() for text in shown.all_inner_texts()]


def test_what_has_changed_is_told_by_module_and_played(page: Page, two_modules: Site) -> None:
    page.goto(two_modules.url(PAGE))
    ask(page, "2026-11-10")
    expect(page.locator("[data-part=title]")).to_be_focused()
    assert page.url.endswith("#seit?tag=2026-11-10")
    assert told(page) == [
        "Das hat sich seit dem 10.11.2026 geändert", "X1 Wer hilft wem?", "Neu seit dem 20.",
        "X2 Über Größe: Fälle", "Eine Frist genauer.",
    ]  # fmt: skip
    asked = []
    for number in (1, 2, 3):
        expect(page.locator("[data-part=number]")).to_have_text(f"Frage {number} von 3")
        form = page.locator(".since .question")
        asked.append(
            (page.locator(".review-source a").get_attribute("href") or "")[7:9] + f"/{form.get_attribute('id')}"
        )
        answer(form)
        page.get_by_role("button", name="Nächste Frage" if number < 3 else "Fertig").click()
    assert asked == ["x1/f_zwei", "x2/f_eins", "x1/f_eins"], "modules in turn, first what must be right"
    expect(page.locator("[data-part=number]")).to_be_focused()
    assert page.locator(".since .question").count() == 0
    assert page.evaluate("Object.keys(localStorage)") == []


def test_that_nothing_has_changed_is_said_with_the_day_the_edition_knows(page: Page, two_modules: Site) -> None:
    page.goto(two_modules.url(f"{PAGE}#seit?tag=2026-11-11&modul=x2"))
    assert told(page) == ["Seit dem 11.11.2026 hat sich in X2 Über Größe: Fälle nichts geändert"]
    assert "Ausgabe 2026.1 und kennt Änderungen bis zum 22.11.2026" in page.locator(".since-found").inner_text()
    assert page.locator("[data-part=refresh]").is_hidden()
    ask(page, "2026-11-11")
    assert told(page)[1:] == ["X1 Wer hilft wem?", "Neu seit dem 20."]
    page.go_back()
    assert told(page)[0].startswith("Seit dem 11.11.2026 hat sich in X2")


@pytest.mark.parametrize("day", ["", "2026-11-27"])
def test_a_day_that_cannot_be_is_said_at_its_field(page: Page, two_modules: Site, day: str) -> None:
    page.goto(two_modules.url(PAGE))
    ask(page, day)
    field = page.get_by_label("Wann haben Sie es gelernt?")
    expect(field).to_be_focused()
    assert field.get_attribute("aria-invalid") == "true"
    assert "nicht in der Zukunft" in page.locator("#seit-fehler").inner_text()
    assert page.locator(".since-found").is_hidden()


def test_the_day_of_completion_is_offered_and_a_typed_one_stays(page: Page, two_modules: Site) -> None:
    page.goto(two_modules.url("index.html"))
    card = {"title": "X1", "page": "module/x1.html", "done": {"day": "2026-10-01"}}
    page.evaluate("card => localStorage.setItem('integrif.x1.stand', card)", json.dumps(card))
    page.goto(two_modules.url(PAGE))
    field, module = page.get_by_label("Wann haben Sie es gelernt?"), page.get_by_label("Modul", exact=True)
    assert field.input_value() == "2026-10-01"
    assert page.get_by_text("Diesen Tag hat Ihr Gerät").is_visible()
    module.select_option("x2")
    assert (field.input_value(), page.get_by_text("Diesen Tag hat Ihr Gerät").is_visible()) == ("", False)
    field.fill("2026-11-01")
    module.select_option("x1")
    assert field.input_value() == "2026-11-01"


@pytest.mark.parametrize(
    "end", ["#seit?tag=%3Cimg%20src=x%3E&modul=constructor", "#seit?tag=2026-05-01&modul=zz", "#seit"]
)
def test_an_address_of_others_breaks_nothing(page: Page, two_modules: Site, end: str) -> None:
    page.goto((two_modules.folder / PAGE).as_uri() + end)
    ask(page, "2026-05-01", "x1")
    expect(page.locator(".since .question")).to_be_visible()
    assert told(page)[1:] == ["X1 Wer hilft wem?", "Neu seit dem 20.", "Ein Fall mehr."]


def test_a_change_of_a_rule_table_concerns_the_modules_that_teach_it(page: Page, site: Site) -> None:
    page.goto(site.url(f"{PAGE}#seit?tag=2026-11-25&modul=b3"))
    assert page.locator(".since-found h4").inner_text() == "B3 Wer darf wann arbeiten?"
    assert "Regelwerk „Wer darf wann arbeiten?“" in page.locator(".since-found .change-list").inner_text()


def test_without_scripts_the_whole_list_stands_alone(chrome: Browser, two_modules: Site) -> None:
    page = opened(chrome, java_script_enabled=False)
    page.goto(two_modules.url(PAGE))
    assert page.locator(".since").is_hidden()
    assert page.locator(".change-list li:visible").count() == 4
    page.context.close()


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core fehlt: make test richtet es ein")
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_no_state_has_a_barrier_or_is_too_wide(chrome: Browser, site: Site, width: int, scheme: str) -> None:
    page = opened(chrome, width, color_scheme=scheme, reduced_motion="reduce")
    page.goto(site.url(f"{PAGE}#seit?tag=2026-11-01&modul=b3"))
    page.locator(".since .question").wait_for()
    for _ in range(2):
        assert barriers(page, "main") == []
        assert too_wide(page) == []
        ask(page, "2999-01-01")
    page.context.close()
