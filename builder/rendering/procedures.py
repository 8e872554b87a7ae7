"""Procedures as readers see them: tracks, steps and the names of who acts, the same in every medium."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.course import Shared
from builder.model.procedure import Procedure, ProcedureStep, Track, step_name


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step with its number in the track. ``anchor``: its id on a page; ``actor``, ``involved``: names."""

    number: int
    anchor: str
    actor: str
    involved: tuple[str, ...]
    step: ProcedureStep


@dataclass(frozen=True, slots=True)
class ShownTrack:
    """A track with its steps. ``everybody``: ids and names of those who act or take part, in order of appearance."""

    track: Track
    steps: tuple[ShownStep, ...]
    everybody: tuple[tuple[str, str], ...]


def procedure_tracks(procedure: Procedure, shared: Shared) -> tuple[ShownTrack, ...]:
    """The tracks in order; an actor nobody has described keeps its id (a finding says so)."""
    return tuple(_track(track, shared) for track in procedure.tracks)


def _track(track: Track, shared: Shared) -> ShownTrack:
    def name(actor_id: str) -> str:
        actor = shared.actor(actor_id)
        return actor.name if actor else actor_id

    steps = tuple(
        ShownStep(number, f"schritt_{step_name(track, step)}", name(step.actor), tuple(map(name, step.involved)), step)
        for number, step in enumerate(track.steps, start=1)
    )
    everybody = dict.fromkeys(actor for step in track.steps for actor in (step.actor, *step.involved))
    return ShownTrack(track, steps, tuple((actor, name(actor)) for actor in everybody))
