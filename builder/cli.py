"""``integrif``: build · check · serve · new · explain. Imports the heavy rooms only when a command runs."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from builder.language import DEFAULT, LANGUAGES, catalogue, speak_click

if TYPE_CHECKING:
    from builder.pipeline import Loaded, Step

FINE, FINDINGS, USAGE, BUG = 0, 1, 2, 3
"""Exit codes: nothing in the way, at least one Muss finding, wrong call, environment or bug."""
TARGET_NAMES = ("site", "scorm", "print", "moodle", "trainer")
FORMAT_NAMES = ("text", "json", "github", "gitlab")
Translate = Callable[[str], str]


def main() -> NoReturn:
    """Entry point of the console script."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code."""
    language = asked_language(arguments)
    try:
        result = commands(language).main(list(arguments), "integrif", standalone_mode=False)
        return result if isinstance(result, int) else FINE
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.Abort:
        return BUG
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except OSError as error:
        click.echo(catalogue(language).gettext("The system refuses: %s") % error, err=True)
        return BUG
    except Exception:
        traceback.print_exc()
        click.echo(
            catalogue(language).gettext("This is a bug in the program, not in your text. Please report it."), err=True
        )
        return BUG


def asked_language(arguments: Sequence[str]) -> str:
    """The language of ``--lang``: help is translated before click reads the arguments."""
    for index, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            asked = value or "".join(arguments[index + 1 : index + 2])
            return asked if asked in LANGUAGES else DEFAULT
    return DEFAULT


def commands(language: str) -> click.Group:
    """All commands with their help in one language."""
    speak_click(language)
    _ = catalogue(language).gettext
    language_option = click.Option(
        ["--lang", "language"],
        type=click.Choice(LANGUAGES),
        default=DEFAULT,
        help=_("Language of help and of the learner interface."),
    )
    group = click.Group(
        "integrif",
        help=_("Builds learning site, SCORM packages and handouts from training modules in Markdown."),
        params=[language_option],
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGS]..."),
        context_settings={"help_option_names": ["-h", "--help"], "obj": language},
    )
    for make in (_build_command, _check_command, _serve_command, _new_command, _explain_command):
        group.add_command(make(_))
    return group


def _root_option(_: Translate) -> click.Option:
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.Option(["--root"], type=folder, help=_("Folder of the project; found from here upwards otherwise."))


def _command(
    name: str, help_: str, params: list[click.Parameter], callback: Callable[..., int], _: Translate
) -> click.Command:
    return click.Command(name, help=help_, params=params, callback=callback, options_metavar=_("[OPTIONS]"))


def _build_command(_: Translate) -> click.Command:
    params: list[click.Parameter] = [
        click.Argument(["targets"], nargs=-1, type=click.Choice(TARGET_NAMES), metavar=_("[TARGET]...")),
        click.Option(
            ["--module", "modules"], multiple=True, metavar="ID", help=_("Only this module; may be repeated.")
        ),
        click.Option(
            ["--out"], type=click.Path(file_okay=False, path_type=Path), help=_("Folder of the result (dist).")
        ),
        click.Option(["-j", "--jobs"], type=click.IntRange(1), help=_("Modules built at the same time (all cores).")),
        _root_option(_),
    ]
    help_ = _(
        "Build the course: site, scorm, print, moodle, trainer, or all. A finding of weight Muss stops the build."
    )
    return _command("build", help_, params, _build, _)


def _check_command(_: Translate) -> click.Command:
    path = click.Path(exists=True, path_type=Path)
    params: list[click.Parameter] = [
        click.Argument(["paths"], nargs=-1, type=path, metavar=_("[PATH]...")),
        click.Option(
            ["--format", "format_"], type=click.Choice(FORMAT_NAMES), default="text", help=_("Form of the findings.")
        ),
    ]
    help_ = _("Check the course, or only the files named. A folder with modules/ in it is taken as the project.")
    return _command("check", help_, params, _check, _)


def _serve_command(_: Translate) -> click.Command:
    address = click.Option(
        ["--address"], default="127.0.0.1:8000", metavar="HOST:PORT", show_default=True, help=_("Where to serve.")
    )
    help_ = _("Show the site, built again after each saving.")
    return _command("serve", help_, [address, _root_option(_)], _serve, _)


def _new_command(_: Translate) -> click.Command:
    params: list[click.Parameter] = [
        click.Argument(["module_id"], metavar="ID"),
        click.Option(["--title"], help=_("Title of the module (from the curriculum otherwise).")),
        _root_option(_),
    ]
    help_ = _("Begin a module: text and seminar plan with examples.")
    return _command("new", help_, params, _new, _)


def _explain_command(_: Translate) -> click.Command:
    code = click.Argument(["code"], required=False, metavar="CODE")
    help_ = _("Explain a finding by its code, or list all codes.")
    return _command("explain", help_, [code], _explain, _)


@click.pass_obj
def _build(
    language: str,
    targets: tuple[str, ...],
    modules: tuple[str, ...],
    out: Path | None,
    jobs: int | None,
    root: Path | None,
) -> int:
    from builder.mkdocs_shell import build_site
    from builder.output import NotOurs
    from builder.pipeline import ALL_TARGETS, Build
    from builder.report import Row, as_table, as_text

    _ = catalogue(language).gettext
    root = _root(root, _)
    loaded = _load(root)
    if loaded.findings:
        click.echo(as_text(loaded.findings), err=True)
    if loaded.course is None or loaded.blocked:
        click.echo(_("Nothing was built; the last result is untouched."), err=True)
        return FINDINGS
    _know_modules(modules, [module.id for module in loaded.course.modules], _)
    destination = out or root / "dist"
    workers = jobs or os.cpu_count() or 1
    with _progress(_) as watch:
        build = Build(loaded.course, root, build_site, targets or ALL_TARGETS, modules, language, workers, watch)
        try:
            steps = build.into(destination)
        except NotOurs as error:
            raise click.UsageError(_("%s holds files of others; choose an empty folder.") % error) from None
    rows = [Row(step.unit.name, [file.size for file in step.unit.files], step.seconds, step.kept) for step in steps]
    click.echo(as_table(rows, _))
    return FINE


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


def _load(root: Path) -> Loaded:
    from builder.pipeline import load

    return load(root)


def _know_modules(asked: Sequence[str], known: Sequence[str], _: Translate) -> None:
    for module_id in asked:
        if module_id not in known:
            values = {"id": module_id, "known": ", ".join(known)}
            raise click.UsageError(_("There is no module %(id)s. There are: %(known)s.") % values)


@click.pass_obj
def _check(language: str, paths: tuple[Path, ...], format_: str) -> int:
    from builder.report import FORMATS

    _ = catalogue(language).gettext
    projects = [path for path in paths if _is_project(path)]
    root = projects[0] if projects else _root(None, _)
    findings = _load(root).findings
    only = tuple(path.resolve() for path in paths if path not in projects)
    if only:
        findings = tuple(
            f for f in findings if any((root / f.place.path).resolve().is_relative_to(path) for path in only)
        )
    click.echo(FORMATS[format_](findings))
    return FINDINGS if any(finding.blocks for finding in findings) else FINE


@click.pass_obj
def _serve(language: str, address: str, root: Path | None) -> int:
    from builder.mkdocs_shell import serve_site

    serve_site(_root(root, catalogue(language).gettext), address)
    return FINE


@click.pass_obj
def _new(language: str, module_id: str, title: str | None, root: Path | None) -> int:
    from builder.output import write_new
    from builder.rendering.skeleton import NotPossible, module_skeleton

    _ = catalogue(language).gettext
    root = _root(root, _)
    course = _load(root).course
    if course is None:
        raise click.UsageError(_("The curriculum cannot be read; integrif check says why."))
    try:
        skeleton = module_skeleton(course, module_id, title, date.today(), _)
        write_new(skeleton, root)
    except (NotPossible, FileExistsError) as refused:
        raise click.UsageError(str(refused)) from None
    for file in skeleton.files:
        click.echo(file.path)
    click.echo(_("Now write, and look with: integrif check"))
    return FINE


@click.pass_obj
def _explain(language: str, code: str | None) -> int:
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


def _root(given: Path | None, _: Translate) -> Path:
    """The project: the folder given, or the nearest one from here upwards."""
    if given:
        return given
    for folder in (Path.cwd(), *Path.cwd().parents):
        if _is_project(folder):
            return folder
    raise click.UsageError(_("No project here: a folder with curriculum/ and modules/ is needed."))


def _is_project(path: Path) -> bool:
    return (path / "modules").is_dir() or (path / "curriculum" / "curriculum.yml").is_file()
