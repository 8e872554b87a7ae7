"""A question bank in GIFT: readable as it is, same points for the same answers, poorer than Moodle XML.

What GIFT cannot say is written in the nearest form that gives the same points, and named at the top of the file.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from html import escape
from typing import assert_never

from markupsafe import Markup

from builder.language import catalogue
from builder.model.answer_key import plain_number
from builder.model.course import Shared
from builder.model.module import Module
from builder.model.prose import Prose
from builder.model.questions import (
    Branching,
    Cloze,
    DateEntry,
    Gap,
    Matching,
    MultipleChoice,
    NumberEntry,
    OpenQuestion,
    Option,
    Ordering,
    Question,
    SingleChoice,
    TrueFalse,
)
from builder.rendering.bank import BankText, Category, Translate, identity, shelves, tags
from builder.rendering.dates import written_days
from builder.rendering.few_tags import few_tags
from builder.rendering.moodle_answers import (
    NOTHING,
    WHOLE,
    all_or_nothing,
    chosen,
    model_answer,
    shares,
    span,
    typed,
)
from builder.rendering.question_data import shown_order

_WIDTH = 110
_GAP = "_____"
_SIGNS = re.compile(r"[\\#={}~:]")


def gift_bank(modules: Sequence[Module], shared: Shared, language: str) -> bytes:
    """The text of the file, in UTF-8: what it cannot say, then categories and questions, parted by empty lines."""
    _ = catalogue(language).gettext
    banks = [GiftBank(module, shared, language) for module in modules]
    blocks = [_foreword(banks, modules, _), *(block for bank in banks for block in bank.blocks())]
    return ("\n\n".join(blocks) + "\n").encode()


def _foreword(banks: Sequence[GiftBank], modules: Sequence[Module], _: Translate) -> str:
    named = ", ".join(f"{module.id.upper()} {module.meta.title} {module.meta.version}" for module in modules)
    paragraphs = [
        _("Questions in GIFT format: %(modules)s") % {"modules": named},
        _("For Moodle take the file that ends in -fragen.xml; it says everything."),
    ]
    poorer: dict[str, list[str]] = {}
    for what, name in (each for bank in banks for each in bank.shortfalls()):
        poorer.setdefault(what, []).append(name)
    paragraphs += [_("What this one cannot say:")] if poorer else []
    paragraphs += [f"- {what}: {len(names)} ({', '.join(names)})" for what, names in poorer.items()]
    return "\n".join(_comment(paragraph) for paragraph in paragraphs)


def _comment(words: str) -> str:
    """Lines that Moodle passes over."""
    return textwrap.fill(
        " ".join(words.split()),
        _WIDTH,
        initial_indent="// ",
        subsequent_indent="//   ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def escaped(words: str) -> str:
    """Words without a sign that means something in GIFT."""
    return _SIGNS.sub(r"\\\g<0>", words).replace("\n", "\\n")


class GiftBank:
    """The questions of one module as blocks of text."""

    def __init__(self, module: Module, shared: Shared, language: str) -> None:
        self._module, self._shared = module, shared
        self._text = BankText(module, shared, language)
        self._ = catalogue(language).gettext

    def blocks(self) -> Iterator[str]:
        """All categories, each followed by its questions."""
        for shelf in shelves(self._module, self._shared, self._):
            yield _category(shelf.category)
            for question in shelf.questions:
                yield from self.question(question)

    def shortfalls(self) -> Iterator[tuple[str, str]]:
        """(what GIFT cannot say, the question it cannot say it of)."""
        _ = self._
        for question in self._module.questions:
            name = identity(self._module, question)
            if question.points != _pieces(question):
                told = _("Points: each question counts 1 here, and should count")
                yield told, f"{name} = {question.points}"
            match question:
                case Ordering():
                    yield _("Ordering stands as matching of elements with places"), name
                case Cloze(gaps=gaps) if len(gaps) > 1:
                    yield _("Several gaps stand as one question each"), name
                case Branching():
                    yield _("Decisions stand as one question for each situation, without paths"), name
                case OpenQuestion():
                    yield _("Model answers stand in the feedback, as there is no place for those who grade"), name
            if not question.shuffle:
                yield _("Answers are shuffled that should keep their order"), name
            if "@@PLUGINFILE@@" in self._text.asked(question):
                yield _("Pictures are missing, only their description is there"), name

    def question(self, question: Question) -> Iterator[str]:
        """A question as one block; several gaps and decisions as several."""
        match question:
            case SingleChoice() | MultipleChoice():
                yield self._block(question, self._choices(question.options, isinstance(question, SingleChoice)))
            case TrueFalse():
                yield self._block(question, [self._true_false(question)])
            case Matching():
                pairs = [f"={self._words(pair.left)} -> {escaped(chosen(pair.right))}" for pair in question.pairs]
                yield self._block(question, pairs)
            case Ordering(items=items):
                order = shown_order([item.text.plain for item in items], is_right_order=True)
                yield self._block(question, [f"={self._words(items[i].text)} -> {i + 1}" for i in order])
            case Cloze():
                yield from self._gaps(question)
            case NumberEntry(unit=unit):
                more = Markup("<p>{}</p>").format(unit) if unit else Markup()
                yield self._block(question, ["#", *self._numbers(question)], text=self._text.asked(question) + more)
            case DateEntry(options=options):
                days = [(day, option) for option in options for day in written_days(option.day)]
                yield self._block(question, [self._listed(day, all_or_nothing(o), o.feedback) for day, o in days])
            case OpenQuestion():
                told = model_answer(question, self._text.html)
                yield self._block(question, [], after=told + self._text.explained(question))
            case Branching():
                yield from self._situations(question)
            case _:
                assert_never(question)

    def _choices(self, options: Sequence[Option], single: bool) -> list[str]:
        given = zip(options, shares(options, single), strict=True)
        marks = [(("=" if share == WHOLE else "~") if single else f"~%{share}%", option) for option, share in given]
        return [f"{mark}{self._words(option.text)}{self._said(option.feedback)}" for mark, option in marks]

    def _true_false(self, question: TrueFalse) -> str:
        """GIFT says first what those hear who are wrong."""
        true, false = question.options
        right, wrong = (true, false) if true.correct else (false, true)
        return f"{str(true.correct).upper()}#{self._words(wrong.feedback)}#{self._words(right.feedback)}"

    def _listed(self, answer: str, share: str, feedback: Prose) -> str:
        return f"=%{share}%{answer}{self._said(feedback)}"

    def _numbers(self, question: NumberEntry) -> Iterator[str]:
        for option in question.options:
            middle, spread = map(plain_number, span(option))
            yield self._listed(f"{middle}:{spread}", all_or_nothing(option), option.feedback)

    def _gaps(self, question: Cloze) -> Iterator[str]:
        """One question for each gap, each with the whole text."""
        count = len(question.gaps)
        shown = [Markup(f"({i}) {_GAP}") if count > 1 else Markup(_GAP) for i in range(1, count + 1)]
        text = self._text.asked(question) + self._text.body.with_gaps(question, shown)
        for index, gap in enumerate(question.gaps, start=1):
            asked = Markup("<p>{}</p>").format(self._("Fill in gap %(number)s.") % {"number": index})
            part, more = (str(index), asked) if count > 1 else ("", Markup())
            yield self._block(question, self._gap(gap), part, text + more)

    def _gap(self, gap: Gap) -> list[str]:
        if gap.choices:
            return [
                f"{'=' if i == 0 else '~'}{_begun(escape(choice, quote=False))}{self._said(gap.feedback)}"
                for i, choice in enumerate(gap.choices)
            ]
        right = [self._listed(escaped(typed(answer)), WHOLE, gap.feedback) for answer in gap.answers]
        return [*right, self._listed("*", NOTHING, gap.feedback)] if gap.feedback else right

    def _situations(self, question: Branching) -> Iterator[str]:
        """What it is about, then each situation; what is said to everybody comes with the last."""
        yield self._block(question, None)
        last = question.situations[-1]
        for situation in question.situations:
            title = Markup("<h4>{}</h4>").format(self._text.body.line(situation.title))
            after = self._text.explained(question) if situation is last else Markup()
            choices = self._choices(situation.options, single=True)
            yield self._block(question, choices, situation.id, title + self._text.html(situation.body), after)

    def _block(
        self,
        question: Question,
        answers: Sequence[str] | None,
        part: str = "",
        text: Markup | None = None,
        after: Markup | None = None,
    ) -> str:
        """A question: how it is found, its name, what it asks, the answers; without ``answers`` it only tells.

        ``text`` stands for stem and case, ``after`` for what is said to everybody.
        """
        name = identity(self._module, question, part)
        found = " ".join([f"[id:{name}]", *(f"[tag:{tag}]" for tag in tags(self._module, question))])
        asked = self._html(self._text.asked(question) if text is None else text)
        head = f"// {found}\n::{name} ({self._module.meta.version})::[html]{asked}"
        if answers is None:
            return head
        told = self._html(self._text.explained(question) if after is None else after)
        lines = [f"  {line}" for line in [*answers, *([f"####{told}"] if told else [])]]
        return "\n".join([head + "{", *lines, "}"])

    def _said(self, feedback: Prose) -> str:
        return f"#{self._words(feedback)}" if feedback else ""

    def _words(self, prose: Prose | None) -> str:
        return self._html(self._text.html(prose)) if prose else ""

    def _html(self, html: Markup) -> str:
        return _begun(few_tags(html, self._("Picture"))) if html else ""


def _begun(html: str) -> str:
    """HTML whose first letter is not taken for the name of a format, or for a share of the points."""
    return escaped(f"&#{ord(html[0])};{html[1:]}" if html.startswith(("[", "%")) else html)


def _pieces(question: Question) -> int:
    """Into how many questions that give points one is taken apart."""
    match question:
        case Cloze(gaps=gaps):
            return len(gaps)
        case Branching(situations=situations):
            return len(situations)
        case _:
            return 1


def _category(category: Category) -> str:
    """Moodle undoes backslashes in this line, and nothing else."""
    path = category.path.replace("\\", "\\\\")
    return "\n".join([*map(_comment, category.info), f"$CATEGORY: {path}"])
