"""The rule table of the course and its sheets, made once for all tests that look at them."""

from __future__ import annotations

import re
from functools import cache

from builder.model.course import Course, Shared
from builder.model.rule_table import Feature, RuleTable
from builder.pipeline import load
from builder.rendering import rule_sheets
from tests.rendering.test_paper import ROOT, addressed

LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = {
    "verboten": "verboten",
    "ermessen": "Ermessen",
    "regelfall": "Regelfall (soll)",
    "anspruch": "Anspruch (ist zu)",
    "frei": "ohne Erlaubnis",
    "pruefen": "Einzelfall prüfen lassen",
}


@cache
def real() -> Course:
    """The course of this repository."""
    course = load(ROOT).course
    assert course is not None
    return course


@cache
def arbeit() -> RuleTable:
    """Its rule table."""
    table = real().shared.rule_table("arbeit")
    assert table is not None
    return table


@cache
def made() -> dict[str, bytes]:
    """All sheets of it, for a site that stands somewhere: kind → file."""
    return files(arbeit(), addressed(real().shared))


def files(table: RuleTable, shared: Shared) -> dict[str, bytes]:
    """The sheets of a table: the last part of a name → bytes."""
    outputs = rule_sheets.render(table, shared).files
    prefix = f"regelwerk-{table.id}-"
    assert all(file.path.startswith(prefix) for file in outputs)
    return {file.path.removeprefix(prefix): file.data for file in outputs}


def plain(text: str) -> str:
    """Words with one common blank between them."""
    return " ".join(text.replace("\u00a0", " ").split())


def packed(text: str) -> str:
    """Letters alone: without blanks and without the places where a line may divide a word."""
    return re.sub(r"[\s\u00a0\u00ad]", "", text)


def with_answers(table: RuleTable, count: int) -> RuleTable:
    """A table of one question with so many answers, which all lead to one row."""
    feature = table.features[0]
    values = tuple(feature.values[0].model_copy(update={"id": f"w{number}"}) for number in range(count))
    row = table.rows[0].model_copy(update={"when": {}})
    return table.model_copy(update={"features": (feature.model_copy(update={"values": values}),), "rows": (row,)})


def ladder(questions: int, answers: int, text: str) -> RuleTable:
    """A table that asks one question after the other: the last answer goes on, each other ends in a row of its own."""
    ids = [f"w{number}" for number in range(answers)]
    values = [{"id": name, "text": f"{text} {name}"} for name in ids]
    features = [{"id": f"f{number}", "frage": f"Frage {number}?", "werte": values} for number in range(questions)]
    rows = []
    for number in range(questions):
        before = {f"f{earlier}": (ids[-1],) for earlier in range(number)}
        for name in ids if number == questions - 1 else ids[:-1]:
            row = {"id": f"z{number}_{name}", "when": before | {f"f{number}": (name,)}}
            rows.append(arbeit().rows[0].model_copy(update=row))
    asked = tuple(Feature.model_validate(feature) for feature in features)
    return arbeit().model_copy(update={"features": asked, "rows": tuple(rows)})


def saying(table: RuleTable, text: str) -> RuleTable:
    """The table with this text wherever its author can write one."""
    features = tuple(
        feature.model_copy(
            update={
                "question": text,
                "help": text,
                "values": tuple(value.model_copy(update={"text": text, "name": text}) for value in feature.values),
            }
        )
        for feature in table.features
    )
    said = dict.fromkeys(("group", "situation", "time", "decides", "next_step", "exception"), text)
    rows = tuple(row.model_copy(update={**said, "norms": (text, text)}) for row in table.rows)
    own = dict.fromkeys(("title", "disclaimer", "responsible"), text)
    return table.model_copy(update={**own, "features": features, "rows": rows})
