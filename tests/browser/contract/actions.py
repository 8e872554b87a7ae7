"""What a learner does in a scenario, and what they see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Frame, Locator

from tests.browser.answering import answer, data_of, press, sort, verdict
from tests.browser.contract.platform import Learner

SHOW = """id => {
  const link = Object.assign(document.createElement("a"), { href: "#" + id });
  document.body.append(link); link.click(); link.remove();
}"""


def form_of(frame: Frame, name: str) -> Locator:
    """The form of a question, on the page that shows it."""
    frame.evaluate(SHOW, name)
    return frame.locator(f"#{name}")


def partly(form: Locator) -> None:
    """An answer that is right in part, where the kind knows such a thing."""
    data = data_of(form)
    right = data["right"]
    match data["kind"]:
        case "multiple_choice":
            form.locator(f'fieldset .options input[value="{right[0]}"]').check()
        case "matching":
            form.locator(".prompt select").nth(0).select_option(right[0])
            form.locator(".prompt select").nth(1).select_option(right[0])
        case "ordering":
            sort(form, [*right[:-2], right[-1], right[-2]])
        case "cloze":
            for index, gap in enumerate(data["gaps"]):
                control = form.locator(".gap").nth(index)
                if gap["choices"]:
                    control.select_option("a" if index == 1 else "b")
                else:
                    control.fill("xyz")
        case _:
            raise ValueError(f"{data['kind']} has no answer that is right in part")
    press(form, "check")


def questions(frame: Frame) -> list[str]:
    """The ids of all questions that count, in order."""
    return [form.get_attribute("id") or "" for form in frame.locator(".question").all() if data_of(form)["scored"]]


def _answer(frame: Frame, names: list[str], give: Callable[[Locator], None]) -> None:
    for name in questions(frame) if names == ["all"] else names:
        form = form_of(frame, name)
        if verdict(form):
            press(form, "again")
        give(form)


def come_back(frame: Frame, meanwhile: str = "") -> None:
    """The page goes into the browser's memory, something happens on the platform, and the page comes out again."""
    frame.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    if meanwhile:
        frame.evaluate(meanwhile)
    frame.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")


def act(learner: Learner, deed: str | dict[str, Any]) -> None:
    """One deed of a scenario."""
    ((name, given),) = deed.items() if isinstance(deed, dict) else ((deed, None),)
    names = [given] if isinstance(given, str) else given
    frame = learner.sco
    match name:
        case "right":
            _answer(frame, names, lambda form: answer(form))
        case "wrong":
            _answer(frame, names, lambda form: answer(form, right=False))
        case "partly":
            _answer(frame, names, partly)
        case "unknown":
            _answer(frame, names, lambda form: press(form, "unknown"))
        case "rate":
            form = form_of(frame, given)
            press(form, "check")
            form.locator(".checklist input").first.check()
        case "open":
            for step in names:
                frame.evaluate(SHOW, step)
        case "type":
            for question, text in given.items():
                form = form_of(frame, question)
                answer(form, right=False)
                press(form, "again")
                form.locator("input.gap").first.fill(text)
                for index in range(1, form.locator(".gap").count()):
                    form.locator(".gap").nth(index).select_option("b")
                press(form, "check")
        case "fill":
            for question, text in given.items():
                form_of(frame, question).locator("input.gap").first.fill(text)
        case "write":
            for question, text in given.items():
                form_of(frame, question).locator("textarea").fill(text)
        case "press":
            frame.get_by_role("button", name=given).click()
        case "paste":
            frame.locator(".package summary").click()
            frame.locator(".take-text textarea").fill(learner.state if given == "earlier state" else given)
            frame.locator(".take-text button").click()
        case "wait":
            learner.wait(given)
        case "hide":
            frame.evaluate("""() => {
              Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
              document.dispatchEvent(new Event("visibilitychange"));
            }""")
        case "come back":
            come_back(frame)
        case "clock":
            learner.page.clock.set_system_time(given)
        case _:
            raise ValueError(f"no deed {name}")
