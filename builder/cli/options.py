"""What several commands share: how a command is made, and options that mean the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from builder.cli.arguments import Day, Translate


def command(
    name: str, help_: str, params: list[click.Parameter], callback: Callable[..., int], _: Translate
) -> click.Command:
    """A command with its help."""
    return click.Command(name, help=help_, params=params, callback=callback, options_metavar=_("[OPTIONS]"))


def root_option(_: Translate) -> click.Option:
    """The folder of the project."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.Option(["--root"], type=folder, help=_("Folder of the project; found from here upwards otherwise."))


def as_of_option(_: Translate) -> click.Option:
    """The day that counts as today."""
    words = _("Day that counts as today, for example 2026-11-22.")
    return click.Option(["--as-of", "as_of"], type=Day(_), metavar=_("DATE"), help=words)
