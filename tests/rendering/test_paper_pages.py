"""What belongs together stays on one page, wherever on a page it begins; and no page stays half empty for it."""

from __future__ import annotations

import json
from typing import Any

import pytest
import typst

from builder.paper import fonts
from builder.rendering.assets import TEMPLATES
from tests.rendering.test_paper import any_sheet, paper_with

Tree = dict[str, Any]
LINES = range(44)
"""A page of text has 43 lines or so."""
FOOT_OF_PAGE = 297 - 24
QUERY = """{
  let at = it => (it.location().page(), it.location().position().y / 1mm)
  let spots = query(heading).map(it => (repr(it.body), ..at(it)))
  let lines = query(par).map(it => (repr(it.body), ..at(it)))
  let captions = query(figure.caption).map(it => (repr(it.body), ..at(it)))
  (spots + captions + lines + query(strong).map(it => (repr(it.body), ..at(it))))
}"""


def text(words: str) -> list[Tree]:
    return [{"t": "text", "v": words}]


def paragraph(words: str) -> Tree:
    return {"k": "paragraph", "c": text(words)}


def asked(question: str, more: Tree, **pictures: bytes) -> Any:
    """What Typst answers about a sheet."""
    files: dict[str, Any] = {path.name: path for path in (TEMPLATES / "print").glob("*.typ")}
    document = any_sheet() | paper_with("x") | {"goals": [], "key_questions": []} | more
    files |= {"main.typ": files["handout.typ"], "doc.json": json.dumps(document).encode()}
    files |= {f"media/{name}.svg": data for name, data in pictures.items()}
    return json.loads(typst.eval(files, question, root=TEMPLATES / "print", font_paths=fonts()))  # type: ignore[call-overload]


def spots(lines: int, *blocks: Tree, title: str = "Zweiter Schritt") -> dict[str, tuple[int, float]]:
    """Page and height (mm from above) of each word that begins with „@“, below this many lines of a second page."""
    filler = [paragraph(f"Zeile {number}") for number in range(lines)]
    steps = [
        {"number": 1, "count": 2, "title": text("Erster"), "minutes": 1, "blocks": filler},
        {"number": 2, "count": 2, "title": text(title), "minutes": 1, "blocks": blocks},
    ]
    found = asked(QUERY, {"steps": steps})
    marked = [(word.partition("@")[2][:3], page, height) for word, page, height in found if "@" in word]
    return {word: (page, height) for word, page, height in reversed(marked)}


@pytest.mark.parametrize("lines", LINES)
def test_a_step_begins_where_its_brief_begins(lines: int) -> None:
    found = spots(lines, {"k": "brief", "body": [paragraph("@eins " + "Kurz gesagt. " * 40)]}, title="@tit")
    assert found["tit"][0] == found["ein"][0]


@pytest.mark.parametrize("lines", LINES)
def test_a_heading_stays_with_what_it_is_about(lines: int) -> None:
    heading = {"k": "heading", "level": 3, "c": text("@titel")}
    note = {"k": "callout", "kind": "note", "body": [paragraph("@not " + "Hinweis. " * 40)]}
    found = spots(lines, heading, note)
    assert found["tit"][0] == found["not"][0]


@pytest.mark.parametrize("lines", LINES)
def test_a_caption_stays_with_its_table_and_a_row_is_not_torn(lines: int) -> None:
    first, last = [{"t": "strong", "c": text("@ers")}], [{"t": "strong", "c": text("@let")}]
    cell = [*first, *text(" viele Worte " * 30), *last]
    table = {
        "k": "table",
        "caption": text("@cap"),
        "head": [text("a"), text("b")],
        "repeat": True,
        "align": ["left"] * 2,
    }
    found = spots(lines, table | {"rows": [[cell, text("x")], [text("y"), text("z")]]})
    assert found["cap"][0] == found["ers"][0] == found["let"][0]


@pytest.mark.parametrize("lines", LINES)
def test_a_list_stays_with_the_line_that_leads_to_it(lines: int) -> None:
    item = {"k": "paragraph", "c": [{"t": "strong", "c": text("@ers")}, *text(" viele Worte" * 30)]}
    listed = {"k": "list", "start": 0, "items": [[item]]}
    found = spots(lines, paragraph("@vor: dies"), listed)
    assert found["vor"][0] == found["ers"][0]


@pytest.mark.parametrize("lines", LINES)
def test_an_answer_of_the_key_is_not_torn(lines: int) -> None:
    before = {"title": "Übung", "body": [paragraph(f"Zeile {number}") for number in range(lines)]}
    words = [*text("Warum das so ist. " * 30), {"t": "strong", "c": text("@ende")}]
    row = {"mark": "a", "text": [{"t": "strong", "c": text("@los")}], "verdict": "right", "why": words}
    found = asked(QUERY, {"answers": [before, {"number": 1, "rows": [row], "body": []}]})
    pages = [page for word, page, _ in found if "@los" in word or "@ende" in word]
    assert len(set(pages)) == 1


@pytest.mark.parametrize("lines", LINES)
@pytest.mark.parametrize("options", [3, 40])
def test_a_question_leaves_no_page_half_empty(lines: int, options: int) -> None:
    question = {"k": "question", "number": 1, "kind": "single_choice", "critical": False, "stem": [paragraph("@stem")]}
    found = spots(lines, paragraph("@vor"), question | {"options": [text("Antwort")] * options})
    (page, height), (begun, _) = found["vor"], found["ste"]
    assert begun == page or FOOT_OF_PAGE - height < 110


@pytest.mark.parametrize(
    ("width", "height", "drawn"), [(100, 100, 26.5), (4000, 100, 158), (100, 2000, 9.3), (4000, 8000, 93)]
)
def test_a_picture_is_as_large_as_it_is_and_never_larger_than_its_share(width: int, height: int, drawn: float) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><path d="M0 0h9"/></svg>'
    figure = {"k": "figure", "source": "media/bild.svg", "alt": "Bild", "caption": "Bild", "description": []}
    steps = [{"number": 1, "count": 1, "title": text("Schritt"), "minutes": 1, "blocks": [figure]}]
    (shown,) = asked("query(image).map(it => it.width / 1mm)", {"steps": steps, "qr": ""}, bild=drawing.encode())
    assert shown == pytest.approx(drawn, abs=0.1)


def test_who_answers_for_the_sheet_stands_on_its_first_page() -> None:
    sheet = {"sources": ["Quelle " * 9] * 80, "about": ["@Verantwortlich: Fachredaktion", "Keine Beratung"]}
    found = asked(QUERY, sheet)
    assert [page for word, page, _ in found if "Fachredaktion" in word] == [1]
