"""Moodle XML: what a question bank imports, and the traps it sets (scorm.md B9)."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from lxml import etree

from builder.model.course import Course
from builder.model.module import Module
from builder.model.prose import Prose
from builder.model.questions import Cloze, Matching, right_weight
from builder.pipeline import load
from builder.reading.course import read_course
from builder.reading.markdown import parse
from builder.rendering.bank import identity
from builder.rendering.moodle import Bank, render, render_bundle
from tests.everything import HOSTILE, everything_project
from tests.projects import begin_project, edit, module_file

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


PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Course:
    found = load(everything_project(tmp_path_factory.mktemp("alles"))).course
    assert found is not None
    return found


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    root = begin_project(tmp_path_factory.mktemp("moodle"), "x1")
    path = module_file(root, "x1")
    edit(path, "::: merkpunkte", QUESTIONS.replace("<b>hier</b>", r"\<b>hier\</b>") + "::: merkpunkte")
    edit(root / "curriculum/curriculum.yml", "Probekurs", "Haupt/Ehrenamt")
    found = read_course(root).course
    assert found is not None
    return found


def xml_of(module: Module, course: Course) -> etree._Element:
    (file,) = [file for file in render(module, course.shared).files if file.path.endswith(".xml")]
    return etree.fromstring(file.data)


@pytest.fixture(scope="module")
def quiz(course: Course) -> etree._Element:
    return xml_of(course.modules[0], course)


@pytest.fixture(scope="module")
def bank(quiz: etree._Element) -> dict[str, etree._Element]:
    return {question.findtext("idnumber") or "": question for question in quiz if question.get("type") != "category"}


def test_two_files_named_for_module_and_version(course: Course) -> None:
    files = render(course.modules[0], course.shared).files
    name = "x1-wer-hilft-wem-0.1.0-fragen"
    assert [file.path for file in files] == [f"{name}.gift.txt", f"{name}.xml"]


def test_every_question_of_the_module_is_there_once(
    course: Course, quiz: etree._Element, bank: dict[str, etree._Element]
) -> None:
    names = [question.findtext("idnumber") for question in quiz if question.get("type") != "category"]
    assert len(names) == len(set(names))
    assert set(bank) == {f"x1_{question.id}" for question in course.modules[0].questions}


class TestCategories:
    """One for the module, one for each goal that is asked for; nobody has to sort anything."""

    ROOT = "$course$/top/Haupt//Ehrenamt/X1 Wer hilft wem?"

    def paths(self, quiz: etree._Element) -> list[str]:
        return [category.findtext("category/text") or "" for category in quiz if category.get("type") == "category"]

    def test_a_slash_in_a_name_makes_no_category(self, quiz: etree._Element) -> None:
        assert self.paths(quiz) == [self.ROOT, f"{self.ROOT}/x1_l1", f"{self.ROOT}/x1_l2"]

    def test_questions_lie_with_their_goal_in_author_order(self, course: Course, quiz: etree._Element) -> None:
        found: dict[str, list[str]] = {}
        goal = ""
        for question in quiz:
            goal = (question.findtext("category/text") or goal).rsplit("/", 1)[-1]
            found.setdefault(goal, []).append(question.findtext("idnumber") or "")
        questions = course.modules[0].questions
        for name in ("l1", "l2"):
            assert found[f"x1_{name}"][1:] == [f"x1_{each.id}" for each in questions if each.goal == name]

    def test_each_says_what_it_is(self, course: Course, quiz: etree._Element) -> None:
        told = [category.findtext("info/text") or "" for category in quiz if category.get("type") == "category"]
        goals = {goal.id: goal.text for goal in course.modules[0].meta.goals}
        assert "Rollen und Stellen." in told[0]
        assert "Version 0.1.0" in told[0]
        assert told[1] == f"<p>Sie können {escape(goals['l1']).rstrip('.')}.</p>"

    def test_none_has_an_id_that_moodle_would_refuse_below_another_name(self, quiz: etree._Element) -> None:
        assert [c for c in quiz if c.get("type") == "category" and c.find("idnumber") is not None] == []

    @pytest.mark.parametrize(
        ("title", "name"),
        [
            ("/Anfang/", " //Anfang// "),
            ("Was <b>jetzt</b>?", "Was ‹b›jetzt‹//b›?"),
            ("zwei\nZeilen", "zwei Zeilen"),
            ("lang " * 99, ("lang " * 51)[:-1]),
        ],
    )
    def test_a_title_comes_through(self, course: Course, title: str, name: str) -> None:
        """PARAM_TEXT takes tags out, a slash at an end would join two names, a column holds 255 characters."""
        curriculum = course.shared.curriculum.model_copy(update={"title": title})
        shared = replace(course.shared, curriculum=curriculum)
        path = self.paths(xml_of(course.modules[0], replace(course, shared=shared)))[0]
        parts = re.split(r"(?<!/)/(?!/)", path)
        assert parts == ["$course$", "top", name, "X1 Wer hilft wem?"]

    def test_a_decision_has_its_own_which_nobody_draws_from(self, everything: Course) -> None:
        quiz = xml_of(everything.modules[0], everything)
        (path,) = [path for path in self.paths(quiz) if path.endswith("/x1_l1/x1_f_anruf")]
        following = list(quiz)[self.paths_and_questions(quiz).index(path) + 1 :]
        assert [question.get("type") for question in following[:4]] == [
            "description", "multichoice", "multichoice", "category",
        ]  # fmt: skip

    def paths_and_questions(self, quiz: etree._Element) -> list[str]:
        return [question.findtext("category/text") or "" for question in quiz]


class TestBundle:
    """A course or a path: the banks of its modules in one file."""

    def test_its_files_are_named_for_it(self, course: Course) -> None:
        names = [file.path for file in render_bundle(course.bundles[0], course.shared).files]
        assert names == ["kurs-x-2026.1-fragen.gift.txt", "kurs-x-2026.1-fragen.xml"]

    def test_it_holds_what_the_banks_of_its_modules_hold(self, tmp_path: Path) -> None:
        course = read_course(begin_project(tmp_path, "x1", "x2")).course
        assert course is not None
        whole = etree.fromstring(render_bundle(course.bundles[0], course.shared).files[1].data)
        parts = [element for module in course.modules for element in xml_of(module, course)]
        assert [canonical(element) for element in whole] == [canonical(element) for element in parts]

    def test_a_module_without_questions_gives_no_file(self, course: Course) -> None:
        silent = replace(course.modules[0], steps=())
        assert render(silent, course.shared).files == ()
        assert render_bundle(replace(course.bundles[0], modules=(silent,)), course.shared).files == ()


def canonical(element: etree._Element) -> bytes:
    return etree.tostring(element, method="c14n").strip()


CASE = (
    '### Sachverhalt\n![Ein Weg](media/weg.svg "Der Weg")\n\n::: bildtext\nVom Antrag zur Erlaubnis.\n:::\n\n'
    "Rima kam im Mai.[^a] Siehe [hier](#rollen) und [dort](https://www.example.org/x).\n"
)
QUESTION = (
    "### Prüfung\n::: frage einfach {#f_fall ziel=l1}\nWas gilt?\n\n- [x] a\n  > ja[^a]\n- [ ] b\n  > nein\n"
    "- [ ] c\n  > nein\n:::\n"
)


@pytest.fixture(scope="module")
def question(tmp_path_factory: pytest.TempPathFactory) -> etree._Element:
    root = begin_project(tmp_path_factory.mktemp("fall"), "x1")
    path = module_file(root, "x1")
    edit(path, "### Sachverhalt\n", CASE)
    edit(path, "### Prüfung\n", QUESTION)
    path.write_text(path.read_text() + "\n[^a]: Mit *Vermerk*, siehe Note.[^a]\n", encoding="utf-8")
    (path.parent / "media").mkdir(exist_ok=True)
    (path.parent / "media" / "weg.svg").write_text(PICTURE)
    course = read_course(root).course
    assert course is not None
    quiz = xml_of(course.modules[0], course)
    return next(question for question in quiz if question.findtext("idnumber") == "x1_f_fall")


class TestWhatStandsAlone:
    """A question leaves its module: pictures come along, notes are told, places of the module are words."""

    def test_a_question_of_a_case_tells_what_happened(self, question: etree._Element) -> None:
        assert (question.findtext("questiontext/text") or "").count("Rima kam im Mai.") == 1

    def test_a_picture_lies_beside_the_text_that_shows_it(self, question: etree._Element) -> None:
        text = question.find("questiontext")
        assert text is not None
        assert '<img src="@@PLUGINFILE@@/weg.svg" alt="Ein Weg">' in (text.findtext("text") or "")
        assert "Vom Antrag zur Erlaubnis." in (text.findtext("text") or "")
        (file,) = question.iter("file")
        assert file.getparent() is text
        assert dict(file.attrib) == {"name": "weg.svg", "path": "/", "encoding": "base64"}
        assert b64decode(file.text or "").decode() == PICTURE

    def test_a_note_is_told_where_its_number_stood(self, question: etree._Element) -> None:
        """Once, even one that refers to itself; in what is said to an answer as well."""
        note = "(Mit <em>Vermerk</em>, siehe Note.)"
        assert f"Rima kam im Mai. {note}" in (question.findtext("questiontext/text") or "")
        assert f"ja {note}" in (question.findtext("answer/feedback/text") or "")

    def test_no_link_leads_to_a_place_that_is_not_there(self, question: etree._Element) -> None:
        text = question.findtext("questiontext/text") or ""
        assert re.findall(r'href="([^"]+)"', text) == ["https://www.example.org/x"]
        assert "Siehe hier und " in text


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


def test_an_id_fits_into_its_column(everything: Course) -> None:
    """Module, question and situation may have sixty letters each; Moodle keeps a hundred of all."""
    module = everything.modules[0]
    question = replace(next(each for each in module.questions if each.id == "f_anruf"), id="f_" + "a" * 58)
    first, second = (identity(module, question, "s_" + letter * 58) for letter in "ab")
    assert len(first) == len(second) == 100
    assert first != second
    assert identity(module, question) == f"x1_{question.id}"


def test_what_is_chosen_in_a_matching_keeps_its_signs(everything: Course) -> None:
    """Moodle shows it with format_string, which takes tags out."""
    module = everything.modules[0]
    question = next(each for each in module.questions if isinstance(each, Matching))
    right = Prose((parse(r"Titel \<b> & mehr")[1],), module.place)
    pairs = (replace(question.pairs[0], right=right), *question.pairs[1:])
    (element,) = Bank(module, everything.shared).question(replace(question, pairs=pairs))
    assert element.findtext("subquestion/answer/text") == "Titel &lt;b&gt; &amp; mehr"


def test_a_brace_in_the_text_opens_no_gap(everything: Course) -> None:
    module = everything.modules[0]
    question = next(each for each in module.questions if isinstance(each, Cloze))
    hostile = Prose((parse(f"{{1:SHORTANSWER:=x}} {{#1}} {HOSTILE}")[1],), module.place)
    (element,) = Bank(module, everything.shared).question(replace(question, stem=hostile))
    text = element.findtext("questiontext/text") or ""
    assert text.count("{") == len(question.gaps)
    assert "&#123;1:SHORTANSWER:=x}" in text


def test_weights_add_up_to_the_whole(course: Course) -> None:
    for question in course.modules[0].questions:
        options = getattr(question, "options", ())
        right = sum(option.correct for option in options)
        assert right * right_weight(options) in (0, 1)


def test_letters_that_xml_cannot_say_are_left_out(course: Course) -> None:
    module = course.modules[0]
    meta = module.meta.model_copy(update={"title": "Wer\ufffe hilft\x0b wem?"})
    quiz = xml_of(replace(module, meta=meta), course)
    assert "Wer hilft wem?" in (quiz.findtext("question/category/text") or "")
