"""The command line: exit codes, German words, nothing heavy for help."""

from __future__ import annotations

import errno
import json
import os
import signal
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest

from builder import mkdocs_shell
from builder.cli import BUG, CUT_OFF, FINDINGS, FINE, FORMAT_NAMES, TARGET_NAMES, USAGE, acts, run
from builder.output import claim
from builder.pipeline import ALL_TARGETS
from builder.reading import schemas
from builder.rendering.manifest import EDITIONS, Edition
from builder.rendering.targets import TARGETS
from builder.report import FORMATS
from tests.projects import OPERATOR, begin_project, edit, module_file

CALL = [sys.executable, "-c", "from builder.cli import main; main()"]
"""The console script, wherever it is installed."""
LIMIT = 120
"""Seconds after which something hangs; nothing here is expected to take a tenth of it."""
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals and pipes as POSIX has them")
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
        edit(root / "curriculum" / "curriculum.yml", "kurse:", f"{OPERATOR}kurse:")
        assert run(["check", "curriculum/curriculum.yml"]) == FINE
        assert capsys.readouterr().out.strip() == "Keine Befunde."
        assert run(["check", "modules"]) == FINDINGS

    def test_a_file_is_checked_in_its_own_project(
        self, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        edit(module_file(root, "x1"), "dauer: 20", "dauer: dreißig")
        elsewhere = tmp_path / "woanders"
        elsewhere.mkdir()
        for folder in (elsewhere, begin_project(tmp_path / "zweites", "x2")):
            monkeypatch.chdir(folder)
            assert run(["check", str(module_file(root, "x1"))]) == FINDINGS
            assert "modul.md:6:8: Muss Y005" in capsys.readouterr().out

    def test_a_link_to_a_file_is_that_file(self, root: Path, tmp_path: Path) -> None:
        edit(module_file(root, "x1"), "dauer: 20", "dauer: dreißig")
        (tmp_path / "kurz.md").symlink_to(module_file(root, "x1"))
        assert run(["check", str(tmp_path / "kurz.md")]) == FINDINGS

    def test_what_nobody_reads_is_refused(self, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (root / "README.md").write_text("# Projekt")
        (tmp_path / "brief.txt").write_text("wichtig")
        for path, words in {
            "README.md": "README.md wird nicht gelesen",
            str(tmp_path / "brief.txt"): "liegt in keinem Projekt",
        }.items():
            assert run(["check", path]) == USAGE
            assert words in capsys.readouterr().err
            assert run(["check", "modules", path]) == USAGE

    def test_two_projects_are_refused(self, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        second = begin_project(tmp_path / "zweites", "x2")
        assert run(["check", "modules", str(second)]) == USAGE
        assert "gehört zu einem anderen Projekt" in capsys.readouterr().err

    @pytest.mark.parametrize("path", ["site", "site/index.md", "mkdocs.yml", "curriculum", "."])
    def test_what_is_read_may_be_named(self, root: Path, path: str) -> None:
        (root / "site").mkdir()
        (root / "site/index.md").write_text("# Start")
        (root / "mkdocs.yml").write_text("site_name: Probe")
        assert run(["check", path]) == FINE


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

    def test_steps_become_packages_of_their_own(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["build", "scorm", "--steps", "--module", "x1", "-j", "1"]) == FINE
        assert "scorm/schritte-x1" in capsys.readouterr().out
        assert list((root / "dist/scorm").glob("x1-*-01-*-scorm12.zip"))

    def test_steps_are_packages(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["build", "print", "site", "--steps"]) == USAGE
        assert "--steps betrifft SCORM-Pakete: Nennen Sie auch scorm" in capsys.readouterr().err
        assert not (root / "dist").exists()

    @pytest.mark.parametrize("editions", [EDITIONS, EDITIONS[:1]], ids=["both", "one"])
    def test_schemas_go_into_the_packages_that_there_are_any_for(
        self, root: Path, editions: tuple[Edition, ...], capsys: pytest.CaptureFixture[str]
    ) -> None:
        for edition in editions:
            (root / "xsd" / edition.name).mkdir(parents=True)
            for name in edition.schemas.values():
                (root / "xsd" / edition.name / name).write_text("<a/>")
        assert run(["build", "scorm", "--xsd-dir", "xsd", "-j", "1"]) == FINE
        for edition in EDITIONS:
            (path,) = (root / "dist/scorm").glob(f"x1-*-{edition.name}.zip")
            held = set(edition.schemas.values()) & set(zipfile.ZipFile(path).namelist())
            assert held == (set(edition.schemas.values()) if edition in editions else set())
        said = capsys.readouterr().err
        words = "In xsd fehlen für SCORM 2004 4th Edition: imscp_v1p1.xsd, adlcp_v1p3.xsd, lom.xsd"
        assert (words in said) is (len(editions) == 1)
        assert "SCORM 1.2" not in said

    def test_without_any_schema_nothing_is_built(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["build", "scorm", "--xsd-dir", "curriculum"]) == USAGE
        said = capsys.readouterr().err
        assert "In curriculum liegen die Schemata keiner SCORM-Fassung vollständig. Es fehlen:" in said
        assert "SCORM 1.2: imscp_rootv1p1p2.xsd, adlcp_rootv1p2.xsd, imsmd_rootv1p2p1.xsd\n" in said
        assert "SCORM 2004 4th Edition: imscp_v1p1.xsd," in said
        assert run(["build", "scorm", "--xsd-dir", "gibtesnicht"]) == USAGE
        assert run(["build", "print", "--xsd-dir", "curriculum"]) == USAGE
        assert "--xsd-dir betrifft SCORM-Pakete" in capsys.readouterr().err
        assert not (root / "dist").exists()

    def test_a_folder_that_is_no_folder_of_schemas_is_refused(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(schemas, "MOST_FOLDERS", 1)
        assert run(["build", "scorm", "--xsd-dir", "."]) == USAGE
        assert "In . liegt mehr als die SCORM-Schemata." in capsys.readouterr().err

    def test_never_replaces_a_folder_of_others(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (root / "web").mkdir()
        for name in ("a\x1b[31m.txt", "b.txt", "c.txt", "d.txt", "manifest.json"):
            (root / "web" / name).write_text('{"name": "My PWA"}')
        assert run(["build", "scorm", "--out", "web"]) == USAGE
        assert "web liegen fremde Dateien: a<U+001B>[31m.txt, b.txt, c.txt, …. Nichts wurde" in capsys.readouterr().err
        assert len(list((root / "web").iterdir())) == 5

    @pytest.mark.parametrize(
        "name", ["modules", "curriculum/neu", "site/x/y", "templates", "builder", "tests/../tests"]
    )
    def test_never_writes_into_what_the_project_is_made_from(
        self, root: Path, name: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for folder in ("site", "templates", "builder", "tests"):
            (root / folder).mkdir()
        before = sorted(root.rglob("*"))
        assert run(["build", "scorm", "--out", name]) == USAGE
        assert "besteht das Projekt" in capsys.readouterr().err
        assert sorted(root.rglob("*")) == before

    def test_says_when_another_build_does_not_end(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(claim, "PATIENCE", 0.0)
        with claim.workshop(root / "dist"):
            assert run(["build", "scorm"]) == BUG
        assert "Ein anderer Lauf schreibt gerade" in capsys.readouterr().err
        assert not (root / "dist").exists()

    def test_names_what_could_not_be_drawn(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def fail(*arguments: object) -> None:
            raise RuntimeError("boom")

        monkeypatch.setitem(TARGETS, "print", fail)
        assert run(["build", "print", "-j", "1"]) == BUG
        err = capsys.readouterr().err
        assert err.index("print/x1 ließ sich nicht ausgeben.") < err.index("boom")
        assert "ein Fehler im Programm" in err

    @pytest.mark.parametrize("jobs", ["0", "-1", "drei", "1.5"])
    def test_jobs_are_at_least_one(self, root: Path, jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["build", f"--jobs={jobs}"]) == USAGE
        assert f"„{jobs}“ geht nicht: nötig ist eine ganze Zahl, mindestens 1." in capsys.readouterr().err


class TestServe:
    @pytest.mark.parametrize(
        "address", ["foo", "foo:80", "127.0.0.1", "127.0.0.1:", ":8000", "127.0.0.1:0", "127.0.0.1:99999", "[::1:80"]
    )
    def test_wants_an_address(self, root: Path, address: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["serve", "--address", address]) == USAGE
        assert f"„{address}“ ist keine Adresse" in capsys.readouterr().err

    @pytest.mark.parametrize("address", ["127.0.0.1:8000", "localhost:65535", "[::1]:1", "::1:8000"])
    def test_knows_addresses(self, root: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[str] = []
        monkeypatch.setattr(mkdocs_shell, "serve_site", lambda root, address: asked.append(address))
        assert run(["serve", "--address", address]) == FINE
        assert asked == [address]

    def test_says_when_the_port_is_taken(self, root: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            address = f"127.0.0.1:{taken.getsockname()[1]}"
            done = subprocess.run(
                [*CALL, "serve", "--address", address],
                capture_output=True,
                encoding="utf-8",
                timeout=LIMIT,
                check=False,
            )
        assert done.returncode == BUG
        assert f"{address}: Diese Adresse ist nicht frei" in done.stderr
        assert "Traceback" not in done.stderr


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

    @pytest.mark.parametrize("title", ["", "  ", "eins\nzwei", "rot\x1b[31m", "halb\udcff", "zwei\u2028Zeilen", "\x00"])
    def test_a_title_is_one_line_of_text(self, root: Path, title: str, capsys: pytest.CaptureFixture[str]) -> None:
        before = sorted(root.rglob("*"))
        for module_id in ("x2", "z9"):
            assert run(["new", module_id, "--title", title]) == USAGE
            assert "Titel" in capsys.readouterr().err
        assert sorted(root.rglob("*")) == before

    def test_an_id_is_no_longer_than_the_model_allows(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["new", "a" * 61, "--title", "Lang"]) == USAGE
        assert "höchstens 60 Zeichen" in capsys.readouterr().err
        assert run(["new", "a" * 60, "--title", "Lang " * 100]) == FINE

    def test_nothing_is_written_where_something_is(
        self, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder = root / "modules/x2-ueber-groesse-faelle"
        folder.write_text("da")
        assert run(["new", "x2"]) == USAGE
        assert f"modules/{folder.name} gibt es schon. Nichts wurde geschrieben." in capsys.readouterr().err
        folder.unlink()
        (tmp_path / "fremd").mkdir()
        folder.symlink_to(tmp_path / "fremd")
        assert run(["new", "x2"]) == USAGE
        assert "führt eine Verknüpfung aus dem Projekt hinaus" in capsys.readouterr().err
        assert list((tmp_path / "fremd").iterdir()) == []

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
    def broken(root: Path, today: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(acts, "_load", broken)
    assert run(["check"]) == BUG
    err = capsys.readouterr().err
    assert "boom" in err
    assert "ein Fehler im Programm" in err


def test_a_full_disk_is_not_a_bug(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(root: Path, today: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "dist/x")

    monkeypatch.setattr(acts, "_load", full)
    assert run(["check"]) == BUG
    assert capsys.readouterr().err.startswith("dist/x: Auf dem Datenträger ist kein Platz mehr.")


@pytest.mark.parametrize("call", [["build", "site"], ["serve"]], ids=["build", "serve"])
def test_a_site_mkdocs_cannot_build_is_said_in_german(
    root: Path, call: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "site").mkdir()
    (root / "site" / "index.md").write_text("# Start\n\nWillkommen.\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text("site_name: Probe\ntheme: {name: gibtesnicht}\n", encoding="utf-8")
    assert run(call) == BUG
    said = capsys.readouterr().err
    assert "Fehler: Die Lernseite ließ sich nicht bauen. MkDocs meldet:\n" in said
    assert "gibtesnicht" in said
    assert "Traceback" not in said


class TestStreams:
    """What the system gives a command to write to."""

    def call(self, root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, **environment}
        return subprocess.run(
            [*CALL, *arguments], cwd=root, env=environment, capture_output=True, timeout=LIMIT, check=False
        )

    @pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "ascii"])
    @pytest.mark.parametrize("arguments", [["check"], ["explain", "L003"]])
    def test_no_sign_is_too_much_for_it(self, root: Path, encoding: str, arguments: list[str]) -> None:
        done = self.call(root, *arguments, PYTHONIOENCODING=encoding)
        assert done.returncode == FINE
        assert done.stderr == b""

    def test_machines_get_utf8_all_the_same(self, root: Path) -> None:
        done = self.call(root, "check", "--format", "json", PYTHONIOENCODING="cp1252")
        assert "ü" in "".join(record["hint"] for record in json.loads(done.stdout.decode("utf-8")))

    @POSIX
    @pytest.mark.parametrize("closed", ["2>&-", ">&-", ">&- 2>&-"])
    def test_it_may_be_closed(self, root: Path, closed: str) -> None:
        call = ["sh", "-c", f'exec "$@" {closed}', "sh", *CALL, "build", "scorm"]
        done = subprocess.run(call, cwd=root, capture_output=True, timeout=LIMIT, check=False)
        assert done.returncode == FINE
        assert b"Traceback" not in done.stderr
        assert (root / "dist/scorm").is_dir()

    @POSIX
    @pytest.mark.parametrize("arguments", [["explain"], ["--help"], ["check"], ["build", "scorm"]])
    def test_its_reader_may_go(self, root: Path, arguments: list[str]) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            [*CALL, *arguments], cwd=root, stdout=writer, stderr=subprocess.PIPE, timeout=LIMIT, check=False
        )
        os.close(writer)
        assert done.returncode == CUT_OFF
        assert b"Traceback" not in done.stderr
        assert b"BrokenPipe" not in done.stderr


SLOW = """
import os, time
from pathlib import Path
from builder.rendering import targets

def slow(module, shared, language):
    os.write(1, b"working\\n")  # in one piece, whatever the other worker writes
    while not Path("go").exists():
        time.sleep(0.02)
    raise RuntimeError("must not come that far")

targets.TARGETS["scorm"] = slow  # in the workers as well: they import this file

if __name__ == "__main__":
    from builder.cli import main
    main()
"""


@POSIX
class TestEnding:
    """A build of two modules in two workers that are in the middle of their work when it ends."""

    @pytest.fixture
    def build(self, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
        root = begin_project(tmp_path / "projekt", "x1", "x2")
        assert run(["build", "moodle", "--root", str(root), "-j", "1"]) == FINE
        (root / "slow.py").write_text(SLOW)
        call = [sys.executable, "slow.py", "build", "scorm", "-j", "2"]
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "start_new_session": True}
        with subprocess.Popen(call, cwd=root, encoding="utf-8", **options) as process:
            hangs = Timer(LIMIT, process.kill)
            hangs.start()
            for _ in range(2):
                while (line := process.stdout.readline()) != "working\n":
                    assert line, "the build ended before its end"
            yield process
            hangs.cancel()
            (root / "go").touch()

    def test_workers_end_with_a_parent_that_is_killed(self, build: subprocess.Popen[str]) -> None:
        build.kill()
        build.communicate(timeout=LIMIT)  # ends when the last of them has let go of the pipe

    @pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
    def test_an_end_from_outside_is_said_and_leaves_the_last_result(
        self, build: subprocess.Popen[str], name: str, tmp_path: Path
    ) -> None:
        number = getattr(signal, name)
        if number == signal.SIGTERM:
            build.send_signal(number)
        else:  # a terminal tells all that run in it
            os.killpg(build.pid, number)
        (tmp_path / "projekt/go").touch()
        said, _ = build.communicate(timeout=LIMIT)
        assert said.strip() == "Abgebrochen; das letzte Ergebnis ist unverändert."
        assert build.returncode == BUG
        assert sorted(path.name for path in (tmp_path / "projekt/dist").iterdir()) == ["manifest.json", "moodle"]
        assert not list((tmp_path / "projekt").glob(".dist*"))
