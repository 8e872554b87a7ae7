"""Schemas for packages: which folder they are taken from, what is left where it is, and what is said to be missing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.reading import schemas
from builder.reading.schemas import NoSchemaFolder, read_schemas
from builder.rendering.manifest import EDITIONS

OFFICIAL = Path(__file__).parents[3] / "shared" / "data"
NAMES = ("main.xsd", "more.xsd")
POSIX = pytest.mark.skipif(os.name == "nt", reason="links and pipes as POSIX has them")


def schema(*needs: str) -> str:
    """A schema that includes others."""
    inside = "".join(f'<x:include schemaLocation="{name}"/>' for name in needs)
    return f'<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema">{inside}</x:schema>'


def lay(folder: Path, **files: str) -> Path:
    """Files in a folder; ``_`` in a name for ``/`` and no ending for ``.xsd``."""
    for name, text in files.items():
        path = folder / f"{name.replace('_', '/')}.xsd"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def paths(found: schemas.Schemas) -> list[str]:
    return [file.path for file in found.files.files]


def test_the_official_ones_are_whole() -> None:
    if not OFFICIAL.is_dir():
        pytest.skip("die Schemata von ADL und IMS liegen hier nicht")
    scorm12, scorm2004 = (read_schemas(OFFICIAL, tuple(edition.schemas.values())) for edition in EDITIONS)
    assert scorm12.missing == scorm2004.missing == ()
    assert paths(scorm12) == sorted(path.name for path in (OFFICIAL / "scorm12").iterdir())
    assert {"XMLSchema.dtd", "common/dataTypes.xsd", "imsss_v1p0util.xsd"} <= set(paths(scorm2004))


def test_they_are_searched_for_and_named_from_their_own_folder(tmp_path: Path) -> None:
    lay(tmp_path / "x" / "y", main=schema("part/one.xsd"), more=schema(), part_one=schema("../more.xsd"))
    (tmp_path / "x" / "beside.xsd").write_text(schema())
    found = read_schemas(tmp_path, NAMES)
    assert (paths(found), found.missing) == (["main.xsd", "more.xsd", "part/one.xsd"], ())


def test_of_two_folders_the_first_whole_one_is_taken(tmp_path: Path) -> None:
    lay(tmp_path / "a", main=schema())
    lay(tmp_path / "b" / "deep", main=schema(), more=schema(), deep=schema())
    lay(tmp_path / "c", main=schema(), more=schema(), flat=schema())
    assert paths(read_schemas(tmp_path, NAMES)) == ["flat.xsd", "main.xsd", "more.xsd"]


def test_only_schemas_and_what_describes_them_is_taken(tmp_path: Path) -> None:
    lay(tmp_path, main=schema(), more=schema())
    for name in ("read.me", "main.xsd.bak", ".hidden.xsd", "mit leerzeichen.xsd", "größe.xsd", "index.html"):
        (tmp_path / name).write_text(schema())
    (tmp_path / "types.dtd").write_text("<!ELEMENT a EMPTY>")
    lay(tmp_path / ".git", main=schema())
    lay(tmp_path / "__MACOSX", main=schema())
    assert paths(read_schemas(tmp_path, NAMES)) == ["main.xsd", "more.xsd", "types.dtd"]


def test_what_is_missing_is_named_and_what_others_need_as_well(tmp_path: Path) -> None:
    assert read_schemas(tmp_path, NAMES) == schemas.Schemas(schemas.Output(()), NAMES)
    lay(
        tmp_path,
        main=schema("part/one.xsd", "http://www.w3.org/2001/xml.xsd"),
        part_one=schema("two.xsd", "../../x.xsd"),
    )
    assert read_schemas(tmp_path, NAMES).missing == ("../x.xsd", "more.xsd", "part/two.xsd")


@pytest.mark.parametrize("text", ["", "kein XML", "<a><b></a>", "\x00\x01", "<!DOCTYPE a [<!ENTITY e 'e'>]><a>&e;</a>"])
def test_a_file_that_is_no_sound_xml_is_no_error(tmp_path: Path, text: str) -> None:
    lay(tmp_path, main=text, more=schema())
    assert read_schemas(tmp_path, NAMES).missing == ()


def test_schemas_that_need_each_other_come_to_an_end(tmp_path: Path) -> None:
    lay(tmp_path, main=schema("more.xsd"), more=schema("main.xsd", "./more.xsd"))
    assert read_schemas(tmp_path, NAMES).missing == ()


@POSIX
def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside = lay(tmp_path / "outside", main=schema(), more=schema())
    folder = lay(tmp_path / "asked", main=schema("more.xsd"))
    (folder / "more.xsd").symlink_to(outside / "more.xsd")
    (folder / "all").symlink_to(outside)
    (folder / "inside.xsd").symlink_to(folder / "main.xsd")
    found = read_schemas(folder, NAMES)
    assert (paths(found), found.missing) == (["inside.xsd", "main.xsd"], ("more.xsd",))
    (tmp_path / "link").symlink_to(outside)
    assert read_schemas(tmp_path / "link", NAMES).missing == ()


@POSIX
def test_a_pipe_is_no_schema(tmp_path: Path) -> None:
    lay(tmp_path, main=schema())
    os.mkfifo(tmp_path / "more.xsd")
    assert read_schemas(tmp_path, NAMES).missing == ("more.xsd",)


def test_a_folder_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, main=schema(), more=schema())
    monkeypatch.setattr(schemas, "MAX_SCHEMAS", 100)
    with pytest.raises(NoSchemaFolder):
        read_schemas(tmp_path, NAMES)


def test_a_tree_of_too_many_folders_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path / "a" / "b" / "c", main=schema(), more=schema())
    monkeypatch.setattr(schemas, "MOST_FOLDERS", 3)
    with pytest.raises(NoSchemaFolder, match=str(tmp_path)):
        read_schemas(tmp_path, NAMES)
