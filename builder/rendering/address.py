"""Where the current version of a module stands on the site."""

from __future__ import annotations

from builder.model.course import Shared
from builder.model.module import Module


def module_address(shared: Shared, module: Module) -> str | None:
    """The address of the module's page; None as long as the operator has not said where the site stands."""
    base = shared.curriculum.base_url.rstrip("/")
    return f"{base}/module/{module.slug}.html" if base else None
