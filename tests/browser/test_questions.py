"""Every kind of question in every state, on the gallery of the editors' handbook."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from builder.model.answer_key import AUTHOR_WORDS
from tests.browser.answering import answer, data_of, fill, press, sort, verdict
from tests.browser.pages import AXE, Site, barriers, opened, too_wide
from tests.browser.states import NEEDS_AN_ANSWER, begin_anew, bring, questions

GALLERY = "mitschreiben/fragen.html"
PARTIAL = {
    "multiple_choice": "f_stellen",
    "matching": "f_worte",
    "ordering": "f_weg",
    "cloze": "f_luecke",
    "branching": "f_anruf",
}
"""Kinds that know half a solution, and an example of each."""
pytestmark = pytest.mark.browser


def gallery(chrome: Browser, site: Site, width: int = 1280, **options: Any) -> Page:
    page = opened(chrome, width, **options)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(site.url(GALLERY))
    page.problems = problems  # type: ignore[attr-defined]
    return page


def of_kind(page: Page, kind: str) -> Locator:
    return page.locator(f".question-{kind}").first


def halfway(form: Locator) -> None:
    """An answer that is right in part."""
    match data_of(form)["kind"]:
        case "multiple_choice":
            form.locator("fieldset .options input[value=a]").check()
        case "ordering":
            *first, third, fourth = data_of(form)["right"]
            sort(form, [*first, fourth, third])
        case "branching":
            form.locator('.situation:visible input[value="a"]').check()
            press(form, "check")
            press(form, "check")
            form.locator('.situation:visible input[value="a"]').check()
        case "cloze":
            fill(form, right=True)
            form.locator("select.gap").first.select_option("b")
        case _:
            fill(form, right=True)
            form.locator("select").last.select_option("a")


def in_state(page: Page, state: str) -> None:
    """Bring every question of the gallery into a state, from wherever it is."""
    for form in questions(page):
        if state != "partly":
            bring(form, state)
        elif form.get_attribute("id") in PARTIAL.values():
            begin_anew(form)
            halfway(form)
            press(form, "check")
            assert verdict(form) == "partly", form.get_attribute("id")


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core fehlt: make test richtet es ein")
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])  # all others: make axe
def test_no_state_of_any_kind_has_a_barrier_that_axe_knows(
    chrome: Browser, site: Site, width: int, scheme: Any
) -> None:
    page = gallery(chrome, site, width, color_scheme=scheme)
    page.locator("#certainty-switch").check()
    for state in ("fresh", "error", "wrong", "partly", "right", "unknown"):
        in_state(page, state)
        assert barriers(page, ".question") == [], state
        assert too_wide(page) == [], state
    assert barriers(page, "#result") == []
    page.get_by_role("button", name="Fortschritt auf diesem Gerät merken").click()
    page.reload()
    assert page.locator(".question.is-judged").count() == len(questions(page))
    assert barriers(page, ".module") == [], "review"
    assert page.problems == []  # type: ignore[attr-defined]
    page.context.close()


@pytest.mark.parametrize("kind", NEEDS_AN_ANSWER)
def test_a_missing_answer_is_said_at_the_question_and_tied_to_the_control(
    chrome: Browser, site: Site, kind: str
) -> None:
    page = gallery(chrome, site)
    form = of_kind(page, kind)
    press(form, "check")
    error = form.locator(".question-error")
    assert error.is_visible()
    focused = page.locator(":focus")
    assert focused.get_attribute("aria-invalid") == "true"
    assert (error.get_attribute("id") or "-") in (focused.get_attribute("aria-describedby") or "")
    assert verdict(form) == ""
    answer(form)
    assert error.is_hidden()
    assert form.locator("[aria-invalid]").count() == 0
    page.context.close()


@pytest.mark.parametrize("kind", AUTHOR_WORDS)
def test_judging_moves_focus_to_the_verdict_and_once_more_to_the_form(chrome: Browser, site: Site, kind: str) -> None:
    page = gallery(chrome, site)
    form = of_kind(page, kind)
    assert form.locator(":checked:not(option)").count() == 0, "nothing is chosen beforehand"
    answer(form, right=kind != "ordering")
    assert page.locator(":focus").evaluate("it => it.matches('.question-verdict')")
    assert form.locator("[aria-live], [role=alert]").count() == 0, "one way of announcing"
    press(form, "again")
    assert form.locator(".question-feedback").is_hidden()
    assert form.locator(":focus").count() == 1
    if kind != "open":
        assert form.locator("fieldset :disabled").count() == 0
        assert form.locator(":checked:not(option)").count() == 0
    page.context.close()


@pytest.mark.parametrize("kind", [kind for kind in AUTHOR_WORDS if kind != "open"])
def test_chosen_and_right_answers_are_named_with_their_reason(chrome: Browser, site: Site, kind: str) -> None:
    page = gallery(chrome, site)
    form = of_kind(page, kind)
    answer(form, right=False)
    words = form.locator(".question-reasons").inner_text()
    if kind in ("matching", "ordering", "cloze"):
        assert "Nicht richtig; so gehört es:" in words
    elif kind == "branching":
        assert "Ihre Entscheidung" in words
        assert "besser" in words
    else:
        own, right = words.index("Ihre Antwort"), words.index("Richtige Antwort")
        assert own < right
        assert "nicht richtig" in words[own:right]
        assert " – richtig" not in words[right:], "the label says it"
    assert form.locator(".question-reasons [id]").count() == 0, "a copy bears no second id"
    press(form, "again")
    press(form, "unknown")
    assert verdict(form) == "unknown"
    assert form.locator(".question-reasons").inner_text().strip()
    page.context.close()


def test_the_explanation_answers_what_no_one_listed(chrome: Browser, site: Site) -> None:
    page = gallery(chrome, site)
    form = page.locator("#f_jahre")
    form.locator(".entry input").fill("3,5")
    press(form, "check")
    words = form.locator(".question-reasons").inner_text()
    assert "Ihre Antwort: 3,5" in words
    assert "Gezählt wird ununterbrochener" in words
    page.context.close()


def test_nothing_is_judged_by_choosing(chrome: Browser, site: Site) -> None:
    page = gallery(chrome, site)
    for form in questions(page):
        if data_of(form)["kind"] != "branching":
            fill(form, right=True)
            assert verdict(form) == ""
    assert "0 von" in page.locator(".result-body").inner_text()
    page.context.close()


# By keyboard --------------------------------------------------------------------


def tab_to(page: Page, selector: str) -> None:
    for _ in range(40):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"not reached by Tab: {selector}")


def begin_at(page: Page, form: Locator) -> str:
    """Stand just before the form, as if reading had come this far; give its id."""
    form.evaluate("form => { const p = form.querySelector('.question-title'); p.tabIndex = -1; p.focus(); }")
    return f"#{form.get_attribute('id')}"


@pytest.mark.parametrize("kind", AUTHOR_WORDS)
def test_every_kind_is_answered_by_keyboard_alone(chrome: Browser, site: Site, kind: str) -> None:
    page = gallery(chrome, site)
    form = of_kind(page, kind)
    here = begin_at(page, form)
    match kind:
        case "single_choice" | "true_false":
            tab_to(page, f"{here} .option input")
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
            assert form.locator("input:checked").count() == 1
        case "multiple_choice":
            tab_to(page, f"{here} .option input")
            page.keyboard.press("Space")
            page.keyboard.press("Tab")
            page.keyboard.press("Space")
            assert form.locator("input:checked").count() == 2
        case "matching":
            for index in range(form.locator(".prompt select").count()):
                tab_to(page, f"{here} .prompt:nth-child({index + 1}) select")
                page.keyboard.press("ArrowDown")
        case "ordering":
            tab_to(page, f'{here} [data-move="down"]')
            page.keyboard.press("Enter")
            assert "steht jetzt an Stelle 2 von 4" in form.locator(".item-position").inner_text()
            assert page.evaluate("document.activeElement.dataset.move") == "down", "focus stays on the button"
        case "cloze":
            tab_to(page, f"{here} input.gap")
            page.keyboard.type("drei")
            tab_to(page, f"{here} select.gap")
            page.keyboard.press("ArrowDown")
        case "number" | "date":
            tab_to(page, f"{here} .entry input")
            page.keyboard.type("4" if kind == "number" else "12.06.2026")
        case "open":
            tab_to(page, f"{here} textarea")
            page.keyboard.type("Ich sage nichts zu.")
        case "branching":
            for _ in range(2):
                tab_to(page, f"{here} .situation:not([hidden]) input")
                page.keyboard.press("Space")
                tab_to(page, f'{here} [data-action="check"]')
                page.keyboard.press("Enter")
                if form.locator(".consequence:visible").count():
                    assert page.locator(":focus").evaluate("it => it.matches('.consequence')")
                    tab_to(page, f'{here} [data-action="check"]')
                    page.keyboard.press("Enter")
                    assert page.evaluate("document.activeElement.tagName") == "LEGEND"
    if kind != "branching":
        tab_to(page, f'{here} [data-action="check"]')
        page.keyboard.press("Enter")
    assert verdict(form) in ("right", "partly", "wrong", "rated")
    tab_to(page, f'{here} [data-action="again"]')
    page.keyboard.press("Enter")
    assert form.locator(":focus").count() == 1
    page.context.close()


# On any screen, in any colours ----------------------------------------------------


@pytest.mark.parametrize("width", [320, 1280])
def test_what_can_be_hit_is_large_enough(chrome: Browser, site: Site, width: int) -> None:
    page = gallery(chrome, site, width)
    page.locator("#certainty-switch").check()
    small = page.evaluate(
        """[...document.querySelectorAll('.question :is(button, select, textarea, summary, .option, input[type=text], .certainty-choice)')]
        .filter((element) => element.checkVisibility())
        .filter((element) => { const box = element.getBoundingClientRect(); return box.height < 40 || box.width < 24; })
        .map((element) => element.outerHTML.slice(0, 90))"""
    )
    assert small == []
    page.context.close()


def test_verdicts_are_told_by_word_and_rule_in_forced_colours(chrome: Browser, site: Site) -> None:
    page = gallery(chrome, site, forced_colors="active")
    styles = set()
    for kind, right in (("single_choice", True), ("multiple_choice", False)):
        form = of_kind(page, kind)
        answer(form, right)
        shown = form.locator(".question-verdict")
        styles.add(
            shown.evaluate(
                "it => getComputedStyle(it).borderInlineStartStyle + getComputedStyle(it).borderInlineStartWidth"
            )
        )
        assert shown.inner_text().split(".")[0] in ("Richtig", "Noch nicht richtig")
    assert len(styles) == 2
    form = of_kind(page, "true_false")
    form.locator("input").first.check()
    assert form.locator(".option").first.evaluate("it => getComputedStyle(it).outlineStyle") == "solid"
    page.context.close()


def test_nothing_moves_for_those_who_want_no_motion(chrome: Browser, site: Site) -> None:
    page = gallery(chrome, site, reduced_motion="reduce")
    answer(of_kind(page, "open"))
    moving = page.evaluate("document.getAnimations().length")
    assert moving == 0
    page.context.close()


def test_text_spacing_of_the_readers_own_cuts_nothing_off(chrome: Browser, site: Site) -> None:
    page = gallery(chrome, site, 320)
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
    )
    in_state(page, "wrong")
    assert too_wide(page) == []
    page.context.close()


def test_without_scripts_every_question_can_be_read_and_its_solution_opened(chrome: Browser, site: Site) -> None:
    page = opened(chrome, java_script_enabled=False)
    page.goto(site.url(GALLERY))
    for form in questions(page):
        assert form.locator("legend").first.is_visible()
        assert form.locator("[data-action]:visible").count() == 0
        assert form.locator(".situation").count() == form.locator(".situation:visible").count()
        solution = form.locator(".question-solution")
        solution.locator("summary").click()
        assert solution.inner_text().strip() != "Lösung"
    page.context.close()
