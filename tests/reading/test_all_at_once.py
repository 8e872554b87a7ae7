"""One mistake costs its own findings and nobody else's: everything that is sound is looked at in the same run."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.pipeline import load
from tests.checks.project import MODULE, clean_project
from tests.projects import edit

CURRICULUM = "curriculum/curriculum.yml"
DEAD = "V004"
"""The finding of a dead link in the body: it must be there, whatever else is wrong."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = clean_project(tmp_path / "projekt")
    edit(made / MODULE, "Das Telefon klingelt.", "Das Telefon klingelt. Mehr [beim Amt](amt).")
    return made


def codes(project: Path) -> list[str]:
    return sorted(finding.code for finding in load(project).findings)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("version: 1.0.0", "version: 1.0.0\nautorin: Meier", "Y004"),
        ("zielgruppe:", "zielgrupe:", "Y004"),
        ("lernziele:", "lernzile:", "Y004"),
        ("rechtsstand:", "rechtstand:", "Y004"),
        ("titel: Wer darf anfangen?\n", "", "Y003"),
        ("dauer: 8", "dauer: acht", "Y005"),
        ("id: x1", "id: X1", "Y005"),
        ("stufe: anwenden", "stufe: merken", "Y005"),
        ("geprueft_am: 2026-11-20", "geprueft_am: 2026-11-31", "Y006"),
        ("pruefen_bis: 2027-05-20", "pruefen_bis: bald", "Y006"),
        ("titel: Wer", 'titel: "Wer', "Y001"),
        ("dauer: 8", "dauer: &d 8", "Y008"),
        ("---\nid: x1", "id: x1", "Y007"),
        ("id: x1", "id: x\x001", "L007"),
        ("version: 1.0.0", "version: 1.0.0\ntitel: Noch einer", "Y002"),
    ],
)
def test_a_mistake_in_the_head_is_one_finding_and_the_rest_is_checked(
    project: Path, old: str, new: str, code: str
) -> None:
    edit(project / MODULE, old, new)
    assert codes(project) == sorted([code, DEAD])
    assert load(project).blocked


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('version: "2026.1"', 'version: "2026.1"\nfarbe: rot', "Y004"),
        ('version: "2026.1"', 'version: "eins"', "Y005"),
        ("titel: Probelehrplan", 'titel: "Probelehrplan', "Y001"),
        ("id: x1,", "id: X1,", "Y005"),
        ("dauer: 30", "dauer: lang", "Y005"),
        ("    titel: Arbeiten", "    titel: a: b", "Y001"),
        ("  - id: einstieg", "  - id: Einstieg", "Y005"),
    ],
)
def test_a_mistake_in_the_curriculum_leaves_the_modules_checked(project: Path, old: str, new: str, code: str) -> None:
    edit(project / CURRICULUM, old, new)
    assert codes(project) == sorted([code, DEAD])
    assert load(project).blocked


def test_without_a_curriculum_the_modules_are_checked(project: Path) -> None:
    (project / CURRICULUM).unlink()
    assert codes(project) == ["L004", DEAD]


def test_an_entry_left_out_does_not_move_the_places_of_others(project: Path) -> None:
    edit(
        project / CURRICULUM,
        "  - id: einstieg",
        "  - id: Falsch\n    titel: A\n    kurz: A\n    module: [x1]\n  - id: einstieg",
    )
    edit(project / CURRICULUM, "module: [x1, x2]", "module: [x1, x3]")
    lines = (project / CURRICULUM).read_text(encoding="utf-8").split("\n")
    places = {finding.code: finding.place for finding in load(project).findings}
    assert lines[places["K004"].line - 1].endswith("[x1, x3]")


@pytest.mark.parametrize("steps", [True, False], ids=["steps", "no_step"])
def test_what_stands_before_the_first_step_is_read_like_the_rest(project: Path, steps: bool) -> None:
    text = (project / MODULE).read_text(encoding="utf-8")
    head, mark, body = text.partition("\n---\n\n")
    early = "<b>Willkommen</b> beim [Amt](behoerde)!\n"
    (project / MODULE).write_text(head + mark + early + ("\n" + body if steps else ""), encoding="utf-8")
    found = codes(project)
    assert found.count("B014") == 1
    assert found.count("B008") == 2
    assert found.count(DEAD) == (2 if steps else 0)


def test_the_twin_of_a_module_is_checked_as_well(project: Path) -> None:
    shutil.copytree((project / MODULE).parent, project / "modules" / "x2-zwilling")
    assert codes(project) == ["K001", DEAD, DEAD, "V013"]
    course = load(project).course
    assert course is not None
    assert [len(course.modules), len(course.drafts)] == [1, 1]


def write(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def rewrite(project: Path) -> None:
        path = project / MODULE
        path.write_bytes(change(path.read_bytes()))

    return rewrite


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (write(lambda data: data.replace(b"Telefon", b"T\x00lefon")), ["L007"]),
        (write(lambda data: data.replace(b"Hotel", b"H\xfftel").replace(b"Ja sagt", b"J\xff sagt")), ["L001", "L001"]),
        (write(lambda data: data.decode().encode("cp1252")), ["L001"] * 20),
        (write(lambda data: data.decode().encode("utf-16")), ["L001"]),
        (write(lambda data: data.replace(b"Wer sofort", b"\n\nWer " + b"x" * 30_000)), ["L002"]),
        (write(lambda data: data.replace(b"Wer sofort", b"\n\n![Plan](data:" + b"x" * 30_000)), ["L002"]),
    ],
    ids=["control", "bytes", "windows", "utf-16", "long", "data"],
)
def test_damage_to_the_text_hides_nothing_else(
    project: Path, damage: Callable[[Path], None], expected: list[str]
) -> None:
    damage(project)
    assert codes(project) == [*expected, DEAD]


def test_of_hundreds_of_bad_bytes_the_first_are_named_and_the_rest_counted(project: Path) -> None:
    edit(project / MODULE, "Das Telefon", f"{'a ' * 50} Das Telefon")
    write(lambda data: data.replace(b"a a", b"\xe4 a"))(project)
    found = [finding for finding in load(project).findings if finding.code == "L001"]
    assert len(found) == 20
    assert "noch 5 solche Stellen" in found[-1].message


def test_a_broken_list_of_misconceptions_or_table_makes_no_use_of_them_wrong(project: Path) -> None:
    edit(project / "curriculum/irrtuemer.yml", "  satz:", "  saetze:")
    edit(project / "curriculum/regelwerke/probe.yml", "merkmale:", "merkmal:")
    assert codes(project) == [DEAD, "Y004", "Y004"]


def test_goals_with_one_id_are_one_finding(project: Path) -> None:
    edit(project / MODULE, "  - id: l2", "  - id: l1")
    assert codes(project) == ["K002", DEAD]
    (finding,) = (finding for finding in load(project).findings if finding.code == "K002")
    assert finding.hint.endswith("zum Beispiel l3")


def test_no_part_of_a_module_is_called_as_the_module(project: Path) -> None:
    edit(project / MODULE, "{#papier", "{#x1")
    assert "K002" in codes(project)


def test_a_picture_that_is_missing_is_one_finding(project: Path) -> None:
    edit(project / MODULE, "Das Telefon", '![Weg](media/fehlt.svg "Weg")\n\nDas Telefon')
    assert codes(project) == ["V001", DEAD]


def test_an_empty_list_of_misconceptions_is_one_finding(project: Path) -> None:
    (project / "curriculum/irrtuemer.yml").write_text("", encoding="utf-8")
    assert codes(project) == [DEAD, "Y005"]
