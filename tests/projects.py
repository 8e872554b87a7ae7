"""Small projects for tests: a curriculum of two modules and what ``integrif new`` makes of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from builder.output import Output, write_new
from builder.reading.course import read_course
from builder.rendering.skeleton import module_skeleton

CURRICULUM = """\
titel: Probekurs
kurz: Ein Kurs für Tests.
version: "2026.1"
kurse:
  - id: x
    titel: Kurs X
    kurz: Zwei Module und eines in Vorbereitung.
    module:
      - {id: x1, titel: "Wer hilft wem?", kurz: Rollen und Stellen., dauer: 60, zielgruppe: [hauptamt, ehrenamt]}
      - {id: x2, titel: "Über Größe: Fälle", kurz: Fälle üben., dauer: 60, zielgruppe: [ehrenamt]}
      - {id: a2, titel: Rollen, kurz: Noch nicht geschrieben., dauer: 60, zielgruppe: [ehrenamt]}
"""
OPERATOR = """\
betreiber:
  name: Probeträger
  kontakt: probe@traeger.example.org
  impressum: Probeweg 1, 39104 Magdeburg
  barrierefreiheit: probe@traeger.example.org
basis_url: https://lernpaket.example.org
"""
"""Who runs the site and where it stands; without it every project has a Tipp (K009)."""
TODAY = date(2026, 11, 22)


def begin_project(root: Path, *module_ids: str) -> Path:
    """A project with these modules, begun as an editor would begin them."""
    (root / "curriculum").mkdir(parents=True)
    (root / "modules").mkdir()
    (root / "curriculum" / "curriculum.yml").write_text(CURRICULUM, encoding="utf-8")
    for module_id in module_ids:
        write_new(skeleton(root, module_id), root)
    return root


def skeleton(root: Path, module_id: str) -> Output:
    """The beginning of a module of the project."""
    course = read_course(root).course
    assert course is not None
    return module_skeleton(course, module_id, None, TODAY, lambda text: text)


def module_file(root: Path, module_id: str) -> Path:
    """The text of a module."""
    return next((root / "modules").glob(f"{module_id}-*")) / "modul.md"


def edit(path: Path, old: str, new: str) -> None:
    """Replace the first ``old``, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
