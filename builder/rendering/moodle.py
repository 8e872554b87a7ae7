"""Question banks for Moodle, of a module, a course or a learning path; same points as the player for the same answers.

Moodle XML says everything; GIFT lies beside it for reading and for platforms that take nothing else. The traps that
Moodle sets are in scorm.md B9, and in decision 0020.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import assert_never

from lxml import etree
from markupsafe import Markup

from builder.language import DEFAULT, catalogue
from builder.model.course import Bundle, Shared
from builder.model.module import Module
from builder.model.questions import (
    Branching,
    Cloze,
    DateEntry,
    Matching,
    MultipleChoice,
    NumberEntry,
    OpenQuestion,
    Ordering,
    Question,
    SingleChoice,
    TrueFalse,
)
from builder.output import Output, OutputFile
from builder.rendering import moodle_answers as answers
from builder.rendering.bank import BankText, Category, identity, shelves, tags
from builder.rendering.gift import gift_bank
from builder.rendering.typography import xml_text

_PICTURE = re.compile(r'src="@@PLUGINFILE@@/([^"]+)"')


def render(module: Module, shared: Shared, language: str = DEFAULT) -> Output:
    """The bank of a module in two formats; no file where it asks nothing."""
    return _banks((module,), module.file_name, shared, language)


def render_bundle(bundle: Bundle, shared: Shared, language: str = DEFAULT) -> Output:
    """The same for all modules of a course or a learning path, in the categories their own banks have."""
    return _banks(bundle.modules, bundle.file_name, shared, language)


def _banks(modules: Sequence[Module], name: str, shared: Shared, language: str) -> Output:
    asking = [module for module in modules if module.questions]
    if not asking:
        return Output(())
    quiz = etree.Element("quiz")
    for module in asking:
        quiz.extend(Bank(module, shared, language).elements())
    data = etree.tostring(quiz, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    gift = gift_bank(asking, shared, language)
    return Output.of([OutputFile(f"{name}-fragen.xml", data), OutputFile(f"{name}-fragen.gift.txt", gift)])


class Bank:
    """The questions of one module as elements of Moodle XML."""

    def __init__(self, module: Module, shared: Shared, language: str = DEFAULT) -> None:
        self._module, self._shared = module, shared
        self._text = BankText(module, shared, language)
        self._ = catalogue(language).gettext
        self._pictures = {picture.name: picture.data for picture in module.media}

    def elements(self) -> Iterator[etree._Element]:
        """All categories, each followed by its questions."""
        for shelf in shelves(self._module, self._shared, self._):
            yield _category(shelf.category)
            for question in shelf.questions:
                yield from self.question(question)

    def question(self, question: Question) -> Iterator[etree._Element]:
        """A question as one element; a decision as several."""
        html = self._text.html
        match question:
            case SingleChoice() | MultipleChoice():
                element = self._begin(question, "multichoice")
                answers.choice(element, question.options, isinstance(question, SingleChoice), question.shuffle, html)
            case TrueFalse():
                element = self._begin(question, "truefalse")
                answers.true_false(element, question, html)
            case Matching():
                element = self._begin(question, "matching")
                answers.matching(element, question, html)
            case Ordering():
                element = self._begin(question, "ordering")
                answers.ordering(element, question, html)
            case Cloze():
                element = self._begin(
                    question, "cloze", text=self._text.body.with_gaps(question, answers.marks(question))
                )
                answers.cloze(element, question)
            case NumberEntry():
                unit = Markup("<p>{}</p>").format(question.unit) if question.unit else Markup()
                element = self._begin(question, "numerical", text=unit)
                answers.numerical(element, question, html)
            case DateEntry():
                element = self._begin(question, "shortanswer")
                answers.short(element, question, html)
            case OpenQuestion():
                element = self._begin(question, "essay")
                answers.essay(element, question, html)
            case Branching():
                yield from self._situations(question)
                return
            case _:
                assert_never(question)
        yield self._end(element, question)

    def _situations(self, question: Branching) -> Iterator[etree._Element]:
        """What it is about, then each situation as a question of its own, which has its share of the points."""
        described = self._begin(question, "description")
        answers.plain(described, "defaultgrade", 0)
        yield self._end(described, question)
        for situation in question.situations:
            text = Markup("<h4>{}</h4>").format(self._text.body.line(situation.title))
            element = self._begin(question, "multichoice", situation.id, text + self._text.html(situation.body))
            answers.plain(element, "defaultgrade", answers.grade(Fraction(question.points, len(question.situations))))
            answers.choice(element, situation.options, True, question.shuffle, self._text.html)
            yield self._end(element, question)

    def _begin(self, question: Question, kind: str, part: str = "", text: Markup | None = None) -> etree._Element:
        """What every question has. ``part``: a situation, which tells the stem only by the description before it.

        ``text`` follows the stem.
        """
        element = etree.Element("question", type=kind)
        name = identity(self._module, question, part)
        answers.text(element, "name", f"{name} ({self._module.meta.version})")
        told = Markup() if part else self._text.asked(question)
        answers.rich(element, "questiontext", told + (text or Markup()))
        answers.rich(element, "generalfeedback", Markup() if part else self._text.explained(question))
        answers.plain(element, "defaultgrade", question.points)
        answers.plain(element, "penalty", 0)
        answers.plain(element, "hidden", 0)
        answers.plain(element, "idnumber", name)
        return element

    def _end(self, element: etree._Element, question: Question) -> etree._Element:
        """What every question ends in: its tags, and the pictures it shows, each in the element that shows it."""
        tagged = etree.SubElement(element, "tags")
        for name in tags(self._module, question):
            answers.text(tagged, "tag", name)
        for holder in list(element.iter("*")):
            for name in dict.fromkeys(_PICTURE.findall(holder.findtext("text") or "")):
                file = etree.SubElement(holder, "file", name=name, path="/", encoding="base64")
                file.text = b64encode(self._pictures[name]).decode()
        return element


def _category(category: Category) -> etree._Element:
    """What Moodle reads like a question: where those that follow belong, and what is said of that place."""
    element = etree.Element("question", type="category")
    answers.text(element, "category", category.path)
    answers.rich(element, "info", Markup().join(Markup("<p>{}</p>").format(xml_text(line)) for line in category.info))
    return element
