"""``integrif``: build · check · serve · new · explain. Imports the heavy rooms only when a command runs.

One command line in, one exit code out: ``commands`` says what can be called, ``acts`` what a call does, ``arguments``
what may stand in it, ``process`` what the system has to be asked for first.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click

from builder.cli.acts import BUG, FINDINGS, FINE, USAGE
from builder.cli.commands import FORMAT_NAMES, TARGET_NAMES, commands
from builder.cli.process import end_by_exception, make_streams_safe, say_no_more
from builder.language import DEFAULT, LANGUAGES, catalogue

__all__ = ["BUG", "CUT_OFF", "FINDINGS", "FINE", "FORMAT_NAMES", "TARGET_NAMES", "USAGE", "main", "run"]

CUT_OFF = 141
"""Exit code when the reader of a pipe has gone, as after ``| head -1``: the one every shell gives for that."""


def main() -> NoReturn:
    """Entry point of the console script."""
    make_streams_safe()
    end_by_exception()
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code."""
    try:
        return _ended(arguments, asked_language(arguments))
    except BrokenPipeError:
        say_no_more()
        return CUT_OFF


def _ended(arguments: Sequence[str], language: str) -> int:
    stdout = sys.stdout
    try:
        result = commands(language).main(list(arguments), "integrif", standalone_mode=False)
        return result if isinstance(result, int) else FINE
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SystemExit as end:  # click's way to end; when nobody reads any more it wraps the streams before
        return int(end.code or FINE) if sys.stdout is stdout else CUT_OFF
    except BaseException as error:
        return _said(error, language)


def _said(error: BaseException, language: str) -> int:
    """Say in words why a command did not come to its end, and give the exit code for it."""
    _ = catalogue(language).gettext
    if isinstance(error, click.Abort | KeyboardInterrupt):
        click.echo(_("Aborted; the last result is unchanged."), err=True)
    elif isinstance(error, OSError):
        from builder.report import refusal

        click.echo(refusal(error, _), err=True)
    else:
        traceback.print_exception(error)
        click.echo(_("This is a bug in the program, not in your text. Please report it."), err=True)
    return BUG


def asked_language(arguments: Sequence[str]) -> str:
    """The language of ``--lang``: help is translated before click reads the arguments."""
    for index, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            asked = value or "".join(arguments[index + 1 : index + 2])
            return asked if asked in LANGUAGES else DEFAULT
    return DEFAULT
