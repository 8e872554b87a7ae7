"""Citations of German and European law in running text."""

from __future__ import annotations

from builder.law.chains import Part, chains
from builder.law.names import LawNames
from builder.model.citations import Citation

FIELD = LawNames()
"""The laws of the field, without a register."""


def citations(text: str, names: LawNames = FIELD, own: str | None = None) -> tuple[Citation, ...]:
    """All citations in a text, in order. ``own``: the law this text itself is part of, for citations that name none."""
    return tuple(_citation(part, own) for chain in chains(text, names, own is not None) for part in chain)


def _citation(part: Part, own: str | None) -> Citation:
    law = part.law or (own if part.sign == _sign_of(own) else None)
    return Citation(part.sign, part.norm, law, part.start, part.end, former=part.former, **part.levels)


def _sign_of(law: str | None) -> str:
    """How a law calls its norms."""
    return "Art." if law in ("GG", "EMRK", "GRCh", "AEUV", "EUV") or (law or "").startswith(("VO ", "RL ")) else "§"
