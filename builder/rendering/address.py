"""Where a module, a rule table, the changes stand on the site, and what says whether a printed sheet is current."""

from __future__ import annotations

import re
from typing import TypeAlias

from builder.model.course import Bundle, Edition, Shared
from builder.model.module import Module
from builder.model.reference import Reference

Printed: TypeAlias = Module | Reference | Bundle | Edition
"""What sheets are made of; each has a version of its own, and one page that says which is current."""
OFFLINE = "site-offline.zip"
"""The whole site in one file."""
_LICENCE = re.compile(r"CC-(BY[A-Z-]*)-(\d\.\d)(-DE)?")


def module_path(module: Module) -> str:
    """Where a module's page lies below the site, without its ending."""
    return f"module/{module.slug}"


def reference_path(reference: Reference) -> str:
    """Where the page of a rule table, procedure or case study lies below the site, without its ending."""
    return f"{reference.kind.value.lower()}/{reference.id}"


def module_address(shared: Shared, module: Module) -> str | None:
    """The address of the module's page; None as long as the operator has not said where the site stands."""
    return site_address(shared, f"{module_path(module)}.html")


def guide_path(module: Module) -> str:
    """Where the page for those who teach a module lies below the site, without its ending."""
    return f"lehren/{module.slug}"


def sheet_path(subject: Printed) -> str:
    """Where the page lies that says which sheets are current, without its ending: short enough to be typed."""
    return f"aktuell/{_short_name(subject)}"


def downloads_path(subject: Printed) -> str:
    """Where the page lies that offers the files made of it, without its ending."""
    return f"downloads/{subject.slug if isinstance(subject, Module) else _short_name(subject)}"


def _short_name(subject: Printed) -> str:
    """The names of all but modules have a hyphen, which no id has."""
    match subject:
        case Module(id=module_id):
            return module_id
        case Reference(name=name) | Bundle(name=name):
            return name
        case Edition():
            return "ganze-ausgabe"


def sheet_mark(subject: Printed) -> str:
    """What names the version of a sheet after the # of that page; a reference has days in the place of a version."""
    if isinstance(subject, Reference):
        return f"stand-{subject.reviewed_on.isoformat()}"
    return version_mark(subject.meta.version if isinstance(subject, Module) else subject.version)


def version_mark(version: str) -> str:
    """``v1.0.0``."""
    return f"v{version}"


def sheet_address(shared: Shared, subject: Printed) -> str | None:
    """The address of that page, the same for every version; None as long as nobody has said where the site stands."""
    return site_address(shared, f"{sheet_path(subject)}.html")


def changes_address(shared: Shared) -> str | None:
    """The address of the page of changes; None as long as the operator has not said where the site stands."""
    return site_address(shared, "aenderungen.html")


def offline_address(shared: Shared) -> str | None:
    """The address of the whole site in one file; None as long as the operator has not said where the site stands.

    In full, since a copy of the site that was taken from it does not hold itself: there it leads to the newest one.
    """
    return site_address(shared, OFFLINE)


def site_address(shared: Shared, place: str) -> str | None:
    """The address of a place below the site; None as long as the operator has not said where the site stands."""
    base = shared.curriculum.base_url.rstrip("/")
    return f"{base}/{place}" if base else None


def licence_address(licence: str) -> str:
    """Where a licence of Creative Commons can be read in German, by its SPDX identifier; empty for any other."""
    name = licence_name(licence)
    return f"{name}deed.de" if name else ""


def licence_name(licence: str) -> str:
    """The address by which machines know a licence of Creative Commons; empty for any other."""
    if licence == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    found = _LICENCE.fullmatch(licence)
    if not found:
        return ""
    kind, version, country = found.groups()
    return f"https://creativecommons.org/licenses/{kind.lower()}/{version}/{'de/' if country else ''}"
