"""The trainer kit: all there is of a module in one zip, each file with its line, the same bytes each time."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

from builder.language import catalogue
from builder.model.course import Course
from builder.output import Output, OutputFile
from builder.rendering import kit
from builder.rendering.address import licence_address
from builder.rendering.file_words import file_kinds, folder_of, kind_of
from builder.rendering.targets import REFERENCE_TARGETS, TARGETS, Kit, Renderer, grouped


@pytest.fixture(scope="module")
def given(each: Course) -> list[OutputFile]:
    """What the targets give of a module, its kit last; each is rendered once."""
    module = each.modules[0]
    (group,) = grouped([*((target, module) for target in TARGETS), ("trainer", Kit(module))])
    return [file for rendered in Renderer(each.shared, "de").group(group) for file in rendered.output.files]


@pytest.fixture(scope="module")
def packed(given: list[OutputFile]) -> zipfile.ZipFile:
    return opened(given[-1])


def made(course: Course) -> OutputFile:
    (rendered,) = Renderer(course.shared, "de").group([("trainer", Kit(course.modules[0]))])
    (file,) = rendered.output.files
    assert file.path == f"{course.modules[0].file_name}.zip"
    return file


def opened(file: OutputFile) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(file.data))


def test_every_file_has_a_line_that_says_what_it_is_for(packed: zipfile.ZipFile) -> None:
    readme = packed.read(kit.README).decode()
    kinds = file_kinds(catalogue("de").gettext)
    for path in packed.namelist():
        folder, _, name = path.rpartition("/")
        if folder:
            assert f"  {name}\n      {kind_of(path, kinds).purpose}\n" in readme
    assert len(re.findall(r"^  \S", readme, re.MULTILINE)) == len(packed.namelist()) - 2


def test_it_holds_what_the_targets_give(each: Course, given: list[OutputFile], packed: zipfile.ZipFile) -> None:
    module, kit_file = each.modules[0], given[-1]
    assert kit_file.path == f"{module.file_name}.zip"
    others = {file.path: file.data for file in given[:-1]}
    held = {path.rpartition("/")[2]: packed.read(path) for path in packed.namelist()}
    assert set(others) - set(held) == {f"{module.file_name}-scorm2004.zip"}
    assert all(held[path] == data for path, data in others.items() if path in held)
    beside = {one.name for one in each.shared.references if any(name.startswith(f"{one.name}-") for name in held)}
    assert beside == {one.name for one in each.shared.references if module.uses(one)}


def test_the_solutions_are_not_among_what_is_handed_out(packed: zipfile.ZipFile) -> None:
    (key,) = [path for path in packed.namelist() if path.endswith("-loesungen.pdf")]
    assert key.startswith("leitung/")
    solved = [path for path in packed.namelist() if path.endswith("-auswertung.pdf")]
    assert all(path.startswith("leitung/") for path in solved)


def test_it_says_how_old_it_is_and_how_to_name_the_source(each: Course, packed: zipfile.ZipFile) -> None:
    meta = each.modules[0].meta
    readme, licence = (packed.read(name).decode() for name in (kit.README, kit.LICENCE))
    assert meta.law_date
    assert f"Version {meta.version} · Rechtsstand {meta.law_date:%d.%m.%Y}" in readme
    assert f"nächste Prüfung bis {meta.review_by:%d.%m.%Y}" in readme
    assert "https://creativecommons.org/licenses/by-sa/4.0/deed.de" in licence
    assert f"„{meta.title}“, Modul {meta.id.upper()}, Version {meta.version}" in licence


def test_the_same_content_gives_the_same_bytes(everything: Course) -> None:
    assert made(everything).sha256 == made(everything).sha256


def test_what_was_rendered_with_it_is_not_rendered_again(everything: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[str] = []
    for target, render in TARGETS.items():
        monkeypatch.setitem(TARGETS, target, lambda *given, t=target, r=render: times.append(t) or r(*given))
    module = everything.modules[0]
    (group,) = grouped([("trainer", Kit(module)), *((target, module) for target in TARGETS)])
    done = Renderer(everything.shared, "de").group(group)
    assert [rendered.name for rendered in done][-1] == f"trainer/paket-{module.id}"
    assert sorted(times) == sorted(TARGETS)


def test_the_sheets_of_a_reference_are_rendered_once_for_all_kits(
    everything: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    times: list[str] = []
    for target, render in REFERENCE_TARGETS.items():
        monkeypatch.setitem(REFERENCE_TARGETS, target, lambda *given, t=target, r=render: times.append(t) or r(*given))
    renderer, module = Renderer(everything.shared, "de"), everything.modules[0]
    used = [reference for reference in everything.shared.references if module.uses(reference)]
    tasks = [(target, reference) for target in REFERENCE_TARGETS for reference in used]
    own = {file.path: file.data for rendered in renderer.group(tasks) for file in rendered.output.files}
    (first,), (second,) = (renderer.group([("trainer", Kit(module))]) for _ in range(2))
    assert len(times) == len(tasks) > 2
    assert first.output == second.output
    assert first.output.files == (made(everything),)
    held = opened(first.output.files[0])
    assert all(held.read(f"{folder_of('print', path)}/{path}") == data for path, data in own.items())


def test_a_file_that_nobody_described_is_a_bug(everything: Course) -> None:
    parts = {"print": Output.of([OutputFile("neu.pdf", b"")])}
    with pytest.raises(KeyError):
        kit.render(everything.modules[0], everything.shared, parts)


@pytest.mark.parametrize(
    ("licence", "address"),
    [
        ("CC0-1.0", "publicdomain/zero/1.0/deed.de"),
        ("CC-BY-4.0", "licenses/by/4.0/deed.de"),
        ("CC-BY-NC-SA-4.0", "licenses/by-nc-sa/4.0/deed.de"),
        ("CC-BY-SA-3.0-DE", "licenses/by-sa/3.0/de/deed.de"),
    ],
)
def test_a_licence_can_be_looked_up(licence: str, address: str) -> None:
    assert licence_address(licence) == f"https://creativecommons.org/{address}"
