"""What a release writes: ``curriculum/freigaben/<version>.json``, for people to read and compare, CHANGELOG.md,
and how the edition is cited.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from builder.model.course import RELEASES, Course
from builder.model.freeze import release_of
from builder.model.release import Release
from builder.output import OutputFile
from builder.rendering.changelog import CHANGELOG, section, with_section
from builder.rendering.citation import Before, citation_files


def release_files(course: Course, day: date, present: Before) -> tuple[OutputFile, ...]:
    """The files to write, in this order, so that a release that was cut short is mended by the next call.

    The freeze file comes first and keeps its day; what is in place already is not written again.
    """
    version = course.shared.curriculum.version
    known = next((release for release in course.shared.releases if release.version == version), None)
    release = known or release_of(course, day)
    changelog = present(CHANGELOG)
    before = None if changelog is None else changelog.decode("utf-8", "surrogateescape")
    after = with_section(before, version, section(course, release))
    told = [OutputFile(CHANGELOG, after.encode("utf-8", "surrogateescape"))] if after != before else []
    frozen = () if known else (freeze_file(release),)
    return (*frozen, *told, *citation_files(course, release.date, present))


def freeze_file(release: Release) -> OutputFile:
    """The file of a release, with its path below the project; in author order, without what is as usual."""
    data = release.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return OutputFile(f"curriculum/{RELEASES}/{release.version}.json", f"{_laid_out(data)}\n".encode())


def _laid_out(value: Any, depth: int = 0) -> str:
    """JSON in which whatever holds more than plain values has a line for each of them."""
    if not isinstance(value, dict) or (depth > 1 and not any(isinstance(inner, dict) for inner in value.values())):
        return json.dumps(value, ensure_ascii=False)
    before = " " * (depth + 1)
    lines = [f"{before}{json.dumps(key)}: {_laid_out(inner, depth + 1)}" for key, inner in value.items()]
    return "{\n" + ",\n".join(lines) + f"\n{before[1:]}}}" if lines else "{}"
