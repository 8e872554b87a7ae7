"""What the files of modules, courses and rule tables are called and what they are for, by their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase

FOLDERS = {"print": "teilnehmende", "trainer": "leitung", "scorm": "moodle", "moodle": "moodle"}
"""Where the files of a target belong: the folder in a trainer kit, the heading on a page of downloads."""
FOR_TRAINERS = ("-loesungen.pdf", "-auswertung.pdf")
"""Paper that is not to be copied for everybody by mistake."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: how its names look (fnmatch), what it is called, in what form it is, what it is for."""

    pattern: str
    name: str
    form: str
    purpose: str


def folder_words(_: Callable[[str], str]) -> dict[str, str]:
    """For whom files are, by folder, in the order in which a trainer needs them."""
    return {
        "leitung": _("for the trainer"),
        "teilnehmende": _("to print and hand out"),
        "moodle": _("for the learning platform"),
    }


def folder_of(target: str, path: str) -> str:
    """The folder of a file of a target."""
    return FOLDERS["trainer" if path.endswith(FOR_TRAINERS) else target]


def kind_of(path: str, kinds: tuple[FileKind, ...]) -> FileKind:
    """The kind of a file, of several that fit the one that says most. KeyError for one that nobody has described."""
    name = path.rpartition("/")[2]
    found = [kind for kind in kinds if fnmatchcase(name, kind.pattern)]
    if not found:
        raise KeyError(path)
    return max(found, key=lambda kind: len(kind.pattern))


def file_kinds(_: Callable[[str], str]) -> tuple[FileKind, ...]:
    """All kinds, in the order in which they are shown."""
    references = (*_tables(_), *_procedures(_), *_case_studies(_))
    return (*_whole(_), *_paper(_), *references, *_for_leading(_), *_for_platforms(_))


def _paper(_: Callable[[str], str]) -> tuple[FileKind, ...]:
    large = _("the handout in large print, 16 point")
    return (
        FileKind(
            "*-reader.pdf",
            _("Course reader"),
            "PDF",
            _("all modules of the course, with glossary, norms and solutions"),
        ),
        FileKind(
            "*-handout.pdf",
            _("Handout"),
            "PDF",
            _("the module on paper, with room to write and the solutions at its end"),
        ),
        FileKind("*-handout-grossdruck.pdf", _("Handout in large print"), "PDF", large),
        FileKind(
            "*-arbeitsblaetter.pdf",
            _("Worksheets"),
            "PDF",
            _("questions, exercises and cases with room to write, no solutions"),
        ),
        FileKind(
            "*-loesungen.pdf", _("Answer key"), "PDF", _("the answer key: every answer of every question, and why")
        ),
        FileKind("*-fallkarten.pdf", _("Case cards"), "PDF", _("the facts of the cases on cards, to cut out")),
        FileKind(
            "*-fallkarten-grossdruck.pdf",
            _("Case cards in large print"),
            "PDF",
            _("the case cards in large print, one to a sheet"),
        ),
        FileKind("*-rollenkarten.pdf", _("Role cards"), "PDF", _("the situations of a decision, to play through")),
        FileKind("*-glossar.pdf", _("Glossary"), "PDF", _("the terms of the module, each explained")),
    )


def _tables(_: Callable[[str], str]) -> tuple[FileKind, ...]:
    return (
        FileKind(
            "*-tabelle.pdf",
            _("Decision table"),
            "PDF",
            _("the decision table; its rows are called as on the learning site"),
        ),
        FileKind(
            "*-entscheidungsbaum.pdf",
            _("Decision tree"),
            "PDF",
            _("the way to a row of the decision table, as a numbered key"),
        ),
        FileKind("*-ablauf.pdf", _("Flow chart"), "PDF", _("the same way as a picture, A0, readable down to A1")),
        FileKind("*-ablauf.svg", _("Flow chart"), "SVG", _("the picture of the way for the screen and for editing")),
    )


def _procedures(_: Callable[[str], str]) -> tuple[FileKind, ...]:
    return (
        FileKind("ablauf-*-liste.pdf", _("List of steps"), "PDF", _("all steps with paper, deadline and norm, A4")),
        FileKind("ablauf-*-poster-*.pdf", _("Poster"), "PDF", _("the way of a case with a lane for each who acts, A3")),
    )


def _case_studies(_: Callable[[str], str]) -> tuple[FileKind, ...]:
    return (
        FileKind("fall-*-bogen.pdf", _("Case study to fill in"), "PDF", _("the facts and the empty grid, A4")),
        FileKind(
            "fall-*-auswertung.pdf",
            _("Case study with solution"),
            "PDF",
            _("the filled grid, what the law says and what can be learnt, A4"),
        ),
    )


def _for_leading(_: Callable[[str], str]) -> tuple[FileKind, ...]:
    return (
        FileKind(
            "*-leitfaden.pdf", _("Guide"), "PDF", _("seminar concept, plans in three lengths, notes on the steps")
        ),
        FileKind("*-leitfaden.docx", _("Guide"), "Word", _("the guide to edit in Word or LibreOffice")),
        FileKind("*-folien.pdf", _("Slides"), "PDF", _("the slides as PDF, to show or to hand out")),
        FileKind(
            "*-folien.pptx", _("Slides"), "PowerPoint", _("the slides to show and to edit, with notes for the speaker")
        ),
        FileKind("*-handout.docx", _("Handout"), "Word", _("the handout to edit in Word or LibreOffice")),
        FileKind(
            "*-teilnahmeliste.pdf", _("Attendance list"), "PDF", _("the attendance list: name and signature, no more")
        ),
        FileKind("*-rueckmeldung.pdf", _("Feedback"), "PDF", _("the feedback at the end of the seminar, one page")),
        FileKind("*-nachfrage.pdf", _("Follow-up"), "PDF", _("the questions after six to eight weeks, one page")),
        FileKind(
            "*-teilnahmebescheinigung.pdf",
            _("Proof of attendance"),
            "PDF",
            _("the proof of attendance, to fill in and sign"),
        ),
    )


def _for_platforms(_: Callable[[str], str]) -> tuple[FileKind, ...]:
    return (
        FileKind(
            "*-scorm12.zip",
            _("Learning package"),
            "SCORM 1.2",
            _("to learn with progress and result: upload it as activity “Lernpaket”, do not unpack it"),
        ),
        FileKind(
            "*-scorm2004.zip",
            _("Learning package"),
            "SCORM 2004",
            _("the same, only for platforms that demand SCORM 2004"),
        ),
        FileKind(
            "*-moodle.html", _("Settings for Moodle"), "HTML", _("how to set up the package in Moodle, for the screen")
        ),
        FileKind("*-moodle.pdf", _("Settings for Moodle"), "PDF", _("the same on one sheet of paper")),
        FileKind(
            "*-fragen.xml",
            _("Question bank"),
            "Moodle-XML",
            _("the questions for Moodle's question bank (format Moodle XML)"),
        ),
        FileKind("*-fragen.gift.txt", _("Question bank"), "GIFT", _("the questions as text (format GIFT)")),
        FileKind(
            "*-buch.zip",
            _("Book"),
            "HTML, ZIP",
            _("the module as chapters for Moodle's activity “Buch”, do not unpack it"),
        ),
        FileKind(
            "*.imscc",
            _("Course package"),
            "Common Cartridge",
            _("a whole course for Moodle: pages, handouts, tests, law texts"),
        ),
    )


def _whole(_: Callable[[str], str]) -> tuple[FileKind, ...]:
    """Files whose names end in their version."""
    return (
        FileKind(
            "*[0-9].zip",
            _("Trainer kit"),
            "ZIP",
            _("everything of the module in one file, with a page on what is what"),
        ),
        FileKind(
            "aenderungen-*.pdf",
            _("Sheet of changes"),
            "PDF",
            _("what changed in content and law since the edition before"),
        ),
        FileKind(
            "glossar-*.xml", _("Glossary"), "Moodle-XML", _("all terms, to import into Moodle's activity “Glossar”")
        ),
    )
