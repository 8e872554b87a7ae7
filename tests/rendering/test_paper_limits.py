"""Paper holds whatever an author writes: empty, endless, deep inside one another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builder.model.course import Course
from builder.pipeline import load
from builder.rendering import handout
from builder.rendering.typesetting import pdf
from tests.checks.project import MODULE, clean_project, in_module
from tests.rendering.test_paper import DAY, RENDERERS, any_sheet, asked, paper_with

Tree = dict[str, Any]
WORDS: Tree = {"k": "paragraph", "c": [{"t": "text", "v": "Text."}]}


def course_with(tmp_path: Path, text: str) -> Course:
    """The clean project with this text in it."""
    project = clean_project(tmp_path / "projekt")
    (project / MODULE).write_text(in_module(text)[0], encoding="utf-8")
    course = load(project).course
    assert course is not None
    return course


def blocks_of(course: Course) -> list[Tree]:
    steps = handout.handout_tree(course.modules[0], course.shared, "de")["steps"]
    return [block for step in steps for block in step["blocks"]]


def printed(course: Course) -> list[bytes]:
    module = course.modules[0]
    return [file.data for made in RENDERERS for file in made.render(module, course.shared).files]


def sheet(*blocks: Tree) -> bytes:
    """A sheet with these blocks in its step."""
    step = {"number": 1, "count": 1, "title": WORDS["c"], "minutes": 1, "blocks": blocks}
    return pdf("handout", any_sheet() | paper_with("x") | {"steps": [step]}, (), DAY)


def nested(kind: str, depth: int) -> Tree:
    made = WORDS
    for level in range(depth):
        items = [WORDS, made]
        is_quote = kind == "quote" or (kind == "both" and level % 2)
        made = {"k": "quote", "body": items} if is_quote else {"k": "list", "start": level % 2, "items": [items]}
    return made


def test_a_table_may_have_a_head_and_nothing_else() -> None:
    assert sheet({"k": "table", "caption": [], "head": [WORDS["c"]], "repeat": True, "rows": [], "align": ["left"]})


@pytest.mark.parametrize("kind", ["list", "quote", "both"])
def test_lists_and_quotes_lie_twelve_deep_wherever_they_stand(kind: str) -> None:
    deep = nested(kind, 12)
    card = {"title": [], "body": [deep], "options": []}
    decision = {"k": "question", "number": 1, "kind": "branching", "critical": False, "stem": [deep], "cards": [card]}
    case = {"k": "case", "mode": "offen", "title": "x", "stages": [{"title": "norm", "lines": 0, "blocks": [decision]}]}
    note = {"k": "callout", "kind": "note", "body": [deep]}
    box = {"k": "deep_dive", "audience": "hauptamt", "body": [note]}
    assert sheet({"k": "timed", "from": "1.1.2026", "until": "", "body": [box, case]})


@pytest.mark.parametrize("letter", ["x", "\\*", "\\[", "Ж", "Жx "])
def test_no_word_is_too_long_for_the_file(letter: str, tmp_path: Path) -> None:
    word = letter * (18_000 // len(letter))
    text = (
        f"{word}\n\n### {word}\n\n`{word}`\n[{word[:3000]}](https://www.beispiel.org/{'x' * 9000})\n**{word}**\n\n"
        f"| {word} |\n|---|\n| {word} |\n\n> {word}"
    )
    assert all(data.startswith(b"%PDF") for data in printed(course_with(tmp_path, text)))


def test_a_heading_without_end_is_cut_and_says_so(tmp_path: Path) -> None:
    course = course_with(tmp_path, "### " + "Ж" * 19_000)
    blocks = blocks_of(course)
    assert [{"t": "text", "v": "Ж" * 5000 + " …"}] in [block["c"] for block in blocks if block["k"] == "heading"]


def test_a_case_without_a_title_is_called_by_its_mode(tmp_path: Path) -> None:
    course = course_with(
        tmp_path, "::: fall {stufe=offen}\n\n### Sachverhalt\n\nText.\n\n### Prüfung\n\nText.\n\n:::\n"
    )
    assert all(printed(course))
    titles = asked(
        course.modules[0],
        course,
        'query(heading.where(level: 2)).map(h => h.body.at("text", default: ""))',
    )
    assert titles.count("Ihr Fall") == 2


def test_an_address_without_end_is_read_but_cannot_be_followed(tmp_path: Path) -> None:
    course = course_with(
        tmp_path, f"[Seite](https://www.beispiel.org/{'x' * 3000}) und [kurz](https://www.beispiel.org/)"
    )
    kinds = [[run["t"] for run in block["c"]] for block in blocks_of(course) if block["k"] == "paragraph"]
    assert ["text", "text", "link", "text"] in kinds


def test_what_typst_gives_up_on_is_an_error_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        """As Rust's: no Exception, so that `except Exception` misses it."""

    def panic(*given: object, **named: object) -> None:
        raise PanicException("at the disco")

    monkeypatch.setattr("builder.paper.typst.compile_with_warnings", panic)
    with pytest.raises(RuntimeError, match="at the disco"):
        sheet(WORDS)
