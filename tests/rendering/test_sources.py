"""Sources: read from ``quellen.yml``, named by modules, told with their days in every output."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html

from builder.model.course import Course
from builder.model.module import Module
from builder.model.sources import Source, SourceKind, SourceUse, source_use
from builder.pipeline import load
from builder.reading.markdown import parse
from builder.rendering.book import chapters
from builder.rendering.handout import handout_tree
from builder.rendering.lookup import lookup_pages
from builder.rendering.targets import TARGETS
from tests.checks.project import MODULE, clean_project
from tests.packages import package_of
from tests.projects import edit

ROOT = Path(__file__).parents[2]
FILE = "curriculum/quellen.yml"
TEXT = """\
- id: studie
  titel: Ehrenamt <im> Kreis
  von: Institut & Partner
  art: forschung
  erschienen: 2016
  gelesen: 2026-11-20
  hinweis: Gelesen ist ein Bericht darüber.
- id: kreis_faq
  titel: Häufige Fragen
  art: behoerde
  erschienen: 2025-10
  gelesen: 2026-11-19
  adresse: https://kreis.example.org/fragen
- id: verordnung
  titel: Eine Verordnung
  art: recht
  erschienen: 2024-05-22
  gelesen: 2026-11-18
"""
NAMED = ["kreis_faq, Frage 3", "studie", "Ein Bericht in der Zeitung, 01.11.2026", "verordnung"]
LINES = [
    "Häufige Fragen, Frage 3; 10/2025, gelesen am 19.11.2026, https://kreis.example.org/fragen",
    "Institut & Partner: Ehrenamt <im> Kreis; 2016, gelesen am 20.11.2026. Gelesen ist ein Bericht darüber.",
    "Ein Bericht in der Zeitung, 01.11.2026",
    "Eine Verordnung; 22.05.2024, gelesen am 18.11.2026",
]
"""What paper and packages say of them, in the order of the module."""


def project_with_sources(folder: Path, text: str = TEXT, named: list[str] | None = None) -> Path:
    project = clean_project(folder / "projekt")
    (project / FILE).write_text(text, encoding="utf-8")
    listed = "".join(f"  - {json.dumps(name, ensure_ascii=False)}\n" for name in named or NAMED)
    edit(project / MODULE, "version: 1.0.0\n", f"version: 1.0.0\nquellen:\n{listed}")
    return project


@pytest.fixture
def course(tmp_path: Path) -> Course:
    loaded = load(project_with_sources(tmp_path))
    assert loaded.findings == ()
    assert loaded.course is not None
    return loaded.course


@pytest.fixture
def module(course: Course) -> Module:
    return course.modules[0]


def items(body: str, where: str) -> list[html.HtmlElement]:
    found: list[html.HtmlElement] = html.fragment_fromstring(body, create_parent="div").xpath(where)
    return found


def text_of(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def test_they_are_read_as_written(course: Course) -> None:
    assert [source.id for source in course.shared.sources] == ["studie", "kreis_faq", "verordnung"]
    source = course.shared.source("studie")
    assert source is not None
    assert (source.kind, source.published, source.publisher) == (SourceKind.FORSCHUNG, "2016", "Institut & Partner")
    assert course.shared.source("niemand") is None


@pytest.mark.parametrize(
    ("entry", "use"),
    [
        ("studie", SourceUse("studie")),
        ("vo_2024_1348, Artikel 28, 35 und 42", SourceUse("vo_2024_1348", "Artikel 28, 35 und 42")),
        ("Asylgesetz, Textstand 19.08.2026", None),
        ("basiswissen.asyl.net, gelesen am 22.11.2026", None),
        ("eine Studie", None),
        ("studie,", None),
    ],
)
def test_an_id_and_a_sentence_are_told_apart(entry: str, use: SourceUse | None) -> None:
    assert source_use(entry) == use


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("art: recht", "art: gesetz", "Y005 curriculum/quellen.yml:16:8"),
        ("erschienen: 2016", "erschienen: 2016-13", "Y006 curriculum/quellen.yml:5:15"),
        ("erschienen: 2016", "erschienen: damals", "Y006 curriculum/quellen.yml:5:15"),
        ("erschienen: 2016", "erschienen: true", "Y006 curriculum/quellen.yml:5:15"),
        ("erschienen: 2024-05-22", "erschienen: 2024-02-30", "Y006 curriculum/quellen.yml:17:15"),
        ("  gelesen: 2026-11-20\n", "", "Y003 curriculum/quellen.yml:1:3"),
        ("https://kreis.example.org/fragen", "javascript:alert(1)", "Y005 curriculum/quellen.yml:13:12"),
        ("von: Institut & Partner", "autor: Institut", "Y004 curriculum/quellen.yml:3:3"),
        ("id: verordnung", "id: studie", "K005 curriculum/quellen.yml:14:7"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(tmp_path: Path, old: str, new: str, found: str) -> None:
    assert old in TEXT
    named = ["kreis_faq", "studie", *(["verordnung"] if "verordnung" not in old else [])]
    findings = load(project_with_sources(tmp_path, TEXT.replace(old, new, 1), named)).findings
    assert [f"{finding.code} {finding.place}" for finding in findings] == [found]


def test_a_misspelt_file_is_named(tmp_path: Path) -> None:
    project = project_with_sources(tmp_path)
    (project / FILE).rename(project / "curriculum" / "quelle.yml")
    [finding] = load(project).findings
    assert "quellen.yml" in finding.message + finding.hint


def test_a_package_tells_addresses_and_leads_to_no_other_server(course: Course, module: Module) -> None:
    with package_of(TARGETS["scorm"](module, course.shared, "de")) as packed:
        page = html.document_fromstring(packed.read("index.html"))
    listed = page.xpath("//section[@class='sources']//li")
    assert [text_of(item) for item in listed] == LINES
    assert [link for item in listed for link in item.xpath(".//a")] == []


def test_book_and_paper_tell_them(course: Course, module: Module) -> None:
    last = items(chapters(module, course.shared)[-1].html, ".//h3[.='Quellen']/following-sibling::ul[1]/li")
    told = [text_of(item) for item in last]
    assert told == [line.replace(", https://kreis.example.org/fragen", "") for line in LINES]
    [link] = [item for item in last if item.xpath("./a[starts-with(@href, 'https://kreis')]")]
    assert text_of(link.xpath("./a")[0]) == "Häufige Fragen"
    assert handout_tree(module, course.shared, "de")["sources"] == LINES


def test_a_page_lists_them_by_kind_with_the_modules_that_name_them(course: Course) -> None:
    page = dict(lookup_pages(course))["nachschlagen/quellen"]
    assert [entry.title for entry in page.entries[1:]] == ["Weiteres Recht", "Behörden", "Forschung und Projekte"]
    whole = html.fragment_fromstring(page.body, create_parent="div")
    assert [item.get("id") for item in whole.xpath("./ul/li")] == ["verordnung", "kreis_faq", "studie"]
    [named] = whole.xpath("./ul/li[@id='kreis_faq']//li")
    assert text_of(named) == "X1 Wer darf anfangen?: Frage 3"
    assert named.xpath("./a/@href") == ["../module/x1-probe.html"]


def test_the_page_is_only_there_where_a_module_names_one(tmp_path: Path) -> None:
    loaded = load(project_with_sources(tmp_path, named=["Ein Satz."]))
    assert loaded.course is not None
    assert "nachschlagen/quellen" not in dict(lookup_pages(loaded.course))


def test_the_handbook_s_example_can_be_copied_and_every_field_and_word_is_named(tmp_path: Path) -> None:
    page = (ROOT / "site" / "mitschreiben" / "quellen.md").read_text(encoding="utf-8")
    example, use = [token.content for token in parse(page) if token.type == "fence" and token.info == "yaml"]
    project = clean_project(tmp_path / "projekt")
    (project / FILE).write_text(example, encoding="utf-8")
    edit(project / MODULE, "version: 1.0.0\n", f"version: 1.0.0\n{use}")
    assert load(project).findings == ()
    named = {field.alias or name for name, field in Source.model_fields.items()} | {*SourceKind}
    assert [word for word in sorted(named) if f"`{word}`" not in page] == []
