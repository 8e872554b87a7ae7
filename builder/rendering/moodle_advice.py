"""What holds for every package in Moodle: import, settings, statuses, app, new versions (scorm.md B)."""

from __future__ import annotations

from builder.rendering.moodle_words import Cells, Wording, listed, paragraph, per_cent, section, table, text
from builder.rendering.print_tree import Tree


def importing(w: Wording, files: Tree) -> Tree:
    """From the file to the activity, with the mouse and without; ``files`` says which of them to take."""
    translate = w.translate
    steps = [
        translate(
            "Open the course and turn editing on. In the settings of the course %(enablecompletion)s must say %(yes)s."
        ),
        translate(
            "Drag the zip file into a section as it is, do not unpack it."
            " When Moodle asks what to do with the file, choose %(dnduploadscorm)s."
        ),
        translate(
            "Or without dragging: %(addresourceoractivity)s, then %(modulename)s,"
            " and upload the zip file into the field %(package)s."
        ),
        translate(
            "Open the %(settings)s of the activity and compare them with the table."
            " Some lines appear only after %(showmore)s. Then %(savechangesanddisplay)s."
        ),
        translate(
            "Go through the package once as a test person with the role %(student)s."
            " The activity now says %(todo)s."
            " If it offers the button %(markdone)s instead, the condition of completion is missing."
        ),
    ]
    return section("import", w.gettext("Import"), files, listed(*steps, numbered=True))


def settings(w: Wording, status12: str, mark: int | None) -> Tree:
    """What to set and why, in the order of Moodle's form. ``mark``: the pass mark in per cent where there is one."""
    note = w.translate(
        "The names are those of Moodle 4.5."
        " Your Moodle may translate some of them differently; the English ones help then."
    )
    rows = table(
        "settings",
        [w.gettext("Setting"), w.gettext("Value"), w.gettext("Why")],
        (w.term("appearance"), _appearance(w)),
        (w.term("gradenoun"), _grading(w)),
        (w.term("attemptsmanagement"), _attempts(w)),
        (w.term("compatibilitysettings"), _compatibility(w)),
        (w.term("activitycompletion"), _completion(w, status12, mark)),
    )
    return section("settings", w.gettext("Recommended settings"), paragraph(note), rows)


def _appearance(w: Wording) -> list[Cells]:
    term, translate = w.term, w.translate
    return [
        [
            term("display"),
            term("currentwindow"),
            translate(
                "The package fits into every width from 320 pixels."
                " %(width)s and %(height)s only count for %(popup)s, which some browsers block."
            ),
        ],
        [term("skipview"), term("always"), translate("One click less on the way to the content.")],
        [
            term("hidebrowse"),
            term("yes"),
            translate("Nothing is kept in the preview; who has learned there begins anew afterwards."),
        ],
        [
            term("hidetoc"),
            term("disabled"),
            translate("The package has a navigation of its own; this leaves more room for the text."),
        ],
    ]


def _grading(w: Wording) -> list[Cells]:
    term, translate = w.term, w.translate
    return [
        [
            term("grademethod"),
            term("gradehighest"),
            translate("The package reports 0 to 100 points. With %(gradescoes)s the grade would be 0 or 1."),
        ],
        [term("maximumgrade"), [text("100")], translate("Moodle takes the points over as they are.")],
    ]


def _attempts(w: Wording) -> list[Cells]:
    term, translate = w.term, w.translate
    return [
        [
            term("maximumattempts"),
            term("nolimit"),
            translate("Repeating is part of learning, and the app needs attempts in reserve."),
        ],
        [term("whatgrade"), term("highestattempt"), translate("The best result counts.")],
        [
            term("forcenewattempts"),
            term("no"),
            translate(
                "Who has finished can read and practise everything again."
                " If the package is to be repeated like a test, choose %(forceattemptoncomplete)s."
            ),
        ],
    ]


def _compatibility(w: Wording) -> list[Cells]:
    return [
        [
            w.term("forcecompleted"),
            w.term("no"),
            w.translate("Otherwise every attempt with points counts as done, whatever the rule."),
        ],
        [
            w.term("masteryoverride"),
            _as_it_is(w),
            w.translate("Has no effect: the package names no mark of its own to Moodle."),
        ],
    ]


def _completion(w: Wording, status12: str, mark: int | None) -> list[Cells]:
    term, translate = w.term, w.translate
    if status12 == "passed":
        status = term("completionstatus_completed", "completionstatus_passed")
        why = translate(
            "The package reports passed; Moodle has ticked completed only. Tick both boxes, one of them is enough then."
        )
    else:
        status = term("completionstatus_completed")
        why = translate("This is how Moodle has set it. If in doubt tick both boxes, one of them is enough then.")
    in_package = (
        translate("The pass mark lies in the package: %(mark)s.", mark=per_cent(mark))
        if mark
        else translate("The rule lies in the package.")
    )
    return [
        [
            term("completion_automatic"),
            translate("choose this"),
            translate("Only so does Moodle mark the activity by itself."),
        ],
        [term("completionstatusrequired"), status, why],
        [term("completionscorerequired"), translate("leave empty"), in_package],
    ]


def _as_it_is(w: Wording) -> list[Tree]:
    return w.translate("leave as it is")


def statuses(w: Wording, status12: str) -> Tree:
    """What each status means that a report may show."""
    translate = w.translate
    never = translate("This package never reports it.")
    meanings: dict[str, list[Tree]] = {
        "notattempted": translate("The package was never opened."),
        "incomplete": translate("Begun, but the rule is not met yet. Nobody has failed."),
        "completed": never if status12 == "passed" else translate("The rule is met; the package is done."),
        "passed": translate("The rule is met; the person has passed.") if status12 == "passed" else never,
        "failed": translate("This package never reports it, so that Moodle shuts nobody out."),
    }
    rows = [[w.term(name), meaning] for name, meaning in meanings.items()]
    head = [w.gettext("Status in Moodle"), w.gettext("Meaning")]
    return section("statuses", w.gettext("What a status means"), table("statuses", head, ([], rows)))


def reported(w: Wording) -> Tree:
    """What reaches Moodle, and what does not."""
    translate = w.translate
    return section(
        "reported",
        w.gettext("What Moodle gets to know"),
        listed(
            translate(
                "The grade: points reached in per cent, 0 to 100. It comes when all questions that count are answered."
                " The best try counts, so it never goes down."
            ),
            translate("Status, time spent and goals reached."),
            translate(
                "Every answer, below %(reports)s in the %(interactions)s, typed numbers, days and words included."
            ),
            translate("Texts written to open questions: never."),
        ),
    )


def app(w: Wording) -> Tree:
    """What Moodle's app can do with the package."""
    words = w.translate(
        "The app plays packages for SCORM 1.2 offline, those for SCORM 2004 at most online."
        " For that whoever runs your Moodle turns %(protectpackagedownloads)s off."
        " What was learned offline is sent once the device is online again."
    )
    return section("app", w.gettext("Moodle app"), paragraph(words))


def replacing(w: Wording) -> Tree:
    """How a new version takes the place of the old one."""
    translate = w.translate
    steps = [
        translate(
            "Open the %(settings)s of the activity you have."
            " Do not create a second one and do not delete it: attempts and results belong to it."
        ),
        translate("In the field %(package)s delete the old zip file, upload the new one and save."),
        translate(
            "Whoever is in the middle of it stands at 0 points until they open the package again,"
            " even if you only change settings. So change between two runs of a course if you can."
        ),
        translate(
            "Answers to unchanged questions and points once earned stay; changed questions are asked again."
            " What was done stays done."
        ),
    ]
    return section("replace", w.gettext("Bring in a new version"), listed(*steps, numbered=True))
