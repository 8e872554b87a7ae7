"""Everything between boxes: steps, headings, tables, pictures, callouts, footnotes, lists, links."""

from __future__ import annotations

import pytest

from builder.model.blocks import Callout, Figure, Table
from builder.model.prose import Prose, inline_tokens
from tests.reading.story import HEAD, read_body, read_file, read_step


def anchors(text: str) -> list[str]:
    blocks = [block for block in read_step(text).blocks if isinstance(block, Prose)]
    return [str(token.attrs.get("id")) for block in blocks for token in block.tokens if token.type == "heading_open"]


def test_steps_have_title_identifier_and_minutes() -> None:
    read = read_body("## Wer **darf** was? {#wer minuten=7}\n\nText\n\n## Und nun? {#nun minuten=1}\n")
    assert read.found == []
    assert read.module is not None
    assert [(step.id, step.plain_title, step.minutes) for step in read.module.steps] == [
        ("wer", "Wer darf was?", 7),
        ("nun", "Und nun?", 1),
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("## Titel", ["B015 1:1"]),
        ("## Titel {#titel}", ["B015 1:1"]),
        ("## Titel {minuten=5}", ["B015 1:1"]),
        ("## Titel {#titel minuten=fünf}", ["B015 1:1"]),
        (f"## Titel {{#titel minuten={'9' * 5000}}}", ["B015 1:1"]),
        ("## Titel {#titel minuten=0}", ["B015 1:1"]),
        ("## Titel {#Titel minuten=5}", ["B016 1:11"]),
        ("## Titel {#titel minuten=5 farbe=rot}", ["B007 1:28"]),
        ("## Titel {#titel minuten = 5}", ["B004 1:18", "B015 1:1"]),
        ("## <i>Titel</i> {#titel minuten=5}", ["B008 1:12", "B008 1:4"]),
        ("# Titel", ["B009 1:1"]),
        ("Titel", ["B014 1:1"]),
    ],
)
def test_slips_in_the_head_of_a_step(line: str, found: list[str]) -> None:
    assert sorted(read_body(f"{line}\n").found) == sorted(found)


def test_minutes_that_are_written_are_not_called_missing() -> None:
    (finding,) = read_body("## Titel {#titel minuten=0}\n").findings
    assert "minuten=0 keine Dauer von 1 bis 60 Minuten" in finding.message


def test_text_before_the_first_step_is_one_finding() -> None:
    assert read_body("Eins\n\n- zwei\n\n::: kurz\nDrei\n:::\n\n## Titel {#titel minuten=5}\n").found == ["B014 1:1"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Geschafft &#x1F389; ja", ["L009 1:1"]),
        ("Halt &#x202e; um", ["L007 1:1"]),
        ('![Weg](media/w.svg "Weg &#x1F389;")', ["L009 1:1"]),
        ('- [x](#papier "&#x1F389;")', ["L009 1:3"]),
        ("M&uuml;nchen &amp; Halle &#8594; los", []),
    ],
)
def test_characters_written_as_escapes_are_looked_at(text: str, found: list[str]) -> None:
    assert read_step(f"{text}\n").found == found


def test_headings_get_an_anchor_of_their_words() -> None:
    assert anchors("### Über Füße & Maß\n\n### Über Füße & Maß\n\n### 2026\n\n### 日本\n") == [
        "ueber_fuesse_mass",
        "ueber_fuesse_mass_2",
        "a_2026",
        "a",
    ]
    assert anchors("### Ein Titel {#eigener_name}\n") == ["eigener_name"]


def test_words_never_take_an_identifier_that_an_author_wrote_further_down() -> None:
    text = "### Duldung\n\n### Zwei {#frist}\n\n### Frist\n"
    read = read_step(f"{text}\n## Duldung {{#duldung minuten=5}}\n")
    assert read.found == []
    assert anchors(text) == ["duldung", "frist", "frist_2"]


def test_one_identifier_twice_is_found_at_the_second() -> None:
    assert read_step("### Eins {#papier}\n").found == ["K002 1:11"]
    assert read_step("### Eins {#eins}\n\nText\n\n### Zwei {#eins}\n").found == ["K002 5:11"]


def test_a_line_of_dashes_is_a_rule_and_no_heading() -> None:
    assert anchors("Ein Satz\n---\n") == []


def test_tables_have_caption_head_rows_and_alignment() -> None:
    read = read_step(
        "Tabelle: Papiere und **Folgen**\n\n| Papier | Folge |\n|:--|--:|\n| Titel | frei |\n| Duldung |\n"
    )
    table = read.only(Table)
    assert read.found == []
    assert table.caption is not None
    assert table.caption.plain == "Papiere und Folgen"
    assert [cell.plain for cell in table.head] == ["Papier", "Folge"]
    assert [[cell.plain for cell in row] for row in table.rows] == [["Titel", "frei"], ["Duldung", ""]]
    assert table.alignments == ("left", "right")


def test_a_caption_without_a_table_stays_text() -> None:
    assert [type(block) for block in read_step("Tabelle: Papiere\n\nText\n\nTabelle: mehr\n").blocks] == [Prose]
    assert read_step("| a |\n|---|\n| b |\n").only(Table).caption is None


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("| a | b | c |", ["B012 3:11"]),
        ("| a | a | a |", ["B012 3:11"]),
        ("a|b|c", ["B012 3:5"]),
        ("| a | b | |", ["B012 3:11"]),
        ("| a \\| b | c |", []),
        ("| a |", []),
        ("| a | b", []),
    ],
)
def test_rows_wider_than_their_head(row: str, found: list[str]) -> None:
    assert read_step(f"| Papier | Folge |\n|---|---|\n{row}\n").found == found


def test_a_table_in_a_list_or_quote_is_reported() -> None:
    assert read_step("> | a |\n> |---|\n> | b |\n").found == ["B013 1:1"]
    assert read_step("- | a |\n  |---|\n  | b |\n").found == ["B013 1:1"]


def test_a_picture_with_its_description() -> None:
    read = read_step('![Ein Weg](media/weg.svg "Der Weg")\n\n::: bildtext\nEr führt\n\n- hinauf\n:::\n')
    figure = read.only(Figure)
    assert read.found == []
    assert (figure.source, figure.alternative, figure.caption) == ("media/weg.svg", "Ein Weg", "Der Weg")
    assert [block.plain for block in figure.description if isinstance(block, Prose)] == ["Er führt\nhinauf"]


def test_a_picture_is_named_as_its_file_is() -> None:
    assert read_step("![Ü](media/übersicht.svg)\n").only(Figure).source == "media/übersicht.svg"
    assert read_step("![Ü](<media/zwei Worte.svg>)\n").only(Figure).source == "media/zwei Worte.svg"


@pytest.mark.parametrize("text", ["Text ![a](media/a.svg)", "- ![a](media/a.svg)", "[![a](media/a.svg)](#papier)"])
def test_a_picture_stands_alone(text: str) -> None:
    assert [found.split()[0] for found in read_step(f"{text}\n").found] == ["B013"]


def test_callouts_in_the_syntax_of_the_forge() -> None:
    callout = read_step("> [!WARNING]\n> Die Frist läuft.\n>\n> - bald\n").only(Callout)
    assert (callout.kind.value, callout.body.plain) == ("warning", "Die Frist läuft.\nbald")
    assert read_step("> [!note]\n> klein\n").only(Callout).kind.value == "note"
    assert read_step("> ein Zitat\n").found == []


@pytest.mark.parametrize("line", ["[!ACHTUNG]", "[!NOTE] Titel", "[!Warnung] Frist"])
def test_a_callout_that_is_none(line: str) -> None:
    read = read_step(f"> {line}\n> Text\n")
    assert read.found == ["B017 1:3"]
    assert line in read.findings[0].message


def test_footnotes_are_numbered_by_first_use() -> None:
    read = read_body(
        "## A {#a minuten=1}\n\nZwei[^zwei] und eins[^eins], noch einmal[^zwei].\n\n[^eins]: Erste.\n[^zwei]: Zweite.\n"
    )
    assert read.module is not None
    assert read.found == []
    assert [(note.number, note.body.plain) for note in read.module.footnotes] == [(1, "Zweite."), (2, "Erste.")]


@pytest.mark.parametrize(
    ("text", "found", "says"),
    [
        ("Text.\n\n[^u]: Ein <b>Wort.\n", ["B025 3:1", "B008 3:11"], "keine Stelle im Text"),
        ("Text[^u].\n\n[^u]: Eins.\n\n[^u]: Zwei <b>.\n", ["B025 5:1", "B008 5:12"], "zum zweiten Mal"),
        ("Text[^u].\n\n[^u]:\n", ["B025 3:1"], "hat keinen Text"),
        ("- Punkt\n\n  [^u]: Text\n", ["B025 3:3"], "keine Stelle im Text"),
        ("Text[^u] und[^u].\n\n[^u]: Eins.\n", [], ""),
    ],
)
def test_no_footnote_is_lost_without_a_word(text: str, found: list[str], says: str) -> None:
    read = read_step(text)
    assert read.found == found
    assert not found or says in read.findings[0].message


@pytest.mark.parametrize("mark", ["- ", "> ", "1. "])
def test_what_is_nested_too_deep_is_found_and_what_follows_is_read(mark: str) -> None:
    read = read_step(f"{mark * 30}tief\n\n## Zweiter {{#zwei minuten=5}}\n\nText <b>\n")
    assert [found.split(" ")[0] for found in read.found] == ["B024", "B008"]
    assert read_step(f"{mark * 6}tief\n").found == []
    assert read_step(f"Text[^1]\n\n[^1]: {mark * 7}tief\n").found[0].startswith("B024")


def test_nested_lists_stay_one_run_of_prose() -> None:
    text = "1. eins\n   - a\n     1. tief\n   - b\n2. zwei\n\n   Absatz dazu\n"
    read = read_step(text)
    assert read.found == []
    assert read.only(Prose).plain == "eins\na\ntief\nb\nzwei\nAbsatz dazu"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("12. Juni 2026 trat es in Kraft.", ["B011 1:1"]),
        ("> 1. Mai", ["B011 1:3"]),
        ("- 3. März 2027", ["B011 1:3"]),
        ("12. Junikäfer", []),
        ("Am 12. Juni 2026", []),
        ("1. Januar ist ein Monat", ["B011 1:1"]),
    ],
)
def test_a_line_that_begins_with_a_date(line: str, found: list[str]) -> None:
    assert read_step(f"{line}\n").found == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<div>\nText\n</div>", ["B008 1:1"]),
        ("Ein <b>Wort</b>.", ["B008 1:5", "B008 1:12"]),
        ("- a\n- b <br> c", ["B008 2:5"]),
        ("| a <br> |\n|---|\n| b <i>c</i> |", ["B008 1:5", "B008 3:5", "B008 3:9"]),
        ("Tabelle: <b>a</b>\n\n| a |\n|---|\n| b |", ["B008 1:10", "B008 1:14"]),
        ("- <!-- im Punkt -->", ["B013 1:1"]),
        ("- a\n\n  <div>b</div>", ["B008 3:3"]),
        ("<!-- nie zu Ende", ["B027 1:1"]),
        ("<!-- gut --> Text", ["B008 1:1"]),
        ("`<b>` ist Code, 3 < 4 und &lt;b> sind Text", []),
        ("<!-- ein Kommentar\nüber zwei Zeilen -->\n<!-- und noch einer -->", []),
    ],
)
def test_html_is_reported_wherever_it_stands(text: str, found: list[str]) -> None:
    assert read_step(f"{text}\n").found == found


def test_every_piece_of_text_knows_its_line_and_column() -> None:
    read = read_step('Erst *dies*, dann [das](modul:x1\n"t") und `was\nanderes`, dann Ende\n\n> - auch\n>   hier\n')
    children = [child for token in inline_tokens(read.only(Prose)) for child in token.children or ()]
    places = {child.content: child.meta["place"] for child in children if child.content}
    lines = {text: (place.line - read.above, place.column) for text, place in places.items()}
    assert lines["dies"] == (1, 7)
    assert lines["das"] == (1, 20)
    assert lines[" und "] == (2, 5)
    assert lines[", dann Ende"] == (3, 9)
    assert (lines["auch"], lines["hier"]) == ((5, 5), (6, 5))


def test_equal_and_empty_cells_are_told_apart() -> None:
    table = read_step("| a | a | a |\n|---|---|---|\n| a | | a |\n| | | |\n").only(Table)
    assert [cell.place.column for cell in table.head] == [3, 7, 11]
    assert [[cell.place.column for cell in row] for row in table.rows] == [[3, 6, 9], [2, 4, 6]]


@pytest.mark.parametrize("breaks", ["\r\n", "\r"])
def test_line_ends_of_other_systems_and_a_mark_at_the_beginning_change_nothing(breaks: str) -> None:
    text = HEAD + "## A {#a minuten=1}\n\nText mit <b>\n"
    plain, other = read_file(text), read_file("\ufeff" + text.replace("\n", breaks))
    assert other.found == plain.found == [f"B008 {HEAD.count(chr(10)) + 3}:10"]
    assert other.module is not None
    assert plain.module is not None
    assert [step.plain_title for step in other.module.steps] == [step.plain_title for step in plain.module.steps]
