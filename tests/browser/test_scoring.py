"""The learner's pure scripts in a browser: scorer by its tables, state by what it gives back, result by its rules."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from builder.rendering.assets import asset

TABLES = sorted((Path(__file__).parents[1] / "scoring").glob("*.json"))
PURE = ("score", "state", "result")
STEPS = ["eins", "zwei", "drei"]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(chrome: Browser) -> Iterator[Page]:
    opened = chrome.new_page()
    scripts = "\n".join(asset(f"runtime/{name}.js") for name in PURE)
    opened.add_script_tag(content=f"{scripts}\nwindow.pure = {{ score, state, result }};")
    yield opened
    opened.close()


def question(number: int, count: int = 3, **values: Any) -> dict[str, Any]:
    return {
        "id": f"f_{number}", "kind": "single_choice", "goal": "l1", "points": 1, "scored": True, "critical": False,
        "count": count, "right": ["a"], "fingerprint": f"{number:03d}", **values,
    }  # fmt: skip


def settings(**values: Any) -> dict[str, Any]:
    goals = [{"id": "l1", "text": "Ziel"}]
    return {"module": "b3", "version": "1.0.0", "passMark": 80, "completion": "bestanden", "goals": goals, **values}


def progress(best: dict[int, float], opened: list[str] | None = None) -> dict[str, Any]:
    shares = {f"f_{number}": share for number, share in best.items()}
    return {"answers": {key: ["a"] for key in shares}, "best": shares, "opened": opened or [], "current": ""}


def check(page: Page, questions: list[dict[str, Any]], given: dict[str, Any], **values: Any) -> dict[str, Any]:
    call = "([questions, given, settings, steps]) => pure.result.check(questions, given, settings, steps)"
    found: dict[str, Any] = page.evaluate(call, [questions, given, settings(**values), STEPS])
    return found


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_the_scorer_gives_what_its_table_says(page: Page, table: Path) -> None:
    for block in json.loads(table.read_text(encoding="utf-8")):
        asked = question(0, **block["question"], kind=table.stem)
        for case in block["cases"]:
            found = page.evaluate("([asked, response]) => pure.score.judge(asked, response)", [asked, case["response"]])
            given = {key: found[key] for key in ("points", "verdict", "marks")}
            assert given == {key: case[key] for key in ("points", "verdict", "marks")}, case


def test_every_kind_has_its_table() -> None:
    kinds = {"single_choice", "multiple_choice", "true_false", "matching", "ordering", "open"}
    assert {path.stem for path in TABLES} == kinds


def test_state_gives_back_what_was_written(page: Page) -> None:
    random = Random(1)
    for _ in range(200):
        questions = [question(number, count=random.randint(2, 9)) for number in range(random.randint(1, 40))]
        chosen = random.sample(questions, random.randint(0, len(questions)))
        answers = {
            asked["id"]: None if random.random() < 0.2 else random.choices(["", *"abcdefgh"], k=random.randint(0, 8))
            for asked in chosen
        }
        best = {asked["id"]: random.randint(0, 100) / 100 for asked in chosen}
        opened = random.sample(STEPS, random.randint(0, 3))
        given = {"answers": answers, "best": best, "opened": opened, "current": random.choice(["", *STEPS])}
        call = "([given, q, steps]) => { const text = pure.state.write(given, q, steps); return [text, pure.state.read(text, q, steps)]; }"
        text, restored = page.evaluate(call, [given, questions, STEPS])
        assert text.isascii()
        assert restored == {
            "progress": {**given, "opened": [step for step in STEPS if step in opened]},
            "damaged": "",
            "dropped": 0,
        }


def test_a_moved_question_keeps_its_answer_and_a_changed_one_loses_it(page: Page) -> None:
    before = [question(1), question(2)]
    after = [question(2), question(1, fingerprint="neu"), question(3)]
    call = "([given, before, after, steps]) => pure.state.read(pure.state.write(given, before, steps), after, steps)"
    restored = page.evaluate(call, [progress({1: 1, 2: 0.5}), before, after, STEPS])
    assert restored["progress"]["answers"] == {"f_2": ["a"]}
    assert restored["progress"]["best"] == {"f_2": 0.5}
    assert restored["dropped"] == 1


@pytest.mark.parametrize("text", ["1;0;0;", "2;0;0;00", "2;A;0;", "2;0;0;;", "kaputt", "2;0;0;00001a.1000", "{}", "2"])
def test_text_that_is_no_state_is_handed_back_and_nothing_is_guessed(page: Page, text: str) -> None:
    restored = page.evaluate("([text, q, steps]) => pure.state.read(text, q, steps)", [text, [question(0)], STEPS])
    if text == "2":
        assert restored["damaged"] == ""
    else:
        assert restored["damaged"] == text
    assert restored["progress"] == {"answers": {}, "best": {}, "opened": [], "current": ""}


def test_the_sum_counts_points_and_leaves_out_what_does_not_count(page: Page) -> None:
    questions = [question(1, points=3), question(2), question(3, scored=False)]
    found = check(page, questions, progress({1: 1, 2: 0.5}))
    assert (found["points"], found["most"], found["percent"], found["finished"]) == (3.5, 4, 87.5, True)
    assert found["reached"] is True


@pytest.mark.parametrize(("share", "reached"), [(0.8, True), (0.79, False)])
def test_the_pass_mark_is_a_border(page: Page, share: float, reached: bool) -> None:
    assert check(page, [question(1)], progress({1: share}))["reached"] is reached


def test_a_critical_question_is_never_outweighed(page: Page) -> None:
    questions = [question(1, points=99), question(2, critical=True)]
    found = check(page, questions, progress({1: 1, 2: 0.9}))
    assert (found["percent"] > 99, found["reached"], found["critical"]) == (True, False, ["f_2"])


def test_nothing_is_reached_before_every_question_was_answered(page: Page) -> None:
    found = check(page, [question(1, points=99), question(2)], progress({1: 1}))
    assert (found["finished"], found["reached"]) == (False, False)


@pytest.mark.parametrize(("opened", "reached"), [(STEPS, True), (STEPS[:2], False)])
def test_worked_through_means_every_step_and_every_question(page: Page, opened: list[str], reached: bool) -> None:
    found = check(page, [question(1)], progress({1: 0}, opened), completion="bearbeitet")
    assert found["reached"] is reached


def test_a_goal_is_reached_by_its_own_questions(page: Page) -> None:
    goals = [{"id": "l1", "text": "eins"}, {"id": "l2", "text": "zwei"}, {"id": "l3", "text": "drei"}]
    questions = [question(1), question(2, goal="l2"), question(3, goal="l2")]
    call = "([q, p, s]) => pure.result.goals(q, p, s)"
    found = page.evaluate(call, [questions, progress({1: 1, 2: 1}), settings(goals=goals)])
    assert [(goal["id"], goal["tried"], goal["reached"]) for goal in found] == [
        ("l1", True, True),
        ("l2", True, False),
        ("l3", False, False),
    ]
