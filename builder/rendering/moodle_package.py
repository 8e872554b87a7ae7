"""What a package itself says to a trainer: its rule and numbers, its questions as a report names them, its files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from builder.model.answer_key import answer_key
from builder.model.base import Completion
from builder.model.course import Bundle, Shared
from builder.model.module import Module
from builder.model.questions import Branching, OpenQuestion, Question, is_scored
from builder.model.release import package_id
from builder.rendering.dates import german_day
from builder.rendering.moodle_words import (
    Cells,
    Wording,
    listed,
    name_of,
    notes,
    paragraph,
    per_cent,
    section,
    table,
    text,
)
from builder.rendering.print_prose import LONGEST_STRING
from builder.rendering.print_tree import Tree
from builder.rendering.question_data import module_settings
from builder.rendering.sheet import state_words
from builder.rendering.typography import bind

Subject: TypeAlias = Module | Bundle
"""What a package for Moodle is made of."""
UNKNOWN = "weiss_nicht"
"""What the package reports for „Weiß ich nicht“ (``templates/runtime/dialect-scorm12.js``)."""
LONGEST_BEGINNING = 96
"""Characters of a task that a trainer needs to know which one it is."""


@dataclass(frozen=True, slots=True)
class Check:
    """The check of a module as the player judges it (``templates/runtime/result.js``)."""

    module: Module
    completion: Completion
    mark: int
    scored: tuple[Question, ...]

    @property
    def points(self) -> int:
        """The most that can be reached."""
        return sum(question.points for question in self.scored)

    @property
    def critical(self) -> list[str]:
        """Questions that must be right as a whole, by the names a report gives them."""
        return [package_id(self.module.id, question.id) for question in self.scored if question.critical]

    @property
    def has_mark(self) -> bool:
        """Whether points decide."""
        return self.completion is Completion.BESTANDEN and self.points > 0


def modules_of(subject: Subject) -> tuple[Module, ...]:
    """The modules in a package."""
    return (subject,) if isinstance(subject, Module) else subject.modules


def checks_of(subject: Subject, shared: Shared) -> list[Check]:
    """The checks of all modules in a package."""
    return [_check(module, shared) for module in modules_of(subject)]


def _check(module: Module, shared: Shared) -> Check:
    settings = module_settings(module, shared)
    scored = tuple(question for question in module.questions if is_scored(question))
    return Check(module, Completion(settings["completion"]), settings["passMark"], scored)


def facts(subject: Subject, shared: Shared, checks: Sequence[Check], w: Wording) -> list[tuple[str, str]]:
    """What it is and how large; what there is none of is not among them."""
    _ = w.gettext
    scored, points = sum(len(check.scored) for check in checks), sum(check.points for check in checks)
    marks = [check.mark for check in checks if check.has_mark][:1]
    minutes = sum(check.module.meta.minutes for check in checks)
    return [
        (_("Version"), subject.meta.version if isinstance(subject, Module) else subject.version),
        (_("Time"), _("%(minutes)s minutes") % {"minutes": minutes}),
        *([(_("Questions that count"), str(scored)), (_("Points"), str(points))] if scored else []),
        *[(_("Pass mark"), per_cent(mark)) for mark in marks],
        *_dates(modules_of(subject), w),
        (_("Licence"), shared.licences_of(modules_of(subject))),
    ]


def _dates(modules: Sequence[Module], w: Wording) -> list[tuple[str, str]]:
    """Law, review and next review; of several modules the oldest law and the earliest review."""
    _ = w.gettext
    laws = [module.meta.law_date for module in modules if module.meta.law_date]
    return [
        *[(_("Law as of"), german_day(day)) for day in sorted(laws)[:1]],
        (_("Reviewed"), german_day(min(module.meta.reviewed_on for module in modules))),
        (_("Next review"), german_day(min(module.meta.review_by for module in modules))),
    ]


def rule(checks: Sequence[Check], w: Wording) -> Tree:
    """When the package counts as done, in the words of its very rule."""
    if len(checks) == 1:
        opening = w.translate("This package counts as done when all of this holds:")
        blocks = [_conditions(checks[0], w)]
    else:
        opening = w.translate("This package counts as done when each of its modules is done by its own rule:")
        blocks = [block for check in checks for block in (*_module_head(check, w), _conditions(check, w))]
    return section("rule", w.gettext("When it counts as done"), paragraph(opening), *blocks)


def _module_head(check: Check, w: Wording) -> list[Tree]:
    meta = check.module.meta
    minutes = w.gettext("%(minutes)s minutes") % {"minutes": meta.minutes}
    about = [state_words(meta.version, None, w.gettext), state_words("", meta.law_date, w.gettext), minutes]
    return [{"k": "label", "c": _name_of_module(check.module)}, notes(*([text(words)] for words in about if words))]


def _name_of_module(module: Module) -> list[Tree]:
    return [said(f"{module.id.upper()} {module.meta.title}"[:LONGEST_STRING], module.meta.language)]


def _conditions(check: Check, w: Wording) -> Tree:
    translate, count = w.translate, len(check.scored)
    if check.completion is Completion.BEARBEITET:
        opened = translate("Every step is opened (%(count)s).", count=len(check.module.steps))
        answered = translate("Every question that counts is answered (%(count)s), rightly or not.", count=count)
        return listed(*([opened, answered] if count else [opened]))
    if not count:
        return listed(translate("It is opened; there is no question that counts."))
    answered = translate(
        "Every question that counts is answered (%(count)s); the best try of each counts.", count=count
    )
    mark = per_cent(check.mark)
    reached = translate("At least %(mark)s of %(points)s points are reached.", mark=mark, points=check.points)
    critical = translate("Right as a whole are the questions %(names)s.", names=_enumerated(check.critical))
    return listed(*([answered, reached, critical] if check.critical else [answered, reached]))


def _enumerated(names: Sequence[str]) -> list[Tree]:
    return [run for name in names for run in (text(", "), *name_of(name))][1:]


def said(words: str, language: str) -> Tree:
    """A run of an author's words, in the author's language."""
    return {"t": "said", "v": bind(words), "lang": language}


def questions(checks: Sequence[Check], w: Wording) -> list[Tree]:
    """The section that lets a trainer read the report: what it calls a question → how its task begins."""
    groups = [
        (_name_of_module(check.module) if len(checks) > 1 else [], list(_rows(check.module, w))) for check in checks
    ]
    groups = [(name, rows) for name, rows in groups if rows]
    if not groups:
        return []
    kinds = {answer_key(question).kind for check in checks for question in check.module.questions}
    head = [w.gettext("In the report"), w.gettext("How the task begins"), w.gettext("Points")]
    title = w.gettext("The questions in the report")
    return [section("questions", title, notes(*_notations(kinds, w)), table("questions", head, *groups))]


def _rows(module: Module, w: Wording) -> Iterator[Cells]:
    """As ``templates/runtime/interactions.js`` lists them: no open ones, and of a path every situation."""
    for question in module.questions:
        language = module.meta.language
        if isinstance(question, Branching):
            for at, situation in enumerate(question.situations):
                name = name_of(package_id(module.id, question.id, situation.id))
                words = said(beginning(situation.title.plain), language)
                yield [name, [words], _worth(question, w) if at == 0 else []]
        elif not isinstance(question, OpenQuestion):
            name, words = name_of(package_id(module.id, question.id)), said(beginning(question.stem.plain), language)
            yield [name, [words], _worth(question, w)]


def _worth(question: Question, w: Wording) -> list[Tree]:
    if not is_scored(question):
        return w.translate("do not count")
    critical = [text(" · "), *w.translate("must be right")] if question.critical else []
    return [text(str(question.points)), *critical]


def beginning(words: str) -> str:
    """The first words of a task, cut between two of them."""
    line = " ".join(words.split())
    if len(line) <= LONGEST_BEGINNING:
        return line
    cut = line[:LONGEST_BEGINNING].rpartition(" ")[0] or line[:LONGEST_BEGINNING]
    return f"{cut.rstrip(' ,;:–')} …"


def _notations(kinds: set[str], w: Wording) -> list[list[Tree]]:
    """How an answer is written in the report, for the kinds of questions there are."""
    translate = w.translate
    letters = translate("a, b, c: the answers in the order of the handout; in the package they may be mixed.")
    typed = translate("What was typed stands there as it is; a day as year-month-day.")
    lines = [
        ({"single_choice", "multiple_choice", "branching"}, letters),
        ({"true_false"}, translate("t, f: right and not right.")),
        ({"matching"}, translate("1.b,2.a: what was put together; what is right stands beside it.")),
        ({"ordering"}, translate("c,a,b: the order that was chosen; a,b,c is right.")),
        ({"cloze", "number", "date"}, typed),
    ]
    unknown = translate("%(word)s: “I do not know”.", word=UNKNOWN)
    return [line for of, line in lines if of & kinds] + [unknown]


def files(subject: Subject, w: Wording) -> Tree:
    """The files that lie beside each other and what each is for."""
    uses = {
        "scorm12.zip": w.translate("For Moodle: the package for SCORM 1.2."),
        "scorm2004.zip": w.translate(
            "Only for platforms that ask for SCORM 2004. In Moodle the %(interactions)s would stay empty,"
            " and the app could not play it offline."
        ),
        "moodle.html": w.translate("This sheet; with the ending pdf it is set for printing."),
    }
    rows = [[name_of(f"{subject.file_name}-{ending}"), use] for ending, use in uses.items()]
    return table("files", [w.gettext("File"), w.gettext("What for")], ([], rows))
