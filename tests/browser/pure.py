"""The learner's pure scripts, loaded into one page of a real browser."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Page

from builder.rendering.assets import asset

NAMES = {
    "score": "score", "typed": "typed", "shuffle": "shuffle", "state": "state", "result": "result",
    "interactions": "interactions", "report": "report", "review": "review", "calendar": "calendar",
    "rule-table": "ruleTable", "search": "search", "about": "about", "card": "card", "make-card": "makeCard",
    "notebook": "notebook", "kept": "kept", "since": "since",
}  # fmt: skip
"""File of ``templates/runtime/`` → the name it gives."""
STEPS = ["eins", "zwei", "drei"]
CODES = {"eins": "a", "zwei": "b", "drei": "c"}


def open_page(chrome: Browser) -> Page:
    """A page where ``pure.score`` and its siblings can be called."""
    page = chrome.new_page()
    scripts = "\n".join(asset(f"runtime/{name}.js") for name in NAMES)
    page.add_script_tag(content=f"{scripts}\nwindow.pure = {{ {', '.join(NAMES.values())} }};")
    return page


def question(number: int, **values: Any) -> dict[str, Any]:
    """The JSON of a single choice; ``values`` make it another question."""
    return {
        "id": f"f_{number}", "name": f"b3_f_{number}", "task": "Frage?", "code": f"{number:02d}", "kind": "single_choice", "goal": "l1", "points": 1, "scored": True,
        "critical": False, "shuffle": True, "count": 3, "right": ["a"], "fingerprint": f"{number:03d}", **values,
    }  # fmt: skip


def settings(**values: Any) -> dict[str, Any]:
    """The JSON of a module."""
    goals = [{"id": "l1", "text": "Ziel"}]
    return {"module": "b3", "version": "1.0.0", "passMark": 80, "completion": "bestanden", "goals": goals, **values}


def progress(best: dict[int, tuple[int, int]], **values: Any) -> dict[str, Any]:
    """Progress with these best tries (earned, of) by number of the question."""
    kept = {
        f"f_{number}": {
            "answer": ["a"],
            "verdict": "right" if share[0] == share[1] else "wrong",
            "best": list(share),
            "certainty": 0,
        }
        for number, share in best.items()
    }
    return {
        "seed": "ab12",
        "kept": kept,
        "credit": {},
        "opened": [],
        "current": "",
        "score": 0,
        "asksCertainty": False,
        **values,
    }


def unit(questions: list[dict[str, Any]], module: str = "b3", **values: Any) -> dict[str, Any]:
    """A module of a page with these questions and three steps."""
    steps = [{"id": step, "code": CODES[step]} for step in STEPS]
    return {"module": module, "settings": settings(module=module, **values), "questions": questions, "steps": steps}


def outline(questions: list[dict[str, Any]], name: str = "b3", compact: bool = False) -> dict[str, Any]:
    """What a state of one module is about."""
    return {"name": name, "compact": compact, "units": [unit(questions)]}
