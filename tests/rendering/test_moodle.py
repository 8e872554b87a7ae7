"""Moodle XML: what a question bank imports, and the traps it sets (scorm.md B9)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from lxml import etree

from builder.model.course import Course
from builder.model.questions import right_weight
from builder.reading.course import read_course
from builder.rendering.moodle import render
from builder.rendering.moodle_answers import fraction
from tests.projects import begin_project, edit, module_file

ACCEPTED = {
    "100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30", "25", "20", "16.66667",
    "14.28571", "12.5", "11.11111", "10", "5", "0",
}  # fmt: skip
"""The positive fractions a Moodle question bank knows; each exists negative as well."""

QUESTIONS = """\
::: frage mehrfach {#f_viele ziel=l1 punkte=2 kritisch=ja}
Welche Stellen helfen <b>hier</b>?

- [x] Beratung & Begleitung
  > Richtig.
- [x] Amt
  > Richtig.
- [x] Verein
  > Richtig.
- [ ] niemand
  > Doch.

::: erklaerung
So ist es.
:::
:::

::: frage wahr_falsch {#f_wahr ziel=l1}
Das Papier entscheidet.

- [x] Stimmt
  > Richtig.
- [ ] Stimmt nicht
  > Doch.
:::

::: frage reihenfolge {#f_folge ziel=l1}
Ordnen Sie.

1. Erstens
   > Weil.
2. Zweitens
3. Drittens
:::

"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    root = begin_project(tmp_path_factory.mktemp("moodle"), "x1")
    path = module_file(root, "x1")
    edit(path, "::: merkpunkte", QUESTIONS.replace("<b>hier</b>", r"\<b>hier\</b>") + "::: merkpunkte")
    edit(root / "curriculum/curriculum.yml", "Probekurs", "Haupt/Ehrenamt")
    found = read_course(root).course
    assert found is not None
    return found


@pytest.fixture(scope="module")
def bank(course: Course) -> dict[str, etree._Element]:
    quiz = etree.fromstring(render(course.modules[0], course.shared).files[0].data)
    return {question.findtext("idnumber") or "category": question for question in quiz}


def test_one_file_named_for_module_and_version(course: Course) -> None:
    files = render(course.modules[0], course.shared).files
    assert [file.path for file in files] == ["x1-wer-hilft-wem-0.1.0-fragen.xml"]


def test_every_question_of_the_module_is_there_once(course: Course, bank: dict[str, etree._Element]) -> None:
    assert set(bank) == {"category", *(f"x1_{question.id}" for question in course.modules[0].questions)}


def test_a_slash_in_a_name_makes_no_category(bank: dict[str, etree._Element]) -> None:
    assert bank["category"].findtext("category/text") == "$course$/top/Haupt//Ehrenamt/X1 Wer hilft wem?"


def test_points_of_several_right_answers_are_those_of_the_player(
    course: Course, bank: dict[str, etree._Element]
) -> None:
    question = bank["x1_f_viele"]
    shares = [answer.get("fraction") for answer in question.iter("answer")]
    assert shares == ["33.33333", "33.33333", "33.33333", "-33.33333"]
    assert question.findtext("defaultgrade") == "2"
    assert question.findtext("single") == "false"


def test_one_right_answer_takes_all_and_a_wrong_one_costs_nothing(bank: dict[str, etree._Element]) -> None:
    assert [answer.get("fraction") for answer in bank["x1_f_eins"].iter("answer")] == ["0", "100", "0"]


@pytest.mark.parametrize("right", range(1, 5))
def test_every_share_is_one_moodle_knows(right: int) -> None:
    assert fraction(Fraction(1, right)) in ACCEPTED
    assert fraction(-Fraction(1, right)).removeprefix("-") in ACCEPTED


def test_text_of_authors_stays_text(bank: dict[str, etree._Element]) -> None:
    assert "&lt;b&gt;hier&lt;/b&gt;" in (bank["x1_f_viele"].findtext("questiontext/text") or "")


def test_true_is_what_the_author_calls_stimmt(bank: dict[str, etree._Element]) -> None:
    answers = {answer.findtext("text"): answer.get("fraction") for answer in bank["x1_f_wahr"].iter("answer")}
    assert answers == {"true": "100", "false": "0"}


def test_ordering_has_what_the_import_aborts_without(bank: dict[str, etree._Element]) -> None:
    question = bank["x1_f_folge"]
    assert question.findtext("shownumcorrect") == "1"
    assert question.findtext("gradingtype") == "ABSOLUTE_POSITION"
    assert [answer.findtext("text") for answer in question.iter("answer")] == ["Erstens", "Zweitens", "Drittens"]
    assert "Weil." in (question.findtext("generalfeedback/text") or "")


def test_matching_offers_the_answer_that_fits_nowhere(bank: dict[str, etree._Element]) -> None:
    parts = list(bank["x1_f_zwei"].iter("subquestion"))
    assert [bool(part.findtext("text")) for part in parts] == [True, True, False]
    assert all(part.findtext("answer/text") for part in parts)


def test_an_open_question_brings_model_answer_and_checklist(bank: dict[str, etree._Element]) -> None:
    info = bank["x1_f_drei"].findtext("graderinfo/text") or ""
    assert "Eine gute Antwort" in info
    assert info.count("<li>") == 2


def test_tags_name_goal_and_weight(bank: dict[str, etree._Element]) -> None:
    tags = [tag.findtext("text") for tag in bank["x1_f_viele"].iter("tag")]
    assert tags == ["x1", "x1_l1", "kritisch"]


def test_same_content_same_bytes(course: Course) -> None:
    module, shared = course.modules[0], course.shared
    assert render(module, shared) == render(module, shared)


def test_a_question_of_a_case_tells_what_happened(tmp_path: Path) -> None:
    root = begin_project(tmp_path, "x1")
    question = "### Prüfung\n::: frage einfach {#f_fall ziel=l1}\nWas gilt?\n\n- [x] a\n  > ja\n- [ ] b\n  > nein\n- [ ] c\n  > nein\n:::\n"
    edit(module_file(root, "x1"), "### Prüfung\n", question)
    edit(module_file(root, "x1"), "TODO: Was geschehen ist.", "Rima kam im Mai.")
    course = read_course(root).course
    assert course is not None
    data = render(course.modules[0], course.shared).files[0].data.decode()
    assert data.count("Rima kam im Mai.") == 1


def test_weights_add_up_to_the_whole(course: Course) -> None:
    for question in course.modules[0].questions:
        options = getattr(question, "options", ())
        right = sum(option.correct for option in options)
        assert right * right_weight(options) in (0, 1)


def test_letters_that_xml_cannot_say_are_left_out(course: Course) -> None:
    module = course.modules[0]
    meta = module.meta.model_copy(update={"title": "Wer\ufffe hilft\x0b wem?"})
    data = render(replace(module, meta=meta), course.shared).files[0].data
    assert "Wer hilft wem?" in (etree.fromstring(data).findtext("question/category/text") or "")
