"""Where something stands in a course, as a reader is led there: words and an address below the site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from builder.law.mentions import SEMINAR
from builder.model.case_study import CaseStudy
from builder.model.citations import Kind, Where
from builder.model.course import Course, Shared
from builder.model.module import Module
from builder.model.procedure import Procedure, step_name
from builder.model.rule_table import RuleTable
from builder.rendering.address import module_path, reference_path
from builder.rendering.case_studies import criterion_words
from builder.rendering.procedures import procedure_tracks
from builder.rendering.typography import bind


@dataclass(frozen=True, slots=True)
class Spot:
    """Words for a place, and its address below the site."""

    label: str
    address: str


def step_spot(module: Module, number: int, _: Callable[[str], str]) -> Spot:
    """A step, counted from 1."""
    step = module.steps[number - 1]
    label = f"{module.id.upper()}, {_('Step %(number)s') % {'number': number}}: {bind(step.plain_title)}"
    return Spot(label, f"{module_path(module)}.html#{step.id}")


def spot_of(where: Where, course: Course, _: Callable[[str], str]) -> Spot | None:
    """The place that readers see; None of what only editors and trainers do."""
    match where.kind:
        case Kind.MODULE:
            module = course.module(where.document)
            return _in_module(module, where.part, _) if module else None
        case Kind.RULE_TABLE:
            table = course.shared.rule_table(where.document)
            return _in_table(table, where.part, _) if table else None
        case Kind.PROCEDURE:
            procedure = course.shared.procedure(where.document)
            return _in_procedure(procedure, where.part, course.shared) if procedure else None
        case Kind.CASE_STUDY:
            study = course.shared.case_study(where.document)
            return _in_case_study(study, where.part, _) if study else None
        case Kind.MISCONCEPTION:
            item = course.shared.misconception(where.document)
            return Spot(bind(item.claim), f"nachschlagen/irrtuemer.html#{item.id}") if item else None
        case Kind.ACTOR:
            actor = course.shared.actor(where.document)
            return Spot(bind(actor.name), f"nachschlagen/akteure.html#{actor.id}") if actor else None
        case _:
            return None


def _in_module(module: Module, part: str, _: Callable[[str], str]) -> Spot | None:
    numbers = {step.id: number for number, step in enumerate(module.steps, 1)}
    if part in numbers:
        return step_spot(module, numbers[part], _)
    whole = Spot(f"{module.id.upper()}: {bind(module.meta.title)}", f"{module_path(module)}.html")
    return None if part == SEMINAR else whole


def _in_procedure(procedure: Procedure, part: str, shared: Shared) -> Spot:
    whole, address = bind(procedure.title), f"{reference_path(procedure)}.html"
    for shown in procedure_tracks(procedure, shared):
        for each in shown.steps:
            if part == step_name(shown.track, each.step):
                return Spot(f"{whole}: {bind(each.step.title)}", f"{address}#{each.anchor}")
    return Spot(whole, address)


def _in_case_study(study: CaseStudy, part: str, _: Callable[[str], str]) -> Spot:
    whole, address = bind(study.title), f"{reference_path(study)}.html"
    names = {criterion.value: name for criterion, name in criterion_words(_).items()}
    if part in names:
        return Spot(f"{whole}: {names[part]}", f"{address}#kriterium_{part}")
    return Spot(f"{whole}: {_('What the law says')}", f"{address}#recht") if part else Spot(whole, address)


def _in_table(table: RuleTable, row_id: str, _: Callable[[str], str]) -> Spot:
    row = next((row for row in table.rows if row.id == row_id), None)
    name, address = _("Decision helper"), f"{reference_path(table)}.html"
    if row is None:
        return Spot(f"{name}: {bind(table.title)}", address)
    return Spot(f"{name}: {bind(row.situation)}", f"{address}#zeile_{row.id}")
