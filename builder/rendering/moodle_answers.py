"""The answers of one question in Moodle XML: weights, feedback, and what each type demands (scorm.md B9)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from html import escape

from lxml import etree
from markupsafe import Markup

from builder.model.answer_key import plain_number
from builder.model.prose import Prose
from builder.model.questions import (
    Cloze,
    DateEntry,
    Gap,
    Matching,
    NumberEntry,
    NumberOption,
    OpenQuestion,
    Option,
    Ordering,
    TrueFalse,
    right_weight,
)
from builder.rendering.dates import written_days
from builder.rendering.typography import xml_text

Html = Callable[[Prose], Markup]
LISTED = (
    "100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30", "25", "20", "16.66667",
    "14.28571", "12.5", "11.11111", "10", "5", "0",
)  # fmt: skip
"""The shares of the points, in per cent, that Moodle takes, also with a minus; a question with others is skipped."""
WHOLE, NOTHING = LISTED[0], LISTED[-1]
_MARK = re.compile("\ue000([0-9]+)\ue001")
"""Where the code of a gap will stand; no author's text holds these two characters (L009)."""


def choice(element: etree._Element, options: Sequence[Option], single: bool, shuffle: bool, html: Html) -> None:
    """Options to tick; several right ones share the whole, each wrong one takes a share away."""
    plain(element, "single", "true" if single else "false")
    plain(element, "shuffleanswers", "true" if shuffle else "false")
    plain(element, "answernumbering", "abc")
    plain(element, "showstandardinstruction", 1)
    for option, share in zip(options, shares(options, single), strict=True):
        _answer(element, share, html(option.text), html(option.feedback))


def shares(options: Sequence[Option], single: bool) -> list[str]:
    """What each option gives, in per cent as they are listed; the right ones are together the whole.

    One share of eleven to nineteen is not listed. So many right options give 10 or else 5, so that all of them are
    the whole still: where they do not add up, Moodle ends the import. A wrong one then takes what is nearest.
    """
    right = sum(option.correct for option in options)
    even = per_cent(right_weight(tuple(options)))
    if even in LISTED:
        earned, lost = [even] * right, f"-{even}"
    else:
        tens = 20 - right
        earned, lost = ["10"] * tens + ["5"] * (right - tens), "-10" if right <= 13 else "-5"
    return [earned.pop(0) if option.correct else NOTHING if single else lost for option in options]


def per_cent(share: Fraction) -> str:
    """A share in per cent with at most five decimals, as Moodle lists it: 33.33333 for a third."""
    hundredth_thousandths = round(share * 10_000_000)
    return f"{hundredth_thousandths / 100_000:.5f}".rstrip("0").rstrip(".")


def true_false(element: etree._Element, question: TrueFalse, html: Html) -> None:
    """The first option is „Stimmt“, which Moodle calls true."""
    for option, name in zip(question.options, ("true", "false"), strict=True):
        _answer(element, all_or_nothing(option), name, html(option.feedback))


def matching(element: etree._Element, question: Matching, html: Html) -> None:
    """Prompts with their answer; a row without prompt adds a wrong answer."""
    plain(element, "shuffleanswers", "true")
    for pair in question.pairs:
        part = etree.SubElement(element, "subquestion", format="html")
        etree.SubElement(part, "text").text = xml_text(str(html(pair.left))) if pair.left else ""
        text(part, "answer", chosen(pair.right))


def chosen(right: Prose) -> str:
    """A right side to choose: Moodle takes it for HTML and would take out what looks like a tag."""
    return escape(right.plain, quote=False)


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


def marks(question: Cloze) -> list[Markup]:
    """What stands in the text for each gap until ``cloze`` puts its code there."""
    return [Markup(f"\ue000{index}\ue001") for index in range(len(question.gaps))]


def cloze(element: etree._Element, question: Cloze) -> None:
    """The codes of the gaps in their places; no other brace may look like one of them.

    Moodle adds up the weights of the gaps to the points. They are whole numbers, so each gap weighs the same, and a
    question whose points they do not divide has another sum of points there, but the same shares of it.
    """
    weight, rest = divmod(question.points, len(question.gaps))
    codes = [_cloze_code(gap, 1 if rest else weight, question.shuffle) for gap in question.gaps]
    for holder in element.iterfind("questiontext/text"):
        words = (holder.text or "").replace("{", "&#123;")
        holder.text = xml_text(_MARK.sub(lambda found: codes[int(found[1])], words))


def _cloze_code(gap: Gap, weight: int, shuffle: bool) -> Markup:
    """Moodle takes the words of a typed answer as text, those of a choice and of feedback as HTML."""
    said = Markup("#") + _cloze_words(Markup.escape(gap.feedback.plain)) if gap.feedback else Markup()
    if gap.choices:
        kind = "MULTICHOICE_S" if shuffle else "MULTICHOICE"
        words = [_cloze_words(Markup.escape(choice)) for choice in gap.choices]
        marked = [Markup("=") + words[0] + said, *(word + said for word in words[1:])]
    else:
        kind = "SHORTANSWER"
        marked = [Markup("=") + _cloze_words(typed(answer)) + said for answer in gap.answers]
        marked += [Markup("*") + said] if said else []
    return Markup("{{{}:{}:{}}}").format(weight, kind, Markup("~").join(marked))


def _cloze_words(words: str) -> Markup:
    """Words between the signs of a gap's code; Moodle undoes entities and these two backslashes, no others."""
    quoted = " ".join(words.split()).replace("}", "\\}").replace("#", "\\#")
    return Markup(str(Markup.escape(str(quoted))).replace("~", "&#126;"))


def typed(answer: str) -> str:
    """A word that is typed; a star would stand for any others."""
    return answer.replace("*", "\\*")


def numerical(element: etree._Element, question: NumberEntry, html: Html) -> None:
    """Listed numbers, each with its tolerance."""
    for option in question.options:
        middle, spread = span(option)
        answer = _answer(element, all_or_nothing(option), plain_number(middle), html(option.feedback))
        plain(answer, "tolerance", plain_number(spread))
    for name, value in {"unitgradingtype": 0, "unitpenalty": 0, "showunits": 3, "unitsleft": 0}.items():
        plain(element, name, value)


def span(option: NumberOption) -> tuple[Decimal, Decimal]:
    """The middle of a listed answer, and how far from it a number may be."""
    return (option.low + option.high) / 2, (option.high - option.low) / 2


def all_or_nothing(option: Option) -> str:
    """What a listed answer gives where only one can be given."""
    return WHOLE if option.correct else NOTHING


def short(element: etree._Element, question: DateEntry, html: Html) -> None:
    """A day in the ways Germans write it."""
    plain(element, "usecase", 0)
    for option in question.options:
        for written in written_days(option.day):
            _answer(element, all_or_nothing(option), written, html(option.feedback))


def essay(element: etree._Element, question: OpenQuestion, html: Html) -> None:
    """A field to write in; model answer and checklist are for those who grade."""
    settings = {"responseformat": "editor", "responserequired": 1, "responsefieldlines": 10, "attachments": 0}
    for name, value in settings.items():
        plain(element, name, value)
    rich(element, "graderinfo", model_answer(question, html))


def model_answer(question: OpenQuestion, html: Html) -> Markup:
    """What a good answer holds, and by what it is known."""
    lines = Markup().join(Markup("<li>{}</li>").format(html(line)) for line in question.checklist)
    return html(question.solution) + Markup("<ul>{}</ul>").format(lines)


def _answer(element: etree._Element, share: str, words: str, feedback: Markup) -> etree._Element:
    answer = etree.SubElement(element, "answer", fraction=share, format="html")
    etree.SubElement(answer, "text").text = xml_text(str(words))
    rich(answer, "feedback", feedback)
    return answer


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
