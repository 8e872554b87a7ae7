"""The official texts beside the checkout, for tests that read them in place; skipped where they are absent."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from builder.law.markdown import read_markdown
from builder.law.official_xml import read_official_xml
from builder.law.unreadable import Unreadable
from builder.law.wording import LawText

LAWS = Path(__file__).resolve().parents[3] / "shared" / "laws"
needs_laws = pytest.mark.skipif(not LAWS.is_dir(), reason="Die Gesetzestexte liegen nicht neben dem Projekt.")
SHORT = {
    "BAfoeG": "BAföG", "DeuFoeV": "DeuFöV", "SGB_1": "SGB I", "SGB_2": "SGB II", "SGB_3": "SGB III",
    "SGB_8": "SGB VIII", "SGB_10": "SGB X", "SGB_12": "SGB XII",
}  # fmt: skip
"""Short names where they differ from the name of the file."""


def short_name(path: Path) -> str:
    """„SGB II“ of „SGB_2-BJNR295500003.md“."""
    name = path.name.split("-BJNR")[0]
    return SHORT.get(name, name)


@cache
def august() -> dict[str, LawText]:
    """The Markdown of August 2026 by short name; what has no §§ is left out."""
    found: dict[str, LawText] = {}
    for path in sorted((LAWS / "md").glob("*.md")):
        try:
            found[short_name(path)] = read_markdown(path.read_bytes(), path.name)
        except Unreadable:
            continue
    return found


@cache
def april() -> dict[str, LawText]:
    """The official XML of April 2026 by short name."""
    paths = sorted((LAWS / "xml-2026-04").glob("*.xml"))
    return {short_name(path): read_official_xml(path.read_bytes()) for path in paths}
