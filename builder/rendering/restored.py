"""How words survive when Moodle restores a Common Cartridge.

Its converter undoes entities once too often (``entities::safexml``): ``&lt;b&gt;`` comes back as an element, a quote
ends its attribute. And it reads the text of a question as Latin-1. What is written here is right elsewhere, too.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from builder.rendering.moodle_limits import LONGEST_SHORT_NAME, LONGEST_TITLE
from builder.rendering.typography import xml_text

JOINER = "\u2060"
"""Word joiner: takes no room, never breaks a line, and keeps ``<`` and ``&`` from beginning a tag or an entity."""
_TAG = re.compile(r"(<[^>]*>)")
_QUOTE = re.compile(r"&quot;|&#34;")
_OPENS_IN_HTML = re.compile(r"(&lt;|&amp;)(?=[A-Za-z#/!?])")
_OPENS = re.compile(r"([<&])(?=[A-Za-z#/!?])")


def kept_html(html: Markup) -> Markup:
    """HTML in which nothing that was text becomes markup."""
    parts = _TAG.split(str(html))
    texts = [_OPENS_IN_HTML.sub(rf"\1{JOINER}", part) for part in parts[::2]]
    tags = [_QUOTE.sub("”", part) for part in parts[1::2]]
    woven = [piece for pair in zip(texts, [*tags, ""], strict=True) for piece in pair]
    return Markup("".join(woven))


def kept_ascii(html: Markup) -> str:
    """The same for a question: every letter beyond ASCII as a number, for a reader that guesses the encoding."""
    return xml_text(kept_html(html)).encode("ascii", "xmlcharrefreplace").decode()


def kept_words(words: str) -> str:
    """Plain words that come back as they were."""
    return _OPENS.sub(rf"\1{JOINER}", xml_text(words))


def kept_title(words: str) -> str:
    """The same for a title, as long as a database takes it."""
    return kept_words(words)[:LONGEST_TITLE]


def kept_course_title(words: str) -> str:
    """The title of a course, of which Moodle makes its short name by counting bytes."""
    title = kept_title(words)
    while len(title.replace(" ", "").encode()) > LONGEST_SHORT_NAME:
        title = title[:-1]
    return title
