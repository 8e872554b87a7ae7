"""Which parts of a course rest on a wording that changed and that nobody has compared since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from builder.law.register import paragraph_name
from builder.model.citations import Citation, Kind, Mention, Where
from builder.model.course import Course
from builder.model.norms import (
    GONE,
    Confirmation,
    Law,
    NormRegister,
    RegisteredNorm,
    RegisteredParagraph,
    natural,
)


@dataclass(frozen=True, slots=True)
class Touched:
    """A registered Absatz that a citation rests on. ``name``: „§ 61 Abs. 1 AsylG“."""

    name: str
    law: Law
    norm: str
    label: str
    paragraph: RegisteredParagraph

    @property
    def fingerprint(self) -> str:
        """What a confirmation names: the fingerprint, or that it is repealed."""
        return self.paragraph.fingerprint or GONE


@dataclass(frozen=True, slots=True)
class Review:
    """A mention that is to be compared with the wording an Absatz has since ``touched.paragraph.changed``."""

    mention: Mention
    touched: Touched


def touched(citation: Citation, register: NormRegister) -> Iterator[Touched]:
    """The registered Absätze a citation rests on: the one it names, or all of its norm."""
    law = register.law(citation.law)
    if law is None or citation.sign != law.sign:
        return
    for number in law.meant(citation.norm):
        name = f"{law.sign} {number}"
        norm = law.norms.get(name)
        for label in _labels(citation, norm) if norm else ():
            paragraph = norm.paragraphs[label] if norm else None
            if paragraph:
                yield Touched(paragraph_name(name, label, law.short), law, name, label, paragraph)


def _labels(citation: Citation, norm: RegisteredNorm) -> tuple[str, ...]:
    """The Absätze meant: „1“, „1a–1d“; all where none is named, or where the one named is not there."""
    first, _, last = citation.paragraph.split(" ")[0].partition("–")
    named = tuple(
        label
        for label in norm.paragraphs
        if label == first or (last and natural(first) <= natural(label) <= natural(last))
    )
    return named or tuple(norm.paragraphs)


@dataclass(frozen=True, slots=True)
class _Document:
    """What a document says of the law it was written from: the day, and what was confirmed since."""

    law_date: date | None
    confirmed: Mapping[str, frozenset[str]]

    def knows(self, touched: Touched) -> bool:
        changed = touched.paragraph.changed
        if changed is None or (self.law_date and self.law_date >= changed):
            return True
        return touched.fingerprint in self.confirmed.get(touched.name, frozenset())


def open_reviews(course: Course) -> tuple[Review, ...]:
    """Every mention in a dated document that rests on a changed Absatz, once for each part and Absatz."""
    documents, found = _documents(course), dict[tuple[Where, str], Review]()
    for mention in course.mentions:
        document = documents.get((mention.where.kind, mention.where.document))
        for each in touched(mention.citation, course.shared.register) if document else ():
            if document and not document.knows(each) and not _names_what_is_gone(mention.citation, each):
                where = Where(mention.where.kind, mention.where.document, mention.where.part)
                found.setdefault((where, each.name), Review(mention, each))
    return tuple(found.values())


def changed_since(
    mentions: Iterable[Mention], register: NormRegister, law_date: date | None, confirmations: Iterable[Confirmation]
) -> tuple[str, ...]:
    """The Absätze a document cites that read otherwise than at its Rechtsstand, and that nobody has compared since."""
    document = _document(law_date, confirmations)
    found = ((mention, each) for mention in mentions for each in touched(mention.citation, register))
    waiting = (e.name for m, e in found if not document.knows(e) and not _names_what_is_gone(m.citation, e))
    return tuple(dict.fromkeys(waiting))


def _names_what_is_gone(citation: Citation, each: Touched) -> bool:
    """A citation of what is repealed is wrong (N003, N004); there is nothing left to compare."""
    norm = each.law.norms[each.norm]
    return not each.paragraph.fingerprint and bool(citation.paragraph or not norm.living)


def _documents(course: Course) -> dict[tuple[Kind, str], _Document]:
    """The documents with a Rechtsstand of their own."""
    made: dict[tuple[Kind, str], _Document] = {}
    for module in course.looked_at:
        made[Kind.MODULE, module.id] = _document(module.meta.law_date, module.meta.confirmations)
    for table in course.shared.rule_tables:
        made[Kind.RULE_TABLE, table.id] = _document(table.law_date, table.confirmations)
    for kind, _, entries in course.shared.lists:
        made |= {(kind, entry.id): _document(entry.law_date, entry.confirmations) for entry in entries}
    return made


def _document(law_date: date | None, confirmations: Iterable[Confirmation]) -> _Document:
    confirmed: dict[str, frozenset[str]] = {}
    for confirmation in confirmations:
        for name, fingerprint in confirmation.norms.items():
            confirmed[name] = confirmed.get(name, frozenset()) | {fingerprint}
    return _Document(law_date, confirmed)
