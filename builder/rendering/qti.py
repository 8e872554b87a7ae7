"""Questions as QTI 1.2.1, in the profile of Common Cartridge 1.1, as Moodle reads it (scorm.md B9).

A condition with ``continue="Yes"`` is general feedback to Moodle, and several right answers count only with
``case="Yes"``. What the profile has no kind for is not said at all: ``said_as`` tells which questions these are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree
from markupsafe import Markup

from builder.model.course import Shared
from builder.model.module import Module
from builder.model.questions import Question, is_scored
from builder.model.release import package_id
from builder.rendering.qti_answers import ESSAY, RESPONSE, Answer, Said, said_as
from builder.rendering.qti_text import ItemText
from builder.rendering.restored import kept_ascii, kept_title
from builder.rendering.typography import xml_text

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
GENERAL = "general_fb"
WHOLE = "100"


@dataclass(frozen=True, slots=True)
class SaidQuestion:
    """A question that the profile can say, and how."""

    question: Question
    said: Said


class Items:
    """The questions of one module as far as the profile can say them."""

    def __init__(self, module: Module, shared: Shared, language: str) -> None:
        self._module = module
        self._text = ItemText(module, shared, language)
        tried = [(question, said_as(question, self._text)) for question in module.questions]
        self._all = tuple(SaidQuestion(question, said) for question, said in tried if said)
        self.unsaid = tuple(question for question, said in tried if not said)

    @property
    def scored(self) -> tuple[SaidQuestion, ...]:
        """Those that count in the check of the module: a test of them gets by without a person who grades."""
        return tuple(asked for asked in self._all if is_scored(asked.question))

    def elements(self, asked: Iterable[SaidQuestion] | None = None) -> list[etree._Element]:
        """Items in author order; all there are, or these."""
        return [self._item(one) for one in (self._all if asked is None else asked)]

    def _item(self, asked: SaidQuestion) -> etree._Element:
        question, said = asked.question, asked.said
        name = package_id(self._module.id, question.id)
        item = etree.Element(_q("item"), ident=name, title=kept_title(f"{name} ({self._module.meta.version})"))
        fields = {"cc_profile": said.profile, "cc_weighting": str(question.points)}
        fields |= {"qmd_scoringpermitted": "Yes", "qmd_computerscored": "No"} if said.profile == ESSAY else {}
        item.append(_metadata("itemmetadata", fields))
        presentation = _add(item, "presentation")
        _material(presentation, self._text.task(question))
        _response(presentation, said, question.shuffle)
        _processing(item, said, self._text.explanation(question))
        return item


def assessment(module: Module, title: str, items: Sequence[etree._Element]) -> bytes:
    """A test of these items."""
    root = _root()
    name = f"{module.id}_test"
    made = _add(root, "assessment", ident=name, title=kept_title(title))
    fields = {
        "cc_profile": "cc.exam.v0p1",
        "qmd_assessmenttype": "Examination",
        "qmd_scoretype": "Percentage",
        "qmd_feedbackpermitted": "Yes",
        "qmd_hintspermitted": "No",
        "qmd_solutionspermitted": "Yes",
        "cc_maxattempts": "unlimited",
    }
    _fields(_add(made, "qtimetadata"), fields)
    _add(made, "section", ident=f"{name}_fragen").extend(items)
    return _written(root)


def question_bank(name: str, items: Sequence[etree._Element]) -> bytes:
    """All items of a cartridge, which may hold no more than one bank."""
    root = _root()
    _add(root, "objectbank", ident=name).extend(items)
    return _written(root)


def _root() -> etree._Element:
    return etree.Element(_q("questestinterop"), nsmap={None: QTI})  # type: ignore[dict-item]  # the default namespace


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _response(parent: etree._Element, said: Said, shuffle: bool) -> None:
    if not said.is_choice:
        field = _add(parent, "response_str", ident=RESPONSE, rcardinality="Single")
        _add(field, "render_fib", prompt="Box", **({"rows": "10"} if said.profile == ESSAY else {}))
        return
    field = _add(parent, "response_lid", ident=RESPONSE, rcardinality="Multiple" if said.several else "Single")
    offered = _add(field, "render_choice", shuffle="Yes" if shuffle and not said.has_fixed_order else "No")
    for answer in said.answers:
        label = _add(offered, "response_label", ident=answer.values[0])
        _material(label, answer.html)


def _processing(item: etree._Element, said: Said, explanation: Markup) -> None:
    """What is right, what each answer is told, and what everybody is told."""
    told = [answer for answer in said.answers if answer.feedback]
    general = said.solution + explanation
    if not (said.answers or general):
        return
    processing = _add(item, "resprocessing")
    score = {"maxvalue": WHOLE, "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    _add(_add(processing, "outcomes"), "decvar", **score)
    if general:
        everybody = _condition(processing, "Yes")
        _add(_add(everybody, "conditionvar"), "other")
        _show(everybody, GENERAL)
    (_several if said.several else _one_each)(processing, said)
    if general:
        _feedback(item, GENERAL, general)
    for answer in told:
        _feedback(item, _name_of(answer), answer.feedback)


def _one_each(processing: etree._Element, said: Said) -> None:
    """Each answer alone: its score and its feedback."""
    for answer in said.answers:
        if answer.right or answer.feedback:
            condition = _condition(processing, "No")
            tests = _add(condition, "conditionvar")
            for value in answer.values:
                _add(tests, "varequal", value, respident=RESPONSE)
            _judge(condition, answer.right)
            if answer.feedback:
                _show(condition, _name_of(answer))


def _several(processing: etree._Element, said: Said) -> None:
    """All right ones and no wrong one, then what each is told."""
    whole = _condition(processing, "No" if not any(answer.feedback for answer in said.answers) else "Yes")
    every = _add(_add(whole, "conditionvar"), "and")
    for answer in said.answers:
        test = every if answer.right else _add(every, "not")
        _add(test, "varequal", answer.values[0], respident=RESPONSE, case="Yes")
    _judge(whole, True)
    for answer in said.answers:
        if answer.feedback:
            condition = _condition(processing, "No")
            _add(_add(condition, "conditionvar"), "varequal", answer.values[0], respident=RESPONSE)
            _show(condition, _name_of(answer))


def _condition(processing: etree._Element, goes_on: str) -> etree._Element:
    return _add(processing, "respcondition", **{"continue": goes_on})


def _judge(condition: etree._Element, right: bool) -> None:
    if right:
        _add(condition, "setvar", WHOLE, varname="SCORE", action="Set")


def _show(condition: etree._Element, name: str) -> None:
    _add(condition, "displayfeedback", feedbacktype="Response", linkrefid=name)


def _feedback(item: etree._Element, name: str, html: Markup) -> None:
    _material(_add(_add(item, "itemfeedback", ident=name), "flow_mat"), html)


def _name_of(answer: Answer) -> str:
    return f"{answer.name}_fb"


def _material(parent: etree._Element, html: Markup) -> None:
    _add(_add(parent, "material"), "mattext", kept_ascii(html), texttype="text/html")


def _metadata(name: str, fields: dict[str, str]) -> etree._Element:
    made = etree.Element(_q(name))
    _fields(_add(made, "qtimetadata"), fields)
    return made


def _fields(metadata: etree._Element, fields: dict[str, str]) -> None:
    for label, entry in fields.items():
        field = _add(metadata, "qtimetadatafield")
        _add(field, "fieldlabel", label)
        _add(field, "fieldentry", entry)


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, _q(name), attributes)
    element.text = None if text is None else xml_text(text)
    return element


def _q(name: str) -> str:
    return f"{{{QTI}}}{name}"
