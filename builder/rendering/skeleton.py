"""The beginning of a new module: text with an example of everything, and a seminar plan."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from string import Template

from builder.model.base import ID_PATTERN, Audience
from builder.model.course import Course
from builder.output import Output, OutputFile
from builder.rendering.assets import asset
from builder.slugs import slug

UNTIL_REVIEW = timedelta(days=180)
LONGEST_ID = 60
"""As many characters as the model allows (model/base.py)."""
_NOT_IN_A_LINE = {"Cc", "Cs", "Zl", "Zp"}
"""Unicode categories: control characters, halves of a pair, separators of lines and paragraphs."""


class NotPossible(Exception):
    """A module that cannot be begun; the message says why, in the interface language."""


def module_skeleton(
    course: Course, module_id: str, title: str | None, today: date, translate: Callable[[str], str]
) -> Output:
    """The files of a new module with paths below the project root; raises NotPossible."""
    _check_id(course, module_id, translate)
    planned = course.shared.curriculum.planned_module(module_id)
    if title is None and planned is None:
        raise NotPossible(translate("%s is not in the curriculum; give the module a --title.") % module_id)
    title = planned.title if title is None and planned else title or ""
    _check_title(title, translate)
    values = {
        "id": module_id,
        "title": _quoted(title),
        "summary": _quoted(planned.summary if planned else "TODO: ein bis zwei Sätze"),
        "audiences": ", ".join(planned.audiences if planned else Audience),
        "minutes": planned.minutes if planned else 90,
        "today": today.isoformat(),
        "review": (today + UNTIL_REVIEW).isoformat(),
    }
    folder = f"modules/{module_id}-{slug(title).replace('_', '-')}"
    return Output.of(
        OutputFile(f"{folder}/{name}", Template(asset(f"new/{name}")).substitute(values).encode())
        for name in ("modul.md", "seminar.yml")
    )


def _check_id(course: Course, module_id: str, translate: Callable[[str], str]) -> None:
    if not re.fullmatch(ID_PATTERN, module_id):
        raise NotPossible(translate("%s is no id: small letters, digits and _ only, a letter first.") % module_id)
    if len(module_id) > LONGEST_ID:
        raise NotPossible(translate("This id is too long; %s characters are the most.") % LONGEST_ID)
    if course.module(module_id):
        raise NotPossible(translate("The module %s exists already.") % module_id)


def _check_title(title: str, translate: Callable[[str], str]) -> None:
    """A title is one line of text; half a character (from a wrong encoding) cannot even be written down."""
    if not title.strip():
        raise NotPossible(translate("A title is needed that says something."))
    if any(unicodedata.category(char) in _NOT_IN_A_LINE for char in title):
        raise NotPossible(
            translate("The title holds characters that cannot be seen, such as line breaks. Write it as one line.")
        )


def _quoted(text: str) -> str:
    """A YAML string in double quotes: JSON's quoting is valid YAML."""
    return json.dumps(text, ensure_ascii=False)
