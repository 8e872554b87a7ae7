"""The recipe: read → check → render → write."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from builder.checks import run_checks
from builder.findings import Finding, Suppression, in_order
from builder.language import DEFAULT
from builder.model.course import Course
from builder.model.module import Module
from builder.output import (
    MANIFEST,
    Made,
    Output,
    Unit,
    is_intact,
    keep,
    made_below,
    manifest_file,
    read_manifest,
    replacing,
    write_files,
)
from builder.reading import rules
from builder.reading.course import read_course
from builder.reading.digest import tree_digest
from builder.rendering.targets import TARGETS

SITE = "site"
ALL_TARGETS = (SITE, *TARGETS)
SUPPRESSIBLE = ("S", "D", "T", "F1")
"""Codes an author may permit with a reason: matters of style and teaching, never of what can be built."""
_PACKAGES = ("typst", "segno", "markdown-it-py", "jinja2", "mkdocs", "mkdocs-material", "lxml")
_CODE = Path(__file__).parent

SiteBuilder = Callable[[Course, Path, Path, str], None]
"""(course, destination folder, project root, language): writes the site. Given by the caller: MkDocs is a shell."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A course that was read and checked; ``course`` is None when the curriculum itself cannot be read."""

    course: Course | None
    findings: tuple[Finding, ...]

    @property
    def blocked(self) -> bool:
        """Whether a finding keeps the course from being published."""
        return self.course is None or any(finding.blocks for finding in self.findings)


def load(root: Path) -> Loaded:
    """Read and check a project; an author's permission takes its finding away, an unused one is a finding."""
    read = read_course(root)
    checked = run_checks(read.course) if read.course else iter(())
    findings = _permitted([*read.findings, *checked], read.suppressions)
    return Loaded(read.course, in_order(findings))


def _permitted(findings: Sequence[Finding], suppressions: Sequence[Suppression]) -> Iterator[Finding]:
    used: set[Suppression] = set()
    for finding in findings:
        covering = [s for s in suppressions if s.covers(finding) and finding.code.startswith(SUPPRESSIBLE)]
        used.update(covering)
        if not covering:
            yield finding
    for suppression in suppressions:
        if suppression not in used:
            yield rules.SUPPRESSION_UNUSED.at(suppression.place, code=suppression.code)


@dataclass(frozen=True, slots=True)
class Job:
    """One unit to build: the site, or a target of a module."""

    target: str
    module: Module | None
    inputs: str

    @property
    def name(self) -> str:
        """``site`` or ``scorm/b3``."""
        return f"{self.target}/{self.module.id}" if self.module else self.target


@dataclass(frozen=True, slots=True)
class Step:
    """One unit done. ``seconds`` is 0 and ``kept`` true when it was taken over unchanged."""

    unit: Unit
    seconds: float
    kept: bool


def build(
    course: Course,
    root: Path,
    destination: Path,
    build_site: SiteBuilder,
    *,
    targets: Sequence[str] = ALL_TARGETS,
    modules: Sequence[str] = (),
    language: str = DEFAULT,
    workers: int = 1,
    watch: Callable[[Job, Step | None], None] = lambda job, step: None,
) -> tuple[Step, ...]:
    """Make ``destination`` hold the outputs asked for; what did not change is kept, what is not asked for stays.

    ``watch`` is called with each job when it begins (step None) and when it is done. Raises output.NotOurs.
    """
    jobs = _plan(course, root, targets, modules, language)
    old = {unit.name: unit for unit in read_manifest(destination)}
    stays = _others(course, old, jobs)
    fresh = {job.name for job in jobs if _is_fresh(old.get(job.name), job, destination)}
    if len(fresh) == len(jobs) and len(stays) + len(jobs) == len(old):
        return tuple(Step(old[job.name], 0.0, True) for job in jobs)
    with replacing(destination) as staging:
        made = _render(course, root, staging, [job for job in jobs if job.name not in fresh], build_site, language, workers, watch)
        kept = {unit.name: unit for unit in (*stays, *(old[name] for name in fresh))}
        for unit in kept.values():
            keep(unit, destination, staging)
        units = [*kept.values(), *(step.unit for step in made)]
        write_files(Output((manifest_file(units),)), staging)
    done = {step.unit.name: step for step in made}
    return tuple(done.get(job.name) or Step(kept[job.name], 0.0, True) for job in jobs)


def _plan(course: Course, root: Path, targets: Sequence[str], modules: Sequence[str], language: str) -> list[Job]:
    tools = _tools(language)
    chosen = [module for module in course.modules if not modules or module.id in modules]
    jobs = [Job(target, module, _inputs(course, module, tools)) for target in targets if target in TARGETS for module in chosen]
    if SITE in targets:
        own = tree_digest(root / "site", root / "mkdocs.yml")
        jobs.insert(0, Job(SITE, None, _inputs(course, None, tools + own)))
    return jobs


def _tools(language: str) -> str:
    """Fingerprint of everything but content: our code, templates, and the libraries that draw."""
    versions = " ".join(f"{package} {version(package)}" for package in _PACKAGES)
    return f"{language} {versions} {tree_digest(_CODE, _CODE.parent / 'templates')}"


def _inputs(course: Course, module: Module | None, tools: str) -> str:
    """Fingerprint of what a unit is made from: its module (all of them for the site) and what modules share."""
    folder = f"modules/{module.slug}/" if module else "modules/"
    used = [f"{path} {digest}" for path, digest in course.digests if path.startswith((folder, "curriculum/"))]
    slugs = [f"{module_id} {slug}" for module_id, slug in course.shared.slugs]
    return sha256("\n".join([tools, *slugs, *used]).encode()).hexdigest()


def _is_fresh(unit: Unit | None, job: Job, destination: Path) -> bool:
    return unit is not None and unit.inputs == job.inputs and is_intact(unit, destination)


def _others(course: Course, old: dict[str, Unit], jobs: list[Job]) -> list[Unit]:
    """Units that this build was not asked for: they stay, unless their module is gone."""
    asked = {job.name for job in jobs}
    known = {SITE, *(f"{target}/{module.id}" for target in TARGETS for module in course.modules)}
    return [unit for name, unit in old.items() if name not in asked and name in known]
