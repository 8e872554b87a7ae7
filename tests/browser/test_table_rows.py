"""The rows of a rule table where they are read: what does not hold says so, long text has room, a row stays a row, groups fold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from builder.mkdocs_shell import build_site
from builder.rendering.scorm import render
from tests.browser.pages import AXE, barriers, opened, too_wide
from tests.packages import package_of
from tests.rendering.marked_rows import CAREFUL, ENTITLED, ROWS, marked_course

pytestmark = pytest.mark.browser
MODULE = "module/x1-probe.html"
FACES = (MODULE, "regelwerk/probe.html", "package/index.html")
HEADS = [
    "Lage und Zeit",
    "Ergebnis",
    "Zustimmung der Bundesagentur für Arbeit",
    "Wer entscheidet, nächster Schritt",
    "Bitte beachten",
    "Norm",
]
BOX = "it => { const box = it.getBoundingClientRect(); return [box.left, box.right, box.top, box.bottom]; }"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """Site and package of a course whose table has every kind of row."""
    root = tmp_path_factory.mktemp("zeilen")
    course = marked_course(root)
    folder = tmp_path_factory.mktemp("seite")
    build_site(course, folder, root / "projekt")
    with package_of(render(course.modules[0], course.shared, "de")) as archive:
        archive.extractall(folder / "package")
    return serve(folder)


def on(browser: Browser, url: str, day: str = "2026-11-25", width: int = 1280, **options: Any) -> Page:
    """The page as it is on a day, with all groups open."""
    page = opened(browser, width, **options)
    page.clock.set_fixed_time(f"{day}T12:00:00+01:00")
    page.goto(url)
    page.evaluate("document.querySelectorAll('.rule-group').forEach((it) => { it.open = true; })")
    return page


def row_of(page: Page, name: str) -> Locator:
    return page.locator(f"#zeile_{name}")


def box(part: Locator) -> list[float]:
    """Left, right, top, bottom."""
    found: list[float] = part.evaluate(BOX)
    return found


def colour(part: Locator) -> str:
    found: str = part.evaluate("it => getComputedStyle(it).color")
    return found


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(
    ("day", "name", "said"),
    [
        ("2026-10-31", "vorbei", ""),
        ("2026-11-01", "vorbei", "Nicht mehr: galt bis 31.10.2026"),
        ("2027-02-28", "kommt", "Noch nicht: gilt ab 01.03.2027"),
        ("2027-03-01", "kommt", ""),
        ("2026-06-11", "zeitweise", "Noch nicht: gilt ab 12.06.2026"),
        ("2026-06-12", "zeitweise", ""),
        ("2026-11-01", "zeitweise", "Nicht mehr: galt bis 31.10.2026"),
    ],
)
def test_a_row_out_of_its_time_says_so_and_loses_its_colour(
    chrome: Browser, address: str, face: str, day: str, name: str, said: str
) -> None:
    page = on(chrome, f"{address}/{face}", day)
    row = row_of(page, name)
    shown = row.locator(".outdated:not([hidden])")
    assert [text.strip() for text in shown.all_text_contents()] == ([said] if said else [])
    verdict = row.locator(".verdict")
    assert verdict.text_content() is not None
    assert (verdict.text_content() or "").strip() == ENTITLED
    assert verdict.locator("svg").count() == 1
    muted = colour(page.locator(".rule-table-note").first)
    usual = colour(row_of(page, "immer").locator(".verdict"))
    assert colour(verdict) == (muted if said else usual) != (usual if said else muted)
    page.context.close()


def test_without_scripts_the_days_are_there_all_the_same(chrome: Browser, address: str) -> None:
    page = opened(chrome, java_script_enabled=False)
    page.goto(f"{address}/regelwerk/probe.html")
    for name, (_, dates, *_) in ROWS.items():
        assert dates in row_of(page, name).inner_text()
    assert page.locator(".outdated:visible").count() == 0
    page.context.close()


def test_long_text_has_the_room_beside_the_case(chrome: Browser, address: str) -> None:
    page = on(chrome, f"{address}/regelwerk/probe.html")
    row = row_of(page, "lang")
    left, right, *_ = box(row)
    for name in ("Bitte beachten", "Norm"):
        cell = box(row.locator(f"[data-label='{name}']"))
        assert cell[1] - cell[0] > 0.6 * (right - left)
    cells = [box(row.locator("td").nth(index)) for index in range(4)]
    assert max(cell[3] for cell in cells[:3]) <= cells[3][2], "below the others"
    assert box(row.locator("th"))[3] == pytest.approx(box(row.locator("td").nth(4))[3], abs=1), (
        "the case goes down beside it"
    )
    page.context.close()


def test_columns_stand_below_their_heads(chrome: Browser, address: str) -> None:
    page = on(chrome, f"{address}/regelwerk/probe.html")
    lefts = [box(page.locator(".rules thead th").nth(index))[0] for index in range(4)]
    for name in ("immer", "lang"):
        cells = row_of(page, name).locator("th, td")
        assert [box(cells.nth(index))[0] for index in range(4)] == pytest.approx(lefts, abs=0.5)
    page.context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_at_every_width_it_is_a_table_with_heads(chrome: Browser, address: str, width: int) -> None:
    page = on(chrome, f"{address}/regelwerk/probe.html", width=width)
    tree = page.locator(".rule-table").aria_snapshot()
    assert [head for head in HEADS if f'columnheader "{head}"' not in tree] == []
    everything = [*ROWS, "rest"]
    assert tree.count("- rowheader") == len(everything)
    assert page.get_by_role("row").count() == 1 + len(everything)
    roles = "all => new Set(all.map((it) => getComputedStyle(it).display)).size"
    assert page.locator(".rules tbody tr").evaluate_all(roles) == 1
    page.context.close()


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_every_line_of_a_row_begins_at_one_edge(chrome: Browser, address: str, width: int) -> None:
    """Also in the row that somebody was sent to."""
    page = on(chrome, f"{address}/regelwerk/probe.html#zeile_lang", width=width)
    assert too_wide(page) == []
    for name in ("lang", "gelesen"):
        lines = row_of(page, name).locator("th, td:visible")
        edges = {round(box(lines.nth(index))[0]) for index in range(lines.count())}
        padding = lines.evaluate_all("all => all.map((it) => getComputedStyle(it).paddingInlineStart)")
        assert (len(edges), set(padding)) == (1, {"0px"})
    page.context.close()


def test_what_a_row_does_not_have_takes_no_room(chrome: Browser, address: str) -> None:
    page = on(chrome, f"{address}/regelwerk/probe.html")
    assert row_of(page, "immer").locator("[data-label='Bitte beachten']").is_hidden()
    assert row_of(page, "lang").locator("[data-label='Bitte beachten']").is_visible()
    assert row_of(page, "gelesen").get_by_text(CAREFUL).is_visible()
    page.context.close()


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core fehlt: make test richtet es ein")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("face", FACES)
def test_no_row_has_a_barrier(chrome: Browser, address: str, face: str, width: int, scheme: Any) -> None:
    page = on(chrome, f"{address}/{face}#zeile_vorbei", width=width, color_scheme=scheme, bypass_csp=True)
    assert page.locator(".outdated:not([hidden])").count() > 0
    assert barriers(page, ".rule-table") == []
    assert too_wide(page) == []
    page.context.close()


def test_without_scripts_a_group_opens_and_on_paper_it_stands_open(chrome: Browser, address: str) -> None:
    page = opened(chrome, java_script_enabled=False)
    page.goto(f"{address}/{MODULE}")
    expect(row_of(page, "lang")).not_to_be_visible()
    page.locator(".rule-group summary").press("Enter")
    expect(row_of(page, "lang")).to_be_visible()
    page.locator(".rule-group summary").click()
    expect(row_of(page, "lang")).not_to_be_visible()
    page.emulate_media(media="print")
    expect(row_of(page, "lang")).to_be_visible()
    expect(page.locator(".rules caption")).to_be_visible()
    expect(page.locator(".rule-group summary")).not_to_be_visible()
    page.context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_address_of_a_row_opens_its_group(chrome: Browser, address: str, width: int) -> None:
    page = opened(chrome, width)
    page.goto(f"{address}/{MODULE}#zeile_lang")
    expect(row_of(page, "lang")).to_be_in_viewport()
    page.goto(f"{address}/{MODULE}?neu")
    expect(row_of(page, "lang")).not_to_be_visible()
    page.evaluate("location.hash = 'zeile_lang'")
    expect(row_of(page, "lang")).to_be_in_viewport()
    page.context.close()


def test_a_link_inside_a_package_opens_the_group_of_its_row(chrome: Browser, address: str) -> None:
    page = opened(chrome, 360)
    page.goto(f"{address}/package/index.html")
    page.evaluate("document.querySelector('h1').innerHTML += ' <a href=\"#zeile_lang\">Zur Zeile</a>'")
    page.get_by_role("link", name="Zur Zeile").click()
    expect(row_of(page, "lang")).to_be_in_viewport()
    page.context.close()


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core fehlt: make test richtet es ein")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_folded_groups_are_no_barrier(chrome: Browser, address: str, width: int, scheme: Any) -> None:
    page = opened(chrome, width, color_scheme=scheme)
    page.goto(f"{address}/{MODULE}#schritt")
    page.evaluate("document.querySelector('.rule-table').scrollIntoView()")
    assert barriers(page, ".rule-table") == []
    assert too_wide(page) == []
    page.context.close()
