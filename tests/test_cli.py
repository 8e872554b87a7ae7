"""The command line: exit codes, German words, nothing heavy for help."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from builder import cli
from builder.cli import BUG, FINDINGS, FINE, FORMAT_NAMES, TARGET_NAMES, USAGE, run
from builder.pipeline import ALL_TARGETS
from builder.report import FORMATS
from tests.projects import begin_project, edit, module_file

HEAVY = ("pydantic", "mkdocs", "typst", "rich", "markdown_it", "yaml", "lxml", "jinja2")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    project = begin_project(tmp_path / "projekt", "x1")
    monkeypatch.chdir(project)
    return project


def test_help_imports_nothing_heavy() -> None:
    code = f"import sys; from builder.cli import run; run(['build', '--help']); print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_names_help_knows_without_importing_are_the_real_ones() -> None:
    assert ALL_TARGETS == TARGET_NAMES
    assert tuple(FORMATS) == FORMAT_NAMES


def test_help_is_german_first_and_english_on_demand(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == FINE
    assert "Aufruf: integrif [OPTIONEN] BEFEHL" in capsys.readouterr().out
    assert run(["--lang", "en", "build", "--help"]) == FINE
    assert "Usage: integrif build [OPTIONS]" in capsys.readouterr().out
    assert run(["--lang=en", "--help"]) == FINE
    assert "Usage:" in capsys.readouterr().out


def test_a_wrong_call_says_so_in_german(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["chekc"]) == USAGE
    assert "Den Befehl chekc gibt es nicht. Meinten Sie 'check'?" in capsys.readouterr().err
    assert run(["build", "sit"]) == USAGE
    assert "'sit' ist keines von: 'site'" in capsys.readouterr().err
    assert run(["new"]) == USAGE
    assert "Es fehlt die Angabe" in capsys.readouterr().err


def test_no_project_is_a_wrong_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["check"]) == USAGE
    assert "Hier ist kein Projekt" in capsys.readouterr().err


class TestCheck:
    def test_tips_alone_are_fine(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["check"]) == FINE
        assert "0 × Muss" in capsys.readouterr().out

    def test_a_must_is_one(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        edit(module_file(root, "x1"), "dauer: 20", "dauer: dreißig")
        assert run(["check"]) == FINDINGS
        assert "modul.md:6:8: Muss Y005" in capsys.readouterr().out

    def test_from_inside_a_folder_of_the_project(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(root / "modules")
        assert run(["check"]) == FINE

    def test_json_is_json(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["check", str(root), "--format", "json"]) == FINE
        records = json.loads(capsys.readouterr().out)
        assert {record["severity"] for record in records} == {"Tipp"}

    def test_single_files_show_only_their_findings(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        edit(module_file(root, "x1"), "dauer: 20", "dauer: dreißig")
        assert run(["check", "curriculum/curriculum.yml"]) == FINE
        assert capsys.readouterr().out.strip() == "Keine Befunde."
        assert run(["check", "modules"]) == FINDINGS


class TestBuild:
    def test_refuses_on_must_and_leaves_dist_alone(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        edit(module_file(root, "x1"), "dauer: 20", "dauer: dreißig")
        assert run(["build"]) == FINDINGS
        assert not (root / "dist").exists()
        assert "Nichts wurde gebaut" in capsys.readouterr().err

    def test_ends_in_a_table(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["build", "scorm", "-j", "1"]) == FINE
        out = capsys.readouterr().out
        assert "scorm/x1" in out
        assert "zusammen" in out
        assert run(["build", "scorm"]) == FINE
        assert "unverändert" in capsys.readouterr().out

    def test_an_unknown_module_is_a_wrong_call(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["build", "--module", "b9"]) == USAGE
        assert "Ein Modul b9 gibt es nicht. Es gibt: x1." in capsys.readouterr().err

    def test_never_replaces_a_folder_of_others(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["build", "scorm", "--out", "modules"]) == USAGE
        assert "fremde Dateien" in capsys.readouterr().err
        assert module_file(root, "x1").is_file()


class TestNew:
    def test_begins_a_planned_module(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["new", "x2"]) == FINE
        assert (root / "modules/x2-ueber-groesse-faelle/modul.md").is_file()
        assert (root / "modules/x2-ueber-groesse-faelle/seminar.yml").is_file()
        assert run(["check"]) == FINE

    @pytest.mark.parametrize(
        ("arguments", "words"), [(["x1"], "gibt es schon"), (["z9"], "--title"), (["../x"], "keine Kennung")]
    )
    def test_says_what_is_in_the_way(
        self, root: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        before = sorted(root.rglob("*"))
        assert run(["new", *arguments]) == USAGE
        assert words in capsys.readouterr().err
        assert sorted(root.rglob("*")) == before

    def test_a_title_is_text_not_yaml(self, root: Path) -> None:
        assert run(["new", "a2", "--title", 'Wer: "darf" # was?']) == FINE
        assert 'titel: "Wer: \\"darf\\" # was?"' in module_file(root, "a2").read_text()
        assert run(["check"]) == FINE


class TestExplain:
    def test_one(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["explain", "d003"]) == FINE
        assert "Dauer passt nicht zum Text" in capsys.readouterr().out

    def test_all(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["explain"]) == FINE
        assert len(capsys.readouterr().out.splitlines()) > 80

    def test_none(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["explain", "X999"]) == USAGE


def test_a_bug_is_said_to_be_one(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(root: Path) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(cli, "_load", broken)
    assert run(["check"]) == BUG
    err = capsys.readouterr().err
    assert "boom" in err
    assert "ein Fehler im Programm" in err


def test_a_full_disk_is_not_a_bug(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(root: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cli, "_load", full)
    assert run(["check"]) == BUG
    assert "Das System verweigert den Zugriff" in capsys.readouterr().err
