"""Cited norms for readers: where the official text stands, and the list of what a module cites."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache

from builder.law.citations import citations
from builder.law.mentions import NOWHERE, SEMINAR, module_mentions, reference_mentions
from builder.law.names import LawNames
from builder.law.review import changed_since
from builder.model.citations import Citation
from builder.model.course import Shared
from builder.model.module import Module
from builder.model.norms import Law, natural
from builder.model.reference import Reference
from builder.rendering.typography import bind

Translate = Callable[[str], str]
_SERVER = "https://www.gesetze-im-internet.de"
_EU_ACT = re.compile(r"(?P<kind>VO|RL) \(EU\) (?:Nr\. )?(?P<one>\d+)/(?P<other>\d+)")
_MOST_NAMED = 8
_NEAR = 20
"""Letters between two values of one norm: „Satz 1 und 2“, „Abs. 1, jeweils auch in Abs. 2“."""
_EU_KINDS = {"VO": "reg", "RL": "dir"}


@dataclass(frozen=True, slots=True)
class ListedNorm:
    """A norm in the list of a module; no address where there is no official text to link."""

    name: str
    address: str | None


@dataclass(frozen=True, slots=True)
class ListedLaw:
    """A law with the norms of it that a module cites; ``stand``: its name and how new the text is."""

    short: str
    stand: str
    norms: tuple[ListedNorm, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A citation in a text: where, what it is called in full, where it can be read, of what day that text is."""

    start: int
    end: int
    name: str
    address: str | None
    stand: str

    def moved(self, by: int) -> Chip:
        """The same citation in a text that begins elsewhere."""
        return replace(self, start=self.start + by, end=self.end + by)


def chips(text: str, shared: Shared, translate: Translate) -> tuple[Chip, ...]:
    """The citations of registered laws in a text, those of one norm („Abs. 3 und 4“) as one; none of earlier law."""
    made: list[Chip] = []
    before: Citation | None = None
    for citation in citations(text, _names(shared.register.names)):
        law = None if citation.former else shared.register.law(citation.law)
        if law and before and _same_norm(before, citation):
            made[-1] = replace(made[-1], end=citation.end)
        elif law:
            address = official_address(law, citation.sign, law.meant(citation.norm)[0])
            made.append(Chip(citation.start, citation.end, str(citation), address, stand_of(law, translate)))
        before = citation if law else None
    return tuple(made)


def _same_norm(one: Citation, other: Citation) -> bool:
    near = other.start - one.end <= _NEAR
    return near and (one.name, one.law) == (other.name, other.law)


@cache
def _names(registered: tuple[tuple[str, tuple[str, ...]], ...]) -> LawNames:
    """One set of names for all texts of a build: its patterns are long."""
    return LawNames(registered)


def official_address(law: Law, sign: str, number: str) -> str | None:
    """Where a norm can be read: gesetze-im-internet.de for federal law, EUR-Lex (ELI) for acts of the EU."""
    if law.is_official and law.slug:
        return f"{_SERVER}/{law.slug}/{'art_' if sign == 'Art.' else '__'}{number}.html"
    act = next((found for name in (law.short, *law.aliases) if (found := _EU_ACT.fullmatch(name))), None)
    if not act:
        return None
    year, count = (act["one"], act["other"]) if len(act["one"]) == 4 else (act["other"], act["one"])
    return f"https://eur-lex.europa.eu/eli/{_EU_KINDS[act['kind']]}/{year}/{count}/oj/deu"


def law_address(law: Law) -> str | None:
    """Where the whole of a law can be read."""
    if law.is_official and law.slug:
        return f"{_SERVER}/{law.slug}/"
    return official_address(law, law.sign, "")


def cited_laws(modules: Iterable[Module], shared: Shared) -> tuple[Law, ...]:
    """The laws that modules cite, in the order of the register."""
    named = {law.short for module in modules for law in listed_norms(module, shared, str)}
    return tuple(law for law in shared.register.laws if law.short in named)


def stand_of(law: Law, translate: Translate) -> str:
    """„Asylgesetz, Textstand 19.08.2026“: what a reader learns of the text behind a link."""
    _ = translate
    words = _("text of %(day)s") if law.is_official else _("as known on %(day)s")
    return f"{law.title}, {words % {'day': f'{law.day:%d.%m.%Y}'}}" if law.day else law.title


def listed_norms(module: Module, shared: Shared, translate: Translate) -> tuple[ListedLaw, ...]:
    """What a module cites, in the order of the register, numbers upwards."""
    return norms_of((module,), shared, translate)


def norms_of(modules: Iterable[Module], shared: Shared, translate: Translate) -> tuple[ListedLaw, ...]:
    """What several modules cite, as one list."""
    names = _names(shared.register.names)
    found = (mention for module in modules for mention in module_mentions(module, names))
    read = [mention.citation for mention in found if mention.where.part != SEMINAR]
    laws = ((law, _cited(law, read)) for law in shared.register.laws)
    return tuple(ListedLaw(law.short, stand_of(law, translate), norms) for law, norms in laws if norms)


def changed_norms(document: Module | Reference, shared: Shared) -> str:
    """What a document cites that has changed since its Rechtsstand, in words; empty where nothing has."""
    names = _names(shared.register.names)
    if isinstance(document, Module):
        found, about = module_mentions(document, names), document.meta
        changed = changed_since(found, shared.register, about.law_date, about.confirmations)
    else:
        in_it = reference_mentions(document, names, NOWHERE)
        changed = changed_since(in_it, shared.register, document.law_date, document.confirmations)
    return bind(", ".join(changed[:_MOST_NAMED]) + (" …" if len(changed) > _MOST_NAMED else ""))


def law_line(law: ListedLaw) -> str:
    """A law of the list in one line, for paper."""
    return bind(f"{law.short} ({law.stand}): {', '.join(norm.name for norm in law.norms)}")


def _cited(law: Law, found: Iterable[Citation]) -> tuple[ListedNorm, ...]:
    own = (citation for citation in found if citation.law == law.short)
    numbers = {(citation.sign, number) for citation in own for number in law.meant(citation.norm)}
    ordered = sorted(numbers, key=lambda named: natural(named[1]))
    return tuple(ListedNorm(f"{sign} {number}", official_address(law, sign, number)) for sign, number in ordered)
