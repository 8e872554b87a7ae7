"""The settings sheet as a trainer opens it: from a disk, on any screen, and true to what a package reports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from builder.model.course import Course
from builder.model.release import NOTHING_YET
from builder.pipeline import load
from builder.rendering.moodle_sheet import settings_sheet, settings_tree
from builder.rendering.question_data import question_data
from tests.browser.pages import AXE, barriers, opened, too_wide
from tests.browser.pure import open_page, unit
from tests.everything import everything_project
from tests.rendering.test_moodle_sheet import NEWS, rows, several
from tests.rendering.test_paper import addressed


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    made = load(everything_project(tmp_path_factory.mktemp("blatt"))).course
    assert made is not None
    return made


@pytest.fixture(scope="module")
def sheets(course: Course, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder: Path = tmp_path_factory.mktemp("blaetter")
    addresses = []
    for subject, shared in ((course.modules[0], course.shared), (several(), addressed(course.shared))):
        page, _ = settings_sheet(subject, shared, news=NEWS)
        (folder / page.path).write_bytes(page.data)
        addresses.append((folder / page.path).as_uri())
    return addresses


@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_it_fits_on_every_screen_and_asks_for_nothing(chrome: Browser, sheets: list[str], width: int) -> None:
    for address in sheets:
        page = opened(chrome, width)
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("console", lambda message, asked=asked: asked.append(message.text))
        page.goto(address)
        assert too_wide(page) == []
        assert asked == [address]
        page.context.close()


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core fehlt: make test richtet es ein")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_barrier_that_axe_knows(chrome: Browser, sheets: list[str], width: int, scheme: Any) -> None:
    for address in sheets:
        page = opened(chrome, width, color_scheme=scheme, bypass_csp=True)
        page.goto(address)
        assert barriers(page, "html") == []
        page.context.close()


def test_on_a_phone_every_cell_says_what_it_is(chrome: Browser, sheets: list[str]) -> None:
    page = opened(chrome, 390)
    page.goto(sheets[0])
    label = "(cell) => [getComputedStyle(cell, '::before').content, getComputedStyle(cell).display]"
    for column, name in ((1, "Wert"), (2, "Warum")):
        cell = page.locator(f".settings tbody tr:not(.group) >> nth=0 >> :scope > :nth-child({column + 1})")
        assert cell.evaluate(label) == [f'"{name}: "', "block"]
    page.context.close()


def test_the_report_has_the_names_that_the_package_reports(chrome: Browser, course: Course) -> None:
    module = course.modules[0]
    codes = NOTHING_YET.code_of([question.id for question in module.questions])
    data = [question_data(question, NOTHING_YET, codes, {}) for question in module.questions]
    named = [one | {"name": f"{module.id}_{one['id']}", "task": ""} for one in data]
    page = open_page(chrome)
    call = "([units, order]) => pure.interactions.list(units, {}, order).filter((item) => item.kind !== 'open').map((item) => item.id)"
    reported = page.evaluate(call, [[unit(named, module.id)], []])
    assert reported == [name for name, *_ in rows(settings_tree(module, course.shared, "de"), "questions")]
    page.close()
