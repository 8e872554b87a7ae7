"""The clean project ``grund`` and what a fixture folder makes of it.

A side (``schlecht``, ``gut``) is a file or a folder of the fixture, or both:

* ``schlecht.md`` that does not begin with ``---`` is a snippet; it stands where ``grund`` has ``<!-- HIER -->``.
* ``schlecht.md`` that begins with ``---`` is a whole ``modul.md``. To stay short it may end its own head with
  ``<!-- HIER -->`` (the rest is a snippet below the body of ``grund``) or hold ``<!-- GRUND -->`` (that body as it is).
* ``schlecht/`` holds files at their paths in the project; ``seminar.yml.fehlt`` takes ``seminar.yml`` away.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from builder.findings import Finding
from builder.pipeline import load

FIXTURES = Path(__file__).parent
GRUND = FIXTURES / "grund"
MODULE = "modules/x1-probe/modul.md"
HERE, BASE = "<!-- HIER -->", "<!-- GRUND -->"
GONE = ".fehlt"
TODAY = date(2026, 11, 22)
"""Deadlines of fixtures are compared with this day."""


def clean_project(folder: Path) -> Path:
    """A copy of the clean project, without its marker."""
    shutil.copytree(GRUND, folder, copy_function=shutil.copyfile)
    (folder / MODULE).write_text(in_module("")[0], encoding="utf-8")
    return folder


def nowhere(project: Path) -> Path:
    """The project of an operator who has not said yet where the site will stand."""
    curriculum = project / "curriculum" / "curriculum.yml"
    before = curriculum.read_text(encoding="utf-8")
    after = before.replace("basis_url: https://lernpaket.example.org\n", "")
    assert after != before
    curriculum.write_text(after, encoding="utf-8")
    return project


def in_module(text: str) -> tuple[str, dict[int, int]]:
    """A module with the text of a fixture in it, and the line of the fixture for each line of the module (from 1)."""
    given = list(enumerate(text.rstrip("\n").split("\n"), start=1))
    base: list[tuple[int, str]] = [(0, line) for line in (GRUND / MODULE).read_text(encoding="utf-8").split("\n")]
    here = base.index((0, HERE))
    if not text.startswith("---"):
        lines = base[:here] + given + base[here + 1 :]
    else:
        body = base.index((0, "---"), 1) + 1
        lines = _replaced(given, HERE, base[body:here], base[here + 1 :])
        lines = _replaced(lines, BASE, base[body:here], base[here + 1 :], after=False)
    module = "\n".join(line for _, line in lines)
    return module, {number: origin for number, (origin, _) in enumerate(lines, start=1) if origin}


def _replaced(
    lines: list[tuple[int, str]],
    marker: str,
    above: list[tuple[int, str]],
    below: list[tuple[int, str]],
    after: bool = True,
) -> list[tuple[int, str]]:
    """The base's body for the marker line: around all that follows it, or in its place."""
    at = next((index for index, (_, line) in enumerate(lines) if line == marker), None)
    if at is None:
        return lines
    rest = lines[at + 1 :]
    return [*lines[:at], *above, *rest, *below] if after else [*lines[:at], *above, *below, *rest]


@dataclass(frozen=True)
class Side:
    """One side of a fixture, built as a project."""

    findings: tuple[Finding, ...]
    origins: dict[int, int]

    def shown(self, finding: Finding) -> str:
        """A finding as a line of ``finding.txt``: place in the fixture's own file where it is one."""
        place = finding.place
        if place.path == MODULE and place.line in self.origins:
            return f"{finding.code} {self.origins[place.line]}:{place.column}"
        return f"{finding.code} {place}"


def build_side(fixture: Path, side: str, folder: Path) -> Side:
    """Lay one side of a fixture over the clean project and read it."""
    project = clean_project(folder)
    origins: dict[int, int] = {}
    folder, text = fixture / side, fixture / f"{side}.md"
    assert folder.is_dir() or text.is_file(), f"{fixture.name} has no side {side}"
    if folder.is_dir():
        _lay_over(folder, project)
    if text.is_file():
        module, origins = in_module(text.read_text(encoding="utf-8"))
        (project / MODULE).write_text(module, encoding="utf-8")
    return Side(load(project, TODAY).findings, origins)


def _lay_over(source: Path, project: Path) -> None:
    for path in sorted(path for path in source.rglob("*") if path.is_file()):
        target = project / path.relative_to(source)
        if target.name.endswith(GONE):
            target.with_name(target.name.removesuffix(GONE)).unlink()
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
