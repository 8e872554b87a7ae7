"""Which rows are most easily taken for the one that holds."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import given

from builder.model.rule_table import RuleRow, RuleTable
from builder.pipeline import load
from tests.reading.random_tables import broken_tables, sound_tables

ROOT = Path(__file__).parents[2]


@cache
def arbeit() -> RuleTable:
    course = load(ROOT).course
    table = course.shared.rule_table("arbeit") if course else None
    assert table is not None
    return table


def row(name: str) -> RuleRow:
    found = arbeit().row(name)
    assert found is not None
    return found


def nearest(name: str, most: int = 3) -> list[str]:
    return [other.id for other in arbeit().nearest(row(name), most)]


def test_what_speaks_against_a_row() -> None:
    case = row("duldung_einrichtung_unter_sechs").example.values
    assert row("duldung_einrichtung_unter_sechs").against(case) == ()
    assert row("duldung_einrichtung_stelle").against(case) == ("wartezeit",)
    assert set(row("selbstaendig_ausserhalb_gestattung").against(case)) == {"papier", "wohnpflicht", "taetigkeit"}
    assert row("duldung_einrichtung_stelle").against({}) == tuple(row("duldung_einrichtung_stelle").when)


def test_rows_that_differ_in_one_answer_come_first_those_of_the_same_heading_before_others() -> None:
    assert nearest("duldung_einrichtung_unter_sechs") == [
        "duldung_einrichtung_frueher_erlaubt",
        "duldung_einrichtung_kurz_stelle",
        "duldung_einrichtung_stelle",
    ]


def test_another_outcome_comes_before_the_same_one() -> None:
    twin = "asyl_transfer_ohne_ba"  # an entitlement after six months, as asyl_transfer_stelle is
    assert row(twin).against(row("asyl_transfer_stelle").example.values) == ("taetigkeit",)
    assert twin not in nearest("asyl_transfer_stelle")
    others = nearest("asyl_transfer_stelle", 99)
    one_answer = [name for name in others if len(row(name).against(row("asyl_transfer_stelle").example.values)) == 1]
    same = [name for name in one_answer if (row(name).verdict, row(name).time) == (row(twin).verdict, row(twin).time)]
    assert one_answer[-len(same) :] == same


def test_of_rows_that_read_the_same_the_nearest_is_offered() -> None:
    right, far = row("asyl_stelle"), row("selbstaendig_ausserhalb")
    near = row("asyl_transfer_unter_sechs")
    twin = far.model_copy(
        update={name: getattr(near, name) for name in ("group", "situation", "time", "verdict", "consent")}
    )
    table = arbeit().model_copy(update={"rows": (twin, right, near)})
    assert table.nearest(right, 3) == (near,)


@given(sound_tables())
def test_no_near_row_holds_and_none_is_nearer(table: RuleTable) -> None:
    for one in table.rows:
        assert table.matching(one.example.values) == (one,)
        others = table.nearest(one, 3)
        distances = [len(other.against(one.example.values)) for other in others]
        assert all(distances)
        assert distances == sorted(distances)
        left_out = [other for other in table.rows if other.said not in {near.said for near in (one, *others)}]
        assert not left_out or len(others) == 3
        assert all(len(other.against(one.example.values)) >= max(distances) for other in left_out)


@given(broken_tables())
def test_rows_offered_can_be_told_apart_even_in_a_broken_table(table: RuleTable) -> None:
    for one in table.rows:
        others = table.nearest(one, 3)
        assert len({other.said for other in (one, *others)}) == 1 + len(others)
        assert not set(map(id, others)) & set(map(id, table.matching(one.example.values)))
