"""The picture of the three outputs in the README: ``python -m tests.setup.picture`` after ``make build``."""

from __future__ import annotations

import base64
import json
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import typst
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from builder.paper import fonts
from builder.pipeline import load
from builder.rendering import handout
from tests.setup.browser import present

ROOT = Path(__file__).parents[2]
DIST = ROOT / "dist"
TARGET = ROOT / "site" / "bilder" / "drei-ausgaben.png"
FRAME = """<!DOCTYPE html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 28px; width: max-content; display: flex; gap: 28px; background: #E6F0F5; font: 600 17px sans-serif; color: #0D3A4F }}
figure {{ margin: 0 }} figcaption {{ margin-bottom: 10px }}
img {{ height: 560px; display: block; border-radius: 4px; box-shadow: 0 2px 12px #0002 }}
</style>{figures}"""
FIGURE = '<figure><figcaption>{words}</figcaption><img src="data:image/png;base64,{data}"></figure>'


def main() -> None:
    """Photograph site, package and handout of the first module, side by side."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(present()), args=["--no-sandbox"])
        module = sorted((DIST / "site" / "module").glob("*.html"))[0]
        shots = {
            "Lernseite": photograph(browser, module, 390),
            "SCORM-Paket": photograph(browser, unpacked(), 760, step=2),
            "Handout": first_page(),
        }
        figures = "".join(
            FIGURE.format(words=words, data=base64.b64encode(data).decode()) for words, data in shots.items()
        )
        page = browser.new_page(viewport={"width": 100, "height": 100})
        page.set_content(FRAME.format(figures=figures))
        page.set_viewport_size(
            {
                "width": page.evaluate("document.documentElement.scrollWidth"),
                "height": page.evaluate("document.documentElement.scrollHeight"),
            }
        )
        TARGET.parent.mkdir(exist_ok=True)
        Image.open(BytesIO(page.screenshot())).quantize(128).save(TARGET, optimize=True)


def photograph(browser: Browser, path: Path, width: int, step: int = 0) -> bytes:
    """A page of a file, after some steps forward."""
    page = browser.new_page(viewport={"width": width, "height": 780})
    page.goto(path.as_uri())
    for _ in range(step):
        page.get_by_role("button", name="Weiter").first.click()
    page.evaluate("window.scrollTo(0, 0)")
    return page.screenshot()


def unpacked() -> Path:
    """The entry page of the first package."""
    folder = Path(tempfile.mkdtemp(prefix="integrif-"))
    with zipfile.ZipFile(sorted((DIST / "scorm").glob("*.zip"))[0]) as package:
        package.extractall(folder)
    return folder / "index.html"


def first_page() -> bytes:
    """The first page of the handout."""
    course = load(ROOT).course
    assert course is not None
    folder = ROOT / "templates" / "print"
    document = handout.handout_tree(course.modules[0], course.shared, "de")
    files = {path.name: path.read_bytes() for path in folder.glob("*.typ")}
    media = {f"media/{media.name}": media.data for media in course.modules[0].media}
    files |= {"main.typ": files["handout.typ"], "doc.json": json.dumps(document).encode(), **media}
    pages = typst.compile(files, root=folder, font_paths=fonts(), ignore_system_fonts=True, format="png", ppi=72)  # type: ignore[call-overload]  # its stub does not know files as a dict
    assert isinstance(pages, list)
    return bytes(pages[0])


if __name__ == "__main__":
    main()
