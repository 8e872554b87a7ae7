"""What can be called: commands, options and their help."""

from __future__ import annotations

from pathlib import Path

import click

from builder.cli import acts, release
from builder.cli.arguments import Address, AtLeastOne, Translate
from builder.cli.commands_norms import norms_command
from builder.cli.options import as_of_option, command, root_option
from builder.language import DEFAULT, LANGUAGES, catalogue, speak_click

TARGET_NAMES = ("site", "scorm", "print", "moodle", "trainer")
FORMAT_NAMES = ("text", "json", "github", "gitlab")


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
    own = (_build_command, _check_command, _serve_command, _new_command, _explain_command, _release_command)
    for make in (*own, norms_command):
        group.add_command(make(_))
    return group


def _build_command(_: Translate) -> click.Command:
    params: list[click.Parameter] = [
        click.Argument(["targets"], nargs=-1, type=click.Choice(TARGET_NAMES), metavar=_("[TARGET]...")),
        click.Option(
            ["--module", "modules"], multiple=True, metavar="ID", help=_("Only this module; may be repeated.")
        ),
        click.Option(
            ["--out"], type=click.Path(file_okay=False, path_type=Path), help=_("Folder of the result (dist).")
        ),
        click.Option(
            ["-j", "--jobs"], type=AtLeastOne(_), metavar="N", help=_("Modules built at the same time (all cores).")
        ),
        click.Option(
            ["--steps"], is_flag=True, help=_("Also each step as a SCORM package of its own (SCORM 1.2 only).")
        ),
        click.Option(
            ["--xsd-dir"],
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            help=_("Put the schemas of SCORM from this folder into the packages, for strict platforms."),
        ),
        root_option(_),
    ]
    help_ = _(
        "Build the course: site, scorm, print, moodle, trainer, or all. A finding of weight Muss stops the build."
    )
    return command("build", help_, params, acts.build, _)


def _check_command(_: Translate) -> click.Command:
    path = click.Path(exists=True, path_type=Path)
    params: list[click.Parameter] = [
        click.Argument(["paths"], nargs=-1, type=path, metavar=_("[PATH]...")),
        click.Option(
            ["--format", "format_"], type=click.Choice(FORMAT_NAMES), default="text", help=_("Form of the findings.")
        ),
        as_of_option(_),
    ]
    help_ = _("Check the course, or only the files named. A folder with modules/ in it is taken as the project.")
    return command("check", help_, params, acts.check, _)


def _serve_command(_: Translate) -> click.Command:
    address = click.Option(
        ["--address"],
        type=Address(_),
        default="127.0.0.1:8000",
        metavar="HOST:PORT",
        show_default=True,
        help=_("Where to serve."),
    )
    help_ = _("Show the site, built again after each saving.")
    return command("serve", help_, [address, root_option(_)], acts.serve, _)


def _new_command(_: Translate) -> click.Command:
    params: list[click.Parameter] = [
        click.Argument(["module_id"], metavar="ID"),
        click.Option(["--title"], help=_("Title of the module (from the curriculum otherwise).")),
        root_option(_),
    ]
    help_ = _("Begin a module: text and seminar plan with examples.")
    return command("new", help_, params, acts.new, _)


def _explain_command(_: Translate) -> click.Command:
    code = click.Argument(["code"], required=False, metavar="CODE")
    help_ = _("Explain a finding by its code, or list all codes.")
    return command("explain", help_, [code], acts.explain, _)


def _release_command(_: Translate) -> click.Command:
    help_ = _(
        "Freeze this edition and tell of it in CHANGELOG.md, unless there is a Muss, an overdue review, "
        "law that nobody has compared or a version that was not raised."
    )
    return command("release", help_, [as_of_option(_), root_option(_)], release.release, _)
