"""What a question means: the part of it that a stored answer depends on, and whether another version still means it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from builder.model.answer_key import Key, answer_key
from builder.model.questions import Question

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LENGTH = 12
_RIGHT, _WRONG = "+", "-"
_OPEN_ENDED = ("single_choice", "multiple_choice", "number", "date")
"""Kinds whose answers stay what they are when a wrong one is added at the end."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """``core``: fingerprint of kind, task and all that is not an answer to choose.

    ``options``: of each answer, in author order, whether it is right (``+`` or ``-``) and its fingerprint. Case,
    punctuation and blanks of the words do not count: a comma that was missing is not another question.
    """

    core: str
    options: tuple[str, ...]

    def goes_on(self, older: Meaning) -> bool:
        """Whether an answer to the older version is still what it was: the same, or with wrong answers added behind."""
        added = self.options[len(older.options) :]
        same = self.core == older.core and self.options[: len(older.options)] == older.options
        return same and all(option.startswith(_WRONG) for option in added)

    @property
    def mark(self) -> str:
        """Three characters (base 36) by which a learner's state knows this meaning."""
        return base36("\n".join([self.core, *self.options]), 3)


def meaning_of(question: Question) -> Meaning:
    """The meaning of a question as it stands."""
    key = answer_key(question)
    if key.kind not in _OPEN_ENDED:
        words = [*key.elements, *key.right, *key.text, json.dumps(key.more, sort_keys=True)]
        return Meaning(_fingerprint(key.kind, _gist(question.stem.plain), *map(_gist, words)), ())
    return Meaning(_fingerprint(key.kind, _gist(question.stem.plain)), _options(key))


def _options(key: Key) -> tuple[str, ...]:
    listed = key.more.get("listed")
    if listed:
        return tuple((_RIGHT if one["right"] else _WRONG) + _fingerprint(one["low"], one["high"]) for one in listed)
    letters = DIGITS[10:]
    pairs = zip(letters, key.elements, strict=False)
    return tuple((_RIGHT if letter in key.right else _WRONG) + _fingerprint(_gist(words)) for letter, words in pairs)


def _gist(text: str) -> str:
    """The letters and digits of a text, word by word."""
    plain = unicodedata.normalize("NFC", text).casefold()
    return " ".join("".join(char if char.isalnum() else " " for char in plain).split())


def _fingerprint(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:_LENGTH]


def base36(text: str, length: int) -> str:
    """So many characters that follow from a text."""
    return _digits(int.from_bytes(sha256(text.encode()).digest()[:8]), length)


def codes(ids: Sequence[str], given: Mapping[str, str], length: int) -> dict[str, str]:
    """A code of that length for each id: the one ``given`` to it once and for ever, or a free one that follows from it.

    The order of the ids does not matter, so that moving a question moves no code.
    """
    taken = set(given.values())
    found = {name: given[name] for name in ids if name in given}
    for name in sorted(set(ids) - set(found)):
        found[name] = free(base36(name, length), taken)
        taken.add(found[name])
    return {name: found[name] for name in ids}


def room(length: int) -> int:
    """How many codes of that length there are."""
    return int(len(DIGITS) ** length)


def free(wanted: str, taken: Collection[str]) -> str:
    """The code asked for, or the next that is not taken; the one asked for once all are, which U013 reports."""
    number = int(wanted, len(DIGITS))
    for further in range(room(len(wanted))):
        code = _digits(number + further, len(wanted))
        if code not in taken:
            return code
    return wanted


def _digits(number: int, length: int) -> str:
    base = len(DIGITS)
    return "".join(DIGITS[number // base**place % base] for place in reversed(range(length)))
