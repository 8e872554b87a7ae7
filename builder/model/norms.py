"""The norm register ``curriculum/normen.yml``: the laws a course cites, and fingerprints of what is cited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from builder.model.base import CalendarDate, Record, Text

WHOLE = "-"
"""The label of a text without numbered Absätze."""
WRITTEN = (
    r"^([0-9a-f]{12}|weggefallen)(?:, (\d+) S(?:atz|ätze))?"
    r"(?:, (?:geändert|neu|entfallen) (\d{4}-[01]\d-[0-3]\d)(?: \(vorher ([0-9a-f]{12})\))?)?$"
)
"""An Absatz in the file: ``4be1f09ac2d7, 9 Sätze, geändert 2026-08-19 (vorher 77aa01bc23de)``."""
GONE = "weggefallen"
SLUG, NUMBER = r"^[a-z0-9_.-]*$", r"^(BJNR[0-9A-Z]+)?$"
"""The folder of a law at gesetze-im-internet.de, and its documentation number."""


@dataclass(frozen=True, slots=True)
class RegisteredParagraph:
    """One Absatz as registered. ``changed``: the date of the text in which it was first seen as it is now, None from
    the beginning; ``before``: its fingerprint until then. ``fingerprint`` is empty where it is repealed.
    """

    fingerprint: str
    sentences: int
    changed: date | None = None
    before: str = ""

    def __str__(self) -> str:
        """As it stands in the file."""
        count = f", {self.sentences} {'Satz' if self.sentences == 1 else 'Sätze'}" if self.fingerprint else ""
        kind = "geändert" if self.before and self.fingerprint else "entfallen" if self.before else "neu"
        change = f", {kind} {self.changed}" if self.changed else ""
        return (self.fingerprint or GONE) + count + change + (f" (vorher {self.before})" if self.before else "")


def read_paragraph(written: str) -> RegisteredParagraph:
    """An Absatz from how it stands in the file. Raises ValueError for a day that does not exist."""
    found = re.match(WRITTEN, written)
    fingerprint, sentences, changed, before = found.groups() if found else (GONE, None, None, None)
    day = date.fromisoformat(changed) if changed else None
    return RegisteredParagraph("" if fingerprint == GONE else fingerprint, int(sentences or 0), day, before or "")


class Source(StrEnum):
    """Where the text of a law comes from."""

    OFFICIAL = "amtlich"
    BY_HAND = "von Hand"


class RegisteredNorm(Record):
    """A § that is cited: its heading and its Absätze by number."""

    heading: str = Field(alias="titel")
    written: dict[str, Annotated[str, StringConstraints(pattern=WRITTEN)]] = Field(alias="absaetze")

    @cached_property
    def paragraphs(self) -> dict[str, RegisteredParagraph]:
        """Its Absätze by number."""
        return {label: read_paragraph(written) for label, written in self.written.items()}

    @cached_property
    def living(self) -> tuple[str, ...]:
        """The numbers of the Absätze that are not repealed."""
        return tuple(label for label, paragraph in self.paragraphs.items() if paragraph.fingerprint)

    @property
    def fingerprint(self) -> str:
        """One fingerprint of all its Absätze: equal for equal wording."""
        together = " ".join(f"{label}:{paragraph.fingerprint}" for label, paragraph in self.paragraphs.items())
        return sha256(together.encode()).hexdigest()[:12]


_NUMBERS = re.compile(r"(?P<other>\d+[a-z]{1,2})|(?P<first>\d+)(?:–(?P<last>\d+))?")


class Law(Record):
    """A law of the register. Official ones are written by the program, the others are kept by hand.

    ``day``: the date of the text the entry was made from. ``existing`` and ``repealed``: numbers of its norms in the
    order of the law, „1–3, 5, 5a“; ``norms``: those that are cited. ``articles``: what is cited of a law by hand.
    """

    short: Text = Field(alias="kurz")
    title: Text = Field(alias="titel")
    aliases: tuple[Text, ...] = Field(alias="auch", default=())
    source: Source = Field(alias="quelle", default=Source.OFFICIAL)
    slug: Annotated[str, StringConstraints(pattern=SLUG)] = ""
    number: Annotated[str, StringConstraints(pattern=NUMBER)] = Field(alias="doknr", default="")
    note: str = Field(alias="stand", default="")
    day: CalendarDate | None = Field(alias="textdatum", default=None)
    review_by: CalendarDate | None = Field(alias="pruefen_bis", default=None)
    responsible: str = Field(alias="verantwortlich", default="")
    sign: Literal["§", "Art."] = Field(alias="zeichen", default="§")
    existing: str = Field(alias="vorhanden", default="")
    repealed: str = Field(alias="weggefallen", default="")
    norms: dict[str, RegisteredNorm] = Field(alias="normen", default={})
    articles: tuple[Text, ...] = Field(alias="artikel", default=())

    @property
    def is_official(self) -> bool:
        """Whether the program reads its text."""
        return self.source is Source.OFFICIAL

    @property
    def is_filled(self) -> bool:
        """Whether an official text was read into the entry."""
        return bool(self.existing)

    @property
    def registered(self) -> set[str]:
        """The numbers of the norms whose Absätze the register has."""
        return {name.split(" ", 1)[1] for name in self.norms}

    def numbers(self) -> tuple[str, ...]:
        """The numbers of all norms that there are, in the order of the law."""
        return expanded(self.existing)

    def gone(self) -> frozenset[str]:
        """The numbers of all norms that are repealed."""
        return _set(self.repealed)

    def all(self) -> frozenset[str]:
        """The numbers of all norms there are."""
        return _set(self.existing)

    def meant(self, norm: str) -> tuple[str, ...]:
        """The numbers a cited norm stands for: „60a–60d“ → 60a, 60b, 60c, 60d; „50b ff.“ → that one and three more."""
        first, _, more = norm.replace(" f", "–f").partition("–")
        if not more:
            return (first,)
        known = sorted({*self.numbers(), *self.gone(), first}, key=natural)
        begin = known.index(first)
        if more in ("f.", "ff."):
            return tuple(known[begin : begin + (2 if more == "f." else 4)])
        return tuple(number for number in known[begin:] if natural(number) <= natural(more)) or (first,)


@dataclass(frozen=True, slots=True)
class NormRegister:
    """All laws of the register; an empty one where a project has none."""

    laws: tuple[Law, ...] = ()

    def law(self, short: str | None) -> Law | None:
        """The law of that short name."""
        return next((law for law in self.laws if law.short == short), None)

    @property
    def names(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """(short name, other names) of every law."""
        return tuple((law.short, law.aliases) for law in self.laws)


class Confirmation(Record):
    """Someone has compared a text with the changed wording: norms and their fingerprints at that time."""

    day: CalendarDate = Field(alias="datum")
    role: Text = Field(alias="rolle")
    norms: dict[str, Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{12}|weggefallen)$")]] = Field(alias="normen")


def natural(number: str) -> tuple[int, str]:
    """The order of numbers in a law: 5, 5a, 6, 10."""
    digits = re.match(r"\d*", number)
    count = digits[0] if digits else ""
    return int(count or 0), number[len(count) :]


@cache
def expanded(written: str) -> tuple[str, ...]:
    """„1–3, 5, 5a“ → 1, 2, 3, 5, 5a."""
    return tuple(number for found in _NUMBERS.finditer(written) for number in _expand(found))


@cache
def _set(written: str) -> frozenset[str]:
    return frozenset(expanded(written))


def _expand(found: re.Match[str]) -> Iterator[str]:
    if found["other"]:
        yield found["other"]
    else:
        yield from map(str, range(int(found["first"]), int(found["last"] or found["first"]) + 1))


def compressed(numbers: tuple[str, ...]) -> str:
    """1, 2, 3, 5, 5a → „1–3, 5, 5a“."""
    runs: list[list[str]] = []
    for number in numbers:
        follows = runs and number.isdigit() and runs[-1][-1].isdigit() and int(number) == int(runs[-1][-1]) + 1
        if follows:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
