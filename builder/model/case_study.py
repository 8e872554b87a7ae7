"""Case studies: an invented case in two or more variants, compared by nine criteria; the same in every medium."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from pydantic import ConfigDict, Field

from builder.model.base import Identifier, Record, Text
from builder.model.citations import Kind
from builder.model.reference import LegalStatement, Reference

NORMS = "normen"
"""The key beside the ids of the variants, which none of them may have."""


class Criterion(StrEnum):
    """What every case study is compared by, in this order (domain.md 8.1, K1–K9); the values are the keys of a file."""

    STATUS = "status"
    DEADLINE = "frist"
    WAYS = "wege"
    OFFERS = "angebote"
    VOLUNTEERS = "ehrenamt"
    COORDINATION = "koordination"
    DATA = "daten"
    BOTTLENECK = "engpass"
    SOLUTION = "loesung"


class Variant(Record):
    """One form of the case: the same person in another place. ``facts``: what is different there."""

    id: Identifier
    title: Text = Field(alias="titel")
    place: Text = Field(alias="ort")
    facts: Text = Field(alias="sachverhalt")


class CriterionEntry(Record):
    """What a criterion says of each variant, by the ids of the variants, and the norms it rests on."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Text]

    norms: tuple[Text, ...] = Field(alias="normen", default=())

    def said(self, variant: str) -> str | None:
        """The words for a variant; None where its author has forgotten it (a finding says so)."""
        return self.__pydantic_extra__.get(variant)

    @property
    def variants(self) -> tuple[str, ...]:
        """The ids it names, whether there is such a variant or not."""
        return tuple(self.__pydantic_extra__)


class Criteria(Record):
    """An entry for every criterion; each has the name of its criterion."""

    status: CriterionEntry
    deadline: CriterionEntry = Field(alias="frist")
    ways: CriterionEntry = Field(alias="wege")
    offers: CriterionEntry = Field(alias="angebote")
    volunteers: CriterionEntry = Field(alias="ehrenamt")
    coordination: CriterionEntry = Field(alias="koordination")
    data: CriterionEntry = Field(alias="daten")
    bottleneck: CriterionEntry = Field(alias="engpass")
    solution: CriterionEntry = Field(alias="loesung")

    def entry(self, criterion: Criterion) -> CriterionEntry:
        """What stands under a criterion."""
        found: CriterionEntry = getattr(self, criterion.name.lower())
        return found


class LegalSolution(LegalStatement):
    """What the law says of a variant; of all of them where none is named."""

    variant: Identifier | None = Field(alias="variante", default=None)
    text: Text


class CaseStudy(Reference):
    """``curriculum/faelle/<id>.yml``. ``alike``: what all variants share; ``principle``: shown after comparing."""

    folder = "faelle"
    kind = Kind.CASE_STUDY

    facts: Text = Field(alias="sachverhalt")
    variants: tuple[Variant, ...] = Field(alias="varianten", min_length=2)
    criteria: Criteria = Field(alias="kriterien")
    questions: tuple[Text, ...] = Field(alias="fragen", min_length=2, max_length=4)
    law: tuple[LegalSolution, ...] = Field(alias="recht", min_length=1)
    alike: Text = Field(alias="gemeinsam")
    principle: Text = Field(alias="lernpunkt")
    next_step: Text = Field(alias="naechster_schritt")
    what_if: tuple[Text, ...] = Field(alias="was_waere_wenn", default=())
    modules: tuple[Identifier, ...] = Field(alias="module", default=())

    def part(self, keys: Sequence[str | int]) -> str:
        """The key of a criterion, or ``recht``."""
        match tuple(keys[:2]):
            case ("kriterien", str(name)):
                return name
            case ("recht", int()):
                return "recht"
        return ""

    def variant(self, name: str | None) -> Variant | None:
        """The variant of that id."""
        return next((variant for variant in self.variants if variant.id == name), None)

    @property
    def compared_only(self) -> CaseStudy:
        """Without facts, law and further questions, for a module that tells and solves the case itself."""
        return self.model_copy(update={"facts": "", "law": (), "what_if": ()})

    @property
    def short(self) -> str:
        """Who it is about: what stands before the dash of its title, the whole where there is none."""
        return self.title.partition(" – ")[0]

    @property
    def places(self) -> tuple[str, ...]:
        """Where it plays, each place once."""
        return tuple(dict.fromkeys(variant.place for variant in self.variants))

    @property
    def has_careful_law(self) -> bool:
        """Whether the words for a careful reading need to be explained."""
        return any(solution.is_careful for solution in self.law)
