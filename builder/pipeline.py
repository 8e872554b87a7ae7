"""The recipe: read → check → render → write."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from itertools import product
from pathlib import Path

from builder.checks import run_checks
from builder.findings import Finding, Suppression, in_order
from builder.language import DEFAULT
from builder.law.mentions import mentions
from builder.model.course import Bundle, Course, Edition
from builder.model.page import Website
from builder.model.rule_table import RuleTable
from builder.output import (
    Made,
    Output,
    Unit,
    claimed,
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
from builder.reading.rule_tables import tables_for_pages
from builder.reading.website import read_website
from builder.rendering.cores import over_cores
from builder.rendering.scorm import Schemas
from builder.rendering.targets import (
    BUNDLE_TARGETS,
    EDITION_TARGETS,
    KIT_TARGETS,
    STEP_TARGETS,
    TABLE_TARGETS,
    TARGETS,
    Kit,
    Rendered,
    Renderer,
    StepSeries,
    Subject,
    carries_schemas,
    module_of,
    unit_name,
)

SITE = "site"
ALL_TARGETS = (SITE, *TARGETS)
SUPPRESSIBLE = ("S", "D", "T", "F1", "N")
"""Codes an author may permit with a reason: style, teaching, a citation of older law; never what cannot be built."""
STOPS_RELEASE = ("N006", "N008", "R005", "R006", "U008", "U009", "U014")
"""Tipps that a build lets pass and a release does not: law nobody has compared, days that have passed, old versions."""
_DRAWING = (
    *("deflate", "jinja2", "lxml", "markdown-it-py", "mkdocs", "mkdocs-material"),
    *("python-docx", "python-pptx", "segno", "tdewolff-minify", "typst"),
)
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

    @property
    def hindrances(self) -> tuple[Finding, ...]:
        """The findings that a release has to wait for."""
        return tuple(f for f in self.findings if f.blocks or f.code in STOPS_RELEASE)


def load(root: Path, today: date | None = None) -> Loaded:
    """Read and check a project; an author's permission takes its finding away, an unused one is a finding.

    ``today`` is for checks of deadlines; no output may depend on it, so a build gives none.
    """
    read = read_course(root)
    site = read_website(root, tables_for_pages(read.course))
    course = _whole(read.course, site.website) if read.course else None
    checked = run_checks(course, today) if course else iter(())
    permitted = (*read.suppressions, *site.suppressions)
    return Loaded(course, in_order(_permitted([*read.findings, *site.findings, *checked], permitted)))


def _whole(course: Course, website: Website | None) -> Course:
    """The course with its website, and with all that either of them cites."""
    joined = replace(course, website=website)
    return replace(joined, mentions=mentions(joined))


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
    """One unit to build: a target of a module, its steps, a bundle, rule table or edition, or the site without subject.

    ``inputs`` is the fingerprint of all it is made from.
    """

    target: str
    subject: Subject | None
    inputs: str

    @property
    def name(self) -> str:
        """``site``, ``scorm/b3``, ``print/regelwerk-arbeit``."""
        return unit_name(self.target, self.subject) if self.subject else self.target


@dataclass(frozen=True, slots=True)
class Step:
    """One unit of the result; ``kept`` when nothing it is made from changed."""

    unit: Unit
    seconds: float
    kept: bool


@dataclass(frozen=True, slots=True)
class Build:
    """What to build from what. ``steps``: the steps of modules by themselves, too. ``schemas``: for strict platforms.

    ``watch`` hears of every unit rendered, with the number of all that are to be.
    """

    course: Course
    root: Path
    build_site: SiteBuilder
    targets: Sequence[str] = ALL_TARGETS
    modules: Sequence[str] = ()
    steps: bool = False
    language: str = DEFAULT
    workers: int = 1
    watch: Callable[[Step, int], None] = lambda step, total: None
    schemas: Schemas = field(default_factory=dict)

    def into(self, destination: Path) -> tuple[Step, ...]:
        """Make the folder hold the outputs asked for: what did not change is kept, what is not asked for stays.

        The folder is replaced as a whole or not at all. Raises output.NotOurs, output.Busy.
        """
        with claimed(destination) as home:
            return self._into(home)

    def _into(self, home: Path) -> tuple[Step, ...]:
        jobs = self._jobs()
        old = {unit.name: unit for unit in read_manifest(home)}
        untouched = self._untouched()
        others = [unit for name, unit in old.items() if name in untouched]
        fresh = [old[job.name] for job in jobs if _is_fresh(old.get(job.name), job, home)]
        kept = [*others, *fresh]
        stale = [job for job in jobs if job.name not in {unit.name for unit in fresh}]
        if not stale and len(kept) == len(old):
            return tuple(Step(unit, 0.0, True) for unit in fresh)
        with replacing(home) as staging:
            for unit in kept:
                keep(unit, home, staging)
            made = list(self._render(stale, staging))
            units = [*kept, *(step.unit for step in made)]
            write_files(Output((manifest_file(units),)), staging)
        return (*made, *(Step(unit, 0.0, True) for unit in fresh))

    def _jobs(self) -> list[Job]:
        drawing = " ".join(f"{package} {version(package)}" for package in _DRAWING)
        tools = f"{self.language} {drawing} {tree_digest(_CODE, _CODE.parent / 'templates')}"
        schemas = _fingerprint(self.schemas)
        jobs = [
            Job(target, subject, self._inputs(tools + (schemas if carries_schemas(target, subject) else ""), subject))
            for target, subject in self._asked()
        ]
        own = tree_digest(self.root / "site", self.root / "mkdocs.yml", self.root / "templates")
        return [Job(SITE, None, self._inputs(tools + own, None)), *jobs] if SITE in self.targets else jobs

    def _asked(self) -> Iterator[tuple[str, Subject]]:
        """What is covered, but steps by themselves only where they are wanted."""
        for target, subject in _all_units(self.course):
            if self._covers(target, subject) and (self.steps or not isinstance(subject, StepSeries)):
                yield target, subject

    def _covers(self, target: str, subject: Subject) -> bool:
        """Whether this is asked about; whoever names modules means those alone."""
        module = module_of(subject)
        named = module is not None and module.id in self.modules
        return target in self.targets and (named or not self.modules)

    def _inputs(self, tools: str, subject: Subject | None) -> str:
        """Fingerprint of what a unit is made from: what modules share, and its module; all of them for the site."""
        own = _own_folder(subject)
        used = [f"{path} {digest}" for path, digest in self.course.digests if path.startswith(("curriculum/", *own))]
        slugs = [f"{module_id} {slug}" for module_id, slug in self.course.shared.slugs] if own else []
        return sha256("\n".join([tools, *slugs, *used]).encode()).hexdigest()

    def _untouched(self) -> frozenset[str]:
        """The units that stay if they are there: all that are not covered and have not lost their subject or target."""
        others = (unit for unit in _all_units(self.course) if not self._covers(*unit))
        site = () if SITE in self.targets else (SITE,)
        return frozenset([*site, *(unit_name(target, subject) for target, subject in others)])

    def _render(self, jobs: Sequence[Job], staging: Path) -> Iterator[Step]:
        """All but the site over the cores; the site meanwhile in this process."""
        by_name = {job.name: job for job in jobs}
        tasks = [(job.target, job.subject) for job in jobs if job.subject]
        renderer = Renderer(self.course.shared, self.language, self.schemas)
        with over_cores(tasks, renderer, self.workers) as results:
            if SITE in by_name:
                started = time.perf_counter()
                self.build_site(self.course, staging / SITE, self.root, self.language)
                files = made_below(staging, SITE)
                yield self._done(by_name[SITE], files, time.perf_counter() - started, len(jobs))
            for rendered in results:
                files = _write(rendered, staging)
                yield self._done(by_name[rendered.name], files, rendered.seconds, len(jobs))

    def _done(self, job: Job, files: tuple[Made, ...], seconds: float, total: int) -> Step:
        step = Step(Unit(job.name, job.inputs, self._facts(job), files), seconds, False)
        self.watch(step, total)
        return step

    def _facts(self, job: Job) -> tuple[tuple[str, str], ...]:
        """What the manifest says of a unit besides its files."""
        facts = {"curriculum": self.course.shared.curriculum.version}
        module = module_of(job.subject) if job.subject else None
        if module:
            facts |= {"module": module.id, "version": module.meta.version}
            facts |= {"rechtsstand": module.meta.law_date.isoformat()} if module.meta.law_date else {}
        match job.subject:
            case Bundle(id=bundle_id, kind=kind):
                facts |= {kind.value: bundle_id}
            case RuleTable() as table:
                facts |= {"regelwerk": table.id, "rechtsstand": table.law_date.isoformat()}
        return tuple(sorted(facts.items()))


def _all_units(course: Course) -> Iterator[tuple[str, Subject]]:
    """All targets of modules, their steps, bundles and rule tables, then of the edition what there is to show."""
    yield from product(TARGETS, course.modules)
    yield from product(STEP_TARGETS, map(StepSeries, course.modules))
    yield from product(KIT_TARGETS, map(Kit, course.modules))
    for name, of_bundle in BUNDLE_TARGETS.items():
        yield from ((name, bundle) for bundle in course.bundles if bundle.kind in of_bundle.kinds)
    yield from product(TABLE_TARGETS, course.shared.rule_tables)
    made = (name for name, target in EDITION_TARGETS.items() if target.exists(course.edition, course.shared))
    yield from product(made, (course.edition,))


def _own_folder(subject: Subject | None) -> tuple[str, ...]:
    """Where the files of a subject lie, besides what all share; none of a rule table."""
    if subject is None or isinstance(subject, Edition):
        return ("modules/",)
    module = module_of(subject)
    modules = subject.modules if isinstance(subject, Bundle) else (module,) if module else ()
    return tuple(f"modules/{module.slug}/" for module in modules)


def _fingerprint(schemas: Schemas) -> str:
    return "".join(f"\n{edition} {file.path} {file.sha256}" for edition in schemas for file in schemas[edition].files)


def _is_fresh(unit: Unit | None, job: Job, destination: Path) -> bool:
    return unit is not None and unit.inputs == job.inputs and is_intact(unit, destination)


def _write(rendered: Rendered, staging: Path) -> tuple[Made, ...]:
    files = rendered.output.files
    write_files(rendered.output, staging / rendered.target)
    return tuple(Made(f"{rendered.target}/{file.path}", file.sha256, len(file.data)) for file in files)
