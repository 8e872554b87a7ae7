"""``::: frage``: what an author writes and which question it becomes."""

from __future__ import annotations

import pytest

from builder.model.questions import Matching, MultipleChoice, OpenQuestion, Ordering, SingleChoice, TrueFalse
from tests.reading.story import read_step

SINGLE = """::: frage einfach {#f_a ziel=l1}
Eine Bäckerei will Frau D. einstellen.

- ein Papier liegt vor
- ein Vertrag auch

Was gilt?

- [ ] Sie wartet. {irrtum=immer_warten}
  > Nein, mit Titel gibt es keine Wartezeit.
- [x] Sie **kann** anfangen.
  > Richtig.

  > Der Titel erlaubt die Arbeit.

::: erklaerung
Der Titel erlaubt die Arbeit.
:::
:::
"""


def test_a_single_choice_has_stem_options_feedback_and_explanation() -> None:
    read = read_step(SINGLE)
    question = read.only(SingleChoice)
    assert read.found == []
    assert (question.id, question.goal, question.points, question.critical, question.counts) == (
        "f_a",
        "l1",
        1,
        False,
        True,
    )
    assert question.stem.plain.startswith("Eine Bäckerei")
    assert question.stem.plain.endswith("Was gilt?")
    assert "ein Vertrag auch" in question.stem.plain, "a plain list belongs to the question's text"
    assert [option.text.plain for option in question.options] == ["Sie wartet.", "Sie kann anfangen."]
    assert [option.correct for option in question.options] == [False, True]
    assert [option.misconception for option in question.options] == ["immer_warten", None]
    assert question.options[1].feedback.plain == "Richtig.\nDer Titel erlaubt die Arbeit."
    assert question.explanation.plain == "Der Titel erlaubt die Arbeit."


def test_places_are_those_of_the_file() -> None:
    question = read_step(SINGLE).only(SingleChoice)
    lines = [option.place.line - question.place.line for option in question.options]
    assert lines == [8, 10]
    assert question.options[0].feedback.place.line == question.options[0].place.line + 1


def test_what_may_stand_on_a_question() -> None:
    line = "{#f_a ziel=l2 punkte=3 kritisch=ja zaehlt=nein ersetzt=f_alt}"
    question = read_step(SINGLE.replace("{#f_a ziel=l1}", line)).only(SingleChoice)
    assert (question.goal, question.points, question.critical, question.counts) == ("l2", 3, True, False)
    assert question.replaces == "f_alt"


@pytest.mark.parametrize("value", ["punkte=0", "punkte=21", "punkte=²", f"punkte={'1' * 5000}", "kritisch=true"])
def test_a_wrong_value_is_found_where_it_stands(value: str) -> None:
    assert read_step(SINGLE.replace("ziel=l1}", f"ziel=l1 {value}}}")).found == ["B007 1:33"]


def test_what_may_not_stand_on_an_option() -> None:
    assert read_step(SINGLE.replace("{irrtum=immer_warten}", "{#a ziel=l1}")).found == ["B007 9:20", "B007 9:23"]


def test_feedback_that_is_not_indented_is_taken_and_reported() -> None:
    read = read_step(SINGLE.replace("  > Nein", "> Nein"))
    option = read.only(SingleChoice).options[0]
    assert read.found == ["F003 10:1"]
    assert option.feedback.plain == "Nein, mit Titel gibt es keine Wartezeit."


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("- [x] Sie", "- [ ] Sie", ["F001 1:1"]),
        ("- [ ] Sie wartet.", "- [x] Sie wartet.", ["F001 1:1"]),
        ("- [ ] Sie wartet.", "- Sie wartet.", ["F001 9:1"]),
        ("  > Nein, mit Titel gibt es keine Wartezeit.\n", "", ["F002 9:1"]),
        ("einfach", "einfac", ["F004 1:11"]),
        ("frage einfach", "frage", ["F004 1:1"]),
        (" ziel=l1", "", ["B006 1:1"]),
        ("#f_a ", "", ["B006 1:1"]),
        ("::: erklaerung", "::: musterloesung", ["B005 16:1"]),
        ("::: erklaerung", "Noch ein Satz.\n\n::: erklaerung", ["F006 16:1"]),
        ("  > Der Titel", "  - Der Titel", ["F006 14:3"]),
        ("Sie **kann**", "Sie <b>kann</b>", ["B008 11:11", "B008 11:18"]),
    ],
)
def test_each_slip_is_one_finding(old: str, new: str, found: list[str]) -> None:
    assert read_step(SINGLE.replace(old, new)).found == found


def test_a_question_needs_text_and_two_answers() -> None:
    assert read_step("::: frage mehrfach {#f_a ziel=l1}\n- [x] Ja\n  > Weil.\n:::\n").found == ["B021 1:1", "F001 1:1"]


def test_several_right_answers() -> None:
    right = SINGLE.replace("einfach", "mehrfach").replace("[ ]", "[X]")
    question = read_step(right).only(MultipleChoice)
    assert [option.correct for option in question.options] == [True, True]
    assert read_step(right.replace("[X]", "[ ]").replace("[x]", "[ ]")).found == ["F001 1:1"]


TRUE_FALSE = """::: frage wahr_falsch {#f_a ziel=l1}
Ein Vertrag ersetzt die Erlaubnis.

- [ ] Stimmt
  > Nein.
- [x] Stimmt nicht
  > Richtig.
:::
"""


def test_true_or_false() -> None:
    read = read_step(TRUE_FALSE)
    assert read.found == []
    assert [option.correct for option in read.only(TrueFalse).options] == [False, True]


@pytest.mark.parametrize(("old", "new"), [("] Stimmt\n", "] Ja\n"), ("- [ ]", "- [x]"), ("[x]", "[ ]")])
def test_true_or_false_has_fixed_words_and_one_cross(old: str, new: str) -> None:
    assert read_step(TRUE_FALSE.replace(old, new, 1)).found == ["F001 1:1"]


MATCHING = """::: frage zuordnung {#f_a ziel=l1}
Welche Folge passt?

| Papier | Folge | Rückmeldung |
|---|---|---|
| Titel | Arbeit ist erlaubt | § 4a AufenthG. |
| Gestattung | Erlaubnis nötig | |
| Duldung | Erlaubnis nötig | § 60a AufenthG. |
| | Arbeit ist verboten | |
:::
"""


def test_matching_asks_each_left_side_and_offers_each_right_side_once() -> None:
    read = read_step(MATCHING)
    question = read.only(Matching)
    assert read.found == []
    assert (question.left_title, question.right_title) == ("Papier", "Folge")
    assert [pair.left.plain for pair in question.prompts if pair.left] == ["Titel", "Gestattung", "Duldung"]
    assert [choice.plain for choice in question.choices] == [
        "Arbeit ist erlaubt",
        "Erlaubnis nötig",
        "Arbeit ist verboten",
    ]
    assert [question.choice_of(pair) for pair in question.pairs] == [0, 1, 1, 2]
    assert [pair.feedback.plain for pair in question.pairs] == ["§ 4a AufenthG.", "", "§ 60a AufenthG.", ""]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (MATCHING.replace("| Erlaubnis nötig | |", "| | |"), ["F005 7:15"]),
        (MATCHING.replace("| Duldung |", "| |").replace("| Gestattung |", "| |"), ["F005 4:1"]),
        (MATCHING.replace("| § 60a AufenthG. |", "| § 60a | AufenthG |"), ["B012 8:39"]),
        ("::: frage zuordnung {#f_a ziel=l1}\nWelche?\n:::\n", ["F005 1:1"]),
    ],
)
def test_what_a_matching_table_needs(text: str, found: list[str]) -> None:
    assert read_step(text).found == found


ORDERING = """::: frage reihenfolge {#f_a ziel=l1}
Was kommt zuerst?

1. Stellung
   > § 13 AsylG.
2. Registrierung
3. Einreichung
:::
"""


def test_ordering_keeps_the_right_order() -> None:
    read = read_step(ORDERING)
    items = read.only(Ordering).items
    assert read.found == []
    assert [item.text.plain for item in items] == ["Stellung", "Registrierung", "Einreichung"]
    assert [item.feedback.plain for item in items] == ["§ 13 AsylG.", "", ""]
    assert read_step(ORDERING.replace("3. Einreichung\n", "")).found == ["F001 1:1"]


OPEN = """::: frage offen {#f_a ziel=l1}
Was raten Sie?

::: musterloesung
Erst das Papier lesen.
:::

- [ ] Ich habe das Papier genannt.
- [ ] Ich habe gesagt, wer entscheidet.
:::
"""


def test_an_open_question_has_a_solution_and_a_checklist() -> None:
    read = read_step(OPEN)
    question = read.only(OpenQuestion)
    assert read.found == []
    assert question.solution.plain == "Erst das Papier lesen."
    assert len(question.checklist) == 2
    assert read_step(OPEN.replace("::: musterloesung\nErst das Papier lesen.\n:::\n", "")).found == ["B021 1:1"]
    assert read_step(OPEN.replace("[ ] ", "")).found == ["B021 1:1"]


def test_two_boxes_may_follow_each_other_without_a_blank_line() -> None:
    read = read_step(TRUE_FALSE + ORDERING.replace("f_a", "f_b"))
    assert read.found == []
    assert [type(block) for block in read.blocks] == [TrueFalse, Ordering]
