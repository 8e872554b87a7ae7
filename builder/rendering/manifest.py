"""``imsmanifest.xml`` of SCORM 1.2 (IMS CP 1.1.2, IMS MD 1.2.1), without schemaLocation (scorm.md A12)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from builder.model.course import Shared
from builder.model.module import Module
from builder.rendering.typography import xml_text

CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADLCP = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
MD = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
LONGEST_TITLE = 255
"""Moodle's database takes no more (scorm.md B1)."""
_PREFIXES: Any = {None: CP, "adlcp": ADLCP, "imsmd": MD}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def manifest(module: Module, shared: Shared, entry: str, files: Sequence[str]) -> bytes:
    """The manifest of a package with one SCO. ``files``: all files but the manifest; ``entry`` opens it."""
    name = f"integrif_{module.id}"
    root = etree.Element(f"{{{CP}}}manifest", nsmap=_PREFIXES)
    root.set("identifier", name)
    root.set("version", module.meta.version)
    metadata = _add(root, CP, "metadata")
    _add(metadata, CP, "schema", "ADL SCORM")
    _add(metadata, CP, "schemaversion", "1.2")
    metadata.append(_lom(module, shared))
    organizations = _add(root, CP, "organizations")
    organizations.set("default", f"{name}_org")
    organization = _add(organizations, CP, "organization")
    organization.set("identifier", f"{name}_org")
    _add(organization, CP, "title", _title(module))
    item = _add(organization, CP, "item")
    item.set("identifier", f"{name}_item")
    item.set("identifierref", f"{name}_sco")
    _add(item, CP, "title", _title(module))
    resource = _add(_add(root, CP, "resources"), CP, "resource")
    for key, value in {"identifier": f"{name}_sco", "type": "webcontent", "href": entry}.items():
        resource.set(key, value)
    resource.set(f"{{{ADLCP}}}scormtype", "sco")
    for path in sorted(files):
        _add(resource, CP, "file").set("href", path)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _title(module: Module) -> str:
    return f"{module.id.upper()} {module.meta.title}"[:LONGEST_TITLE]


def _lom(module: Module, shared: Shared) -> etree._Element:
    """Learning object metadata, from the same data as everything else."""
    meta = module.meta
    lom = etree.Element(f"{{{MD}}}lom")
    general = _add(lom, MD, "general")
    _lang(_add(general, MD, "title"), meta.title, meta.language)
    _add(general, MD, "language", meta.language)
    _lang(_add(general, MD, "description"), meta.summary, meta.language)
    for word in meta.keywords:
        _lang(_add(general, MD, "keyword"), word, meta.language)
    lifecycle = _add(lom, MD, "lifecycle")
    _lang(_add(lifecycle, MD, "version"), meta.version, meta.language)
    educational = _add(lom, MD, "educational")
    _add(_add(educational, MD, "typicallearningtime"), MD, "datetime", _duration(meta.minutes))
    rights = _add(lom, MD, "rights")
    _vocabulary(_add(rights, MD, "cost"), "no")
    _vocabulary(_add(rights, MD, "copyrightandotherrestrictions"), "yes")
    licence = meta.licence or shared.curriculum.defaults.licence
    _lang(_add(rights, MD, "description"), licence, meta.language)
    return lom


def _duration(minutes: int) -> str:
    """LOM's form of a time span, for example PT1H30M."""
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")


def _vocabulary(parent: etree._Element, value: str) -> None:
    for name, text in (("source", "LOMv1.0"), ("value", value)):
        _lang(_add(parent, MD, name), text, "x-none")


def _lang(parent: etree._Element, text: str, language: str) -> None:
    _add(parent, MD, "langstring", text).set(_XML_LANG, language)


def _add(parent: etree._Element, namespace: str, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{namespace}}}{name}")
    element.text = None if text is None else xml_text(text)
    return element
