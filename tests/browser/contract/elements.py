"""What scenarios call by one name, in the words of each edition; and what the editions allow (scorm.md B4, specifications)."""

from __future__ import annotations

import re
from typing import Any

from tests.browser.contract.platform import Call

PATHS = {
    "scorm12": {
        "status": "core.lesson_status", "score": "core.score.raw", "min": "core.score.min", "max": "core.score.max",
        "state": "suspend_data", "location": "core.lesson_location", "exit": "core.exit", "time": "core.session_time",
    },
    "scorm2004": {
        "status": "completion_status", "success": "success_status", "score": "score.raw", "min": "score.min", "max": "score.max",
        "scaled": "score.scaled", "state": "suspend_data", "location": "location", "exit": "exit", "time": "session_time",
        "progress": "progress_measure",
    },
}  # fmt: skip
RESPONSE = {"scorm12": "student_response", "scorm2004": "learner_response"}
WORDS = {"scorm12": {"wrong": "wrong", "right": "correct"}, "scorm2004": {"wrong": "incorrect", "right": "correct"}}
SHORT = r"[!-~]{1,60}"
SPAN = {"scorm12": r"\d{2,4}:[0-5]\d:[0-5]\d", "scorm2004": r"PT\d+H\d+M\d+S"}
STATE = r"[ -~]{1,4096}"
ALLOWED = {
    "scorm12": {
        r"core\.lesson_status": "passed|completed|incomplete",
        r"core\.exit": "suspend",
        r"core\.lesson_location": r"[!-~]{0,255}",
        r"core\.score\.(raw|min|max)": r"\d{1,3}(\.\d{1,2})?",
        r"core\.session_time": SPAN["scorm12"],
        r"suspend_data": STATE,
        r"objectives\.\d+\.id": SHORT,
        r"objectives\.\d+\.status": "completed|incomplete|not attempted",
        r"interactions\.\d+\.(id|objectives\.0\.id)": SHORT,
        r"interactions\.\d+\.type": "choice|true-false|matching|sequencing|fill-in|numeric",
        r"interactions\.\d+\.time": r"[0-2]\d:[0-5]\d:[0-5]\d",
        r"interactions\.\d+\.(student_response|correct_responses\.0\.pattern)": r"[^\n]{1,255}",
        r"interactions\.\d+\.weighting": r"\d+(\.\d+)?",
        r"interactions\.\d+\.result": "correct|wrong",
        r"interactions\.\d+\.latency": SPAN["scorm12"],
    },
    "scorm2004": {
        r"completion_status": "completed|incomplete",
        r"success_status": "passed",
        r"exit": "suspend",
        r"location": r"[!-~]{0,255}",
        r"score\.(raw|min|max)": r"\d{1,3}(\.\d{1,2})?",
        r"score\.scaled": r"0(\.\d{1,4})?|1",
        r"progress_measure": r"0(\.\d{1,2})?|1",
        r"session_time": SPAN["scorm2004"],
        r"suspend_data": STATE,
        r"objectives\.\d+\.id": SHORT,
        r"objectives\.\d+\.success_status": "passed|unknown",
        r"objectives\.\d+\.completion_status": "completed|incomplete|not attempted",
        r"interactions\.\d+\.(id|objectives\.0\.id)": SHORT,
        r"interactions\.\d+\.type": "choice|true-false|matching|sequencing|fill-in|long-fill-in|numeric|other",
        r"interactions\.\d+\.timestamp": r"20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d",
        r"interactions\.\d+\.(learner_response|correct_responses\.0\.pattern)": r"[^\n{][^\n]{0,3999}",
        r"interactions\.\d+\.description": r"[^\n{][^\n]{0,249}",
        r"interactions\.\d+\.weighting": r"\d+(\.\d+)?",
        r"interactions\.\d+\.result": "correct|incorrect|neutral",
        r"interactions\.\d+\.latency": SPAN["scorm2004"],
    },
}
"""Element (below ``cmi.``) → what we ever send of it; nothing else is sent at all."""
BETWEEN = {
    r"core\.lesson_status": "browsed",
    r"core\.exit": "",
    r"core\.lesson_location": "[!-~]{0,254} ",
    r"interactions\.\d+\.result": "neutral",
}
"""What 1.2 is told in between after a failed commit, so that it sends the true value again."""


def strange(calls: list[Call], edition: str, faulty: bool) -> list[str]:
    """Values a platform need not take, though scorm-again does."""
    allowed = [ALLOWED[edition], BETWEEN] if faulty else [ALLOWED[edition]]
    return [call.words for call in calls if call.call == "set" and not any(_fits(call, one) for one in allowed)]


def _fits(call: Call, allowed: dict[str, str]) -> bool:
    name = call.name.removeprefix("cmi.")
    return any(re.fullmatch(element, name) and re.fullmatch(values, call.value) for element, values in allowed.items())


def value(cmi: dict[str, Any], edition: str, name: str) -> str:
    """The value of an element by the name scenarios use."""
    here: Any = cmi
    for part in PATHS[edition][name].split("."):
        here = here[part]
    return str(here)


def interaction(cmi: dict[str, Any], edition: str, name: str) -> dict[str, str]:
    """What the platform knows of a question, in the words of scenarios; empty when it knows nothing."""
    for index, item in cmi["interactions"].items():
        if item["id"] == name:
            return {
                "place": index,
                "type": item["type"],
                "response": item[RESPONSE[edition]],
                "pattern": item["correct_responses"].get("0", {}).get("pattern", ""),
                "result": item["result"],
                "weight": item["weighting"],
                "goal": item["objectives"].get("0", {}).get("id", ""),
            }
    return {}


def call_pattern(words: str, edition: str) -> str:
    """``set status incomplete`` as a pattern of a recorded call; ``*`` stands for anything."""
    call, *rest = words.split(" ", 2)
    if rest:
        path = PATHS[edition].get(rest[0])
        rest[0] = f"cmi.{path}" if path else rest[0]
    return re.escape(" ".join([call, *rest])).replace(r"\*", ".*")
