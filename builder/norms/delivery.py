"""Texts of laws as they were delivered, and what could not be read of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.law.markdown import read_markdown
from builder.law.official_xml import read_official_xml
from builder.law.unreadable import Unreadable
from builder.law.wording import LawText, Paragraph
from builder.model.norms import Law
from builder.norms.archive import LARGEST_TEXT, xml_in_zip


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps a text from being used: where it comes from, what is wrong, what to do. In German."""

    source: str
    problem: str
    hint: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """The texts that could be read, by short name of the register, and the problems."""

    texts: tuple[tuple[str, LawText], ...]
    problems: tuple[Problem, ...] = ()

    def text(self, short: str) -> LawText | None:
        """The text of a law."""
        return dict(self.texts).get(short)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every Absatz of all texts."""
        return (paragraph for _, text in self.texts for norm in text.norms for paragraph in norm.paragraphs)


def text_from(data: bytes, name: str) -> LawText:
    """A law from the bytes of a file, by the ending of its name. Raises Unreadable."""
    if len(data) > LARGEST_TEXT:
        raise Unreadable("Die Datei ist unmöglich groß für ein Gesetz.", "Prüfen Sie, woher sie kommt.")
    ending = name[name.rfind(".") :].lower()
    if ending == ".md":
        return read_markdown(data, name)
    return read_official_xml(xml_in_zip(data) if ending == ".zip" else data)


def belongs(law: Law, text: LawText) -> bool:
    """Whether a text is that of a registered law: by its number, by its name where the register has no number yet."""
    if law.number and text.number:
        return law.number == text.number
    return same_name(law, text)


def same_name(law: Law, text: LawText) -> bool:
    """Whether a text bears one of the names of a registered law."""
    names = {_alike(name) for name in (law.short, *law.aliases)}
    return bool(names & {_alike(name) for name in text.names})


def misfit(law: Law, text: LawText, source: str) -> Problem:
    """What speaks against a text that came as that of a law and is not."""
    found = " / ".join(text.names) or text.title
    return Problem(
        source,
        f"Der Eintrag „{law.short}“ passt nicht zum Text: Geliefert wurde „{found}“ ({text.number}).",
        "Berichtigen Sie slug, kurz oder doknr des Eintrags in curriculum/normen.yml.",
    )


def _alike(name: str) -> str:
    """Names without blanks, signs and case: „SGB II“, „SGB_2“ and „SGB 2“ are one."""
    letters = "".join(char for char in name.casefold() if char.isalnum())
    return _ROMAN_BOOKS.get(letters, letters).replace("ö", "oe").replace("ä", "ae").replace("ü", "ue")


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv")
_ROMAN_BOOKS = {f"sgb{roman}": f"sgb{index}" for index, roman in enumerate(_ROMAN, start=1)}
