"""The meaning of questions, and the codes a learner's state names them by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.answer_key import AUTHOR_WORDS, answer_key
from builder.model.course import Course
from builder.model.freeze import release_of
from builder.model.meaning import codes, meaning_of
from builder.model.questions import Question
from builder.reading.course import read_course
from tests.everything import everything_project
from tests.projects import edit
from tests.released import words

NAMES = st.lists(st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), unique=True, max_size=35)


def question_of(root: Path, name: str) -> Question:
    course = read_course(root).course
    assert course is not None
    return next(question for module in course.modules for question in module.questions if question.id == name)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return everything_project(tmp_path / "projekt")


def test_every_question_means_something_of_its_own(root: Path) -> None:
    course = read_course(root).course
    assert course is not None
    marks = [meaning_of(question).mark for module in course.modules for question in module.questions]
    assert len(set(marks)) == len(marks)
    assert all(len(mark) == 3 for mark in marks)


CHANGES = [
    ("f_viele", "Welche Stellen helfen?", "Welche Stellen, helfen!", "same"),
    ("f_viele", "Welche Stellen helfen?", "Welche Stellen helfen sofort?", "other"),
    ("f_viele", "- [x] Amt", "- [ ] Amt", "other"),
    ("f_viele", "- [x] Amt\n  > Richtig.", "- [x] Amt\n  > Genau richtig.", "same"),
    ("f_zahl", "- [x] 36 ± 2", "- [x] 36 ± 3", "other"),
    (
        "f_zahl",
        "- [ ] 24\n  > Zu kurz gerechnet.",
        "- [ ] 24\n  > Zu kurz gerechnet.\n- [ ] 12\n  > Viel zu kurz.",
        "goes on",
    ),
    ("f_zahl", "- [ ] 24\n  > Zu kurz gerechnet.", "- [ ] 24\n  > Zu kurz gerechnet.\n- [x] 12\n  > Auch.", "other"),
    ("f_folge", "1. Antrag", "1. Gesuch", "other"),
    ("f_luecke", "[[drei; 3]]", "[[drei; 3; 3,0]]", "other"),
]


@pytest.mark.parametrize(("name", "old", "new", "found"), CHANGES)
def test_what_makes_another_question(root: Path, name: str, old: str, new: str, found: str) -> None:
    before = meaning_of(question_of(root, name))
    edit(root / "modules" / "x1-probe" / "modul.md", old, new)
    after = meaning_of(question_of(root, name))
    assert (after == before) is (found == "same")
    assert after.goes_on(before) is (found in ("same", "goes on"))
    assert found == "same" or not before.goes_on(after)


FOR_EVER = {
    "f_viele": "mkp",
    "f_paare": "b8f",
    "f_folge": "ihr",
    "f_luecke": "s4c",
    "f_zahl": "7f7",
    "f_datum": "o86",
    "f_anruf": "t3b",
    "f_titel": "jfv",
    "f_duldung": "6mi",
    "f_rat": "bdx",
}
"""What questions of every kind mean, as released: a program that finds anything else asks all learners again."""


def test_a_meaning_is_the_same_for_ever(everything: Course) -> None:
    found = {question.id: meaning_of(question).mark for question in everything.modules[0].questions}
    assert {name: found[name] for name in FOR_EVER} == FOR_EVER
    kinds = {answer_key(question).kind for question in everything.modules[0].questions if question.id in FOR_EVER}
    assert kinds == set(AUTHOR_WORDS)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Course:
    course = read_course(everything_project(tmp_path_factory.mktemp("alles"))).course
    assert course is not None
    return replace(course, shared=replace(course.shared, releases=(release_of(course, date(2026, 12, 1)),)))


@given(data=st.data())
def test_a_question_of_any_kind_is_the_same_or_is_asked_again(everything: Course, data: st.DataObject) -> None:
    module = everything.modules[0]
    past = everything.shared.history(module.id)
    question = data.draw(st.sampled_from(module.questions))
    stem = data.draw(
        st.sampled_from((question.stem.plain, f"  {question.stem.plain.upper()}!", "")) | st.text(max_size=30)
    )
    harmless = {"points": 7, "critical": True, "explanation": words("Neu."), "replaces": "f_alt", "goal": "l2"}
    changed = replace(question, stem=words(stem), **data.draw(st.sampled_from(({}, harmless))))
    is_same = meaning_of(changed) == meaning_of(question)
    assert (past.mark_of(changed) == past.questions[question.id][0].mark) is is_same
    assert past.mark_of(replace(question, **harmless)) == past.questions[question.id][0].mark


@given(NAMES)
def test_the_order_of_the_ids_moves_no_code(names: list[str]) -> None:
    assert codes(names, {}, 2) == {name: codes(sorted(names), {}, 2)[name] for name in names}
    assert len(set(codes(names, {}, 2).values())) == len(names)
    assert len(set(codes(names, {}, 1).values())) == len(names)


@given(NAMES, NAMES)
def test_what_was_given_stays_and_is_never_given_again(before: list[str], names: list[str]) -> None:
    given_codes = codes(before, {}, 2)
    found = codes(names, given_codes, 2)
    assert {name: code for name, code in found.items() if name in given_codes} == {
        name: given_codes[name] for name in names if name in given_codes
    }
    gone = {code for name, code in given_codes.items() if name not in names}
    assert gone.isdisjoint(code for name, code in found.items())
