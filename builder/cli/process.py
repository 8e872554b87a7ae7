"""What a command needs of its process: streams that can say everything, and signals that leave time to tidy up."""

from __future__ import annotations

import os
import signal
import sys
from io import BufferedWriter, FileIO, TextIOWrapper


def make_streams_safe() -> None:
    """See to it that no sign and no closed stream stops a command.

    A redirected stream of Windows knows no arrow: „?“ then stands for what cannot be said. A stream that was closed
    (``2>&-``) is given a place where nothing arrives, which also keeps its number from a file of ours.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, _nowhere())
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _nowhere() -> TextIOWrapper:
    return TextIOWrapper(BufferedWriter(FileIO(os.devnull, "w")), "utf-8", "replace")


def say_no_more() -> None:
    """Nobody reads any more: what is still waiting to be said must not become an error at the very end."""
    sys.stdout = sys.stderr = _nowhere()


def speak_utf8() -> None:
    """Write UTF-8 from now on: what machines read has one encoding, whatever this system prefers."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")


def end_by_exception() -> None:
    """Let SIGTERM and SIGHUP end a command as Ctrl+C does; what already is ignored (nohup) stays so."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
