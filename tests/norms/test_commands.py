"""``integrif norms`` as an editor calls it: reading texts, seeing what changed, confirming."""

from __future__ import annotations

import html
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.cli import FINDINGS, FINE, USAGE, run
from builder.pipeline import load
from builder.rendering import handout, scorm
from builder.rendering.site import module_page
from tests.checks.project import GRUND, HERE, MODULE, clean_project
from tests.law.texts import LAWS, needs_laws
from tests.norms.server import Server, contents, file, serving, zipped
from tests.packages import package_of
from tests.projects import edit

ROOT = Path(__file__).resolve().parents[2]
REGISTER = "curriculum/normen.yml"
OLD, NEW = "Es gilt nichts.", "Es gilt etwas."
TEXT = """% Probegesetz  (ProbeG)

# § 1 – Zweck

(1) {first}

(2) Immer.

# § 2 – Frist

Die Frist beträgt drei Monate. Sie beginnt mit der Registrierung.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that cites one law, whose old text it has read."""
    made = clean_project(tmp_path / "projekt")
    text = (GRUND / MODULE).read_text(encoding="utf-8")
    cited = "Das steht in § 1 Abs. 1 ProbeG. Die Frist steht in § 2 Satz 2 ProbeG."
    (made / MODULE).write_text(text.replace(HERE, cited), encoding="utf-8")
    entry = "- {kurz: ProbeG, titel: Probegesetz, slug: probeg}\n"
    (made / REGISTER).write_text((made / REGISTER).read_text(encoding="utf-8") + entry, encoding="utf-8")
    assert (
        run(["norms", "update", "--root", str(made), "--from", str(texts(tmp_path, OLD)), "--day", "2026-08-01"])
        == FINE
    )
    return made


def texts(folder: Path, first: str) -> Path:
    made = folder / f"texte-{len(list(folder.iterdir()))}"
    made.mkdir()
    (made / "ProbeG.md").write_text(TEXT.format(first=first), encoding="utf-8")
    return made


def changed(project: Path, day: str = "2026-09-22") -> None:
    """The law changes after the module was written."""
    folder = str(texts(project.parent, NEW))
    assert run(["norms", "update", "--root", str(project), "--from", folder, "--day", day]) == FINE


def codes(project: Path) -> list[str]:
    return [finding.code for finding in load(project).findings]


def test_reading_fills_the_register_and_never_the_wording(project: Path) -> None:
    written = (project / REGISTER).read_text(encoding="utf-8")
    assert "§ 1:" in written
    assert "vorhanden: 1–2" in written
    assert OLD not in written
    assert codes(project) == []
    assert any(OLD in path.read_text(encoding="utf-8") for path in (project / ".cache" / "normen").rglob("*.txt"))


def test_reading_the_same_again_changes_no_byte(project: Path) -> None:
    before = (project / REGISTER).read_bytes()
    assert (
        run(
            [
                "norms",
                "update",
                "--root",
                str(project),
                "--from",
                str(texts(project.parent, OLD)),
                "--day",
                "2026-08-01",
            ]
        )
        == FINE
    )
    assert (project / REGISTER).read_bytes() == before


def test_what_would_change_is_shown_before_it_is_read(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (project / REGISTER).read_bytes()
    capsys.readouterr()
    assert run(["norms", "diff", "--root", str(project), "--from", str(texts(project.parent, NEW))]) == FINDINGS
    shown = capsys.readouterr().out
    assert "§ 1 Abs. 1 ProbeG (Zweck)" in shown
    assert "Modul X1: papier" in shown
    assert "[–nichts.–] [+etwas.+]" in shown
    assert "§ 2" not in shown
    assert (project / REGISTER).read_bytes() == before


def test_a_change_marks_the_step_until_somebody_confirms(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(project)
    assert codes(project) == ["N008"]
    assert run(["norms", "diff", "--root", str(project)]) == FINDINGS
    confirm = ["norms", "confirm", "x1", "§ 1 Abs. 1 ProbeG", "--role", "Fachredaktion: Recht", "--as-of", "2026-10-01"]
    assert run([*confirm, "--root", str(project)]) == FINE
    assert codes(project) == []
    lines = (project / MODULE).read_text(encoding="utf-8").split("\n")
    at = lines.index("bestaetigt:")
    assert lines[at + 1].startswith(
        '  - {datum: 2026-10-01, rolle: "Fachredaktion: Recht", normen: {"§ 1 Abs. 1 ProbeG": "'
    )
    capsys.readouterr()
    assert run(["norms", "diff", "--root", str(project)]) == FINE
    assert "Keine Änderung" in capsys.readouterr().out


def test_readers_are_told_while_nobody_has_compared(project: Path) -> None:
    def told() -> list[bool]:
        course = load(project).course
        assert course is not None
        module, shared = course.modules[0], course.shared
        page = str(module_page(module, shared).body)
        inside = package_of(scorm.render(module, shared)).read("index.html").decode()
        paper = " ".join(handout.handout_tree(module, shared, "de")["about"])
        texts = [html.unescape(text).replace("\u00a0", " ") for text in (page, inside, paper)]
        return ["geändert: § 1 Abs. 1 ProbeG." in text for text in texts]

    assert told() == [False] * 3
    changed(project)
    assert told() == [True] * 3
    assert run(["norms", "confirm", "x1", "--role", "Recht", "--root", str(project)]) == FINE
    assert told() == [False] * 3


def test_a_second_change_asks_again(project: Path) -> None:
    changed(project)
    confirm = ["norms", "confirm", "x1", "--role", "Recht", "--root", str(project)]
    assert run(confirm) == FINE
    folder = str(texts(project.parent, "Es gilt alles."))
    assert run(["norms", "update", "--root", str(project), "--from", folder, "--day", "2026-10-10"]) == FINE
    assert codes(project) == ["N008"]
    assert run(confirm) == FINE
    assert codes(project) == []
    assert (project / MODULE).read_text(encoding="utf-8").count("- {datum:") == 2


def test_a_module_written_from_the_new_text_is_not_marked(project: Path) -> None:
    edit(project / MODULE, "rechtsstand: 2026-08-19", "rechtsstand: 2026-09-22")
    changed(project)
    assert codes(project) == []


def test_what_does_not_wait_cannot_be_confirmed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (project / MODULE).read_bytes()
    confirm = ["norms", "confirm", "--root", str(project), "--role", "Recht"]
    assert run([*confirm, "x1"]) == USAGE
    changed(project)
    assert run([*confirm, "x1", "§ 2 ProbeG"]) == USAGE
    assert "Es warten: § 1 Abs. 1 ProbeG" in capsys.readouterr().err
    assert run([*confirm, "x9"]) == USAGE
    assert run([*confirm, "irgendwas/x1"]) == USAGE
    assert (project / MODULE).read_bytes() == before


@pytest.mark.parametrize(
    ("document", "path", "entry", "next_one"),
    [
        (
            "irrtum/frist",
            "curriculum/irrtuemer.yml",
            "  satz: Es gilt nichts.\n  richtig: Doch (§ 1 Abs. 1 ProbeG).\n",
            "  satz: Nie.\n  richtig: Doch.\n",
        ),
        (
            "begriff/frist",
            "curriculum/glossar.yml",
            "  begriff: Frist\n  erklaerung: Siehe § 1 Abs. 1 ProbeG.\n",
            "  begriff: Ende\n  erklaerung: Das Ende.\n",
        ),
        (
            "begriff/frist",
            "curriculum/glossar.yml",
            '  begriff: Frist\n  erklaerung: Zeit.\n  normen: ["§ 1 Abs. 1 ProbeG"]\n',
            "  begriff: Ende\n  erklaerung: Das Ende.\n",
        ),
        (
            "akteur/frist",
            "curriculum/akteure.yml",
            "  name: Amt\n  ebene: land\n  aufgabe: Tut, was § 1 Abs. 1 ProbeG sagt.\n  ansprechen: Immer.\n  stand: 2026-11-01\n",
            "  name: Ende\n  ebene: bund\n  aufgabe: Keine.\n  ansprechen: Nie.\n  stand: 2026-11-01\n",
        ),
    ],
)
def test_an_entry_of_a_shared_list_waits_until_it_is_confirmed(
    project: Path, document: str, path: str, entry: str, next_one: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def waiting() -> list[str]:
        return [f.hint for f in load(project).findings if f.code == "N008" and f.place.path == path]

    before = (project / path).read_text(encoding="utf-8") if (project / path).exists() else ""
    text = f"{before}- id: frist\n{entry}  rechtsstand: 2026-08-01\n- id: letzter\n{next_one}"
    (project / path).write_text(text, encoding="utf-8")
    changed(project)
    (hint,) = waiting()
    assert f"integrif norms confirm {document} " in hint
    assert run(["norms", "status", "--root", str(project)]) == FINE
    kind, name = document.split("/")
    assert f"{kind.capitalize()} {name}" in capsys.readouterr().out
    confirm = ["norms", "confirm", "--role", "Recht", "--root", str(project)]
    assert run([*confirm, document]) == FINE
    assert waiting() == []
    assert run([*confirm, f"{kind}/niemand"]) == USAGE
    after = (project / path).read_text(encoding="utf-8")
    added = set(after.split("\n")) - set(text.split("\n"))
    assert len(added) == 2
    assert after.index("bestaetigt") < after.index("- id: letzter")


def test_a_text_that_cannot_be_used_leaves_the_register_alone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (project / REGISTER).read_bytes()
    folder = texts(project.parent, NEW)
    (folder / "kaputt.zip").write_bytes(zipped(b"<dokumente>")[:50])
    assert run(["norms", "update", "--root", str(project), "--from", str(folder)]) == FINDINGS
    said = capsys.readouterr().err
    assert "kaputt.zip: Die Datei ist kein vollständiges Zip" in said
    assert "Das Register ist unverändert." in said
    assert (project / REGISTER).read_bytes() == before


def test_a_folder_without_a_law_of_the_register_is_said(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (empty := project.parent / "leer").mkdir()
    for command in ("update", "diff"):
        assert run(["norms", command, "--root", str(project), "--from", str(empty)]) == FINDINGS
        assert "leer: Im Ordner liegt kein Text eines Gesetzes aus dem Register." in capsys.readouterr().err


def test_two_texts_of_one_law_are_not_chosen_from(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = texts(project.parent, NEW)
    shutil.copy(folder / "ProbeG.md", folder / "ProbeG-alt.md")
    assert run(["norms", "update", "--root", str(project), "--from", str(folder)]) == FINDINGS
    assert "ein Text von „ProbeG“, wie schon ProbeG-alt.md" in capsys.readouterr().err


def test_a_text_with_the_name_of_an_entry_and_another_number_is_a_misfit(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project / REGISTER, "slug: probeg", "slug: probeg\n  doknr: BJNR000010001")
    folder = texts(project.parent, NEW)
    (folder / "ProbeG.md").rename(folder / "ProbeG-BJNR999990001.md")
    assert run(["norms", "update", "--root", str(project), "--from", str(folder)]) == FINDINGS
    assert "Der Eintrag „ProbeG“ passt nicht zum Text" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("kurz: ProbeG", "§ kurz: ProbeG"),
        ("slug: probeg", "slug: ProbeG"),
        ("textdatum: 2026", "textdatum: 31.1.2026 #"),
    ],
)
@pytest.mark.parametrize("command", ["status", "update", "diff", "confirm"])
def test_a_register_that_cannot_be_read_is_not_written_anew(
    project: Path, right: str, wrong: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project / REGISTER, right, wrong)
    before = (project / REGISTER).read_bytes()
    more = {"update": ["--from", str(texts(project.parent, NEW))], "confirm": ["x1", "--role", "Recht"]}.get(
        command, []
    )
    assert run(["norms", command, "--root", str(project), *more]) == FINDINGS
    said = capsys.readouterr().err
    assert said.startswith(REGISTER)
    assert "Beheben Sie das zuerst" in said
    assert (project / REGISTER).read_bytes() == before


def test_what_people_wrote_into_the_register_stays(project: Path) -> None:
    by_hand = """\
# Verfassung, von uns gelesen
- {kurz: GG, titel: Grundgesetz, quelle: von Hand, zeichen: Art., textdatum: 2026-11-22, pruefen_bis: 2027-11-22,
   verantwortlich: Fachredaktion Recht, artikel: [Art. 16a]}  # mehr brauchen wir nicht
"""
    register = (project / REGISTER).read_text(encoding="utf-8")
    (project / REGISTER).write_text(register + by_hand + "# Ende\n", encoding="utf-8")
    changed(project)
    after = (project / REGISTER).read_text(encoding="utf-8")
    assert after.endswith(by_hand + "# Ende\n")
    assert after != register + by_hand + "# Ende\n"


@pytest.mark.parametrize("repealed", ["# § 1 – (weggefallen)\n", ""])
def test_a_norm_that_is_repealed_as_a_whole_is_said_once(project: Path, repealed: str) -> None:
    folder = project.parent / "neu"
    folder.mkdir()
    text = TEXT.format(first=OLD)
    begin, end = text.index("# § 1"), text.index("# § 2")
    (folder / "ProbeG.md").write_text(text[:begin] + repealed + text[end:], encoding="utf-8")
    update = ["norms", "update", "--root", str(project), "--from", str(folder), "--day", "2026-09-22"]
    assert run(update) == FINE
    assert codes(project) == ["N003" if repealed else "N002"]


def test_an_absatz_that_moved_is_named_with_its_new_number(project: Path) -> None:
    edit(project / MODULE, "§ 1 Abs. 1 ProbeG", "§ 1 Abs. 2 ProbeG")
    folder = texts(project.parent, OLD)
    edit(folder / "ProbeG.md", "(2) Immer.", "(2) (weggefallen)\n\n(3) Immer.")
    assert run(["norms", "update", "--root", str(project), "--from", str(folder), "--day", "2026-09-22"]) == FINE
    (finding,) = load(project).findings
    assert finding.code == "N004"
    assert (
        "ist weggefallen (seit dem Text vom 22.09.2026); derselbe Wortlaut steht jetzt in Absatz 3" in finding.message
    )


V = "verantwortlich: Fachredaktion Recht\n"
EARLIER = '- {datum: 2026-01-01, rolle: R, normen: {"§ 1 Abs. 1 ProbeG": "6db0c85058bf"}}\n'


@pytest.mark.parametrize(
    ("written", "done"),
    [
        (V + "bestaetigt:\n" + EARLIER, True),
        (V + "bestaetigt:\n    " + EARLIER, True),
        ("verantwortlich:\n  Fachredaktion Recht\n", True),
        ("verantwortlich: >-\n  Fachredaktion\n  Recht\n", False),
        ('verantwortlich: "Fachredaktion\n  Recht"\n', False),
        ("bestaetigt:\n  " + EARLIER + V, False),
        (V + '"bestaetigt":\n  ' + EARLIER, False),
        (V + "bestaetigt: []\n", False),
    ],
)
def test_a_confirmation_adds_itself_and_nothing_else(
    project: Path, written: str, done: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project / MODULE, V, written)
    changed(project)
    before = (project / MODULE).read_bytes()
    code = run(["norms", "confirm", "x1", "§ 1 Absatz 1 ProbeG", "--role", "Recht", "--root", str(project)])
    assert code == (FINE if done else USAGE)
    if done:
        assert codes(project) == []
    else:
        assert (project / MODULE).read_bytes() == before
        assert "Schreiben Sie diese Zeile in modules/x1-probe/modul.md selbst" in capsys.readouterr().err


def test_line_ends_stay_what_they_are(project: Path) -> None:
    changed(project)
    text = (project / MODULE).read_bytes().replace(b"\n", b"\r\n")
    (project / MODULE).write_bytes(text)
    assert run(["norms", "confirm", "x1", "--role", "Recht", "--root", str(project)]) == FINE
    after = (project / MODULE).read_bytes()
    assert after.count(b"\n") == after.count(b"\r\n") == text.count(b"\n") + 2


@pytest.mark.parametrize("role", ["", " ", "\n"])
def test_a_confirmation_needs_a_role(project: Path, role: str) -> None:
    changed(project)
    assert run(["norms", "confirm", "x1", "--role", role, "--root", str(project)]) == USAGE


def read(project: Path, text: str, day: str) -> int:
    """Read the law as it is on a day."""
    folder = project.parent / f"am-{day}-{len(list(project.parent.iterdir()))}"
    folder.mkdir()
    (folder / "ProbeG.md").write_text(text, encoding="utf-8")
    return run(["norms", "update", "--root", str(project), "--from", str(folder), "--day", day])


def test_a_text_of_an_earlier_day_does_not_undo_what_is_known(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(project)
    before = (project / REGISTER).read_bytes()
    assert read(project, TEXT.format(first=OLD), "2026-08-01") == FINDINGS
    assert "Der Text von „ProbeG“ ist älter (01.08.2026)" in capsys.readouterr().err
    assert read(project, TEXT.format(first=NEW) + "\n# § 3 – Ende\n\nAus.\n", "2026-08-01") == FINDINGS
    assert (project / REGISTER).read_bytes() == before
    assert read(project, TEXT.format(first=NEW), "2026-08-01") == FINE
    assert (project / REGISTER).read_bytes() == before


def test_two_changes_before_anybody_compares_are_shown_as_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(project)
    assert read(project, TEXT.format(first="Es gilt etwas, ja."), "2026-10-01") == FINE
    capsys.readouterr()
    assert run(["norms", "diff", "--root", str(project)]) == FINDINGS
    assert "[–nichts.–] [+etwas, ja.+]" in capsys.readouterr().out
    assert read(project, TEXT.format(first=OLD), "2026-10-02") == FINE
    assert codes(project) == []


def test_after_somebody_compared_only_what_is_new_is_shown(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(project)
    assert run(["norms", "confirm", "x1", "--root", str(project), "--role", "Recht"]) == FINE
    assert read(project, TEXT.format(first="Es gilt etwas, ja."), "2026-10-01") == FINE
    capsys.readouterr()
    assert run(["norms", "diff", "--root", str(project)]) == FINDINGS
    assert "[–etwas.–] [+etwas, ja.+]" in capsys.readouterr().out


def test_what_cannot_be_read_for_once_is_not_forgotten(project: Path) -> None:
    changed(project)
    edit(project / MODULE, "dauer:", "dauer: viel\nduaer:")
    (project / MODULE).rename(project / "modul.md")
    assert read(project, TEXT.format(first=NEW), "2026-10-01") == FINE
    (project / "modul.md").rename(project / MODULE)
    edit(project / MODULE, "dauer: viel\nduaer:", "dauer:")
    assert codes(project) == ["N008"]


def test_without_the_old_wording_the_new_one_is_shown(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(project)
    shutil.rmtree(project / ".cache")
    folder = str(texts(project.parent, "Es gilt viel."))
    capsys.readouterr()
    assert run(["norms", "diff", "--root", str(project), "--from", folder]) == FINDINGS
    shown = capsys.readouterr().out
    assert "anderer Wortlaut, heute: [+Es gilt viel.+]" in shown
    assert "integrif norms diff --before ALT --from NEU" in shown


def test_an_absatz_that_got_another_number_is_shown_so(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = texts(project.parent, OLD)
    edit(folder / "ProbeG.md", f"(1) {OLD}\n\n(2) Immer.", f"(1) Neu davor.\n\n(2) {OLD}\n\n(3) Immer.")
    capsys.readouterr()
    assert run(["norms", "diff", "--root", str(project), "--from", str(folder), "--all"]) == FINDINGS
    assert "der frühere Wortlaut steht jetzt in § 1 Abs. 2 ProbeG" in capsys.readouterr().out


def test_what_is_read_for_the_first_time_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project / MODULE, "§ 2 Satz 2 ProbeG", "§ 2 Satz 2 ProbeG und § 3 ProbeG")
    capsys.readouterr()
    assert read(project, TEXT.format(first=OLD) + "\n# § 3 – Ende\n\nAus.\n", "2026-10-01") == FINE
    assert "Neu gelesen: § 3 ProbeG" in capsys.readouterr().out


def test_a_release_says_how_old_the_law_is(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["release", "--root", str(project), "--as-of", "2026-11-22"]) == FINE
    shown = capsys.readouterr().out
    assert "Die Gesetzestexte sind bis zu 113 Tage alt" in shown
    assert "Noch nicht ausgefüllt" not in shown


def test_a_release_says_once_what_the_operator_has_not_filled_in(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(project / "curriculum" / "curriculum.yml", "  name: Probeträger\n", "")
    capsys.readouterr()
    assert run(["release", "--root", str(project), "--as-of", "2026-11-22"]) == FINE
    assert capsys.readouterr().out.count("Noch nicht ausgefüllt: betreiber: name.") == 1


def test_files_without_a_date_are_said_to_be_of_today(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["norms", "update", "--root", str(project), "--from", str(texts(project.parent, NEW))]) == FINE
    assert "Die Dateien nennen ihr Datum nicht" in capsys.readouterr().err


def test_a_law_without_a_text_stays_as_it_is(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = load(project).course
    changed(project)
    after = load(project).course
    assert before is not None
    assert after is not None
    assert before.shared.register.law("AsylG") == after.shared.register.law("AsylG")
    assert "AsylG" in capsys.readouterr().err


def test_the_state_names_law_norm_and_place(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["norms", "status", "--root", str(project), "--as-of", "2026-08-11"]) == FINE
    shown = capsys.readouterr().out
    assert "ProbeG (Probegesetz): Text vom 01.08.2026, 10 Tage alt" in shown
    assert "§ 1: Modul X1: papier" in shown
    assert "Nichts ist zu prüfen" in shown


def test_a_release_is_refused_while_something_waits(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release = ["release", "--root", str(project)]
    assert run([*release, "--as-of", "2026-11-22"]) == FINE
    assert run([*release, "--as-of", "2027-05-21"]) == FINDINGS
    assert "R005" in capsys.readouterr().err
    changed(project)
    assert run([*release, "--as-of", "2026-11-22"]) == FINDINGS
    assert "N008" in capsys.readouterr().err
    assert run(["norms", "confirm", "x1", "--role", "Recht", "--root", str(project)]) == FINE
    edit(project / MODULE, "version: 1.0.0", "version: 1.0.1")
    edit(project / "curriculum" / "curriculum.yml", 'version: "2026.1"', 'version: "2026.2"')
    assert run([*release, "--as-of", "2026-11-22"]) == FINE


def test_an_older_file_of_an_unchanged_law_is_no_problem(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    update = ["norms", "update", "--root", str(project), "--from"]
    folder = tmp_path / "amtlich"
    folder.mkdir()
    (folder / "ProbeG.xml").write_text(official(OLD, "20240101"), encoding="utf-8")
    assert run([*update, str(folder)]) == FINE
    assert "textdatum: 2026-08-01" in (project / REGISTER).read_text(encoding="utf-8")
    (folder / "ProbeG.xml").write_text(official(NEW, "20240101"), encoding="utf-8")
    assert run([*update, str(folder)]) == FINDINGS
    assert "ist älter (01.01.2024) als der im Register (01.08.2026) und lautet anders" in capsys.readouterr().err


def official(first: str, built: str) -> str:
    """The same law as the server has it."""
    norm = "<norm><metadaten><enbez>{}</enbez><titel>{}</titel></metadaten><textdaten><text><Content>{}</Content></text></textdaten></norm>"
    return (
        f'<dokumente builddate="{built}000000" doknr="BJNR1"><norm><metadaten><jurabk>ProbeG</jurabk></metadaten></norm>'
        + norm.format("§ 1", "Zweck", f"<P>(1) {first}</P><P>(2) Immer.</P>")
        + norm.format("§ 2", "Frist", "<P>Die Frist beträgt drei Monate. Sie beginnt mit der Registrierung.</P>")
        + "</dokumente>"
    )


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def test_the_register_is_read_from_a_server(project: Path, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    xml = (
        '<dokumente builddate="20260922000000" doknr="BJNR1"><norm><metadaten><jurabk>ProbeG</jurabk></metadaten></norm>'
        "<norm><metadaten><enbez>§ 1</enbez><titel>Zweck</titel></metadaten><textdaten><text><Content>"
        f"<P>(1) {NEW}</P><P>(2) Immer.</P></Content></text></textdaten></norm></dokumente>"
    )
    server.answers["gii-toc.xml"] = contents("probeg")
    server.answers["probeg/xml.zip"] = file(zipped(xml.encode()), tag='"a"')
    update = ["norms", "update", "--root", str(project), "--server", server.address, "--law", "ProbeG"]
    assert run(update) == FINE
    assert "§ 1 Abs. 1 ProbeG" in capsys.readouterr().out
    assert sorted(codes(project)) == ["N002", "N008"]  # § 2 is gone, § 1 Abs. 1 has changed
    register = (project / REGISTER).read_bytes()
    assert run(update) == FINE
    assert server.headers["probeg/xml.zip"]["If-None-Match"] == '"a"'
    assert (project / REGISTER).read_bytes() == register


def test_a_server_that_fails_leaves_the_register_alone(
    project: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (project / REGISTER).read_bytes()
    assert run(["norms", "update", "--root", str(project), "--server", server.address]) == FINDINGS
    assert "404" in capsys.readouterr().err
    assert (project / REGISTER).read_bytes() == before


@needs_laws
def test_april_to_august_names_section_61_and_every_step_that_cites_it(capsys: pytest.CaptureFixture[str]) -> None:
    folders = ["--before", str(LAWS / "xml-2026-04"), "--from", str(LAWS / "md")]
    assert run(["norms", "diff", "--root", str(ROOT), *folders]) == FINDINGS
    shown = capsys.readouterr().out.split("\n\n")
    block = next(part for part in shown if part.startswith("§ 61 Abs. 1 AsylG"))
    course = load(ROOT).course
    assert course is not None
    citing = {
        mention.where.part
        for mention in course.mentions
        if mention.citation.law == "AsylG" and mention.citation.norm == "61" and mention.citation.paragraph in ("", "1")
    }
    assert citing
    assert [part for part in citing if part not in block] == []
    assert "[+drei Monate nach der Registrierung seines Asylantrags+]" in block


@needs_laws
def test_all_citations_of_all_modules_resolve_against_the_official_text(tmp_path: Path) -> None:
    """Not against our register, but against one made anew from the texts."""
    fresh = tmp_path / "projekt"
    for name in ("curriculum", "modules"):
        shutil.copytree(ROOT / name, fresh / name)
    assert run(["norms", "update", "--root", str(fresh), "--from", str(LAWS / "md"), "--day", "2026-08-19"]) == FINE
    assert [str(finding) for finding in load(fresh).findings if finding.code.startswith("N")] == []
