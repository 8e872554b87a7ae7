"""A rule table as a tree of questions: what the helper asks, the printed tree and the picture of the flow show."""

from __future__ import annotations

from dataclasses import dataclass
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
    """The end of a way: the row that holds; None where a table that is not complete has none."""

    row: RuleRow | None


Node: TypeAlias = Fork | Leaf


def decision_tree(table: RuleTable) -> Node:
    """The tree of a table, asked in the order of its features; answers with the same consequence share a branch."""
    return _grow(table, {})


def _grow(table: RuleTable, chosen: dict[str, str]) -> Node:
    feature = table.next_feature(chosen)
    if feature is None:
        return Leaf(next(iter(table.possible(chosen)), None))
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
