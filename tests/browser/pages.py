"""Pages of the built site in a browser, and what axe says of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Frame, Page

ROOT = Path(__file__).parents[2]
AXE = ROOT / "tests" / "js" / "node_modules" / "axe-core" / "axe.min.js"


class Site:
    """The site behind an address of this machine."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.address = folder, address

    def url(self, name: str) -> str:
        """The address of a page; MODULE is B3 or else the first module, GUIDE and DOWNLOADS what belongs to it."""
        modules = sorted(path.name for path in (self.folder / "module").glob("*.html"))
        module = next((name for name in modules if name.startswith("b3-")), modules[0])
        folders = {"MODULE": "module", "GUIDE": "lehren", "DOWNLOADS": "downloads"}
        return f"{self.address}/{f'{folders[name]}/{module}' if name in folders else name}"


def opened(chrome: Browser, width: int = 1280, **options: Any) -> Page:
    """A page of its own context: nothing stored, nothing remembered; tests may bring scripts and styles of their own."""
    given: dict[str, Any] = {"bypass_csp": True, **options}
    return chrome.new_context(viewport={"width": width, "height": 900}, **given).new_page()


# Half faded in, a text has no colour that could be measured.
FADED_IN = "() => Promise.allSettled(document.getAnimations().map((it) => it.finished))"


def barriers(page: Page | Frame, where: str) -> list[str]:
    """What axe finds wrong in the parts a selector names."""
    if not page.evaluate("() => 'axe' in window"):
        page.add_script_tag(path=AXE)
    page.evaluate(FADED_IN)
    call = "where => axe.run({include: [[where]]}, {resultTypes: ['violations']})"
    return [
        f"{rule['id']}: {node['html'][:160]}"
        for rule in page.evaluate(call, where)["violations"]
        for node in rule["nodes"]
    ]


WIDER = """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? []
  : [...document.querySelectorAll("main *")].filter((it) => it.getBoundingClientRect().right > document.documentElement.clientWidth
      && !it.closest(".table-scroll, pre")).map((it) => it.outerHTML.slice(0, 90))"""


def too_wide(page: Page) -> list[str]:
    """What makes the page wider than its window."""
    found: list[str] = page.evaluate(WIDER)
    return found
