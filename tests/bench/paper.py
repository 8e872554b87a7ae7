"""What paper costs: CPU per six pages, cold and warm, and whether memory stays flat over many documents."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf

from builder.model.course import Course
from builder.model.module import Module
from builder.pipeline import load
from builder.rendering import learner_sheets

PAGES = 6
COLD, WARM = 0.35, 0.15
"""CPU seconds per six pages that are agreed: the first of a process, and any after it."""
DOCUMENTS = 400


def show(root: Path) -> None:
    """A line for each kind of sheet; the first of each in a process of its own, then a second one."""
    for name in learner_sheets.NAMES:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.paper", name, str(root)], check=True, capture_output=True, text=True
        )
        print(done.stdout, end="", flush=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.paper", "", str(root)], check=True, capture_output=True, text=True
    )
    print(done.stdout, end="", flush=True)


def _one(name: str, course: Course) -> None:
    (module,) = course.modules[:1]
    cold, data = _cpu(name, module, course)
    if not data:
        return
    # Another document, or Typst would only remember the first.
    other = replace(
        module, steps=module.steps[::-1], meta=module.meta.model_copy(update={"title": "Ein anderes Modul"})
    )
    warm, _ = _cpu(name, other, course)
    with pikepdf.open(BytesIO(data)) as opened:
        pages = len(opened.pages)
    parts = max(pages / PAGES, 1)
    marks = ["!" if figure > most else " " for figure, most in ((cold / parts, COLD), (warm / parts, WARM))]
    figures = f"cold {cold / parts:.2f}{marks[0]} warm {warm / parts:.2f}{marks[1]} s per six pages"
    print(f"{'print: ' + name:44} {cold:8.2f} {'':8}  {figures}, {pages} pages, {len(data) // 1000} kB")


def _cpu(name: str, module: Module, course: Course) -> tuple[float, bytes]:
    before = time.process_time()
    made = learner_sheets.render(module, course.shared, names=(name,)).files
    return time.process_time() - before, made[0].data if made else b""


def _memory(course: Course) -> None:
    """The most memory this process ever held, after the first twentieth of the documents and after all of them."""
    peaks = []
    for number in range(1, DOCUMENTS + 1):
        learner_sheets.render(course.modules[0], course.shared, names=learner_sheets.HANDOUT)
        if number in (DOCUMENTS // 20, DOCUMENTS):
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    print(
        f"{f'print: {DOCUMENTS} handouts in one process':44} {'':17}  at most {peaks[0]} MB after 20, {peaks[1]} MB after all"
    )


def main(name: str, root: Path) -> None:
    """One kind of sheet, or the memory of many."""
    course = load(root).course
    assert course is not None
    if name:
        _one(name, course)
    else:
        _memory(course)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
