"""One rule table, seven faces: two pages of the site, package, printed table, printed key, picture and picture on paper say the same rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree, html

from builder.rendering import scorm
from builder.rendering.site import module_page, rule_table_page
from tests.packages import package_of
from tests.rendering.pdf_text import pages_of
from tests.rendering.rule_paper import WORDS, arbeit, made, packed, plain, real

Row = tuple[str, str, str]
SVG = {"s": "http://www.w3.org/2000/svg"}


@cache
def rows() -> list[Row]:
    """Name, verdict and norms of each row, in the order of the groups."""
    return [(row.id, row.verdict.value, "; ".join(row.norms)) for _, group in arbeit().groups for row in group]


def rows_of_html(page: str) -> Iterator[Row]:
    for row in html.fromstring(page).xpath("//tr[starts-with(@id, 'zeile_')]"):
        (verdict,) = row.xpath(".//*[contains(@class, 'verdict-')]/@class")
        (norms,) = row.xpath(".//td[@data-label='Norm']")
        yield (
            row.get("id").removeprefix("zeile_"),
            verdict.split("verdict-")[1],
            "; ".join(plain(norms.text_content()).split(", ")),
        )


def rows_of_svg(data: bytes) -> Iterator[Row]:
    for box in etree.fromstring(data).xpath("//s:g[starts-with(@class, 'row ')]", namespaces=SVG):
        said = {style: box.xpath(f".//*[@class='{style}']/text()", namespaces=SVG) for style in ("name", "norms")}
        yield "".join(said["name"]), box.get("class").split()[1], plain(" ".join(said["norms"]))


def test_there_are_rows_to_compare() -> None:
    assert len(rows()) == len(arbeit().rows) > 40
    assert {verdict for _, verdict, _ in rows()} == set(WORDS)


def test_on_the_page_of_the_module() -> None:
    assert list(rows_of_html(module_page(real().module("b3"), real().shared).body)) == rows()


def test_on_the_page_of_the_table() -> None:
    assert list(rows_of_html(rule_table_page(arbeit(), real()).body)) == rows()


def test_in_the_package() -> None:
    with package_of(scorm.render(real().module("b3"), real().shared)) as package:
        assert list(rows_of_html(package.read(scorm.ENTRY).decode())) == rows()


def test_in_the_printed_table() -> None:
    text = plain(" ".join(pages_of(made()["tabelle.pdf"])))
    starts = [text.index(f" {name} {WORDS[verdict]} ") for name, verdict, _ in rows()]
    assert starts == sorted(starts), "in the order of the site"
    for (_, _, norms), start, end in zip(rows(), starts, [*starts[1:], len(text)], strict=True):
        assert all(packed(norm) in packed(text[start:end]) for norm in norms.split("; "))


def test_in_the_printed_key() -> None:
    text = plain(" ".join(pages_of(made()["entscheidungsbaum.pdf"])))
    others = "|".join(map(re.escape, WORDS.values()))
    found = set(
        re.findall(rf" ({others}) (?:(?! (?:{others}) ).)*? ({'|'.join(name for name, _, _ in rows())})(?= )", text)
    )
    assert found == {(WORDS[verdict], name) for name, verdict, _ in rows()}


def test_in_the_picture() -> None:
    assert sorted(rows_of_svg(made()["ablauf.svg"])) == sorted(rows())


def test_in_the_picture_on_paper() -> None:
    (text,) = pages_of(made()["ablauf.pdf"])
    for name, verdict, norms in rows():
        careful = "Lesart der Redaktion" if arbeit().row(name).is_careful else ""
        assert packed(f"{WORDS[verdict]}{careful}{name}{norms}") in packed(text)
