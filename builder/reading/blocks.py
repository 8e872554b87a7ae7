"""Boxes and token groups → blocks of the model. One function per box, one explicit dict."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date

from markdown_it.token import Token

from builder.model.base import Audience
from builder.model.blocks import (
    WRITING_LINES,
    Block,
    Brief,
    DeepDive,
    Embed,
    EmbedKind,
    KeyPoint,
    KeyPoints,
    Task,
    TimedPassage,
    TrainerNote,
)
from builder.model.prose import Prose
from builder.reading import rules
from builder.reading.assembly import Assembly
from builder.reading.attributes import whole_number
from builder.reading.boxes import Box, Group, Node
from builder.reading.cases import read_case
from builder.reading.context import Context
from builder.reading.field_words import date_words
from builder.reading.parts import Item, list_items
from builder.reading.questions import read_question
from builder.reading.validation import suggest

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
)
_IN_PASSAGE = ("einbinden",)
_INSIDE: dict[str, tuple[str, ...]] = {
    "": _IN_STEP,
    "fall": ("frage", "leitung", "vertiefung", "einbinden"),
    "uebung": ("musterloesung", "leitung", "einbinden"),
    "musterloesung": _IN_PASSAGE,
    "vertiefung": _IN_PASSAGE,
    "leitung": _IN_PASSAGE,
    "gueltig": (*_IN_PASSAGE, "vertiefung"),
    "bildtext": (),
}
_NAMES = sorted({name for names in _INSIDE.values() for name in names} | {"bildtext", "erklaerung"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_blocks(nodes: Sequence[Node], context: Context, inside: str = "") -> tuple[Block, ...]:
    """The blocks of a step, or of the box ``inside``, in author order."""
    assembly = Assembly(context)
    for node in nodes:
        if isinstance(node, Group):
            assembly.group(node)
            continue
        assembly.end_run()
        if node.name == "bildtext" and assembly.figure_above:
            assembly.describe(assembly.figure_above, read_blocks(node.children, context, "bildtext"))
        elif block := _box(node, context, inside):
            assembly.block(block)
    return assembly.finish()


def _box(box: Box, context: Context, inside: str) -> Block | None:
    if box.name not in _NAMES:
        problem = f"Einen Kasten „{box.name}“ gibt es nicht." if box.name else "Hinter ::: fehlt der Name des Kastens."
        context.log.add(rules.BOX_UNKNOWN, box.place, problem=problem, suggestion=suggest(box.name, _NAMES))
        return None
    if box.name not in _INSIDE[inside]:
        if not box.is_orphan:
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
            items.extend(_key_point(item, context) for item in list_items(node, context))
        else:
            context.log.add(rules.NESTED_CONSTRUCT, node.place, what="Anderes als eine Liste")
    if not items:
        hint = "Schreiben Sie drei bis sieben Punkte: - Text {ziel=l1}"
        context.log.add(rules.EMPTY_PART, box.place, name=box.name, what="die Liste", hint=hint)
    return KeyPoints(tuple(items), box.place)


def _key_point(item: Item, context: Context) -> KeyPoint:
    goal, text = "", Prose((), item.place)
    if item.line:
        goal = context.take_attributes(item.line, "Merkpunkt", ("ziel",)).values.get("ziel", "")
        text = context.inline(item.line)
    for token in (*item.quote[:1], *item.rest[:1]):
        context.log.add(rules.NESTED_CONSTRUCT, context.positions.place(token), what="Ein Absatz unter einem Merkpunkt")
    if not goal:
        example = f"- {text.plain[:30]}… {{ziel=l1}}"
        context.log.add(rules.ATTRIBUTE_MISSING, text.place, name="merkpunkte", what="das Lernziel", example=example)
    return KeyPoint(text, goal, text.place)


def _deep_dive(box: Box, context: Context) -> Block:
    context.box_values(box, ())
    word = box.words[0] if box.words else ""
    known = [audience.value for audience in Audience]
    if word not in known:
        hint = f"Schreiben Sie eines von: {', '.join(f'::: vertiefung {name}' for name in known)}"
        place = context.source.find(f" {word}", box.place.line, box.place.line) if word else box.place
        context.log.add(rules.ATTRIBUTE_WRONG, place, name=box.name, what=word or "(nichts)", hint=hint)
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
    # fromisoformat alone would also take 20260612 and 2026-W24-5.
    with suppress(ValueError):
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    place = context.source.find(text, box.place.line, box.place.line)
    context.log.add(rules.WRONG_DATE, place, problem=date_words(text, ""))
    return None


def _task(box: Box, context: Context) -> Block:
    identifier = context.box_id(box, "::: uebung {#u_baum minuten=15}")
    values = context.box_values(box, ("minuten", "zeilen"))
    minutes = _minutes(values.get("minuten"), box, context)
    solutions = [node for node in box.children if isinstance(node, Box) and node.name == "musterloesung"]
    if not solutions:
        hint = "Schreiben Sie sie in einen Kasten ::: musterloesung … :::"
        context.log.add(rules.EMPTY_PART, box.place, name=box.name, what="die Musterlösung", hint=hint)
    others = [node for node in box.children if node not in solutions]
    answers = [block for node in solutions for block in read_blocks(node.children, context, "musterloesung")]
    body = read_blocks(others, context, box.name)
    return Task(identifier, minutes, body, tuple(answers), box.place, _lines(values.get("zeilen"), box, context))


def _lines(text: str | None, box: Box, context: Context) -> int:
    """Lines to write on: none below a form that has its own."""
    if text is None:
        return WRITING_LINES
    number = whole_number(text, 0, 30)
    if number is None:
        hint = "Schreiben Sie eine Zahl von 0 bis 30, zum Beispiel zeilen=0, wo ein Formular zum Ausfüllen steht."
        context.log.add(rules.ATTRIBUTE_WRONG, box.place, name=box.name, what=f"zeilen={text[:20]}", hint=hint)
        return WRITING_LINES
    return number


def _minutes(text: str | None, box: Box, context: Context) -> int:
    number = whole_number(text or "", 1, 240)
    if number is not None:
        return number
    example = f"::: {box.name} {{#{box.attributes.id or 'u_baum'} minuten=15}}"
    what = "die Dauer in Minuten" if text is None else f"eine Dauer in Minuten (hier steht „{text}“)"
    context.log.add(rules.ATTRIBUTE_MISSING, box.place, name=box.name, what=what, example=example)
    return 1


def _case(box: Box, context: Context) -> Block:
    return read_case(box, context, read_blocks)


def _embed(box: Box, context: Context) -> Block | None:
    values = context.box_values(box, ("nur",))
    kinds = [kind.value for kind in EmbedKind]
    if not box.words:
        example = "::: einbinden regelwerk arbeit"
        what = "die Angabe, was eingebunden wird"
        context.log.add(rules.ATTRIBUTE_MISSING, box.place, name=box.name, what=what, example=example)
        return None
    kind_word, *names = box.words
    if not names or kind_word not in kinds or (len(names) > 1 and kind_word != EmbedKind.CASE_STUDIES):
        hint = f"Möglich ist: {', '.join(f'::: einbinden {kind} …' for kind in kinds)}"
        context.log.add(rules.EMBED_UNKNOWN, box.place, what=" ".join(box.words), hint=hint)
        return None
    kind = EmbedKind(kind_word)
    if kind is EmbedKind.RULE_TABLE:
        context.rule_table(names[0], box.place)
    return Embed(kind, tuple(names), box.place, _compared_only(values.get("nur"), kind, box, context))


def _compared_only(text: str | None, kind: EmbedKind, box: Box, context: Context) -> bool:
    """Whether a module that tells and solves a case itself wants only what is compared."""
    if text is None or (kind is EmbedKind.CASE_STUDIES and text == "vergleich"):
        return text is not None
    hint = "Möglich ist nur=vergleich, und zwar bei ::: einbinden fallvergleich …"
    context.log.add(rules.ATTRIBUTE_WRONG, box.place, name=box.name, what=f"nur={text[:20]}", hint=hint)
    return False


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
