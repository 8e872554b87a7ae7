"""``::: fall``: stages, and what of them is hidden until the learner has answered."""

from __future__ import annotations

import pytest

from builder.model.blocks import Case, CaseMode, StageKind
from builder.model.prose import Prose
from builder.model.questions import TrueFalse
from tests.reading.story import read_step

QUESTION = """::: frage wahr_falsch {#f_pruefung ziel=l1}
Sie braucht eine Erlaubnis.

- [x] Stimmt
  > Richtig.
- [ ] Stimmt nicht
  > Doch.
:::
"""
STAGES = (
    "Sachverhalt",
    "Status und Papier",
    "Norm",
    "Prüfung",
    "Ergebnis",
    "Offen",
    "Wer entscheidet",
    "Nächster Schritt",
)


def case(mode: str, question_at: str = "", question_first: bool = True) -> str:
    parts = []
    for stage in STAGES:
        texts = [f"Text zu {stage}.\n"]
        if stage == question_at:
            texts.insert(0 if question_first else 1, QUESTION)
        parts.append(f"### {stage}\n" + "\n".join(texts))
    return f'::: fall {{#fall_a stufe={mode} titel="Frau A."}}\n' + "\n".join(parts) + ":::\n"


def hidden(text: str) -> list[str]:
    read = read_step(text)
    assert read.found == []
    return [stage.kind.value for stage in read.only(Case).stages if stage.hidden]


def test_a_solved_case_hides_nothing_even_where_it_asks() -> None:
    assert hidden(case("geloest")) == []
    assert hidden(case("geloest", question_at="Prüfung")) == []


def test_a_faded_case_hides_from_the_first_stage_that_begins_with_a_question() -> None:
    assert hidden(case("teilweise", question_at="Prüfung")) == list(STAGES[3:])
    assert hidden(case("teilweise", question_at="Norm")) == list(STAGES[2:])


def test_a_question_further_down_in_a_stage_hides_nothing() -> None:
    assert hidden(case("teilweise", question_at="Norm", question_first=False)) == []


def test_an_open_case_hides_everything_from_the_examination_on() -> None:
    assert hidden(case("offen")) == list(STAGES[3:])


def test_questions_and_text_of_a_stage_are_kept_apart() -> None:
    found = read_step(case("teilweise", question_at="Prüfung")).only(Case)
    stage = next(stage for stage in found.stages if stage.kind is StageKind.TEST)
    assert (found.id, found.title, found.mode) == ("fall_a", "Frau A.", CaseMode.FADED)
    assert [type(question) for question in stage.questions] == [TrueFalse]
    assert [block.plain for block in stage.body if isinstance(block, Prose)] == ["Text zu Prüfung."]


def test_what_is_unsettled_may_be_left_out_and_nothing_else() -> None:
    assert read_step(case("geloest").replace("### Offen\nText zu Offen.\n", "")).found == []
    without = read_step(case("geloest").replace("### Norm\nText zu Norm.\n", ""))
    assert without.found == ["F007 1:1"]
    assert "Norm" in without.findings[0].message


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("### Ergebnis", "### Lösung", ["F007 14:1"]),
        ("### Sachverhalt\n", "Vorab ein Satz.\n### Sachverhalt\n", ["F007 2:1"]),
        ("### Norm", "### Prüfung", ["F007 1:1", "F007 11:1"]),
        ("stufe=geloest", "stufe=fertig", ["B007 1:19"]),
        ("stufe=geloest ", "", ["B007 1:1"]),
        ("#fall_a ", "", ["B006 1:1"]),
        ("Text zu Norm.", "#### Absatz 1\n\nText.", []),
        ("Text zu Norm.", "##### Absatz 1\n\nText.", ["B010 9:1"]),
        ("Text zu Norm.", "::: uebung {#u_a minuten=1}\nText.\n:::", ["B005 9:1"]),
    ],
)
def test_slips_in_a_case(old: str, new: str, found: list[str]) -> None:
    assert read_step(case("geloest").replace(old, new, 1)).found == found


def test_a_case_that_is_never_closed_ends_at_the_next_step() -> None:
    text = case("geloest").removesuffix(":::\n") + "\n## Der zweite Schritt {#zwei minuten=2}\n\nText.\n"
    read = read_step(text)
    assert read.found == ["B001 1:1"]
    assert read.module is not None
    assert [step.id for step in read.module.steps] == ["papier", "zwei"]
