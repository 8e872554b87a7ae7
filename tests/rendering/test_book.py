"""The Moodle book: chapters in order, whole without Moodle's help, and only what its importer understands (scorm.md B9)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree, html

from builder.model.course import Course
from builder.model.questions import is_scored
from builder.pipeline import load
from builder.rendering import book
from builder.rendering.style import book_stylesheet
from tests.checks.project import clean_project
from tests.everything import HOSTILE, SECRET
from tests.projects import edit

ROOT = Path(__file__).parents[2]
MODULE = "modules/x1-probe/modul.md"
WORST = "\"><script>alert(1)</script> & ]]> {{ 7*7 }} ${x} 'a' </script> <!-- --"
KEPT_BY_THE_CLEANER = {
    "a", "blockquote", "br", "caption", "code", "dd", "div", "dl", "dt", "em", "h3", "h4", "hr", "img", "li", "ol", "p",
    "pre", "span", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
"""Elements of XHTML 1.0 Transitional that we use: Moodle's HTML Purifier knows them all."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return clean_project(tmp_path / "projekt")


def course_of(project: Path) -> Course:
    course = load(project).course
    assert course is not None
    return course


def archive(course: Course) -> zipfile.ZipFile:
    (file,) = book.render(course.modules[0], course.shared).files
    return zipfile.ZipFile(BytesIO(file.data))


def pages(course: Course) -> dict[str, str]:
    told = archive(course)
    return {name: told.read(name).decode() for name in told.namelist() if name.endswith(".html")}


def tree(page: str) -> etree._Element:
    return html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))


def in_natural_order(names: list[str]) -> list[str]:
    """As Moodle sorts: digits count as numbers."""
    return sorted(names, key=lambda name: [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name)])


def unfolded(course: Course) -> Iterator[tuple[str, etree._Element]]:
    for chapter in book.chapters(course.modules[0], course.shared, folded=False):
        yield chapter.name, tree(chapter.document("de").decode())


class TestOrder:
    """Which chapters there are and how they follow each other."""

    def test_first_what_it_is_about_then_the_steps_then_the_sources(self, everything: Course) -> None:
        names = list(pages(everything))
        assert names == in_natural_order(names)
        assert re.fullmatch(r"00_00_einstieg\.html", names[0])
        steps = [name for name in names if "_00_schritt-" in name]
        assert len(steps) == len(everything.modules[0].steps)
        assert names[-1] == f"{len(steps) + 1:02}_00_quellen.html"
        assert {name for name in names if not name.endswith("_sub.html")} == {names[0], *steps, names[-1]}

    def test_a_rule_table_follows_its_step_heading_by_heading(self, b3: Course) -> None:
        names = list(pages(b3))
        at = names.index("05_00_schritt-tabelle.html")
        below = [name for name in names if name.endswith("_sub.html")]
        assert names[at + 1 : at + 1 + len(below)] == below
        (table,) = b3.shared.rule_tables
        assert len(below) == len(table.groups)

    def test_no_step_is_taken_for_a_chapter_below_another(self, project: Path) -> None:
        text = (project / MODULE).read_text(encoding="utf-8")
        first = re.search(r"\{#(\w+) minuten=", text)
        assert first
        edit(project / MODULE, f"{{#{first[1]} minuten=", "{#was_sub minuten=")
        names = list(pages(course_of(project)))
        assert "01_00_schritt-was-sub.html" in names
        assert [name for name in names if re.search(r"_sub\.htm", name) and "regelwerk" not in name] == []

    def test_a_title_is_what_stands_between_its_tags(self, project: Path) -> None:
        edit(project / MODULE, "## ", '## „Ja“ & "Nein" < ')
        page = pages(course_of(project))
        (title,) = [text for name, text in page.items() if name.startswith("01_00_")]
        told = re.search(r"<title>([^<]+)</title>", title)
        assert told
        assert told[1].startswith('Schritt 1: „Ja“ &amp; "Nein" &lt; ')

    def test_a_long_title_is_cut_for_the_platform(self, project: Path) -> None:
        edit(project / MODULE, "## ", f"## {'Wort ' * 80}")
        course = course_of(project)
        assert max(len(chapter.title) for chapter in book.chapters(course.modules[0], course.shared)) == 255


class TestReferences:
    """Every file is there, every file is used, and nothing else is asked for."""

    def test_both_ways(self, each: Course) -> None:
        told = archive(each)
        named = {
            address
            for page in pages(each).values()
            for address in re.findall(r'(?:src|href)="([^"]+)"', page)
            if "://" not in address
        }
        assert named == set(told.namelist()) - set(pages(each))

    def test_in_double_quotes_without_anchors(self, each: Course) -> None:
        for page in pages(each).values():
            root = tree(page)
            written = re.findall(r'(?:src|href)="[^"#]+"', page)
            assert len(written) == len(root.xpath("//@src | //@href"))
            assert not root.xpath("//@name")

    def test_a_link_within_the_module_says_which_step(self, project: Path) -> None:
        text = (project / MODULE).read_text(encoding="utf-8")
        steps = re.findall(r"\{#(\w+) minuten=", text)
        edit(project / MODULE, "Das Telefon klingelt.", f"Siehe [dort](modul:x1#{steps[1]}) und [hier](modul:x1).")
        page = next(text for name, text in pages(course_of(project)).items() if name.startswith("01_00_"))
        assert "Siehe dort (siehe Schritt 2) und hier." in page

    def test_a_link_to_another_module_leads_to_the_site_once_there_is_one(self, everything: Course) -> None:
        course = everything
        module = course.modules[0]
        curriculum = course.shared.curriculum.model_copy(update={"base_url": "https://www.beispiel.org/lernen/"})
        assert "beispiel.org/lernen" not in "".join(pages(course).values())
        there = replace(course.shared, curriculum=curriculum)
        first = book.chapters(module, there)[0].html
        assert f'href="https://www.beispiel.org/lernen/module/{module.slug}.html"' in first

    def test_names_are_plain_and_bytes_depend_on_content(self, b3: Course) -> None:
        told = archive(b3)
        assert all(re.fullmatch(r"[A-Za-z0-9_./-]+", name) for name in told.namelist())
        code = (
            "from pathlib import Path; from builder.pipeline import load; from builder.rendering import book\n"
            f"c = load(Path({str(ROOT)!r})).course\n"
            "print(book.render(c.module('b3'), c.shared).files[0].sha256)"
        )
        elsewhere = {**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=elsewhere, cwd=ROOT
        )
        assert done.stdout.strip() == book.render(b3.modules[0], b3.shared).files[0].sha256


class TestContent:
    """What a reader finds, and what no reader may find."""

    def test_nothing_to_fill_in_and_nothing_that_runs(self, everything: Course) -> None:
        for page in pages(everything).values():
            assert not tree(page).xpath("//script | //form | //input | //button | //select | //iframe | //@style")
            assert not re.search(r"\son\w+=", page)

    def test_every_question_is_asked_and_solved_once(self, everything: Course) -> None:
        told = "".join(pages(everything).values())
        for number, _ in enumerate(everything.modules[0].questions, start=1):
            assert len(re.findall(rf"<h4>Frage {number}\b", told)) == 1
        solutions = tree(next(text for name, text in pages(everything).items() if name.startswith("01_00_")))
        details = solutions.xpath("//details[@class='solution']")
        asked = [question for question in everything.modules[0].questions if is_scored(question)]
        assert len(details) >= len(asked) - 3, "the clean project asks elsewhere, too"
        words = " ".join("".join(one.itertext()) for one in details)
        for right in ("Richtig gerechnet.", "An diesem Tag.", "Ab der Registrierung.", "Zuerst.", "Ende: Er wartet."):
            assert right in words

    def test_gaps_can_be_filled_and_say_what_there_is_to_choose(self, everything: Course) -> None:
        words = " ".join(" ".join(tree(page).itertext()) for page in pages(everything).values())
        assert "Die Frist beträgt [1: ______] Monate." in " ".join(words.split())
        assert "[2: Amt / Bauamt / Zollamt]" in " ".join(words.split())

    def test_notes_stand_at_the_end_of_the_chapter_that_cites_them(self, everything: Course) -> None:
        told = pages(everything)
        (first,) = [text for name, text in told.items() if name.startswith("01_00_")]
        assert [sup.text for sup in tree(first).iter("sup")] == ["[1]", "[1]", "[2]"]
        assert first.index("<h3>Anmerkungen</h3>") < first.index("<dt>[1]</dt>") < first.index("<dt>[2]</dt>")
        assert not [name for name, text in told.items() if "Anmerkungen" in text and text != first]

    def test_a_passage_says_when_it_holds(self, b3: Course) -> None:
        assert "<strong>Gilt ab 12.06.2026</strong>" in "".join(pages(b3).values())

    def test_every_row_of_a_rule_table_is_there_in_words(self, b3: Course) -> None:
        words = " ".join(" ".join(tree(text).itertext()) for name, text in pages(b3).items() if "_sub" in name)
        (table,) = b3.shared.rule_tables
        told = " ".join(words.replace("\u00a0", " ").split())
        for row in table.rows:
            assert row.situation in told
            assert row.decides in told
        assert told.count(table.disclaimer[:40]) == len(table.groups), "each page may be read alone"

    def test_trainer_notes_stay_out(self, everything: Course) -> None:
        told = archive(everything)
        assert all(SECRET.encode() not in told.read(name) for name in told.namelist())
        assert SECRET not in "".join(
            str(c.html) for c in book.chapters(everything.modules[0], everything.shared, folded=False)
        )

    @pytest.mark.parametrize("words", [HOSTILE, WORST])
    def test_hostile_words_stay_words(self, project: Path, words: str) -> None:
        quoted = words.replace("'", "''")
        edit(project / MODULE, "kurz: Ein kurzes Modul, an dem die Prüfungen erprobt werden.", f"kurz: '{quoted}'")
        edit(project / MODULE, "Das Telefon klingelt.", f"``{words}``")
        edit(project / MODULE, "Richtig. Der Titel erlaubt die Arbeit.", f"``{words}``")
        told = [tree(page) for page in pages(course_of(project)).values()]
        assert not [root for root in told if root.xpath("//script")]
        found = [" ".join("".join(node.itertext()).split()) for root in told for node in root.iter("p", "code")]
        assert found.count(" ".join(words.split())) >= 3

    def test_the_stylesheet_touches_nothing_but_our_own_text(self) -> None:
        rules = re.sub(r"/\*.*?\*/", "", book_stylesheet(), flags=re.S)
        selectors = [part.strip() for part in re.findall(r"([^{}]+)\{", rules)]
        assert selectors
        for selector in selectors:
            apart = re.sub(r"\([^()]*\)", "", selector)
            assert selector.startswith("@media") or all(one.strip().startswith(".integrif") for one in apart.split(","))


class TestForTheCleaner:
    """The same chapters where ``details`` would be taken away: solutions at the end of the page."""

    def test_only_elements_that_stay(self, each: Course) -> None:
        for name, root in unfolded(each):
            (body,) = root.iter("body")
            used = {str(element.tag) for element in body.iterdescendants() if isinstance(element.tag, str)}
            assert used <= KEPT_BY_THE_CLEANER, name
            assert not body.xpath(".//p[.//p or .//div or .//ul]"), name
            assert not body.xpath(".//dl/*[not(self::dt or self::dd)]"), name

    def test_no_solution_stands_beside_its_question(self, everything: Course) -> None:
        (step,) = [root for name, root in unfolded(everything) if name.startswith("01_00_")]
        words = "\n".join(line.strip() for line in step.itertext() if line.strip())
        asked, _, solved = words.partition("\nLösungen\n")
        assert "Richtig gerechnet." not in asked
        assert "Richtig gerechnet." in solved
        assert [heading.text for heading in step.iter("h4") if ": Lösung" in (heading.text or "")]
