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
    """Tracks with their steps; ``facts``: pairs of a name and what is said, all that a step has besides its text.

    ``helped``: the last of them says what volunteers can do. ``brief``: what a track of earlier law says in a handout.
    """
    return {
        "k": "procedure",
        "title": bind(procedure.title),
        "note": bind(procedure.disclaimer),
        "law_date": german_day(procedure.law_date),
        "careful": procedure.has_careful_steps,
        "tracks": [_track(shown, _) for shown in procedure_tracks(procedure, shared)],
    }


def poster_tree(shown: ShownTrack, _: Callable[[str], str]) -> Tree:
    """A track for a wall: lanes, and of each step what has to be known at a glance.

    ``facts``: name, what is said, and whether it matters most; ``alt``: who acts and who takes part.
    """
    lanes = [name for _id, name in shown.everybody]
    return _about(shown, _) | {
        "lanes": [bind(name) for name in lanes],
        "careful": any(each.step.is_careful for each in shown.steps),
        "steps": [_poster_step(each, lanes, _) for each in shown.steps],
    }


def _poster_step(each: ShownStep, lanes: list[str], _: Callable[[str], str]) -> Tree:
    step, others = each.step, [name for name in each.involved if name != each.actor]
    also = f" {_('Also involved')}: {', '.join(others)}." if others else ""
    facts = ((_("Paper"), step.paper, False), (_("Deadline"), step.short_deadline or step.deadline, True))
    return _step_head(each) | {
        "lane": lanes.index(each.actor),
        "others": [lanes.index(name) for name in others],
        "alt": bind(f"{each.number}. {each.actor}.{also}"),
        "facts": [(name, bind(said), matters) for name, said, matters in facts if said],
        "norms": [bind(norm) for norm in step.norms],
    }


def _about(shown: ShownTrack, _: Callable[[str], str]) -> Tree:
    until = shown.track.law_until
    version = _("The norms of this track are those of the version that held until %(day)s.")
    return {
        "applies": bind(shown.track.applies),
        "earlier": until is not None,
        "version": version % {"day": german_day(until)} if until else "",
    }


def _track(shown: ShownTrack, _: Callable[[str], str]) -> Tree:
    steps = [_step(each, _) for each in shown.steps]
    return _about(shown, _) | {"title": bind(shown.track.title), "steps": steps}


def _step_head(each: ShownStep) -> Tree:
    step = each.step
    return {
        "number": each.number,
        "title": bind(step.title),
        "actor": bind(each.actor),
        "careful": step.is_careful,
    }


def _step(each: ShownStep, _: Callable[[str], str]) -> Tree:
    step = each.step
    also = (_("Also involved"), ", ".join(each.involved))
    paper, norms = (_("Paper"), step.paper or ""), (_("Norms"), ", ".join(step.norms))
    deadline, in_short = ((_("Deadline"), said or "") for said in (step.deadline, step.short_deadline or step.deadline))
    volunteer = (_("What volunteers can do"), step.volunteer or "")
    return _step_head(each) | {
        "text": bind(step.text),
        "facts": _said(also, paper, deadline, norms, volunteer),
        "brief": _said(paper, in_short, norms),
        "helped": bool(step.volunteer),
    }


def _said(*facts: tuple[str, str]) -> list[tuple[str, str]]:
    return [(name, bind(said)) for name, said in facts if said]
