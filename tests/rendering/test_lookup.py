"""Pages across all modules: every citation, case, error, term and picture is on them, and nothing empty is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from builder.language import catalogue
from builder.model.blocks import Case, CaseMode
from builder.model.citations import Kind
from builder.model.course import Course
from builder.model.passages import all_blocks
from builder.pipeline import load
from builder.rendering.lookup import cited_laws, lookup_pages
from builder.rendering.made_pages import made_pages
from builder.rendering.site_page import Page
from tests.glossary import project_with_glossary
from tests.released import choice, course, module

_ = catalogue("de").gettext
RULE_ROW, STEP = "#zeile_", "module/"


@pytest.fixture(scope="module")
def pages(real: Course) -> dict[str, Page]:
    return dict(lookup_pages(real))


def drawn(page: Page) -> html.HtmlElement:
    return html.fromstring(f"<main>{page.body}</main>")


def words_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_nothing_is_shown_empty() -> None:
    assert list(lookup_pages(course(module(choice("f_a"))))) == []


def test_every_step_that_cites_a_norm_is_listed_there(real: Course, pages: dict[str, Page]) -> None:
    listed = {
        (law.short, norm.name.replace("\u00a0", " ")): {spot.address for spot in norm.spots}
        for law in cited_laws(real, _)
        for norm in law.norms
    }
    wanted = [
        (mention, step)
        for this in real.modules
        for step in this.steps
        for mention in real.mentions
        if (mention.where.kind, mention.where.document, mention.where.part) == (Kind.MODULE, this.id, step.id)
        and real.shared.register.law(mention.citation.law)
        and "–" not in mention.citation.norm
        and " f" not in mention.citation.norm
    ]
    assert len(wanted) > 50
    for mention, step in wanted:
        assert any(a.endswith(f"#{step.id}") for a in listed[str(mention.citation.law), mention.citation.name]), mention
    page = drawn(pages["nachschlagen/normen"])
    assert page.get_element_by_id("asylg_61").find(".//a").get("href").endswith("/asylvfg_1992/__61.html")


def test_each_place_is_named_once_and_rows_of_rule_tables_too(real: Course) -> None:
    for law in cited_laws(real, _):
        for norm in law.norms:
            assert len(set(norm.spots)) == len(norm.spots) > 0
    addresses = [spot.address for law in cited_laws(real, _) for norm in law.norms for spot in norm.spots]
    assert any(RULE_ROW in address for address in addresses)
    assert any(address.startswith(STEP) for address in addresses)


def test_every_case_can_be_reached_and_only_solved_ones_are_compared(real: Course, pages: dict[str, Page]) -> None:
    cases = [block for this in real.modules for block in all_blocks(this) if isinstance(block, Case)]
    page = drawn(pages["nachschlagen/faelle"])
    links = page.xpath("//ul[@class='cards']//h2/a/@href")
    assert [link.partition("#")[2] for link in links] == [case.id for case in cases]
    solved = [case.id for case in cases if case.mode is CaseMode.SOLVED]
    compared = page.find_class("case-columns")[0].xpath(".//h3/a/@href")
    assert [link.partition("#")[2] for link in compared] == solved
    assert len(solved) > 1


def test_solved_cases_are_compared_once_there_are_two_and_nobodys_exercise_is_solved(real: Course) -> None:
    one = real.modules[0]
    other = replace(one, slug="b9-probe", meta=one.meta.model_copy(update={"id": "b9"}))
    page = drawn(dict(lookup_pages(replace(real, modules=(one, other))))["nachschlagen/faelle"])
    solved = [block for block in all_blocks(one) if isinstance(block, Case) and block.mode is CaseMode.SOLVED]
    links = page.find_class("case-columns")[0].xpath(".//h3/a/@href")
    assert links == [f"../module/{m.slug}.html#{case.id}" for m in (one, other) for case in solved]


def test_every_error_has_what_holds_and_where_it_is_taught(real: Course, pages: dict[str, Page]) -> None:
    page = drawn(pages["nachschlagen/irrtuemer"])
    for item in real.shared.misconceptions:
        entry = page.get_element_by_id(item.id)
        assert " ".join(item.correction.split()) in words_of(entry).replace("\u00a0", " ")
        assert len(entry.find_class("heard-in")) == len([m for m in item.modules if real.module(m)])


def test_a_term_leads_to_every_step_that_uses_it(tmp_path: Path) -> None:
    made = load(project_with_glossary(tmp_path / "projekt")).course
    assert made
    page = drawn(dict(lookup_pages(made))["nachschlagen/glossar"])
    for term in made.shared.glossary:
        assert " ".join(term.definition.split()) in words_of(page.get_element_by_id(term.id)).replace("\u00a0", " ")
    used = page.get_element_by_id("duldung").xpath(".//li/a/@href")
    assert used
    assert len(set(used)) == len(used)
    assert page.xpath("//*[@lang='ar']/@dir") == ["rtl"]


def test_every_link_leads_to_a_page_that_is_made(real: Course, pages: dict[str, Page]) -> None:
    made = dict(made_pages(real))
    ids = {name: set(drawn(page).xpath("//@id")) for name, page in made.items()}
    for page in pages.values():
        for link in drawn(page).xpath("//a/@href[starts-with(., '../')]"):
            path, _hash, anchor = link.removeprefix("../").partition("#")
            assert not anchor or anchor in ids[path.removesuffix(".html")], link


def test_a_long_glossary_can_be_entered_at_every_letter(real: Course, pages: dict[str, Page], tmp_path: Path) -> None:
    page = drawn(pages["nachschlagen/glossar"])
    (letters,) = page.find_class("letters")
    for link in letters.iter("a"):
        heading = page.get_element_by_id(link.get("href")[1:])
        assert heading.text == link.text
        first = heading.getnext().find(".//dt").text
        assert first[0].upper().translate(str.maketrans("ÄÖÜ", "AOU")) == link.text
    assert len(page.find_class("glossary")) == len(list(letters.iter("a")))
    assert len(page.findall(".//dl/div")) == len(real.shared.glossary)
    short = load(project_with_glossary(tmp_path / "projekt")).course
    assert short
    assert not drawn(dict(lookup_pages(short))["nachschlagen/glossar"]).find_class("letters")
