"""The two courses that most of these tests render: the real one, and one with every kind of block."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.course import Course
from builder.pipeline import load
from tests.everything import everything_project

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def real() -> Course:
    """The course of this project."""
    course = load(ROOT).course
    assert course is not None
    return course


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The clean project with every kind of block in its first step."""
    course = load(everything_project(tmp_path_factory.mktemp("alles"))).course
    assert course is not None
    return course
