"""A page of the site as the frame takes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)
"""What a browser may load for a page of the site (Content Security Policy, Level 3): its own files, nothing inline."""


HEADERS = (
    ("Content-Security-Policy", f"{POLICY}; frame-ancestors 'self'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cache-Control", "no-cache"),
)
"""What a server says with every file. Who may frame a page cannot be said in the page itself; no file has a name of
its own for each version, so browsers ask each time whether theirs is still current."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading for the table of contents: level 1–6, id, words."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What machines read of a page, as JSON-LD by schema.org and by AMB; ``described_by``: a file that says it, too."""

    schema_org: tuple[dict[str, Any], ...] = ()
    amb: tuple[dict[str, Any], ...] = ()
    described_by: str = ""

    @property
    def blocks(self) -> tuple[dict[str, Any], ...]:
        """All, schema.org first: crawlers that look at one block after the other cannot read the licence in AMB's."""
        return (*self.schema_org, *self.amb)


NO_METADATA = Metadata()


@dataclass(frozen=True, slots=True)
class Page:
    """A page without its frame. ``kind``: what the frame should know it as."""

    title: str
    body: Markup
    entries: tuple[Entry, ...]
    description: str = ""
    kind: str = "page"
    metadata: Metadata = NO_METADATA
