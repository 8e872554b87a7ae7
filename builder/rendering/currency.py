"""The pages that say whether a printed sheet is current: one for all sheets of a module, a rule table, a bundle, and
one for those of a whole edition. Pure.

The code on a sheet leads to such a page, with the version of the sheet after #. Each version that was ever released has
its place there, and says what has changed since; that the reader's own is the one, a browser shows without a script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from builder.language import DEFAULT, catalogue
from builder.model.course import Bundle, BundleKind, Course, Edition, Shared
from builder.model.module import Module
from builder.model.release import Release
from builder.model.rule_table import RuleTable
from builder.rendering.address import (
    Printed,
    sheet_mark,
    sheet_path,
    version_mark,
)
from builder.rendering.changes import Document, Note, notes, of_substance
from builder.rendering.html import environment
from builder.rendering.links import page_links
from builder.rendering.norms import changed_norms
from builder.rendering.printed import documents_of, facts_of, name_of, printed, state_of, version_words, ways_on
from builder.rendering.prose import ProseRenderer
from builder.rendering.site_page import Entry, Page
from builder.rendering.typography import bind


@dataclass(frozen=True, slots=True)
class Earlier:
    """A version that was released and is no longer the current one, and what readers have to know of since."""

    mark: str
    name: str
    day: date
    news: tuple[Note, ...]


def sheet_pages(course: Course, _: Callable[[str], str]) -> list[tuple[str, str]]:
    """All these pages: what the sheets are of, and the place below the site without its ending."""
    return [(name_of(subject, course.shared, _), sheet_path(subject)) for subject in printed(course)]


def currency_page(subject: Printed, shared: Shared, language: str = DEFAULT) -> Page:
    """The page that says which version is current and what has changed since each earlier one."""
    _ = catalogue(language).gettext
    about = documents_of(subject)
    name = name_of(subject, shared, _)
    body = (
        environment(language)
        .get_template("site/parts/currency.html")
        .render(
            name=name,
            mark=sheet_mark(subject),
            state=state_of(subject, _),
            words=ProseRenderer(shared, page_links(shared, "../"), _).words,
            facts=facts_of(subject, _),
            review_by=_review_by(subject),
            changed_norms=changed_norms(subject, shared) if isinstance(subject, Module | RuleTable) else "",
            earlier=_earlier(subject, shared, about, _),
            notes=notes(about),
            named=len(about) > 1,
            links=list(_links(subject, _)),
        )
    )
    title = f"{_('Is your sheet current?')} {name}"
    return Page(title, Markup(body.strip()), (Entry(1, "blatt", title),), title, "sheet")


def _review_by(subject: Printed) -> date:
    """The day by which the first of all that is in it has to be reviewed."""
    match subject:
        case Module():
            return subject.meta.review_by
        case RuleTable():
            return subject.review_by
        case _:
            return min(module.meta.review_by for module in subject.modules)


def _earlier(subject: Printed, shared: Shared, about: tuple[Document, ...], _: Callable[[str], str]) -> list[Earlier]:
    """The newest first. A version may have been in several releases; what it said is as old as the first of them."""
    days: dict[str, date] = {}
    for release in shared.releases:
        version = _released(subject, release)
        if version and version_mark(version) != sheet_mark(subject):
            days.setdefault(version, release.date)
    told = of_substance(about)
    newest = sorted(days.items(), key=lambda known: known[1], reverse=True)
    return [
        Earlier(
            version_mark(version),
            version_words(subject, version, _),
            day,
            _since(told, day),
        )
        for version, day in newest
    ]


def _since(told: Sequence[Note], day: date) -> tuple[Note, ...]:
    return tuple(note for note in told if note.change.date > day)


def _released(subject: Printed, release: Release) -> str:
    """The version of it in a release; empty where it was not in it. No release tells of rule tables."""
    match subject:
        case Module():
            held = release.modules.get(subject.id)
            return held.version if held else ""
        case RuleTable():
            return ""
        case Bundle():
            known = release.courses if subject.kind is BundleKind.KURS else release.paths
            return release.version if subject.id in known else ""
        case Edition():
            return release.version


def _links(subject: Printed, _: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Where to go on from here: words, and the page below the site without its ending."""
    yield from ways_on(subject, _)
    for module in subject.modules if isinstance(subject, Bundle | Edition) else ():
        yield f"{module.id.upper()} {bind(module.meta.title)}", sheet_path(module)
    yield _("What changed"), "aenderungen"
