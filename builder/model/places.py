"""The places of interactions: a platform reports a column per place, so a place is given for ever (scorm.md B0.12)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from builder.model.module import Module
from builder.model.questions import Branching, OpenQuestion
from builder.model.release import Release, package_id


def places(modules: Sequence[Module], name: str, releases: Iterable[Release]) -> tuple[str, ...]:
    """The names of the interactions of a package in their places: those released before, then what is new.

    ``name`` is that of the package in the freeze files: a module's id, or a bundle's name. A question that is gone
    keeps its place, empty.
    """
    given = [release.places[name] for release in releases if name in release.places]
    held = given[-1] if given else ()
    return tuple(dict.fromkeys((*held, *(item for module in modules for item in _interactions(module)))))


def _interactions(module: Module) -> Iterator[str]:
    """In author order; a decision has one per situation, an open question none."""
    for question in module.questions:
        match question:
            case OpenQuestion():
                pass
            case Branching(situations=situations):
                yield from (package_id(module.id, question.id, situation.id) for situation in situations)
            case _:
                yield package_id(module.id, question.id)
