"""``regelwerk``: a case, and which row of a rule table holds in it. Nothing of it is typed but the names of both."""

from __future__ import annotations

from difflib import get_close_matches

from markdown_it.token import Token

from builder.model.prose import Prose
from builder.model.questions import Option, Question, RowChoice
from builder.model.rule_table import RuleRow, RuleTable
from builder.reading import rules
from builder.reading.questions.draft import Draft
from builder.reading.questions.row_words import ask, reason_against, reason_for, row_words
from builder.reading.rule_tables import RuleTables
from builder.source import Place

MOST_WRONG = 3
"""Rows offered beside the right one (learning.md E04)."""


def read_row_choice(draft: Draft) -> Question | None:
    """The question of a row; None with what it lacks, unless the table has its own finding for that."""
    if draft.parts.answers:
        hint = "Löschen Sie die Antworten hier, oder schreiben Sie eine Frage „einfach“."
        problem = "Die Antworten einer Frage „regelwerk“ sind die Zeilen; hier stehen eigene."
        draft.wrong(problem, hint, draft.parts.answers[0].place)
    found = _row(draft)
    others = _others(*found, draft) if found else ()
    if not found or not others:
        draft.context.has_lost = True
        return None
    table, row = found
    return RowChoice(
        **draft.head | {"stem": _stem(table, row, draft)},
        options=_options(table, row, others, draft),
        table=table.id,
        row=row.id,
    )


def _row(draft: Draft) -> tuple[RuleTable, RuleRow] | None:
    name, wanted = draft.values.get("tabelle"), draft.values.get("beispiel")
    if name is None or wanted is None:
        _missing(draft)
        return None
    table = draft.context.rule_table(name, _at("tabelle=", draft))
    row = table.row(wanted) if table else None
    if table and not row:
        near = get_close_matches(wanted, [known.id for known in table.rows], n=1)
        problem = f"Im Regelwerk „{table.id}“ gibt es keine Zeile „{wanted}“."
        hint = f"Meinten Sie „{near[0]}“?" if near else f"Die Kennungen stehen in {table.path} unter zeilen."
        draft.context.log.add(rules.ROW_QUESTION, _at("beispiel=", draft), problem=problem, hint=hint)
    return (table, row) if table and row else None


def _missing(draft: Draft) -> None:
    """Say what is missing in the brace; the cure is a line to be copied, with what was written and what there is."""
    written = {"tabelle": "das Regelwerk (tabelle=)", "beispiel": "die Zeile (beispiel=)"}
    what = " und ".join(words for key, words in written.items() if key not in draft.values)
    name, row = _known(draft.values.get("tabelle", ""), draft.values.get("beispiel", ""), draft.context.tables)
    brace = f"{{#{draft.head['id']} ziel={draft.head['goal'] or 'l1'} tabelle={name} beispiel={row}}}"
    example = f"::: frage regelwerk {brace}"
    draft.context.log.add(rules.ATTRIBUTE_MISSING, draft.box.place, name="frage regelwerk", what=what, example=example)


def _known(name: str, wanted: str, tables: RuleTables) -> tuple[str, str]:
    """A table and a row there are: those named, as far as they exist."""
    holding = (table for table in tables.tables if table.row(wanted))
    table = tables.find(name) or next(holding, None) or next(iter(tables.tables), None)
    if table is None:
        return "arbeit", "asyl_stelle"
    return table.id, (table.row(wanted) or table.rows[0]).id


def _others(table: RuleTable, row: RuleRow, draft: Draft) -> tuple[RuleRow, ...]:
    """The wrong rows. That there is none has a finding of the table where another row holds as well."""
    others = table.nearest(row, MOST_WRONG)
    hold_too = [other for other in table.matching(row.example.values) if other is not row]
    if not others and not hold_too:
        problem = f"Im Regelwerk „{table.id}“ gibt es neben „{row.id}“ keine Zeile, die zur Wahl stehen könnte."
        hint = "Ergänzen Sie das Regelwerk, oder schreiben Sie eine Frage „einfach“."
        draft.context.log.add(rules.ROW_QUESTION, _at("beispiel=", draft), problem=problem, hint=hint)
    return others


def _at(key: str, draft: Draft) -> Place:
    return draft.context.source.find(key, draft.box.place.line, draft.box.place.line)


def _stem(table: RuleTable, row: RuleRow, draft: Draft) -> Prose:
    """The case, in the author's own words where there are any, and what is asked of it."""
    places, index = draft.context.tables, table.rows.index(row)
    case = draft.parts.stem or _paragraph(row.example.text, places.place(table, "zeilen", index, "beispiel", "text"))
    return Prose((*case, *_paragraph(ask(table), places.place(table, "titel"))), draft.box.place)


def _options(table: RuleTable, row: RuleRow, others: tuple[RuleRow, ...], draft: Draft) -> tuple[Option, ...]:
    """The rows by their words: in the order of the table the right one would mostly be the last."""
    offered = (row, *others)
    with_group = len({one.group for one in offered}) > 1
    said = {row_words(one, with_group): one for one in offered}
    return tuple(_option(words, said[words], table, row, draft) for words in sorted(said))


def _option(words: tuple[str, str], offered: RuleRow, table: RuleTable, row: RuleRow, draft: Draft) -> Option:
    place = draft.context.tables.place(table, "zeilen", table.rows.index(offered))
    reason = reason_for(row) if offered is row else reason_against(offered, row, table)
    return Option(
        text=Prose((_line(f"{words[0]}: ", place, strong=words[1]),), place),
        correct=offered is row,
        feedback=Prose(tuple(_paragraph(reason, place)), place),
        place=place,
    )


def _paragraph(words: str, place: Place) -> list[Token]:
    """A paragraph as the parser makes it. The words of a table are words, never markup."""
    opening, closing = Token("paragraph_open", "p", 1, block=True), Token("paragraph_close", "p", -1, block=True)
    return [opening, _line(words, place), closing]


def _line(words: str, place: Place, strong: str = "") -> Token:
    """One line of running text, its end emphasised."""
    children = [_text(words)]
    if strong:
        children += [Token("strong_open", "strong", 1), _text(strong), Token("strong_close", "strong", -1)]
    content = words + strong
    return Token("inline", "", 0, content=content, children=children, level=1, block=True, meta={"place": place})


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words.replace("\n", " "))
