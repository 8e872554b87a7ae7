"""The trainer's guide: concept and plans of the seminar, notes for trainers, mistakes to expect."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from textwrap import shorten

from builder.language import DEFAULT, catalogue
from builder.model.blocks import TrainerNote, walk
from builder.model.course import Shared
from builder.model.module import GroupSize, Module, Phase, Seminar, SeminarVariant, Step
from builder.model.passages import block_prose, passages
from builder.model.questions import QuestionHead
from builder.output import Output, OutputFile
from builder.rendering.moodle_sheet import settings_tree
from builder.rendering.print_prose import LONGEST_STRING
from builder.rendering.print_tree import ModuleTree, Tree
from builder.rendering.sheet import sheet_tree
from builder.rendering.typesetting import pdf
from builder.rendering.typography import bind, quoted

LONGEST_PASSAGE = 90
"""Letters by which a passage is found again in the module."""


def render(module: Module, shared: Shared, language: str = DEFAULT) -> Output:
    """One PDF. Raises RuntimeError for what Typst cannot set."""
    name = f"{module.file_name}-leitfaden.pdf"
    document = guide_tree(module, shared, language)
    return Output((OutputFile(name, pdf("guide", document, module.media, module.meta.reviewed_on)),))


def guide_tree(module: Module, shared: Shared, language: str) -> Tree:
    """The ``doc.json`` of the guide; a part without content is an empty list."""
    seminar = module.seminar
    expected = [item for item in shared.misconceptions if module.id in item.modules]
    kind = catalogue(language).gettext("Guide for trainers")
    return sheet_tree(module, shared, language, kind) | {
        "concept": _concept(module, seminar, language) if seminar else [],
        "variants": [_variant(variant) for variant in seminar.variants] if seminar else [],
        "materials": _materials(seminar) if seminar else {},
        "steps": step_notes(module, shared, language),
        "sections": settings_tree(module, shared, language)["sections"],
        "misconceptions": [
            {"claim": quoted(bind(item.claim)), "correction": bind(item.correction)} for item in expected
        ],
    }


def _concept(module: Module, seminar: Seminar, language: str) -> list[tuple[str, list[str]]]:
    """The fields of a Seminarkonzept (learning.md T03): name and lines."""
    _ = catalogue(language).gettext
    audiences = {
        "hauptamt": _("professionals"),
        "ehrenamt": _("volunteers"),
        "koordination": _("coordinators"),
    }
    concept = seminar.concept
    size = {"min": concept.group_size.min, "max": concept.group_size.max}
    fields = [
        (_("For whom"), [", ".join(audiences[audience.value] for audience in module.meta.audiences)]),
        (_("Time"), [_variant_line(variant, language) for variant in seminar.variants]),
        (_("Prior knowledge"), [concept.prior_knowledge]),
        (_("Participants can afterwards …"), [f"{goal.id.upper()}: {goal.text}" for goal in module.meta.goals]),
        (_("Contents"), concept.contents),
        (_("Methods"), concept.methods),
        (_("Group size"), [_("%(min)s to %(max)s people") % size]),
        (_("Room"), [concept.room]),
        (_("Accessibility"), [concept.accessibility]),
        (_("Transfer"), [concept.transfer]),
        (_("Trainer"), [concept.trainer]),
    ]
    return [(name, [bind(line) for line in lines]) for name, lines in fields]


def _variant_line(variant: SeminarVariant, language: str) -> str:
    minutes = catalogue(language).gettext("%(minutes)s minutes") % {"minutes": variant.minutes}
    return f"{variant.title} ({minutes})"


def _variant(variant: SeminarVariant) -> Tree:
    """One Verlaufsplan; times in minutes from the beginning."""
    ends = list(accumulate(phase.minutes for phase in variant.phases))
    phases = zip(variant.phases, ends, strict=True)
    return {
        "title": bind(variant.title)[:LONGEST_STRING],
        "dropped": bind(variant.dropped),
        "phases": [_phase(phase, end - phase.minutes, end) for phase, end in phases],
    }


def _phase(phase: Phase, start: int, end: int) -> Tree:
    return {
        "start": start,
        "end": end,
        "minutes": phase.minutes,
        "kind": phase.kind.value,
        "title": bind(phase.title),
        "content": bind(phase.content or ""),
        "goals": ", ".join(goal.upper() for goal in phase.goals),
        "method": bind(phase.method or ""),
        "material": [bind(item) for item in phase.material],
        "plan_b": bind(phase.plan_b or ""),
    }


def _materials(seminar: Seminar) -> Tree:
    """What has to be there: the plans that use it (counted from 1), and how many for groups of several sizes."""
    sizes = _sizes(seminar.concept.group_size)
    used = [
        (item, [number for number, variant in enumerate(seminar.variants, 1) if _uses(variant, item.name)])
        for item in seminar.material
    ]
    return {
        "sizes": sizes,
        "rows": [
            {
                "name": bind(item.name),
                "note": bind(item.note or ""),
                "plans": ", ".join(map(str, plans)),
                "shared_by": item.shared_by or 0,
                "copies": [item.copies(size) for size in sizes],
            }
            for item, plans in used
        ],
    }


def _uses(variant: SeminarVariant, material: str) -> bool:
    return any(material in phase.material for phase in variant.phases)


def _sizes(group: GroupSize) -> list[int]:
    """Six sizes at the most, from the smallest group to the largest."""
    step = max(1, -(-(group.max - group.min) // 5))
    return [*range(group.min, group.max, step), group.max]


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A trainer note and what learners have read right before it: „Frage 3“, or the beginning of a passage."""

    after: str
    note: TrainerNote


def step_notes(module: Module, shared: Shared, language: str) -> list[Tree]:
    """The trainer notes below the number and the title of their step; steps without notes left out."""
    _ = catalogue(language).gettext
    tree = ModuleTree(module, shared, _)
    return [
        {
            "number": number,
            "title": step.plain_title[:LONGEST_STRING],
            "minutes": step.minutes,
            "notes": [{"after": placed.after, "body": tree.blocks(placed.note.body)} for placed in notes],
        }
        for number, step, notes in noted_steps(module, _)
    ]


def noted_steps(module: Module, _: Callable[[str], str]) -> Iterator[tuple[int, Step, list[PlacedNote]]]:
    """The steps that have trainer notes, with their number from 1."""
    numbers = {question.id: number for number, question in enumerate(module.questions, 1)}
    for number, step in enumerate(module.steps, 1):
        notes = list(_placed(step, numbers, _))
        if notes:
            yield number, step, notes


def _placed(step: Step, numbers: dict[str, int], _: Callable[[str], str]) -> Iterator[PlacedNote]:
    before = ""
    for block in walk(step.blocks):
        if isinstance(block, TrainerNote):
            yield PlacedNote(before, block)
        elif isinstance(block, QuestionHead):
            before = _("Question %(number)s") % {"number": numbers[block.id]}
        else:
            said = [passage.text for prose in block_prose(block) for passage in passages(prose)]
            before = quoted(bind(shorten(said[-1], LONGEST_PASSAGE, placeholder=" …"))) if said else before
