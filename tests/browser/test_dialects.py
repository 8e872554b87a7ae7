"""What a dialect makes of a report, where no scenario gets to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from builder.rendering.assets import asset
from tests.browser.contract.platform import EDITIONS

PARTS = ("port", "rte", "tracker-scorm", "dialect-scorm12", "dialect-scorm2004")
VISIT = {"done": False, "best": 0, "interactions": [], "objectives": []}
BROKEN = """([dialect, report, visit]) => {
  const whole = (value) => { try { return encodeURIComponent(value) !== ""; } catch { return false; } };
  return dialects[dialect].told(report, visit).filter(([, value]) => !whole(value)).map(([name]) => name);
}"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(chrome: Browser) -> Iterator[Page]:
    made = chrome.new_page()
    scripts = "\n".join(asset(f"runtime/{name}.js") for name in PARTS)
    made.add_script_tag(content=f"{scripts}\nwindow.dialects = {{ scorm12, scorm2004 }};")
    yield made
    made.close()


def report(words: str, gaps: list[str]) -> dict[str, Any]:
    judged = {"response": gaps, "result": "right", "seconds": 1, "at": 1_764_000_000_000}
    item = {
        "id": "b3_f", "kind": "cloze", "goal": "b3_l1", "weight": 1, "task": words, "pattern": gaps, "judged": judged,
    }  # fmt: skip
    return {
        "state": "4;b3;", "texts": {}, "location": "eins", "finished": False, "reached": False, "passed": False, "score": 0,
        "share": 0.5, "status12": "completed", "interactions": [item], "objectives": [], "seconds": 1,
    }  # fmt: skip


@pytest.mark.parametrize("edition", EDITIONS)
def test_long_words_are_never_cut_within_a_letter(page: Page, edition: str) -> None:
    for before in range(2):
        letters = "a" * before + "😀" * 200
        given = [edition, report(letters, [letters]), VISIT]
        assert page.evaluate(BROKEN, given) == []


@pytest.mark.parametrize(("count", "parts"), [(1, 1), (9, 9), (10, 10), (14, 10)])
def test_a_response_has_ten_parts_at_most_in_2004_and_no_gap_is_missing(page: Page, count: int, parts: int) -> None:
    gaps = [f"Wort{number}" for number in range(count)]
    call = "([report, visit]) => Object.fromEntries(dialects.scorm2004.told(report, visit))"
    told = page.evaluate(call, [report("Was fehlt?", gaps), VISIT])
    for name in ("learner_response", "correct_responses.0.pattern"):
        said = told[f"cmi.interactions.0.{name}"]
        assert len(said.split("[,]")) == parts
        assert said.replace("[,]", ", ") == ", ".join(gaps)


@pytest.mark.parametrize(
    ("entered", "told"), [("99999.5", True), ("-3", True), ("100000", False), ("1234567.25", False)]
)
def test_numbers_that_moodle_refuses_in_2004_are_not_told(page: Page, entered: str, told: bool) -> None:
    """Five digits before the point (scorm.md B4); what was told before stays."""
    given = report("Wie viele?", [entered])
    given["interactions"][0] |= {"kind": "number", "pattern": ["100000:200000"]}
    call = "([report, visit]) => Object.fromEntries(dialects.scorm2004.told(report, visit))"
    said = page.evaluate(call, [given, VISIT])
    assert ("cmi.interactions.0.learner_response" in said) is told
    assert ("cmi.interactions.0.result" in said) is told
    assert "cmi.interactions.0.correct_responses.0.pattern" not in said
    assert said["cmi.interactions.0.type"] == "numeric"
