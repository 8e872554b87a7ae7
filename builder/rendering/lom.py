"""Learning object metadata of a package, in the binding of each SCORM edition (scorm.md A12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from builder.model.course import Shared
from builder.rendering.package import Package
from builder.rendering.typography import xml_text

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class LomBinding:
    """How an edition writes LOM: namespace, and the names that differ.

    ``string``: element of a text in a language. ``wrapped``: whether words of vocabularies and days stand in such
    elements (IMS MD 1.2.1), or bare (IEEE 1484.12.3).
    """

    namespace: str
    string: str
    learning_time: str
    duration: str
    copyright: str
    wrapped: bool


IMS_MD = LomBinding(
    "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1",
    "langstring",
    "typicallearningtime",
    "datetime",
    "copyrightandotherrestrictions",
    True,
)
IEEE_LOM = LomBinding(
    "http://ltsc.ieee.org/xsd/LOM",
    "string",
    "typicalLearningTime",
    "duration",
    "copyrightAndOtherRestrictions",
    False,
)


def lom(package: Package, shared: Shared, binding: LomBinding) -> etree._Element:
    """The ``lom`` element of a package."""
    return _Lom(package, shared, binding).element()


class _Lom:
    def __init__(self, package: Package, shared: Shared, binding: LomBinding) -> None:
        self._package, self._shared, self._binding = package, shared, binding
        self._root = etree.Element(f"{{{binding.namespace}}}lom")

    def element(self) -> etree._Element:
        package, binding = self._package, self._binding
        general = self._add(self._root, "general")
        self._text(general, "title", package.title)
        self._add(general, "language", package.language)
        self._text(general, "description", package.summary)
        for word in package.keywords:
            self._text(general, "keyword", word)
        lifecycle = self._add(self._root, "lifecycle" if binding.wrapped else "lifeCycle")
        self._text(lifecycle, "version", package.version)
        educational = self._add(self._root, "educational")
        time = self._add(educational, binding.learning_time)
        self._add(time, binding.duration, _duration(package.minutes))
        rights = self._add(self._root, "rights")
        self._word(rights, "cost", "no")
        self._word(rights, binding.copyright, "yes")
        self._text(rights, "description", self._shared.licences_of(package.modules))
        return self._root

    def _text(self, parent: etree._Element, name: str, words: str) -> None:
        self._string(self._add(parent, name), words, self._package.language)

    def _word(self, parent: etree._Element, name: str, value: str) -> None:
        """A word of LOM's own vocabulary."""
        element = self._add(parent, name)
        for part, words in (("source", "LOMv1.0"), ("value", value)):
            if self._binding.wrapped:
                self._string(self._add(element, part), words, "x-none")
            else:
                self._add(element, part, words)

    def _string(self, parent: etree._Element, words: str, language: str) -> None:
        element = self._add(parent, self._binding.string, words)
        element.set(_XML_LANG if self._binding.wrapped else "language", language)

    def _add(self, parent: etree._Element, name: str, words: str | None = None) -> etree._Element:
        element = etree.SubElement(parent, f"{{{self._binding.namespace}}}{name}")
        element.text = None if words is None else xml_text(words)
        return element


def _duration(minutes: int) -> str:
    """LOM's form of a time span, for example PT1H30M."""
    return "PT" + "".join(_parts(*divmod(minutes, 60)))


def _parts(hours: int, minutes: int) -> Iterator[str]:
    if hours:
        yield f"{hours}H"
    if minutes or not hours:
        yield f"{minutes}M"
