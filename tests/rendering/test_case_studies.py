"""Case studies: the same rows on the page, in the package, in the book, on paper, in Word and on slides."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree, html

from builder.language import catalogue
from builder.law.review import open_reviews
from builder.model.case_study import CaseStudy, Criteria, Criterion
from builder.model.citations import Kind
from builder.model.course import Course
from builder.model.deadlines import review_deadlines
from builder.model.page import Piece
from builder.norms.confirm import target_of
from builder.pipeline import load
from builder.rendering import book, case_study_sheets, learner_sheets, scorm, slides, word
from builder.rendering.case_studies import criterion_words
from builder.rendering.case_study_page import case_studies_page, case_study_page, shared_norms
from builder.rendering.changes import documents
from builder.rendering.file_words import file_kinds, folder_of, kind_of
from builder.rendering.hand_page import HandPage
from builder.rendering.lookup import cited_laws
from builder.rendering.made_pages import made_pages
from builder.rendering.search import search_index
from builder.source import Place
from tests.case_studies import HOSTILE, NAMES, case_file, project_with_case_studies, said
from tests.checks.project import clean_project
from tests.rendering.pdf_text import read_aloud

ROOT = Path(__file__).parents[2]
_ = catalogue("de").gettext
SOLUTION = ("Gleich ist bei Dora D.", "auch für Dora D.", "Gelernt ist an Dora D.", "ruft Dora D. an", "umzieht?")
"""What is shown of Dora after comparing, in this order."""
WORDS = [*criterion_words(_).values()]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    loaded = load(project_with_case_studies(tmp_path_factory.mktemp("faelle") / "projekt"))
    assert loaded.course is not None
    assert loaded.findings == ()
    return loaded.course


@pytest.fixture(scope="module")
def dora(course: Course) -> CaseStudy:
    found = course.shared.case_study("dora")
    assert found
    return found


def plain(text: str) -> str:
    return re.sub(r"[\s\xa0\xad]+", " ", text)


def spoken(data: bytes) -> str:
    """The text of a PDF; a word that was divided at the end of a line is one."""
    return plain(re.sub(r"\xad\s*", "", read_aloud(data)))


def rows_of(table: html.HtmlElement) -> list[str]:
    """The words of the cells of a grid, row by row, whatever stands around them."""
    found = " ".join(plain(cell.text_content()) for cell in table.xpath(".//tbody//td"))
    return re.findall(r"(?:dora|karim) \w+ (?:in der Stadt|auf dem Land)\.", found)


def in_order(text: str, *wanted: str) -> list[str]:
    """Those of the wanted words that a text says, as they come."""
    return sorted((words for words in wanted if words in text), key=text.index)


def side_by_side() -> list[str]:
    """The rows of Dora and Karim as one reads them: criterion by criterion, case by case."""
    dora, karim = said("dora"), said("karim")
    return [line for at in range(0, len(dora), 2) for line in (*dora[at : at + 2], *karim[at : at + 2])]


def test_the_criteria_are_the_nine_in_their_order() -> None:
    keys = [field.alias or name for name, field in Criteria.model_fields.items()]
    assert keys == [criterion.value for criterion in Criterion]
    assert len(WORDS) == len(set(WORDS)) == 9


def test_the_page_of_a_case_shows_every_row_and_the_solution_only_when_asked(course: Course, dora: CaseStudy) -> None:
    page = case_study_page(dora, course)
    tree = html.fromstring(str(page.body))
    (table,) = tree.xpath("//div[contains(@class, 'criteria')]/table")
    assert rows_of(table) == said("dora")
    assert [plain(name.text or "").strip() for name in table.xpath(".//tbody//th")] == WORDS
    assert [row.get("id") for row in table.xpath(".//tbody/tr")] == [f"kriterium_{each.value}" for each in Criterion]
    assert set(table.xpath(".//td/@data-label")) == {"Stadt", "Land"}
    (folded,) = tree.xpath("//details")
    assert folded.get("open") is None
    inside = plain(folded.text_content())
    assert in_order(inside, *reversed(SOLUTION)) == list(SOLUTION)
    folded.getparent().remove(folded)
    outside = plain(tree.text_content())
    assert HOSTILE in outside
    assert in_order(outside, *SOLUTION) == []
    assert not tree.xpath("//script[contains(., 'alert')]")
    assert [entry.id for entry in page.entries] == [
        e for e in (entry.id for entry in page.entries) if tree.xpath(f"//*[@id='{e}']")
    ]
    assert tree.xpath("//a[contains(@href, 'gesetze-im-internet')]")
    assert tree.xpath("//a[contains(@href, '../module/x1-probe.html')]")


def test_module_package_and_book_have_the_same_rows(course: Course) -> None:
    module, shared = course.modules[0], course.shared
    site = dict(made_pages(course))["module/x1-probe"].body
    package = next(f for f in scorm.render(module, shared).files if f.path.endswith("scorm12.zip"))
    packed = zipfile.ZipFile(BytesIO(package.data)).read("index.html").decode()
    (zipped,) = book.render(module, shared).files
    told = zipfile.ZipFile(BytesIO(zipped.data))
    chapter = next(
        text for name in told.namelist() if "dora status" in (text := told.read(name).decode(errors="ignore"))
    )
    for text in (str(site), packed, chapter):
        tree = html.fromstring(text)
        tables = [table for table in tree.iter("table") if rows_of(table)]
        assert [rows_of(table) for table in tables] == [said("dora"), side_by_side()]
        folded = [plain(each.text_content()) for each in tree.iter("details") if "Gleich ist" in each.text_content()]
        assert ["Dora" in each for each in folded] == [True, True, False]
        assert in_order(folded[0], *reversed(SOLUTION)) == list(SOLUTION)
    assert not html.fromstring(packed).xpath("//section[@data-case-studies]//a")


def test_a_package_carries_their_look_only_where_it_shows_any(course: Course, real: Course) -> None:
    for module, shared, carried in ((course.modules[0], course.shared, True), (real.modules[0], real.shared, False)):
        package = next(f for f in scorm.render(module, shared).files if f.path.endswith("scorm12.zip"))
        opened = zipfile.ZipFile(BytesIO(package.data))
        assert ("data-case-studies" in opened.read("index.html").decode()) is carried
        assert (".criteria" in opened.read("style.css").decode()) is carried


def test_paper_has_the_same_rows_and_the_sheet_to_fill_in_has_none(course: Course, dora: CaseStudy) -> None:
    sheets = {f.path: spoken(f.data) for f in case_study_sheets.render(dora, course.shared).files}
    assert set(sheets) == {"fall-dora-auswertung.pdf", "fall-dora-bogen.pdf"}
    solved, blank = sheets["fall-dora-auswertung.pdf"], sheets["fall-dora-bogen.pdf"]
    assert in_order(solved, *reversed(said("dora"))) == said("dora")
    assert in_order(solved, *reversed(SOLUTION)) == list(SOLUTION)
    assert in_order(blank, *said("dora"), *SOLUTION) == []
    for sheet in (solved, blank):
        assert in_order(sheet[sheet.index("im Vergleich Kriterium") :], *reversed(WORDS)) == WORDS
        assert "Was ist bei Dora D. gleich?" in sheet
        assert HOSTILE in sheet


def test_the_handout_has_the_rows_and_keeps_the_solution_for_its_end(course: Course) -> None:
    made = {f.path.rpartition("-")[2]: f for f in learner_sheets.render(course.modules[0], course.shared).files}
    handout, key, work = (spoken(made[f"{name}.pdf"].data) for name in ("handout", "loesungen", "arbeitsblaetter"))
    assert in_order(handout, *reversed(said("dora"))) == said("dora")
    assert all(handout.count(words) == 2 for words in said("dora")), "alone, and beside Karim"
    assert all(handout.count(words) == 1 for words in said("karim"))
    assert handout.index("Lösungen") < handout.index(SOLUTION[0])
    assert in_order(key, *reversed(SOLUTION)) == list(SOLUTION)
    assert in_order(work, *said("dora"), *SOLUTION) == []
    assert "Im Vergleich: Dora D., Karim K." in work


def test_word_has_the_same_rows(course: Course) -> None:
    handout = next(f for f in word.render(course.modules[0], course.shared).files if f.path.endswith("handout.docx"))
    tree = etree.fromstring(zipfile.ZipFile(BytesIO(handout.data)).read("word/document.xml"))
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    tables = [plain(" ".join(table.itertext())) for table in tree.iter(f"{name}tbl")]
    alone, beside = [text for text in tables if "dora status" in text]
    assert in_order(alone, *reversed(said("dora"))) == said("dora")
    assert in_order(beside, *reversed(side_by_side())) == side_by_side()
    assert in_order(plain("".join(tree.itertext())), *reversed(SOLUTION)) == list(SOLUTION)


def test_slides_tell_the_case_and_name_the_criteria_but_not_the_solution(course: Course) -> None:
    shown = slides.slides(course.modules[0], course.shared, "de")
    text = plain(" ".join(line.text for slide in shown for line in (*slide.lines, *slide.beside)))
    assert in_order(text, *reversed(WORDS)) == WORDS
    assert "Dora D. wohnt auf dem Land." in text
    assert in_order(text, *SOLUTION) == []


def test_the_page_of_all_cases_leads_to_each_and_holds_a_column_for_each(course: Course) -> None:
    page = case_studies_page(course)
    assert page
    tree = html.fromstring(str(page.body))
    assert tree.xpath("//ul[contains(@class, 'case-cards')]//h2/a/@href") == [f"../fall/{name}.html" for name in NAMES]
    assert "Magdeburg" in tree.text_content()
    (table,) = tree.iter("table")
    for name in NAMES:
        cells = table.xpath(f".//tbody//td[@data-case='{name}']")
        assert len(cells) == 9
        assert [
            words for cell in cells for words in re.findall(rf"{name} \w+ [\w ]+\.", plain(cell.text_content()))
        ] == said(name)
    order = [tree.xpath(f"//*[@id='vergleich_{part}']")[0] for part in ("gleich", "verschieden", "grundsatz")]
    assert [element.sourceline for element in order] == sorted(element.sourceline for element in order)
    assert tree.xpath("//input/@value") == [*NAMES]
    assert tree.xpath("//section[@data-compare]")[0].get("hidden") is not None, "shown by the script that can compare"


def test_norms_that_several_cite_are_alike(course: Course) -> None:
    found = {norm.name: [case.id for case in norm.cases] for norm in shared_norms(course)}
    assert found == {"§ 13 AsylG": ["dora", "karim"], "§ 61 AsylG": [*NAMES]}


def test_it_is_found_cited_dated_and_offered_like_any_other_reference(course: Course, dora: CaseStudy) -> None:
    assert '"fall/dora.html"' in search_index(course, (), "de").data.decode()
    spots = [spot.address for law in cited_laws(course, _) for norm in law.norms for spot in norm.spots]
    assert {"fall/dora.html#kriterium_frist", "fall/dora.html#recht"} <= set(spots)
    page = html.fromstring(str(case_study_page(dora, course).body))
    assert page.xpath("//*[@id='recht']")
    assert course.modules[0].uses(dora)
    tala = course.shared.case_study("tala")
    assert tala
    assert not course.modules[0].uses(tala)
    (noted,) = [each for each in documents(course.modules, (dora,)) if each.key == "fall:dora"]
    assert noted.modules == ("x1",)
    assert "Fall dora" in [deadline.name for deadline in review_deadlines(course)]
    target = target_of(course, Kind.CASE_STUDY, "dora")
    assert target
    assert target.path == "curriculum/faelle/dora.yml"
    assert {"aktuell/fall-dora", "fall/dora", "nachschlagen/fallvergleich"} <= set(dict(made_pages(course)))
    kinds = file_kinds(_)
    assert kind_of("fall-dora-bogen.pdf", kinds).name == "Fall zum Ausfüllen"
    assert folder_of("print", "fall-dora-auswertung.pdf") == "leitung"
    assert folder_of("print", "fall-dora-bogen.pdf") == "teilnehmende"
    assert open_reviews(course) == ()


def test_its_change_notes_stand_among_all_changes(course: Course) -> None:
    told = HandPage(course, "", lambda href: href, "de").page([Piece("aenderungen", Place(""))]).body
    assert all(f"Erste Fassung von {name}." in told for name in NAMES)


def test_bytes_depend_on_content_alone(course: Course, dora: CaseStudy) -> None:
    made = [case_study_sheets.render(dora, course.shared) for _turn in range(2)]
    assert made[0] == made[1]


def test_everything_that_is_wrong_in_a_file_is_said_at_once(tmp_path: Path) -> None:
    root = clean_project(tmp_path / "projekt")
    (root / "curriculum/faelle").mkdir()
    broken = case_file("dora")
    for old, new in (
        ("  daten:\n", "  dateien:\n"),
        ("  engpass:\n", "  engpas:\n"),
        ("fragen:\n  - Was ist bei Dora D. gleich?\n", "fragen:\n"),
        ("gemeinsam: ", "gemeinsames: "),
    ):
        assert old in broken
        broken = broken.replace(old, new)
    lines = broken.split("\n")
    broken = "\n".join(line for line in lines if "id: land" not in line)
    (root / "curriculum/faelle/dora.yml").write_text(broken, encoding="utf-8")
    found = load(root).findings
    assert {finding.place.path for finding in found} == {"curriculum/faelle/dora.yml"}
    told = " ".join(f"{finding.message} {finding.hint}" for finding in found)
    for words in (
        "Liste „varianten“",
        "„dateien“",
        "Meinten Sie „engpass“?",
        "Liste „fragen“",
        "Meinten Sie „gemeinsam“?",
    ):
        assert words in told


def test_the_example_of_the_handbook_is_a_case_study(tmp_path: Path) -> None:
    page = (ROOT / "site" / "mitschreiben" / "faelle.md").read_text(encoding="utf-8")
    example = page.split("```yaml\n")[1].split("```")[0]
    root = clean_project(tmp_path / "projekt")
    (root / "curriculum/faelle").mkdir()
    (root / "curriculum/faelle/beispiel.yml").write_text(example, encoding="utf-8")
    loaded = load(root)
    assert loaded.findings == ()
    assert loaded.course
    assert loaded.course.shared.case_study("beispiel")
