"""A Markdown file of ``site/`` → the parts of a page."""

from __future__ import annotations

from collections.abc import Iterator

from builder.findings import FindingLog
from builder.model.blocks import Callout, Figure
from builder.model.page import PIECES, Page, Part, Piece, Specimen
from builder.model.prose import Prose
from builder.model.tables import Table
from builder.reading import rules
from builder.reading.assembly import Assembly
from builder.reading.blocks import read_blocks
from builder.reading.boxes import NEVER_CLOSED, Box, Group, box_tree
from builder.reading.context import Context
from builder.reading.markdown import parse
from builder.reading.positions import Positions
from builder.reading.rule_tables import NO_TABLES, RuleTables
from builder.reading.yaml import read_yaml
from builder.slugs import slug
from builder.source import SourceText

SPECIMEN = "markdown beispiel"
"""Info string of a fence whose text is shown as written and as it becomes."""
FENCE = "---"


def read_page(source: SourceText, path: str, log: FindingLog, tables: RuleTables = NO_TABLES) -> Page:
    """The page; ``path`` is that below ``site/``. Its front matter is looked at and left to the frame."""
    lines = source.text.split("\n")
    end = next((i for i, line in enumerate(lines[1:], start=2) if line.rstrip() == FENCE), 0)
    first_line = end + 1 if end and lines[0].rstrip() == FENCE else 1
    if first_line > 1:
        read_yaml(source, log, "\n".join(lines[1 : end - 1]), first_line=2)
    reader = _Reader(source, first_line, log, tables)
    parts = tuple(reader.parts("\n".join(lines[first_line - 1 :])))
    return Page(path, parts, tuple(reader.context.ids), source.place(first_line))


class _Reader:
    def __init__(self, source: SourceText, first_line: int, log: FindingLog, tables: RuleTables) -> None:
        self._source, self._log = source, log
        self._positions = Positions(source, first_line)
        # A level-one heading is the title here; in a module it would be a second one.
        self.context = Context(source, self._positions, log, tables, title_allowed=True)

    def parts(self, text: str) -> Iterator[Part]:
        tokens = parse(text)
        self._positions.mark(tokens)
        assembly = Assembly(self.context)
        nodes, permitted = box_tree(tokens, self._positions, self._log)
        self._log.permitted += permitted
        for node in nodes:
            if isinstance(node, Group) and not _is_specimen(node):
                self._name(node)
                assembly.group(node)
                continue
            yield from _drawable(assembly)
            assembly = Assembly(self.context)
            yield from [self._specimen(node)] if isinstance(node, Group) else self._embedded(node)
        yield from _drawable(assembly)

    def _name(self, group: Group) -> None:
        """Headings get an id made of their words."""
        if group.kind == "heading":
            name = slug(Prose((group.tokens[1],), group.place).plain, self.context.ids)
            group.tokens[0].attrs["id"] = self.context.give_id(name, group.place)

    def _embedded(self, box: Box) -> Iterator[Piece]:
        name = " ".join(box.words)
        if box.name == NEVER_CLOSED and name in PIECES:
            yield Piece(name, box.place)
        else:
            hint = f"Auf Seiten der Website gibt es nur ::: einbinden und: {', '.join(PIECES)}"
            self._log.add(rules.EMBED_UNKNOWN, box.place, what=name or box.name, hint=hint)

    def _specimen(self, group: Group) -> Specimen:
        """The text of the fence, read as the text of a step; identifiers are unique on the page."""
        tokens = parse(group.tokens[0].content)
        positions = Positions(self._source, group.place.line + 1)
        positions.mark(tokens)
        given = self.context
        context = Context(self._source, positions, self._log, given.tables, given.ids, heading_level=2)
        nodes, _ = box_tree(tokens, positions, self._log)
        return Specimen(group.tokens[0].content, read_blocks(nodes, context), group.place)


def _is_specimen(group: Group) -> bool:
    return group.kind == "fence" and group.tokens[0].info.strip() == SPECIMEN


def _drawable(assembly: Assembly) -> list[Part]:
    """What stands between boxes: running text, callouts, tables, pictures."""
    return [block for block in assembly.finish() if isinstance(block, Prose | Callout | Table | Figure)]
