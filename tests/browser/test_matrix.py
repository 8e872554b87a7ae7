"""Everything at once: every page, every question of every module in every state, every screen, light and dark (make axe)."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from builder.pipeline import load
from tests.browser.pages import AXE, ROOT, Site, barriers, opened, too_wide
from tests.browser.states import STATES, bring, questions

pytestmark = [
    pytest.mark.browser,
    pytest.mark.matrix,
    pytest.mark.skipif(not AXE.is_file(), reason="axe-core fehlt: make axe richtet es ein"),
    pytest.mark.parametrize("width", [320, 768, 1280]),
    pytest.mark.parametrize("scheme", ["light", "dark"]),
]
_COURSE = load(ROOT).course
SLUGS = [module.slug for module in _COURSE.modules] if _COURSE else []


def test_every_page_is_free_of_barriers(chrome: Browser, site: Site, width: int, scheme: Any) -> None:
    page = opened(chrome, width, color_scheme=scheme)
    for path in sorted(site.folder.rglob("*.html")):
        name = path.relative_to(site.folder).as_posix()
        page.goto(f"{site.address}/{name}")
        assert barriers(page, "html") == [], name
        assert too_wide(page) == [], name
    page.context.close()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_question_of_every_module_in_every_state(
    chrome: Browser, site: Site, slug: str, width: int, scheme: Any
) -> None:
    page = opened(chrome, width, color_scheme=scheme)
    page.add_init_script("localStorage.setItem('integrif.ansicht', 'ganz')")  # all steps, on a small screen too
    page.goto(f"{site.address}/module/{slug}.html")
    page.locator("#certainty-switch").check()
    for state in STATES:
        for form in questions(page):
            bring(form, state)
        assert barriers(page, ".module") == [], state
        assert too_wide(page) == [], state
    page.context.close()
