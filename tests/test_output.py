"""Output trees are replaced as a whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from builder import output
from builder.output import (
    MANIFEST,
    Made,
    NotOurs,
    Output,
    OutputFile,
    Unit,
    is_intact,
    keep,
    made_below,
    manifest_file,
    read_manifest,
    replacing,
    stay_below,
    write_files,
    write_new,
    zip_bytes,
)

MANIFEST_ONLY = Output((manifest_file(()),))


def build(destination: Path, **files: str) -> None:
    with replacing(destination) as staging:
        write_files(Output.of(OutputFile(name, text.encode()) for name, text in files.items()), staging)
        write_files(MANIFEST_ONLY, staging)


def build_half(destination: Path) -> None:
    with replacing(destination) as staging:
        (staging / "halb").write_text("x")
        raise RuntimeError("a renderer failed")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(params=["exchange", "two renames"])
def swap(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "two renames":
        monkeypatch.setattr(output, "_exchange", lambda one, other: False)


@pytest.mark.usefixtures("swap")
class TestReplacing:
    def test_a_new_tree_takes_the_place_of_the_old_one(self, tmp_path: Path) -> None:
        build(tmp_path / "dist", alt="1")
        build(tmp_path / "dist", neu="2")
        assert names(tmp_path / "dist") == [MANIFEST, "neu"]
        assert names(tmp_path) == ["dist"]

    def test_an_error_leaves_the_old_tree_as_it_was(self, tmp_path: Path) -> None:
        build(tmp_path / "dist", alt="1")
        with pytest.raises(RuntimeError):
            build_half(tmp_path / "dist")
        assert names(tmp_path / "dist") == ["alt", MANIFEST]
        assert names(tmp_path) == ["dist"]

    def test_an_empty_folder_may_be_taken(self, tmp_path: Path) -> None:
        (tmp_path / "dist").mkdir()
        build(tmp_path / "dist", neu="2")
        assert names(tmp_path / "dist") == [MANIFEST, "neu"]


def test_a_folder_of_others_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("wichtig")
    with pytest.raises(NotOurs), replacing(tmp_path):
        raise AssertionError("must not begin")
    assert names(tmp_path) == ["brief.txt"]


def test_a_killed_build_leaves_the_last_good_tree_and_the_next_one_tidies_up(tmp_path: Path) -> None:
    build(tmp_path / "dist", alt="1")
    code = (
        "import os, sys; from pathlib import Path; from builder.output import replacing\n"
        "with replacing(Path(sys.argv[1])) as staging:\n"
        "    (staging / 'halb').write_text('x'); os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "dist")], check=False)
    assert names(tmp_path / "dist") == ["alt", MANIFEST]
    assert len(names(tmp_path)) == 2, "the killed build left its half-made tree"
    build(tmp_path / "dist", neu="2")
    assert names(tmp_path) == ["dist"]


def test_a_build_killed_between_two_renames_is_put_right(tmp_path: Path) -> None:
    build(tmp_path / "dist", alt="1")
    (tmp_path / "dist").rename(tmp_path / ".dist-alt")
    with pytest.raises(RuntimeError), replacing(tmp_path / "dist"):
        raise RuntimeError("the next build fails as well")
    assert names(tmp_path / "dist") == ["alt", MANIFEST]


def test_the_tree_of_a_running_build_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / f".dist-{os.getppid()}"
    other.mkdir()
    build(tmp_path / "dist", neu="2")
    assert other.exists()


@pytest.mark.parametrize("path", ["", "/etc/passwd", "../x", "a/../../x", "C:/x", "a\\b"])
def test_no_path_leaves_its_tree(path: str) -> None:
    with pytest.raises(ValueError, match="not a path below"):
        stay_below(path)
    with pytest.raises(ValueError, match="not a path below"):
        OutputFile(path, b"")


def test_two_files_of_one_path_are_a_bug() -> None:
    with pytest.raises(ValueError, match="two output files"):
        Output.of([OutputFile("a", b"1"), OutputFile("a", b"2")])


def test_a_zip_depends_on_content_alone() -> None:
    one = Output.of([OutputFile("b", b"2"), OutputFile("a", b"1" * 500)])
    other = Output.of([OutputFile("a", b"1" * 500), OutputFile("b", b"2")])
    assert zip_bytes(one) == zip_bytes(other)
    assert zip_bytes(one) != zip_bytes(Output.of([OutputFile("a", b"1")]))


def test_new_files_never_overwrite(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("da")
    with pytest.raises(FileExistsError):
        write_new(Output.of([OutputFile("a", b"1"), OutputFile("b", b"2")]), tmp_path)
    assert names(tmp_path) == ["b"]
    assert (tmp_path / "b").read_text() == "da"


class TestManifest:
    def unit(self, folder: Path) -> Unit:
        write_files(Output.of([OutputFile("print/b3.pdf", b"eins"), OutputFile("print/x/y.svg", b"zwei")]), folder)
        return Unit("print/b3", "abc", (("version", "1.0.0"),), made_below(folder, "print"))

    def test_reads_back_what_it_wrote(self, tmp_path: Path) -> None:
        unit = self.unit(tmp_path)
        write_files(Output((manifest_file([unit]),)), tmp_path)
        assert read_manifest(tmp_path) == (unit,)
        assert [file.path for file in unit.files] == ["print/b3.pdf", "print/x/y.svg"]

    def test_a_unit_is_intact_until_a_file_changes(self, tmp_path: Path) -> None:
        unit = self.unit(tmp_path)
        assert is_intact(unit, tmp_path)
        (tmp_path / "print/b3.pdf").write_bytes(b"zwei")
        assert not is_intact(unit, tmp_path)
        (tmp_path / "print/b3.pdf").unlink()
        assert not is_intact(unit, tmp_path)

    def test_kept_files_are_the_same_bytes(self, tmp_path: Path) -> None:
        unit = self.unit(tmp_path / "alt")
        keep(unit, tmp_path / "alt", tmp_path / "neu")
        assert is_intact(unit, tmp_path / "neu")

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "[]",
            "{}",
            '{"format": 99, "units": {}}',
            '{"format": 1, "units": {"a": 1}}',
            '{"format": 1, "units": {"a": {"inputs": "", "facts": {}, "files": {"../x": {"sha256": "", "size": 0}}}}}',
        ],
    )
    def test_a_damaged_manifest_means_building_anew(self, tmp_path: Path, text: str) -> None:
        (tmp_path / MANIFEST).write_text(text)
        assert read_manifest(tmp_path) == ()

    def test_names_each_file_with_its_hash(self) -> None:
        text = manifest_file([Unit("site", "x", (), (Made("site/index.html", "ff", 7),))]).data.decode()
        assert '"site/index.html"' in text
        assert '"sha256": "ff"' in text
