"""Room on a slide: how wide words are, how many lines they take, and how things are shared out. Pure.

Both faces must break a slide at the same place, so neither measures: widths are those of Source Sans 3 in bold, which
is wider than any other letters of a slide. A page of the PDF counts as 842 points, that of the editable file as 960.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

MOST_LINES = 6
"""Lines below the title of a slide (learning.md T17)."""
SIZES = (28, 25, 22)
"""Letters in points, the largest first; below the last one a text goes on over several slides."""
TABLE_SIZES = (26, 24, 22, 20, 18, 16)
"""Those of tables and of what stands in two columns."""
INNER, BODY = 711, 270
"""Points between the edges of a page, and below the title."""
LONGEST_TITLE = 90
"""Letters that two lines of a title hold, with its place behind it; of a longer one the whole stands below it."""
MARK = 1.5
"""What the mark of a line and the room after it take, in the height of its letters."""
_PITCH = 1.26
"""From line to line, in the height of the letters: the greater of both faces."""
_MOST_GAP = 0.9
_WIDTHS = {
    10: "\u2009",
    12: "\u202f",
    20: " \u00a0",
    28: "|¦ijìíîïĩīĭįıĵ",
    30: "lĺļ',.:;·‘’‚‹›",
    32: "IÌÍÎÏĨĪĬĮİľſ",
    35: "!-/\\¡()[]f{}•",
    37: "ªł°",
    39: "²³¹ºtţťŧ",
    40: "rŕŗř",
    46: "sśŝşš*zŀźżž",
    48: "?c®¿çćĉċč«»–",
    51: "_JĴ",
    53: "LexèéêëēĕėęěĹĻĽĿ#$+0123456789<=>FY^avy~¢£¤¥§¬±×Ýàáâãäå÷ýÿāăąŶŷŸ−≤≥",
    55: '"gĝğġģ“”„EZkÈÉÊËĒĔĖĘĚķĸŁŹŻŽ',
    57: "STV`o¨¯´¸ðòóôõöøĳōŏőŚŜŞŠŢŤŦXuùúûüũūŭůűų",
    59: "AbdhnpqÀÁÂÃÄÅñþĀĂĄđĥħńņňŋCÇĆĈĊČ",
    61: "PµBĲ",
    62: "KRÞďĶŔŖŘ",
    64: "DG¶ßĎĜĞĠĢ",
    67: "ÐĐ&NUÑÙÚÛÜŃŅŇŊŨŪŬŮŰŲ",
    69: "HĤOQÒÓÔÕÖØŌŎŐ",
    72: "Ħ",
    75: "©",
    78: "Mwŵ",
    79: "æ",
    82: "¼W¾Ŵ",
    83: "œ",
    86: "½Æŉ%m",
    88: "Œ",
}
"""Hundredths of the height → letters at most so wide; any other counts as a whole."""
_WIDTH = {letter: width / 100 for width, letters in _WIDTHS.items() for letter in letters}


@lru_cache(maxsize=8192)
def width_of(text: str) -> float:
    """How wide a text is at most, in the height of its letters."""
    return sum(_WIDTH.get(letter, 1) for letter in text)


def wrapped(text: str, room: float) -> list[str]:
    """The lines of a text, letter by letter as they stand in it, but for blanks where it breaks."""
    rows: list[str] = []
    row: list[str] = []
    used = 0.0
    for word in text.split(" "):
        width = width_of(word)
        if row and used + _WIDTH[" "] + width > room:
            rows.append(" ".join(row))
            row = []
        if width > room:
            *full, word = _broken(word, room)
            rows += full
            width = width_of(word)
        used = used + _WIDTH[" "] + width if row else width
        row.append(word)
    return [*rows, " ".join(row)]


def lines_taken(text: str, room: float) -> int:
    """How many lines a text takes where each has this room, in the height of its letters."""
    return len(wrapped(text, room))


def gap(lines: int, paragraphs: int, size: int) -> float:
    """Room between two paragraphs besides that between two lines: more on a slide that says little."""
    free = BODY / size - lines * _PITCH
    return round(min(max(free / max(paragraphs - 1, 1), 0), _MOST_GAP), 2)


def grouped(heights: Sequence[int]) -> list[slice]:
    """Things of these heights in as few groups of at most six as can be, and those as evenly high as can be."""
    best: list[tuple[int, int, list[slice]]] = [(0, 0, [])]
    for end in range(1, len(heights) + 1):
        made = []
        for begin in range(max(0, end - MOST_LINES), end):
            count, unevenness, groups = best[begin]
            height = sum(heights[begin:end])
            if height <= MOST_LINES or begin == end - 1:
                made.append((count + 1, unevenness + height**2, [*groups, slice(begin, end)]))
        best.append(min(made, key=lambda one: one[:2]))
    return best[-1][2]


def _broken(word: str, room: float) -> list[str]:
    """A word that is too wide for a line, letter by letter."""
    parts = [""]
    for letter in word:
        if parts[-1] and width_of(parts[-1] + letter) > room:
            parts.append("")
        parts[-1] += letter
    return parts
