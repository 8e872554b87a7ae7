"""The rules that reading holds: what a file, its YAML and its boxes must look like."""

from __future__ import annotations

from builder.findings import Rule, Severity

MUSS, TIPP = Severity.MUSS, Severity.TIPP

NOT_UTF8 = Rule(
    "L001",
    MUSS,
    "Datei ist nicht in UTF-8 gespeichert",
    "Hier stehen Zeichen, die nicht in UTF-8 gespeichert sind.{more}",
    "Speichern Sie die Datei mit der Kodierung UTF-8; im Web-Editor der Forge geschieht das von selbst.",
    bad="Datei in Windows-1252: „M\\xfcnchen“",
    good="Datei in UTF-8: „München“",
)
LINE_TOO_LONG = Rule(
    "L002",
    MUSS,
    "Zeile ist zu lang",
    "Diese Zeile hat {length} Zeichen; erlaubt sind {limit}.",
    "Teilen Sie die Zeile in Absätze. Eingefügte Bilder oder Daten gehören als Datei nach media/.",
    bad="![Plan](data:image/png;base64,iVBORw0KGgo…)",
    good='![Plan](media/plan.png "Der Plan")',
)
LEAVES_TREE = Rule(
    "L003",
    MUSS,
    "Verknüpfung führt aus dem Projekt hinaus",
    "„{name}“ ist eine Verknüpfung mit einer Stelle außerhalb des Projekts; dort wird nichts gelesen.",
    "Löschen Sie die Verknüpfung und legen Sie das, worauf sie zeigt, selbst an diese Stelle.",
    bad="media/bild.svg → ../../../etc/bild.svg",
    good="media/bild.svg als eigene Datei",
)
FILE_MISSING = Rule(
    "L004",
    MUSS,
    "Datei fehlt",
    "Die Datei „{name}“ fehlt.",
    "{hint}",
    bad="modules/b4-ausbildung/ ohne modul.md",
    good="modules/b4-ausbildung/modul.md und seminar.yml",
)
FILE_TOO_LARGE = Rule(
    "L005",
    MUSS,
    "Datei ist zu groß",
    "Die Datei ist {size} groß; erlaubt sind {limit}.",
    "Teilen Sie den Text auf mehrere Module auf, verkleinern Sie Bilder vor dem Hochladen.",
    bad="modul.md mit 9 MB",
    good="modul.md mit 60 kB, Bilder in media/",
)
UNREADABLE = Rule(
    "L006",
    MUSS,
    "Datei lässt sich nicht lesen",
    "Die Datei lässt sich nicht lesen: {reason}.",
    "Prüfen Sie, ob dort wirklich eine Datei liegt und ob Sie sie öffnen dürfen.",
    bad="ein Ordner mit dem Namen modul.md",
    good="eine Datei mit dem Namen modul.md",
)
CONTROL_CHARACTER = Rule(
    "L007",
    MUSS,
    "Unsichtbares Steuerzeichen",
    "Hier steht das unsichtbare Zeichen {name}.{more}",
    "Löschen Sie das Zeichen; oft kommt es beim Einfügen aus einem anderen Programm mit.",
    bad="Frist\\x00 beachten",
    good="Frist beachten",
)
BAD_NAME = Rule(
    "L008",
    MUSS,
    "Name ist in Adressen nicht brauchbar",
    "Der Name „{name}“ enthält Zeichen, die in Adressen und Lernpaketen Schwierigkeiten machen.",
    "Benennen Sie um: nur a–z, A–Z, 0–9, Punkt, - und _, zum Beispiel {example}",
    bad="media/Übersicht neu.svg",
    good="media/uebersicht-neu.svg",
)
NOT_PRINTABLE = Rule(
    "L009",
    MUSS,
    "Zeichen lässt sich nicht drucken",
    "Das Zeichen „{char}“ ({name}) fehlt in den Schriften für Handouts.{more}",
    "Schreiben Sie ein Wort dafür; fremde Schriften und kleine Bilder gehören als Bild nach media/.",
    bad="Geschafft 🎉",
    good="Geschafft!",
    why="Lernseite und Lernpaket könnten es zeigen, auf Papier stünde eine Lücke. Arabisch und Kyrillisch gehen.",
)
NO_FOLDER = Rule(
    "L010",
    MUSS,
    "Ordner fehlt",
    "{problem}",
    "{hint}",
    bad="eine Datei mit dem Namen modules",
    good="ein Ordner mit dem Namen modules",
)
NOT_READ = Rule(
    "L011",
    TIPP,
    "Wird nicht gelesen",
    "„{name}“ wird nicht gelesen.",
    "{hint}",
    bad="modules/b4-ausbildung/seminar.yaml",
    good="modules/b4-ausbildung/seminar.yml",
    why="Was an anderer Stelle liegt oder anders heißt, fehlt auf der Lernseite, ohne dass es jemandem auffällt.",
)
BROKEN_YAML = Rule(
    "Y001",
    MUSS,
    "Angaben sind nicht lesbar",
    "Die Angaben sind hier nicht lesbar: {problem}.",
    "{hint}",
    bad="kurz: Wer darf arbeiten: und wann?",
    good='kurz: "Wer darf arbeiten: und wann?"',
)
DUPLICATE_KEY = Rule(
    "Y002",
    MUSS,
    "Angabe steht doppelt",
    "„{key}“ steht hier zum zweiten Mal; zuerst in Zeile {first}.",
    "Behalten Sie eine der beiden Angaben und löschen Sie die andere.",
    bad="version: 1.0.0\nversion: 1.1.0",
    good="version: 1.1.0",
)
FIELD_MISSING = Rule(
    "Y003",
    MUSS,
    "Angabe fehlt",
    "Hier fehlt die Angabe „{key}“.",
    "Ergänzen Sie die Zeile: {example}",
    bad="id: b3\n(ohne titel)",
    good="id: b3\ntitel: Wer darf wann arbeiten?",
)
FIELD_UNKNOWN = Rule(
    "Y004",
    MUSS,
    "Angabe ist unbekannt",
    "Die Angabe „{key}“ gibt es hier nicht.",
    "{suggestion}",
    bad="zielgrupe: [ehrenamt]",
    good="zielgruppe: [ehrenamt]",
)
FIELD_WRONG = Rule(
    "Y005",
    MUSS,
    "Angabe hat die falsche Form",
    "{problem}",
    "{hint}",
    bad="dauer: neunzig",
    good="dauer: 90",
)
WRONG_DATE = Rule(
    "Y006",
    MUSS,
    "Datum gibt es nicht",
    "{problem}",
    "Schreiben Sie Jahr-Monat-Tag, zum Beispiel 2026-08-19.",
    bad="geprueft_am: 2026-02-30",
    good="geprueft_am: 2026-02-28",
)
NO_FRONT_MATTER = Rule(
    "Y007",
    MUSS,
    "Kopf des Moduls fehlt",
    "{problem}",
    "Die Datei beginnt mit einer Zeile ---, darunter stehen die Angaben, eine zweite Zeile --- schließt den Kopf ab.",
    bad="id: b3\ntitel: …\n## Erster Schritt",
    good="---\nid: b3\ntitel: …\n---\n\n## Erster Schritt",
)
YAML_REFERENCE = Rule(
    "Y008",
    MUSS,
    "Verweis in den Angaben",
    "Verweise mit & und * und Typangaben mit ! sind hier nicht erlaubt.",
    "Schreiben Sie den Wert an jeder Stelle aus. Text, der mit * oder & beginnt, gehört in Anführungszeichen.",
    bad="kurz: *vorlage",
    good='kurz: "Wer darf wann arbeiten?"',
)
BOX_NOT_CLOSED = Rule(
    "B001",
    MUSS,
    "Kasten wird nicht geschlossen",
    "Der Kasten „{name}“ wird nicht geschlossen.",
    "Setzen Sie unter das Ende des Kastens eine eigene Zeile: :::",
    bad="::: kurz\nDrei Fragen entscheiden.",
    good="::: kurz\nDrei Fragen entscheiden.\n:::",
)
BOX_NOT_OPEN = Rule(
    "B002",
    MUSS,
    "Ende ohne Anfang",
    "Hier endet ein Kasten, aber keiner ist offen.",
    "Löschen Sie diese Zeile :::, oder ergänzen Sie oben die Zeile, die den Kasten öffnet.",
    bad="Text\n:::",
    good="::: kurz\nText\n:::",
)
BOX_UNKNOWN = Rule(
    "B003",
    MUSS,
    "Kasten ist unbekannt",
    "{problem}",
    "{suggestion}",
    bad="::: merkpunkt",
    good="::: merkpunkte",
)
BAD_ATTRIBUTES = Rule(
    "B004",
    MUSS,
    "Angaben in der Klammer sind nicht lesbar",
    "Die Angaben in der geschweiften Klammer sind ab „{rest}“ nicht lesbar.",
    "Schreiben Sie zum Beispiel {{#f_frist ziel=l1}}; Werte mit Leerzeichen stehen in geraden Anführungszeichen: "
    'titel="Rima A."',
    bad="::: frage einfach {#f_frist ziel = l1}",
    good="::: frage einfach {#f_frist ziel=l1}",
)
BOX_MISPLACED = Rule(
    "B005",
    MUSS,
    "Kasten steht an falscher Stelle",
    "Der Kasten „{name}“ darf nicht {where} stehen.",
    "{hint}",
    bad="::: kurz\n::: frage einfach {#f_a ziel=l1}\n…",
    good="::: kurz\n…\n:::\n\n::: frage einfach {#f_a ziel=l1}\n…",
)
ATTRIBUTE_MISSING = Rule(
    "B006",
    MUSS,
    "Angabe in der Klammer fehlt",
    "Bei „{name}“ fehlt {what}.",
    "Schreiben Sie die Zeile zum Beispiel so: {example}",
    bad="::: frage einfach",
    good="::: frage einfach {#f_frist ziel=l1}",
)
ATTRIBUTE_WRONG = Rule(
    "B007",
    MUSS,
    "Angabe in der Klammer ist falsch",
    "Bei „{name}“ ist die Angabe „{what}“ nicht erlaubt.",
    "{hint}",
    bad="::: fall {#fall_rima stufe=fertig}",
    good="::: fall {#fall_rima stufe=geloest}",
)
RAW_HTML = Rule(
    "B008",
    MUSS,
    "HTML ist nicht erlaubt",
    "Hier steht HTML: {html}",
    "Schreiben Sie den Text in Markdown. Steht dort ein Kleiner-Zeichen, das kein HTML ist, schreiben Sie \\< davor.",
    bad="Das ist <b>wichtig</b>.",
    good="Das ist **wichtig**.",
)
LEVEL_ONE = Rule(
    "B009",
    MUSS,
    "Überschrift der ersten Ebene",
    "Eine Überschrift mit einem # ist der Titel des Moduls und steht schon im Kopf.",
    "Schreiben Sie ## für einen Schritt oder ### für einen Abschnitt: {example}",
    bad="# Wer darf arbeiten?",
    good="## Wer darf arbeiten? {#arbeiten minuten=8}",
)
HEADING_SKIPS = Rule(
    "B010",
    MUSS,
    "Überschrift überspringt eine Ebene",
    "Diese Überschrift hat {level} Rauten; hier sind höchstens {allowed} richtig.",
    "Schreiben Sie {example}",
    bad="## Schritt {#a minuten=5}\n#### Abschnitt",
    good="## Schritt {#a minuten=5}\n### Abschnitt",
)
STARTS_WITH_DATE = Rule(
    "B011",
    MUSS,
    "Zeile beginnt mit einem Datum",
    "Diese Zeile beginnt mit „{text}“; daraus würde der Listenpunkt {number}.",
    "Beginnen Sie den Satz mit einem Wort: Am {text} …",
    bad="12. Juni 2026 trat das Gesetz in Kraft.",
    good="Am 12. Juni 2026 trat das Gesetz in Kraft.",
)
ROW_TOO_WIDE = Rule(
    "B012",
    MUSS,
    "Tabellenzeile hat zu viele Zellen",
    "Diese Zeile hat {cells} Zellen, der Kopf der Tabelle hat {head}.",
    "Streichen Sie die überzähligen Zellen, oder geben Sie dem Kopf eine weitere Spalte. "
    "Einen senkrechten Strich im Text schreiben Sie als \\|",
    bad="| Papier | Lage |\n|---|---|\n| Duldung | geduldet | § 60a |",
    good="| Papier | Lage | Norm |\n|---|---|---|\n| Duldung | geduldet | § 60a |",
)
NESTED_CONSTRUCT = Rule(
    "B013",
    MUSS,
    "Tabelle, Bild oder Hinweis steht eingerückt",
    "{what} kann hier nicht stehen.",
    "Setzen Sie es ohne Einrückung in einen eigenen Absatz außerhalb von Listen, Zitaten, Fragen und Merkpunkten.",
    bad="- Punkt\n\n  | a | b |\n  |---|---|",
    good="- Punkt\n\n| a | b |\n|---|---|",
)
TEXT_BEFORE_STEP = Rule(
    "B014",
    MUSS,
    "Text steht vor dem ersten Schritt",
    "Vor dem ersten Schritt steht Text.",
    "Beginnen Sie mit einer Überschrift: ## Titel des Schritts {{#schritt_id minuten=8}}",
    bad="---\n\nWillkommen!\n\n## Schritt {#a minuten=5}",
    good="---\n\n## Schritt {#a minuten=5}\n\nWillkommen!",
)
STEP_INCOMPLETE = Rule(
    "B015",
    MUSS,
    "Angaben am Schritt fehlen",
    "{problem}",
    "Schreiben Sie: {example}",
    bad="## Über Fristen",
    good="## Über Fristen {#ueber_fristen minuten=8}",
)
BAD_ID = Rule(
    "B016",
    MUSS,
    "Kennung ist nicht erlaubt",
    "„{id}“ ist keine Kennung.",
    "Eine Kennung beginnt mit einem Kleinbuchstaben und enthält nur a–z, 0–9 und _ (höchstens 60 Zeichen), "
    "zum Beispiel #{example}",
    bad="{#Frist-1}",
    good="{#frist_1}",
)
CALLOUT_UNKNOWN = Rule(
    "B017",
    MUSS,
    "Hinweis ist unbekannt",
    "Einen Hinweis „{kind}“ gibt es nicht.",
    "Erlaubt sind [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] und [!CAUTION], jeweils allein in der ersten Zeile.",
    bad="> [!ACHTUNG]\n> Frist!",
    good="> [!WARNING]\n> Frist!",
)
EMBED_UNKNOWN = Rule(
    "B018",
    MUSS,
    "Eingebundenes gibt es nicht",
    "„{what}“ lässt sich nicht einbinden.",
    "{hint}",
    bad="::: einbinden regelwerk arbeiten",
    good="::: einbinden regelwerk arbeit",
)
SUPPRESSION_WITHOUT_REASON = Rule(
    "B019",
    MUSS,
    "Erlaubnis ohne Grund",
    "Dieser Kommentar erlaubt etwas, nennt aber keinen Grund oder keine Kennung.",
    "Schreiben Sie: <!-- erlaubt S001: Zitat aus dem Bescheid -->",
    bad="<!-- erlaubt S001 -->",
    good="<!-- erlaubt S001: Zitat aus dem Bescheid -->",
)
SUPPRESSION_UNUSED = Rule(
    "B020",
    MUSS,
    "Erlaubnis wird nicht gebraucht",
    "Die Erlaubnis für {code} trifft auf nichts zu.",
    "Löschen Sie den Kommentar, oder setzen Sie ihn direkt über den Absatz, für den er gilt.",
    bad="<!-- erlaubt S001: Zitat -->\nKurzer Satz.",
    good="Kurzer Satz.",
)
EMPTY_PART = Rule(
    "B021",
    MUSS,
    "Kasten ist leer",
    "Im Kasten „{name}“ fehlt {what}.",
    "{hint}",
    bad="::: kurz\n:::",
    good="::: kurz\nDrei Fragen entscheiden.\n:::",
)
BOX_LINE_UNREAD = Rule(
    "B022",
    MUSS,
    "Zeile eines Kastens ist nicht lesbar",
    "Diese Zeile sieht aus wie die eines Kastens, wird aber nicht so gelesen.",
    "Schreiben Sie genau drei Doppelpunkte, ganz an den Anfang der Zeile, ohne Leerzeichen oder > davor.",
    bad="  ::: kurz",
    good="::: kurz",
)
TEXT_IN_BOX_LINE = Rule(
    "B023",
    MUSS,
    "Text steht hinter dem Namen des Kastens",
    "Hinter dem Namen des Kastens steht noch „{text}“; dort würde es niemand lesen.",
    "Setzen Sie den Text in eine eigene Zeile unter {example}",
    bad="::: kurz Das Papier entscheidet.\n:::",
    good="::: kurz\nDas Papier entscheidet.\n:::",
)
TOO_DEEP = Rule(
    "B024",
    MUSS,
    "Zu tief verschachtelt",
    "Hier stehen mehr als {limit} Listen oder Zitate ineinander.",
    "Rücken Sie weniger ein, oder machen Sie aus den inneren Punkten einen eigenen Absatz.",
    bad="- a\n  - b\n    - c\n      - d\n        - e\n          - f\n            - g",
    good="- a\n  - b\n  - c",
)
FOOTNOTE_LOST = Rule(
    "B025",
    MUSS,
    "Fußnote ginge verloren",
    "{problem}",
    "{hint}",
    bad="Das gilt seit Juni.\n\n[^1]: § 61 Abs. 1 AsylG.",
    good="Das gilt seit Juni.[^1]\n\n[^1]: § 61 Abs. 1 AsylG.",
)
FENCE_OPEN = Rule(
    "B026",
    MUSS,
    "Codeblock wird nicht geschlossen",
    "Hier beginnt mit {mark} ein Codeblock, der nirgends endet; alles darunter würde nicht gelesen.",
    "Löschen Sie die Zeile, oder setzen Sie unter das Ende des Blocks noch einmal {mark} in eine eigene Zeile.",
    bad="```\nSehr geehrte Frau D.,",
    good="```\nSehr geehrte Frau D.,\n```",
)
COMMENT_OPEN = Rule(
    "B027",
    MUSS,
    "Kommentar wird nicht geschlossen",
    "Hier beginnt ein Kommentar, der nirgends endet; alles darunter würde nicht gelesen.",
    "Setzen Sie an das Ende des Kommentars die Zeichen -->",
    bad="<!-- noch prüfen\n\nText",
    good="<!-- noch prüfen -->\n\nText",
)
HEADING_TIGHT = Rule(
    "B028",
    MUSS,
    "Leerzeichen nach der Raute fehlt",
    "Zwischen den Rauten und der Überschrift fehlt ein Leerzeichen.",
    "Schreiben Sie: {example}",
    bad="##Erst das Papier {#papier minuten=5}",
    good="## Erst das Papier {#papier minuten=5}",
)
WRONG_OPTIONS = Rule(
    "F001",
    MUSS,
    "Antworten passen nicht zur Frageart",
    "{problem}",
    "{hint}",
    bad="::: frage einfach {#f_a ziel=l1}\n…\n- [x] ja\n  > Weil.\n- [x] auch\n  > Weil.\n:::",
    good="::: frage einfach {#f_a ziel=l1}\n…\n- [x] ja\n  > Weil.\n- [ ] nein\n  > Weil.\n:::",
)
FEEDBACK_MISSING = Rule(
    "F002",
    MUSS,
    "Rückmeldung fehlt",
    "Die Antwort „{option}“ hat keine Rückmeldung.",
    "Schreiben Sie darunter, um zwei Leerzeichen eingerückt, warum das stimmt oder nicht:\n{example}\n  > Weil …",
    bad="- [ ] sechs Monate",
    good="- [ ] sechs Monate\n  > Sechs Monate gelten nur nach einem Aufnahmegesuch.",
)
FEEDBACK_NOT_INDENTED = Rule(
    "F003",
    TIPP,
    "Rückmeldung ist nicht eingerückt",
    "Diese Rückmeldung steht nicht eingerückt unter ihrer Antwort; sie gilt für die Antwort darüber.",
    "Rücken Sie die Zeile um zwei Leerzeichen ein:   > …",
    bad="- [x] drei Monate\n> Richtig.",
    good="- [x] drei Monate\n  > Richtig.",
)
QUESTION_KIND = Rule(
    "F004",
    MUSS,
    "Frageart ist unbekannt",
    "Die Frageart „{kind}“ gibt es nicht.",
    "{suggestion}",
    bad="::: frage eins {#f_a ziel=l1}",
    good="::: frage einfach {#f_a ziel=l1}",
)
WRONG_TABLE = Rule(
    "F005",
    MUSS,
    "Tabelle der Zuordnung stimmt nicht",
    "{problem}",
    "Die Tabelle hat zwei oder drei Spalten: links das Element, rechts das Ziel, dann die Rückmeldung, zum Beispiel:\n"
    "{example}",
    bad="| Papier |\n|---|\n| Duldung |",
    good="| Papier | Lage | Rückmeldung |\n|---|---|---|\n| Duldung | ausreisepflichtig | § 60a |",
)
STRAY_CONTENT = Rule(
    "F006",
    MUSS,
    "Text steht in der Frage an falscher Stelle",
    "Dieser Text gehört zu keinem Teil der Frage.",
    "Erst der Fragetext, dann die Antworten, dann wenn nötig ::: erklaerung.",
    bad="- [x] ja\n  > Weil.\n\nNoch ein Satz.",
    good="Noch ein Satz.\n\n- [x] ja\n  > Weil.",
)
WRONG_STAGE = Rule(
    "F007",
    MUSS,
    "Stufe im Fall stimmt nicht",
    "{problem}",
    "Die Stufen heißen, in dieser Reihenfolge: {stages}.",
    bad="### Lösung",
    good="### Ergebnis",
)
GAP_WRONG = Rule(
    "F008",
    MUSS,
    "Lücke stimmt nicht",
    "{problem}",
    "{hint}",
    bad="Die Frist beträgt [[]] Monate.",
    good="Die Frist beträgt [[drei; 3]] Monate. Zuständig ist die [[Ausländerbehörde ~ Gemeinde]].",
)
ENTRY_UNREADABLE = Rule(
    "F009",
    MUSS,
    "Zahl oder Datum ist nicht brauchbar",
    "Die Antwort „{value}“ {problem}.",
    "Schreiben Sie zum Beispiel: {example}",
    bad="- [x] 31.11.2026",
    good="- [x] 30.11.2026",
    why="Das Programm vergleicht, was getippt wird, mit den Antworten; deshalb muss es sie lesen können.",
)
PATH_WRONG = Rule(
    "F010",
    MUSS,
    "Weg durch die Entscheidung stimmt nicht",
    "{problem}",
    "{hint}",
    bad="- [x] Sie fragen nach. → [weiter](#papierr)",
    good="- [x] Sie fragen nach. → [weiter](#papier)",
    why="Jede Lage muss erreichbar sein, und jeder Weg muss enden.",
)
ROW_QUESTION = Rule(
    "F011",
    MUSS,
    "Aus dem Regelwerk wird keine Frage",
    "{problem}",
    "{hint}",
    bad="::: frage regelwerk {#f_zeile ziel=l1 tabelle=arbeit beispiel=asyl}",
    good="::: frage regelwerk {#f_zeile ziel=l1 tabelle=arbeit beispiel=asyl_stelle}",
    why="Die Frage zeigt den Beispielfall einer Zeile; zur Wahl stehen diese Zeile und die nächsten anderen.",
)
RULE_TABLE_UNKNOWN = Rule(
    "V008",
    MUSS,
    "Regelwerk gibt es nicht",
    "Das Regelwerk „{name}“ gibt es nicht.",
    "In curriculum/regelwerke/ liegen: {known}.",
    bad="::: einbinden regelwerk arbeiten",
    good="::: einbinden regelwerk arbeit",
    why="Eingebunden und gefragt wird nach dem, was in curriculum/regelwerke/ liegt.",
)
MODULE_TWICE = Rule(
    "K001",
    MUSS,
    "Zwei Module mit einer Kennung",
    "Die Kennung „{id}“ hat schon das Modul in {other}.",
    "Geben Sie einem der beiden Module die Kennung, die im Lehrplan steht (curriculum/curriculum.yml).",
    bad="id: b3 (in zwei Modulen)",
    good="id: b3 und id: b4",
)
ID_TWICE = Rule(
    "K002",
    MUSS,
    "Kennung steht doppelt",
    "Die Kennung „{id}“ steht schon in Zeile {first}.",
    "Geben Sie einem der beiden einen anderen Namen, zum Beispiel {example}",
    bad="{#f_frist} … {#f_frist}",
    good="{#f_frist} … {#f_frist_2}",
)
RELEASE_DAMAGED = Rule(
    "U015",
    MUSS,
    "Freigabe ist beschädigt",
    "Die Freigabe „{name}“ ist beschädigt. {problem}",
    "Eine Freigabe ändert niemand von Hand. Holen Sie die Datei aus der letzten Fassung zurück.",
    bad="curriculum/freigaben/2026.1.json endet mitten in einer Zeile",
    good="curriculum/freigaben/2026.1.json, wie integrif release sie geschrieben hat",
    why="An ihr hängt, welche Antworten von Lernenden weiter gelten; ohne sie weiß das niemand mehr.",
)

LOSES_TEXT = (
    LINE_TOO_LONG,
    BOX_NOT_CLOSED,
    BOX_UNKNOWN,
    BOX_MISPLACED,
    BOX_LINE_UNREAD,
    TOO_DEEP,
    FENCE_OPEN,
    COMMENT_OPEN,
    HEADING_TIGHT,
    LEVEL_ONE,
    TEXT_BEFORE_STEP,
    EMBED_UNKNOWN,
    QUESTION_KIND,
    WRONG_TABLE,
    PATH_WRONG,
    BAD_ATTRIBUTES,
    NO_FRONT_MATTER,
)
"""After these something is missing that an author wrote: what hangs on the whole text is not looked at then."""

RULES: tuple[Rule, ...] = tuple(value for value in globals().values() if isinstance(value, Rule))
