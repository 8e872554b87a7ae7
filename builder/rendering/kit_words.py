"""What the files of a trainer kit are for, by the end of their names."""

from __future__ import annotations

from collections.abc import Callable


def folder_words(_: Callable[[str], str]) -> dict[str, str]:
    """The folders of a kit, in the order in which a trainer needs them."""
    return {
        "leitung": _("for the trainer"),
        "teilnehmende": _("to print and hand out"),
        "moodle": _("for the learning platform"),
    }


def described(_: Callable[[str], str]) -> Callable[[str], str]:
    """Says of a path what the file is for. KeyError for a kind of file that nobody has described."""
    words = {
        "-handout.pdf": _("the module on paper, with room to write and the solutions at its end"),
        "-handout-grossdruck.pdf": _("the handout in large print, 16 point"),
        "-arbeitsblaetter.pdf": _("questions, exercises and cases with room to write, no solutions"),
        "-loesungen.pdf": _("the answer key: every answer of every question, and why"),
        "-fallkarten.pdf": _("the facts of the cases, four cards to a sheet, to cut out"),
        "-fallkarten-grossdruck.pdf": _("the case cards in large print, one to a sheet"),
        "-rollenkarten.pdf": _("the situations of a decision, to play through"),
        "-glossar.pdf": _("the terms of the module, each explained"),
        "-tabelle.pdf": _("the decision table; its rows are called as on the learning site"),
        "-entscheidungsbaum.pdf": _("the way to a row of the decision table, as a numbered key"),
        "-ablauf.pdf": _("the same way as a picture, A3"),
        "-ablauf.svg": _("the picture of the way for the screen and for editing"),
        "-leitfaden.pdf": _("seminar concept, plans in three lengths, notes on the steps"),
        "-folien.pptx": _("the slides to show and to edit, with notes for the speaker"),
        "-folien.pdf": _("the slides as PDF, to show or to hand out"),
        "-handout.docx": _("the handout to edit in Word or LibreOffice"),
        "-leitfaden.docx": _("the guide to edit in Word or LibreOffice"),
        "-teilnahmeliste.pdf": _("the attendance list: name and signature, no more"),
        "-rueckmeldung.pdf": _("the feedback at the end of the seminar, one page"),
        "-nachfrage.pdf": _("the questions after six to eight weeks, one page"),
        "-teilnahmebescheinigung.pdf": _("the proof of attendance, to fill in and sign"),
        "-scorm12.zip": _("the module as a learning package: upload it as activity “Lernpaket”, do not unpack it"),
        "-moodle.html": _("how to set up the package in Moodle, for the screen"),
        "-moodle.pdf": _("the same on one sheet of paper"),
        "-fragen.xml": _("the questions for Moodle's question bank (format Moodle XML)"),
        "-fragen.gift.txt": _("the questions as text (format GIFT)"),
        "-buch.zip": _("the module as chapters for Moodle's activity “Buch”, do not unpack it"),
    }

    def said(path: str) -> str:
        (ending,) = [end for end in words if path.endswith(end)] or [path]
        return words[ending]

    return said
