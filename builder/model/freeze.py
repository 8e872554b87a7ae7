"""What a release of today would promise: modules and courses as they stand, in the words of the freeze file."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from builder.model.answer_key import AUTHOR_WORDS, answer_key
from builder.model.course import Bundle, BundleKind, Course, Shared
from builder.model.meaning import meaning_of
from builder.model.module import Module
from builder.model.places import places
from builder.model.questions import Question
from builder.model.release import FrozenModule, FrozenQuestion, History, Release

_LENGTH = 12


def release_of(course: Course, day: date) -> Release:
    """The course as it would be released on a day."""
    return Release.model_construct(
        version=course.shared.curriculum.version,
        date=day,
        courses=_members(course, BundleKind.KURS),
        paths=_members(course, BundleKind.PFAD),
        places=_places(course),
        modules={module.id: frozen(module, course.shared) for module in course.modules},
    )


def _places(course: Course) -> dict[str, tuple[str, ...]]:
    """Of every package that learners get."""
    packages = [*((one.id, (one,)) for one in course.modules), *((one.name, one.modules) for one in course.bundles)]
    return {name: places(modules, name, course.shared.releases) for name, modules in packages}


def _members(course: Course, kind: BundleKind) -> dict[str, tuple[str, ...]]:
    return {bundle.id: member_ids(bundle) for bundle in course.bundles if bundle.kind is kind}


def member_ids(bundle: Bundle) -> tuple[str, ...]:
    """The modules of a bundle, in teaching order."""
    return tuple(module.id for module in bundle.modules)


def frozen(module: Module, shared: Shared) -> FrozenModule:
    """A module as it would be released now."""
    past, defaults = shared.history(module.id), shared.curriculum.defaults
    codes = past.code_of([question.id for question in module.questions])
    return FrozenModule.model_construct(
        version=module.meta.version,
        completion=module.meta.completion or defaults.completion,
        pass_mark=defaults.pass_mark,
        status12=defaults.status12,
        content=_content(module, shared),
        goals=tuple(goal.id for goal in module.meta.goals),
        steps=past.step_code_of([step.id for step in module.steps]),
        questions={question.id: _question(question, codes[question.id], past) for question in module.questions},
    )


def _question(question: Question, code: str, past: History) -> FrozenQuestion:
    meaning = meaning_of(question)
    return FrozenQuestion.model_construct(
        code=code,
        mark=past.mark_of(question),
        kind=AUTHOR_WORDS[answer_key(question).kind],
        points=question.points,
        critical=question.critical,
        counts=question.counts,
        replaces=question.replaces,
        core=meaning.core,
        options=meaning.options,
    )


def _content(module: Module, shared: Shared) -> str:
    """Fingerprint of all of a module that a learner or trainer gets: its files, and what it takes of shared data.

    Only what authors wrote counts: a field that the program learns later changes no fingerprint.
    """
    tables = [table for name in sorted(module.rule_tables) if (table := shared.rule_table(name))]
    heard = [item for item in shared.misconceptions if module.id in item.modules]
    used = [record.model_dump_json(by_alias=True, exclude_defaults=True) for record in (*tables, *heard)]
    return sha256("\n".join([module.digest, *used]).encode()).hexdigest()[:_LENGTH]
