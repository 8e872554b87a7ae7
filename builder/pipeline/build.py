"""Render → write: what changed is made anew, the rest is kept; the site comes last, since it offers all the others."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from builder.language import DEFAULT
from builder.model.course import Bundle, Course
from builder.model.reference import Reference
from builder.output import (
    Made,
    Output,
    Unit,
    claimed,
    is_intact,
    keep,
    manifest_file,
    read_manifest,
    replacing,
    write_files,
)
from builder.pipeline.publishing import SITE, SiteBuilder, offers_of, publish
from builder.pipeline.units import Job, all_units, own_folder, schema_fingerprint
from builder.reading.digest import tree_digest
from builder.rendering.cores import over_cores
from builder.rendering.scorm import Schemas
from builder.rendering.targets import (
    TARGETS,
    Rendered,
    Renderer,
    StepSeries,
    Subject,
    carries_schemas,
    module_of,
    unit_name,
)

ALL_TARGETS = (SITE, *TARGETS)
_DRAWING = (
    *("deflate", "jinja2", "lxml", "markdown-it-py", "mkdocs", "mkdocs-material"),
    *("python-docx", "python-pptx", "segno", "tdewolff-minify", "typst"),
)
_CODE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Step:
    """One unit of the result; ``kept`` when nothing it is made from changed."""

    unit: Unit
    seconds: float
    kept: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    """What there is to do. ``jobs``: what is asked for, the site last; ``offered``: the units whose files it offers.

    ``fresh``: names of the units that lie there as they would be made now.
    """

    jobs: tuple[Job, ...]
    offered: tuple[Job, ...]
    fresh: frozenset[str]


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
        old = {unit.name: unit for unit in read_manifest(home)}
        plan = self._plan(old, home)
        untouched = self._untouched()
        others = [unit for name, unit in old.items() if name in untouched]
        fresh = [old[job.name] for job in plan.jobs if job.name in plan.fresh]
        kept = [*others, *fresh]
        stale = [job for job in plan.jobs if job.name not in plan.fresh]
        if not stale and len(kept) == len(old):
            return tuple(Step(unit, 0.0, True) for unit in fresh)
        with replacing(home) as staging:
            for unit in kept:
                keep(unit, home, staging)
            made = list(self._make(stale, plan.offered, kept, staging))
            units = [*kept, *(step.unit for step in made)]
            write_files(Output((manifest_file(units),)), staging)
        return (*made, *(Step(unit, 0.0, True) for unit in fresh))

    # What there is to do --------------------------------------------------------

    def _plan(self, old: dict[str, Unit], home: Path) -> _Plan:
        tools = self._tools()
        every = [self._job(target, subject, tools) for target, subject in all_units(self.course)]
        fresh = frozenset(job.name for job in every if _is_fresh(old.get(job.name), job, home))
        asked = [job for job in every if self._asks(job)]
        lying = {job.name for job in asked} | fresh
        offered = tuple(job for job in every if job.name in lying and not isinstance(job.subject, StepSeries))
        if SITE not in self.targets:
            return _Plan(tuple(asked), offered, fresh)
        site = self._site(tools, offered)
        return _Plan((*asked, site), offered, fresh | ({SITE} if _is_fresh(old.get(SITE), site, home) else set()))

    def _tools(self) -> str:
        drawing = " ".join(f"{package} {version(package)}" for package in _DRAWING)
        return f"{self.language} {drawing} {tree_digest(_CODE, _CODE.parent / 'templates')}"

    def _job(self, target: str, subject: Subject, tools: str) -> Job:
        more = schema_fingerprint(self.schemas) if carries_schemas(target, subject) else ""
        return Job(target, subject, self._inputs(tools + more, subject))

    def _site(self, tools: str, offered: Iterable[Job]) -> Job:
        own = tree_digest(self.root / "site", self.root / "mkdocs.yml", self.root / "templates")
        lying = "".join(f"\n{job.name} {job.inputs}" for job in offered)
        return Job(SITE, None, self._inputs(tools + own + lying, None))

    def _asks(self, job: Job) -> bool:
        """Whether it is covered; steps by themselves only where they are wanted."""
        assert job.subject is not None
        return self._covers(job.target, job.subject) and (self.steps or not isinstance(job.subject, StepSeries))

    def _covers(self, target: str, subject: Subject) -> bool:
        """Whether this is asked about; whoever names modules means those alone."""
        module = module_of(subject)
        named = module is not None and module.id in self.modules
        return target in self.targets and (named or not self.modules)

    def _inputs(self, tools: str, subject: Subject | None) -> str:
        """Fingerprint of what a unit is made from: what modules share, and its module; all of them for the site."""
        own = own_folder(subject)
        used = [f"{path} {digest}" for path, digest in self.course.digests if path.startswith(("curriculum/", *own))]
        slugs = [f"{module_id} {slug}" for module_id, slug in self.course.shared.slugs] if own else []
        return sha256("\n".join([tools, *slugs, *used]).encode()).hexdigest()

    def _untouched(self) -> frozenset[str]:
        """The units that stay if they are there: all that are not covered and have not lost their subject or target."""
        others = (unit for unit in all_units(self.course) if not self._covers(*unit))
        site = () if SITE in self.targets else (SITE,)
        return frozenset([*site, *(unit_name(target, subject) for target, subject in others)])

    # Making it ------------------------------------------------------------------

    def _make(self, jobs: Sequence[Job], offered: Sequence[Job], kept: Iterable[Unit], staging: Path) -> Iterator[Step]:
        """All but the site over the cores, then the site."""
        files = {unit.name: unit.files for unit in kept}
        for step in self._render(jobs, staging):
            files[step.unit.name] = step.unit.files
            yield step
        for job in jobs:
            if job.subject is None:
                started = time.perf_counter()
                offers = offers_of(offered, files)
                lying = publish(self.build_site, self.course, self.root, self.language, offers, staging)
                yield self._done(job, lying, time.perf_counter() - started, len(jobs))

    def _render(self, jobs: Sequence[Job], staging: Path) -> Iterator[Step]:
        by_name = {job.name: job for job in jobs}
        tasks = [(job.target, job.subject) for job in jobs if job.subject]
        renderer = Renderer(self.course.shared, self.language, self.schemas)
        with over_cores(tasks, renderer, self.workers) as results:
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
            case Reference(kind=kind) as reference:
                facts |= {kind.value.lower(): reference.id, "rechtsstand": reference.law_date.isoformat()}
        return tuple(sorted(facts.items()))


def _is_fresh(unit: Unit | None, job: Job, destination: Path) -> bool:
    return unit is not None and unit.inputs == job.inputs and is_intact(unit, destination)


def _write(rendered: Rendered, staging: Path) -> tuple[Made, ...]:
    files = rendered.output.files
    write_files(rendered.output, staging / rendered.target)
    return tuple(Made(f"{rendered.target}/{file.path}", file.sha256, len(file.data)) for file in files)
