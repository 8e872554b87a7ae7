"""The scoring tables once more, against the weights that Moodle is given: same answer, same points as in the player.

A decision is the one kind that cannot be: Moodle has no paths, so each situation is a question of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from builder.model.answer_key import LETTERS
from builder.model.course import Course
from builder.model.prose import GAP, Prose
from builder.model.questions import (
    Cloze,
    DateEntry,
    DateOption,
    Gap,
    Matching,
    MultipleChoice,
    NumberEntry,
    NumberOption,
    Option,
    Ordering,
    OrderItem,
    Pair,
    Question,
    SingleChoice,
    TrueFalse,
)
from builder.pipeline import load
from builder.reading.markdown import parse
from builder.rendering.moodle import Bank
from builder.source import Place
from tests.everything import everything_project

HERE = Place("modul.md")
TABLES = Path(__file__).parents[1] / "scoring"
CLOSE = 1e-4
"""Moodle's list of fractions has five decimals of a per cent."""


def text(words: str) -> Prose:
    return Prose((parse(words)[1],), HERE)


def option(letter: str, correct: bool) -> Option:
    return Option(text=text(f"Antwort {letter}"), correct=correct, feedback=text("Weil."), place=HERE)


def head(asked: dict[str, Any]) -> dict[str, Any]:
    stem = Prose(tuple(parse("Was gilt?")), HERE)
    return {
        "id": "f_a",
        "goal": "l1",
        "stem": stem,
        "explanation": Prose((), HERE),
        "place": HERE,
        "points": asked["points"],
    }


def choice(kind: type[SingleChoice | MultipleChoice | TrueFalse]) -> Callable[[dict[str, Any]], Question]:
    def make(asked: dict[str, Any]) -> Question:
        letters = LETTERS[: asked["count"]]
        return kind(**head(asked), options=tuple(option(letter, letter in asked["right"]) for letter in letters))

    return make


def matching(asked: dict[str, Any]) -> Question:
    pairs = [
        Pair(left=text(f"links {i}"), right=text(f"rechts {letter}"), feedback=Prose((), HERE), place=HERE)
        for i, letter in enumerate(asked["right"])
    ]
    return Matching(**head(asked), left_title="a", right_title="b", pairs=tuple(pairs))


def ordering(asked: dict[str, Any]) -> Question:
    items = [
        OrderItem(text=text(f"Schritt {letter}"), feedback=Prose((), HERE), place=HERE) for letter in asked["right"]
    ]
    return Ordering(**head(asked), items=tuple(items))


def cloze(asked: dict[str, Any]) -> Question:
    gaps = [
        Gap(answers=tuple(gap["accept"]), choices=tuple(gap["choices"]), feedback=text("Weil #1 {x} ~ y."), place=HERE)
        for gap in asked["gaps"]
    ]
    tokens = parse("Text.")
    children = tokens[1].children
    assert children is not None
    tokens[1].children = [type(children[0])(GAP, "", 0, meta={"gap": index}) for index in range(len(gaps))]
    return Cloze(**head(asked), body=(Prose(tuple(tokens), HERE),), gaps=tuple(gaps))


def number(asked: dict[str, Any]) -> Question:
    options = [
        NumberOption(
            low=Decimal(one["low"]),
            high=Decimal(one["high"]),
            text=text("x"),
            correct=one["right"],
            feedback=text("Weil."),
            place=HERE,
        )
        for one in asked["listed"]
    ]
    return NumberEntry(**head(asked), unit="", options=tuple(options))


def day(asked: dict[str, Any]) -> Question:
    options = [
        DateOption(
            day=date.fromisoformat(one["low"]), text=text("x"), correct=one["right"], feedback=text("Weil."), place=HERE
        )
        for one in asked["listed"]
    ]
    return DateEntry(**head(asked), options=tuple(options))


MAKE: dict[str, Callable[[dict[str, Any]], Question]] = {
    "single_choice": choice(SingleChoice),
    "multiple_choice": choice(MultipleChoice),
    "true_false": choice(TrueFalse),
    "matching": matching,
    "ordering": ordering,
    "cloze": cloze,
    "number": number,
    "date": day,
}


# How Moodle grades, from 0 to 1 ------------------------------------------------


def ticked(element: etree._Element, response: list[str]) -> float:
    shares = [float(answer.get("fraction") or 0) / 100 for answer in element.iter("answer")]
    return min(1, max(0, sum(shares[LETTERS.index(letter)] for letter in response)))


def placed(element: etree._Element, response: list[str]) -> float:
    right = [str(part.findtext("answer/text")) for part in element.iter("subquestion")]
    return sum(f"rechts {letter}" == words for letter, words in zip(response, right, strict=False)) / len(right)


def ordered(element: etree._Element, response: list[str]) -> float:
    answers = sorted(element.iter("answer"), key=lambda answer: int(answer.get("fraction") or 0))
    right = [str(answer.findtext("text")) for answer in answers]
    assert element.findtext("gradingtype") == "ABSOLUTE_POSITION"
    return sum(words.endswith(f"Schritt {letter}") for letter, words in zip(response, right, strict=True)) / len(right)


CODE = re.compile(r"\{(\d+):(SHORTANSWER|MULTICHOICE_S):((?:[^}\\]|\\.)*)\}")


def gapped(element: etree._Element, response: list[str]) -> float:
    codes = CODE.findall(element.findtext("questiontext/text") or "")
    weights = [int(weight) for weight, _, _ in codes]
    earned = 0
    for index, (weight, kind, alternatives) in enumerate(codes):
        given_words = response[index] if index < len(response) else ""
        earned += int(weight) * _gap_is_right(kind, alternatives, given_words)
    return earned / sum(weights)


def _gap_is_right(kind: str, alternatives: str, words: str) -> bool:
    parts = [unescape(re.sub(r"(?<!&)(?<!\\)#.*", "", part)) for part in alternatives.split("~")]
    if kind == "MULTICHOICE_S":
        position = LETTERS.find(words) if len(words) == 1 else -1
        return 0 <= position < len(parts) and parts[position].startswith("=")
    right = [part[1:].lower() for part in parts if part.startswith("=")]
    return words.strip().lower() in right


def measured(element: etree._Element, response: list[str]) -> float:
    try:
        value = float(response[0])
    except (IndexError, ValueError):
        return 0
    for answer in element.iter("answer"):
        if abs(float(answer.findtext("text") or 0) - value) <= float(answer.findtext("tolerance") or 0) + 1e-12:
            return float(answer.get("fraction") or 0) / 100
    return 0


def typed_day(element: etree._Element, response: list[str]) -> float:
    written = {
        str(answer.findtext("text")): float(answer.get("fraction") or 0) / 100 for answer in element.iter("answer")
    }
    return written.get(response[0] if response else "", 0)


GRADE: dict[str, Callable[[etree._Element, list[str]], float]] = {
    "multichoice": ticked, "truefalse": ticked, "matching": placed, "ordering": ordered, "cloze": gapped,
    "numerical": measured, "shortanswer": typed_day,
}  # fmt: skip
ALL_ONLY_WHEN_WHOLE = {"single_choice", "true_false"}
FOLDED = {" DREI. ", "haertefall", "Ha\u0308rtefall", "„Härtefall“", "Här\u00adtefall", "§60a", "60a - 60d"}
"""Typed words that our player forgives and Moodle does not."""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    loaded = load(everything_project(tmp_path_factory.mktemp("moodle"))).course
    assert loaded is not None
    return loaded


@pytest.mark.parametrize("kind", MAKE)
def test_moodle_gives_the_points_of_the_table(course: Course, kind: str) -> None:
    bank = Bank(course.modules[0], course.shared)
    compared = 0
    for block in json.loads((TABLES / f"{kind}.json").read_text(encoding="utf-8")):
        asked = block["question"]
        (element,) = bank.elements(MAKE[kind](asked))
        for case in block["cases"]:
            response = case["response"]
            several = kind in ALL_ONLY_WHEN_WHOLE and response is not None and len(response) != 1
            if response is None or several or FOLDED & set(response):
                continue
            share = GRADE[element.get("type") or ""](element, response)
            assert share * asked["points"] == pytest.approx(case["points"], abs=CLOSE * asked["points"]), case
            compared += 1
    assert compared


def test_every_table_is_compared_but_those_without_a_weight_in_moodle() -> None:
    assert {path.stem for path in TABLES.glob("*.json")} - set(MAKE) == {"open", "branching"}


def test_the_situations_of_a_decision_share_its_points(course: Course) -> None:
    quiz = Bank(course.modules[0], course.shared).quiz()
    elements = [element for element in quiz if (element.findtext("idnumber") or "").startswith("x1_f_anruf")]
    assert [element.get("type") for element in elements] == ["description", "multichoice", "multichoice"]
    assert [element.findtext("idnumber") for element in elements] == [
        "x1_f_anruf",
        "x1_f_anruf_anruf",
        "x1_f_anruf_zusage",
    ]
    assert [element.findtext("defaultgrade") for element in elements] == ["0", "0.5", "0.5"]
    assert "Das Telefon klingelt." in (elements[1].findtext("questiontext/text") or "")


def test_the_code_of_a_gap_survives_its_own_signs(course: Course) -> None:
    asked = {
        "points": 1,
        "gaps": [
            {"accept": ["a}b", "c#d", "e~f", "g<h & i"], "choices": []},
            {"accept": ["<b>"], "choices": ["<b>", "x"]},
        ],
    }
    (element,) = Bank(course.modules[0], course.shared).elements(cloze(asked))
    codes = CODE.findall(element.findtext("questiontext/text") or "")
    assert len(codes) == 2
    typed = [part.split("#Weil")[0] for part in codes[0][2].split("~")]
    assert [unescape(part.removeprefix("=")).replace("\\}", "}").replace("\\#", "#") for part in typed] == [
        "a}b", "c#d", "e~f", "g<h & i", "*",
    ]  # fmt: skip
    assert codes[1][2].startswith("=&amp;lt;b&amp;gt;#"), "what is chosen is HTML there, and stays words"
