"""The page that lists what a reader has kept for use without a network. Pure."""

from __future__ import annotations

from markupsafe import Markup

from builder.language import DEFAULT, catalogue
from builder.rendering.html import environment
from builder.rendering.site_page import Entry, Page


def offline_page(language: str = DEFAULT) -> Page:
    """The page; what is kept, only the reader's browser knows."""
    _ = catalogue(language).gettext
    body = environment(language).get_template("site/parts/offline.html").render(to_root="./")
    title = _("Kept for use without a network")
    return Page(title, Markup(body.strip()), (Entry(1, "unterwegs", title),), title, "offline")
