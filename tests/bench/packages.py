"""What packages weigh, and how soon there is something to read: on a slow phone, beside a bare page of the same text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from lxml import etree, html
from playwright.sync_api import Browser, sync_playwright

from builder.model.course import Course
from builder.model.state_length import MOST, longest_state
from builder.output import OutputFile
from builder.rendering import scorm
from builder.rendering.manifest import EDITIONS
from builder.rendering.package import Package, of_bundle, of_module, of_steps
from tests.setup.browser import present

LARGEST, MOST_FILES, LATEST = 60_000, 8, 0.5
"""Bytes zipped and files of a package without media, seconds until there is something to read (scorm.md A10)."""
SLOWER, TURNS = 4, 5
PHONE = {"width": 390, "height": 844}
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
LEFT_OUT = ("script", "style", "link", "svg", "template", "img", "input", "select", "textarea")
FIRST_TEXT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def packages(course: Course) -> Iterator[tuple[Package, OutputFile]]:
    """Every package of a course as it is packed: modules, courses and learning paths, steps."""
    made = [scorm.render(module, course.shared) for module in course.modules]
    made += [scorm.render_bundle(bundle, course.shared) for bundle in course.bundles]
    made += [scorm.render_steps(module, course.shared) for module in course.modules]
    zips = {file.path: file for output in made for file in output.files}
    for package in (
        *(of_module(module, course.shared) for module in course.modules),
        *(of_bundle(bundle, course.shared) for bundle in course.bundles),
        *(step for module in course.modules for step in of_steps(module, course.shared)),
    ):
        for edition in EDITIONS:
            file = zips.get(f"{package.file}-{edition.name}.zip")
            if file:
                yield package, file


def show(course: Course) -> None:
    """A line for each package; without a browser the sizes alone."""
    path = present()
    head = ("zipped kB", "no media", "files", "state", "requests", "first text", "fastest", "bare page", "fastest")
    target = ("", f"{LARGEST / 1000:.1f}", str(MOST_FILES), str(MOST), "", f"{LATEST:.2f} s", "s", "s", "s")
    print(_row("package", *(f"{word}  " for word in head)))
    print(_row(f"  at most; CPU {SLOWER} times slower, median of {TURNS}", *(f"{most}  " for most in target)))
    with ExitStack() as stack:
        chrome = None
        if path is not None:
            playwright = stack.enter_context(sync_playwright())
            chrome = playwright.chromium.launch(executable_path=str(path), args=SWITCHES)
        for package, file in packages(course):
            opened = _opened(file, chrome) if chrome else ()
            print(_row(file.path, *_measures(package, file), *opened), flush=True)


def _row(name: str, *figures: str) -> str:
    return f"{name:60}" + "".join(f"{figure:>11}" for figure in figures)


def _measures(package: Package, file: OutputFile) -> tuple[str, ...]:
    """Kilobytes with and without media, files without media, and the longest state."""
    entries = zipfile.ZipFile(BytesIO(file.data)).infolist()
    media = [entry for entry in entries if entry.filename.startswith("media/")]
    size = len(file.data) - sum(entry.compress_size for entry in media)
    state = longest_state(package.modules, package.name, package.bundled)
    judged = (_marked(size / 1000, LARGEST / 1000, ".1f"), _marked(len(entries) - len(media), MOST_FILES))
    return f"{len(file.data) / 1000:.1f}  ", *judged, _marked(state, MOST)


def _marked(figure: float, most: float, form: str = "d") -> str:
    """A figure; what is more than agreed can be seen at a glance."""
    return f"{figure:{form}}{' !' if figure > most else '  '}"


def _opened(file: OutputFile, chrome: Browser) -> tuple[str, ...]:
    """Requests, and seconds until there is text: the package and the bare page in turn, a busy moment hits both."""
    with TemporaryDirectory() as name, _served(Path(name)) as address:
        zipfile.ZipFile(BytesIO(file.data)).extractall(name)
        page = (Path(name) / "index.html").read_bytes()
        (Path(name) / "bare.html").write_bytes(bare(page))
        (Path(name) / "empty.html").write_text("<!doctype html>")
        turns = [(_visit(chrome, address, "index.html"), _visit(chrome, address, "bare.html")) for _ in range(TURNS)]
    own, simple = ([seconds for _, seconds in visits] for visits in zip(*turns, strict=True))
    late = _marked(median(own), LATEST, ".2f")
    return f"{turns[0][0][0]}  ", late, f"{min(own):.2f}  ", f"{median(simple):.2f}  ", f"{min(simple):.2f}  "


def bare(page: bytes) -> bytes:
    """What a page shows: its text and its elements, without script, style, picture or attribute."""
    root = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    for element in root.xpath("//*[@hidden]"):
        element.drop_tree()
    etree.strip_elements(root, *LEFT_OUT, with_tail=False)
    for element in root.iter(etree.Element):
        element.attrib.clear()
    root.head.insert(0, etree.Element("meta", name="viewport", content="width=device-width"))
    return b"<!doctype html>" + html.tostring(root, encoding="ascii")


def _visit(chrome: Browser, address: str, name: str) -> tuple[int, float]:
    """Open a page with nothing in any cache, in a process that is slow already; requests, seconds until there is text."""
    context = chrome.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{address}/empty.html")
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/{name}", wait_until="load")
    page.wait_for_function(FIRST_TEXT)
    milliseconds: float = page.evaluate(FIRST_TEXT)
    context.close()
    return len(asked), milliseconds / 1000


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes a page while it asks for its icon is no error."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = _Server(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
