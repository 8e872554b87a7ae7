"""Packages as learners meet them: alone, in frames of every size, without scripts, in two windows; and free of barriers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from builder.model.course import Course
from tests.browser.contract.actions import SHOW, act, form_of
from tests.browser.contract.elements import interaction, value
from tests.browser.contract.packages import unpack_all
from tests.browser.contract.platform import EDITIONS, LIBRARIES, Learner, platform
from tests.browser.pages import AXE, barriers, too_wide

FRAMES = [(320, 568), (367, 666), (1494, 666)]
"""Pixels: the smallest telephone, and Moodle's player at 390 and 1920 pixels without its index (scorm.md B3)."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not LIBRARIES.is_dir(), reason="scorm-again fehlt: make test richtet es ein"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return platform(tmp_path_factory.mktemp("plattform"))


@pytest.fixture(scope="module")
def course(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Course:
    return unpack_all(tmp_path_factory.mktemp("pakete"), folder)


@pytest.fixture(scope="module")
def address(course: Course, folder: Path, serve: Callable[[Path], str]) -> str:
    return serve(folder)


@pytest.fixture(params=EDITIONS)
def learner(request: pytest.FixtureRequest, chrome: Browser, address: str) -> Iterator[Learner]:
    made = Learner(chrome, address, request.param)
    yield made
    made.close()
    assert made.problems == []


def alone(chrome: Browser, address: str, package: str = "base", **options: Any) -> Page:
    page = chrome.new_context(bypass_csp=True, **options).new_page()
    page.goto(f"{address}/scorm12/{package}/index.html")
    return page


@pytest.mark.parametrize("package", ["base", "bundle", "step"])
def test_opens_from_the_disk_and_works_alone(chrome: Browser, folder: Path, course: Course, package: str) -> None:
    page = chrome.new_page()
    page.goto((folder / "scorm12" / package / "index.html").as_uri())
    assert page.locator(".saving-words").first.text_content() == "Ihr Fortschritt wird hier nicht gespeichert."
    page.locator(".step-turn:visible button.primary").click()
    assert page.locator("[data-step]:visible, .module-head:not(.is-brief):visible").count() == 1
    page.close()


@pytest.mark.parametrize("package", ["base", "bundle"])
def test_reads_without_scripts(chrome: Browser, address: str, course: Course, package: str) -> None:
    page = alone(chrome, address, package, java_script_enabled=False)
    prefix = "x1-" if package == "bundle" else ""
    for step in course.modules[0].steps:
        assert page.locator(f"#{prefix}{step.id}").is_visible()
    assert page.locator(".question-solution").first.is_visible()
    assert not page.locator(".take-text").is_visible()
    page.context.close()


@pytest.mark.parametrize("size", FRAMES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("package", ["base", "bundle"])
def test_every_page_fits_into_every_frame(chrome: Browser, address: str, package: str, size: tuple[int, int]) -> None:
    """Scrolls inside the document, and what is shown does not grow by being shown."""
    page = alone(chrome, address, package, viewport={"width": size[0], "height": size[1]})
    while True:
        assert too_wide(page) == []
        before = page.evaluate("() => document.documentElement.scrollHeight")
        page.wait_for_timeout(50)
        assert page.evaluate("() => document.documentElement.scrollHeight") == before
        turn = page.locator(".step-turn:visible button.primary")
        if not turn.count():
            break
        turn.click()
    page.context.close()


def test_turning_pages_moves_the_focus_and_leaves_the_history_of_the_platform_alone(
    chrome: Browser, address: str
) -> None:
    page = alone(chrome, address)
    before = page.evaluate("() => history.length")
    page.locator(".step-turn:visible button.primary").press("Enter")
    assert page.evaluate("() => document.activeElement.closest('[data-step]').id") == "papier"
    page.locator(".step-turn:visible button").first.press("Enter")
    assert page.evaluate("() => document.activeElement.tagName") == "H1"
    assert page.evaluate("() => history.length") == before
    page.context.close()


def test_links_between_the_modules_of_a_bundle_turn_to_them(chrome: Browser, address: str) -> None:
    page = alone(chrome, address, "bundle")
    page.locator(".module-list a").nth(1).click()
    assert page.locator("[data-module=x2] h1").is_visible()
    assert not page.locator("[data-module=x1]").is_visible()
    page.evaluate(SHOW, "x2-stelle")
    assert page.evaluate("() => document.activeElement.closest('[data-step]').id") == "x2-stelle"
    page.context.close()


def test_two_windows_bring_their_answers_together(learner: Learner) -> None:
    """Each window has what the platform gave it at its launch; the last to save must not undo the other."""
    learner.launch()
    act(learner, {"right": "f_titel"})
    learner.wait()
    other = learner.second_window()
    act(other, {"right": "f_stelle"})
    other.wait()
    for window in (learner, other):
        for name in ("f_titel", "f_stelle"):
            form_of(window.sco, name).locator(".question-verdict").wait_for()
    said = learner.sco.locator(".saving-words").inner_text()
    assert (
        said == "Dieses Paket ist noch in einem anderen Fenster offen. Die Antworten aus beiden werden zusammengeführt."
    )
    learner.wait()
    learner.leave()
    other.leave()
    for window in (learner, other):
        assert window.cmi()["suspend_data"].count(",") == 1
    assert interaction(other.cmi(), other.edition, "x1_f_stelle")["result"] == "correct"


def test_a_new_attempt_takes_nothing_from_a_window_where_all_is_done(learner: Learner) -> None:
    learner.launch()
    act(learner, {"right": "all"})
    learner.wait()
    other = learner.second_window(new_attempt=True)
    act(other, {"open": ["stelle"]})
    other.wait()
    act(learner, {"wrong": "f_titel"})
    learner.wait()
    other.wait()
    assert other.sco.locator(".is-judged").count() == 0
    other.leave()
    learner.leave()
    assert interaction(other.cmi(), other.edition, "x1_f_titel")["result"] == ""
    assert value(other.cmi(), other.edition, "status") == "incomplete"


def test_what_is_not_saved_stays_in_sight_until_it_is(learner: Learner) -> None:
    """Whoever answers far below the top must not have to scroll up to hear of it; the way back is kept for them."""
    learner.launch()
    alarm = learner.sco.locator(".saving-alarm")
    act(learner, {"right": "f_titel"})
    learner.wait()
    assert not alarm.is_visible()
    learner.leave()
    learner.launch(faults=[{"call": "commit", "answer": "false", "times": 3}])
    act(learner, {"right": "f_paare"})
    learner.wait()
    assert learner.sco.locator(".saving-alarm:not([hidden])").evaluate(
        "one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"
    )
    alarm = learner.sco.locator(".saving-alarm")
    alarm.press("Enter")
    assert learner.sco.evaluate("() => document.activeElement.className") == "saving"
    assert learner.sco.locator(".saving-rescue code").text_content()
    learner.wait(20_000)
    assert not alarm.is_visible()
    learner.leave()


def test_the_report_can_be_copied_and_says_what_was_told(learner: Learner) -> None:
    learner.launch()
    act(learner, {"right": "f_titel"})
    learner.wait()
    learner.sco.locator(".package summary").click()
    log = learner.sco.locator(".report-log").inner_text()
    assert "cmi.suspend_data = 4;x1;" in log
    learner.sco.get_by_role("button", name="Bericht kopieren").click()
    assert learner.sco.evaluate("() => String(getSelection())").strip() == log.strip()
    learner.leave()


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core fehlt: make test richtet es ein")
@pytest.mark.parametrize(
    ("package", "scheme"),
    [
        ("base", "light"),
        ("base", "dark"),
        ("bundle", "light"),
        pytest.param("bundle", "dark", marks=pytest.mark.matrix),
    ],
)
def test_no_barrier_that_axe_knows_in_any_state(chrome: Browser, address: str, package: str, scheme: Any) -> None:
    """Every page, before and after answering, and while progress cannot be kept."""
    learner = Learner(chrome, address, "scorm12", (390, 800), {"color_scheme": scheme, "bypass_csp": True})
    learner.launch(package, faults=[{"call": "commit", "answer": "false"}])
    frame = learner.sco
    frame.locator(".package summary").click()
    places = frame.locator("[data-step], h1").evaluate_all("all => all.map(one => one.id)")
    for deed in (None, {"wrong": "all"}, {"right": "all"}):
        if deed:
            act(learner, deed)
            learner.wait()
        for name in places:
            frame.evaluate(SHOW, name)
            assert barriers(frame, "body") == [], name
    assert frame.locator(".saving-rescue code").is_visible() or frame.locator(".saving-rescue code").text_content()
    learner.close()
