"""The forms of a seminar: what they ask, what they leave out, and that each is one sheet."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import page as validator
import pikepdf
import pytest
import typst
import zxingcpp
from PIL import Image

from builder.model.course import Course, Shared
from builder.model.module import Module
from builder.model.questions import feedback_of
from builder.paper import fonts
from builder.rendering import forms
from builder.rendering.assets import TEMPLATES
from builder.rendering.targets import TARGETS
from tests.everything import HOSTILE, SECRET
from tests.rendering.pdf_text import pages_of, read_aloud
from tests.rendering.test_learner_sheets import bare
from tests.rendering.test_paper import FALSE_ALARM, addressed, elements, tags

NAMES = tuple(forms.FORMS)
DPI = 110.0
LONG_TITLE = "Wer darf wann arbeiten und was ist dabei zu beachten? " * 6
LONG_GOAL = "den nächsten Schritt benennen und rechtzeitig an die Stelle verweisen, die entscheidet oder berät, " * 2


def made(module: Module, shared: Shared) -> dict[str, bytes]:
    """The forms of a module by the ends of their names."""
    files = forms.render(module, shared).files
    return {file.path.removeprefix(f"{module.file_name}-").removesuffix(".pdf"): file.data for file in files}


def letters(text: str) -> str:
    """Without blanks and hyphens: where a line ends in one, the file gives every hyphen as a soft one."""
    return bare(text).replace("-", "")


def words(data: bytes) -> str:
    """All the letters that are read aloud."""
    return letters(read_aloud(data))


def tree_of(name: str, module: Module, shared: Shared) -> dict[str, Any]:
    return forms.FORMS[name][1](module, shared, "de")


def rewritten(module: Module, title: str, goals: Sequence[str]) -> Module:
    """The module with another title and other goals."""
    first = module.meta.goals[0]
    named = [first.model_copy(update={"id": f"l{number}", "text": text}) for number, text in enumerate(goals, 1)]
    return replace(module, meta=module.meta.model_copy(update={"title": title, "goals": tuple(named)}))


def without_law(module: Module) -> Module:
    return replace(module, meta=module.meta.model_copy(update={"law_date": None}))


def sources(name: str, module: Module, shared: Shared) -> dict[str, Any]:
    """What Typst gets to draw a form."""
    files: dict[str, Any] = {path.name: path for path in (TEMPLATES / "print").glob("*.typ")}
    document = json.dumps(tree_of(name, module, shared)).encode()
    return files | {"main.typ": files[f"{forms.FORMS[name][0]}.typ"], "doc.json": document}


def pictures(name: str, module: Module, shared: Shared) -> list[Image.Image]:
    """The pages as a printer would make them, though coarser."""
    files = sources(name, module, shared)
    drawn = typst.compile(
        files, root=TEMPLATES / "print", font_paths=fonts(), ignore_system_fonts=True, format="png", ppi=DPI
    )  # type: ignore[call-overload]
    return [Image.open(BytesIO(data)).convert("L") for data in ([drawn] if isinstance(drawn, bytes) else drawn)]


def is_blank_beside_the_text(picture: Image.Image) -> bool:
    """Whether nothing is drawn in the margin at the right, which is 20 mm wide."""
    begins = round((210 - 19.5) / 25.4 * DPI)
    darkest, _ = picture.crop((begins, 0, picture.width, picture.height)).getextrema()
    return darkest == 255


def heights(name: str, module: Module, shared: Shared) -> dict[str, float]:
    """How far each paragraph of one run of letters lies from the upper edge of the first page, in mm."""
    question = "query(par).map(p => (repr(p.body), p.location().page(), p.location().position().y / 1mm))"
    answer = typst.eval(sources(name, module, shared), question, root=TEMPLATES / "print", font_paths=fonts())  # type: ignore[call-overload]
    return {body: height for body, page, height in json.loads(answer) if page == 1}


def pages(data: bytes) -> int:
    with pikepdf.open(BytesIO(data)) as opened:
        return len(opened.pages)


def test_trainers_get_the_guide_and_every_form(b3: Course) -> None:
    module = b3.modules[0]
    files = [file.path for file in TARGETS["trainer"](module, b3.shared, "de").files if file.path.endswith(".pdf")]
    assert files == sorted(f"{module.file_name}-{name}.pdf" for name in ("leitfaden", *NAMES))


@pytest.mark.parametrize("plan", [True, False], ids=["plan", "no plan"])
@pytest.mark.parametrize("address", [True, False], ids=["address", "no address"])
def test_each_form_of_the_real_module_is_one_sheet(b3: Course, plan: bool, address: bool) -> None:
    module = b3.modules[0] if plan else replace(b3.modules[0], seminar=None)
    shared = addressed(b3.shared) if address else b3.shared
    assert {name: pages(data) for name, data in made(module, shared).items()} == dict.fromkeys(NAMES, 1)


def test_five_goals_of_two_lines_still_fit_on_one_sheet(b3: Course) -> None:
    module = rewritten(b3.modules[0], b3.modules[0].meta.title, [b3.modules[0].meta.goals[0].text] * 5)
    for shared in (b3.shared, addressed(b3.shared)):
        assert {name: pages(data) for name, data in made(module, shared).items()} == dict.fromkeys(NAMES, 1)


def test_every_sheet_says_what_it_belongs_to(b3: Course) -> None:
    meta = b3.modules[0].meta
    for name, data in made(b3.modules[0], b3.shared).items():
        (text,) = pages_of(data)
        foot = f"B3·Version{meta.version}·Rechtsstand19.08.2026·CCBYSA4.0"
        assert foot in letters(text), name
        with pikepdf.open(BytesIO(data)) as opened:
            assert str(opened.docinfo.Title).endswith(meta.title)


def test_the_list_asks_for_name_and_signature_and_says_what_becomes_of_it(b3: Course) -> None:
    data = made(b3.modules[0], b3.shared)["teilnahmeliste"]
    found = tags(data)
    assert (found.count("Table"), found.count("TH"), found.count("TR")) == (1, 3, forms.ROWS + 1)
    text = words(data)
    assert "Nr.NameUnterschrift1" in text
    for said in ("Wofür:", "Nichtgefragt:", "Aufbewahrtvon", "Vernichtet,sobaldderZweckerfülltist,spätestensam"):
        assert said in text


def test_feedback_asks_for_every_goal_in_words_and_three_open_questions(b3: Course) -> None:
    module = b3.modules[0]
    data = made(module, b3.shared)["rueckmeldung"]
    text = words(data)
    assert "Ichkannjetzt…" in text
    for goal in module.meta.goals:
        assert letters(goal.text) in text
    tree = tree_of("rueckmeldung", module, b3.shared)
    assert len(tree["questions"]) == 3
    boxes = sum(len(scale["items"]) * len(scale["marks"]) for scale in tree["scales"])
    alternatives = [str(node["/Alt"]) for tag, node in elements(data) if tag == "Figure"]
    assert sum(words_.startswith("Kästchen zum Ankreuzen: ") for words_ in alternatives) == boxes
    assert "Kästchen zum Ankreuzen: ja, mit Nachsehen" in alternatives
    assert not [mark for scale in tree["scales"] for mark in scale["marks"] if not mark[0].isalpha()]


def test_nobody_signs_feedback(b3: Course) -> None:
    for name in ("rueckmeldung", "nachfrage"):
        tree = tree_of(name, b3.modules[0], b3.shared)
        assert "ohne Ihren Namen" in tree["lead"]
        assert not {"Name", "Vorname und Name", "Unterschrift"} & set(tree["fields"])


def test_the_sheet_for_later_asks_what_was_used_and_whether_it_holds(b3: Course) -> None:
    module = b3.modules[0]
    text = words(made(module, addressed(b3.shared))["nachfrage"])
    for goal in module.meta.goals:
        assert letters(goal.text) in text
    assert "HatsichdasRechtseitdemgeändert?" in text
    assert f"Version{module.meta.version}·Rechtsstand19.08.2026" in text
    assert letters("lernpaket.beispiel.org/aktuell/b3.html") in text


def test_a_module_without_law_is_not_asked_for_it(b3: Course) -> None:
    module = without_law(b3.modules[0])
    for name, data in made(module, b3.shared).items():
        text = words(data)
        assert "Rechtseitdem" not in text, name
        assert "Rechtsstand" not in text, name
        assert "obdasRecht" not in text, name
    assert "HatsichdasModulseitdemgeändert?" in words(made(module, b3.shared)["nachfrage"])


def test_a_proof_says_what_was_attended_and_not_how_well(b3: Course) -> None:
    module = b3.modules[0]
    assert module.seminar is not None
    text = words(made(module, b3.shared)["teilnahmebescheinigung"])
    for length in ("2UE(90Minuten)", "4UE(180Minuten)", "8UE(360Minuten)", "Unterrichtseinheitzu45Minuten"):
        assert length in text
    for part in (*module.seminar.concept.contents, *(goal.text for goal in module.meta.goals)):
        assert letters(part) in text
    assert "keinZertifikatundkeinNachweiseinergeprüftenLeistung" in text
    assert f"ModulB3·Version{module.meta.version}·Rechtsstand19.08.2026" in text
    assert "bestanden" not in text


def test_without_a_plan_the_length_is_a_line_and_the_steps_are_the_contents(b3: Course) -> None:
    module = replace(b3.modules[0], seminar=None)
    tree = tree_of("teilnahmebescheinigung", module, b3.shared)
    assert tree["extent"]["planned"] == []
    text = words(made(module, b3.shared)["teilnahmebescheinigung"])
    assert "UmfangUEUE:Unterrichtseinheit" in text
    for step in module.steps:
        assert letters(step.plain_title) in text


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (30, "30 Minuten"),
        (45, "1 UE (45 Minuten)"),
        (90, "2 UE (90 Minuten)"),
        (100, "2 UE und 10 Minuten (100 Minuten)"),
        (360, "8 UE (360 Minuten)"),
    ],
)
def test_what_does_not_make_a_unit_is_said_and_not_rounded(b3: Course, minutes: int, said: str) -> None:
    module = b3.modules[0]
    assert module.seminar is not None
    same = tuple(variant.model_copy(update={"minutes": minutes}) for variant in module.seminar.variants)
    module = replace(module, seminar=module.seminar.model_copy(update={"variants": same}))
    assert tree_of("teilnahmebescheinigung", module, b3.shared)["extent"]["planned"] == [said]


@pytest.mark.parametrize("name", NAMES)
def test_the_code_on_the_sheet_says_whether_it_is_current(b3: Course, name: str) -> None:
    (picture,) = pictures(name, b3.modules[0], addressed(b3.shared))
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == "https://lernpaket.beispiel.org/aktuell/b3.html#v1.1.0"


@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_to_be_filled_in_has_words(b3: Course, name: str) -> None:
    figures = [node for tag, node in elements(made(b3.modules[0], b3.shared)[name]) if tag == "Figure"]
    assert figures
    assert all(str(node.get("/Alt", "")) for node in figures)


def test_no_solution_and_no_word_for_trainers_is_on_a_form(everything: Course) -> None:
    module = everything.modules[0]
    said = [letters(feedback.plain) for question in module.questions for feedback in feedback_of(question)]
    for data in made(module, everything.shared).values():
        text = words(data)
        assert letters(SECRET) not in text
        assert not [one for one in said if len(one) > 12 and one in text]


def test_what_an_author_wrote_comes_back_letter_by_letter(everything: Course) -> None:
    module = rewritten(everything.modules[0], HOSTILE, [HOSTILE, "zweites Ziel"])
    assert module.seminar is not None
    concept = module.seminar.concept.model_copy(update={"contents": (f"Inhalt {HOSTILE}",)})
    module = replace(module, seminar=module.seminar.model_copy(update={"concept": concept}))
    sheets = {name: words(data) for name, data in made(module, everything.shared).items()}
    wanted = {"teilnahmeliste": 1, "rueckmeldung": 2, "nachfrage": 2, "teilnahmebescheinigung": 3}
    assert {name: text.count(letters(HOSTILE)) for name, text in sheets.items()} == wanted


@pytest.mark.parametrize(
    ("title", "goal"), [(LONG_TITLE[:300], LONG_GOAL[:200]), ("W" * 300, "X" * 200)], ids=["words", "letters"]
)
def test_nothing_is_lost_of_the_longest_title_and_goals(b3: Course, title: str, goal: str) -> None:
    goals = [f"{number}{goal[1:]}" for number in range(5)]
    module = rewritten(b3.modules[0], title, goals)
    for name, data in made(module, addressed(b3.shared)).items():
        text = words(data)
        assert letters(title) in text, name
        assert name == "teilnahmeliste" or all(letters(each) in text for each in goals), name
        assert all(map(is_blank_beside_the_text, pictures(name, module, addressed(b3.shared)))), name
        access = validator.validate_pdf_bytes(data, profile="ua1")
        archive = validator.validate_pdf_bytes(data, profile="2a")
        assert [failure.rule_id for failure in access.failures] == []
        assert [failure.rule_id for failure in archive.failures if failure.rule_id != FALSE_ALARM] == []


def test_where_room_is_short_nothing_lies_on_anything(b3: Course) -> None:
    module = rewritten(b3.modules[0], "W" * 300, ["X" * 200] * 5)
    found = heights("teilnahmebescheinigung", module, addressed(b3.shared))
    above = {name: next(height for body, height in found.items() if name in body) for name in ("Format", "Inhalte")}
    assert above["Inhalte"] - above["Format"] > 8
