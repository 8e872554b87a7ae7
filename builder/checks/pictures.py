"""V010: pictures that every output can show and that do nothing but show themselves."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator

from lxml import etree

from builder.checks.check import module_check
from builder.findings import Finding, Rule, Severity
from builder.model.course import Shared
from builder.model.glyphs import UNPRINTABLE
from builder.model.module import Module
from builder.source import Place

_SVG = "{http://www.w3.org/2000/svg}"
_FORBIDDEN = {"script", "foreignobject", "iframe", "audio", "video", "handler", "animate", "set"}
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import", re.IGNORECASE)
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg);base64,")
_PNG = b"\x89PNG\r\n\x1a\n"

Problem = tuple[int, str]
"""Line in the file (from 1) and, in German, what is wrong there."""


@module_check(
    "V010",
    Severity.MUSS,
    "Bild ist nicht brauchbar",
    "Das Bild „{name}“ lässt sich nicht verwenden: {problem}.",
    "Speichern Sie das Bild neu als SVG (ohne Skripte und ohne Verweise auf andere Dateien), PNG oder JPEG.",
)
def unusable_picture(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Ein Bild geht auf die Seite, ins Lernpaket und auf Papier; es darf nichts ausführen und nichts nachladen.

    Schlecht:
        <svg …><script>…</script></svg>
    Gut:
        <svg …><path d="…"/><text>Frist</text></svg>
    """
    folder = module.place.path.rsplit("/", 1)[0]
    for media in module.media:
        read = _FORMATS.get(media.name.rpartition(".")[2].lower(), _unknown)
        for line, problem in read(media.data):
            yield rule.at(Place(f"{folder}/media/{media.name}", line), name=media.name, problem=problem)


def _unknown(data: bytes) -> Iterator[Problem]:
    yield 1, "diese Endung kennt das Lernpaket nicht"


def _jpeg(data: bytes) -> Iterator[Problem]:
    if not (data.startswith(b"\xff\xd8\xff") and data.rstrip(b"\0").endswith(b"\xff\xd9")):
        yield 1, "die Datei ist kein vollständiges JPEG"


def _png(data: bytes) -> Iterator[Problem]:
    """Walk the chunks: length, name, content, checksum (PNG, section 5)."""
    at, name = len(_PNG), b""
    while data.startswith(_PNG) and at + 12 <= len(data) and name != b"IEND":
        end = at + 8 + int.from_bytes(data[at : at + 4])
        name, checksum = data[at + 4 : at + 8], data[end : end + 4]
        if zlib.crc32(data[at + 4 : end]).to_bytes(4) != checksum:
            break
        at = end + 4
    else:
        if name == b"IEND":
            return
    yield 1, "die Datei ist kein vollständiges PNG"


def _svg(data: bytes) -> Iterator[Problem]:
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
    if root.getroottree().docinfo.internalDTD is not None:
        yield 1, "die Zeile <!DOCTYPE …> darf nicht darin stehen"
    if b"<?xml-stylesheet" in data:
        yield 1, "die Zeile <?xml-stylesheet …?> darf nicht darin stehen"
    for element in root.iter("*"):
        line = element.sourceline
        for problem in _element(element):
            yield line if isinstance(line, int) else 1, problem


def _element(element: etree._Element) -> Iterator[str]:
    name = etree.QName(element).localname
    if name.lower() in _FORBIDDEN:
        yield f"<{name}> darf nicht darin stehen"
    if _OUTSIDE.search(element.text or "") and name == "style":
        yield "es lädt etwas von außen nach"
    for key, value in element.attrib.items():
        attribute = etree.QName(key).localname.lower()
        if attribute.startswith("on"):
            yield f"die Angabe {attribute} darf nicht darin stehen"
        elif (attribute == "href" and not _INSIDE.match(str(value))) or _OUTSIDE.search(str(value)):
            yield "es verweist auf etwas außerhalb"
    found = UNPRINTABLE.search("".join(filter(None, (element.text, element.tail))))
    if found:
        yield f"das Zeichen „{found[0]}“ fehlt in den Schriften für Handouts"


_FORMATS: dict[str, Callable[[bytes], Iterator[Problem]]] = {"svg": _svg, "png": _png, "jpg": _jpeg, "jpeg": _jpeg}
