"""The SCORM 1.2 package as a learner and a platform meet it: played in Chromium under scorm-again."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page

from builder.model.answer_key import answer_key
from builder.model.course import Course
from builder.model.module import Module
from builder.model.questions import Branching, OpenQuestion, SingleChoice
from builder.pipeline import load
from builder.reading.course import read_course
from builder.rendering.scorm import render
from tests.browser import answering
from tests.browser.answering import press, verdict
from tests.everything import everything_project

ROOT = Path(__file__).parents[2]
LIBRARIES = ROOT / "tests" / "js" / "node_modules"
SCORM_AGAIN = LIBRARIES / "scorm-again" / "dist" / "scorm12.min.js"
AXE = LIBRARIES / "axe-core" / "axe.min.js"
PLATFORM = """<!DOCTYPE html><html lang="de"><title>Plattform</title>
<script src="scorm12.js"></script>
<script>
  const asked = new URLSearchParams(location.search);
  window.API = new Scorm12API({ autocommit: false, logLevel: 5 });
  window.calls = [];
  const before = JSON.parse(sessionStorage.getItem("cmi") || "null");
  if (before) window.API.loadFromJSON(before, "");
  if (asked.get("mode")) window.API.cmi.core.lesson_mode = asked.get("mode");
  for (const name of ["LMSInitialize", "LMSSetValue", "LMSCommit", "LMSFinish"]) {
    const real = window.API[name].bind(window.API);
    window.API[name] = (...given) => {
      const answer = asked.get("fail") === name ? "false" : real(...given);
      window.calls.push([name, ...given, String(answer)]);
      return answer;
    };
  }
</script>
<iframe name="sco" src="paket/index.html" style="width: 100%; height: 90vh; border: 0"></iframe></html>"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not SCORM_AGAIN.is_file(), reason="scorm-again fehlt: make test richtet es ein"),
]


@pytest.fixture(scope="module")
def course() -> Course:
    found = read_course(ROOT).course
    assert found is not None
    return found


@pytest.fixture(scope="module")
def module(course: Course) -> Module:
    return course.modules[0]


@pytest.fixture(scope="module")
def folder(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return platform(course, tmp_path_factory.mktemp("platform"))


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> tuple[Course, str]:
    """A module with every kind of question on a platform of its own, and its address."""
    loaded = load(everything_project(tmp_path_factory.mktemp("every"))).course
    assert loaded is not None
    return loaded, serve(platform(loaded, tmp_path_factory.mktemp("platform")))


def platform(course: Course, made: Path) -> Path:
    """A platform of one page with the unpacked package of the first module beside it."""
    data = render(course.modules[0], course.shared).files[0].data
    zipfile.ZipFile(BytesIO(data)).extractall(made / "paket")
    shutil.copy(SCORM_AGAIN, made / "scorm12.js")
    (made / "index.html").write_text(PLATFORM, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def address(folder: Path, serve: Callable[[Path], str]) -> str:
    return serve(folder)


@pytest.fixture
def page(chrome: Browser, address: str) -> Iterator[Page]:
    context = chrome.new_context(viewport={"width": 1000, "height": 800})
    made = context.new_page()
    problems: list[str] = []
    made.on("pageerror", lambda error: problems.append(str(error)))
    made.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    foreign: list[str] = []
    made.on("request", lambda request: foreign.append(request.url) if not request.url.startswith(address) else None)
    yield made
    context.close()
    assert [text for text in problems if "favicon" not in text and "404" not in text] == []
    assert foreign == []


def launch(page: Page, address: str, query: str = "") -> Frame:
    page.goto(f"{address}/index.html{query}")
    frame = page.frame("sco")
    assert frame is not None
    frame.wait_for_selector(".step-turn", state="attached")
    return frame


def answer(frame: Frame, module: Module, wrong: tuple[str, ...] = (), only: tuple[str, ...] = ()) -> None:
    """Answer the questions of a module in their order, all right but those named ``wrong``."""
    for question in module.questions:
        if isinstance(question, OpenQuestion) or (only and question.id not in only):
            continue
        frame.evaluate(SHOW, question.id)
        form = frame.locator(f"#{question.id}")
        if question.id in wrong:
            press(form, "unknown")
            continue
        answering.answer(form)
        assert verdict(form) == "right", question.id


SHOW = """id => {
  const link = Object.assign(document.createElement("a"), { href: "#" + id });
  document.body.append(link); link.click(); link.remove();
}"""


def settle(page: Page) -> None:
    """Let the debounced save happen."""
    page.wait_for_timeout(1300)


def cmi(page: Page) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(page.evaluate("() => JSON.stringify(window.API.cmi)"))
    return loaded


def value(page: Page, name: str) -> str:
    return str(page.evaluate("name => window.API.LMSGetValue(name)", name))


def told(page: Page) -> dict[str, str]:
    """The last value the package set, by name."""
    return {call[1]: call[2] for call in page.evaluate("() => window.calls") if call[0] == "LMSSetValue"}


def test_launch_reports_incomplete_at_once(page: Page, address: str) -> None:
    launch(page, address)
    calls = page.evaluate("() => window.calls.slice(0, 4).map(call => call[0] + ' ' + (call[1] || ''))")
    assert calls[:2] == ["LMSInitialize ", "LMSSetValue cmi.core.lesson_status"]
    assert value(page, "cmi.core.lesson_status") == "incomplete"


def test_all_right_arrives_as_a_hundred_and_completed(page: Page, address: str, module: Module) -> None:
    frame = launch(page, address)
    answer(frame, module)
    settle(page)
    assert value(page, "cmi.core.score.raw") == "100"
    assert value(page, "cmi.core.lesson_status") == "completed"
    assert "Geschafft" in (frame.locator("#result").text_content() or "")
    refused = [call for call in page.evaluate("() => window.calls") if call[-1] != "true"]
    assert refused == []


def test_too_little_stays_incomplete_with_its_score(page: Page, address: str, module: Module) -> None:
    frame = launch(page, address)
    half = tuple(question.id for question in module.questions[::2])
    answer(frame, module, wrong=half)
    settle(page)
    assert value(page, "cmi.core.lesson_status") == "incomplete"
    assert 0 < float(value(page, "cmi.core.score.raw")) < 80
    assert "Noch nicht abgeschlossen" in (frame.locator("#result").text_content() or "")


def test_a_critical_mistake_is_not_outweighed(page: Page, address: str, module: Module) -> None:
    critical = next(question.id for question in module.questions if question.critical)
    frame = launch(page, address)
    answer(frame, module, wrong=(critical,))
    settle(page)
    assert float(value(page, "cmi.core.score.raw")) > 80
    assert value(page, "cmi.core.lesson_status") == "incomplete"


def test_no_score_before_the_check_is_finished(page: Page, address: str, module: Module) -> None:
    frame = launch(page, address)
    answer(frame, module, only=(module.questions[1].id,))
    settle(page)
    assert value(page, "cmi.core.score.raw") == ""


def test_interactions_stand_in_author_order(page: Page, address: str, module: Module) -> None:
    asked = [question for question in module.questions if not isinstance(question, OpenQuestion)]
    last = asked[-1]
    frame = launch(page, address)
    answer(frame, module, only=(last.id,))
    settle(page)
    values = told(page)
    ids = [values[f"cmi.interactions.{index}.id"] for index in range(len(asked))]
    assert ids == [f"{module.id}_{question.id}" for question in asked]
    place = f"cmi.interactions.{len(asked) - 1}"
    assert values[f"{place}.student_response"] == values[f"{place}.correct_responses.0.pattern"]
    assert values[f"{place}.result"] == "correct"


def test_a_later_visit_finds_everything_again(page: Page, address: str, module: Module) -> None:
    frame = launch(page, address)
    first = module.questions[1].id
    answer(frame, module, only=(first,))
    settle(page)
    page.evaluate(
        "() => sessionStorage.setItem('cmi', JSON.stringify({core: {lesson_status: 'incomplete', lesson_location: API.cmi.core.lesson_location}, suspend_data: API.cmi.suspend_data}))"
    )
    frame = launch(page, address)
    assert frame.locator(f"#{first} .question-verdict").text_content() != ""
    assert frame.locator(f"#{first} .question-verdict").get_attribute("data-verdict") == "right"
    assert frame.locator(f"#{first}").is_visible(), "it opens at the step left"


def test_damaged_state_is_shown_and_starts_afresh(page: Page, address: str) -> None:
    launch(page, address)
    page.evaluate("() => sessionStorage.setItem('cmi', JSON.stringify({suspend_data: '3;x;;<script>'}))")
    frame = launch(page, address)
    assert "ließ sich nicht lesen" in (frame.locator(".saving-words").text_content() or "")
    assert frame.locator(".saving-rescue code").text_content() == "3;x;;<script>"


@pytest.mark.parametrize("mode", ["review", "browse"])
def test_looking_back_writes_nothing(page: Page, address: str, module: Module, mode: str) -> None:
    frame = launch(page, address, f"?mode={mode}")
    answer(frame, module, only=(module.questions[1].id,))
    settle(page)
    assert {call[0] for call in page.evaluate("() => window.calls")} == {"LMSInitialize"}
    assert "nichts wird verändert" in (frame.locator(".saving-words").text_content() or "")


def test_a_failed_commit_is_said_in_words(page: Page, address: str, module: Module) -> None:
    frame = launch(page, address, "?fail=LMSCommit")
    answer(frame, module, only=(module.questions[1].id,))
    settle(page)
    assert "ließ sich nicht speichern" in (frame.locator(".saving-words").text_content() or "")
    assert frame.locator(".saving-rescue code").text_content()


def test_an_empty_answer_is_no_answer(page: Page, address: str, module: Module) -> None:
    frame = launch(page, address)
    question = next(question for question in module.questions if isinstance(question, SingleChoice))
    frame.evaluate(SHOW, question.id)
    form = frame.locator(f"#{question.id}")
    form.locator('[data-action="check"]').click()
    assert form.locator(".question-error").text_content() == "Bitte wählen Sie eine Antwort."
    assert form.locator("input").first.evaluate("input => input === document.activeElement")
    assert form.locator(".question-feedback").is_hidden()


def test_works_alone_from_a_disk(chrome: Browser, folder: Path) -> None:
    alone = chrome.new_page()
    alone.goto((folder / "paket" / "index.html").as_uri())
    assert alone.locator(".saving-words").text_content() == "Ihr Fortschritt wird hier nicht gespeichert."
    alone.locator(".step-turn button.primary").first.click()
    assert alone.locator("[data-step]:visible").count() == 1
    alone.close()


def test_reads_without_scripts(chrome: Browser, address: str, module: Module) -> None:
    context = chrome.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/paket/index.html")
    for step in module.steps:
        assert page.locator(f"#{step.id}").is_visible()
    assert page.locator(".question-solution").first.is_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 367, 1280])
def test_nothing_scrolls_sideways(chrome: Browser, address: str, width: int) -> None:
    page = chrome.new_page(viewport={"width": width, "height": 600})
    page.goto(f"{address}/paket/index.html")
    for index in range(page.locator("[data-step]").count() + 1):
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width, index
        turn = page.locator(".step-turn:visible button.primary")
        if turn.count():
            turn.click()
    page.close()


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core fehlt: make test richtet es ein")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_that_axe_knows(chrome: Browser, address: str, module: Module, scheme: Any) -> None:
    context = chrome.new_context(color_scheme=scheme, viewport={"width": 390, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}/paket/index.html")
    answer(page.main_frame, module, wrong=(module.questions[1].id,))
    page.add_script_tag(path=AXE)
    for step in (module.steps[0].id, "result"):
        page.evaluate(SHOW, step)
        found = page.evaluate(
            "() => axe.run(document).then(found => found.violations.map(v => v.id + ' ' + v.nodes[0].html))"
        )
        assert found == [], step
    context.close()


TYPES = {
    "single_choice": "choice", "multiple_choice": "choice", "true_false": "true-false", "matching": "matching",
    "ordering": "sequencing", "cloze": "fill-in", "number": "numeric", "date": "fill-in", "branching": "choice",
}  # fmt: skip


def test_every_kind_is_played_reported_and_found_again(chrome: Browser, every: tuple[Course, str]) -> None:
    course, address = every
    module = course.modules[0]
    page = chrome.new_page(viewport={"width": 1000, "height": 800})
    frame = launch(page, address)
    answer(frame, module)
    settle(page)
    assert value(page, "cmi.core.score.raw") == "100"
    assert value(page, "cmi.core.lesson_status") == "completed"
    assert [call for call in page.evaluate("() => window.calls") if call[-1] != "true"] == []
    asked = [q for q in module.questions if not isinstance(q, OpenQuestion)]
    ids = [
        f"{module.id}_{question.id}{part}"
        for question in asked
        for part in ([f"_{s.id}" for s in question.situations] if isinstance(question, Branching) else [""])
    ]
    values = told(page)
    assert [values[f"cmi.interactions.{index}.id"] for index in range(len(ids))] == ids
    for index, name in enumerate(ids):
        place = f"cmi.interactions.{index}"
        question = next(q for q in asked if name.startswith(f"{module.id}_{q.id}"))
        assert values[f"{place}.type"] == TYPES[answer_key(question).kind], name
        if f"{place}.result" in values:
            assert values[f"{place}.result"] == "correct", name
    assert f"cmi.interactions.{ids.index(f'{module.id}_f_anruf_zusage')}.result" not in values, "not on the path taken"
    page.evaluate(
        "() => sessionStorage.setItem('cmi', JSON.stringify({core: {lesson_status: 'incomplete'}, suspend_data: API.cmi.suspend_data}))"
    )
    frame = launch(page, address)
    for question in asked:
        frame.evaluate(SHOW, question.id)
        assert verdict(frame.locator(f"#{question.id}")) == "right", question.id
    frame.evaluate(SHOW, "f_luecke")
    assert frame.locator("#f_luecke input.gap").input_value() == "drei"
    assert len(value(page, "cmi.suspend_data")) < 4096
    page.close()
