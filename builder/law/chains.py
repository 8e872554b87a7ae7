"""Norms that are named together and share a law: „§ 2 Abs. 1, § 6 Abs. 2 RDG“. A hand-written reader over words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from builder.law import words
from builder.law.names import LawNames
from builder.law.words import LEVEL, LEVELS

_HIGHEST_ABSATZ = 20
"""A bare number above it, in a list of §§, is a § and no Absatz."""


@dataclass(slots=True)
class Part:
    """One norm of a chain, the levels below it, and its law if one is named; ``start`` and ``end``: in the text.

    ``former``: whether the text says that the law of earlier days is meant.
    """

    sign: str
    norm: str
    start: int
    end: int
    levels: dict[str, str] = field(default_factory=dict)
    law: str | None = None
    former: bool = False


def chains(text: str, names: LawNames, of_law: bool = False) -> Iterator[list[Part]]:
    """The chains of a text in order; ``of_law``: in the text of a law the word „Artikel“ means one of a law."""
    position = 0
    while found := words.SIGN.search(text, position):
        reader = _Reader(text, names, found, position)
        if reader.read(of_law):
            yield reader.parts
            while further := reader.further():
                yield further.parts
                reader = further
        position = max(reader.position, found.end())


class _Reader:
    """Reads one chain from its first sign on; ``unread`` is where the chain before it ended."""

    def __init__(self, text: str, names: LawNames, first: re.Match[str], unread: int) -> None:
        self._text, self._names, self._first, self._unread = text, names, first, unread
        self.position = first.end()
        self.parts: list[Part] = []
        self._several, self._roman, self._former, self._last = False, False, False, "norm"

    def read(self, of_law: bool) -> bool:
        """Read the chain; False where it cites no law at all: „§ 1 der Satzung“, „Artikel 5 Euro“."""
        self._begin(self._first)
        if words.UNIT.match(self._text, self.position):
            return False
        self._read_parts()
        after = self._law_after()
        earlier = self._text[self._unread : self._first.start()]
        if after is None and (words.OWNED.match(self._text, self.position) or words.OWNED_BEFORE.search(earlier)):
            return False
        before = self._names.before(earlier)
        self._share(before, after)
        by_word = self._first["sign"].startswith(("Artikel", "art", "ART"))
        return bool(after or before or of_law or not by_word or any(part.levels for part in self.parts))

    def _read_parts(self) -> None:
        while self._descend() or self._go_on() or self._join():
            pass

    def further(self) -> _Reader | None:
        """The rest of a list of §§ that goes on behind a law, with a law of its own: „§§ 166 VwGO, 114 ZPO“."""
        found = words.CONTINUED.match(self._text, self.position) if self._several and self.parts[-1].law else None
        if found is None:
            return None
        reader = _Reader(self._text, self._names, found, self.position)
        reader._several = True
        reader._add(self.parts[-1].sign, found["norm"], found.start("norm"), found.end())
        reader._read_parts()
        law = reader._law_after()
        reader._share(None, law)
        return reader if law else None

    def _law_after(self) -> str | None:
        """The law behind the parts, perhaps after the heading of the norm: „§ 61 (Erwerbstätigkeit) AsylG“."""
        for between in (words.BEFORE_LAW, words.HEADED_LAW):
            article = between.match(self._text, self.position)
            named = self._names.at(self._text, article.end()) if article else None
            if article and named:
                self.position = self.parts[-1].end = named.end
                self._descend_behind()
                self._former = self._says_former() or article.groupdict().get("former") is not None
                return named.law
        return None

    def _says_former(self) -> bool:
        """Words behind a norm or its law that say that earlier law is meant."""
        found = words.FORMER.match(self._text, self.position)
        if found:
            self.position = self.parts[-1].end = found.end()
        return found is not None

    def _descend_behind(self) -> None:
        """The levels of a norm that stand behind its law: „§ 3 AsylG Abs. 1“."""
        if not self.parts[-1].levels and LEVEL["paragraph"].match(self._text, self.position):
            while self._descend():
                pass

    def _share(self, before: str | None, after: str | None) -> None:
        """The law behind a chain is that of all parts with the same sign as the last; one before it of the others."""
        last = self.parts[-1].sign
        for part in self.parts:
            if part.sign == last and not (before and after and part is not self.parts[-1] and part is self.parts[0]):
                part.law, part.former = after or before, part.former or self._former
            elif part.sign == self.parts[0].sign:
                part.law = before

    def _begin(self, found: re.Match[str]) -> None:
        """A norm with a sign of its own."""
        sign = "§" if found["sign"].startswith(("§", "Par")) else "Art."
        self._several = found["sign"] not in ("§", "Paragraf", "Paragraph", "Artikels", "art.", "ART.")
        self._add(sign, found["norm"], found.start(), found.end())

    def _add(self, sign: str, norm: str, start: int, end: int) -> None:
        self.parts.append(Part(sign, words.joined(norm), start, end))
        self.position, self._last = end, "norm"

    # --- one norm: further in, or on ---------------------------------------------------------------------------------
    def _descend(self) -> bool:
        """A level below: „Abs. 1“, „zweiter Halbsatz“, „(1)“, „I 2“; or an aside, which is passed over."""
        text, position = self._text, self.position
        if found := words.DOUBLE_LETTER.match(text, position) if self._last == "letter" else None:
            self._extend(f" lit. {found['value']}", found.end())
            return True
        for level, pattern in LEVEL.items():
            if found := pattern.match(text, position):
                self._set(level, found["value"], found.end())
                return True
        if self._ordinal(position):
            return True
        if self._says_former():
            self.parts[-1].former = True
            return True
        if found := words.ASIDE.match(text, position):
            self.position = self.parts[-1].end = found.end()
            return True
        return self._last == "norm" and self._descend_otherwise()

    def _ordinal(self, position: int) -> bool:
        """„zweiter Halbsatz“, „2. Hs.“."""
        found = words.ORDINAL.match(self._text, position)
        if found:
            digit = found["digit"] or str(("erste", "zweite", "dritte").index(found["word"]) + 1)
            self._set("half" if found["half"] else "subparagraph", digit, found.end())
        return found is not None

    def _descend_otherwise(self) -> bool:
        """The rarer styles behind the number of a norm."""
        text, position, part = self._text, self.position, self.parts[-1]
        if found := words.BRACKETED.match(text, position):
            self._set("paragraph", found["value"], found.end())
            return True
        if part.sign == "Art." and (found := words.SIGN.match(text, position + 1)) and found["sign"] == "§":
            self._extend(f" § {words.joined(found['norm'])}", found.end())  # Art. 229 § 6 EGBGB
            return True
        if found := self._brief(position):
            self._set_brief(found)
        return found is not None

    def _brief(self, position: int) -> re.Match[str] | None:
        return words.BRIEF.match(self._text, position + 1) if self._text[position : position + 1].isspace() else None

    def _set_brief(self, found: re.Match[str]) -> None:
        self._roman = True
        number = words.ROMAN.index(found["paragraph"]) + 1
        self._set("paragraph", f"{number}{found['letter'] or ''}", found.end())
        if found["sentence"]:
            self._set("sentence", found["sentence"], found.end())

    def _set(self, level: str, value: str, end: int) -> None:
        self.parts[-1].levels[level] = words.joined(value)
        self.position = self.parts[-1].end = end
        self._last = level

    def _go_on(self) -> bool:
        """A range („60a bis 60d“, „lit. a–f“), or „ff.“."""
        if following := words.FOLLOWING.match(self._text, self.position):
            self._extend(" ff." if following["word"].startswith("ff") else " f.", following.end())
            return True
        to = words.TO.match(self._text, self.position)
        value = words.LAST_VALUE[self._last].match(self._text, to.end()) if to else None
        if value is None or self._counts(value):
            return False
        self._extend(f"–{words.joined(value['value'])}", value.end())
        return True

    def _extend(self, more: str, end: int) -> None:
        part = self.parts[-1]
        if self._last == "norm":
            part.norm += more
        else:
            part.levels[self._last] += more
        self.position = part.end = end

    # --- several norms ------------------------------------------------------------------------------------------------
    def _join(self) -> bool:
        """After „,“, „und“, „i. V. m.“: another norm, another level, or another value of the same level."""
        joint = words.WITH.match(self._text, self.position) or words.AND.match(self._text, self.position)
        if not joint:
            return False
        if annex := words.ANNEX.match(self._text, joint.end()):
            self.position = annex.end()
            return True
        article = words.ARTICLE.match(self._text, joint.end())
        if found := words.SIGN.match(self._text, article.end() if article else joint.end()):
            self._begin(found)
            return True
        position = joint.end()
        if joint[0].strip() == "," and self._ordinal(position):  # „Satz 1, 2. Hs.“ is one half
            return True
        if brief := words.BRIEF.match(self._text, position) if self._roman else None:
            self._fork("paragraph", position)
            self._set_brief(brief)
            return True
        return self._other_level(joint) or self._other_norm(position) or self._other_value(position)

    def _other_level(self, joint: re.Match[str]) -> bool:
        position = joint.end()
        for level, pattern in LEVEL.items():
            if found := pattern.match(self._text, position):
                if joint[0].strip() != "," or not self._is_inside(level):
                    self._fork(level, position)
                self._set(level, found["value"], found.end())
                return True
        return False

    def _is_inside(self, level: str) -> bool:
        """Whether a level stands below what was read last: „§ 5, Abs. 1, Nr. 1“ is one norm."""
        return self._last == "norm" or LEVELS.index(level) > LEVELS.index(self._last)

    def _other_norm(self, position: int) -> bool:
        """A bare number that is the next § of a list: „§§ 22, 23 Abs. 2 oder 4, 23a“, „§§ 25a, b“."""
        letter = words.ONLY_LETTER.match(self._text, position)
        if letter and self._several and self._last == "norm" and self.parts[-1].norm[-1:].isalpha():
            self._add(self.parts[-1].sign, self.parts[-1].norm[:-1] + letter[0], position, letter.end())
            return True
        value = words.VALUE["norm"].match(self._text, position)
        if value is None or self._counts(value) or not self._is_norm(value):
            return False
        self._add(self.parts[-1].sign, value[0], position, value.end())
        return True

    def _other_value(self, position: int) -> bool:
        value = words.VALUE[self._last].match(self._text, position) if self._last != "norm" else None
        if value is None or self._counts(value):
            return False
        self._fork(self._last, position)
        self._set(self._last, value["value"], value.end())
        return True

    def _fork(self, level: str, position: int) -> None:
        """A new part that shares what stands further out than this level."""
        part, outer = self.parts[-1], LEVELS[: LEVELS.index(level)]
        kept = {name: value for name, value in part.levels.items() if name in outer}
        self.parts.append(Part(part.sign, part.norm, position, position, kept))

    def _is_norm(self, value: re.Match[str]) -> bool:
        """Whether a bare number is a § rather than an Absatz or an ordinary number.

        §§ are listed upwards; an Absatz has no Absätze, and hardly so high a number. After one „§“ there is another
        only where a law or the end of the words follows.
        """
        brief = self._brief(value.end()) if self._roman else None
        has_levels = bool(brief or LEVEL["paragraph"].match(self._text, value.end()))
        if not self._several:
            return self._last == "norm" and (has_levels or self._ends_words(value.end()))
        if self._last == "norm" or has_levels:
            return True
        order, before = words.order(words.joined(value[0])), words.order(re.split("[– ]", self.parts[-1].norm)[-1])
        high = order[0] > _HIGHEST_ABSATZ
        return high and order > before if self.parts[-1].sign == "Art." else high or order > before

    def _ends_words(self, position: int) -> bool:
        ends = re.match(r"\s*(?:$|[.,;:)“]|und\b|oder\b)", self._text[position:])
        return bool(ends or self._names.at(self._text, position + 1))

    def _counts(self, value: re.Match[str]) -> bool:
        """Whether a number counts something („12 Monate“), or begins the next item of a list."""
        text, end = self._text, value.end()
        if self._last != "norm" and len(value[0]) > 3 and value[0].isdigit():
            return True
        begins_item = text[: value.start()].endswith("\n") and text[end : end + 1] in (".", ")")
        return begins_item or bool(words.UNIT.match(text, end))
