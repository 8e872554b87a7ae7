"""State as text: it gives back what was written and loses nothing else when something is gone. Result and review by rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from builder.model.release import NOTHING_YET
from builder.model.state_length import longest_state
from builder.pipeline import load
from builder.rendering.question_data import question_data
from tests.browser.pure import STEPS, open_page, outline, progress, question, settings, unit
from tests.everything import everything_project

pytestmark = pytest.mark.browser
ROUND = "([given, outline]) => { const text = pure.state.write(given, outline); return [text, pure.state.read(text, outline, 'neu')]; }"
READ = "([text, outline]) => pure.state.read(text, outline, 'neu')"
WRITE = "([given, outline]) => pure.state.write(given, outline)"
MERGE = "([given, other]) => [pure.state.merge(given, other), given]"
FRESH = {"seed": "neu", "kept": {}, "credit": {}, "opened": [], "current": "", "score": 0, "asksCertainty": False}


@pytest.fixture(scope="module")
def page(chrome: Browser) -> Iterator[Page]:
    opened = open_page(chrome)
    yield opened
    opened.close()


def check(page: Page, questions: list[dict[str, Any]], given: dict[str, Any], **values: Any) -> dict[str, Any]:
    call = "([questions, given, settings, steps]) => pure.result.check(questions, given, settings, steps)"
    found: dict[str, Any] = page.evaluate(call, [questions, given, settings(**values), STEPS])
    return found


def restored(page: Page, text: str, about: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(READ, [text, about])
    return found


def random_progress(random: Random, questions: list[dict[str, Any]]) -> dict[str, Any]:
    kept, credit = {}, {}
    for asked in random.sample(questions, random.randint(0, len(questions))):
        of = random.randint(1, 20)
        best = [random.randint(0, of), of]
        if random.random() < 0.2:
            credit[asked["id"]] = best
            continue
        letters = random.choices(["", *"abcdefgh"], k=random.randint(1, 8))
        words = ["".join(random.choices("aZ9äÖß _'~,;:.(§😀", k=random.randint(0, 3))) for _ in range(3)]
        answer = None if random.random() < 0.2 else words if asked["kind"] == "cloze" else letters
        kept[asked["id"]] = {"answer": answer, "best": best, "certainty": random.randint(0, 3)}
    opened = random.sample(STEPS, random.randint(0, 3))
    return {
        "seed": "x7q2", "kept": kept, "credit": credit, "opened": [step for step in STEPS if step in opened],
        "current": random.choice(["", *STEPS]), "score": random.choice([0, 0.01, 87.5, 100]), "asksCertainty": random.random() < 0.5,
    }  # fmt: skip


def without_verdicts(given: dict[str, Any]) -> dict[str, Any]:
    kept = {name: {key: value for key, value in one.items() if key != "verdict"} for name, one in given["kept"].items()}
    return {**given, "kept": kept}


def test_state_gives_back_what_was_written(page: Page) -> None:
    random = Random(1)
    for _ in range(300):
        kinds = ["single_choice", "matching", "cloze", "ordering"]
        gaps = [{"accept": ["x"], "choices": []}] * 3
        questions = [question(number, kind=random.choice(kinds), gaps=gaps) for number in range(random.randint(1, 40))]
        given = random_progress(random, questions)
        text, found = page.evaluate(ROUND, [given, outline(questions)])
        assert text.isascii()
        assert text.isprintable()
        assert without_verdicts(found["progress"]) == given
        assert (found["problem"], found["changed"]) == ("", 0)


def test_the_verdict_follows_from_the_answer(page: Page) -> None:
    questions = [question(1), question(2, right=["b"])]
    _, found = page.evaluate(ROUND, [progress({1: (1, 1), 2: (0, 1)}), outline(questions)])
    assert {name: kept["verdict"] for name, kept in found["progress"]["kept"].items()} == {
        "f_1": "right",
        "f_2": "wrong",
    }


def test_packages_of_many_modules_keep_verdicts_and_no_answers(page: Page) -> None:
    other = [question(1, id="a2-f_1", name="a2_f_1")]
    about = {"name": "kurs_b", "compact": True, "units": [unit([question(1), question(2)]), unit(other, "a2")]}
    about["units"][1]["steps"] = [{"id": "a2-eins", "code": "a"}]
    given = progress({1: (1, 1), 2: (1, 2)}, opened=["zwei", "a2-eins"], current="a2-eins")
    given["kept"]["a2-f_1"] = {"answer": ["c"], "verdict": "wrong", "best": [0, 1], "certainty": 2}
    text, found = page.evaluate(ROUND, [given, about])
    assert text == "4;kurs_b;ab12;;;a2.a;b3:b:01001110!r,02002120!w;a2:a:01001012!w"
    for kept in given["kept"].values():
        kept["answer"] = None
    assert found["progress"] == given


@pytest.mark.parametrize(("typed", "kept"), [("x" * 30, "x" * 24), ("ä" * 30, "ä" * 12), ("س" * 30, "س" * 4)])
def test_typed_words_are_cut_at_24_signs_of_the_state(page: Page, typed: str, kept: str) -> None:
    asked = question(1, kind="cloze", gaps=[{"accept": ["x"], "choices": []}])
    given = progress({1: (0, 1)})
    given["kept"]["f_1"]["answer"] = [typed]
    text, found = page.evaluate(ROUND, [given, outline([asked])])
    assert found["progress"]["kept"]["f_1"]["answer"] == [kept]
    assert len(text) <= len("4;b3;ab12;;;;b3::") + 8 + 24


def test_an_id_that_scripts_know_already_is_an_id_like_any_other(page: Page) -> None:
    asked = [question(1, id="constructor"), question(2, id="valueOf")]
    empty = restored(page, "", outline(asked))
    assert empty["progress"]["kept"] == {}
    call = "([q, s, steps]) => pure.result.check(q, pure.state.fresh('ab'), s, steps).answered"
    assert page.evaluate(call, [asked, settings(), STEPS]) == 0
    given = progress({})
    given["kept"] = {"constructor": {"answer": ["a"], "verdict": "right", "best": [1, 1], "certainty": 0}}
    text = page.evaluate(
        "(given) => { for (const name of ['kept', 'credit']) given[0][name] = Object.assign(Object.create(null), given[0][name]); return pure.state.write(...given); }",
        [given, outline(asked)],
    )
    assert set(restored(page, text, outline(asked))["progress"]["kept"]) == {"constructor"}


def test_moving_costs_nothing_and_a_changed_question_is_open_again_with_its_credit(page: Page) -> None:
    before = [question(1), question(2)]
    after = [question(2), question(1, fingerprint="neu"), question(3)]
    text = page.evaluate(WRITE, [progress({1: (1, 1), 2: (1, 2)}), outline(before)])
    found = restored(page, text, outline(after))
    assert set(found["progress"]["kept"]) == {"f_2"}
    assert found["progress"]["kept"]["f_2"]["best"] == [1, 2]
    assert found["progress"]["credit"] == {"f_1": [1, 1]}
    assert (found["changed"], found["problem"]) == (1, "")


def test_credit_is_carried_on_and_said_once(page: Page) -> None:
    after = [question(1, fingerprint="neu"), question(2)]
    text = page.evaluate(WRITE, [progress({1: (1, 1)}), outline([question(1)])])
    again = page.evaluate(WRITE, [restored(page, text, outline(after))["progress"], outline(after)])
    found = restored(page, again, outline(after))
    assert (found["progress"]["credit"], found["changed"]) == ({"f_1": [1, 1]}, 0)
    assert check(page, after, found["progress"])["points"] == 1
    assert check(page, after, found["progress"])["finished"] is False


def test_a_question_that_takes_the_place_of_another_takes_its_credit(page: Page) -> None:
    text = page.evaluate(WRITE, [progress({1: (1, 2)}), outline([question(1)])])
    renamed = question(9, replaces=["77", "01"], fingerprint="001")
    changed = question(9, replaces=["01"])
    assert restored(page, text, outline([renamed]))["progress"]["kept"]["f_9"]["answer"] == ["a"]
    assert restored(page, text, outline([changed]))["progress"]["credit"] == {"f_9": [1, 2]}


def test_a_question_that_is_gone_is_no_damage(page: Page) -> None:
    text = page.evaluate(WRITE, [progress({1: (1, 1), 2: (1, 1)}), outline([question(1), question(2)])])
    found = restored(page, text, outline([question(2)]))
    assert (set(found["progress"]["kept"]), found["problem"], found["changed"]) == ({"f_2"}, "", 0)


def test_steps_are_found_by_their_code_wherever_they_stand(page: Page) -> None:
    text = page.evaluate(WRITE, [progress({}, opened=["eins", "drei"], current="drei"), outline([question(1)])])
    about = outline([question(1)])
    about["units"][0]["steps"] = [{"id": "neu", "code": "x"}, *reversed(about["units"][0]["steps"])]
    found = restored(page, text, about)["progress"]
    assert (set(found["opened"]), found["current"]) == ({"eins", "drei"}, "drei")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("3;0;0;", "damaged"),
        ("4", "damaged"),
        ("4;b3;;;;;b3::", "damaged"),
        ("kaputt", "damaged"),
        ("{}", "damaged"),
        ("<script>", "damaged"),
        ('{"suspend": "Text einer fremden; Software"}', "damaged"),
        ("4;a2;ab12;;;;a2::", "foreign"),
        ("5;b3;ab12;;;;b3::", "newer"),
        ("12;irgendwas", "newer"),
    ],
)
def test_text_that_is_no_state_of_this_package_is_named_and_nothing_is_guessed(
    page: Page, text: str, problem: str
) -> None:
    found = restored(page, text, outline([question(0)]))
    assert found == {"progress": FRESH, "problem": problem, "changed": 0}


@pytest.mark.parametrize(
    "text",
    [
        "4;b3;ab12;;;;b3:a:01001110a,02002",
        "4;b3;ab12;;;;b3:a:01001110a,02002110a b",
        "4;b3;ab12;;;;b3:a:01001110a;",
        "4;b3;ab12;;;;b3:a:01001110a:x",
        "4;b3;ab12;q;;;b3:a:01001110a",
    ],
)
def test_what_cannot_be_read_costs_itself_only(page: Page, text: str) -> None:
    found = restored(page, text, outline([question(1), question(2)]))
    assert found["problem"] == "damaged"
    assert set(found["progress"]["kept"]) == {"f_1"}
    assert found["progress"]["opened"] == ["eins"]


def test_cutting_a_state_anywhere_never_breaks_it(page: Page) -> None:
    questions = [question(number) for number in range(1, 6)]
    given = progress(dict.fromkeys(range(1, 6), (1, 2)), opened=STEPS, current="zwei")
    text = page.evaluate(WRITE, [given, outline(questions)])
    for length in range(len(text)):
        found = restored(page, text[:length], outline(questions))
        assert set(found["progress"]["kept"]) <= set(given["kept"])


def test_no_state_is_no_damage(page: Page) -> None:
    assert restored(page, "", outline([question(0)])) == {"progress": FRESH, "problem": "", "changed": 0}


def test_two_windows_are_brought_together_and_the_better_try_counts(page: Page) -> None:
    one = progress({1: (1, 2), 2: (2, 2)}, opened=["eins"])
    other = progress({1: (2, 2), 3: (1, 3)}, opened=["zwei"], credit={"f_2": [1, 2], "f_4": [1, 1]})
    taken, found = page.evaluate(MERGE, [one, other])
    assert taken == ["f_3"]
    assert {name: kept["best"] for name, kept in found["kept"].items()} == {"f_1": [2, 2], "f_2": [2, 2], "f_3": [1, 3]}
    assert (found["credit"], found["opened"]) == ({"f_4": [1, 1]}, ["eins", "zwei"])


def test_the_sum_counts_points_and_leaves_out_what_does_not_count(page: Page) -> None:
    questions = [question(1, points=3), question(2), question(3, scored=False)]
    found = check(page, questions, progress({1: (1, 1), 2: (1, 2)}))
    assert (found["points"], found["most"], found["percent"], found["finished"]) == (3.5, 4, 87.5, True)
    assert found["reached"] is True


@pytest.mark.parametrize(("share", "reached"), [((16, 20), True), ((15, 19), False)])
def test_the_pass_mark_is_a_border(page: Page, share: tuple[int, int], reached: bool) -> None:
    assert check(page, [question(1)], progress({1: share}))["reached"] is reached


def test_thirds_add_up(page: Page) -> None:
    questions = [question(number) for number in range(1, 4)]
    found = check(page, questions, progress({1: (2, 3), 2: (2, 3), 3: (2, 3)}), passMark=66)
    assert (found["percent"], found["reached"]) == (66.66, True)


def test_a_critical_question_is_never_outweighed(page: Page) -> None:
    questions = [question(1, points=99), question(2, critical=True)]
    found = check(page, questions, progress({1: (1, 1), 2: (9, 10)}))
    assert (found["percent"] > 99, found["reached"], found["critical"]) == (True, False, ["f_2"])


def test_nothing_is_reached_before_every_question_was_answered(page: Page) -> None:
    found = check(page, [question(1, points=99), question(2)], progress({1: (1, 1)}))
    assert (found["finished"], found["reached"]) == (False, False)


@pytest.mark.parametrize(("opened", "reached"), [(STEPS, True), (STEPS[:2], False)])
def test_worked_through_means_every_step_and_every_question(page: Page, opened: list[str], reached: bool) -> None:
    found = check(page, [question(1)], progress({1: (0, 1)}, opened=opened), completion="bearbeitet")
    assert found["reached"] is reached
    assert found["unopened"] == [step for step in STEPS if step not in opened]


def test_a_goal_is_reached_by_its_own_questions(page: Page) -> None:
    goals = [{"id": "l1", "text": "eins"}, {"id": "l2", "text": "zwei"}, {"id": "l3", "text": "drei"}]
    questions = [question(1), question(2, goal="l2"), question(3, goal="l2")]
    call = "([q, p, s]) => pure.result.goals(q, p, s)"
    found = page.evaluate(call, [questions, progress({1: (1, 1), 2: (1, 1)}), settings(goals=goals)])
    assert [(goal["id"], goal["tried"], goal["reached"]) for goal in found] == [
        ("l1", True, True),
        ("l2", True, False),
        ("l3", False, False),
    ]


def test_what_was_not_solved_whole_is_worth_another_look(page: Page) -> None:
    questions = [question(1), question(2), question(3), question(4, scored=False)]
    given = progress({1: (1, 1), 2: (1, 2), 4: (0, 1)})
    assert page.evaluate("([q, p]) => pure.result.again(q, p)", [questions, given]) == ["f_2"]


def test_being_sure_and_wrong_is_named_and_never_changes_the_score(page: Page) -> None:
    questions = [question(1, right=["b"]), question(2, right=["b"]), question(3)]
    given = progress({1: (0, 1), 2: (0, 1), 3: (1, 1)})
    for number, certainty in ((1, 3), (2, 1), (3, 3)):
        given["kept"][f"f_{number}"]["certainty"] = certainty
    assert page.evaluate("([q, p]) => pure.result.confidentErrors(q, p)", [questions, given]) == ["f_1"]
    assert check(page, questions, given)["points"] == 1


# Spaced review ----------------------------------------------------------------


def review(page: Page, call: str, *given: Any) -> Any:
    return page.evaluate(f"(given) => pure.review.{call}(...given)", list(given))


def test_a_question_comes_back_after_one_seven_and_thirty_days(page: Page) -> None:
    waiting = review(page, "add", {}, "b3/f_a", "2026-11-25")
    assert waiting == {"b3/f_a": {"box": 0, "due": "2026-11-26"}}
    assert review(page, "due", waiting, "2026-11-25") == []
    assert review(page, "due", waiting, "2026-11-26") == ["b3/f_a"]
    waiting = review(page, "answered", waiting, "b3/f_a", True, "2026-11-26")
    assert waiting["b3/f_a"]["due"] == "2026-12-03"
    waiting = review(page, "answered", waiting, "b3/f_a", True, "2026-12-03")
    assert waiting["b3/f_a"]["due"] == "2027-01-02"
    assert review(page, "answered", waiting, "b3/f_a", True, "2027-01-02") == {}


def test_a_wrong_recall_begins_again(page: Page) -> None:
    waiting = {"b3/f_a": {"box": 2, "due": "2026-11-25"}}
    again = review(page, "answered", waiting, "b3/f_a", False, "2026-11-30")
    assert again == {"b3/f_a": {"box": 0, "due": "2026-12-01"}}


def test_the_longest_waiting_come_first_and_modules_are_mixed(page: Page) -> None:
    waiting = {f"{module}/f_{i}": {"box": 0, "due": "2026-11-20"} for module in ("a1", "b3") for i in range(6)}
    waiting["c1/f_a"] = {"box": 0, "due": "2026-11-01"}
    order = review(page, "due", waiting, "2026-11-25")
    assert order[0] == "c1/f_a"
    modules = [key.split("/")[0] for key in order[1:]]
    assert modules != sorted(modules)
    assert modules != sorted(modules, reverse=True)
    assert review(page, "due", waiting, "2026-11-25") == order


def test_the_list_survives_and_what_cannot_be_read_is_left_out(page: Page) -> None:
    waiting = {"b3/f_a": {"box": 1, "due": "2026-12-03"}, "a2/f_b": {"box": 0, "due": "2026-11-26"}}
    text = review(page, "write", waiting)
    assert review(page, "read", text) == waiting
    assert review(page, "read", text + ",kaputt,b3/F.0.20261126") == waiting
    assert review(page, "read", "<script>") == {}


def test_the_calendar_file_holds_three_whole_days(page: Page) -> None:
    words = {
        "title": "Wiederholen, kurz; \\ und gut",
        "text": "Zehn Minuten für die Fragen, die fällig sind: " + "ä" * 60,
    }
    call = (
        "([words]) => pure.calendar.file('2026-11-25', [1, 7, 30], words, 'https://lernpaket.example/wiederholen.html')"
    )
    made = page.evaluate(call, [words])
    lines = made.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert made.endswith("END:VCALENDAR\r\n")
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20261126",
        "DTSTART;VALUE=DATE:20261202",
        "DTSTART;VALUE=DATE:20261225",
    ]
    assert max(len(line.encode()) for line in lines) <= 75
    assert made.count("SUMMARY:Wiederholen\\, kurz\\; \\\\ und gut") == 3
    assert "ä" * 60 in made.replace("\r\n ", "")


# Interactions -----------------------------------------------------------------


def test_patterns_and_responses_share_one_notation(page: Page) -> None:
    gaps = [{"accept": ["drei"], "choices": []}, {"accept": ["Amt"], "choices": ["Amt", "Agentur"]}]
    scenes = [
        {"id": "anruf", "count": 2, "right": "b", "next": [1, None]},
        {"id": "zusage", "count": 2, "right": "a", "next": [None, None]},
    ]
    questions = [
        question(1), question(2, kind="multiple_choice", right=["a", "c"]), question(3, kind="true_false", right=["b"]),
        question(4, kind="matching", right=["c", "a"]), question(5, kind="ordering", right=["a", "b", "c"]),
        question(6, kind="cloze", right=["drei", "a"], gaps=gaps), question(7, kind="number", right=["0.8:0.85"], listed=[]),
        question(8, kind="date", right=["2026-11-16"], listed=[]), question(9, kind="open", right=[], scored=False),
        question(10, kind="branching", points=3, right=["b", "a"], situations=scenes),
    ]  # fmt: skip
    answers = {
        1: ["b"], 2: ["a", "c"], 3: ["a"], 4: ["c", ""], 5: ["b", "a", "c"], 6: ["vier", "b"], 7: ["0.9"], 8: None, 9: ["a"], 10: ["a", "a"],
    }  # fmt: skip
    judged = {f"f_{number}": {"answer": answer, "seconds": 4, "at": 0} for number, answer in answers.items()}
    made = page.evaluate("(given) => pure.interactions.list(...given)", [[unit(questions)], judged, []])
    assert [(item["id"], item["pattern"], item["judged"]["response"], item["judged"]["result"]) for item in made] == [
        ("b3_f_1", ["a"], ["b"], "wrong"),
        ("b3_f_2", ["a", "c"], ["a", "c"], "right"),
        ("b3_f_3", ["b"], ["a"], "wrong"),
        ("b3_f_4", ["c", "a"], ["c", ""], "wrong"),
        ("b3_f_5", ["a", "b", "c"], ["b", "a", "c"], "wrong"),
        ("b3_f_6", ["drei", "Amt"], ["vier", "Agentur"], "wrong"),
        ("b3_f_7", ["0.8:0.85"], ["0.9"], "wrong"),
        ("b3_f_8", ["2026-11-16"], None, "wrong"),
        ("b3_f_10_anruf", ["b"], ["a"], "wrong"),
        ("b3_f_10_zusage", ["a"], ["a"], "right"),
        ("b3_f_9", [], [], "neutral"),
    ]
    assert [item["weight"] for item in made if "_f_10_" in item["id"]] == [1.5, 1.5]


def test_every_interaction_keeps_the_place_it_was_released_in(page: Page) -> None:
    questions = [question(3), question(1), question(4, kind="open", scored=False), question(5)]
    order = ["b3_f_1", "b3_f_2", "b3_f_3"]
    made = page.evaluate("(given) => pure.interactions.list(...given)", [[unit(questions)], {}, order])
    assert [(item["id"], item["kind"]) for item in made] == [
        ("b3_f_1", "single_choice"),
        ("b3_f_2", "gone"),
        ("b3_f_3", "single_choice"),
        ("b3_f_5", "single_choice"),
        ("b3_f_4", "open"),
    ]


# The longest state -------------------------------------------------------------

WORST = """([data, outline]) => {
  const longest = (asked) => {
    if (asked.kind === "cloze") return asked.gaps.map((gap) => (gap.choices.length ? "a" : "xy".repeat(30)));
    if (asked.kind === "number" || asked.kind === "date") return ["9".repeat(40)];
    const things = asked.kind === "single_choice" || asked.kind === "true_false" ? 1 : asked.kind === "branching" ? asked.situations.length : asked.count;
    return Array.from({ length: things }, (_, index) => "abcdefghijklmnopqrstuvwxyz"[index]);
  };
  const progress = pure.state.fresh("zzzz");
  for (const asked of data) progress.kept[asked.id] = { answer: longest(asked), verdict: "wrong", best: [1, 2], certainty: 3 };
  progress.opened = outline.units.flatMap(({ steps }) => steps.map(({ id }) => id));
  progress.current = outline.units.at(-1).steps.at(-1).id;
  progress.score = 99.99;
  progress.asksCertainty = true;
  return pure.state.write(progress, outline);
}"""


@pytest.mark.parametrize("bundled", [False, True])
def test_the_longest_state_is_as_long_as_the_builder_says(page: Page, tmp_path: Path, bundled: bool) -> None:
    course = load(everything_project(tmp_path)).course
    assert course is not None
    module = course.modules[0]
    codes = NOTHING_YET.code_of([asked.id for asked in module.questions])
    data = [question_data(asked, NOTHING_YET, codes, {}) for asked in module.questions]
    about = {"name": "kurs_x" if bundled else module.id, "compact": bundled, "units": [unit(data, module.id)]}
    about["units"][0]["steps"] = [{"id": step.id, "code": "a"} for step in module.steps]
    text = page.evaluate(WORST, [data, about])
    assert len(text) == longest_state([module], about["name"], bundled)
