"""A made-up project with five case studies, two of them side by side in its module, one alone."""

from __future__ import annotations

from pathlib import Path

from builder.model.case_study import Criterion
from tests.checks.project import clean_project, in_module

HOSTILE = "<script>alert(1)</script> $x$ #eval {{ _ }}"
_HEAD = """\
id: {name}
titel: {title} – {rest}
kurz: Kurz gesagt, {name}.
rechtsstand: 2026-08-19
geprueft_am: 2026-11-20
pruefen_bis: 2027-05-20
verantwortlich: Fachredaktion Recht
hinweis: Erfundener Fall, keine Auskunft im Einzelfall.
aenderungen:
  - {{datum: 2026-11-20, art: rechtlich, text: "Erste Fassung von {name}."}}
sachverhalt: 'Was {title} erlebt hat: {hostile}'
varianten:
  - {{id: stadt, titel: Stadt, ort: Magdeburg, sachverhalt: "{title} wohnt in der Stadt."}}
  - {{id: land, titel: Land, ort: Schierke, sachverhalt: "{title} wohnt auf dem Land."}}
kriterien:
"""
_TAIL = """\
fragen:
  - Was ist bei {title} gleich?
  - Was ist bei {title} verschieden?
recht:
  - text: Das Gesetz gilt überall, auch für {title}.
    normen: ["§ 61 Abs. 2 Satz 1 AsylG"]
  - variante: land
    text: Auf dem Land liest es die Redaktion so für {title}.
    normen: ["{norm}"]
    beleg: vorsichtig
gemeinsam: Gleich ist bei {title} die Behörde.
lernpunkt: Gelernt ist an {title} der Grundsatz.
naechster_schritt: Als Nächstes ruft {title} an.
was_waere_wenn:
  - Was wäre, wenn {title} umzieht?
module: [x1]
"""
_PEOPLE = {
    "dora": ("Dora D.", "ein Angebot, zwei Orte", "§ 13 Abs. 1 AsylG"),
    "karim": ("Karim K.", "ein Brief", "§ 13 Abs. 2 AsylG"),
    "nadja": ("Nadja N.", "eine Frist", "§ 60a Abs. 1 AufenthG"),
    "omid": ("Omid O.", "ein Kurs", "Art. 16a GG"),
    "tala": ("Tala T.", "ein Umzug", "§ 4a Abs. 1 AufenthG"),
}
NAMES = tuple(_PEOPLE)


def case_file(name: str) -> str:
    """The YAML of a case study; what each criterion says names the case, the criterion and the variant."""
    title, rest, norm = _PEOPLE[name]
    rows = "".join(
        f'  {each.value}:\n    stadt: "{name} {each.value} in der Stadt."\n    land: "{name} {each.value} auf dem Land."\n'
        for each in Criterion
    )
    rows = rows.replace("  frist:\n", '  frist:\n    normen: ["§ 61 Abs. 1 Satz 2 AsylG"]\n', 1)
    return (
        _HEAD.format(name=name, title=title, rest=rest, hostile=HOSTILE) + rows + _TAIL.format(title=title, norm=norm)
    )


def said(name: str) -> list[str]:
    """What the rows of a case study say, in their order."""
    places = ("in der Stadt.", "auf dem Land.")
    return [f"{name} {each.value} {place}" for each in Criterion for place in places]


def add_case_studies(project: Path) -> None:
    """Give a project the case studies of NAMES."""
    (project / "curriculum/faelle").mkdir()
    for name in NAMES:
        (project / f"curriculum/faelle/{name}.yml").write_text(case_file(name), encoding="utf-8")


def project_with_case_studies(root: Path) -> Path:
    """The clean project with case studies; its module shows Dora alone, then Dora and Karim side by side."""
    project = clean_project(root)
    add_case_studies(project)
    module = in_module("::: einbinden fallvergleich dora\n\n::: einbinden fallvergleich dora karim")[0]
    (project / "modules/x1-probe/modul.md").write_text(module, encoding="utf-8")
    return project
