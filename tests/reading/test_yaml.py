"""Strict YAML: what an author types is what arrives, and every mistake has a place."""

from __future__ import annotations

from typing import Any

import pytest

from builder.findings import FindingLog
from builder.reading.yaml import YamlDocument, read_yaml
from builder.source import Place, SourceText
from tests.reading.story import HEAD, read_file


def read(text: str) -> tuple[YamlDocument, list[str]]:
    log = FindingLog()
    document = read_yaml(SourceText("probe.yml", text), log)
    return document, [f"{finding.code} {finding.place.line}:{finding.place.column}" for finding in log]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1:30", "1:30"),
        ("no", "no"),
        ("ja", "ja"),
        ("off", "off"),
        ("True", "True"),
        ("true", True),
        ("false", False),
        ("1.10", "1.10"),
        ("1.10.0", "1.10.0"),
        ("2026-06-12", "2026-06-12"),
        ("010", "010"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("9" * 5000, "9" * 5000),
        ("'12'", "12"),
        ('"true"', "true"),
        ("~", None),
        ("", None),
        ("null", None),
        ("[a, 1]", ["a", 1]),
        ("{a: 1}", {"a": 1}),
        ("<<", "<<"),
    ],
    ids=lambda value: str(value)[:20] or "leer",
)
def test_only_whole_numbers_true_false_and_nothing_are_not_text(written: str, value: Any) -> None:
    document, found = read(f"wert: {written}\n")
    assert found == []
    assert document.data == {"wert": value}
    assert type(document.data["wert"]) is type(value)


LOST = "\N{REPLACEMENT CHARACTER}"
"""What stands for a value that could not be read."""


@pytest.mark.parametrize(
    ("text", "found", "data"),
    [
        ("a: &x 1\nb: *x\n", ["Y008 1:4", "Y008 2:4"], {"a": 1, "b": LOST}),
        ("a: &x 1\na: 2\n", ["Y008 1:4", "Y002 2:1"], {"a": 1}),
        ("a: &x [*x]\n", ["Y008 1:4", "Y008 1:8"], {"a": [LOST]}),
        ("a: !!python/object:os.system x\n", ["Y008 1:4"], {"a": "x"}),
        ("a: !eigen x\n", ["Y008 1:4"], {"a": "x"}),
        ("a: b: c\nd: 1\n", ["Y001 1:5"], {"a": LOST, "d": 1}),
        ("a: [1, 2\nb: 3\n", ["Y001 1:4"], {"a": LOST, "b": 3}),
        ('a: "offen\nb: "zu"\n', ["Y001 1:4"], {"a": LOST, "b": "zu"}),
        ("a: 'offen\nb: @c\nd: 1\n", ["Y001 1:4", "Y001 2:4"], {"a": LOST, "b": LOST, "d": 1}),
        ('a:\n  - "x"\n  - "y\n  - "z"\n', ["Y001 3:5"], {"a": LOST}),
        ('a: ["x, y]\n', ["Y001 1:5"], {"a": LOST}),
        ('a: "x" y\n', ["Y001 1:8"], {"a": LOST}),
        ("a:\n\t- b\n", ["Y001 2:1"], {"a": LOST}),
        ("a: 1\n  b: 2\nc: 3\n", ["Y001 2:4"], {"a": LOST, "c": 3}),
        ("\ta: 1\n", ["Y001 1:1"], {"a": LOST}),
        ("  a: 1\nb: 2\n", ["Y001 2:1"], {"a": 1, "b": 2}),
        ("a 1\nb: 2\n", ["Y001 1:1"], {"a": LOST, "b": 2}),
        ("a: @b\n", ["Y001 1:4"], {"a": LOST}),
        ("a: 1\n---\nb: 2\n", ["Y001 2:1"], {"a": 1, "b": 2}),
        ("- id: a\n- id: b: c\n- id: d\n", ["Y001 2:8"], [{"id": "a"}, LOST, {"id": "d"}]),
        ("a:\n- 1\n- 2\nb: c: d\n", ["Y001 4:5"], {"a": [1, 2], "b": LOST}),
        ("a: " + "[" * 10_000 + "\n", ["Y001 1:23"], {"a": LOST}),
        ("- " * 10_000 + "x\n", ["Y001 1:41"], [LOST]),
        ("a: x\ufffey\n", ["Y001 1:5"], LOST),
    ],
    ids=lambda value: str(value)[:24],
)
def test_what_is_no_plain_yaml_has_a_place_and_costs_its_own_entry(text: str, found: list[str], data: Any) -> None:
    document, given = read(text)
    assert given == found
    assert document.data == data


@pytest.mark.parametrize(
    ("line", "says", "cure"),
    [
        ('titel: "Wer darf arbeiten?', "Anführungszeichen fehlt", '"Wer darf arbeiten?"'),
        ("kurz: Wer darf: und wann?", "Doppelpunkt steht mitten im Text", 'kurz: "Wer darf: und wann?"'),
        ("titel Wer darf?", "fehlt ein Doppelpunkt", "dauer: 90"),
        ("zielgruppe: [ehrenamt", "Klammer", "[hauptamt, ehrenamt]"),
        ("lernziele:\n\t- id: l1", "Tabulator statt Leerzeichen", "durch Leerzeichen"),
        ("dauer: 30\n  version: 1.0.0", "weiter eingerückt", "gleich weit"),
        ("titel: @home", "darf ein Text hier nicht beginnen", "Anführungszeichen"),
    ],
)
def test_the_cure_fits_the_cause(line: str, says: str, cure: str) -> None:
    log = FindingLog()
    read_yaml(SourceText("probe.yml", f"{line}\nletztes: 1\n"), log)
    (finding,) = log
    assert says in finding.message
    assert cure in finding.hint


def test_of_a_key_given_twice_the_first_counts_and_the_second_is_found() -> None:
    document, found = read("a: 1\nb: {c: 2, c: 3}\na: 4\n")
    assert document.data == {"a": 1, "b": {"c": 2}}
    assert found == ["Y002 2:11", "Y002 3:1"]


def test_merging_is_only_an_unknown_key() -> None:
    document, found = read("<<: {a: 1}\n")
    assert (document.data, found) == ({"<<": {"a": 1}}, [])


def test_every_value_and_every_key_has_its_place() -> None:
    document, _ = read("a: 1\nliste:\n  - id: x\n    text: Wort\n")
    assert document.place(("liste", 0, "text")) == Place("probe.yml", 4, 11)
    assert document.key_place(("liste", 0, "text")) == Place("probe.yml", 4, 5)
    assert document.place(("liste", 0, "fehlt")) == Place("probe.yml", 3, 5), "the nearest part above"


@pytest.mark.parametrize("text", ["", "\n\n", "# nur ein Kommentar\n"])
def test_an_empty_file_is_nothing_at_its_first_line(text: str) -> None:
    document, found = read(text)
    assert (document.data, found, document.place(("x",))) == (None, [], Place("probe.yml", 1, 1))


@pytest.mark.parametrize(
    ("old", "new", "found", "says"),
    [
        ("titel: Wer darf anfangen?\n", "", "Y003 2:1", "titel"),
        ("titel: Wer darf anfangen?", "titel:", "Y005 3:7", "Bei „titel“ steht nichts; erwartet wird ein Text."),
        ("titel: Wer darf anfangen?", 'titel: "\\u200b"', "Y005 3:8", "steht nichts"),
        ("titel: Wer darf anfangen?", "titel: 2026", "Y005 3:8", "„2026“"),
        ("titel: Wer darf anfangen?", "titel: [Wer, darf]", "Y005 3:8", "eine Liste"),
        ("titel: Wer darf anfangen?", "titel: {wer: darf}", "Y005 3:8", "eine Gruppe von Angaben"),
        ("zielgruppe: [ehrenamt]", "zielgruppe: ehrenamt", "Y005 5:13", "eine Liste"),
        ("zielgruppe: [ehrenamt]", "zielgruppe: []", "Y005 5:13", "„zielgruppe“ ist leer; nötig ist mindestens einer"),
        (
            "zielgruppe: [ehrenamt]",
            "zielgruppe: [ehrenamt, Hauptamt]",
            "Y005 5:24",
            "hauptamt, ehrenamt oder koordination",
        ),
        ("dauer: 30", "dauer: 1:30", "Y005 6:8", "„1:30“"),
        ("dauer: 30", "dauer: 3", "Y005 6:8", "mindestens 5"),
        ("dauer: 30", "dauer: 601", "Y005 6:8", "höchstens 600"),
        ("dauer: 30", "dauer: true", "Y005 6:8", "„true“"),
        ("version: 1.0.0", "version: 1.10", "Y005 13:10", "drei Zahlen"),
        ("id: x1", "id: X-1", "Y005 2:5", "eine Kennung"),
        ("id: x1", f"id: x{'1' * 70}", "Y005 2:5", "höchstens 60"),
        ("2026-11-20", "", "Y006 10:13", "Bei „geprueft_am“ steht nichts; erwartet wird ein Datum."),
        ("2026-11-20", "[2026]", "Y006 10:14", "steht eine Liste; erwartet wird ein Datum."),
        ("2026-11-20", "20.11.2026", "Y006 10:14", "„20.11.2026“"),
        ("2026-11-20", "2026-11-31", "Y006 10:14", "„2026-11-31“"),
        ("2026-11-20", "20261120", "Y006 10:14", "„20261120“"),
        ("stufe: erinnern", "stufe: merken", "Y005 9:46", "„merken“"),
        ("stufe: erinnern", "stuffe: erinnern, stufe: erinnern", "Y004 9:39", "stuffe"),
        ("version: 1.0.0", "version: 1.0.0\nautor: Meier", "Y004 14:1", "autor"),
    ],
)
def test_fields_of_the_wrong_form_are_found_at_the_value(old: str, new: str, found: str, says: str) -> None:
    read = read_file(HEAD.replace(old, new))
    assert read.found == [found]
    assert read.module is not None
    assert says in read.findings[0].message


@pytest.mark.parametrize(
    ("old", "new", "cure"),
    [
        ("zielgruppe: [ehrenamt]", "zielgruppe: ehrenamt", "zielgruppe: [ehrenamt]"),
        ("version: 1.0.0", "version: 1.0.0\nstichwoerter: Duldung, Arbeit", 'stichwoerter: ["Duldung, Arbeit"]'),
        ("version: 1.0.0", "version: 1.0.0\nquellen:\n  - 2026", '- "2026"'),
        ("titel: Wer darf anfangen?", "titel: 2026", 'titel: "2026"'),
        ("titel: Wer darf anfangen?", "titel: [Wer, darf]", 'titel: "Wer, darf"'),
        ("dauer: 30", "dauer:", "dauer: 90"),
    ],
)
def test_the_cure_is_the_line_as_it_should_be(old: str, new: str, cure: str) -> None:
    (finding,) = read_file(HEAD.replace(old, new)).findings
    assert finding.hint.endswith(cure)


def test_a_field_that_is_nearly_right_is_suggested() -> None:
    (finding,) = read_file(HEAD.replace("version", "stichworter: [a]\nversion")).findings
    assert finding.hint == "Meinten Sie „stichwoerter“?"
    (inner,) = read_file(HEAD.replace("stufe: erinnern", "stuffe: x, stufe: erinnern")).findings
    assert inner.hint == "Meinten Sie „stufe“?"


def test_all_wrong_fields_are_reported_at_once() -> None:
    text = (
        HEAD.replace("dauer: 30", "dauer: lang")
        .replace("version: 1.0.0", "version: eins")
        .replace("2026-11-20", "bald")
    )
    assert read_file(text).found == ["Y005 6:8", "Y006 10:14", "Y005 13:10"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["Y007 1:1"]),
        ("\n---\nid: x1\n---\n", ["Y007 1:1"]),
        ("---\nid: x1\n\n## Schritt {#a minuten=5}\n\nText <b>\n", ["Y007 1:1", "B008 6:6"]),
        ("id: x1\ntitel: Wer?\n---\n\n## Schritt {#a minuten=5}\n", ["Y007 1:1"]),
        ("---\n---\n", ["Y005 2:1"]),
        ("---\n- a\n---\n", ["Y005 2:1"]),
        ("---\nnur Text\n---\n", ["Y005 2:1"]),
        (HEAD.replace("kurz: P", "kurz: x: P") + "\n## A\n", ["Y001 4:8", "B015 16:1"]),
    ],
)
def test_a_head_that_is_none(text: str, found: list[str]) -> None:
    assert read_file(text).found == found


def test_dashes_of_the_head_may_have_blanks_behind_them() -> None:
    assert read_file(HEAD.replace("---\n", "---  \n")).found == []
