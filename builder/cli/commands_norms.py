"""The commands below ``integrif norms`` and their help."""

from __future__ import annotations

from pathlib import Path

import click

from builder.cli import norms
from builder.cli.arguments import Day, Translate
from builder.cli.options import as_of_option, command, root_option

SERVER = "https://www.gesetze-im-internet.de"


def norms_command(_: Translate) -> click.Group:
    """``integrif norms`` with all that can be called below it."""
    help_ = _("Keep the norm register: what is cited, what changed in the law, who has compared it.")
    group = click.Group("norms", help=help_, subcommand_metavar=_("COMMAND [ARGS]..."), options_metavar=_("[OPTIONS]"))
    for make in (_status, _update, _diff, _confirm):
        group.add_command(make(_))
    return group


def _status(_: Translate) -> click.Command:
    help_ = _("Show which norms are cited where, how old their text is, and what is to be compared.")
    return command("status", help_, [root_option(_), as_of_option(_)], norms.status, _)


def _folder_option(name: str, parameter: str, help_: str) -> click.Option:
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.Option([name, parameter], type=folder, help=help_)


def _update(_: Translate) -> click.Command:
    params: list[click.Parameter] = [
        _folder_option(
            "--from", "folder", _("Folder of law texts (official XML, zip or Markdown) instead of the server.")
        ),
        click.Option(
            ["--server"], default=SERVER, metavar="URL", show_default=True, help=_("Where to fetch the texts.")
        ),
        click.Option(["--law", "laws"], multiple=True, metavar=_("NAME"), help=_("Only this law; may be repeated.")),
        click.Option(
            ["--day"], type=Day(_), metavar=_("DATE"), help=_("Date of texts that do not say theirs (today).")
        ),
        root_option(_),
    ]
    help_ = _("Read the law texts anew and write the register. Where a text cannot be used, nothing is written.")
    return command("update", help_, params, norms.update, _)


def _diff(_: Translate) -> click.Command:
    params: list[click.Parameter] = [
        _folder_option("--from", "folder", _("Compare the register with the texts in this folder.")),
        _folder_option("--before", "before", _("Compare this folder with that of --from.")),
        click.Option(["--all", "everything"], is_flag=True, help=_("Also what nobody cites or what was confirmed.")),
        click.Option(
            ["--format", "form"], type=click.Choice(("text", "markdown")), default="text", help=_("Form of the list.")
        ),
        root_option(_),
    ]
    help_ = _("Show which cited paragraphs changed, before and after, and which steps, questions and rows cite them.")
    return command("diff", help_, params, norms.diff, _)


def _confirm(_: Translate) -> click.Command:
    params: list[click.Parameter] = [
        click.Argument(["target"], metavar=_("DOCUMENT")),
        click.Argument(["norms"], nargs=-1, metavar=_("[NORM]...")),
        click.Option(["--role"], required=True, metavar=_("ROLE"), help=_("Role of whoever compared it, no name.")),
        as_of_option(_),
        root_option(_),
    ]
    help_ = _(
        "Confirm that a document (b3, regelwerk/arbeit, irrtum/name, begriff/name, akteur/name) was compared with what "
        "changed: one line in its file."
    )
    return command("confirm", help_, params, norms.confirm, _)
