"""The contract with the learning platform (scorm.md A), scenario by scenario, in both editions under scorm-again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from tests.browser.contract.actions import act
from tests.browser.contract.elements import PATHS, WORDS, call_pattern, interaction, strange, value
from tests.browser.contract.packages import unpack_all
from tests.browser.contract.platform import EDITIONS, LIBRARIES, Learner, platform

SCENARIOS = [
    {**scenario, "file": path.stem}
    for path in sorted(Path(__file__).with_name("scenarios").glob("*.yml"))
    for scenario in yaml.safe_load(path.read_text(encoding="utf-8"))
]
KEYS = {"id", "file", "why", "visits", "holds", "questions", "arrived", "only", "faulty"}
VISIT_KEYS = {
    "does",
    "package",
    "calls",
    "never",
    "says",
    "rescue",
    "shows",
    "hidden",
    "judged",
    "filled",
    "stays",
    "platform",
}
CASES = [
    pytest.param(scenario, edition, id=f"{scenario['file']}-{scenario['id']}-{edition}")
    for scenario in SCENARIOS
    for edition in EDITIONS
    if scenario.get("only", edition) == edition
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not LIBRARIES.is_dir(), reason="scorm-again fehlt: make test richtet es ein"),
]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    folder = platform(tmp_path_factory.mktemp("plattform"))
    unpack_all(tmp_path_factory.mktemp("pakete"), folder)
    return serve(folder)


@pytest.fixture
def learner(chrome: Browser, address: str, edition: str) -> Iterator[Learner]:
    made = Learner(chrome, address, edition)
    yield made
    made.close()
    assert made.problems == []


def test_there_are_enough_scenarios_and_each_has_a_name_of_its_own() -> None:
    names = [(scenario["file"], scenario["id"]) for scenario in SCENARIOS]
    assert len(names) == len(set(names))
    assert len(names) >= 60


def test_scenarios_are_written_with_known_words() -> None:
    for scenario in SCENARIOS:
        assert set(scenario) <= KEYS, scenario["id"]
        for visit in scenario["visits"]:
            assert set(visit) <= VISIT_KEYS, scenario["id"]


@pytest.mark.parametrize(("scenario", "edition"), CASES)
def test_scenario(learner: Learner, scenario: dict[str, Any], edition: str) -> None:
    for visit in scenario["visits"]:
        play(learner, visit)
        compare_calls(learner, visit, faulty=scenario.get("faulty", False))
    compare_tree(learner, scenario)


@pytest.mark.parametrize("edition", EDITIONS)
def test_writing_freely_makes_no_platform_work(learner: Learner) -> None:
    learner.launch()
    act(learner, {"open": ["f_rat"]})
    learner.wait()
    before = learner.recorded()
    act(learner, {"write": {"f_rat": "Was ich dazu denke."}})
    learner.wait()
    assert [call.words for call in learner.recorded()[len(before) :]] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_writing_on_and_on_does_not_put_off_an_answer(learner: Learner) -> None:
    learner.launch()
    act(learner, {"right": "f_titel"})
    for length in range(1, 8):
        act(learner, {"write": {"f_rat": "Wort " * length}})
        learner.wait(400)
    assert any(call.name.endswith("suspend_data") and "4;x1" in call.value for call in learner.recorded())


def play(learner: Learner, visit: dict[str, Any]) -> None:
    """One visit from launch to the end, and what the learner sees before it ends."""
    learner.launch(visit.get("package", "base"), **visit.get("platform", {}))
    for deed in visit.get("does", []):
        act(learner, deed)
    if "stays" not in visit:
        learner.wait()
    look(learner, visit)
    learner.leave()


def look(learner: Learner, visit: dict[str, Any]) -> None:
    frame = learner.sco
    if "says" in visit:
        assert visit["says"] in frame.locator(".saving-words").inner_text()
    rescue = frame.locator(".saving-rescue code").text_content() or ""
    if "rescue" in visit:
        assert re.search(visit["rescue"], rescue) if visit["rescue"] else not rescue
    for words in visit.get("shows", []):
        assert words in (frame.locator("body").text_content() or ""), words
    for words in visit.get("hidden", []):
        assert words not in frame.locator("body").inner_text(), words
    for name, words in visit.get("filled", {}).items():
        gap = frame.locator(f"#{name} input.gap").first
        assert (gap.is_visible(), gap.input_value()) == (True, words), name
    for name, verdict in visit.get("judged", {}).items():
        shown = frame.locator(f"#{name}.is-judged .question-verdict")
        assert (shown.get_attribute("data-verdict") if shown.count() else None) == verdict, name


def compare_calls(learner: Learner, visit: dict[str, Any], faulty: bool) -> None:
    calls = [call for call in learner.calls if call.call != "get"]
    words = "\n".join(call.words for call in calls)
    in_order = "(.*\n)*?.*".join(f"^{call_pattern(one, learner.edition)}$\n?" for one in visit.get("calls", []))
    assert re.search(in_order, words, re.MULTILINE), f"{visit.get('calls')} in\n{words}"
    for one in visit.get("never", []):
        found = re.search(f"^{call_pattern(one, learner.edition)}$", words, re.MULTILINE)
        assert found is None, f"{one}: {found and found.group()}"
    assert strange(calls, learner.edition, faulty) == []
    if not faulty:
        assert [f"{call.words}: {call.code}" for call in learner.calls if call.code != "0"] == []
        assert [call.words for call in calls if call.answer != "true"] == []


def compare_tree(learner: Learner, scenario: dict[str, Any]) -> None:
    cmi, edition = learner.cmi(), learner.edition
    for name, expected in scenario.get("holds", {}).items():
        wanted = expected.get(edition) if isinstance(expected, dict) else expected
        if wanted is None or (name in ("success", "scaled", "progress") and edition == "scorm12"):
            continue
        found = value(cmi, edition, name)
        assert re.fullmatch(wanted[1:], found) if str(wanted).startswith("~") else found == str(wanted), (
            f"{name}: {found}"
        )
    for name, expected in scenario.get("arrived", {}).items():
        sent = str(learner.arrived.get(f"cmi.{PATHS[edition].get(name, name)}", "nothing"))
        assert re.fullmatch(expected[1:], sent) if str(expected).startswith("~") else sent == str(expected), name
    for name, expected in scenario.get("questions", {}).items():
        found_item = interaction(cmi, edition, name)
        for key, wanted in expected.items():
            told = wanted.get(edition) if isinstance(wanted, dict) else wanted
            told = WORDS[edition].get(told, told) if key == "result" else told
            assert found_item.get(key, "missing") == str(told), f"{name}.{key}"
