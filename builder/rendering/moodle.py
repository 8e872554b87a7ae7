"""The questions of a module as Moodle XML for a question bank; same points as the player for the same answers.

Traps that Moodle sets are in scorm.md B9: fractions come from a fixed list, ordering needs ``shownumcorrect``.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from lxml import etree
from markupsafe import Markup

from builder.language import DEFAULT
from builder.model.course import Shared
from builder.model.module import Module
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
    Question,
    SingleChoice,
    TrueFalse,
)
from builder.output import Output, OutputFile
from builder.rendering import moodle_answers as answers
from builder.rendering.html import BodyRenderer
from builder.rendering.links import package_links
from builder.rendering.standalone import case_contexts

_NOTHING = Markup()


def render(module: Module, shared: Shared, language: str = DEFAULT) -> Output:
    """One XML file: a category for the module, then its questions in author order."""
    data = etree.tostring(
        Bank(module, shared, language).quiz(), xml_declaration=True, encoding="UTF-8", pretty_print=True
    )
    name = f"{module.slug}-{module.meta.version}-fragen.xml"
    return Output((OutputFile(name, data),))


class Bank:
    """The questions of one module as elements of Moodle XML."""

    def __init__(self, module: Module, shared: Shared, language: str = DEFAULT) -> None:
        self._module, self._shared = module, shared
        self._body = BodyRenderer(module, shared, package_links(), language)
        self._contexts = dict(case_contexts(module, self._body))

    def quiz(self) -> etree._Element:
        """The whole file: a category, then all questions."""
        quiz = etree.Element("quiz")
        category = etree.SubElement(quiz, "question", type="category")
        name = f"$course$/top/{_escaped(self._shared.curriculum.title)}/{_escaped(self._title())}"
        answers.text(category, "category", name)
        quiz.extend(element for question in self._module.questions for element in self.elements(question))
        return quiz

    def _title(self) -> str:
        return f"{self._module.id.upper()} {self._module.meta.title}"

    def elements(self, question: Question) -> Iterator[etree._Element]:
        """A question as one element; a decision as several."""
        match question:
            case SingleChoice() | MultipleChoice():
                element = self._begin(question, "multichoice")
                answers.choice(
                    element, question.options, isinstance(question, SingleChoice), question.shuffle, self._html
                )
            case TrueFalse():
                element = self._begin(question, "truefalse")
                answers.true_false(element, question, self._html)
            case Matching():
                element = self._begin(question, "matching", reasons=answers.reasons(question, self._html))
                answers.matching(element, question, self._html)
            case Ordering():
                element = self._begin(question, "ordering", reasons=answers.reasons(question, self._html))
                answers.ordering(element, question, self._html)
            case Cloze():
                gaps = answers.cloze_codes(question)
                element = self._begin(question, "cloze", text=self._body.with_gaps(question, gaps))
            case NumberEntry():
                unit = Markup("<p>{}</p>").format(question.unit) if question.unit else _NOTHING
                element = self._begin(question, "numerical", text=unit)
                answers.numerical(element, question, self._html)
            case DateEntry():
                element = self._begin(question, "shortanswer")
                answers.short(element, question, self._html)
            case OpenQuestion():
                element = self._begin(question, "essay")
                answers.essay(element, question, self._html)
            case Branching():
                yield from self._situations(question)
                return
            case _:
                assert_never(question)
        self._tags(element, question)
        yield element

    def _situations(self, question: Branching) -> Iterator[etree._Element]:
        """What it is about, then each situation as a question of its own, which has its share of the points."""
        described = self._begin(question, "description")
        answers.plain(described, "defaultgrade", 0)
        self._tags(described, question)
        yield described
        for situation in question.situations:
            text = Markup("<h4>{}</h4>").format(self._body.line(situation.title)) + self._html(situation.body)
            element = self._begin(question, "multichoice", situation.id, text=text)
            answers.plain(element, "defaultgrade", answers.grade(Fraction(question.points, len(question.situations))))
            answers.choice(element, situation.options, True, question.shuffle, self._html)
            self._tags(element, question)
            yield element

    def _begin(
        self, question: Question, kind: str, part: str = "", text: Markup = _NOTHING, reasons: Markup = _NOTHING
    ) -> etree._Element:
        """What every question has. ``part``: a situation, which tells the stem only by the description before it.

        ``text`` follows the stem; ``reasons``: feedback that Moodle has no place for beside its element.
        """
        element = etree.Element("question", type=kind)
        name = "_".join(filter(None, (self._module.id, question.id, part)))
        answers.text(element, "name", f"{name} ({self._module.meta.version})")
        told = _NOTHING if part else self._contexts.get(question.id, _NOTHING) + self._html(question.stem)
        answers.rich(element, "questiontext", told + text)
        answers.rich(element, "generalfeedback", _NOTHING if part else reasons + self._html(question.explanation))
        answers.plain(element, "defaultgrade", question.points)
        answers.plain(element, "penalty", 0)
        answers.plain(element, "hidden", 0)
        answers.plain(element, "idnumber", name)
        return element

    def _tags(self, element: etree._Element, question: Question) -> None:
        tags = etree.SubElement(element, "tags")
        law_date = self._module.meta.law_date
        names = [self._module.id, f"{self._module.id}_{question.goal}"]
        names += ["kritisch"] if question.critical else []
        names += [f"Rechtsstand {law_date.isoformat()}"] if law_date else []
        for name in names:
            answers.text(tags, "tag", name)

    def _html(self, prose: Prose) -> Markup:
        return self._body.blocks([prose]) if prose else Markup()


def _escaped(name: str) -> str:
    """A slash parts categories; Moodle wants it doubled inside a name."""
    return name.replace("/", "//")
