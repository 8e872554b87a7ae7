"""The words of what a learner keeps on the own device: review, notes, „Mein Lernen“, what changed since a day."""

from __future__ import annotations

from collections.abc import Callable

Translate = Callable[[str], str]


def later_strings(_: Translate) -> dict[str, str]:
    """A question to come back, on a module's page."""
    return {
        "later": _("Come back to it later"),
        "notOnDevice": _("This could not be kept on this device."),
    }


def review_strings(_: Translate) -> dict[str, str]:
    """Questions outside of their modules."""
    return {
        "reviewDamaged": _("Part of the list could not be read and is missing; the rest is complete."),
        "reviewEmpty": _("Nothing to review yet. In a module, press “Come back to it later” below a question."),
        "reviewDue": _("{due} of {waiting} questions are due today."),
        "reviewLater": _("Nothing is due today. {waiting} questions come back, the next on {day}."),
        "nextQuestion": _("Next question"),
        "readAgain": _("Read again in the module “{module}”"),
        "calendarTitle": _("Review: questions of the course"),
        "calendarText": _("Ten minutes for the questions that are due:"),
    }


def note_strings(_: Translate) -> dict[str, str]:
    """Notes and proof on a module's page."""
    return {
        "ownLearning": _("My learning: everything kept, at a glance"),
        "noteKept": _("Kept on this device."),
        "noteGone": _("The note is deleted."),
        "noteBoth": _("You have written here in another window, too. Both texts now stand one below the other."),
        "noteNotKept": _("This note could not be kept on this device. Print or copy it before you leave the page."),
        "noteCount": _("Notes on {count} of {steps} steps."),
        "noteDelete": _("Delete this note"),
        "noteFile": _("My notes on {title}"),
        "proofPoints": _("All questions answered, {percent} % of the points"),
        "proofSteps": _("All steps worked through"),
    }


def since_strings(_: Translate) -> dict[str, str]:
    """What has changed since a day."""
    return {
        "sinceDay": _("Please choose a day that is not in the future."),
        "sinceChanged": _("This has changed since {day}"),
        "sinceNothing": _("Nothing has changed since {day}"),
        "sinceNothingIn": _("Nothing has changed since {day} in {module}"),
        "refreshNumber": _("Question {number} of {count}"),
        "refreshEnd": _("Done"),
        "refreshDone": _("Those were the questions."),
    }


def learning_strings(_: Translate) -> dict[str, str]:
    """The page „Mein Lernen“."""
    return {**_standing_strings(_), **_act_strings(_), "notOnDevice": _("This could not be kept on this device.")}


def _standing_strings(_: Translate) -> dict[str, str]:
    return {
        "ownNowhere": _("Your browser does not allow this website to keep anything on the device."),
        "ownEmpty": _(
            "Nothing is kept yet. In a module, press “Keep my progress on this device” or write a note;"
            " then it stands here."
        ),
        "ownNoModules": _("Nothing is kept of a module yet."),
        "ownModules": _("Modules you have begun: {count}. Finished: {done}."),
        "ownReview": _("Questions to review: {waiting}, due today: {due}."),
        "ownUnread": _("Something is kept of this module that cannot be read here. Open the module to see it."),
        "ownNotesOnly": _("Only notes are kept, no progress."),
        "ownDone": _("Finished on {day} with {percent} % of the points."),
        "ownNotReached": _("Not finished yet. Best result: {percent} % of the points."),
        "ownRead": _("Finished on {day}."),
        "ownReopened": _("Finished on {day} with version {version}. Since then, questions or steps have changed."),
        "ownSteps": _("{opened} of {count} steps opened"),
        "ownQuestions": _("{answered} of {asked} questions answered"),
        "ownLast": _("last on {day}"),
        "ownVersion": _("Version {version}"),
        "ownLaw": _("Law as of {day}"),
        "ownResume": _("Go on with step {number}"),
        "ownDue": _("Review: {due} of {waiting} questions are due"),
        "ownChanges": _("What has changed since {day}?"),
        "ownProof": _("Print a proof of self-study"),
        "ownNotes": _("My notes ({count})"),
        "ownMarked": _("questions to review"),
    }


def _act_strings(_: Translate) -> dict[str, str]:
    return {
        "ownDelete": _("Delete what is kept of {module}"),
        "askDelete": _("Delete what is kept of “{module}”?"),
        "askDeleteTold": _("Progress, notes and the questions of this module to review go from this device for good."),
        "yesDelete": _("Delete"),
        "didDelete": _("Deleted: {module}."),
        "askClear": _("Delete everything?"),
        "askClearTold": _(
            "Progress, notes and questions to review of all modules go from this device for good. Save them as a file"
            " before, if you may want them back. Only how you like to see the pages stays."
        ),
        "yesClear": _("Delete everything"),
        "didClear": _("Everything is deleted."),
        "notAll": _("This file was not saved on this page, so nothing was taken over."),
        "askTake": _("Replace what is on this device?"),
        "askTakeTold": _("The file and this device hold different things of: {modules}"),
        "yesTake": _("Replace with the file"),
        "someTake": _("Take only what is missing here"),
        "didTake": _("Taken over."),
    }
