"""Words of Moodle as they stand on its screens, and sentences with such words in them.

They are not our words, so they are not in our catalogue. The German of ``completed``, ``incomplete`` and ``passed``
sounds odd and is meant: so it stands in the pack.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

from builder.language import catalogue
from builder.rendering.print_tree import Tree
from builder.rendering.typography import NBSP

TERMS = {
    # mod_scorm, language packs of Moodle 4.5
    "modulename": ("SCORM package", "Lernpaket"),
    "package": ("Package file", "Lernpaket"),
    "dnduploadscorm": ("Add a SCORM package", "Lernpaket hinzufügen"),
    "display": ("Display package", "Lernpaket anzeigen"),
    "currentwindow": ("Current window", "Aktuelles Fenster"),
    "popup": ("New window", "In neuem Fenster"),
    "width": ("Width", "Breite"),
    "height": ("Height", "Höhe"),
    "skipview": ("Student skip content structure page", "Übersicht überspringen"),
    "hidebrowse": ("Disable preview mode", "Vorschau deaktivieren"),
    "hidetoc": ("Display course structure in player", "Inhaltsstruktur in der Lernpaketdarstellung anzeigen"),
    "disabled": ("Disabled", "Deaktiviert"),
    "grademethod": ("Grading method", "Bewertungsmethode"),
    "gradehighest": ("Highest grade", "Höchstnote"),
    "gradescoes": ("Learning objects", "Lernobjekte"),
    "attemptsmanagement": ("Attempts management", "Versuchsmanagement"),
    "maximumattempts": ("Number of attempts", "Zahl der Versuche"),
    "nolimit": ("Unlimited attempts", "Unbegrenzte Zahl der Versuche"),
    "whatgrade": ("Attempts grading", "Bewertung der Versuche"),
    "highestattempt": ("Highest attempt", "Bester Versuch"),
    "forcenewattempts": ("Force new attempt", "Neuen Versuch einfordern"),
    "forceattemptoncomplete": (
        "When previous attempt completed, passed or failed",
        "Wenn vorherige Versuche abgeschlossen, bestanden oder gescheitert sind",
    ),
    "compatibilitysettings": ("Compatibility settings", "Kompatibilität"),
    "forcecompleted": ("Force completed", "Bestehen einfordern"),
    "masteryoverride": ("Mastery score overrides status", "Status für die Punktzahlüberschreibung zum Bestehen"),
    "completionstatusrequired": ("Require status", "Status erforderlich"),
    "completionstatus_completed": ("Completed", "Bestanden"),
    "completionstatus_passed": ("Passed", "Erfolgreich bestanden"),
    "completionscorerequired": ("Require minimum score", "Mindestpunkte notwendig"),
    "notattempted": ("Not attempted", "Nicht versucht"),
    "incomplete": ("Incomplete", "Nicht bestanden"),
    "completed": ("Completed", "Bestanden"),
    "passed": ("Passed", "Erledigt"),
    "failed": ("Failed", "Fehlgeschlagen"),
    "review": ("Review", "Rückblick"),
    "newattempt": ("Start a new attempt", "Neuen Versuch beginnen"),
    "reports": ("Reports", "Übersicht"),
    "protectpackagedownloads": ("Protect package downloads", "Herunterladen des Lernpakets verhindern"),
    # the core and other components, packs of 4.1 and before
    "addresourceoractivity": ("Add an activity or resource", "Aktivität oder Material anlegen"),
    "always": ("Always", "Immer"),
    "appearance": ("Appearance", "Darstellung"),
    "done": ("Done", "Erledigt"),
    "enablecompletion": ("Enable completion tracking", "Abschlussverfolgung aktivieren"),
    "interactions": ("Interactions report", "Interaktionsbericht"),
    "markdone": ("Mark as done", "Als erledigt kennzeichnen"),
    "maximumgrade": ("Maximum grade", "Beste Bewertung"),
    "no": ("No", "Nein"),
    "savechangesanddisplay": ("Save and display", "Speichern und anzeigen"),
    "todo": ("To do", "Zu erledigen"),
    "yes": ("Yes", "Ja"),
    # seen in handbooks of platforms only
    "activitycompletion": ("Completion conditions", "Abschlussbedingungen"),
    "completion_automatic": ("Add requirements", "Bedingungen hinzufügen"),
    "gradenoun": ("Grade", "Bewertung"),
    "settings": ("Settings", "Einstellungen"),
    "showmore": ("Show more...", "Mehr anzeigen ..."),
    "student": ("Student", "Teilnehmer/in"),
}
"""Moodle's own name of a string → what it says in English and in German."""
Cells: TypeAlias = list[list[Tree]]
"""A row of a table: the runs of each cell."""
_PLACE = re.compile(r"%\((\w+)\)s")


class Wording:
    """Makes runs of words in one interface language."""

    def __init__(self, language: str) -> None:
        self._is_german = language == "de"
        self.gettext = catalogue(language).gettext

    def translate(self, sentence: str, **values: str | int | list[Tree]) -> list[Tree]:
        """A sentence of the catalogue; ``%(name)s`` in it is one of ``values``, or else a word of Moodle in quotes."""
        parts = _PLACE.split(self.gettext(sentence))
        runs = [self._place(part, values) if at % 2 else [text(part)] for at, part in enumerate(parts)]
        return [run for found in runs for run in found if run["v"]]

    def term(self, *names: str) -> list[Tree]:
        """Words of Moodle as the name of something: what its screen says, and what it says there in English."""
        english, german = (", ".join(TERMS[name][at] for name in names) for at in (0, 1))
        return [{"t": "term", "v": german, "en": english} if self._is_german else {"t": "term", "v": english, "en": ""}]

    def _place(self, name: str, values: Mapping[str, str | int | list[Tree]]) -> list[Tree]:
        if name in values:
            value = values[name]
            return value if isinstance(value, list) else [text(str(value))]
        english, german = TERMS[name]
        if self._is_german:
            return [{"t": "quoted", "v": f"„{german}“", "en": english}]
        return [{"t": "quoted", "v": f"“{english}”", "en": ""}]


def text(words: str) -> Tree:
    """A run of plain words."""
    return {"t": "text", "v": words}


def name_of(words: str) -> list[Tree]:
    """Runs of one name that is typed or read letter by letter: a file, an identifier."""
    return [{"t": "id", "v": words}]


def per_cent(mark: int) -> str:
    """„80 %“ that no line breaks."""
    return f"{mark}{NBSP}%"


def paragraph(runs: list[Tree]) -> Tree:
    """A block of one paragraph."""
    return {"k": "paragraph", "c": runs}


def listed(*items: list[Tree], numbered: bool = False) -> Tree:
    """A list, its items numbered from 1 where their order matters."""
    return {"k": "list", "start": 1 if numbered else 0, "items": list(items)}


def notes(*items: list[Tree]) -> Tree:
    """Short hints in no order; on paper they share a line."""
    return {"k": "notes", "start": 0, "items": list(items)}


def table(name: str, head: list[str], *groups: tuple[list[Tree], list[Cells]]) -> Tree:
    """A table of groups, each a name, which may be empty, and its rows of cells; ``name`` says how wide columns are."""
    return {
        "k": "table",
        "name": name,
        "head": head,
        "groups": [{"name": named, "rows": rows} for named, rows in groups],
    }


def section(name: str, title: str, *blocks: Tree) -> Tree:
    """A part of the sheet below a heading; ``name`` is its address on the page."""
    return {"name": name, "title": title, "blocks": list(blocks)}
