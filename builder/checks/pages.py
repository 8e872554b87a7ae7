"""P: the pages of ``site/``: links, pictures, navigation, titles."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from difflib import get_close_matches

from builder.checks.check import course_check
from builder.checks.links import OUTSIDE, module_anchors, module_problem
from builder.checks.notation import leftovers
from builder.checks.text import links
from builder.findings import Finding, Rule, Severity
from builder.model.blocks import Callout, Figure
from builder.model.course import Course
from builder.model.links import module_target
from builder.model.page import Page, Piece, Specimen
from builder.model.prose import Prose
from builder.model.tables import Table
from builder.source import Place

FOLDER = "site/"


@course_check(
    "P001",
    Severity.MUSS,
    "Verweis auf einer Seite führt ins Leere",
    "Der Verweis „{href}“ führt ins Leere: {problem}",
    "{hint}",
)
def dead_page_link(rule: Rule, course: Course) -> Iterator[Finding]:
    """Ein toter Verweis kostet Vertrauen.

    Schlecht:
        Mehr unter [Kurse](kurs.md).
    Gut:
        Mehr unter [Kurse](kurse.md).
    """
    anchors = module_anchors(course)
    for page in course.pages:
        for href, place in (found for prose in _prose(page) for found in links(prose)):
            target = module_target(href)
            wrong = module_problem(target, href, anchors, course.shared) if target else _wrong(href, page, course)
            if wrong:
                yield rule.at(place, href=href, problem=wrong[0], hint=wrong[1])


@course_check(
    "P002",
    Severity.MUSS,
    "Bild einer Seite fehlt",
    "Das Bild „{name}“ gibt es nicht.",
    "Legen Sie die Datei unter site/ ab und schreiben Sie den Weg von dieser Datei aus, zum Beispiel bilder/plan.svg.",
)
def missing_page_picture(rule: Rule, course: Course) -> Iterator[Finding]:
    """Ein Bild, das fehlt, ist auf der Seite eine Lücke.

    Schlecht:
        ![Plan der Räume](bilder/plann.svg "Der Plan")
    Gut:
        ![Plan der Räume](bilder/plan.svg "Der Plan")
    """
    for page, figure in _figures(course):
        if course.website and _resolved(figure.source, page) not in course.website.files:
            yield rule.at(figure.place, name=figure.source)


@course_check(
    "P003",
    Severity.MUSS,
    "Bild einer Seite ohne Alternativtext",
    "Das Bild „{name}“ hat keinen Alternativtext.",
    "Schreiben Sie zwischen die eckigen Klammern in einem Satz, was zu sehen ist: ![Was zu sehen ist]({name})",
)
def page_picture_without_words(rule: Rule, course: Course) -> Iterator[Finding]:
    """Wer das Bild nicht sieht, bekommt den Alternativtext vorgelesen (WCAG 1.1.1).

    Schlecht:
        ![](bilder/plan.svg "Der Plan")
    Gut:
        ![Plan der Räume im Erdgeschoss](bilder/plan.svg "Der Plan")
    """
    for _, figure in _figures(course):
        if not figure.alternative.strip():
            yield rule.at(figure.place, name=figure.source)


@course_check(
    "P004",
    Severity.MUSS,
    "Navigation und Seiten passen nicht zusammen",
    "{problem}",
    "Unter nav: in mkdocs.yml steht jede Seite aus site/ genau einmal, zum Beispiel: - Kurse: kurse.md",
)
def navigation_does_not_fit(rule: Rule, course: Course) -> Iterator[Finding]:
    """Eine Seite, zu der kein Weg führt, liest niemand; ein Weg ins Leere ärgert.

    Schlecht:
        nav:
          - Kurse: kurs.md
    Gut:
        nav:
          - Kurse: kurse.md
    """
    website = course.website
    if not website or not website.nav:
        return
    paths, named = [page.path for page in website.pages], [entry.path for entry in website.nav]
    for entry in website.nav:
        if entry.path not in paths:
            yield rule.at(entry.place, problem=f"Die Navigation nennt „{entry.path}“; diese Seite gibt es nicht.")
    for page in website.pages:
        if page.path not in named:
            yield rule.at(page.place, problem=f"Die Seite „{page.path}“ steht nicht in der Navigation.")


@course_check(
    "P005",
    Severity.MUSS,
    "Datei gehört nicht auf die Website",
    "Die Datei „{name}“ ist keine Seite, kein Bild und kein PDF; sie würde mit veröffentlicht.",
    "Nehmen Sie sie aus site/ heraus. Seiten sind Markdown-Dateien mit der Endung .md.",
)
def foreign_file(rule: Rule, course: Course) -> Iterator[Finding]:
    """Was unter site/ liegt, steht im Netz; eine HTML-Datei könnte dort mehr tun, als sie zeigt.

    Schlecht:
        site/umfrage.html
    Gut:
        site/umfrage.md
    """
    for name in course.website.others if course.website else ():
        yield rule.at(Place(FOLDER + name), name=FOLDER + name)


@course_check(
    "P006",
    Severity.MUSS,
    "Seite ohne Titel",
    "Die Seite „{name}“ beginnt nicht mit einer Überschrift.",
    "Beginnen Sie mit einer Zeile: # Titel der Seite",
)
def page_without_title(rule: Rule, course: Course) -> Iterator[Finding]:
    """Der Titel steht im Reiter, in der Suche und in jedem Vorleseprogramm zuerst.

    Schlecht:
        Willkommen auf dieser Seite.
    Gut:
        # Willkommen
    """
    for page in course.pages:
        first = page.parts[0] if page.parts else None
        if not (isinstance(first, Prose) and first.tokens[0].tag == "h1"):
            yield rule.at(page.place, name=page.path)


@course_check(
    "P007",
    Severity.MUSS,
    "Schreibweise auf einer Seite wird nicht verstanden",
    "„{text}“ bliebe so im Text stehen. {problem}",
    "{hint}",
)
def page_leftover(rule: Rule, course: Course) -> Iterator[Finding]:
    """Was nicht verstanden wird, stünde mit allen Klammern und Sternchen auf der Seite.

    Schlecht:
        Lesen Sie das **zuerst.
    Gut:
        Lesen Sie das **zuerst**.
    """
    for page in course.pages:
        for prose in _prose(page):
            for left in leftovers(prose):
                yield rule.at(left.place, text=left.text, problem=left.problem, hint=left.hint)


def _wrong(href: str, page: Page, course: Course) -> tuple[str, str] | None:
    """Why a link to another page leads nowhere, and the cure; None when it leads somewhere."""
    problem = "" if OUTSIDE.match(href) else _problem(href, page, course)
    return (problem, _hint(href, page, course)) if problem else None


def _problem(href: str, page: Page, course: Course) -> str:
    path, _, anchor = href.partition("#")
    if ":" in path or path.startswith("/"):
        return "das ist keine Adresse mit https:// und kein Weg von dieser Datei aus."
    resolved = _resolved(path, page) if path else page.path
    aim = course.website.page(resolved) if course.website else None
    if aim is None:
        is_file = course.website and resolved in course.website.files and not anchor
        return "" if is_file else f"site/{resolved} gibt es nicht."
    return "" if not anchor or anchor in _anchors(aim, course) else f"auf der Seite gibt es „#{anchor}“ nicht."


def _hint(href: str, page: Page, course: Course) -> str:
    folder = posixpath.dirname(page.path) or "."
    found = get_close_matches(href.partition("#")[0], [posixpath.relpath(p.path, folder) for p in course.pages], n=1)
    if found:
        return f"Meinten Sie „{found[0]}“?"
    return "Schreiben Sie den Weg von dieser Datei aus, zum Beispiel ../kurse.md#kurs_b, oder modul:b3."


def _resolved(path: str, page: Page) -> str:
    """A path as written on a page → the path below ``site/``; one that leaves the folder begins with ``..``."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path))


def _anchors(page: Page, course: Course) -> set[str]:
    """Headings, and what pieces bring with them."""
    pieces = {part.name for part in page.parts if isinstance(part, Piece)}
    courses = {f"kurs_{item.id}" for item in course.shared.curriculum.courses} if "kurse" in pieces else set()
    modules = {f"abdeckung_{module.id}" for module in course.modules} if "abdeckung" in pieces else set()
    return {*page.anchors, *courses, *modules}


def _figures(course: Course) -> Iterator[tuple[Page, Figure]]:
    for page in course.pages:
        yield from ((page, part) for part in page.parts if isinstance(part, Figure))


def _prose(page: Page) -> Iterator[Prose]:
    """Everything written on a page; pieces and specimens are written elsewhere."""
    for part in page.parts:
        match part:
            case Prose():
                yield part
            case Callout():
                yield part.body
            case Table():
                yield from part.cells
            case Figure() | Piece() | Specimen():
                pass
