"""A module as plain data for paper: dictionaries and lists that become ``doc.json``. No Typst markup anywhere.

Block: ``{"k": kind, …}``. Inline: list of ``{"t": kind, …}``. Everything an author wrote stays a string in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, assert_never

from builder.model.blocks import (
    Block,
    Brief,
    Callout,
    Case,
    CaseMode,
    DeepDive,
    Embed,
    EmbedKind,
    Figure,
    KeyPoints,
    Stage,
    Task,
    TimedPassage,
    TrainerNote,
    inner_blocks,
    questions_in,
)
from builder.model.course import Shared
from builder.model.module import Module
from builder.model.prose import Prose
from builder.model.questions import QuestionHead
from builder.model.rule_table import Consent, RuleRow, RuleTable
from builder.model.tables import Table
from builder.rendering.case_study_tree import case_solution_tree, case_studies_tree
from builder.rendering.dates import days_of, german_day
from builder.rendering.print_prose import LONGEST_STRING, ProseTree, heading_runs, placed
from builder.rendering.print_questions import answer_tree, question_tree
from builder.rendering.procedure_tree import procedure_tree
from builder.rendering.typography import bind

Tree = dict[str, Any]
Translate = Callable[[str], str]


class ModuleTree:
    """Walks one module for learners' paper. Answers gather in ``answers`` for the key at the end."""

    def __init__(self, module: Module, shared: Shared, translate: Translate) -> None:
        self._module, self._shared, self._ = module, shared, translate
        self._prose = ProseTree(module, shared, translate)
        self._numbers = {question.id: number for number, question in enumerate(module.questions, start=1)}
        self._tasks = 0
        self.answers: list[Tree] = []

    def steps(self, draw: Callable[[Iterable[Block]], list[Tree]] | None = None) -> list[Tree]:
        """The steps in order, each with its number among all, title, minutes, and blocks by one of the walks below.

        A step in which there is nothing to draw is left out.
        """
        made = [
            {
                "number": number,
                "count": len(self._module.steps),
                "title": heading_runs(self._prose.inline(step.title)),
                "minutes": step.minutes,
                "blocks": (draw or self.blocks)(step.blocks),
            }
            for number, step in enumerate(self._module.steps, start=1)
        ]
        return [step for step in made if step["blocks"]]

    def exercises(self, blocks: Iterable[Block]) -> list[Tree]:
        """Only what is there to be done: questions, exercises, and of cases what was left to the learner."""
        return [tree for block in blocks for tree in self._exercise(block)]

    def keys(self, blocks: Iterable[Block]) -> list[Tree]:
        """The entries of the key to all that is there to be done, each with what was asked."""
        return [tree for block in blocks for tree in self._keys(block)]

    def blocks(self, blocks: Iterable[Block]) -> list[Tree]:
        """Blocks in order; trainer notes never come out of it."""
        return [placed(tree, block.place) for block in blocks for tree in self._block(block)]

    def _block(self, block: Block) -> list[Tree]:
        match block:
            case Prose():
                return self._prose.blocks(block)
            case TrainerNote():
                return []
            case Callout():
                return [{"k": "callout", "kind": block.kind.value, "body": self._prose.blocks(block.body)}]
            case Brief():
                return [{"k": "brief", "body": self._prose.blocks(block.body)}]
            case KeyPoints():
                return [{"k": "key_points", "items": [self._prose.inline(item.text) for item in block.items]}]
            case DeepDive():
                return [{"k": "deep_dive", "audience": block.audience.value, "body": self.blocks(block.body)}]
            case TimedPassage():
                return [{"k": "timed", **days_of(block), "body": self.blocks(block.body)}]
            case Table():
                return [self._prose.table(block)]
            case Figure():
                return [self._figure(block)]
            case Task():
                return [self._task(block)]
            case Case():
                return [self._case(block)]
            case Embed(kind=EmbedKind.RULE_TABLE):
                table = self._shared.rule_table(block.name)
                return [rule_table_tree(table)] if table else []
            case Embed(kind=EmbedKind.PROCEDURE):
                procedure = self._shared.procedure(block.name)
                return [procedure_tree(procedure, self._shared, self._)] if procedure else []
            case Embed():
                return self._case_studies(block)
            case QuestionHead():
                return [self._question(block)]
            case _:
                assert_never(block)

    def _exercise(self, block: Block) -> list[Tree]:
        match block:
            case TrainerNote():
                return []
            case Task() | QuestionHead():
                return self.blocks((block,))
            case Case(mode=CaseMode.SOLVED):
                return self.blocks(tuple(questions_in((block,))))
            case Embed(kind=EmbedKind.CASE_STUDIES):
                return self._case_studies(block, blank=True)
            case Case():
                return self.blocks((block,))
            case _:
                return self.exercises(inner_blocks(block))

    def _keys(self, block: Block) -> list[Tree]:
        match block:
            case TrainerNote():
                return []
            case Task():
                self._tasks += 1
                return self._task_key(block)
            case QuestionHead():
                return [{**self._key(block), "stem": self._prose.blocks(block.stem)}]
            case Case():
                asked = [tree for question in questions_in((block,)) for tree in self._keys(question)]
                return [*asked, *self._case_key(block)]
            case Embed(kind=EmbedKind.CASE_STUDIES):
                return self._case_study_keys(block)
            case _:
                return self.keys(inner_blocks(block))

    def _question(self, question: Any) -> Tree:
        self.answers.append(self._key(question))
        return {"k": "question", **self._named(question), **question_tree(question, self._prose, self._)}

    def _key(self, question: Any) -> Tree:
        return {**self._named(question), **answer_tree(question, self._prose, self._)}

    def _named(self, question: Any) -> Tree:
        """Its number, and the module in which it has it."""
        return {"number": self._numbers[question.id], "scope": self._module.id}

    def _figure(self, figure: Figure) -> Tree:
        return {
            "k": "figure",
            "source": figure.source,
            "alt": figure.alternative[:LONGEST_STRING],
            "caption": bind(figure.caption),
            "description": self.blocks(figure.description),
        }

    def _task(self, task: Task) -> Tree:
        self._tasks += 1
        body = self.blocks(task.body)
        self.answers += self._task_key(task)
        return {"k": "task", "number": self._tasks, "minutes": task.minutes, "body": body, "lines": task.lines}

    def _task_key(self, task: Task) -> list[Tree]:
        title = self._("Exercise %(number)s") % {"number": self._tasks}
        return [{"title": title, "body": self.blocks(task.solution)}] if task.solution else []

    def _case(self, case: Case) -> Tree:
        shown = [self._stage(stage, case) for stage in case.stages]
        self.answers += self._case_key(case)
        return {"k": "case", **_case_name(case), "stages": shown}

    def _case_key(self, case: Case) -> list[Tree]:
        body: list[Tree] = []
        for stage in case.stages:
            if stage.hidden and stage.body:
                body += [{"k": "stage", "title": stage.kind.value}, *self.blocks(stage.body)]
        return [{**_case_name(case), "body": body}] if body else []

    def _case_studies(self, embed: Embed, blank: bool = False) -> list[Tree]:
        self.answers += self._case_study_keys(embed)
        cases = self._shared.embedded_cases(embed)
        return [case_studies_tree(cases, self._, blank)] if cases else []

    def _case_study_keys(self, embed: Embed) -> list[Tree]:
        solved = (case_solution_tree(case, self._) for case in self._shared.embedded_cases(embed))
        return [{"title": tree["title"], "body": [tree]} for tree in solved]

    def _stage(self, stage: Stage, case: Case) -> Tree:
        """A stage as the learner first meets it; what is hidden leaves room to write."""
        lines = 0 if not stage.hidden or stage.questions else 3 if case.mode is CaseMode.OPEN else 2
        questions = self.blocks(stage.questions)
        body = [] if stage.hidden else self.blocks(stage.body)
        return {"title": stage.kind.value, "blocks": [*questions, *body], "lines": lines}


def _case_name(case: Case) -> Tree:
    return {"mode": case.mode.value, "title": bind(case.title)[:LONGEST_STRING]}


def rule_table_tree(table: RuleTable) -> Tree:
    """A decision table: groups of rows, the same rows as on the screen."""
    return {
        "k": "rules",
        "title": bind(table.title),
        "note": bind(table.disclaimer),
        "law_date": german_day(table.law_date),
        "careful": table.has_careful_rows,
        "groups": [{"name": bind(name), "rows": [rule_row_tree(row) for row in rows]} for name, rows in table.groups],
    }


def rule_row_tree(row: RuleRow) -> Tree:
    """A row of a rule table: what is the case, what follows, who decides it by which norm."""
    return {
        "id": row.id,
        "situation": bind(row.situation),
        "time": bind(row.time),
        **days_of(row),
        "verdict": row.outcome.value,
        "careful": row.is_careful,
        "exception": bind(row.exception or ""),
        "consent": "" if row.consent is Consent.KEINE else row.consent.value,
        "norms": [bind(norm) for norm in row.norms],
        "decides": bind(row.decides),
        "next": bind(row.next_step),
    }
