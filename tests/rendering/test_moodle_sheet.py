"""The settings sheet: page and paper say the same, of this very package, in words that Moodle's screens have."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import page as validator
from lxml import html

from builder.model.base import Completion
from builder.model.course import Bundle, Course, Shared
from builder.model.module import Module
from builder.model.questions import Branching, OpenQuestion
from builder.pipeline import load
from builder.rendering import scorm
from builder.rendering.assets import asset
from builder.rendering.moodle_package import LONGEST_BEGINNING, UNKNOWN, Subject, beginning
from builder.rendering.moodle_sheet import settings_sheet, settings_tree
from builder.rendering.moodle_words import TERMS
from tests.rendering.conftest import alone
from tests.rendering.pdf_text import pages_of
from tests.rendering.rule_paper import packed
from tests.rendering.test_paper import FALSE_ALARM, ROOT, addressed, tags

HOSTILE = '#eval("1") $x$ *Stern* </style><script>alert(1)</script> & %(done)s {{ 7*7 }} „a“ <b>'
NEWS = ("Ergänzende Änderung: Eine Frage ist neu.", "Spielen Sie das Paket in dieselbe Aktivität ein.")
Tree = dict[str, Any]


@cache
def real() -> Course:
    """The course of this repository."""
    course = load(ROOT).course
    assert course is not None
    return course


def several() -> Bundle:
    """A course of three modules, each with a rule of its own."""
    module = real().module("b3")
    assert module is not None
    other = renamed(module, "b4", title="Ausbildung und Bleiben", completion=Completion.BEARBEITET)
    third = replace(renamed(module, "b5", title="Ohne Fragen"), steps=())
    return replace(alone(real(), "b3").bundles[0], modules=(module, other, third))


def renamed(module: Module, name: str, **values: object) -> Module:
    return replace(module, meta=module.meta.model_copy(update={"id": name, **values}))


def subjects(everything: Course) -> Iterator[tuple[Subject, Shared]]:
    """Every kind of package, for a site that stands somewhere and for one that does not yet."""
    for shared in (real().shared, addressed(real().shared)):
        yield from ((subject, shared) for subject in (*real().modules, *real().bundles, several()))
    yield everything.modules[0], everything.shared


def with_defaults(shared: Shared, **values: object) -> Shared:
    defaults = shared.curriculum.defaults.model_copy(update=values)
    return replace(shared, curriculum=shared.curriculum.model_copy(update={"defaults": defaults}))


def words(runs: list[Tree]) -> str:
    """The runs as they are read."""
    shown = {"term": "{v} {en}", "quoted": "{v} ({en})"}
    return "".join(shown.get(run["t"], "{v}").format(**run) if run.get("en") else run["v"] for run in runs)


def texts(tree: Tree) -> Iterator[str]:
    """All that the sheet says, piece by piece and in order."""
    yield from (tree["course"], tree["title"], tree["summary"])
    yield from (text for fact in tree["facts"] for text in fact)
    yield from (tree["lead"]["title"], words(tree["lead"]["c"]))
    for section in tree["sections"]:
        yield section["title"]
        yield from (text for block in section["blocks"] for text in block_texts(block))


def block_texts(block: Tree) -> Iterator[str]:
    match block["k"]:
        case "paragraph" | "label":
            yield words(block["c"])
        case "list" | "notes":
            yield from map(words, block["items"])
        case "table":
            yield from block["head"]
            for group in block["groups"]:
                yield from [words(group["name"])] if group["name"] else []
                yield from (words(cell) for row in group["rows"] for cell in row if cell)


def rows(tree: Tree, name: str) -> list[list[str]]:
    """The rows of a table, as they are read."""
    tables = [block for section in tree["sections"] for block in section["blocks"] if block.get("name") == name]
    return [[words(cell) for cell in row] for table in tables for group in table["groups"] for row in group["rows"]]


def on_page(data: bytes) -> html.HtmlElement:
    return html.document_fromstring(data.decode())


def said_in_order(pieces: Iterator[str], text: str) -> list[str]:
    """The pieces that do not follow one another in a text; a hyphen may be one that only divides a word."""
    missing, at, whole = [], 0, packed(text).replace("-", "")
    for piece in pieces:
        found = whole.find(packed(piece).replace("-", ""), at)
        missing += [piece] if found < 0 else []
        at = max(at, found)
    return missing


def test_page_and_paper_say_all_of_it_in_one_order(everything: Course) -> None:
    for subject, shared in subjects(everything):
        page, paper = settings_sheet(subject, shared, news=NEWS)
        tree = settings_tree(subject, shared, "de", NEWS)
        assert said_in_order(texts(tree), on_page(page.data).body.text_content()) == []
        assert said_in_order(texts(tree), "".join(pages_of(paper.data))) == []


def test_page_and_paper_have_the_same_tables(everything: Course) -> None:
    for subject, shared in subjects(everything):
        page, paper = settings_sheet(subject, shared)
        drawn, found = on_page(page.data), tags(paper.data)
        assert len(drawn.findall(".//table")) == found.count("Table")
        assert len(drawn.findall(".//tr")) == found.count("TR")
        assert len(drawn.findall(".//section/ol/li")) + len(drawn.findall(".//section/ul[@class!='notes']/li")) + len(
            drawn.xpath(".//section/ul[not(@class)]/li")
        ) == found.count("LI")


def test_paper_is_accessible_and_made_to_last(everything: Course) -> None:
    for subject, shared in subjects(everything):
        for language in ("de", "en"):
            data = settings_sheet(subject, shared, language, NEWS)[1].data
            assert validator.validate_pdf_bytes(data, profile="ua1").failures == []
            archive = validator.validate_pdf_bytes(data, profile="2a")
            assert [f.rule_id for f in archive.failures if f.rule_id != FALSE_ALARM] == []


def test_a_module_fits_on_one_sheet_of_paper_and_a_course_but_for_the_list_of_its_questions() -> None:
    for shared in (real().shared, addressed(real().shared)):
        for module in real().modules:
            assert len(pages_of(settings_sheet(module, shared)[1].data)) == 2
        for bundle in real().bundles:
            _front, back, *_rest = pages_of(settings_sheet(bundle, shared)[1].data)
            assert "Die Fragen im Bericht\n" in back.partition("\n")[2]


def test_the_page_asks_for_nothing_and_runs_nothing(everything: Course) -> None:
    for subject, shared in subjects(everything):
        data = settings_sheet(subject, shared)[0].data.decode()
        drawn = on_page(data.encode())
        assert drawn.xpath("//script | //link | //img | //iframe | //object | //form | //@src | //@style") == []
        assert not re.search(r"url\(|@import", data)
        assert "default-src 'none'" in drawn.xpath("string(//meta[@http-equiv]/@content)")
        addresses = {str(address) for address in drawn.xpath("//@href")}
        ids = {f"#{name}" for name in drawn.xpath("//@id")}
        assert {
            address for address in addresses - ids if not address.startswith("https://lernpaket.beispiel.org/")
        } == set()


def test_languages_are_marked() -> None:
    drawn = on_page(settings_sheet(real().module("b3"), real().shared)[0].data)
    assert drawn.get("lang") == "de"
    english = {element.text_content() for element in drawn.xpath("//*[@lang='en']")}
    assert {"Display package", "Save and display", "Completed"} <= english
    assert english <= {english for english, _ in TERMS.values()} | {"Width, Height"}


def test_equal_content_gives_equal_bytes_on_another_machine() -> None:
    here = [hashlib.sha256(file.data).hexdigest() for file in settings_sheet(real().module("b3"), real().shared)]
    code = (
        "import hashlib; from pathlib import Path; from builder.pipeline import load\n"
        "from builder.rendering.moodle_sheet import settings_sheet\n"
        f"c = load(Path({str(ROOT)!r})).course\n"
        "for f in settings_sheet(c.module('b3'), c.shared): print(hashlib.sha256(f.data).hexdigest())"
    )
    elsewhere = {**os.environ, "TZ": "Pacific/Auckland", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=elsewhere, cwd=ROOT
    )
    assert done.stdout.split() == here


def test_its_files_are_called_as_the_package_beside_them() -> None:
    module = real().module("b3")
    _, _, package, _ = scorm.render(module, real().shared).files
    stem = package.path.removesuffix("-scorm12.zip")
    assert [file.path for file in settings_sheet(module, real().shared)] == [
        f"{stem}-moodle.html",
        f"{stem}-moodle.pdf",
    ]
    named = [name for name, _ in rows(settings_tree(module, real().shared, "de"), "files")]
    assert named == [f"{stem}-scorm12.zip", f"{stem}-scorm2004.zip", f"{stem}-moodle.html"]
    bundle = settings_sheet(alone(real(), "b3").bundles[0], real().shared)
    assert [file.path for file in bundle] == ["kurs-b-2026.1-moodle.html", "kurs-b-2026.1-moodle.pdf"]


def test_what_an_author_wrote_arrives_letter_by_letter() -> None:
    module = renamed(real().module("b3"), "b3", title=HOSTILE)
    bundle = replace(several(), title=HOSTILE, modules=(module, *several().modules[1:]))
    for subject in (module, bundle):
        page, paper = settings_sheet(subject, addressed(real().shared), news=[HOSTILE])
        assert on_page(page.data).findtext(".//h1") == HOSTILE
        assert on_page(page.data).xpath("//script") == []
        assert HOSTILE in on_page(page.data).xpath("string(//section[@id='news'])")
        assert packed("".join(pages_of(paper.data))).count(packed(HOSTILE)) >= 2


def test_long_names_leave_room_for_tasks() -> None:
    module = renamed(real().module("b3"), "b" * 60, title="Unterhaltsvorschussrückforderung " * 300)
    for subject in (module, replace(several(), modules=(module, *several().modules[1:]))):
        page, paper = settings_sheet(subject, real().shared)
        tree = settings_tree(subject, real().shared, "de")
        assert said_in_order(texts(tree), on_page(page.data).body.text_content()) == []
        assert said_in_order(texts(tree), "".join(pages_of(paper.data))) == []


def all_points(module: Module) -> int:
    """What everything right is worth."""
    return sum(question.points for question in module.questions if not isinstance(question, OpenQuestion))


def conditions(subject: Subject, shared: Shared) -> list[str]:
    """When the package counts as done, in the words of the sheet."""
    (rule,) = [part for part in settings_tree(subject, shared, "de")["sections"] if part["name"] == "rule"]
    return [text for block in rule["blocks"] for text in block_texts(block)]


def test_the_rule_is_that_of_this_very_package() -> None:
    module, shared = real().module("b3"), real().shared
    counted = len([question for question in module.questions if not isinstance(question, OpenQuestion)])
    assert conditions(module, shared)[1:] == [
        f"Alle Fragen, die zählen, sind beantwortet ({counted}); je Frage zählt der beste Versuch.",
        f"Mindestens 80\u00a0% von {all_points(module)} Punkten sind erreicht.",
        "Ganz richtig beantwortet sind die Fragen b3_f_ungeklaert, b3_f_zusage.",
    ]


def test_another_pass_mark_is_told_wherever_it_stands() -> None:
    module = real().module("b3")
    before = settings_sheet(module, real().shared)
    after = settings_sheet(module, with_defaults(real().shared, pass_mark=65))
    for old, new in zip(before, after, strict=True):
        text = new.data.decode() if new.path.endswith(".html") else "".join(pages_of(new.data))
        assert old.data != new.data
        assert packed(text).count("65%") == 3, "in the facts, in the table and in the rule"
        assert "80%" not in packed(text)


def test_a_module_that_is_only_worked_through_has_no_pass_mark() -> None:
    module = renamed(real().module("b3"), "b3", completion=Completion.BEARBEITET)
    said = conditions(module, real().shared)
    assert said[1] == f"Alle Schritte sind geöffnet ({len(module.steps)})."
    assert said[2].endswith("richtig oder nicht.")
    assert len(said) == 3
    page = on_page(settings_sheet(module, real().shared)[0].data).body.text_content()
    assert "%" not in page.replace("100", "")


def test_a_module_without_questions_says_so_and_lists_none() -> None:
    module = replace(real().module("b3"), steps=())
    tree = settings_tree(module, real().shared, "de")
    assert conditions(module, real().shared)[1:] == ["Es ist geöffnet; Fragen, die zählen, gibt es nicht."]
    assert "questions" not in [part["name"] for part in tree["sections"]]
    assert not {"Punkte", "Bestehensgrenze", "Fragen, die zählen"} & {name for name, _ in tree["facts"]}


def test_each_module_of_a_course_has_its_own_rule() -> None:
    said = conditions(several(), real().shared)
    assert [text for text in said if text[:2] in ("B3", "B4", "B5")] == [
        "B3 Wer darf wann arbeiten?",
        "B4 Ausbildung und Bleiben",
        "B5 Ohne Fragen",
    ]
    assert sum("Mindestens" in text for text in said) == 1
    assert conditions(alone(real(), "b3").bundles[0], real().shared) == conditions(
        real().module("b3"), real().shared
    ), "one module"
    facts = dict(settings_tree(several(), real().shared, "de")["facts"])
    assert facts["Dauer"] == "270 Minuten"
    assert facts["Version"] == "2026.1"


def test_dates_of_a_course_are_the_oldest_law_and_the_next_review() -> None:
    older = renamed(real().module("b3"), "b4", law_date=real().module("b3").meta.law_date.replace(year=2025))
    sooner = renamed(older, "b5", review_by=older.meta.review_by.replace(year=2026))
    facts = dict(settings_tree(replace(several(), modules=(older, sooner)), real().shared, "de")["facts"])
    assert facts["Rechtsstand"].endswith("2025")
    assert facts["Nächste Prüfung"].endswith("2026")


def test_what_a_new_activity_accepts_is_said_first() -> None:
    module, shared = real().module("b3"), real().shared
    assert "ohne eine einzige Einstellung" in words(settings_tree(module, shared, "de")["lead"]["c"])
    strict = settings_tree(module, with_defaults(shared, status12="passed"), "de")
    assert "Erfolgreich bestanden" in words(strict["lead"]["c"])
    required = {name: value for name, value, _ in rows(strict, "settings")}["Status erforderlich Require status"]
    assert required == "Bestanden, Erfolgreich bestanden Completed, Passed"


def test_only_what_the_package_reports_means_that_the_rule_is_met() -> None:
    for status12, name in (("completed", "Bestanden Completed"), ("passed", "Erledigt Passed")):
        tree = settings_tree(real().module("b3"), with_defaults(real().shared, status12=status12), "de")
        met = [status for status, meaning in rows(tree, "statuses") if meaning.startswith("Die Regel ist erfüllt")]
        assert met == [name]


def test_the_report_is_explained_question_by_question(everything: Course) -> None:
    module = everything.modules[0]
    listed = rows(settings_tree(module, everything.shared, "de"), "questions")
    names = [name for name, *_ in listed]
    asked = [
        name
        for question in module.questions
        if not isinstance(question, OpenQuestion)
        for name in (
            [f"{question.id}_{situation.id}" for situation in question.situations]
            if isinstance(question, Branching)
            else [question.id]
        )
    ]
    assert names == [f"{module.id}_{name}" for name in asked]
    assert [question.id for question in module.questions if isinstance(question, OpenQuestion)], "there is one"
    assert any(worth.endswith("muss stimmen") for *_, worth in listed)


def test_only_notations_of_kinds_that_occur_are_explained() -> None:
    module = real().module("b3")
    (part,) = [part for part in settings_tree(module, real().shared, "de")["sections"] if part["name"] == "questions"]
    notes = [words(item) for item in part["blocks"][0]["items"]]
    assert any(note.startswith("c,a,b") for note in notes)
    assert not any("getippt" in note.lower() for note in notes)
    assert notes[-1] == f"{UNKNOWN}: „Weiß ich nicht“."
    assert f'"{UNKNOWN}"' in asset("runtime/dialect-scorm12.js"), "what a package for Moodle reports"


def test_the_beginning_of_a_task_is_cut_between_words() -> None:
    assert beginning("Kurz\nund  gut?") == "Kurz und gut?"
    long = beginning("Herr V. durfte schon im Asylverfahren arbeiten, " * 9)
    assert long.endswith(" …")
    assert len(long) <= LONGEST_BEGINNING + 2
    assert not long.removesuffix(" …").endswith(",")
    assert len(beginning("x" * 500)) == LONGEST_BEGINNING + 2


def test_what_is_different_appears_only_where_there_was_a_release() -> None:
    module, shared = real().module("b3"), real().shared
    names = [part["name"] for part in settings_tree(module, shared, "de")["sections"]]
    assert "news" not in names
    told = settings_tree(module, shared, "de", NEWS)["sections"]
    (news,) = [part for part in told if part["name"] == "news"]
    assert [words(item) for item in news["blocks"][0]["items"]] == list(NEWS)
    assert [part["name"] for part in told if part["name"] != "news"] == names


def test_there_are_ten_faults_each_with_cause_and_cure() -> None:
    faults = rows(settings_tree(real().module("b3"), real().shared, "de"), "faults")
    assert len(faults) == 10
    assert all(all(cells) for cells in faults)


def test_the_address_is_there_or_room_to_write_it() -> None:
    module = real().module("b3")
    page, paper = settings_sheet(module, addressed(real().shared))
    assert on_page(page.data).xpath("string(//p[@class='address']/a/@href)").endswith("/aktuell/b3.html")
    assert on_page(page.data).xpath("//div[@role='img']/*[local-name()='svg']")
    assert tags(paper.data).count("Figure") == 1
    page, paper = settings_sheet(module, real().shared)
    assert "Adresse des Kurses:" in on_page(page.data).body.text_content()
    assert on_page(page.data).xpath("//*[local-name()='svg'] | //a[starts-with(@href, 'http')]") == []
    assert "AdressedesKurses:" in packed("".join(pages_of(paper.data)))


def test_every_word_of_moodle_is_used() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "builder/rendering").glob("moodle_*.py"))
    code = source.replace("".join(re.findall(r"TERMS = \{.*?\n\}", source, re.DOTALL)), "")
    assert [name for name in TERMS if f'"{name}"' not in code and f"%({name})s" not in code] == []
