"""Findings as text, JSON and annotations of the two forges."""

from __future__ import annotations

import errno
import json
import os

import pytest

from builder.findings import Rule, Severity
from builder.language import catalogue
from builder.report import Row, as_github, as_gitlab, as_json, as_table, as_text, explanation, printable, refusal
from builder.source import Place

MUST = Rule(
    "X001",
    Severity.MUSS,
    "Titel, mit Komma",
    "Da steht „{what}“.",
    "Schreiben Sie: 100 %",
    "schlecht\n  so",
    "gut",
    "Weil.",
)
TIP = Rule("X002", Severity.TIPP, "Tipp", "Nur ein Rat.", "Vielleicht.", "a", "b")
FINDINGS = (
    TIP.at(Place("modules/x/modul.md", 3, 1)),
    MUST.at(Place("modules/x/modul.md", 5, 7), what="eins\nzwei"),
)


def test_text_names_place_code_message_and_cure() -> None:
    text = as_text(FINDINGS)
    assert "modules/x/modul.md:5:7: Muss X001: Da steht „eins<U+000A>zwei“.\n    → Schreiben Sie: 100 %\n" in text
    assert text.endswith("1 × Muss, 1 × Tipp. Mehr zu einem Befund: integrif explain X002")


def test_text_says_when_all_is_well() -> None:
    assert as_text(()) == "Keine Befunde."


def test_an_author_cannot_steer_the_terminal() -> None:
    assert printable("rot\x1b[31m \u202eabc\u200b") == "rot<U+001B>[31m <U+202E>abc<U+200B>"
    assert printable("Größe – „so“ …") == "Größe – „so“ …"


def test_nor_can_the_name_of_a_file() -> None:
    name = "modules/a\x1b[31m\nb"
    assert as_text([TIP.at(Place(name, 3, 1))]).startswith("modules/a<U+001B>[31m<U+000A>b:3:1: Tipp X002: ")
    assert "\x1b" not in as_table([Row(name, [1], 1.0, False)], lambda text: text)


def test_nor_can_the_example_of_a_rule() -> None:
    rule = Rule(
        "X003", Severity.TIPP, "Titel\x1b", "", "", "rot\x1b[31m\nzwei", "gut\u202e", "Weil\x07.\nZweite Zeile."
    )
    assert printable(explanation(rule).replace("\n", "")) == explanation(rule).replace("\n", "")
    assert "rot<U+001B>[31m\n    zwei" in explanation(rule)


def test_json_holds_all_fields() -> None:
    first = json.loads(as_json(FINDINGS))[0]
    assert first == {
        "path": "modules/x/modul.md",
        "line": 3,
        "column": 1,
        "code": "X002",
        "severity": "Tipp",
        "title": "Tipp",
        "message": "Nur ein Rat.",
        "hint": "Vielleicht.",
    }


def test_github_shows_must_first_and_escapes() -> None:
    lines = as_github(FINDINGS).split("\n")
    assert lines[0].startswith("::error file=modules/x/modul.md,line=5,col=7,title=X001 Titel%2C mit Komma::")
    assert lines[0].endswith("Da steht „eins%0Azwei“.%0A→ Schreiben Sie: 100 %25")
    assert lines[1].startswith("::warning ")


def test_github_shows_at_most_ten_of_a_kind() -> None:
    many = [MUST.at(Place("a", line), what="x") for line in range(1, 30)]
    assert as_github([*many, FINDINGS[0]]).count("\n") == 10


def test_gitlab_gives_each_finding_its_own_fingerprint() -> None:
    issues = json.loads(as_gitlab([*FINDINGS, MUST.at(Place("modules/x/modul.md", 6, 7), what="x")]))
    assert len({issue["fingerprint"] for issue in issues}) == 3
    assert [issue["severity"] for issue in issues] == ["minor", "major", "major"]
    assert issues[1]["location"] == {"path": "modules/x/modul.md", "lines": {"begin": 5}}


def test_explanation_shows_both_sides() -> None:
    text = explanation(MUST)
    assert text == "X001 (Muss): Titel, mit Komma\n\nWeil.\n\nSchlecht:\n    schlecht\n      so\n\nGut:\n    gut"


def test_table_of_a_build_adds_up() -> None:
    rows = [Row("site", [1000, 2000], 1.25, False), Row("print/b3", [500_000], 0.0, True)]
    table = as_table(rows, lambda text: text).split("\n")
    assert table[0].split() == ["Output", "Files", "kB", "Seconds"]
    assert table[2].split() == ["site", "2", "3", "1,2"]
    assert table[3].split() == ["print/b3", "1", "500", "unchanged"]
    assert table[4].split() == ["together", "3", "503"]


class TestRefusal:
    """What the system says, in words for someone who never saw its numbers."""

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("ENOSPC", "kein Platz"),
            ("EACCES", "nicht erlaubt"),
            ("EPERM", "nicht erlaubt"),
            ("EADDRINUSE", "--address"),
            ("ENAMETOOLONG", "zu lang"),
            ("ENOENT", "fehlt"),
            ("EBUSY", "Ein anderes Programm"),
            ("EROFS", "nur lesen"),
            ("ENOTDIR", "ein Ordner nötig"),
            ("EMFILE", "-j 1"),
        ],
    )
    def test_names_the_file_and_says_what_to_do(self, name: str, words: str) -> None:
        number = getattr(errno, name)
        said = refusal(OSError(number, os.strerror(number), "dist/x\x1b"), catalogue("de").gettext)
        assert said.startswith("dist/x<U+001B>: ")
        assert words in said
        assert os.strerror(number) not in said

    def test_claims_nothing_about_what_it_does_not_know(self) -> None:
        said = refusal(OSError(errno.EPIPE, "Broken pipe"), catalogue("de").gettext)
        assert said == "Das Betriebssystem meldet: Broken pipe"
        assert refusal(OSError("nur Worte"), catalogue("de").gettext) == "Das Betriebssystem meldet: nur Worte"
