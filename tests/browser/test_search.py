"""The search: what people type leads where it is answered, from a disk as well, and what they type stays with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from builder.pipeline import load
from builder.rendering.address import module_path
from tests.browser.pages import ROOT, Site, opened
from tests.browser.pure import open_page

pytestmark = pytest.mark.browser
QUERIES: list[dict[str, str]] = yaml.safe_load((ROOT / "tests" / "search_queries.yml").read_text(encoding="utf-8"))
AMONG, SHARE = 5, 0.95
FOUND = ".found > li"


@pytest.fixture
def page(chrome: Browser, site: Site) -> Iterator[Page]:
    made = opened(chrome)
    made.goto(site.url("suche.html"))
    yield made
    made.context.close()


@pytest.fixture(scope="module")
def pure(chrome: Browser) -> Iterator[Page]:
    made = open_page(chrome)
    yield made
    made.close()


def over(pure: Page, words: dict[str, list[int]], query: str, count: int = 4) -> list[str]:
    """What is found in an index of words."""
    index: dict[str, Any] = {"entries": [[str(n), "", "", ""] for n in range(count)], "words": words, "stop": ["und"]}
    call = "([index, query]) => pure.search.over(index)(query).map((found) => found.entry[0])"
    found: list[str] = pure.evaluate(call, [index, query])
    return found


def test_the_list_holds_sixty_queries_for_all_modules() -> None:
    course = load(ROOT).course
    assert course is not None
    assert len(QUERIES) >= 60
    assert {query["modul"] for query in QUERIES} == {planned.id for planned in course.shared.curriculum.planned}


def test_nineteen_of_twenty_queries_find_their_module_among_the_first_five(page: Page) -> None:
    course = load(ROOT).course
    assert course is not None
    asked = [query for query in QUERIES if course.module(query["modul"])]
    missed = []
    for query in asked:
        page.locator("#suchwort").fill(query["sucht"])
        expect(page.locator("[data-part=count]")).not_to_have_text("Wird gesucht …")
        addresses = page.locator(f"{FOUND} a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
        module = course.module(query["modul"])
        assert module is not None
        if not any(address.startswith(module_path(module)) for address in addresses[:AMONG]):
            missed.append(query["sucht"])
    assert len(missed) <= len(asked) * (1 - SHARE), missed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Häuser", "Haus"),
        ("Duldungen", "Duldung"),
        ("Straße", "Strasse"),
        ("Behörden", "Behörde"),
        ("arbeitest", "arbeiten"),
        ("erlaubten", "erlaubt"),
        ("Fristen", "Frist"),
        ("selbstständige", "selbständig"),
    ],
)
def test_forms_of_a_word_have_one_stem(pure: Page, one: str, other: str) -> None:
    stem = "word => pure.search.stem(word)"
    assert pure.evaluate(stem, one) == pure.evaluate(stem, other)


@pytest.mark.parametrize(
    ("word", "query"),
    [
        ("übung", "uebung"),
        ("straße", "strasse"),
        ("sicherheitsüberprüfung", "Überprüfung"),
        ("beschäftigungserlaubnis", "erlaubnis"),
        ("erlaubnis", "Arbeitserlaubnis"),
        ("fiktionsbescheinigung", "Fiktionsbescheinigng"),
        ("fiktionsbescheinigung", "Fiktionsbeschienigung"),
        ("duldung", "dul"),
        ("61asylg", "§ 61 Abs. 1 AsylG"),
        ("42dsgvo", "Art. 42 DSGVO"),
    ],
)
def test_a_word_is_found_by_what_people_type(pure: Page, word: str, query: str) -> None:
    assert over(pure, {word: [2, 1], "anderes": [0, 1]}, query) == ["2"]


def test_what_answers_more_words_and_in_the_title_stands_first(pure: Page) -> None:
    words = {"duldung": [0, 1, 1, 12, 2, 1], "arbeit": [0, 1, 2, 12]}
    assert over(pure, words, "Duldung und Arbeit") == ["2", "0", "1"]


def test_no_page_pushes_the_others_away(pure: Page) -> None:
    index = {
        "entries": [*([f"tabelle.html#{n}", "", "", ""] for n in range(5)), ["modul.html", "", "", ""]],
        "words": {"praktikum": [0, 9, 1, 9, 2, 9, 3, 9, 4, 9, 5, 1]},
        "stop": [],
    }
    call = "index => pure.search.over(index)('Praktikum').map((found) => found.entry[0])"
    order = [f"tabelle.html#{n}" for n in (0, 1, 2)] + ["modul.html"] + [f"tabelle.html#{n}" for n in (3, 4)]
    assert pure.evaluate(call, index) == order


def test_nothing_but_small_words_is_looked_for_all_the_same(pure: Page) -> None:
    assert over(pure, {"und": [3, 1]}, "und") == ["3"]


@pytest.mark.parametrize("query", ["", "   ", "§", "((", "<img src=x onerror=alert(1)>", "constructor", "__proto__"])
def test_no_query_breaks_it(pure: Page, query: str) -> None:
    assert over(pure, {"duldung": [0, 1]}, query) == []


def test_a_reader_searches_from_any_page_by_keyboard(chrome: Browser, site: Site) -> None:
    page = opened(chrome)
    page.goto(site.url("index.html"))
    page.get_by_role("searchbox").fill("Wohnpflicht")
    page.keyboard.press("Enter")
    page.wait_for_url("**/suche.html#suche?q=Wohnpflicht")
    expect(page.locator("[data-part=count]")).to_contain_text("Gefundene Stellen")
    page.keyboard.press("Tab")
    page.locator(f"{FOUND} a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/module/**")
    page.go_back()
    expect(page.locator("#suchwort")).to_have_value("Wohnpflicht")
    page.context.close()


def test_the_index_is_fetched_only_once_somebody_searches_and_no_query_leaves_the_browser(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    assert not [address for address in asked if "suchindex" in address]
    page.locator("#suchwort").fill("Zwetschgenmus")
    expect(page.locator("[data-part=count]")).to_contain_text("Zwetschgenmus")
    assert [address for address in asked if "suchindex" in address]
    assert not [address for address in asked if "Zwetschgenmus" in address]
    assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0


def test_what_was_typed_is_text(page: Page) -> None:
    page.locator("#suchwort").fill("<zzzqx>")
    expect(page.locator("[data-part=count]")).to_contain_text("<zzzqx>")


def test_it_works_from_a_disk(chrome: Browser, site: Site) -> None:
    page = opened(chrome)
    page.goto(Path(site.folder / "suche.html").as_uri() + "#suche?q=Duldung")
    expect(page.locator(FOUND).first).to_be_visible()
    page.locator(f"{FOUND} a").first.click()
    page.wait_for_url("file://**/module/**")
    page.context.close()


def test_without_scripts_it_says_what_it_needs(chrome: Browser, site: Site) -> None:
    page = opened(chrome, java_script_enabled=False)
    page.goto(site.url("suche.html"))
    expect(page.locator("[data-part=scriptless]")).to_be_visible()
    expect(page.locator("[data-part=form]")).to_be_hidden()
    page.goto(site.url("index.html"))
    expect(page.locator("[data-to-search]")).to_be_hidden()
    page.context.close()
