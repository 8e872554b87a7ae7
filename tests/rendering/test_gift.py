"""GIFT: what stands in the file, what is said not to stand in it, and that Moodle's reader gets out what went in.

Points are compared in test_moodle_scoring.py.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.course import Course
from builder.model.module import Module
from builder.model.prose import Prose
from builder.model.questions import Matching, MultipleChoice, Question, SingleChoice, TrueFalse
from builder.pipeline import load
from builder.reading.markdown import parse
from builder.rendering.few_tags import few_tags
from builder.rendering.gift import GiftBank, escaped
from builder.rendering.html import Markup
from builder.rendering.moodle import render, render_bundle
from tests.everything import HOSTILE, everything_project
from tests.projects import edit
from tests.rendering.gift_reader import GiftQuestion, read_gift, read_words

SIGNS = r"[html]~=#{}:\n \\ %50%x -> // ::y:: ####z $CATEGORY: &&035; & <b> [id:q]"
"""All that means something in GIFT or in HTML."""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    found = load(everything_project(tmp_path_factory.mktemp("gift"))).course
    assert found is not None
    return found


@pytest.fixture(scope="module")
def text(course: Course) -> str:
    return gift_of(course.modules[0], course).decode()


@pytest.fixture(scope="module")
def found(text: str) -> dict[str, GiftQuestion]:
    return read_gift(text.encode())


def gift_of(module: Module, course: Course) -> bytes:
    return next(file.data for file in render(module, course.shared).files if file.path.endswith(".gift.txt"))


def test_every_question_is_there_in_some_form(course: Course, found: dict[str, GiftQuestion]) -> None:
    for question in course.modules[0].questions:
        assert [name for name in found if name == f"x1_{question.id}" or name.startswith(f"x1_{question.id}_")]


def test_kinds(found: dict[str, GiftQuestion]) -> None:
    assert {name.removeprefix("x1_f_"): question.kind for name, question in found.items()} == {
        "viele": "multichoice", "paare": "matching", "folge": "matching", "luecke_1": "shortanswer",
        "luecke_2": "multichoice", "luecke_3": "multichoice", "zahl": "numerical", "datum": "shortanswer",
        "zeile": "multichoice", "titel": "multichoice", "duldung": "truefalse", "rat": "essay", "anruf": "description",
        "anruf_anruf": "multichoice", "anruf_zusage": "multichoice", "stelle": "multichoice",
    }  # fmt: skip
    assert not found["x1_f_viele"].single
    assert found["x1_f_titel"].single


def test_it_lies_where_moodle_xml_puts_it(found: dict[str, GiftQuestion]) -> None:
    root = "$course$/top/Probelehrplan/X1 Wer darf anfangen?"
    assert found["x1_f_viele"].category == f"{root}/x1_l1"
    assert found["x1_f_stelle"].category == f"{root}/x1_l2"
    assert found["x1_f_anruf_zusage"].category == f"{root}/x1_l1/x1_f_anruf"


def test_tags_and_names(found: dict[str, GiftQuestion]) -> None:
    assert found["x1_f_viele"].tags == ["x1", "x1_l1", "kritisch", "Rechtsstand 2026-08-19"]
    assert found["x1_f_viele"].name == "x1_f_viele (1.0.0)"


def test_feedback_stands_with_its_answer(course: Course, found: dict[str, GiftQuestion]) -> None:
    compared = 0
    for question in course.modules[0].questions:
        if isinstance(question, SingleChoice | MultipleChoice | TrueFalse):
            answers = found[f"x1_{question.id}"].answers
            assert [read_words(answer.feedback) for answer in answers] == [plain(o.feedback) for o in question.options]
            assert [answer.share > 0 for answer in answers] == [option.correct for option in question.options]
            compared += 1
    assert compared >= 5


def plain(prose: Prose) -> str:
    return " ".join(prose.plain.split())


@pytest.mark.parametrize("correct", [True, False])
def test_both_feedbacks_of_true_and_false_find_their_answer(course: Course, correct: bool) -> None:
    module = course.modules[0]
    question = next(each for each in module.questions if isinstance(each, TrueFalse))
    first, second = question.options
    options = (replace(first, correct=correct), replace(second, correct=not correct))
    answers = only(course, replace(question, options=options)).answers
    assert [answer.share for answer in answers] == [100 * correct, 100 * (not correct)]
    assert [read_words(answer.feedback) for answer in answers] == [plain(first.feedback), plain(second.feedback)]


def only(course: Course, question: Question) -> GiftQuestion:
    (block,) = GiftBank(course.modules[0], course.shared, "de").question(question)
    (made,) = read_gift(block.encode()).values()
    return made


@pytest.mark.parametrize("hostile", [HOSTILE, SIGNS, "%50%x", "[plain]x", "[html]", "%", "//", "0", "= -> ~"])
def test_hostile_words_come_back_unchanged(course: Course, hostile: str) -> None:
    said = verbatim(hostile, course.modules[0])
    single = next(each for each in course.modules[0].questions if isinstance(each, SingleChoice))
    options = tuple(replace(option, text=said, feedback=said) for option in single.options)
    read = only(course, replace(single, stem=said, options=options, explanation=said))
    told = [read.text, read.general, *(each for answer in read.answers for each in (answer.text, answer.feedback))]
    assert {read_words(each) for each in told} == {" ".join(hostile.split())}
    assert [answer.share for answer in read.answers] == [100 * option.correct for option in options]


@given(st.text(st.sampled_from("~=#{}:\\%[]/->&<;$*n0 \n\tab\u00a0é"), min_size=1, max_size=30).filter(str.strip))
def test_any_words_come_back_unchanged(course: Course, drawn: str) -> None:
    said = verbatim(drawn, course.modules[0])
    multiple = next(each for each in course.modules[0].questions if isinstance(each, MultipleChoice))
    options = tuple(replace(option, text=said, feedback=said) for option in multiple.options)
    read = only(course, replace(multiple, stem=said, options=options, explanation=said))
    told = [read.text, read.general, *(each for answer in read.answers for each in (answer.text, answer.feedback))]
    assert {read_words(each) for each in told} == {" ".join(drawn.split())}
    assert [answer.share for answer in read.answers] == [50, 50, -50]


def test_letters_that_xml_cannot_say_are_left_out(course: Course) -> None:
    question = next(each for each in course.modules[0].questions if isinstance(each, SingleChoice))
    said = verbatim("a\x0bb\ufffec\x00", course.modules[0])
    assert only(course, replace(question, stem=said)).text == "abc"


@pytest.mark.parametrize("hostile", [HOSTILE, SIGNS, "%50%x", "[plain]x", "= -> ~"])
def test_hostile_words_pair_unchanged(course: Course, hostile: str) -> None:
    module = course.modules[0]
    said = verbatim(hostile, module)
    matching = next(each for each in module.questions if isinstance(each, Matching))
    pair = replace(matching.pairs[0], left=said, right=said)
    read = only(course, replace(matching, pairs=(pair, *matching.pairs[1:])))
    assert (read_words(read.answers[0].text), read_words(read.answers[0].right)) == (" ".join(hostile.split()),) * 2


def verbatim(said: str, module: Module) -> Prose:
    """A line of exactly these letters, whatever Markdown would make of them."""
    line = parse("x")[1]
    (words,) = line.children or ()
    words.content = said
    return Prose((line,), module.place)


def test_every_sign_of_the_format_is_escaped() -> None:
    assert escaped("\\ # = { } ~ :\n") == r"\\ \# \= \{ \} \~ \:\n"


def test_a_hostile_title_stays_in_the_path(course: Course) -> None:
    module = course.modules[0]
    meta = module.meta.model_copy(update={"title": r"Was \\ ~ = # {x} : \n // <b>?", "summary": "x\n\n::y::{T}"})
    read = read_gift(gift_of(replace(module, meta=meta), course))
    assert len(read) == 16
    assert read["x1_f_viele"].category == r"$course$/top/Probelehrplan/X1 Was \\ ~ = # {x} : \n //// ‹b›?/x1_l1"


class TestForeword:
    """What GIFT cannot say is named at the top of the file, with how often and where."""

    def lines(self, text: str) -> str:
        return " ".join(line.removeprefix("//").strip() for line in text.split("\n\n")[0].split("\n"))

    def test_it_names_every_shortfall(self, text: str) -> None:
        lines = self.lines(text)
        assert "X1 Wer darf anfangen? 1.0.0" in lines
        for told in (
            "Reihenfolgen stehen als Zuordnung von Elementen zu Plätzen: 1 (x1_f_folge)",
            "Mehrere Lücken stehen als je eine Frage: 1 (x1_f_luecke)",
            "Entscheidungen stehen als je eine Frage für jede Situation, ohne Wege: 1 (x1_f_anruf)",
            "zählen soll sie: 2 (x1_f_luecke = 1, x1_f_anruf = 1)",
            "1 (x1_f_rat)",
        ):
            assert told in lines

    def test_it_is_silent_where_nothing_is_lost(self, course: Course) -> None:
        module = course.modules[0]
        asked = tuple(each for each in module.questions if isinstance(each, SingleChoice))
        gift = gift_of(replace(module, steps=(replace(module.steps[0], blocks=asked),)), course)
        assert "nicht sagen kann" not in gift.decode()

    def test_pictures_and_fixed_orders_are_named(self, tmp_path: Path) -> None:
        project = everything_project(tmp_path)
        path = project / "modules/x1-probe/modul.md"
        edit(
            path,
            "::: frage mehrfach {#f_viele ziel=l1 kritisch=ja}",
            "::: frage mehrfach {#f_viele ziel=l1 mischen=nein punkte=3}",
        )
        picture = '![Ein Weg](media/bild.svg "Der Weg")\n\n::: bildtext\nVom Antrag zur Karte.\n:::\n\n'
        edit(path, "Herr K. hat ein Angebot", f"{picture}Herr K. hat ein Angebot")
        course = load(project).course
        assert course is not None
        gift = gift_of(course.modules[0], course)
        lines = self.lines(gift.decode())
        assert "Bilder fehlen, nur ihre Beschreibung ist da: 1 (x1_f_duldung)" in lines
        assert "ihre Reihenfolge behalten sollen: 1 (x1_f_viele)" in lines
        assert "x1_f_viele = 3" in lines
        told = read_words(read_gift(gift)["x1_f_duldung"].text)
        assert "[Bild: Ein Weg] Der Weg" in told
        assert "Vom Antrag zur Karte." in told

    def test_lines_stay_comments_however_long(self, course: Course) -> None:
        module = course.modules[0]
        (multiple,) = (each for each in module.questions if each.id == "f_viele")
        many = tuple(replace(multiple, id=f"f_{number}", points=2) for number in range(99))
        gift = gift_of(replace(module, steps=(replace(module.steps[0], blocks=many),)), course).decode()
        assert all(line.startswith("//") for line in gift.split("\n\n")[0].split("\n"))
        assert "99 (x1_f_0 = 2, x1_f_1 = 2" in self.lines(gift)


class TestNearestForms:
    """What GIFT has no word for."""

    def test_an_order_is_not_given_away(self, found: dict[str, GiftQuestion]) -> None:
        """Whether Moodle shuffles a matching is a setting of the site."""
        places = [pair.right for pair in found["x1_f_folge"].answers]
        assert sorted(places) == ["1", "2", "3"]
        assert places != sorted(places)

    def test_each_gap_is_asked_in_the_whole_text(self, found: dict[str, GiftQuestion]) -> None:
        for number in "123":
            told = read_words(found[f"x1_f_luecke_{number}"].text)
            assert "Die Frist beträgt (1) _____ Monate. Zuständig ist das (2) _____." in told
            assert told.endswith(f"Füllen Sie Lücke {number}.")
        assert [answer.text for answer in found["x1_f_luecke_2"].answers] == ["Zollamt", "Bauamt", "Amt"]

    def test_a_model_answer_is_shown_afterwards(self, found: dict[str, GiftQuestion]) -> None:
        assert "Es wartet auf die Erlaubnis." in found["x1_f_rat"].general
        assert "Ich habe nach dem Papier gefragt." in found["x1_f_rat"].general

    def test_reasons_of_elements_stand_in_the_feedback(self, found: dict[str, GiftQuestion]) -> None:
        assert found["x1_f_folge"].general == "<p><strong>Antrag</strong></p><p>Zuerst.</p>"


class TestFewTags:
    """What is left of our HTML."""

    @pytest.mark.parametrize(
        ("html", "left"),
        [
            ("<p>Ein <strong>Wort</strong>\n<em>mehr</em></p>", "Ein <strong>Wort</strong> <em>mehr</em>"),
            ('<p>Nach <span class="norm">§ 1 AsylG</span> &amp; &lt;b&gt;</p>', "Nach § 1 AsylG &amp; &lt;b&gt;"),
            ("<p>eins</p>\n<p>zwei</p>", "<p>eins</p><p>zwei</p>"),
            ('<ul class="x">\n<li>a</li>\n<li>b</li>\n</ul>', "<ul><li>a</li><li>b</li></ul>"),
            ("<pre><code>a  b\n c</code></pre>", "<pre><code>a  b\n c</code></pre>"),
            ('<p>a <a href="https://b.org/?x=1&amp;y" rel="x">b</a></p>', 'a <a href="https://b.org/?x=1&amp;y">b</a>'),
            ('<p class="outdated" hidden>alt</p><p>neu</p>', "neu"),
            ('<figure><img src="x" alt="Weg &lt;b&gt;"><figcaption>T</figcaption></figure>', "<p>[Bild: Weg &lt;b&gt;]</p><p>T</p>"),
            ("a<br>b", "a<br>b"),
            ("", ""),
        ],
    )  # fmt: skip
    def test_words_and_what_orders_them(self, html: str, left: str) -> None:
        assert few_tags(Markup(html), "Bild") == left


def test_the_same_content_gives_the_same_bytes_without_other_line_ends(course: Course) -> None:
    gift = gift_of(course.modules[0], course)
    assert gift == gift_of(course.modules[0], course)
    assert b"\r" not in gift
    assert not re.search(rb"\n\n\n|[ \t]\n", gift)


def test_a_bundle_holds_its_modules(course: Course, found: dict[str, GiftQuestion]) -> None:
    name, data = next((f.path, f.data) for f in render_bundle(course.bundles[0], course.shared).files)
    assert name == "kurs-x-2026.1-fragen.gift.txt"
    assert read_gift(data) == found
