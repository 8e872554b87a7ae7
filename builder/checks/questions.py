"""F1xx: questions that teach (learning.md E01–E12)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import module_check
from builder.findings import Finding, Rule, Severity
from builder.model.course import Shared
from builder.model.module import Module
from builder.model.passages import passage_of
from builder.model.prose import Prose, count_words, inline_tokens
from builder.model.questions import (
    FEEDBACK_WORDS,
    MultipleChoice,
    RowChoice,
    SingleChoice,
    TrueFalse,
    feedback_of,
)
from builder.source import Place

FEWEST_OPTIONS, MOST_OPTIONS = 3, 4
_CATCH_ALL = re.compile(
    r"\b(alle|keine|keines|beide)\s+(der|dieser)?\s*(oben |zuvor )?(genannte|antwort|aussage|vorstehend)", re.I
)
_SENTENCE_END = re.compile(r"[.!?:]\s")
_NOT = re.compile(r"\b(nicht|kein|keine|keinen|keiner)\b")


@module_check(
    "F101",
    Severity.MUSS,
    "Rückmeldung zu lang",
    "Die Rückmeldung hat {words} Wörter; höchstens {limit} werden gelesen.",
    "Kürzen Sie auf die Begründung und die Norm; Ausführliches gehört in ::: erklaerung.",
)
def long_feedback(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Eine Rückmeldung beantwortet genau einen Irrtum (E01).

    Schlecht:
        > (ein Absatz von 90 Wörtern)
    Gut:
        > Sechs Monate gelten nur nach einem Aufnahmegesuch (§ 61 Abs. 1 Satz 3 AsylG).
    """
    for question in module.questions:
        for feedback in feedback_of(question):
            words = count_words(feedback.plain)
            if words > FEEDBACK_WORDS:
                yield rule.at(feedback.place, words=words, limit=FEEDBACK_WORDS)


@module_check(
    "F102",
    Severity.MUSS,
    "Zu wenige oder zu viele Antworten",
    "Die Frage „{id}“ hat {count} Antworten; gut sind drei oder vier.",
    "Streichen Sie die schwächste Antwort oder ergänzen Sie einen Irrtum, der wirklich vorkommt.",
)
def option_count(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Zwei Antworten raten sich leicht, die fünfte liest niemand (E04).

    Schlecht:
        - [x] ja
        - [ ] nein
    Gut:
        - [x] drei Monate
        - [ ] sechs Monate
        - [ ] neun Monate
    """
    for question in module.questions:
        # How many rows a table offers, no author of a question can change.
        if isinstance(question, SingleChoice | MultipleChoice) and not isinstance(question, RowChoice):
            count = len(question.options)
            if not FEWEST_OPTIONS <= count <= MOST_OPTIONS:
                yield rule.at(question.place, id=question.id, count=count)


@module_check(
    "F103",
    Severity.MUSS,
    "Sammelantwort",
    "Die Antwort „{text}“ prüft kein Wissen.",
    "Schreiben Sie eine Antwort, die für sich steht, oder machen Sie aus der Frage eine „mehrfach“.",
)
def catch_all_option(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """„Alle der genannten“ verrät sich, und gemischte Reihenfolge macht sie sinnlos (E04).

    Schlecht:
        - [x] alle der genannten
    Gut:
        - [x] die Ausländerbehörde
    """
    for question in module.questions:
        if isinstance(question, SingleChoice | MultipleChoice):
            for option in question.options:
                if _CATCH_ALL.search(option.text.plain):
                    yield rule.at(option.place, text=option.text.plain)


@module_check(
    "F104",
    Severity.TIPP,
    "Verneinung geht unter",
    "Die Frage fragt nach dem Gegenteil („{word}“), ohne es hervorzuheben.",
    "Fragen Sie besser nach dem, was gilt; sonst heben Sie hervor: **{word}**.",
)
def quiet_negation(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Wer „nicht“ überliest, antwortet auf eine andere Frage (E04).

    Schlecht:
        Welche Stelle ist nicht zuständig?
    Gut:
        Welche Stelle ist **nicht** zuständig?
    """
    for question in module.questions:
        if isinstance(question, TrueFalse):
            continue
        for place, word in _quiet_not(question.stem):
            yield rule.at(place, word=word)


def _quiet_not(stem: Prose) -> Iterator[tuple[Place, str]]:
    """The first negation in the question itself (last sentence of the last paragraph) that is not emphasised."""
    for inline in list(inline_tokens(stem))[-1:]:
        asked = passage_of(inline, stem.place).text.rstrip()
        quiet = passage_of(inline, stem.place, emphasis=False)
        start = max((end.end() for end in _SENTENCE_END.finditer(asked)), default=0)
        found = _NOT.search(quiet.text, start) if asked.endswith("?") else None
        if found:
            yield quiet.at(found.start()), found[1]
