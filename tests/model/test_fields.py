"""Fields of YAML: what makes no sense is refused where it is written, in German, with a cure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.findings import Finding
from builder.pipeline import load
from builder.rendering.sheet import qr_code
from tests.checks.project import MODULE, clean_project
from tests.projects import edit

CURRICULUM = "curriculum/curriculum.yml"
SEMINAR = "modules/x1-probe/seminar.yml"
GROUP = "gruppengroesse: {min: 6, max: 16}"


STANDS = "basis_url: https://lernpaket.example.org"
"""Where the clean project says its site stands."""


def findings(folder: Path, file: str, old: str, new: str) -> tuple[Finding, ...]:
    project = clean_project(folder / "projekt")
    edit(project / file, old, new)
    return load(project).findings


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (MODULE, "version:", "sprache: klingonisch\nversion:", "Sprachkürzel"),
        (MODULE, "version:", "sprache: d\nversion:", "Sprachkürzel"),
        (MODULE, "version:", "sprache: DE\nversion:", "Sprachkürzel"),
        (MODULE, "version:", "lizenz: Quatsch\nversion:", "CC-BY-SA-4.0"),
        (MODULE, "version:", "aenderungen: true\nversion:", "eine Liste"),
        (MODULE, "dauer: 8", "dauer: true", "eine ganze Zahl"),
        (MODULE, "dauer: 8", 'dauer: "8"', "eine ganze Zahl"),
        (CURRICULUM, "dauer: 30", "dauer: true", "eine ganze Zahl"),
        (CURRICULUM, "kurse:", "vorgaben: {lizenz: Quatsch}\nkurse:", "CC0-1.0"),
        (CURRICULUM, "kurse:", "vorgaben: {bestehensgrenze: true}\nkurse:", "eine ganze Zahl"),
        (SEMINAR, GROUP, "gruppengroesse: {min: true, max: 16}", "eine ganze Zahl"),
        (SEMINAR, GROUP, "gruppengroesse: {min: 30, max: 16}", "mindestens 30"),
        (SEMINAR, GROUP, "gruppengroesse: {min: 6, max: 100000}", "höchstens 1000"),
        (SEMINAR, "dauer: 90", "dauer: 99999", "höchstens 6000"),
        (SEMINAR, "minuten: 30", "minuten: true", "eine ganze Zahl"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, file: str, old: str, new: str, says: str) -> None:
    found = [finding for finding in findings(tmp_path, file, old, new) if finding.place.path == file]
    assert [finding.code for finding in found] == ["Y005"]
    assert says in found[0].message


@pytest.mark.parametrize("key", ["basis_url", "quelltext_url"])
@pytest.mark.parametrize(
    "address",
    [
        "https://[::1",
        "www.x.de",
        "https://",
        "https:///pfad",
        "https://x y.de",
        "https://x.de:99999",
        "https://-.de",
        "//x.de",
        "javascript:alert(1)",
        '"><script>',
        'https://x.de/"><script>',
        "https://x.de/?a=b",
        "ftp://x.de",
        "https://x.de/" + "a" * 3000,
    ],
)
def test_what_is_no_web_address_is_refused(tmp_path: Path, key: str, address: str) -> None:
    written = {"basis_url": "https://x.de", key: address}
    lines = "\n".join(f"{name}: {json.dumps(value)}" for name, value in written.items())
    found = findings(tmp_path, CURRICULUM, STANDS, lines)
    assert [finding.code for finding in found] == ["Y005"]
    assert "Webadresse" in found[0].message or "höchstens 200" in found[0].message


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://lernen.beispiel.org",
        "http://localhost:8000/",
        "https://münchen.de/a/b-c/",
        f"https://x.de/{'a' * 187}",
    ],
)
def test_a_web_address_or_none_is_taken_and_fits_into_a_code(tmp_path: Path, address: str) -> None:
    found = findings(tmp_path, CURRICULUM, STANDS, f'basis_url: "{address}"')
    assert [finding.code for finding in found] == ([] if address else ["K009"])
    assert "<svg" in qr_code(address + "/module/x1-probe.html")


@pytest.mark.parametrize("key", ["leichte_sprache", "gebaerdensprache"])
@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("", []),
        ("https://www.kreis.example.org/leichte-sprache", []),
        ("leichte-sprache.md", ["K010"]),
        ("hilfe/dgs.md", ["K010"]),
        ("../geheim.md", ["Y005"]),
        ("leichte-sprache.html", ["Y005"]),
        ("javascript:alert(1)", ["Y005"]),
        ("//x.de/a.md", ["Y005"]),
    ],
)
def test_information_for_all_is_a_page_of_ours_or_an_address(
    tmp_path: Path, key: str, value: str, codes: list[str]
) -> None:
    found = findings(tmp_path, CURRICULUM, STANDS, f"  {key}: {json.dumps(value)}\n{STANDS}")
    assert [finding.code for finding in found] == codes


@pytest.mark.parametrize("language", ["de", "en", "ckb"])
def test_a_language_is_taken(tmp_path: Path, language: str) -> None:
    assert findings(tmp_path, MODULE, "version:", f"sprache: {language}\nversion:") == ()
