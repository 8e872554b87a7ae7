"""``::: frage regelwerk``: a table and a row are named; case, answers and reasons are made of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.blocks import walk
from builder.model.prose import count_words
from builder.model.questions import FEEDBACK_WORDS, RowChoice, SingleChoice
from builder.model.rule_table import RuleRow, RuleTable
from builder.pipeline import load
from builder.reading.questions.row_words import row_words
from builder.reading.rule_tables import RuleTables
from tests.checks.project import MODULE, clean_project
from tests.projects import edit
from tests.reading.random_tables import broken_tables, sound_tables
from tests.reading.story import read_step

ROOT = Path(__file__).parents[2]
HAMID = "duldung_einrichtung_unter_sechs"


def tables_of(project: Path) -> RuleTables:
    course = load(project).course
    assert course is not None
    return RuleTables(course.shared.rule_tables, course.places, all_read=True)


@cache
def real() -> RuleTables:
    return tables_of(ROOT)


def arbeit() -> RuleTable:
    table = real().find("arbeit")
    assert table is not None
    return table


def written(row: str, body: str = "", more: str = "", table: str = "arbeit") -> str:
    return f"::: frage regelwerk {{#f_a ziel=l1 tabelle={table} beispiel={row}{more}}}\n{body}:::\n"


def asked(row: str, body: str = "", more: str = "") -> RowChoice:
    read = read_step(written(row, body, more), real())
    assert read.found == []
    return read.only(RowChoice)


def right(question: SingleChoice) -> str:
    (option,) = (option for option in question.options if option.correct)
    return option.feedback.plain


def test_the_question_is_the_example_of_the_row_and_what_is_asked_of_it() -> None:
    question = asked(HAMID)
    row = arbeit().row(HAMID)
    assert row is not None
    assert question.stem.plain.split("\n") == [
        row.example.text,
        "Welche Zeile der Tabelle „Wer darf wann arbeiten?“ gilt?",
    ]
    assert (question.table, question.row, question.points, question.counts) == ("arbeit", HAMID, 1, True)


def test_answers_are_rows_with_what_follows_from_them_in_the_order_of_their_words() -> None:
    question = asked(HAMID)
    texts = [option.text.plain for option in question.options]
    assert texts == sorted(texts)
    assert texts == [
        "Arbeit war schon während des Asylverfahrens erlaubt – sofort, ohne neue Wartezeit: Anspruch (ist zu)",
        "Mit Pass, der die Identität klärt, oder Ausbildung nach § 60c AufenthG: Stelle oder Job"
        " – ab drei Monaten mit Duldung: Regelfall (soll), Zustimmung nötig",
        "Ohne Pass, ohne Ausbildung nach § 60c AufenthG, früher keine Beschäftigungserlaubnis: jede Arbeit"
        " – unter sechs Monaten mit Duldung: verboten",
        "Ohne Pass, ohne Ausbildung nach § 60c AufenthG: Stelle oder Job"
        " – ab sechs Monaten mit Duldung: Regelfall (soll), Zustimmung nötig",
    ]
    assert [option.correct for option in question.options] == [False, False, True, False]


def test_the_heading_is_said_where_answers_stand_under_several() -> None:
    texts = [option.text.plain for option in asked("duldung_ausserhalb_stelle").options]
    assert [text.split(" – ")[0] for text in texts] == [
        "Asylverfahren läuft",
        *["Duldung, keine Wohnpflicht in der Aufnahmeeinrichtung"] * 3,
    ]


def test_the_reason_for_the_right_row_says_who_decides_what_to_do_and_by_which_norm() -> None:
    assert right(asked(HAMID)) == (
        "Richtig. Wer entscheidet? Das Gesetz selbst. Nächster Schritt: Zur Identitätsklärung beraten lassen und jeden"
        " Schritt belegen: Ein anerkannter, gültiger Pass verkürzt die Wartezeit auf drei Monate."
        " Norm: § 61 Abs. 1 Satz 1 AsylG; § 61 Abs. 1 Satz 6 AsylG; § 61 Abs. 1 Satz 2 AsylG."
    )


def test_the_reason_against_a_row_names_what_does_not_fit() -> None:
    reasons = [option.feedback.plain for option in asked("asyl_ausserhalb_offen").options]
    assert reasons[-1] == (
        "Diese Zeile gilt bei Wohnpflicht: ja. Im Fall: nein. Norm: § 61 Abs. 1 Satz 1 AsylG; § 61 Abs. 1 Satz 2 AsylG;"
        " § 61 Abs. 1 Satz 3 AsylG; Art. 39 VO (EU) 2024/1351; Art. 41 VO (EU) 2024/1351."
    )
    reasons = [option.feedback.plain for option in asked("asyl_transfer_stelle").options]
    assert reasons[2].startswith(
        "Diese Zeile gilt bei Wartezeit bisher: unter drei Monaten oder drei bis unter sechs Monate."
        " Im Fall: ab sechs Monaten. Norm: "
    )
    reasons = [option.feedback.plain for option in asked("titel_paragraf_16g_selbstaendig").options]
    assert reasons[2].startswith(
        "Diese Zeile gilt nicht bei Tätigkeit: selbständige Arbeit, und so ist es im Fall. Norm: "
    )


def test_without_names_the_question_and_the_answers_stand_in_the_reason(tmp_path: Path) -> None:
    tables = tables_of(clean_project(tmp_path / "projekt"))
    question = read_step(written("mit_titel", table="probe"), tables).only(RowChoice)
    assert [option.feedback.plain for option in question.options] == [
        "Richtig. Wer entscheidet? niemand. Nächster Schritt: Karte prüfen und Kopie aufbewahren."
        " Norm: § 4a Abs. 1 AufenthG.",
        "Diese Zeile gilt bei „Welches Papier hat die Person?“: Duldung. Im Fall: Aufenthaltstitel."
        " Norm: § 60a AufenthG.",
    ]


def test_every_row_of_the_real_table_makes_a_question_with_norms_for_every_answer() -> None:
    places = set()
    for row in arbeit().rows:
        question = asked(row.id)
        assert len(question.options) == 4
        assert all(" Norm: " in option.feedback.plain for option in question.options)
        places.add([option.correct for option in question.options].index(True))
    assert places == {0, 1, 2, 3}


def test_a_text_of_the_author_is_the_case_and_an_explanation_may_follow() -> None:
    body = "Herr Z. hat **keinen** Pass.\n\n- Duldung seit vier Monaten\n\n::: erklaerung\nDie Uhr läuft.\n:::\n"
    question = asked(HAMID, body)
    case, *middle, ask = question.stem.plain.split("\n")
    assert (case, middle) == ("Herr Z. hat keinen Pass.", ["Duldung seit vier Monaten"])
    assert ask.startswith("Welche Zeile")
    assert question.explanation.plain == "Die Uhr läuft."
    assert [option.text.plain for option in question.options] == [o.text.plain for o in asked(HAMID).options]


def test_what_every_question_may_have_this_one_has_too() -> None:
    question = asked(HAMID, more=" punkte=2 kritisch=ja zaehlt=nein mischen=nein ersetzt=f_alt")
    assert (question.points, question.critical, question.counts) == (2, True, False)
    assert (question.shuffle, question.replaces) == (False, "f_alt")


def test_words_of_the_table_stand_in_its_file_and_are_no_markup() -> None:
    row = arbeit().rows[0]
    sharp = row.model_copy(update={"situation": "**Fett** <b>x</b>\n[[a]]"})
    table = arbeit().model_copy(update={"rows": (sharp, *arbeit().rows[1:])})
    question = read_step(written(row.id), replace(real(), tables=(table,))).only(RowChoice)
    (option,) = (option for option in question.options if option.correct)
    assert option.text.plain.startswith("**Fett** <b>x</b> [[a]] – unter")
    places = dict(real().places)[table.path]
    assert option.place == option.feedback.place == places.at("zeilen", 0)
    assert question.place.path == "modules/x1-probe/modul.md"


@pytest.mark.parametrize(
    ("old", "new", "found", "says"),
    [
        (" tabelle=arbeit", "", "B006 1:1", f"tabelle=arbeit beispiel={HAMID}}}"),
        (f" beispiel={HAMID}", "", "B006 1:1", "beispiel=asyl_einrichtung_unter_drei"),
        (f" tabelle=arbeit beispiel={HAMID}", "", "B006 1:1", "tabelle=arbeit beispiel=asyl_einrichtung_unter_drei"),
        ("tabelle=arbeit", "tabelle=arbeiten", "V008 1:35", "arbeit"),
        ("beispiel=duldung_einrichtung_unter_sechs", "beispiel=duldung_einrichtung_unter", "F011 1:50", HAMID),
        ("beispiel=duldung_einrichtung_unter_sechs", "beispiel=Q", "F011 1:50", "arbeit.yml"),
        (":::\n", "- [x] Ja\n  > Weil.\n:::\n", "F001 2:1", "einfach"),
        ("ziel=l1", "ziel=l1 einheit=Tage", "B007 1:35", "tabelle, beispiel"),
    ],
)
def test_each_slip_is_one_finding_with_its_cure(old: str, new: str, found: str, says: str) -> None:
    text = written(HAMID)
    assert old in text
    read = read_step(text.replace(old, new, 1) if old != ":::\n" else text.removesuffix(old) + new, real())
    assert read.found == [found]
    (finding,) = read.findings
    assert says in finding.hint


def lone(table: RuleTable, *rows: RuleRow) -> RuleTables:
    return RuleTables((table.model_copy(update={"rows": rows}),), (), True)


def test_a_table_with_nothing_to_choose_from_makes_no_question() -> None:
    row = arbeit().rows[0]
    read = read_step(written(row.id), lone(arbeit(), row))
    assert read.found == ["F011 1:50"]
    twin = (
        arbeit()
        .rows[1]
        .model_copy(update={"group": row.group, "situation": row.situation, "time": row.time, "verdict": row.verdict})
    )
    assert read_step(written(row.id), lone(arbeit(), row, twin)).found == ["F011 1:50"]


def test_where_another_row_holds_as_well_only_the_table_has_a_finding() -> None:
    row = arbeit().rows[0]
    other = arbeit().rows[1].model_copy(update={"when": row.when})
    read = read_step(written(row.id), lone(arbeit(), row, other))
    assert read.found == []
    assert read.module is not None
    assert "Text" in read.module.unread


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in which the only question about a goal, at the end of its step, is one about a row."""
    made = clean_project(tmp_path / "projekt")
    text = (made / MODULE).read_text(encoding="utf-8")
    start = text.index("::: frage einfach {#f_stelle")
    end = text.index(":::\n", text.index("\n", start)) + 4
    question = written("mit_titel", table="probe").replace("l1", "l2")
    (made / MODULE).write_text(text[:start] + question + text[end:], encoding="utf-8")
    assert load(made).findings == ()
    return made


def codes(project: Path) -> list[str]:
    return sorted(finding.code for finding in load(project).findings)


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (MODULE, "tabelle=probe", "tabelle=proben", ["V008"]),
        (MODULE, "beispiel=mit_titel", "beispiel=ohne_titel", ["F011"]),
        (MODULE, " beispiel=mit_titel", "", ["B006"]),
        ("curriculum/regelwerke/probe.yml", "merkmale:", "merkmal:", ["Y004"]),
        ("curriculum/regelwerke/probe.yml", "ergebnis: frei", "ergebnis: erlaubt", ["Y005"]),
        ("curriculum/regelwerke/probe.yml", "wenn: {papier: [duldung]}", "wenn: {papier: [titel]}", ["W002", "W003", "W004", "W004"]),
        ("curriculum/regelwerke/probe.yml", "wenn: {papier: [duldung]}", "wenn: {papier: [karte]}", ["W001"]),
        ("curriculum/regelwerke/probe.yml", "werte: {papier: titel}", "werte: {papier: duldung}", ["W004"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_table_is_said_once_and_nothing_follows(
    project: Path, file: str, old: str, new: str, expected: list[str]
) -> None:
    edit(project / file, old, new)
    assert codes(project) == expected


def test_style_is_looked_at_in_the_text_of_the_author_and_not_in_that_of_the_table(project: Path) -> None:
    table = project / "curriculum/regelwerke/probe.yml"
    edit(table, "lage: Duldung\n", f"lage: Duldung {'und noch ein Wort ' * 10}am 2026-01-01\n")
    edit(table, "Frau D. ist anerkannt.", "'Frau D. ist \"anerkannt\" ...'")
    assert codes(project) == []
    edit(project / MODULE, "beispiel=mit_titel}\n", 'beispiel=mit_titel}\nFrau D. ist "anerkannt".\n')
    assert codes(project) == ["S003"]


def question_of(table: RuleTable, row: RuleRow) -> RowChoice | None:
    read = read_step(written(row.id, table="probe"), RuleTables((table,), (), True))
    assert read.module is not None
    assert set(read.found) <= {"F011 1:49"}
    return next((block for block in walk(read.blocks) if isinstance(block, RowChoice)), None)


def rows_shown(question: RowChoice, table: RuleTable) -> list[list[RuleRow]]:
    """For each answer the rows it may show: those that read like it, with their heading or without."""
    words = {row.id: {": ".join(row_words(row, group)) for group in (True, False)} for row in table.rows}
    return [[row for row in table.rows if option.text.plain in words[row.id]] for option in question.options]


@given(sound_tables(), st.data())
def test_the_right_answer_is_the_row_that_holds_and_no_other_holds(table: RuleTable, data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(table.rows))
    question = question_of(table, row)
    others_differ = any(other.said != row.said for other in table.rows)
    assert (question is not None) == others_differ
    if question is None:
        return
    holding = table.matching(row.example.values)
    assert holding == (row,)
    for option, shown in zip(question.options, rows_shown(question, table), strict=True):
        assert (row in shown) == option.correct
        assert count_words(option.feedback.plain) <= FEEDBACK_WORDS
        assert option.feedback.plain.startswith("Richtig." if option.correct else "Diese Zeile")
    assert 2 <= len({option.text.plain for option in question.options}) == len(question.options) <= 4
    assert question == question_of(table, row)


@given(broken_tables(), st.data())
def test_a_broken_table_stops_nobody_and_offers_no_second_right_row(table: RuleTable, data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(table.rows))
    question = question_of(table, row)
    if question is None:
        return
    assert [option.correct for option in question.options].count(True) == 1
    assert all(count_words(option.feedback.plain) <= FEEDBACK_WORDS for option in question.options)
    assert len({option.text.plain for option in question.options}) == len(question.options) >= 2
