"""A decision tree with numbers: equal questions once, every way ends at the row that holds."""

from __future__ import annotations

from itertools import product

from hypothesis import given

from builder.model.decision_tree import NumberedFork, decision_tree, numbered_forks
from builder.model.rule_table import RuleRow, RuleTable
from tests.reading.random_tables import sound_tables


def forks_of(table: RuleTable) -> tuple[NumberedFork, ...]:
    return numbered_forks(decision_tree(table))


def reached(forks: tuple[NumberedFork, ...], values: dict[str, str]) -> RuleRow | None:
    """Where the answers of a case lead, fork by fork."""
    here: int | RuleRow | None = 1
    while isinstance(here, int):
        fork = forks[here - 1]
        (here,) = (way.to for way in fork.ways if values[fork.feature.id] in [value.id for value in way.values])
    return here


@given(sound_tables())
def test_every_combination_of_answers_reaches_the_row_that_holds(table: RuleTable) -> None:
    forks = forks_of(table)
    for chosen in product(*(feature.values for feature in table.features)) if forks else ():
        values = {feature.id: value.id for feature, value in zip(table.features, chosen, strict=True)}
        assert (reached(forks, values),) == table.matching(values)


@given(sound_tables())
def test_nothing_is_asked_only_where_nothing_makes_a_difference(table: RuleTable) -> None:
    assert bool(forks_of(table)) == (len(table.rows) > 1)


@given(sound_tables())
def test_numbers_count_up_and_say_where_one_comes_from(table: RuleTable) -> None:
    forks = forks_of(table)
    assert [fork.number for fork in forks] == list(range(1, len(forks) + 1))
    for fork in forks:
        assert fork.came_from == tuple(
            other.number for other in forks if any(way.to == fork.number for way in other.ways)
        )
        assert bool(fork.came_from) == (fork.number > 1)
        answers = [value.id for way in fork.ways for value in way.values]
        assert sorted(answers) == sorted(value.id for value in fork.feature.values)
        assert len(fork.ways) > 1


@given(sound_tables())
def test_what_asks_and_answers_the_same_stands_once(table: RuleTable) -> None:
    seen = [(fork.feature.id, fork.ways) for fork in forks_of(table)]
    assert all(one != other for index, one in enumerate(seen) for other in seen[:index])
