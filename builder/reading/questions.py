"""``::: frage …`` → a question of the model. One function per kind, one explicit dict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from builder.model.prose import Prose
from builder.model.questions import (
    Matching,
    MultipleChoice,
    OpenQuestion,
    Option,
    Ordering,
    OrderItem,
    Pair,
    Question,
    SingleChoice,
    TrueFalse,
)
from builder.reading import rules
from builder.reading.attributes import whole_number
from builder.reading.boxes import Box, Group
from builder.reading.context import Context
from builder.reading.parts import Item, list_items, quote_body, read_table
from builder.reading.validation import suggest

TRUE_FALSE_WORDS = ("Stimmt", "Stimmt nicht")
_KEYS = ("ziel", "punkte", "kritisch", "zaehlt", "ersetzt")
_YES_NO = {"ja": True, "nein": False}
_ANSWERS = {"einfach": "bullet_list", "mehrfach": "bullet_list", "wahr_falsch": "bullet_list"}
_ANSWERS |= {"zuordnung": "table", "reihenfolge": "ordered_list", "offen": "bullet_list"}


@dataclass(slots=True)
class _Parts:
    """A question box cut into its parts, in author order."""

    stem: list[Token] = field(default_factory=list)
    answers: list[Group] = field(default_factory=list)
    explanation: list[Token] = field(default_factory=list)
    solution: list[Token] = field(default_factory=list)


def read_question(box: Box, context: Context) -> Question | None:
    """The question, or None with findings when its kind is unknown or its answers cannot be read."""
    identifier = context.box_id(box, "::: frage einfach {#f_frist ziel=l1}")
    kind = box.words[0] if box.words else ""
    if kind not in READERS:
        place = context.source.find(kind, box.place.line, box.place.line) if kind else box.place
        context.log.add(rules.QUESTION_KIND, place, kind=kind, suggestion=suggest(kind, list(READERS)))
        return None
    parts = _cut(box, _ANSWERS[kind], context)
    head = _head(box, identifier, parts, context)
    if not parts.stem:
        hint = "Schreiben Sie die Frage als Text über die Antworten."
        context.log.add(rules.EMPTY_PART, box.place, name="frage", what="der Fragetext", hint=hint)
    return READERS[kind](box, head, parts, context)


def _head(box: Box, identifier: str, parts: _Parts, context: Context) -> dict[str, Any]:
    values = context.box_values(box, _KEYS)
    if "ziel" not in values:
        example = f"::: frage {' '.join(box.words)} {{#{identifier} ziel=l1}}"
        context.log.add(rules.ATTRIBUTE_MISSING, box.place, name="frage", what="das Lernziel", example=example)
    return {
        "id": identifier,
        "goal": values.get("ziel", ""),
        "points": _points(values, box, context),
        "critical": _flag("kritisch", False, values, box, context),
        "counts": _flag("zaehlt", True, values, box, context),
        "replaces": values.get("ersetzt"),
        "stem": context.prose(parts.stem, box.place),
        "explanation": context.prose(parts.explanation, box.place),
        "place": box.place,
    }


def _points(values: dict[str, str], box: Box, context: Context) -> int:
    text = values.get("punkte", "1")
    number = whole_number(text, 1, 20)
    if number is not None:
        return number
    _wrong_value("punkte", text, "Schreiben Sie eine Zahl von 1 bis 20, zum Beispiel punkte=2.", box, context)
    return 1


def _flag(key: str, default: bool, values: dict[str, str], box: Box, context: Context) -> bool:
    if key not in values:
        return default
    if values[key] not in _YES_NO:
        _wrong_value(key, values[key], f"Schreiben Sie {key}=ja oder {key}=nein.", box, context)
    return _YES_NO.get(values[key], default)


def _wrong_value(key: str, value: str, hint: str, box: Box, context: Context) -> None:
    place = context.source.find(f"{key}=", box.place.line, box.place.line)
    context.log.add(rules.ATTRIBUTE_WRONG, place, name=box.name, what=f"{key}={value}", hint=hint)


def _cut(box: Box, answer_kind: str, context: Context) -> _Parts:
    parts = _Parts()
    for child in box.children:
        if isinstance(child, Box):
            _cut_box(child, box.words[0], parts, context)
        elif child.kind == answer_kind and _starts_answers(child, answer_kind):
            parts.answers.append(child)
        elif not parts.answers:
            parts.stem.extend(child.tokens)
        elif child.kind == "blockquote" and answer_kind != "table":
            parts.answers.append(child)
        else:
            context.log.add(rules.STRAY_CONTENT, child.place)
    return parts


def _starts_answers(group: Group, kind: str) -> bool:
    """A plain list may stand in the question text; answers are ticked or tickable."""
    if kind != "bullet_list":
        return True
    return any(token.meta.get("checked") is not None for token in group.tokens if token.type == "list_item_open")


def _cut_box(child: Box, kind: str, parts: _Parts, context: Context) -> None:
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


def _items(parts: _Parts, context: Context) -> list[Item]:
    """All items of the answer lists; a quote that is not indented goes to the item above it."""
    items: list[Item] = []
    for group in parts.answers:
        if group.kind != "blockquote":
            items.extend(list_items(group, context))
        elif items:
            context.log.add(rules.FEEDBACK_NOT_INDENTED, group.place)
            items[-1].quote.extend(quote_body(group))
    for token in (item.rest[0] for item in items if item.rest):
        context.log.add(rules.STRAY_CONTENT, context.positions.place(token))
    return items


def _options(box: Box, parts: _Parts, context: Context) -> tuple[Option, ...]:
    options: list[Option] = []
    for item in _items(parts, context):
        if item.line is None:
            _wrong(
                "Eine Antwort hat keinen Text.",
                "Schreiben Sie den Text hinter das Kästchen: - [ ] Text",
                item.place,
                context,
            )
            continue
        if item.checked is None:
            _wrong("Eine Antwort hat kein Kästchen.", f"Schreiben Sie: - [ ] {item.line.content}", item.place, context)
        attributes = context.take_attributes(item.line, "Antwort", ("irrtum",))
        text = context.inline(item.line)
        feedback = _feedback(item, text, context)
        options.append(
            Option(
                text=text,
                correct=bool(item.checked),
                feedback=feedback,
                place=item.place,
                misconception=attributes.values.get("irrtum"),
            )
        )
    return tuple(options)


def _feedback(item: Item, text: Prose, context: Context) -> Prose:
    if not item.quote:
        context.log.add(rules.FEEDBACK_MISSING, item.place, option=text.plain)
    return context.prose(item.quote, item.quote_place(context))


def _wrong(problem: str, hint: str, place: Any, context: Context) -> None:
    context.log.add(rules.WRONG_OPTIONS, place, problem=problem, hint=hint)


def _single(box: Box, head: dict[str, Any], parts: _Parts, context: Context) -> Question:
    options = _options(box, parts, context)
    right = sum(option.correct for option in options)
    if right != 1:
        problem = f"Eine Frage „einfach“ hat genau eine richtige Antwort; hier sind es {right}."
        hint = "Setzen Sie das Kreuz [x] bei genau einer Antwort, oder schreiben Sie: ::: frage mehrfach"
        _wrong(problem, hint, box.place, context)
    _at_least_two(options, box, context)
    return SingleChoice(**head, options=options)


def _multiple(box: Box, head: dict[str, Any], parts: _Parts, context: Context) -> Question:
    options = _options(box, parts, context)
    if not any(option.correct for option in options):
        _wrong(
            "Keine Antwort ist richtig.", "Setzen Sie das Kreuz [x] bei den richtigen Antworten.", box.place, context
        )
    _at_least_two(options, box, context)
    return MultipleChoice(**head, options=options)


def _at_least_two(options: tuple[Option, ...], box: Box, context: Context) -> None:
    if len(options) < 2:
        hint = "Schreiben Sie drei oder vier Antworten untereinander: - [ ] Text"
        _wrong(f"Die Frage hat {len(options)} Antworten; nötig sind mindestens zwei.", hint, box.place, context)


def _true_false(box: Box, head: dict[str, Any], parts: _Parts, context: Context) -> Question:
    options = _options(box, parts, context)
    words = tuple(option.text.plain for option in options)
    if words != TRUE_FALSE_WORDS or sum(option.correct for option in options) != 1:
        hint = "Schreiben Sie - [x] Stimmt und - [ ] Stimmt nicht, in dieser Reihenfolge, mit einem Kreuz."
        _wrong("Die Antworten einer Frage „wahr_falsch“ heißen „Stimmt“ und „Stimmt nicht“.", hint, box.place, context)
    return TrueFalse(**head, options=options)


def _matching(box: Box, head: dict[str, Any], parts: _Parts, context: Context) -> Question | None:
    if len(parts.answers) != 1:
        context.log.add(rules.WRONG_TABLE, box.place, problem="Eine Frage „zuordnung“ hat genau eine Tabelle.")
        return None
    table = read_table(parts.answers[0], None, context)
    if len(table.head) not in (2, 3):
        problem = f"Die Zahl der Spalten ist {len(table.head)}."
        context.log.add(rules.WRONG_TABLE, table.place, problem=problem)
        return None
    pairs = tuple(pair for row in table.rows if (pair := _pair(row, context)))
    if sum(pair.left is not None for pair in pairs) < 2:
        context.log.add(rules.WRONG_TABLE, table.place, problem="Die Tabelle fragt weniger als zwei Elemente ab.")
    titles = [cell.plain for cell in table.head]
    return Matching(**head, left_title=titles[0], right_title=titles[1], pairs=pairs)


def _pair(row: tuple[Prose, ...], context: Context) -> Pair | None:
    left, right = row[0], row[1]
    feedback = row[2] if len(row) == 3 and row[2].plain else Prose((), right.place)
    if not right.plain:
        context.log.add(rules.WRONG_TABLE, right.place, problem="In einer Zeile fehlt das Ziel (zweite Spalte).")
        return None
    return Pair(left=left if left.plain else None, right=right, feedback=feedback, place=left.place)


def _ordering(box: Box, head: dict[str, Any], parts: _Parts, context: Context) -> Question:
    items: list[OrderItem] = []
    for item in _items(parts, context):
        if item.line is not None:
            feedback = context.prose(item.quote, item.quote_place(context))
            items.append(OrderItem(text=context.inline(item.line), feedback=feedback, place=item.place))
    if len(items) < 3:
        hint = "Schreiben Sie die Schritte in der richtigen Folge untereinander: 1. …, 2. …, 3. …"
        _wrong(
            f"Eine Frage „reihenfolge“ hat mindestens drei Elemente; hier sind es {len(items)}.",
            hint,
            box.place,
            context,
        )
    return Ordering(**head, items=tuple(items))


def _open(box: Box, head: dict[str, Any], parts: _Parts, context: Context) -> Question:
    items = _items(parts, context)
    checklist = tuple(context.inline(item.line) for item in items if item.line is not None)
    if not parts.solution:
        hint = "Schreiben Sie sie in einen Kasten ::: musterloesung … :::"
        context.log.add(rules.EMPTY_PART, box.place, name="frage offen", what="die Musterlösung", hint=hint)
    if not checklist:
        hint = "Schreiben Sie darunter, woran eine gute Antwort zu erkennen ist: - [ ] Ich habe …"
        context.log.add(rules.EMPTY_PART, box.place, name="frage offen", what="die Prüfliste", hint=hint)
    return OpenQuestion(**head, solution=context.prose(parts.solution, box.place), checklist=checklist)


READERS: dict[str, Callable[[Box, dict[str, Any], _Parts, Context], Question | None]] = {
    "einfach": _single,
    "mehrfach": _multiple,
    "wahr_falsch": _true_false,
    "zuordnung": _matching,
    "reihenfolge": _ordering,
    "offen": _open,
}
