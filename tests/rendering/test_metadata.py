"""What machines read of a page: valid by AMB's own schema, in the words of its lists, nothing said that nobody wrote."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft7Validator, FormatChecker
from lxml import etree
from referencing import Registry, Resource

from builder.model.base import Audience, Licence
from builder.model.changes import Change, ChangeKind
from builder.model.course import Course, Shared
from builder.model.curriculum import Operator
from builder.model.freeze import release_of
from builder.model.module import Module
from builder.model.page import Page, Piece
from builder.rendering import metadata
from builder.rendering.html import json_in_script
from builder.rendering.metadata import amb_files, module_metadata, oer_sitemap, written_metadata
from builder.rendering.site_page import NO_METADATA, Metadata
from builder.source import Place

DATA = Path(__file__).parents[3] / "shared" / "data"
AMB = DATA / "amb" / "20231019"
VOCABULARIES = DATA / "vocab"
BASE = "https://lernpaket.example.org/kurs"
HOSTILE = '„Wer" </script><script>alert(1)</script> & <!-- \u2028 $x$'
needs_data = pytest.mark.skipif(not AMB.is_dir(), reason="das AMB-Schema liegt hier nicht (../shared)")
FORMATS = FormatChecker(("date",))


@FORMATS.checks("date-time", raises=ValueError)
def is_moment(value: object) -> bool:
    """A day with a time; without this check a mere day would be both a day and a moment, which AMB forbids."""
    return "T" in str(value) and bool(datetime.fromisoformat(str(value)))


@FORMATS.checks("uri")
def is_address(value: object) -> bool:
    """What AMB uses: a scheme, then only characters that RFC 3986 knows."""
    return bool(re.fullmatch(r"[a-z][a-z0-9+.-]*:[!#$%&'()*+,/0-9:;=?@A-Z\[\]_a-z~.-]+", str(value)))


@pytest.fixture(scope="module")
def amb() -> Draft7Validator:
    schemas = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((AMB / "schemas").glob("*.json"))]
    known: Registry[Any] = Registry().with_resources((s["$id"], Resource.from_contents(s)) for s in schemas)
    [whole] = [schema for schema in schemas if schema["$id"].endswith("/schema.json")]
    return Draft7Validator(whole, registry=known, format_checker=FORMATS)


def wrong(amb: Draft7Validator, told: Mapping[str, Any]) -> list[str]:
    return [f"{'/'.join(map(str, error.path))}: {error.message[:80]}" for error in amb.iter_errors(told)]


def standing(course: Course, base: str = BASE, **operator: str) -> Course:
    """The course on a site that stands somewhere."""
    update = {"base_url": base, "operator": Operator(**operator) if operator else course.shared.curriculum.operator}
    curriculum = course.shared.curriculum.model_copy(update=update)
    return replace(course, shared=replace(course.shared, curriculum=curriculum))


def with_head(module: Module, **head: object) -> Module:
    return replace(module, meta=module.meta.model_copy(update=head))


def with_licence(course: Course, licence: str) -> Course:
    defaults = course.shared.curriculum.defaults.model_copy(update={"licence": licence})
    curriculum = course.shared.curriculum.model_copy(update={"defaults": defaults})
    return replace(course, shared=replace(course.shared, curriculum=curriculum))


def courses_page(*parts: str) -> Page:
    pieces = tuple(Piece(name, Place("site/kurse.md")) for name in parts)
    return Page("kurse.md", pieces, (), Place("site/kurse.md"))


def of_courses(course: Course) -> Metadata:
    return written_metadata(courses_page("kurse"), course)


def all_of(course: Course) -> Iterator[Metadata]:
    yield from (module_metadata(module, course.shared) for module in course.modules)
    yield of_courses(course)


def first(course: Course) -> tuple[Module, Shared]:
    return course.modules[0], course.shared


@needs_data
@pytest.mark.parametrize("kind", ["valid", "invalid"])
def test_the_schema_as_loaded_here_judges_its_own_examples_right(amb: Draft7Validator, kind: str) -> None:
    examples = sorted((AMB / "examples" / kind).glob("*.json"))
    assert len(examples) > 30
    judged = {path.name: not wrong(amb, json.loads(path.read_text(encoding="utf-8"))) for path in examples}
    assert {name for name, passed in judged.items() if passed is not (kind == "valid")} == set()


@needs_data
def test_modules_and_courses_are_valid(amb: Draft7Validator, real: Course, everything: Course) -> None:
    for course in (real, everything):
        for told in all_of(standing(course, name="Probeträger")):
            assert told.amb
            assert [wrong(amb, one) for one in told.amb] == [[]] * len(told.amb)


@needs_data
@pytest.mark.parametrize("licence", get_args(Licence))
def test_every_licence_an_author_may_choose_is_one_that_amb_knows(
    amb: Draft7Validator, everything: Course, licence: str
) -> None:
    for told in all_of(with_licence(standing(everything), licence)):
        for one, other in zip(told.amb, told.schema_org, strict=True):
            assert wrong(amb, one) == []
            assert one["license"] == {"id": other["license"]}
            assert not other["license"].endswith("deed.de")


@needs_data
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("license", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("license", {"id": "https://lizenzen.example.org/by-sa"}),
        ("id", "kurse/größe.html"),
        ("dateModified", "22.11.2026"),
        ("inLanguage", ["deu"]),
        ("teaches", [{"prefLabel": {"de": "ein Ziel ohne Adresse"}}]),
        ("type", ["Course"]),
    ],
)
def test_the_schema_would_see_what_could_go_wrong(
    amb: Draft7Validator, everything: Course, key: str, value: object
) -> None:
    [told] = module_metadata(*first(standing(everything))).amb
    assert wrong(amb, {**told, key: value})


@needs_data
@pytest.mark.parametrize(
    "base",
    ["https://größe.example:8080/flüchtlinge/", "http://localhost:8000", f"https://{'a' * 70}.example", "https://a..b"],
)
def test_whatever_address_the_operator_gives_is_written_in_ascii(
    amb: Draft7Validator, everything: Course, base: str
) -> None:
    [told] = module_metadata(*first(standing(everything, base))).amb
    assert wrong(amb, told) == []
    assert told["id"].endswith("/module/x1-probe.html")
    assert "//" not in told["id"].partition("://")[2]


@needs_data
def test_names_of_kinds_and_levels_are_those_of_the_lists() -> None:
    hcrt, levels = ((VOCABULARIES / f"{name}.ttl").read_text(encoding="utf-8") for name in ("hcrt", "educationalLevel"))
    listed = {name: (hcrt, labels) for name, labels in metadata._KINDS.items()}
    listed["level_C"] = (levels, metadata._LEVEL[1])
    for name, (text, labels) in listed.items():
        [entry] = re.findall(rf"^<{name}> a skos:Concept ?;(.*?) \.$", text, re.MULTILINE | re.DOTALL)
        preferred = entry.split("skos:prefLabel", 1)[1].split(";")[0]
        assert {tag: re.search(rf'"([^"]+)"@{tag}\b', preferred)[1] for tag in labels} == labels  # type: ignore[index]


def test_a_module_says_what_its_author_wrote(everything: Course) -> None:
    course = standing(everything, name="Amt für Weiterbildung\nHalberstadt")
    module, shared = first(course)
    told = module_metadata(module, shared)
    [amb], [plain] = told.amb, told.schema_org
    assert told.described_by == "x1-probe/amb.json"
    assert amb["id"] == plain["url"] == f"{BASE}/module/x1-probe.html"
    assert (amb["name"], amb["description"]) == (module.meta.title, module.meta.summary)
    assert (plain["version"], plain["timeRequired"]) == (module.meta.version, f"PT{module.meta.minutes}M")
    assert [goal["prefLabel"]["de"] for goal in amb["teaches"]] == plain["teaches"]
    assert amb["teaches"][0]["id"] == f"{BASE}/module/x1-probe.html#goal-{module.meta.goals[0].id}"
    assert [part["id"] for part in amb["isPartOf"]] == [f"{BASE}/kurse.html#kurs_x"]
    assert amb["publisher"] == [{"type": "Organization", "name": "Amt für Weiterbildung, Halberstadt"}]
    assert not {"creator", "about", "contributor", "datePublished"} & {*amb, *plain}


def test_volunteers_are_not_called_professionals(everything: Course) -> None:
    module, shared = first(standing(everything))
    for audiences, found in {("ehrenamt",): 0, ("hauptamt", "ehrenamt"): 1, ("koordination",): 1}.items():
        roles = tuple(Audience(name) for name in audiences)
        told = module_metadata(with_head(module, audiences=roles), shared)
        assert len(told.amb[0].get("audience", [])) == found
        assert told.schema_org[0]["audience"]["audienceType"] == [name.capitalize() for name in audiences]


def test_what_nobody_wrote_is_not_said(everything: Course) -> None:
    nowhere = standing(everything, "", name="")
    module, shared = first(nowhere)
    told = module_metadata(with_head(module, keywords=()), shared)
    assert told.amb == ()
    assert told.described_by == ""
    assert amb_files(module, shared) == ()
    assert not {"@id", "url", "publisher", "keywords"} & set(told.schema_org[0])
    assert told.schema_org[0]["isPartOf"] == [{"@type": "Course", "name": "Arbeiten"}]
    assert oer_sitemap(all_of(nowhere)) == ()


def test_a_language_amb_has_no_word_for_leaves_schema_org_alone(everything: Course) -> None:
    module, shared = first(standing(everything))
    told = module_metadata(with_head(module, language="nds"), shared)
    assert (told.amb, told.described_by) == ((), "")
    assert told.schema_org[0]["inLanguage"] == ["nds"]


def test_courses_tell_of_their_written_modules(real: Course) -> None:
    course = standing(real)
    told = of_courses(course)
    ids = [bundle.id for bundle in course.bundles if bundle.kind.value == "kurs"]
    assert [amb["id"] for amb in told.amb] == [f"{BASE}/kurse.html#kurs_{name}" for name in ids]
    for amb, plain in zip(told.amb, told.schema_org, strict=True):
        addresses = [part["id"] for part in amb["hasPart"]]
        assert addresses == [part["url"] for part in plain["hasPart"]]
        assert {"Course", "LearningResource"} == set(amb["type"])
    parts = [part["id"] for amb in told.amb for part in amb["hasPart"]]
    assert sorted(parts) == sorted(module_metadata(m, course.shared).amb[0]["id"] for m in course.modules)


def test_only_the_page_that_shows_the_courses_tells_of_them(everything: Course) -> None:
    course = standing(everything)
    assert written_metadata(courses_page("pfade"), course) is NO_METADATA
    assert written_metadata(replace(courses_page("kurse"), path="index.md"), course) is NO_METADATA


def test_a_course_of_several_licences_names_none(everything: Course) -> None:
    course = standing(everything)
    other = with_head(replace(course.modules[0], slug="x2-zwei"), id="x2", licence="CC0-1.0")
    mixed = replace(course, modules=(*course.modules, other))
    told = of_courses(mixed)
    assert "license" not in told.amb[0]
    assert "license" not in told.schema_org[0]


def test_the_days_are_those_of_change_notes_and_releases(everything: Course) -> None:
    course = standing(everything)
    days = {"2026.1": date(2026, 12, 1), "2027.1": date(2027, 1, 15)}
    early, late = (release_of(course, day).model_copy(update={"version": name}) for name, day in days.items())
    released = replace(course, shared=replace(course.shared, releases=(early, late)))
    for told in all_of(released):
        assert told.amb[0]["datePublished"] == told.schema_org[0]["datePublished"] == "2026-12-01"
    module, shared = first(course)
    kind = ChangeKind.INHALTLICH
    changes = tuple(Change(datum=f"2026-11-{day}", art=kind, text="Neu.") for day in (24, 23))
    noted = module_metadata(with_head(module, changes=changes), shared)
    assert noted.amb[0]["dateModified"] == "2026-11-24"
    unchanged = module_metadata(with_head(module, changes=()), shared)
    assert unchanged.amb[0]["dateModified"] == module.meta.reviewed_on.isoformat()


@pytest.mark.parametrize("field", ["title", "summary"])
def test_what_an_author_wrote_never_ends_the_script(everything: Course, field: str) -> None:
    module, shared = first(standing(everything))
    told = module_metadata(with_head(module, **{field: HOSTILE}), shared)
    for block in told.blocks:
        script = str(json_in_script(block))
        assert "<" not in script
        assert HOSTILE in (json.loads(script)["name"], json.loads(script)["description"])


def test_the_file_beside_the_page_says_the_same(everything: Course) -> None:
    module, shared = first(standing(everything))
    [file] = amb_files(module, shared)
    assert file.path == "module/x1-probe/amb.json"
    assert json.loads(file.data) == module_metadata(module, shared).amb[0]


def test_the_sitemap_lists_each_page_once_with_its_last_day(real: Course) -> None:
    course = standing(real)
    [file] = oer_sitemap([NO_METADATA, *all_of(course), *all_of(course)])
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    root = etree.fromstring(file.data)
    addresses = root.xpath("//s:loc/text()", namespaces=names)
    modules = [module_metadata(module, course.shared).amb[0]["id"] for module in course.modules]
    assert (file.path, addresses) == ("oer-sitemap.xml", sorted([f"{BASE}/kurse.html", *modules]))
    assert root.xpath("//s:lastmod/text()", namespaces=names) == [last(course, address) for address in addresses]


def last(course: Course, address: str) -> str:
    return max(a["dateModified"] for told in all_of(course) for a in told.amb if a["id"].split("#")[0] == address)


class Crawler:
    """Reads a page as the general crawler of WirLernenOnline does (site.md E): of each value the first that is there.

    It goes through the blocks in order and takes their values for what it expects; another kind makes it fail.
    """

    def __init__(self, told: Metadata) -> None:
        self._blocks = [json.loads(str(json_in_script(block))) for block in told.blocks]

    def get(self, *names: str) -> Any:
        for block in self._blocks:
            for name in names:
                value = block
                for key in name.split("."):
                    value = value.get(key) if value else None
                if value is not None:
                    return value
        return None


def test_the_crawler_of_wirlernenonline_finds_what_it_wants(real: Course) -> None:
    for told in all_of(standing(real, name="Probeträger")):
        seen = Crawler(told)
        assert seen.get("license").startswith("https://creativecommons.org/licenses/by-sa/4.0/")
        assert seen.get("url").startswith(BASE)
        assert re.fullmatch(r"PT\d+M", seen.get("timeRequired"))
        assert seen.get("audience.educationalRole") == "learner"
        assert all(isinstance(seen.get(name), str) for name in ("name", "description", "version", "dateModified"))
        assert all(isinstance(kind, str) for kind in seen.get("learningResourceType"))
        assert seen.get("inLanguage") == ["de"]


def test_the_crawler_would_stumble_over_the_other_order(real: Course) -> None:
    [*_, told] = all_of(standing(real))
    with pytest.raises(AttributeError):
        Crawler(Metadata(schema_org=told.amb, amb=told.schema_org)).get("audience.educationalRole")


def test_both_blocks_speak_of_the_same_values_wherever_amb_has_one(real: Course) -> None:
    """Else a crawler that passes over a missing value in the first block meets AMB's object."""
    for told in all_of(standing(real)):
        for plain, amb in zip(told.schema_org, told.amb, strict=True):
            assert set(amb) - {"@context", "id", "type", "conditionsOfAccess"} <= set(plain)
