"""What the setup makes of machines that lack something, and what the forges run."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import typst

from tests.setup import browser, node

ROOT = Path(__file__).parents[2]
COMMANDS = {"normen.yml": "make norms"}
"""What a forge runs where it is not the whole check."""
FORGES = [*sorted((ROOT / ".github" / "workflows").iterdir()), ROOT / ".gitlab-ci.yml"]


def program(path: Path, says: str, code: int = 0) -> Path:
    """A program that says one line and ends with a code."""
    path.write_text(f"#!/bin/sh\necho '{says}'\nexit {code}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_make_alone_lists_every_target() -> None:
    targets = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[0].split()
    listed = re.findall(r"^make ([a-z]+) +\S", make().stdout, re.MULTILINE)
    assert listed == sorted(targets, key=listed.index)


def test_an_old_python_is_refused_in_german(tmp_path: Path) -> None:
    old = program(tmp_path / "python", "Python 3.9.2", code=1)
    run = make(f"VENV={tmp_path}/venv", f"PYTHON={old}", f"{tmp_path}/venv/pyvenv.cfg")
    assert "Gebraucht wird Python ab 3.11." in run.stderr
    assert run.returncode
    assert not (tmp_path / "venv").exists()


def test_no_python_is_said_in_german(tmp_path: Path) -> None:
    run = make(f"VENV={tmp_path}/venv", "PYTHON=", f"{tmp_path}/venv/pyvenv.cfg")
    assert "Kein Python ab 3.11 gefunden" in run.stderr
    assert run.returncode


def test_the_browser_named_is_taken_before_all_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = program(tmp_path / "mine", "Chromium 999")
    monkeypatch.setenv(browser.VARIABLE, str(mine))
    assert browser.present() == mine


def test_a_named_browser_that_does_not_start_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(browser.VARIABLE, str(tmp_path / "missing"))
    assert browser.present() is None
    assert browser.install() is None


def test_a_browser_that_does_not_start_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "chromium", "install the snap", code=1)
    chrome = program(tmp_path / "google-chrome", "Google Chrome 999")
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser.present() == chrome


@pytest.mark.parametrize(("says", "taken"), [("v18.20.4", False), ("v20.18.3", False), ("v20.19.0", True)])
def test_an_old_node_is_passed_over(says: str, taken: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "node", says)
    program(tmp_path / "npm", "10.8.2")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert (node.present() is not None) is taken


def test_a_node_without_npm_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "node", "v22.0.0")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert node.present() is None


@pytest.mark.parametrize("path", FORGES, ids=lambda path: path.name)
def test_forges_run_the_same_command_pinned_and_without_secrets(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert COMMANDS.get(path.name, ".ci/run") in text
    assert "secrets" not in text
    for action in re.findall(r"uses: (.*)", text):
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


def test_typst_reads_every_face_of_the_bundled_fonts() -> None:
    folder = ROOT / "templates" / "print" / "fonts"
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    faces = {(font.family, font.style, font.weight) for font in fonts.fonts()}
    families = ("Source Sans 3", "Atkinson Hyperlegible Next")
    upright = {(family, "normal", weight) for family in families for weight in (400, 600, 700)}
    slanted = {(family, "italic", 400) for family in families} | {("Source Sans 3", "italic", 600)}
    assert faces == upright | slanted | {("Noto Naskh Arabic", "normal", 400)}
    assert sum(file.stat().st_size for file in folder.iterdir()) <= 3_000_000
