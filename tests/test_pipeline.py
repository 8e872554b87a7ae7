"""Read → check → render → write: what is built again, what is kept, what is left alone."""

from __future__ import annotations

import json
import pickle
import re
import time
import zipfile
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread
from typing import ClassVar

import pytest

from builder.model.course import Course
from builder.output import MANIFEST, NotOurs, Output, OutputFile, claim
from builder.pipeline import SITE, Build, Step, load
from builder.rendering.address import OFFLINE
from builder.rendering.downloads import Offer
from builder.rendering.targets import BUNDLE_TARGETS, KIT_TARGETS, REFERENCE_TARGETS, STEP_TARGETS, TARGETS, NotRendered
from tests import glossary
from tests.checks.project import GRUND
from tests.projects import begin_project, edit, module_file


def build_site(course: Course, destination: Path, root: Path, language: str, offers: Sequence[Offer]) -> None:
    destination.mkdir()
    told = [module.id for module in course.modules], [offer.path for offer in offers]
    (destination / "index.html").write_text(f"{language}: {told}")


def build(
    root: Path,
    *,
    modules: Sequence[str] = (),
    targets: Sequence[str] = (SITE, *TARGETS),
    steps: bool = False,
    workers: int = 1,
) -> list[str]:
    """Build into ``dist`` and name the units that were made anew."""
    course = load(root).course
    assert course is not None
    made = Build(course, root, build_site, targets, modules, steps, workers=workers).into(root / "dist")
    return sorted(step.unit.name for step in made if not step.kept)


def units(*modules: str) -> list[str]:
    """The site, and what is made of these modules and of the course that holds them."""
    of_modules = (f"{target}/{module}" for target in TARGETS for module in modules)
    kits = (f"{target}/paket-{module}" for target in KIT_TARGETS for module in modules)
    return sorted([SITE, *of_modules, *kits, *(f"{target}/kurs-x" for target in BUNDLE_TARGETS)])


def bytes_of(dist: Path) -> dict[str, bytes]:
    return {path.relative_to(dist).as_posix(): path.read_bytes() for path in sorted(dist.rglob("*")) if path.is_file()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return begin_project(tmp_path, "x1", "x2")


def test_a_new_module_passes_with_tips_alone(root: Path) -> None:
    loaded = load(root)
    assert [finding for finding in loaded.findings if finding.blocks] == []
    assert {finding.code for finding in loaded.findings} >= {"S006"}


def test_the_manifest_names_every_file_with_its_hash(root: Path) -> None:
    assert build(root) == units("x1", "x2")
    manifest = json.loads((root / "dist" / MANIFEST).read_text())
    named = {path: file["sha256"] for unit in manifest["units"].values() for path, file in unit["files"].items()}
    found = {path: sha256(data).hexdigest() for path, data in bytes_of(root / "dist").items() if path != MANIFEST}
    assert named == found
    assert manifest["units"]["print/x1"]["facts"] == {"curriculum": "2026.1", "module": "x1", "version": "0.1.0"}


def test_a_second_build_touches_nothing(root: Path) -> None:
    build(root)
    before = {path: path.stat().st_ino for path in (root / "dist").rglob("*")}
    assert build(root) == []
    assert {path: path.stat().st_ino for path in (root / "dist").rglob("*")} == before


def test_a_change_in_one_module_leaves_the_other_alone(root: Path) -> None:
    build(root)
    edit(module_file(root, "x1"), "TODO: Die kurze Antwort.", "Die Antwort.")
    assert build(root) == units("x1")


def test_a_change_in_the_curriculum_touches_all(root: Path) -> None:
    build(root)
    edit(root / "curriculum/curriculum.yml", "Probekurs", "Anderer Kurs")
    assert build(root) == units("x1", "x2")


def test_a_file_that_someone_changed_in_dist_is_made_again(root: Path) -> None:
    build(root)
    (root / "dist/site/index.html").write_text("verändert")
    assert build(root) == [SITE]


def test_what_is_not_asked_for_stays(root: Path) -> None:
    build(root)
    before = bytes_of(root / "dist")
    edit(module_file(root, "x1"), "TODO: Die kurze Antwort.", "Die Antwort.")
    assert build(root, targets=["print"], modules=["x1"]) == ["print/x1"]
    after = bytes_of(root / "dist")
    changed = {path for path in before if before[path] != after.get(path)} - {MANIFEST}
    assert {path.split("/")[0] for path in changed} == {"print"}
    assert set(before) == set(after)


def test_outputs_of_a_module_that_is_gone_go(root: Path) -> None:
    build(root)
    folder = module_file(root, "x2").parent
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    build(root)
    assert [path for path in bytes_of(root / "dist") if "x2" in path] == []


class TestSite:
    def lying(self, root: Path) -> dict[str, list[str]]:
        """What lies in the whole site as one file, what the site offers, and what is there to be offered."""
        dist = root / "dist"
        with zipfile.ZipFile(dist / OFFLINE) as packed:
            offline = packed.namelist()
        downloads = sorted(
            path.relative_to(dist / "site").as_posix() for path in (dist / "site/downloads").rglob("*.*")
        )
        folders = (path for target in TARGETS for path in (dist / target).rglob("*.*"))
        others = sorted(f"downloads/{path.relative_to(dist).as_posix()}" for path in folders)
        return {"offline": offline, "downloads": downloads, "others": others}

    def test_it_offers_all_that_lies_beside_it_and_is_packed_with_it(self, root: Path) -> None:
        build(root)
        lying = self.lying(root)
        assert lying["downloads"] == [path for path in lying["others"] if not path.endswith("-moodle.html")]
        assert lying["offline"] == [*lying["downloads"], "index.html"]
        whole, again = (root / "dist" / OFFLINE).read_bytes(), (root / "dist/site" / OFFLINE).read_bytes()
        assert whole == again
        for path in lying["downloads"]:
            offered = (root / "dist/site" / path).read_bytes()
            assert offered == (root / "dist" / path.removeprefix("downloads/")).read_bytes()

    def test_alone_it_offers_what_is_still_as_it_would_be_made(self, root: Path) -> None:
        build(root)
        assert build(root, targets=[SITE]) == [], "nothing has changed"
        edit(module_file(root, "x1"), "TODO: Die kurze Antwort.", "Die Antwort.")
        assert build(root, targets=[SITE]) == [SITE]
        offered = self.lying(root)["downloads"]
        assert not [path for path in offered if "/x1" in path or "/kurs-x" in path]
        assert [path for path in offered if path.startswith("downloads/print/x2")]
        next((root / "dist/print").glob("x2-*-handout.pdf")).unlink()
        assert build(root, targets=[SITE]) == [SITE]
        assert not [path for path in self.lying(root)["downloads"] if path.startswith("downloads/print/x2")]

    def test_what_is_made_later_changes_it(self, root: Path) -> None:
        build(root, targets=[SITE])
        assert self.lying(root)["downloads"] == []
        assert build(root, targets=["moodle"]) == ["moodle/kurs-x", "moodle/x1", "moodle/x2"]
        assert build(root, targets=[SITE]) == [SITE]
        assert [path for path in self.lying(root)["downloads"] if path.startswith("downloads/moodle/x1")]

    def test_a_whole_that_is_gone_is_made_again(self, root: Path) -> None:
        build(root, targets=[SITE])
        (root / "dist" / OFFLINE).unlink()
        assert build(root, targets=[SITE]) == [SITE]


def test_cores_change_nothing_in_the_bytes(root: Path) -> None:
    build(root, workers=1)
    alone = bytes_of(root / "dist")
    (root / "dist").rename(root / "alt")
    build(root, workers=2)
    assert bytes_of(root / "dist") == alone


def test_a_build_that_fails_leaves_the_last_good_one(root: Path) -> None:
    build(root)
    before = bytes_of(root / "dist")
    edit(module_file(root, "x1"), "TODO: Die kurze Antwort.", "Die Antwort.")
    course = load(root).course
    assert course is not None

    def fail(course: Course, destination: Path, root: Path, language: str, offers: Sequence[Offer]) -> None:
        build_site(course, destination, root, language, offers)
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        Build(course, root, fail).into(root / "dist")
    assert bytes_of(root / "dist") == before
    assert sorted(path.name for path in root.iterdir()) == ["curriculum", "dist", "modules"]


def test_a_module_that_cannot_be_drawn_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise KeyError("what")

    monkeypatch.setitem(TARGETS, "print", fail)
    with pytest.raises(NotRendered, match="print/x1 could not be rendered") as caught:
        build(root, targets=["print"])
    assert isinstance(caught.value.__cause__, KeyError)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value), "workers send it home"


def test_a_course_is_made_of_what_is_written_of_it(root: Path) -> None:
    assert build(root, targets=["moodle"]) == ["moodle/kurs-x", "moodle/x1", "moodle/x2"]
    unit = json.loads((root / "dist" / MANIFEST).read_text())["units"]["moodle/kurs-x"]
    assert unit["facts"] == {"curriculum": "2026.1", "kurs": "x"}
    endings = ("-fragen.gift.txt", "-fragen.xml", ".imscc")
    assert sorted(unit["files"]) == [f"moodle/kurs-x-2026.1{ending}" for ending in endings]
    edit(module_file(root, "x2"), "TODO: Die kurze Antwort.", "Die Antwort.")
    assert build(root, targets=["moodle"]) == ["moodle/kurs-x", "moodle/x2"]
    assert BUNDLE_TARGETS.keys() | KIT_TARGETS.keys() <= TARGETS.keys()


def test_a_module_that_asks_nothing_has_no_bank(root: Path) -> None:
    path = module_file(root, "x2")
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?ms)^::: frage .*?^:::$\n(?=\n|\Z|#|:::$)", "", text), encoding="utf-8")
    course = load(root).course
    assert course is not None
    assert [bool(module.questions) for module in course.modules] == [True, False]
    build(root, targets=["moodle"])
    assert {path.name for path in (root / "dist/moodle").glob("*-fragen.*")} == {
        f"{name}-fragen.{kind}" for name in ("x1-wer-hilft-wem-0.1.0", "kurs-x-2026.1") for kind in ("xml", "gift.txt")
    }
    assert build(root, targets=["moodle"]) == []


class TestRuleTables:
    """A rule table is a subject of its own: made of what all modules share, and of nothing else."""

    TABLE = "curriculum/regelwerke/probe.yml"
    UNIT = "print/regelwerk-probe"

    @pytest.fixture
    def root(self, root: Path) -> Path:
        (root / self.TABLE).parent.mkdir()
        (root / self.TABLE).write_bytes((GRUND / self.TABLE).read_bytes())
        return root

    def files(self, root: Path) -> list[str]:
        return sorted(path.name for path in (root / "dist/print").glob("regelwerk-*"))

    def test_it_is_built_beside_the_modules(self, root: Path) -> None:
        assert build(root) == sorted([*units("x1", "x2"), self.UNIT])
        unit = json.loads((root / "dist" / MANIFEST).read_text())["units"][self.UNIT]
        assert unit["facts"] == {"curriculum": "2026.1", "rechtsstand": "2026-08-19", "regelwerk": "probe"}
        assert [path.removeprefix("print/") for path in sorted(unit["files"])] == self.files(root)
        assert self.files(root) == [
            "regelwerk-probe-ablauf.pdf",
            "regelwerk-probe-ablauf.svg",
            "regelwerk-probe-entscheidungsbaum.pdf",
            "regelwerk-probe-tabelle.pdf",
        ]

    def test_a_change_in_a_module_leaves_it_alone(self, root: Path) -> None:
        build(root)
        edit(module_file(root, "x1"), "TODO: Die kurze Antwort.", "Die Antwort.")
        assert build(root) == units("x1")

    def test_a_module_more_leaves_it_alone(self, root: Path) -> None:
        module_file(root, "x2").parent.rename(root / "x2-beiseite")
        build(root)
        (root / "x2-beiseite").rename(root / "modules" / "x2-anders")
        assert self.UNIT not in build(root)

    def test_a_change_in_it_touches_it(self, root: Path) -> None:
        build(root)
        edit(root / self.TABLE, "je nach Lage", "sofort")
        assert self.UNIT in build(root)

    def test_whoever_asks_for_a_module_gets_the_module(self, root: Path) -> None:
        assert build(root, targets=["print"], modules=["x1"]) == ["print/x1"]
        assert self.files(root) == []
        assert build(root, targets=["print"]) == ["print/kurs-x", "print/regelwerk-probe", "print/x2"]

    def test_what_is_not_asked_for_stays(self, root: Path) -> None:
        build(root)
        edit(root / self.TABLE, "je nach Lage", "sofort")
        before = self.files(root)
        assert build(root, targets=["print"], modules=["x1"]) == ["print/x1"]
        assert build(root, targets=["moodle"]) == ["moodle/kurs-x", "moodle/x1", "moodle/x2"]
        assert self.files(root) == before

    def test_it_goes_when_it_is_gone(self, root: Path) -> None:
        build(root)
        (root / self.TABLE).unlink()
        build(root)
        assert self.files(root) == []

    def test_it_is_named_when_it_cannot_be_drawn(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*arguments: object) -> None:
            raise KeyError("what")

        monkeypatch.setitem(REFERENCE_TARGETS, "print", fail)
        with pytest.raises(NotRendered, match="print/regelwerk-probe could not be rendered"):
            build(root)

    def test_workers_draw_it_as_well(self, root: Path) -> None:
        build(root)
        alone = bytes_of(root / "dist")
        (root / "dist").rename(root / "alt")
        build(root, workers=2)
        assert bytes_of(root / "dist") == alone

    def test_its_folder_is_one_of_the_folders_of_modules(self) -> None:
        assert REFERENCE_TARGETS.keys() <= TARGETS.keys()


class TestSteps:
    """The steps of a module by themselves: made when asked for, gone when packages are built without them."""

    UNITS: ClassVar = ["scorm/schritte-x1", "scorm/schritte-x2"]

    def files(self, root: Path) -> list[str]:
        """The packages of steps that lie there."""
        units = json.loads((root / "dist" / MANIFEST).read_text())["units"]
        named = sorted(path for name in self.UNITS if name in units for path in units[name]["files"])
        assert [path for path in named if not (root / "dist" / path).is_file()] == []
        return named

    def test_they_are_built_when_asked_for(self, root: Path) -> None:
        assert build(root) == units("x1", "x2")
        assert self.files(root) == []
        assert build(root, steps=True) == self.UNITS
        assert self.files(root) == [
            f"scorm/{module}-{step}-0.1.0-scorm12.zip"
            for module in ("x1-wer-hilft-wem", "x2-ueber-groesse-faelle")
            for step in ("01-schritt-eins", "02-schritt-zwei", "03-schritt-drei")
        ]
        unit = json.loads((root / "dist" / MANIFEST).read_text())["units"]["scorm/schritte-x1"]
        assert unit["facts"] == {"curriculum": "2026.1", "module": "x1", "version": "0.1.0"}
        assert build(root, steps=True) == []

    def test_a_change_in_their_module_touches_them_alone(self, root: Path) -> None:
        build(root, steps=True)
        edit(module_file(root, "x1"), "TODO: Die kurze Antwort.", "Die Antwort.")
        assert build(root, steps=True) == sorted([*units("x1"), "scorm/schritte-x1"])

    def test_packages_built_without_them_take_them_away(self, root: Path) -> None:
        build(root, steps=True)
        assert build(root) == []
        assert self.files(root) == []
        assert [path.name for path in (root / "dist/scorm").iterdir() if "-01-" in path.name] == []

    def test_a_build_of_other_targets_leaves_them(self, root: Path) -> None:
        build(root, steps=True)
        before = self.files(root)
        edit(module_file(root, "x1"), "TODO: Die kurze Antwort.", "Die Antwort.")
        build(root, targets=["moodle"])
        assert before
        assert self.files(root) == before

    def test_those_of_one_module_come_and_go_with_it(self, root: Path) -> None:
        assert build(root, targets=["scorm"], modules=["x1"], steps=True) == ["scorm/schritte-x1", "scorm/x1"]
        of_one = self.files(root)
        assert build(root, targets=["scorm"], modules=["x2"], steps=True) == ["scorm/schritte-x2", "scorm/x2"]
        assert len(self.files(root)) == 2 * len(of_one)
        build(root, targets=["scorm"], modules=["x2"])
        assert self.files(root) == of_one

    def test_they_go_with_their_module(self, root: Path) -> None:
        build(root, steps=True)
        module_file(root, "x2").parent.rename(root / "x2-beiseite")
        build(root, targets=["moodle"])
        assert {path[:8] for path in self.files(root)} == {"scorm/x1"}

    def test_workers_make_them_as_well(self, root: Path) -> None:
        build(root, targets=["scorm"], steps=True)
        alone = bytes_of(root / "dist")
        (root / "dist").rename(root / "alt")
        build(root, targets=["scorm"], steps=True, workers=2)
        assert bytes_of(root / "dist") == alone

    def test_their_folder_is_one_of_the_folders_of_modules(self) -> None:
        assert STEP_TARGETS.keys() <= TARGETS.keys()


class TestSchemas:
    """With other schemas inside a package is another one."""

    SCHEMAS: ClassVar = {"scorm12": Output((OutputFile("imscp_rootv1p1p2.xsd", b"<a/>"),))}

    def build(self, root: Path, schemas: Mapping[str, Output], workers: int = 1) -> list[str]:
        course = load(root).course
        assert course is not None
        recipe = Build(course, root, build_site, ["scorm", "moodle"], steps=True, workers=workers, schemas=schemas)
        return sorted(step.unit.name for step in recipe.into(root / "dist") if not step.kept)

    def test_packages_are_made_anew_and_nothing_else(self, root: Path) -> None:
        self.build(root, {})
        before = bytes_of(root / "dist")
        packages = ["scorm/kurs-x", "scorm/schritte-x1", "scorm/schritte-x2", "scorm/x1", "scorm/x2"]
        assert self.build(root, self.SCHEMAS) == packages
        assert self.build(root, self.SCHEMAS) == []
        changed = {path for path, data in bytes_of(root / "dist").items() if before[path] != data} - {MANIFEST}
        assert changed == {path for path in before if path.endswith("-scorm12.zip")}
        other = {"scorm12": Output((OutputFile("imscp_rootv1p1p2.xsd", b"<b/>"),))}
        assert self.build(root, other) == packages
        assert self.build(root, {}) == packages
        assert bytes_of(root / "dist") == before

    def test_workers_take_them_along(self, root: Path) -> None:
        self.build(root, self.SCHEMAS)
        alone = bytes_of(root / "dist")
        (root / "dist").rename(root / "alt")
        self.build(root, self.SCHEMAS, workers=2)
        assert bytes_of(root / "dist") == alone


class TestEdition:
    """All modules as they are published together: a sheet once there is something to tell."""

    UNIT = "print/ausgabe-2026.1"
    NOTE = "aenderungen:\n  - {datum: 2026-11-20, art: rechtlich, text: Eine neue Frist.}\nversion: 0.1.0\n"

    @pytest.fixture
    def root(self, root: Path) -> Path:
        edit(module_file(root, "x1"), "version: 0.1.0\n", self.NOTE)
        return root

    def sheets(self, root: Path) -> list[str]:
        return [path.name for path in (root / "dist/print").glob("aenderungen-*")]

    def test_its_changes_are_printed(self, root: Path) -> None:
        assert build(root) == sorted([*units("x1", "x2"), self.UNIT])
        assert self.sheets(root) == ["aenderungen-2026.1.pdf"]
        assert json.loads((root / "dist" / MANIFEST).read_text())["units"][self.UNIT]["facts"] == {
            "curriculum": "2026.1"
        }

    def test_a_change_in_any_module_touches_them(self, root: Path) -> None:
        build(root)
        edit(module_file(root, "x2"), "TODO: Die kurze Antwort.", "Die Antwort.")
        assert build(root) == sorted([*units("x2"), self.UNIT])

    def test_without_a_change_of_substance_there_is_no_sheet(self, root: Path) -> None:
        build(root)
        edit(module_file(root, "x1"), "art: rechtlich", "art: redaktionell")
        assert self.UNIT not in build(root)
        assert self.sheets(root) == []

    def test_a_new_edition_takes_the_place_of_the_old(self, root: Path) -> None:
        build(root)
        edit(root / "curriculum/curriculum.yml", '"2026.1"', '"2026.2"')
        build(root)
        assert self.sheets(root) == ["aenderungen-2026.2.pdf"]


class TestGlossary:
    """Made of what all modules share; there only when there is something to look up."""

    UNIT = "moodle/ausgabe-2026.1"

    @pytest.fixture
    def root(self, root: Path) -> Path:
        (root / glossary.FILE).write_text(glossary.TEXT, encoding="utf-8")
        return root

    def files(self, root: Path) -> list[str]:
        return [path.name for path in (root / "dist/moodle").glob("glossar-*")]

    def test_it_is_built_without_a_sheet_of_changes(self, root: Path) -> None:
        assert build(root) == sorted([*units("x1", "x2"), self.UNIT])
        assert self.files(root) == ["glossar-2026.1.xml"]

    def test_workers_write_it_as_well(self, root: Path) -> None:
        build(root, targets=["moodle"])
        alone = bytes_of(root / "dist")
        (root / "dist").rename(root / "alt")
        build(root, targets=["moodle"], workers=2)
        assert bytes_of(root / "dist") == alone

    def test_a_new_term_touches_it(self, root: Path) -> None:
        build(root, targets=["moodle"])
        edit(root / glossary.FILE, "begriff: Ehrenamt", "begriff: Freiwilligenarbeit")
        assert self.UNIT in build(root, targets=["moodle"])

    def test_it_goes_when_it_is_gone(self, root: Path) -> None:
        build(root, targets=["moodle"])
        (root / glossary.FILE).unlink()
        assert self.UNIT not in build(root, targets=["moodle"])
        assert self.files(root) == []

    def test_a_name_nearly_right_is_said(self, root: Path) -> None:
        (root / glossary.FILE).rename(root / "curriculum/glossar.yaml")
        found = [(f.code, str(f.place)) for f in load(root).findings if f.blocks]
        assert found == [("L004", "curriculum/glossar.yml:1:1")]


def test_a_full_disk_is_not_the_fault_of_a_module(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(TARGETS, "print", fail)
    with pytest.raises(OSError, match="No space"):
        build(root, targets=["print"])


def test_a_note_in_dist_stops_the_build(root: Path) -> None:
    build(root)
    (root / "dist/notiz.txt").write_text("wichtig")
    before = bytes_of(root / "dist")
    edit(module_file(root, "x1"), "TODO: Die kurze Antwort.", "Die Antwort.")
    with pytest.raises(NotOurs):
        build(root)
    assert bytes_of(root / "dist") == before


def test_two_builds_at_once_lose_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits, pause = Event(), time.sleep

    def sleep(seconds: float) -> None:
        waits.set()
        pause(seconds)

    monkeypatch.setattr(claim.time, "sleep", sleep)
    second = Thread(target=build, args=(root,), kwargs={"targets": ["moodle"]})

    def meanwhile(step: Step, total: int) -> None:
        if not second.ident:
            second.start()
            assert waits.wait(60), "the second one did not wait"

    course = load(root).course
    assert course is not None
    Build(course, root, build_site, ["scorm"], watch=meanwhile).into(root / "dist")
    second.join()
    assert sorted(path.name for path in (root / "dist").iterdir()) == [MANIFEST, "moodle", "scorm"]


class TestPermissions:
    LONG = "Dieser Satz " + "wird immer länger und " * 12 + "endet.\n"

    def codes(self, root: Path) -> list[str]:
        return [finding.code for finding in load(root).findings if finding.blocks]

    def test_a_reasoned_permission_takes_its_finding_away(self, root: Path) -> None:
        path = module_file(root, "x1")
        edit(path, "TODO: Der Text.", f"\n\n{self.LONG}\n")
        assert self.codes(root) == ["S001"]
        edit(path, self.LONG, f"<!-- erlaubt S001: Zitat aus dem Bescheid -->\n{self.LONG}")
        assert self.codes(root) == []

    def test_one_that_is_not_needed_is_a_finding(self, root: Path) -> None:
        edit(module_file(root, "x1"), "TODO: Der Text.", "\n\n<!-- erlaubt S001: Zitat -->\nKurz.\n\n")
        assert self.codes(root) == ["B020"]

    def test_what_breaks_an_output_cannot_be_permitted(self, root: Path) -> None:
        permission = '\n\n<!-- erlaubt V001: kommt noch -->\n![Ein Bild](media/fehlt.svg "Titel")\n\n'
        edit(module_file(root, "x1"), "TODO: Der Text.", permission)
        assert sorted(self.codes(root)) == ["B020", "V001"]
