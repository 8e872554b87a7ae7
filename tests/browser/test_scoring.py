"""The one scorer: by its tables, and by what must hold for any question and any answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from builder.model.answer_key import AUTHOR_WORDS, LETTERS
from tests.browser.pure import open_page, question

TABLES = sorted((Path(__file__).parents[1] / "scoring").glob("*.json"))
pytestmark = pytest.mark.browser
JUDGE = "([asked, response]) => pure.score.judge(asked, response)"


@pytest.fixture(scope="module")
def page(chrome: Browser) -> Iterator[Page]:
    opened = open_page(chrome)
    yield opened
    opened.close()


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_the_scorer_gives_what_its_table_says(page: Page, table: Path) -> None:
    for block in json.loads(table.read_text(encoding="utf-8")):
        asked = question(0, **block["question"], kind=table.stem)
        for case in block["cases"]:
            found = page.evaluate(JUDGE, [asked, case["response"]])
            given_back = {key: found[key] for key in ("points", "verdict", "marks")}
            assert given_back == {key: case[key] for key in ("points", "verdict", "marks")}, case


def test_every_kind_has_its_table() -> None:
    assert {path.stem for path in TABLES} == set(AUTHOR_WORDS)


counts = st.integers(1, 9)
letters = st.sampled_from([*LETTERS[:9], "", "z", "?"])
words = st.one_of(
    letters, st.text(max_size=30), st.sampled_from(["3", "2026-11-16", "NaN", "1e999", "-0", "__proto__"])
)
responses = st.one_of(st.none(), st.lists(words, max_size=12))


@st.composite
def questions(draw: st.DrawFn) -> dict[str, Any]:
    """A sound question of any kind."""
    kind = draw(st.sampled_from(sorted(AUTHOR_WORDS)))
    count = draw(counts)
    some = LETTERS[:count]
    made = question(0, kind=kind, count=count, points=draw(st.integers(1, 20)))
    match kind:
        case "matching":
            made["right"] = draw(st.lists(st.sampled_from(some), min_size=count, max_size=count))
        case "ordering":
            made["right"] = list(some)
        case "cloze":
            gap = st.fixed_dictionaries(
                {
                    "accept": st.lists(st.text(min_size=1, max_size=24), min_size=1, max_size=3),
                    "choices": st.lists(words, max_size=3),
                }
            )
            made["gaps"] = draw(st.lists(gap, min_size=count, max_size=count))
        case "number" | "date":
            value = st.integers(-99, 99).map(str) if kind == "number" else st.dates().map(lambda day: day.isoformat())
            listed = st.fixed_dictionaries({"low": value, "high": value, "right": st.booleans()})
            made["listed"] = draw(st.lists(listed, max_size=4))
        case "branching":
            made["situations"] = [_situation(draw, index, count) for index in range(count)]
        case "open":
            made |= {"right": [], "scored": False}
        case _:
            made["right"] = draw(st.lists(st.sampled_from(some), min_size=1, max_size=count, unique=True))
    return made


def _situation(draw: st.DrawFn, index: int, count: int) -> dict[str, Any]:
    options = draw(st.integers(2, 4))
    onwards = st.one_of(st.none(), st.integers(index + 1, count - 1)) if index + 1 < count else st.none()
    following = draw(st.lists(onwards, min_size=options, max_size=options))
    return {"id": f"s{index}", "count": options, "right": draw(st.sampled_from(LETTERS[:options])), "next": following}


def test_any_answer_to_any_question_gives_a_share_of_its_points(page: Page) -> None:
    @given(questions(), st.lists(responses, min_size=1, max_size=8))
    def holds(asked: dict[str, Any], given_answers: list[Any]) -> None:
        found = page.evaluate(
            "([asked, all]) => all.map((one) => pure.score.judge(asked, one))", [asked, given_answers]
        )
        for score in found:
            assert 0 <= score["earned"] <= score["of"] <= 20
            assert 0 <= score["points"] <= asked["points"]
            assert (score["verdict"] == "right") == (score["earned"] == score["of"] and all(score["marks"]))
            assert score["verdict"] in {"right", "partly", "wrong", "unknown", "rated"}

    holds()


def test_the_right_answer_of_any_choice_earns_all(page: Page) -> None:
    @given(questions().filter(lambda asked: asked["kind"] in {"matching", "ordering", "multiple_choice"}))
    def holds(asked: dict[str, Any]) -> None:
        assert page.evaluate(JUDGE, [asked, asked["right"]])["points"] == asked["points"]

    holds()


NUMBERS = {
    "36": "36", " 36 ": "36", "0,8": "0.8", "0,80": "0.8", "0.85": "0.85", "1.000": "1000", "1.000,5": "1000.5", "1 000": "1000",
    "-5": "-5", "−5": "-5", "+7": "7", "007": "7", "-0": "0", "1.00": "1", "0.125": "0.125", "0.500": "0.5", ",5": "0.5", "-,5": "-0.5", "–5": "-5", "36.": "36", "٣٦": "36", "３６": "36",
    "": None, "drei": None, "1,2,3": None, "1e3": None, "36 Monate": None,
}  # fmt: skip
DAYS = {
    "16.11.2026": "2026-11-16", "1.2.2026": "2026-02-01", "16/11/2026": "2026-11-16", "16112026": "2026-11-16", "2026-11-16": "2026-11-16",
    "29.02.2028": "2028-02-29", "16. November 2026": "2026-11-16", "16. Nov. 2026": "2026-11-16", "1. März 2026": "2026-03-01",
    "01.01.0099": None, "29.02.2026": None, "31.11.2026": None, "16.11.26": None, "": None, "morgen": None, "0.0.2026": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "typed", "plain"),
    [*(("number", *pair) for pair in NUMBERS.items()), *(("date", *pair) for pair in DAYS.items())],
)
def test_what_people_type_is_understood_or_refused(page: Page, kind: str, typed: str, plain: str | None) -> None:
    assert page.evaluate("([kind, typed]) => pure.typed[kind](typed)", [kind, typed]) == plain


def test_what_was_typed_can_be_shown_and_typed_again(page: Page) -> None:
    for kind, plain in [("number", "-1000.5"), ("number", "0.85"), ("date", "2026-11-16")]:
        call = "([kind, plain]) => pure.typed[kind](pure.typed.show(kind, plain))"
        assert page.evaluate(call, [kind, plain]) == plain


def test_an_order_is_the_same_for_a_learner_and_another_for_others(page: Page) -> None:
    orders = page.evaluate("Array.from({length: 40}, (_, seed) => pure.shuffle.order(4, String(seed), 'f_a').join(''))")
    again = page.evaluate("Array.from({length: 40}, (_, seed) => pure.shuffle.order(4, String(seed), 'f_a').join(''))")
    assert orders == again
    assert len(set(orders)) > 10
    assert {"".join(sorted(order)) for order in orders} == {"0123"}


def test_things_to_be_ordered_never_begin_in_their_order(page: Page) -> None:
    orders = page.evaluate(
        "Array.from({length: 200}, (_, seed) => pure.shuffle.disorder(3, String(seed), 'f_a').join(''))"
    )
    assert "012" not in orders
    assert {"".join(sorted(order)) for order in orders} == {"012"}
