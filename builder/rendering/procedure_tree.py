"""A procedure as a tree for paper, Word and slides: the same steps as on the screen."""

from __future__ import annotations

from collections.abc import Callable

from builder.model.course import Shared
from builder.model.procedure import Procedure
from builder.rendering.dates import german_day
from builder.rendering.print_prose import Tree
from builder.rendering.procedures import ShownStep, ShownTrack, procedure_tracks
from builder.rendering.typography import bind


def procedure_tree(procedure: Procedure, shared: Shared, _: Callable[[str], str]) -> Tree:
    """Tracks with their steps; ``facts``: pairs of a name and what is said, all that a step has besides its text."""
    return {
        "k": "procedure",
        "title": bind(procedure.title),
        "note": bind(procedure.disclaimer),
        "law_date": german_day(procedure.law_date),
        "careful": procedure.has_careful_steps,
        "tracks": [_track(shown, _) for shown in procedure_tracks(procedure, shared)],
    }


def _track(shown: ShownTrack, _: Callable[[str], str]) -> Tree:
    until = shown.track.law_until
    version = _("The norms of this track are those of the version that held until %(day)s.")
    return {
        "title": bind(shown.track.title),
        "applies": bind(shown.track.applies),
        "version": version % {"day": german_day(until)} if until else "",
        "steps": [_step(each, _) for each in shown.steps],
    }


def _step(each: ShownStep, _: Callable[[str], str]) -> Tree:
    step = each.step
    facts = (
        (_("Also involved"), ", ".join(each.involved)),
        (_("Paper"), step.paper or ""),
        (_("Deadline"), step.deadline or ""),
        (_("Norms"), ", ".join(step.norms)),
        (_("What volunteers can do"), step.volunteer or ""),
    )
    return {
        "number": each.number,
        "title": bind(step.title),
        "actor": bind(each.actor),
        "text": bind(step.text),
        "careful": step.is_careful,
        "facts": [(name, bind(said)) for name, said in facts if said],
    }
