"""Handout and guide: every kind of block becomes tagged paper, the same bytes each time, and nothing leaks into it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import page as validator
import pikepdf
import pytest
import typst
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from builder.model.course import Course, Shared
from builder.model.glyphs import UNPRINTABLE
from builder.model.module import Module
from builder.paper import fonts
from builder.pipeline import load
from builder.rendering import forms, guide, handout, learner_sheets
from builder.rendering.assets import TEMPLATES
from builder.rendering.sheet import qr_code, sheet_tree
from builder.rendering.typesetting import pdf
from tests.everything import HOSTILE, SECRET

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 20)
RENDERERS = (learner_sheets, guide, forms)
FALSE_ALARM = "PDFA2A-STREAM-LENGTH-001"
"""The validator's own error (print.md section 5)."""


def addressed(shared: Shared) -> Shared:
    """Shared data of a site that stands somewhere."""
    curriculum = shared.curriculum.model_copy(update={"base_url": "https://lernpaket.beispiel.org/"})
    return Shared(curriculum, shared.misconceptions, shared.rule_tables, shared.slugs)


def sheets(course: Course) -> Iterator[tuple[str, bytes]]:
    for module in course.modules:
        for shared in (course.shared, addressed(course.shared)):
            for renderer in RENDERERS:
                for file in renderer.render(module, shared).files:
                    yield file.path, file.data


@pytest.fixture(scope="module")
def set_sheets(each: Course) -> list[tuple[str, bytes]]:
    """The sheets of a course, set once for all tests that look at every one of them."""
    return list(sheets(each))


def asked(module: Module, course: Course, question: str) -> Any:
    """What Typst answers about the handout."""
    files = {path.name: path for path in (TEMPLATES / "print").glob("*.typ")}
    document = json.dumps(handout.handout_tree(module, course.shared, "de")).encode()
    files |= {"main.typ": files["handout.typ"], "doc.json": document}  # type: ignore[dict-item]
    pictures = {f"media/{media.name}": media.data for media in module.media}
    answer = typst.eval({**files, **pictures}, question, root=TEMPLATES / "print", font_paths=fonts())  # type: ignore[call-overload]
    return json.loads(answer) if isinstance(answer, str | bytes) else answer


def elements(data: bytes) -> list[tuple[str, pikepdf.Object]]:
    """Every element of the structure tree: its tag and the object, in reading order."""
    found: list[tuple[str, pikepdf.Object]] = []

    def descend(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for kid in node:
                descend(kid)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append((str(node.S).lstrip("/"), node))
            if "/K" in node:
                descend(node.K)

    with pikepdf.open(BytesIO(data)) as opened:
        descend(opened.Root.StructTreeRoot.K)
        return [
            (tag, pikepdf.Dictionary({key: str(value) for key, value in node.items() if key in ("/Alt", "/T")}))
            for tag, node in found
        ]


def tags(data: bytes) -> list[str]:
    return [tag for tag, _ in elements(data)]


def handout_of(course: Course) -> bytes:
    return learner_sheets.render(course.modules[0], course.shared, names=learner_sheets.HANDOUT).files[0].data


def test_every_sheet_is_accessible_and_made_to_last(set_sheets: list[tuple[str, bytes]]) -> None:
    for path, data in set_sheets:
        access = validator.validate_pdf_bytes(data, profile="ua1")
        archive = validator.validate_pdf_bytes(data, profile="2a")
        assert [(path, f.rule_id) for f in access.failures] == []
        assert [(path, f.rule_id) for f in archive.failures if f.rule_id != FALSE_ALARM] == []


def test_the_validator_would_notice(everything: Course) -> None:
    with pikepdf.open(BytesIO(handout_of(everything))) as opened:
        del opened.Root.Lang
        damaged = BytesIO()
        opened.save(damaged)
    assert not validator.validate_pdf_bytes(damaged.getvalue(), profile="ua1").is_compliant


def test_the_same_content_gives_the_same_bytes_on_another_machine(b3: Course) -> None:
    module = b3.modules[0]
    here = [file.sha256 for made in RENDERERS for file in made.render(module, b3.shared).files]
    code = (
        "from pathlib import Path; from builder.pipeline import load\n"
        "from builder.rendering import forms, guide, learner_sheets\n"
        f"c = load(Path({str(ROOT)!r})).course\n"
        "for r in (learner_sheets, guide, forms):\n"
        "  for file in r.render(c.module('b3'), c.shared).files: print(file.sha256)"
    )
    elsewhere = {**os.environ, "TZ": "Pacific/Auckland", "LANG": "C", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=elsewhere, cwd=ROOT
    )
    assert done.stdout.split() == here


def test_trainer_notes_are_in_the_guide_and_nowhere_else(everything: Course) -> None:
    module = everything.modules[0]
    assert SECRET not in json.dumps(handout.handout_tree(module, everything.shared, "de"), ensure_ascii=False)
    assert SECRET in json.dumps(guide.guide_tree(module, everything.shared, "de"), ensure_ascii=False)


def test_what_an_author_wrote_arrives_letter_by_letter(everything: Course) -> None:
    assert json.dumps(HOSTILE)[1:-1] in json.dumps(handout.handout_tree(everything.modules[0], everything.shared, "de"))


def test_a_table_is_one_table_and_a_note_is_a_note(everything: Course) -> None:
    found = tags(handout_of(everything))
    assert found.count("Table") == 4 + 2 + len(everything.shared.rule_tables[0].groups), "two of them of case studies"
    assert found.count("Note") == 2
    assert found.count("Formula") == 0


def test_whatever_is_drawn_and_means_something_has_words(everything: Course) -> None:
    figures = [node for tag, node in elements(handout_of(everything)) if tag == "Figure"]
    assert figures
    assert all(str(node.get("/Alt", "")) for node in figures)


def test_every_sheet_is_a_tree_that_can_be_read_aloud(set_sheets: list[tuple[str, bytes]]) -> None:
    """Heads in every table, words for every figure, levels of headings without a gap; nothing empty to tick."""
    for path, data in set_sheets:
        found = elements(data)
        names = [tag for tag, _ in found]
        assert "Document" in names, path
        assert all(str(node.get("/Alt", "")) for tag, node in found if tag == "Figure"), path
        if "Table" in names:
            assert names.count("TH") >= names.count("Table"), path
        levels = [int(tag[1]) for tag in names if re.fullmatch(r"H[1-6]", tag)]
        assert all(after - before <= 1 for before, after in pairwise([0, *levels])), path
        with pikepdf.open(BytesIO(data)) as opened:
            assert str(opened.Root.Lang).startswith("de"), path
            assert opened.Root.MarkInfo.Marked, path


def test_the_key_begins_on_a_page_of_its_own_and_every_question_is_in_it(b3: Course) -> None:
    module = b3.modules[0]
    heads = asked(
        module, b3, 'query(heading.where(level: 1)).map(h => (h.location().page(), h.body.at("text", default: "")))'
    )
    *before, (page, title) = heads
    assert title == "Lösungen"
    assert all(earlier < page for earlier, _ in before)
    tree = handout.handout_tree(module, b3.shared, "de")
    numbers = [answer["number"] for answer in tree["answers"] if "number" in answer]
    assert numbers == list(range(1, len(module.questions) + 1))


def test_no_order_on_the_sheet_gives_the_answer_away(everything: Course) -> None:
    tree = json.loads(json.dumps(handout.handout_tree(everything.modules[0], everything.shared, "de")))
    asked_ = {q["kind"]: q for q in every(tree, "k", "question")}
    words = [item[0]["v"] for item in asked_["ordering"]["items"]]
    assert sorted(words) == ["Antrag", "Bescheid", "Christlicher Feiertag"]
    assert words != sorted(words), "here the right order is that of the alphabet"
    answers = next(a for a in tree["answers"] if a.get("number") == asked_["matching"]["number"])
    assert [row["mark"] for row in answers["rows"]] == ["c", "b"]
    assert [choice[0]["v"] for choice in asked_["matching"]["choices"]] == [
        "dritte Folge",
        "erste Folge",
        "zweite Folge",
    ]


def every(tree: Any, key: str, value: str) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        if tree.get(key) == value:
            yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for inner in tree:
            yield from every(inner, key, value)


def question_of(course: Course, kind: str) -> dict[str, Any]:
    """The tree of the first question of a kind in the first step."""
    tree = handout.handout_tree(course.modules[0], course.shared, "de")
    found: dict[str, Any] = next(b for b in tree["steps"][0]["blocks"] if b["k"] == "question" and b["kind"] == kind)
    return found


def key_of(course: Course, number: int) -> dict[str, Any]:
    """The line of the key for a question."""
    tree = handout.handout_tree(course.modules[0], course.shared, "de")
    return next(answer for answer in tree["answers"] if answer.get("number") == number)


def test_gaps_are_lines_to_write_on_and_the_choice_does_not_tell(everything: Course) -> None:
    question = question_of(everything, "cloze")
    text, table = question["body"]
    runs = [run for run in text["c"] if run["t"] == "gap"]
    assert runs[0] == {"t": "gap", "number": 1, "choices": []}
    assert runs[1]["choices"] == sorted(runs[1]["choices"]) != ["Zollamt", "Bauamt", "Amt"]
    assert table["rows"][0][1][0]["number"] == 3
    rows = key_of(everything, question["number"])["rows"]
    assert [(row["mark"], row["text"][0]["v"]) for row in rows] == [
        ("1", "drei oder 3"),
        ("2", "Zollamt"),
        ("3", "Regelfall"),
    ]


def test_a_number_and_a_day_have_a_field_and_their_answers_in_the_key(everything: Course) -> None:
    number = question_of(everything, "number")
    assert number["field"] == "Monate"
    assert "".join(run["v"] for run in key_of(everything, number["number"])["rows"][0]["text"]).endswith("\xa0Monate")
    day = question_of(everything, "date")
    assert day["field"] == "(TT.MM.JJJJ)"
    assert key_of(everything, day["number"])["rows"][0]["text"] == [{"t": "text", "v": "12.06.2026"}]


def test_a_decision_becomes_cards_that_lead_on(everything: Course) -> None:
    question = question_of(everything, "branching")
    assert [[option["next"] for option in card["options"]] for card in question["cards"]] == [[2, 0], [0, 0]]
    rows = key_of(everything, question["number"])["rows"]
    assert [(row["mark"], row["verdict"]) for row in rows] == [
        ("1a", "poor"),
        ("1b", "good"),
        ("2a", "good"),
        ("2b", "poor"),
    ]


def test_the_decision_table_has_the_rows_of_the_screen(b3: Course) -> None:
    tree = handout.handout_tree(b3.modules[0], b3.shared, "de")
    (rules,) = every(json.loads(json.dumps(tree)), "k", "rules")
    rows = [row["id"] for group in rules["groups"] for row in group["rows"]]
    table = b3.shared.rule_table("arbeit")
    assert table is not None
    assert rows == [row.id for _, group in table.groups for row in group]


def test_the_code_leads_to_the_address_beside_it_and_names_the_version(b3: Course) -> None:
    tree = sheet_tree(b3.modules[0], addressed(b3.shared), "de")
    drawn = typst.compile(
        {"main.typ": b'#set page(width: 40mm, height: 40mm)\n#image(bytes(sys.inputs.qr), format: "svg", width: 26mm)'},  # type: ignore[call-overload]
        sys_inputs={"qr": tree["qr"]},
        format="png",
        ppi=150.0,
    )
    (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(drawn)))
    assert code.text == f"{tree['address']}#v1.1.0" == "https://lernpaket.beispiel.org/aktuell/b3.html#v1.1.0"


def test_a_sheet_without_an_address_says_so(everything: Course) -> None:
    tree = sheet_tree(everything.modules[0], everything.shared, "de")
    assert (tree["address"], tree["qr"]) == ("", "")


def test_a_code_is_made_of_any_address() -> None:
    assert "<svg" in qr_code("https://beispiel.org/ä?b=" + "x" * 500)


def test_nothing_is_loaded_or_evaluated() -> None:
    for path in (TEMPLATES / "print").glob("*.typ"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"@preview|@local|\beval\(|\bread\(|https?://(?!\"\))", text.replace('"https://"', "")), (
            path.name
        )
        assert not re.search(r"#[0-9A-Fa-f]{6}\b|\brgb\((?!doc)", text), f"{path.name}: colours are in the tokens"


@cache
def any_sheet() -> dict[str, Any]:
    """The shared part of a sheet, read once."""
    course = load(ROOT).course
    assert course is not None
    return sheet_tree(course.modules[0], course.shared, "de")


def paper_with(text: str) -> dict[str, Any]:
    """A small sheet with the text wherever an author can write."""
    run = [{"t": "text", "v": text}, {"t": "strong", "c": [{"t": "text", "v": text}]}, {"t": "code", "v": text}]
    question = {
        "k": "question",
        "number": 1,
        "kind": "single_choice",
        "critical": True,
        "stem": [{"k": "paragraph", "c": run}],
        "options": [run, run],
    }
    return {
        "content_note": text,
        "goals": [text],
        "key_questions": [text],
        "norms": [text],
        "sources": [text],
        "credits": [text],
        "steps": [
            {
                "title": run,
                "number": 1,
                "count": 1,
                "minutes": 1,
                "blocks": [{"k": "paragraph", "c": run}, {"k": "code", "text": text}, question],
            }
        ],
        "answers": [
            {
                "number": 1,
                "rows": [{"mark": "a", "verdict": "right", "text": run, "why": run}],
                "body": [],
                "checklist": [run],
                "after": [],
            }
        ],
    }


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_any_text_can_be_set(text: str) -> None:
    document = any_sheet() | {"title": text + "x", "summary": text} | paper_with(text)
    assert pdf("handout", document, (), DAY).startswith(b"%PDF")


def test_every_character_that_may_be_written_has_a_glyph() -> None:
    letters = [chr(code) for code in range(0x20, 0x3000) if unicodedata.category(chr(code)) not in ("Cn", "Cc", "Cs")]
    shown = [letter for letter in letters if not UNPRINTABLE.match(letter)]
    assert len(shown) > 2500
    for start in range(0, len(shown), 100):
        document = any_sheet() | paper_with("x") | {"goals": shown[start : start + 100]}
        assert pdf("handout", document, (), DAY).startswith(b"%PDF")


def test_what_no_font_has_is_named_in_its_place() -> None:
    document = any_sheet() | paper_with("Geschafft \N{PARTY POPPER} \N{ETHIOPIC SYLLABLE HA}")
    assert pdf("handout", document, (), DAY).startswith(b"%PDF")


def test_a_missing_font_is_named_before_anything_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.paper.FAMILIES", ("Source Sans 3", "Schrift, die es nicht gibt"))
    with pytest.raises(FileNotFoundError, match="templates/print/fonts: Schrift, die es nicht gibt"):
        fonts.__wrapped__()
