"""``::: frage``: what an author writes and which question it becomes."""

from __future__ import annotations

import pytest

from builder.model.prose import Prose
from builder.model.questions import (
    Branching,
    Cloze,
    DateEntry,
    Matching,
    MultipleChoice,
    NumberEntry,
    OpenQuestion,
    Ordering,
    SingleChoice,
    TrueFalse,
)
from builder.model.tables import Table
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
        ("- [x] Sie", "- [ ] Sie", ["F001 9:1"]),
        ("- [ ] Sie wartet.", "- [x] Sie wartet.", ["F001 11:1"]),
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
    assert read_step(right.replace("[X]", "[ ]").replace("[x]", "[ ]")).found == ["F001 9:1"]


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


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [("] Stimmt\n", "] Ja\n", "F001 4:1"), ("- [ ]", "- [x]", "F001 6:1"), ("[x]", "[ ]", "F001 4:1")],
)
def test_true_or_false_has_fixed_words_and_one_cross(old: str, new: str, found: str) -> None:
    assert read_step(TRUE_FALSE.replace(old, new, 1)).found == [found]


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


CLOZE = """::: frage luecke {#f_a ziel=l1}
Ergänzen Sie.

Die Frist beträgt [[drei; 3]] Monate. Zuständig ist die [[Ausländerbehörde ~ Agentur ~ Gemeinde]].

Tabelle: Worte

| Wort | Gewicht |
|---|---|
| soll | [[Regelfall ~ Anspruch]] |

1. Ab der Registrierung.
2. Die Agentur stimmt zu.

::: erklaerung
So ist es.
:::
:::
"""


def test_a_text_with_gaps() -> None:
    read = read_step(CLOZE)
    question = read.only(Cloze)
    assert read.found == []
    assert question.stem.plain == "Ergänzen Sie."
    assert [gap.answers for gap in question.gaps] == [("drei", "3"), ("Ausländerbehörde",), ("Regelfall",)]
    assert [gap.choices for gap in question.gaps] == [
        (),
        ("Ausländerbehörde", "Agentur", "Gemeinde"),
        ("Regelfall", "Anspruch"),
    ]
    assert [gap.feedback.plain for gap in question.gaps] == ["Ab der Registrierung.", "Die Agentur stimmt zu.", ""]
    text, table = question.body
    assert isinstance(text, Prose)
    assert text.plain == "Die Frist beträgt … Monate. Zuständig ist die …."
    assert isinstance(table, Table)
    assert table.caption is not None
    assert table.rows[0][1].plain == "…"
    assert [(gap.place.line - question.place.line, gap.place.column) for gap in question.gaps] == [
        (3, 19),
        (3, 57),
        (9, 10),
    ]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("[[drei; 3]]", "[[]]", ["F008 4:19"]),
        ("[[drei; 3]]", "[[ ; ]]", ["F008 4:19"]),
        ("[[drei; 3]]", "[[ ~ sechs]]", ["F008 4:19"]),
        ("[[drei; 3]]", "[[drei ~ drei]]", ["F008 4:19"]),
        ("[[drei; 3]]", "[[drei", ["F008 4:19"]),
        ("[[drei; 3]]", "[[**drei**]]", ["F008 4:19", "F008 4:29"]),
        ("[[drei; 3]]", f"[[{'lang' * 7}]]", ["F008 4:19"]),
        ("2. Die Agentur stimmt zu.", "2. a\n3. b\n4. zu viel", ["F006 15:1"]),
        ("Ergänzen Sie.", "> [!NOTE]\n> Ergänzen Sie.", ["B013 2:1"]),
    ],
)
def test_a_slip_in_a_gap_is_found_where_it_stands(old: str, new: str, found: list[str]) -> None:
    assert read_step(CLOZE.replace(old, new)).found == found


def test_a_text_without_gaps_is_no_cloze() -> None:
    assert read_step("::: frage luecke {#f_a ziel=l1}\nDie Frist beträgt drei Monate.\n:::\n").found == ["F008 1:1"]


NUMBER = """::: frage zahl {#f_a ziel=l1 einheit="Monate"}
Wie lange?

- [x] 36 ± 2
  > Richtig.
- [x] 0,80 bis 0,85
  > Auch das.
- [ ] 1.000
  > Zu viel.

::: erklaerung
So wird gezählt.
:::
:::
"""


def test_a_number_may_be_exact_near_or_in_a_range() -> None:
    read = read_step(NUMBER)
    question = read.only(NumberEntry)
    assert read.found == []
    assert question.unit == "Monate"
    assert [(str(o.low), str(o.high), o.correct) for o in question.options] == [
        ("34", "38", True),
        ("0.80", "0.85", True),
        ("1000", "1000", False),
    ]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("36 ± 2", "viele", ["F009 4:7"]),
        ("36 ± 2", "3.6", ["F009 4:7"]),
        ("36 ± 2", "38 bis 34", ["F009 4:7"]),
        ("36 ± 2", "1 bis 2 bis 3", ["F009 4:7"]),
        ("1.000", "37", ["F009 8:7"]),
        ("36 ± 2", "36 ± ein paar", ["F009 4:7"]),
        ("36 ± 2", "9" * 16, ["F009 4:7"]),
        ("[x]", "[ ]", ["F001 4:1"]),
        ('einheit="Monate"', "einheiten=Monate", ["B007 1:30"]),
    ],
)
def test_a_slip_in_a_number_is_found_where_it_stands(old: str, new: str, found: list[str]) -> None:
    assert read_step(NUMBER.replace(old, new)).found == found


DAY = """::: frage datum {#f_a ziel=l1}
Wann?

- [x] 6.11.2026
  > Richtig.
- [ ] 02.11.2026 {irrtum=zu_frueh}
  > Zu früh.
:::
"""


def test_a_day_is_read_and_written_in_one_way() -> None:
    read = read_step(DAY)
    question = read.only(DateEntry)
    assert read.found == []
    assert [(option.day.isoformat(), option.text.plain) for option in question.options] == [
        ("2026-11-06", "06.11.2026"),
        ("2026-11-02", "02.11.2026"),
    ]
    assert question.options[1].misconception == "zu_frueh"


@pytest.mark.parametrize("day", ["31.11.2026", "29.02.2026", "2026-11-06", "06.11.26", "bald"])
def test_a_day_that_is_none_is_found_where_it_stands(day: str) -> None:
    assert read_step(DAY.replace("6.11.2026", day)).found == ["F009 4:7"]


def test_a_day_given_twice_is_found() -> None:
    assert read_step(DAY.replace("02.11.2026", "06.11.2026")).found == ["F009 6:7"]


BRANCHING = """::: frage entscheidung {#f_a ziel=l1}
Ein Anruf am Morgen.

### Der Anruf {#anruf}
Herr T. ruft an.

- [ ] Sie sagen zu. → [weiter](#zusage)
  > Folge: Er kommt.
- [x] Sie fragen nach. → [weiter](#papier) {irrtum=x}
  > Folge: Er zeigt das Papier.

### Nach der Zusage {#zusage}
Er steht vor der Tür.

- [x] Sie stellen es richtig.
  > Ende: gut.
- [ ] Sie lassen es laufen.
  > Ende: schlecht.

### Das Papier {#papier}
Es ist eine Duldung.

- [x] Sie verweisen. → [zur Zusage](#zusage)
  > Folge: weiter.
- [ ] Sie raten selbst.
  > Ende: schlecht.

::: erklaerung
Erst fragen.
:::
:::
"""


def test_a_decision_is_a_walk_through_situations() -> None:
    read = read_step(BRANCHING.replace(" {irrtum=x}", ""))
    question = read.only(Branching)
    assert read.found == []
    assert question.stem.plain == "Ein Anruf am Morgen."
    assert [situation.id for situation in question.situations] == ["anruf", "zusage", "papier"]
    assert [option.text.plain for option in question.situations[0].options] == ["Sie sagen zu.", "Sie fragen nach."]
    assert [[option.target for option in s.options] for s in question.situations] == [
        ["zusage", "papier"],
        [None, None],
        ["zusage", None],
    ]
    assert question.explanation.plain == "Erst fragen."
    assert question.index_of("papier") == 2


def test_two_questions_may_use_the_same_name_for_a_situation() -> None:
    plain = BRANCHING.replace(" {irrtum=x}", "")
    assert read_step(plain + "\n" + plain.replace("#f_a", "#f_b")).found == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("(#zusage)\n  > Folge: Er kommt", "(#zusagee)\n  > Folge: Er kommt", ["F010 7:23"]),
        (" → [weiter](#papier)", "", ["F010 20:1"]),
        ("- [ ] Sie raten selbst.", "- [ ] Sie raten selbst. → [zurück](#anruf)", ["F010 4:1"]),
        ("{#zusage}", "{#anruf}", ["K002 12:22"]),
        ("{#zusage}", "{#Zusage-1}", ["B016 12:22"]),
        (" {#zusage}", "", ["B006 12:1"]),
        ("Es ist eine Duldung.\n", "", ["B021 20:1"]),
        ("- [ ] Sie raten selbst.", "- [x] Sie raten selbst.", ["F001 25:1"]),
        ("- [x] Sie stellen", "- [ ] Sie stellen", ["F001 15:1"]),
        ("  > Ende: gut.\n", "", ["F002 15:1"]),
        ("  > Ende: gut.\n", "  > Ende: gut.\n\nNoch ein Satz.\n", ["F006 18:1"]),
    ],
)
def test_a_slip_on_the_way_is_found_where_it_stands(old: str, new: str, found: list[str]) -> None:
    text = BRANCHING.replace(" {irrtum=x}", "")
    assert old in text
    assert read_step(text.replace(old, new)).found == found


def test_a_decision_has_at_most_ten_situations() -> None:
    chain = "\n".join(
        f"### Lage {n} {{#l{n}}}\nText.\n\n- [x] weiter{f' → [weiter](#l{n + 1})' if n < 10 else ''}\n  > Gut.\n- [ ] Ende\n  > Schlecht.\n"
        for n in range(11)
    )
    assert read_step(f"::: frage entscheidung {{#f_a ziel=l1}}\n{chain}:::\n").found == ["F010 82:1"]


def test_a_decision_without_situations_is_found() -> None:
    assert read_step("::: frage entscheidung {#f_a ziel=l1}\nNur Text.\n:::\n").found == ["F010 1:1"]


@pytest.mark.parametrize("line", ["einfach {#f_a ziel=l1 mischen=nein}", "luecke {#f_a ziel=l1 mischen=nein}"])
def test_an_order_that_means_something_can_be_kept(line: str) -> None:
    text = (SINGLE if "einfach" in line else CLOZE).split("\n", 1)[1]
    read = read_step(f"::: frage {line}\n{text}")
    assert read.found == []
    assert not read.only(SingleChoice if "einfach" in line else Cloze).shuffle


def test_shuffling_is_no_word_for_kinds_that_have_nothing_to_shuffle() -> None:
    assert read_step(DAY.replace("ziel=l1", "ziel=l1 mischen=nein")).found == ["B007 1:31"]


def test_a_day_in_words_is_one_finding() -> None:
    assert read_step(DAY.replace("6.11.2026", "6. November 2026")).found == ["F001 4:1", "F001 6:1"]


def test_no_question_grows_beyond_its_letters() -> None:
    rows = "".join(f"| links {n} | rechts {n} |\n" for n in range(21))
    assert read_step(f"::: frage zuordnung {{#f_a ziel=l1}}\nWas?\n\n| a | b |\n|---|---|\n{rows}:::\n").found == [
        "F005 4:1"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SINGLE.replace("Sie **kann** anfangen.", "sie wartet."), ["F001 11:1"]),
        (SINGLE.replace("- [x] Sie **kann** anfangen.", "- [x] \u200b"), ["F001 11:1"]),
        (SINGLE.replace("- [ ] Sie wartet.", "- [] Sie wartet."), ["F001 9:1"]),
        (MATCHING.replace("| Duldung |", "| Titel |"), ["F001 8:3"]),
        (
            MATCHING.replace("Erlaubnis nötig", "Arbeit ist erlaubt").replace("| | Arbeit ist verboten | |\n", ""),
            ["F005 4:1"],
        ),
        (CLOZE.replace("[[drei; 3]]", "[[?]]"), ["F008 4:19"]),
        (CLOZE.replace("1. Ab der", "> [!NOTE]\n> H [[b]]\n\n1. Ab der"), ["B013 12:1"]),
        (NUMBER.replace("36 ± 2", "0.125"), ["F009 4:7"]),
        (NUMBER.replace("36 ± 2", "36 Monate"), ["F009 4:7"]),
        (DAY.replace("6.11.2026", "01.01.0001"), ["F009 4:7"]),
        (BRANCHING.replace("{#f_a ", "{#result ").replace(" {irrtum=x}", ""), ["B016 1:25"]),
        (BRANCHING.replace(" {irrtum=x}", "") + SINGLE.replace("#f_a", "#f_a_papier"), ["K002 32:20"]),
        (BRANCHING.replace("- [ ] Sie sagen zu. →", "- [ ] →").replace(" {irrtum=x}", ""), ["F001 7:1"]),
    ],
)
def test_what_learners_could_not_tell_apart_or_read_is_found(text: str, found: list[str]) -> None:
    assert read_step(text).found == found


def test_the_cure_of_a_torn_box_is_the_line_itself() -> None:
    (finding,) = read_step(SINGLE.replace("- [ ] Sie wartet.", "- [] Sie wartet.")).findings
    assert finding.hint.startswith("Schreiben Sie: - [ ] Sie wartet.")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("2026-11-16", "16.11.2026"), ("16.11.26", "16.11.2026"), ("31.11.2026", "30.11.2026"), ("bald", "16.11.2026")],
)
def test_the_cure_of_a_day_is_that_day(written: str, meant: str) -> None:
    (finding,) = read_step(DAY.replace("6.11.2026", written)).findings
    assert finding.hint.endswith(meant)


def test_a_link_in_emphasis_is_taken_whole() -> None:
    question = read_step(
        BRANCHING.replace("→ [weiter](#zusage)\n", "→ **[weiter](#zusage)**.\n").replace(" {irrtum=x}", "")
    ).only(Branching)
    assert question.situations[0].options[0].text.plain == "Sie sagen zu."
    assert question.situations[0].options[0].target == "zusage"
