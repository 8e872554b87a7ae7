"""What Typst gives up on is told with the author's file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builder.cli import run
from builder.model.course import Course
from builder.pipeline import load
from builder.rendering import learner_sheets, print_prose
from builder.rendering.handout import handout_tree
from builder.rendering.typesetting import NotSet, pdf
from tests.checks.project import MODULE, clean_project, in_module
from tests.everything import everything_project
from tests.projects import edit

BAD = "Dieser Satz lässt sich nicht setzen."
DAY = date(2026, 11, 20)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project with every kind of block."""
    return everything_project(tmp_path)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that makes a run of no kind that templates know, as a kind nobody drew yet would be."""
    whole = print_prose.ProseTree._children

    def children(self: print_prose.ProseTree, tokens: Any) -> list[dict[str, Any]]:
        runs = whole(self, tokens)
        return [{"t": "neu"} if run.get("v") == BAD else run for run in runs]

    monkeypatch.setattr(print_prose.ProseTree, "_children", children)


def line_of(project: Path, words: str) -> int:
    lines = (project / MODULE).read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if words in line)


def written(project: Path, text: str) -> Course:
    edit(project / MODULE, "::: frage zahl", f"{text}\n\n::: frage zahl")
    course = load(project).course
    assert course is not None
    return course


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize(
    "text",
    [BAD, f"> [!TIP]\n> {BAD}", f"::: vertiefung hauptamt\nErst das.\n\n> [!TIP]\n> {BAD}\n:::", f"- eins\n- {BAD}"],
)
def test_the_line_is_found_wherever_it_stands(project: Path, text: str) -> None:
    course = written(project, text)
    with pytest.raises(NotSet) as caught:
        learner_sheets.render(course.modules[0], course.shared, names=("handout",))
    assert caught.value.place == f"{MODULE}:{line_of(project, BAD)}"
    assert "neu" in caught.value.reason


@pytest.mark.usefixtures("broken")
def test_an_editor_reads_where_and_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = clean_project(tmp_path / "projekt")
    (project / MODULE).write_text(in_module(BAD)[0], encoding="utf-8")
    code = run(["build", "print", "--root", str(project), "--jobs", "1"])
    said = capsys.readouterr().err
    assert code == 3, said
    assert f"Was bei {MODULE}:{line_of(project, BAD)} steht, lässt sich nicht auf Papier setzen." in said
    assert "Schreiben Sie es anders" in said
    assert "Traceback" not in said
    assert not (project / "dist").exists()


def test_what_belongs_to_no_block_has_no_place(project: Path) -> None:
    course = load(project).course
    assert course is not None
    tree = handout_tree(course.modules[0], course.shared, "de") | {"title": ""}
    with pytest.raises(NotSet) as caught:
        pdf("handout", tree, course.modules[0].media, DAY)
    assert caught.value.place == ""
