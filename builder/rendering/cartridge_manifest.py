"""``imsmanifest.xml`` of Common Cartridge 1.1 (IMS CP 1.2 in its profile, LOM of the manifest and of resources).

Moodle validates it, looks for the namespace in its first 1,024 bytes, and knows elements only without a prefix.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from builder.output import OutputFile
from builder.rendering.restored import kept_title
from builder.rendering.typography import xml_text

CP = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
LOM_RESOURCE = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/resource"
WEB_LINK = "http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1"
CONTENT, LINK = "webcontent", "imswl_xmlv1p1"
TEST = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
BANK = "imsqti_xmlv1p2/imscc_xmlv1p1/question-bank"
_PREFIXES: Any = {None: CP, "lomm": LOM, "lomr": LOM_RESOURCE}


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of a cartridge and what it is. ``needs``: the identifiers of files it shows. ``for_trainers``: hidden."""

    identifier: str
    kind: str
    file: OutputFile
    needs: tuple[str, ...] = ()
    for_trainers: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the course: a title, and the resource it opens."""

    title: str
    resource: Resource


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the course under a title."""

    identifier: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What learning object metadata says of a cartridge."""

    identifier: str
    title: str
    summary: str
    language: str
    keywords: tuple[str, ...]
    licence: str


def manifest(about: About, sections: Sequence[Section], unlisted: Sequence[Resource]) -> bytes:
    """The manifest. ``unlisted``: resources that no line opens, as pictures and the question bank."""
    root = etree.Element(f"{{{CP}}}manifest", {"identifier": about.identifier}, _PREFIXES)
    metadata = _add(root, "metadata")
    _add(metadata, "schema", "IMS Common Cartridge")
    _add(metadata, "schemaversion", "1.1.0")
    metadata.append(_lom(about))
    _organization(root, about, sections)
    listed = [entry.resource for section in sections for entry in section.entries]
    resources = _add(root, "resources")
    for resource in (*listed, *unlisted):
        _resource(resources, resource)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def web_link(title: str, address: str) -> bytes:
    """The file of a link."""
    root = etree.Element(f"{{{WEB_LINK}}}webLink", nsmap={None: WEB_LINK})  # type: ignore[dict-item]  # the default
    etree.SubElement(root, f"{{{WEB_LINK}}}title").text = xml_text(title)
    etree.SubElement(root, f"{{{WEB_LINK}}}url", href=address, target="_blank")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _organization(root: etree._Element, about: About, sections: Sequence[Section]) -> None:
    """One nameless root, below it the sections, below them what they hold; deeper, Moodle only indents."""
    name = f"{about.identifier}_org"
    organization = _add(_add(root, "organizations"), "organization", identifier=name, structure="rooted-hierarchy")
    top = _add(organization, "item", identifier=f"{name}_root")
    for section in sections:
        group = _add(top, "item", identifier=f"item_{section.identifier}")
        _add(group, "title", kept_title(section.title))
        for entry in section.entries:
            resource = entry.resource.identifier
            line = _add(group, "item", identifier=f"item_{resource}", identifierref=f"res_{resource}")
            _add(line, "title", kept_title(entry.title))


def _resource(resources: etree._Element, resource: Resource) -> None:
    path = resource.file.path
    made = _add(resources, "resource", identifier=f"res_{resource.identifier}", type=resource.kind)
    if resource.kind == CONTENT:
        made.set("href", path)
    if resource.for_trainers:
        _trainers_only(_add(made, "metadata"))
    _add(made, "file", href=path)
    for needed in resource.needs:
        _add(made, "dependency", identifierref=f"res_{needed}")


def _trainers_only(metadata: etree._Element) -> None:
    """Moodle hides from learners what is meant for instructors."""
    lom = etree.SubElement(metadata, f"{{{LOM_RESOURCE}}}lom")
    educational = etree.SubElement(lom, f"{{{LOM_RESOURCE}}}educational")
    role = etree.SubElement(educational, f"{{{LOM_RESOURCE}}}intendedEndUserRole")
    for name, text in (("source", "IMSGLC_CC_Rolesv1p1"), ("value", "Instructor")):
        etree.SubElement(role, f"{{{LOM_RESOURCE}}}{name}").text = text


def _lom(about: About) -> etree._Element:
    """Learning object metadata; Moodle takes name and description of the course from it."""
    lom = etree.Element(f"{{{LOM}}}lom")
    general = _lom_add(lom, "general")
    _lom_text(general, "title", about.title, about.language)
    _lom_add(general, "language", about.language)
    _lom_text(general, "description", about.summary, about.language)
    for word in about.keywords:
        _lom_text(general, "keyword", word, about.language)
    rights = _lom_add(lom, "rights")
    _lom_add(_lom_add(rights, "cost"), "value", "no")
    _lom_add(_lom_add(rights, "copyrightAndOtherRestrictions"), "value", "yes")
    _lom_text(rights, "description", about.licence, about.language)
    return lom


def _lom_text(parent: etree._Element, name: str, text: str, language: str) -> None:
    _lom_add(_lom_add(parent, name), "string", text).set("language", language)


def _lom_add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{LOM}}}{name}")
    element.text = None if text is None else xml_text(text)
    return element


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{CP}}}{name}", attributes)
    element.text = None if text is None else xml_text(text)
    return element
