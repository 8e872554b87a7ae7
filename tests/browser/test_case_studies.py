"""Case studies in a real browser: read without scripts, put side by side by choice, on phones and on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from builder.mkdocs_shell import build_site
from builder.pipeline import load
from tests.browser.pages import AXE, Site, barriers, opened, too_wide
from tests.case_studies import NAMES, project_with_case_studies

ALL, ONE, MODULE = "nachschlagen/fallvergleich.html", "fall/dora.html", "module/x1-probe.html"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def faelle(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> Site:
    project = project_with_case_studies(tmp_path_factory.mktemp("faelle") / "projekt")
    course = load(project).course
    assert course is not None
    folder = tmp_path_factory.mktemp("site-faelle")
    build_site(course, folder, project)
    return Site(folder, serve(folder))


def columns(page: Page) -> list[str]:
    """The cases whose columns are seen, by their order in the table."""
    seen: list[str] = page.locator(".criteria thead th[data-case]").evaluate_all(
        "all => all.filter((it) => !it.hidden).map((it) => it.dataset.case)"
    )
    return seen


def tick(page: Page, *names: str) -> None:
    for name in names:
        page.locator(f"[data-compare] input[value={name}]").click()


def principle(page: Page) -> Locator:
    return page.locator("[data-part=principle]")


def test_without_scripts_every_case_is_reached_and_its_solution_can_be_opened(chrome: Browser, faelle: Site) -> None:
    page = opened(chrome, java_script_enabled=False)
    page.goto(faelle.url(ALL))
    assert not page.locator("[data-compare]").is_visible()
    assert page.locator(".case-cards h2 a").count() == len(NAMES)
    page.locator(".case-cards h2 a").first.click()
    assert page.url.endswith(ONE)
    learnt = page.locator(".case-principle")
    assert not learnt.is_visible()
    page.locator(".case-solution summary").click()
    assert learnt.is_visible()
    page.context.close()


def test_two_to_four_cases_are_chosen_and_the_address_keeps_the_choice(chrome: Browser, faelle: Site) -> None:
    page = opened(chrome)
    page.goto(faelle.url(ALL), wait_until="networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    compared = page.locator("[data-part=compared]")
    tick(page, "dora")
    expect(compared).to_be_hidden()
    tick(page, "karim")
    expect(compared).to_be_visible()
    assert columns(page) == ["dora", "karim"]
    assert page.url.endswith("#vergleich?faelle=dora,karim")
    assert page.locator("[data-cases]:visible").all_inner_texts() == [
        "§\u00a013 AsylG: Dora D. Karim K.",
        "§\u00a061 AsylG: Dora D. Karim K.",
    ]
    expect(principle(page)).not_to_have_attribute("open", "")
    principle(page).locator("summary").click()
    expect(page.get_by_text("Gelernt ist an Karim K.")).to_be_visible()
    expect(page.get_by_text("Gelernt ist an Tala T.")).to_be_hidden()
    tick(page, "tala", "omid")
    assert columns(page) == ["dora", "karim", "omid", "tala"]
    expect(principle(page)).not_to_have_attribute("open", "")
    expect(page.locator("input[value=nadja]")).to_be_disabled()
    tick(page, "dora")
    expect(page.locator("input[value=nadja]")).to_be_enabled()
    assert page.locator("[data-cases]:visible").count() == 1, "§ 13 is cited by Karim alone"
    address = page.url
    assert {address.rpartition("/")[2] for address in asked} <= {"favicon.svg"}, "asked for at every new address"
    assert page.evaluate("[Object.keys(localStorage), document.cookie]") == [[], ""]
    other = opened(chrome)
    other.goto(address)
    expect(other.locator("[data-part=compared]")).to_be_visible()
    assert columns(other) == ["karim", "omid", "tala"]
    other.goto(faelle.url(f"{ALL}#vergleich?faelle=karim,gibt_es_nicht"))
    other.reload()
    expect(other.locator("[data-part=compared]")).to_be_hidden()
    for each in (page, other):
        each.context.close()


@pytest.mark.parametrize("name", [ONE, MODULE, f"{ALL}#vergleich?faelle=dora,karim,omid,tala"])
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_nothing_is_pushed_sideways_and_axe_finds_no_barrier(
    chrome: Browser, faelle: Site, name: str, width: int, scheme: str
) -> None:
    page = opened(chrome, width, color_scheme=scheme)
    page.goto(faelle.url(name))
    page.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true; })")
    assert too_wide(page) == []
    page.add_style_tag(content="html { font-size: 200%; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if not AXE.is_file():
        pytest.skip("axe-core is not there; make test installs it")
    assert barriers(page, "main") == []
    page.context.close()


def test_on_a_phone_a_row_is_a_card_whose_cells_name_their_column(chrome: Browser, faelle: Site) -> None:
    page = opened(chrome, 360)
    page.goto(faelle.url(ONE))
    cells = page.locator(".criteria tbody tr").first.locator("td")
    boxes = [cells.nth(at).bounding_box() for at in range(2)]
    assert boxes[0]
    assert boxes[1]
    assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]
    named = cells.evaluate_all("all => all.map((it) => getComputedStyle(it, '::before').content)")
    assert named == ['"Stadt"', '"Land"']
    assert page.locator(".criteria table").get_attribute("role") == "table"
    page.context.close()


def test_on_paper_the_solution_stands_open_and_afterwards_it_is_folded_again(chrome: Browser, faelle: Site) -> None:
    page = opened(chrome)
    page.goto(faelle.url(ONE))
    folded = page.locator(".case-solution")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(folded).to_have_attribute("open", "")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(folded).not_to_have_attribute("open", "")
    page.context.close()


def test_a_place_in_the_solution_can_be_addressed(chrome: Browser, faelle: Site) -> None:
    page = opened(chrome)
    page.goto(faelle.url(f"{ONE}#recht"))
    expect(page.locator("#recht")).to_be_visible()
    page.goto(faelle.url(f"{ONE}#kriterium_frist"))
    expect(page.locator("#kriterium_frist")).to_be_in_viewport()
    page.context.close()
