"""One table, many faces: the row that is right in a question is the row that stands in the table, wherever it is shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lxml import etree, html

from builder.model.answer_key import LETTERS
from builder.model.course import Course
from builder.model.questions import RowChoice, is_scored
from builder.model.rule_table import RuleRow, RuleTable, Verdict
from builder.rendering import handout, moodle, scorm
from builder.rendering.site import module_files, module_page
from tests.packages import package_of
from tests.rendering.gift_reader import read_gift, read_words

ROOT = Path(__file__).parents[2]
GERMAN = {
    Verdict.VERBOTEN: "verboten",
    Verdict.ERMESSEN: "Ermessen",
    Verdict.REGELFALL: "Regelfall (soll)",
    Verdict.ANSPRUCH: "Anspruch (ist zu)",
    Verdict.FREI: "ohne Erlaubnis",
    Verdict.PRUEFEN: "Einzelfall prüfen lassen",
}


def asked(b3: Course) -> list[tuple[RowChoice, RuleTable, RuleRow]]:
    """Every question about a row in the real modules, with the row its case leads to."""
    found = []
    for question in (question for module in b3.modules for question in module.questions):
        if isinstance(question, RowChoice):
            table = b3.shared.rule_table(question.table)
            named = table.row(question.row) if table else None
            assert table is not None
            assert named is not None
            (row,) = table.matching(named.example.values)
            assert row.id == question.row
            found.append((question, table, row))
    return found


def plain(words: str) -> str:
    """Words without what setting them adds."""
    return " ".join(words.replace("\u00a0", " ").split())


def says(words: str, row: RuleRow) -> bool:
    """Whether an answer shows a row: what is the case, and what follows."""
    parts = f"{row.situation} – {row.time}: {GERMAN[row.verdict]}"
    return plain(parts) in plain(words)


def test_each_question_asks_for_another_outcome(b3: Course) -> None:
    outcomes = [row.verdict for _, _, row in asked(b3)]
    assert outcomes == [Verdict.VERBOTEN, Verdict.ANSPRUCH]
    assert all(is_scored(question) for question, _, _ in asked(b3))


def check_page(page: html.HtmlElement, b3: Course) -> None:
    """The right answer of the form, its reason, and the row in the table on the same page."""
    for question, table, row in asked(b3):
        form = page.get_element_by_id(question.id)
        data = json.loads(form.find_class("question-data")[0].text)
        assert (data["kind"], data["scored"], data["points"]) == ("single_choice", True, 1)
        (letter,) = data["right"]
        labels = {
            option.get("data-letter"): option.find(".//label").text_content() for option in form.find_class("option")
        }
        assert says(labels[letter], row)
        assert not any(says(words, row) for other, words in labels.items() if other != letter)
        (reason,) = form.xpath(f".//div[@class='reason'][@data-letter='{letter}']/dd")
        line = page.get_element_by_id(f"zeile_{row.id}")
        shown = plain(line.text_content())
        assert plain(row.example.text) in plain(form.text_content())
        assert page.get_element_by_id(f"regelwerk_{table.id}") in line.iterancestors()
        for words in (row.situation, row.time, GERMAN[row.verdict], row.decides, row.next_step, *row.norms):
            assert plain(words) in shown
        for words in (row.decides, row.next_step, *row.norms):
            assert plain(words) in plain(reason.text_content())


def test_the_site_shows_the_row_of_the_table(b3: Course) -> None:
    module = b3.modules[0]
    check_page(html.fragment_fromstring(module_page(module, b3.shared).body, create_parent="div"), b3)


def test_the_package_shows_the_row_of_the_table(b3: Course) -> None:
    archive = package_of(scorm.render(b3.modules[0], b3.shared))
    check_page(html.document_fromstring(archive.read("index.html").decode()), b3)


def test_the_printed_sheet_shows_the_row_of_the_table(b3: Course) -> None:
    tree = handout.handout_tree(b3.modules[0], b3.shared, "de")
    printed = {
        line["id"]: line for rules in found(tree, "rules") for group in rules["groups"] for line in group["rows"]
    }
    numbers = {question.id: n for n, question in enumerate(b3.modules[0].questions, start=1)}
    sheets = {question["number"]: question for question in found(tree, "question")}
    keys = {key["number"]: key for key in tree["answers"] if "number" in key}
    for question, _, row in asked(b3):
        line, number = printed[row.id], numbers[question.id]
        assert [plain(line[key]) for key in ("situation", "time")] == [plain(row.situation), plain(row.time)]
        assert line["verdict"] == row.verdict.value
        (key,) = (key for key in keys[number]["rows"] if key["verdict"] == "right")
        assert says(words_of(key["text"]), row)
        assert says(words_of(sheets[number]["options"][LETTERS.index(key["mark"])]), row)
        assert all(plain(norm) in plain(words_of(key["why"])) for norm in row.norms)


def test_the_question_bank_has_the_row_as_its_right_answer(b3: Course) -> None:
    gift, quiz = (file.data for file in moodle.render(b3.modules[0], b3.shared).files)
    elements = {element.findtext("idnumber"): element for element in etree.fromstring(quiz)}
    readable = read_gift(gift)
    for question, _, row in asked(b3):
        (right_there,) = (answer for answer in readable[f"b3_{question.id}"].answers if answer.share == 100)
        assert says(read_words(right_there.text), row)
        element = elements[f"b3_{question.id}"]
        assert (element.get("type"), element.findtext("single")) == ("multichoice", "true")
        assert element.findtext("defaultgrade") == "1"
        shares = {
            html.fromstring(answer.findtext("text")).text_content(): answer.get("fraction")
            for answer in element.iter("answer")
        }
        assert [says(words, row) for words, share in shares.items() if share == "100"] == [True]
        assert sorted(shares.values()) == ["0", "0", "0", "100"]


def test_the_question_comes_back_for_review(b3: Course) -> None:
    module = b3.modules[0]
    (script,) = (file for file in module_files(module, b3.shared) if file.path.endswith(".js"))
    forms = json.loads(script.data.decode().split(" = ", 1)[1].rstrip(";\n"))
    assert {question.id for question, _, _ in asked(b3)} <= set(forms)


def found(tree: Any, kind: str) -> list[dict[str, Any]]:
    """The blocks of a kind anywhere in a sheet."""
    inner = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    here = [tree] if isinstance(tree, dict) and tree.get("k") == kind else []
    return [*here, *(block for part in inner for block in found(part, kind))]


def words_of(runs: list[dict[str, Any]]) -> str:
    """The letters of runs."""
    return "".join(run.get("v", " ") if "c" not in run else words_of(run["c"]) for run in runs)
