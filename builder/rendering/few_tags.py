"""HTML with few tags and no attributes, for formats that people read as it is written."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from lxml import etree
from lxml.html import fragment_fromstring
from markupsafe import Markup

from builder.rendering.typography import xml_text

_IN_LINE = {"br", "strong", "em", "code", "a", "span", "sup"}
_OWN_LINES = {
    "p", "pre", "ul", "ol", "li", "blockquote", "h3", "h4", "h5", "h6", "hr", "table", "caption", "thead", "tbody",
    "tr", "th", "td",
}  # fmt: skip
_KEPT = _IN_LINE - {"span", "sup"} | _OWN_LINES
_VOID = {"br", "hr"}
_PARAGRAPHS = {"figcaption", "summary", "img"}
"""What stands in lines of its own here and has no tag among those kept."""
_BLANK = " \t\n"


def few_tags(html: Markup, picture: str) -> str:
    """The same words in one line, but for what is hidden; ``picture`` stands before the description of a picture."""
    root = fragment_fromstring(xml_text(str(html)), create_parent="div")
    text = _inside(root, picture, as_written=False).strip(_BLANK)
    is_paragraph = text.startswith("<p>") and text.endswith("</p>") and text.count("<p>") == 1
    return text.removeprefix("<p>").removesuffix("</p>") if is_paragraph else text


def _inside(element: etree._Element, picture: str, as_written: bool) -> str:
    """What an element holds; ``as_written``: line breaks and blanks count."""
    children = list(element)
    parts = [_words(element.text, children[:1], as_written)]
    for index, child in enumerate(children):
        parts += [_tagged(child, picture, as_written), _words(child.tail, children[index : index + 2], as_written)]
    return "".join(parts)


def _words(text: str | None, beside: Sequence[etree._Element], as_written: bool) -> str:
    """Breaks are blanks; blanks alone are none beside what stands in lines of its own."""
    words = escape(text or "", quote=False)
    if as_written:
        return words
    if not words.strip(_BLANK):
        return " " if words and all(element.tag in _IN_LINE for element in beside) else ""
    return words.replace("\t", " ").replace("\n", " ")


def _tagged(element: etree._Element, picture: str, as_written: bool) -> str:
    tag = str(element.tag)
    if element.get("hidden") is not None:
        return ""
    inside = _inside(element, picture, as_written or tag == "pre")
    if tag == "img":
        inside = f"[{picture}: {escape(element.get('alt') or '', quote=False)}]"
    if tag in _PARAGRAPHS:
        return f"<p>{inside}</p>"
    if tag not in _KEPT:
        return inside
    address = f' href="{escape(element.get("href") or "")}"' if tag == "a" else ""
    return f"<{tag}{address}>" + ("" if tag in _VOID else f"{inside}</{tag}>")
