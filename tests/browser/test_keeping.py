"""What is kept of a learner, and only when they ask for it: on a module's page of the site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.answering import answer, data_of, press, verdict
from tests.browser.pages import Site, opened

pytestmark = pytest.mark.browser
STORED = "() => Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('integrif')))"
REMEMBER, FORGET = "Fortschritt auf diesem Gerät merken", "Fortschritt auf diesem Gerät löschen"
EXPORT, TAKE = "Fortschritt als Datei sichern", "Fortschritt aus einer Datei übernehmen"


@pytest.fixture
def page(chrome: Browser, site: Site) -> Any:
    made = opened(chrome, 800)
    problems: list[str] = []
    made.on("pageerror", lambda error: problems.append(str(error)))
    made.goto(site.url("MODULE"))
    yield made
    made.context.close()
    assert problems == []


def of_kind(page: Page, kind: str, number: int = 0) -> Locator:
    return page.locator(f".question-{kind}").nth(number)


def stored(page: Page) -> dict[str, str]:
    page.wait_for_timeout(1200)
    found: dict[str, str] = page.evaluate(STORED)
    return found


def state_of(page: Page) -> tuple[str, str]:
    """Key and text of the state, without what stands beside it."""
    (found,) = [item for item in stored(page).items() if item[0].endswith(".state")]
    return found


def keep(page: Page) -> None:
    page.get_by_role("button", name=REMEMBER).click()


def test_nothing_is_stored_before_the_press_whatever_is_done(page: Page) -> None:
    answer(of_kind(page, "single_choice"))
    of_kind(page, "open").locator("textarea").fill("Ein Gedanke")
    page.locator("#certainty-switch").check()
    assert stored(page) == {}
    page.reload()
    assert page.locator(".is-judged").count() == 0
    assert "Noch nichts gemerkt" in page.locator(".saving-words").inner_text()


def test_after_the_press_answers_order_text_and_wishes_are_there_again(page: Page) -> None:
    keep(page)
    page.locator("#certainty-switch").check()
    first, open_ = of_kind(page, "single_choice"), of_kind(page, "open")
    first.locator(".certainty input").nth(2).check()
    answer(first, right=False)
    open_.locator("textarea").fill("Mein Satz; mit Zeichen, ä")
    press(open_, "check")
    open_.locator(".checklist input").first.check()
    order = page.locator(".option label").all_inner_texts()
    kept = stored(page)
    module = page.locator("[data-module]").get_attribute("data-module")
    assert set(kept) == {f"integrif.{module}.{name}" for name in ("state", "texts", "stand")}
    assert "Mein" not in kept[f"integrif.{module}.state"]
    assert kept[f"integrif.{module}.state"].isascii()
    page.reload()
    assert verdict(first) == "wrong"
    assert first.locator(".certainty input").nth(2).is_checked()
    assert open_.locator("textarea").input_value() == "Mein Satz; mit Zeichen, ä"
    assert open_.locator(".checklist input").first.is_checked()
    assert page.locator(".option label").all_inner_texts() == order
    assert page.locator("#certainty-switch").is_checked()


def test_deletion_leaves_nothing(page: Page) -> None:
    keep(page)
    answer(of_kind(page, "single_choice"))
    assert stored(page)
    page.get_by_role("button", name=FORGET).click()
    assert stored(page) == {}
    assert page.get_by_role("button", name=REMEMBER).is_visible()


def test_a_file_carries_progress_to_another_device(page: Page, chrome: Browser, site: Site, tmp_path: Path) -> None:
    keep(page)
    answer(of_kind(page, "matching"))
    of_kind(page, "open").locator("textarea").fill("Mein Satz")
    stored(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=EXPORT).click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    data = json.loads(file.read_text(encoding="utf-8"))
    assert data["integrif"] == 1
    assert "Mein Satz" in data["texts"].values()
    other = opened(chrome)
    other.goto(site.url("MODULE"))
    other.locator("input[type=file]").set_input_files(file)
    other.locator(".is-judged").first.wait_for()
    assert verdict(of_kind(other, "matching")) == "right"
    assert of_kind(other, "open").locator("textarea").input_value() == "Mein Satz"
    other.context.close()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kaputt",
        "[]",
        '{"integrif": 1}',
        '{"integrif": 1, "module": "b3", "state": "3;;;"}',
        '{"integrif": 1, "module": "zz", "state": ""}',
    ],
)
def test_a_file_that_is_none_of_ours_changes_nothing(page: Page, tmp_path: Path, text: str) -> None:
    file = tmp_path / "fremd.json"
    file.write_text(text, encoding="utf-8")
    answer(of_kind(page, "single_choice"))
    page.locator("input[type=file]").set_input_files(file)
    page.locator(".saving-words", has_text="keinen Fortschritt zu diesem Modul").wait_for()
    assert page.locator(".is-judged").count() == 1
    assert stored(page) == {}


def test_damaged_state_is_said_in_a_sentence_and_shown_and_the_rest_works(page: Page) -> None:
    module = page.locator("[data-module]").get_attribute("data-module")
    page.evaluate("module => localStorage.setItem(`integrif.${module}.state`, '3;<kaputt>')", module)
    page.evaluate(
        'module => localStorage.setItem(`integrif.${module}.texts`, \'{"f_mail": "bleibt", "x": 7}\')', module
    )
    page.reload()
    page.wait_for_timeout(1500)
    assert (
        page.locator(".saving-words")
        .inner_text()
        .startswith("Ihr früherer Stand ließ sich nicht oder nicht ganz lesen.")
    )
    assert page.locator(".saving-rescue code").inner_text() == "3;<kaputt>"
    answer(of_kind(page, "single_choice"))
    assert "3;" in state_of(page)[1]
    page.reload()
    assert page.locator(".is-judged").count() == 1


def test_an_answer_to_a_changed_question_is_dropped_alone(page: Page, site: Site) -> None:
    keep(page)
    first, second = of_kind(page, "single_choice", 0), of_kind(page, "single_choice", 1)
    answer(first)
    answer(second)
    key, text = state_of(page)
    changed = text.replace(data_of(first)["fingerprint"], "zzz", 1)
    page.goto(site.url("index.html"))
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, changed])
    page.goto(site.url("MODULE"))
    assert (verdict(first), verdict(second)) == ("", "right")
    assert "noch einmal" in page.locator(".saving-words").inner_text()


def test_storage_that_is_forbidden_is_no_obstacle(chrome: Browser, site: Site) -> None:
    page = opened(chrome)
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('verboten'); }})")
    page.goto(site.url("MODULE"))
    answer(of_kind(page, "single_choice"))
    assert verdict(of_kind(page, "single_choice")) == "right"
    assert page.get_by_role("button", name=REMEMBER).is_hidden()
    assert "nicht gespeichert" in page.locator(".saving-words").inner_text()
    page.wait_for_timeout(1500)
    assert page.locator(".saving-rescue").is_hidden(), "a text that could be given back nowhere"
    page.context.close()


def test_learners_see_their_own_order_and_true_false_keeps_its_own(chrome: Browser, site: Site) -> None:
    orders = []
    for _ in range(6):
        page = opened(chrome)
        page.goto(site.url("MODULE"))
        shuffled = [data_of(form)["shuffle"] for form in page.locator(".question-single_choice").all()]
        assert any(shuffled)
        orders.append(
            "".join(
                page.locator(".question-single_choice .option").evaluate_all("all => all.map(it => it.dataset.letter)")
            )
        )
        fixed = page.locator(".question-true_false .option").evaluate_all("all => all.map(it => it.dataset.letter)")
        assert fixed == ["a", "b"] * (len(fixed) // 2)
        page.context.close()
    assert len(set(orders)) > 1


def test_certainty_names_confident_errors_first_and_changes_no_points(page: Page) -> None:
    first, second = of_kind(page, "single_choice", 0), of_kind(page, "single_choice", 1)
    page.locator("#certainty-switch").check()
    first.get_by_label("sicher", exact=True).check()
    answer(first, right=False)
    second.get_by_label("geraten").check()
    answer(second, right=False)
    result = page.locator(".result-body")
    words = result.inner_text()
    assert words.index("Hier waren Sie sicher") < words.index("Diese Schritte lohnen")
    sure = result.locator("p", has_text="Hier waren Sie sicher").locator("+ ul")
    assert sure.locator("a[href^='#f_']").evaluate_all("all => all.map(it => it.getAttribute('href').slice(1))") == [
        first.get_attribute("id")
    ]
    page.locator("#certainty-switch").uncheck()
    assert page.locator(".certainty:visible").count() == 0


def test_the_result_says_points_goals_steps_and_critical_questions(page: Page) -> None:
    wrong = page.locator(".question:has(.critical)").first
    for form in page.locator(".question").all():
        if data_of(form)["scored"]:
            answer(form, right=form.get_attribute("id") != wrong.get_attribute("id"))
    result = page.locator(".result-body")
    words = result.inner_text()
    assert "nötig sind 80\u00a0%" in words
    assert "Noch nicht abgeschlossen" in words
    critical = result.locator("p", has_text="müssen richtig sein").locator("+ ul a[href^='#f_']")
    assert critical.evaluate_all("all => all.map(it => it.getAttribute('href').slice(1))") == [
        wrong.get_attribute("id")
    ]
    again = result.locator("p", has_text="Diese Schritte lohnen").locator("+ ul li")
    step = wrong.locator("xpath=ancestor::section[@data-step]")
    assert again.locator("a").first.get_attribute("href") == f"#{step.get_attribute('id')}"
    assert "Erreicht" in words
    press(wrong, "again")
    answer(wrong)
    assert "Geschafft" in result.inner_text()
    assert result.locator("p", has_text="Diese Schritte lohnen").count() == 0
    press(wrong, "again")
    answer(wrong, right=False)
    assert "Geschafft" in result.inner_text(), "the best try counts"


def test_a_stage_with_gaps_opens_after_its_question(page: Page) -> None:
    case = page.locator(".case-teilweise").first
    hidden = case.locator(".stage-solution")
    waits = case.locator(".stage-waits")
    assert hidden.locator("visible=true").count() == 0
    assert waits.locator("visible=true").count() == 1
    assert case.locator(".stage:visible").count() < case.locator(".stage").count()
    for form in case.locator(".question").all():
        answer(form)
    assert hidden.locator("visible=true").count() == hidden.count() > 0
    assert waits.locator("visible=true").count() == 0
    assert case.locator(".stage:visible").count() == case.locator(".stage").count()
    assert page.locator(".case-offen .stage-solution[open]").count() == 0


def test_two_tabs_lose_nothing_and_deleted_progress_stays_deleted(chrome: Browser, site: Site) -> None:
    context = chrome.new_context()
    first, second = context.new_page(), context.new_page()
    first.goto(site.url("MODULE"))
    keep(first)
    stored(first)
    second.goto(site.url("MODULE"))
    answer(of_kind(second, "matching"))
    stored(second)
    answer(of_kind(first, "single_choice"))
    stored(first)
    second.reload()
    assert verdict(of_kind(second, "matching")) == "right"
    assert verdict(of_kind(second, "single_choice")) == "right"
    second.get_by_role("button", name=FORGET).click()
    first.get_by_role("button", name=REMEMBER).wait_for()
    first.close(run_before_unload=True)
    assert stored(second) == {}
    context.close()


def test_a_page_that_comes_back_goes_on_keeping(page: Page) -> None:
    keep(page)
    answer(of_kind(page, "single_choice"))
    before = stored(page)
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    answer(of_kind(page, "matching"))
    assert stored(page) != before


def test_what_the_browser_remembers_of_a_form_is_not_taken_for_an_answer(page: Page, site: Site) -> None:
    of_kind(page, "single_choice").locator("input").first.check()
    page.goto(site.url("index.html"))
    page.go_back()
    assert page.locator(".question :checked:not(option)").count() == 0


def test_the_keyboard_stands_on_a_button_after_keeping_and_deleting(page: Page) -> None:
    for name in (REMEMBER, FORGET):
        page.get_by_role("button", name=name).press("Enter")
        assert page.evaluate("document.activeElement.tagName") == "BUTTON"


def test_an_address_with_a_strange_end_stops_nothing(page: Page, site: Site) -> None:
    page.goto(site.url("MODULE") + "#100%")
    keep(page)
    answer(of_kind(page, "single_choice"))
    assert stored(page)


def test_enter_in_a_field_judges(chrome: Browser, site: Site) -> None:
    page = opened(chrome)
    page.goto(site.url("mitschreiben/fragen.html"))
    page.locator("#f_jahre .entry input").fill("4")
    page.locator("#f_jahre .entry input").press("Enter")
    assert verdict(page.locator("#f_jahre")) == "right"
    page.context.close()
