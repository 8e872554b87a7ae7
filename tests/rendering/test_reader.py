"""The course reader: two modules with the same names for everything, one list of each kind of thing."""

from __future__ import annotations

from io import BytesIO

import page as validator
import pikepdf
import pytest

from builder.model.course import Course
from builder.model.glossary import Term
from builder.model.glossary_use import terms_of
from builder.pipeline import load
from builder.rendering import learner_sheets, reader
from tests.everything import everything_project
from tests.projects import edit
from tests.rendering.pdf_text import read_aloud
from tests.rendering.test_paper import FALSE_ALARM

GLOSSARY = """\
- id: duldung
  begriff: Duldung
  auch: [Aussetzung der Abschiebung]
  formen: [Duldungen]
  erklaerung: Die Abschiebung ist ausgesetzt, ein Aufenthaltsrecht ist das nicht.
  normen: [§ 60a AufenthG]
  uebersetzungen: {ar: {wort: إيقاف الترحيل, sprechweise: iqaf at-tarhil}}
  rechtsstand: 2026-11-20
- id: rundfunk
  begriff: Rundfunkbeitrag
  erklaerung: Das Wort steht in keinem Modul.
  rechtsstand: 2026-11-20
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course of two modules that call everything alike: questions, steps, notes, pictures."""
    root = everything_project(tmp_path_factory.mktemp("leser"))
    first, second = root / "modules" / "x1-probe", root / "modules" / "x2-probe"
    second.mkdir()
    (second / "media").mkdir()
    (second / "media" / "bild.svg").write_bytes((first / "media" / "bild.svg").read_bytes())
    (second / "modul.md").write_bytes((first / "modul.md").read_bytes())
    edit(second / "modul.md", "id: x1\n", "id: x2\n")
    (root / "curriculum" / "glossar.yml").write_text(GLOSSARY, encoding="utf-8")
    found = load(root).course
    assert found is not None
    assert len(found.bundles[0].modules) == 2
    return found


@pytest.fixture(scope="module")
def paper(course: Course) -> bytes:
    (file,) = reader.render(course.bundles[0], course.shared).files
    assert file.path == f"{course.bundles[0].file_name}-reader.pdf"
    return file.data


def outline(data: bytes) -> list[tuple[str, list[str]]]:
    with pikepdf.open(BytesIO(data)) as opened, opened.open_outline() as found:
        return [(item.title, [inner.title for inner in item.children]) for item in found.root]


def test_it_is_accessible_and_made_to_last(paper: bytes) -> None:
    assert validator.validate_pdf_bytes(paper, profile="ua1").is_compliant
    archive = validator.validate_pdf_bytes(paper, profile="2a")
    assert [failure.rule_id for failure in archive.failures if failure.rule_id != FALSE_ALARM] == []


def test_the_outline_has_the_modules_with_their_steps_then_what_they_share(course: Course, paper: bytes) -> None:
    found = outline(paper)
    titles = [module.meta.title for module in course.bundles[0].modules]
    assert [title for title, _ in found] == [*titles, "Glossar", "Normen", "Lösungen"]
    for module, (_, inner) in zip(course.modules, found[:2], strict=True):
        assert inner[: len(module.steps)] == [step.plain_title for step in module.steps]
    assert found[-1][1] == titles


def test_each_module_has_its_own_solutions_and_pictures(course: Course) -> None:
    tree = reader.reader_tree(course.bundles[0], course.shared, "de")
    scopes = [{answer.get("scope") for answer in module["answers"]} - {None} for module in tree["answers"]]
    assert scopes == [{"x1"}, {"x2"}]
    assert "media/x1/bild.svg" in repr(tree["modules"][0])
    assert "media/x2/bild.svg" in repr(tree["modules"][1])


def test_what_is_shared_stands_once(paper: bytes) -> None:
    text = " ".join(read_aloud(paper).split())
    assert text.count("ein Aufenthaltsrecht ist das nicht") == 1
    assert "Rundfunkbeitrag" not in text
    assert text.count("AufenthG (Aufenthaltsgesetz") == 1


def test_the_same_content_gives_the_same_bytes(course: Course, paper: bytes) -> None:
    assert reader.render(course.bundles[0], course.shared).files[0].data == paper


def test_the_glossary_of_a_module_holds_its_terms(course: Course) -> None:
    (file,) = learner_sheets.render(course.modules[0], course.shared, names=("glossar",)).files
    assert validator.validate_pdf_bytes(file.data, profile="ua1").is_compliant
    text = " ".join(read_aloud(file.data).split())
    assert "Aussetzung der Abschiebung" in text
    assert "iqaf at-tarhil" in text
    assert "Rundfunkbeitrag" not in text


def test_terms_are_whole_words(course: Course) -> None:
    def term(name: str, *forms: str) -> Term:
        return Term.model_validate({"id": "t", "begriff": name, "formen": list(forms), "erklaerung": "x"})

    (duldung,) = terms_of(course.modules, [term("Duldung")])
    assert duldung.name == "Duldung"
    assert terms_of(course.modules, [term("Duld")]) == ()
    assert terms_of(course.modules, [term("Unsinn", "Duldung")]) != ()
