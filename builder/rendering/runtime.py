"""The learner's JavaScript: classic scripts in their order, with the interface words in front."""

from __future__ import annotations

import json

from builder.language import DEFAULT, catalogue
from builder.rendering.assets import asset

PARTS = ("score", "state", "result", "tracker-local", "tracker-scorm12", "player", "steps", "main")
"""Files of ``templates/runtime/``, lower ones first."""


def player_script(language: str = DEFAULT) -> str:
    """One script for site and package; it leaves no name in the page."""
    words = json.dumps(player_strings(language), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    parts = "\n".join(asset(f"runtime/{name}.js") for name in PARTS)
    return f'(() => {{\n"use strict";\nconst integrifStrings = {words};\n{parts}\n}})();\n'


def player_strings(language: str = DEFAULT) -> dict[str, str]:
    """The words of the player; braces are filled by the script."""
    _ = catalogue(language).gettext
    return {
        "chooseOne": _("Please choose an answer."),
        "chooseSome": _("Please choose at least one answer."),
        "chooseEach": _("Please choose something in every line."),
        "verdict_right": _("Right."),
        "verdict_partly": _("Partly right."),
        "verdict_wrong": _("Not right yet."),
        "verdict_unknown": _("Good to know what you do not know. This is the answer:"),
        "verdict_rated": _("Compare your answer with the model answer and tick what you have."),
        "points": _("({points} of {most} points)"),
        "yourAnswer": _("Your answer"),
        "rightAnswer": _("Right answer"),
        "placeRight": _("Right"),
        "placeWrong": _("Not right; this is where it belongs:"),
        "position": _("“{item}” is now in place {place} of {count}."),
        "turn": _("Steps back and forth"),
        "back": _("Back"),
        "next": _("Next"),
        "start": _("Start"),
        "opened": _("opened"),
        "stepsOpened": _("{opened} of {count} steps opened"),
        "answered": _("{answered} of {asked} questions answered."),
        "sum": _("{points} of {most} points ({percent} %)."),
        "reached": _("Done: you have finished this module."),
        "notReached": _("Not finished yet. You can try every question again; the best try counts."),
        "critical": _("These questions must be right, because a mistake would harm people:"),
        "again": _("Look at these again:"),
        "goalReached": _("Reached"),
        "goalOpen": _("Not yet"),
        "remember": _("Keep my progress on this device"),
        "forget": _("Delete my progress on this device"),
        "keeping_platform": _("Your progress is kept on the learning platform."),
        "keeping_device": _("Your progress is kept on this device only."),
        "keeping_offered": _("Nothing is kept yet."),
        "keeping_nowhere": _("Your progress is not kept here."),
        "keeping_review": _("You are looking back: you can try everything, nothing is changed."),
        "notKept": _("Your progress could not be kept. We keep trying; do not close this window yet."),
        "rescue": _("To be safe, copy this text:"),
        "damaged": _("Your earlier progress could not be read. It begins anew; the old text stands here:"),
        "dropped": _("Some questions have changed since your last visit; please answer them again."),
    }
