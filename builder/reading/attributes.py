"""One reader for ``{#id schluessel=wert}`` at the end of a box line, a heading or an option."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_BRACE = re.compile(r"\{([^{}]*)\}[ \t]*$")
_ITEM = re.compile(
    r'[ \t]*(?:#(?P<id>[^\s#="]+)|(?P<key>[^\W\d]\w*)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"=]+)))(?=[ \t]|$)'
)


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stood in the brace. ``unread`` is the rest that could not be read, empty when all is well."""

    id: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    unread: str = ""


def split_attributes(text: str) -> tuple[str, Attributes]:
    """The text before the brace, and what the brace says (nothing when there is none)."""
    found = _BRACE.search(text)
    if not found:
        return text.rstrip(), Attributes()
    return text[: found.start()].rstrip(), _read(found.group(1).strip())


def whole_number(text: str, least: int, most: int) -> int | None:
    """The number that plain digits say, None when they are none or it is out of range."""
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    return int(text) if is_number and least <= int(text) <= most else None


def _read(content: str) -> Attributes:
    identifier: str | None = None
    values: dict[str, str] = {}
    position = 0
    while position < len(content):
        item = _ITEM.match(content, position)
        repeated = item and ((item["id"] and identifier is not None) or item["key"] in values)
        if not item or repeated:
            return Attributes(identifier, values, content[position:].strip())
        if item["id"]:
            identifier = item["id"]
        else:
            values[item["key"]] = item["quoted"] if item["quoted"] is not None else item["bare"]
        position = item.end()
    return Attributes(identifier, values)
