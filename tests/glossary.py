"""A small glossary for tests; facts as in the law of 19.08.2026."""

from __future__ import annotations

from pathlib import Path

from tests.checks.project import clean_project

FILE = "curriculum/glossar.yml"
TEXT = """\
- id: duldung
  begriff: Duldung
  formen: [Duldungen, duldung]
  erklaerung: Papier, dass eine Abschiebung zurzeit ausgesetzt ist; die Ausreisepflicht bleibt (§ 60a Abs. 2 AufenthG).
  normen: ["§ 60a AufenthG"]
  rechtsstand: 2026-08-19
  uebersetzungen:
    ar: {wort: "وقف الترحيل", sprechweise: "waqf at-tarhil", geprueft_von: Fachredaktion Sprache}
    uk: {wort: "Дульдунг"}
- id: stellung
  begriff: Stellung des Antrags
  auch: [Asylgesuch]
  formen: [Antrag stellen, Stellung eines Asylantrags]
  erklaerung: 'Erster amtlicher Schritt: Der Wunsch nach Schutz wird geäußert.'
  normen: ["§ 13 Abs. 1 AsylG"]
  rechtsstand: 2026-08-19
- id: auslaenderbehoerde
  begriff: Ausländerbehörde
  auch: [ABH]
  formen: [Ausländerbehörden]
  vermeiden: [Ausländeramt, Ausländeramts]
  erklaerung: Stelle des Kreises oder der Stadt für Aufenthalt und Duldung.
- id: ehrenamt
  begriff: Ehrenamt
  erklaerung: Freiwillige, unentgeltliche Mitarbeit mit klarem Auftrag und Grenzen.
"""


def project_with_glossary(folder: Path, text: str = TEXT) -> Path:
    """The clean project, and a glossary."""
    project = clean_project(folder / "projekt")
    (project / FILE).write_text(text, encoding="utf-8")
    return project
