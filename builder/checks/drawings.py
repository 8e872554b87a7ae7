"""SVG: drawings that do nothing but show themselves, and that paper can show."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator

from lxml import etree

from builder.checks.rasters import Problem, jpeg, png
from builder.model.glyphs import UNPRINTABLE
from builder.paper import can_draw

MOST_PARTS = 200_000
"""Shapes after every <use> is followed; Typst draws so many in about a second."""
DEEPEST = 150
"""How far groups and <use> may go into one another."""
_SVG = "{http://www.w3.org/2000/svg}"
_HTML = "http://www.w3.org/1999/xhtml"
_FORBIDDEN = {"script", "foreignobject", "iframe", "audio", "video", "handler", "animate", "set"}
_OUTSIDE = re.compile(r"(?:url|src)\((?!\s*['\"]?#)|@import|image-set\(", re.IGNORECASE)
_LOCAL = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)")
_EMBEDDED = re.compile(r"data:image/(png|jpeg);base64,")
_STYLE_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_WORD = re.compile(r"[\w-]+|\*")
_NUMBER = re.compile(r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")


def svg(data: bytes) -> Iterator[Problem]:
    """What is wrong with a drawing, each with its line."""
    if not _is_utf8(data):
        yield 1, "die Datei ist nicht in UTF-8 gespeichert"
        return
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        yield error.lineno or 1, "die Datei ist kein gültiges XML"
        return
    if root.tag != f"{_SVG}svg":
        yield 1, "die Datei ist kein SVG"
        return
    yield from ((1, problem) for problem in _whole(root, data))
    for element in root.iter("*"):
        line = element.sourceline
        for problem in _element(element):
            yield line if isinstance(line, int) else 1, problem


def _is_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 and call themselves nothing else: browsers go by the name, Typst by the bytes."""
    declared = re.match(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*['\"]([^'\"]*)", data)
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return declared is None or declared[1].upper() in (b"UTF-8", b"UTF8", b"US-ASCII", b"ASCII")


def _whole(root: etree._Element, data: bytes) -> Iterator[str]:
    if root.getroottree().docinfo.internalDTD is not None:
        yield "die Zeile <!DOCTYPE …> darf nicht darin stehen"
    if b"<?xml-stylesheet" in data:
        yield "die Zeile <?xml-stylesheet …?> darf nicht darin stehen"
    box = (root.get("viewBox") or "").replace(",", " ").split()[2:4]
    sizes = [_NUMBER.match(size) for size in (root.get("width", ""), root.get("height", ""), *box)]
    if any(float(size[1]) <= 0 for size in sizes if size):
        yield "Breite oder Höhe ist 0"
    parts, depth = _Parts(root).of(root)
    if parts > MOST_PARTS or depth > DEEPEST:
        yield "seine Teile sind zu oft wiederholt oder zu tief verschachtelt"


class _Parts:
    """Counts shapes as they are drawn: whatever <use>, a pattern or a mask names counts wherever it is named."""

    def __init__(self, root: etree._Element) -> None:
        self._named = {element.get("id"): element for element in root.iter("*") if element.get("id")}
        self._styled = _named_by_style(root)
        self._known: dict[etree._Element, tuple[int, int]] = {}

    def of(self, element: etree._Element, above: int = 0) -> tuple[int, int]:
        """Number of parts, and how deep they lie in one another; counting ends soon after there are too many."""
        if above > DEEPEST:
            return 1, 1
        if element not in self._known:
            self._known[element] = (0, 0)  # a drawing that names itself is drawn once
            count, deepest = 1, 0
            for part in (*element.iterchildren("*"), *self._references(element)):
                parts, depth = self.of(part, above + 1)
                count, deepest = min(count + parts, MOST_PARTS + 1), max(deepest, depth)
            self._known[element] = (count, deepest + 1)
        return self._known[element]

    def _references(self, element: etree._Element) -> Iterator[etree._Element]:
        names: list[str] = []
        for key, value in element.attrib.items():
            names += _LOCAL.findall(str(value))
            if etree.QName(key).localname == "href" and str(value).startswith("#"):
                names.append(str(value)[1:])
        called = {etree.QName(element).localname, "*", element.get("id"), *element.get("class", "").split()}
        names += [name for word in called for name in self._styled.get(word or "", ())]
        found = (self._named[name] for name in names if name in self._named)
        return (part for part in found if not str(part.tag).endswith("Gradient"))


def _named_by_style(root: etree._Element) -> dict[str, set[str]]:
    """For each word in a selector the parts its rules name: rather too many than one that repeats itself unseen."""
    found: dict[str, set[str]] = {}
    for style in root.iter(f"{_SVG}style"):
        for selector, body in _STYLE_RULE.findall("".join(map(str, style.itertext()))):
            for word in _WORD.findall(selector):
                found.setdefault(word, set()).update(_LOCAL.findall(body))
    return found


def _element(element: etree._Element) -> Iterator[str]:
    name = etree.QName(element).localname
    if name.lower() in _FORBIDDEN or etree.QName(element).namespace == _HTML:
        yield f"<{name}> darf nicht darin stehen"
    if name == "style":
        yield from _style("".join(map(str, element.itertext())))
    for key, value in element.attrib.items():
        yield from _attribute(etree.QName(key), str(value))
    found = UNPRINTABLE.search("".join(filter(None, (element.text, element.tail))))
    if found:
        yield f"das Zeichen „{found[0]}“ fehlt in den Schriften für Handouts"


def _attribute(key: etree.QName, value: str) -> Iterator[str]:
    name = key.localname.lower()
    if name.startswith("on"):
        yield f"die Angabe {name} darf nicht darin stehen"
    elif name == "href" and not value.startswith("#"):
        yield from _embedded(value)
    elif not key.namespace:
        yield from _style(value)


def _style(text: str) -> Iterator[str]:
    """CSS reads ``u\\72l(`` as ``url(``: where a backslash stands, nothing can be told from the letters."""
    if _OUTSIDE.search(text):
        yield "es verweist auf etwas außerhalb"
    elif "\\" in text:
        yield "ein Zeichen \\ darf nicht darin stehen"


def _embedded(value: str) -> Iterator[str]:
    """A picture inside the drawing is held to what a picture beside it is held to."""
    kind = _EMBEDDED.match(value)
    if kind is None:
        yield "es verweist auf etwas außerhalb"
        return
    try:
        data = b64decode("".join(value[kind.end() :].split()), validate=True)
    except (NotBase64, ValueError):
        data = b""
    problems = [problem for _, problem in (png(data) if kind[1] == "png" else jpeg(data))]
    if not problems and not can_draw(data):
        problems = ["sein Inhalt ist beschädigt"]
    yield from (f"ein eingebettetes Bild ist nicht brauchbar ({problem})" for problem in problems)
