"""What a new version means for those who learn and teach with an older one (scorm.md A9): its kind, and why.

The kind says what became of what learners did: nothing happened to it (text), there is something new besides it
(additive), or some of it is asked again, gone, or counts differently (breaking).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from builder.model.base import Completion
from builder.model.course import Bundle, BundleKind, Shared
from builder.model.freeze import frozen, member_ids
from builder.model.module import Module
from builder.model.release import FrozenModule, FrozenQuestion, history, package_id


class UpdateKind(IntEnum):
    """How much of a change it is, the least first."""

    UNCHANGED = 0
    TEXT = 1
    ADDITIVE = 2
    BREAKING = 3


class Fact(StrEnum):
    """What can have happened."""

    ASKED_AGAIN = "asked_again"
    REPLACED = "replaced"
    GONE_QUESTIONS = "gone_questions"
    COUNTS_DIFFERENTLY = "counts_differently"
    GONE_STEPS = "gone_steps"
    GONE_GOALS = "gone_goals"
    GONE_MODULES = "gone_modules"
    OTHER_RULE = "other_rule"
    OTHER_PASS_MARK = "other_pass_mark"
    OTHER_STATUS = "other_status"
    NEW_QUESTIONS = "new_questions"
    MORE_ANSWERS = "more_answers"
    NEW_STEPS = "new_steps"
    NEW_GOALS = "new_goals"
    NEW_MODULES = "new_modules"
    RENAMED = "renamed"
    MODULES_MOVED = "modules_moved"
    WORDS = "words"


_BREAKING = (
    Fact.ASKED_AGAIN,
    Fact.REPLACED,
    Fact.GONE_QUESTIONS,
    Fact.COUNTS_DIFFERENTLY,
    Fact.GONE_STEPS,
    Fact.GONE_GOALS,
    Fact.GONE_MODULES,
    Fact.OTHER_RULE,
    Fact.OTHER_PASS_MARK,
    Fact.OTHER_STATUS,
)
_ADDITIVE = (Fact.NEW_QUESTIONS, Fact.MORE_ANSWERS, Fact.NEW_STEPS, Fact.NEW_GOALS, Fact.NEW_MODULES)


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that happened, and to what: ids as a platform reports them, titles, or before and now."""

    fact: Fact
    names: tuple[str, ...] = ()

    @property
    def kind(self) -> UpdateKind:
        """How much of a change this alone is."""
        if self.fact in _BREAKING:
            return UpdateKind.BREAKING
        return UpdateKind.ADDITIVE if self.fact in _ADDITIVE else UpdateKind.TEXT


@dataclass(frozen=True, slots=True)
class Update:
    """From a released version to the present one; ``before``: the version of the module, or the edition of a bundle.

    ``parts``: of a bundle, its modules that were in it before and what became of them.
    """

    before: str
    reasons: tuple[Reason, ...]
    parts: tuple[tuple[Module, Update], ...] = ()

    @property
    def kind(self) -> UpdateKind:
        """The strongest of all that happened."""
        return max((reason.kind for reason in self.all_reasons), default=UpdateKind.UNCHANGED)

    @property
    def all_reasons(self) -> tuple[Reason, ...]:
        """Its own, then those of its parts."""
        return (*self.reasons, *(reason for _, part in self.parts for reason in part.all_reasons))


def needed_version(before: str, kind: UpdateKind) -> str:
    """The least version of a module after a change of a kind: ``1.4.2`` → ``1.4.3``, ``1.5.0`` or ``2.0.0``."""
    major, minor, patch = version_order(before)
    match kind:
        case UpdateKind.BREAKING:
            return f"{major + 1}.0.0"
        case UpdateKind.ADDITIVE:
            return f"{major}.{minor + 1}.0"
        case UpdateKind.TEXT:
            return f"{major}.{minor}.{patch + 1}"
        case UpdateKind.UNCHANGED:
            return before


def version_order(version: str) -> tuple[int, int, int]:
    """The three numbers of a version, by which versions follow one another."""
    major, minor, patch = map(int, version.split("."))
    return major, minor, patch


def module_update(module: Module, shared: Shared) -> Update | None:
    """What became of a module since the edition before this one; None for one that is new in it."""
    before = history(shared.earlier, module.id).last
    return update_of(before, module, shared) if before else None


def bundle_update(bundle: Bundle, shared: Shared) -> Update | None:
    """What became of a course or path since the edition before this one; None for one that is new in it."""
    if not shared.earlier:
        return None
    last, is_course = shared.earlier[-1], bundle.kind is BundleKind.KURS
    before = (last.courses if is_course else last.paths).get(bundle.id)
    if before is None:
        return None
    kept = [module for module in bundle.modules if module.id in before]
    parts = tuple((module, update) for module in kept if (update := module_update(module, shared)))
    return Update(last.version, tuple(_membership(before, member_ids(bundle))), parts)


def _membership(before: Sequence[str], now: Sequence[str]) -> Iterator[Reason]:
    yield from _named(Fact.GONE_MODULES, [name.upper() for name in before if name not in now])
    yield from _named(Fact.NEW_MODULES, [name.upper() for name in now if name not in before])
    if [name for name in before if name in now] != [name for name in now if name in before]:
        yield Reason(Fact.MODULES_MOVED)


def update_of(before: FrozenModule, module: Module, shared: Shared) -> Update:
    """What became of a module since a release of it."""
    now = frozen(module, shared)
    heirs = shared.history(module.id).heirs(module.questions)
    titles = {step.id: f"„{step.plain_title}“" for step in module.steps}
    goals = {goal.id: f"„{goal.text}“" for goal in module.meta.goals}
    reasons = [
        *_questions(before.questions, now.questions, heirs, module.id),
        *_gone_and_new(before.steps, now.steps, titles, Fact.GONE_STEPS, Fact.NEW_STEPS),
        *_gone_and_new(before.goals, now.goals, goals, Fact.GONE_GOALS, Fact.NEW_GOALS),
        *_rule(before, now),
    ]
    if not reasons and before != now:
        reasons = [Reason(Fact.WORDS)]
    return Update(before.version, tuple(reasons))


Questions = Mapping[str, FrozenQuestion]


def _questions(before: Questions, now: Questions, heirs: Mapping[str, str], module_id: str) -> Iterator[Reason]:
    """What happened to questions: first to those that went on, then to the others."""
    gone = [name for name in before if name not in now]
    renamed = [name for name in gone if _is_renamed(name, before, now, heirs)]
    on = {name: name for name in before if name in now} | {name: heirs[name] for name in renamed}
    pairs = {package_id(module_id, name): (before[old], now[name]) for old, name in on.items()}

    def ids(names: Iterable[str]) -> list[str]:
        return [package_id(module_id, name) for name in names]

    def ways(names: Iterable[str]) -> list[str]:
        return [" → ".join(ids([name, heirs[name]])) for name in names]

    yield from _named(Fact.ASKED_AGAIN, [name for name, (old, new) in pairs.items() if old.mark != new.mark])
    yield from _named(
        Fact.COUNTS_DIFFERENTLY, [name for name, (old, new) in pairs.items() if _weight(old) != _weight(new)]
    )
    yield from _named(Fact.MORE_ANSWERS, [name for name, (old, new) in pairs.items() if _has_more(old, new)])
    yield from _named(Fact.REPLACED, ways(name for name in gone if name in heirs and name not in renamed))
    yield from _named(Fact.GONE_QUESTIONS, ids(name for name in gone if name not in heirs))
    yield from _named(
        Fact.NEW_QUESTIONS, ids(name for name in now if name not in before and name not in heirs.values())
    )
    yield from _named(Fact.RENAMED, ways(renamed))


def _is_renamed(name: str, before: Questions, now: Questions, heirs: Mapping[str, str]) -> bool:
    """Whether a question that is gone goes on under another name, so that answers to it hold."""
    heir = heirs.get(name)
    return heir is not None and heir not in before and now[heir].mark == before[name].mark


def _weight(question: FrozenQuestion) -> tuple[int, bool, bool]:
    """What an answer to it is good for."""
    return question.points, question.critical, question.counts


def _has_more(before: FrozenQuestion, now: FrozenQuestion) -> bool:
    return before.mark == now.mark and len(now.options) > len(before.options)


def _gone_and_new(
    before: Collection[str], now: Collection[str], shown: Mapping[str, str], gone: Fact, new: Fact
) -> Iterator[Reason]:
    yield from _named(gone, [name for name in before if name not in now])
    yield from _named(new, [shown[name] for name in now if name not in before])


def _rule(before: FrozenModule, now: FrozenModule) -> Iterator[Reason]:
    """When a module counts as done, and what is said of it then; a pass mark only where one has to be reached."""
    if before.completion is not now.completion:
        yield Reason(Fact.OTHER_RULE, (before.completion.value, now.completion.value))
    if before.pass_mark != now.pass_mark and now.completion is Completion.BESTANDEN:
        yield Reason(Fact.OTHER_PASS_MARK, (str(before.pass_mark), str(now.pass_mark)))
    if before.status12 != now.status12:
        yield Reason(Fact.OTHER_STATUS, (before.status12, now.status12))


def _named(fact: Fact, names: Sequence[str]) -> Iterator[Reason]:
    """The reason, if there is anything it happened to."""
    if names:
        yield Reason(fact, tuple(names))
