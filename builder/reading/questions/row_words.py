"""What a question about rows says. The words belong to the content: German, whatever the interface speaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.language import DEFAULT, catalogue
from builder.model.prose import count_words
from builder.model.questions import FEEDBACK_WORDS
from builder.model.rule_table import Consent, RuleRow, RuleTable, Verdict

MOST_VALUES = 3
"""Answers named one by one; of a row that allows more it is shorter to say which it does not."""


def _(text: str) -> str:
    return catalogue(DEFAULT).gettext(text)


def ask(table: RuleTable) -> str:
    """The question itself."""
    return _("Which row of the table “%(title)s” holds?") % {"title": table.title}


def row_words(row: RuleRow, with_group: bool) -> tuple[str, str]:
    """A row in one sentence: what must be the case, and what follows."""
    group = [row.group] if with_group else []
    return " – ".join([*group, row.situation, row.time]), ", ".join(filter(None, [_verdict(row), _consent(row)]))


def _verdict(row: RuleRow) -> str:
    return {
        Verdict.VERBOTEN: _("forbidden"),
        Verdict.ERMESSEN: _("discretion"),
        Verdict.REGELFALL: _("as a rule (shall)"),
        Verdict.ANSPRUCH: _("entitlement (must be granted)"),
        Verdict.FREI: _("no permission needed"),
        Verdict.PRUEFEN: _("have the case checked"),
    }[row.outcome]


def _consent(row: RuleRow) -> str:
    return {
        Consent.KEINE: "",
        Consent.NOETIG: _("consent needed"),
        Consent.NICHT_NOETIG: _("consent not needed"),
    }[row.consent]


def reason_for(row: RuleRow) -> str:
    """Who decides, what to do next, and the norms of the row that holds."""
    decides = _("Who decides? %(decides)s") % {"decides": row.decides}
    step = _("Next step: %(step)s") % {"step": row.next_step}
    return _with_norms(_within([_("Right."), _sentence(decides), _sentence(step)]), row.norms)


def reason_against(row: RuleRow, right: RuleRow, table: RuleTable) -> str:
    """What in the case of the right row does not fit this one, and the norms of this one."""
    case = right.example.values
    said = _within(_not_fitting(row, key, case.get(key), table) for key in row.against(case))
    return _with_norms(said or _("This row does not fit the case."), row.norms)


def _not_fitting(row: RuleRow, key: str, given: str | None, table: RuleTable) -> str:
    feature = table.feature(key)
    called = feature.name or f"„{feature.question}“" if feature else key
    answers = {value.id: value.name or value.text for value in feature.values} if feature else {}
    allowed = [answers.get(value, value) for value in row.when[key]]
    words = {"feature": called, "values": _either(allowed), "given": answers.get(given or "", given or "–")}
    if len(allowed) > MOST_VALUES:
        return _("This row does not hold for %(feature)s: %(given)s, as in the case.") % words
    return _("This row holds for %(feature)s: %(values)s. In the case: %(given)s.") % words


def _either(words: Sequence[str]) -> str:
    """„a, b oder c“."""
    return _(" or ").join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def _within(sentences: Iterable[str]) -> str:
    """As many of the sentences as people read."""
    said = ""
    for sentence in sentences:
        longer = f"{said} {sentence}".strip()
        said = longer if count_words(longer) <= FEEDBACK_WORDS else said
    return said


def _with_norms(said: str, norms: Sequence[str]) -> str:
    """What is said, and as many of the norms as then fit."""
    cited = (f"{said} " + _("Norm: %(norms)s.") % {"norms": "; ".join(norms[:n])} for n in range(len(norms), 0, -1))
    return next((words for words in cited if count_words(words) <= FEEDBACK_WORDS), said)
