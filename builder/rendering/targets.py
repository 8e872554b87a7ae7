"""The targets of modules and their steps, bundles, rule tables, editions: dicts, and rendering them over the cores."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from typing import Concatenate, TypeAlias

from builder.model.course import Bundle, Edition, Shared
from builder.model.module import Module
from builder.model.rule_table import RuleTable
from builder.output import Output
from builder.rendering import (
    book,
    cartridge,
    change_sheet,
    guide,
    learner_sheets,
    moodle,
    moodle_glossary,
    rule_sheets,
    scorm,
    slides_pptx,
)


@dataclass(frozen=True, slots=True)
class StepSeries:
    """The steps of a module, each by itself."""

    module: Module


Subject: TypeAlias = Module | StepSeries | Bundle | RuleTable | Edition
"""What a target can be made of, besides the site."""
Render = Callable[Concatenate[Module, Shared, str, ...], Output]
RenderBundle = Callable[Concatenate[Bundle, Shared, str, ...], Output]
RenderTable = Callable[[RuleTable, Shared, str], Output]
RenderEdition = Callable[[Edition, Shared, str], Output]


@dataclass(frozen=True, slots=True)
class EditionTarget:
    """What is made of all modules together; ``exists``: whether there is anything to show yet."""

    render: RenderEdition
    exists: Callable[[Edition, Shared], bool]


def _module_in_moodle(module: Module, shared: Shared, language: str) -> Output:
    made = (moodle.render(module, shared, language), book.render(module, shared, language))
    return Output.of(file for output in made for file in output.files)


def _for_trainers(module: Module, shared: Shared, language: str) -> Output:
    made = (guide.render(module, shared, language), slides_pptx.render(module, shared, language))
    return Output.of(file for output in made for file in output.files)


def _bundle_in_moodle(bundle: Bundle, shared: Shared, language: str) -> Output:
    made = (moodle.render_bundle(bundle, shared, language), cartridge.render(bundle, shared, language))
    return Output.of(file for output in made for file in output.files)


TARGETS: dict[str, Render] = {
    "scorm": scorm.render,
    "print": learner_sheets.render,
    "moodle": _module_in_moodle,
    "trainer": _for_trainers,
}
"""Folder of ``dist/`` → pure function (module, shared data, interface language) → files below that folder."""
STEP_TARGETS: dict[str, Render] = {"scorm": scorm.render_steps}
"""The same for the steps of a module; made only when asked for."""
BUNDLE_TARGETS: dict[str, RenderBundle] = {"scorm": scorm.render_bundle, "moodle": _bundle_in_moodle}
"""The same for courses and learning paths; each of these folders is a target of modules, too."""
TABLE_TARGETS: dict[str, RenderTable] = {"print": rule_sheets.render}
"""The same for rule tables."""
EDITION_TARGETS: dict[str, EditionTarget] = {
    "print": EditionTarget(change_sheet.render, change_sheet.exists),
    "moodle": EditionTarget(moodle_glossary.render, moodle_glossary.exists),
}
"""The same for all modules as they are published together."""
CARRIES_SCHEMAS = "scorm"
"""The target that takes ``schemas`` as well."""

_OF_THE_TERMINAL = [getattr(signal, name) for name in ("SIGINT", "SIGHUP") if hasattr(signal, name)]
"""What a terminal sends to every process in it: Ctrl+C, and that it was closed."""


def unit_name(target: str, subject: Subject) -> str:
    """``scorm/b3`` of a module; others have a hyphen, as no id of a module has: ``scorm/schritte-b3``."""
    match subject:
        case Module(id=module_id):
            return f"{target}/{module_id}"
        case StepSeries(module=module):
            return f"{target}/schritte-{module.id}"
        case Bundle(name=name):
            return f"{target}/{name}"
        case RuleTable(id=table_id):
            return f"{target}/regelwerk-{table_id}"
        case Edition(version=version):
            return f"{target}/ausgabe-{version}"


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was rendered for a unit, below the folder of its target, and the seconds it took."""

    target: str
    name: str
    output: Output
    seconds: float


class NotRendered(Exception):
    """A unit that could not be drawn; the cause says why. A bug, or a text nobody thought of."""

    def __init__(self, name: str) -> None:
        super().__init__(name)  # as given, so that it can travel between processes
        self.name = name

    def __str__(self) -> str:
        return f"{self.name} could not be rendered"


def render(
    target: str, subject: Subject, shared: Shared, language: str, schemas: scorm.Schemas | None = None
) -> Rendered:
    """One target of one subject. Raises NotRendered, and OSError as it is: a full disk is nobody's text."""
    started = time.perf_counter()
    name = unit_name(target, subject)
    try:
        output = _output(target, subject, shared, language, schemas)
    except OSError:
        raise
    except Exception as error:
        raise NotRendered(name) from error
    return Rendered(target, name, output, time.perf_counter() - started)


def _output(target: str, subject: Subject, shared: Shared, language: str, schemas: scorm.Schemas | None) -> Output:
    more = {"schemas": schemas} if schemas and target == CARRIES_SCHEMAS else {}
    match subject:
        case Module():
            return TARGETS[target](subject, shared, language, **more)
        case StepSeries(module=module):
            return STEP_TARGETS[target](module, shared, language, **more)
        case Bundle():
            return BUNDLE_TARGETS[target](subject, shared, language, **more)
        case RuleTable():
            return TABLE_TARGETS[target](subject, shared, language)
        case Edition():
            return EDITION_TARGETS[target].render(subject, shared, language)


@contextmanager
def over_cores(
    tasks: Sequence[tuple[str, Subject]],
    shared: Shared,
    language: str,
    workers: int,
    schemas: scorm.Schemas | None = None,
) -> Iterator[Iterator[Rendered]]:
    """Begin rendering the tasks, and give their results as they come; one worker renders in this process.

    Fresh processes rather than forks: a fork copies locks that progress display or Typst may hold.
    """
    workers = min(workers, len(tasks))
    if workers <= 1:
        yield (render(target, subject, shared, language, schemas) for target, subject in tasks)
        return
    with _leaving_signals_to_us():
        pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=begin_worker)
        running = [pool.submit(render, target, subject, shared, language, schemas) for target, subject in tasks]
    with pool:
        try:
            yield (future.result() for future in as_completed(running))
        finally:
            pool.shutdown(cancel_futures=True)


def begin_worker() -> None:
    """What a worker does first: leave signals of the terminal to the main process, and end when that one ends."""
    for number in _OF_THE_TERMINAL:
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


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
