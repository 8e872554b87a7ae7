"""A procedure on paper: the list of its steps (A4), and a poster of each track (A3)."""

from __future__ import annotations

from builder.language import DEFAULT, catalogue
from builder.model.course import Shared
from builder.model.procedure import Procedure
from builder.output import Output, OutputFile
from builder.rendering.print_tree import Tree
from builder.rendering.procedure_tree import poster_tree, procedure_tree
from builder.rendering.procedures import procedure_tracks
from builder.rendering.sheet import reference_sheet
from builder.rendering.typesetting import pdf


def render(procedure: Procedure, shared: Shared, language: str = DEFAULT) -> Output:
    """All sheets of a procedure; their bytes depend on content alone. Raises RuntimeError for what Typst cannot set."""
    day = procedure.reviewed_on
    made = {"liste": pdf("procedure-list", list_sheet(procedure, shared, language), (), day)}
    for track, sheet in poster_sheets(procedure, shared, language):
        made[f"poster-{track}"] = pdf("procedure-poster", sheet, (), day)
    return Output.of(OutputFile(f"{procedure.name}-{kind}.pdf", data) for kind, data in made.items())


def list_sheet(procedure: Procedure, shared: Shared, language: str) -> Tree:
    """The ``doc.json`` of the list."""
    _ = catalogue(language).gettext
    sheet = reference_sheet(procedure, shared, _("List of steps"), language)
    return sheet | {"procedure": procedure_tree(procedure, shared, _)}


def poster_sheets(procedure: Procedure, shared: Shared, language: str) -> list[tuple[str, Tree]]:
    """The ids of the tracks and the ``doc.json`` of their posters."""
    _ = catalogue(language).gettext
    return [
        (shown.track.id, reference_sheet(procedure, shared, shown.track.title, language) | poster_tree(shown, _))
        for shown in procedure_tracks(procedure, shared)
    ]
