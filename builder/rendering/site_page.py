"""A page of the site as the frame takes it."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading for the table of contents: level 1–6, id, words."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page without its frame. ``kind``: what the frame should know it as."""

    title: str
    body: Markup
    entries: tuple[Entry, ...]
    description: str = ""
    kind: str = "page"
