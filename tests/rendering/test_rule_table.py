"""A rule table on the site, in the package and on paper: the same rows, with the same dates; and the page that asks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from builder.model.course import Course
from builder.model.page import Piece
from builder.model.rule_table import Consent, Verdict
from builder.pipeline import load
from builder.rendering import handout, learner_sheets, scorm
from builder.rendering.hand_page import HandPage
from builder.rendering.site import module_page, rule_table_page
from builder.source import Place
from tests.checks.project import clean_project
from tests.packages import package_of
from tests.projects import edit

TABLE = "curriculum/regelwerke/probe.yml"


def course_of(root: Path) -> Course:
    loaded = load(root)
    assert loaded.course is not None
    assert {finding.code for finding in loaded.findings} <= {"K009"}, "nobody runs this copy"
    return loaded.course


@pytest.fixture
def dated(tmp_path: Path) -> Course:
    """A table whose first row holds for some months and whose second begins one day."""
    project = clean_project(tmp_path / "projekt")
    edit(project / TABLE, "beleg: belegt\n", "beleg: belegt\n    gueltig_ab: 2026-06-12\n    gueltig_bis: 2027-01-31\n")
    edit(project / TABLE, "beleg: vorsichtig", "beleg: vorsichtig\n    gueltig_ab: 2027-02-01")
    return course_of(project)


def words(row: html.HtmlElement) -> str:
    return " ".join(row.text_content().split())


def pages(course: Course) -> Iterator[html.HtmlElement]:
    """The module's page on the site and in the package."""
    module, shared = course.modules[0], course.shared
    yield html.fromstring(module_page(module, shared).body)
    with package_of(scorm.render(module, shared)) as package:
        yield html.fromstring(package.read(scorm.ENTRY))


def printed_rows(course: Course) -> list[dict[str, Any]]:
    """The rows of the first rule table of the handout."""
    tree = handout.handout_tree(course.modules[0], course.shared, "de")
    blocks = [block for step in json.loads(json.dumps(tree))["steps"] for block in step["blocks"]]
    rules = next(block for block in blocks if block["k"] == "rules")
    return [row for group in rules["groups"] for row in group["rows"]]


def test_a_row_with_dates_says_so_everywhere(dated: Course) -> None:
    for page in pages(dated):
        first, second = page.xpath("//tr[starts-with(@id, 'zeile_')]")
        assert "Gilt vom 12.06.2026 bis einschließlich 31.01.2027" in words(first)
        assert "Gilt ab 01.02.2027" in words(second)
        assert "Gilt bis" not in words(second)
    assert [(row["from"], row["until"]) for row in printed_rows(dated)] == [
        ("12.06.2026", "31.01.2027"),
        ("01.02.2027", ""),
    ]
    assert learner_sheets.render(dated.modules[0], dated.shared, names=learner_sheets.HANDOUT).files


def test_a_row_without_dates_says_nothing_of_them(tmp_path: Path) -> None:
    course = course_of(clean_project(tmp_path / "projekt"))
    assert [page.xpath("//*[@class='validity']") for page in pages(course)] == [[], []]
    assert {(row["from"], row["until"]) for row in printed_rows(course)} == {("", "")}


ROOT = Path(__file__).parents[2]
SECOND = "id: zweite\ntitel: Wer darf umziehen?\nkurz: Wohin und wann.\n"


def asking(course: Course, index: int = 0) -> html.HtmlElement:
    """The page of a rule table."""
    return html.fromstring(rule_table_page(course.shared.rule_tables[index], course).body)


def data_of(page: html.HtmlElement) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(page.get_element_by_id("rule-data").text)
    return data


def says(page: html.HtmlElement, row: str) -> dict[str, str]:
    """What the page holds ready of a row, with its citations."""
    (template,) = page.xpath(f"//template[@data-part='row-{row}']")
    return {piece.get("data-says"): words(piece) for piece in template}


def test_what_a_row_says_has_the_citations_of_the_table_as_links(real: Course) -> None:
    page = asking(real)
    for row in real.shared.rule_tables[0].rows:
        assert set(says(page, row.id)) == {"nextStep", "exception", "norms"}
        ready = page.xpath(f"//template[@data-part='row-{row.id}']//a/@href")
        assert sorted(ready) == sorted(page.get_element_by_id(f"zeile_{row.id}").xpath(".//a[@class='norm']/@href"))
    foot = page.xpath("//p[@class='ruling-foot']/a[@class='norm']/text()")
    assert foot == ["§\u00a08a AsylbLG"]


def test_a_row_says_nothing_of_consent_where_there_is_nothing_to_permit(real: Course) -> None:
    open_words = "Dazu sagt diese Zeile nichts; die Behörde klärt es."
    said = {row["id"]: row["consent"] for row in data_of(asking(real))["rows"]}
    for row in real.shared.rule_tables[0].rows:
        if row.consent is Consent.KEINE:
            assert said[row.id] == ("" if row.verdict in (Verdict.VERBOTEN, Verdict.FREI) else open_words)
        else:
            assert said[row.id].startswith("Die Bundesagentur für Arbeit muss ")


def test_the_first_paragraph_of_a_help_is_in_sight_and_the_others_on_demand(tmp_path: Path) -> None:
    project = clean_project(tmp_path / "projekt")
    edit(
        project / TABLE,
        "frage: Welches Papier hat die Person?\n",
        "frage: Welches Papier hat die Person?\n    hilfe: >-\n      Nach § 61\n      AsylG.\n\n      Zweitens.\n\n      Drittens.\n",
    )
    (feature,) = data_of(asking(course_of(project)))["features"][:1]
    assert (feature["help"], feature["more"]) == ("Nach §\u00a061 AsylG.", ["Zweitens.", "Drittens."])


def test_the_page_that_asks_has_the_rows_of_the_table_and_no_other(real: Course) -> None:
    page = asking(real)
    shown = page.xpath("//tr[starts-with(@id, 'zeile_')]/@id")
    module = real.module("b3")
    assert module is not None
    embedded = html.fromstring(module_page(module, real.shared).body)
    assert shown == embedded.xpath("//tr[starts-with(@id, 'zeile_')]/@id")
    data = data_of(page)
    assert {f"zeile_{row['id']}" for row in data["rows"]} == set(shown)
    assert len(data["rows"]) == len(shown)
    for row in data["rows"]:
        said = words(page.get_element_by_id(f"zeile_{row['id']}"))
        assert row["group"] in page.xpath(f"//tr[@id='zeile_{row['id']}']/ancestor::table/caption")[0].text
        texts = [row[key] for key in ("situation", "time", "decides")]
        for text in [*texts, *says(page, row["id"]).values()]:
            assert " ".join(text.split()) in said


def test_within_a_module_groups_open_on_demand_and_on_the_page_of_the_table_all_is_open(real: Course) -> None:
    module, table = real.module("b3"), real.shared.rule_tables[0]
    assert module is not None
    embedded = html.fromstring(module_page(module, real.shared).body)
    folds = embedded.find_class("rule-group")
    assert [(words(fold.find("summary")), len(fold.xpath(".//tbody/tr"))) for fold in folds] == [
        (f"{name} Zeilen: {len(rows)}", len(rows)) for name, rows in table.groups
    ]
    assert not any(fold.get("open") for fold in folds)
    assert not asking(real).find_class("rule-group")


def test_the_page_is_made_for_every_verdict_and_names_its_dates(real: Course) -> None:
    page = asking(real)
    templates = set(page.xpath("//template/@data-part"))
    assert {verdict.value for verdict in Verdict} <= templates
    assert "Rechtsstand 19.08.2026" in words(page.find("header"))
    assert "nächste Prüfung 15.01.2027" in words(page.find("header"))
    assert data_of(page)["reviewBy"] == "2027-01-15"
    assert page.xpath("//section[@data-part='helper']/@hidden"), "nothing that needs a script shows without one"
    assert not page.xpath("//section[@data-part='helper']//section"), "search would read on at its end"


def test_the_page_leads_to_the_modules_and_to_other_tables(tmp_path: Path) -> None:
    project = clean_project(tmp_path / "projekt")
    text = (project / TABLE).read_text(encoding="utf-8")
    assert asking(course_of(project)).xpath("//footer//a/@href") == ["../module/x1-probe.html"]
    second = text.replace("id: probe\ntitel: Wer darf anfangen?\n", SECOND)
    (project / TABLE).with_name("zweite.yml").write_text(second, encoding="utf-8")
    course = course_of(project)
    assert asking(course, 0).xpath("//footer//a/@href") == ["../module/x1-probe.html", "zweite.html"]
    assert asking(course, 1).xpath("//footer//a/@href") == ["probe.html"]
    assert rule_table_page(course.shared.rule_tables[1], course).description == "Wohin und wann."


def test_what_an_author_wrote_is_text_on_the_page(tmp_path: Path) -> None:
    project = clean_project(tmp_path / "projekt")
    hostile = "</script><script>alert(1)</script> & {{ 7*7 }}"
    for old in (
        "Aufenthaltstitel ohne Verbot",
        "Welches Papier hat die Person?",
        "Karte prüfen und Kopie aufbewahren.",
    ):
        edit(project / TABLE, old, f"'{hostile}'")
    page = asking(course_of(project))
    assert [script.get("type") for script in page.iter("script")] == ["application/json"]
    data = data_of(page)
    step = says(page, data["rows"][0]["id"])["nextStep"]
    assert (data["features"][0]["question"], data["rows"][0]["situation"], step) == (hostile,) * 3


def test_only_the_site_leads_to_the_page_that_asks(dated: Course) -> None:
    doors = [page.xpath("//a[@class='rule-table-door']/@href") for page in pages(dated)]
    assert doors == [["../regelwerk/probe.html"], []]
    assert asking(dated).xpath("//a[@class='rule-table-door']") == []


def doors_of(course: Course) -> str:
    return HandPage(course, "../", lambda href: href).page([Piece("regelwerke", Place("site/x.md"))]).body


def test_the_door_on_the_start_page_is_made_of_the_tables_there_are(tmp_path: Path) -> None:
    project = clean_project(tmp_path / "projekt")
    (card,) = html.fromstring(doors_of(course_of(project))).find_class("card")
    assert card.xpath(".//a/@href") == ["../regelwerk/probe.html"]
    assert "Wer darf anfangen?" in words(card)
    assert "Fragen: höchstens 1 Rechtsstand 19.08.2026" in words(card)
    edit(project / "modules/x1-probe/modul.md", "::: einbinden regelwerk probe\n", "")
    (project / TABLE).unlink()
    assert doors_of(course_of(project)) == ""
