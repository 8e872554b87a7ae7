"""A rule table as a tree of questions: what the helper asks, the printed tree and the picture of the flow show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from builder.model.rule_table import Feature, FeatureValue, RuleRow, RuleTable


@dataclass(frozen=True, slots=True)
class Branch:
    """Answers that lead to the same place, in author order."""

    values: tuple[FeatureValue, ...]
    to: Node


@dataclass(frozen=True, slots=True)
class Fork:
    """A question and where its answers lead; every answer of the feature stands in exactly one branch."""

    feature: Feature
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """The end of a way: the row that holds, of several in a row the first; None where there is none."""

    row: RuleRow | None


Node: TypeAlias = Fork | Leaf


@dataclass(frozen=True, slots=True)
class Way:
    """Where answers lead: to the fork of that number, or to the row that holds; None where there is none."""

    values: tuple[FeatureValue, ...]
    to: int | RuleRow | None


@dataclass(frozen=True, slots=True)
class NumberedFork:
    """A question of a numbered key; ``came_from`` are the numbers of the forks that lead here."""

    number: int
    feature: Feature
    ways: tuple[Way, ...]
    came_from: tuple[int, ...]


def decision_tree(table: RuleTable) -> Node:
    """The tree of a table, asked in the order of its features; answers with the same consequence share a branch."""
    return _grow(table, {})


def _grow(table: RuleTable, chosen: dict[str, str]) -> Node:
    feature = table.next_feature(chosen)
    if feature is None:
        return Leaf(min(table.possible(chosen), key=lambda row: row.valid_from or date.min, default=None))
    together: dict[str, tuple[list[FeatureValue], Node]] = {}
    for value in feature.values:
        node = _grow(table, {**chosen, feature.id: value.id})
        together.setdefault(_shape(node), ([], node))[0].append(value)
    if len(together) == 1:
        return next(iter(together.values()))[1]
    return Fork(feature, tuple(Branch(tuple(values), node) for values, node in together.values()))


def _shape(node: Node) -> str:
    """Equal for trees that ask and answer the same."""
    match node:
        case Leaf(row):
            return row.id if row else "-"
        case Fork(feature, branches):
            inner = (f"{' '.join(v.id for v in branch.values)}>{_shape(branch.to)}" for branch in branches)
            return f"{feature.id}({';'.join(inner)})"


def numbered_forks(tree: Node) -> tuple[NumberedFork, ...]:
    """The forks of a tree in reading order, numbered from 1, equal ones once; none where there is nothing to ask."""
    forks: dict[str, Fork] = {}
    _gather(tree, forks)
    numbers = {shape: number for number, shape in enumerate(forks, start=1)}
    asked = [(fork.feature, tuple(_way(branch, numbers) for branch in fork.branches)) for fork in forks.values()]

    def came_from(number: int) -> tuple[int, ...]:
        return tuple(n for n, (_, ways) in enumerate(asked, start=1) if any(way.to == number for way in ways))

    return tuple(NumberedFork(n, feature, ways, came_from(n)) for n, (feature, ways) in enumerate(asked, start=1))


def _way(branch: Branch, numbers: Mapping[str, int]) -> Way:
    return Way(branch.values, branch.to.row if isinstance(branch.to, Leaf) else numbers[_shape(branch.to)])


def _gather(node: Node, forks: dict[str, Fork]) -> None:
    if isinstance(node, Fork) and _shape(node) not in forks:
        forks[_shape(node)] = node
        for branch in node.branches:
            _gather(branch.to, forks)
