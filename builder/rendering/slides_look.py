"""How slides that can be edited look: master and layouts in the colours and letters of the house.

Everything stands in the master and its five layouts, so that a trainer who changes one of them changes every slide.
Source: ECMA-376 part 1, sections 19.3 (presentation) and 20.1 (drawing); names of elements as there.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pptx
from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.util import Emu

from builder.rendering.assets import tokens
from builder.rendering.slide_room import SIZES

LINE_SPACING = 0.9
"""Of what the face asks for, which is wider than most."""
FONT = "Source Sans 3"
"""Whoever has not installed it sees the face that the program puts in its place."""
_PANOSE = "020B0503030403020204"
"""What that is like: a sans serif that is neither wide nor heavy."""
WIDTH, HEIGHT = 12_192_000, 6_858_000
"""13.333 × 7.5 inches in English Metric Units."""
LEFT, INNER = 990_000, 10_300_000
"""Where words begin, and how wide they may run."""
ABOVE, BODY, BESIDE, FOOT, NUMBER = 1, 2, 4, 11, 12
"""Placeholders of the layouts: words over the title; lines; a second list; what stands below; number of the slide."""
SCALE = 960 / 842
"""A point of the PDF in points of this page."""
_TITLE = 34
_COLOURS = {
    "dk1": "ink",
    "lt1": "panel",
    "dk2": "deep",
    "lt2": "note",
    "accent1": "slate",
    "accent2": "moss",
    "accent3": "muted",
    "accent4": "ochre",
    "accent5": "brick",
    "accent6": "line",
    "hlink": "slate",
    "folHlink": "muted",
}
_BOXES = {
    "TITLE": (LEFT, 720_000, INNER, 1_120_000),
    "BODY": (LEFT, 2_020_000, INNER, 4_160_000),
    "FOOTER": (LEFT, 6_330_000, 8_500_000, 300_000),
    "SLIDE_NUMBER": (LEFT + 8_800_000, 6_330_000, INNER - 8_800_000, 300_000),
}
_ALIGNED = {"FOOTER": "l", "SLIDE_NUMBER": "r"}
_TITLE_AT = {"cover": (2_000_000, 1_500_000), "section": (1_150_000, 1_300_000)}
_LAYOUTS = {"cover": 7, "section": 2, "lines": 3, "compared": 4, "only": 1}
"""The layouts of python-pptx's own file that have the placeholders we need, by their place in it."""


def empty_deck(translate: Callable[[str], str]) -> tuple[Presentation, dict[str, Any]]:
    """A presentation without slides, and its layouts: cover, section, lines, compared, only (a title and room)."""
    _ = translate
    names = {
        "cover": _("Cover"),
        "section": _("A step begins"),
        "lines": _("Title and text"),
        "compared": _("Title and two lists"),
        "only": _("Title only"),
    }
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDTH), Emu(HEIGHT)
    layouts = {kind: deck.slide_layouts[place] for kind, place in _LAYOUTS.items()}
    for layout in list(deck.slide_layouts):
        if layout not in layouts.values():
            deck.slide_layouts.remove(layout)
    _dress(deck.slide_master)
    _room_for_lines(layouts["section"], layouts["cover"])
    for kind, layout in layouts.items():
        layout.name = names[kind]
        _lay_out(kind, layout)
    _drop(deck)
    return deck, layouts


def _room_for_lines(layout: Any, other: Any) -> None:
    """A place for lines like that of another layout."""
    (body,) = (shape for shape in other.placeholders if shape.placeholder_format.idx == BODY)
    copied = deepcopy(body._element)
    copied.nvSpPr.cNvPr.set("id", str(max(shape.shape_id for shape in layout.placeholders) + 1))
    layout._element.cSld.spTree.append(copied)


def _drop(deck: Presentation) -> None:
    """What the empty file of python-pptx brings along: a picture of its own first page, settings of a printer."""
    kinds = {RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.PRINTER_SETTINGS}
    for part in (deck.part, deck.part.package):
        relations = part._rels
        for name in [name for name, relation in relations.items() if relation.reltype in kinds]:
            relations.pop(name)


def _dress(master: Any) -> None:
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _themed(theme.blob)
    styles = master._element.find(qn("p:txStyles"))
    styles.find(qn("p:titleStyle")).replace(
        styles.find(qn("p:titleStyle"))[0], _level(_TITLE, "tx2", 0, bold=True, font="mj")
    )
    body = styles.find(qn("p:bodyStyle"))
    body.replace(body[0], _level(round(SIZES[0] * SCALE), "tx1", 1200))
    master._element.cSld.spTree.insert(2, _bar(160_000))
    for shape in list(master.placeholders):
        box = _BOXES.get(shape.placeholder_format.type.name)
        if box:
            _place(shape, *box)
            if shape.placeholder_format.type.name in _ALIGNED:
                _style_foot(shape)
        else:
            shape._element.getparent().remove(shape._element)


def _lay_out(kind: str, layout: Any) -> None:
    """Put the placeholders of a layout where they belong; dates go, since a date would be that of the showing."""
    if kind in ("cover", "section"):
        layout._element.cSld.spTree.insert(2, _bar(480_000))
    top, height = _TITLE_AT.get(kind, _BOXES["TITLE"][1::2])
    for shape in list(layout.placeholders):
        index = shape.placeholder_format.idx
        if index == 0:
            _place(shape, LEFT, top, INNER, height)
            _style(
                shape,
                _level({"cover": 54, "section": 48}.get(kind, _TITLE), "tx2", 0, bold=True, font="mj"),
                anchor="t",
            )
        elif index == ABOVE:
            _place(shape, LEFT, top - 420_000, INNER, 380_000)
            _style(shape, _level(18, "accent3", 0), anchor="b")
        elif index in (BODY, BESIDE):
            _place(shape, LEFT, top + height + 180_000, INNER, 6_000_000 - top - height)
            _style(shape, _level(round(SIZES[0] * SCALE), "tx1", 1200), anchor="t")
        elif index in (FOOT, NUMBER):
            _place(shape, *_BOXES[shape.placeholder_format.type.name])
            _style_foot(shape)
        else:
            shape._element.getparent().remove(shape._element)


def _place(shape: Any, left: int, top: int, width: int, height: int) -> None:
    shape.left, shape.top, shape.width, shape.height = Emu(left), Emu(top), Emu(width), Emu(height)


def _style_foot(shape: Any) -> None:
    align = _ALIGNED[shape.placeholder_format.type.name]
    _style(shape, _level(12, "accent3", 0, align=align), anchor="ctr")


def _style(shape: Any, level: Any, anchor: str) -> None:
    """Letters of a placeholder, from its first level on; text that is too long for it is made smaller."""
    text = shape._element.txBody
    text.replace(text.find(qn("a:lstStyle")), parse_xml(f"<a:lstStyle {nsdecls('a')}/>"))
    text.find(qn("a:lstStyle")).append(level)
    box = parse_xml(
        f'<a:bodyPr {nsdecls("a")} lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
    )
    text.replace(text.find(qn("a:bodyPr")), box)


def _level(points: int, colour: str, before: int, bold: bool = False, font: str = "mn", align: str = "l") -> Any:
    """Paragraphs of a level: size in points, colour of the theme, room above in hundredths of a point."""
    return parse_xml(
        f'<a:lvl1pPr {nsdecls("a")} marL="0" indent="0" algn="{align}">'
        f'<a:lnSpc><a:spcPct val="{LINE_SPACING * 100_000:.0f}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{before}"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{points * 100}" b="{int(bold)}" cap="none">'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:latin typeface="+{font}-lt"/>'
        "</a:defRPr></a:lvl1pPr>"
    )


def decorative(element: Any) -> None:
    """Screen readers pass over it."""
    element.xpath(".//p:cNvPr")[0].append(
        parse_xml(
            f'<a:extLst {nsdecls("a")}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative '
            'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
        )
    )


def _bar(width: int) -> Any:
    """The rule at the left edge; it says nothing, so screen readers are told to pass over it."""
    bar = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="90" name="Edge"/>'
        f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{HEIGHT}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
        '<a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )
    decorative(bar)
    return bar


def _themed(blob: bytes) -> bytes:
    """The theme with our colours and our face for headings and text."""
    theme = etree.fromstring(blob)
    theme.set("name", "IntegriF")
    light = tokens()["light"]
    for colour in next(theme.iter(qn("a:clrScheme"))):
        name = _COLOURS[etree.QName(colour).localname]
        colour[:] = [parse_xml(f'<a:srgbClr {nsdecls("a")} val="{light[name].lstrip("#")}"/>')]
    for face in theme.iter(qn("a:latin")):
        face.set("typeface", FONT)
        face.set("panose", _PANOSE)
    return etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
