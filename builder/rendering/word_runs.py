"""Runs of a line → Word: one function per kind of run. Notes point to the end of the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Twips
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from builder.rendering.print_tree import Tree
from builder.rendering.word_draft import Draft, Draw, Place

GAP, BOX, BLANK = "_" * 14, "☐", "[__]"
"""Room for a word, a box to tick, room for a letter or a number."""


@dataclass(frozen=True, slots=True)
class Line:
    """Where runs go: a paragraph or a link in it, in which style, with which marks."""

    draft: Draft
    paragraph: Paragraph
    parent: Any
    style: str = ""
    marks: frozenset[str] = frozenset()

    def run(self, text: str) -> Run:
        """A run with this text."""
        element: Any = OxmlElement("w:r")
        self.parent.append(element)
        made = Run(element, self.paragraph)
        made.text = text
        if self.style:
            element.style = self.style
        for mark in self.marks:
            setattr(made if mark in ("bold", "italic") else made.font, mark, True)
        return made


def line(paragraph: Paragraph, draft: Draft, style: str = "", bold: bool = False) -> Line:
    """The end of a paragraph, to write on."""
    return Line(draft, paragraph, paragraph._p, style, frozenset({"bold"} if bold else ()))


def words(place: Place, text: str, style: str = "Normal", bold: bool = False, run: str = "") -> None:
    """A paragraph of plain text; nothing where there is none."""
    if text:
        line(place.paragraph(style), place.draft, run, bold).run(text)


def inline(runs: Iterable[Tree], at: Line) -> None:
    """Write runs. A kind nobody knows is a mistake of the program: ValueError."""
    for run in runs:
        if run["t"] not in _RUNS:
            raise ValueError(f"unknown run {run['t']}")
        _RUNS[run["t"]](run, at)


def boxed(place: Place, box: str, name: str, draw: Draw, title: Iterable[Tree] = ()) -> None:
    """What ``draw`` writes, in a box below its name and title."""
    inner = replace(place, box=box)
    if name:
        inline(title, line(inner.paragraph(f"head_{box}", name), place.draft))
    draw(inner)
    inner.last.paragraph_format.space_after = Twips(220)


def link_to(address: str, at: Line) -> Line:
    """The inside of a link to an address on the network; just the line where no browser would open it."""
    if not _opens(address):
        return at
    made = OxmlElement("w:hyperlink")
    made.set(qn("r:id"), at.paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    at.parent.append(made)
    return replace(at, parent=made, style="Hyperlink")


def link_within(bookmark: str, at: Line, style: str = "Hyperlink") -> Line:
    """The inside of a link to a bookmark of the document."""
    made = OxmlElement("w:hyperlink")
    made.set(qn("w:anchor"), bookmark)
    at.parent.append(made)
    return replace(at, parent=made, style=style)


def bookmark(name: str, paragraph: Paragraph, draft: Draft) -> None:
    """Give a paragraph a name that links lead to."""
    draft.bookmarks += 1
    begin = OxmlElement("w:bookmarkStart", {qn("w:id"): str(draft.bookmarks), qn("w:name"): name})
    end = OxmlElement("w:bookmarkEnd", {qn("w:id"): str(draft.bookmarks)})
    properties = paragraph._p.get_or_add_pPr()
    properties.addnext(begin)
    paragraph._p.append(end)


def _opens(address: str) -> bool:
    """Whether Word can take the address: one it cannot makes it call the whole file damaged."""
    try:
        return bool(urlsplit(address).hostname) and address.isascii() and not set(address) & set(' "<>\\^`{|}')
    except ValueError:
        return False


def _text(run: Tree, at: Line) -> None:
    at.run(run["v"])


def _code(run: Tree, at: Line) -> None:
    replace(at, style="CodeRun").run(run["v"])


def _break(run: Tree, at: Line) -> None:
    at.run("").add_break()


def _marked(mark: str) -> Callable[[Tree, Line], None]:
    return lambda run, at: inline(run["c"], replace(at, marks=at.marks | {mark}))


def _link(run: Tree, at: Line) -> None:
    inline(run["c"], link_to(run["href"], at))


def _gap(run: Tree, at: Line) -> None:
    at.run(f"({run['number']}) {GAP}")
    if run["choices"]:
        replace(at, style="Muted").run(f" ({' / '.join(run['choices'])})")


def _note(run: Tree, at: Line) -> None:
    number = at.draft.number_of(run["index"])
    link_within(f"note_{number}", at, "FootnoteReference").run(str(number))


_RUNS: Mapping[str, Callable[[Tree, Line], None]] = {
    "text": _text,
    "strong": _marked("bold"),
    "em": _marked("italic"),
    "s": _marked("strike"),
    "code": _code,
    "break": _break,
    "link": _link,
    "gap": _gap,
    "note": _note,
}
