"""``zahl`` and ``datum``: one value is typed; listed answers say which are right."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import Any, TypeVar

from markdown_it.token import Token

from builder.model.prose import Prose
from builder.model.questions import DateEntry, DateOption, NumberEntry, NumberOption, Option, Question
from builder.reading import rules
from builder.reading.questions.choices import some_right
from builder.reading.questions.draft import Draft, read_options
from builder.reading.values import german_day, german_number, nearest_day

_TOLERANCE = re.compile(r"\s*(?:±|\+/?-)\s*")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_RANGE = re.compile(r"\s+bis\s+")
Listed = TypeVar("Listed", bound=Option)


def read_number(draft: Draft) -> Question:
    """``36``, ``36 ± 2`` or ``0,80 bis 0,85``."""
    options = _listed(draft, _number_option)
    for one, other in combinations(options, 2):
        if one.low <= other.high and other.low <= one.high:
            _unreadable(other, "überschneidet sich mit einer Antwort darüber", f"{one.high + 1} bis …", draft)
    return NumberEntry(**draft.head, options=tuple(options), unit=draft.values.get("einheit", ""))


def read_date(draft: Draft) -> Question:
    """``16.11.2026``."""
    options = _listed(draft, _date_option)
    for one, other in combinations(options, 2):
        if one.day == other.day:
            _unreadable(other, "steht schon darüber", f"{other.day:%d.%m.%Y}", draft)
    return DateEntry(**draft.head, options=tuple(options))


def _listed(draft: Draft, make: Callable[[Option, Draft], Listed | None]) -> list[Listed]:
    options = read_options(draft.items(), draft)
    if not options and not draft.parts.answers:
        hint = "Schreiben Sie die richtige Antwort und häufige falsche untereinander: - [x] …"
        draft.wrong("Die Frage hat keine Antwort.", hint)
    some_right(options, draft)
    draft.limited([option.place for option in options], "Antworten")
    return [made for option in options if (made := make(option, draft))]


def _number_option(option: Option, draft: Draft) -> NumberOption | None:
    bounds = _bounds(option.text.plain)
    if bounds is None:
        _unreadable(option, "ist keine Zahl und kein Bereich", _meant(option.text.plain), draft)
        return None
    low, high = bounds
    if low > high:
        _unreadable(option, "beginnt mit der größeren Zahl", f"{option.text.plain.split()[-1]} bis …", draft)
    return NumberOption(**_fields(option), low=min(bounds), high=max(bounds))


def _meant(text: str) -> str:
    """The number an author most likely meant: 3.5 → 3,5; 36 Monate → 36 with the unit in the brace."""
    with_comma = _POINT.sub(",", text)
    if _bounds(with_comma):
        return with_comma
    number, _, unit = text.partition(" ")
    if _bounds(number) and unit.isalpha():
        return f'{number}, und in die Klammer der Frage: einheit="{unit}"'
    return "36, 36 ± 2, 0,80 bis 0,85 oder 1.000"


def _bounds(text: str) -> tuple[Decimal, Decimal] | None:
    if len(parts := _TOLERANCE.split(text)) == 2:
        middle, spread = map(german_number, parts)
        return (middle - spread, middle + spread) if middle is not None and spread is not None else None
    low, high = (german_number(part) for part in (_RANGE.split(text) * 2)[:2])
    valid = low is not None and high is not None and len(_RANGE.split(text)) <= 2
    return (low, high) if valid and low is not None and high is not None else None


def _date_option(option: Option, draft: Draft) -> DateOption | None:
    day = german_day(option.text.plain)
    if day is None:
        _unreadable(option, "ist kein Tag in der Form TT.MM.JJJJ, den es gibt", nearest_day(option.text.plain), draft)
        return None
    return DateOption(**_fields(option) | {"text": _written(option.text, f"{day:%d.%m.%Y}")}, day=day)


def _written(text: Prose, words: str) -> Prose:
    """The same place with other words."""
    child = Token("text", "", 0, content=words, meta=dict(text.tokens[0].meta))
    inline = replace(text.tokens[0], content=words, children=[child])
    return Prose((inline,), text.place)


def _fields(option: Option) -> dict[str, Any]:
    return {name: getattr(option, name) for name in ("text", "correct", "feedback", "place", "misconception")}


def _unreadable(option: Option, problem: str, example: str, draft: Draft) -> None:
    mark = "x" if option.correct else " "
    draft.context.log.add(
        rules.ENTRY_UNREADABLE,
        option.text.place,
        value=option.text.plain,
        problem=problem,
        example=f"- [{mark}] {example}",
    )
