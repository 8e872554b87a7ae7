"""What the register knows and what changed, in German, for whoever keeps the law of a course."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import groupby

from builder.law.register import Change
from builder.law.review import Review, touched
from builder.model.citations import Kind, Mention, Where
from builder.model.course import Course
from builder.model.norms import Law, NormRegister
from builder.norms.delivery import Problem

_AROUND = 8
"""Words of unchanged text shown beside a change."""
_PARTS = {
    Kind.MODULE: "Schritt",
    Kind.RULE_TABLE: "Zeile",
    Kind.PROCEDURE: "Schritt",
    Kind.CASE_STUDY: "Abschnitt",
}
"""What a part of a document is called, for each kind that has any."""


@dataclass(frozen=True, slots=True)
class Marks:
    """How a form writes what is gone, what is new, a heading and an entry."""

    gone: str
    new: str
    heading: str
    entry: str


TEXT = Marks("[–{}–]", "[+{}+]", "{}", "  {}")
MARKDOWN = Marks("~~{}~~", "**{}**", "### {}", "- {}")


def problems_text(problems: Sequence[Problem]) -> str:
    """What stood in the way, each with its cure."""
    return "\n".join(f"{each.source}: {each.problem}\n    → {each.hint}" for each in problems)


def status_text(course: Course, reviews: Sequence[Review], today: date) -> str:
    """Per law: its text and how old it is, the norms cited and where; then what is to be compared."""
    register, mentions = course.shared.register, course.mentions
    blocks = [_law_status(law, mentions, today) for law in register.laws]
    strange = sorted({str(m.citation.law) for m in mentions if m.citation.law and not register.law(m.citation.law)})
    if strange:
        blocks.append(f"Nicht im Register: {', '.join(strange)}")
    blocks.append(_to_review(reviews))
    return "\n\n".join(blocks)


def _law_status(law: Law, mentions: Sequence[Mention], today: date) -> str:
    own = [mention for mention in mentions if mention.citation.law == law.short]
    by_norm: dict[str, list[Mention]] = {}
    for mention in own:
        by_norm.setdefault(mention.citation.name, []).append(mention)
    lines = [f"  {name}: {places(found)}" for name, found in by_norm.items()]
    return "\n".join([_law_head(law, today), *(lines or ["  wird nicht zitiert"])])


def _law_head(law: Law, today: date) -> str:
    age = f"Text vom {law.day:%d.%m.%Y}, {(today - law.day).days} Tage alt" if law.day else "noch kein Text gelesen"
    note = f"; {law.note}" if law.note else ""
    review = f"; von Hand, zu prüfen bis {law.review_by:%d.%m.%Y}" if law.review_by else ""
    return f"{law.short} ({law.title}): {age}{note}{review}"


def _to_review(reviews: Sequence[Review]) -> str:
    if not reviews:
        return "Nichts ist zu prüfen: Alles Zitierte lautet noch so oder wurde bestätigt."
    lines = [f"  {each.touched.name}: {where_words(each.mention.where)}" for each in reviews]
    return "\n".join(["Zu prüfen, weil sich der Wortlaut geändert hat:", *lines])


def places(mentions: Iterable[Mention]) -> str:
    """Where something is cited: documents with their parts, each once."""
    found = sorted({mention.where for mention in mentions})
    return "; ".join(
        _document(list(group)) for _, group in groupby(found, key=lambda where: (where.kind, where.document))
    )


def _document(found: Sequence[Where]) -> str:
    words = where_words(Where(found[0].kind, found[0].document))
    parts = [_part(part, list(group)) for part, group in groupby(found, key=lambda where: where.part) if part]
    return f"{words}: {', '.join(parts)}" if parts else words


def _part(name: str, found: Sequence[Where]) -> str:
    questions = [where.question for where in found if where.question]
    return f"{name} ({', '.join(questions)})" if questions else name


def where_words(where: Where) -> str:
    """„Modul B3, Schritt gestattung“."""
    name = where.document.upper() if where.kind is Kind.MODULE else where.document
    part = _PARTS.get(where.kind, "")
    return f"{where.kind.value} {name}" + (f", {part} {where.part}" if where.part else "")


def newly_read(old: NormRegister, new: NormRegister) -> list[str]:
    """The norms the register has now and had not before: „§ 7 AGG“."""
    before = {(law.short, name) for law in old.laws for name in law.norms}
    return [f"{name} {law.short}" for law in new.laws for name in law.norms if (law.short, name) not in before]


def diff_text(
    changes: Sequence[Change], mentions: Sequence[Mention], register: NormRegister,
    wording: Callable[[str], str | None], marks: Marks = TEXT,
) -> str:  # fmt: skip
    """Every changed Absatz with its words before and after, and who cites it."""
    if not changes:
        return "Keine Änderung an zitierten Paragraphen."
    parts = ["\n".join(_change(change, changes, mentions, register, wording, marks)) for change in changes]
    if any(change.before and wording(change.before) is None for change in changes):
        parts.append(_UNKNOWN_BEFORE)
    return "\n\n".join(parts)


_UNKNOWN_BEFORE = (
    "Der frühere Wortlaut liegt auf diesem Rechner nicht überall vor. Haben Sie die alten Texte in einem Ordner: "
    "integrif norms diff --before ALT --from NEU"
)


def _change(
    change: Change, changes: Sequence[Change], mentions: Sequence[Mention], register: NormRegister,
    wording: Callable[[str], str | None], marks: Marks,
) -> Iterator[str]:  # fmt: skip
    yield marks.heading.format(f"{change.name} ({change.heading.strip('()')})" if change.heading else change.name)
    citing = citing_mentions(change, mentions, register)
    yield marks.entry.format(f"zitiert in: {places(citing) or 'nirgends'}")
    yield marks.entry.format(_words(change, wording, marks))
    moved = [each for each in changes if change.before and each.after == change.before and each.law == change.law]
    if moved:
        yield marks.entry.format(f"der frühere Wortlaut steht jetzt in {moved[0].name}")


def citing_mentions(change: Change, mentions: Iterable[Mention], register: NormRegister) -> list[Mention]:
    """The mentions that rest on an Absatz."""
    return [
        mention
        for mention in mentions
        if mention.citation.law == change.law
        and any(each.name == change.name for each in touched(mention.citation, register))
    ]


def _words(change: Change, wording: Callable[[str], str | None], marks: Marks) -> str:
    before, after = wording(change.before), wording(change.after)
    if not change.before:
        return f"neu: {marks.new.format(_line(after))}" if after else f"neu (Fingerabdruck {change.after})"
    if not change.after:
        return f"weggefallen: {marks.gone.format(_line(before))}" if before else f"weggefallen (war {change.before})"
    if after is None:
        return f"anderer Wortlaut (Fingerabdruck {change.before} → {change.after})"
    if before is None:
        return f"anderer Wortlaut, heute: {marks.new.format(_line(after))}"
    return word_diff(_line(before), _line(after), marks)


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def word_diff(before: str, after: str, marks: Marks = TEXT) -> str:
    """Two wordings in one line: what is gone and what is new, with a few words around."""
    old, new = before.split(" "), after.split(" ")
    parts: list[str] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    opcodes = matcher.get_opcodes()
    for index, (kind, a, b, c, d) in enumerate(opcodes):
        if kind == "equal":
            parts += _around(old[a:b], index > 0, index < len(opcodes) - 1)
            continue
        if b > a:
            parts.append(marks.gone.format(" ".join(old[a:b])))
        if d > c:
            parts.append(marks.new.format(" ".join(new[c:d])))
    return " ".join(parts)


def _around(words: Sequence[str], after_change: bool, before_change: bool) -> list[str]:
    """The words next to a change; an ellipsis for the others."""
    first = list(words[:_AROUND]) if after_change else []
    last = list(words[-_AROUND:]) if before_change else []
    if len(words) <= len(first) + len(last):
        return list(words)
    return [*first, "…", *last]
