"""What only an operator can say or do: information for all, and the settings of a server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from builder.model.course import Course
from builder.model.curriculum import Operator
from builder.model.page import Piece
from builder.reading.course import read_course
from builder.rendering.hand_page import HandPage
from builder.rendering.site_page import HEADERS, POLICY
from builder.source import Place
from tests.projects import begin_project

ROOT = Path(__file__).parents[2]
SERVERS = {
    "nginx": r'^\s*add_header ([A-Za-z-]+) "(.*)" always;$',
    "apache": r'^\s*Header always set ([A-Za-z-]+) "(.*)"$',
    "caddy": r'^\s*([A-Z][A-Za-z-]+) "(.*)"$',
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return begin_project(tmp_path / "projekt", "x1")


def with_operator(project: Path, **said: str) -> Course:
    curriculum = project / "curriculum" / "curriculum.yml"
    lines = "".join(f"  {key}: {value}\n" for key, value in said.items())
    curriculum.write_text(f"{curriculum.read_text(encoding='utf-8')}betreiber:\n{lines}", encoding="utf-8")
    course = read_course(project).course
    assert course is not None
    return course


def piece(course: Course, name: str, to_root: str = "") -> html.HtmlElement:
    made = HandPage(course, to_root, lambda href: f"gefunden:{href}").page([Piece(name, Place("site/x.md"))])
    return html.fragment_fromstring(made.body, create_parent="div")


def links(drawn: html.HtmlElement) -> list[tuple[str, str]]:
    return [(link.text, link.get("href")) for link in drawn.iter("a")]


def test_the_start_page_shows_nothing_empty(project: Path) -> None:
    drawn = piece(with_operator(project, name="Amt"), "zugaenge")
    assert (len(drawn), drawn.text_content().strip()) == (0, "")


def test_what_is_there_is_linked_and_only_the_accessibility_page_says_what_is_missing(project: Path) -> None:
    course = with_operator(project, leichte_sprache="hilfe/einfach.md")
    found = [("Leichte Sprache", "gefunden:../hilfe/einfach.md")]
    start, owed = piece(course, "zugaenge", "../"), piece(course, "betreiber zugaenge", "../")
    assert links(start) == links(owed) == found
    assert not start.find_class("to-fill")
    assert [code.text for code in owed.find_class("to-fill")[0].iter("code")] == ["gebaerdensprache"]


def test_with_both_nothing_is_missing(project: Path) -> None:
    addresses = {"leichte_sprache": "https://amt.example.org/ls", "gebaerdensprache": "https://amt.example.org/dgs"}
    drawn = piece(with_operator(project, **addresses), "betreiber zugaenge")
    assert links(drawn) == list(zip(("Leichte Sprache", "Gebärdensprache"), addresses.values(), strict=True))
    assert not drawn.find_class("to-fill")


def test_with_neither_both_are_named(project: Path) -> None:
    drawn = piece(with_operator(project, name="Amt"), "betreiber zugaenge")
    assert [code.text for code in drawn.iter("code")] == ["leichte_sprache", "gebaerdensprache"]
    assert links(drawn) == []


def test_the_handbook_names_every_field_of_the_operator() -> None:
    page = (ROOT / "site" / "mitschreiben" / "betreiben.md").read_text(encoding="utf-8")
    fields = [f"betreiber: {field.alias or name}" for name, field in Operator.model_fields.items()]
    assert [field for field in (*fields, "basis_url", "quelltext_url") if f"`{field}`" not in page] == []


@pytest.mark.parametrize("server", SERVERS)
def test_a_server_says_what_the_pages_say_and_who_may_frame_them(project: Path, server: str) -> None:
    [example] = piece(with_operator(project, name="Amt"), f"server {server}").iter("code")
    said = dict(re.findall(SERVERS[server], example.text, re.MULTILINE))
    assert said == dict(HEADERS)
    assert said["Content-Security-Policy"].startswith(f"{POLICY}; frame-ancestors ")
    assert "frame-ancestors" not in POLICY
    assert all(kind in example.text for kind in ("application/ld+json", "application/atom+xml", "/404.html"))
    assert example.text.count("{") == example.text.count("}")
