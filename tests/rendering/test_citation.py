"""How the course is cited: what the curriculum knows is kept up to date, what people wrote stays."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.model.course import Course
from builder.rendering.citation import CITATION, ZENODO, citation_files
from tests.released import course, module

ROOT = Path(__file__).parents[2]
DAY = date(2026, 12, 1)
CFF_KEYS = {"cff-version", "message", "type", "title", "abstract", "authors", "version", "date-released", "license", "keywords", "url", "repository-code"}  # fmt: skip
"""Of the keys that CFF 1.2.0 knows, those we use; it allows no others."""
HOSTILE = 'Über: "#Recht" \\ <b>&</b>'


def written(made: Course, day: date | None = DAY, **before: str) -> dict[str, str]:
    """The two files after a release; ``cff`` and ``zenodo``: what they held."""
    held = {CITATION: before.get("cff"), ZENODO: before.get("zenodo")}
    there = {path: text.encode() for path, text in held.items() if text is not None}
    made_now = {file.path: file.data for file in citation_files(made, day, there.get)}
    return {path: data.decode() for path, data in (there | made_now).items()}


def cff(text: str) -> dict[str, Any]:
    found = yaml.safe_load(text)
    assert isinstance(found, dict)
    return found


def of(title: str = "Probekurs", **more: object) -> Course:
    made = course(module(stichwoerter=["Duldung", "Arbeit"]))
    curriculum = made.shared.curriculum.model_copy(update={"title": title, **more})
    return replace(made, shared=replace(made.shared, curriculum=curriculum))


def test_what_is_committed_agrees_with_the_curriculum(real: Course) -> None:
    def held(path: str) -> bytes:
        return (ROOT / path).read_bytes()

    latest = real.shared.releases[-1].date if real.shared.releases else None
    assert citation_files(real, latest, held) == ()
    for data in (cff(held(CITATION).decode()), json.loads(held(ZENODO))):
        assert data["title"] == real.shared.curriculum.title
    assert set(cff(held(CITATION).decode())) <= CFF_KEYS
    assert ("date-released" in cff(held(CITATION).decode())) == bool(latest)


@pytest.mark.parametrize("title", ["Probekurs", HOSTILE])
def test_new_files_say_what_is_known_and_name_no_person(title: str) -> None:
    files = written(of(title))
    told, deposit = cff(files[CITATION]), json.loads(files[ZENODO])
    assert told["title"] == deposit["title"] == title
    assert told["authors"] == [{"name": title}]
    assert deposit["creators"] == [{"name": title}]
    assert (told["version"], told["date-released"]) == ("2026.1", DAY)
    assert (deposit["version"], deposit["publication_date"]) == ("2026.1", "2026-12-01")
    assert (told["license"], deposit["license"]) == ("CC-BY-SA-4.0", "cc-by-sa-4.0")
    assert told["keywords"] == deposit["keywords"] == ["Duldung", "Arbeit"]
    assert {"cff-version", "message", "title", "authors"} <= set(told) <= CFF_KEYS
    assert "url" not in told


def test_addresses_stand_there_once_they_are_known() -> None:
    told = cff(written(of(base_url="https://lernen.example.org", source_url="https://git.example.org/x"))[CITATION])
    assert (told["url"], told["repository-code"]) == ("https://lernen.example.org", "https://git.example.org/x")


def test_before_a_release_no_day_is_made_up() -> None:
    files = written(of(), None)
    assert "date-released" not in cff(files[CITATION])
    assert "publication_date" not in json.loads(files[ZENODO])


BY_HAND = """\
# Unsere Angaben
cff-version: 1.2.0
message: Bitte so.
title: "Alt"
abstract: >-
  Ein Satz,

  und ein zweiter.
authors:
  - family-names: Muster
    given-names: Mia
    orcid: https://orcid.org/0000-0002-1825-0097
    title: Dr.
version: 2025.1
identifiers:
  - type: doi
    value: 10.5281/zenodo.1
    version: bleibt
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_people_added_to_the_citation_stays(end: str) -> None:
    before = BY_HAND.replace("\n", end)
    after = written(of(), cff=before)[CITATION]
    old, new = cff(before), cff(after)
    assert {key: new[key] for key in ("authors", "identifiers", "message")} == {
        key: old[key] for key in ("authors", "identifiers", "message")
    }
    assert (new["title"], new["abstract"], new["version"]) == ("Probekurs", "Probe.", "2026.1")
    assert after.startswith(f"# Unsere Angaben{end}")
    assert after.endswith(f"date-released: 2026-12-01{end}")
    assert after.count("\r\n") == (after.count("\n") if end == "\r\n" else 0)
    assert written(of(), cff=after)[CITATION] == after


def test_what_people_added_for_zenodo_stays() -> None:
    creators = [{"name": "Muster, Mia", "orcid": "0000-0002-1825-0097"}]
    before = json.dumps({"communities": [{"identifier": "oer"}], "creators": creators, "title": "Alt"})
    after = json.loads(written(of(), zenodo=before)[ZENODO])
    assert (after["communities"], after["creators"]) == ([{"identifier": "oer"}], creators)
    assert after["title"] == "Probekurs"
    laid_out_by_hand = json.dumps(after)
    assert written(of(), zenodo=laid_out_by_hand)[ZENODO] == laid_out_by_hand


@pytest.mark.parametrize("broken", ["{", "[]", "", '"x"'])
def test_a_file_that_is_broken_is_left_to_whoever_broke_it(broken: str) -> None:
    assert written(of(), zenodo=broken)[ZENODO] == broken


def test_bytes_that_are_no_text_stay() -> None:
    before = b"# \xff\ntitle: Alt\n"
    [file, _] = citation_files(of(), DAY, {CITATION: before}.get)
    assert file.data.startswith(b'# \xff\ntitle: "Probekurs"\n')


def test_markup_of_a_summary_is_text_for_zenodo() -> None:
    assert json.loads(written(of(summary="a < b & c"))[ZENODO])["description"] == "<p>a &lt; b &amp; c</p>"
