"""Where the current version of a module, a rule table, the courses or the changes stands on the site."""

from __future__ import annotations

import re

from builder.model.course import Shared
from builder.model.module import Module
from builder.model.rule_table import RuleTable

_LICENCE = re.compile(r"CC-(BY[A-Z-]*)-(\d\.\d)(-DE)?")


def module_path(module: Module) -> str:
    """Where a module's page lies below the site, without its ending."""
    return f"module/{module.slug}"


def rule_table_path(table: RuleTable) -> str:
    """Where a rule table's own page lies below the site, without its ending."""
    return f"regelwerk/{table.id}"


def module_address(shared: Shared, module: Module) -> str | None:
    """The address of the module's page; None as long as the operator has not said where the site stands."""
    return _address(shared, module_path(module))


def rule_table_address(shared: Shared, table: RuleTable) -> str | None:
    """The address of the rule table's page; None as long as the operator has not said where the site stands."""
    return _address(shared, rule_table_path(table))


def changes_address(shared: Shared) -> str | None:
    """The address of the page of changes; None as long as the operator has not said where the site stands."""
    return _address(shared, "aenderungen")


def courses_address(shared: Shared) -> str | None:
    """The address of the page of all courses; None as long as the operator has not said where the site stands."""
    return _address(shared, "kurse")


def _address(shared: Shared, page: str) -> str | None:
    base = shared.curriculum.base_url.rstrip("/")
    return f"{base}/{page}.html" if base else None


def licence_address(licence: str) -> str:
    """Where a licence of Creative Commons can be read in German, by its SPDX identifier; empty for any other."""
    if licence == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/deed.de"
    found = _LICENCE.fullmatch(licence)
    if not found:
        return ""
    kind, version, country = found.groups()
    return f"https://creativecommons.org/licenses/{kind.lower()}/{version}/{'de/' if country else ''}deed.de"
