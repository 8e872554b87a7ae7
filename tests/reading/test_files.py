"""Files that are no good: each has its finding, all of one run come together, and nothing is lost or followed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.pipeline import load
from tests.projects import begin_project, edit, module_file


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return begin_project(tmp_path / "projekt", "x1", "x2")


def found(project: Path, letter: str = "L") -> list[str]:
    findings = load(project).findings
    return [f"{finding.code} {finding.place}" for finding in findings if finding.code.startswith(letter)]


def name(project: Path, module_id: str = "x1") -> str:
    return module_file(project, module_id).relative_to(project).as_posix()


def test_bytes_that_are_no_utf8_have_line_and_column(project: Path) -> None:
    path = module_file(project, "x1")
    path.write_bytes(path.read_bytes().replace(b"kurz: ", b"kurz: M\xfcnchen ", 1))
    assert found(project) == [f"L001 {name(project)}:4:8"]


def test_a_line_of_ten_megabytes_is_named_and_not_read(project: Path) -> None:
    path = module_file(project, "x1")
    path.write_text(path.read_text(encoding="utf-8") + "x" * 10_000_000, encoding="utf-8")
    assert found(project) == [f"L005 {name(project)}:1:1"]


def test_a_long_line_is_named_with_its_number(project: Path) -> None:
    path = module_file(project, "x1")
    lines = path.read_text(encoding="utf-8").count("\n")
    path.write_text(path.read_text(encoding="utf-8") + "x" * 30_000, encoding="utf-8")
    assert found(project) == [f"L002 {name(project)}:{lines + 1}:1"]


def test_a_link_out_of_the_project_is_not_followed(project: Path, tmp_path: Path) -> None:
    secret = tmp_path / "geheim.svg"
    secret.write_text("<svg/>")
    media = module_file(project, "x1").parent / "media"
    media.mkdir(exist_ok=True)
    (media / "bild.svg").symlink_to(secret)
    assert found(project) == [f"L003 {(media / 'bild.svg').relative_to(project).as_posix()}:1:1"]
    course = load(project).course
    assert course is not None
    assert all(not module.media for module in course.modules)


def test_a_module_folder_that_is_a_link_out_is_not_followed(project: Path, tmp_path: Path) -> None:
    (tmp_path / "fremd").mkdir()
    (project / "modules" / "a2-fremd").symlink_to(tmp_path / "fremd")
    assert found(project) == ["L003 modules/a2-fremd:1:1"]


def test_a_link_in_a_circle_is_named(project: Path) -> None:
    circle = module_file(project, "x1").parent / "media"
    circle.symlink_to(circle)
    assert [line.split(" ")[0] for line in found(project)] == ["L006"]


def test_a_missing_text_and_a_folder_in_its_place_are_named(project: Path) -> None:
    (project / "modules" / "a2-leer").mkdir()
    path = module_file(project, "x1")
    path.unlink()
    path.mkdir()
    assert found(project) == ["L004 modules/a2-leer/modul.md:1:1", f"L006 {name(project)}:1:1"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nur wer nicht root ist, dem kann etwas verboten sein")
def test_a_file_that_may_not_be_read_is_named(project: Path) -> None:
    module_file(project, "x1").chmod(0)
    assert found(project) == [f"L006 {name(project)}:1:1"]


def test_control_characters_have_their_places_written_plain_or_as_an_escape(project: Path) -> None:
    edit(module_file(project, "x1"), "TODO: Der Text.", "Der\x00Text.")
    edit(module_file(project, "x2"), "kurz: ", 'kurz: "a\\0b\\ud800" #')
    plain = module_file(project, "x1").read_text(encoding="utf-8").split("\x00")[0].split("\n")
    assert found(project) == [
        f"L007 {name(project)}:{len(plain)}:{len(plain[-1]) + 1}",
        f"L007 {name(project, 'x2')}:4:7",
        f"L007 {name(project, 'x2')}:4:7",
    ]


def test_a_name_that_is_no_good_in_addresses_is_named(project: Path) -> None:
    media = module_file(project, "x1").parent / "media"
    media.mkdir(exist_ok=True)
    (media / "Übersicht neu.svg").write_text("<svg/>")
    assert found(project) == [f"L008 {(media / 'Übersicht neu.svg').relative_to(project).as_posix()}:1:1"]


def test_a_character_no_print_font_has_is_named_and_the_rest_is_read(project: Path) -> None:
    edit(module_file(project, "x1"), "TODO: Der Text.", "Geschafft 🎉 مرحبا Привіт → ✔")
    (line,) = found(project)
    assert line.startswith(f"L009 {name(project)}:")
    course = load(project).course
    assert course is not None
    assert [module.id for module in course.modules] == ["x1", "x2"]


def test_everything_that_is_wrong_is_said_in_one_run(project: Path, tmp_path: Path) -> None:
    first, second = module_file(project, "x1"), module_file(project, "x2")
    edit(first, "dauer: 20", "dauer: lang\nautorin: Meier\ngeprueft_am: 2026-13-01")
    edit(first, "TODO: Der Text.", "<b>fett</b> [weg](modul:zz9) ![Bild](media/fehlt.svg)\n\n::: kurz\nnie zu\n")
    edit(second, "TODO: Der Text.", '![Ein Weg](media/fehlt.svg "Weg") \n\nText mit <i>HTML</i> und [Ziel](modul:zz9).')
    (second.parent / "seminar.yml").write_bytes(b"konzept: \xff\n")
    (project / "modules" / "a2-rollen").symlink_to(tmp_path)
    codes = {finding.code for finding in load(project).findings}
    assert codes >= {"Y002", "Y004", "Y005", "Y006", "B001", "B008", "V001", "V004", "L001", "L003"}


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("modules/{x1}/media", "modules/{x1}/media"),
        ("curriculum/regelwerke", "curriculum/regelwerke"),
        ("modules", "modules"),
        ("curriculum", "curriculum"),
    ],
)
def test_a_folder_that_leads_out_is_one_finding(project: Path, tmp_path: Path, target: str, place: str) -> None:
    outside = tmp_path / "fremd"
    outside.mkdir()
    for number in range(5):
        (outside / f"bild{number}.svg").write_text("<svg/>")
    folder = module_file(project, "x1").parent.name
    link = project / target.format(x1=folder)
    if link.exists():
        shutil.rmtree(link)
    link.symlink_to(outside)
    assert found(project) == [f"L003 {place.format(x1=folder)}:1:1"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda modules: shutil.rmtree(modules), "„modules“ fehlt"),
        (lambda modules: (shutil.rmtree(modules), modules.write_text("x")), "muss aber ein Ordner sein"),
        (lambda modules: (shutil.rmtree(modules), modules.mkdir()), "liegt kein Modul"),
    ],
    ids=["missing", "file", "empty"],
)
def test_without_modules_nothing_is_fine(project: Path, change: Callable[[Path], object], says: str) -> None:
    change(project / "modules")
    (finding,) = [finding for finding in load(project).findings if finding.blocks]
    assert (finding.code, str(finding.place)) == ("L010", "modules:1:1")
    assert says in finding.message


@pytest.mark.parametrize(
    ("old", "new", "expected", "cure"),
    [
        ("modules/{x1}/modul.md", "modules/{x1}/Modul.md", "L004 modules/{x1}/modul.md", "„Modul.md“"),
        ("modules/{x1}/modul.md", "modules/{x1}/modul.md.txt", "L004 modules/{x1}/modul.md", "„modul.md.txt“"),
        ("modules/{x1}/seminar.yml", "modules/{x1}/seminar.yaml", "L011 modules/{x1}/seminar.yaml", "„seminar.yml“"),
        ("curriculum/curriculum.yml", "curriculum/curriculum.yaml", "L004 curriculum/curriculum.yml", ".yaml“"),
        ("", "curriculum/irrtuemmer.yml", "L004 curriculum/irrtuemer.yml", "„irrtuemmer.yml“"),
        ("", "curriculum/regelwerke/x.yaml", "L011 curriculum/regelwerke/x.yaml", "Endung .yml"),
        ("", "curriculum/freigaben/2026.1.yml", "L011 curriculum/freigaben/2026.1.yml", "nur integrif release"),
        ("", "curriculum/begriffe.yml", "L011 curriculum/begriffe.yml", "gehören curriculum.yml"),
        ("", "modules/x2.md", "L011 modules/x2.md", "eigener Ordner"),
        ("", "modules/{x1}/notiz.md", "L011 modules/{x1}/notiz.md", "gehören modul.md"),
        ("", "modules/{x1}/Pruefnotiz.md", "L011 modules/{x1}/Pruefnotiz.md", "„pruefnotiz.md“"),
        ("", "modules/{x1}/pruefnotiz.md/x", "L011 modules/{x1}/pruefnotiz.md", "und, wer eine führt, pruefnotiz.md"),
        ("", "modules/{x1}/media/unter/x.svg", "L011 modules/{x1}/media/unter", "ohne Unterordner"),
        ("", "modules/pruefnotiz.md", "L011 modules/pruefnotiz.md", "eigener Ordner"),
    ],
)
def test_what_is_not_read_is_named(project: Path, old: str, new: str, expected: str, cure: str) -> None:
    folder = module_file(project, "x1").parent.name
    target = project / new.format(x1=folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    if old:
        (project / old.format(x1=folder)).rename(target)
    else:
        target.write_text("x", encoding="utf-8")
    (finding,) = [finding for finding in load(project).findings if finding.code.startswith("L")]
    assert f"{finding.code} {finding.place.path}" == expected.format(x1=folder)
    assert cure in finding.hint
    assert not [finding for finding in load(project).findings if finding.code in ("T006", "V007")]


def test_the_review_note_of_a_module_is_for_people_alone(project: Path) -> None:
    before = load(project)
    (module_file(project, "x1").parent / "pruefnotiz.md").write_text("# § 9999 AsylG\n\n::: box\n", encoding="utf-8")
    after = load(project)
    assert (after.course, after.findings) == (before.course, before.findings)


@pytest.mark.parametrize("name", ["curriculum/glossar.yml", "curriculum/README.md", "modules/README.md", "modules/.x"])
def test_what_people_read_and_what_is_planned_is_left_alone(project: Path, name: str) -> None:
    (project / name).write_text("x", encoding="utf-8")
    assert found(project) == []
