"""The Common Cartridge: its manifest, what Moodle's converter reads of it, and what survives its restore."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html
from markupsafe import Markup

from builder.model.course import Bundle, Course
from builder.pipeline import load
from builder.rendering import cartridge
from builder.rendering.cartridge_manifest import BANK, CONTENT, CP, LINK, LOM, LOM_RESOURCE, TEST, WEB_LINK
from builder.rendering.norms import listed_norms
from builder.rendering.restored import JOINER, kept_ascii, kept_course_title, kept_html, kept_title
from tests.checks.project import clean_project
from tests.everything import HOSTILE, SECRET
from tests.projects import edit
from tests.rendering.pdf_text import pages_of

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NS = {"cp": CP, "lom": LOM, "lomr": LOM_RESOURCE}
WORST = "\"><script>alert(1)</script> & ]]> {{ 7*7 }} ${x} 'a' &lt;b&gt; </script> <!-- --"
MODULE = "modules/x1-probe/modul.md"


@pytest.fixture(scope="module")
def structure() -> etree.DTD:
    return etree.DTD(str(HERE / "common_cartridge.dtd"))


def course_of(project: Path) -> Course:
    course = load(project).course
    assert course is not None
    return course


def archive(course: Course, bundle: Bundle | None = None) -> zipfile.ZipFile:
    (file,) = cartridge.render(bundle or course.bundles[0], course.shared).files
    return zipfile.ZipFile(BytesIO(file.data))


def manifest(told: zipfile.ZipFile) -> etree._Element:
    return etree.fromstring(told.read("imsmanifest.xml"))


def resources(root: etree._Element) -> dict[str, etree._Element]:
    return {str(one.get("identifier")): one for one in root.iter(f"{{{CP}}}resource")}


def sections(root: etree._Element) -> list[etree._Element]:
    return list(root.find(f".//{{{CP}}}organization/{{{CP}}}item"))


def lines(root: etree._Element) -> list[tuple[str, etree._Element]]:
    """Title and resource of everything a learner can open."""
    found = resources(root)
    return [
        (str(item.findtext(f"{{{CP}}}title")), found[str(item.get("identifierref"))])
        for item in root.iter(f"{{{CP}}}item")
        if item.get("identifierref")
    ]


def with_address(course: Course) -> Course:
    curriculum = course.shared.curriculum.model_copy(update={"base_url": "https://www.beispiel.org/lernen"})
    return replace(course, shared=replace(course.shared, curriculum=curriculum))


class TestManifest:
    """What the profile asks for, and what Moodle reads."""

    def test_it_keeps_the_profile(self, each: Course, structure: etree.DTD) -> None:
        for bundle in each.bundles:
            root = manifest(archive(each, bundle))
            assert structure.validate(root), structure.error_log
            metadata = root[0]
            assert [metadata[0].text, metadata[1].text] == ["IMS Common Cartridge", "1.1.0"]

    def test_moodle_knows_it_by_its_first_bytes(self, b3: Course) -> None:
        """Older versions look at 500 bytes, newer ones at 1,024; elements with a prefix are never found."""
        data = archive(b3).read("imsmanifest.xml")
        assert f'xmlns="{CP}"'.encode() in data[:500]
        assert not re.search(rb"<\w+:(item|resource|manifest)\b", data)

    def test_everything_named_exists_and_everything_that_exists_is_named(self, everything: Course) -> None:
        told = archive(everything)
        named = [str(file.get("href")) for file in manifest(told).iter(f"{{{CP}}}file")]
        assert sorted(named) == sorted(set(told.namelist()) - {"imsmanifest.xml"})
        assert told.namelist() == sorted(told.namelist())
        assert all(re.fullmatch(r"[A-Za-z0-9_./-]+", name) for name in told.namelist())

    def test_each_kind_of_resource_is_written_as_its_kind_demands(self, each: Course) -> None:
        root = manifest(archive(each))
        kinds = [str(one.get("type")) for one in resources(root).values()]
        assert set(kinds) <= {CONTENT, LINK, TEST, BANK}
        assert kinds.count(BANK) == 1, "a cartridge may have one"
        for name, one in resources(root).items():
            (file,) = one.iter(f"{{{CP}}}file")
            assert one.get("href") == (file.get("href") if one.get("type") == CONTENT else None), name
        assert BANK not in [one.get("type") for _, one in lines(root)], "no line may open it"

    def test_a_page_needs_the_pictures_it_shows(self, b3: Course) -> None:
        told = archive(b3)
        found = resources(manifest(told))
        for name, one in found.items():
            path = str(one.find(f"{{{CP}}}file").get("href"))
            if path.endswith(".html"):
                shown = {
                    f"{path.partition('/')[0]}/{src}" for src in re.findall(r'src="([^"]+)"', told.read(path).decode())
                }
                needs = {str(need.get("identifierref")) for need in one.iter(f"{{{CP}}}dependency")}
                assert {found[need].get("href") for need in needs} == shown, name

    def test_only_sections_have_lines_below_them(self, everything: Course) -> None:
        for section in sections(manifest(archive(everything))):
            assert section.get("identifierref") is None
            for line in section.findall(f"{{{CP}}}item"):
                assert line.get("identifierref"), (
                    "Moodle makes a label with a broken picture of a line without resource"
                )
                assert not line.findall(f"{{{CP}}}item")

    def test_metadata_says_what_it_is(self, b3: Course) -> None:
        lom = manifest(archive(b3)).find(f".//{{{LOM}}}lom")
        texts = lom.xpath("lom:general/*/lom:string/text()", namespaces=NS)
        assert texts[0] == "Kurs B: Recht und Verfahren"
        assert "Duldung" in texts
        assert lom.xpath("string(lom:rights/lom:description)", namespaces=NS) == "CC-BY-SA-4.0"


class TestCourse:
    """What a trainer finds after restoring."""

    def test_the_sections_in_their_order(self, b3: Course) -> None:
        titles = [section.findtext(f"{{{CP}}}title") for section in sections(manifest(archive(b3)))]
        assert titles == ["Kurs B: Recht und Verfahren", "B3 Wer darf wann arbeiten?", "Gesetzestexte"]

    def test_a_module_has_pages_handout_and_test(self, everything: Course) -> None:
        root = manifest(archive(everything))
        titles = [title.findtext(f"{{{CP}}}title") for title in sections(root)[1].findall(f"{{{CP}}}item")]
        steps = [f"Schritt {number}: " for number, _ in enumerate(everything.modules[0].steps, start=1)]
        assert titles[0] == "Worum es geht"
        assert [title for title in titles if str(title).startswith("Schritt")] == [
            title for title in titles if any(str(title).startswith(step) for step in steps)
        ]
        assert titles[-3:] == ["Normen, Quellen, Änderungen", "Handout (PDF)", "Test: Wer darf anfangen?"]

    def test_links_lead_to_the_laws_and_to_the_site_once_there_is_one(self, b3: Course) -> None:
        root = manifest(archive(b3))
        links = [one for _, one in lines(root) if one.get("type") == LINK]
        assert len(links) == len(listed_norms(b3.modules[0], b3.shared, str)), "one for each law, not for each §"
        there = archive(with_address(b3))
        more = {title: one for title, one in lines(manifest(there)) if one.get("type") == LINK}
        assert len(more) == len(links) + 1
        path = more["Aktuelle Fassung dieses Moduls"].find(f"{{{CP}}}file").get("href")
        link = etree.fromstring(there.read(path))
        address = link.find(f"{{{WEB_LINK}}}url").get("href")
        assert address == f"https://www.beispiel.org/lernen/module/{b3.modules[0].slug}.html"

    def test_what_is_for_trainers_is_marked_as_theirs(self, everything: Course) -> None:
        told = archive(everything)
        marked = {title for title, one in lines(manifest(told)) if one.find(f".//{{{LOM_RESOURCE}}}lom") is not None}
        assert marked == {"Für die Leitung"}
        role = manifest(told).xpath("string(//lomr:intendedEndUserRole/lomr:value)", namespaces=NS)
        assert role == "Instructor", "which Moodle hides from learners"

    def test_trainers_read_which_questions_are_not_in_the_tests(self, everything: Course) -> None:
        words = words_of(archive(everything).read("leitung.html"))
        for kind in ("Zuordnung", "Reihenfolge", "Lückentext", "Zahl", "Entscheidung"):
            assert re.search(rf"Frage \d+ \({kind}\)", words), kind
        module = everything.modules[0]
        assert f"{module.slug}-{module.meta.version}-fragen.xml" in words

    def test_the_handout_is_the_handout(self, everything: Course) -> None:
        told = archive(everything)
        (name,) = [name for name in told.namelist() if name.endswith(".pdf")]
        assert told.read(name).startswith(b"%PDF")

    def test_trainer_notes_stay_out(self, everything: Course) -> None:
        told = archive(everything)
        for name in told.namelist():
            data = told.read(name)
            assert SECRET.encode() not in data
            assert SECRET.encode("ascii", "xmlcharrefreplace").replace(b"&", b"&amp;") not in data
            assert not name.endswith(".pdf") or SECRET not in " ".join(" ".join(pages_of(data)).split())

    def test_a_module_without_questions_or_norms_brings_no_empty_things(self, everything: Course) -> None:
        module = everything.modules[0]
        bare = replace(module, steps=(replace(module.steps[0], blocks=()),))
        told = archive(everything, replace(everything.bundles[0], modules=(bare,)))
        assert [name for name in told.namelist() if name.endswith(".xml")] == ["imsmanifest.xml"]
        assert len(sections(manifest(told))) == 2

    def test_the_name_says_what_it_is(self, b3: Course) -> None:
        for bundle in b3.bundles:
            (file,) = cartridge.render(bundle, b3.shared).files
            assert file.path == f"{bundle.name}-{bundle.version}.imscc"

    def test_the_same_content_gives_the_same_bytes_on_another_machine(self, real: Course) -> None:
        code = (
            "from pathlib import Path; from builder.pipeline import load; from builder.rendering import cartridge\n"
            f"c = load(Path({str(ROOT)!r})).course\n"
            "print(cartridge.render(c.bundles[0], c.shared).files[0].sha256)"
        )
        elsewhere = {**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=elsewhere, cwd=ROOT
        )
        assert done.stdout.strip() == cartridge.render(real.bundles[0], real.shared).files[0].sha256


def words_of(data: bytes | str) -> str:
    root = lxml_html.document_fromstring(data, parser=lxml_html.HTMLParser(encoding="utf-8"))
    return " ".join(" ".join(root.itertext()).split())


# What Moodle's converter makes of HTML (backup/cc/entities.class.php, safexml), once its XML is read again ------


def restored(html: str) -> str:
    decoded = unescape(html)
    ampersand = re.compile(r"&(?!(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);)")
    encoded = ampersand.sub("&amp;", decoded).replace("<", "&lt;").replace(">", "&gt;")
    return etree.fromstring(f"<t>{encoded}</t>".replace("&nbsp;", "&#160;")).text or ""


def shape(html: str) -> list[tuple[str, dict[str, str]]]:
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return [(str(node.tag), dict(node.attrib)) for node in root.iter() if isinstance(node.tag, str)]


class TestRestore:
    """Words an author wrote are words after a restore, too."""

    @pytest.mark.parametrize(
        "words",
        [HOSTILE, WORST, "a <b> c", "&lt;script&gt;", "&amp;lt;", "x < 5 & y > 3", "<!-- -->", "</div>", "§ & Co"],
    )
    def test_text_never_becomes_markup(self, words: str) -> None:
        page = Markup('<p class="a">{}</p><p><a href="https://a.de/?b=1&amp;c=2" title="x">b</a></p>').format(words)
        for kept in (str(kept_html(page)), kept_ascii(page)):
            after = restored(kept)
            assert [name for name, _ in shape(after)] == [name for name, _ in shape(str(page))]
            told = lxml_html.fragment_fromstring(after, create_parent="div")
            assert "".join(told[0].itertext()).replace(JOINER, "") == words
            before = lxml_html.fragment_fromstring(kept, create_parent="div")
            assert "".join(before[0].itertext()).replace(JOINER, "") == words, "also for a reader without that mistake"

    def test_without_it_text_would_become_markup(self) -> None:
        """The mistake this guards against; should Moodle mend it, nothing is lost."""
        assert "script" in [name for name, _ in shape(restored(str(Markup("<p>{}</p>").format("<script>1</script>"))))]

    def test_an_attribute_keeps_its_end(self) -> None:
        page = Markup('<p><img src="media/a.svg" alt="{}"></p>').format('sagt "ja" onerror=alert(1) <b>')
        for html in (str(kept_html(page)), restored(str(kept_html(page)))):
            (_, _, (name, attributes)) = shape(html)
            assert (name, set(attributes)) == ("img", {"src", "alt"})
            assert attributes["alt"] == "sagt ”ja” onerror=alert(1) <b>"

    def test_an_address_is_left_alone(self) -> None:
        page = Markup('<a href="https://www.beispiel.org/?a=1&amp;copy=2">a</a>')
        assert kept_html(page) == page

    @pytest.mark.parametrize("words", [WORST, HOSTILE, "A & B", "&amp; <i>"])
    def test_a_title_comes_back_as_it_was(self, words: str) -> None:
        assert restored(kept_title(words)).replace(JOINER, "") == words

    def test_a_short_name_is_cut_between_letters(self) -> None:
        title = kept_course_title("Ü" * 60)
        assert len(title.replace(" ", "").encode()) == 94
        assert kept_course_title("Kurs B: Recht und Verfahren") == "Kurs B: Recht und Verfahren"

    @pytest.mark.parametrize("words", [HOSTILE, WORST])
    def test_hostile_words_come_back_in_the_whole(self, tmp_path: Path, structure: etree.DTD, words: str) -> None:
        project = clean_project(tmp_path / "projekt")
        quoted = words.replace("'", "''")
        path = project / MODULE
        edit(path, "titel: Wer darf anfangen?", f"titel: '{quoted}'\nstichwoerter: ['{quoted}']")
        edit(path, "Das Telefon klingelt.", f"``{words}``")
        edit(path, "Richtig. Der Titel erlaubt die Arbeit.", f"``{words}``")
        course = course_of(project)
        told = archive(course)
        root = manifest(told)
        assert structure.validate(root), structure.error_log
        titles = [restored(str(title.text)).replace(JOINER, "") for title in root.iter(f"{{{CP}}}title")]
        assert f"X1 {words}" in titles
        assert words in root.xpath("//lom:keyword/lom:string/text()", namespaces=NS)
        for name in told.namelist():
            if name.endswith(".html"):
                page = lxml_html.document_fromstring(told.read(name))
                assert not page.xpath("//script")
                body = restored(str(told.read(name).decode().partition("<body>")[2].partition("</body>")[0]))
                assert not lxml_html.fragment_fromstring(body, create_parent="div").xpath(".//script"), name
