"""The targets of a module, one explicit dict, and rendering them over the cores."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context

from builder.model.course import Shared
from builder.model.module import Module
from builder.output import Output
from builder.rendering import guide, handout, moodle, scorm

Render = Callable[[Module, Shared, str], Output]

TARGETS: dict[str, Render] = {
    "scorm": scorm.render,
    "print": handout.render,
    "moodle": moodle.render,
    "trainer": guide.render,
}
"""Folder of ``dist/`` → pure function (module, shared data, interface language) → files below that folder."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A target of a module, and the seconds it took."""

    target: str
    module_id: str
    output: Output
    seconds: float


def render(target: str, module: Module, shared: Shared, language: str) -> Rendered:
    """One target of one module."""
    started = time.perf_counter()
    output = TARGETS[target](module, shared, language)
    return Rendered(target, module.id, output, time.perf_counter() - started)


@contextmanager
def over_cores(
    tasks: Sequence[tuple[str, Module]], shared: Shared, language: str, workers: int
) -> Iterator[Iterator[Rendered]]:
    """Begin rendering the tasks, and give their results as they come; one worker renders in this process.

    Fresh processes rather than forks: a fork copies locks that progress display or Typst may hold.
    """
    workers = min(workers, len(tasks))
    if workers <= 1:
        yield (render(target, module, shared, language) for target, module in tasks)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        running = [pool.submit(render, target, module, shared, language) for target, module in tasks]
        try:
            yield (future.result() for future in as_completed(running))
        finally:
            pool.shutdown(cancel_futures=True)
