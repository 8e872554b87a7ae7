"""``::: name … {…}``: where boxes may stand, how they close, what their brace may hold."""

from __future__ import annotations

from datetime import date

import pytest

from builder.model.base import Audience
from builder.model.blocks import Brief, DeepDive, Embed, KeyPoints, Task, TimedPassage, TrainerNote
from builder.model.prose import Prose
from builder.reading.attributes import split_attributes
from tests.reading.story import read_step


def kinds(text: str) -> list[str]:
    return [type(block).__name__ for block in read_step(text).blocks]


@pytest.mark.parametrize(
    "above",
    [
        "Ein Absatz.",
        "- ein Punkt",
        "1. ein Punkt\n   > mit Zitat",
        "> ein Zitat",
        "| a | b |\n|---|---|\n| c | d |",
        "### Titel",
    ],
)
def test_a_box_line_may_directly_follow_anything(above: str) -> None:
    read = read_step(f"{above}\n::: kurz\nDas Papier zuerst.\n:::\nDanach ein Absatz.\n")
    assert read.found == []
    assert read.only(Brief).body.plain == "Das Papier zuerst."
    assert isinstance(read.blocks[-1], Prose)


def test_box_lines_are_plain_text_inside_code() -> None:
    read = read_step("```\n::: kurz\nso schreibt man es\n:::\n```\n\nText\n")
    assert read.found == []
    assert kinds("```\n::: kurz\n:::\n```\n") == ["Prose"]


@pytest.mark.parametrize("line", ["- Punkt\n  ::: kurz", "> ::: kurz"])
def test_a_box_line_that_is_not_read_is_not_silently_text(line: str) -> None:
    assert [found.split()[0] for found in read_step(f"{line}\n").found] == ["B022"]


@pytest.mark.parametrize(
    "line", [" ::: kurz", ":::: kurz", ":: kurz", "::kurz", "Text\n    ::: kurz", "    ::: kurz", "\t::: kurz"]
)
def test_a_box_line_that_is_only_slipped_is_one_finding_and_read_as_it_was_meant(line: str) -> None:
    read = read_step(f"{line}\nKern\n:::\n")
    assert [found.split()[0] for found in read.found] == ["B022"]
    assert read.only(Brief).body.plain == "Kern"


@pytest.mark.parametrize("line", [":: also", "10:00 :: 11:00", ": kurz", "Zeit::kurz"])
def test_other_colons_are_text(line: str) -> None:
    assert read_step(f"{line}\n").found == []


@pytest.mark.parametrize(
    ("line", "found", "text"),
    [
        ("::: leitung Dieser Satz", ["B023 1:13"], "„Dieser Satz“"),
        (":::kurz Das Papier", ["B023 1:9"], "„Das Papier“"),
        ("::: vertiefung hauptamt und mehr", ["B023 1:25"], "„und mehr“"),
        ("::: gueltig bald {ab=2026-06-12}", ["B023 1:13"], "„bald“"),
        ("::: leitung", [], ""),
    ],
)
def test_text_behind_the_name_of_a_box_is_not_lost(line: str, found: list[str], text: str) -> None:
    read = read_step(f"{line}\nText\n:::\n")
    assert read.found == found
    assert not found or text in read.findings[0].message


def test_boxes_nest_and_close_innermost_first() -> None:
    read = read_step(
        "::: uebung {#u_a minuten=15}\nAufgabe\n::: leitung\nHinweis\n:::\n::: musterloesung\nLösung\n:::\n:::\nDanach\n"
    )
    task = read.only(Task)
    assert read.found == []
    assert (task.id, task.minutes) == ("u_a", 15)
    assert [type(block) for block in task.body] == [Prose, TrainerNote]
    assert [block.plain for block in task.solution if isinstance(block, Prose)] == ["Lösung"]
    assert len(read.blocks) == 2


def test_a_box_never_closed_is_reported_at_its_line_and_gives_back_what_it_swallowed() -> None:
    read = read_step("Text\n\n::: leitung\nHinweis\n\n::: kurz\nKern\n:::\n\nText\n")
    assert read.found == ["B001 3:1"]
    assert kinds("Text\n\n::: leitung\nHinweis\n\n::: kurz\nKern\n:::\n\nText\n") == ["Prose", "Brief", "Prose"]


def test_every_open_box_is_reported() -> None:
    assert read_step("::: vertiefung ehrenamt\n::: leitung\nText\n").found == ["B001 1:1", "B001 2:1"]


def test_an_end_without_a_beginning() -> None:
    assert read_step("Text\n:::\n\nText\n:::  \n").found == ["B002 2:1", "B002 5:1"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("::: leitung\n::: kurz\nText\n:::\n:::\n", ["B005 2:1"]),
        ("::: kurz\nText\n::: leitung\nText\n:::\n:::\n", ["B005 3:1"]),
        ("::: musterloesung\nText\n:::\n", ["B005 1:1"]),
        ("::: erklaerung\nText\n:::\n", ["B005 1:1"]),
        ("::: bildtext\nText\n:::\n", ["B005 1:1"]),
        ("Text\n\n::: bildtext\nText\n:::\n", ["B005 3:1"]),
        ("::: leitung\n::: bildtext\nText\n:::\n:::\n", ["B005 2:1"]),
        ("::: kurtz\nText\n:::\n", ["B003 1:1"]),
        ("::: {#a}\nText\n:::\n", ["B003 1:1"]),
        ("::: kurz\n:::\n", ["B021 1:1"]),
        ("::: kurz {farbe=rot}\nText\n:::\n", ["B007 1:11"]),
    ],
)
def test_what_may_not_stand_there(text: str, found: list[str]) -> None:
    assert read_step(text).found == found


def test_an_embed_is_one_line_and_never_closed() -> None:
    read = read_step("Text\n::: einbinden regelwerk arbeit\nText\n")
    embed = read.only(Embed)
    assert read.found == []
    assert (embed.kind.value, embed.name) == ("regelwerk", "arbeit")
    assert read_step("::: einbinden regelwerk arbeit\n:::\n").found == ["B002 2:1"]
    assert read_step("::: einbinden regelwerk\n").found == ["B018 1:1"]
    assert read_step("::: einbinden\n").found == ["B006 1:1"]


def test_deep_dives_name_an_audience() -> None:
    assert read_step("::: vertiefung hauptamt\nText\n:::\n").only(DeepDive).audience is Audience.HAUPTAMT
    assert read_step("::: vertiefung\nText\n:::\n").found == ["B007 1:1"]
    assert read_step("::: vertiefung alle\nText\n:::\n").found == ["B007 1:15"]


def test_passages_with_dates() -> None:
    passage = read_step("::: gueltig {ab=2026-06-12 bis=2027-01-31}\nText\n:::\n").only(TimedPassage)
    assert (passage.valid_from, passage.valid_until) == (date(2026, 6, 12), date(2027, 1, 31))
    assert read_step("::: gueltig {bis=2027-01-31}\nText\n:::\n").only(TimedPassage).valid_from is None
    assert read_step("::: gueltig\nText\n:::\n").found == ["B006 1:1"]


@pytest.mark.parametrize("day", ["2026-02-30", "20260612", "2026-W24-5", "12.06.2026", "2026-6-12", "٢٠٢٦-06-12"])
def test_a_day_is_written_year_month_day(day: str) -> None:
    assert read_step(f"::: gueltig {{ab={day}}}\nText\n:::\n").found == ["Y006 1:17"]


@pytest.mark.parametrize("minutes", ["0", "241", "viel", "1.5", "٣", "9" * 5000])
def test_minutes_are_plain_digits(minutes: str) -> None:
    text = f"::: uebung {{#u_a minuten={minutes}}}\nText\n::: musterloesung\nText\n:::\n:::\n"
    assert read_step(text).found == ["B006 1:1"]


@pytest.mark.parametrize(("said", "lines", "found"), [
    ("", 6, []), (" zeilen=0", 0, []), (" zeilen=30", 30, []),
    (" zeilen=31", 6, ["B007 1:1"]), (" zeilen=keine", 6, ["B007 1:1"]), (" zeilen=-1", 6, ["B007 1:1"]),
])  # fmt: skip
def test_an_exercise_says_how_many_lines_it_has_on_paper(said: str, lines: int, found: list[str]) -> None:
    text = f"::: uebung {{#u_a minuten=5{said}}}\nText\n::: musterloesung\nText\n:::\n:::\n"
    read = read_step(text)
    assert read.found == found
    assert read.only(Task).lines == lines


def test_key_points_end_in_their_goal() -> None:
    read = read_step("::: merkpunkte\n- Das **Papier** zuerst. {ziel=l1}\n- Dann die\n  Stelle. {ziel=l2}\n:::\n")
    items = read.only(KeyPoints).items
    assert read.found == []
    assert [(item.text.plain, item.goal) for item in items] == [
        ("Das Papier zuerst.", "l1"),
        ("Dann die Stelle.", "l2"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- Ohne Ziel.", ["B006 2:3"]),
        ("- Punkt. {ziel=l1}\n\n  Noch ein Absatz.", ["B013 4:3"]),
        ("- Punkt. {ziel=l1}\n  > Zitat.", ["B013 3:3"]),
        ("- Punkt. {ziel=l1 farbe=rot}", ["B007 2:19"]),
        ("- Punkt. {ziel=l1}\n\nEin Absatz.", ["B013 4:1"]),
        ("", ["B021 1:1"]),
    ],
)
def test_slips_in_key_points(text: str, found: list[str]) -> None:
    assert read_step(f"::: merkpunkte\n{text}\n:::\n").found == found


def test_headings_in_a_box_go_on_from_the_heading_above_it() -> None:
    assert read_step("### Abschnitt\n\n::: vertiefung hauptamt\n#### Absatz\n\nText\n:::\n").found == []
    assert read_step("::: vertiefung hauptamt\n#### Absatz\n\nText\n:::\n").found == ["B010 2:1"]
    assert read_step("::: vertiefung hauptamt\n### A\n\n#### B\n:::\n\n#### C\n").found == ["B010 7:1"]


@pytest.mark.parametrize(
    ("text", "head", "identifier", "values", "unread"),
    [
        ("frage einfach {#f_a ziel=l1}", "frage einfach", "f_a", {"ziel": "l1"}, ""),
        ('fall {titel="Rima A. – ein Fall" #fall}', "fall", "fall", {"titel": "Rima A. – ein Fall"}, ""),
        ("Text ohne Klammer", "Text ohne Klammer", None, {}, ""),
        ("leere {}", "leere", None, {}, ""),
        ("Text {a} weiter", "Text {a} weiter", None, {}, ""),
        ("x {ziel = l1}", "x", None, {}, "ziel = l1"),
        ("x {ziel=l1, punkte=2}", "x", None, {"ziel": "l1,"}, None),
        ("x {#a #b}", "x", "a", {}, "#b"),
        ("x {ziel=l1 ziel=l2}", "x", None, {"ziel": "l1"}, "ziel=l2"),
        ('x {titel="offen}', "x", None, {}, 'titel="offen}'[:-1]),
        ("x {.klasse}", "x", None, {}, ".klasse"),
        ("x {größe=7}", "x", None, {"größe": "7"}, ""),
        ("x {a={b=c}", "x {a=", None, {"b": "c"}, ""),
    ],
)
def test_one_reader_for_braces(
    text: str, head: str, identifier: str | None, values: dict[str, str], unread: str | None
) -> None:
    before, attributes = split_attributes(text)
    assert (before, attributes.id) == (head, identifier)
    if unread is not None:
        assert (attributes.values, attributes.unread) == (values, unread)


def test_unreadable_braces_are_found_where_they_become_unreadable() -> None:
    assert read_step("::: gueltig {ab=2026-06-12 bis = morgen}\nText\n:::\n").found == ["B004 1:28"]
    assert read_step("::: vertiefung hauptamt }\nText\n:::\n").found == ["B004 1:5"]


def test_a_thousand_open_boxes_and_a_line_of_blanks_are_read_without_trouble() -> None:
    assert len(read_step("::: leitung\n" * 1000).found) == 1000
    assert read_step(f"Text{' ' * 19_000}x\n").found == []
    assert read_step("<!---->" * 2500 + "x\n").found == ["B008 1:1"]
    assert read_step(f"<!-- erlaubt{' ' * 19_000}x -->\n\nText\n").found == ["B019 1:1"]
