"""Who is who: read from ``akteure.yml``, cited like other law, shown on a page and found by the search."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from builder.law.review import open_reviews
from builder.model.actors import Actor, Interface, Sphere
from builder.model.citations import Kind, Where
from builder.model.course import Course
from builder.norms.confirm import target_of
from builder.pipeline import load
from builder.reading.markdown import parse
from builder.rendering.lookup import lookup_pages
from builder.rendering.search import search_index
from builder.rendering.site_page import Page
from tests.checks.project import clean_project

ROOT = Path(__file__).parents[2]
FILE = "curriculum/akteure.yml"
TEXT = """\
- id: beratung
  name: Beratungsstelle <b>
  ebene: traeger
  aufgabe: Berät Menschen unabhängig.
  ansprechen: Bei jeder Frage, die über das Begleiten hinausgeht.
  stand: 2026-11-20
- id: auslaenderbehoerde
  name: Ausländerbehörde
  kuerzel: ABH
  ebene: kommune
  schnittstellen: [status, arbeit]
  aufgabe: Entscheidet über die Erlaubnis (§ 4a Abs. 5 AufenthG).
  ansprechen: Bevor jemand eine Arbeit beginnt.
  grenze: Berät nicht darüber, ob sich eine Klage lohnt.
  module: [x2, x1]
  stand: 2026-11-20
  rechtsstand: 2026-08-19
- id: agentur
  name: Agentur für Arbeit
  ebene: bund
  aufgabe: Stimmt der Beschäftigung zu oder lehnt ab.
  ansprechen: Wenn es um Förderung geht.
  stand: 2026-11-21
"""


def project_with_actors(folder: Path, text: str = TEXT) -> Path:
    project = clean_project(folder / "projekt")
    (project / FILE).write_text(text, encoding="utf-8")
    return project


@pytest.fixture
def course(tmp_path: Path) -> Course:
    made = load(project_with_actors(tmp_path)).course
    assert made is not None
    return made


def page_of(course: Course) -> Page | None:
    return dict(lookup_pages(course)).get("nachschlagen/akteure")


def drawn(course: Course) -> html.HtmlElement:
    page = page_of(course)
    assert page is not None
    return html.fragment_fromstring(page.body, create_parent="div")


def test_they_are_read_as_written(course: Course) -> None:
    assert [actor.id for actor in course.shared.actors] == ["beratung", "auslaenderbehoerde", "agentur"]
    actor = course.shared.actor("auslaenderbehoerde")
    assert actor is not None
    assert (actor.short, actor.sphere, actor.interfaces) == (
        "ABH",
        Sphere.KOMMUNE,
        (Interface.STATUS, Interface.ARBEIT),
    )
    assert course.shared.actor("jemand") is None


def test_the_clean_project_with_actors_is_clean(tmp_path: Path) -> None:
    assert [finding.code for finding in load(project_with_actors(tmp_path)).findings] == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("ebene: bund", "ebene: europa", "Y005 curriculum/akteure.yml:20:10"),
        ("  aufgabe: Berät Menschen unabhängig.\n", "", "Y003 curriculum/akteure.yml:1:3"),
        ("schnittstellen: [status, arbeit]", "schnittstellen: [status, freizeit]", "Y005 curriculum/akteure.yml:11:28"),
        ("  stand: 2026-11-21\n", "", "Y003 curriculum/akteure.yml:18:3"),
        ("stand: 2026-11-21", "stand: gestern", "Y006 curriculum/akteure.yml:23:10"),
        ("kuerzel: ABH", "telefon: 0391 123", "Y004 curriculum/akteure.yml:9:3"),
        ("id: agentur", "id: beratung", "K005 curriculum/akteure.yml:18:7"),
        ("module: [x2, x1]", "module: [x9]", "K011 curriculum/akteure.yml:15:12"),
        ("§ 4a Abs. 5 AufenthG", "§ 4a Abs. 55 AufenthG", "N004 curriculum/akteure.yml:12:44"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(tmp_path: Path, old: str, new: str, found: str) -> None:
    assert old in TEXT
    findings = load(project_with_actors(tmp_path, TEXT.replace(old, new, 1))).findings
    assert [f"{finding.code} {finding.place}" for finding in findings] == [found]


def test_the_handbook_s_example_can_be_copied_and_every_field_and_word_is_named(tmp_path: Path) -> None:
    page = (ROOT / "site" / "mitschreiben" / "akteure.md").read_text(encoding="utf-8")
    [example] = [token.content for token in parse(page) if token.type == "fence" and token.info == "yaml"]
    loaded = load(project_with_actors(tmp_path, re.sub(r"module: .*", "module: [x1]", example)))
    assert loaded.findings == ()
    assert loaded.course is not None
    assert len(loaded.course.shared.actors) == 2
    named = {field.alias or name for name, field in Actor.model_fields.items()} | {*Sphere, *Interface}
    assert [word for word in sorted(named) if f"`{word}`" not in page] == []


def test_a_misspelt_file_is_named(tmp_path: Path) -> None:
    project = clean_project(tmp_path / "projekt")
    (project / "curriculum" / "akteuere.yml").write_text(TEXT, encoding="utf-8")
    assert [(finding.code, str(finding.place)) for finding in load(project).findings] == [("L004", f"{FILE}:1:1")]


def test_nothing_empty_is_shown(tmp_path: Path) -> None:
    course = load(clean_project(tmp_path / "projekt")).course
    assert course is not None
    assert page_of(course) is None


def test_they_stand_under_what_they_belong_to(course: Course) -> None:
    page, body = page_of(course), drawn(course)
    assert page is not None
    assert [entry.title for entry in page.entries[1:]] == [
        "Bund", "Landkreise, Städte und Gemeinden", "Beratung, Verbände und Projekte",
    ]  # fmt: skip
    assert [heading.get("id") for heading in body.iter("h2")] == [entry.id for entry in page.entries[1:]]
    assert [section.get("id") for section in body.iter("section")] == ["agentur", "auslaenderbehoerde", "beratung"]
    assert [heading.text for heading in body.iter("h3")][2] == "Beratungsstelle <b>"


def test_only_what_is_known_is_said(course: Course) -> None:
    sections = {section.get("id"): section for section in drawn(course).iter("section")}
    heads = {name: [dt.text for dt in section.iter("dt")] for name, section in sections.items()}
    assert heads["agentur"] == heads["beratung"] == ["Aufgabe", "Wann ansprechen"]
    assert heads["auslaenderbehoerde"] == ["Aufgabe", "Wann ansprechen", "Grenze", "In den Modulen"]
    foot = sections["auslaenderbehoerde"].find_class("actor-foot")[0]
    assert [span.text for span in foot.iter("span")] == ["Status", "Arbeit", "Stand 20.11.2026"]
    hrefs = [link.get("href") for link in sections["auslaenderbehoerde"].iter("a")]
    assert hrefs[-1] == "../module/x1-probe.html"  # x2 is not written
    assert "gesetze-im-internet.de" in hrefs[0]


def test_every_sphere_and_interface_has_words_of_its_own(course: Course) -> None:
    first, *_ = course.shared.actors
    everywhere = [
        first.model_copy(update={"id": sphere.value, "sphere": sphere, "interfaces": tuple(Interface)})
        for sphere in Sphere
    ]
    body = drawn(replace(course, shared=replace(course.shared, actors=tuple(everywhere))))
    headings = [heading.text for heading in body.iter("h2")]
    feet = {tuple(span.text for span in foot.iter("span")) for foot in body.find_class("actor-foot")}
    assert len(set(headings)) == len(Sphere)
    assert headings[0] == "Um wen es geht"  # before all who are there for them
    assert feet == {("Ankunft", "Status", "Arbeit", "Alltag", "Stand 20.11.2026")}


def test_its_citations_are_those_of_the_course(course: Course) -> None:
    [mention] = [mention for mention in course.mentions if mention.where.kind is Kind.ACTOR]
    assert (str(mention.citation), mention.where) == ("§ 4a Abs. 5 AufenthG", Where(Kind.ACTOR, "auslaenderbehoerde"))
    pages = dict(lookup_pages(course))
    assert 'href="../nachschlagen/akteure.html#auslaenderbehoerde"' in pages["nachschlagen/normen"].body
    assert open_reviews(course) == ()


def test_a_comparison_is_noted_below_the_actor(course: Course) -> None:
    target = target_of(course, Kind.ACTOR, "auslaenderbehoerde")
    assert target is not None
    assert (target.path, target.line, target.indent) == (FILE, 7, "  ")
    assert target_of(course, Kind.ACTOR, "jemand") is None


def test_the_search_finds_them_by_name_and_by_short_name(course: Course) -> None:
    text = search_index(course, (), "de").data.decode()
    index = json.loads(text.removeprefix("integrifSearchIndex=").removesuffix(";\n"))
    numbers = {index["entries"][number][0] for number in index["words"]["abh"][::2]}
    assert numbers == {"nachschlagen/akteure.html#auslaenderbehoerde"}
