"""The official XML of gesetze-im-internet.de (gii-norm.dtd 1.01) → LawText."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from builder.law.unreadable import Unreadable
from builder.law.wording import LawText, NormText, norm_names, paragraphs, plain
from builder.model.norms import NUMBER

_INLINE = {
    "ABWFORMAT", "Accolade", "B", "Citation", "DD", "F", "I", "NB", "QuoteL", "QuoteR", "SP", "SUB", "SUP", "U",
    "noindex", "small",
}  # fmt: skip
_LEFT_OUT = {"FnR", "FnArea", "Footnotes", "IMG", "FILE", "Split", "colspec", "spanspec"}
"""Marks of notes, the notes themselves, pictures, the widths of columns: no text of the norm."""
_BLOCKS = {
    "Content", "DL", "Ident", "P", "Revision", "Subtitle", "TOC", "Title", "kommentar", "pre", "row", "table", "tbody",
    "tfoot", "tgroup", "thead",
}  # fmt: skip
_AROUND = {
    "BR", "DT", "Footnote", "LA", "abgabedat", "amtabk", "anlageabgabe", "anlagedat", "ausfertigung-datum", "dokst",
    "dokumente", "enbez", "entry", "fundstelle", "fussnoten", "gliederungsbez", "gliederungseinheit",
    "gliederungskennzahl", "gliederungstitel", "jurabk", "kurzue", "langue", "metadaten", "norm", "periodikum",
    "standangabe", "standkommentar", "standtyp", "text", "textdaten", "titel", "zitstelle",
}  # fmt: skip
_SILENT = (etree._Comment, etree._ProcessingInstruction)
_BUILT = re.compile(r"(\d{4})(\d\d)(\d\d)")


def read_official_xml(data: bytes) -> LawText:
    """A law from its XML. Raises Unreadable for what is no such file, or has an element we do not know."""
    root = _parse(data)
    if root.tag != "dokumente" or not len(root):
        raise Unreadable(f"Das ist kein Gesetzestext von gesetze-im-internet.de (erstes Element: {root.tag}).", _FETCH)
    _refuse_unknown(root)
    head = root.find("norm/metadaten")
    if head is None:
        raise Unreadable("Der Kopf des Gesetzes (metadaten) fehlt.", _FETCH)
    norms = tuple(norm for element in root.iterfind("norm") for norm in _norms(element))
    if not norms:
        raise Unreadable("In der Datei steht kein einziger Paragraph.", _FETCH)
    names = tuple(dict.fromkeys(filter(None, (_text(head, "amtabk"), _text(head, "jurabk")))))
    title = _text(head, "kurzue") or _text(head, "langue")
    number = str(root.get("doknr", ""))
    return LawText(
        number if re.fullmatch(NUMBER, number) else "",
        names,
        title,
        _note(head),
        _day(str(root.get("builddate", ""))),
        norms,
    )


_FETCH = "Laden Sie die Datei neu: https://www.gesetze-im-internet.de/<slug>/xml.zip"


def _parse(data: bytes) -> etree._Element:
    """The tree; nothing outside the file is read, no entity is replaced, and none of the file's own is allowed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"Die Datei ist kein vollständiges XML (Zeile {error.lineno}).", _FETCH) from None
    return root


def _refuse_unknown(root: etree._Element) -> None:
    """An element we do not know may hold text that we would lose, or add."""
    known = _INLINE | _BLOCKS | _LEFT_OUT | _AROUND
    for element in root.iter():
        if isinstance(element, _SILENT) or element.tag in known:
            continue
        name = element.text if isinstance(element, etree._Entity) else f"<{element.tag}>"
        problem = f"In Zeile {element.sourceline} steht etwas, das wir nicht kennen: {name}."
        raise Unreadable(problem, "Melden Sie es: Das Programm muss es erst lesen lernen.")


def _text(parent: etree._Element, tag: str) -> str:
    found = parent.find(tag)
    return plain("".join(_pieces(found))) if found is not None else ""


def _note(head: etree._Element) -> str:
    notes = (plain(note.findtext("standkommentar") or "").rstrip("; ") for note in head.iterfind("standangabe"))
    return "; ".join(note for note in notes if note)


def _day(built: str) -> date | None:
    found = _BUILT.match(built)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _norms(element: etree._Element) -> Iterator[NormText]:
    head = element.find("metadaten")
    names = norm_names(_text(head, "enbez")) if head is not None else ()
    if head is None or not names:
        return
    content = element.find("textdaten/text/Content")
    pieces = "".join(_pieces(content)).split("\n") if content is not None else []
    for name in names:
        yield NormText(name, _text(head, "titel"), paragraphs(pieces))


def _pieces(element: etree._Element) -> Iterator[str]:
    """The text inside an element; a line break stands where a new piece begins."""
    yield element.text or ""
    for child in element:
        yield from _child(child)
        yield child.tail or ""


def _child(child: etree._Element) -> Iterator[str]:
    if isinstance(child, _SILENT) or child.tag in _LEFT_OUT:
        return
    if child.tag == "BR":
        yield " "
    elif child.tag == "DT":
        yield from ("\n", *_pieces(child), " ")
    elif child.tag in ("entry", "LA"):
        yield from (*_pieces(child), " ")
    elif child.tag in _BLOCKS:
        yield from ("\n", *_pieces(child), "\n")
    else:
        yield from _pieces(child)
