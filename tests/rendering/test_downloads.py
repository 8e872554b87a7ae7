"""The files beside the site: a page for each of what they are made of, each file where it belongs, nothing empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from lxml import html

from builder.language import catalogue
from builder.model.course import Course, Edition
from builder.model.page import Piece
from builder.rendering.downloads import Offer, downloads_pages, offered, shelves, size_words
from builder.rendering.file_words import file_kinds, kind_of
from builder.rendering.hand_page import HandPage
from builder.rendering.printed import printed
from builder.rendering.targets import BUNDLE_TARGETS, REFERENCE_TARGETS, TARGETS
from builder.source import Place

_ = catalogue("de").gettext


def offers_of(course: Course) -> Iterator[Offer]:
    """What the targets give of the whole course, but with sizes nobody has measured."""
    module, bundle, table = course.modules[0], course.bundles[0], course.shared.rule_tables[0]
    for target, render in TARGETS.items():
        yield from (Offer(module, f"{target}/{f.path}", 1, "") for f in render(module, course.shared, "de").files)
    for target, of_bundle in BUNDLE_TARGETS.items():
        made = of_bundle.render(bundle, course.shared, "de")
        yield from (Offer(bundle, f"{target}/{f.path}", 1, "") for f in made.files)
    for target, of_table in REFERENCE_TARGETS.items():
        yield from (Offer(table, f"{target}/{f.path}", 1, "") for f in of_table(table, course.shared, "de").files)
    yield Offer(module, f"trainer/{module.file_name}.zip", 2_158_265, "")
    yield Offer(course.edition, f"print/aenderungen-{course.edition.version}.pdf", 31_577, "")
    yield Offer(course.edition, f"moodle/glossar-{course.edition.version}.xml", 900, "")


@pytest.fixture(scope="module")
def offers(everything: Course) -> tuple[Offer, ...]:
    return tuple(offer for offer in offers_of(everything) if offered(offer.path))


def test_every_file_has_a_name_a_form_and_a_purpose_of_its_own(offers: tuple[Offer, ...]) -> None:
    kinds = file_kinds(_)
    assert len({(kind.name, kind.form) for kind in kinds}) == len(kinds)
    for offer in offers:
        kind = kind_of(offer.path, kinds)
        assert kind.name
        assert kind.form
        assert kind.purpose


def test_each_file_is_offered_once_and_where_it_lies(everything: Course, offers: tuple[Offer, ...]) -> None:
    found = []
    for path, page in downloads_pages(everything, offers):
        assert path.count("/") == 1
        tree = html.fromstring(str(page.body))
        found += [link.get("href") for link in tree.xpath("//tbody//a")]
        assert [table.get("aria-labelledby") for table in tree.iter("table")] == [
            entry.id for entry in page.entries[1:]
        ]
    assert sorted(found) == sorted(offer.path for offer in offers)


def test_solutions_are_for_the_trainer_and_the_kit_comes_first(everything: Course, offers: tuple[Offer, ...]) -> None:
    pages = dict(downloads_pages(everything, offers))
    tree = html.fromstring(str(pages[f"downloads/{everything.modules[0].slug}"].body))
    tables = {table.get("aria-labelledby"): [link.text for link in table.iter("a")] for table in tree.iter("table")}
    assert tables["leitung"][:1] == ["Trainerpaket"]
    assert "Lösungsblatt" in tables["leitung"]
    assert "Lösungsblatt" not in tables["teilnehmende"]
    assert "2,2 MB" in tree.text_content()


def test_the_page_for_moodle_is_left_out_since_the_site_has_it(offers: tuple[Offer, ...]) -> None:
    assert not [offer for offer in offers if offer.path.endswith(".html")]


def test_what_has_no_files_has_no_page(everything: Course, offers: tuple[Offer, ...]) -> None:
    assert list(downloads_pages(everything, ())) == []
    alone = [offer for offer in offers if isinstance(offer.subject, Edition)]
    assert [path for path, _page in downloads_pages(everything, alone)] == ["downloads/ganze-ausgabe"]
    assert [(shelf.page, shelf.count, shelf.size) for shelf in shelves(everything, alone, _)] == [
        ("downloads/ganze-ausgabe", 2, "32 kB")
    ]


def test_pages_are_named_apart(everything: Course) -> None:
    offers = [Offer(subject, "print/aenderungen-1.pdf", 1, "") for subject in printed(everything)]
    paths = [path for path, _page in downloads_pages(everything, offers)]
    assert len(set(paths)) == len(paths) == len(offers)


@pytest.mark.parametrize(
    ("size", "words"), [(0, "1 kB"), (999, "1 kB"), (312_400, "312 kB"), (1_000_000, "1 MB"), (7_067_411, "7,1 MB")]
)
def test_sizes_are_decimal(size: int, words: str) -> None:
    assert size_words(size) == words


def shown(course: Course, offers: tuple[Offer, ...] | None) -> html.HtmlElement:
    hand = HandPage(course, "", lambda href: href, "de", (), offers)
    return html.fromstring(f"<div>{hand.page([Piece('downloads', Place(''))]).body}</div>")


def test_the_site_as_a_zip_is_offered_where_it_is_made_and_has_an_address(
    everything: Course, offers: tuple[Offer, ...]
) -> None:
    nowhere = replace(everything, shared=replace(everything.shared, curriculum=at(everything, "")))
    somewhere = replace(
        everything, shared=replace(everything.shared, curriculum=at(everything, "https://l.example/a/"))
    )
    zips = {
        name: shown(course, made).xpath("//a[contains(@href, '.zip')]/@href")
        for name, course, made in [
            ("no address", nowhere, offers),
            ("made alone", somewhere, None),
            ("made", somewhere, offers),
        ]
    }
    assert zips == {"no address": [], "made alone": [], "made": ["https://l.example/a/site-offline.zip"]}


def test_a_site_without_files_says_so(everything: Course) -> None:
    assert "ohne Dateien" in shown(everything, None).text_content()


def at(course: Course, address: str) -> object:
    return course.shared.curriculum.model_copy(update={"base_url": address})
