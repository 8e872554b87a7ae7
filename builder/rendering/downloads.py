"""The files that are made beside the site, as the site offers them: a page for each of what they are made of. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from babel.numbers import format_decimal
from markupsafe import Markup

from builder.language import DEFAULT, catalogue
from builder.model.course import Course, Shared
from builder.rendering.address import Printed, downloads_path
from builder.rendering.file_words import FileKind, file_kinds, folder_of, folder_words, kind_of
from builder.rendering.html import environment
from builder.rendering.printed import facts_of, name_of, printed, state_of, ways_on
from builder.rendering.site_page import Entry, Page

FOLDER = "downloads"
"""Where the files lie below the site, each below the folder of its target."""
_NOT_OFFERED = ("-moodle.html",)
"""What the site has as a page, so that it need not carry styles of its own."""
_KILO, _MEGA = 1000, 1_000_000


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that the site offers: what it is made of, its path below ``dist/`` (``print/b3-….pdf``), size in bytes."""

    subject: Printed
    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Row:
    """A file as readers see it. ``address``: from the page it is offered on."""

    kind: FileKind
    address: str
    size: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a page of downloads offers: what it is made of, its page below the site without ending, files, bytes."""

    name: str
    state: str
    page: str
    count: int
    size: str


def offered(path: str) -> bool:
    """Whether a file of ``dist/`` is one that the site offers."""
    return not path.endswith(_NOT_OFFERED)


def downloads_pages(course: Course, offers: Sequence[Offer], language: str = DEFAULT) -> Iterator[tuple[str, Page]]:
    """A page for each subject of which there are files, with its place below the site, without ending."""
    for subject, own in _of_each(course, offers):
        yield downloads_path(subject), _page(subject, own, course.shared, language)


def shelves(course: Course, offers: Sequence[Offer], _: Callable[[str], str]) -> list[Shelf]:
    """All these pages in the order of the course."""
    return [
        Shelf(
            name_of(subject, course.shared, _),
            state_of(subject, _),
            downloads_path(subject),
            len(own),
            size_words(sum(offer.size for offer in own)),
        )
        for subject, own in _of_each(course, offers)
    ]


def size_words(size: int) -> str:
    """„312 kB“, „2,2 MB“: decimal, as telephones and systems count."""
    if size < _MEGA:
        return f"{max(1, round(size / _KILO))} kB"
    return f"{format_decimal(round(size / _MEGA, 1), locale='de')} MB"


def _of_each(course: Course, offers: Iterable[Offer]) -> Iterator[tuple[Printed, list[Offer]]]:
    """All of which there are files, with them. By the page, not the object: an offer may be of another reading."""
    by_page: dict[str, list[Offer]] = {}
    for offer in offers:
        by_page.setdefault(downloads_path(offer.subject), []).append(offer)
    for subject in printed(course):
        if own := by_page.get(downloads_path(subject)):
            yield subject, own


def _page(subject: Printed, offers: Sequence[Offer], shared: Shared, language: str) -> Page:
    _ = catalogue(language).gettext
    name = name_of(subject, shared, _)
    groups = list(_groups(offers, _))
    body = (
        environment(language)
        .get_template("site/parts/downloads.html")
        .render(
            name=name,
            state=state_of(subject, _),
            facts=facts_of(subject, _),
            groups=groups,
            forms={row.kind.form for _title, _anchor, rows in groups for row in rows},
            links=[*ways_on(subject, _), (_("All downloads"), FOLDER)],
        )
    )
    title = _("Downloads: %(name)s") % {"name": name}
    entries = (Entry(1, "downloads", title), *(Entry(2, anchor, heading) for heading, anchor, _rows in groups))
    return Page(title, Markup(body.strip()), entries, title, "downloads")


def _groups(offers: Sequence[Offer], _: Callable[[str], str]) -> Iterator[tuple[str, str, list[Row]]]:
    """Heading, id and rows of each table: for whom the files are, in the order of their kinds."""
    kinds = file_kinds(_)
    for folder, words in folder_words(_).items():
        rows = [_row(offer, kinds) for offer in offers if _folder(offer) == folder]
        if rows:
            yield words[0].upper() + words[1:], folder, sorted(rows, key=lambda row: kinds.index(row.kind))


def _folder(offer: Offer) -> str:
    path = PurePosixPath(offer.path)
    return folder_of(path.parts[0], path.name)


def _row(offer: Offer, kinds: tuple[FileKind, ...]) -> Row:
    return Row(kind_of(offer.path, kinds), offer.path, size_words(offer.size))
