"""The engine of a rule table in the browser: what it asks and rules is what the model asks and rules."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from builder.model.rule_table import RuleTable
from builder.pipeline import load
from builder.rendering.rule_data import most_questions, rule_table_data
from tests.browser.pages import ROOT
from tests.browser.pure import open_page

pytestmark = pytest.mark.browser
COURSE = load(ROOT).course
TABLES = COURSE.shared.rule_tables if COURSE else ()
IDS = ("papier", "constructor", "has", "get", "size", "when", "tostring", "a")
"""Identifiers that name things in JavaScript, too."""
FOLLOW = """(text) => {
  const [table, all] = JSON.parse(text);
  return JSON.stringify(all.map((given) => {
    const way = pure.ruleTable.follow(table, new Map(Object.entries(given)));
    return [[...way.answers], way.asked && way.asked.id, way.row && way.row.id];
  }));
}"""
STEP = """([table, all]) => all.map((given) => {
  const answers = new Map(Object.entries(given));
  return [pure.ruleTable.possible(table, answers).map((row) => row.id), pure.ruleTable.next(table, answers)?.id ?? null];
})"""
REWRITE = "([table, hash]) => pure.ruleTable.write(table, pure.ruleTable.read(hash))"


@pytest.fixture(scope="module")
def page(chrome: Browser) -> Iterator[Page]:
    opened = open_page(chrome)
    yield opened
    opened.close()


def data_of(table: RuleTable) -> dict[str, Any]:
    return rule_table_data(table, lambda text: text)


@pytest.mark.parametrize(("day", "row"), [("2026-12-31", 1), ("2027-01-01", 0), ("2026-05-31", 0), ("", 0)])
def test_of_rows_that_follow_one_another_that_of_the_day_holds(page: Page, day: str, row: int) -> None:
    table = TABLES[0]
    first = table.rows[0].model_copy(update={"valid_from": date(2026, 6, 1), "valid_until": date(2026, 12, 31)})
    later = first.model_copy(update={"id": "spaeter", "valid_from": date(2027, 1, 1), "valid_until": None})
    rows = (first, later)
    data = data_of(table.model_copy(update={"rows": (*rows, *table.rows[1:])}))
    call = "([table, given, day]) => pure.ruleTable.follow(table, new Map(Object.entries(given)), day).row.id"
    assert page.evaluate(call, [data, first.example.values, day]) == rows[1 - row].id


def followed(page: Page, table: RuleTable, everything: list[dict[str, str]]) -> list[tuple[Any, ...]]:
    """Where answers lead: those given on the way, the next question, the row."""
    found = page.evaluate(FOLLOW, json.dumps([data_of(table), everything]))
    return [(dict(answers), asked, row) for answers, asked, row in json.loads(found)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_every_cell_leads_to_the_row_of_the_model(page: Page, table: RuleTable) -> None:
    cells = list(table.cells())
    found = followed(page, table, [values for values, _ in cells])
    assert found == [(values, None, rows[0].id) for values, rows in cells]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_every_combination_of_answers_leads_to_its_one_row(page: Page, table: RuleTable) -> None:
    names = [feature.id for feature in table.features]
    choices = product(*([value.id for value in feature.values] for feature in table.features))
    combinations = [dict(zip(names, values, strict=True)) for values in choices]
    found = followed(page, table, combinations)
    assert max(len(answers) for answers, _, _ in found) == most_questions(table)
    assert page.evaluate("table => pure.ruleTable.ahead(table, new Map())", data_of(table)) == most_questions(table)
    for values, (answers, asked, row) in zip(combinations, found, strict=True):
        assert asked is None
        assert [row] == [match.id for match in table.matching(values)], values
        assert answers.items() <= values.items(), "nothing is asked that was not answered"


@st.composite
def tables(draw: st.DrawFn) -> RuleTable:
    """Any table the model takes: with gaps, overlaps, and conditions on values that do not exist."""
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True))
    names = st.sampled_from(["ja", "nein", "valueof", "x"])
    values = {name: draw(st.lists(names, min_size=2, max_size=4, unique=True)) for name in ids}
    conditions = st.fixed_dictionaries({}, optional={name: st.lists(names, max_size=3) for name in ids})
    rows = [_row(number, when) for number, when in enumerate(draw(st.lists(conditions, min_size=1, max_size=6)))]
    head = {"titel": "T", "rechtsstand": "2026-01-01", "geprueft_am": "2026-01-01", "pruefen_bis": "2027-01-01"}
    features = [
        {"id": name, "frage": "F?", "werte": [{"id": v, "text": v} for v in offered]}
        for name, offered in values.items()
    ]
    whole = {**head, "id": "t", "verantwortlich": "R", "hinweis": "H", "merkmale": features, "zeilen": rows}
    return RuleTable.model_validate(whole)


def _row(number: int, when: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "id": f"z{number}", "gruppe": "G", "lage": "L", "zeit": "Z", "wenn": when, "ergebnis": "frei", "zustimmung": "keine",
        "normen": [], "entscheidet": "E", "schritt": "S", "beispiel": {"text": "B", "werte": {}}, "beleg": "belegt",
    }  # fmt: skip


partial_answers = st.dictionaries(st.sampled_from(IDS), st.sampled_from(["ja", "nein", "valueof", "zz", ""]))


def test_any_table_asks_the_same_and_leaves_the_same_rows(page: Page) -> None:
    @given(tables(), st.lists(partial_answers, min_size=1, max_size=8))
    def holds(table: RuleTable, everything: list[dict[str, str]]) -> None:
        for answers, (rows, asked) in zip(everything, page.evaluate(STEP, [data_of(table), everything]), strict=True):
            expected = table.next_feature(answers)
            assert rows == [row.id for row in table.possible(answers)]
            assert asked == (expected.id if expected else None)

    holds()


def test_any_table_is_asked_to_its_end(page: Page) -> None:
    @given(tables())
    def holds(table: RuleTable) -> None:
        cells = list(table.cells())
        found = followed(page, table, [values for values, _ in cells])
        for (values, rows), (answers, asked, row) in zip(cells, found, strict=True):
            assert (answers, asked) == (values, None)
            assert row == (rows[0].id if len(rows) == 1 else None), "no row, or two, is no answer"

    holds()


def test_after_a_change_no_later_answer_counts_until_it_is_given_again(page: Page) -> None:
    call = """([table, given, id, value]) => {
      const made = pure.ruleTable.settled(table, pure.ruleTable.answered(table, new Map(Object.entries(given)), id, value));
      return Object.fromEntries(pure.ruleTable.follow(table, made).answers);
    }"""

    @given(tables(), st.data())
    def holds(table: RuleTable, data: st.DataObject) -> None:
        cell = data.draw(st.sampled_from([values for values, _ in table.cells()]))
        ids = [feature.id for feature in table.features]
        changed = data.draw(st.sampled_from(table.features))
        value = data.draw(st.sampled_from(changed.values)).id
        counted = page.evaluate(call, [data_of(table), cell, changed.id, value])
        later = ids[ids.index(changed.id) + 1 :]
        same = cell.get(changed.id) == value
        assert same or not set(counted) & set(later), "they were given to another case"
        assert not same or counted == cell

    holds()


def test_how_many_questions_can_still_come_is_counted_exactly(page: Page) -> None:
    @given(tables())
    def holds(table: RuleTable) -> None:
        longest = max(len(values) for values, _ in table.cells())
        assert page.evaluate("table => pure.ruleTable.ahead(table, new Map())", data_of(table)) == longest

    holds()


def test_any_address_is_read_and_only_what_the_table_knows_is_written(page: Page) -> None:
    anything = st.one_of(st.text(), st.text(alphabet="antwor:=&?%#papierduldung0Aä").map("#antwort:{}".format))

    @given(tables(), anything)
    def holds(table: RuleTable, address: str) -> None:
        written = page.evaluate(REWRITE, [data_of(table), address])
        known = {feature.id: {value.id for value in feature.values} for feature in table.features}
        pairs = [pair.split("=") for pair in written.removeprefix("#antwort:").split("&") if pair]
        assert all(value.removeprefix("!").removeprefix("?") in known[name] for name, value in pairs)
        assert page.evaluate(REWRITE, [data_of(table), written]) == written

    holds()


def table_of(*features: tuple[str, str], rows: dict[str, dict[str, list[str]]]) -> dict[str, Any]:
    """A small table: features with their values („ja nein“), rows with their conditions."""
    made = [{"id": name, "values": [{"id": v} for v in values.split()]} for name, values in features]
    return {"features": made, "rows": [{"id": name, "when": when} for name, when in rows.items()]}


TRIP = table_of(
    ("a", "ja nein"),
    ("b", "ja nein"),
    ("c", "ja nein"),
    rows={"eins": {"a": ["ja"], "c": ["ja"]}, "zwei": {"a": ["ja"], "c": ["nein"]}, "drei": {"a": ["nein"], "b": ["ja"]}, "vier": {"a": ["nein"], "b": ["nein"]}},
)  # fmt: skip


@pytest.mark.parametrize(
    ("address", "answers", "asked", "row"),
    [
        ("", {}, "a", None),
        ("#antwort:", {}, "a", None),
        ("#antwort:a=ja", {"a": "ja"}, "c", None),
        ("#antwort:a=ja&c=nein", {"a": "ja", "c": "nein"}, None, "zwei"),
        ("#antwort:c=nein&a=ja", {"a": "ja", "c": "nein"}, None, "zwei"),
        ("#antwort:a=ja&b=ja&c=nein", {"a": "ja", "c": "nein"}, None, "zwei"),
        ("#antwort:a=vielleicht&c=nein", {}, "a", None),
        ("#antwort:a=?ja&c=nein", {}, "a", None),
        ("#antwort:a=ja&c=!nein", {"a": "ja"}, "c", None),
        ("#antwort:a=ja&c=!", {"a": "ja"}, "c", None),
        ("#antwort:a=ja&a=nein&c=ja", {"a": "ja", "c": "ja"}, None, "eins"),
        ("#antwort:a=ja&c=ja=nein", {"a": "ja", "c": "ja"}, None, "eins"),
        ("#antwort%3Aa=ja", {}, "a", None),
        ("#antwort:a%3Dja%26c%3Dnein", {"a": "ja", "c": "nein"}, None, "zwei"),
        ("#antwort:%E0%A4%A&a=ja", {"a": "ja"}, "c", None),
        ("#antwort:__proto__=x&a=ja&constructor=ja", {"a": "ja"}, "c", None),
        ("#zeile_eins", {}, "a", None),
    ],
)
def test_an_address_leads_as_far_as_it_can_be_read(
    page: Page, address: str, answers: dict[str, str], asked: str | None, row: str | None
) -> None:
    call = """([table, hash]) => { const way = pure.ruleTable.follow(table, pure.ruleTable.read(hash));
      return [Object.fromEntries(way.answers), way.asked && way.asked.id, way.row && way.row.id]; }"""
    assert page.evaluate(call, [TRIP, address]) == [answers, asked, row]


def test_a_changed_answer_has_later_ones_checked_and_drops_what_is_not_asked(page: Page) -> None:
    call = """([table, hash, id, value]) => pure.ruleTable.write(table, pure.ruleTable.settled(table,
      pure.ruleTable.answered(table, pure.ruleTable.read(hash), id, value)))"""

    def answered(address: str, feature: str, value: str) -> str:
        found: str = page.evaluate(call, [TRIP, address, feature, value])
        return found

    assert answered("#antwort:a=?ja&c=nein", "a", "ja") == "#antwort:a=ja&c=nein"
    assert answered("#antwort:a=?ja&c=nein", "a", "nein") == "#antwort:a=nein&c=!nein", "c waits until b is answered"
    assert answered("#antwort:a=nein&c=!nein", "b", "ja") == "#antwort:a=nein&b=ja", "never asked: it falls away"
    assert answered("#antwort:a=?nein&b=ja&c=!nein", "a", "ja") == "#antwort:a=ja&b=!ja&c=!nein"
    assert answered("#antwort:a=ja&b=!ja&c=!nein", "c", "nein") == "#antwort:a=ja&c=nein"
    assert answered("", "a", "ja") == "#antwort:a=ja"


@pytest.mark.parametrize(
    ("first", "last", "today", "standing"),
    [
        ("", "", "2027-01-31", "holds"),
        ("", "2027-01-31", "2027-01-31", "holds"),
        ("", "2027-01-31", "2027-02-01", "ended"),
        ("2027-02-01", "", "2027-02-01", "holds"),
        ("2027-02-01", "", "2027-01-31", "early"),
        ("2026-06-12", "2027-01-31", "2026-12-24", "holds"),
    ],
)
def test_a_row_holds_from_its_first_day_to_its_last(
    page: Page, first: str, last: str, today: str, standing: str
) -> None:
    call = "([row, today]) => pure.ruleTable.standing(row, today)"
    assert page.evaluate(call, [{"from": first, "until": last}, today]) == standing
