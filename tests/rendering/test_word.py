"""Handout and guide to edit: real Word structure, said in words, the same bytes each time, nothing lost or leaked."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from builder.model.course import Course, Shared
from builder.paper import drawn
from builder.pipeline import load
from builder.rendering import word
from builder.rendering.assets import tokens
from builder.rendering.guide import guide_tree
from builder.rendering.handout import handout_tree
from builder.rendering.sheet import sheet_tree
from builder.rendering.typography import xml_text
from builder.rendering.word_blocks import BLOCKS, blocks, picture
from builder.rendering.word_draft import Draft, Place, empty_document
from builder.rendering.word_guide import GUIDE
from builder.rendering.word_questions import letter
from builder.rendering.word_runs import inline, line
from tests.everything import HOSTILE, SECRET

ROOT = Path(__file__).parents[2]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'


def files(course: Course) -> dict[str, bytes]:
    """End of the name → the document."""
    made = word.render(course.modules[0], course.shared).files
    return {file.path.rpartition("-")[2]: file.data for file in made}


def opened(course: Course, name: str = "handout.docx") -> WordDocument:
    return Document(BytesIO(files(course)[name]))


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    with ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def letters(data: bytes) -> str:
    """All that stands in a document, with line ends between paragraphs."""
    paragraphs = part(data).iter(qn("w:p"))
    return "\n".join("".join(text.text or "" for text in p.iter(qn("w:t"))) for p in paragraphs)


def headings(document: WordDocument) -> list[tuple[int, str]]:
    found = [(p.style.name, p.text) for p in document.paragraphs if p.style is not None]
    return [(int(name.removeprefix("Heading ")), text) for name, text in found if name and name.startswith("Heading ")]


def said(runs: Any) -> str:
    return "".join(run.get("v", "") + said(run.get("c", [])) for run in runs if run["t"] != "note")


def every(tree: Any, key: str = "k") -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        if key in tree:
            yield tree
        tree = list(tree.values())
    if isinstance(tree, list | tuple):
        for inner in tree:
            yield from every(inner, key)


def outline(trees: Any, words: dict[str, str]) -> list[tuple[int, str]]:
    """The headings that blocks bring with them, in order."""
    found = []
    for tree in trees:
        if tree["k"] == "heading":
            found.append((tree["level"] - 1, said(tree["c"])))
        elif tree["k"] == "stage":
            found.append((3, tree["title"]))
        elif tree["k"] == "procedure":
            found += [(3, track["title"]) for track in tree["tracks"]]
        elif tree["k"] == "case_studies":
            found += [(2, case["title"]) for case in tree["cases"]]
        elif tree["k"] == "case_solution":
            found += [(3, tree[part][0]) for part in ("alike", "law", "next", "what_if") if tree[part][1]]
        elif tree["k"] == "case":
            found.append((2, f"{words[tree['mode']]}: {tree['title']}" if tree["title"] else words[tree["mode"]]))
            for stage in tree["stages"]:
                found += [(3, stage["title"]), *outline(stage["blocks"], words)]
        else:
            found += outline(tree.get("body", []), words)
    return found


def test_the_headings_are_the_outline_of_the_tree(each: Course) -> None:
    tree = handout_tree(each.modules[0], each.shared, "de")
    words = tree["words"]
    wanted = []
    for step in tree["steps"]:
        wanted += [(1, said(step["title"])), *outline(step["blocks"], words)]
    wanted += [(1, words[name]) for name in ("norms", "sources", "credits") if tree[name]]
    wanted += [(1, words["solutions"])]
    for entry in tree["answers"]:
        title = words["question"] % entry if "number" in entry else entry["title"]
        title = f"{words[entry['mode']]}: {title}" if entry.get("mode") and title else title or words[entry["mode"]]
        wanted += [(2, title), *outline(entry["body"], words), *outline(entry.get("after", []), words)]
    notes = [(1, "Anmerkungen")] * any(run["t"] == "note" for run in every(tree, "t"))
    assert headings(opened(each)) == wanted + notes


def test_every_kind_of_block_has_its_function_and_a_new_one_is_not_passed_over(everything: Course) -> None:
    tree = handout_tree(everything.modules[0], everything.shared, "de")
    assert {block["k"] for block in every(tree)} == set(BLOCKS)
    with pytest.raises(ValueError, match="unknown block hologram"):
        blocks([{"k": "hologram"}], place())
    with pytest.raises(ValueError, match="unknown run scent"):
        inline([{"t": "scent"}], line(place().paragraph(), place().draft))


def test_every_part_of_the_trees_is_drawn(b3: Course) -> None:
    """A part that is new in a tree, and so in the PDF, must not be missing here."""
    module, shared = b3.modules[0], b3.shared
    common = set(sheet_tree(module, shared, "de"))
    assert set(handout_tree(module, shared, "de")) - common | {"goals"} == set(word.HANDOUT)
    assert set(guide_tree(module, shared, "de")) - common == set(GUIDE)


def test_tables_have_heads_that_repeat_and_rows_that_are_not_torn(each: Course) -> None:
    tree = handout_tree(each.modules[0], each.shared, "de")
    groups = [group for block in every(tree) if block["k"] == "rules" for group in block["groups"]]
    tables = [block for block in every(tree) if block["k"] == "table"]
    document = part(files(each)["handout.docx"])
    made = list(document.iter(qn("w:tbl")))
    compared = [block for block in every(tree) if block["k"] == "case_studies"]
    assert len(made) == len(groups) + len(tables) + len(compared) > 0
    for table in made:
        first, *others = table.findall(qn("w:tr"))
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None for row in others)
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in (first, *others))
    rows = {row["id"] for group in groups for row in group["rows"]}
    assert rows <= set(letters(files(each)["handout.docx"]).split("\n"))


def test_no_cell_is_empty_and_every_one_ends_in_a_paragraph(b3: Course) -> None:
    for data in files(b3).values():
        cells = list(part(data).iter(qn("w:tc")))
        assert cells
        assert all(cell[-1].tag == qn("w:p") for cell in cells)


def test_every_part_is_well_formed_and_every_link_leads_somewhere(everything: Course) -> None:
    for data in files(everything).values():
        with ZipFile(BytesIO(data)) as package:
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(package.read(name))
        document = part(data)
        anchors = {link.get(qn("w:anchor")) for link in document.iter(qn("w:hyperlink"))} - {None}
        assert anchors <= {mark.get(qn("w:name")) for mark in document.iter(qn("w:bookmarkStart"))}
        used = {style.get(qn("w:val")) for style in document.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))}
        known = {style.get(qn("w:styleId")) for style in part(data, "word/styles.xml").iter(qn("w:style"))}
        assert used <= known
    anchors = {link.get(qn("w:anchor")) for link in part(files(everything)["handout.docx"]).iter(qn("w:hyperlink"))}
    assert {"note_1", "note_2", "answer_1"} <= anchors


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs suppressAutoHyphens spacing ind jc outlineLvl sectPr",
    "rPr": "rStyle rFonts b bCs i iCs strike noProof color sz szCs u vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW tcBorders",
    "pBdr": "top left bottom right between",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr tblStylePr",
    "numPr": "ilvl numId",
}
"""Children in the order that ECMA-376 (part 1, annex A) wants; Word calls a file that has another one damaged."""


def test_what_describes_a_thing_stands_in_the_order_word_wants(everything: Course, b3: Course) -> None:
    for data in (*files(everything).values(), *files(b3).values()):
        for name in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
            for parent, order in ORDER.items():
                for element in part(data, name).iter(qn(f"w:{parent}")):
                    places = [order.split().index(etree.QName(child).localname) for child in element]
                    assert places == sorted(places), etree.tostring(element)


def test_names_of_styles_are_there_once(everything: Course) -> None:
    for language in ("de", "en"):
        (data, _) = (file.data for file in word.render(everything.modules[0], everything.shared, language).files)
        found = [name.get(qn("w:val"), "").casefold() for name in part(data, "word/styles.xml").iter(qn("w:name"))]
        assert sorted(found) == sorted(set(found))


def test_addresses_are_links_and_stand_there_as_on_paper(everything: Course) -> None:
    document = opened(everything)
    links = {link.text: link.address for p in document.paragraphs for link in p.hyperlinks if link.address}
    assert links["Adresse"] == "https://www.beispiel.org/seite"
    assert "Adresse (https://www.beispiel.org/seite)" in letters(files(everything)["handout.docx"])


def test_an_address_that_word_would_choke_on_stays_text() -> None:
    at = place()
    inline([{"t": "link", "href": "https://[::", "c": [{"t": "text", "v": "dort"}]}], line(at.paragraph(), at.draft))
    assert at.last.text == "dort"
    assert not at.last.hyperlinks


def test_pictures_have_words_and_fit_on_the_page(b3: Course) -> None:
    tree = handout_tree(b3.modules[0], b3.shared, "de")
    shapes = opened(b3).inline_shapes
    alternatives = [block["alt"] for block in every(tree) if block["k"] == "figure"]
    assert [shape._inline.docPr.get("descr") for shape in shapes] == alternatives
    assert alternatives
    assert all(shape.width.mm <= 158.1 and shape.height.mm <= 165.1 for shape in shapes)


def test_a_drawing_becomes_pixels_and_a_photograph_stays_what_it_is() -> None:
    assert drawn(SVG, 400, 200) == drawn(SVG, 400, 200)
    drawing = Image.open(BytesIO(drawn(SVG, 400, 200)))
    assert abs(drawing.width - 2 * drawing.height) <= 1
    assert Image.open(BytesIO(drawn(SVG, 20, 200))).width < drawing.width
    for kind in ("PNG", "JPEG"):
        photograph = io.BytesIO()
        Image.new("RGB", (30, 20)).save(photograph, kind)
        at = place()
        picture(at, photograph.getvalue(), "Bild")
        kept = [p.blob for p in at.draft.document.part.package.iter_parts() if "/media/" in str(p.partname)]
        assert kept == [photograph.getvalue()]


def test_a_photograph_that_python_docx_does_not_know_is_drawn() -> None:
    photograph = io.BytesIO()
    Image.new("RGB", (30, 20)).save(photograph, "JPEG")
    data = photograph.getvalue()
    bare = data[:2] + data[4 + int.from_bytes(data[4:6], "big") :]  # without the segment that says JFIF
    at = place()
    picture(at, bare, "Bild")
    assert len(at.draft.document.inline_shapes) == 1


def test_language_dates_and_names_are_those_of_the_module(b3: Course) -> None:
    meta = b3.modules[0].meta
    for data in files(b3).values():
        core = Document(BytesIO(data)).core_properties
        assert (core.title, core.language, core.version) == (meta.title, "de-DE", meta.version)
        assert core.created is not None
        assert core.created.date() == core.modified.date() == meta.reviewed_on  # type: ignore[union-attr]
        assert core.subject.startswith("B3 · ")
        styles = part(data, "word/styles.xml")
        (language,) = styles.iter(qn("w:lang"))
        assert language.get(qn("w:val")) == "de-DE"


def test_above_and_below_each_page_stands_what_it_is(b3: Course) -> None:
    meta = b3.modules[0].meta
    for name in files(b3):
        document = opened(b3, name)
        first = document.sections[0]
        assert first.header.paragraphs[0].text.startswith(f"B3 · {meta.title}")
        for footer in (first.footer, first.first_page_footer):
            text = "".join(t.text or "" for t in footer._element.iter(qn("w:t")))
            assert f"Version {meta.version} · Rechtsstand" in text
            assert "CC-BY-SA-4.0 · Seite 1 von 1" in text
            fields = [field.get(qn("w:instr")) for field in footer._element.iter(qn("w:fldSimple"))]
            assert fields == ["PAGE", "NUMPAGES"]
        assert [round(section.page_width.mm) for section in document.sections][:1] == [210]  # type: ignore[union-attr]


def test_plans_lie_across_and_the_rest_stands_upright(b3: Course) -> None:
    seminar = b3.modules[0].seminar
    assert seminar is not None
    widths = [round(section.page_width.mm) for section in opened(b3, "leitfaden.docx").sections]  # type: ignore[union-attr]
    assert widths == [210, *[297] * len(seminar.variants), 210]


def test_trainer_notes_are_in_the_guide_and_not_in_the_handout(everything: Course) -> None:
    assert SECRET not in letters(files(everything)["handout.docx"])
    assert SECRET in letters(files(everything)["leitfaden.docx"])


def test_the_first_page_says_what_is_simpler_here(everything: Course) -> None:
    for name in files(everything):
        first = [p.text for p in opened(everything, name).paragraphs][:8]
        assert any("Die Reinschrift ist das PDF." in text for text in first)


def test_the_key_begins_on_a_page_of_its_own(everything: Course) -> None:
    (head,) = [p for p in opened(everything).paragraphs if p.text == "Lösungen"]
    assert head.paragraph_format.page_break_before


def test_what_an_author_wrote_arrives_letter_by_letter(everything: Course) -> None:
    assert HOSTILE in letters(files(everything)["handout.docx"])


def test_notes_have_one_number_and_stand_at_the_end_once(everything: Course) -> None:
    texts = [p.text for p in opened(everything).paragraphs]
    end = texts[texts.index("Anmerkungen") + 1 :]
    assert end == ["1.\tErste Note mit Link (https://www.beispiel.org).", "2.\tZweite Note."]


def test_numbered_lists_begin_anew() -> None:
    at = place()
    item = [[{"k": "paragraph", "c": [{"t": "text", "v": "eins"}]}]]
    blocks([{"k": "list", "start": 1, "items": item}, {"k": "list", "start": 3, "items": item}], at)
    numbers = [p._p.pPr.numPr.numId.val for p in at.container.paragraphs]  # type: ignore[union-attr]
    assert len(set(numbers)) == 2
    made = at.draft.document.part.numbering_part.element
    starts = [made.num_having_numId(n).find(f".//{qn('w:startOverride')}").get(qn("w:val")) for n in numbers]
    assert starts == ["1", "3"]


def test_a_box_is_one_whatever_stands_in_it() -> None:
    at = place()
    item = [[{"k": "paragraph", "c": [{"t": "text", "v": "Punkt"}]}, {"k": "code", "text": "fest"}]]
    body = [{"k": "paragraph", "c": []}, {"k": "list", "start": 0, "items": item}]
    blocks([{"k": "callout", "kind": "warning", "body": body}], at)
    head, text, *others = at.container.paragraphs
    assert (head.text, head.style.name, text.style.name) == (  # type: ignore[union-attr]
        "Achtung Frist",
        "Achtung Frist (Kopf)",
        "Achtung Frist",
    )
    box = rules_of(at.draft.document.styles.element.get_by_id("box_warning"))
    assert len(box) == 4
    assert [rules_of(p._p) for p in others] == [box, box]


def rules_of(element: Any) -> list[tuple[str, dict[str, str]]]:
    """The rules around a paragraph, or those of a style."""
    return [(rule.tag, dict(rule.attrib)) for rule in element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")]


def test_letters_go_on_after_z() -> None:
    assert [letter(n) for n in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]


def test_no_colour_is_written_anywhere_but_in_the_tokens() -> None:
    for path in [*(ROOT / "templates" / "word").glob("*.xml*"), *(ROOT / "builder" / "rendering").glob("word*.py")]:
        text = path.read_text(encoding="utf-8").upper()
        assert not [value for value in tokens()["light"].values() if value.removeprefix("#") in text], path.name


@given(st.text(min_size=1, max_size=60))
def test_any_text_can_be_written(text: str) -> None:
    at = place()
    sayable = word._sayable({"k": "paragraph", "c": [{"t": "text", "v": text}, {"t": "code", "v": text}]})
    blocks([sayable, {"k": "code", "text": xml_text(text)}], at)
    written = BytesIO()
    at.draft.document.save(written)
    first, second = Document(BytesIO(written.getvalue())).paragraphs
    shown = xml_text(text).replace("\r", "\n")
    assert (first.text, second.text) == (shown * 2, shown)


def test_the_same_content_gives_the_same_bytes_on_another_machine(b3: Course) -> None:
    module = b3.modules[0]
    here = [file.sha256 for file in word.render(module, b3.shared).files]
    code = (
        "from pathlib import Path; from builder.pipeline import load; from builder.rendering import word\n"
        f"c = load(Path({str(ROOT)!r})).course\n"
        "for file in word.render(c.module('b3'), c.shared).files: print(file.sha256)"
    )
    elsewhere = {**os.environ, "TZ": "Pacific/Auckland", "LANG": "C", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=elsewhere, cwd=ROOT
    )
    assert done.stdout.split() == here


def test_the_code_and_the_address_stand_on_the_first_page_once_there_is_one(b3: Course) -> None:
    shared = b3.shared
    curriculum = shared.curriculum.model_copy(update={"base_url": "https://lernpaket.beispiel.org/"})
    there = Shared(curriculum, shared.misconceptions, shared.rule_tables, shared.slugs)
    for file in word.render(b3.modules[0], there).files:
        document = Document(BytesIO(file.data))
        assert "lernpaket.beispiel.org/aktuell/b3.html" in letters(file.data)
        assert "https://lernpaket" in document.inline_shapes[0]._inline.docPr.get("descr", "")


@cache
def words() -> dict[str, str]:
    """The interface words of a sheet, read once."""
    course = load(ROOT).course
    assert course is not None
    found: dict[str, str] = sheet_tree(course.modules[0], course.shared, "de")["words"]
    return found


def place() -> Place:
    """Where an empty German document begins."""
    document = empty_document(tokens()["light"], words(), "de", "de")
    return Draft(document, words(), {}, {}, has_key=False).begin()
