"""Footnotes that the parser would drop without a word: unused ones, second ones of a name, empty ones."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from builder.findings import FindingLog
from builder.reading import rules
from builder.source import Place

LOST = "footnote_lost"
"""Type of the token that stands where such a footnote began; its text follows as running text."""


def keep_lost_footnotes(state: StateCore) -> None:
    """A core rule before the parser's own: footnotes it would drop become running text behind a token ``LOST``."""
    state.tokens = list(_kept(state.tokens, state.env.get("footnotes", {}).get("refs", {})))


def report_lost_footnote(token: Token, place: Place, log: FindingLog) -> None:
    """The finding for a token ``LOST``."""
    problem, hint = (text.format(name=token.meta["label"]) for text in _WORDS[token.meta["problem"]])
    log.add(rules.FOOTNOTE_LOST, place, problem=problem, hint=hint)


_WORDS = {
    "unused": (
        "Zur Fußnote [^{name}] gibt es keine Stelle im Text; sie würde nirgends gezeigt.",
        "Setzen Sie [^{name}] hinter das Wort, zu dem sie gehört, oder löschen Sie die Fußnote.",
    ),
    "twice": (
        "Die Fußnote [^{name}] steht hier zum zweiten Mal; gezeigt würde nur eine von beiden.",
        "Geben Sie der zweiten einen eigenen Namen, zum Beispiel [^{name}b]: …, im Text ebenso.",
    ),
    "empty": (
        "Die Fußnote [^{name}] hat keinen Text.",
        "Schreiben Sie den Text hinter den Doppelpunkt: [^{name}]: Text der Fußnote.",
    ),
}


def _kept(tokens: list[Token], refs: dict[str, int]) -> Iterator[Token]:
    seen: set[str] = set()
    lost = False
    for index, token in enumerate(tokens):
        if token.type == "footnote_reference_open":
            label = token.meta["label"]
            problem = _problem(label, tokens[index + 1], refs, seen)
            seen.add(label)
            lost = problem is not None
            yield _marker(token, label, problem) if problem else token
        elif token.type != "footnote_reference_close" or not lost:
            yield token


def _problem(label: str, following: Token, refs: dict[str, int], seen: set[str]) -> str | None:
    if label in seen:
        return "twice"
    if following.type == "footnote_reference_close":
        return "empty"
    return "unused" if refs.get(f":{label}", -1) < 0 else None


def _marker(opening: Token, label: str, problem: str) -> Token:
    return Token(LOST, "", 0, map=opening.map, hidden=True, meta={"label": label, "problem": problem})
