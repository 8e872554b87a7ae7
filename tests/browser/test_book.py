"""Chapters of the Moodle book and pages of the cartridge in a browser: alone, without any stylesheet but their own."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from builder.pipeline import load
from builder.rendering import book, cartridge
from tests.browser.pages import AXE, opened
from tests.everything import everything_project

ROOT = Path(__file__).parents[2]
OF_THE_PLATFORM = ["document-title", "landmark-one-main", "page-has-heading-one", "region", "heading-order"]
"""What the page around a chapter brings: title, landmarks, the heading of level 1."""
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The real module and one with every kind of block, unpacked as book and as course."""
    made: dict[str, Path] = {}
    for name, project in {"echt": ROOT, "alles": everything_project(tmp_path_factory.mktemp("alles"))}.items():
        course = load(project).course
        assert course is not None
        outputs = {
            "buch": book.render(course.modules[0], course.shared),
            "kurs": cartridge.render(course.bundles[0], course.shared),
        }
        for kind, output in outputs.items():
            made[f"{kind}-{name}"] = tmp_path_factory.mktemp(f"{kind}-{name}")
            with zipfile.ZipFile(BytesIO(output.files[0].data)) as archive:
                archive.extractall(made[f"{kind}-{name}"])
    return made


FOLDERS = ("buch-echt", "buch-alles", "kurs-echt", "kurs-alles")


@pytest.mark.parametrize("which", FOLDERS)
def test_axe_finds_no_barrier(
    chrome: Browser, folders: dict[str, Path], serve: Callable[[Path], str], which: str
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not there; make test installs it")
    address, page = serve(folders[which]), opened(chrome, 390)
    without = {"rules": {name: {"enabled": False} for name in OF_THE_PLATFORM}, "resultTypes": ["violations"]}
    for path in sorted(folders[which].rglob("*.html")):
        page.goto(f"{address}/{path.relative_to(folders[which]).as_posix()}")
        page.evaluate("() => document.querySelectorAll('details').forEach((it) => { it.open = true; })")
        page.add_script_tag(path=AXE)
        found = page.evaluate("options => axe.run(document, options)", without)["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == [], path.name
    page.context.close()


@pytest.mark.parametrize("which", ["buch-echt", "buch-alles"])
@pytest.mark.parametrize("size", ["100%", "200%"])
def test_a_chapter_fits_a_narrow_screen(
    chrome: Browser, folders: dict[str, Path], serve: Callable[[Path], str], which: str, size: str
) -> None:
    address, page = serve(folders[which]), opened(chrome, 320)
    for path in sorted(folders[which].glob("*.html")):
        page.goto(f"{address}/{path.name}")
        page.add_style_tag(content=f"html {{ font-size: {size}; }}")
        page.evaluate("() => document.querySelectorAll('details').forEach((it) => { it.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path.name
    page.context.close()


def test_nothing_is_asked_for_beyond_the_book(
    chrome: Browser, folders: dict[str, Path], serve: Callable[[Path], str]
) -> None:
    address, page = serve(folders["buch-echt"]), opened(chrome)
    answers: list[tuple[str, int]] = []
    page.on("response", lambda answer: answers.append((answer.url, answer.status)))
    for path in sorted(folders["buch-echt"].glob("*.html")):
        page.goto(f"{address}/{path.name}")
    assert all(url.startswith(address) for url, _ in answers)
    assert {status for url, status in answers if not url.endswith("favicon.ico")} <= {200, 304}
    page.context.close()
