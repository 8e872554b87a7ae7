"""The line that says of a picture whose it is: title, author, licence, link, origin, changes (TULLU)."""

from __future__ import annotations

from collections.abc import Callable

from builder.model.course import Shared
from builder.model.credits import Credit
from builder.model.module import Module
from builder.rendering.address import licence_address
from builder.rendering.typography import bind


def credit_lines(module: Module, shared: Shared, _: Callable[[str], str]) -> list[str]:
    """A line for each picture of a module, in the order of their names."""
    found = (shared.credit_of(module, picture.name) for picture in module.media)
    return [bind(_line(credit, _)) for credit in found if credit]


def _line(credit: Credit, _: Callable[[str], str]) -> str:
    link = credit.licence_address or licence_address(credit.licence)
    licence = f"{credit.licence} ({link})" if link else credit.licence
    title = _("“%(title)s” by %(author)s") % {"title": credit.title, "author": credit.author}
    parts = [title, licence, credit.origin]
    parts += [_("changed: %(what)s") % {"what": credit.edited}] if credit.edited else []
    return ", ".join(parts)
