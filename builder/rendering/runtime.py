"""The learner's JavaScript: classic scripts in their order, with the interface words in front."""

from __future__ import annotations

import json
from collections.abc import Callable

from builder.language import DEFAULT, catalogue
from builder.rendering.assets import asset
from builder.rendering.minified import script
from builder.rendering.own_words import later_strings, learning_strings, note_strings, review_strings, since_strings

Translate = Callable[[str], str]

_PLAYER = (
    "wording", "device", "port", "score", "typed", "shuffle", "state", "result", "interactions", "report", "forms",
    "error", "branching", "certainty", "player", "units", "steps", "outcome", "learner", "keeping", "session",
    "validity", "tables", "open-on-paper",
)  # fmt: skip
_KEPT = ("about", "card", "notebook")
_SITE = (
    *_KEPT, "make-card", "tracker-local", "review", "shelf", "later", "report-link", "paper", "parts", "step-notes",
    "proof", "stepwise", "own-link", "main", "rule-table", "rule-helper",
)  # fmt: skip
_QUESTIONS = (
    "wording", "device", "score", "typed", "shuffle", "forms", "error", "branching", "certainty", "player", "validity",
)  # fmt: skip
_QUESTION_PAGES = (
    "review", "calendar", "shelf", "bank", "parts", "review-page", "about", "card", "since", "changes-page",
)  # fmt: skip
_SCORM = (*_PLAYER, "rte", "tracker-scorm")
PARTS = {
    "site": (*_PLAYER, *_SITE),
    "search": ("wording", "search", "parts", "search-page"),
    "offline": ("wording", "parts", "offline"),
    "tables": ("tables",),
    "procedure": ("wording", "procedure"),
    "case-studies": ("wording", "parts", "tables", "open-on-paper", "case-studies"),
    "review": (*_QUESTIONS, *_QUESTION_PAGES),
    "learning": ("wording", "device", "typed", "shuffle", *_KEPT, "review", "shelf", "kept", "parts", "my-learning"),
    "scorm12": (*_SCORM, "dialect-scorm12", "main"),
    "scorm2004": (*_SCORM, "dialect-scorm2004", "main"),
}
"""World → files of ``templates/runtime/``, lower ones first."""


def player_script(world: str, language: str = DEFAULT) -> str:
    """One script for all pages of a world; it leaves no name in the page."""
    words = json.dumps(player_strings(world, language), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    parts = "\n".join(asset(f"runtime/{name}.js") for name in PARTS[world])
    return script(f'(() => {{\n"use strict";\nconst integrifStrings = {words};\n{parts}\n}})();\n')


def player_strings(world: str, language: str = DEFAULT) -> dict[str, str]:
    """The words of the player in a world; braces are filled by the script."""
    _ = catalogue(language).gettext
    learner = (_question_strings, _result_strings, _keeping_strings)
    told: dict[str, tuple[Callable[[Translate], dict[str, str]], ...]] = {
        "site": (*learner, _device_strings, _step_strings, later_strings, note_strings, _rule_strings),
        "search": (_search_strings,),
        "offline": (_offline_strings,),
        "tables": (),
        "procedure": (_procedure_strings,),
        "case-studies": (_case_study_strings,),
        "review": (_question_strings, review_strings, since_strings),
        "learning": (learning_strings,),
    }
    return {name: word for words in told.get(world, (*learner, _platform_strings)) for name, word in words(_).items()}


def _question_strings(_: Translate) -> dict[str, str]:
    return {
        "chooseOne": _("Please choose an answer."),
        "chooseSome": _("Please choose at least one answer."),
        "chooseEach": _("Please choose something in every line."),
        "fillEach": _("Please fill in every gap."),
        "typeNumber": _("Please type a number, for example 12 or 0.5."),
        "typeDate": _("Please type a day that exists, with a year of four digits, for example 24.12.2026."),
        "verdict_right": _("Right."),
        "verdict_partly": _("Partly right."),
        "verdict_wrong": _("Not right yet."),
        "verdict_unknown": _("Good to know what you do not know. This is the answer:"),
        "verdict_rated": _("Compare your answer with the model answer and tick what you have."),
        "points": _("({points} of {most} points)"),
        "onePoint": _("({points} of {most} point)"),
        "yourAnswer": _("Your answer"),
        "rightAnswer": _("Right answer"),
        "place": _("Place {place}:"),
        "placeRight": _("Right"),
        "placeWrong": _("Not right; this is where it belongs:"),
        "position": _("“{item}” is now in place {place} of {count}."),
        "goOn": _("Go on:"),
        "yourDecision": _("{situation}: your decision"),
        "betterDecision": _("{situation}: better"),
        "howSure": _("How sure are you?"),
        "guessed": _("guessed"),
        "ratherSure": _("rather sure"),
        "sure": _("sure"),
    }


def _result_strings(_: Translate) -> dict[str, str]:
    return {
        "turn": _("Steps back and forth"),
        "back": _("Back"),
        "next": _("Next"),
        "start": _("Start"),
        "opened": _("opened"),
        "stepsOpened": _("{opened} of {count} steps opened"),
        "answered": _("{answered} of {asked} questions answered."),
        "sum": _("{points} of {most} points ({percent} %, {mark} % are needed)."),
        "reached": _("Done: you have finished this module."),
        "notReached": _("Not finished yet. You can try every question again; the best try counts."),
        "unopened": _("These steps you have not opened yet:"),
        "confidentErrors": _("You were sure here, and it was not right. Looking at these again pays most:"),
        "critical": _("These questions must be right, because a mistake would harm people:"),
        "goals": _("What you can do now:"),
        "goalReached": _("Reached"),
        "goalOpen": _("Not yet"),
        "again": _("Look at these steps again:"),
        "moduleReached": _("Done."),
        "moduleOpen": _("Not finished yet."),
        "packageReached": _("Done: you have finished all modules."),
        "packageOpen": _("All modules have to be finished. This is how they stand:"),
    }


def _keeping_strings(_: Translate) -> dict[str, str]:
    return {
        "askCertainty": _("Ask me with each question how sure I am"),
        "keeping_nowhere": _("Your progress is not kept here."),
        "notKept": _("Your progress could not be kept. We keep trying; do not close this window yet."),
        "alarm": _("Not kept – what now?"),
        "rescue": _("To be safe, copy this text:"),
        "damaged": _("Your earlier progress could not be read, or not whole. What is missing stands here:"),
        "foreign": _("The platform gave the progress of another package. You begin anew; it stands here:"),
        "changed": _("Some questions have changed since your last visit. Please answer them again; your points stay."),
    }


def _device_strings(_: Translate) -> dict[str, str]:
    return {
        "remember": _("Keep my progress on this device"),
        "take": _("Take over progress from a file"),
        "export": _("Save my progress as a file"),
        "forget": _("Delete my progress on this device"),
        "notTaken": _("This file does not hold progress of this module."),
        "keeping_device": _("Your progress is kept on this device only."),
        "keeping_offered": _("Nothing is kept yet."),
    }


def _platform_strings(_: Translate) -> dict[str, str]:
    held = _(
        "Your earlier progress comes from a newer version of this package."
        " So that it is not lost, nothing is kept here for now."
    )
    return {
        "keeping_platform": _("Your progress is kept on the learning platform."),
        "keeping_refused": _("The platform takes nothing here, so nothing is kept. Open the activity again."),
        "keeping_review": _("You are looking back: you can try everything, nothing is changed."),
        "keeping_held": held,
        "newer": held,
        "replace": _("Begin anew here and give up the earlier progress"),
        "mayLeave": _("Everything is kept. You may close this window now."),
        "twoWindows": _("This package is open in another window, too. The answers of both are brought together."),
        "textTaken": _("The answers of your text are taken over."),
        "textNotTaken": _("This text holds no answers that are missing here."),
    }


def _step_strings(_: Translate) -> dict[str, str]:
    return {
        "reportQuestion": _("Report a mistake in this question"),
        "allSteps": _("All steps"),
        "viewSteps": _("Show one step at a time"),
        "viewWhole": _("Show all steps on one page"),
    }


def _search_strings(_: Translate) -> dict[str, str]:
    return {
        "searching": _("Looking …"),
        "searchFound": _("Places found: {count}"),
        "searchNothing": _("Nothing found for “{query}”. Try fewer or other words."),
        "searchFailed": _("The search could not be loaded. Try again when you are online."),
    }


def _offline_strings(_: Translate) -> dict[str, str]:
    return {
        "offlineOffer": _("This page can be kept on this device, about {size} kB, and then opens anywhere."),
        "offlineKept": _("Kept on {day}. This page now opens without a network, too, and says of which day it is."),
        "offlineFailed": _("This could not be kept. Are you online, and is there room on this device?"),
        "offlineNone": _("Nothing is kept on this device."),
        "offlineList": _("These pages open without a network:"),
        "offlineSince": _("kept on {day}"),
        "offlineForget": _("Delete the kept copy of “{title}”"),
    }


def _procedure_strings(_: Translate) -> dict[str, str]:
    return {"siftedSteps": _("{shown} of {count} steps")}


def _case_study_strings(_: Translate) -> dict[str, str]:
    return {
        "chooseCases": _("Choose at least two cases."),
        "casesChosen": _("{count} cases are compared below."),
        "mostCases": _("{count} cases are compared below. No more fit side by side; take one away to choose another."),
    }


def _rule_strings(_: Translate) -> dict[str, str]:
    return {
        "ruleQuestion": _("Question {number} of at most {most}"),
        "ruleResult": _("Result"),
        "ruleEnded": _("This rule held until {day}"),
        "ruleEarly": _("This rule holds only from {day}"),
    }
