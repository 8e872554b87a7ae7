"""From texts that were delivered to the new register: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from builder.law.register import Change, changes, listed, register_file, renewed
from builder.law.review import open_reviews
from builder.law.wording import LawText
from builder.model.citations import Mention
from builder.model.course import NORMS, Course
from builder.model.norms import Law, NormRegister
from builder.norms.delivery import Delivery, Problem
from builder.output import rewrite


@dataclass(frozen=True, slots=True)
class Update:
    """A new register, what changed in it, which official laws had no text, what stood in the way."""

    register: NormRegister
    changes: tuple[Change, ...]
    without_text: tuple[str, ...]
    problems: tuple[Problem, ...]


def updated(course: Course, delivery: Delivery, day: date | None, whole: bool = True) -> Update:
    """The register after a delivery; unchanged where there are problems.

    ``day``: of texts that do not say theirs. ``whole``: whether the course could be read; else no entry is forgotten.
    """
    register = course.shared.register
    laws = _renewed(course, delivery, day, whole)
    problems = [*delivery.problems]
    for old, new in zip(register.laws, laws, strict=True):
        problems += _older(old, new, delivery.text(old.short), day)
    missing = tuple(law.short for law in register.laws if law.is_official and delivery.text(law.short) is None)
    if problems:
        return Update(register, (), missing, tuple(problems))
    return Update(NormRegister(laws), differences(course, delivery, day), missing, ())


def differences(course: Course, delivery: Delivery, day: date | None) -> tuple[Change, ...]:
    """What is different in the texts of a delivery from what the register has."""
    pairs = zip(course.shared.register.laws, _renewed(course, delivery, day, whole=True), strict=True)
    return tuple(change for old, new in pairs for change in changes(old, new))


def _renewed(course: Course, delivery: Delivery, day: date | None, whole: bool) -> tuple[Law, ...]:
    """The entries after a delivery; those without a text as they were."""
    texts = [(law, delivery.text(law.short)) for law in course.shared.register.laws]
    known = [listed(law, text, _day(law, text, day)) if text else law for law, text in texts]
    cited = _cited(NormRegister(tuple(known)), course.mentions)
    waiting = frozenset(review.touched.name for review in open_reviews(course))
    return tuple(
        renewed(law, text, cited[law.short] | (set() if whole else law.registered), waiting) if text else law
        for law, (_, text) in zip(known, texts, strict=True)
    )


def _day(law: Law, text: LawText, day: date | None) -> date:
    """The day of a text. A law that did not change for years has an old file: it is as new as what we have."""
    given = text.day or day or date.today()
    return max(given, law.day) if law.day else given


def _older(old: Law, new: Law, text: LawText | None, day: date | None) -> list[Problem]:
    """An older file with another wording would undo what the register knows."""
    given = (text.day or day) if text else None
    lists = ((law.existing, law.repealed) for law in (old, new))
    if not (given and old.day and given < old.day and (any(changes(old, new)) or len(set(lists)) > 1)):
        return []
    days = f"({given:%d.%m.%Y}) als der im Register ({old.day:%d.%m.%Y}) und lautet anders"
    return [Problem(old.short, f"Der Text von „{old.short}“ ist älter {days}.", "Nehmen Sie einen neueren Text.")]


def _cited(register: NormRegister, mentions: Iterable[Mention]) -> dict[str, set[str]]:
    """The numbers of the norms that are cited, by law."""
    cited: dict[str, set[str]] = {law.short: set() for law in register.laws}
    for mention in mentions:
        law = register.law(mention.citation.law)
        if law and law.is_official and mention.citation.sign == law.sign:
            cited[law.short].update(law.meant(mention.citation.norm))
    return cited


def write_register(root: Path, register: NormRegister) -> None:
    """Replace ``curriculum/normen.yml``."""
    path = root / "curriculum" / NORMS
    rewrite(path, register_file(register, path.read_bytes().decode()).encode())
