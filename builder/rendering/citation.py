"""How the course is cited: CITATION.cff (Citation File Format 1.2.0) for people and forges, .zenodo.json for Zenodo.

What the curriculum and a release know is kept up to date; all else in these files belongs to people and stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from markupsafe import Markup

from builder.model.course import Course
from builder.output import OutputFile

CITATION, ZENODO = "CITATION.cff", ".zenodo.json"
Before = Callable[[str], bytes | None]
"""What a file of the project holds so far; None where there is none."""


def citation_files(course: Course, day: date | None, before: Before) -> tuple[OutputFile, ...]:
    """Both files, but for one that is right already. ``day``: that of the release; None as long as there is none.

    A ``.zenodo.json`` that is no JSON is left to whoever broke it.
    """
    made = ((CITATION, _cff(course, day, before(CITATION))), (ZENODO, _zenodo(course, day, before(ZENODO))))
    return tuple(OutputFile(path, data) for path, data in made if data != before(path))


def _cff(course: Course, day: date | None, before: bytes | None) -> bytes:
    curriculum = course.shared.curriculum
    ours = {
        "title": curriculum.title,
        "abstract": curriculum.summary,
        "version": curriculum.version,
        "license": curriculum.defaults.licence,
        "url": curriculum.base_url,
        "repository-code": curriculum.source_url,
    }
    text = _begun_cff(course) if before is None else before.decode("utf-8", "surrogateescape")
    for key, value in ours.items():
        text = _with_line(text, key, json.dumps(value, ensure_ascii=False)) if value else text
    text = _with_line(text, "date-released", day.isoformat()) if day else text
    return text.encode("utf-8", "surrogateescape")


def _begun_cff(course: Course) -> str:
    """What people go on with."""
    words = json.dumps("Bitte nennen Sie das Lernpaket so, wenn Sie es verwenden.", ensure_ascii=False)
    keywords = "".join(f"  - {json.dumps(word, ensure_ascii=False)}\n" for word in _keywords(course))
    return (
        f"cff-version: 1.2.0\nmessage: {words}\ntype: dataset\ntitle: ''\nabstract: ''\n"
        f"authors:\n  - name: {json.dumps(_author(course), ensure_ascii=False)}\n"
        + (f"keywords:\n{keywords}" if keywords else "")
    )


def _with_line(text: str, key: str, value: str) -> str:
    """A YAML text with this value below a key of its first level: in the place of the old one, or at the end."""
    line = f"{key}: {value}"
    entry = re.compile(rf"^{key}:[^\r\n]*(?:\r?\n[ \t][^\r\n]*|\r?\n(?=(?:\r?\n)*[ \t]))*", re.MULTILINE)
    if entry.search(text):
        return entry.sub(lambda _: line, text, count=1)
    end = "\r\n" if "\r\n" in text else "\n"
    return f"{text}{'' if text.endswith(end) else end}{line}{end}"


def _zenodo(course: Course, day: date | None, before: bytes | None) -> bytes:
    curriculum = course.shared.curriculum
    held = json.dumps(_begun_zenodo(course)).encode() if before is None else before
    data = _read(held)
    if data is None:
        return held
    ours = {
        "title": curriculum.title,
        "description": Markup("<p>{}</p>").format(curriculum.summary),
        "version": curriculum.version,
        "license": curriculum.defaults.licence.lower(),
    }
    ours |= {"publication_date": day.isoformat()} if day else {}
    up_to_date = all(data.get(key) == value for key, value in ours.items())
    return held if up_to_date else f"{json.dumps(data | ours, ensure_ascii=False, indent=2)}\n".encode()


def _begun_zenodo(course: Course) -> dict[str, Any]:
    """What people go on with."""
    authors = [{"name": _author(course)}]
    begun = {"upload_type": "lesson", "title": "", "description": "", "creators": authors, "access_right": "open"}
    return {**begun, "language": "deu", **({"keywords": _keywords(course)} if _keywords(course) else {})}


def _read(data: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(data)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _author(course: Course) -> str:
    """An entity, never a person: the operator, or the project by its name."""
    curriculum = course.shared.curriculum
    return " ".join((curriculum.operator.name or curriculum.title).split())


def _keywords(course: Course) -> list[str]:
    return list(dict.fromkeys(word for module in course.modules for word in module.meta.keywords))
