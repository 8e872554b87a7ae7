"""Where a citation stands: at the letter, also in YAML, and wherever an author can write one."""

from __future__ import annotations

from pathlib import Path

from builder.model.citations import Kind, Where
from builder.model.course import Course
from builder.pipeline import load
from tests.checks.project import MODULE, clean_project, in_module
from tests.glossary import FILE, project_with_glossary
from tests.projects import edit


def course_of(project: Path) -> Course:
    course = load(project).course
    assert course is not None
    return course


def spots(project: Path, law: str) -> list[tuple[str, str]]:
    """Path and the text of the file from the place on, for every citation of a law."""
    found = []
    for mention in course_of(project).mentions:
        if mention.citation.law == law:
            line = (project / mention.place.path).read_text(encoding="utf-8").split("\n")[mention.place.line - 1]
            found.append((mention.place.path, line[mention.place.column - 1 :]))
    return found


def test_a_citation_in_yaml_stands_where_it_is_written(tmp_path: Path) -> None:
    project = clean_project(tmp_path / "projekt")
    table = "curriculum/regelwerke/probe.yml"
    folded = "schritt: >-\n      Öffnen Sie, ß und 🙂, dann\n      gilt § 7 Abs. 1\n      BBiG. Und dann § 8 BBiG."
    edit(project / table, "schritt: Antrag stellen und Beratung suchen.", folded)
    edit(project / table, "entscheidet: Ausländerbehörde", 'entscheidet: "Behörde nach „§ 9 BBiG“"')
    assert spots(project, "BBiG") == [
        (table, '§ 9 BBiG“"'),
        (table, "§ 7 Abs. 1"),
        (table, "§ 8 BBiG."),
    ]


def test_a_term_of_the_glossary_cites_where_it_is_written(tmp_path: Path) -> None:
    project = project_with_glossary(tmp_path)
    edit(project / FILE, 'normen: ["§ 13 Abs. 1 AsylG"]', 'normen: ["§ 13 Abs. 1 AsylG", "§ 7 BBiG und § 8 BBiG"]')
    edit(project / FILE, "wird geäußert.", "wird geäußert (§ 9 BBiG).")
    found = spots(project, "BBiG")
    assert found == [(FILE, "§ 9 BBiG).'"), (FILE, '§ 7 BBiG und § 8 BBiG"]'), (FILE, '§ 8 BBiG"]')]
    cited = {str(m.citation): m.where for m in course_of(project).mentions if m.citation.law == "BBiG"}
    assert set(cited.values()) == {Where(Kind.TERM, "stellung")}


def test_citations_of_a_picture_and_of_a_head_are_seen(tmp_path: Path) -> None:
    project = clean_project(tmp_path / "projekt")
    text, _ = in_module('![Ablauf nach § 7 BBiG](media/probe.svg "Siehe § 8 BBiG")')
    (project / MODULE).write_text(text, encoding="utf-8")
    edit(project / MODULE, "kurz:", "kurz: Nach § 9 BBiG,")
    cited = {str(mention.citation) for mention in course_of(project).mentions}
    assert {"§ 7 BBiG", "§ 8 BBiG", "§ 9 BBiG"} <= cited


def test_earlier_law_is_nothing_to_look_up(tmp_path: Path) -> None:
    project = clean_project(tmp_path / "projekt")
    text, _ = in_module("Heute § 7 BBiG, früher § 8 BBiG alte Fassung.")
    (project / MODULE).write_text(text, encoding="utf-8")
    cited = {str(mention.citation) for mention in course_of(project).mentions}
    assert "§ 7 BBiG" in cited
    assert "§ 8 BBiG" not in cited
