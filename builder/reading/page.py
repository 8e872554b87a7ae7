"""A Markdown file of ``site/`` → the parts of a page."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from builder.findings import Finding, FindingLog, in_order
from builder.model.blocks import Callout, Figure
from builder.model.page import Part, Piece, Specimen
from builder.model.prose import Prose
from builder.model.tables import Table
from builder.reading import rules
from builder.reading.assembly import Assembly
from builder.reading.blocks import read_blocks
from builder.reading.boxes import NEVER_CLOSED, Box, Group, box_tree
from builder.reading.context import Context
from builder.reading.markdown import parse
from builder.reading.positions import Positions
from builder.source import SourceText

SPECIMEN = "markdown beispiel"
"""Info string of a fence whose text is shown as written and as it becomes."""


def read_page(source: SourceText, text: str, pieces: Collection[str]) -> tuple[tuple[Part, ...], tuple[Finding, ...]]:
    """The parts and the findings; ``text`` is what follows the front matter, ``pieces`` what can be embedded."""
    log = FindingLog()
    first_line = source.text.count("\n", 0, len(source.text) - len(text)) + 1
    parts = tuple(_Page(source, first_line, pieces, log).parts(text))
    # A level-one heading is the title here; in a module it would be a second one.
    return parts, in_order(finding for finding in log if finding.rule is not rules.LEVEL_ONE)


class _Page:
    def __init__(self, source: SourceText, first_line: int, pieces: Collection[str], log: FindingLog) -> None:
        self._source, self._pieces, self._log = source, pieces, log
        self._positions = Positions(source, first_line)
        self._context = Context(source, self._positions, log)

    def parts(self, text: str) -> Iterator[Part]:
        tokens = parse(text)
        self._positions.mark(tokens)
        assembly = Assembly(self._context)
        for node in box_tree(tokens, self._positions, self._log)[0]:
            if isinstance(node, Group) and not _is_specimen(node):
                assembly.group(node)
                continue
            yield from _drawable(assembly)
            assembly = Assembly(self._context)
            yield from [self._specimen(node)] if isinstance(node, Group) else self._embedded(node)
        yield from _drawable(assembly)

    def _embedded(self, box: Box) -> Iterator[Piece]:
        name = " ".join(box.words)
        if box.name == NEVER_CLOSED and name in self._pieces:
            yield Piece(name, box.place)
        else:
            hint = f"Auf Seiten der Website gibt es nur ::: einbinden und: {', '.join(self._pieces)}"
            self._log.add(rules.EMBED_UNKNOWN, box.place, what=name or box.name, hint=hint)

    def _specimen(self, group: Group) -> Specimen:
        """The text of the fence, read as the text of a step; identifiers are unique on the page."""
        tokens = parse(group.tokens[0].content)
        positions = Positions(self._source, group.place.line + 1)
        positions.mark(tokens)
        context = Context(self._source, positions, self._log, self._context.ids, heading_level=2)
        nodes, _ = box_tree(tokens, positions, self._log)
        return Specimen(group.tokens[0].content, read_blocks(nodes, context), group.place)


def _is_specimen(group: Group) -> bool:
    return group.kind == "fence" and group.tokens[0].info.strip() == SPECIMEN


def _drawable(assembly: Assembly) -> list[Part]:
    """What stands between boxes: running text, callouts, tables, pictures."""
    return [block for block in assembly.finish() if isinstance(block, Prose | Callout | Table | Figure)]
