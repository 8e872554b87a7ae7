"""The picture of the flow: every answer is a line that ends where the key says, and it is sound as a file."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

from hypothesis import given, settings
from lxml import etree

from builder.model.rule_table import RuleTable
from builder.rendering.assets import tokens
from builder.rendering.rule_flow import WIDTH, flow_picture, wrapped
from builder.rendering.rule_key import key_tree
from tests.reading.random_tables import broken_tables, sound_tables
from tests.rendering.rule_paper import arbeit, made, real

SVG = {"s": "http://www.w3.org/2000/svg"}


def picture() -> Any:
    return etree.fromstring(made()["ablauf.svg"])


def boxes(root: Any) -> dict[str, tuple[int, int, float]]:
    """Name of each box → left, top, height."""
    found = {}
    for box in root.xpath("//s:g[s:rect[@class='box']]", namespaces=SVG):
        style = "number" if box.xpath("./s:rect[@class='head']", namespaces=SVG) else "name"
        name = "".join(box.xpath(f".//*[@class='{style}']/text()", namespaces=SVG))
        x, y = (int(part) for part in re.findall(r"-?\d+", box.get("transform")))
        found[name] = (x, y, float(box[0].get("height")))
    return found


def lines(root: Any) -> list[list[int]]:
    """The numbers of each line, from where it begins to where it ends."""
    drawn = root.xpath("//s:path[@class='way']/@d", namespaces=SVG)
    return [[int(part) for part in re.findall(r"-?\d+", path)] for path in drawn]


def leads_as_the_key_says(root: Any, table: RuleTable) -> None:
    found = boxes(root)
    expected = [
        (str(fork["number"]), str(way["to"] or way["row"].get("id", "")))
        for fork in key_tree(table)
        for way in fork["ways"]
    ]
    for (start, end), line in zip(expected, lines(root), strict=True):
        left, top, height = found[start]
        assert line[0] == left + WIDTH
        assert top < line[1] < top + height + 1
        left, top, height = found[end]
        assert line[-2] == left
        assert abs(line[-1] - (top + height / 2)) <= 1


def test_every_answer_is_a_line_from_its_question_to_where_the_key_leads() -> None:
    leads_as_the_key_says(picture(), arbeit())


@settings(max_examples=25)
@given(sound_tables())
def test_so_it_is_in_any_table(table: RuleTable) -> None:
    leads_as_the_key_says(etree.fromstring(flow_picture(table, real().shared)), table)


@settings(max_examples=25)
@given(broken_tables())
def test_a_table_that_is_not_sound_yet_can_be_drawn(table: RuleTable) -> None:
    etree.fromstring(flow_picture(table, real().shared))


def test_no_box_lies_on_another_and_all_within_the_picture() -> None:
    root = picture()
    left, top, wide, high = (float(part) for part in root.get("viewBox").split())
    found = boxes(root)
    for x, y, height in found.values():
        assert left <= x <= left + wide - WIDTH
        assert top <= y <= top + high - height
    for (one, (x, y, height)), (other, (x2, y2, height2)) in product(found.items(), repeat=2):
        assert one == other or x + WIDTH <= x2 or x2 + WIDTH <= x or y + height <= y2 or y2 + height2 <= y


def test_it_has_a_title_and_words_for_those_who_cannot_see_it() -> None:
    root = picture()
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "title description")
    assert (root[0].get("id"), root[0].text) == ("title", "Wer darf wann arbeiten? · Ablauf")
    said = f"{len(key_tree(arbeit()))} Fragen führen zu {len(arbeit().rows)} Zeilen."
    assert (root[1].get("id"), root[1].text) == (
        "description",
        f"{said} Der Entscheidungsbaum sagt dasselbe in Worten.",
    )


def test_it_asks_nobody_for_anything_and_has_our_colours() -> None:
    text = made()["ablauf.svg"].decode()
    assert not re.search(r"<(script|image|use|a|foreignObject)\b|url\(|@import|\bon\w+=", text)
    black = {"#000"}
    """The QR code has it."""
    assert set(re.findall(r"#[0-9A-Fa-f]{3,8}\b", text)) <= set(tokens()["light"].values()) | black


def test_a_word_too_long_for_its_line_is_cut_and_not_lost() -> None:
    cut = list(wrapped("W" * 90, 20))
    assert len(cut) > 3
    assert "".join(cut) == "W" * 90
    assert " ".join(wrapped("Antrag mit Angaben zur Stelle stellen", 8)) == "Antrag mit Angaben zur Stelle stellen"
