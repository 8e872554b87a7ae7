"""Slips that would swallow or change all that follows: each is a finding, and the text is read as it was meant.

What is mended here exists in memory only; findings stand where the author wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from builder.findings import FindingLog, Rule
from builder.reading import rules
from builder.reading.boxes import NEVER_CLOSED, TAKES
from builder.reading.markdown import parse
from builder.source import SourceText

_ROUNDS = 20
"""A mended line may bring the next slip to light: one round for each fence that is never closed."""
_HEADING = re.compile(r"(?P<indent>[ ]{0,3})(?P<marks>#{2,6}|#(?=[A-ZÄÖÜ]))(?=[^\s#])")
_BOX = re.compile(r"\s*(?P<colons>:{2,})[ \t]*(?P<rest>.*)$")
_NAMES = (*TAKES, NEVER_CLOSED)


@dataclass(frozen=True, slots=True)
class _Slip:
    rule: Rule
    index: int
    column: int
    mended: str
    values: tuple[tuple[str, str], ...] = ()


def parse_mended(text: str, source: SourceText, first_line: int, log: FindingLog) -> list[Token]:
    """The tokens of a text that begins at a line of the source, after its slips were reported and mended."""
    lines = text.split("\n")
    known: set[tuple[Rule, int]] = set()
    for _ in range(_ROUNDS):
        tokens = parse("\n".join(lines))
        fresh = [slip for slip in _slips(tokens, lines) if (slip.rule, slip.index) not in known]
        if not fresh:
            return tokens
        for slip in fresh:
            known.add((slip.rule, slip.index))
            lines[slip.index] = slip.mended
            log.add(slip.rule, source.place(first_line + slip.index, slip.column), **dict(slip.values))
    return parse("\n".join(lines))


def _slips(tokens: list[Token], lines: list[str]) -> Iterator[_Slip]:
    """All of them up to the first that swallows what follows: behind it nothing can be told yet."""
    for token in tokens:
        first, end = token.map or (0, 0)
        if token.type == "fence" and not _is_closed(token, lines[first:end]):
            mended = "" if token.level == 0 else lines[first]
            yield _Slip(
                rules.FENCE_OPEN, first, lines[first].index(token.markup) + 1, mended, (("mark", token.markup),)
            )
            return
        if token.type == "html_block" and "<!--" in lines[first] and "-->" not in token.content:
            yield _Slip(rules.COMMENT_OPEN, first, lines[first].index("<!--") + 1, f"{lines[first]} -->")
            return
        if token.level == 0 and token.type in ("paragraph_open", "code_block"):
            for index in range(first, end):
                yield from _line(index, lines[index], token.type, index == first)


def _is_closed(fence: Token, lines: list[str]) -> bool:
    last = lines[-1].strip(" \t>") if len(lines) > 1 else ""
    return last.startswith(fence.markup) and not last.strip(fence.markup[0])


def _line(index: int, line: str, kind: str, is_first: bool) -> Iterator[_Slip]:
    box = _BOX.match(line)
    if box and _is_meant_as_box(box):
        mended = f"::: {box['rest']}".rstrip()
        yield _Slip(rules.BOX_LINE_UNREAD, index, box.start("colons") + 1, mended)
    heading = _HEADING.match(line) if kind == "paragraph_open" else None
    if heading and (is_first or len(heading["marks"]) > 1):
        words = line[heading.end() :].strip()
        # One mark alone stays as it is: the title of the module stands in its head.
        mended = f"{heading['marks']} {words}" if len(heading["marks"]) > 1 else line
        example = f"{heading['marks'] if len(heading['marks']) > 1 else '###'} {words}"
        yield _Slip(rules.HEADING_TIGHT, index, heading.start("marks") + 1, mended, (("example", example),))


def _is_meant_as_box(line: re.Match[str]) -> bool:
    """Three colons and more always are; two where the name of a box follows."""
    name = (line["rest"].split() or [""])[0]
    return len(line["colons"]) > 2 or name in _NAMES
