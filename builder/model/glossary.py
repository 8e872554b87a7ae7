"""The glossary ``curriculum/glossar.yml``: one preferred term for one meaning, in every room."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import Field, StringConstraints

from builder.model.base import CalendarDate, Identifier, Language, Record, Text
from builder.model.norms import Confirmation

DEFINITION_WORDS = 40
"""Words of a definition: seven lines on a telephone, where it opens between two sentences, and on a card to learn."""
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "he", "ps", "ur"})
"""Languages written from the right."""
Word = Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]
"""What is looked for in a text as a whole: a word, or a few."""


class Translation(Record):
    """A term in another language. ``spoken``: how it sounds to German eyes; ``checked_by``: a role, no person."""

    word: Text = Field(alias="wort")
    spoken: str = Field(alias="sprechweise", default="")
    checked_by: str = Field(alias="geprueft_von", default="")


class Term(Record):
    """An entry of the glossary.

    ``also``: other names that may be used, abbreviations too; ``forms``: how it and they are inflected; ``avoid``:
    what is never written for it. ``definition`` is plain text; citations in it are recognised as everywhere.
    """

    id: Identifier
    name: Word = Field(alias="begriff")
    also: tuple[Word, ...] = Field(alias="auch", default=())
    forms: tuple[Word, ...] = Field(alias="formen", default=())
    definition: Text = Field(alias="erklaerung")
    norms: tuple[Text, ...] = Field(alias="normen", default=())
    avoid: tuple[Word, ...] = Field(alias="vermeiden", default=())
    translations: dict[Language, Translation] = Field(alias="uebersetzungen", default={})
    law_date: CalendarDate | None = Field(alias="rechtsstand", default=None)
    confirmations: tuple[Confirmation, ...] = Field(alias="bestaetigt", default=())

    @property
    def words(self) -> tuple[str, ...]:
        """All by which it is recognised in a text: its name first, then other names, then forms."""
        return (self.name, *self.also, *self.forms)

    @property
    def order(self) -> str:
        """Its place in a list, as in a German dictionary: ä stands with a, ß with ss."""
        letters = unicodedata.normalize("NFD", self.name.casefold())
        return "".join(letter for letter in letters if not unicodedata.combining(letter))
