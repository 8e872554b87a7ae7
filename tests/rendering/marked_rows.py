"""A course with a small rule table whose rows have everything that has to stand beside a verdict."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from builder.model.course import Course
from builder.pipeline import load
from tests.checks.project import clean_project

CAREFUL = "Lesart der Redaktion"
LEGEND = f"{CAREFUL}: So liest unsere Redaktion das Gesetz; Behörden und Gerichte können es anders lesen."
ENTITLED, OPEN = "Anspruch (ist zu)", "Einzelfall prüfen lassen"
ROWS: dict[str, tuple[dict[str, str], str, str, str]] = {
    "immer": ({}, "", ENTITLED, ""),
    "vorbei": ({"gueltig_bis": "2026-10-31"}, "Gilt bis einschließlich 31.10.2026", ENTITLED, ""),
    "kommt": ({"gueltig_ab": "2027-03-01"}, "Gilt ab 01.03.2027", ENTITLED, ""),
    "zeitweise": (
        {"gueltig_ab": "2026-06-12", "gueltig_bis": "2026-10-31", "beleg": "vorsichtig"},
        "Gilt vom 12.06.2026 bis einschließlich 31.10.2026",
        ENTITLED,
        CAREFUL,
    ),
    "gelesen": ({"beleg": "vorsichtig"}, "", ENTITLED, CAREFUL),
    "unklar": ({"beleg": "offen"}, "", OPEN, ""),
    "lang": ({"ausnahme": "Das ist ein langer Satz, der Raum braucht. " * 6}, "", ENTITLED, ""),
}
"""Row → what is written of it; the words for its dates, its verdict, and what stands beside that."""


def small_table(names: tuple[str, ...] = tuple(ROWS)) -> dict[str, Any]:
    """A table with these rows as its file has it: one question, an answer for each."""
    answers = [{"id": name, "text": f"Antwort {name}"} for name in names]
    feature = {"id": "wahl", "frage": "Was liegt vor?", "werte": [*answers, {"id": "rest", "text": "Nichts davon"}]}
    head = {"id": "probe", "titel": "Wer darf anfangen?", "verantwortlich": "Redaktion", "hinweis": "Kein Rat."}
    days = {"rechtsstand": "2026-08-19", "geprueft_am": "2026-11-20", "pruefen_bis": "2027-05-20"}
    return head | days | {"merkmale": [feature], "zeilen": [_row(name) for name in (*names, "rest")]}


def _row(name: str) -> dict[str, Any]:
    fixed = {"gruppe": "Gruppe", "zeit": "jederzeit", "ergebnis": "anspruch", "zustimmung": "noetig", "beleg": "belegt"}
    said = {"normen": ["§ 61 AsylG"], "entscheidet": "Amt", "schritt": "Antrag stellen.", "lage": f"Lage {name}"}
    example = {"text": "Ein Fall.", "werte": {"wahl": name}}
    written = ROWS[name][0] if name in ROWS else {}
    return {"id": name, **fixed, **said, "wenn": {"wahl": [name]}, "beispiel": example, **written}


def marked_course(folder: Path, names: tuple[str, ...] = tuple(ROWS)) -> Course:
    """The clean project with this table, which its module shows."""
    project = clean_project(folder / "projekt")
    text = json.dumps(small_table(names), ensure_ascii=False)
    (project / "curriculum/regelwerke/probe.yml").write_text(text, encoding="utf-8")
    course = load(project).course
    assert course is not None
    assert [row.id for row in course.shared.rule_tables[0].rows] == [*names, "rest"]
    return course
