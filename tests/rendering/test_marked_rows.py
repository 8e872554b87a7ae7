"""Dates and careful readings stand at their row, in the same words, on every face of a rule table."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html

from builder.model.course import Course
from builder.model.rule_table import RuleTable
from builder.pipeline import load
from builder.rendering import learner_sheets, rule_sheets, scorm
from builder.rendering.rule_data import rule_table_data
from builder.rendering.site import module_page, rule_table_page
from tests.checks.project import GRUND, HERE, MODULE, clean_project
from tests.packages import package_of
from tests.rendering.marked_rows import CAREFUL, LEGEND, OPEN, ROWS, marked_course
from tests.rendering.pdf_text import pages_of
from tests.rendering.rule_paper import packed

ORDERS = {
    "tabelle.pdf": "Lage {name} jederzeit {dates} {name} {verdict} {careful}",
    "entscheidungsbaum.pdf": "{verdict} {careful} Lage {name} {dates} {name}",
    "ablauf.pdf": "{verdict} {careful} {name} {dates} § 61 AsylG",
    "ablauf.svg": "{verdict} {careful} {name} {dates} § 61 AsylG",
    "handout": "Lage {name} jederzeit {dates} {name} {verdict} {careful}",
    "module": "Lage {name} jederzeit {dates} {verdict} {careful}",
    "helper": "Lage {name} jederzeit {dates} {verdict} {careful}",
    "package": "Lage {name} jederzeit {dates} {verdict} {careful}",
}
"""Face → what it says of a row, in the order of reading."""


def faces(course: Course) -> dict[str, str]:
    """All words of every face."""
    module, shared, table = course.modules[0], course.shared, course.shared.rule_tables[0]
    with package_of(scorm.render(module, shared)) as package:
        pages = {"package": package.read(scorm.ENTRY).decode()}
    pages |= {"module": module_page(module, shared).body, "helper": rule_table_page(table, course).body}
    found = {name: html.fromstring(page).find_class("rule-table")[0].text_content() for name, page in pages.items()}
    found["handout"] = "".join(
        pages_of(learner_sheets.render(module, shared, names=learner_sheets.HANDOUT).files[0].data)
    )
    for file in rule_sheets.render(table, shared).files:
        is_picture = file.path.endswith(".svg")
        text = "".join(etree.fromstring(file.data).itertext()) if is_picture else "".join(pages_of(file.data))
        found[file.path.removeprefix("regelwerk-probe-")] = text
    return {name: packed(text) for name, text in found.items()}


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return faces(marked_course(tmp_path_factory.mktemp("kurs")))


@pytest.mark.parametrize("face", ORDERS)
@pytest.mark.parametrize("name", ROWS)
def test_a_row_says_when_it_holds_and_how_sure_it_is(marked: dict[str, str], face: str, name: str) -> None:
    _, dates, verdict, careful = ROWS[name]
    said = ORDERS[face].format(name=name, dates=dates, verdict=verdict, careful=careful)
    assert packed(said) in marked[face]


@pytest.mark.parametrize("face", ORDERS)
def test_the_mark_is_explained_once_where_the_table_begins(marked: dict[str, str], face: str) -> None:
    begins = min(marked[face].find(packed(words)) % len(marked[face]) for words in ("Lage immer", "Antwort immer"))
    assert marked[face].index(packed(LEGEND)) < begins or face == "ablauf.svg", "drawn last, but above the boxes"
    assert marked[face].count(packed(LEGEND)) == 1
    assert marked[face].count(packed(CAREFUL)) == 1 + sum(careful == CAREFUL for *_, careful in ROWS.values())


def test_where_nothing_is_marked_nothing_is_explained(tmp_path: Path) -> None:
    for face, text in faces(marked_course(tmp_path, ("immer",))).items():
        assert packed(CAREFUL) not in text, face
        assert "Gilt" not in text, face


def test_the_page_that_asks_has_the_same_word(tmp_path: Path) -> None:
    course = marked_course(tmp_path)
    page = html.fromstring(rule_table_page(course.shared.rule_tables[0], course).body)
    (box,) = page.xpath("//*[@data-part='careful']")
    assert (box.get("aria-label"), box.xpath(".//*[@class='callout-title']")[0].text) == (CAREFUL, CAREFUL)
    assert packed(LEGEND.removeprefix(f"{CAREFUL}: ")) in packed(box.text_content())


def test_where_the_law_is_open_every_verdict_is_to_have_the_case_checked(tmp_path: Path) -> None:
    """As the page that asks has it: what the editors lean to is no answer."""
    course = marked_course(tmp_path)
    table: RuleTable = course.shared.rule_tables[0]
    row = table.row("unklar")
    assert row is not None
    assert (row.verdict, row.outcome) == ("anspruch", "pruefen")
    data = next(row for row in rule_table_data(table, str)["rows"] if row["id"] == "unklar")
    assert data["evidence"] == "offen"
    for page in (module_page(course.modules[0], course.shared).body, rule_table_page(table, course).body):
        line = html.fromstring(page).get_element_by_id("zeile_unklar")
        assert line.xpath("string(.//*[contains(@class, 'verdict-')])").strip() == OPEN


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("ab=2027-03-01", "Gilt ab 01.03.2027"),
        ("bis=2026-10-31", "Gilt bis einschließlich 31.10.2026"),
        ("ab=2026-06-12 bis=2026-10-31", "Gilt vom 12.06.2026 bis einschließlich 31.10.2026"),
    ],
)
def test_a_passage_says_it_in_the_same_phrase(tmp_path: Path, days: str, said: str) -> None:
    project = clean_project(tmp_path / "projekt")
    passage = f"::: gueltig {{{days}}}\nSo ist es.\n:::"
    text = (GRUND / MODULE).read_text(encoding="utf-8").replace(HERE, passage)
    (project / MODULE).write_text(text, encoding="utf-8")
    course = load(project).course
    assert course is not None
    (title,) = html.fromstring(module_page(course.modules[0], course.shared).body).find_class("timed-title")
    assert title.text_content() == said
    printed = packed(
        "".join(
            pages_of(
                learner_sheets.render(course.modules[0], course.shared, names=learner_sheets.HANDOUT).files[0].data
            )
        )
    )
    assert packed(f"{said} So ist es.") in printed
