"""What the learner's JavaScript needs to know of a question: weights and right answers are model data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from builder.model.answer_key import answer_key
from builder.model.course import Shared
from builder.model.module import Module
from builder.model.questions import Question, is_scored
from builder.model.release import History


def question_data(
    question: Question, past: History, codes: Mapping[str, str], taken_over: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """The JSON beside the form. ``points`` is the most the question can give.

    ``code`` names it in a learner's state, ``fingerprint`` the meaning of an answer; ``replaces`` are the codes of
    earlier questions whose place it takes. ``codes`` and ``taken_over`` are those of all questions of its module.
    """
    key = answer_key(question)
    replaced = taken_over.get(question.id)
    return {
        "id": question.id,
        "code": codes[question.id],
        "kind": key.kind,
        "goal": question.goal,
        "points": question.points,
        "scored": is_scored(question),
        "critical": question.critical,
        "shuffle": question.shuffle,
        "count": len(key.elements),
        "right": list(key.right),
        "fingerprint": past.mark_of(question),
        **({"replaces": list(replaced)} if replaced else {}),
        **key.more,
    }


def shown_order(words: Sequence[str], is_right_order: bool = False) -> list[int]:
    """The order things are offered in where no script shuffles them: by their words; never the right one."""
    order = sorted(range(len(words)), key=lambda index: words[index])
    return [*order[1:], order[0]] if is_right_order and order == sorted(order) else order


def module_settings(module: Module, shared: Shared) -> dict[str, Any]:
    """The JSON of a module: what the player needs to know besides the questions. ``passMark`` in per cent."""
    completion = module.meta.completion or shared.curriculum.defaults.completion
    asked = {question.goal for question in module.questions}
    return {
        "module": module.id,
        "version": module.meta.version,
        "passMark": shared.curriculum.defaults.pass_mark,
        "completion": completion.value,
        "goals": [{"id": goal.id, "text": goal.text} for goal in module.meta.goals if goal.id in asked],
    }


def practice_settings(name: str, shared: Shared) -> dict[str, Any]:
    """The same for questions that belong to no module: nothing to be reached but points."""
    curriculum = shared.curriculum
    return {
        "module": name,
        "version": curriculum.version,
        "passMark": curriculum.defaults.pass_mark,
        "completion": curriculum.defaults.completion.value,
        "goals": [],
    }


def package_settings(
    name: str, version: str, shared: Shared, compact: bool = False, order: Sequence[str] = ()
) -> dict[str, Any]:
    """The JSON of what one visit is about: a module, or several that are learned together.

    ``compact``: whether a learner's state has room for verdicts only; ``order``: the names of interactions in the
    places they were released in.
    """
    status = shared.curriculum.defaults.status12
    return {"name": name, "version": version, "compact": compact, "status12": status, "order": list(order)}
