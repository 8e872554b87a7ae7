"""Rendering tasks over the cores of a machine, in processes that end with this one."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing import get_context, parent_process

from builder.rendering.targets import Rendered, Renderer, Task, grouped

_OF_THE_TERMINAL = [getattr(signal, name) for name in ("SIGINT", "SIGHUP") if hasattr(signal, name)]
"""What a terminal sends to every process in it: Ctrl+C, and that it was closed."""
_renderer: Renderer | None = None
"""That of a worker."""


@contextmanager
def over_cores(tasks: Sequence[Task], renderer: Renderer, workers: int) -> Iterator[Iterator[Rendered]]:
    """Begin rendering the tasks, and give their results as they come; one worker renders in this process.

    Fresh processes rather than forks: a fork copies locks that progress display or Typst may hold.
    """
    groups = grouped(tasks)
    workers = min(workers, len(groups))
    if workers <= 1:
        yield (rendered for group in groups for rendered in renderer.group(group))
        return
    with _leaving_signals_to_us():
        context = get_context("spawn")
        pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(renderer,))
        running = [pool.submit(_group, group) for group in groups]
    with pool:
        try:
            yield (rendered for future in as_completed(running) for rendered in future.result())
        finally:
            pool.shutdown(cancel_futures=True)


def _begin(renderer: Renderer) -> None:
    """What a worker does first: leave signals of the terminal to the main process, and end when that one ends.

    It keeps one renderer for all its groups, and with it what they share.
    """
    global _renderer
    _renderer = renderer
    for number in _OF_THE_TERMINAL:
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _group(tasks: Sequence[Task]) -> list[Rendered]:
    assert _renderer is not None
    return _renderer.group(tasks)


def _end_with_parent() -> None:
    """A killed main process cannot end its workers, and each would keep its terminal or pipe open for good."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


@contextmanager
def _leaving_signals_to_us() -> Iterator[None]:
    """Processes started in here ignore the terminal from their first moment on, before they come to any code of ours.

    multiprocessing starts one of its own beside the workers, so the pool is made in here as well.
    """
    if threading.current_thread() is not threading.main_thread():  # the only one that may set this
        yield
        return
    before = {number: signal.signal(number, signal.SIG_IGN) for number in _OF_THE_TERMINAL}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
