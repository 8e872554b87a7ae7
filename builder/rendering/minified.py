"""Pages, scripts and styles without what only their authors need: comments, blanks, long local names."""

from __future__ import annotations

import re
from functools import cache

import minify  # type: ignore[import-untyped]

minify.config({"json-keep-numbers": True})
"""What stands in a page as data stays as it was written."""


_PATTERN = re.compile(r"^(\s*)const (?=[\[{])", re.MULTILINE)
"""Declarations that take something apart. Joining all ``const`` in a row, the library puts these first, although they
may need what was declared before them (tdewolff/minify 2.24.12); as ``let`` they stay where they are."""


@cache
def script(text: str) -> str:
    """A classic script that does the same."""
    return _minified("application/javascript", _PATTERN.sub(r"\1let ", text))


@cache
def style(text: str) -> str:
    """A stylesheet that looks the same."""
    return _minified("text/css", text)


def page(text: str) -> str:
    """A page that reads the same."""
    return _minified("text/html", text)


def _minified(kind: str, text: str) -> str:
    made: str = minify.string(kind, text)
    return made
