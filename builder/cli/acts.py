"""What each command does. Here and in the words for its end, and nowhere else, something is printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from builder.cli.arguments import Translate, asked_paths, free_destination, project
from builder.cli.process import speak_utf8
from builder.cli.schemas import schemas_in
from builder.language import catalogue

if TYPE_CHECKING:
    from builder.mkdocs_shell import SiteFailed
    from builder.model.course import Course
    from builder.output import NotOurs
    from builder.pipeline import Build, Loaded, Step
    from builder.rendering.targets import NotRendered

FINE, FINDINGS, USAGE, BUG = 0, 1, 2, 3
"""Exit codes: nothing in the way, at least one Muss finding, wrong call, environment or bug."""
_NAMED = 3
"""So many foreign files are named; more would hide the sentence."""


@click.pass_obj
def build(
    language: str,
    targets: tuple[str, ...],
    modules: tuple[str, ...],
    out: Path | None,
    jobs: int | None,
    steps: bool,
    xsd_dir: Path | None,
    root: Path | None,
) -> int:
    """Read, check, build, and show what was made. FINDINGS when a Muss finding forbids it."""
    from builder.mkdocs_shell import build_site
    from builder.pipeline import ALL_TARGETS, Build
    from builder.report import Row, as_table, as_text

    _ = catalogue(language).gettext
    root = project(root, _)
    destination = free_destination(out, root, _)
    _about_packages({"--steps": steps, "--xsd-dir": xsd_dir}, targets, _)
    schemas = schemas_in(xsd_dir, _) if xsd_dir else {}
    loaded = _load(root)
    if loaded.findings:
        click.echo(as_text(loaded.findings), err=True)
    if loaded.course is None or loaded.blocked:
        click.echo(_("Nothing was built; the last result is untouched."), err=True)
        return FINDINGS
    _know_modules(modules, [module.id for module in loaded.course.modules], _)
    workers = jobs or os.cpu_count() or 1
    with _progress(_) as watch:
        asked = targets or ALL_TARGETS
        recipe = Build(loaded.course, root, build_site, asked, modules, steps, language, workers, watch, schemas)
        done = _built(recipe, destination, _)
    rows = [Row(step.unit.name, [file.size for file in step.unit.files], step.seconds, step.kept) for step in done]
    click.echo(as_table(rows, _))
    return FINE


def _about_packages(options: Mapping[str, object], targets: Sequence[str], _: Translate) -> None:
    """Refuse options about SCORM packages where none are asked for."""
    for option, given in options.items():
        if given and targets and "scorm" not in targets:
            raise click.UsageError(_("%s is about SCORM packages: name scorm as well, or no target at all.") % option)


class Stopped(click.ClickException):
    """What no call can mend and no bug has caused: the message says what to do."""

    exit_code = BUG


def _built(build: Build, destination: Path, _: Translate) -> Sequence[Step]:
    from builder.mkdocs_shell import SiteFailed
    from builder.output import Busy, NotOurs
    from builder.rendering.targets import NotRendered

    try:
        return build.into(destination)
    except NotOurs as error:
        raise click.UsageError(_foreign(error, _)) from None
    except Busy as error:
        raise Stopped(_("Another build is writing to %s. Wait for its end and call again.") % error) from None
    except SiteFailed as error:
        raise Stopped(_site_failed(error, _)) from None
    except NotRendered as error:
        if error.place:
            raise Stopped(_not_set(error, _)) from None
        click.echo(_("%s could not be made.") % error.name, err=True)
        raise


def _not_set(error: NotRendered, _: Translate) -> str:
    words = _(
        "%(name)s could not be made; the last result is untouched. What stands at %(place)s cannot be set on paper."
        " Write it in another way, and tell the developers. Typst says:\n%(reason)s"
    )
    return words % {"name": error.name, "place": error.place, "reason": error.reason}


def _site_failed(error: SiteFailed, _: Translate) -> str:
    return _("The site could not be built. MkDocs says:\n%s") % error


def _foreign(error: NotOurs, _: Translate) -> str:
    from builder.report import printable

    names = [*map(printable, error.foreign[:_NAMED]), *(["…"] if len(error.foreign) > _NAMED else [])]
    words = _(
        "%(folder)s holds files of others: %(files)s. Nothing was changed. Choose another folder or move them away."
    )
    return words % {"folder": error.folder, "files": ", ".join(names)}


@contextmanager
def _progress(_: Translate) -> Iterator[Callable[[Step, int], None]]:
    """A bar with module and target while long work runs; silent when nobody looks."""
    if not sys.stderr.isatty():
        yield lambda step, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(_("Building"), total=None)

        def watch(step: Step, total: int) -> None:
            bar.update(task, advance=1, total=total, description=step.unit.name)

        yield watch


def _load(root: Path, today: date | None = None) -> Loaded:
    from builder.pipeline import load

    return load(root, today)


def load_course(root: Path, language: str) -> Course:
    """The course of a project, whatever findings there are. Raises UsageError where there is none to be read."""
    return course_of(_load(root), language)


def course_of(loaded: Loaded, language: str) -> Course:
    """The course that was loaded. Raises UsageError where there is none."""
    if loaded.course is None:
        raise click.UsageError(catalogue(language).gettext("The curriculum cannot be read; integrif check says why."))
    return loaded.course


def _know_modules(asked: Sequence[str], known: Sequence[str], _: Translate) -> None:
    for module_id in asked:
        if module_id not in known:
            values = {"id": module_id, "known": ", ".join(known)}
            raise click.UsageError(_("There is no module %(id)s. There are: %(known)s.") % values)


@click.pass_obj
def check(language: str, paths: tuple[Path, ...], format_: str, as_of: date | None) -> int:
    """Show all findings, or those of some files, and the next deadlines. FINDINGS when one of them is a Muss."""
    from builder.report import FORMATS, deadline_line

    _ = catalogue(language).gettext
    root, only = asked_paths(paths, _)
    today = as_of or date.today()
    loaded = _load(root, today)
    findings = loaded.findings
    if only:
        findings = tuple(f for f in findings if any(PurePath(f.place.path).is_relative_to(path) for path in only))
    if format_ != "text":
        speak_utf8()
    click.echo(FORMATS[format_](findings))
    if format_ == "text" and loaded.course and (line := deadline_line(loaded.course, today)):
        click.echo(line)
    return FINDINGS if any(finding.blocks for finding in findings) else FINE


@click.pass_obj
def serve(language: str, address: str, root: Path | None) -> int:
    """Show the site until Ctrl+C."""
    from builder.mkdocs_shell import SiteFailed, serve_site

    _ = catalogue(language).gettext
    try:
        serve_site(project(root, _), address)
    except SiteFailed as error:
        raise Stopped(_site_failed(error, _)) from None
    except OSError as error:
        error.filename = error.filename or address  # a port that is taken has no name of its own
        raise
    return FINE


@click.pass_obj
def new(language: str, module_id: str, title: str | None, root: Path | None) -> int:
    """Begin a module and name its files."""
    from builder.output import LeadsOutside, write_new
    from builder.rendering.skeleton import NotPossible, module_skeleton

    _ = catalogue(language).gettext
    root = project(root, _)
    course = load_course(root, language)
    try:
        skeleton = module_skeleton(course, module_id, title, date.today(), _)
        write_new(skeleton, root)
    except NotPossible as refused:
        raise click.UsageError(str(refused)) from None
    except FileExistsError as error:
        raise click.UsageError(_("%s exists already. Nothing was written.") % error.filename) from None
    except LeadsOutside as error:
        raise click.UsageError(
            _("A link on the way to %s leads out of the project. Nothing was written.") % error
        ) from None
    for file in skeleton.files:
        click.echo(file.path)
    click.echo(_("Now write, and look with: integrif check"))
    return FINE


@click.pass_obj
def explain(language: str, code: str | None) -> int:
    """Say what a finding means, or which there are."""
    from builder.checks import CHECKS
    from builder.reading.rules import RULES
    from builder.report import explanation

    _ = catalogue(language).gettext
    rules = {rule.code: rule for rule in (*RULES, *(check.rule for check in CHECKS))}
    if code is None:
        for rule in sorted(rules.values(), key=lambda rule: rule.code):
            click.echo(f"{rule.code}  {rule.severity.value}  {rule.title}")
        return FINE
    found = rules.get(code.upper())
    if found is None:
        raise click.UsageError(_("There is no code %s; integrif explain lists all.") % code)
    click.echo(explanation(found))
    return FINE
