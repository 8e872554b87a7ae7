"""The scoring tables once more, against the weights that Moodle is given: same answer, same points as in the player.

Every question of the tables stands in one module; the files that are written for it and for its course are read back
and graded as Moodle grades them. A decision is the one kind that cannot be compared: Moodle has no paths, so each
situation is a question of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
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
from builder.rendering import moodle
from builder.rendering.gift import GiftBank
from builder.rendering.moodle import Bank
from builder.rendering.moodle_answers import LISTED, per_cent, shares
from builder.source import Place
from tests.everything import everything_project
from tests.rendering.gift_reader import GiftQuestion, read_gift

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


# How Moodle grades what it made of GIFT ----------------------------------------


def gift_share(found: dict[str, GiftQuestion], name: str, kind: str, response: list[str]) -> float:
    """What an answer gives, from 0 to 1; of several gaps each question gives its part."""
    parts = [found[name]] if name in found else [found[part] for part in found if re.fullmatch(rf"{name}_\d+", part)]
    if kind == "cloze":
        given = [*response, *([""] * len(parts))]
        return sum(gift_typed(question, words) for question, words in zip(parts, given, strict=False)) / len(parts)
    (question,) = parts
    return GIFT_GRADE[question.kind](question, response)


def gift_typed(question: GiftQuestion, words: str) -> float:
    if question.kind == "multichoice":
        position = LETTERS.find(words) if len(words) == 1 else -1
        return question.answers[position].share / 100 if 0 <= position < len(question.answers) else 0
    right = (answer for answer in question.answers if like(answer.text, words))
    return next((answer.share / 100 for answer in right), 0)


def like(answer: str, words: str) -> bool:
    """A star stands for any words, unless it is escaped; case does not matter (usecase is 0 by default)."""
    parts = re.split(r"(?<!\\)\*", answer.lower())
    pattern = ".*".join(re.escape(part.replace(r"\*", "*")) for part in parts)
    return re.fullmatch(pattern, words.strip().lower()) is not None


def gift_ticked(question: GiftQuestion, response: list[str]) -> float:
    return min(1, max(0, sum(question.answers[LETTERS.index(letter)].share for letter in response) / 100))


def gift_placed(question: GiftQuestion, response: list[str]) -> float:
    """Prompts in author order; of an ordering that became a matching: which place each element was given."""
    asked = [pair for pair in question.answers if pair.text]
    if asked[0].text.startswith("Schritt"):
        places = {f"Schritt {letter}": str(place) for place, letter in enumerate(response, start=1)}
        return sum(places[pair.text] == pair.right for pair in asked) / len(asked)
    chosen = [f"rechts {letter}" for letter in response]
    return sum(words == pair.right for words, pair in zip(chosen, asked, strict=False)) / len(asked)


def gift_measured(question: GiftQuestion, response: list[str]) -> float:
    try:
        value = float(response[0])
    except (IndexError, ValueError):
        return 0
    for answer in question.answers:
        middle, spread = map(float, answer.text.split(":"))
        if abs(middle - value) <= spread + 1e-12:
            return answer.share / 100
    return 0


GIFT_GRADE: dict[str, Callable[[GiftQuestion, list[str]], float]] = {
    "multichoice": gift_ticked, "truefalse": gift_ticked, "matching": gift_placed, "numerical": gift_measured,
    "shortanswer": lambda question, response: gift_typed(question, response[0] if response else ""),
}  # fmt: skip
ALL_ONLY_WHEN_WHOLE = {"single_choice", "true_false"}
FOLDED = {" DREI. ", "haertefall", "Ha\u0308rtefall", "„Härtefall“", "Här\u00adtefall", "§60a", "60a - 60d"}
"""Typed words that our player forgives and Moodle does not."""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The project with one of everything; its module asks the questions of the tables, and nothing else."""
    loaded = load(everything_project(tmp_path_factory.mktemp("moodle"))).course
    assert loaded is not None
    module = loaded.modules[0]
    asked = tuple(question for kind in MAKE for question, _ in questions(kind))
    steps = (replace(module.steps[0], blocks=asked),)
    return replace(loaded, modules=(replace(module, steps=steps),))


def questions(kind: str) -> Iterator[tuple[Question, dict[str, Any]]]:
    """The questions of one table, each with its block."""
    for index, block in enumerate(json.loads((TABLES / f"{kind}.json").read_text(encoding="utf-8"))):
        yield replace(MAKE[kind](block["question"]), id=f"f_{kind}_{index}x"), block


@pytest.fixture(scope="module")
def written(course: Course) -> dict[str, dict[str, bytes]]:
    """The files of the module and of its course, by their ending."""
    outputs = {
        "module": moodle.render(course.modules[0], course.shared),
        "course": moodle.render_bundle(course.bundles[0], course.shared),
    }
    return {name: {file.path.split("-fragen")[1]: file.data for file in made.files} for name, made in outputs.items()}


def cases(kind: str) -> Iterator[tuple[str, dict[str, Any], list[str], float]]:
    """(name of the question, what is asked, an answer that Moodle can be given, the player's points)."""
    for question, block in questions(kind):
        for case in block["cases"]:
            response = case["response"]
            several = kind in ALL_ONLY_WHEN_WHOLE and response is not None and len(response) != 1
            if not (response is None or several or FOLDED & set(response)):
                yield f"x1_{question.id}", block["question"], response, case["points"]


@pytest.mark.parametrize("of", ["module", "course"])
@pytest.mark.parametrize("kind", MAKE)
def test_moodle_xml_gives_the_points_of_the_table(written: dict[str, dict[str, bytes]], kind: str, of: str) -> None:
    found = {element.findtext("idnumber"): element for element in etree.fromstring(written[of][".xml"])}
    compared = 0
    for name, asked, response, points in cases(kind):
        element = found[name]
        share = GRADE[element.get("type") or ""](element, response)
        assert element.findtext("defaultgrade") == str(asked["points"])
        assert share * asked["points"] == pytest.approx(points, abs=CLOSE * asked["points"]), (name, response)
        compared += 1
    assert compared


@pytest.mark.parametrize("of", ["module", "course"])
@pytest.mark.parametrize("kind", MAKE)
def test_gift_gives_the_share_of_the_table(written: dict[str, dict[str, bytes]], kind: str, of: str) -> None:
    found = read_gift(written[of][".gift.txt"])
    compared = 0
    for name, asked, response, points in cases(kind):
        share = gift_share(found, name, kind, response)
        assert share * asked["points"] == pytest.approx(points, abs=CLOSE * asked["points"]), (name, response)
        compared += 1
    assert compared


def test_every_table_is_compared_but_those_without_a_weight_in_moodle() -> None:
    assert {path.stem for path in TABLES.glob("*.json")} - set(MAKE) == {"open", "branching"}


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Course:
    loaded = load(everything_project(tmp_path_factory.mktemp("alles"))).course
    assert loaded is not None
    return loaded


def test_the_situations_of_a_decision_share_its_points(everything: Course) -> None:
    elements = [
        element
        for element in Bank(everything.modules[0], everything.shared).elements()
        if (element.findtext("idnumber") or "").startswith("x1_f_anruf")
    ]
    assert [element.get("type") for element in elements] == ["description", "multichoice", "multichoice"]
    assert [element.findtext("idnumber") for element in elements] == [
        "x1_f_anruf",
        "x1_f_anruf_anruf",
        "x1_f_anruf_zusage",
    ]
    assert [element.findtext("defaultgrade") for element in elements] == ["0", "0.5", "0.5"]
    assert "Entscheiden Sie Schritt für Schritt." in (elements[0].findtext("questiontext/text") or "")
    assert "Das Telefon klingelt." in (elements[1].findtext("questiontext/text") or "")


@pytest.mark.parametrize("right", range(1, 21))
def test_any_number_of_right_answers_has_shares_moodle_knows_and_takes(right: int) -> None:
    """Moodle ends the import where the right ones do not add up to the whole, rounded to per cents."""
    options = [option("a", True)] * right + [option("b", False)] * 2
    given = shares(options, single=False)
    assert {share.removeprefix("-") for share in given} <= set(LISTED)
    assert sum(float(share) for share in given[:right]) == pytest.approx(100, abs=0.5)
    even = 100 / right
    nearest = min(map(float, LISTED), key=lambda share: abs(share - even))
    assert [float(share) for share in given[right:]] == [-nearest] * 2
    exact = per_cent(Fraction(1, right)) in LISTED
    assert all(float(share) == pytest.approx(even, abs=0.00001 if exact else 5) for share in given[:right])


def test_a_star_is_a_star(everything: Course) -> None:
    question = cloze({"points": 1, "gaps": [{"accept": ["5 *"], "choices": []}]})
    module = everything.modules[0]
    (element,) = Bank(module, everything.shared).question(question)
    assert r"=5 \*#" in (element.findtext("questiontext/text") or "")
    (block,) = GiftBank(module, everything.shared, "de").question(question)
    (read,) = read_gift(block.encode()).values()
    assert [gift_typed(read, words) for words in ("5 *", "5 x", "anderes")] == [1, 0, 0]


def test_the_code_of_a_gap_survives_its_own_signs(everything: Course) -> None:
    asked = {
        "points": 1,
        "gaps": [
            {"accept": ["a}b", "c#d", "e~f", "g<h & i"], "choices": []},
            {"accept": ["<b>"], "choices": ["<b>", "x"]},
        ],
    }
    (element,) = Bank(everything.modules[0], everything.shared).question(cloze(asked))
    codes = CODE.findall(element.findtext("questiontext/text") or "")
    assert len(codes) == 2
    typed = [part.split("#Weil")[0] for part in codes[0][2].split("~")]
    assert [unescape(part.removeprefix("=")).replace("\\}", "}").replace("\\#", "#") for part in typed] == [
        "a}b", "c#d", "e~f", "g<h & i", "*",
    ]  # fmt: skip
    assert codes[1][2].startswith("=&amp;lt;b&amp;gt;#"), "what is chosen is HTML there, and stays words"
