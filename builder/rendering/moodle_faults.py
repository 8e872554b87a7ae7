"""What goes wrong with packages in Moodle, why, and what helps: the ten faults trainers meet most (scorm.md B)."""

from __future__ import annotations

from builder.rendering.moodle_words import Cells, Wording, section, table
from builder.rendering.print_tree import Tree


def faults(w: Wording) -> Tree:
    """What goes wrong most often, why, and what helps."""
    head = [w.gettext("What you see"), w.gettext("Why"), w.gettext("What helps")]
    rows = [*_faults_of_status(w), *_faults_of_attempts(w), *_faults_of_files(w)]
    return section("faults", w.gettext("Ten common faults"), table("faults", head, ([], rows)))


def _faults_of_status(w: Wording) -> list[Cells]:
    translate = w.translate
    return [
        [
            translate("All is done, but it still says %(todo)s."),
            translate("Moodle waits for another status or for a click."),
            translate("Set the completion conditions as in the table."),
        ],
        [
            translate("A report says %(incomplete)s."),
            translate("The rule is not met yet, or a question that counts is open."),
            translate("The last page of the package says what is missing."),
        ],
        [
            translate("The grade is missing."),
            translate("Not all questions that count are answered."),
            translate("Answer them; “I do not know” is an answer, too."),
        ],
        [
            translate("The grade is suddenly 0."),
            translate("File or settings were changed while the attempt was open."),
            translate("Have the person open the package once; it reports the best result again."),
        ],
    ]


def _faults_of_attempts(w: Wording) -> list[Cells]:
    translate = w.translate
    return [
        [
            translate("%(review)s: answers change nothing any more."),
            translate("The attempt is finished; Moodle only lets look at it."),
            translate("Tick %(newattempt)s before the start. The best result stays."),
        ],
        [
            translate("Progress jumps back."),
            translate("The package was open in two browsers or on two devices."),
            translate("Close all of them, then open it in one place."),
        ],
        [
            translate("The package says that progress is not kept."),
            translate("The network is gone or the login has expired."),
            translate(
                "Copy the text it shows, log in again, open the package again"
                " and put the text in below “About this package”."
            ),
        ],
    ]


def _faults_of_files(w: Wording) -> list[Cells]:
    translate = w.translate
    return [
        [
            translate("A blank page, “XML error” or a message about imsmanifest.xml."),
            translate("The zip file was packed anew, or the browser unpacked it while downloading."),
            translate("Download the file again and import it unchanged."),
        ],
        [
            translate("The %(interactions)s is empty."),
            translate("The package for SCORM 2004 was imported."),
            translate("Import the one for SCORM 1.2 before the next run; all begin anew then."),
        ],
        [
            translate("The app does not load the package or names SCORM 1.2 only."),
            translate("It is the one for SCORM 2004, or downloading packages is blocked."),
            translate("Take the one for SCORM 1.2; have downloading allowed, see Moodle app."),
        ],
    ]
