"""The register entry of a law, made anew from its text; what changed in it; the file it stands in."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from builder.law.wording import LawText, NormText, Paragraph
from builder.model.norms import (
    WHOLE,
    Law,
    NormRegister,
    RegisteredNorm,
    RegisteredParagraph,
    compressed,
    natural,
)

HEADER = """\
# Normenregister: die Gesetze, die der Kurs zitiert. Amtliche Einträge schreibt das Programm (integrif norms update).
# Von Hand stehen hier: kurz, titel, auch, slug; bei quelle „von Hand“ der ganze Eintrag, mit den zitierten Artikeln.
# Ein Absatz: Fingerabdruck seines Wortlauts, Zahl der Sätze, seit wann er anders lautet. Der Wortlaut steht hier nie.
"""


@dataclass(frozen=True, slots=True)
class Change:
    """An Absatz that no longer has the wording it had; an empty fingerprint: there is none (any more)."""

    law: str
    norm: str
    heading: str
    paragraph: str
    before: str
    after: str

    @property
    def name(self) -> str:
        """„§ 61 Abs. 1 AsylG“."""
        return paragraph_name(self.norm, self.paragraph, self.law)


def paragraph_name(norm: str, label: str, law: str) -> str:
    """„§ 61 Abs. 1 AsylG“; „§ 90 AsylG“ for a norm without numbered Absätze."""
    return f"{norm} {law}" if label == WHOLE else f"{norm} Abs. {label} {law}"


def listed(law: Law, text: LawText, day: date) -> Law:
    """The entry of an official law with what is in its text of that day: which norms there are, which are repealed."""
    numbers = dict[str, bool]()
    for norm in text.norms:
        number = norm.name.split(" ", 1)[1]
        numbers[number] = norm.repealed and numbers.get(number, True)
    return law.model_copy(
        update={
            "number": text.number or law.number,
            "note": text.note or law.note,
            "day": day,
            "sign": "Art." if any(norm.name.startswith("Art.") for norm in text.norms) else "§",
            "existing": compressed(tuple(number for number, gone in numbers.items() if not gone)),
            "repealed": compressed(tuple(number for number, gone in numbers.items() if gone)),
        }
    )


def renewed(law: Law, text: LawText, cited: Iterable[str], waiting: Container[str] = ()) -> Law:
    """The listed entry with the norms that are cited, by number: those of the text, and what became of older ones.

    ``waiting``: names of Absätze whose last change somebody has yet to compare; their „vorher“ stays.
    """
    names = [f"{law.sign} {number}" for number in sorted(set(cited), key=natural)]
    kept = {name: _norm(law, name, text.norm(name), waiting) for name in names}
    return law.model_copy(update={"norms": {name: norm for name, norm in kept.items() if norm.written}})


def _norm(law: Law, name: str, new: NormText | None, waiting: Container[str]) -> RegisteredNorm:
    old = law.norms.get(name)
    before = dict(old.paragraphs) if old else {}
    now = {paragraph.label: paragraph for paragraph in new.paragraphs} if new else {}
    there = [label for label, paragraph in now.items() if label in before or not paragraph.repealed]
    labels = [*there, *(label for label in before if label not in there)]
    day = law.day if old else None
    waits = {label for label in before if paragraph_name(name, label, law.short) in waiting}
    written = {label: str(_paragraph(before.get(label), now.get(label), day, label in waits)) for label in labels}
    heading = new.heading if new else old.heading if old else ""
    return RegisteredNorm.model_validate({"titel": heading, "absaetze": written})


def _paragraph(
    before: RegisteredParagraph | None, now: Paragraph | None, day: date | None, waits: bool
) -> RegisteredParagraph:
    """``day``: of the new text; None in a norm that was not registered before."""
    fingerprint = now.fingerprint if now and not now.repealed else ""
    sentences = now.sentences if now else 0
    if before and before.fingerprint == fingerprint:
        return RegisteredParagraph(fingerprint, sentences, before.changed, before.before)
    was = (before.before if waits else before.fingerprint) if before else ""
    returned = waits and was == fingerprint
    return RegisteredParagraph(fingerprint, sentences, None if returned else day, "" if returned else was)


def changes(old: Law, new: Law) -> Iterator[Change]:
    """The Absätze registered in both entries that differ between them."""
    for name, norm in new.norms.items():
        before = old.norms[name].paragraphs if name in old.norms else norm.paragraphs
        for label, paragraph in norm.paragraphs.items():
            was = before[label].fingerprint if label in before else ""
            if was != paragraph.fingerprint:
                yield Change(new.short, name, norm.heading, label, was, paragraph.fingerprint)


def recorded_changes(law: Law) -> Iterator[Change]:
    """The changes the register remembers: what was last different, and what it is now."""
    for name, norm in law.norms.items():
        for label, paragraph in norm.paragraphs.items():
            if paragraph.changed:
                yield Change(law.short, name, norm.heading, label, paragraph.before, paragraph.fingerprint)


def between(short: str, old: LawText, new: LawText) -> Iterator[Change]:
    """The Absätze that differ between two texts of a law."""
    names = dict.fromkeys([*(norm.name for norm in old.norms), *(norm.name for norm in new.norms)])
    for name in names:
        was, now = _fingerprints(old.norm(name)), _fingerprints(new.norm(name))
        heading = next((norm.heading for text in (new, old) if (norm := text.norm(name))), "")
        for label in dict.fromkeys([*was, *now]):
            if was.get(label, "") != now.get(label, ""):
                yield Change(short, name, heading, label, was.get(label, ""), now.get(label, ""))


def _fingerprints(norm: NormText | None) -> Mapping[str, str]:
    found = norm.paragraphs if norm else ()
    return {paragraph.label: "" if paragraph.repealed else paragraph.fingerprint for paragraph in found}


def register_file(register: NormRegister, written: str) -> str:
    """``normen.yml`` from what is written in it: an entry that did not change, or that people keep, stays as it is."""
    old, rest = _entries(written)
    return HEADER + "".join(_entry(law, *old.get(law.short, ("", ""))) for law in register.laws) + rest


def _entries(written: str) -> tuple[dict[str, tuple[str, str]], str]:
    """Short name → comments above an entry, and the entry as it is written; then the comments below all."""
    found: dict[str, tuple[str, str]] = {}
    blocks = re.split(r"(?m)^(?=-[ \n])", written.removeprefix("\ufeff").replace("\r\n", "\n"))
    above = blocks[0].replace(HEADER, "")
    for block in blocks[1:]:
        below = re.search(r"(?m)(?:^(?:#.*)?\n)*\Z", block)
        end = below.start() if below else len(block)
        found[_read(block).get("kurz", "")] = (above, block[:end])
        above = block[end:]
    return found, above if found else ""


def _read(block: str) -> dict[str, Any]:
    """One entry of the list, all values as text."""
    entry: dict[str, Any] = yaml.load(block, Loader=yaml.BaseLoader)[0]
    return entry


def _entry(law: Law, above: str, block: str) -> str:
    same = block and (not law.is_official or Law.model_validate(_read(block)) == law)
    plain = _plain(law.model_dump(by_alias=True, exclude_defaults=True))
    made = block if same else yaml.dump([plain], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return above + made


class _Dumper(yaml.SafeDumper):
    """Writes equal values again rather than pointing to the first."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _plain(value: Any) -> Any:
    """Lists for tuples, plain texts for enumerations: what YAML knows."""
    match value:
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case tuple() | list():
            return [_plain(inner) for inner in value]
        case str():
            return str(value)
        case _:
            return value
