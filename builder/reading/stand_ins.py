"""What stands in a record where an author's value cannot be read; no output ever shows it, no check looks at it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from builder.model.base import Audience
from builder.model.module import GroupSize, SeminarConcept
from builder.slugs import slug

_WORDS = "…"
_DAY = date(2000, 1, 1)

CURRICULUM_STAND_INS: Mapping[str, Any] = MappingProxyType(
    {"titel": _WORDS, "kurz": _WORDS, "version": "2000.1", "kurse": ()}
)
"""For ``Curriculum``."""

PLAN_STAND_INS: Mapping[str, Any] = MappingProxyType(
    {
        "konzept": SeminarConcept.model_construct(
            prior_knowledge=_WORDS,
            contents=(),
            methods=(),
            group_size=GroupSize(min=1, max=1),
            room=_WORDS,
            accessibility=_WORDS,
            transfer=_WORDS,
            trainer=_WORDS,
        ),
        "varianten": (),
    }
)
"""For ``Seminar``."""


def head_stand_ins(folder: str) -> Mapping[str, Any]:
    """For ``ModuleMeta`` of the module in a folder of that name."""
    return {
        "id": slug(folder.split("-")[0]),
        "titel": folder,
        "kurz": _WORDS,
        "zielgruppe": tuple(Audience),
        "dauer": 60,
        "lernziele": (),
        "geprueft_am": _DAY,
        "pruefen_bis": _DAY,
        "verantwortlich": _WORDS,
        "version": "0.0.0",
    }
