"""Which goal of a module is asked, summed up and guarded against which misconception (learning.md L09, E02)."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.blocks import KeyPoint, KeyPoints, learner_blocks, walk
from builder.model.module import Goal, Module
from builder.model.questions import Question, options_of


@dataclass(frozen=True, slots=True)
class GoalCoverage:
    """One goal with the questions, key points and misconceptions (by id, each once) that belong to it."""

    goal: Goal
    questions: tuple[Question, ...]
    key_points: tuple[KeyPoint, ...]
    misconceptions: tuple[str, ...]


def coverage(module: Module) -> tuple[GoalCoverage, ...]:
    """The goals in author order."""
    return tuple(_of_goal(goal, module) for goal in module.meta.goals)


def _of_goal(goal: Goal, module: Module) -> GoalCoverage:
    questions = tuple(question for question in module.questions if question.goal == goal.id)
    tagged = (option.misconception for question in questions for option in options_of(question))
    return GoalCoverage(
        goal,
        questions,
        tuple(point for points in key_points(module) for point in points.items if point.goal == goal.id),
        tuple(dict.fromkeys(filter(None, tagged))),
    )


def key_points(module: Module) -> tuple[KeyPoints, ...]:
    """Every „Das Wichtigste“ of a module."""
    blocks = (block for step in module.steps for block in walk(tuple(learner_blocks(step.blocks))))
    return tuple(block for block in blocks if isinstance(block, KeyPoints))
