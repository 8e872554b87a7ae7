"""Every sheet for learners: what is on it, what must not be, and how it is cut."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from builder.model.blocks import Case, Figure, Task, walk
from builder.model.course import Course
from builder.model.questions import Branching, SingleChoice, feedback_of
from builder.rendering import learner_sheets
from builder.rendering.cards import case_cards_tree
from builder.rendering.typesetting import pdf
from tests.rendering.pdf_text import pages_of, read_aloud
from tests.rendering.test_paper import tags

A4 = (595, 842)


def sheet(course: Course, name: str) -> bytes:
    (file,) = learner_sheets.render(course.modules[0], course.shared, names=(name,)).files
    assert file.path == f"{course.modules[0].file_name}-{name}.pdf"
    return file.data


def words(data: bytes) -> str:
    """Without what divides a word at the end of a line: drawn by itself, it is read as nothing (``/ActualText``)."""
    return bare(read_aloud(data).replace("\n-\n", ""))


def bare(text: str) -> str:
    return re.sub(r"[\s\xad]", "", text)


def titles(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as opened, opened.open_outline() as outline:
        return [item.title for item in outline.root]


def test_worksheets_ask_everything_and_answer_nothing(each: Course) -> None:
    text = words(sheet(each, "arbeitsblaetter"))
    module = each.modules[0]
    for question in module.questions:
        assert bare(question.stem.plain) in text
        assert not [said.plain for said in feedback_of(question) if len(said.plain) > 40 and bare(said.plain) in text]
    for block in walk(tuple(block for step in module.steps for block in step.blocks)):
        if isinstance(block, Task):
            assert not [
                part
                for part in block.solution
                if len(bare(getattr(part, "plain", ""))) > 40 and bare(part.plain) in text
            ]


def test_the_key_says_of_every_answer_why(each: Course) -> None:
    text = words(sheet(each, "loesungen"))
    for question in each.modules[0].questions:
        assert bare(question.stem.plain) in text
        for said in feedback_of(question):
            assert bare(said.plain) in text


def test_the_handout_says_why_of_every_answer_and_repeats_the_right_ones_only(b3: Course) -> None:
    text = words(sheet(b3, "handout"))
    _asked, key = text.rsplit(bare("Lösungen"), 1)
    for question in b3.modules[0].questions:
        for said in feedback_of(question):
            assert bare(said.plain) in key
        if isinstance(question, SingleChoice):
            for option in question.options:
                assert (bare(option.text.plain) in key) == option.correct


def test_numbers_are_the_same_on_every_sheet(b3: Course) -> None:
    number = re.compile(r"(?:Frage|Übung)\s(\d+)$", re.MULTILINE)
    names = ("handout", "arbeitsblaetter", "loesungen")
    found = {name: set(number.findall(read_aloud(sheet(b3, name)))) for name in names}
    assert found["arbeitsblaetter"] == found["loesungen"] == found["handout"]
    assert len(found["handout"]) == len(b3.modules[0].questions)


def test_four_cards_to_a_sheet_and_each_says_what_it_is(b3: Course) -> None:
    data = sheet(b3, "fallkarten")
    module = b3.modules[0]
    cases = [block for step in module.steps for block in walk(step.blocks) if isinstance(block, Case)]
    assert [title.replace("\xa0", " ") for title in titles(data)] == [case.title.replace("\xa0", " ") for case in cases]
    with pikepdf.open(BytesIO(data)) as opened:
        assert len(opened.pages) == -(-len(cases) // 4)
        assert [round(float(side)) for side in opened.pages[0].mediabox[2:]] == list(A4)
    assert "".join(pages_of(data)).count(f"Version {module.meta.version}") == len(cases)


def test_a_card_tells_the_facts_and_not_the_solution(b3: Course) -> None:
    text = words(sheet(b3, "fallkarten"))
    for step in b3.modules[0].steps:
        for case in (block for block in walk(step.blocks) if isinstance(block, Case)):
            for stage in case.stages[2:]:
                assert bare(stage.kind.value) in text
    assert "Anspruch" not in text


def test_a_long_case_goes_on_on_another_card(everything: Course) -> None:
    module, shared = everything.modules[0], everything.shared
    tree = case_cards_tree(module, shared, "de")
    assert tree is not None
    paragraph = {"k": "paragraph", "c": [{"t": "text", "v": "Ein Satz, der auf einer Karte Platz braucht. " * 8}]}
    tree["cards"] = [tree["cards"][0] | {"title": "Lang", "body": [paragraph] * 12}]

    text = words(pdf("cards", tree, module.media, module.meta.reviewed_on))
    assert text.count("Platzbraucht.") == 96
    assert "(Fortsetzung)" in text


def test_every_situation_of_a_decision_is_a_card(everything: Course) -> None:
    asked = [question for question in everything.modules[0].questions if isinstance(question, Branching)]
    data = sheet(everything, "rollenkarten")
    assert len(titles(data)) == sum(len(question.situations) for question in asked)
    assert "weitermitKarte2" in words(data)


def test_a_module_without_cases_and_questions_has_a_handout_and_slides_and_nothing_empty(b3: Course) -> None:
    module = replace(b3.modules[0], steps=tuple(replace(step, blocks=step.blocks[:1]) for step in b3.modules[0].steps))
    made = learner_sheets.render(module, replace(b3.shared, glossary=())).files
    assert [file.path.removeprefix(f"{module.file_name}-") for file in made] == [
        "folien.pdf",
        "handout-grossdruck.pdf",
        "handout.pdf",
    ]


def sizes(data: bytes) -> set[float]:
    """Every size of letters in a PDF, as the content streams set them."""
    found = set()
    with pikepdf.open(BytesIO(data)) as opened:
        for page in opened.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    found.add(round(float(operands[1]), 1))
    return found


@pytest.mark.parametrize("name", ["handout-grossdruck", "fallkarten-grossdruck"])
def test_large_print_has_no_small_letters(b3: Course, name: str) -> None:
    """Pictures aside, which are drawn as large as there is room."""
    module = b3.modules[0]
    steps = (replace(step, blocks=tuple(b for b in step.blocks if not isinstance(b, Figure))) for step in module.steps)
    (file,) = learner_sheets.render(replace(module, steps=tuple(steps)), b3.shared, names=(name,)).files
    data = file.data
    assert min(sizes(data)) >= 14
    assert 16 in sizes(data)
    with pikepdf.open(BytesIO(data)) as opened:
        fonts = {str(font.BaseFont) for page in opened.pages for font in page.resources.Font.values()}
    assert any("AtkinsonHyperlegible" in font for font in fonts)
    assert not any("SourceSans3" in font for font in fonts)


def test_below_an_exercise_are_the_lines_its_author_wants(everything: Course) -> None:
    module = everything.modules[0]

    def room(lines: int) -> int:
        task = Task("u_a", 5, (), (), module.steps[0].place, lines)
        alone = replace(module, steps=(replace(module.steps[0], blocks=(task,)),))
        return tags(sheet(replace(everything, modules=(alone,)), "arbeitsblaetter")).count("Figure")

    assert room(3) == room(0) + 1
