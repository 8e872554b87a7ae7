"""The built site in a real browser: on every screen, without scripts, by keyboard, without barriers axe knows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pages import AXE, Site, opened, too_wide

PAGES = (
    "index.html",
    "kurse.html",
    "MODULE",
    "module/a2-wer-darf-was.html",
    "module/b1-ankommen-und-asylverfahren.html",
    "mein-lernen.html",
    "wiederholen.html",
    "GUIDE",
    "nachschlagen.html",
    "nachschlagen/normen.html",
    "nachschlagen/glossar.html",
    "nachschlagen/akteure.html",
    "nachschlagen/quellen.html",
    "nachschlagen/faelle.html",
    "nachschlagen/fallvergleich.html",
    "fall/rima.html",
    "ablauf/asylverfahren.html",
    "nachschlagen/irrtuemer.html",
    "downloads.html",
    "DOWNLOADS",
    "suche.html#suche?q=Duldung",
    "aktuell/b3.html",
    "regelwerk/arbeit.html",
    "mitschreiben/schreibweise.html",
    "mitschreiben/abdeckung.html",
    "mitschreiben/termine.html",
    "aenderungen.html",
    "impressum.html",
    "404.html",
)
"""One page of each kind; MODULE, GUIDE and DOWNLOADS are those of B3."""
RESULT = "regelwerk/arbeit.html#antwort:papier=gestattung&taetigkeit=stelle&wohnpflicht=nein&hindernis=keines&wartezeit=ab_drei"
QUESTION = "regelwerk/arbeit.html#antwort:papier=gestattung&taetigkeit=!stelle"
APART = """() => {
  const boxes = [".wordmark", "[data-menu]", "[data-to-search] input", "[data-scheme]", ".main-nav"].map((name) => document.querySelector(name)).filter((it) => it?.checkVisibility()).map((it) => it.getBoundingClientRect());
  return boxes.length > 3 && boxes.every((box, at) => box.left >= 0 && box.right <= innerWidth && boxes.slice(at + 1).every((other) => other.top >= box.bottom || other.left >= box.right));
}"""
PARTS = 4
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_no_barrier_on_any_other_page(chrome: Browser, site: Site, part: int) -> None:
    """Pages of a kind that is looked at above, and what editors read; a part of them each time, for several workers."""
    known = {site.url(name).split("#")[0] for name in PAGES}
    every = sorted(site.url(path.relative_to(site.folder).as_posix()) for path in site.folder.rglob("*.html"))
    narrow, wide = opened(chrome, 320), opened(chrome, 1280, color_scheme="dark")
    for address in [address for address in every if address not in known][part::PARTS]:
        for page in (narrow, wide):
            page.goto(address)
            assert (address, _violations(page), too_wide(page)) == (address, [], [])
    narrow.context.close()
    wide.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_barrier_on_a_wide_dark_screen(chrome: Browser, site: Site, name: str) -> None:
    page = opened(chrome, 1280, color_scheme="dark")
    page.goto(site.url(name))
    assert _violations(page) == []
    page.context.close()


@pytest.mark.parametrize("name", [*PAGES, QUESTION, RESULT])
def test_a_narrow_screen_is_wide_enough_and_axe_finds_no_barrier(chrome: Browser, site: Site, name: str) -> None:
    """Nothing has to be pushed sideways, with the menu closed or open, and with letters of twice the size."""
    page = opened(chrome, 320)
    page.goto(site.url(name))
    assert too_wide(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.locator("[data-menu]").click()
    assert _violations(page) == []
    page.add_style_tag(content="html { font-size: 200%; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(APART), "title, menu, search, view and pages of the masthead"
    assert page.evaluate(
        "(() => { const it = document.querySelector('.wordmark'); return it.scrollWidth <= it.clientWidth; })()"
    )
    page.context.close()


def _violations(page: Page) -> list[tuple[str, str]]:
    if not AXE.is_file():
        pytest.skip("axe-core is not there; make test installs it")
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [(rule["id"], rule["nodes"][0]["html"]) for rule in found]


def test_a_script_that_is_none_of_ours_never_runs(chrome: Browser, site: Site) -> None:
    page = opened(chrome, bypass_csp=False)
    page.goto(site.url("index.html"))
    page.evaluate(
        "() => document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
    )
    assert page.evaluate("() => window.ran") is None
    page.context.close()


LONE = """() => {
  const found = [], range = document.createRange();
  const rect = (node, at) => { range.setStart(node, at); range.setEnd(node, at + 1); return range.getBoundingClientRect(); };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), all = [];
  while (walk.nextNode()) if (walk.currentNode.parentElement.checkVisibility() && !walk.currentNode.parentElement.closest("script")) all.push(walk.currentNode);
  all.forEach((node, index) => [...node.data].forEach((letter, at) => {
    if (letter !== "·") return;
    const after = node.data.slice(at + 1).search(/\\S/);
    const next = after >= 0 ? [node, at + 1 + after] : [all.slice(index + 1).find((it) => it.data.trim()), null];
    if (next[1] === null) next[1] = next[0].data.search(/\\S/);
    if (Math.abs(rect(node, at).bottom - rect(...next).bottom) > 8) found.push(node.parentElement.textContent.trim().slice(0, 60));
  }));
  return found;
}"""
DOTS = """() => [...document.querySelectorAll(".facts")].filter((it) => it.checkVisibility()).flatMap((line) => {
  const from = line.getBoundingClientRect().left, room = parseFloat(getComputedStyle(line).fontSize);
  return [...line.children].map((fact) => fact.getBoundingClientRect().left - from).filter((left) => left > .5 && left < room);
})"""


@pytest.mark.parametrize("width", [320, 390, 520])
@pytest.mark.parametrize("name", ["index.html", "kurse.html", "MODULE", "regelwerk/arbeit.html", "aenderungen.html"])
def test_no_dot_between_facts_is_left_alone_at_the_end_of_a_line(
    chrome: Browser, site: Site, name: str, width: int
) -> None:
    page = opened(chrome, width)
    page.goto(site.url(name))
    assert page.evaluate(LONE) == []
    assert page.locator(".facts").count() > 0
    assert page.evaluate(DOTS) == [], "a fact begins its line, where its dot is cut off, or leaves room for it"
    assert page.locator(".facts").first.evaluate("it => getComputedStyle(it).overflowX") == "hidden"
    page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_everything_comes_from_one_host_and_nothing_goes_wrong(chrome: Browser, site: Site, name: str) -> None:
    """Under the page's own policy, which would be heard of here."""
    page = opened(chrome, bypass_csp=False)
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.goto(site.url(name), wait_until="networkidle")
    assert [url for url in asked if not url.startswith((site.address, "data:"))] == []
    assert wrong == []
    page.context.close()


def test_a_module_can_be_read_without_scripts(chrome: Browser, site: Site) -> None:
    page = opened(chrome, java_script_enabled=False)
    page.goto(site.url("MODULE"))
    assert page.locator(".step").count() == page.locator(".step:visible").count() > 0
    first = page.locator(".question .solution").first
    assert not first.locator(".reasons").first.is_visible()
    first.locator("summary").click()
    assert first.locator(".reasons").first.is_visible()
    assert not page.locator("[data-to-search], [data-scheme]").locator("visible=true").count()
    page.context.close()


def test_a_question_is_answered_on_the_page_and_nothing_is_kept_unasked(chrome: Browser, site: Site) -> None:
    page = opened(chrome)
    page.goto(site.url("MODULE"))
    question = page.locator(".question-single_choice").first
    question.locator(".option label").first.click()
    question.locator("[data-action=check]").click()
    assert question.locator(".question-verdict").inner_text()
    assert question.locator(".question-reasons .reason").count() > 0
    page.goto(site.url("index.html"))
    assert page.evaluate("Object.keys(localStorage)") == []
    page.context.close()


def test_the_menu_opens_and_closes_by_keyboard_on_a_phone(chrome: Browser, site: Site) -> None:
    page = opened(chrome, 360)
    page.goto(site.url("index.html"))

    def reached(times: int) -> list[str]:
        words = []
        for _ in range(times):
            page.keyboard.press("Tab")
            words.append(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.id"))
        return words

    before = reached(5)
    assert before[0] == "Zum Inhalt"
    assert before[2:4] == ["Menü", "such-feld"]
    assert "Kurse" not in before, "folded away"
    menu = page.locator("[data-menu]")
    menu.focus()
    page.keyboard.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    after = reached(10)
    assert [word for word in after if word in ("Start", "Kurse", "Lehren", "Mitschreiben")] == [
        "Start",
        "Kurse",
        "Lehren",
        "Mitschreiben",
    ]
    page.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement === document.querySelector('[data-menu]')"), "focus comes back"
    page.context.close()


def test_what_can_be_tapped_is_large_enough(chrome: Browser, site: Site) -> None:
    page = opened(chrome, 390)
    page.goto(site.url("MODULE"))
    small = page.evaluate(
        """[...document.querySelectorAll('button, select, summary, textarea, .option label, .main-nav a')]
        .filter((element) => element.checkVisibility())
        .filter((element) => { const box = element.getBoundingClientRect(); return box.height < 40 || box.width < 24; })
        .map((element) => element.outerHTML.slice(0, 80))"""
    )
    assert small == []
    page.context.close()


def test_the_reader_chooses_the_dark_view_and_it_stays(chrome: Browser, site: Site) -> None:
    page = opened(chrome, color_scheme="light")
    page.goto(site.url("index.html"))
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(paper)
    page.click("[data-scheme]")
    assert page.get_attribute("[data-scheme]", "aria-pressed") == "true"
    dark = page.evaluate(paper)
    assert dark != light
    page.goto(site.url("MODULE"))
    assert page.evaluate(paper) == dark
    page.emulate_media(media="print")
    assert page.evaluate(paper) == light
    page.context.close()


def test_forced_colours_and_large_letters_keep_everything_in_reach(chrome: Browser, site: Site) -> None:
    page = opened(chrome, 1280, forced_colors="active")
    page.goto(site.url("MODULE"))
    page.add_style_tag(content="html { font-size: 200%; } * { letter-spacing: .12em; word-spacing: .16em; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.callout, .brief')).borderInlineStartStyle") != "none"
    )
    page.context.close()
