"""Case studies as trees for paper, Word and slides: the same rows as on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from builder.model.case_study import CaseStudy
from builder.rendering.case_studies import Cell, GridRow, ShownLaw, caption_of, grid_of, questions_of, shown_law
from builder.rendering.dates import german_day
from builder.rendering.print_prose import Tree
from builder.rendering.typography import bind

Translate = Callable[[str], str]


def case_studies_tree(cases: Sequence[CaseStudy], _: Translate, blank: bool = False) -> Tree:
    """One case with its variants, or several side by side. ``blank``: with room to write in the place of the words."""
    grid = grid_of(cases, _)
    return {
        "k": "case_studies",
        "cases": [case_tree(case, _) for case in cases],
        "caption": bind(caption_of(cases, _)),
        "blank": blank,
        "criterion": _("Criterion"),
        "ask": _("To talk about"),
        "heads": [{"title": bind(head.title), "place": bind(head.place)} for head in grid.heads],
        "rows": [_row(row, blank) for row in grid.rows],
        "questions": [bind(question) for question in questions_of(cases, _)],
    }


def case_tree(case: CaseStudy, _: Translate) -> Tree:
    """What a case tells before anything is compared."""
    law_date = _("Law as of %(day)s") % {"day": german_day(case.law_date)}
    return {
        "title": bind(case.title),
        "note": bind(f"{case.disclaimer} {law_date}."),
        "facts": bind(case.facts),
        "variants": [
            {"title": bind(variant.title), "place": bind(variant.place), "facts": bind(variant.facts)}
            for variant in (case.variants if case.facts else ())
        ],
    }


def case_solution_tree(case: CaseStudy, _: Translate) -> Tree:
    """What is shown after comparing: names of its parts and what they say, the principle behind the law."""
    return {
        "k": "case_solution",
        "title": bind(case.title),
        "careful": case.has_careful_law,
        "alike": (_("What is alike"), bind(case.alike)),
        "law": (_("What the law says"), [_law(each, _) for each in shown_law(case)]),
        "principle": (_("Learning point"), bind(case.principle)),
        "next": (_("Next step"), bind(case.next_step)),
        "what_if": (_("What if …?"), [bind(each) for each in case.what_if]),
    }


def _law(each: ShownLaw, _: Translate) -> Tree:
    return {
        "about": bind(each.about or _("All variants")),
        "said": [
            {"text": bind(one.text), "norms": [bind(norm) for norm in one.norms], "careful": one.is_careful}
            for one in each.said
        ],
    }


def _row(row: GridRow, blank: bool) -> Tree:
    return {
        "name": row.name,
        "norms": [] if blank else [bind(norm) for norm in row.norms],
        "cells": [{"said": [], "norms": []} if blank else _cell(cell) for cell in row.cells],
    }


def _cell(cell: Cell) -> Tree:
    return {
        "said": [(bind(name), bind(words)) for name, words in cell.said],
        "norms": [bind(norm) for norm in cell.norms],
    }
