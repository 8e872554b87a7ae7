"""Case studies as readers see them: the grid of nine criteria, of one case or of several, the same in every medium."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from builder.model.case_study import CaseStudy, Criterion, LegalSolution
from builder.rendering.links import Links

NOTHING = "–"
"""What stands where an author has forgotten a variant (a finding says so)."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a column of a grid is about: a variant and its place, or a case and its id. ``label``: the same in short."""

    title: str
    label: str
    place: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a column says of a criterion: names of variants (empty where the column is one) and words; norms."""

    said: tuple[tuple[str, str], ...]
    norms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridRow:
    """A criterion, its name, a cell for each column. ``norms``: of the whole row."""

    criterion: Criterion
    name: str
    cells: tuple[Cell, ...]
    norms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """All criteria in their order. Of one case the columns are its variants, of several the cases."""

    heads: tuple[Head, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class ShownLaw:
    """What the law says of one variant, or of all of them: then ``about`` is empty."""

    about: str
    said: tuple[LegalSolution, ...]


def grid_of(cases: Sequence[CaseStudy], _: Callable[[str], str]) -> Grid:
    """The grid of one case, criterion × variant, or of several, criterion × case."""
    return _of_variants(cases[0], _) if len(cases) == 1 else side_by_side(cases, _)


def side_by_side(cases: Sequence[CaseStudy], _: Callable[[str], str]) -> Grid:
    """Criterion × case; in each cell what holds in each variant."""
    words = criterion_words(_)
    rows = (GridRow(each, words[each], tuple(_cell(case, each) for case in cases)) for each in Criterion)
    return Grid(tuple(Head(case.title, case.short, case=case.id) for case in cases), tuple(rows))


def caption_of(cases: Sequence[CaseStudy], _: Callable[[str], str]) -> str:
    """What a grid is called."""
    if len(cases) == 1:
        return _("%(title)s: the variants compared") % {"title": cases[0].short}
    return _("Cases compared: %(names)s") % {"names": ", ".join(case.short for case in cases)}


def questions_of(cases: Sequence[CaseStudy], _: Callable[[str], str]) -> tuple[str, ...]:
    """What a group talks about: what the author of the one case asks; of several what is alike, then what differs."""
    if len(cases) == 1:
        return cases[0].questions
    return (
        _("What do these cases have in common? Look first for what is alike."),
        _("What differs, and what does it depend on: law, place, people?"),
        _("Which principle lies behind it? Say it in one sentence before you look."),
    )


def case_study_values(cases: Sequence[CaseStudy], links: Links, _: Callable[[str], str]) -> dict[str, Any]:
    """What templates draw case studies from."""
    return {
        "cases": cases,
        "caption": caption_of(cases, _),
        "grid": grid_of(cases, _),
        "questions": questions_of(cases, _),
        "laws": shown_law,
        "own": links.reference,
    }


def shown_law(case: CaseStudy) -> tuple[ShownLaw, ...]:
    """The legal solution: what holds for all variants, then what holds for each; in author order within."""
    about = [(None, ""), *((variant.id, variant.title) for variant in case.variants)]
    groups = (ShownLaw(title, tuple(each for each in case.law if each.variant == name)) for name, title in about)
    return tuple(group for group in groups if group.said)


def criterion_words(_: Callable[[str], str]) -> dict[Criterion, str]:
    """The names of the criteria, in their order."""
    return {
        Criterion.STATUS: _("Status and paper"),
        Criterion.DEADLINE: _("Next deadline"),
        Criterion.WAYS: _("Bodies in charge and ways"),
        Criterion.OFFERS: _("Offers nearby"),
        Criterion.VOLUNTEERS: _("Volunteering"),
        Criterion.COORDINATION: _("Coordination"),
        Criterion.DATA: _("Data and consent"),
        Criterion.BOTTLENECK: _("Bottleneck and risk"),
        Criterion.SOLUTION: _("What others can take over"),
    }


def _of_variants(case: CaseStudy, _: Callable[[str], str]) -> Grid:
    heads = tuple(Head(variant.title, variant.title, variant.place) for variant in case.variants)
    return Grid(heads, tuple(_row(case, each, name) for each, name in criterion_words(_).items()))


def _row(case: CaseStudy, criterion: Criterion, name: str) -> GridRow:
    entry = case.criteria.entry(criterion)
    cells = (Cell((("", entry.said(variant.id) or NOTHING),)) for variant in case.variants)
    return GridRow(criterion, name, tuple(cells), entry.norms)


def _cell(case: CaseStudy, criterion: Criterion) -> Cell:
    entry = case.criteria.entry(criterion)
    said = ((variant.title, entry.said(variant.id) or NOTHING) for variant in case.variants)
    return Cell(tuple(said), entry.norms)
