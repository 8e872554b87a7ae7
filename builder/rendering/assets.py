"""Where the templates lie, and the design tokens that CSS and Typst share."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


@cache
def asset(name: str) -> str:
    """The text of a template file, by its path below ``templates/``."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


@cache
def tokens() -> dict[str, dict[str, str]]:
    """The colours of look.md: mode → token → hexadecimal colour."""
    loaded: dict[str, dict[str, str]] = json.loads(asset("shared/tokens.json"))
    return loaded
