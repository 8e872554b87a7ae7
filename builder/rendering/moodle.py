"""The questions of a module as Moodle XML for a question bank; same points as the player for the same answers.

Traps that Moodle sets are in scorm.md B9: fractions come from a fixed list, ordering needs ``shownumcorrect``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import assert_never

from lxml import etree
from markupsafe import Markup

from builder.language import DEFAULT
from builder.model.blocks import Case, StageKind, walk
from builder.model.course import Shared
from builder.model.module import Module
from builder.model.prose import Prose
from builder.model.questions import (
    Matching,
    MultipleChoice,
    OpenQuestion,
    Ordering,
    Question,
    SingleChoice,
    TrueFalse,
    right_weight,
)
from builder.output import Output, OutputFile
from builder.rendering.html import BodyRenderer
from builder.rendering.links import PackageLinks

_Html = Callable[[Prose], Markup]
WHOLE = Fraction(1)
_NOTHING = Markup()
CONTEXT = (StageKind.FACTS, StageKind.STATUS)
"""Stages of a case that a question needs when it stands alone in a question bank."""


def render(module: Module, shared: Shared, language: str = DEFAULT) -> Output:
    """One XML file: a category for the module, then its questions in author order."""
    data = etree.tostring(
        _Bank(module, shared, language).quiz(), xml_declaration=True, encoding="UTF-8", pretty_print=True
    )
    name = f"{module.slug}-{module.meta.version}-fragen.xml"
    return Output((OutputFile(name, data),))


class _Bank:
    def __init__(self, module: Module, shared: Shared, language: str) -> None:
        self._module, self._shared = module, shared
        self._body = BodyRenderer(module, shared, PackageLinks(), language)
        self._contexts = dict(_contexts(module, self._body))

    def quiz(self) -> etree._Element:
        quiz = etree.Element("quiz")
        category = etree.SubElement(quiz, "question", type="category")
        name = f"$course$/top/{_escaped(self._shared.curriculum.title)}/{_escaped(self._title())}"
        _text(category, "category", name)
        quiz.extend(self._question(question) for question in self._module.questions)
        return quiz

    def _title(self) -> str:
        return f"{self._module.id.upper()} {self._module.meta.title}"

    def _question(self, question: Question) -> etree._Element:
        match question:
            case SingleChoice() | MultipleChoice():
                element = self._begin(question, "multichoice")
                _choice(element, question, self._html)
            case TrueFalse():
                element = self._begin(question, "truefalse")
                _true_false(element, question, self._html)
            case Matching():
                element = self._begin(question, "matching", _reasons(question, self._html))
                _matching(element, question, self._html)
            case Ordering():
                element = self._begin(question, "ordering", _reasons(question, self._html))
                _ordering(element, question, self._html)
            case OpenQuestion():
                element = self._begin(question, "essay")
                _essay(element, question, self._html)
            case _:
                assert_never(question)
        self._tags(element, question)
        return element

    def _begin(self, question: Question, kind: str, reasons: Markup = _NOTHING) -> etree._Element:
        """What every question has. ``reasons``: feedback that Moodle has no place for beside its element."""
        element = etree.Element("question", type=kind)
        _text(element, "name", f"{self._module.id}_{question.id} ({self._module.meta.version})")
        context = self._contexts.get(question.id, Markup())
        _html(element, "questiontext", context + self._html(question.stem))
        _html(element, "generalfeedback", reasons + self._html(question.explanation))
        _plain(element, "defaultgrade", question.points)
        _plain(element, "penalty", 0)
        _plain(element, "hidden", 0)
        _plain(element, "idnumber", f"{self._module.id}_{question.id}")
        return element

    def _tags(self, element: etree._Element, question: Question) -> None:
        tags = etree.SubElement(element, "tags")
        law_date = self._module.meta.law_date
        names = [self._module.id, f"{self._module.id}_{question.goal}"]
        names += ["kritisch"] if question.critical else []
        names += [f"Rechtsstand {law_date.isoformat()}"] if law_date else []
        for name in names:
            _text(tags, "tag", name)

    def _html(self, prose: Prose) -> Markup:
        return self._body.blocks([prose]) if prose else Markup()


def _contexts(module: Module, body: BodyRenderer) -> Iterator[tuple[str, Markup]]:
    """For each question inside a case: what happened, which the question does not repeat."""
    for step in module.steps:
        for block in walk(step.blocks):
            if isinstance(block, Case):
                told = Markup("\n").join(body.blocks(stage.body) for stage in block.stages if stage.kind in CONTEXT)
                yield from ((question.id, told) for stage in block.stages for question in stage.questions)


def _choice(element: etree._Element, question: SingleChoice | MultipleChoice, html: _Html) -> None:
    single = isinstance(question, SingleChoice)
    _plain(element, "single", "true" if single else "false")
    _plain(element, "shuffleanswers", "true")
    _plain(element, "answernumbering", "abc")
    weight = WHOLE if single else right_weight(question.options)
    for option in question.options:
        wrong = Fraction(0) if single else -weight
        _answer(element, weight if option.correct else wrong, html(option.text), html(option.feedback))


def _true_false(element: etree._Element, question: TrueFalse, html: _Html) -> None:
    """The first option is „Stimmt“, which Moodle calls true."""
    for option, name in zip(question.options, ("true", "false"), strict=True):
        _answer(element, WHOLE if option.correct else Fraction(0), name, html(option.feedback))


def _matching(element: etree._Element, question: Matching, html: _Html) -> None:
    _plain(element, "shuffleanswers", "true")
    for pair in question.pairs:
        part = etree.SubElement(element, "subquestion", format="html")
        etree.SubElement(part, "text").text = str(html(pair.left)) if pair.left else ""
        _text(part, "answer", pair.right.plain)


def _ordering(element: etree._Element, question: Ordering, html: _Html) -> None:
    settings = {
        "layouttype": "VERTICAL",
        "selecttype": "ALL",
        "selectcount": 0,
        "gradingtype": "ABSOLUTE_POSITION",
        "showgrading": "SHOW",
        "numberingstyle": "none",
    }
    for name, value in settings.items():
        _plain(element, name, value)
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        _html(element, name, Markup())
    _plain(element, "shownumcorrect", 1)
    for position, item in enumerate(question.items, start=1):
        answer = etree.SubElement(element, "answer", fraction=str(position), format="html")
        etree.SubElement(answer, "text").text = str(html(item.text))


def _essay(element: etree._Element, question: OpenQuestion, html: _Html) -> None:
    for name, value in {
        "responseformat": "editor",
        "responserequired": 1,
        "responsefieldlines": 10,
        "attachments": 0,
    }.items():
        _plain(element, name, value)
    lines = Markup("").join(Markup("<li>{}</li>").format(html(line)) for line in question.checklist)
    _html(element, "graderinfo", html(question.solution) + Markup("<ul>{}</ul>").format(lines))


def _reasons(question: Matching | Ordering, html: _Html) -> Markup:
    if isinstance(question, Matching):
        pairs = [(html(pair.left), html(pair.feedback)) for pair in question.prompts if pair.left and pair.feedback]
    else:
        pairs = [(html(item.text), html(item.feedback)) for item in question.items if item.feedback]
    return Markup("").join(Markup("<p><strong>{}</strong></p>{}").format(name, reason) for name, reason in pairs)


def _answer(element: etree._Element, share: Fraction, text: str, feedback: Markup) -> None:
    answer = etree.SubElement(element, "answer", fraction=fraction(share), format="html")
    etree.SubElement(answer, "text").text = str(text)
    _html(answer, "feedback", feedback)


def fraction(share: Fraction) -> str:
    """A share of the points in per cent as Moodle's list writes it: five decimals, 33.33333 for a third."""
    hundredth_thousandths = round(share * 10_000_000)
    return f"{hundredth_thousandths / 100_000:.5f}".rstrip("0").rstrip(".")


def _text(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(etree.SubElement(parent, name), "text").text = text


def _plain(parent: etree._Element, name: str, value: object) -> None:
    etree.SubElement(parent, name).text = str(value)


def _html(parent: etree._Element, name: str, html: Markup) -> None:
    etree.SubElement(etree.SubElement(parent, name, format="html"), "text").text = str(html)


def _escaped(name: str) -> str:
    """A slash parts categories; Moodle wants it doubled inside a name."""
    return name.replace("/", "//")
