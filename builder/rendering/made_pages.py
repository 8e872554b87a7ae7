"""Every page of the site that is made of the course, by where it lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.language import DEFAULT
from builder.model.course import Course
from builder.rendering.address import guide_path, module_path, reference_path, sheet_path
from builder.rendering.case_study_page import case_study_page
from builder.rendering.currency import currency_page
from builder.rendering.downloads import Offer, downloads_pages
from builder.rendering.guide_page import guide_page
from builder.rendering.lookup import lookup_pages
from builder.rendering.offline import offline_page
from builder.rendering.printed import printed
from builder.rendering.procedure_page import procedure_page
from builder.rendering.search import search_page
from builder.rendering.site import module_page, rule_table_page
from builder.rendering.site_page import Page


def made_pages(course: Course, language: str = DEFAULT, offers: Sequence[Offer] = ()) -> Iterator[tuple[str, Page]]:
    """The pages with their places below the site, without ending. ``offers``: the files made beside the site."""
    shared = course.shared
    for module in course.modules:
        yield module_path(module), module_page(module, shared, language)
        yield guide_path(module), guide_page(module, shared, language)
    for table in shared.rule_tables:
        yield reference_path(table), rule_table_page(table, course, language)
    for procedure in shared.procedures:
        yield reference_path(procedure), procedure_page(procedure, course, language)
    for case in shared.case_studies:
        yield reference_path(case), case_study_page(case, course, language)
    yield from lookup_pages(course, language)
    yield from downloads_pages(course, offers, language)
    yield "suche", search_page(language)
    yield "unterwegs", offline_page(language)
    for subject in printed(course):
        yield sheet_path(subject), currency_page(subject, shared, language)
