"""The answers of one question in Moodle XML: weights, feedback, and what each type demands (scorm.md B9)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from lxml import etree
from markupsafe import Markup

from builder.model.prose import Prose
from builder.model.questions import (
    Cloze,
    DateEntry,
    Gap,
    Matching,
    NumberEntry,
    OpenQuestion,
    Option,
    Ordering,
    TrueFalse,
    right_weight,
)
from builder.rendering.dates import written_days
from builder.rendering.typography import xml_text

Html = Callable[[Prose], Markup]
WHOLE, NOTHING = Fraction(1), Fraction(0)


def choice(element: etree._Element, options: Sequence[Option], single: bool, shuffle: bool, html: Html) -> None:
    """Options to tick; several right ones share the whole, each wrong one takes a share away."""
    plain(element, "single", "true" if single else "false")
    plain(element, "shuffleanswers", "true" if shuffle else "false")
    plain(element, "answernumbering", "abc")
    weight = WHOLE if single else right_weight(tuple(options))
    for option in options:
        wrong = NOTHING if single else -weight
        _answer(element, weight if option.correct else wrong, html(option.text), html(option.feedback))


def true_false(element: etree._Element, question: TrueFalse, html: Html) -> None:
    """The first option is „Stimmt“, which Moodle calls true."""
    for option, name in zip(question.options, ("true", "false"), strict=True):
        _answer(element, WHOLE if option.correct else NOTHING, name, html(option.feedback))


def matching(element: etree._Element, question: Matching, html: Html) -> None:
    """Prompts with their answer; a row without prompt adds a wrong answer."""
    plain(element, "shuffleanswers", "true")
    for pair in question.pairs:
        part = etree.SubElement(element, "subquestion", format="html")
        etree.SubElement(part, "text").text = xml_text(str(html(pair.left))) if pair.left else ""
        text(part, "answer", pair.right.plain)


def ordering(element: etree._Element, question: Ordering, html: Html) -> None:
    """Items in their order, graded by absolute place; without ``shownumcorrect`` the import aborts."""
    settings = {
        "layouttype": "VERTICAL",
        "selecttype": "ALL",
        "selectcount": 0,
        "gradingtype": "ABSOLUTE_POSITION",
        "showgrading": "SHOW",
        "numberingstyle": "none",
    }
    for name, value in settings.items():
        plain(element, name, value)
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        rich(element, name, Markup())
    plain(element, "shownumcorrect", 1)
    for position, item in enumerate(question.items, start=1):
        answer = etree.SubElement(element, "answer", fraction=str(position), format="html")
        etree.SubElement(answer, "text").text = xml_text(str(html(item.text)))


def cloze_codes(question: Cloze) -> list[Markup]:
    """What stands in the text for each gap. Weights are whole numbers there, so each gap weighs the same."""
    weight, rest = divmod(question.points, len(question.gaps))
    return [_cloze_code(gap, 1 if rest else weight, question.shuffle) for gap in question.gaps]


def _cloze_code(gap: Gap, weight: int, shuffle: bool) -> Markup:
    """Moodle takes the words of a typed answer as text, those of a choice and of feedback as HTML."""
    said = Markup("#") + _cloze_words(Markup.escape(gap.feedback.plain)) if gap.feedback else Markup()
    if gap.choices:
        kind = "MULTICHOICE_S" if shuffle else "MULTICHOICE"
        words = [_cloze_words(Markup.escape(choice)) for choice in gap.choices]
        marked = [Markup("=") + words[0] + said, *(word + said for word in words[1:])]
    else:
        kind = "SHORTANSWER"
        marked = [Markup("=") + _cloze_words(answer) + said for answer in gap.answers]
        marked += [Markup("*") + said] if said else []
    return Markup("{{{}:{}:{}}}").format(weight, kind, Markup("~").join(marked))


def _cloze_words(words: str) -> Markup:
    """Words between the signs of a gap's code; Moodle undoes entities and these two backslashes, no others."""
    quoted = " ".join(words.split()).replace("}", "\\}").replace("#", "\\#")
    return Markup(str(Markup.escape(str(quoted))).replace("~", "&#126;"))


def numerical(element: etree._Element, question: NumberEntry, html: Html) -> None:
    """Listed numbers, each with its tolerance."""
    for option in question.options:
        middle, spread = (option.low + option.high) / 2, (option.high - option.low) / 2
        share = WHOLE if option.correct else NOTHING
        answer = _answer(element, share, _number(middle), html(option.feedback))
        plain(answer, "tolerance", _number(spread))
    for name, value in {"unitgradingtype": 0, "unitpenalty": 0, "showunits": 3, "unitsleft": 0}.items():
        plain(element, name, value)


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def short(element: etree._Element, question: DateEntry, html: Html) -> None:
    """A day in the ways Germans write it."""
    plain(element, "usecase", 0)
    for option in question.options:
        share = WHOLE if option.correct else NOTHING
        for written in written_days(option.day):
            _answer(element, share, written, html(option.feedback))


def essay(element: etree._Element, question: OpenQuestion, html: Html) -> None:
    """A field to write in; model answer and checklist are for those who grade."""
    settings = {"responseformat": "editor", "responserequired": 1, "responsefieldlines": 10, "attachments": 0}
    for name, value in settings.items():
        plain(element, name, value)
    lines = Markup("").join(Markup("<li>{}</li>").format(html(line)) for line in question.checklist)
    rich(element, "graderinfo", html(question.solution) + Markup("<ul>{}</ul>").format(lines))


def reasons(question: Matching | Ordering, html: Html) -> Markup:
    """What is said to single elements, below the name of each."""
    if isinstance(question, Matching):
        pairs = [(html(pair.left), html(pair.feedback)) for pair in question.prompts if pair.left and pair.feedback]
    else:
        pairs = [(html(item.text), html(item.feedback)) for item in question.items if item.feedback]
    return Markup("").join(Markup("<p><strong>{}</strong></p>{}").format(name, reason) for name, reason in pairs)


def _answer(element: etree._Element, share: Fraction, words: str, feedback: Markup) -> etree._Element:
    answer = etree.SubElement(element, "answer", fraction=fraction(share), format="html")
    etree.SubElement(answer, "text").text = xml_text(str(words))
    rich(answer, "feedback", feedback)
    return answer


def fraction(share: Fraction) -> str:
    """A share of the points in per cent as Moodle's list writes it: five decimals, 33.33333 for a third."""
    hundredth_thousandths = round(share * 10_000_000)
    return f"{hundredth_thousandths / 100_000:.5f}".rstrip("0").rstrip(".")


def grade(points: Fraction) -> str:
    """Points as Moodle keeps them, with seven decimals at most."""
    return f"{float(points):.7f}".rstrip("0").rstrip(".")


def text(parent: etree._Element, name: str, words: str) -> None:
    """An element that holds plain words."""
    etree.SubElement(etree.SubElement(parent, name), "text").text = xml_text(words)


def plain(parent: etree._Element, name: str, value: object) -> None:
    """An element that holds a value; one that is there already gets the new value."""
    found = parent.find(name)
    (etree.SubElement(parent, name) if found is None else found).text = xml_text(str(value))


def rich(parent: etree._Element, name: str, html: Markup) -> None:
    """An element that holds HTML."""
    etree.SubElement(etree.SubElement(parent, name, format="html"), "text").text = xml_text(str(html))
