"""The page of a procedure: the way of a case as a drawing, and all its steps as a list that can be sifted. Pure."""

from __future__ import annotations

from markupsafe import Markup

from builder.language import DEFAULT, catalogue
from builder.model.course import Course, Shared
from builder.model.procedure import Procedure
from builder.output import OutputFile
from builder.rendering.address import reference_path
from builder.rendering.html import BlockRenderer, environment
from builder.rendering.links import reference_links
from builder.rendering.norms import changed_norms
from builder.rendering.procedure_lanes import lanes_picture
from builder.rendering.procedures import ShownTrack, procedure_tracks
from builder.rendering.prose import ProseRenderer
from builder.rendering.site_page import Entry, Page
from builder.rendering.typography import bind


def procedure_page(procedure: Procedure, course: Course, language: str = DEFAULT) -> Page:
    """The page; it names the modules that teach the procedure."""
    _ = catalogue(language).gettext
    links = reference_links(course.shared)
    tracks = procedure_tracks(procedure, course.shared)
    body = (
        environment(language)
        .get_template("site/parts/procedure.html")
        .render(
            procedure=procedure,
            tracks=tracks,
            actors=dict(actor for shown in tracks for actor in shown.everybody),
            folder=procedure.id,
            steps=BlockRenderer(course.shared, links, (), language).procedure(procedure),
            changed_norms=changed_norms(procedure, course.shared),
            words=ProseRenderer(course.shared, links, _).words,
            modules=[module for module in course.modules if module.uses(procedure)],
            licence=course.shared.curriculum.defaults.licence,
        )
    )
    entries = (Entry(1, "ablauf", bind(procedure.title)), *(_entry(shown) for shown in tracks))
    return Page(procedure.title, Markup(body.strip()), entries, procedure.summary or procedure.title, "procedure")


def _entry(shown: ShownTrack) -> Entry:
    return Entry(2, f"weg_{shown.track.id}", bind(shown.track.title))


def procedure_files(procedure: Procedure, shared: Shared, language: str = DEFAULT) -> tuple[OutputFile, ...]:
    """The drawings of the tracks, in the folder beside the page."""
    return tuple(
        OutputFile(
            f"{reference_path(procedure)}/{shown.track.id}.svg",
            lanes_picture(shown, f"{procedure.title}: {shown.track.title}", language).encode(),
        )
        for shown in procedure_tracks(procedure, shared)
    )
