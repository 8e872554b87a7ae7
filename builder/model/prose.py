"""Prose: a run of markdown-it tokens that only the renderers open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from builder.source import Place

GAP = "gap"
"""Type of the inline token that stands for a gap of ``luecke``; ``meta["gap"]`` is its position among them."""
_WORD = re.compile(r"\w(?:[\w’/.-]*\w)?")


@dataclass(frozen=True, slots=True)
class Prose:
    """Block tokens (or one ``inline`` token) of the one Markdown parser, with the place they begin at."""

    tokens: tuple[Token, ...]
    place: Place

    @property
    def plain(self) -> str:
        """The words without markup, blocks separated by line breaks; pictures give their alternative text."""
        return "\n".join(text for text in map(_plain_inline, self.tokens) if text)

    @property
    def is_inline(self) -> bool:
        """Whether this is running text of one line rather than blocks."""
        return len(self.tokens) == 1 and self.tokens[0].type == "inline"

    def __bool__(self) -> bool:
        return bool(self.tokens)


def inline_tokens(prose: Prose) -> Iterator[Token]:
    """All ``inline`` tokens, in order."""
    return (token for token in prose.tokens if token.type == "inline")


def count_words(text: str) -> int:
    """Words of a text; „§ 61 Abs. 1“ are three."""
    return len(_WORD.findall(text))


def _plain_inline(token: Token) -> str:
    if token.type in ("fence", "code_block"):
        return token.content.rstrip("\n")
    return "".join(map(_plain_child, token.children or ()))


def _plain_child(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type == GAP:
        return "…"
    return token.content if token.type in ("text", "code_inline", "image") else ""
