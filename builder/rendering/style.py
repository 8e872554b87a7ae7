"""The learner's stylesheet: one for site and package. Colours come from the tokens and are written nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from builder.rendering.assets import asset, tokens

SCHEME = "data-color-scheme"
"""Attribute of the root element by which a reader's choice of light or dark overrules the device."""


_ON_SIGHT = {"data-case-studies=": "shared/case-studies.css", "procedure-steps": "shared/procedures.css"}
"""What a page holds that needs rules of its own → these rules. Few modules show such things, and packages are small."""


def stylesheet(page: str | None = None) -> str:
    """The tokens, then the rules of module and player, and those of what the page shows; without a page all rules."""
    wanted = [rules for sign, rules in _ON_SIGHT.items() if page is None or sign in page]
    return "\n".join([colours(), *map(asset, ("shared/learner.css", "shared/player.css", *wanted))])


@cache
def colours() -> str:
    """The tokens as custom properties: light; dark by device or by choice; light again on paper.

    Figures are drawn on light paper and keep it in the dark.
    """
    light, dark = tokens()["light"], tokens()["dark"]
    by_device, by_choice = f':root:not([{SCHEME}="default"])', f':root[{SCHEME}="slate"]'
    rules = [
        _rule(":root", {**light, "figure": light["paper"]}, "light"),
        f"@media screen and (prefers-color-scheme: dark) {{ {_rule(by_device, dark, 'dark')} }}",
        f"@media screen {{ {_rule(by_choice, dark, 'dark')} }}",
    ]
    return "\n".join(rules)


@cache
def book_stylesheet() -> str:
    """For chapters inside somebody's learning platform: nothing outside of our own text changes, nothing turns dark."""
    return "\n".join([_rule(".integrif", tokens()["light"], "light"), asset("page/book.css")])


def _rule(selector: str, colours: Mapping[str, str], scheme: str) -> str:
    properties = " ".join(f"--{name}: {colour};" for name, colour in colours.items())
    return f"{selector} {{ color-scheme: {scheme}; {properties} }}"
