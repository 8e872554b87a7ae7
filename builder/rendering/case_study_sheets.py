"""A case study on paper: a sheet with the empty grid to fill in, and one with the grid filled and the solution."""

from __future__ import annotations

from builder.language import DEFAULT, catalogue
from builder.model.case_study import CaseStudy
from builder.model.course import Shared
from builder.output import Output, OutputFile
from builder.rendering.case_study_tree import case_solution_tree, case_studies_tree
from builder.rendering.print_tree import Tree
from builder.rendering.sheet import reference_sheet
from builder.rendering.typesetting import pdf


def render(case: CaseStudy, shared: Shared, language: str = DEFAULT) -> Output:
    """Both sheets; their bytes depend on content alone. Raises RuntimeError for what Typst cannot set."""
    made = {
        "bogen": pdf("case-study-blank", blank_sheet(case, shared, language), (), case.reviewed_on),
        "auswertung": pdf("case-study-solved", solved_sheet(case, shared, language), (), case.reviewed_on),
    }
    return Output.of(OutputFile(f"{case.name}-{kind}.pdf", data) for kind, data in made.items())


def blank_sheet(case: CaseStudy, shared: Shared, language: str) -> Tree:
    """The ``doc.json`` of the sheet to fill in."""
    _ = catalogue(language).gettext
    sheet = reference_sheet(case, shared, _("To fill in"), language)
    return sheet | {"study": case_studies_tree((case,), _, blank=True), "notes": _("Your notes")}


def solved_sheet(case: CaseStudy, shared: Shared, language: str) -> Tree:
    """The ``doc.json`` of the sheet with the solution."""
    _ = catalogue(language).gettext
    sheet = reference_sheet(case, shared, _("Evaluation"), language)
    return sheet | {"study": case_studies_tree((case,), _), "solution": case_solution_tree(case, _)}
