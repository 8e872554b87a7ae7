"""A Word document being written: our empty one, places to write at, and the finished bytes.

python-docx adds what it is asked to add; what it has no name for is set here as WordprocessingML (ECMA-376, part 1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.blkcntnr import BlockItemContainer
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Length, Twips
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from builder.output import Output, OutputFile, repacked, zip_bytes
from builder.rendering.assets import asset
from builder.rendering.html import environment
from builder.rendering.print_tree import Tree

INDENT, BOX_INDENT = 360, 200
"""How far a list and what stands in a box are moved in, in twentieths of a point."""
_LISTS = ("ListBullet", "ListNumber", "TableBullet")
_LAST_LEVEL = 8
_LOOK, _HAS_HEAD, _NAMES_FIRST = 0x0600, 0x0020, 0x0080
"""What a table takes of its style: no stripes; its first row, its first column (ECMA-376, 17.4.55)."""
_LONGEST_PROPERTY = 255
_AFTER_SHADE = ("w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")
_PARTS = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package.rels.xml",
    "word/_rels/document.xml.rels": "document.rels.xml",
    "word/document.xml": "document.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fonts.xml",
}
_DRAWN_PARTS = {"word/styles.xml": "styles.xml.j2", "word/numbering.xml": "numbering.xml.j2"}

Draw = Callable[["Place"], None]
"""Writes something at a place."""


@dataclass(slots=True)
class Draft:
    """A document and what all its places share.

    ``pictures``: by file name. ``notes``: the runs of each by its index. ``numbers``: those already referred to.
    """

    document: WordDocument
    words: Mapping[str, str]
    pictures: Mapping[str, bytes]
    notes: Mapping[int, list[Tree]]
    has_key: bool
    numbers: dict[int, int] = field(default_factory=dict)
    bookmarks: int = 0

    def word(self, key: str, **values: object) -> str:
        """An interface word with its places filled."""
        return self.words[key] % values if values else self.words[key]

    def number_of(self, note: int) -> int:
        """The number of a note: they count in the order in which the document refers to them."""
        return self.numbers.setdefault(note, len(self.numbers) + 1)

    def begin(self) -> Place:
        """Where the document goes on."""
        return Place(self, self.document._body)

    def left_of(self, style: str) -> int:
        """How far a style moves its paragraphs in, in twentieths of a point."""
        own = self.document.styles.element.get_by_id(style)
        found = own.find(f"{qn('w:pPr')}/{qn('w:ind')}") if own is not None else None
        return int(found.get(qn("w:left"), "0")) if found is not None else 0

    def new_list(self, level: int, start: int) -> int:
        """A numbered list of its own, which begins at ``start``: the name Word knows it by."""
        numbering = self.document.part.numbering_part.element
        made = numbering.add_num(2)
        made.add_lvlOverride(ilvl=level).add_startOverride(start)
        return int(made.numId)


@dataclass(frozen=True, slots=True)
class Place:
    """Where to write: the page or a cell, how deep in lists, and in which box."""

    draft: Draft
    container: BlockItemContainer
    depth: int = 0
    box: str = ""

    @property
    def shift(self) -> int:
        """How far all of this place is moved in, in twentieths of a point."""
        return self.depth * INDENT + (BOX_INDENT if self.box else 0)

    @property
    def last(self) -> Paragraph:
        """The paragraph written last."""
        paragraphs: list[Paragraph] = self.container.paragraphs
        return paragraphs[-1]

    def word(self, key: str, **values: object) -> str:
        """An interface word with its places filled."""
        return self.draft.word(key, **values)

    def paragraph(self, style: str = "Normal", text: str = "", keep: bool = False) -> Paragraph:
        """A new paragraph; ``keep``: never alone at the end of a page."""
        if isinstance(self.container, _Cell) and style in ("Normal", "ListBullet", "Small"):
            style = {"Normal": "TableText", "ListBullet": "TableBullet", "Small": "TableSmall"}[style]
        used = f"box_{self.box}" if self.box and style == "Normal" else style
        made: Paragraph = self.container.add_paragraph()
        made._p.style = used
        self._move(made, style, used)
        if self.box and not used.startswith(("box_", "head_")):
            self._shade(made)
        if keep:
            made.paragraph_format.keep_with_next = True
        if text:
            made.add_run(text)
        return made

    def item(self, start: int, number: int | None) -> Paragraph:
        """The first paragraph of an item: of a list without numbers (``start`` 0), or of the one with this number."""
        made = self.paragraph("ListNumber" if start else "ListBullet")
        level = min(self.depth, _LAST_LEVEL + 1) - 1
        if number is not None or level:
            properties: Any = made._p.get_or_add_pPr()
            given = properties.get_or_add_numPr()
            given.get_or_add_ilvl().val = level
            given.get_or_add_numId().val = 1 if number is None else number
        return made

    def table(
        self, widths: Sequence[float], heads: Sequence[Draw], rows: Sequence[Sequence[Draw]], names_first: bool = False
    ) -> None:
        """A table: its head repeated on every page, no row torn; ``widths`` are shares. Below it a little space.

        ``names_first``: the first column holds what each row is called.
        """
        section = self.draft.document.sections[-1]
        page, left, right = section.page_width, section.left_margin, section.right_margin
        room = (page or 0) - (left or 0) - (right or 0) - Twips(self.shift)
        lengths = [Length(int(room * width / sum(widths))) for width in widths]
        made = self._empty_table(len(widths), bool(heads), names_first)
        for cells in ([heads] if heads else []), rows:
            for row in cells:
                self._row(made, row, lengths, is_head=row is heads)
        self.paragraph("Spacer")

    def _empty_table(self, columns: int, has_head: bool, names_first: bool) -> Any:
        made = self.container.add_table(0, columns, Twips(0))
        made._tbl.tblPr.style = "RuledTable"
        made.autofit = False
        look = _LOOK + _HAS_HEAD * has_head + _NAMES_FIRST * names_first
        _replace(made._tbl.tblPr, "w:tblLook", {"w:val": f"{look:04X}"}, before=("w:tblCaption", "w:tblDescription"))
        if self.shift:
            _replace(
                made._tbl.tblPr, "w:tblInd", {"w:w": self.shift, "w:type": "dxa"}, before=("w:tblLayout", "w:tblLook")
            )
        return made

    def _row(self, table: Any, cells: Sequence[Draw], widths: Sequence[Length], is_head: bool) -> None:
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if is_head:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, width, draw, column in zip(row.cells, widths, cells, table.columns, strict=True):
            cell.width = column.width = width
            cell._tc.remove(cell._tc.p_lst[0])
            draw(Place(self.draft, cell))
            if not cell._tc.p_lst:
                Place(self.draft, cell).paragraph()

    def _move(self, paragraph: Paragraph, style: str, used: str) -> None:
        """A paragraph that stands in a list or a box is moved in by more than its style does."""
        wanted = self.draft.left_of(style) + self.shift
        given = self.depth * INDENT if style in _LISTS else self.draft.left_of(used)
        if wanted != given and not used.startswith("head_"):
            paragraph.paragraph_format.left_indent = Twips(wanted)

    def _shade(self, paragraph: Paragraph) -> None:
        """Rule and surface of the box for what keeps the style of its own kind."""
        box = self.draft.document.styles.element.get_by_id(f"box_{self.box}")
        paragraph.paragraph_format.space_after = Twips(0)
        paragraph.paragraph_format.right_indent = Twips(BOX_INDENT)
        properties: Any = paragraph._p.get_or_add_pPr()
        for name in ("w:pBdr", "w:shd"):
            found = box.find(f"{qn('w:pPr')}/{qn(name)}") if box is not None else None
            if found is not None and properties.find(qn(name)) is None:
                properties.insert_element_before(deepcopy(found), *_AFTER_SHADE)


def empty_document(colours: Mapping[str, str], words: Mapping[str, str], content: str, language: str) -> WordDocument:
    """Our empty document. ``content``: the language it will be in; ``language``: that of the names of its styles."""
    given = {
        "colour": {name: value.removeprefix("#") for name, value in colours.items()},
        "words": words,
        "language": "de-DE" if content == "de" else content,
        "indent": INDENT,
        "box_indent": BOX_INDENT,
    }
    render = environment(language).get_template
    plain = [OutputFile(path, asset(f"word/{name}").encode()) for path, name in _PARTS.items()]
    drawn = [OutputFile(path, render(f"word/{name}").render(given).encode()) for path, name in _DRAWN_PARTS.items()]
    return Document(BytesIO(zip_bytes(Output.of([*plain, *drawn]))))


def finished(draft: Draft, properties: Mapping[str, str], day: date) -> bytes:
    """The document as a file. ``day`` is every date in it; neither the clock nor the machine leaves a trace."""
    core = draft.document.core_properties
    for name, value in properties.items():
        setattr(core, name, value[:_LONGEST_PROPERTY])
    core.created = core.modified = datetime.combine(day, time())
    core.last_modified_by, core.revision = properties["author"][:_LONGEST_PROPERTY], 1
    written = BytesIO()
    draft.document.save(written)
    return repacked(written.getvalue())


def noted(tree: Any) -> Iterator[tuple[int, list[Tree]]]:
    """Every footnote in a tree: its index and runs, which stand at one of its marks."""
    if isinstance(tree, dict):
        if tree.get("t") == "note" and "c" in tree:
            yield tree["index"], tree["c"]
        tree = list(tree.values())
    if isinstance(tree, list | tuple):
        for inner in tree:
            yield from noted(inner)


def _replace(parent: Any, name: str, values: Mapping[str, object], before: Sequence[str]) -> None:
    """Give an element one child of this name and no other, in its place before those that come later."""
    for found in parent.findall(qn(name)):
        parent.remove(found)
    made = OxmlElement(name, {qn(key): str(value) for key, value in values.items()})
    parent.insert_element_before(made, *before)
