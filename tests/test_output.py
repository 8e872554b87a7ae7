"""Output trees are replaced as a whole or not at all."""

from __future__ import annotations

import errno
import random
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import SEEK_CUR, BytesIO
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from builder.output import (
    MANIFEST,
    Busy,
    LeadsOutside,
    Made,
    NotOurs,
    Output,
    OutputFile,
    Unit,
    claim,
    claimed,
    is_intact,
    keep,
    made_below,
    manifest_file,
    read_manifest,
    replacing,
    stay_below,
    tree,
    write_files,
    write_new,
    zip_bytes,
    zip_tree,
    zipped,
)

ROOM = ".dist.integrif"
"""The workshop beside ``dist``."""


@contextmanager
def begun(destination: Path) -> Iterator[Path]:
    with claimed(destination) as home, replacing(home) as staging:
        yield staging


def build(destination: Path, **files: str) -> None:
    with begun(destination) as staging:
        write_files(Output.of(OutputFile(name, text.encode()) for name, text in files.items()), staging)
        made = tuple(Made(name, "", len(text)) for name, text in files.items())
        write_files(Output((manifest_file([Unit("site", "", (), made)]),)), staging)


def build_half(destination: Path) -> None:
    with begun(destination) as staging:
        (staging / "halb").write_text("x")
        raise RuntimeError("a renderer failed")


def write(path: Path, text: str = "wichtig") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(params=["exchange", "two renames"])
def swap(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "two renames":
        monkeypatch.setattr(tree, "_exchange", lambda one, other: False)


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


class TestWhoseFolder:
    def refused(self, destination: Path) -> tuple[str, ...]:
        """What is named as foreign; nothing may have changed."""
        before = {path: path.read_bytes() for path in destination.rglob("*") if path.is_file()}
        with pytest.raises(NotOurs) as caught, begun(destination):
            raise AssertionError("must not begin")
        assert {path: path.read_bytes() for path in destination.rglob("*") if path.is_file()} == before
        assert ROOM not in names(destination.parent)
        return caught.value.foreign

    def test_a_folder_of_others_is_refused_and_untouched(self, tmp_path: Path) -> None:
        write(tmp_path / "dist/brief.txt")
        assert self.refused(tmp_path / "dist") == ("brief.txt",)

    def test_a_manifest_of_something_else_does_not_make_it_ours(self, tmp_path: Path) -> None:
        write(tmp_path / "dist/brief.txt")
        write(tmp_path / "dist" / MANIFEST, '{"name": "My PWA"}')
        assert self.refused(tmp_path / "dist") == ("brief.txt", MANIFEST)

    def test_a_file_that_someone_put_into_our_tree_is_not_ours(self, tmp_path: Path) -> None:
        build(tmp_path / "dist", alt="1")
        write(tmp_path / "dist/ordner/notiz.txt")
        assert self.refused(tmp_path / "dist") == ("ordner/notiz.txt",)

    def test_nor_is_one_that_comes_while_we_build(self, tmp_path: Path) -> None:
        build(tmp_path / "dist", alt="1")
        with pytest.raises(NotOurs), begun(tmp_path / "dist"):
            write(tmp_path / "dist/notiz.txt")
        assert names(tmp_path / "dist") == ["alt", MANIFEST, "notiz.txt"]
        assert names(tmp_path) == ["dist"]

    def test_a_link_in_our_tree_is_not_ours(self, tmp_path: Path) -> None:
        build(tmp_path / "dist", alt="1")
        write(tmp_path / "fotos/bild.jpg")
        (tmp_path / "dist/fotos").symlink_to(tmp_path / "fotos")
        assert self.refused(tmp_path / "dist") == ("fotos",)

    def test_what_the_system_leaves_behind_is_nobodys(self, tmp_path: Path) -> None:
        write(tmp_path / "dist/.DS_Store")
        build(tmp_path / "dist", neu="2")
        assert names(tmp_path / "dist") == [MANIFEST, "neu"]

    def test_a_site_that_mkdocs_built_by_itself_may_be_replaced(self, tmp_path: Path) -> None:
        write(tmp_path / "dist/site/404.html")
        write(tmp_path / "dist/site/index.html")
        build(tmp_path / "dist", neu="2")
        write(tmp_path / "dist/site/neu.html")
        build(tmp_path / "dist", neu="3")
        assert names(tmp_path / "dist") == [MANIFEST, "neu"]

    def test_any_other_folder_of_that_name_may_not(self, tmp_path: Path) -> None:
        write(tmp_path / "dist/site/brief.txt")
        assert self.refused(tmp_path / "dist") == ("site/brief.txt",)

    def test_a_file_is_no_folder(self, tmp_path: Path) -> None:
        write(tmp_path / "dist")
        assert self.refused(tmp_path / "dist") == ("dist",)

    def test_folders_beside_it_are_left_alone(self, tmp_path: Path) -> None:
        for name in (".dist-2024", ".dist-alt", ".dist-1", "dist-alt"):
            write(tmp_path / name / "brief.txt")
        before = names(tmp_path)
        build(tmp_path / "dist", neu="2")
        assert names(tmp_path) == sorted([*before, "dist"])

    def test_so_is_one_with_the_name_of_our_workshop(self, tmp_path: Path) -> None:
        write(tmp_path / ROOM / "new/brief.txt")
        with pytest.raises(NotOurs) as caught, begun(tmp_path / "dist"):
            raise AssertionError("must not begin")
        assert caught.value.foreign == (ROOM,)
        assert (tmp_path / ROOM / "new/brief.txt").exists()


class TestLinks:
    def test_a_link_stays_and_its_folder_is_replaced(self, tmp_path: Path) -> None:
        (tmp_path / "webspace").mkdir()
        (tmp_path / "dist").symlink_to(tmp_path / "webspace")
        build(tmp_path / "dist", alt="1")
        build(tmp_path / "dist", neu="2")
        assert (tmp_path / "dist").is_symlink()
        assert names(tmp_path / "webspace") == [MANIFEST, "neu"]
        assert names(tmp_path) == ["dist", "webspace"]

    def test_one_that_leads_nowhere_leads_to_the_result(self, tmp_path: Path) -> None:
        (tmp_path / "dist").symlink_to(tmp_path / "kommt/noch")
        build(tmp_path / "dist", neu="2")
        assert names(tmp_path / "kommt/noch") == [MANIFEST, "neu"]

    def test_one_that_leads_to_itself_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "dist").symlink_to(tmp_path / "dist")
        with pytest.raises(OSError, match="dist") as caught:
            build(tmp_path / "dist", neu="2")
        assert caught.value.errno == errno.ELOOP


KILLED = (
    "import os, sys; from pathlib import Path; from builder.output import claimed, replacing\n"
    "with claimed(Path(sys.argv[1])) as home, replacing(home) as staging:\n"
    "    (staging / 'halb').write_text('x'); os.kill(os.getpid(), 9)\n"
)


def test_a_killed_build_leaves_the_last_good_tree_and_the_next_one_tidies_up(tmp_path: Path) -> None:
    build(tmp_path / "dist", alt="1")
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "dist")], check=False)
    assert names(tmp_path / "dist") == ["alt", MANIFEST]
    assert names(tmp_path) == [ROOM, "dist"], "the killed build left its workshop"
    build(tmp_path / "dist", neu="2")
    assert names(tmp_path) == ["dist"]


def test_a_build_killed_between_two_renames_is_put_right(tmp_path: Path) -> None:
    build(tmp_path / "dist", alt="1")
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "dist")], check=False)
    (tmp_path / "dist").rename(tmp_path / ROOM / "old")
    with pytest.raises(RuntimeError):
        build_half(tmp_path / "dist")
    assert names(tmp_path / "dist") == ["alt", MANIFEST]
    assert names(tmp_path) == ["dist"]


def test_a_tree_that_cannot_take_its_place_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path / "dist", alt="1")
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise OSError(errno.EBUSY, "busy", str(path))
        return rename(path, target)

    monkeypatch.setattr(tree, "_exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="busy"):
        build(tmp_path / "dist", neu="2")
    assert names(tmp_path / "dist") == ["alt", MANIFEST]
    assert names(tmp_path) == ["dist"]


def test_an_old_tree_that_is_read_only_goes_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path / "dist", **{"a/b/alt": "1"})
    for folder in ("dist/a/b", "dist/a", "dist"):
        (tmp_path / folder).chmod(0o555)
    rmtree = shutil.rmtree

    def as_for_anyone_but_root(path: Path, *arguments: object, **options: bool) -> None:
        closed = [p for p in (path, *path.rglob("*")) if p.is_dir() and not p.stat().st_mode & stat.S_IWUSR]
        if not closed:
            rmtree(path)
        elif not options.get("ignore_errors"):
            raise PermissionError(errno.EACCES, "denied", str(closed[0]))

    monkeypatch.setattr(shutil, "rmtree", as_for_anyone_but_root)
    build(tmp_path / "dist", neu="2")
    assert names(tmp_path / "dist") == [MANIFEST, "neu"]
    assert names(tmp_path) == ["dist"]


class TestTwoAtOnce:
    WAITING = (
        "import sys; from pathlib import Path; from builder.output import claimed\n"
        "with claimed(Path(sys.argv[1])):\n"
        "    print('kept', flush=True); sys.stdin.read()\n"
    )

    @contextmanager
    def other(self, destination: Path) -> Iterator[subprocess.Popen[str]]:
        """Another build that keeps the destination until its input ends."""
        call = [sys.executable, "-c", self.WAITING, str(destination)]
        with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            assert process.stdout.readline() == "kept\n"
            yield process

    def test_the_second_says_that_it_cannot(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(claim, "PATIENCE", 0.0)
        with self.other(tmp_path / "dist"), pytest.raises(Busy):
            build(tmp_path / "dist", neu="2")
        build(tmp_path / "dist", neu="2")
        assert names(tmp_path) == ["dist"]

    def test_or_waits_until_it_can(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        with self.other(tmp_path / "dist") as process:
            monkeypatch.setattr(claim.time, "sleep", lambda seconds: process.communicate())
            build(tmp_path / "dist", neu="2")
        assert names(tmp_path) == ["dist"]

    def test_a_killed_one_keeps_nobody_waiting(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(claim, "PATIENCE", 0.0)
        with self.other(tmp_path / "dist") as process:
            process.kill()
            process.wait()
            build(tmp_path / "dist", neu="2")
        assert names(tmp_path) == ["dist"]

    def test_another_destination_is_nobodys_business(self, tmp_path: Path) -> None:
        with self.other(tmp_path / "dist"):
            build(tmp_path / "web", neu="2")
        assert names(tmp_path) == ["web"]


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


def test_a_zip_is_read_by_others_as_it_was_meant() -> None:
    files = {
        "a/leer": b"",
        "a/lang.txt": b"Wort " * 5_000,
        "bild.png": random.Random(1).randbytes(3_000),
        "ä.txt": "§ 61".encode(),
    }
    packed = zip_bytes(Output.of(OutputFile(path, data) for path, data in files.items()))
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert {entry.filename: archive.read(entry) for entry in archive.infolist()} == files
        by_name = {entry.filename: entry for entry in archive.infolist()}
    assert by_name["a/lang.txt"].compress_size < 100
    assert by_name["bild.png"].compress_type == zipfile.ZIP_STORED
    assert {entry.date_time for entry in by_name.values()} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in by_name.values()} == {0o100644}
    assert [bool(entry.flag_bits & 0x800) for entry in by_name.values()] == [False, False, False, True]


def test_a_folder_is_packed_as_its_files_would_be(tmp_path: Path) -> None:
    files = Output.of([OutputFile("b/ä.txt", b"2" * 99), OutputFile("a", b"1"), OutputFile("b.txt", b"")])
    write_files(files, tmp_path / "ordner")
    zip_tree(tmp_path / "ordner", tmp_path / "ganz.zip")
    assert (tmp_path / "ganz.zip").read_bytes() == zip_bytes(files)


def test_a_zip_of_more_files_than_two_bytes_can_count_is_whole() -> None:
    count = 65_536
    packed = zip_bytes(Output(tuple(OutputFile(f"{number:05}", b"") for number in range(count))))
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        assert archive.namelist()[:: count - 1] == ["00000", "65535"]


class Jumping:
    """A file in which 5 GB of nothing follow whatever is written: sparse, so that no disk is filled."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file

    def write(self, data: bytes) -> int:
        before = self.file.tell()
        self.file.write(data)
        is_entry = data.startswith(b"PK\3\4")
        return self.file.seek(5_000_000_000 if is_entry else 0, SEEK_CUR) - before


def test_a_zip_beyond_four_gigabytes_is_whole(tmp_path: Path) -> None:
    with (tmp_path / "gross.zip").open("xb") as file:
        zipped._write([OutputFile("a", b"eins"), OutputFile("b", b"zwei")], cast(BinaryIO, Jumping(file)))
    with zipfile.ZipFile(tmp_path / "gross.zip") as archive:
        assert [archive.read(name) for name in archive.namelist()] == [b"eins", b"zwei"]


@pytest.mark.skipif(shutil.which("unzip") is None, reason="kein unzip auf diesem Rechner")
def test_unzip_has_nothing_to_complain_about(tmp_path: Path) -> None:
    path = tmp_path / "paket.zip"
    path.write_bytes(zip_bytes(Output.of([OutputFile("imsmanifest.xml", b"<a/>" * 99), OutputFile("leer", b"")])))
    assert subprocess.run(["unzip", "-t", str(path)], check=True, capture_output=True).stderr == b""


def test_new_files_never_overwrite(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("da")
    with pytest.raises(FileExistsError):
        write_new(Output.of([OutputFile("a", b"1"), OutputFile("b", b"2")]), tmp_path)
    assert names(tmp_path) == ["b"]
    assert (tmp_path / "b").read_text() == "da"


class TestNewFiles:
    """``integrif new`` writes below the project and nowhere else."""

    NEW = Output.of([OutputFile("modules/x/modul.md", b"1"), OutputFile("modules/x/seminar.yml", b"2")])

    def test_a_link_that_leads_nowhere_is_in_the_way(self, tmp_path: Path) -> None:
        (tmp_path / "p/modules/x").mkdir(parents=True)
        (tmp_path / "p/modules/x/seminar.yml").symlink_to(tmp_path / "fremd")
        with pytest.raises(FileExistsError) as caught:
            write_new(self.NEW, tmp_path / "p")
        assert caught.value.filename == "modules/x/seminar.yml"
        assert names(tmp_path) == ["p"]
        assert names(tmp_path / "p/modules/x") == ["seminar.yml"]

    def test_a_linked_folder_leads_outside(self, tmp_path: Path) -> None:
        (tmp_path / "p/modules").mkdir(parents=True)
        (tmp_path / "fremd").mkdir()
        (tmp_path / "p/modules/x").symlink_to(tmp_path / "fremd")
        with pytest.raises(LeadsOutside):
            write_new(self.NEW, tmp_path / "p")
        assert names(tmp_path / "fremd") == []

    @pytest.mark.parametrize("linked", [False, True])
    def test_a_file_where_the_folder_should_be(self, tmp_path: Path, linked: bool) -> None:
        (tmp_path / "modules").mkdir()
        if linked:
            (tmp_path / "modules/x").symlink_to(tmp_path / "nirgends")
        else:
            (tmp_path / "modules/x").write_text("da")
        with pytest.raises(FileExistsError) as caught:
            write_new(self.NEW, tmp_path)
        assert caught.value.filename == "modules/x"
        assert not (tmp_path / "nirgends").exists()


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
