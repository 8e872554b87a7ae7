"""The trainer's guide: how much there must be of everything, and what belongs to no learner."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from builder.model.course import Course
from builder.model.module import GroupSize, Material
from builder.rendering import guide, word
from tests.rendering.pdf_text import read_aloud


@pytest.mark.parametrize(
    ("per", "copies"), [("einmal", 1), ("person", 11), ("paar", 6), ("dreiergruppe", 4), ("vierergruppe", 3)]
)
def test_nobody_goes_without(per: str, copies: int) -> None:
    assert Material.model_validate({"was": "Blatt", "je": per}).copies(11) == copies


@pytest.mark.parametrize(
    ("smallest", "largest", "sizes"),
    [
        (6, 16, [6, 8, 10, 12, 14, 16]),
        (4, 6, [4, 5, 6]),
        (8, 8, [8]),
        (5, 30, [5, 10, 15, 20, 25, 30]),
        (1, 7, [1, 3, 5, 7]),
    ],
)
def test_sizes_lead_from_the_smallest_group_to_the_largest(smallest: int, largest: int, sizes: list[int]) -> None:
    assert guide._sizes(GroupSize(min=smallest, max=largest)) == sizes


def test_every_material_is_listed_with_its_plans_and_copies(b3: Course) -> None:
    module = b3.modules[0]
    seminar = module.seminar
    assert seminar
    rows = {row["name"]: row for row in guide.guide_tree(module, b3.shared, "de")["materials"]["rows"]}
    assert len(rows) == len(seminar.material)
    for number, variant in enumerate(seminar.variants, 1):
        for phase in variant.phases:
            for name in phase.material:
                assert str(number) in rows[name.replace("§ ", "§\xa0")]["plans"].split(", ")
    assert rows["Transferkarten"]["copies"] == [6, 8, 10, 12, 14, 16]
    assert rows["Kreppband"]["copies"] == [1] * 6


def test_the_guide_tells_about_moodle_and_money(b3: Course) -> None:
    (file,) = guide.render(b3.modules[0], b3.shared).files
    text = " ".join(read_aloud(file.data).split())
    for words in (
        "Material und Kopien",
        "Das Lernpaket in Moodle",
        "Zehn häufige Fehler",
        "Wenn Sie Geld dafür nehmen",
        "FernUSG",
    ):
        assert words in text


def test_without_a_plan_there_is_no_empty_list(b3: Course) -> None:
    module = replace(b3.modules[0], seminar=None)
    (file,) = guide.render(module, b3.shared).files
    text = " ".join(read_aloud(file.data).split())
    assert "Material und Kopien" not in text
    assert "Verlaufsplan" not in text


def test_a_plan_has_no_column_that_no_phase_fills(b3: Course, everything: Course) -> None:
    filled = ["Minuten", "Phase", "Inhalt und Lernziele"]
    for course, heads in ((everything, filled), (b3, [*filled, "Methode", "Material", "Plan B"])):
        module = course.modules[0]
        (pdf,) = guide.render(module, course.shared).files
        assert " ".join([*heads, "0–"]) in " ".join(read_aloud(pdf.data).split())
        docx = next(file for file in word.render(module, course.shared).files if "leitfaden" in file.path)
        plans = [table for table in Document(BytesIO(docx.data)).tables if table.cell(0, 0).text == "Minuten"]
        assert len(plans) == 3
        assert all([cell.text for cell in plan.rows[0].cells] == heads for plan in plans)
