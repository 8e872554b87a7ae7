"""What paper costs: CPU per six pages, cold and warm, and whether memory stays flat over many documents."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

import pikepdf

from builder.model.course import Course, Shared
from builder.model.module import Module
from builder.output import Output
from builder.pipeline import load
from builder.rendering import forms, guide, learner_sheets, reader, slides_pptx, word

PAGES = 6
COLD, WARM = 0.35, 0.15
"""CPU seconds per six pages that are agreed: the first of a process, and any after it."""
DOCUMENTS = 400


def _sheet(module: Module, course: Course, name: str) -> Output:
    return learner_sheets.render(module, course.shared, names=(name,))


def _for_trainers(module: Module, course: Course, render: Callable[[Module, Shared], Output]) -> Output:
    return render(module, course.shared)


def _reader(module: Module, course: Course) -> Output:
    return reader.render(replace(course.bundles[0], modules=(module,)), course.shared)


KINDS: dict[str, Callable[[Module, Course], Output]] = {
    **{name: partial(_sheet, name=name) for name in learner_sheets.NAMES},
    "folien als PPTX": partial(_for_trainers, render=slides_pptx.render),
    "leitfaden": partial(_for_trainers, render=guide.render),
    "formulare": partial(_for_trainers, render=forms.render),
    "reader": _reader,
    "handout und leitfaden als DOCX": partial(_for_trainers, render=word.render),
}
"""Kind of paper → what makes it of a module, in one file or some."""


def show(root: Path) -> None:
    """A line for each kind of paper; the first of each in a process of its own, then a second one."""
    for name in [*KINDS, ""]:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.paper", name, str(root)], check=True, capture_output=True, text=True
        )
        print(done.stdout, end="", flush=True)


def _one(name: str, course: Course) -> None:
    (module,) = course.modules[:1]
    cold, made = _cpu(KINDS[name], module, course)
    if not made.files:
        return
    # Another document, or Typst would only remember the first.
    other = replace(
        module, steps=module.steps[::-1], meta=module.meta.model_copy(update={"title": "Ein anderes Modul"})
    )
    warm, _ = _cpu(KINDS[name], other, course)
    size = sum(len(file.data) for file in made.files)
    print(f"{'print: ' + name:44} {cold:8.2f} {'':8}  {_figures(cold, warm, _pages(made))}, {size // 1000} kB")


def _cpu(render: Callable[[Module, Course], Output], module: Module, course: Course) -> tuple[float, Output]:
    before = time.process_time()
    made = render(module, course)
    return time.process_time() - before, made


def _pages(made: Output) -> int:
    """Those of all PDFs; what Office opens has none before it is opened."""
    pages = 0
    for file in made.files:
        if file.path.endswith(".pdf"):
            with pikepdf.open(BytesIO(file.data)) as opened:
                pages += len(opened.pages)
    return pages


def _figures(cold: float, warm: float, pages: int) -> str:
    if not pages:
        return f"cold {cold:.2f}  warm {warm:.2f}  s"
    parts = max(pages / PAGES, 1)
    marks = ["!" if figure > most else " " for figure, most in ((cold / parts, COLD), (warm / parts, WARM))]
    return f"cold {cold / parts:.2f}{marks[0]} warm {warm / parts:.2f}{marks[1]} s per six pages, {pages} pages"


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
    """One kind of paper, or the memory of many handouts."""
    course = load(root).course
    assert course is not None
    if name:
        _one(name, course)
    else:
        _memory(course)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
