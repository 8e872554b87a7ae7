"""A rule table as a numbered key, as paper and picture show it: forks with letters for answers, numbers to go on to."""

from __future__ import annotations

from builder.model.answer_key import LETTERS
from builder.model.decision_tree import Leaf, Node, NumberedFork, Way, decision_tree, numbered_forks
from builder.model.rule_table import Feature, FeatureValue, RuleRow, RuleTable
from builder.rendering.print_tree import Tree, rule_row_tree
from builder.rendering.typography import bind


def key_tree(table: RuleTable) -> list[Tree]:
    """The forks of a table as plain data: ``to`` is the number to go on at, 0 where ``row`` is the end."""
    tree = decision_tree(table)
    forks = numbered_forks(tree) or (_only_fork(table, tree),)
    first = {fork.feature.id: fork.number for fork in reversed(forks)}
    return [_fork(fork, first[fork.feature.id], table) for fork in forks]


def _only_fork(table: RuleTable, tree: Node) -> NumberedFork:
    """What a table asks whose first question does not change the answer: the same for all that can be said."""
    asked = table.features[0]
    row = tree.row if isinstance(tree, Leaf) else None
    return NumberedFork(1, asked, (Way(asked.values, row),), ())


def letter(feature: Feature, value: FeatureValue) -> str:
    """What an answer is called wherever its question is asked: a … z, aa, ab …"""
    return _letters(feature.values.index(value))


def _letters(number: int) -> str:
    before, last = divmod(number, len(LETTERS))
    return (_letters(before - 1) if before else "") + LETTERS[last]


def answer(value: FeatureValue, in_full: bool) -> str:
    """An answer in the words of its question, or in short where they have been read before."""
    return bind(value.text if in_full else value.name or value.text)


def _fork(fork: NumberedFork, first: int, table: RuleTable) -> Tree:
    in_full = first == fork.number
    return {
        "number": fork.number,
        "question": bind(fork.feature.question),
        "help": bind(" ".join((fork.feature.help or "").split())) if in_full else "",
        "full": 0 if in_full else first,
        "from": list(fork.came_from),
        "ways": [_way(way, fork.feature, in_full, table) for way in fork.ways],
    }


def _way(way: Way, feature: Feature, in_full: bool, table: RuleTable) -> Tree:
    answers = [{"letter": letter(feature, value), "text": answer(value, in_full)} for value in way.values]
    if isinstance(way.to, int):
        return {"answers": answers, "to": way.to, "row": {}}
    return {"answers": answers, "to": 0, "row": _row(way.to, table) if way.to else {}}


def _row(row: RuleRow, table: RuleTable) -> Tree:
    """A row, and the name of the one that follows it in time, which stands in the decision table."""
    follower = table.successor(row)
    return {**rule_row_tree(row), "then": follower.id if follower else ""}
