"""A project whose first step holds one of everything an editor can write."""

from __future__ import annotations

from pathlib import Path

from tests.case_studies import add_case_studies
from tests.checks.project import clean_project, nowhere
from tests.procedures import add_procedure
from tests.projects import edit

HOSTILE = '#eval("1") $x$ @preview/a:1.0 <note-1> \\u{41} `raw` // /* */ {{ _ }} %(x)s [a] #[b]'
SECRET = "Nur die Leitung weiß das."
EVERYTHING = f"""\
### Überschrift der dritten Ebene

Text mit **fett**, *kursiv*, `Code` und einer [Adresse](https://www.beispiel.org/seite). Dazu [Modul](modul:x1).[^eins]
Noch einmal dieselbe Note.[^eins] Und eine zweite.[^zwei]

#### Vierte Ebene

- eins
    - darunter
    - zweitens

      ein zweiter Absatz
- zwei

3. drei
4. vier

> Ein Zitat.

    fester Text

---

``{HOSTILE}``

> [!NOTE]
> Hinweis.

> [!TIP]
> Tipp.

> [!IMPORTANT]
> Wichtig.

> [!WARNING]
> Frist.

> [!CAUTION]
> Grenze.

::: vertiefung hauptamt
Für das Hauptamt.
:::

::: gueltig {{bis=2026-12-31}}
Bis Ende des Jahres.
:::

::: leitung
{SECRET}
:::

Tabelle: Mit Link im Kopf

| [Stelle](https://www.beispiel.org) | Zahl |
|---|--:|
| Amt | 1 |
| Agentur | 2 |

| ohne | Beschriftung |
|---|---|
| a | b |

::: frage mehrfach {{#f_viele ziel=l1 kritisch=ja}}
Welche Stellen helfen?

- [x] Beratung
  > Richtig.
- [x] Amt
  > Richtig.
- [ ] niemand
  > Doch.
:::

::: frage zuordnung {{#f_paare ziel=l1}}
Was gehört zusammen?

| Papier | Folge |
|---|---|
| Duldung | zweite Folge |
| Titel | erste Folge |
| | dritte Folge |
:::

::: frage reihenfolge {{#f_folge ziel=l1}}
Ordnen Sie.

1. Antrag
   > Zuerst.
2. Bescheid
3. Christlicher Feiertag
:::

::: frage luecke {{#f_luecke ziel=l1}}
Die Frist beträgt [[drei; 3]] Monate. Zuständig ist das [[Zollamt ~ Bauamt ~ Amt]].

Tabelle: Mit Lücke

| Wort | Gewicht |
|---|---|
| soll | [[Regelfall ~ Anspruch]] |

1. Ab der Registrierung.
:::

::: frage zahl {{#f_zahl ziel=l1 einheit="Monate"}}
Wie lange?

- [x] 36 ± 2
  > Richtig gerechnet.
- [ ] 24
  > Zu kurz gerechnet.
:::

::: frage datum {{#f_datum ziel=l1}}
Seit wann?

- [x] 12.06.2026
  > An diesem Tag.
:::

::: frage regelwerk {{#f_zeile ziel=l1 tabelle=probe beispiel=mit_titel}}
Frau D. ist **anerkannt** und zeigt ihre Karte.
:::

::: frage entscheidung {{#f_anruf ziel=l1}}
### Der Anruf {{#anruf}}
Das Telefon klingelt.

- [ ] Sie sagen zu. → [weiter](#zusage)
  > Folge: Er kommt.
- [x] Sie fragen nach.
  > Ende: Er wartet.

### Nach der Zusage {{#zusage}}
Er steht vor der Tür.

- [x] Sie stellen es richtig.
  > Ende: Gut gegangen.
- [ ] Sie schweigen.
  > Ende: Nicht gut.
:::

::: einbinden ablauf probe

::: einbinden fallvergleich dora

::: einbinden fallvergleich dora karim tala

[^eins]: Erste Note mit [Link](https://www.beispiel.org).
[^zwei]: Zweite Note.
"""


def everything_project(folder: Path) -> Path:
    """The clean project with every kind of block in its first step, on a site that stands nowhere yet."""
    project = nowhere(clean_project(folder / "projekt"))
    add_procedure(project)
    add_case_studies(project)
    edit(project / "modules" / "x1-probe" / "modul.md", "rät.\n", f"rät.\n\n{EVERYTHING}\n")
    return project
