"""``integrif release`` as an editor calls it: what it writes, what it refuses, and what is left when it is cut short."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builder import output
from builder.cli import BUG, FINDINGS, FINE, run
from builder.model.freeze import release_of
from builder.pipeline import load
from builder.rendering.release import freeze_file
from builder.rendering.site import module_page
from tests.checks.project import MODULE, clean_project, in_module
from tests.projects import edit

CURRICULUM, LOG, CITED, FIRST, SECOND = (
    "curriculum/curriculum.yml",
    "CHANGELOG.md",
    ("CITATION.cff", ".zenodo.json"),
    "curriculum/freigaben/2026.1.json",
    "curriculum/freigaben/2026.2.json",
)
FROZEN = """\
{
 "version": "2026.1",
 "datum": "2026-11-22",
 "kurse": {
  "x": ["x1"]
 },
 "pfade": {
  "einstieg": ["x1"]
 },
 "plaetze": {
  "x1": ["x1_f_titel", "x1_f_duldung", "x1_f_stelle"],
  "kurs-x": ["x1_f_titel", "x1_f_duldung", "x1_f_stelle"],
  "pfad-einstieg": ["x1_f_titel", "x1_f_duldung", "x1_f_stelle"]
 },
 "module": {
  "x1": {
   "version": "1.0.0",
   "abschluss": "bestanden",
   "bestehensgrenze": 80,
   "status12": "completed",
   "inhalt": "…",
   "ziele": ["l1", "l2"],
   "schritte": {"papier": "t", "faelle": "l", "stelle": "u"},
   "fragen": {
    "f_titel": {"kuerzel": "xa", "marke": "jfv", "art": "einfach", "punkte": 1, "kern": "cc0f8cc08f08", "antworten": ["+28cbfdbbf7e2", "-d3352559e1d8", "-1553a28dde31"]},
    "f_duldung": {"kuerzel": "43", "marke": "6mi", "art": "wahr_falsch", "punkte": 1, "kern": "99583f8173f7"},
    "f_rat": {"kuerzel": "ly", "marke": "bdx", "art": "offen", "punkte": 1, "kern": "b1981105cd3c"},
    "f_stelle": {"kuerzel": "xp", "marke": "qfs", "art": "einfach", "punkte": 1, "kern": "5dec79384c93", "antworten": ["-b5c6561adfca", "+86dceeedcdce", "-c4e638f8a84f"]}
   }
  }
 }
}
"""
ANOTHER = """
::: frage einfach {{#{name} ziel=l1{more}}}
{stem}

- [x] das Papier
  > Richtig. Erst das Papier.
- [ ] der Vertrag
  > Der Vertrag kommt später.
- [ ] der Wunsch
  > Der Wunsch zählt hier nicht.
:::
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return clean_project(tmp_path / "projekt")


def release(project: Path, day: str = "2026-11-22") -> int:
    return run(["release", "--root", str(project), "--as-of", day])


def with_text(project: Path, text: str) -> None:
    """The module with a text where a fixture would have it."""
    (project / MODULE).write_text(in_module(text)[0], encoding="utf-8")


def raised(project: Path, version: str, edition: str = "2026.2") -> None:
    path = project / MODULE
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^version: .*$", f"version: {version}", text, flags=re.MULTILINE), encoding="utf-8")
    text = (project / CURRICULUM).read_text(encoding="utf-8")
    text = re.sub(r"^version: .*$", f'version: "{edition}"', text, flags=re.MULTILINE)
    (project / CURRICULUM).write_text(text, encoding="utf-8")


def files(project: Path) -> dict[str, bytes]:
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in project.rglob("*") if path.is_file()}


def test_the_first_release_freezes_and_begins_the_change_log(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(project)
    assert release(project) == FINE
    said = capsys.readouterr().out
    for words in ("Die Ausgabe 2026.1 ist freigegeben", FIRST, LOG, "CHANGELOG.md gab es noch nicht"):
        assert words in said
    after = files(project)
    assert {name for name in after if after[name] != before.get(name)} == {FIRST, LOG, *CITED}
    assert after[LOG].decode() == "# Changelog\n\n## [2026.1] – 2026-11-22\n\n- **X1 Wer darf anfangen?** 1.0.0, neu.\n"


def test_a_freeze_file_can_be_read_by_people(project: Path) -> None:
    assert release(project) == FINE
    text = (project / FIRST).read_text(encoding="utf-8")
    assert re.sub(r'"inhalt": "[0-9a-f]{12}"', '"inhalt": "…"', text) == FROZEN
    assert len(text.splitlines()) < 50


def test_what_is_written_is_what_is_read(project: Path) -> None:
    made = load(project).course
    assert made is not None
    promised = release_of(made, date(2026, 11, 22))
    assert release(project) == FINE
    loaded = load(project)
    assert loaded.course is not None
    assert loaded.course.shared.releases == (promised,)
    assert loaded.findings == ()
    assert freeze_file(loaded.course.shared.releases[0]).data == (project / FIRST).read_bytes()


def test_a_second_call_has_nothing_to_do(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release(project) == FINE
    before = files(project)
    assert release(project, "2026-12-24") == FINE
    assert "ist schon freigegeben, seitdem hat sich nichts geändert" in capsys.readouterr().out
    assert files(project) == before


def test_the_ends_of_lines_are_no_change(project: Path) -> None:
    assert release(project) == FINE
    for name in (MODULE, "modules/x1-probe/seminar.yml", CURRICULUM, "curriculum/regelwerke/probe.yml"):
        path = project / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert [finding.code for finding in load(project).findings] == []


CHANGES: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "a word": (lambda p: edit(p / MODULE, "Ein Hotel hat", "Ein Gasthof hat"), "1.0.1", "ist etwas an Text"),
    "the seminar plan": (
        lambda p: edit(p / "modules/x1-probe/seminar.yml", "raum:", "raum: Ein heller"),
        "1.0.1",
        "ist etwas an Text",
    ),
    "the rule table it shows": (
        lambda p: edit(p / "curriculum/regelwerke/probe.yml", "hinweis:", "hinweis: Merke,"),
        "1.0.1",
        "ist etwas an Text",
    ),
    "what people say of it": (
        lambda p: edit(p / "curriculum/irrtuemer.yml", "  satz: ", "  satz: Oft heißt es, "),
        "1.0.1",
        "ist etwas an Text",
    ),
    "a question more": (
        lambda p: with_text(p, ANOTHER.format(name="f_neu", more="", stem="Was gilt?")),
        "1.1.0",
        "ist etwas dazugekommen",
    ),
    "another right answer": (
        lambda p: edit(p / MODULE, "Wer entscheidet über die Erlaubnis?", "Wer stimmt der Erlaubnis zu?"),
        "2.0.0",
        "wird etwas noch einmal gefragt",
    ),
    "the pass mark": (
        lambda p: edit(p / CURRICULUM, "kurse:", "vorgaben: {bestehensgrenze: 70}\nkurse:"),
        "2.0.0",
        "wird etwas noch einmal gefragt, zählt anders",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_needs_new_versions_and_is_told_which(
    project: Path, change: str, capsys: pytest.CaptureFixture[str]
) -> None:
    make, needed, since = CHANGES[change]
    assert release(project) == FINE
    make(project)
    before = files(project)
    capsys.readouterr()
    assert release(project) == FINDINGS
    said = capsys.readouterr().err
    for words in ("U008", since, f"version: {needed}", "U009", 'version: "2026.2"', "Nicht freigegeben"):
        assert words in said
    assert files(project) == before
    raised(project, needed)
    assert release(project, "2026-11-30") == FINE
    log = (project / LOG).read_text(encoding="utf-8")
    assert log.index("## [2026.2] – 2026-11-30") < log.index("## [2026.1] – 2026-11-22")
    assert f"- **X1 Wer darf anfangen?** {needed} (bisher 1.0.0), " in log
    assert "Ersetzen Sie die Datei in derselben Aktivität" in log


def test_a_check_lets_a_version_pass_that_a_release_refuses(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release(project) == FINE
    edit(project / MODULE, "Ein Hotel hat", "Ein Gasthof hat")
    assert run(["check", str(project), "--as-of", "2026-11-22"]) == FINE
    assert "Tipp U008" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("version", "edition", "codes"), [("0.9.0", "2026.2", ["U008"]), ("1.0.1", "2025.9", ["U009"])]
)
def test_a_lower_version_is_refused(
    project: Path, version: str, edition: str, codes: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert release(project) == FINE
    raised(project, version, edition)
    assert release(project) == FINDINGS
    assert re.findall(r"U\d{3}(?=:)", capsys.readouterr().err) == codes


def test_all_refusals_are_said_at_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release(project) == FINE
    edit(project / MODULE, "{#f_stelle ziel=l2}", "{#f_amt ziel=l2}")
    edit(project / MODULE, "pruefen_bis: 2027-05-20", "pruefen_bis: 2026-11-21")
    assert release(project) == FINDINGS
    assert sorted(set(re.findall(r"[A-Z]\d{3}(?=:)", capsys.readouterr().err))) == ["R005", "U001", "U008", "U009"]


def test_a_day_before_the_last_release_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release(project) == FINE
    raised(project, "1.0.1")
    assert release(project, "2026-11-21") == FINDINGS
    assert "Die Ausgabe 2026.1 trägt den 22.11.2026; heute ist der 21.11.2026." in capsys.readouterr().err


def test_a_broken_freeze_file_hides_nothing_and_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release(project) == FINE
    whole = (project / FIRST).read_text(encoding="utf-8")
    for broken, says in (
        (whole[: len(whole) // 2], "nicht lesbar"),
        (whole.replace('"marke"', '"markke"', 1), "Hier fehlt die Angabe „marke“."),
        (whole.replace('"kuerzel": "', '"kuerzel": "zzz', 1), "Bei „kuerzel“ steht „zzzxa“"),
        (whole.replace('"2026.1"', '"2026.7"'), "ist nicht der Name der Datei"),
        (whole.replace('   "inhalt"', '<<<<<<< HEAD\n   "inhalt"'), "nicht lesbar"),
        ("", "Hier stehen keine Angaben."),
    ):
        (project / FIRST).write_text(broken, encoding="utf-8")
        assert release(project) == FINDINGS
        (line,) = re.findall(r"^\S+: Muss .*", capsys.readouterr().err, re.MULTILINE)
        assert line.startswith(f"{FIRST}:")
        assert "U015: Die Freigabe „2026.1.json“ ist beschädigt." in line
        assert says in line


def freezes(project: Path) -> list[Path]:
    return list((project / "curriculum/freigaben").iterdir())


def question_data(project: Path) -> list[dict[str, Any]]:
    """What the player is given of each question of the module."""
    course = load(project).course
    assert course is not None
    page = str(module_page(course.modules[0], course.shared).body)
    return [json.loads(found) for found in re.findall(r'class="question-data">(.*?)</script>', page, re.DOTALL)]


def test_a_question_is_replaced_and_later_replaced_again(project: Path) -> None:
    with_text(project, ANOTHER.format(name="f_a", more="", stem="Was gilt zuerst?"))
    assert release(project) == FINE
    with_text(project, ANOTHER.format(name="f_b", more=" ersetzt=f_a", stem="Was gilt am Anfang?"))
    raised(project, "2.0.0")
    assert release(project) == FINE
    with_text(project, ANOTHER.format(name="f_c", more=" ersetzt=f_b", stem="Was gilt immer?"))
    raised(project, "3.0.0", "2026.3")
    assert release(project) == FINE
    log = (project / LOG).read_text(encoding="utf-8")
    assert "Ersetzt: x1_f_a → x1_f_b." in log
    assert "Ersetzt: x1_f_b → x1_f_c." in log
    frozen = json.loads((project / "curriculum/freigaben/2026.3.json").read_text(encoding="utf-8"))
    assert frozen["module"]["x1"]["fragen"]["f_c"]["ersetzt"] == "f_b"
    codes = [json.loads(path.read_text())["module"]["x1"]["fragen"] for path in sorted(freezes(project))]
    by_id = {data["id"]: data for data in question_data(project)}
    assert by_id["f_c"]["replaces"] == [codes[1]["f_b"]["kuerzel"], codes[0]["f_a"]["kuerzel"]]
    assert by_id["f_c"]["code"] == codes[2]["f_c"]["kuerzel"]
    assert by_id["f_c"]["fingerprint"] == codes[2]["f_c"]["marke"]
    assert "replaces" not in by_id["f_titel"]


def test_a_question_goes_on_purpose_and_the_line_may_go_after_it(project: Path) -> None:
    with_text(project, ANOTHER.format(name="f_a", more="", stem="Was gilt zuerst?"))
    assert release(project) == FINE
    with_text(project, "")
    raised(project, "2.0.0")
    assert release(project) == FINDINGS
    edit(project / MODULE, "version: 2.0.0", "version: 2.0.0\nentfallen: [f_a]")
    assert release(project) == FINE
    assert "Entfallene Fragen: x1_f_a." in (project / LOG).read_text(encoding="utf-8")
    edit(project / MODULE, "\nentfallen: [f_a]", "")
    raised(project, "2.0.1", "2026.3")
    assert release(project) == FINE


class TestCutShort:
    def cut(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """The system refuses to put the new file in place."""
        real = Path.replace

        def refuse(path: Path, target: str | os.PathLike[str]) -> Path:
            if Path(target).name == name:
                raise OSError(28, "kein Platz", str(target))
            return real(path, target)

        monkeypatch.setattr(Path, "replace", refuse)

    def test_before_anything_is_written(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        before = files(project)
        self.cut("2026.1.json", monkeypatch)
        assert release(project) == BUG
        assert files(project) == before

    def test_between_the_two_files(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.cut(LOG, monkeypatch)
        assert release(project) == BUG
        assert (project / FIRST).is_file()
        assert not (project / LOG).exists()
        monkeypatch.undo()
        assert release(project, "2026-12-01") == FINE
        assert "## [2026.1] – 2026-11-22" in (project / LOG).read_text(encoding="utf-8")
        assert '"datum": "2026-11-22"' in (project / FIRST).read_text(encoding="utf-8")

    def test_where_the_change_log_cannot_be_read_nothing_is_written(
        self, project: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (project / LOG).mkdir()
        assert release(project) == BUG
        assert LOG in capsys.readouterr().err
        assert not (project / FIRST).exists()


def test_the_room_that_writes_makes_the_folder(tmp_path: Path) -> None:
    output.rewrite(tmp_path / "a/b.json", b"1")
    assert output.present(tmp_path / "a/b.json") == b"1"
    assert output.present(tmp_path / "a/c.json") is None
