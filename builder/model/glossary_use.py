"""Which terms of the glossary a module uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from builder.model.glossary import Term
from builder.model.module import Module
from builder.model.passages import module_passages


def terms_of(modules: Iterable[Module], glossary: Sequence[Term]) -> tuple[Term, ...]:
    """The terms whose words stand in what learners read, by name; whole words, large or small as they are written."""
    text = "\n".join(passage.text for module in modules for passage in module_passages(module))
    used = (term for term in glossary if any(stands(word, text) for word in term.words))
    return tuple(sorted(used, key=lambda term: term.order))


def stands(word: str, text: str) -> bool:
    """Whether a word stands in a text as a whole."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None
