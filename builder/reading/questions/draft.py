"""A question while it is read: its box cut into parts, and what all kinds do with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from builder.model.prose import Prose
from builder.model.questions import Option
from builder.reading import rules
from builder.reading.boxes import Box, Group
from builder.reading.context import Context
from builder.reading.parts import Item, list_items, quote_body
from builder.source import Place

MOST_ELEMENTS = 20
"""Answers, rows, places or gaps of one question: more fit on no screen, and letters must suffice."""
_TORN_BOX = re.compile(r"^\s*\[\s*[xX]?\s*\]\s*")


@dataclass(slots=True)
class Parts:
    """A question box in its parts, in author order; only a text with gaps has a body."""

    stem: list[Token] = field(default_factory=list)
    body: list[Group] = field(default_factory=list)
    answers: list[Group] = field(default_factory=list)
    explanation: list[Token] = field(default_factory=list)
    solution: list[Token] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """What a reader of one kind works on. ``head`` fills the fields that every question has."""

    box: Box
    context: Context
    parts: Parts
    values: dict[str, str]
    head: dict[str, Any]

    def wrong(self, problem: str, hint: str, place: Place | None = None) -> None:
        """Note that the answers do not fit the kind."""
        self.context.log.add(rules.WRONG_OPTIONS, place or self.box.place, problem=problem, hint=hint)

    def items(self) -> list[Item]:
        """All items of the answer lists."""
        return answer_items(self.parts.answers, self.context)

    def limited(self, places: Sequence[Place], what: str) -> None:
        """Note where there are too many elements."""
        if len(places) > MOST_ELEMENTS:
            problem = f"Die Frage hat {len(places)} {what}; höchstens {MOST_ELEMENTS} sind möglich."
            self.wrong(problem, "Teilen Sie die Frage.", places[MOST_ELEMENTS])


def cut(box: Box, starts_answers: Callable[[Group], bool], context: Context) -> Parts:
    """Text first, then the answers (the groups that ``starts_answers`` knows, and quotes below), then boxes."""
    parts = Parts()
    for child in box.children:
        if isinstance(child, Box):
            cut_box(child, box.words[0], parts, context)
        elif starts_answers(child):
            parts.answers.append(child)
        elif not parts.answers:
            parts.stem.extend(child.tokens)
        elif child.kind == "blockquote" and parts.answers[0].kind != "table":
            parts.answers.append(child)
        else:
            context.log.add(rules.STRAY_CONTENT, child.place)
    return parts


def cut_box(child: Box, kind: str, parts: Parts, context: Context) -> None:
    """Take ``erklaerung`` or ``musterloesung``; any other box does not belong into a question."""
    if child.name != "erklaerung" and (child.name, kind) != ("musterloesung", "offen"):
        hint = "In einer Frage steht nur erklaerung, in einer Frage „offen“ auch musterloesung."
        context.log.add(rules.BOX_MISPLACED, child.place, name=child.name, where="in einer Frage", hint=hint)
        return
    context.box_values(child, ())
    target = parts.explanation if child.name == "erklaerung" else parts.solution
    for node in child.children:
        if isinstance(node, Group):
            target.extend(node.tokens)
        else:
            hint = "Schreiben Sie dort nur Text."
            context.log.add(rules.BOX_MISPLACED, node.place, name=node.name, where=f"in {child.name}", hint=hint)


def is_task_list(group: Group) -> bool:
    """A list whose items are ticked or tickable; a plain list may stand in the question text."""
    tickable = (token.meta.get("checked") for token in group.tokens if token.type == "list_item_open")
    return group.kind == "bullet_list" and any(checked is not None for checked in tickable)


def answer_items(answers: list[Group], context: Context) -> list[Item]:
    """All items of answer lists; a quote that is not indented goes to the item above it."""
    items: list[Item] = []
    for group in answers:
        if group.kind != "blockquote":
            items.extend(list_items(group, context))
        elif items:
            context.log.add(rules.FEEDBACK_NOT_INDENTED, group.place)
            items[-1].quote.extend(quote_body(group))
    return [item for item in items if _is_whole(item, context)]


def _is_whole(item: Item, context: Context) -> bool:
    """Whether an answer is one line and its feedback; „6. November“ became a list inside the answer."""
    if item.rest and item.line is None and item.rest[0].type == "ordered_list_open":
        problem = "Eine Antwort beginnt mit einer Zahl und einem Punkt; so wird eine Liste daraus."
        hint = "Schreiben Sie ein Datum in Ziffern, zum Beispiel - [x] 06.11.2026, eine Zahl ohne Punkt dahinter."
        context.log.add(rules.WRONG_OPTIONS, item.place, problem=problem, hint=hint)
        return False
    if item.rest:
        context.log.add(rules.STRAY_CONTENT, context.positions.place(item.rest[0]))
    return True


def read_options(items: list[Item], draft: Draft) -> list[Option]:
    """The answers with a box to tick, each with its feedback."""
    options = []
    for item in items:
        if item.line is None:
            hint = "Schreiben Sie den Text hinter das Kästchen: - [ ] Text"
            draft.wrong("Eine Antwort hat keinen Text.", hint, item.place)
            continue
        if item.checked is None:
            text = _TORN_BOX.sub("", item.line.content)
            draft.wrong("Eine Antwort hat kein Kästchen.", f"Schreiben Sie: - [ ] {text}", item.place)
        options.append(_option(item, item.line, draft.context))
    _check_words(options, draft)
    return options


def _check_words(options: list[Option], draft: Draft) -> None:
    """Each answer can be read, and no two read the same."""
    seen: set[str] = set()
    for option in options:
        words = option.text.plain.casefold()
        if not any(char.isalnum() for char in words):
            draft.wrong(
                "Eine Antwort hat keinen lesbaren Text.", "Schreiben Sie ihn hinter das Kästchen.", option.place
            )
        elif words in seen:
            problem = f"Die Antwort „{option.text.plain}“ steht zweimal da."
            draft.wrong(problem, "Streichen Sie eine davon oder sagen Sie, worin sie sich unterscheiden.", option.place)
        seen.add(words)


def _option(item: Item, line: Token, context: Context) -> Option:
    attributes = context.take_attributes(line, "Antwort", ("irrtum",))
    text = context.inline(line)
    return Option(
        text=text,
        correct=bool(item.checked),
        feedback=_feedback(item, text, context),
        place=item.place,
        misconception=attributes.values.get("irrtum"),
    )


def _feedback(item: Item, text: Prose, context: Context) -> Prose:
    if not item.quote:
        mark = "x" if item.checked else " "
        context.log.add(rules.FEEDBACK_MISSING, item.place, option=text.plain, example=f"- [{mark}] {text.plain}")
    return context.prose(item.quote, item.quote_place(context))
