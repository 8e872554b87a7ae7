"""Sheets of a rule table: tagged, dated, each page complete, whatever its author writes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

import page as validator
import pytest
import typst
import zxingcpp
from lxml import etree
from PIL import Image

from builder.model.course import Shared
from builder.model.rule_table import RuleTable
from builder.paper import fonts
from builder.rendering import rule_sheets
from builder.rendering.assets import TEMPLATES
from builder.rendering.rule_key import key_tree
from builder.rendering.typesetting import pdf
from tests.everything import HOSTILE
from tests.rendering.letter_sizes import letter_sizes
from tests.rendering.pdf_text import pages_of
from tests.rendering.rule_paper import arbeit, files, ladder, made, packed, real, saying, with_answers
from tests.rendering.test_paper import FALSE_ALARM, ROOT, addressed, tags

Tree = dict[str, Any]
HEADER = 15
"""Millimetres of a page of the key above its columns."""
PDFS = ("tabelle.pdf", "entscheidungsbaum.pdf", "ablauf.pdf")
TOLD = (
    f"Regelwerk arbeit · Rechtsstand {arbeit().law_date:%d.%m.%Y} · geprüft am {arbeit().reviewed_on:%d.%m.%Y}"
    f" · nächste Prüfung {arbeit().review_by:%d.%m.%Y} · CC-BY-SA-4.0",
    "lernpaket.beispiel.org/aktuell/regelwerk-arbeit.html",
    arbeit().disclaimer,
)


def documents(shared: Shared) -> Iterator[tuple[str, Tree]]:
    """Template and ``doc.json`` of each sheet."""
    yield "rule-table", rule_sheets.table_sheet(arbeit(), shared, "de")
    yield "rule-key", rule_sheets.key_sheet(arbeit(), shared, "de")
    yield "rule-flow", rule_sheets.flow_sheet(arbeit(), shared, "de")


def sources(sheet: str, document: Tree) -> dict[str, Any]:
    found: dict[str, Any] = {path.name: path for path in (TEMPLATES / "print").glob("*.typ")}
    return found | {"main.typ": found[f"{sheet}.typ"], "doc.json": json.dumps(document).encode()}


def pictures(sheet: str, document: Tree) -> Iterator[Image.Image]:
    """The pages as a printer would make them, though coarser."""
    pages = typst.compile(
        sources(sheet, document),  # type: ignore[call-overload]
        root=TEMPLATES / "print",
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=100.0 if sheet == "rule-flow" else 200.0,  # on A0 nobody looks so closely, and a picture of it is large
    )
    for data in [pages] if isinstance(pages, bytes) else pages:
        yield Image.open(BytesIO(data))


def asked(sheet: str, document: Tree, question: str) -> Any:
    """What Typst answers about a sheet."""
    answer = typst.eval(sources(sheet, document), question, root=TEMPLATES / "print", font_paths=fonts())  # type: ignore[call-overload]
    return json.loads(answer)


@pytest.mark.parametrize("shared", [real().shared, addressed(real().shared)], ids=["nowhere", "somewhere"])
def test_every_sheet_is_accessible_and_made_to_last(shared: Shared) -> None:
    sheets = files(arbeit(), shared)
    assert sorted(sheets) == sorted([*PDFS, "ablauf.svg"])
    for kind in PDFS:
        access = validator.validate_pdf_bytes(sheets[kind], profile="ua1")
        archive = validator.validate_pdf_bytes(sheets[kind], profile="2a")
        assert [(kind, f.rule_id) for f in access.failures] == []
        assert [(kind, f.rule_id) for f in archive.failures if f.rule_id != FALSE_ALARM] == []


@pytest.mark.parametrize("kind", PDFS)
@pytest.mark.parametrize("told", TOLD)
def test_each_page_says_what_it_is_how_old_and_what_it_cannot_do(kind: str, told: str) -> None:
    assert all(packed(told) in packed(text) for text in pages_of(made()[kind]))


@pytest.mark.parametrize("told", TOLD)
def test_the_picture_that_goes_alone_says_so_too(told: str) -> None:
    assert packed(told) in packed("".join(etree.fromstring(made()["ablauf.svg"]).itertext()))


def test_each_page_has_a_code_that_leads_to_the_address_and_says_how_old_it_is() -> None:
    for sheet, document in documents(addressed(real().shared)):
        for picture in pictures(sheet, document):
            (code,) = zxingcpp.read_barcodes(picture)
            assert document["address"] == "https://lernpaket.beispiel.org/aktuell/regelwerk-arbeit.html"
            assert code.text == f"{document['address']}#stand-{arbeit().reviewed_on}"


def test_without_an_address_there_is_no_code_but_a_line_to_write_on() -> None:
    for sheet, document in documents(real().shared):
        assert (document["address"], document["qr"]) == ("", "")
        assert not any(zxingcpp.read_barcodes(picture) for picture in pictures(sheet, document))
    assert "Adresse des Kurses" in pages_of(files(arbeit(), real().shared)["tabelle.pdf"])[0]


def test_the_table_is_one_table_for_each_group() -> None:
    found = tags(made()["tabelle.pdf"])
    assert found.count("Table") == found.count("H1") == len(arbeit().groups)
    assert found.count("TH") == 5 * len(arbeit().groups)
    assert found.count("TR") == len(arbeit().groups) + len(arbeit().rows)


def test_each_question_of_the_key_is_a_heading_and_each_number_a_link() -> None:
    forks = key_tree(arbeit())
    found = tags(made()["entscheidungsbaum.pdf"])
    assert found.count("H1") == len(forks)
    numbers = sum(len(fork["from"]) + bool(fork["full"]) + sum(way["to"] > 0 for way in fork["ways"]) for fork in forks)
    assert found.count("Link") == numbers + 1, "and the address"


def test_the_picture_is_one_figure_with_words() -> None:
    assert tags(made()["ablauf.pdf"]).count("Figure") == 1
    assert len(pages_of(made()["ablauf.pdf"])) == 1


def test_the_picture_can_be_read_on_a_wall_and_at_half_its_size_on_a_desk() -> None:
    assert min(letter_sizes(made()["ablauf.pdf"])) >= 12


def test_the_key_stays_short_enough_to_leaf_through() -> None:
    """Equal parts stand once: with fifty rows three leaves, and not one more for lack of an address."""
    for sheets in (made(), files(arbeit(), real().shared)):
        assert len(pages_of(sheets["entscheidungsbaum.pdf"])) <= 6


@pytest.mark.parametrize("shared", [real().shared, addressed(real().shared)], ids=["nowhere", "somewhere"])
def test_no_heading_ends_a_page(shared: Shared) -> None:
    """A question with its first answer, the name of a group with its first row."""
    spots = "query(selector(heading).or(strong)).map(it => (repr(it.func()), it.location().page(), it.location().position().x / 1mm))"
    sheets = dict(documents(shared))
    for sheet in ("rule-table", "rule-key"):
        found = asked(sheet, sheets[sheet], spots)
        for (kind, page, left), (_, below, beside) in pairwise(found):
            assert kind != "heading" or (page == below and abs(left - beside) < 20), sheet


def test_two_builds_are_equal_on_another_machine() -> None:
    here = [file.sha256 for file in rule_sheets.render(arbeit(), real().shared).files]
    code = (
        "from pathlib import Path; from builder.pipeline import load; from builder.rendering import rule_sheets\n"
        f"s = load(Path({str(ROOT)!r})).course.shared\n"
        "for f in rule_sheets.render(s.rule_table('arbeit'), s).files: print(f.sha256)"
    )
    elsewhere = {**os.environ, "TZ": "Pacific/Auckland", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=elsewhere, cwd=ROOT
    )
    assert done.stdout.split() == here


def test_what_an_author_wrote_arrives_letter_by_letter() -> None:
    sheets = files(saying(arbeit(), HOSTILE), real().shared)
    for kind in PDFS:
        assert packed(HOSTILE) in packed("".join(pages_of(sheets[kind]))), kind
    assert packed(HOSTILE) in packed("".join(etree.fromstring(sheets["ablauf.svg"]).itertext()))


@pytest.mark.parametrize(
    "text", ["x" * 18_000, "Ж " * 3_000, "<svg/onload=x>&amp;]]>", "\u202eabc\ufffe\x0b", "\N{PARTY POPPER} \u1200"]
)
def test_no_text_stops_the_build(text: str) -> None:
    sheets = files(saying(with_answers(arbeit(), 2), text), real().shared)
    assert all(sheets[kind].startswith(b"%PDF") for kind in PDFS)
    etree.fromstring(sheets["ablauf.svg"])


def test_a_table_that_need_not_ask_has_its_sheets_all_the_same() -> None:
    sheets = files(with_answers(arbeit(), 3), real().shared)
    for kind in PDFS:
        assert arbeit().rows[0].id in packed("".join(pages_of(sheets[kind]))), kind


def columns_of(table: RuleTable) -> list[set[tuple[int, bool]]]:
    """For each question of the key the columns in which something of it stands: page, and whether it is the right one."""
    document = rule_sheets.key_sheet(table, real().shared, "de")
    spot = "it.location().page(), it.location().position().x / 1mm, it.location().position().y / 1mm"
    spots = f"query(selector(heading).or(strong)).map(it => (repr(it.func()), {spot}))"
    found: list[set[tuple[int, bool]]] = []
    for kind, page, left, top in asked("rule-key", document, spots):
        if kind == "heading":
            found.append(set())
        if found and top > HEADER:
            found[-1].add((page, left > 105))
    assert len(found) == len(key_tree(table))
    return found


def test_a_question_of_the_key_stands_in_one_column() -> None:
    found = columns_of(
        ladder(8, 9, "Eine Antwort mit einigen Worten, die zwei Zeilen braucht, damit Fragen nicht mehr passen,")
    )
    assert {len(columns) for columns in found} == {1}
    assert len(set.union(*found)) > 3, "there were ends of columns to break at"


def test_a_question_longer_than_a_column_says_its_number_again() -> None:
    table = ladder(3, 40, "Eine Antwort mit einigen Worten, die zwei Zeilen braucht,")
    columns = columns_of(table)
    sheet = pdf("rule-key", rule_sheets.key_sheet(table, real().shared, "de"), (), table.reviewed_on)
    text = "".join(pages_of(sheet))
    heads = [int(number) for number in re.findall(r"(\d+)\s+\(Fortsetzung\)", text)]
    assert heads == [number for number, parts in enumerate(columns, start=1) for _ in range(len(parts) - 1)]
    assert heads
