"""The states a question can be in, and bringing all questions of a page there."""

from __future__ import annotations

from playwright.sync_api import Frame, Locator, Page

from builder.model.answer_key import AUTHOR_WORDS
from tests.browser.answering import answer, data_of, press, verdict

STATES = ("fresh", "error", "wrong", "right", "unknown")
NEEDS_AN_ANSWER = [kind for kind in AUTHOR_WORDS if kind not in ("ordering", "open")]


def begin_anew(form: Locator) -> None:
    """Back to a form that can be answered."""
    if form.locator('[data-action="again"]').is_visible():
        press(form, "again")


def bring(form: Locator, state: str) -> None:
    """Bring one visible question into a state, from wherever it is."""
    begin_anew(form)
    kind = data_of(form)["kind"]
    if state == "error" and kind in NEEDS_AN_ANSWER:
        press(form, "check")
        assert form.locator(".question-error").is_visible(), kind
    elif state == "unknown":
        press(form, "check" if kind == "open" else "unknown")
    elif state in ("right", "wrong"):
        answer(form, right=state == "right")
        assert verdict(form) == ("rated" if kind == "open" else state), form.get_attribute("id")


def questions(page: Page | Frame) -> list[Locator]:
    """All questions of a page."""
    return page.locator(".question").all()
