"""Procedures: the way of a case through several hands, as steps in tracks; what is taught of it in every medium."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from builder.model.base import CalendarDate, Identifier, Record, Text
from builder.model.citations import Kind
from builder.model.reference import LegalStatement, Reference


class ProcedureStep(LegalStatement):
    """One step. ``actor``: who acts; ``involved``: who else takes part, both by ids of ``akteure.yml``.

    ``paper``: what the person holds afterwards; ``volunteer``: what a volunteer can do here; ``short_deadline``: the
    deadline in a few words, for a wall.
    """

    id: Identifier
    title: Text = Field(alias="titel")
    actor: Identifier = Field(alias="akteur")
    involved: tuple[Identifier, ...] = Field(alias="beteiligt", default=())
    text: Text = Field(alias="was")
    paper: Text | None = Field(alias="papier", default=None)
    deadline: Text | None = Field(alias="frist", default=None)
    short_deadline: Text | None = Field(alias="frist_kurz", default=None)
    volunteer: Text | None = Field(alias="ehrenamt", default=None)


class Track(Record):
    """One way through a procedure. ``applies``: for whom it is, with the norm.

    ``law_until``: the last day of the version of the law that its steps cite, where that is not the current one.
    """

    id: Identifier
    title: Text = Field(alias="titel")
    applies: Text = Field(alias="gilt")
    law_until: CalendarDate | None = Field(alias="recht_bis", default=None)
    steps: tuple[ProcedureStep, ...] = Field(alias="schritte", min_length=2)


def step_name(track: Track, step: ProcedureStep) -> str:
    """What names a step within its procedure: two tracks may have a step of one id."""
    return f"{track.id}_{step.id}"


class Procedure(Reference):
    """``curriculum/ablaeufe/<id>.yml``."""

    folder = "ablaeufe"
    kind = Kind.PROCEDURE

    tracks: tuple[Track, ...] = Field(alias="wege", min_length=1)

    def part(self, keys: Sequence[str | int]) -> str:
        """The ids of track and step: ``neu_stellung``."""
        match tuple(keys[:4]):
            case ("wege", int(track), "schritte", int(step)):
                return step_name(self.tracks[track], self.tracks[track].steps[step])
        return ""

    def cites_current_law(self, keys: Sequence[str | int]) -> bool:
        """Whether a value may be compared with the law as it is."""
        match tuple(keys[:3]):
            case ("wege", int(track), "schritte"):
                return self.tracks[track].law_until is None
        return True

    @property
    def has_careful_steps(self) -> bool:
        """Whether the words for such a step need to be explained."""
        return any(step.is_careful for track in self.tracks for step in track.steps)
