"""The slides of a module as a file that trainers can edit, with what they need to know in the speaker notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime, time
from io import BytesIO
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from builder.language import DEFAULT, catalogue
from builder.model.course import Shared
from builder.model.module import Media, Module
from builder.output import Output, OutputFile, repacked
from builder.paper import drawn
from builder.rendering.sheet import sheet_tree
from builder.rendering.slide_layout import Slide
from builder.rendering.slide_lines import Line, Run, Runs
from builder.rendering.slide_tables import GUTTER, PADDING, Grid
from builder.rendering.slides import slides
from builder.rendering.slides_look import (
    ABOVE,
    BESIDE,
    BODY,
    FOOT,
    INNER,
    LEFT,
    LINE_SPACING,
    NUMBER,
    SCALE,
    decorative,
    empty_deck,
)
from builder.rendering.typography import NBSP, xml_text

_LAYOUT = {
    "cover": "cover",
    "section": "section",
    "lines": "lines",
    "end": "lines",
    "compared": "compared",
    "table": "only",
    "picture": "only",
}
_TONES = {
    "right": MSO_THEME_COLOR.ACCENT_2,
    "quiet": MSO_THEME_COLOR.ACCENT_3,
    "head": MSO_THEME_COLOR.TEXT_2,
    "mark": MSO_THEME_COLOR.ACCENT_1,
}
_TOP, _BOTTOM = 2_020_000, 6_150_000
"""The room of a table or picture below the title."""
_PIXELS = (800, 144)
"""Points of the longer side of a picture, and how many of 72 to the inch: 1,600 pixels."""
_HANGING = 1.3
"""What a mark and the room after it take, in the height of its letters."""
_CODE_SIDE = 2_400_000
_NUMERAL = 3_000_000
_SIDES = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
_QUIET_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The built-in table style „No Style, No Grid“: the rules below its rows are our own."""
_RULES = {True: (20_000, "accent1"), False: (8_000, "accent6")}
"""Whether a row is the head → width and colour of the rule below it."""
_TONGUES = {"de": "de-DE", "en": "en-GB"}


def render(module: Module, shared: Shared, language: str = DEFAULT) -> Output:
    """One file. Its bytes depend on content alone: python-pptx writes the clock into its zip, so it is packed anew."""
    made = BytesIO()
    _Deck(module, shared, language).deck.save(made)
    return Output((OutputFile(f"{module.file_name}-folien.pptx", repacked(made.getvalue())),))


class _Deck:
    """The presentation of one module, made slide by slide."""

    def __init__(self, module: Module, shared: Shared, language: str) -> None:
        self.deck, self._layouts = empty_deck(catalogue(language).gettext)
        self._sheet = sheet_tree(module, shared, language)
        self._media = {f"media/{media.name}": media for media in module.media}
        self._language = _TONGUES.get(module.meta.language, module.meta.language)
        self._core(module)
        for slide in slides(module, shared, language):
            self._add(slide)

    def _core(self, module: Module) -> None:
        about, day = self.deck.core_properties, datetime.combine(module.meta.reviewed_on, time())
        about.title, about.author = xml_text(self._sheet["title"])[:255], xml_text(module.meta.responsible)[:255]
        about.last_modified_by, about.language = about.author, self._language
        about.subject, about.version = xml_text(self._sheet["foot"])[:255], module.meta.version
        about.created = about.modified = day
        about.revision, about.keywords = 1, ""

    def _add(self, slide: Slide) -> None:
        made = self.deck.slides.add_slide(self._layouts[_LAYOUT[slide.kind]])
        made.shapes.title.text_frame.text = _said(slide.title)
        made.placeholders[ABOVE].text_frame.text = _said(slide.above)
        for index, lines in ((BODY, slide.lines), (BESIDE, slide.beside)):
            if index in [shape.placeholder_format.idx for shape in made.placeholders]:
                _body(made.placeholders[index], lines, slide)
        if slide.kind == "compared":
            _side_by_side(made, slide.share)
        if slide.kind == "section":
            _numeral(made, slide.number)
        if slide.table:
            self._table(slide.table, slide, made)
        if slide.picture:
            self._picture(self._media[slide.picture["source"]], slide.picture["alt"], made)
        if slide.kind == "end" and self._sheet["qr"]:
            self._address(made)
        self._foot(made)
        if slide.notes:
            _paragraphs(made.notes_slide.notes_text_frame, slide.notes)
            self._speak(made.notes_slide)
        self._speak(made)

    def _table(self, grid: Grid, slide: Slide, made: Any) -> None:
        rows = (grid.head, *grid.rows)
        shape = made.shapes.add_table(
            len(rows), len(grid.head), Emu(LEFT), Emu(_TOP), Emu(INNER), Emu(450_000 * len(rows))
        )
        _described(shape, slide.title)
        shape._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = _QUIET_TABLE
        shape.table.horz_banding = False
        for column, share in zip(shape.table.columns, grid.shares, strict=True):
            column.width = Emu(INNER * share // sum(grid.shares))
        points = _points(slide.size)
        for row, cells in zip(shape.table.rows, rows, strict=True):
            row.height = Pt(points * (1.3 + grid.gap))
            for cell, words, side in zip(row.cells, cells, grid.align, strict=True):
                _cell(cell, grid.gap * points / 2, head=cells is grid.head)
                paragraph = cell.text_frame.paragraphs[0]
                paragraph.alignment, paragraph.line_spacing = _SIDES[side], LINE_SPACING
                _write(paragraph, words, points, "head" if cells is grid.head else "")

    def _picture(self, media: Media, alt: str, made: Any) -> None:
        """Below the title; where it is higher than wide at the right of it, as on the PDF."""
        shape = made.shapes.add_picture(BytesIO(drawn(media.data, *_PIXELS, grows=True)), 0, 0)
        _described(shape, alt)
        beside = shape.height > shape.width
        top, width = (500_000, INNER * 48 // 100) if beside else (_TOP, INNER)
        scale = min(width / shape.width, (_BOTTOM - top) / shape.height)
        shape.width, shape.height = Emu(int(shape.width * scale)), Emu(int(shape.height * scale))
        shape.top, shape.left = Emu(top), Emu(LEFT + (INNER - shape.width) // (1 if beside else 2))
        for index in (0, ABOVE) if beside else ():
            _resized(made.placeholders[index], width)

    def _address(self, made: Any) -> None:
        address = self._sheet["address"]
        body = made.placeholders[BODY]
        paragraph = body.text_frame.add_paragraph()
        paragraph.space_before = body.text_frame.paragraphs[-2].space_before
        run = paragraph.add_run()
        run.text, run.hyperlink.address = address.removeprefix("https://"), address
        code = BytesIO(drawn(self._sheet["qr"].encode(), *_PIXELS, grows=True))
        shape = made.shapes.add_picture(code, Emu(LEFT + INNER - _CODE_SIDE), Emu(_TOP), Emu(_CODE_SIDE))
        _described(shape, self._sheet["words"]["qr"] % {"address": address})
        _resized(body, INNER - _CODE_SIDE - 420_000)

    def _foot(self, made: Any) -> None:
        """What stands below each slide, and its number: python-pptx leaves these places out."""
        for shape in made.slide_layout.placeholders:
            if shape.placeholder_format.idx in (FOOT, NUMBER):
                copied = deepcopy(shape._element)
                copied.nvSpPr.cNvPr.set("id", str(max(other.shape_id for other in made.shapes) + 1))
                made.shapes._spTree.append(copied)
        module, *_ = self._sheet["course"].split(" · ")
        made.placeholders[FOOT].text_frame.text = _said(f"{module} · {self._sheet['foot']}")

    def _speak(self, made: Any) -> None:
        """Every run says its language, or a screen reader guesses."""
        for tag in ("a:rPr", "a:endParaRPr"):
            for run in made._element.iter(qn(tag)):
                run.set("lang", self._language)
        for run in (*made._element.iter(qn("a:r")), *made._element.iter(qn("a:fld"))):
            run.get_or_add_rPr().set("lang", self._language)


def _body(shape: Any, lines: Sequence[Line], slide: Slide) -> None:
    """Lines in their place, or no place where there are none."""
    if not lines:
        _remove(shape)
        return
    points = _points(slide.size)
    for index, told in enumerate(lines):
        paragraph = shape.text_frame.add_paragraph() if index else shape.text_frame.paragraphs[0]
        paragraph.space_before = Pt(round(points * slide.gap) if index else 0)
        if told.mark:
            _marked(paragraph, told.mark, points)
        _write(paragraph, told.runs, points, told.tone)


def _points(size: int) -> int:
    return int(size * SCALE)


def _side_by_side(made: Any, share: float) -> None:
    """Two lists as wide as on the PDF."""
    left, right = made.placeholders[BODY], made.placeholders[BESIDE]
    gutter = int(Pt(GUTTER * SCALE))
    width = int((INNER - gutter) * share)
    _resized(left, width)
    _resized(right, INNER - gutter - width)
    right.left = Emu(LEFT + width + gutter)


def _numeral(made: Any, number: int) -> None:
    """The number of a step, large and pale; the words over the title say it."""
    shape = made.shapes.add_textbox(Emu(LEFT + INNER - _NUMERAL), Emu(0), Emu(_NUMERAL), Emu(1_600_000))
    frame = shape.text_frame
    frame.word_wrap, frame.margin_right = True, Emu(0)
    run = frame.paragraphs[0].add_run()
    run.text, run.font.size, run.font.bold = str(number), Pt(110), True
    run.font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    made.shapes._spTree.remove(shape._element)
    made.shapes._spTree.insert(2, shape._element)
    decorative(shape._element)


def _cell(cell: Any, margin: float, head: bool) -> None:
    width, colour = _RULES[head]
    cell.margin_left = cell.margin_right = Pt(PADDING * SCALE)
    cell.margin_top = cell.margin_bottom = Pt(margin)
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<a:lnB {nsdecls("a")} w="{width}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:lnB>')
    )


def _write(paragraph: Any, runs: Runs, points: int, tone: str = "") -> None:
    for part in runs:
        run = paragraph.add_run()
        run.text, run.font.size = _said(part.text), Pt(points)
        if part.strong or tone in ("right", "head"):
            run.font.bold = True
        if tone:
            run.font.color.theme_color = _TONES[tone]


def _marked(paragraph: Any, mark: str, points: int) -> None:
    """A mark that a program counts on by itself, where it knows how; a longer one, as „1B“, stands as words."""
    settings = paragraph._p.get_or_add_pPr()
    hanging = int(Pt(points * _HANGING))
    settings.set("marL", str(hanging))
    settings.set("indent", str(-hanging))
    bullet = _bullet(mark)
    if bullet:
        colour = f'<a:buClr {nsdecls("a")}><a:schemeClr val="accent1"/></a:buClr>'
        settings.extend([parse_xml(colour), parse_xml(bullet)])
    else:
        _write(paragraph, (Run(f"{mark}{NBSP}", strong=True),), points, "mark")


def _bullet(mark: str) -> str:
    number = re.fullmatch(r"(\d+)\.?", mark)
    if number:
        return f'<a:buAutoNum {nsdecls("a")} type="arabicPeriod" startAt="{number[1]}"/>'
    if re.fullmatch("[A-Z]", mark):
        return f'<a:buAutoNum {nsdecls("a")} type="alphaUcPeriod" startAt="{ord(mark) - ord("A") + 1}"/>'
    return f'<a:buChar {nsdecls("a")} char="{mark}"/>' if len(mark) == 1 else ""


def _paragraphs(frame: Any, texts: Sequence[str]) -> None:
    frame.text = _said(texts[0])
    for text in texts[1:]:
        frame.add_paragraph().text = _said(text)


def _described(shape: Any, alt: str) -> None:
    shape._element.xpath(".//p:cNvPr")[0].set("descr", _said(alt))


def _resized(shape: Any, width: int, height: int | None = None) -> None:
    """Another size for a placeholder of this slide. All four are set: what one inherits ends with the first."""
    left, top, width, height = shape.left, shape.top, width, height or shape.height
    shape.left, shape.top, shape.width, shape.height = left, top, Emu(width), Emu(height)


def _remove(shape: Any) -> None:
    shape._element.getparent().remove(shape._element)


def _said(text: str) -> str:
    """What XML can hold of a text; line ends and tabs inside a line are blanks."""
    return re.sub(r"[\t\n\r]+", " ", xml_text(text))
