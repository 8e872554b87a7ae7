"""The learner's JavaScript: classic scripts in their order, with the interface words in front."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from builder.language import DEFAULT, catalogue
from builder.rendering.assets import asset

Translate = Callable[[str], str]

_PLAYER = (
    "device", "port", "score", "typed", "shuffle", "state", "result", "interactions", "report", "forms", "error",
    "branching", "certainty", "player", "units", "steps", "outcome", "learner", "keeping", "session", "validity",
)  # fmt: skip
_SITE = ("tracker-local", "review", "calendar", "shelf", "main", "review-page", "rule-table", "rule-helper")
_SCORM = (*_PLAYER, "rte", "tracker-scorm")
PARTS = {
    "site": (*_PLAYER, *_SITE),
    "scorm12": (*_SCORM, "dialect-scorm12", "main"),
    "scorm2004": (*_SCORM, "dialect-scorm2004", "main"),
}
"""World → files of ``templates/runtime/``, lower ones first."""


def player_script(world: str, language: str = DEFAULT) -> str:
    """One script for all pages of a world; it leaves no name in the page."""
    words = json.dumps(player_strings(language), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    parts = "\n".join(without_comments(asset(f"runtime/{name}.js")) for name in PARTS[world])
    return f'(() => {{\n"use strict";\nconst integrifStrings = {words};\n{parts}\n}})();\n'


_BLOCK_COMMENT = re.compile(r"/\*\*.*?\*/\s*", re.DOTALL)
_LINE_COMMENT = re.compile(r"^\s*//.*\n|(?<=[;{}]) // .*$", re.MULTILINE)
_INDENTATION = re.compile(r"^\s+", re.MULTILINE)


def without_comments(script: str) -> str:
    """A script of ours without types, comments and indentation: a third of what a phone would have to load.

    No more than our own style allows: comments are ``/** … */``, or ``//`` on a line of its own or after a statement.
    """
    for pattern in (_BLOCK_COMMENT, _LINE_COMMENT, _INDENTATION):
        script = pattern.sub("", script)
    return script


def player_strings(language: str = DEFAULT) -> dict[str, str]:
    """The words of the player; braces are filled by the script."""
    _ = catalogue(language).gettext
    return {
        **_question_strings(_),
        **_result_strings(_),
        **_keeping_strings(_),
        **_review_strings(_),
        **_rule_strings(_),
    }


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
        "askCertainty": _("Ask me with each question how sure I am"),
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
    held = _(
        "Your earlier progress comes from a newer version of this package."
        " So that it is not lost, nothing is kept here for now."
    )
    return {
        "remember": _("Keep my progress on this device"),
        "take": _("Take over progress from a file"),
        "export": _("Save my progress as a file"),
        "forget": _("Delete my progress on this device"),
        "keeping_platform": _("Your progress is kept on the learning platform."),
        "keeping_device": _("Your progress is kept on this device only."),
        "keeping_offered": _("Nothing is kept yet."),
        "keeping_nowhere": _("Your progress is not kept here."),
        "keeping_review": _("You are looking back: you can try everything, nothing is changed."),
        "notKept": _("Your progress could not be kept. We keep trying; do not close this window yet."),
        "notTaken": _("This file does not hold progress of this module."),
        "rescue": _("To be safe, copy this text:"),
        "keeping_held": held,
        "mayLeave": _("Everything is kept. You may close this window now."),
        "replace": _("Begin anew here and give up the earlier progress"),
        "damaged": _("Your earlier progress could not be read, or not whole. What is missing stands here:"),
        "foreign": _("The platform gave the progress of another package. You begin anew; it stands here:"),
        "newer": held,
        "changed": _("Some questions have changed since your last visit. Please answer them again; your points stay."),
        "twoWindows": _("This package is open in another window, too. The answers of both are brought together."),
        "textTaken": _("The answers of your text are taken over."),
        "textNotTaken": _("This text holds no answers that are missing here."),
    }


def _review_strings(_: Translate) -> dict[str, str]:
    return {
        "later": _("Come back to it later"),
        "notOnDevice": _("This could not be kept on this device."),
        "reviewDamaged": _("Part of the list could not be read and is missing; the rest is complete."),
        "reviewEmpty": _("Nothing to review yet. In a module, press “Come back to it later” below a question."),
        "reviewDue": _("{due} of {waiting} questions are due today."),
        "reviewLater": _("Nothing is due today. {waiting} questions come back, the next on {day}."),
        "nextQuestion": _("Next question"),
        "readAgain": _("Read again in the module “{module}”"),
        "calendarTitle": _("Review: questions of the course"),
        "calendarText": _("Ten minutes for the questions that are due:"),
    }


def _rule_strings(_: Translate) -> dict[str, str]:
    return {
        "ruleQuestion": _("Question {number} of at most {most}"),
        "ruleResult": _("Result"),
        "ruleEnded": _("This rule held until {day}"),
        "ruleEarly": _("This rule holds only from {day}"),
    }
