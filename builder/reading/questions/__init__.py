"""``::: frage …`` → a question of the model. One function per kind, one explicit dict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from builder.model.questions import OpenQuestion, Question
from builder.reading import rules
from builder.reading.attributes import whole_number
from builder.reading.boxes import Box
from builder.reading.context import Context
from builder.reading.questions.arrangements import read_matching, read_ordering
from builder.reading.questions.branching import cut_branching, read_branching
from builder.reading.questions.choices import read_multiple, read_single, read_true_false
from builder.reading.questions.cloze import cut_cloze, read_cloze
from builder.reading.questions.draft import Draft, Parts, cut, is_task_list
from builder.reading.questions.entries import read_date, read_number
from builder.reading.questions.rows import read_row_choice
from builder.reading.validation import suggest

_KEYS = ("ziel", "punkte", "kritisch", "zaehlt", "ersetzt")
_YES_NO = {"ja": True, "nein": False}


def read_question(box: Box, context: Context) -> Question | None:
    """The question, or None with findings when its kind is unknown or its answers cannot be read."""
    identifier = context.box_id(box, "::: frage einfach {#f_frist ziel=l1}")
    kind = box.words[0] if box.words else ""
    if kind not in KINDS:
        place = context.source.find(kind, box.place.line, box.place.line) if kind else box.place
        context.log.add(rules.QUESTION_KIND, place, kind=kind, suggestion=suggest(kind, list(KINDS)))
        return None
    reader = KINDS[kind]
    parts = reader.cut(box, context)
    values = context.box_values(box, (*_KEYS, *reader.keys))
    if not parts.stem and reader.needs_stem:
        hint = "Schreiben Sie die Frage als Text über die Antworten."
        context.log.add(rules.EMPTY_PART, box.place, name="frage", what="der Fragetext", hint=hint)
    return reader.read(Draft(box, context, parts, values, _head(box, identifier, parts, values, context)))


def _head(box: Box, identifier: str, parts: Parts, values: dict[str, str], context: Context) -> dict[str, Any]:
    if "ziel" not in values:
        example = f"::: frage {' '.join(box.words)} {{#{identifier} ziel=l1}}"
        context.log.add(rules.ATTRIBUTE_MISSING, box.place, name="frage", what="das Lernziel", example=example)
    return {
        "id": identifier,
        "goal": values.get("ziel", ""),
        "points": _points(values, box, context),
        "critical": _flag("kritisch", False, values, box, context),
        "counts": _flag("zaehlt", True, values, box, context),
        "shuffle": _flag("mischen", True, values, box, context),
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


def _read_open(draft: Draft) -> Question:
    checklist = tuple(draft.context.inline(item.line) for item in draft.items() if item.line is not None)
    if not draft.parts.solution:
        hint = "Schreiben Sie sie in einen Kasten ::: musterloesung … :::"
        draft.context.log.add(rules.EMPTY_PART, draft.box.place, name="frage offen", what="die Musterlösung", hint=hint)
    if not checklist:
        hint = "Schreiben Sie darunter, woran eine gute Antwort zu erkennen ist: - [ ] Ich habe …"
        draft.context.log.add(rules.EMPTY_PART, draft.box.place, name="frage offen", what="die Prüfliste", hint=hint)
    draft.limited([line.place for line in checklist], "Zeilen in der Prüfliste")
    return OpenQuestion(
        **draft.head, solution=draft.context.prose(draft.parts.solution, draft.box.place), checklist=checklist
    )


def _cut_ticked(box: Box, context: Context) -> Parts:
    return cut(box, is_task_list, context)


def _cut_table(box: Box, context: Context) -> Parts:
    return cut(box, lambda group: group.kind == "table", context)


def _cut_numbered(box: Box, context: Context) -> Parts:
    return cut(box, lambda group: group.kind == "ordered_list", context)


@dataclass(frozen=True, slots=True)
class Reader:
    """How one kind is read. ``keys``: what may stand in the brace beside the keys of all kinds."""

    read: Callable[[Draft], Question | None]
    cut: Callable[[Box, Context], Parts] = _cut_ticked
    keys: tuple[str, ...] = ()
    needs_stem: bool = True


KINDS: dict[str, Reader] = {
    "einfach": Reader(read_single, keys=("mischen",)),
    "mehrfach": Reader(read_multiple, keys=("mischen",)),
    "wahr_falsch": Reader(read_true_false),
    "zuordnung": Reader(read_matching, _cut_table, ("mischen",)),
    "reihenfolge": Reader(read_ordering, _cut_numbered),
    "luecke": Reader(read_cloze, cut_cloze, ("mischen",), needs_stem=False),
    "zahl": Reader(read_number, keys=("einheit",)),
    "datum": Reader(read_date),
    "offen": Reader(_read_open),
    "entscheidung": Reader(read_branching, cut_branching, ("mischen",), needs_stem=False),
    "regelwerk": Reader(read_row_choice, keys=("mischen", "tabelle", "beispiel"), needs_stem=False),
}
"""German name → reader."""
