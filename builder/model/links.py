"""Links between modules: ``modul:b2#schritt``."""

from __future__ import annotations

from dataclasses import dataclass

MODULE_SCHEME = "modul:"


@dataclass(frozen=True, slots=True)
class ModuleTarget:
    """A ``modul:b2#schritt`` link taken apart."""

    module_id: str
    anchor: str

    @property
    def suffix(self) -> str:
        """The fragment with its sign, empty when the link names no step."""
        return f"#{self.anchor}" if self.anchor else ""


def module_target(href: str) -> ModuleTarget | None:
    """The target of a ``modul:`` link, None for any other link."""
    if not href.startswith(MODULE_SCHEME):
        return None
    module_id, _, anchor = href.removeprefix(MODULE_SCHEME).partition("#")
    return ModuleTarget(module_id, anchor)
