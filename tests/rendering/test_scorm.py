"""SCORM packages on disk, in both editions: manifest by its schema, files both ways, bytes, and what must not be in them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from builder.model.blocks import questions_in
from builder.model.course import Bundle, BundleKind, Course
from builder.output import Output
from builder.pipeline import load
from builder.reading.schemas import read_schemas
from builder.rendering import scorm
from builder.rendering.manifest import EDITIONS, SCORM12, SCORM2004, XSI, Edition
from builder.rendering.moodle_limits import LONGEST_TITLE
from builder.rendering.package import namespaced, of_module
from tests.checks.project import clean_project
from tests.everything import everything_project
from tests.packages import package_of
from tests.projects import begin_project, edit

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT.parent / "shared" / "data"
HOSTILE = "\"><script>alert(1)</script> & ]]> {{ 7*7 }} ${x} 'a' </script> <!-- --"
SECRET = "Nur die Leitung weiß das."
MOST_FILES = 8
ENDINGS = ("moodle.html", "moodle.pdf", "scorm12.zip", "scorm2004.zip")


_PLACES = {
    "scorm12": {SCORM12.content: "imscp_rootv1p1p2.xsd", SCORM12.adlcp: "adlcp_rootv1p2.xsd", SCORM12.metadata.namespace: "imsmd_rootv1p2p1.xsd"},
    "scorm2004": {
        SCORM2004.content: "imscp_v1p1.xsd", SCORM2004.adlcp: "adlcp_v1p3.xsd", SCORM2004.metadata.namespace: "lom.xsd",
        SCORM2004.more["adlseq"]: "adlseq_v1p3.xsd", SCORM2004.more["adlnav"]: "adlnav_v1p3.xsd", SCORM2004.more["imsss"]: "imsss_v1p0.xsd",
    },
}  # fmt: skip
_FOLDERS = {"scorm12": ("scorm12_validate", "scorm12"), "scorm2004": ("scorm2004_4th",)}


class _Local(etree.Resolver):
    """Schemas come from the folders of the edition, whatever address they name."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__()
        self._folders = folders

    def resolve(self, system_url: str, public_id: str, context: object) -> object:
        name = system_url.rpartition("/")[2].replace("ims_xml.xsd", "xml.xsd")
        tail = "/".join(system_url.split("/")[-2:])
        found = [path for folder in self._folders for path in (folder / tail, folder / name) if path.is_file()]
        return self.resolve_filename(str(found[0]), context) if found else None


@pytest.fixture(scope="module")
def valid() -> Callable[[Edition, etree._Element], None]:
    """Validates by the schemas of an edition."""
    if not SCHEMAS.is_dir():
        pytest.skip("die Schemata von ADL und IMS liegen hier nicht")
    schemas = {name: _schema(_PLACES[name], [SCHEMAS / folder for folder in _FOLDERS[name]]) for name in _PLACES}
    return lambda edition, root: schemas[edition.name].assertValid(root)


def _schema(places: Mapping[str, str], folders: Sequence[Path]) -> etree.XMLSchema:
    """All namespaces in one, each from its file in the first of the folders that has it."""
    parser = etree.XMLParser()
    parser.resolvers.add(_Local(folders))
    imports = "".join(
        f'<xs:import namespace="{namespace}" schemaLocation="{name}"/>' for namespace, name in places.items()
    )
    driver = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(driver.encode(), parser, base_url=f"{folders[-1]}/"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return clean_project(tmp_path / "projekt")


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Two modules, each with a picture of the same name."""
    root = begin_project(tmp_path_factory.mktemp("zwei"), "x1", "x2")
    for folder in sorted((root / "modules").iterdir()):
        (folder / "media").mkdir()
        (folder / "media" / "bild.svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>{folder.name}</title></svg>',
            encoding="utf-8",
        )
        edit(folder / "modul.md", "::: kurz", "![Ein Bild](media/bild.svg)\n\n[Dorthin](modul:x1)\n\n::: kurz")
    return course_of(root)


def course_of(project: Path) -> Course:
    course = load(project).course
    assert course is not None
    return course


def opened(output: Output, edition: Edition = SCORM12) -> zipfile.ZipFile:
    return package_of(output, edition.name)


def package(course: Course, edition: Edition = SCORM12) -> zipfile.ZipFile:
    return opened(scorm.render(course.modules[0], course.shared), edition)


def bundle(course: Course, kind: BundleKind = BundleKind.KURS) -> Bundle:
    return next(one for one in course.bundles if one.kind is kind)


def manifest(archive: zipfile.ZipFile) -> etree._Element:
    return etree.fromstring(archive.read("imsmanifest.xml"))


def page_of(archive: zipfile.ZipFile) -> etree._Element:
    return etree.fromstring(archive.read("index.html"), etree.HTMLParser(encoding="utf-8"))


def texts(root: etree._Element, edition: Edition, name: str) -> list[str | None]:
    return [element.text for element in root.iter(f"{{{edition.content}}}{name}")]


def hostile(project: Path) -> Course:
    path = project / "modules" / "x1-probe" / "modul.md"
    quoted = HOSTILE.replace("'", "''")
    edit(path, "titel: Wer darf anfangen?", f"titel: '{quoted}'\nstichwoerter: ['{quoted}']")
    edit(path, "kurz: Ein kurzes Modul, an dem die Prüfungen erprobt werden.", f"kurz: '{quoted}'")
    edit(path, "aus dem Papier bestimmen, ob eine Erlaubnis nötig ist", f"'{quoted}'")
    edit(path, "Das Telefon klingelt.", f"``{HOSTILE}``")
    edit(path, "Richtig. Der Titel erlaubt die Arbeit.", f"``{HOSTILE}``")
    return course_of(project)


# The manifest ------------------------------------------------------------------

Valid = Callable[[Edition, etree._Element], None]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_the_manifests_of_modules_steps_and_bundles_are_valid(b3: Course, valid: Valid, edition: Edition) -> None:
    valid(edition, manifest(package(b3, edition)))
    for one in b3.bundles:
        valid(edition, manifest(opened(scorm.render_bundle(one, b3.shared), edition)))
    if edition is SCORM12:
        for file in scorm.render_steps(b3.modules[0], b3.shared).files:
            valid(edition, manifest(zipfile.ZipFile(BytesIO(file.data))))


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_a_manifest_of_hostile_words_is_valid_and_says_them_unchanged(
    project: Path, valid: Valid, edition: Edition
) -> None:
    root = manifest(package(hostile(project), edition))
    valid(edition, root)
    assert texts(root, edition, "title") == [f"X1 {HOSTILE}"] * 2
    strings = {element.text for element in root.iter(f"{{{edition.metadata.namespace}}}{edition.metadata.string}")}
    assert HOSTILE in strings


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_the_schema_would_notice(b3: Course, valid: Valid, edition: Edition) -> None:
    root = manifest(package(b3, edition))
    root.remove(root[0])
    root.append(root[0])
    with pytest.raises(etree.DocumentInvalid):
        valid(edition, root)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_platforms_that_match_prefixes_find_every_name(b3: Course, edition: Edition) -> None:
    text = package(b3, edition).read("imsmanifest.xml").decode()
    assert f"<schemaversion>{edition.schema_version}</schemaversion>" in text
    assert re.search(r"<(\w+:)?manifest", text).group(1) is None  # type: ignore[union-attr]
    used = set(re.findall(r"[< ](\w+):\w+", text)) - {"xml", "xmlns"}
    assert used <= {"adlcp", "adlseq", "adlnav", "imsss", "imsmd", "lom"}
    assert f'adlcp:{edition.type_attribute}="sco"' in text
    assert "schemaLocation" not in text


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_every_file_is_named_and_everything_named_is_there(b3: Course, edition: Edition) -> None:
    archive = package(b3, edition)
    named = [element.get("href") for element in manifest(archive).iter(f"{{{edition.content}}}file")]
    assert sorted(named) == sorted(set(archive.namelist()) - {"imsmanifest.xml"})
    assert archive.namelist() == sorted(archive.namelist())
    assert len(archive.namelist()) <= MOST_FILES


def test_both_editions_hold_the_same_but_manifest_and_adapter(b3: Course) -> None:
    one, other = package(b3, SCORM12), package(b3, SCORM2004)
    differing = [name for name in one.namelist() if one.read(name) != other.read(name)]
    assert one.namelist() == other.namelist()
    assert differing == ["imsmanifest.xml", "player.js"]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_one_organisation_holds_one_item_that_is_the_one_sco(b3: Course, edition: Edition) -> None:
    for output in (scorm.render(b3.modules[0], b3.shared), scorm.render_bundle(b3.bundles[0], b3.shared)):
        root = manifest(opened(output, edition))
        (item,) = root.iter(f"{{{edition.content}}}item")
        (resource,) = root.iter(f"{{{edition.content}}}resource")
        assert item.get("identifierref") == resource.get("identifier")
        kind = resource.get(f"{{{edition.adlcp}}}{edition.type_attribute}")
        assert (kind, resource.get("href")) == ("sco", "index.html")


def test_identifiers_follow_from_ids_that_never_change_and_from_nothing_else(b3: Course) -> None:
    course, module = bundle(b3), b3.modules[0]
    found = [
        item.get("identifier")
        for output in (scorm.render(module, b3.shared), scorm.render_bundle(course, b3.shared))
        for item in manifest(opened(output)).iter(f"{{{SCORM12.content}}}item")
    ]
    assert found == [f"integrif_modul_{module.id}_item", f"integrif_kurs_{course.id}_item"]
    renamed = replace(module, meta=module.meta.model_copy(update={"title": "Anders", "version": "9.9.9"}))
    (item,) = manifest(opened(scorm.render(renamed, b3.shared))).iter(f"{{{SCORM12.content}}}item")
    assert item.get("identifier") == found[0]


# Schemas inside, for strict platforms -------------------------------------------------


@pytest.fixture(scope="module")
def schemas() -> dict[str, Output]:
    """The official schemas of both editions."""
    if not SCHEMAS.is_dir():
        pytest.skip("die Schemata von ADL und IMS liegen hier nicht")
    return {one.name: read_schemas(SCHEMAS, tuple(one.schemas.values())).files for one in EDITIONS}


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_schemas_lie_at_the_root_and_the_manifest_is_valid_by_them_alone(
    b3: Course, schemas: dict[str, Output], edition: Edition, tmp_path: Path
) -> None:
    made = [scorm.render(b3.modules[0], b3.shared, schemas=schemas)]
    made += [scorm.render_bundle(one, b3.shared, schemas=schemas) for one in b3.bundles]
    made += [scorm.render_steps(b3.modules[0], b3.shared, schemas=schemas)] if edition is SCORM12 else []
    zips = [file for output in made for file in output.files if file.path.endswith(f"-{edition.name}.zip")]
    assert len(zips) > len(b3.bundles)
    for file in zips:
        archive, home = zipfile.ZipFile(BytesIO(file.data)), tmp_path / file.path
        archive.extractall(home)
        root = manifest(archive)
        places = located(root)
        assert places.keys() == set(root.nsmap.values()) - {XSI}
        assert places == _PLACES[edition.name]
        # libxml2 does not load two of the files as IMS wrote them
        instead = [SCHEMAS / "scorm12_validate"] if edition is SCORM12 else []
        _schema(places, [*instead, home]).assertValid(root)
        root.append(etree.Element(f"{{{edition.content}}}unknown"))
        assert not _schema(places, [*instead, home]).validate(root)


def located(root: etree._Element) -> dict[str, str]:
    """What a manifest says of the places of schemas."""
    words = (root.get(f"{{{XSI}}}schemaLocation") or "").split()
    return dict(zip(words[::2], words[1::2], strict=True))


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_schemas_are_carried_as_they_are_and_named_as_no_content(
    b3: Course, schemas: dict[str, Output], edition: Edition
) -> None:
    plain, output = package(b3, edition), scorm.render(b3.modules[0], b3.shared, schemas=schemas)
    archive, carried = opened(output, edition), schemas[edition.name].files
    assert {file.path: archive.read(file.path) for file in carried} == {file.path: file.data for file in carried}
    assert set(archive.namelist()) == {*plain.namelist(), *(file.path for file in carried)}
    named = [
        [file.get("href") for file in manifest(one).iter(f"{{{edition.content}}}file")] for one in (plain, archive)
    ]
    assert named[0] == named[1]
    assert output == scorm.render(b3.modules[0], b3.shared, schemas=schemas)


def test_an_edition_without_schemas_is_packed_as_ever(b3: Course, schemas: dict[str, Output]) -> None:
    output = scorm.render(b3.modules[0], b3.shared, schemas={SCORM12.name: schemas[SCORM12.name]})
    assert located(manifest(opened(output, SCORM12)))
    assert opened(output, SCORM2004).read("imsmanifest.xml") == package(b3, SCORM2004).read("imsmanifest.xml")


# What lies in a package ------------------------------------------------------------


def test_names_in_the_zip_are_plain(b3: Course) -> None:
    for entry in package(b3).infolist():
        assert re.fullmatch(r"[a-z0-9_./-]+", entry.filename)
        assert not entry.filename.startswith("/")
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)


def test_the_same_content_gives_the_same_bytes_on_another_machine(real: Course) -> None:
    code = (
        "from pathlib import Path; from builder.pipeline import load; from builder.rendering import scorm\n"
        f"c = load(Path({str(ROOT)!r})).course\n"
        "made = [scorm.render(c.modules[0], c.shared), scorm.render_bundle(c.bundles[0], c.shared)]\n"
        "print(*(file.sha256 for output in made for file in output.files))"
    )
    elsewhere = {**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=elsewhere, cwd=ROOT
    )
    made = [scorm.render(real.modules[0], real.shared), scorm.render_bundle(real.bundles[0], real.shared)]
    assert done.stdout.split() == [file.sha256 for output in made for file in output.files]


def test_trainer_notes_stay_out(project: Path) -> None:
    edit(project / "modules" / "x1-probe" / "modul.md", "rät.\n", f"rät.\n\n::: leitung\n{SECRET}\n:::\n")
    archive = package(course_of(project))
    assert all(SECRET.encode() not in archive.read(name) for name in archive.namelist())


def test_nothing_comes_from_another_host(b3: Course) -> None:
    root = page_of(package(b3))
    loaded = [str(address) for address in root.xpath("//script/@src | //link/@href | //img/@src | //iframe/@src")]
    assert {"player.js", "style.css"} <= set(loaded)
    assert not [address for address in loaded if "//" in address]


def test_hostile_words_stay_words(project: Path) -> None:
    root = page_of(package(hostile(project)))
    assert [script.get("src") for script in root.iter("script") if script.get("type") is None] == ["player.js"]
    assert "alert(1)" not in "".join(script.text or "" for script in root.iter("script") if not script.get("type"))
    (title,) = root.iter("title")
    assert title.text == f"X1 {HOSTILE}"


def test_letters_that_xml_cannot_say_are_left_out(b3: Course) -> None:
    module = b3.modules[0]
    meta = module.meta.model_copy(
        update={"title": "Wer\ufffe darf\x0b \ud800arbeiten?\uffff", "keywords": ("\x00Papier \U0001f389",)}
    )
    written = scorm.manifest(of_module(replace(module, meta=meta), b3.shared), b3.shared, SCORM12, "index.html", [])
    root, md = etree.fromstring(written), SCORM12.metadata.namespace
    assert texts(root, SCORM12, "title")[0] == "B3 Wer darf arbeiten?"
    assert [word.findtext(f"{{{md}}}langstring") for word in root.iter(f"{{{md}}}keyword")] == ["Papier \U0001f389"]


def test_a_long_title_is_cut_for_the_platform(project: Path) -> None:
    path = project / "modules" / "x1-probe" / "modul.md"
    edit(path, "titel: Wer darf anfangen?", f"titel: {'Wort ' * 80}")
    titles = texts(manifest(package(course_of(project))), SCORM12, "title")
    assert {len(title or "") for title in titles} == {LONGEST_TITLE}


def test_the_names_of_packages_say_what_they_are(b3: Course) -> None:
    for module in b3.modules:
        names = [file.path for file in scorm.render(module, b3.shared).files]
        stem = f"{module.slug}-{module.meta.version}"
        assert names == [f"{stem}-{end}" for end in ENDINGS]
    for one in b3.bundles:
        names = [file.path for file in scorm.render_bundle(one, b3.shared).files]
        assert names == [f"{one.name}-{one.version}-{end}" for end in ENDINGS]


@pytest.mark.parametrize("name", ["text", "start", "title", "take_text"])
def test_no_step_is_called_as_a_part_of_the_page(project: Path, name: str) -> None:
    edit(project / "modules" / "x1-probe" / "modul.md", "{#papier", f"{{#{name}")
    course = course_of(project)
    ids = [element.get("id") for element in page_of(opened(scorm.render(course.modules[0], course.shared))).iter()]
    assert ids.count(name) == 1
    assert len(ids) - ids.count(None) == len(set(ids) - {None})


# Several modules on one page ---------------------------------------------------------


def test_a_bundle_holds_its_modules_in_order_and_every_id_once(two: Course) -> None:
    archive = opened(scorm.render_bundle(bundle(two), two.shared))
    root = page_of(archive)
    assert [article.get("data-module") for article in root.iter("article")] == ["x1", "x2"]
    ids = [element.get("id") or "" for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    targets = [str(link).partition("#")[2] for link in root.xpath("//a[contains(@href, '#')]/@href")]
    pointers = [
        name
        for element in root.iter()
        for key in ("for", "aria-labelledby", "aria-describedby")
        for name in (element.get(key) or "").split()
    ]
    assert targets
    assert set(targets) | set(pointers) <= set(ids)


def test_pictures_of_the_same_name_stay_apart_and_links_find_the_other_module(two: Course) -> None:
    archive = opened(scorm.render_bundle(bundle(two), two.shared))
    pictures = [name for name in archive.namelist() if name.startswith("media/")]
    assert pictures == ["media/x1-bild.svg", "media/x2-bild.svg"]
    assert b"x1-" in archive.read(pictures[0])
    assert b"x2-" in archive.read(pictures[1])
    links = page_of(archive).xpath("//a[text()='Dorthin']/@href")
    assert links == ["index.html#x1-x1", "index.html#x1-x1"]


def test_a_bundle_shows_what_is_written_and_is_not_there_when_nothing_is(tmp_path: Path) -> None:
    course = course_of(begin_project(tmp_path / "projekt", "x2"))
    assert [[module.id for module in one.modules] for one in course.bundles] == [["x2"]]
    page = opened(scorm.render_bundle(course.bundles[0], course.shared)).read("index.html").decode()
    assert "Wer hilft wem?" not in page


def test_a_namespace_touches_attributes_and_never_words(tmp_path: Path) -> None:
    course = course_of(everything_project(tmp_path))
    words = 'Wort id="x" for="y" href="#z"'
    module = course.modules[0]
    meta = module.meta.model_copy(update={"title": words, "summary": words})
    changed = replace(module, meta=meta)
    one = Bundle(BundleKind.KURS, "x", words, words, "2026.1", (changed,))
    root = page_of(opened(scorm.render_bundle(one, course.shared)))
    (heading,) = root.xpath('//*[@id="x1-x1"]')
    assert heading.text == words
    (settings,) = root.xpath('//script[@class="module-settings"]')
    assert '"module":"x1"' in settings.text
    assert namespaced('<p id="a b">', "m-") == '<p id="m-a m-b">'  # type: ignore[arg-type,comparison-overlap]


# Single steps ------------------------------------------------------------------------


def test_every_step_is_a_package_of_its_own_that_holds_no_other(b3: Course) -> None:
    module = b3.modules[0]
    files = scorm.render_steps(module, b3.shared).files
    assert len(files) == len(module.steps)
    for file, step in zip(files, module.steps, strict=True):
        assert file.path.endswith("-scorm12.zip")
        archive = zipfile.ZipFile(BytesIO(file.data))
        root = page_of(archive)
        assert [section.get("id") for section in root.iter("section") if section.get("data-step")] == [step.id]
        shown = {
            section.get("id") for section in root.iter("section") if "question" in (section.get("class") or "").split()
        }
        assert shown == {question.id for question in questions_in(step.blocks)}
        (item,) = manifest(archive).iter(f"{{{SCORM12.content}}}item")
        assert item.get("identifier") == f"integrif_schritt_{module.id}_{step.id}_item"
        ids = set(root.xpath("//@id"))
        assert [link for link in root.xpath("//a[starts-with(@href, '#')]/@href") if link[1:] not in ids] == []


def test_a_step_keeps_its_footnotes_with_their_numbers(tmp_path: Path) -> None:
    course = course_of(everything_project(tmp_path))
    first, *others = scorm.render_steps(course.modules[0], course.shared).files
    notes = [note.get("id") for note in page_of(zipfile.ZipFile(BytesIO(first.data))).iter("li") if note.get("id")]
    assert {"fn_1", "fn_2"} <= set(notes)
    for file in others:
        assert b'id="fn_' not in zipfile.ZipFile(BytesIO(file.data)).read("index.html")
