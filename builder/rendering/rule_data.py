"""What the page of a rule table needs to know of it: the JSON of its questions and rows, and words of its own.

What a row says with citations (norms, next step, exception) is not in it: the page holds that as HTML, with links.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from builder.model.rule_table import Consent, Feature, RuleRow, RuleTable, Verdict
from builder.rendering.typography import bind

Translate = Callable[[str], str]


def rule_table_data(table: RuleTable, translate: Translate) -> dict[str, Any]:
    """The JSON beside the questions: texts as they are shown, conditions as the model has them."""
    return {
        "reviewBy": table.review_by.isoformat(),
        "features": [_feature(feature) for feature in table.features],
        "rows": [_row(row, translate) for row in table.rows],
    }


def most_questions(table: RuleTable) -> int:
    """How many questions the longest way through a table has."""
    return max(len(values) for values, _ in table.cells())


def summary_of(table: RuleTable, translate: Translate) -> str:
    """What a rule table is for, in its own words or in general ones."""
    _ = translate
    return bind(table.summary or _("A few questions lead to the answer: what holds, who decides and what to do next."))


def _feature(feature: Feature) -> dict[str, Any]:
    help_, *more = (feature.help or "").split("\n")
    return {
        "id": feature.id,
        "question": bind(feature.question),
        "help": bind(help_),
        "more": [bind(paragraph) for paragraph in more if paragraph],
        "values": [{"id": value.id, "text": bind(value.text)} for value in feature.values],
    }


def _row(row: RuleRow, translate: Translate) -> dict[str, Any]:
    return {
        "id": row.id,
        "group": bind(row.group),
        "situation": bind(row.situation),
        "time": bind(row.time),
        "when": row.when,
        "verdict": row.verdict.value,
        "consent": _consent(row, translate),
        "decides": bind(row.decides),
        "evidence": row.evidence.value,
        "from": _iso(row.valid_from),
        "until": _iso(row.valid_until),
    }


def _consent(row: RuleRow, _: Translate) -> str:
    """Nothing where nothing can be permitted, or nothing needs to be: then there is nothing to agree to."""
    if row.consent is Consent.KEINE and row.verdict in (Verdict.VERBOTEN, Verdict.FREI):
        return ""
    words = {
        Consent.NOETIG: _("The employment agency must agree."),
        Consent.NICHT_NOETIG: _("The employment agency need not agree."),
        Consent.KEINE: _("This row says nothing of it; the authority clears it up."),
    }
    return words[row.consent]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
