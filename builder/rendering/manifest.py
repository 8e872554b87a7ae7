"""``imsmanifest.xml`` of both SCORM editions, without schemaLocation unless schemas lie beside it (scorm.md A12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from builder.model.course import Shared
from builder.rendering.lom import IEEE_LOM, IMS_MD, LomBinding, lom
from builder.rendering.moodle_limits import LONGEST_TITLE
from builder.rendering.package import Package
from builder.rendering.typography import xml_text

IMSSS = "http://www.imsglobal.org/xsd/imsss"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
ADLNAV = "http://www.adlnet.org/xsd/adlnav_v1p3"
_HIDDEN = ("previous", "continue")
"""Buttons a platform would put around a package that turns its own pages."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A SCORM edition: ``name`` in file names, ``schema_version`` and namespaces as its specification writes them.

    ``schemas``: prefix → file that describes its namespace, that of the manifest itself first.
    """

    name: str
    schema_version: str
    content: str
    adlcp: str
    type_attribute: str
    metadata: LomBinding
    metadata_prefix: str
    more: Mapping[str, str]
    schemas: Mapping[str | None, str]

    @property
    def prefixes(self) -> Any:
        """Prefix → namespace; platforms match the prefixes themselves (scorm.md B0.16)."""
        return {None: self.content, "adlcp": self.adlcp, self.metadata_prefix: self.metadata.namespace, **self.more}


SCORM12 = Edition(
    "scorm12",
    "1.2",
    "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    "scormtype",
    IMS_MD,
    "imsmd",
    {},
    {None: "imscp_rootv1p1p2.xsd", "adlcp": "adlcp_rootv1p2.xsd", "imsmd": "imsmd_rootv1p2p1.xsd"},
)
SCORM2004 = Edition(
    "scorm2004",
    "2004 4th Edition",
    "http://www.imsglobal.org/xsd/imscp_v1p1",
    "http://www.adlnet.org/xsd/adlcp_v1p3",
    "scormType",
    IEEE_LOM,
    "lom",
    {"adlseq": "http://www.adlnet.org/xsd/adlseq_v1p3", "adlnav": ADLNAV, "imsss": IMSSS},
    {
        None: "imscp_v1p1.xsd",
        "adlcp": "adlcp_v1p3.xsd",
        "lom": "lom.xsd",
        "adlseq": "adlseq_v1p3.xsd",
        "adlnav": "adlnav_v1p3.xsd",
        "imsss": "imsss_v1p0.xsd",
    },
)
EDITIONS = (SCORM12, SCORM2004)


def manifest(
    package: Package, shared: Shared, edition: Edition, entry: str, files: Sequence[str], located: bool = False
) -> bytes:
    """The manifest of a package with one SCO. ``files``: all of its content; ``entry`` opens it.

    ``located``: whether it says where the schemas are, which then lie beside it.
    """
    root = etree.Element(f"{{{edition.content}}}manifest", nsmap=edition.prefixes | ({"xsi": XSI} if located else {}))
    if located:
        places = [f"{edition.prefixes[prefix]} {file}" for prefix, file in edition.schemas.items()]
        root.set(f"{{{XSI}}}schemaLocation", " ".join(places))
    root.set("identifier", f"integrif_{package.id}")
    root.set("version", package.version)
    metadata = _add(root, edition, "metadata")
    _add(metadata, edition, "schema", "ADL SCORM")
    _add(metadata, edition, "schemaversion", edition.schema_version)
    metadata.append(lom(package, shared, edition.metadata))
    _organisation(root, package, edition)
    _resource(root, package, edition, entry, files)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _organisation(root: etree._Element, package: Package, edition: Edition) -> None:
    """One organisation, one item: its identifier keeps the learners' data for ever (scorm.md B0.11)."""
    organizations = _add(root, edition, "organizations")
    organizations.set("default", f"integrif_{package.id}_org")
    organization = _add(organizations, edition, "organization")
    organization.set("identifier", f"integrif_{package.id}_org")
    _add(organization, edition, "title", package.title[:LONGEST_TITLE])
    item = _add(organization, edition, "item")
    item.set("identifier", f"integrif_{package.id}_item")
    item.set("identifierref", f"integrif_{package.id}_sco")
    _add(item, edition, "title", package.title[:LONGEST_TITLE])
    if edition is SCORM2004:
        _sequencing(item)


def _sequencing(item: etree._Element) -> None:
    """The package itself says when it is done, and shows its own buttons (SCORM 2004 4th Edition, CAM 5.1, SN 3.13)."""
    presentation = etree.SubElement(item, f"{{{ADLNAV}}}presentation")
    interface = etree.SubElement(presentation, f"{{{ADLNAV}}}navigationInterface")
    for name in _HIDDEN:
        etree.SubElement(interface, f"{{{ADLNAV}}}hideLMSUI").text = name
    delivery = etree.SubElement(etree.SubElement(item, f"{{{IMSSS}}}sequencing"), f"{{{IMSSS}}}deliveryControls")
    delivery.set("completionSetByContent", "true")
    delivery.set("objectiveSetByContent", "true")


def _resource(root: etree._Element, package: Package, edition: Edition, entry: str, files: Sequence[str]) -> None:
    resource = _add(_add(root, edition, "resources"), edition, "resource")
    values = {"identifier": f"integrif_{package.id}_sco", "type": "webcontent", "href": entry}
    for key, value in values.items():
        resource.set(key, value)
    resource.set(f"{{{edition.adlcp}}}{edition.type_attribute}", "sco")
    for path in sorted(files):
        _add(resource, edition, "file").set("href", path)


def _add(parent: etree._Element, edition: Edition, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{edition.content}}}{name}")
    element.text = None if text is None else xml_text(text)
    return element
