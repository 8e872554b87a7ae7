"""Where links of a module lead: one small table per world (site, package)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from builder.model.course import Shared


class Links(Protocol):
    """How one output addresses other modules and the module's own pictures."""

    def module(self, module_id: str) -> str | None:
        """The address of a module, None when it cannot be reached from here."""

    def media(self, name: str) -> str:
        """The address of a picture of the module itself."""

    def notes(self) -> str:
        """The address of the page that holds the footnotes; empty where they stand on the same page."""


@dataclass(frozen=True, slots=True)
class SiteLinks:
    """Addresses between module pages of the site: all lie in one folder ``module/``."""

    shared: Shared
    slug: str

    def module(self, module_id: str) -> str | None:
        """The neighbouring page of a written module."""
        slug = self.shared.slug_of(module_id)
        return f"{slug}.html" if slug else None

    def media(self, name: str) -> str:
        """Pictures lie in a folder beside the page."""
        return f"{self.slug}/{name}"

    def notes(self) -> str:
        """They stand on the same page."""
        return ""


@dataclass(frozen=True, slots=True)
class PackageLinks:
    """Addresses inside a package: other modules are named, never linked; pictures lie in ``media/``."""

    def module(self, module_id: str) -> str | None:
        """A package holds one module; nothing else can be reached."""
        return None

    def media(self, name: str) -> str:
        """Pictures of the package."""
        return f"media/{name}"

    def notes(self) -> str:
        """They stand on the same page."""
        return ""


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Addresses from a page of ``site/``; ``to_root`` leads from it to the start page."""

    shared: Shared
    to_root: str

    def module(self, module_id: str) -> str | None:
        """The page of a written module."""
        name = self.shared.slug_of(module_id)
        return f"{self.to_root}module/{name}.html" if name else None

    def media(self, name: str) -> str:
        """Pictures are addressed as written."""
        return name

    def notes(self) -> str:
        """They stand on the same page."""
        return ""


@dataclass(frozen=True, slots=True)
class RootLinks:
    """Addresses of a module's parts that are shown on a page beside the start page."""

    shared: Shared
    slug: str

    def module(self, module_id: str) -> str | None:
        """The page of a written module."""
        return PageLinks(self.shared, "").module(module_id)

    def media(self, name: str) -> str:
        """The picture where the site has it."""
        return f"module/{self.slug}/{name}"

    def notes(self) -> str:
        """The module's own page."""
        return f"module/{self.slug}.html"
