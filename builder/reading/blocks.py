"""Boxes and token groups → blocks of the model. One function per box, one explicit dict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from markdown_it.token import Token

from builder.model.base import Audience
from builder.model.blocks import (
    Block,
    Brief,
    Callout,
    CalloutKind,
    Case,
    CaseMode,
    DeepDive,
    Embed,
    EmbedKind,
    Figure,
    KeyPoint,
    KeyPoints,
    Stage,
    StageKind,
    Table,
    Task,
    TimedPassage,
    TrainerNote,
)
from builder.model.prose import Prose
from builder.model.questions import QuestionHead
from builder.reading import rules
from builder.reading.boxes import Box, Group, Node
from builder.reading.context import Context
from builder.reading.parts import list_items, read_table
from builder.reading.questions import read_question
from builder.reading.validation import suggest
from builder.source import Place

CAPTION = "Tabelle:"
_IN_STEP = (
    "kurz",
    "merkpunkte",
    "vertiefung",
    "leitung",
    "gueltig",
    "uebung",
    "fall",
    "einbinden",
    "frage",
    "bildtext",
)
_IN_PASSAGE = ("bildtext", "einbinden")
_INSIDE: dict[str, tuple[str, ...]] = {
    "": _IN_STEP,
    "fall": ("frage", "leitung", "vertiefung", "bildtext", "einbinden"),
    "uebung": ("musterloesung", "leitung", "bildtext", "einbinden"),
    "musterloesung": _IN_PASSAGE,
    "vertiefung": _IN_PASSAGE,
    "leitung": _IN_PASSAGE,
    "gueltig": (*_IN_PASSAGE, "vertiefung"),
    "bildtext": (),
}
_NAMES = sorted({name for names in _INSIDE.values() for name in names} | {"erklaerung"})


def read_blocks(nodes: Sequence[Node], context: Context, inside: str = "") -> tuple[Block, ...]:
    """The blocks of a step, or of the box ``inside``, in author order."""
    assembly = _Assembly(context)
    for node in nodes:
        if isinstance(node, Group):
            assembly.group(node)
        elif node.name == "bildtext" and assembly.describe(node):
            continue
        elif block := _box(node, context, inside):
            assembly.block(block)
    return assembly.finish()


class _Assembly:
    """Joins runs of prose, finds table captions, hangs long descriptions on figures."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._blocks: list[Block] = []
        self._run: list[Token] = []
        self._run_place: Place | None = None
        self._caption: Group | None = None

    def group(self, group: Group) -> None:
        caption, self._caption = self._caption, None
        if group.kind == "table":
            self._table(group, caption)
            return
        if caption:
            self._prose(caption)
        if _is_caption(group):
            self._caption = group
        elif group.kind == "alert":
            self.block(_callout(group, self._context))
        elif figure := _figure(group, self._context):
            self.block(figure)
        else:
            self._prose(group)

    def block(self, block: Block) -> None:
        self._end_run()
        self._blocks.append(block)

    def describe(self, box: Box) -> bool:
        """Put a ``bildtext`` on the figure directly above; False when there is none."""
        if self._run or not self._blocks or not isinstance(self._blocks[-1], Figure):
            return False
        figure = self._blocks[-1]
        description = read_blocks(box.children, self._context, "bildtext")
        self._blocks[-1] = Figure(figure.source, figure.alternative, figure.caption, description, figure.place)
        return True

    def finish(self) -> tuple[Block, ...]:
        if self._caption:
            self._prose(self._caption)
            self._caption = None
        self._end_run()
        return tuple(self._blocks)

    def _table(self, group: Group, caption: Group | None) -> None:
        text = _caption_text(caption, self._context) if caption else None
        self.block(read_table(group, text, self._context))

    def _prose(self, group: Group) -> None:
        _foreign_callout(group, self._context)
        self._run_place = self._run_place or group.place
        self._run.extend(group.tokens)

    def _end_run(self) -> None:
        if self._caption:
            caption, self._caption = self._caption, None
            self._prose(caption)
        if self._run and self._run_place:
            self._blocks.append(self._context.prose(self._run, self._run_place))
        self._run, self._run_place = [], None


def _is_caption(group: Group) -> bool:
    return group.kind == "paragraph" and group.tokens[1].content.startswith(CAPTION)


def _caption_text(group: Group, context: Context) -> Prose:
    inline = group.tokens[1]
    inline.content = inline.content.removeprefix(CAPTION).lstrip()
    first = inline.children[0] if inline.children else None
    if first is not None:
        first.content = first.content.removeprefix(CAPTION).lstrip()
    return context.inline(inline)


def _callout(group: Group, context: Context) -> Block:
    kind = CalloutKind(str(group.tokens[0].meta["kind"]).lower())
    after_title = next(i for i, token in enumerate(group.tokens) if token.type == "alert_title_close") + 1
    return Callout(kind, context.prose(group.tokens[after_title:-1], group.place), group.place)


def _foreign_callout(group: Group, context: Context) -> None:
    """``> [!ACHTUNG]`` stays a quote for the parser; the author meant a callout."""
    if group.kind != "blockquote":
        return
    first = next((token for token in group.tokens if token.type == "inline"), None)
    if first and first.content.startswith("[!"):
        kind = first.content[2:].split("]")[0]
        context.log.add(rules.CALLOUT_UNKNOWN, group.place, kind=kind)


def _figure(group: Group, context: Context) -> Figure | None:
    if group.kind != "paragraph":
        return None
    children = group.tokens[1].children or []
    if len(children) != 1 or children[0].type != "image":
        return None
    image = children[0]
    return Figure(str(image.attrs["src"]), image.content, str(image.attrs.get("title", "")), (), group.place)


def _box(box: Box, context: Context, inside: str) -> Block | None:
    if box.name not in _NAMES:
        context.log.add(rules.BOX_UNKNOWN, box.place, name=box.name, suggestion=suggest(box.name, _NAMES))
        return None
    if box.name not in _INSIDE[inside]:
        _misplaced(box, context, inside)
        return None
    level = context.heading_level
    block = READERS[box.name](box, context)
    context.heading_level = level
    return block


def _misplaced(box: Box, context: Context, inside: str) -> None:
    if box.name == "bildtext":
        where, hint = "ohne Bild darüber", "Setzen Sie bildtext direkt unter das Bild."
    elif inside:
        where = f"im Kasten „{inside}“"
        hint = f"Schließen Sie vorher den Kasten „{inside}“ mit einer Zeile :::"
    else:
        where, hint = "für sich allein", "Er gehört in eine frage oder uebung."
    context.log.add(rules.BOX_MISPLACED, box.place, name=box.name, where=where, hint=hint)


def _plain_body(box: Box, context: Context) -> Prose:
    """The text of a box that holds nothing but text."""
    tokens: list[Token] = []
    for node in box.children:
        if isinstance(node, Box):
            _misplaced(node, context, box.name)
        else:
            tokens.extend(node.tokens)
    if not tokens:
        context.log.add(
            rules.EMPTY_PART,
            box.place,
            name=box.name,
            what="der Text",
            hint="Schreiben Sie ihn zwischen die beiden Zeilen mit :::",
        )
    return context.prose(tokens, box.place)


def _brief(box: Box, context: Context) -> Block:
    context.box_values(box, ())
    return Brief(_plain_body(box, context), box.place)


def _key_points(box: Box, context: Context) -> Block:
    context.box_values(box, ())
    items: list[KeyPoint] = []
    for node in box.children:
        if isinstance(node, Group) and node.kind in ("bullet_list", "ordered_list"):
            items.extend(_key_point(item.line, context) for item in list_items(node, context) if item.line)
        else:
            context.log.add(
                rules.BOX_MISPLACED,
                node.place,
                name="merkpunkte",
                where="anderes als eine Liste enthalten",
                hint="Schreiben Sie jeden Punkt als - Text {ziel=l1}",
            )
    if not items:
        hint = "Schreiben Sie drei bis sieben Punkte: - Text {ziel=l1}"
        context.log.add(rules.EMPTY_PART, box.place, name=box.name, what="die Liste", hint=hint)
    return KeyPoints(tuple(items), box.place)


def _key_point(line: Token, context: Context) -> KeyPoint:
    goal = context.take_attributes(line).values.get("ziel", "")
    text = context.inline(line)
    if not goal:
        example = f"- {line.content[:30]}… {{ziel=l1}}"
        context.log.add(rules.ATTRIBUTE_MISSING, text.place, name="merkpunkte", what="das Lernziel", example=example)
    return KeyPoint(text, goal, text.place)


def _deep_dive(box: Box, context: Context) -> Block:
    context.box_values(box, ())
    word = box.words[0] if box.words else ""
    known = [audience.value for audience in Audience]
    if word not in known:
        hint = f"Schreiben Sie eines von: {', '.join(f'::: vertiefung {name}' for name in known)}"
        context.log.add(rules.ATTRIBUTE_WRONG, box.place, name=box.name, what=word or "(nichts)", hint=hint)
        word = known[0]
    return DeepDive(Audience(word), read_blocks(box.children, context, box.name), box.place)


def _trainer_note(box: Box, context: Context) -> Block:
    context.box_values(box, ())
    return TrainerNote(read_blocks(box.children, context, box.name), box.place)


def _timed(box: Box, context: Context) -> Block:
    values = context.box_values(box, ("ab", "bis"))
    if not values:
        example = "::: gueltig {ab=2026-06-12}"
        context.log.add(
            rules.ATTRIBUTE_MISSING, box.place, name=box.name, what="ein Datum (ab oder bis)", example=example
        )
    start, end = (_day(values.get(key), box, context) for key in ("ab", "bis"))
    return TimedPassage(start, end, read_blocks(box.children, context, box.name), box.place)


def _day(text: str | None, box: Box, context: Context) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        place = context.source.find(text, box.place.line, box.place.line)
        context.log.add(rules.WRONG_DATE, place, value=text)
        return None


def _task(box: Box, context: Context) -> Block:
    identifier = context.box_id(box, "::: uebung {#u_baum minuten=15}")
    minutes = _minutes(context.box_values(box, ("minuten",)).get("minuten"), box, context)
    solutions = [node for node in box.children if isinstance(node, Box) and node.name == "musterloesung"]
    if not solutions:
        hint = "Schreiben Sie sie in einen Kasten ::: musterloesung … :::"
        context.log.add(rules.EMPTY_PART, box.place, name=box.name, what="die Musterlösung", hint=hint)
    others = [node for node in box.children if node not in solutions]
    answers = [block for node in solutions for block in read_blocks(node.children, context, "musterloesung")]
    return Task(identifier, minutes, read_blocks(others, context, box.name), tuple(answers), box.place)


def _minutes(text: str | None, box: Box, context: Context) -> int:
    if text is not None and text.isascii() and text.isdigit() and 1 <= int(text) <= 240:
        return int(text)
    example = f"::: {box.name} {{#{box.attributes.id or 'u_baum'} minuten=15}}"
    what = "die Dauer in Minuten" if text is None else f"eine Dauer in Minuten (hier steht „{text}“)"
    context.log.add(rules.ATTRIBUTE_MISSING, box.place, name=box.name, what=what, example=example)
    return 1


def _case(box: Box, context: Context) -> Block:
    identifier = context.box_id(box, "::: fall {#fall_rima stufe=geloest}")
    values = context.box_values(box, ("stufe", "titel"))
    known = [mode.value for mode in CaseMode]
    mode = values.get("stufe", "")
    if mode not in known:
        hint = f"Schreiben Sie stufe= und eines von: {', '.join(known)}."
        context.log.add(rules.ATTRIBUTE_WRONG, box.place, name=box.name, what=f"stufe={mode}", hint=hint)
        mode = known[0]
    context.heading_level = 2
    stages = _stages(box, CaseMode(mode), context)
    return Case(identifier, values.get("titel", ""), CaseMode(mode), stages, box.place)


def _stages(box: Box, mode: CaseMode, context: Context) -> tuple[Stage, ...]:
    stages: list[Stage] = []
    for kind, place, nodes in _split_stages(box, context):
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
            parts.append((names.get(title, StageKind.FACTS), node.place, []))
        elif parts:
            parts[-1][2].append(node)
        else:
            _stage_problem("Vor der ersten Stufe steht Text.", node.place, context)
    return parts


def _check_stages(stages: list[Stage], box: Box, context: Context) -> None:
    order = list(StageKind)
    for before, stage in zip(stages, stages[1:], strict=False):
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


def _embed(box: Box, context: Context) -> Block | None:
    context.box_values(box, ())
    kinds = [kind.value for kind in EmbedKind]
    if len(box.words) != 2 or box.words[0] not in kinds:
        hint = f"Möglich ist: {', '.join(f'::: einbinden {kind} …' for kind in kinds)}"
        context.log.add(rules.EMBED_UNKNOWN, box.place, what=" ".join(box.words), hint=hint)
        return None
    return Embed(EmbedKind(box.words[0]), box.words[1], box.place)


READERS: dict[str, Callable[[Box, Context], Block | None]] = {
    "kurz": _brief,
    "merkpunkte": _key_points,
    "vertiefung": _deep_dive,
    "leitung": _trainer_note,
    "gueltig": _timed,
    "uebung": _task,
    "fall": _case,
    "einbinden": _embed,
    "frage": read_question,
}

__all__ = ["CAPTION", "Table", "read_blocks"]
