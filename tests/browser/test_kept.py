"""What is kept of a learner beside the state, by rule: the card, notes, one file for all of it, what changed since a day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pure import STEPS, open_page, outline, progress, question, unit

pytestmark = pytest.mark.browser
MODULE = {"title": "B3 Arbeit", "page": "module/b3-arbeit.html", "version": "1.1.0", "law": "2026-08-19"}
HOSTILE = [
    "", "null", "7", "[]", "{}", "{", '"text"', '{"page": "javascript:alert(1)"}', '{"page": "//host/module/a.html"}',
    '{"page": "module/../../a.html"}', '{"page": ["module/a.html"]}',
]  # fmt: skip


@pytest.fixture(scope="module")
def page(chrome: Browser) -> Iterator[Page]:
    opened = open_page(chrome)
    yield opened
    opened.close()


def pure(page: Page, call: str, *given: Any) -> Any:
    return page.evaluate(f"(given) => pure.{call}(...given)", list(given))


def card(page: Page, given: dict[str, Any], before: Any = None, day: str = "2026-11-26", **module: str) -> Any:
    """The card of a module of two questions and three steps, from its state."""
    text = pure(page, "state.write", given, outline([question(1), question(2)]))
    return pure(page, "makeCard", {**MODULE, **module}, unit([question(1), question(2)]), text, before, day)


DONE = {"opened": STEPS, "score": 100, "current": "drei"}
ALL_RIGHT = {1: (1, 1), 2: (1, 1)}


def test_a_card_says_how_far_the_module_is(page: Page) -> None:
    made = card(page, progress({1: (1, 1)}, opened=["eins", "zwei"], current="zwei"))
    assert made == {
        **MODULE, "day": "2026-11-26", "opened": 2, "steps": 3, "answered": 1, "asked": 2,
        "step": {"id": "zwei", "number": 2}, "percent": 0, "reached": False, "done": None,
    }  # fmt: skip
    assert pure(page, "card.read", json.dumps(made)) == made


def test_the_day_of_completion_stays_until_the_module_opens_again(page: Page) -> None:
    first = card(page, progress(ALL_RIGHT, **DONE))
    done = {"day": "2026-11-26", "version": "1.1.0", "law": "2026-08-19"}
    assert (first["reached"], first["percent"], first["done"]) == (True, 100, done)
    looked_at = card(page, progress(ALL_RIGHT, **DONE), first, "2027-01-01", version="2.0.0")
    assert (looked_at["day"], looked_at["version"], looked_at["done"]) == ("2027-01-01", "2.0.0", done)
    opened = card(page, progress({1: (1, 1)}, **DONE), looked_at, "2027-02-01", version="3.0.0")
    assert (opened["reached"], opened["done"]) == (False, done), "what was reached then is not taken back"
    again = card(page, progress(ALL_RIGHT, **DONE), opened, "2027-02-02", version="3.0.0")
    assert again["done"] == {**done, "day": "2027-02-02", "version": "3.0.0"}


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_no_card_and_no_notebook_is_nothing(page: Page, text: str) -> None:
    assert pure(page, "card.read", text) is None
    assert pure(page, "notebook.read", text) is None


def test_of_a_broken_card_only_what_is_sound_is_shown(page: Page) -> None:
    broken = {
        **MODULE, "title": 7, "law": "<b>", "day": "gestern", "opened": -1, "steps": 1e99, "answered": "4", "asked": None,
        "step": {"id": "x\" onclick=\"", "number": {}}, "percent": 1e9, "reached": "ja", "done": {"day": "2026-13"},
    }  # fmt: skip
    found = pure(page, "card.read", json.dumps(broken))
    assert found == {
        **MODULE, "title": MODULE["page"], "law": "", "day": "", "opened": 0, "steps": 9999, "answered": 0, "asked": 0,
        "step": None, "percent": 100, "reached": False, "done": None,
    }  # fmt: skip


def test_a_note_comes_stays_and_goes_without_touching_the_others(page: Page) -> None:
    def write(before: Any, step: str, text: str) -> Any:
        written = pure(page, "notebook.write", MODULE, before, step, {"title": step.title(), "text": text})
        return pure(page, "notebook.read", written)

    one = write(None, "eins", "  Wer\n\n  fragt?")
    two = write(one, "constructor", "<b>")
    assert two == {**MODULE, "notes": {
        "eins": {"title": "Eins", "text": "  Wer\n\n  fragt?"}, "constructor": {"title": "Constructor", "text": "<b>"},
    }}  # fmt: skip
    assert write(two, "constructor", " \n ") == one
    assert pure(page, "notebook.write", MODULE, one, "eins", {"title": "Eins", "text": ""}) == "", "nothing is left"


@pytest.mark.parametrize(
    ("mine", "other", "both"),
    [("a", "b", "b\n\na"), ("ab", "a", "ab"), ("a", "ab", "ab"), ("a", "", "a"), ("", "b", "b")],
)
def test_two_windows_lose_no_word(page: Page, mine: str, other: str, both: str) -> None:
    assert pure(page, "notebook.both", mine, other) == both


def test_notes_can_be_read_as_text(page: Page) -> None:
    notes = [{"title": "1. Papier", "text": "eins\n  zwei\n"}, {"title": "3. Frist", "text": "drei"}]
    assert pure(page, "notebook.file", ["Meine Notizen", "Version 1"], notes) == (
        "Meine Notizen\nVersion 1\n\n1. Papier\n---------\n\neins\n  zwei\n\n\n3. Frist\n--------\n\ndrei\n"
    )


CARD = json.dumps({**MODULE, "day": "2026-11-26"})
NOTES = json.dumps({**MODULE, "notes": {"eins": {"title": "Eins", "text": "Merken"}}})
KEPT = {
    "integrif.b3.state": "4;b3;ab12;;;;",
    "integrif.b3.texts": '{"f_1":"Text"}',
    "integrif.b3.stand": CARD,
    "integrif.b3.notizen": NOTES,
    "integrif.wiederholen": "1;b3/f_1.0.20261126",
}
VIEWS = {"integrif.ansicht": "ganz", "integrif.scheme": "slate"}


def test_one_file_holds_all_learning_and_gives_it_back(page: Page) -> None:
    text = pure(page, "kept.file", {**KEPT, **VIEWS, "integrif.etwas": "x"})
    assert pure(page, "kept.read", text) == KEPT
    assert pure(page, "kept.learnt", [*KEPT, *VIEWS, "fremd", "integrif.etwas"]) == [*KEPT, "integrif.etwas"]
    assert pure(page, "kept.modules", [*KEPT, *VIEWS, "integrif.practice.state"]) == ["b3"]


@pytest.mark.parametrize(
    "everything",
    [
        None, 7, "x", [], {}, {"fremd": "x"}, {"integrif.scheme": "slate"}, {"integrif.b3.state": 7},
        {"integrif.b3.state": "<script>"}, {"integrif.b3.stand": "{}"}, {"integrif.b3.notizen": "7"},
        {"integrif.b3.texts": "x"}, {"integrif.wiederholen": "1;<b>"}, {"integrif.B3.state": "4;"},
        {"integrif.b3.state": "4;" + "x" * 600_000},
    ],
)  # fmt: skip
def test_nothing_else_is_taken_from_a_file(page: Page, everything: Any) -> None:
    assert pure(page, "kept.read", json.dumps({"integrif": 1, "everything": everything})) is None
    sound = {"integrif": 2, "everything": KEPT}
    assert [pure(page, "kept.read", text) for text in ("", "{", "null", json.dumps(sound))] == [None] * 4


def test_what_is_there_is_replaced_as_a_whole_or_left_alone(page: Page) -> None:
    there = {"integrif.b3.state": "4;b3;zz99;;;;", "integrif.b3.texts": '{"f_2":"Meins"}', "integrif.a1.state": "4;a1;"}
    assert pure(page, "kept.clashes", there, KEPT) == ["b3"]
    assert pure(page, "kept.clashes", KEPT, KEPT) == []
    replaced = pure(page, "kept.taking", there, KEPT, True)
    assert sorted(replaced["remove"]) == ["integrif.b3.state", "integrif.b3.texts"]
    assert dict(replaced["write"]) == KEPT
    added = pure(page, "kept.taking", there, KEPT, False)
    assert added["remove"] == []
    assert dict(added["write"]) == {key: KEPT[key] for key in ("integrif.b3.notizen", "integrif.wiederholen")}


def note(day: str, *modules: str, name: str = "x") -> dict[str, Any]:
    return {"day": day, "name": name, "modules": list(modules)}


def test_changes_since_a_day_are_told_by_what_they_concern(page: Page) -> None:
    old, own, table, alone = (
        note("2026-05-31", "a1"), note("2026-06-01", "b3"), note("2026-06-02", "b3", "b10"), note("2026-06-03", name="T"),
    )  # fmt: skip
    notes, modules = [alone, table, own, old], ["a1", "b3", "b10"]
    everywhere = pure(page, "since.concerned", notes, modules, "2026-06-01", "")
    assert everywhere == [["b3", [table, own]], ["b10", [table]], ["T", [alone]]]
    assert pure(page, "since.concerned", notes, modules, "2026-06-01", "b10") == [["b10", [table]]]
    assert pure(page, "since.concerned", notes, modules, "2026-06-01", "a1") == []


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("#seit?tag=2026-05-01&modul=b3", {"day": "2026-05-01", "module": "b3"}),
        ("#seit?tag=2026-02-30", {"day": "", "module": ""}),
        ("#seit?tag=%3Cb%3E&modul=%22%3E", {"day": "", "module": ""}),
        ("#alle_aenderungen", None),
        ("", None),
    ],
)
def test_the_address_asks_for_a_day_and_a_module_and_nothing_else(page: Page, address: str, asked: Any) -> None:
    assert pure(page, "since.read", address) == asked
    if asked and asked["day"]:
        assert pure(page, "since.write", asked["day"], asked["module"]) == address


def test_questions_to_refresh_come_from_each_module_in_turn_and_the_weighty_first(page: Page) -> None:
    def asked(module: str, *ids: str) -> dict[str, Any]:
        return {"module": module, "questions": [{"id": name, "critical": name.startswith("k")} for name in ids]}

    picked = pure(page, "since.pick", [asked("a1", "f1", "k1", "f2"), asked("b3", "f3"), asked("b4")], 3)
    assert [f"{one['module']}/{one['id']}" for one in picked] == ["a1/k1", "b3/f3", "a1/f1"]
    assert pure(page, "since.pick", [], 3) == []
