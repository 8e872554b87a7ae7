"""How a question bank is ordered, and what it calls things, whichever format it is written in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from markupsafe import Markup

from builder.model.course import Shared
from builder.model.module import Goal, Module
from builder.model.prose import Prose
from builder.model.questions import Branching, Matching, Ordering, Question
from builder.model.release import package_id
from builder.rendering.html import BodyRenderer
from builder.rendering.links import bank_links
from builder.rendering.moodle_limits import LONGEST_ID, LONGEST_TITLE
from builder.rendering.sheet import state_words
from builder.rendering.standalone import case_contexts

Translate = Callable[[str], str]
_TAIL = 8


@dataclass(frozen=True, slots=True)
class Category:
    """A folder of the bank: ``path`` leads to it, ``info`` is said of it, line by line.

    It has no id number: Moodle would refuse the same one below another name, which a new title of the module is.
    """

    path: str
    info: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category and the questions in it, in author order."""

    category: Category
    questions: tuple[Question, ...] = ()


def shelves(module: Module, shared: Shared, _: Translate) -> Iterator[Shelf]:
    """The module, then each of its goals that is asked for, then decisions one by one.

    Whoever draws from a goal at random must not draw one situation of a decision: each decision has its own folder.
    """
    names = [shared.curriculum.title, f"{module.id.upper()} {module.meta.title}"]
    yield Shelf(Category(_path(names), _about(module, shared, _)))
    for goal in module.meta.goals:
        asked = [question for question in module.questions if question.goal == goal.id]
        of_goal = [*names, package_id(module.id, goal.id)]
        alone = tuple(question for question in asked if not isinstance(question, Branching))
        if asked:
            yield Shelf(Category(_path(of_goal), (_goal(goal, _),)), alone)
        for question in asked:
            if isinstance(question, Branching):
                info = _("One decision in several situations. Take them into a quiz in this order, never at random.")
                yield Shelf(Category(_path([*of_goal, identity(module, question)]), (info,)), (question,))


def _about(module: Module, shared: Shared, _: Translate) -> tuple[str, ...]:
    state = state_words(module.meta.version, module.meta.law_date, _)
    return (module.meta.summary, f"{state} · {shared.licence_of(module)}")


def _goal(goal: Goal, _: Translate) -> str:
    return _("You can %(goal)s.") % {"goal": goal.text.rstrip(". ")}


def _path(names: list[str]) -> str:
    """Moodle wants at least two names below „top“; without it, it would make a category called so."""
    return "/".join(["$course$", "top", *map(_name, names)])


def _name(words: str) -> str:
    """A slash parts categories and is doubled inside a name; what looks like a tag would be taken out."""
    name = " ".join(words.replace("<", "‹").replace(">", "›").split())[:LONGEST_TITLE].rstrip().replace("/", "//")
    return f"{' ' * name.startswith('/')}{name}{' ' * name.endswith('/')}"


def identity(module: Module, question: Question, part: str = "") -> str:
    """``b3_f_rima_frist``: what names a question for ever, in packages and in the bank. ``part``: of it."""
    name = package_id(module.id, question.id, *([part] if part else []))
    tail = sha256(name.encode()).hexdigest()[:_TAIL]
    return name if len(name) <= LONGEST_ID else f"{name[: LONGEST_ID - _TAIL - 1]}_{tail}"


def tags(module: Module, question: Question) -> list[str]:
    """By what questions are found: module, goal, whether they are critical, the law they were written from."""
    law_date = module.meta.law_date
    found = [module.id, package_id(module.id, question.goal)]
    found += ["kritisch"] if question.critical else []
    return found + ([f"Rechtsstand {law_date.isoformat()}"] if law_date else [])


class BankText:
    """What is written in the questions of a module, as HTML that stands alone."""

    def __init__(self, module: Module, shared: Shared, language: str) -> None:
        self.body = BodyRenderer(module, shared, bank_links(), language)
        self._contexts = dict(case_contexts(module, self.body))

    def html(self, prose: Prose) -> Markup:
        """Blocks or one line; nothing where nothing is written."""
        return self.body.blocks([prose]) if prose else Markup()

    def asked(self, question: Question) -> Markup:
        """What a question asks, behind the case it belongs to; what to do, where nothing is asked."""
        told = self._contexts.get(question.id, Markup()) + self.html(question.stem)
        return told or Markup("<p>{}</p>").format(self.body.instruction(question))

    def reasons(self, question: Question) -> Markup:
        """What is said to single elements of a question whose format has no place for it, below the name of each."""
        match question:
            case Matching():
                said = [(pair.left, pair.feedback) for pair in question.prompts if pair.left]
            case Ordering():
                said = [(item.text, item.feedback) for item in question.items]
            case _:
                said = []
        return Markup().join(self._reason(name, why) for name, why in said if why)

    def _reason(self, name: Prose, why: Prose) -> Markup:
        told = Markup("<p>{}</p>").format(self.html(why)) if why.is_inline else self.html(why)
        return Markup("<p><strong>{}</strong></p>{}").format(self.html(name), told)

    def explained(self, question: Question) -> Markup:
        """What is said to everybody afterwards."""
        return self.reasons(question) + self.html(question.explanation)
