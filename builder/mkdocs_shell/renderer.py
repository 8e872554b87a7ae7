"""Our renderer in the place of Python-Markdown's parser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from typing import Any

from markdown import Extension  # type: ignore[import-untyped]
from mkdocs.structure.files import File

from builder.rendering.site_page import Entry, Page


class Renderer(Extension):  # type: ignore[misc]  # Python-Markdown has no types
    """Takes the place of Python-Markdown's parser and hands MkDocs what it asks the parser for.

    ``draw`` gives the page of a file; the function it gets turns links to files into addresses.
    """

    def __init__(self, draw: Callable[[File, Callable[[str], str]], Page]) -> None:
        super().__init__()
        self._draw = draw

    def extendMarkdown(self, md: Any) -> None:
        """Replace ``convert``; called by Python-Markdown."""

        def convert(text: str) -> str:
            links = md.treeprocessors["relpath"]
            page = self._draw(links.file, links.path_to_url)
            md.toc_tokens = _contents(page.entries)
            md.treeprocessors["mkdocs_extract_anchors"].present_anchor_ids |= _Anchors.of(page.body)
            md.treeprocessors["mkdocs_extract_title"].title = page.title
            return str(page.body)

        md.convert = convert


def _contents(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Headings in a row → the tree MkDocs wants: below each heading the deeper ones that follow it."""
    tree: list[dict[str, Any]] = []
    open_: list[dict[str, Any]] = []
    for entry in entries:
        item = {"level": entry.level, "id": entry.id, "name": entry.title, "html": entry.title, "children": []}
        while open_ and open_[-1]["level"] >= entry.level:
            open_.pop()
        (open_[-1]["children"] if open_ else tree).append(item)
        open_.append(item)
    return tree


class _Anchors(HTMLParser):
    """Collects the ids of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids.update(value for name, value in attrs if name == "id" and value)

    @classmethod
    def of(cls, html: str) -> set[str]:
        """All ids in a piece of HTML."""
        parser = cls()
        parser.feed(html)
        return parser.ids
