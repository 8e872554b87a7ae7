"""How long a learner's state can become at most: platforms cut it at 4,096 characters (scorm.md A8)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from builder.model.module import Module
from builder.model.questions import (
    Branching,
    Cloze,
    DateEntry,
    Matching,
    MultipleChoice,
    NumberEntry,
    OpenQuestion,
    Ordering,
    Question,
    SingleChoice,
    TrueFalse,
)

MOST = 4096
"""Characters of ``cmi.suspend_data`` in SCORM 1.2 (RTE 3.4.4)."""
LONGEST_WORDS = 24
"""Characters that typed words may have in the state."""
_HEAD = len("4;;abcd;s;7ps;")
_ENTRY = len("k3abc9z3")
_VERDICT = len("!r")


def longest_state(modules: Sequence[Module], name: str, bundled: bool) -> int:
    """The length in characters of the longest state of a package; ``bundled``: it keeps verdicts only."""
    current = max(len(module.id) for module in modules) + len(".a")
    return _HEAD + len(name) + current + sum(_longest_unit(module, bundled) for module in modules)


def _longest_unit(module: Module, bundled: bool) -> int:
    entries = [longest_entry(question, bundled) for question in module.questions]
    return len(f";{module.id}::") + len(module.steps) + sum(entries) + max(len(entries) - 1, 0)


def longest_entry(question: Question, bundled: bool = False) -> int:
    """The most that one question can take."""
    return _ENTRY + (_VERDICT if bundled else longest_answer(question))


def longest_answer(question: Question) -> int:
    """The most that an answer can take: a letter for each thing chosen, words for each field that is typed into."""
    match question:
        case SingleChoice() | TrueFalse():
            return 1
        case MultipleChoice():
            return len(question.options)
        case Matching():
            return len(question.prompts)
        case Ordering():
            return len(question.items)
        case Cloze():
            return sum(1 if gap.choices else LONGEST_WORDS for gap in question.gaps) + len(question.gaps) - 1
        case NumberEntry() | DateEntry():
            return LONGEST_WORDS
        case OpenQuestion():
            return len(question.checklist)
        case Branching():
            return len(question.situations)
        case _:
            assert_never(question)
