"""One Chromium for all browser tests, and folders served on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from builder.mkdocs_shell import build_site
from builder.output import write_files
from builder.pipeline import SITE, load
from builder.pipeline.publishing import publish
from builder.rendering.downloads import Offer
from builder.rendering.targets import TARGETS
from tests.browser.pages import ROOT, Site
from tests.projects import begin_project, edit, module_file
from tests.setup.browser import present

SWITCHES = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    " --disable-sync --no-first-run"
)


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:
        pass


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    path = present()
    if path is None:
        pytest.skip("kein Browser da; make test richtet einen ein")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(path), args=SWITCHES.split())
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a folder and give its address."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))
        Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> Site:
    """The project's own site, with some of what it offers."""
    dist = tmp_path_factory.mktemp("dist")
    course = load(ROOT).course
    assert course is not None
    module = course.module("b3")
    made = TARGETS["moodle"](module, course.shared, "de")
    write_files(made, dist / "moodle")
    offers = [Offer(module, f"moodle/{file.path}", len(file.data), file.sha256) for file in made.files]
    publish(build_site, course, ROOT, "de", offers, dist)
    return Site(dist / SITE, serve(dist / SITE))


NOTES = {
    "x1": [("2026-11-20", "rechtlich", "Neu seit dem 20."), ("2026-11-10", "redaktionell", "Nur ein Komma."), ("2026-05-01", "inhaltlich", "Ein Fall mehr.")],
    "x2": [("2026-11-10", "inhaltlich", "Eine Frist genauer.")],
}  # fmt: skip
"""Change notes of the two modules below."""


@pytest.fixture(scope="session")
def two_modules(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> Site:
    """The site of two short modules with change notes; one question of the first must be right."""
    project = begin_project(tmp_path_factory.mktemp("zwei") / "projekt", *NOTES)
    for module_id, notes in NOTES.items():
        lines = "".join(f'  - {{datum: {day}, art: {kind}, text: "{text}"}}\n' for day, kind, text in notes)
        edit(module_file(project, module_id), "version: 0.1.0\n", f"version: 0.1.0\naenderungen:\n{lines}")
    edit(module_file(project, "x1"), "{#f_zwei ziel=l2}", "{#f_zwei ziel=l2 kritisch=ja}")
    course = load(project).course
    assert course is not None
    folder = tmp_path_factory.mktemp("site-zwei")
    build_site(course, folder, project)
    return Site(folder, serve(folder))
