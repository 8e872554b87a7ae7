"""Cards and heads of the real modules: a decision lies open on one page, a card holds its task, a head is one line."""

from __future__ import annotations

from functools import cache

import pytest

from builder.model.blocks import Case, CaseMode, walk
from builder.model.module import Module
from builder.rendering import learner_sheets
from builder.rendering.exercise_sheets import worksheets_tree
from builder.rendering.typesetting import pdf
from tests.rendering.pdf_text import pages_of
from tests.rendering.rule_paper import packed, real

MODULES = ("a2", "b1", "b3")
TITLE = "Ein Titel, der so lang ist, dass er neben dem, was auf der Seite steht, keinen Platz hat"


def module(name: str) -> Module:
    found = real().module(name)
    assert found is not None
    return found


@cache
def pages(name: str, sheet: str) -> tuple[str, ...]:
    (file,) = learner_sheets.render(module(name), real().shared, names=(sheet,)).files
    return tuple(packed(page) for page in pages_of(file.data))


@pytest.mark.parametrize("sheet", ["handout", "arbeitsblaetter"])
@pytest.mark.parametrize("name", MODULES)
def test_the_cards_of_a_decision_lie_on_one_page(name: str, sheet: str) -> None:
    assert len([page for page in pages(name, sheet) if packed("Karte 2 ·") in page]) == 1
    (page,) = (page for page in pages(name, sheet) if packed("Karte 2 ·") in page)
    assert packed("Karte 1 ·") in page
    assert packed("Jede Karte ist eine Lage.") in page


@pytest.mark.parametrize("name", MODULES)
def test_where_a_card_leads_is_one_phrase_and_a_handful_of_cards_one_sheet(name: str) -> None:
    assert len(pages(name, "rollenkarten")) == 1
    (file,) = learner_sheets.render(module(name), real().shared, names=("rollenkarten",)).files
    text = "".join(pages_of(file.data))
    assert "weiter mit Karte 2" in text.replace("\xa0", " ")


@pytest.mark.parametrize("sheet", ["fallkarten", "fallkarten-grossdruck"])
@pytest.mark.parametrize("name", MODULES)
def test_the_card_of_an_open_case_says_what_is_to_be_done(name: str, sheet: str) -> None:
    cases = [block for step in module(name).steps for block in walk(step.blocks) if isinstance(block, Case)]
    opened = sum(case.mode is CaseMode.OPEN for case in cases)
    assert "".join(pages(name, sheet)).count(packed("Ihre Aufgabe:")) == opened > 0
    assert len(pages(name, sheet)) == (len(cases) if "gross" in sheet else 1)


@pytest.mark.parametrize("style", ["", "large"])
def test_a_running_head_is_one_line_and_loses_the_end_of_the_title_first(style: str) -> None:
    a2 = module("a2")
    tree = worksheets_tree(a2, real().shared, "de")
    assert tree is not None
    head = {"head": f"A2 · {TITLE} · Arbeitsblätter", "style": style}
    for page in pages_of(pdf("exercises", tree | head, a2.media, a2.meta.reviewed_on))[1:]:
        (line,) = (line for line in page.split("\n") if line.startswith("A2 · Ein Titel"))
        assert line.endswith(" … · Arbeitsblätter")
