"""``zuordnung`` and ``reihenfolge``: elements that find their place."""

from __future__ import annotations

from collections.abc import Sequence

from builder.model.prose import Prose
from builder.model.questions import Matching, Ordering, OrderItem, Pair, Question
from builder.reading import rules
from builder.reading.context import Context
from builder.reading.parts import read_table
from builder.reading.questions.draft import MOST_ELEMENTS, Draft
from builder.source import Place

_TITLES = ("Papier", "Lage", "Rückmeldung")


def read_matching(draft: Draft) -> Question | None:
    """One table of two or three columns."""
    context, answers = draft.context, draft.parts.answers
    if len(answers) != 1:
        place = answers[1].place if answers else draft.box.place
        _wrong("Eine Frage „zuordnung“ hat genau eine Tabelle.", place, context)
        return None
    table = read_table(answers[0], None, context)
    if len(table.head) not in (2, 3):
        _wrong(
            f"Die Zahl der Spalten ist {len(table.head)}.", table.place, context, [cell.plain for cell in table.head]
        )
        return None
    pairs = tuple(pair for row in table.rows if (pair := _pair(row, context)))
    asked = sum(pair.left is not None for pair in pairs)
    if not 2 <= asked <= len(pairs) <= MOST_ELEMENTS:
        problem = (
            f"Die Tabelle fragt {asked} Elemente ab und hat {len(pairs)} Zeilen; möglich sind 2 bis {MOST_ELEMENTS}."
        )
        _wrong(problem, table.place, context)
    _check_twins([(pair.left, pair.place) for pair in pairs if pair.left], context)
    if len({pair.right.plain for pair in pairs}) < 2 <= asked:
        _wrong("Zur Auswahl steht nur ein Ziel; so kann niemand falsch wählen.", table.place, context)
    titles = [cell.plain for cell in table.head]
    return Matching(**draft.head, left_title=titles[0], right_title=titles[1], pairs=pairs)


def _pair(row: tuple[Prose, ...], context: Context) -> Pair | None:
    left, right = row[0], row[1]
    feedback = row[2] if len(row) == 3 and row[2].plain else Prose((), right.place)
    if not right.plain:
        _wrong("In einer Zeile fehlt das Ziel (zweite Spalte).", right.place, context)
        return None
    return Pair(left=left if left.plain else None, right=right, feedback=feedback, place=left.place)


def _check_twins(elements: Sequence[tuple[Prose, Place]], context: Context) -> None:
    """Two elements of the same words cannot be told apart."""
    seen: set[str] = set()
    for text, place in elements:
        if text.plain.casefold() in seen:
            hint = "Schreiben Sie bei beiden dazu, worin sie sich unterscheiden, oder streichen Sie eines."
            problem = f"Das Element „{text.plain}“ steht zweimal da."
            context.log.add(rules.WRONG_OPTIONS, place, problem=problem, hint=hint)
        seen.add(text.plain.casefold())


def _wrong(problem: str, place: Place, context: Context, titles: Sequence[str] = ()) -> None:
    """``titles``: the head as written, from which the cure is made."""
    head = [*titles, *_TITLES[len(titles) :]][:3]
    example = f"| {' | '.join(head)} |\n|---|---|---|"
    context.log.add(rules.WRONG_TABLE, place, problem=problem, example=example)


def read_ordering(draft: Draft) -> Question:
    """A numbered list in its right order."""
    items: list[OrderItem] = []
    for item in draft.items():
        if item.line is not None:
            feedback = draft.context.prose(item.quote, item.quote_place(draft.context))
            items.append(OrderItem(text=draft.context.inline(item.line), feedback=feedback, place=item.place))
    if len(items) < 3:
        hint = "Schreiben Sie die Schritte in der richtigen Folge untereinander: 1. …, 2. …, 3. …"
        draft.wrong(f"Eine Frage „reihenfolge“ hat mindestens drei Elemente; hier sind es {len(items)}.", hint)
    draft.limited([item.place for item in items], "Elemente")
    _check_twins([(item.text, item.place) for item in items], draft.context)
    return Ordering(**draft.head, items=tuple(items))
