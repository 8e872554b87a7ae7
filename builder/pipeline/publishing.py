"""The site with all that it offers: pages, the files to download, and the whole of it in one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from builder.model.course import Course
from builder.output import Made, made_at, made_below, twin, zip_tree
from builder.pipeline.units import Job
from builder.rendering.address import OFFLINE
from builder.rendering.downloads import FOLDER, Offer, offered
from builder.rendering.targets import made_of

SITE = "site"
SiteBuilder = Callable[[Course, Path, Path, str, Sequence[Offer]], None]
"""(course, destination folder, project root, language, files beside it): writes the pages. Given by the caller: MkDocs
is a shell."""


def offers_of(jobs: Sequence[Job], files: Mapping[str, Sequence[Made]]) -> tuple[Offer, ...]:
    """The files of units, as far as the site offers them. ``files``: name of a unit → what lies there."""
    return tuple(_offers(jobs, files))


def _offers(jobs: Sequence[Job], files: Mapping[str, Sequence[Made]]) -> Iterator[Offer]:
    for job in jobs:
        if job.subject is not None:
            for file in files[job.name]:
                if offered(file.path):
                    yield Offer(made_of(job.subject), file.path, file.size, file.sha256)


def publish(
    build_site: SiteBuilder, course: Course, root: Path, language: str, offers: Sequence[Offer], staging: Path
) -> tuple[Made, ...]:
    """Write the site below an output tree that holds the files offered; all that was made, for the manifest."""
    site = staging / SITE
    build_site(course, site, root, language, offers)
    pages = made_below(staging, SITE)
    for offer in offers:
        twin(staging / offer.path, site / FOLDER / offer.path)
    lying = tuple(Made(f"{SITE}/{FOLDER}/{offer.path}", offer.sha256, offer.size) for offer in offers)
    zip_tree(site, staging / OFFLINE)
    twin(staging / OFFLINE, site / OFFLINE)
    return (*pages, *lying, made_at(staging, OFFLINE), made_at(staging, f"{SITE}/{OFFLINE}"))
