"""One way through the site by keyboard alone, on a telephone: menu, search, step, exercise, result, proof on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.answering import data_of, verdict
from tests.browser.pages import Site, opened

pytestmark = pytest.mark.browser
MOST = 400
"""So many times nobody presses a key; a walk that needs more has lost its way."""


def tab_to(page: Page, goal: Locator) -> None:
    """Press Tab until the goal has the focus, which has to be seen; a group of radio buttons is one stop."""
    for _ in range(MOST):
        if goal.evaluate("(it) => it === document.activeElement"):
            shown = goal.evaluate(
                "(it) => { const s = getComputedStyle(it); return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; }"
            )
            assert shown, "focus that nobody sees"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {goal}")


def press(page: Page, goal: Locator, key: str = "Enter") -> None:
    tab_to(page, goal)
    page.keyboard.press(key)


def choose_right(page: Page, form: Locator) -> None:
    """Choose the right answers of a question with options, as a keyboard does."""
    right = data_of(form)["right"]
    if form.locator("input[type=radio]").count():
        inputs = form.locator("input[type=radio]")
        tab_to(page, inputs.first)
        page.keyboard.press("Space")
        for _ in range(MOST):
            if form.locator("input[type=radio]:checked").get_attribute("value") in right:
                return
            page.keyboard.press("ArrowDown")
    for letter in right:
        press(page, form.locator(f'input[value="{letter}"]'), "Space")


def test_from_the_menu_to_the_result(chrome: Browser, site: Site) -> None:
    page = opened(chrome, 360, bypass_csp=False)
    page.goto(site.url("index.html"))

    press(page, page.locator("[data-menu]"))
    press(page, page.locator(".main-nav").get_by_role("link", name="Kurse", exact=True))
    page.wait_for_url("**/kurse.html")

    tab_to(page, page.get_by_label("Suche"))
    page.keyboard.type("beschäftigungserlaubnis ausländerbehörde")
    page.keyboard.press("Enter")
    page.wait_for_url("**/suche.html#*")
    found = page.locator('.found a[href*="module/"]').first
    expect(found).to_be_visible()
    press(page, found)
    page.wait_for_url("**/module/*")

    step = page.locator("[data-step]:not(.is-away)").first
    form = step.locator('.question:has(input[type="radio"]), .question:has(input[type="checkbox"])').first
    while not form.count():
        press(page, page.locator(".step-turn a:visible").last)
        step = page.locator("[data-step]:not(.is-away)").first
        form = step.locator('.question:has(input[type="radio"]), .question:has(input[type="checkbox"])').first
    choose_right(page, form)
    press(page, form.locator('[data-action="check"]'))
    assert verdict(form) == "right"
    expect(form.locator(".question-verdict")).to_be_focused()

    for _ in range(20):
        if page.locator("#result:not(.is-away)").count():
            break
        press(page, page.locator(".step-turn a:visible").last)
    expect(page.locator("#result-title")).to_be_focused()
    expect(page.locator("#result")).to_contain_text("1 von")
    page.context.close()
