"""Lines of a slide: how many a text takes, and how more than six of them go on over several slides. Pure.

What a line holds is an estimate, so that both faces of the slides agree: ``LETTERS`` at each size of letters, words
kept whole. It is on the safe side for German set in Source Sans 3; what is set measures besides (``slides.typ``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import Any, TypeAlias

Tree = dict[str, Any]
MOST_LINES = 6
"""Lines below the title of a slide (learning.md T17)."""
LETTERS = {"large": 53, "small": 63, "table": 98}
"""Size of letters → letters in a line; in ``slides.typ`` these are 26, 22 and 16 pt on a page of 297 mm."""
MARK = 4
"""Letters that the mark of a line and the room after it take."""
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


def lines_taken(text: str, letters: int) -> int:
    """How many lines a text takes that has room for so many letters in each."""
    return max(1, len(_wrapped(text, max(letters, 1))))


def _wrapped(text: str, letters: int) -> list[str]:
    """The lines of a text, letter by letter as they stand in it, but for blanks where it breaks."""
    return wrap(text, letters, expand_tabs=False, replace_whitespace=False)


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
    ends = [found.span() for found in _ENDS.finditer(whole.text)]
    return _cut(whole, ends)


def packed(lines: Sequence[Line]) -> tuple[str, list[tuple[Line, ...]]]:
    """The size of letters and the lines of each slide: as few slides as can be, then letters as large as can be."""
    return min(((size, _slides(lines, size)) for size in ("large", "small")), key=lambda made: len(made[1]))


def grouped(heights: Sequence[int]) -> list[slice]:
    """Things of these heights in as few groups of at most six as can be, and those about equally high."""
    fewest = len(_filled(heights, MOST_LINES))
    groups = (_filled(heights, most) for most in range(1, MOST_LINES + 1))
    return next(made for made in groups if len(made) == fewest)


def _slides(lines: Sequence[Line], size: str) -> list[tuple[Line, ...]]:
    pieces = [piece for whole in lines for piece in _pieces(whole, size)]
    return [tuple(pieces[group]) for group in grouped([_height(piece, size) for piece in pieces])]


def _filled(heights: Sequence[int], most: int) -> list[slice]:
    groups: list[slice] = []
    begin = height = 0
    for index, own in enumerate(heights):
        if index > begin and height + own > most:
            groups.append(slice(begin, index))
            begin, height = index, 0
        height += own
    return [*groups, slice(begin, len(heights))] if heights else []


def _room(whole: Line, size: str) -> int:
    return LETTERS[size] - (MARK if whole.mark else 0)


def _height(whole: Line, size: str) -> int:
    return lines_taken(whole.text, _room(whole, size))


def _pieces(whole: Line, size: str) -> list[Line]:
    """A line that fits on a slide, or its sentences; a sentence that does not fit is divided between two words."""
    if _height(whole, size) <= MOST_LINES:
        return [whole]
    return [piece for sentence in sentences(whole) for piece in _slices(sentence, size)]


def _slices(sentence: Line, size: str) -> list[Line]:
    rows = _wrapped(sentence.text, LETTERS[size] - MARK)
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
