"""The courses that most of these tests render: the real one, one module of it alone, one with every kind of block."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builder.model.course import Course
from builder.pipeline import load
from tests.everything import everything_project

ROOT = Path(__file__).parents[2]
WRITTEN = sorted(folder.name.partition("-")[0] for folder in (ROOT / "modules").iterdir() if folder.is_dir())
"""The ids of the modules of this project."""


@pytest.fixture(scope="session")
def real() -> Course:
    """The course of this project."""
    course = load(ROOT).course
    assert course is not None
    return course


@pytest.fixture(scope="session")
def b3(real: Course) -> Course:
    """The course of this project with module B3 alone, which has a rule table and a seminar."""
    return alone(real, "b3")


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The clean project with every kind of block in its first step."""
    course = load(everything_project(tmp_path_factory.mktemp("alles"))).course
    assert course is not None
    return course


@pytest.fixture(scope="session", params=[*WRITTEN, "alles"])
def each(request: pytest.FixtureRequest, real: Course, everything: Course) -> Course:
    """Every module of this project alone, and the one with every kind of block."""
    return everything if request.param == "alles" else alone(real, request.param)


def alone(course: Course, module_id: str) -> Course:
    """The course as if only this module were written."""
    module = course.module(module_id)
    assert module is not None
    return replace(course, modules=(module,))
