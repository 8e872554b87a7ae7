"""The browser of the tests: one that is there, else Debian's, else Playwright's. Says in German which it is.

``python -m tests.setup.browser`` leaves the path in ``.cache/chromium-path``; tests ask :func:`chromium`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHOSEN = ROOT / ".cache" / "chromium-path"
VARIABLE = "INTEGRIF_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

PACKAGES = ("chromium", "fonts-liberation", "libatomic1")
"""Without a font a page is blank; Playwright's driver does not start without libatomic."""


def main() -> int:
    """Find or install a browser, write its path and say which it is; 1 when there is none to be had."""
    browser = present() or install()
    if browser is None:
        print(
            "Browser: keiner gefunden und keiner zu installieren. Bitte Chromium oder Chrome installieren "
            f"oder den Pfad nennen: {VARIABLE}=/pfad/zu/chromium make test",
            file=sys.stderr,
        )
        return 1
    CHOSEN.parent.mkdir(exist_ok=True)
    CHOSEN.write_text(f"{browser}\n", encoding="utf-8")
    print(f"Browser: {answer(browser)} ({browser})")
    return 0


def chromium() -> Path:
    """The browser that ``make test`` chose; FileNotFoundError when it has not run."""
    return Path(CHOSEN.read_text(encoding="utf-8").strip())


def present() -> Path | None:
    """The first browser of this machine that starts; the one named in the environment alone when one is named."""
    return next((path for path in candidates() if answer(path)), None)


def candidates() -> Iterator[Path]:
    """Where a browser may be, best first."""
    if named := os.environ.get(VARIABLE):
        yield Path(named)
        return
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    if CHOSEN.is_file():
        yield chromium()


def answer(browser: Path) -> str:
    """Name and version as the browser says them, empty when it does not start (Ubuntu's place-holder for a snap)."""
    try:
        run = subprocess.run([browser, "--version"], capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return run.stdout.strip()


def install() -> Path | None:
    """Install a browser, with the system's packages where we may, and give its path."""
    if os.environ.get(VARIABLE):
        return None
    if _may_install_packages():
        print("Browser: keiner da, Debians Paket chromium wird installiert …", flush=True)
        _run("apt-get", "-qq", "update")
        _run("apt-get", "-qq", "install", "--yes", "--no-install-recommends", *PACKAGES)
        return present()
    print("Browser: keiner da, Playwrights Chromium wird heruntergeladen …", flush=True)
    return _playwrights() if _run(sys.executable, "-m", "playwright", "install", "chromium") else None


def _may_install_packages() -> bool:
    release = Path("/etc/os-release")
    debian = release.is_file() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()
    return debian and os.geteuid() == 0


def _playwrights() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = Path(playwright.chromium.executable_path)
    return browser if answer(browser) else None


def _run(*command: str) -> bool:
    """Run an installer, quiet unless it fails; whether it did what it should."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    run = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
    if run.returncode:
        print(run.stdout, run.stderr, file=sys.stderr)
    return run.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
