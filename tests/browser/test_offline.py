"""Without a network: pages kept on a device, which never hide their day, and the whole site from a disk."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import SHUT_RDWR
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.rendering.address import OFFLINE
from tests.browser.answering import fill, press, verdict
from tests.browser.pages import AXE, Site, barriers, opened
from tests.links import broken_links

pytestmark = pytest.mark.browser
NOTHING_KEPT = """async () => ({caches: await caches.keys(), workers: (await navigator.serviceWorker.getRegistrations()).length})"""
TODAY = "() => new Date().toLocaleDateString('de-DE', {dateStyle: 'medium'})"


class Server:
    """The site on a server that may fail: ``status`` other than 0 is its answer to everything; it can be stopped.

    ``copies``: whether it also answers those who make a copy, not only those who open a page.
    """

    def __init__(self, folder: Path) -> None:
        self.status = 0
        self.copies = True
        self.stopped = False
        outer = self

        class Handler(SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                if outer.stopped:  # on a connection that the browser had opened in advance
                    self.connection.shutdown(SHUT_RDWR)
                elif outer.status or not (outer.copies or self.headers.get("Sec-Fetch-Mode") != "cors"):
                    self.send_error(outer.status or 503)
                else:
                    super().do_GET()

            def log_message(self, format: str, *arguments: Any) -> None:
                pass

        class Patient(ThreadingHTTPServer):
            request_queue_size = 64

        self._server = Patient(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Answer nobody any more."""
        self.stopped = True
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def folder(site: Site, tmp_path: Path) -> Path:
    """A copy of the site whose pages can be changed."""
    return Path(shutil.copytree(site.folder, tmp_path / "site", ignore=shutil.ignore_patterns("*.zip")))


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    made = Server(folder)
    yield made
    made.stop()


@pytest.fixture
def page(chrome: Browser) -> Iterator[Page]:
    made = opened(chrome, 390, bypass_csp=False)
    yield made
    made.context.close()


def module_of(site: Site) -> str:
    return site.url("MODULE").removeprefix(f"{site.address}/")


def keep(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("button", name="Auf diesem Gerät speichern")).to_be_visible()
    assert page.evaluate(NOTHING_KEPT) == {"caches": [], "workers": 0}, "nothing before somebody asks for it"
    page.get_by_role("button", name="Auf diesem Gerät speichern").click()
    expect(page.get_by_role("button", name="Gespeicherte Fassung löschen")).to_be_focused()


def until(page: Page, fine: Callable[[list[str]], bool]) -> None:
    """Wait until the names of the copies are as they are to be."""
    for _ in range(200):
        if fine(page.evaluate("caches.keys()")):
            return
        page.wait_for_timeout(50)
    raise AssertionError(page.evaluate("caches.keys()"))


def test_a_kept_module_opens_without_a_network_says_its_day_and_can_be_worked_with(
    page: Page, site: Site, server: Server
) -> None:
    address = f"{server.address}/{module_of(site)}"
    keep(page, address)
    expect(page.locator("[data-kept-note]")).to_be_hidden()
    assert page.evaluate("() => localStorage.length") == 0
    server.stop()
    page.goto(f"{address}?stand=2026-12-01")
    expect(page.locator("[data-kept-note]")).to_contain_text(page.evaluate(TODAY))
    page.locator(".step-list a").first.click()
    form = page.locator(".step:not(.is-away) .question:visible").first
    fill(form, right=True)
    press(form, "check")
    assert verdict(form) == "right"
    page.goto(f"{server.address}/kurse.html")
    expect(page.locator("[data-kept-only]")).to_be_visible()
    expect(page.locator("[data-part=rows] a")).to_have_attribute("href", address)
    page.get_by_role("button", name="Gespeicherte Fassung von").click()
    expect(page.locator("[data-part=state]")).to_be_focused()
    expect(page.locator("[data-part=state]")).to_have_text("Auf diesem Gerät ist nichts gespeichert.")
    assert page.evaluate(NOTHING_KEPT) == {"caches": [], "workers": 0}


def test_the_network_comes_first_and_makes_the_copy_anew(page: Page, site: Site, server: Server, folder: Path) -> None:
    address = f"{server.address}/{module_of(site)}"
    keep(page, address)
    file = folder / module_of(site)
    file.write_text(file.read_text(encoding="utf-8").replace("<h1 id=", "<h1 data-new id=", 1), encoding="utf-8")
    before = page.evaluate("caches.keys()")
    page.goto(address)
    expect(page.locator("h1[data-new]")).to_be_attached()
    expect(page.locator("[data-kept-note]")).to_be_hidden()
    until(page, lambda now: len(now) == 1 and now != before)
    server.status = 503
    page.goto(address)
    expect(page.locator("h1[data-new]")).to_be_attached()
    expect(page.locator("[data-kept-note]")).to_be_visible()
    page.evaluate(AXE.read_text(encoding="utf-8"))  # from outside: the policy of the page lets no script in
    assert barriers(page, ".page-body") == []


def test_a_copy_that_cannot_be_made_anew_stays_as_old_as_it_is(
    page: Page, site: Site, server: Server, folder: Path
) -> None:
    address = f"{server.address}/{module_of(site)}"
    keep(page, address)
    before = page.evaluate("caches.keys()")
    file = folder / module_of(site)
    file.write_text(file.read_text(encoding="utf-8").replace("<h1 id=", "<h1 data-new id=", 1), encoding="utf-8")
    server.copies = False
    with page.expect_response(lambda response: response.status == 503):
        page.goto(address)
    expect(page.locator("h1[data-new]")).to_be_attached()
    until(page, lambda now: now == before)
    server.stop()
    page.goto(address)
    expect(page.locator("[data-kept-note]")).to_be_visible()
    expect(page.locator("h1[data-new]")).not_to_be_attached()


def test_a_copy_is_whole_or_it_is_not_there(page: Page, site: Site, server: Server, folder: Path) -> None:
    page.goto(f"{server.address}/{module_of(site)}")
    (folder / "assets/player.js").unlink()
    page.get_by_role("button", name="Auf diesem Gerät speichern").click()
    expect(page.locator(".offline [data-part=state]")).to_contain_text("hat nicht geklappt")
    assert page.evaluate("caches.keys()") == []


def test_the_whole_site_opens_from_a_disk_with_the_network_cut(chrome: Browser, site: Site, tmp_path: Path) -> None:
    with zipfile.ZipFile(site.folder.parent / OFFLINE) as packed:
        packed.extractall(tmp_path)
    assert broken_links(tmp_path) == []
    page = opened(chrome, bypass_csp=False, offline=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "index.html").as_uri())
    page.get_by_label("Suche").fill("Duldung")
    page.keyboard.press("Enter")
    page.locator(".found a").first.click()
    page.goto((tmp_path / module_of(site)).as_uri())
    form = page.locator(".question:visible").first
    fill(form, right=True)
    press(form, "check")
    assert verdict(form) == "right"
    expect(page.locator(".offline")).to_be_hidden()
    assert [address for address in asked if not address.startswith("file://")] == []
    page.context.close()
