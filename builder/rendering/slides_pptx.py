"""The slides of a module as a file that trainers can edit, with what they need to know in the speaker notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime, time
from io import BytesIO
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from builder.language import DEFAULT, catalogue
from builder.model.course import Shared
from builder.model.module import Media, Module
from builder.output import Output, OutputFile, repacked
from builder.paper import drawn
from builder.rendering.sheet import sheet_tree
from builder.rendering.slide_lines import Line, Runs
from builder.rendering.slide_tables import Grid
from builder.rendering.slides import Slide, slides
from builder.rendering.slides_look import ABOVE, BODY, FOOT, INNER, LEFT, NUMBER, POINTS, empty_deck
from builder.rendering.typography import xml_text

_LAYOUT = {
    "cover": "cover",
    "section": "section",
    "lines": "lines",
    "end": "lines",
    "table": "only",
    "picture": "lines",
}
_TONES = {"right": MSO_THEME_COLOR.ACCENT_2, "quiet": MSO_THEME_COLOR.ACCENT_3}
_TOP, _BOTTOM = 1_950_000, 6_150_000
"""The room of a table or picture below the title."""
_PIXELS = (800, 144)
"""Points of the longer side of a picture, and how many of 72 to the inch: 1,600 pixels."""
_HANGING = 420_000
_CODE_SIDE = 2_400_000
_QUIET_TABLE = "{5940675A-B579-460E-94D1-54222C63F5DA}"
"""The built-in table style „No Style, Table Grid“: rules and nothing else, readable in grey."""
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
        if BODY in [shape.placeholder_format.idx for shape in made.placeholders]:
            self._body(slide, made)
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

    def _body(self, slide: Slide, made: Any) -> None:
        frame = made.placeholders[BODY].text_frame
        for index, told in enumerate(slide.lines):
            paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
            _write(paragraph, told.runs, POINTS[slide.size], told.tone)
            _marked(paragraph, told)
        if not slide.lines:
            _remove(made.placeholders[BODY])

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
        for row, cells in zip(shape.table.rows, rows, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                _write(cell.text_frame.paragraphs[0], words, POINTS[slide.size], strong=cells is grid.head)

    def _picture(self, media: Media, alt: str, made: Any) -> None:
        """Below the title; where it is higher than wide at the right of it, as on the PDF."""
        shape = made.shapes.add_picture(BytesIO(drawn(media.data, *_PIXELS, grows=True)), 0, 0)
        _described(shape, alt)
        beside = shape.height > shape.width
        top, width = (500_000, INNER * 48 // 100) if beside else (_TOP + 450_000, INNER)
        scale = min(width / shape.width, (_BOTTOM - top) / shape.height)
        shape.width, shape.height = Emu(int(shape.width * scale)), Emu(int(shape.height * scale))
        shape.top, shape.left = Emu(top), Emu(LEFT + (INNER - shape.width) // (1 if beside else 2))
        for index in (0, ABOVE) if beside else ():
            _resized(made.placeholders[index], width)
        body = made.placeholders[BODY]
        _resized(body, width, 400_000)
        if beside:  # the title takes more lines there
            body.top = Emu(_TOP + 900_000)

    def _address(self, made: Any) -> None:
        address = self._sheet["address"]
        body = made.placeholders[BODY]
        run = body.text_frame.add_paragraph().add_run()
        run.text, run.hyperlink.address = address.removeprefix("https://"), address
        code = BytesIO(drawn(self._sheet["qr"].encode(), *_PIXELS, grows=True))
        shape = made.shapes.add_picture(code, Emu(LEFT + INNER - _CODE_SIDE), Emu(_TOP), Emu(_CODE_SIDE))
        _described(shape, self._sheet["words"]["qr"] % {"address": address})
        _resized(body, INNER - _CODE_SIDE - _HANGING)

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


def _write(paragraph: Any, runs: Runs, points: int, tone: str = "", strong: bool = False) -> None:
    for part in runs:
        run = paragraph.add_run()
        run.text, run.font.size = _said(part.text), Pt(points)
        if part.strong or strong or tone == "right":
            run.font.bold = True
        if tone:
            run.font.color.theme_color = _TONES[tone]


def _marked(paragraph: Any, told: Line) -> None:
    """Marks that a program counts on by itself, where it knows how; others stand as they are."""
    if not told.mark:
        return
    settings = paragraph._p.get_or_add_pPr()
    settings.set("marL", str(_HANGING))
    settings.set("indent", str(-_HANGING))
    settings.append(parse_xml(_bullet(told.mark)))


def _bullet(mark: str) -> str:
    number = re.fullmatch(r"(\d+)\.?", mark)
    if number:
        return f'<a:buAutoNum {nsdecls("a")} type="arabicPeriod" startAt="{number[1]}"/>'
    if re.fullmatch("[A-Z]", mark):
        return f'<a:buAutoNum {nsdecls("a")} type="alphaUcPeriod" startAt="{ord(mark) - ord("A") + 1}"/>'
    return f'<a:buChar {nsdecls("a")} char="{mark}"/>'


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
