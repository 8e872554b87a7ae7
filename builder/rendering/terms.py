"""Terms of the glossary in running text: each is found where a step first uses it (format.md, „Text“)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model.glossary import Term
from builder.model.glossary_use import whole_words


@dataclass(frozen=True, slots=True)
class TermMark:
    """A word of a term in a text: where it stands, and the term."""

    start: int
    end: int
    term: Term


class FirstUses:
    """Finds in the texts of a step, one after the other, the terms that have not been found in it yet."""

    def __init__(self, glossary: Sequence[Term]) -> None:
        self._terms = {word: term for term in reversed(glossary) for word in term.words}
        self._pattern = whole_words(tuple(self._terms))
        self._found: set[str] = set()

    def begin(self) -> None:
        """A step begins: nothing has been found in it."""
        self._found.clear()

    def of(self, text: str) -> Iterator[TermMark]:
        """The terms that a text is the first to use, whole words, large or small as they are written."""
        for found in self._pattern.finditer(text) if self._terms else ():
            term = self._terms[found[0]]
            if term.id not in self._found:
                self._found.add(term.id)
                yield TermMark(found.start(), found.end(), term)
