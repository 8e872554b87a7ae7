"""Print what things cost: CPU and wall seconds, megabytes. ``python -m tests.bench [name …]``."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from builder.checks import CHECKS, run_checks
from builder.law.mentions import mentions
from builder.law.official_xml import read_official_xml
from builder.mkdocs_shell import build_site
from builder.output import Output
from builder.pipeline import Build, load
from builder.reading.course import read_course
from builder.rendering import cartridge
from builder.rendering.targets import BUNDLE_TARGETS, STEP_TARGETS, TARGETS
from tests.bench import packages, paper, site

ROOT = Path(__file__).resolve().parents[2]
INTEGRIF = Path(sys.executable).with_name("integrif")
MANY = 20
SITES = (1000,)


def main(names: list[str]) -> None:
    """Run the measurements named, or all."""
    print(f"{'what':44} {'CPU s':>8} {'wall s':>8}  notes")
    for name, measure in BENCHES.items():
        if not names or name in names:
            measure()


@contextmanager
def measured(what: str, note: Callable[[], str] = lambda: "") -> Iterator[None]:
    """One line with the CPU (own and children's) and wall time of the block."""
    cpu, wall = _cpu(), time.perf_counter()
    yield
    print(f"{what:44} {_cpu() - cpu:8.2f} {time.perf_counter() - wall:8.2f}  {note()}")


def _cpu() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def bench_help() -> None:
    """The light entry: budget 0.2 s CPU."""
    with measured("integrif --help"):
        subprocess.run([INTEGRIF, "--help"], check=True, capture_output=True)


def bench_check() -> None:
    """Reading and checking the course as it is."""
    with measured(
        "read the course", lambda: f"{ROOT.name}: {sum(1 for _ in (ROOT / 'modules').glob('*/modul.md'))} modules"
    ):
        course = read_course(ROOT).course
    assert course is not None
    with measured("check the course", lambda: f"{len(CHECKS)} checks"):
        findings = list(run_checks(course))
    assert not any(finding.blocks for finding in findings)


def bench_law() -> None:
    """Recognising all citations (budget: 5 % of a full build) and reading AufenthG's XML (0.5 s), if it is at hand."""
    course = load(ROOT).course
    assert course is not None
    with measured("recognise all citations", lambda: f"{len(course.mentions)} citations"):
        mentions(course)
    path = ROOT.parent / "shared" / "laws" / "xml-2026-04" / "AufenthG-BJNR195010004.xml"
    if path.is_file():
        with measured("read AufenthG as XML, with fingerprints", lambda: f"{path.stat().st_size // 1000} kB"):
            text = read_official_xml(path.read_bytes())
            assert all(paragraph.fingerprint for norm in text.norms for paragraph in norm.paragraphs)


def bench_targets() -> None:
    """Each target of one module, its steps and one course, cold and warm, in this process."""
    course = load(ROOT).course
    assert course is not None
    module, bundle = course.modules[0], course.bundles[0]
    own = {f"{target}/{module.id}": partial(render, module) for target, render in TARGETS.items()}
    own |= {f"{target}/schritte-{module.id}": partial(render, module) for target, render in STEP_TARGETS.items()}
    own |= {f"{target}/{bundle.name}": partial(made.render, bundle) for target, made in BUNDLE_TARGETS.items()}
    own |= {f"moodle/{bundle.name}, of it the cartridge": partial(cartridge.render, bundle)}
    for name, render in own.items():
        made: list[Output] = []
        for turn in ("cold", "warm"):
            with measured(f"{name} {turn}", lambda made=made: f"{_kilobytes(made[-1])} kB"):  # type: ignore[misc]
                made.append(render(course.shared, "de"))


def bench_packages() -> None:
    """What each package weighs and how soon it can be read."""
    course = load(ROOT).course
    assert course is not None
    packages.show(course)


def bench_paper() -> None:
    """What each kind of sheet costs, and the memory of many."""
    paper.show(ROOT)


def _kilobytes(output: Output) -> int:
    return sum(len(file.data) for file in output.files) // 1000


def bench_build() -> None:
    """A whole build, a second one without a change, one after a change in one module."""
    with tempfile.TemporaryDirectory() as name:
        _builds("course", _copy(Path(name) / "projekt", 1))
        _builds(f"{MANY} modules", _copy(Path(name) / "viele", MANY))


def bench_site() -> None:
    """The site alone, as it is, of 14 modules and of 1,000, and what its pages weigh."""
    for count in SITES:
        with tempfile.TemporaryDirectory() as name:
            site.show(_copy(Path(name) / "projekt", count), Path(name) / "site")


def _builds(what: str, root: Path) -> None:
    for turn in ("first build", "second build, no change"):
        with measured(f"{what}: {turn}", lambda: f"{os.cpu_count()} cores"):
            _build(root)
    text = next((root / "modules").glob("*/modul.md"))
    text.write_text(text.read_text(encoding="utf-8").replace("Das Telefon klingelt.", "Es klingelt."), encoding="utf-8")
    with measured(f"{what}: one module changed"):
        _build(root)


def _build(root: Path) -> None:
    course = load(root).course
    assert course is not None
    Build(course, root, build_site, workers=os.cpu_count() or 1).into(root / "dist")


def _copy(root: Path, count: int) -> Path:
    """The project with ``count`` copies of its first module, each with an id of its own."""
    for folder in ("curriculum", "site"):
        shutil.copytree(ROOT / folder, root / folder)
    source = next((ROOT / "modules").glob("*/modul.md")).parent
    planned = read_course(ROOT).course
    assert planned is not None
    ids = [module.id for module in planned.shared.curriculum.planned][:count]
    ids += [f"z{number}" for number in range(count - len(ids))]
    _plan(root / "curriculum" / "curriculum.yml", [module_id for module_id in ids if module_id.startswith("z")])
    for module_id in ids:
        target = root / "modules" / f"{module_id}-kopie"
        shutil.copytree(source, target)
        text = (target / "modul.md").read_text(encoding="utf-8")
        (target / "modul.md").write_text(text.replace("id: b3", f"id: {module_id}", 1), encoding="utf-8")
    return root


def _plan(path: Path, ids: list[str]) -> None:
    """Add modules to the last course of the curriculum."""
    if not ids:
        return
    lines = [f"      - {{id: {i}, titel: Kopie, kurz: Kopie., dauer: 90, zielgruppe: [hauptamt]}}\n" for i in ids]
    head, mark, tail = path.read_text(encoding="utf-8").partition("\npfade:")
    path.write_text(head.rstrip() + "\n" + "".join(lines) + mark + tail, encoding="utf-8")


BENCHES: dict[str, Callable[[], None]] = {
    "help": bench_help,
    "check": bench_check,
    "law": bench_law,
    "targets": bench_targets,
    "paper": bench_paper,
    "packages": bench_packages,
    "build": bench_build,
    "site": bench_site,
}

if __name__ == "__main__":
    main(sys.argv[1:])
