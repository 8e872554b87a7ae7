"""Procedures: the same steps on the page, in the package, on paper, in Word and in the drawing."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from lxml import etree, html

from builder.language import catalogue
from builder.model.blocks import Embed
from builder.model.course import Course
from builder.model.procedure import Procedure
from builder.pipeline import load
from builder.rendering import book, learner_sheets, procedure_sheets, scorm, word
from builder.rendering.html import BlockRenderer
from builder.rendering.links import reference_links
from builder.rendering.pages import PageRenderer
from builder.rendering.procedure_lanes import lanes_picture
from builder.rendering.procedure_page import procedure_files, procedure_page
from builder.rendering.procedures import procedure_tracks
from builder.rendering.search import search_index
from builder.rendering.slides import slides
from tests.checks.project import clean_project, in_module
from tests.procedures import add_procedure
from tests.rendering.pdf_text import read_aloud

TITLES = ["Antrag stellen", "Entscheidung", "Früherer Antrag", "Frühere Entscheidung"]
_ = catalogue("de").gettext


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    root = clean_project(tmp_path_factory.mktemp("ablauf") / "projekt")
    add_procedure(root)
    module = in_module("::: einbinden ablauf probe")[0]
    (root / "modules/x1-probe/modul.md").write_text(module, encoding="utf-8")
    loaded = load(root)
    assert loaded.course is not None
    assert loaded.findings == ()
    return loaded.course


@pytest.fixture(scope="module")
def procedure(course: Course) -> Procedure:
    (found,) = course.shared.procedures
    return found


def in_order(text: str) -> list[str]:
    """The titles of the steps as they come in a text."""
    found = sorted((text.index(title), title) for title in TITLES if title in text)
    return [title for _at, title in found]


def plain(text: str) -> str:
    return re.sub(r"[\s\xa0\xad]+", " ", text)


def test_page_and_package_show_every_step_in_its_order_with_all_that_belongs_to_it(
    course: Course, procedure: Procedure
) -> None:
    page = html.fromstring(str(procedure_page(procedure, course).body))
    package = next(f for f in scorm.render(course.modules[0], course.shared).files if f.path.endswith("scorm12.zip"))
    packed = html.fromstring(zipfile.ZipFile(BytesIO(package.data)).read("index.html"))
    for tree in (page, packed):
        steps = tree.xpath("//ol[@class='procedure-steps']/li")
        assert [step.findtext(".//strong") for step in steps] == TITLES
        assert [step.get("id") for step in steps] == [
            "schritt_neu_antrag",
            "schritt_neu_entscheidung",
            "schritt_alt_antrag",
            "schritt_alt_entscheidung",
        ]
        first = plain(steps[0].text_content())
        for words in (
            "Schutzsuchende Person",
            "Behörde <b>& Amt</b>",
            "Eingangsbestätigung",
            "Ohne Frist.",
            "Beim Ausfüllen",
        ):
            assert words in first
        assert not tree.xpath("//script[contains(., 'alert')]")
    assert [option.get("value") for option in page.iter("option")] == ["", "person", "behoerde"]
    assert page.xpath("//a[contains(@href, 'gesetze-im-internet')]")
    assert not packed.xpath("//ol[@class='procedure-steps']//a[contains(@href, 'gesetze-im-internet')]")


def test_within_a_module_a_step_opens_on_demand_and_on_its_own_page_all_is_open(
    course: Course, procedure: Procedure
) -> None:
    drawn = BlockRenderer(course.shared, reference_links(course.shared), course.modules[0].questions, "de")
    (embed,) = (block for block in course.modules[0].steps[0].blocks if isinstance(block, Embed))
    folded = html.fromstring(str(drawn.block(embed)))
    for step in folded.xpath("//ol[@class='procedure-steps']/li"):
        (opened,) = step.findall("details")
        assert [child.tag for child in opened] == ["summary", "p", "dl"]
        assert opened.get("data-open-on-paper") is not None
        assert plain(opened.findtext("summary/span")) in ("Schutzsuchende Person", "Behörde <b>& Amt</b>")
    page = html.fromstring(str(procedure_page(procedure, course).body))
    assert not page.xpath("//ol[@class='procedure-steps']//details")
    assert len(page.xpath("//ol[@class='procedure-steps']/li/dl")) == len(TITLES)


def test_a_learning_platform_gets_the_same_steps_in_tags_that_its_cleaner_leaves(
    course: Course, procedure: Procedure
) -> None:
    drawn = PageRenderer(course.modules[0], course.shared, "de").procedure(procedure)
    page = html.fragment_fromstring(str(drawn), create_parent="div")
    assert [strong.text for strong in page.iterfind(".//li/p/strong")] == TITLES
    assert {element.tag for element in page.iter()} <= {
        "div", "h3", "h4", "p", "a", "strong", "ol", "li", "dl", "dt", "dd",
    }  # fmt: skip
    first = plain(page.findall(".//li")[0].text_content())
    assert all(words in first for words in ("Behörde <b>& Amt</b>", "Eingangsbestätigung", "Beim Ausfüllen"))


def test_older_law_is_neither_compared_nor_linked_and_said_to_be_older(course: Course, procedure: Procedure) -> None:
    assert not [mention for mention in course.mentions if mention.citation.norm == "9999"]
    drawn = BlockRenderer(course.shared, reference_links(course.shared), (), "de").procedure(procedure)
    tree = html.fromstring(str(drawn))
    old = tree.xpath("//li[@id='schritt_alt_antrag']")[0]
    assert not old.xpath(".//a")
    assert "bis zum 11.06.2026" in plain(tree.text_content())


def test_paper_has_the_same_steps(course: Course, procedure: Procedure) -> None:
    sheets = {
        file.path: plain(read_aloud(file.data)) for file in procedure_sheets.render(procedure, course.shared).files
    }
    assert set(sheets) == {
        "ablauf-probe-liste.pdf",
        "ablauf-probe-poster-alt.pdf",
        "ablauf-probe-poster-neu.pdf",
    }
    assert in_order(sheets["ablauf-probe-liste.pdf"]) == TITLES
    assert in_order(sheets["ablauf-probe-poster-neu.pdf"]) == TITLES[:2]
    assert [title for title in TITLES[2:] if title in sheets["ablauf-probe-poster-alt.pdf"]] == TITLES[2:]
    made = {f.path.rpartition("-")[2]: f for f in learner_sheets.render(course.modules[0], course.shared).files}
    handout = plain(read_aloud(made["handout.pdf"].data))
    assert in_order(handout) == TITLES
    assert "Die Behörde entscheidet." in handout
    assert "Die Behörde entschied." not in handout, "of earlier law paper, deadline and norms alone"
    assert "§ 9999 Abs. 2 AsylG" in handout
    assert "Die Behörde entschied." in sheets["ablauf-probe-liste.pdf"]


def test_a_poster_tells_the_deadline_in_few_words_and_who_takes_part(course: Course, procedure: Procedure) -> None:
    (track, *_others) = procedure.tracks
    first, *more = track.steps
    brief = track.model_copy(update={"steps": (first.model_copy(update={"short_deadline": "Bald."}), *more)})
    for made, deadline in ((track, "Ohne Frist."), (brief, "Bald.")):
        changed = procedure.model_copy(update={"tracks": (made,)})
        ((_name, sheet),) = procedure_sheets.poster_sheets(changed, course.shared, "de")
        step = sheet["steps"][0]
        assert ("Frist", deadline, True) in step["facts"]
        assert (step["lane"], step["others"]) == (0, [1])
        assert plain(step["alt"]) == "1. Schutzsuchende Person. Auch beteiligt: Behörde <b>& Amt</b>."


def test_the_book_has_the_same_steps(course: Course) -> None:
    (zipped,) = book.render(course.modules[0], course.shared).files
    told = zipfile.ZipFile(BytesIO(zipped.data))
    chapter = next(text for name in told.namelist() if TITLES[2] in (text := told.read(name).decode(errors="ignore")))
    tree = html.fromstring(chapter)
    assert in_order(plain(tree.text_content())) == TITLES
    assert "Beim Ausfüllen helfen." in plain(tree.text_content())
    assert not tree.xpath("//a[contains(., '9999')]")


def test_slides_name_steps_and_hands_and_say_where_the_rest_stands(course: Course) -> None:
    shown = [slide for slide in slides(course.modules[0], course.shared, "de") if slide.title.startswith("Der ")]
    told = [line.text for slide in shown for line in slide.lines]
    assert in_order(" ".join(told)) == TITLES
    assert told[0].endswith("· Schutzsuchende Person")
    assert {slide.above.rpartition(" · ")[2] for slide in shown} == {
        "Papiere, Fristen und Normen stehen im Handout, Schritt 1."
    }


def test_word_has_the_same_steps(course: Course) -> None:
    handout = next(f for f in word.render(course.modules[0], course.shared).files if f.path.endswith("handout.docx"))
    document = zipfile.ZipFile(BytesIO(handout.data)).read("word/document.xml")
    text = plain(" ".join(etree.fromstring(document).itertext()))
    assert in_order(text) == TITLES


def test_the_drawing_has_a_lane_for_each_and_the_way_from_hand_to_hand(course: Course, procedure: Procedure) -> None:
    shown = procedure_tracks(procedure, course.shared)[0]
    tree = etree.fromstring(lanes_picture(shown, "Titel").encode())
    texts = [element.text for element in tree.iter("{*}text")]
    assert [text for text in texts if text in ("1", "2")] == ["1", "2"]
    assert "Schutzsuchende" in " ".join(filter(None, texts))
    assert [file.path for file in procedure_files(procedure, course.shared)] == [
        "ablauf/probe/neu.svg",
        "ablauf/probe/alt.svg",
    ]
    assert lanes_picture(shown, "Titel") == lanes_picture(shown, "Titel")
    first, second = (" ".join(row.itertext()) for row in tree.findall("{*}g[@id]"))
    assert "Lesart der Redaktion" in plain(second)
    assert "Lesart" not in first


def test_it_is_found_and_its_changes_concern_the_module(course: Course, procedure: Procedure) -> None:
    index = search_index(course, (), "de").data.decode()
    assert "ablauf/probe.html#schritt_neu_antrag" in index
    assert course.modules[0].uses(procedure)


def test_bytes_depend_on_content_alone(course: Course, procedure: Procedure) -> None:
    made = [procedure_sheets.render(procedure, course.shared) for _turn in range(2)]
    assert made[0] == made[1]
