"""``fall`` boxes: stages under fixed headings, and what of them is hidden until the learner has answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from builder.model.blocks import Block, Case, CaseMode, Stage, StageKind
from builder.model.questions import QuestionHead
from builder.reading import rules
from builder.reading.boxes import Box, Group, Node
from builder.reading.context import Context
from builder.source import Place

ReadBlocks = Callable[[Sequence[Node], Context, str], tuple[Block, ...]]


def read_case(box: Box, context: Context, read_blocks: ReadBlocks) -> Case:
    """The case in a box; ``read_blocks`` reads what stands in a stage."""
    identifier = context.box_id(box, "::: fall {#fall_rima stufe=geloest}")
    values = context.box_values(box, ("stufe", "titel"))
    known = [mode.value for mode in CaseMode]
    mode = values.get("stufe", "")
    if mode not in known:
        hint = f"Schreiben Sie stufe= und eines von: {', '.join(known)}."
        place = context.source.find("stufe=", box.place.line, box.place.line)
        context.log.add(rules.ATTRIBUTE_WRONG, place, name=box.name, what=f"stufe={mode}", hint=hint)
        mode = known[0]
    stages = _stages(box, CaseMode(mode), context, read_blocks)
    return Case(identifier, values.get("titel", ""), CaseMode(mode), stages, box.place)


def _stages(box: Box, mode: CaseMode, context: Context, read_blocks: ReadBlocks) -> tuple[Stage, ...]:
    stages: list[Stage] = []
    for kind, place, nodes in _split_stages(box, context):
        context.heading_level = 3
        blocks = read_blocks(nodes, context, "fall")
        questions = tuple(block for block in blocks if isinstance(block, QuestionHead))
        body = tuple(block for block in blocks if not isinstance(block, QuestionHead))
        begins_with_question = bool(blocks) and isinstance(blocks[0], QuestionHead)
        hidden = _is_hidden(mode, kind, begins_with_question, stages)
        stages.append(Stage(kind, questions, body, hidden, place))
    _check_stages(stages, box, context)
    return tuple(stages)


def _is_hidden(mode: CaseMode, kind: StageKind, begins_with_question: bool, before: list[Stage]) -> bool:
    """format.md: ``teilweise`` hides from the first stage that begins with a question, ``offen`` from Prüfung."""
    if before and before[-1].hidden:
        return True
    if mode is CaseMode.FADED:
        return begins_with_question
    return mode is CaseMode.OPEN and kind is StageKind.TEST


def _split_stages(box: Box, context: Context) -> list[tuple[StageKind, Place, list[Node]]]:
    parts: list[tuple[StageKind, Place, list[Node]]] = []
    names = {kind.value: kind for kind in StageKind}
    for node in box.children:
        if isinstance(node, Group) and node.kind == "heading" and node.tokens[0].tag == "h3":
            title = node.tokens[1].content.strip()
            if title not in names:
                _stage_problem(f"Eine Stufe „{title}“ gibt es nicht.", node.place, context)
            parts.append((names.get(title) or _following(parts[-1][0] if parts else None), node.place, []))
        elif parts:
            parts[-1][2].append(node)
        else:
            _stage_problem("Vor der ersten Stufe steht Text.", node.place, context)
    return parts


def _following(kind: StageKind | None) -> StageKind:
    """The stage that an unknown heading most likely stands for, so that one wrong word is one finding."""
    later = [stage for stage in StageKind if stage is not StageKind.UNSETTLED]
    return later[min(later.index(kind) + 1, len(later) - 1)] if kind in later else later[0]


def _check_stages(stages: list[Stage], box: Box, context: Context) -> None:
    order = list(StageKind)
    for before, stage in pairwise(stages):
        if order.index(stage.kind) <= order.index(before.kind):
            problem = f"„{stage.kind.value}“ steht nach „{before.kind.value}“."
            _stage_problem(problem, stage.place, context)
    missing = [kind.value for kind in order if kind not in {stage.kind for stage in stages}]
    optional = {StageKind.UNSETTLED.value}
    if required := [name for name in missing if name not in optional]:
        _stage_problem(f"Im Fall fehlt: {', '.join(required)}.", box.place, context)


def _stage_problem(problem: str, place: Place, context: Context) -> None:
    stages = ", ".join(f"### {kind.value}" for kind in StageKind)
    context.log.add(rules.WRONG_STAGE, place, problem=problem, stages=stages)
