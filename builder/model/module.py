"""A training module: front matter, steps, footnotes, seminar plan, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticKnownError

from builder.model.base import (
    Audience,
    CalendarDate,
    Completion,
    Count,
    Identifier,
    Language,
    Level,
    Licence,
    Record,
    Text,
)
from builder.model.blocks import Block, Embed, EmbedKind, questions_in, walk
from builder.model.changes import Change
from builder.model.citations import Kind
from builder.model.norms import Confirmation
from builder.model.prose import Prose
from builder.model.questions import Question, RowChoice
from builder.model.reference import Reference
from builder.model.sources import SourceUse, source_use
from builder.source import Place, PlaceMap

TEXT, PICTURES, PLAN = "Text", "media", "seminar.yml"
PARTS = frozenset({TEXT, PICTURES, PLAN})
"""Parts of a module beside the keys of its head, for ``Module.unread``."""
Version = Annotated[str, StringConstraints(pattern=r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$")]


class Goal(Record):
    """A learning goal; ``text`` completes „Sie können …“."""

    id: Identifier
    text: Text
    level: Level = Field(alias="stufe")


class ModuleMeta(Record):
    """The front matter of ``modul.md`` (format.md, table of keys).

    ``retired``: questions, steps and goals that were released and are gone for good.
    """

    id: Identifier
    title: Text = Field(alias="titel")
    summary: Text = Field(alias="kurz")
    audiences: tuple[Audience, ...] = Field(alias="zielgruppe", min_length=1)
    minutes: Count = Field(alias="dauer", ge=5, le=600)
    goals: tuple[Goal, ...] = Field(alias="lernziele", min_length=2, max_length=5)
    law_date: CalendarDate | None = Field(alias="rechtsstand", default=None)
    reviewed_on: CalendarDate = Field(alias="geprueft_am")
    review_by: CalendarDate = Field(alias="pruefen_bis")
    responsible: Text = Field(alias="verantwortlich")
    version: Version
    key_questions: tuple[Text, ...] = Field(alias="leitfragen", default=(), max_length=3)
    requires: tuple[Text, ...] = Field(alias="voraussetzungen", default=())
    keywords: tuple[Text, ...] = Field(alias="stichwoerter", default=())
    content_note: Text | None = Field(alias="inhaltshinweis", default=None)
    licence: Licence | None = Field(alias="lizenz", default=None)
    language: Language = Field(alias="sprache", default="de")
    sources: tuple[Text, ...] = Field(alias="quellen", default=())
    changes: tuple[Change, ...] = Field(alias="aenderungen", default=())
    completion: Completion | None = Field(alias="abschluss", default=None)
    retired: tuple[Identifier, ...] = Field(alias="entfallen", default=())
    facts: tuple[Text, ...] = Field(alias="fakten", default=())
    confirmations: tuple[Confirmation, ...] = Field(alias="bestaetigt", default=())

    def use_of(self, source: str) -> SourceUse | None:
        """How the module names that source of the common list; None where it does not."""
        uses = map(source_use, self.sources)
        return next((use for use in uses if use and use.id == source), None)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a module: a second-level heading and what follows it. ``minutes`` is reading time."""

    id: str
    title: Prose
    minutes: int
    blocks: tuple[Block, ...]
    place: Place

    @property
    def plain_title(self) -> str:
        """The title without markup."""
        return self.title.plain


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote; ``number`` counts from 1 in the order of first use."""

    number: int
    body: Prose


@dataclass(frozen=True, slots=True)
class Media:
    """A picture of a module: file name below ``media/`` and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Module:
    """A module as read: everything an output of it needs, besides shared data.

    ``unread`` names what could not be read: keys of the head (stand-ins take their place) and the parts in ``PARTS``.
    ``digest``: fingerprint of its files, whatever the name of their folder and the ends of their lines.
    """

    slug: str
    meta: ModuleMeta
    steps: tuple[Step, ...]
    footnotes: tuple[Footnote, ...]
    seminar: Seminar | None
    media: tuple[Media, ...]
    place: Place
    meta_places: PlaceMap
    seminar_places: PlaceMap | None = None
    unread: frozenset[str] = frozenset()
    digest: str = ""

    @property
    def id(self) -> str:
        """The module id, its number in lower case (``b3``)."""
        return self.meta.id

    @property
    def file_name(self) -> str:
        """How its files are called, without what they are: ``b3-wer-darf-wann-arbeiten-1.0.0``."""
        return f"{self.slug}-{self.meta.version}"

    def picture_path(self, name: str) -> str:
        """Where a picture lies, from the root of the project."""
        return f"modules/{self.slug}/media/{name}"

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, also those inside cases, in reading order."""
        return tuple(question for step in self.steps for question in questions_in(step.blocks))

    @property
    def rule_tables(self) -> tuple[str, ...]:
        """The names of the rule tables that it shows or asks of, each once."""
        blocks = (block for step in self.steps for block in walk(step.blocks))
        asked = (block.table for block in blocks if isinstance(block, RowChoice))
        return tuple(dict.fromkeys([*self.shown(EmbedKind.RULE_TABLE), *asked]))

    def embeds(self, kind: EmbedKind) -> Iterator[Embed]:
        """The places where it shows something shared of a kind."""
        blocks = (block for step in self.steps for block in walk(step.blocks))
        return (block for block in blocks if isinstance(block, Embed) and block.kind is kind)

    def shown(self, kind: EmbedKind) -> tuple[str, ...]:
        """The names of what it embeds of a kind, each once."""
        return tuple(dict.fromkeys(name for embed in self.embeds(kind) for name in embed.names))

    def uses(self, reference: Reference) -> bool:
        """Whether it shows a rule table, a procedure or a case study, or asks of it."""
        match reference.kind:
            case Kind.RULE_TABLE:
                return reference.id in self.rule_tables
            case Kind.PROCEDURE:
                return reference.id in self.shown(EmbedKind.PROCEDURE)
            case _:
                return reference.id in self.shown(EmbedKind.CASE_STUDIES)


class GroupSize(Record):
    """Smallest and largest group a seminar is planned for."""

    min: Count = Field(ge=1, le=1000)
    max: Count = Field(ge=1, le=1000)

    @field_validator("max")
    @classmethod
    def _not_below_min(cls, largest: int, info: ValidationInfo) -> int:
        smallest = info.data.get("min", largest)
        if largest < smallest:
            raise PydanticKnownError("greater_than_equal", {"ge": smallest})
        return largest


class SeminarConcept(Record):
    """The fields of a Seminarkonzept that the module itself does not know (learning.md T03)."""

    prior_knowledge: Text = Field(alias="vorkenntnisse")
    contents: tuple[Text, ...] = Field(alias="inhalte", min_length=1)
    methods: tuple[Text, ...] = Field(alias="methoden", min_length=1)
    group_size: GroupSize = Field(alias="gruppengroesse")
    room: Text = Field(alias="raum")
    accessibility: Text = Field(alias="barrierefreiheit")
    transfer: Text
    trainer: Text = Field(alias="leitung")


class PhaseKind(StrEnum):
    """Part of a seminar day."""

    EINSTIEG = "einstieg"
    ARBEIT = "arbeit"
    ABSCHLUSS = "abschluss"
    PAUSE = "pause"
    PUFFER = "puffer"


class Phase(Record):
    """One row of a Verlaufsplan. ``minutes`` is its length."""

    title: Text = Field(alias="titel")
    kind: PhaseKind = Field(alias="art")
    minutes: Count = Field(alias="minuten", ge=1, le=240)
    content: Text | None = Field(alias="inhalt", default=None)
    goals: tuple[Identifier, ...] = Field(alias="ziele", default=())
    method: Text | None = Field(alias="methode", default=None)
    material: tuple[Text, ...] = ()
    plan_b: Text | None = None


class SeminarVariant(Record):
    """One length of the seminar; ``minutes`` counts all phases except breaks."""

    id: Identifier
    title: Text = Field(alias="titel")
    minutes: Count = Field(alias="dauer", ge=15, le=6000)
    dropped: Text = Field(alias="entfaellt")
    phases: tuple[Phase, ...] = Field(alias="phasen", min_length=1)


class Per(StrEnum):
    """For how many people one copy is."""

    ONCE = "einmal"
    PERSON = "person"
    PAIR = "paar"
    THREE = "dreiergruppe"
    FOUR = "vierergruppe"


_SHARED_BY = {Per.PERSON: 1, Per.PAIR: 2, Per.THREE: 3, Per.FOUR: 4}


class Material(Record):
    """What has to be there, named as the phases name it."""

    name: Text = Field(alias="was")
    per: Per = Field(alias="je", default=Per.ONCE)
    note: Text | None = Field(alias="hinweis", default=None)

    @property
    def shared_by(self) -> int | None:
        """How many people share one; None of what the room needs once."""
        return _SHARED_BY.get(self.per)

    def copies(self, people: int) -> int:
        """How many of it that many people need."""
        return -(-people // self.shared_by) if self.shared_by else 1


class Seminar(Record):
    """``seminar.yml``: concept, the variants of the Verlaufsplan, and the list of material."""

    material: tuple[Material, ...] = ()
    concept: SeminarConcept = Field(alias="konzept")
    variants: tuple[SeminarVariant, ...] = Field(alias="varianten", min_length=1)
