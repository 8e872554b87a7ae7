"""The packages that scenarios are played with: one module with every kind of question, and what becomes of it in later versions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from builder.model.course import Course
from builder.model.freeze import release_of
from builder.output import Output
from builder.pipeline import load
from builder.rendering import scorm
from builder.rendering.release import freeze_file
from tests.browser.contract.platform import unpack
from tests.everything import everything_project
from tests.projects import edit

SECOND = """\
---
id: x2
titel: Wer entscheidet?
kurz: Stellen und Wege.
zielgruppe: [ehrenamt]
dauer: 30
lernziele:
  - {id: l1, text: die zuständige Stelle nennen, stufe: anwenden}
  - {id: l2, text: einen Antrag vorbereiten, stufe: anwenden}
geprueft_am: 2026-11-20
pruefen_bis: 2027-05-20
verantwortlich: Fachredaktion Recht
version: 2.1.0
---

## Die Stelle {#stelle minuten=5}

::: kurz
Es entscheidet die Ausländerbehörde.
:::

::: frage einfach {#f_titel ziel=l1}
Wohin geht der Antrag?

- [x] zur Ausländerbehörde
  > Richtig.
- [ ] zur Gemeinde
  > Nein.
- [ ] zum Jobcenter
  > Nein.
:::
"""
MORE = """\
::: frage einfach {#f_neu ziel=l1}
Was zeigt die Karte?

- [x] einen Titel
  > Richtig.
- [ ] eine Duldung
  > Nein.
- [ ] nichts
  > Nein.
:::

"""


def _text(module: Path, curriculum: Path) -> None:
    edit(module, "Richtig. Der Titel erlaubt die Arbeit.", "Richtig. Der Titel erlaubt die Arbeit schon.")
    edit(module, "Frau D. hat einen Aufenthaltstitel ohne", "Frau D. hat einen Aufenthaltstitel, ohne")


def _additive(module: Path, curriculum: Path) -> None:
    edit(module, "::: frage einfach {#f_titel ziel=l1}", MORE + "::: frage einfach {#f_titel ziel=l1}")
    edit(module, "## Drei Fälle", "## Dazwischen {#dazwischen minuten=2}\n\n::: kurz\nNeu.\n:::\n\n## Drei Fälle")


def _breaking(module: Path, curriculum: Path) -> None:
    edit(module, "ohne Beschränkung. Was gilt?", "mit einer Auflage. Was gilt jetzt?")
    edit(module, "Wer entscheidet über die Erlaubnis?", "Wer entscheidet am Ende über die Erlaubnis?")


def _renamed(module: Path, curriculum: Path) -> None:
    """A question is called otherwise, another is taken out, and the rest is moved about."""
    edit(module, "{#f_duldung ziel=l1}", "{#f_papier_k ziel=l1 ersetzt=f_duldung}")
    edit(module, "version: 1.0.0", "version: 2.0.0\nentfallen: [f_zahl]")
    text = module.read_text(encoding="utf-8")
    start = text.index("::: frage zahl")
    end = text.index("::: frage datum")
    module.write_text(text[:start] + text[end:], encoding="utf-8")


def _worked(module: Path, curriculum: Path) -> None:
    edit(module, "version: 1.0.0", "version: 1.0.0\nabschluss: bearbeitet")


def _passed(module: Path, curriculum: Path) -> None:
    edit(curriculum, "kurse:\n", "vorgaben: {status12: passed}\nkurse:\n")


def _foreign(module: Path, curriculum: Path) -> None:
    edit(module, "id: x1\n", "id: x9\n")
    edit(curriculum, "{id: x1, titel", "{id: x9, titel")
    edit(curriculum, "module: [x1, x2]", "module: [x9, x2]")


CHANGES: dict[str, Callable[[Path, Path], None]] = {
    "base": lambda module, curriculum: None,
    "text": _text,
    "additive": _additive,
    "breaking": _breaking,
    "renamed": _renamed,
    "worked": _worked,
    "passed": _passed,
    "foreign": _foreign,
}


LATER = ("text", "additive", "breaking", "renamed")
"""What comes after the release of the first version."""


def course(folder: Path, change: str) -> Course:
    """The course of a version."""
    root = everything_project(folder)
    if change in LATER:
        freeze = freeze_file(release_of(course(folder / "zuvor", "base"), date(2026, 11, 22)))
        (root / freeze.path).parent.mkdir()
        (root / freeze.path).write_bytes(freeze.data)
        edit(root / "curriculum" / "curriculum.yml", 'version: "2026.1"', 'version: "2026.2"')
    CHANGES[change](root / "modules" / "x1-probe" / "modul.md", root / "curriculum" / "curriculum.yml")
    (root / "modules" / "x2-stelle").mkdir()
    (root / "modules" / "x2-stelle" / "modul.md").write_text(SECOND, encoding="utf-8")
    found = load(root).course
    assert found is not None
    assert len(found.modules) == 2
    return found


def unpack_all(scratch: Path, folder: Path) -> Course:
    """Every version, the bundle and the first step beside the platform; the course of the first version."""
    courses = {change: course(scratch / change, change) for change in CHANGES}
    for change, one in courses.items():
        unpack(scorm.render(one.modules[0], one.shared), folder, change)
    base = courses["base"]
    unpack(scorm.render_bundle(base.bundles[0], base.shared), folder, "bundle")
    steps = scorm.render_steps(base.modules[0], base.shared)
    unpack(Output(steps.files[:1]), folder, "step")
    return base
