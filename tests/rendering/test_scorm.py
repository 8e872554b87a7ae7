"""The SCORM 1.2 package on disk: manifest by its schema, files both ways, bytes, and what must not be in it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from builder.model.course import Course
from builder.pipeline import load
from builder.rendering import scorm
from builder.rendering.manifest import ADLCP, CP, LONGEST_TITLE, MD
from builder.rendering.manifest import manifest as written
from tests.checks.project import clean_project
from tests.projects import edit

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT.parent / "shared" / "data"
DRIVER = f"""\
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:import namespace="{CP}" schemaLocation="scorm12/imscp_rootv1p1p2.xsd"/>
<xs:import namespace="{ADLCP}" schemaLocation="scorm12/adlcp_rootv1p2.xsd"/>
<xs:import namespace="{MD}" schemaLocation="scorm12_validate/imsmd_rootv1p2p1.xsd"/>
</xs:schema>"""
HOSTILE = "\"><script>alert(1)</script> & ]]> {{ 7*7 }} ${x} 'a' </script> <!-- --"
SECRET = "Nur die Leitung weiß das."
MOST_FILES = 8


class _Local(etree.Resolver):
    """Schemas come from the folder, whatever address they name."""

    def resolve(self, system_url: str, public_id: str, context: object) -> object:
        name = system_url.rpartition("/")[2]
        folder = "scorm12_validate" if name in ("xml.xsd", "ims_xml.xsd", "imsmd_rootv1p2p1.xsd") else "scorm12"
        local = SCHEMAS / folder / ("xml.xsd" if name == "ims_xml.xsd" else name)
        return self.resolve_filename(str(local), context) if local.is_file() else None


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    if not SCHEMAS.is_dir():
        pytest.skip("die Schemata von ADL und IMS liegen hier nicht")
    parser = etree.XMLParser()
    parser.resolvers.add(_Local())
    return etree.XMLSchema(etree.fromstring(DRIVER.encode(), parser, base_url=f"{SCHEMAS}/"))


@pytest.fixture(scope="module")
def real() -> Course:
    course = load(ROOT).course
    assert course is not None
    return course


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return clean_project(tmp_path / "projekt")


def course_of(project: Path) -> Course:
    course = load(project).course
    assert course is not None
    return course


def package(course: Course) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(scorm.render(course.modules[0], course.shared).files[0].data))


def manifest(archive: zipfile.ZipFile) -> etree._Element:
    return etree.fromstring(archive.read("imsmanifest.xml"))


def hostile(project: Path) -> Course:
    path = project / "modules" / "x1-probe" / "modul.md"
    quoted = HOSTILE.replace("'", "''")
    edit(path, "titel: Wer darf anfangen?", f"titel: '{quoted}'\nstichwoerter: ['{quoted}']")
    edit(path, "kurz: Ein kurzes Modul, an dem die Prüfungen erprobt werden.", f"kurz: '{quoted}'")
    edit(path, "aus dem Papier bestimmen, ob eine Erlaubnis nötig ist", f"'{quoted}'")
    edit(path, "Das Telefon klingelt.", f"``{HOSTILE}``")
    edit(path, "Richtig. Der Titel erlaubt die Arbeit.", f"``{HOSTILE}``")
    return course_of(project)


def test_the_manifest_is_valid(real: Course, schema: etree.XMLSchema) -> None:
    schema.assertValid(manifest(package(real)))


def test_the_manifest_of_hostile_words_is_valid_and_says_them_unchanged(project: Path, schema: etree.XMLSchema) -> None:
    root = manifest(package(hostile(project)))
    schema.assertValid(root)
    assert [element.text for element in root.iter(f"{{{CP}}}title")] == [f"X1 {HOSTILE}"] * 2


def test_the_schema_would_notice(real: Course, schema: etree.XMLSchema) -> None:
    root = manifest(package(real))
    root.remove(root[0])
    root.append(root[0])
    assert not schema.validate(root)


def test_every_file_is_named_and_everything_named_is_there(real: Course) -> None:
    archive = package(real)
    named = [element.get("href") for element in manifest(archive).iter(f"{{{CP}}}file")]
    assert sorted(named) == sorted(set(archive.namelist()) - {"imsmanifest.xml"})
    assert archive.namelist() == sorted(archive.namelist())
    assert len(archive.namelist()) <= MOST_FILES


def test_one_organisation_holds_one_item_that_is_the_one_sco(real: Course) -> None:
    root = manifest(package(real))
    (item,) = root.iter(f"{{{CP}}}item")
    (resource,) = root.iter(f"{{{CP}}}resource")
    assert item.get("identifierref") == resource.get("identifier")
    assert (resource.get(f"{{{ADLCP}}}scormtype"), resource.get("href")) == ("sco", "index.html")


def test_names_in_the_zip_are_plain(real: Course) -> None:
    for entry in package(real).infolist():
        assert re.fullmatch(r"[A-Za-z0-9_./-]+", entry.filename)
        assert not entry.filename.startswith("/")
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)


def test_the_same_content_gives_the_same_bytes_on_another_machine(real: Course) -> None:
    code = (
        "from pathlib import Path; from builder.pipeline import load; from builder.rendering import scorm\n"
        f"c = load(Path({str(ROOT)!r})).course\n"
        "print(scorm.render(c.modules[0], c.shared).files[0].sha256)"
    )
    elsewhere = {**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=elsewhere, cwd=ROOT
    )
    assert done.stdout.strip() == scorm.render(real.modules[0], real.shared).files[0].sha256


def test_trainer_notes_stay_out(project: Path) -> None:
    edit(project / "modules" / "x1-probe" / "modul.md", "rät.\n", f"rät.\n\n::: leitung\n{SECRET}\n:::\n")
    archive = package(course_of(project))
    assert all(SECRET.encode() not in archive.read(name) for name in archive.namelist())


def test_nothing_comes_from_another_host(real: Course) -> None:
    page = package(real).read("index.html").decode()
    loaded = re.findall(r"<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)=\"([^\"]+)\"", page)
    assert loaded
    assert not [address for address in loaded if "//" in address]


def test_hostile_words_stay_words(project: Path) -> None:
    page = package(hostile(project)).read("index.html").decode()
    parser = etree.HTMLParser()
    root = etree.fromstring(page.encode(), parser)
    assert [script.get("src") for script in root.iter("script") if script.get("type") is None] == ["player.js"]
    assert "alert(1)" not in "".join(script.text or "" for script in root.iter("script") if not script.get("type"))
    (title,) = root.iter("title")
    assert title.text == HOSTILE


def test_letters_that_xml_cannot_say_are_left_out(real: Course) -> None:
    module = real.modules[0]
    meta = module.meta.model_copy(
        update={"title": "Wer\ufffe darf\x0b \ud800arbeiten?\uffff", "keywords": ("\x00Papier \U0001f389",)}
    )
    root = etree.fromstring(written(replace(module, meta=meta), real.shared, "index.html", []))
    assert root.findtext(f".//{{{CP}}}title") == "B3 Wer darf arbeiten?"
    assert [word.findtext(f"{{{MD}}}langstring") for word in root.iter(f"{{{MD}}}keyword")] == ["Papier \U0001f389"]


def test_a_long_title_is_cut_for_the_platform(project: Path) -> None:
    path = project / "modules" / "x1-probe" / "modul.md"
    edit(path, "titel: Wer darf anfangen?", f"titel: {'Wort ' * 80}")
    titles = [element.text or "" for element in manifest(package(course_of(project))).iter(f"{{{CP}}}title")]
    assert {len(title) for title in titles} == {LONGEST_TITLE}


def test_the_name_of_the_package_says_what_it_is(real: Course) -> None:
    for module in real.modules:
        (file,) = scorm.render(module, real.shared).files
        assert file.path == f"{module.slug}-{module.meta.version}-scorm12.zip"
