"""Which terms of the glossary a text uses: one way to recognise a word for lists, links and checks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from builder.model.glossary import Term
from builder.model.module import Module
from builder.model.passages import module_passages


def terms_of(modules: Iterable[Module], glossary: Sequence[Term]) -> tuple[Term, ...]:
    """The terms whose words stand in what learners read, by name; whole words, large or small as they are written."""
    text = "\n".join(passage.text for module in modules for passage in module_passages(module))
    return tuple(sorted((term for term in glossary if uses(text, term)), key=lambda term: term.order))


def uses(text: str, term: Term) -> bool:
    """Whether one of the words of a term stands in a text."""
    return whole_words(term.words).search(text) is not None


@cache
def whole_words(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, the longest first, and none as a part: „Duldung“ is not in „Ausbildungs-Duldung“."""
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")
