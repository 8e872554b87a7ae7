"""Notation that was not understood is found in the text, and German prose is not taken for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.pipeline import load
from tests.checks.project import MODULE, clean_project, in_module


def found(tmp_path: Path, text: str) -> list[tuple[str, int, str]]:
    project = clean_project(tmp_path / "projekt")
    (project / MODULE).write_text(in_module(text)[0], encoding="utf-8")
    findings = [finding for finding in load(project).findings if finding.blocks]
    return [(finding.code, finding.place.column, f"{finding.message} {finding.hint}") for finding in findings]


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("Das [Formular](file:///C:/formular.pdf) hier", 5, "„file:“"),
        ("[x](javascript:x)", 1, "„javascript:“"),
        ("[x](data:text/html,x)", 1, "„data:“"),
        ("![Bild](media/mein bild.png 'T')", 1, "Leerzeichen"),
        ("![Alt](media/fehlt.png", 1, "schließende runde Klammer"),
        ("Siehe [x](modul:zz und mehr", 7, "Klammer"),
        ("Siehe [x] (modul:zz) dort", 7, "[x](modul:zz)"),
        ("[x][fehlt]", 1, "runden Klammern"),
        ("[x](https://exa mple.org)", 1, "Leerzeichen"),
        ("[x](media/a.svg „T“)", 1, "geraden Anführungszeichen"),
        ("Wort^[eine Note]", 5, "[^1]: eine Note"),
        ("Frist: [[drei]] Monate", 8, "frage luecke"),
        ("Ein Absatz. {ziel=l1}", 13, "geschweiften"),
        ("Ein **Wort ohne Ende.", 5, "Gegenstück"),
        ("Ein ~~Wort~~.", 5, "Durchgestrichen"),
        ("Ein <!-- offener Kommentar", 5, "eigene Zeile"),
        ("Titel\n=====", 1, "unterstrichen"),
        ("| a | b |\n| c | d |", 1, "|---|---|"),
        ("-[ ] Antwort", 1, "- [ ]"),
        ("[!NOTE]\nWort", 1, "> [!NOTE]"),
        ("- Punkt\n  - noch [x](modul:zz", 10, "Klammer"),
        ("::: leitung\n[x][fehlt]\n:::", 1, "runden Klammern"),
    ],
)
def test_what_would_stand_there_as_typed(tmp_path: Path, text: str, column: int, says: str) -> None:
    ((code, at, words), *rest) = found(tmp_path, f"{text}\n")
    assert (code, at) == ("V011", column)
    assert says in words
    assert not [other for other in rest if other[0] == "V011" and "~~" not in text]


@pytest.mark.parametrize(
    "text",
    [
        "„Er [der Betrieb] darf [sic] nicht“, § 61 [neu] (siehe oben) und [Anm. d. Verf.].",
        "Um 10:00 Uhr :: danach; 5 * 3 = 15 * 1; a_b_c; x < 3; 2^[2] gibt es nicht".replace("^[2]", "²"),
        "Absichtlich: \\[x\\](y z), \\*\\*, \\{ziel=l1\\}, `[x](y z)` und `**`.",
        "[Amt](https://example.org/a_(b)) und [Amt](HTTPS://EXAMPLE.ORG) und <https://example.org>.",
        "Fußnote[^1] mit [eckigen] (runden) Klammern.\n\n[^1]: [a] (b) [c].",
        "::: frage luecke {#f_l ziel=l1}\nDie Frist beträgt [[drei; 3]] Monate, [[ja ~ nein]].\n:::",
        "| a | b |\n|---|---|\n| [neu] | (alt) |",
        "- [x] (erledigt)",
    ],
)
def test_german_prose_is_no_notation(tmp_path: Path, text: str) -> None:
    assert [line for line in found(tmp_path, f"{text}\n") if line[0] == "V011"] == []


@pytest.mark.parametrize("text", ["[](https://example.org)", "- [](#papier)"])
def test_a_link_needs_words(tmp_path: Path, text: str) -> None:
    assert [line[0] for line in found(tmp_path, f"{text}\n")] == ["V012"]


@pytest.mark.parametrize("href", ["modul:x1#", "#"])
def test_a_sign_without_a_name_leads_nowhere(tmp_path: Path, href: str) -> None:
    ((code, _, words),) = found(tmp_path, f"[Papier]({href})\n")
    assert code == "V004"
    assert "hinter # steht keine Kennung" in words
