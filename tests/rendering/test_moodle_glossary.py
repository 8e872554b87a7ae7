"""The glossary for Moodle, imported as mod/glossary/import.php does it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from lxml import etree, html

from builder.model.course import Course
from builder.model.glossary import Term
from builder.pipeline import load
from builder.rendering.moodle_glossary import exists, render
from tests.everything import HOSTILE
from tests.glossary import TEXT, project_with_glossary

NEEDED = (
    "NAME", "INTRO", "INTROFORMAT", "ALLOWDUPLICATEDENTRIES", "DISPLAYFORMAT", "SHOWSPECIAL", "SHOWALPHABET", "SHOWALL",
    "ALLOWCOMMENTS", "USEDYNALINK", "DEFAULTAPPROVAL", "GLOBALGLOSSARY", "ENTBYPAGE", "ENTRIES",
)  # fmt: skip


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    loaded = load(project_with_glossary(tmp_path_factory.mktemp("glossar")))
    assert loaded.findings == ()
    assert loaded.course is not None
    return loaded.course


@pytest.fixture(scope="module")
def root(course: Course) -> etree._Element:
    (file,) = render(course.edition, course.shared).files
    assert file.path == "glossar-2026.1.xml"
    return etree.fromstring(file.data)


@dataclass
class Glossary:
    """What Moodle would have after the import."""

    definitions: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, list[str]] = field(default_factory=dict)
    rejected: list[str] = field(default_factory=list)


def imported(root: etree._Element) -> Glossary:
    """Moodle refuses a concept it has, whatever the case of its letters; an empty ALIASES is an error of PHP 8."""
    made = Glossary()
    taken: set[str] = set()
    for entry in root.iterfind("INFO/ENTRIES/ENTRY"):
        concept, definition = (entry.findtext(name) or "" for name in ("CONCEPT", "DEFINITION"))
        aliases = entry.find("ALIASES")
        assert aliases is None or len(aliases)
        words = [concept, *(alias.findtext("NAME") or "" for alias in entry.iterfind("ALIASES/ALIAS"))]
        made.rejected += [word for word in words if word.lower() in taken or not (word and definition)]
        taken |= {word.lower() for word in words}
        made.definitions[concept] = definition
        made.aliases[concept] = words[1:]
    return made


def test_info_has_all_that_the_import_reads(root: etree._Element) -> None:
    assert [child.tag for child in root] == ["INFO"]
    info = root[0]
    assert [child.tag for child in info] == list(NEEDED)
    assert info.findtext("NAME") == "Glossar: Probelehrplan"
    assert info.findtext("INTROFORMAT") == "1"
    assert info.findtext("USEDYNALINK") == "1"
    assert "Ausgabe 2026.1" in (info.findtext("INTRO") or "")


def test_every_term_becomes_an_entry_with_its_other_words(root: etree._Element) -> None:
    made = imported(root)
    assert made.rejected == []
    assert made.aliases == {
        "Duldung": ["Duldungen"],
        "Stellung des Antrags": ["Asylgesuch", "Antrag stellen", "Stellung eines Asylantrags"],
        "Ausländerbehörde": ["ABH", "Ausländerbehörden"],
        "Ehrenamt": [],
    }


def test_entries_link_by_themselves_as_whole_words(root: etree._Element) -> None:
    for entry in root.iterfind("INFO/ENTRIES/ENTRY"):
        told = {name: entry.findtext(name) for name in ("FORMAT", "USEDYNALINK", "CASESENSITIVE", "FULLMATCH")}
        assert told == {"FORMAT": "1", "USEDYNALINK": "1", "CASESENSITIVE": "0", "FULLMATCH": "1"}
        assert entry.findtext("TEACHERENTRY") == "1"


def test_a_definition_leads_to_the_law_and_says_of_what_day(root: etree._Element) -> None:
    definition = html.fromstring(imported(root).definitions["Duldung"])
    links = [(link.text, link.get("href")) for link in definition.iter("a")]
    address = "https://www.gesetze-im-internet.de/aufenthg_2004/__60a.html"
    assert links == [("§\u00a060a Abs.\u00a02 AufenthG", address), ("§\u00a060a AufenthG", address)]
    assert "Rechtsstand 19.08.2026" in definition.text_content()


def test_translations_know_their_language_and_direction(root: etree._Element) -> None:
    definition = html.fromstring(imported(root).definitions["Duldung"])
    spans = {span.get("lang"): (span.get("dir"), span.text) for span in definition.iter("span")}
    assert spans == {"ar": ("rtl", "وقف الترحيل"), "uk": ("ltr", "Дульдунг")}
    text = definition.text_content()
    assert "Arabisch: وقف الترحيل (waqf at-tarhil; geprüft von: Fachredaktion Sprache)" in text
    assert "Ukrainisch: Дульдунг" in text


def test_a_term_without_law_says_nothing_of_it(root: etree._Element) -> None:
    definition = imported(root).definitions["Ehrenamt"]
    assert definition == "<p>Freiwillige, unentgeltliche Mitarbeit mit klarem Auftrag und Grenzen.</p>"


@pytest.mark.parametrize("hostile", [HOSTILE, "<script>x</script> & \ufffe]]>", "a\x0bb"])
def test_hostile_words_come_back_unchanged(course: Course, hostile: str) -> None:
    entry = {"id": "x", "begriff": "Wort", "erklaerung": hostile, "normen": [hostile], "formen": [hostile[:90]]}
    shared = replace(course.shared, glossary=(Term.model_validate(entry),))
    made = imported(etree.fromstring(render(course.edition, shared).files[0].data))
    readable = hostile.replace("\ufffe", "").replace("\x0b", "")
    first, second = html.fragments_fromstring(made.definitions["Wort"])
    assert [first.text_content().strip(), second.text_content().strip()] == [readable.strip()] * 2
    assert made.aliases["Wort"] == [readable[:90].strip()]


def test_the_same_content_gives_the_same_bytes(course: Course) -> None:
    assert render(course.edition, course.shared) == render(course.edition, course.shared)


def test_without_terms_there_is_nothing_to_import(course: Course) -> None:
    assert exists(course.edition, course.shared)
    assert not exists(course.edition, replace(course.shared, glossary=()))


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("  begriff: Duldung\n", "", "Y003 curriculum/glossar.yml:1:3"),
        ("begriff: Duldung\n", f'begriff: "{"lang " * 30}"\n', "Y005 curriculum/glossar.yml:2:12"),
        ("formen: [Duldungen, duldung]", "formen: Duldungen", "Y005 curriculum/glossar.yml:3:11"),
        ("formen: [Duldungen, duldung]", "form: [Duldungen]", "Y004 curriculum/glossar.yml:3:3"),
        ("ar: {wort", "arabisch: {wort", "Y005 curriculum/glossar.yml:8:15"),
        ("rechtsstand: 2026-08-19\n  uebersetzungen", "rechtsstand: 2026-02-31\n  uebersetzungen", "Y006"),
    ],
)  # fmt: skip
def test_a_mistake_costs_its_own_entry(tmp_path: Path, old: str, new: str, finding: str) -> None:
    assert old in TEXT
    loaded = load(project_with_glossary(tmp_path, TEXT.replace(old, new, 1)))
    assert loaded.course is not None
    assert [term.id for term in loaded.course.shared.glossary] == ["stellung", "auslaenderbehoerde", "ehrenamt"]
    (found,) = loaded.findings
    assert f"{found.code} {found.place}".startswith(finding)
    assert found.blocks
