"""Citations of norms, and where in a course they stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from builder.source import Place


@dataclass(frozen=True, slots=True)
class Citation:
    """One norm that is cited, as precisely as the text says it; ``start`` and ``end``: where, in characters.

    A value may be a range (``60a–60d``, ``a–f``) or go on (``50b ff.``). ``law`` is None where none is named.
    ``former``: whether the law of earlier days is meant, of which the register and the official pages know nothing.
    """

    sign: str
    norm: str
    law: str | None
    start: int
    end: int
    paragraph: str = ""
    subparagraph: str = ""
    sentence: str = ""
    half: str = ""
    number: str = ""
    letter: str = ""
    former: bool = False

    def __str__(self) -> str:
        """„§ 61 Abs. 1 Satz 2 AsylG“."""
        levels = (
            ("Abs.", self.paragraph), ("UAbs.", self.subparagraph), ("Satz", self.sentence), ("Halbsatz", self.half),
            ("Nr.", self.number), ("lit.", self.letter),
        )  # fmt: skip
        parts = [f"{word} {value}" for word, value in levels if value]
        return " ".join([self.name, *parts, *([self.law] if self.law else [])])

    @property
    def name(self) -> str:
        """„§ 61“, „Art. 42“."""
        return f"{self.sign} {self.norm}"


class Kind(StrEnum):
    """What kind of document cites."""

    MODULE = "Modul"
    RULE_TABLE = "Regelwerk"
    PROCEDURE = "Ablauf"
    CASE_STUDY = "Fall"
    MISCONCEPTION = "Irrtum"
    TERM = "Begriff"
    ACTOR = "Akteur"
    PAGE = "Seite"
    CURRICULUM = "Lehrplan"

    @property
    def prefix(self) -> str:
        """What stands before a name in ``integrif norms confirm``: ``regelwerk/``; before that of a module nothing."""
        return "" if self is Kind.MODULE else f"{self.value.lower()}/"


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A part of a document: a step of a module and perhaps a question in it, a row of a rule table."""

    kind: Kind
    document: str
    part: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation and where it stands."""

    citation: Citation
    place: Place
    where: Where
