"""Slides: six lines at most and a page each, the same on both faces, notes for the speaker alone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import page as validator
import pikepdf
import pptx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image, ImageFont

from builder.model.blocks import Case, CaseMode, TrainerNote, walk
from builder.model.course import Course, Shared
from builder.model.module import Module
from builder.model.questions import feedback_of, options_of
from builder.pipeline import load
from builder.rendering import learner_sheets, slides_pptx
from builder.rendering.assets import TEMPLATES
from builder.rendering.slide_layout import Slide
from builder.rendering.slide_lines import Line, Run, last_apart, line, packed, sentences
from builder.rendering.slide_room import (
    _WIDTHS,
    BODY,
    LONGEST_TITLE,
    MOST_LINES,
    SIZES,
    TABLE_SIZES,
    gap,
    grouped,
    width_of,
)
from builder.rendering.slide_tables import grids, in_two_columns, side_by_side
from builder.rendering.slides import slides, slides_tree
from builder.rendering.typesetting import pdf
from tests.checks.project import MODULE, clean_project
from tests.everything import HOSTILE, SECRET
from tests.projects import edit
from tests.rendering.pdf_text import pages_of
from tests.rendering.rule_paper import real
from tests.rendering.test_learner_sheets import bare
from tests.rendering.test_paper import FALSE_ALARM, addressed

ROOT = Path(__file__).parents[2]
WIDTH, HANGING, PADDING, GUTTER = 251 / 25.4 * 72, 1.4, 7, 34
"""As in slides.typ: the words of a slide are 251 mm wide there, less what a mark takes."""
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}"><rect width="9" height="9"/></svg>'


def read(project: Path) -> Course:
    course = load(project).course
    assert course is not None
    return course


def with_body(tmp_path: Path, text: str) -> Course:
    project = clean_project(tmp_path / "projekt")
    edit(project / MODULE, "rät.\n", f"rät.\n\n{text}\n")
    return read(project)


def shown(course: Course) -> tuple[Slide, ...]:
    return slides(course.modules[0], course.shared, "de")


def on_paper(module: Module, shared: Shared) -> bytes:
    (file,) = learner_sheets.render(module, shared, names=("folien",)).files
    return file.data


def editable(module: Module, shared: Shared) -> Any:
    (file,) = slides_pptx.render(module, shared).files
    assert file.path == f"{module.file_name}-folien.pptx"
    return pptx.Presentation(BytesIO(file.data))


def both(course: Course) -> Iterator[tuple[Module, Shared]]:
    """The module as it is, and on a site that stands somewhere."""
    for shared in (course.shared, addressed(course.shared)):
        yield course.modules[0], shared


def all_lines(slide: Slide) -> tuple[Line, ...]:
    return (*slide.lines, *slide.beside)


def titles(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as opened, opened.open_outline() as outline:
        return [title for item in outline.root for title in (item.title, *(below.title for below in item.children))]


def set_lines(text: str, points: float, width: float, face: str = "Bold") -> int:
    """Lines of a text in a face of the slides, word by word: in bold never less than in the regular one."""
    font = ImageFont.truetype(str(TEMPLATES / f"print/fonts/SourceSans3-{face}.ttf"), points)
    count, used = 1, 0.0
    for word in text.split(" "):
        room = font.getlength(word + " ")
        if used and used + font.getlength(word) > width:
            count, used = count + 1, 0.0
        used += room
    return count


def counted(lines: Sequence[Line], points: float, width: float) -> int:
    """Lines that a list takes in letters of this size."""
    return sum(set_lines(told.text, points, width - bool(told.mark) * HANGING * points) for told in lines)


def test_no_slide_has_more_than_six_lines(each: Course) -> None:
    for slide in shown(each):
        room = WIDTH - GUTTER if slide.beside else WIDTH
        for lines, width in ((slide.lines, room * slide.share), (slide.beside, room * (1 - slide.share))):
            assert counted(lines, slide.size, width) <= MOST_LINES, slide.title


def test_no_slide_is_less_than_a_third_full_but_titles_and_questions() -> None:
    for module in real().modules:
        made = slides(module, real().shared, "de")
        assert len(made) <= 80, "more than an hour and a half of talk"
        for slide in made:
            is_asked = slide.title.startswith("Frage ") and "Lösung" not in slide.title
            if slide.kind not in ("cover", "section", "table", "picture") and not is_asked:
                width = (WIDTH - GUTTER) * slide.share if slide.beside else WIDTH
                heights = [
                    (counted(lines, slide.size, room) * 1.26 + (len(lines) - 1) * slide.gap) * slide.size
                    for lines, room in ((slide.lines, width), (slide.beside, WIDTH - GUTTER - width))
                    if lines
                ]
                assert max(heights) > BODY / 3, slide.title


def test_a_step_begins_with_its_answer_in_short(b3: Course) -> None:
    begun = [slide for slide in shown(b3) if slide.kind == "section"]
    assert [slide.number for slide in begun] == list(range(1, len(b3.modules[0].steps) + 1))
    assert all(slide.lines for slide in begun)
    assert not [slide.title for slide in shown(b3) if slide.title.startswith("Kurz gesagt")]


def test_a_case_is_one_slide_and_whole_in_the_notes_and_an_open_one_tells_its_task(b3: Course) -> None:
    for block in walk(tuple(block for step in b3.modules[0].steps for block in step.blocks)):
        if isinstance(block, Case):
            (slide,) = (slide for slide in shown(b3) if bare(slide.title) == bare(block.title))
            facts = bare(block.stages[0].body[0].plain)  # type: ignore[union-attr]
            assert facts in bare("".join(slide.notes))
            assert bare(slide.lines[0].text) in facts
            task = "Ihre Aufgabe:" if block.mode is CaseMode.OPEN else "Zu klären:"
            assert slide.lines[-1].text.startswith(task)


def test_a_list_stands_in_two_columns_where_that_saves_a_slide() -> None:
    size, pairs = in_two_columns([line(f"Punkt {number}", "–") for number in range(12)], 2)
    assert size == max(TABLE_SIZES)
    assert [tuple(map(len, pair)) for pair in pairs] == [(6, 6)]
    assert in_two_columns([line("Punkt", "–")] * 6, 1)[1] == []
    assert in_two_columns([line("Wort " * 300, "–")] * 2, 9)[1] == []


def test_no_slide_of_the_deck_has_more_than_six_lines(each: Course) -> None:
    deck = editable(each.modules[0], each.shared)
    for slide, drawn in zip(shown(each), deck.slides, strict=True):
        for index, lines in ((2, slide.lines), (4, slide.beside)):
            if lines:
                place = drawn.placeholders[index]
                points = place.text_frame.paragraphs[0].runs[0].font.size.pt
                assert counted(lines, points, place.width.pt) <= MOST_LINES, slide.title


def test_letters_are_as_large_as_they_ever_were_and_alike_on_both_faces(each: Course) -> None:
    deck = editable(each.modules[0], each.shared)
    for slide, drawn in zip(shown(each), deck.slides, strict=True):
        assert slide.size in (SIZES if slide.kind not in ("table", "compared") else TABLE_SIZES)
        frames = [s.text_frame for s in drawn.placeholders if s.placeholder_format.idx in (2, 4)]
        frames += [cell.text_frame for s in drawn.shapes if s.has_table for row in s.table.rows for cell in row.cells]
        sizes = {run.font.size.pt for frame in frames for p in frame.paragraphs for run in p.runs if run.font.size}
        assert sizes <= {int(slide.size * 960 / 842)}, slide.title
    assert min(SIZES) == 22
    assert min(TABLE_SIZES) == 16


def test_no_table_has_more_than_six_lines_below_its_head(b3: Course) -> None:
    tables = [(slide, slide.table) for slide in shown(b3) if slide.table]
    assert len(tables) > 5
    for slide, grid in tables:
        widths = [WIDTH * share / sum(grid.shares) - 2 * PADDING for share in grid.shares]
        rows = [
            max(
                set_lines("".join(run.text for run in cell), slide.size, width)
                for cell, width in zip(row, widths, strict=True)
            )
            for row in grid.rows
        ]
        assert sum(rows) <= MOST_LINES, (slide.title, rows)


def test_no_title_has_more_than_two_lines(b3: Course) -> None:
    for slide in shown(b3):
        if slide.kind not in ("cover", "section", "picture"):
            assert set_lines(slide.title, 30, WIDTH) <= 2, slide.title


def test_no_row_of_a_real_table_stands_alone(b3: Course) -> None:
    assert [len(slide.table.rows) for slide in shown(b3) if slide.table and len(slide.table.rows) < 2] == []


def test_widths_are_those_of_the_face() -> None:
    font = ImageFont.truetype(str(TEMPLATES / "print/fonts/SourceSans3-Bold.ttf"), 1000)
    letters = {letter for letters in _WIDTHS.values() for letter in letters}
    assert set("abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ0123456789 .,;:!?§()–„“\u00a0") <= letters
    for letter in letters:
        assert 0 <= width_of(letter) - font.getlength(letter) / 1000 < 0.03, letter
    assert width_of("語") == 1


def test_each_slide_is_one_page_and_one_heading(each: Course) -> None:
    for module, shared in both(each):
        data = on_paper(module, shared)
        made = slides(module, shared, "de")
        assert titles(data) == [slide.title for slide in made]
        with pikepdf.open(BytesIO(data)) as opened:
            assert len(opened.pages) == len(made)
            assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in opened.pages} == {(842, 474)}
        for slide, text in zip(made, pages_of(data), strict=True):
            assert bare(slide.title) in bare(text)


def test_the_pdf_is_accessible_and_made_to_last(each: Course) -> None:
    for module, shared in both(each):
        data = on_paper(module, shared)
        assert [f.rule_id for f in validator.validate_pdf_bytes(data, profile="ua1").failures] == []
        archive = {f.rule_id for f in validator.validate_pdf_bytes(data, profile="2a").failures}
        assert archive <= {FALSE_ALARM}


def test_both_faces_show_the_same(each: Course) -> None:
    for module, shared in both(each):
        made = slides(module, shared, "de")
        deck = editable(module, shared)
        assert [slide.shapes.title.text_frame.text for slide in deck.slides] == [slide.title for slide in made]
        for slide, drawn in zip(made, deck.slides, strict=True):
            words = [shape.text_frame.text for shape in drawn.shapes if shape.has_text_frame]
            for told in (*slide.lines, *slide.beside):
                assert told.text in "\n".join(words)
            notes = drawn.notes_slide.notes_text_frame.text if drawn.has_notes_slide else ""
            assert bare(notes) == bare("".join(slide.notes))
            if slide.table:
                (table,) = (shape.table for shape in drawn.shapes if shape.has_table)
                cells = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
                rows = (slide.table.head, *slide.table.rows)
                assert cells == [["".join(run.text for run in cell) for cell in row] for row in rows]


def test_whoever_cannot_see_the_deck_is_told_all(b3: Course) -> None:
    module, shared = b3.modules[0], addressed(b3.shared)
    deck = editable(module, shared)
    pictures = [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 13]
    alternatives = [shape._element.xpath(".//p:cNvPr/@descr")[0] for shape in pictures]
    assert len(alternatives) == 2
    assert alternatives[0] == next(slide.picture["alt"] for slide in shown(b3) if slide.picture)
    assert "lernpaket.beispiel.org" in alternatives[1]
    for slide in deck.slides:
        first, *_ = slide.placeholders
        assert first == slide.shapes.title, "read first"
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(set(ids)) == len(ids)
        assert not [shape.name for shape in slide.placeholders if not shape.text_frame.text and shape.has_text_frame]
        runs = slide._element.xpath(".//a:r/a:rPr")
        assert runs
        assert {run.get("lang") for run in runs} == {"de-DE"}


def test_all_words_stand_in_places_of_the_layout(everything: Course) -> None:
    deck = editable(everything.modules[0], everything.shared)
    assert (deck.slide_width, deck.slide_height) == (12_192_000, 6_858_000)
    loose = [s for slide in deck.slides for s in slide.shapes if s.has_text_frame and not s.is_placeholder]
    steps = len(everything.modules[0].steps)
    assert [shape.text_frame.text for shape in loose] == [str(number) for number in range(1, steps + 1)]
    for shape in loose:
        assert list(shape._element.iter(f"{{{DECORATIVE}}}decorative")), "the words over the title say it"


def test_the_speaker_has_the_notes_and_the_reasons_and_nobody_else(each: Course) -> None:
    module = each.modules[0]
    deck = editable(module, each.shared)
    notes = [slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else "" for slide in deck.slides]
    spoken = bare("".join(notes))
    paper = bare("".join(pages_of(on_paper(module, each.shared))))
    for block in walk(tuple(block for step in module.steps for block in step.blocks)):
        if isinstance(block, TrainerNote):
            for text in (part.plain for inner in block.body for part in [inner] if hasattr(part, "plain")):
                for said in text.splitlines():
                    assert bare(said) in spoken
                    assert bare(said) not in paper
    for question in module.questions:
        for said in (words.plain for words in feedback_of(question) if words):
            assert bare(said) in spoken
            assert len(said) < 40 or bare(said) not in paper
    assert SECRET not in json.dumps(slides_tree(module, each.shared, "de"), ensure_ascii=False)


def test_a_question_is_asked_before_it_is_answered(b3: Course) -> None:
    module = b3.modules[0]
    for number, question in enumerate(module.questions, start=1):
        about = [slide for slide in shown(b3) if re.match(rf"Frage {number}(:|\W|$)", slide.title)]
        solved = [slide for slide in about if slide.title.startswith(f"Frage {number}: Lösung")]
        asked = about[: -len(solved)]
        assert [*asked, *solved] == about
        assert asked
        assert solved
        assert not [told for slide in asked for told in all_lines(slide) if told.tone == "right"]
        right = [told.text for slide in solved for told in all_lines(slide) if told.tone == "right"]
        assert len(right) == sum(option.correct for option in options_of(question))
        assert all(text.endswith(("✓\xa0richtig", "✓\xa0gut")) for text in right)


def test_what_a_slide_cannot_hold_names_its_sheet(everything: Course, b3: Course) -> None:
    for course in (everything, b3):
        told = [words for slide in shown(course) for words in slide.above.split(" · ")]
        kinds = [type(question).__name__ for question in course.modules[0].questions]
        for number, kind in enumerate(kinds, start=1):
            if kind in ("Matching", "Ordering", "Cloze", "NumberEntry", "DateEntry", "OpenQuestion", "Branching"):
                assert f"Arbeitsblatt, Frage {number}" in told
        assert [text for text in told if text.startswith("Die Tabelle steht im Handout")]


def test_the_order_on_the_slide_is_that_of_the_sheet(everything: Course) -> None:
    items = [told.text for slide in shown(everything) if slide.title == "Frage 3: Ordnen Sie." for told in slide.lines]
    assert items == ["Bescheid", "Christlicher Feiertag", "Antrag"]
    assert [told.text for s in shown(everything) if s.title == "Frage 3: Lösung" for told in s.lines if told.mark] == [
        "Antrag",
        "Bescheid",
        "Christlicher Feiertag",
    ]


def test_when_a_passage_holds_stands_above_what_is_shown_of_it(tmp_path: Path) -> None:
    table = "| Wort | Zahl |\n|---|---|\n| a | 1 |"
    course = with_body(tmp_path, f"::: gueltig {{bis=2027-01-31}}\nText.\n\nTabelle: Nur bis dahin\n\n{table}\n:::")
    (slide,) = (slide for slide in shown(course) if slide.title == "Nur bis dahin")
    assert "31.01.2027" in slide.above


def test_a_hostile_text_arrives_letter_by_letter(tmp_path: Path) -> None:
    hostile = f"{HOSTILE} & </a:t> ]]> &lt; _x0041_"
    course = with_body(tmp_path, f"Tabelle: Zeichen\n\n| Wort | Zahl |\n|---|---|\n| ``{hostile}`` | 1 |")
    module, shared = course.modules[0], course.shared
    assert bare(hostile) in bare("".join(pages_of(on_paper(module, shared))))
    cells = [
        s.table.cell(1, 0).text_frame.text
        for slide in editable(module, shared).slides
        for s in slide.shapes
        if s.has_table
    ]
    assert hostile in cells


def test_what_xml_cannot_hold_is_left_out(everything: Course) -> None:
    module = everything.modules[0]
    meta = module.meta.model_copy(update={"title": "Wer\x00 darf\x0b \ufffealles\x1b?", "responsible": "a\x01b"})
    deck = editable(replace(module, meta=meta), everything.shared)
    assert deck.slides[0].shapes.title.text_frame.text == "Wer darf alles?"
    assert deck.core_properties.author == "ab"


def test_a_title_without_end_is_shown_short_and_then_in_full(tmp_path: Path) -> None:
    caption = "Langer Titel " * 60 + "Ende"
    course = with_body(tmp_path, f"Tabelle: {caption}\n\n| Wort | Zahl |\n|---|---|\n| a | 1 |")
    made = [slide for slide in shown(course) if slide.title.startswith("Langer Titel")]
    assert all(len(slide.title) < LONGEST_TITLE + 20 for slide in made)
    assert bare("".join(told.text for slide in made for told in slide.lines)) == bare(caption)
    assert [slide.kind for slide in made][-1] == "table"
    assert len(on_paper(course.modules[0], course.shared))


@pytest.mark.parametrize("word", ["W" * 400, "W " * 900, "Wort" * 1200])
def test_letters_get_smaller_before_a_slide_overflows(word: str, everything: Course) -> None:
    module = everything.modules[0]
    meta = module.meta.model_copy(update={"key_questions": (word,), "title": word})
    module = replace(module, meta=meta)
    made = slides(module, everything.shared, "de")
    with pikepdf.open(BytesIO(on_paper(module, everything.shared))) as opened:
        assert len(opened.pages) == len(made)


@pytest.mark.parametrize(("width", "height"), [(900, 300), (300, 900), (20, 6000), (6000, 20)])
def test_a_picture_of_any_shape_stays_on_its_slide(width: int, height: int, b3: Course) -> None:
    module = b3.modules[0]
    drawing = DRAWING.format(width, height).encode()
    module = replace(module, media=tuple(replace(media, data=drawing) for media in module.media))
    with pikepdf.open(BytesIO(on_paper(module, b3.shared))) as opened:
        assert len(opened.pages) == len(slides(module, b3.shared, "de"))
    deck = editable(module, b3.shared)
    (picture,) = (shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 13)
    assert picture.left >= 0
    assert picture.left + picture.width <= deck.slide_width
    assert picture.top + picture.height <= deck.slide_height


def test_the_same_content_gives_the_same_bytes_on_another_machine(b3: Course) -> None:
    module = b3.modules[0]
    made = (
        *learner_sheets.render(module, b3.shared, names=("folien",)).files,
        *slides_pptx.render(module, b3.shared).files,
    )
    code = (
        "from pathlib import Path; from builder.pipeline import load; from builder.rendering import learner_sheets, slides_pptx\n"
        f"c = load(Path({str(ROOT)!r})).course; m = c.module('b3')\n"
        "for o in (learner_sheets.render(m, c.shared, names=('folien',)), slides_pptx.render(m, c.shared)):\n"
        "  for file in o.files: print(file.sha256)"
    )
    elsewhere = {**os.environ, "TZ": "Pacific/Auckland", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=elsewhere, cwd=ROOT
    )
    assert done.stdout.split() == [file.sha256 for file in made]


def test_the_deck_is_whole_and_carries_nothing_of_its_maker(b3: Course) -> None:
    (file,) = slides_pptx.render(b3.modules[0], b3.shared).files
    with ZipFile(BytesIO(file.data)) as packed:
        names = packed.namelist()
        assert names[0] == "[Content_Types].xml"
        assert not [name for name in names if "thumbnail" in name or "printer" in name]
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(packed.read(name))
            elif name.endswith(".png"):
                with Image.open(BytesIO(packed.read(name))) as picture:
                    assert max(picture.size) == 1600
        assert b"2026-11-26T00:00:00Z" in packed.read("docProps/core.xml")
        assert not re.search(rb"Steve Canny|PowerPoint Presentation", packed.read("docProps/core.xml"))


def test_sentences_are_whole_and_abbreviations_do_not_end_them() -> None:
    text = "Frau L. Meyer hat gem. Art. 5 recht. „Stimmt das?“ Ja! Siehe Nr. 3 und z.\xa0B. Zeile 4."
    assert [told.text for told in sentences(line(text, "–"))] == [
        "Frau L. Meyer hat gem. Art. 5 recht.",
        "„Stimmt das?“",
        "Ja!",
        "Siehe Nr. 3 und z.\xa0B. Zeile 4.",
    ]


@given(st.lists(st.text(st.sampled_from("aB .?!„“W\xa0-"), max_size=900), max_size=8))
def test_nothing_is_lost_between_slides(texts: list[str]) -> None:
    lines = [Line((Run(text[:100], strong=True), Run(text[100:])), "–") for text in texts]
    size, groups = packed(lines)
    assert size in SIZES
    assert all(groups)
    parts = [told for group in groups for told in group]
    assert "".join("".join(told.text.split(" ")) for told in parts) == "".join("".join(t.split(" ")) for t in texts)
    assert sum(told.mark == "–" for told in parts) == len(texts)


def test_slides_hold_about_as_much_as_one_another() -> None:
    _, groups = packed([line(f"{number}. Zeile") for number in range(8)])
    assert [len(group) for group in groups] == [4, 4]


@given(st.lists(st.integers(1, 6), min_size=1, max_size=9))
def test_groups_are_few_and_even(heights: list[int]) -> None:
    groups = grouped(heights)
    assert [height for group in groups for height in heights[group]] == heights
    sums = [sum(heights[group]) for group in groups]
    assert max(sums) <= MOST_LINES
    cuts = (set(cut) for count in range(len(heights)) for cut in combinations(range(1, len(heights)), count))
    every = [[sum(heights[a:b]) for a, b in pairwise((0, *sorted(cut), len(heights)))] for cut in cuts]
    fitting = [sums for sums in every if max(sums) <= MOST_LINES]
    assert len(sums) == min(map(len, fitting))
    assert sum(s**2 for s in sums) == min(sum(s**2 for s in other) for other in fitting if len(other) == len(sums))


def test_letters_are_as_large_as_six_lines_allow() -> None:
    assert packed([line("Kurz.")])[0] == max(SIZES)
    size, groups = packed([line("Wort " * 24, "–") for _ in range(3)])
    assert (len(groups), size) == (1, 22)


@given(st.integers(1, MOST_LINES), st.sampled_from(SIZES))
def test_lines_and_the_room_between_them_fit_below_the_title(lines: int, size: int) -> None:
    for paragraphs in range(1, lines + 1):
        assert (lines * 1.26 + (paragraphs - 1) * gap(lines, paragraphs, size)) * size <= BODY + 1


def test_two_lists_stand_side_by_side_and_a_long_one_with_all_of_the_other() -> None:
    right = [line("Antwort", "A"), line("Ablehnung", "B")]
    size, share, groups = side_by_side([line("Frage", "–")] * 4, right)
    assert (size, share, groups) == (max(TABLE_SIZES), 0.5, [slice(0, 4)])
    _, _, groups = side_by_side([line("Eine lange Lage mit vielen Worten " * 2, "–")] * 8, right)
    assert len(groups) > 1
    assert side_by_side([line("Frage", "–")], [line("Antwort " * 90, "A")])[2] == []


def test_what_is_asked_stands_in_the_title_with_all_there_is_to_choose_from(everything: Course, b3: Course) -> None:
    matching = [slide for slide in shown(everything) if slide.kind == "compared" and slide.title.startswith("Frage")]
    assert [(slide.title, len(slide.lines), len(slide.beside)) for slide in matching] == [
        ("Frage 2: Was gehört zusammen?", 2, 3)
    ]
    (asked,) = (slide for slide in shown(b3) if re.fullmatch(r"Frage \d+: Was ist richtig\?", slide.title))
    assert [told.mark for told in asked.lines] == ["", "A", "B", "C"]
    assert not [slide.title for slide in shown(b3) if not (slide.lines or slide.table or slide.picture or slide.number)]


def test_no_word_of_a_question_is_lost(each: Course) -> None:
    for number, question in enumerate(each.modules[0].questions, start=1):
        about = [slide for slide in shown(each) if re.match(rf"Frage {number}(:|\W|$)", slide.title)]
        said = " ".join(words for slide in about for words in (slide.title, *(told.text for told in slide.lines)))
        lost = set(question.stem.plain.split()) - set(said.split())
        assert not lost, (number, lost)


def test_a_table_that_needs_paper_shows_what_it_tells_about(b3: Course) -> None:
    (slide,) = (slide for slide in shown(b3) if slide.title == "Papiere und was zuerst daraus folgt")
    assert [told.text for told in slide.lines] == ["Papier", "Was es bedeutet", "Erste Folge für die Arbeit"]
    assert slide.above.endswith("Die Tabelle steht im Handout, Schritt 1.")


def test_the_last_sentence_can_stand_apart() -> None:
    assert [told.text for told in last_apart(line("Erst dies. Dann das. Was gilt?"))] == [
        "Erst dies. Dann das.",
        "Was gilt?",
    ]
    assert [told.text for told in last_apart(line("Was gilt?"))] == ["Was gilt?"]


@pytest.mark.parametrize(
    ("columns", "rows", "words", "count"), [(2, 5, 1, 1), (2, 7, 1, 2), (9, 2, 1, 0), (2, 30, 1, 0), (1, 2, 400, 0)]
)
def test_a_table_is_split_or_left_to_paper(columns: int, rows: int, words: int, count: int) -> None:
    cell = [{"t": "text", "v": "Wort " * words}]
    tree = {
        "head": [[{"t": "text", "v": "Kopf"}]] * columns,
        "rows": [[cell] * columns] * rows,
        "align": ["left"] * columns,
    }
    _, made = grids(tree)
    assert len(made) == count
    assert sum(len(grid.rows) for grid in made) == (rows if count else 0)


def test_slides_can_be_set_by_themselves(everything: Course) -> None:
    module = everything.modules[0]
    tree = slides_tree(module, everything.shared, "de")
    tree["slides"] = tree["slides"][:1]
    data = pdf("slides", tree, module.media, module.meta.reviewed_on)
    assert titles(data) == [tree["slides"][0]["title"]]
