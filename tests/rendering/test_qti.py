"""QTI of a Common Cartridge: its profile, and the points of the player for every kind that it can say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from builder.model.course import Course
from builder.model.questions import Question
from builder.pipeline import load
from builder.rendering.qti import QTI, Items, SaidQuestion, assessment, question_bank
from builder.rendering.qti_answers import said_as
from builder.rendering.qti_text import ItemText
from tests.everything import everything_project
from tests.projects import edit
from tests.rendering.test_moodle_scoring import FOLDED, MAKE, TABLES

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NS = {"q": QTI}
PROFILES = {
    "single_choice": "cc.multiple_choice.v0p1",
    "multiple_choice": "cc.multiple_response.v0p1",
    "true_false": "cc.true_false.v0p1",
    "number": "cc.fib.v0p1",
    "date": "cc.fib.v0p1",
    "cloze": "cc.fib.v0p1",
}
"""Kinds of which the profile can say at least some, and as what."""


def course_of(project: Path) -> Course:
    course = load(project).course
    assert course is not None
    return course


@pytest.fixture(scope="module")
def profile() -> etree.DTD:
    return etree.DTD(str(HERE / "qti_profile.dtd"))


def bank(course: Course) -> etree._Element:
    items = Items(course.modules[0], course.shared, "de")
    return etree.fromstring(question_bank("fragen", items.elements()))


def items_of(root: etree._Element) -> dict[str, etree._Element]:
    return {str(item.get("ident")): item for item in root.iter(f"{{{QTI}}}item")}


def field(item: etree._Element, label: str) -> str | None:
    return item.xpath(f"string(.//q:qtimetadatafield[q:fieldlabel='{label}']/q:fieldentry)", namespaces=NS) or None


# How it is graded by its own specification: the last condition that is met and sets the score ----------------


def by_the_book(item: etree._Element, response: list[str]) -> float:
    score = 0.0
    for condition in item.iter(f"{{{QTI}}}respcondition"):
        if _met(condition[0], response):
            score = float(condition.findtext(f"{{{QTI}}}setvar") or score)
            if condition.get("continue") == "No":
                break
    return score / 100


def _met(tests: etree._Element, response: list[str]) -> bool:
    name = etree.QName(tests[0]).localname
    if name == "other":
        return True
    if name == "and":
        return all(
            (test.text in response) if etree.QName(test).localname == "varequal" else test[0].text not in response
            for test in tests[0]
        )
    folded = [value.lower() for value in response]
    return any((test.text or "").lower() in folded for test in tests)


# How Moodle grades what its converter makes of it (backup/cc/entity11.quiz.class.php) -------------------------


def by_moodle(item: etree._Element, response: list[str]) -> float:
    rights = item.xpath(
        ".//q:setvar[@varname='SCORE'][.=100]/../q:conditionvar//q:varequal[not(parent::q:not)]", namespaces=NS
    )
    if field(item, "cc_profile") == PROFILES["multiple_choice"]:
        right = [one.text for one in rights if one.get("case") == "Yes"]
        return min(1.0, sum(letter in right for letter in response) / len(right))
    values = {(one.text or "").lower() for one in rights}
    return float(bool(response) and response[0].lower() in values)


def answered(kind: str, item: etree._Element, response: list[str]) -> list[str]:
    """A response of the table in the words of the item."""
    if kind == "true_false":
        return [{"a": "true", "b": "false"}[letter] for letter in response]
    return response


def said(course: Course, asked: Question) -> etree._Element | None:
    """A question as an item, None where the profile has no kind for it."""
    form = said_as(asked, ItemText(course.modules[0], course.shared, "de"))
    items = Items(course.modules[0], course.shared, "de")
    return items.elements([SaidQuestion(asked, form)])[0] if form else None


@pytest.mark.parametrize("kind", PROFILES)
@pytest.mark.parametrize("grade", [by_the_book, by_moodle])
def test_an_answer_earns_what_the_player_gives(
    everything: Course, kind: str, grade: Callable[[etree._Element, list[str]], float]
) -> None:
    """Right is right and wrong is wrong; between them this format has its own mind, see below."""
    compared = 0
    for block in json.loads((TABLES / f"{kind}.json").read_text(encoding="utf-8")):
        element = said(everything, MAKE[kind](block["question"]))
        if element is None:
            continue
        assert field(element, "cc_profile") == PROFILES[kind]
        assert field(element, "cc_weighting") == str(block["question"]["points"])
        for case in block["cases"]:
            response = case["response"]
            if not _is_comparable(kind, case):
                continue
            share = grade(element, answered(kind, element, response))
            assert share * block["question"]["points"] == pytest.approx(case["points"]), case
            compared += 1
    assert compared


def _is_comparable(kind: str, case: dict[str, Any]) -> bool:
    """One tick where one is right; numbers without superfluous digits; of several answers all right ones or none."""
    response = case["response"]
    if kind == "number" and response and re.fullmatch(r"-?\d+\.\d*0", response[0]):
        return False
    if response is None or FOLDED & set(response):
        return False
    if kind in ("single_choice", "true_false"):
        return len(response) == 1
    if kind == "multiple_choice":
        return case["verdict"] == "right" or not any(case["marks"][ord(letter) - 97] for letter in response)
    return len(response) == 1


def test_several_right_answers_are_all_or_nothing_by_the_book_and_a_share_without_loss_in_moodle(
    everything: Course,
) -> None:
    """What the page for trainers says, since the format cannot be made to count as the player does."""
    asked = {"count": 4, "right": ["a", "b"], "points": 2}
    element = said(everything, MAKE["multiple_choice"](asked))
    assert element is not None
    assert [by_the_book(element, list(letters)) for letters in ("ab", "a", "abc", "abcd")] == [1, 0, 0, 0]
    assert [by_moodle(element, list(letters)) for letters in ("ab", "a", "abc", "abcd", "cd")] == [1, 0.5, 1, 1, 0]


def test_what_the_profile_cannot_say_is_told(everything: Course) -> None:
    items = Items(everything.modules[0], everything.shared, "de")
    assert {question.id for question in items.unsaid} >= {"f_paare", "f_folge", "f_luecke", "f_zahl", "f_anruf"}
    made = set(items_of(bank(everything)))
    asked = {f"x1_{question.id}" for question in everything.modules[0].questions}
    assert made == asked - {f"x1_{question.id}" for question in items.unsaid}


def test_one_gap_can_be_said_typed_or_chosen(everything: Course) -> None:
    typed = said(everything, MAKE["cloze"]({"points": 1, "gaps": [{"accept": ["drei", "3"], "choices": []}]}))
    assert typed is not None
    assert [one.text for one in typed.iter(f"{{{QTI}}}varequal")] == ["drei", "3"]
    offered = said(
        everything, MAKE["cloze"]({"points": 1, "gaps": [{"accept": ["a < b"], "choices": ["a < b", "c", "d"]}]})
    )
    assert offered is not None
    assert field(offered, "cc_profile") == PROFILES["single_choice"]
    few = {"points": 1, "gaps": [{"accept": ["ja"], "choices": ["ja", "nein"]}]}
    assert said(everything, MAKE["cloze"](few)) is None
    anything = {"points": 1, "gaps": [{"accept": ["ja*"], "choices": []}]}
    assert said(everything, MAKE["cloze"](anything)) is None, "Moodle takes a star for „anything“"


def test_a_range_cannot_be_typed_but_a_number_can(everything: Course) -> None:
    def number(low: str, high: str) -> etree._Element | None:
        listed = [{"low": low, "high": high, "right": True}, {"low": "9", "high": "9", "right": False}]
        return said(everything, MAKE["number"]({"points": 1, "listed": listed}))

    assert number("34", "38") is None
    exact = number("0.80", "0.80")
    assert exact is not None
    assert [one.text for one in exact.iter(f"{{{QTI}}}varequal")] == ["0,8", "0.8", "9"]


def test_it_keeps_the_profile(each: Course, profile: etree.DTD) -> None:
    items = Items(each.modules[0], each.shared, "de")
    test = etree.fromstring(assessment(each.modules[0], "Test", items.elements(items.scored)))
    for root in (bank(each), test):
        assert profile.validate(root), profile.error_log


def test_feedback_is_there_and_shown_and_answers_exist(each: Course) -> None:
    for name, item in items_of(bank(each)).items():
        shown = {one.get("linkrefid") for one in item.iter(f"{{{QTI}}}displayfeedback")}
        assert shown == {one.get("ident") for one in item.iter(f"{{{QTI}}}itemfeedback")}, name
        labels = [one.get("ident") for one in item.iter(f"{{{QTI}}}response_label")]
        assert len(set(labels)) == len(labels)
        if labels:
            assert {one.text for one in item.iter(f"{{{QTI}}}varequal")} <= set(labels), name
        kind = field(item, "cc_profile")
        assert (kind == "cc.essay.v0p1") == (field(item, "qmd_computerscored") == "No")
        assert len(labels) >= 3 or kind != PROFILES["single_choice"]
        assert kind != PROFILES["true_false"] or labels == ["true", "false"]


def test_general_feedback_is_what_everybody_is_told_and_nothing_else(everything: Course) -> None:
    """Moodle shows to everybody what hangs on a condition that goes on."""
    for item in items_of(bank(everything)).values():
        for condition in item.xpath(".//q:respcondition[@continue='Yes'][q:displayfeedback]", namespaces=NS):
            assert condition[0][0].tag == f"{{{QTI}}}other"


def test_an_essay_brings_its_model_answer_and_stays_out_of_the_test(everything: Course) -> None:
    items = Items(everything.modules[0], everything.shared, "de")
    essays = {name for name, item in items_of(bank(everything)).items() if field(item, "cc_profile") == "cc.essay.v0p1"}
    assert essays
    told = items_of(etree.fromstring(assessment(everything.modules[0], "Test", items.elements(items.scored))))
    assert not essays & set(told)
    for name in essays:
        texts = items_of(bank(everything))[name].xpath("string(.//q:itemfeedback)", namespaces=NS)
        assert "<li>" in texts


def test_texts_are_ascii_and_say_what_the_author_wrote(everything: Course) -> None:
    """Moodle reads a question's text as Latin-1 unless every other letter is a number."""
    texts = [one.text or "" for one in bank(everything).iter(f"{{{QTI}}}mattext")]
    assert all(text.isascii() for text in texts)
    words = " ".join(" ".join(html.fragment_fromstring(text, create_parent="div").itertext()) for text in texts)
    assert "Welche Stellen helfen?" in words
    assert "behörde" in words


def test_a_question_of_a_case_tells_what_happened(tmp_path: Path) -> None:
    project = everything_project(tmp_path)
    question = "### Prüfung\n::: frage einfach {#f_im_fall ziel=l1}\nWas gilt?\n\n- [x] a\n  > ja\n- [ ] b\n  > nein\n- [ ] c\n  > nein\n:::\n"
    edit(project / "modules/x1-probe/modul.md", "### Prüfung\n", question)
    course = course_of(project)
    told = items_of(bank(course))["x1_f_im_fall"].findtext(f".//{{{QTI}}}mattext") or ""
    assert told.count("<p>") >= 2
    assert "Was gilt?" in told
