"""A procedure of two tracks, one of them of earlier law, and the actors it names."""

from __future__ import annotations

from pathlib import Path

ACTORS = """\
- id: person
  name: Schutzsuchende Person
  ebene: person
  aufgabe: Sie stellt den Antrag.
  ansprechen: Immer zuerst.
  stand: 2026-11-22
- id: behoerde
  name: Behörde <b>& Amt</b>
  ebene: kommune
  aufgabe: Sie entscheidet.
  ansprechen: Vor dem ersten Arbeitstag.
  stand: 2026-11-22
"""
PROCEDURE = """\
id: probe
titel: Ein Ablauf mit „Zeichen“
kurz: Vom Antrag bis zur Entscheidung.
rechtsstand: 2026-08-19
geprueft_am: 2026-11-20
pruefen_bis: 2027-05-20
verantwortlich: Fachredaktion Recht
hinweis: Lernhilfe, keine Auskunft im Einzelfall.
aenderungen:
  - {datum: 2026-11-20, art: rechtlich, text: Erste Fassung.}
wege:
  - id: neu
    titel: Der neue Weg
    gilt: Für alle neuen Anträge nach § 61 Abs. 1 Satz 2 AsylG.
    schritte:
      - id: antrag
        titel: Antrag stellen
        akteur: person
        beteiligt: [behoerde]
        was: Die Person stellt den Antrag mit <script>alert(1)</script> und $x$ #eval.
        papier: Eingangsbestätigung
        frist: Ohne Frist.
        normen: ["§ 61 Abs. 1 Satz 2 AsylG"]
        ehrenamt: Beim Ausfüllen helfen.
      - id: entscheidung
        titel: Entscheidung
        akteur: behoerde
        was: Die Behörde entscheidet.
        normen: ["§ 61 Abs. 1 Satz 2 AsylG"]
        beleg: vorsichtig
  - id: alt
    titel: Der alte Weg
    gilt: Für alle alten Anträge.
    recht_bis: 2026-06-11
    schritte:
      - id: antrag
        titel: Früherer Antrag
        akteur: person
        was: Früher war es anders, nach § 9999 AsylG.
        normen: ["§ 9999 Abs. 1 AsylG"]
      - id: entscheidung
        titel: Frühere Entscheidung
        akteur: behoerde
        was: Die Behörde entschied.
        normen: ["§ 9999 Abs. 2 AsylG"]
"""


def add_procedure(project: Path) -> None:
    """Give a project the procedure ``probe``."""
    (project / "curriculum" / "akteure.yml").write_text(ACTORS, encoding="utf-8")
    (project / "curriculum" / "ablaeufe").mkdir()
    (project / "curriculum" / "ablaeufe" / "probe.yml").write_text(PROCEDURE, encoding="utf-8")
