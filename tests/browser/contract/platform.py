"""A platform in a real browser: packages unpacked beside scorm-again, visits recorded call by call."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Frame, Page

from builder.output import Output

LIBRARIES = Path(__file__).parents[2] / "js" / "node_modules" / "scorm-again" / "dist"
EDITIONS = ("scorm12", "scorm2004")
SAVE = 1100
"""Milliseconds until a change has been told."""
LOOK = 6000
"""Milliseconds after which nobody looks for a platform any more."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a package; ``name`` and ``value`` of an element, ``code`` what the platform's last error was then."""

    call: str
    name: str
    value: str
    answer: str
    code: str

    @property
    def words(self) -> str:
        """``set cmi.exit suspend``."""
        return " ".join(part for part in (self.call, self.name, self.value) if part)


def unpack(output: Output, folder: Path, name: str) -> None:
    """The packages of an output beside the platform: ``<folder>/<edition>/<name>/``."""
    for file in (file for file in output.files if file.path.endswith(".zip")):
        edition = file.path.rpartition("-")[2].removesuffix(".zip")
        with zipfile.ZipFile(BytesIO(file.data)) as archive:
            archive.extractall(folder / edition / name)


def platform(folder: Path) -> Path:
    """The page of the platform and its two libraries."""
    shutil.copy(Path(__file__).with_name("platform.html"), folder / "index.html")
    for edition in EDITIONS:
        shutil.copy(LIBRARIES / f"{edition}.min.js", folder / f"{edition}.js")
    return folder


@dataclass
class Learner:
    """One learner with one activity: what the platform keeps of them lasts over visits."""

    chrome: Browser
    address: str
    edition: str
    size: tuple[int, int] = (1000, 800)
    options: dict[str, Any] = field(default_factory=dict)
    saved: dict[str, Any] | None = None
    calls: list[Call] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    page: Page = field(init=False)
    context: BrowserContext = field(init=False)
    state: str = ""
    arrived: dict[str, Any] = field(default_factory=dict)
    _popup: Page | None = None

    def __post_init__(self) -> None:
        width, height = self.size
        self.context = self.chrome.new_context(viewport={"width": width, "height": height}, **self.options)
        self.context.on("request", self._no_stranger)
        self.page = self.context.new_page()
        self._watch(self.page)
        self.page.clock.install()
        self.page.goto(f"{self.address}/index.html#{self.edition}")

    def _watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", lambda said: self.problems.append(said.text) if said.type == "error" else None)

    def _no_stranger(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "about:", "blob:")):
            self.problems.append(f"request to {request.url}")

    def launch(self, package: str = "base", **visit: Any) -> None:
        """Begin a visit; what the platform kept is there again, as its edition has it."""
        source = f"{self.edition}/{package}/index.html"
        cut = visit.pop("cut", 0)
        if cut and self.saved:
            self.saved["suspend_data"] = self.saved["suspend_data"][:-cut]
        given = {"edition": self.edition, "saved": self.saved, "faults": [], "source": source, **visit}
        if visit.get("place") == "opener":
            with self.page.expect_popup() as waiting:
                self.page.evaluate("visit => launch(visit)", given)
            self._popup = waiting.value
            self._watch(self._popup)
        else:
            self.page.evaluate("visit => launch(visit)", given)
        self.sco.wait_for_selector(".step-turn", state="attached")

    def second_window(self, new_attempt: bool = False) -> Learner:
        """The same learner, who opens the activity a second time in the same browser; what was told before is there
        unless the platform begins a new attempt."""
        other = Learner.__new__(Learner)
        other.__dict__.update(self.__dict__, problems=self.problems, calls=[], _popup=None)
        other.saved = None if new_attempt else self.kept()
        other.page = self.context.new_page()
        other._watch(other.page)
        other.page.clock.install()
        other.page.goto(f"{self.address}/index.html#{self.edition}")
        other.launch()
        return other

    @property
    def sco(self) -> Frame:
        """The package."""
        frame = self._popup.main_frame if self._popup else self.page.frame("sco")
        assert frame is not None
        return frame

    def wait(self, milliseconds: int = SAVE) -> None:
        """Let time go by for the page."""
        self.page.clock.run_for(milliseconds)
        if self._popup:
            self._popup.clock.run_for(milliseconds)

    def leave(self) -> None:
        """Close the package; the platform keeps what it was told."""
        if self._popup:
            self._popup.close()
            self._popup = None
        else:
            self.page.evaluate("() => leave()")
            self.page.wait_for_function(
                "() => [...document.querySelectorAll('iframe')].every(f => f.contentDocument?.URL === 'about:blank' || f.contentDocument?.body?.childElementCount)"
            )
        self.calls = self.recorded()
        self.saved = self.kept()
        self.arrived = self.page.evaluate("() => Object.fromEntries(arrived)")
        self.state = self.cmi()["suspend_data"]

    def recorded(self) -> list[Call]:
        """The calls of this visit so far."""
        return [Call(**call) for call in self.page.evaluate("() => window.calls")]

    def cmi(self) -> dict[str, Any]:
        """The whole tree of the platform."""
        found: dict[str, Any] = json.loads(self.page.evaluate("() => JSON.stringify(real.cmi)"))
        return found

    def kept(self) -> dict[str, Any] | None:
        """What the next visit gets: in 2004 nothing unless the package said it would come back (scorm.md B0.8)."""
        cmi = self.cmi()
        return cmi if self.edition == "scorm12" or cmi["exit"] == "suspend" else None

    def close(self) -> None:
        """The end."""
        self.context.close()
