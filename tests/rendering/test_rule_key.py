"""The numbered key: whoever follows letters and numbers on paper ends at the row that holds."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given

from builder.model.rule_table import RuleTable
from builder.rendering.rule_key import key_tree
from builder.rendering.typography import bind
from tests.reading.random_tables import broken_tables, sound_tables
from tests.rendering.pdf_text import pages_of
from tests.rendering.rule_paper import LETTERS, arbeit, files, plain, real, with_answers

Tree = dict[str, Any]


def feature_of(fork: Tree, table: RuleTable) -> Any:
    return next(feature for feature in table.features if bind(feature.question) == fork["question"])


def walked(table: RuleTable, values: dict[str, str]) -> str:
    """The name of the row at the end, found with what is printed: question, letter, number to go on at."""
    forks, here = key_tree(table), 1
    while True:
        fork = forks[here - 1]
        assert fork["number"] == here
        feature = feature_of(fork, table)
        letter = LETTERS[[value.id for value in feature.values].index(values[feature.id])]
        (way,) = (way for way in fork["ways"] if letter in [answer["letter"] for answer in way["answers"]])
        if not way["to"]:
            return str(way["row"]["id"])
        here = way["to"]


def told_apart(table: RuleTable) -> RuleTable:
    """The table with questions that differ, which random ones need not."""
    features = tuple(feature.model_copy(update={"question": f"{feature.id}?"}) for feature in table.features)
    return table.model_copy(update={"features": features})


def test_each_example_is_led_to_its_row() -> None:
    for row in arbeit().rows:
        assert walked(arbeit(), row.example.values) == row.id


@given(sound_tables())
def test_any_table_leads_each_example_to_its_row(table: RuleTable) -> None:
    for row in table.rows:
        assert walked(told_apart(table), row.example.values) == row.id == table.matching(row.example.values)[0].id


def test_a_question_is_in_full_words_once_and_points_there_afterwards() -> None:
    for feature in arbeit().features:
        first, *later = [fork for fork in key_tree(arbeit()) if feature_of(fork, arbeit()) is feature]
        assert (first["full"], first["help"]) == (0, bind(" ".join((feature.help or "").split())))
        assert {(fork["full"], fork["help"]) for fork in later} <= {(first["number"], "")}
        said = [answer["text"] for way in first["ways"] for answer in way["answers"]]
        assert sorted(said) == sorted(bind(value.text) for value in feature.values)
        short = {answer["text"] for fork in later for way in fork["ways"] for answer in way["answers"]}
        assert short <= {bind(value.name or value.text) for value in feature.values}


def test_an_answer_keeps_its_letter() -> None:
    for fork in key_tree(arbeit()):
        for answer in (answer for way in fork["ways"] for answer in way["answers"]):
            value = feature_of(fork, arbeit()).values[LETTERS.index(answer["letter"])]
            assert answer["text"] in (bind(value.text), bind(value.name or value.text))


def test_each_number_says_from_where_one_comes() -> None:
    forks = key_tree(arbeit())
    for fork in forks:
        coming = [other["number"] for other in forks if fork["number"] in [way["to"] for way in other["ways"]]]
        assert fork["from"] == coming
    assert max(len(fork["from"]) for fork in forks) > 1, "equal questions stand once"


def test_there_are_more_answers_than_letters() -> None:
    (fork,) = key_tree(with_answers(arbeit(), 60))
    letters = [answer["letter"] for way in fork["ways"] for answer in way["answers"]]
    assert letters[24:29] == ["y", "z", "aa", "ab", "ac"]
    assert letters[-1] == "bh"
    assert len(set(letters)) == 60


@given(broken_tables())
def test_a_table_that_is_not_sound_yet_has_a_key(table: RuleTable) -> None:
    forks = key_tree(table)
    assert [fork["number"] for fork in forks] == list(range(1, len(forks) + 1))


def in_turn(table: RuleTable) -> RuleTable:
    """The table with its first row until the end of 2026, and another one for the same case from then on."""
    first = table.rows[0].model_copy(update={"valid_from": None, "valid_until": date(2026, 12, 31)})
    later = first.model_copy(update={"id": "spaeter", "valid_from": date(2027, 1, 1), "valid_until": None})
    return table.model_copy(update={"rows": (later, first, *table.rows[1:])})


def test_of_rows_that_follow_one_another_the_first_is_shown_and_names_the_next() -> None:
    table = in_turn(arbeit())
    later, first = table.rows[:2]
    assert (table.successor(first), table.successor(later), first.meets(later)) == (later, None, False)
    rows = [way["row"] for fork in key_tree(table) for way in fork["ways"] if way["row"]]
    assert {row["then"] for row in rows if row["id"] == first.id} == {"spaeter"}
    assert "spaeter" not in {row["id"] for row in rows}
    assert "danach: Zeile spaeter" in plain("".join(pages_of(files(table, real().shared)["entscheidungsbaum.pdf"])))
