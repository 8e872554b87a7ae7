"""Lines of a slide, and how more than six of them go on over several slides. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from builder.rendering.slide_room import INNER, MARK, MOST_LINES, SIZES, grouped, lines_taken, wrapped

Tree = dict[str, Any]
_ENDS = re.compile(
    r"(?<=[\w“”»)\]%][.!?…]|[.!?…][“”»)])(?<!\b\w\.)(?<!bzw\.)(?<!ggf\.)(?<!gem\.)(?<!vgl\.)(?<!Abs\.)(?<!Art\.)"
    r"(?<!Nr\.)(?<!lit\.)(?<!Dr\.) (?=[A-ZÄÖÜ„»(])"
)
"""Between two sentences; „Frau L. Meyer“ and „gem. Art.“ are no end of one."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words set alike."""

    text: str
    strong: bool = False


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a slide. ``mark``: what stands before it, as „A“, „1.“ or „–“.

    ``tone``: ``right`` for an answer whose word stands in the text; ``quiet`` for one that is not, or where to look.
    """

    runs: Runs
    mark: str = ""
    tone: str = ""

    @property
    def text(self) -> str:
        """Its words."""
        return joined(self.runs)


def joined(runs: Runs) -> str:
    """The words of runs."""
    return "".join(run.text for run in runs)


def line(text: str, mark: str = "", tone: str = "") -> Line:
    """A line of plain words."""
    return Line((Run(text),), mark, tone)


def runs_of(trees: Iterable[Tree], strong: bool = False) -> Runs:
    """The words of a line for paper; notes are left out, since a slide has no foot for them."""
    made: list[Run] = []
    for tree in trees:
        match tree["t"]:
            case "text" | "code":
                made.append(Run(tree["v"], strong))
            case "break":
                made.append(Run(" ", strong))
            case "gap":
                choices = f" [{' / '.join(tree['choices'])}]" if tree["choices"] else ""
                made.append(Run(f"({tree['number']})\u00a0…………{choices}", strong))
            case "note":
                pass
            case kind:
                made += runs_of(tree["c"], strong or kind == "strong")
    return tuple(made)


def lines_of(trees: Iterable[Tree], mark: str = "") -> list[Line]:
    """The lines of blocks for paper: paragraphs, items of lists, rows of tables; pictures and questions are none."""
    made: list[Line] = []
    for tree in trees:
        made += _lines(tree, mark)
        mark = "" if made else mark
    return made


def _lines(tree: Tree, mark: str) -> list[Line]:
    match tree["k"]:
        case "paragraph" | "heading":
            return [Line(runs_of(tree["c"], tree["k"] == "heading"), mark)]
        case "list":
            marks = [f"{tree['start'] + index}." if tree["start"] else "–" for index in range(len(tree["items"]))]
            return [line for own, item in zip(marks, tree["items"], strict=True) for line in lines_of(item, own)]
        case "code":
            return [line(text, mark) for text in tree["text"].splitlines()]
        case "table":
            return [Line(_in_a_row(row), "–") for row in tree["rows"]]
        case _:
            return lines_of(tree.get("body", []), mark)


def _in_a_row(cells: Iterable[Sequence[Tree]]) -> Runs:
    """The cells of a row in one line."""
    made: Runs = ()
    for cell in cells:
        made += (*((Run(" – "),) if made else ()), *runs_of(cell))
    return made


def sentences(whole: Line) -> list[Line]:
    """Each sentence as a line of its own; the mark stands before the first."""
    return _cut(whole, _ends(whole))


def together(parts: Sequence[Line]) -> Line:
    """Sentences as one line again."""
    first, *others = parts
    return replace(first, runs=(*first.runs, *(run for part in others for run in (Run(" "), *part.runs))))


def last_apart(whole: Line) -> list[Line]:
    """What stands before its last sentence, if anything does, and that sentence."""
    return _cut(whole, _ends(whole)[-1:])


def _ends(whole: Line) -> list[tuple[int, int]]:
    return [found.span() for found in _ENDS.finditer(whole.text)]


def packed(lines: Sequence[Line]) -> tuple[int, list[tuple[Line, ...]]]:
    """The size of letters and the lines of each slide: as few slides as can be, then letters as large as can be."""
    return min(((size, _slides(lines, size)) for size in SIZES), key=lambda made: len(made[1]))


def heights(lines: Iterable[Line], size: int, width: float = INNER) -> list[int]:
    """How many lines each of these takes in so many points of width."""
    return [lines_taken(whole.text, _room(whole, size, width)) for whole in lines]


def _slides(lines: Sequence[Line], size: int) -> list[tuple[Line, ...]]:
    pieces = [piece for whole in lines for piece in _pieces(whole, size)]
    return [tuple(pieces[group]) for group in grouped(heights(pieces, size))]


def _room(whole: Line, size: int, width: float = INNER) -> float:
    return width / size - (MARK if whole.mark else 0)


def _pieces(whole: Line, size: int) -> list[Line]:
    """A line that fits on a slide, or its sentences; a sentence that does not fit is divided between two words."""
    if sum(heights([whole], size)) <= MOST_LINES:
        return [whole]
    return [piece for sentence in sentences(whole) for piece in _slices(sentence, size)]


def _slices(sentence: Line, size: int) -> list[Line]:
    rows = wrapped(sentence.text, INNER / size - MARK)
    ends, at = [], 0
    for index, row in enumerate(rows):
        begin = sentence.text.index(row, at)
        if index and index % MOST_LINES == 0:
            ends.append((at, begin))
        at = begin + len(row)
    return _cut(sentence, ends)


def _cut(whole: Line, gaps: Sequence[tuple[int, int]]) -> list[Line]:
    """The parts of a line between these gaps, which are left out."""
    begins = [0, *(end for _, end in gaps)]
    ends = [*(begin for begin, _ in gaps), len(whole.text)]
    parts = [_part(whole.runs, begin, end) for begin, end in zip(begins, ends, strict=True)]
    return [replace(whole, runs=runs, mark="" if index else whole.mark) for index, runs in enumerate(parts)]


def _part(runs: Runs, begin: int, end: int) -> Runs:
    made, at = [], 0
    for run in runs:
        text = run.text[max(begin - at, 0) : max(end - at, 0)]
        made += [replace(run, text=text)] if text else []
        at += len(run.text)
    return tuple(made)
