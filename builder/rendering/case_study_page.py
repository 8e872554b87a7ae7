"""The pages of case studies: one for each, and all of them together, to be put side by side. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from builder.language import DEFAULT, catalogue
from builder.model.case_study import CaseStudy
from builder.model.citations import Kind
from builder.model.course import Course
from builder.model.module import Module
from builder.model.norms import natural
from builder.rendering.address import module_path
from builder.rendering.case_studies import case_study_values, side_by_side
from builder.rendering.html import environment
from builder.rendering.links import page_links, reference_links
from builder.rendering.norms import changed_norms
from builder.rendering.prose import ProseRenderer
from builder.rendering.site_page import Entry, Page
from builder.rendering.typography import bind


@dataclass(frozen=True, slots=True)
class SharedNorm:
    """A norm („§ 61 AsylG“) and the case studies that cite it, two at least."""

    name: str
    cases: tuple[CaseStudy, ...]


def case_study_page(case: CaseStudy, course: Course, language: str = DEFAULT) -> Page:
    """The page of one; it names the modules that show it or go with it."""
    _ = catalogue(language).gettext
    links = reference_links(course.shared)
    body = (
        environment(language)
        .get_template("site/parts/case_study.html")
        .render(
            case=case,
            changed_norms=changed_norms(case, course.shared),
            words=ProseRenderer(course.shared, links, _).words,
            modules=going_with(case, course),
            licence=course.shared.curriculum.defaults.licence,
            **case_study_values((case,), links, _),
        )
    )
    parts = {
        "sachverhalt": _("What happens"),
        "raster": _("The variants compared"),
        "gespraech": _("To talk about"),
        "auswertung": _("Evaluation"),
    }
    entries = (Entry(1, "fall", bind(case.title)), *(Entry(2, name, words) for name, words in parts.items()))
    return Page(case.title, Markup(body.strip()), entries, case.summary or case.title, "case_study")


def case_studies_page(course: Course, language: str = DEFAULT) -> Page | None:
    """All of them; None where there are none. The grid holds every case: which columns are seen is the reader's."""
    _ = catalogue(language).gettext
    cases = course.shared.case_studies
    if not cases:
        return None
    title, told = _("Case studies"), _("The same case in town and country: by nine criteria, alone and side by side.")
    template = environment(language).get_template("site/parts/case_studies.html")
    body = template.render(
        title=title,
        description=told,
        cases=cases,
        taught={case.id: going_with(case, course) for case in cases},
        path=module_path,
        grid=side_by_side(cases, _),
        norms=list(shared_norms(course)),
        words=ProseRenderer(course.shared, page_links(course.shared, "../"), _).words,
    )
    entries = [Entry(2, "vergleich", _("Cases side by side"))] if len(cases) > 1 else []
    return Page(title, Markup(body.strip()), (Entry(1, "fallvergleich", title), *entries), told, "lookup")


def going_with(case: CaseStudy, course: Course) -> list[Module]:
    """The written modules that show it, and those that its author names."""
    return [module for module in course.modules if module.uses(case) or module.id in case.modules]


def shared_norms(course: Course) -> Iterator[SharedNorm]:
    """The norms that several case studies cite, law by law in the order of the register."""
    cited: dict[tuple[int, tuple[int, str], str], dict[str, None]] = {}
    laws = [law.short for law in course.shared.register.laws]
    for mention in course.mentions:
        law = course.shared.register.law(mention.citation.law)
        if law and mention.where.kind is Kind.CASE_STUDY:
            for number in law.meant(mention.citation.norm):
                key = (laws.index(law.short), natural(number), f"{mention.citation.sign} {number} {law.short}")
                cited.setdefault(key, {})[mention.where.document] = None
    for (_law, _number, name), ids in sorted(cited.items()):
        if len(ids) > 1:
            yield SharedNorm(name, course.shared.case_studies_of(ids))
