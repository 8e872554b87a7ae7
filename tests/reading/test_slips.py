"""A mark that swallows what follows is one finding, and what follows is read all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.blocks import Brief
from builder.pipeline import load
from tests.checks.project import MODULE, clean_project
from tests.projects import edit
from tests.reading.story import read_body, read_step


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("```\n", ["B026 1:1"]),
        ("```\na\n```\n\n```\n", ["B026 5:1"]),
        ("```\na\n\n~~~\nb\n", ["B026 1:1", "B026 4:1"]),
        ("- ```\n  a\n", ["B026 1:3"]),
        ("<!-- noch prüfen\n", ["B027 1:1"]),
        ("<!-- noch\nprüfen\n", ["B027 1:1"]),
        ("```\na\n```\n<!-- gut -->\n", []),
    ],
)
def test_what_never_ends_is_named_where_it_begins_and_nothing_is_lost(text: str, found: list[str]) -> None:
    read = read_step(f"{text}\n::: kurz\nKern\n:::\n")
    assert read.found == found
    assert read.only(Brief).body.plain == "Kern"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("##Zweiter {#zwei minuten=5}", ["B028 1:1"]),
        ("###Abschnitt", ["B028 1:1"]),
        ("Text\n###Abschnitt", ["B028 2:1"]),
        ("#Titel", ["B028 1:1"]),
        ("#willkommen in Halle", []),
        ("Mehr unter\n#Halle", []),
        ("\\##Titel", []),
        ("```\n##Titel\n```", []),
    ],
)
def test_a_heading_without_a_blank(line: str, found: list[str]) -> None:
    assert read_step(f"{line}\n").found == found


def test_a_step_without_a_blank_is_a_step() -> None:
    read = read_body("##Erst das Papier {#papier minuten=5}\n\nText\n")
    assert read.found == ["B028 1:1"]
    assert read.module is not None
    assert [step.id for step in read.module.steps] == ["papier"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Das Telefon klingelt.", "```\nDas Telefon klingelt.", "B026"),
        ("Das Telefon klingelt.", "<!-- prüfen\n\nDas Telefon klingelt.", "B027"),
        ("## Drei Fälle", "##Drei Fälle", "B028"),
        ("::: kurz", "::: kurtz", "B003"),
        ("::: kurz", ":: kurz", "B022"),
        ("::: frage einfach", "::: frage einfch", "F004"),
        ("Erlaubnis.\n:::\n\nDas", "Erlaubnis.\n\nDas", "B001"),
        ("- [ ] Sie wartet drei Monate.", "- [ ] Sie wartet drei Monate. {irrtum=x", "B004"),
        ("::: merkpunkte", "::: merkpunkt", "B003"),
        ("mit Titel nicht.\n:::\n", "mit Titel nicht.\n", "B001"),
        ("nach dem Papier gefragt.\n:::\n", "nach dem Papier gefragt.\n", "B001"),
        ("eine Duldung.\n:::\n:::\n", "eine Duldung.\n:::\n", "B001"),
        ("Er stellt einen Antrag.\n:::\n", "Er stellt einen Antrag.\n", "B001"),
    ],
)
def test_nothing_is_said_that_only_follows(tmp_path: Path, old: str, new: str, code: str) -> None:
    project = clean_project(tmp_path / "projekt")
    edit(project / MODULE, old, new)
    assert [finding.code for finding in load(project).findings] == [code]
