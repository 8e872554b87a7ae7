"""Names of laws as they stand beside a citation, and the one short name each of them means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

BLANK = r"(?:[^\S\n]|\n(?![^\S\n]*\n)>?)"
"""A blank of any kind, also a line break (of a quote), but not the empty line between two paragraphs."""
_RAISED = "\u00b9\u00b2\u00b3\u2070-\u2079"
_END = rf"(?![^\W_{_RAISED}])"
"""No letter follows; an underscore may, as in „__§ 32 BeschV__“, and the number of a note: „AufenthG²“."""
_ORDINALS = (
    "Erst", "Zweit", "Dritt", "Viert", "Fünft", "Sechst", "Siebt", "Acht", "Neunt", "Zehnt", "Elft", "Zwölft",
    "Dreizehnt", "Vierzehnt",
)  # fmt: skip
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")

WRITTEN_OUT = {
    "AEUV": ("Vertrag über die Arbeitsweise der Europäischen Union",),
    "AGG": ("Allgemeines Gleichbehandlungsgesetz",),
    "AsylG": ("Asylgesetz",),
    "AsylVfG": ("Asylverfahrensgesetz",),
    "AsylZBV": ("Asylzuständigkeitsbestimmungsverordnung",),
    "AsylbLG": ("Asylbewerberleistungsgesetz",),
    "AufenthG": ("Aufenthaltsgesetz", "AufenthaltsG"),
    "AufenthV": ("Aufenthaltsverordnung",),
    "ARB 1/80": (),
    "AZRG": ("AZR-Gesetz", "Ausländerzentralregistergesetz", "Gesetz über das Ausländerzentralregister"),
    "BAföG": ("Bundesausbildungsförderungsgesetz",),
    "BBiG": ("Berufsbildungsgesetz",),
    "BDSG": ("Bundesdatenschutzgesetz",),
    "BGB": ("Bürgerliches Gesetzbuch",),
    "BQFG": ("Berufsqualifikationsfeststellungsgesetz",),
    "BeschV": ("Beschäftigungsverordnung",),
    "DSGVO": ("Datenschutz-Grundverordnung", "DS-GVO", "EU-DSGVO"),
    "DeuFöV": ("Deutschsprachförderverordnung",),
    "Dublin-III-VO": ("Dublin-III-Verordnung", "Dublin III-VO", "Dublin III-Verordnung"),
    "EMRK": ("Europäische Menschenrechtskonvention",),
    "EUV": ("Vertrag über die Europäische Union",),
    "GFK": (),
    "GG": ("Grundgesetz",),
    "GRCh": ("Charta der Grundrechte der Europäischen Union", "Grundrechtecharta", "EU-Grundrechtecharta"),
    "HwO": ("Handwerksordnung",),
    "IntV": ("Integrationskursverordnung",),
    "MiLoG": ("Mindestlohngesetz",),
    "RDG": ("Rechtsdienstleistungsgesetz",),
    "StAG": ("Staatsangehörigkeitsgesetz",),
    "StGB": ("Strafgesetzbuch",),
    "UN-KRK": (),
    "VwGO": ("Verwaltungsgerichtsordnung",),
    "VwVfG": ("Verwaltungsverfahrensgesetz",),
    "ZPO": ("Zivilprozessordnung",),
}
"""Laws of the field by their short name, and their names written out."""

_ACT = re.compile(
    rf"(?:Delegierten?{BLANK}+)?(?P<kind>(?:Durchführungs)?(?:[Vv]erordnung|[Bb]eschluss(?:es)?)|VO|Richtlinie|RL){BLANK}*"
    rf"(?P<union>\((?:EU|EG|EWG)(?:,{BLANK}*Euratom)?\))?\s*(?P<nr>Nr\.)?\s*"
    rf"(?P<number>\d+/\d+(?:/(?:EU|EG|EWG))?){_END}"
)
_ACT_KINDS = {"Verordnung": "VO", "verordnung": "VO", "VO": "VO", "Richtlinie": "RL", "RL": "RL"}
_SOCIAL_CODE = re.compile(
    rf"(?:SGB|Sgb|sgb|Sozialgesetzbuch){BLANK}*-?{BLANK}*(?P<book>XIV|XIII|XII|XI|X|IX|VIII|VII|VI|IV|V|III|II|I|1[0-4]|[1-9]){_END}"
)
_BOOK = re.compile(
    rf"(?:Sozialgesetzbuch{BLANK}*[-–]?{BLANK}*)?(?P<ordinal>{'|'.join(reversed(_ORDINALS))})(?:en|es|e){BLANK}+Buch(?:e?s)?{_END}"
    rf"(?:{BLANK}+(?:des{BLANK}+)?(?:Sozialgesetzbuch(?:e?s)?|\(?SGB\)?){_END})?"
)
_DESCRIBED = re.compile(
    rf"(?:Gesetz(?:es)?|Verordnung){BLANK}+(?:über|zur|zum|für|gegen|zu|betreffend)"
    rf"(?:(?:{BLANK}+(?:d(?:ie|as|en|er|es|em)|von|vom|zur|zum|und|in|im|für|eine[rs]?|[a-zäöü]+(?:en|er))){{0,4}}"
    rf"{BLANK}+[A-ZÄÖÜ][\w-]+){{1,8}}"
)
"""A law that is called by what it is about."""
_DATED = re.compile(
    rf"(?:Gesetz(?:es)?|Verordnung|G|V|VO|Bek\.){BLANK}+(?:vom|v\.){BLANK}+"
    rf"\d{{1,2}}\.{BLANK}*(?:\d{{1,2}}\.{BLANK}*|[A-ZÄÖÜ]\w+{BLANK}+)\d{{4}}"
)
"""An act that is called by its day: mostly one that changed another."""
_WORD_OF_LAW = re.compile(
    rf"(?:[A-ZÄÖÜ]\w+(?:er|en|es|e){BLANK}+)?(?:[A-ZÄÖÜ]\w+-{BLANK}+(?:und|oder){BLANK}+)?"
    r"(?=[A-ZÄÖÜ])[\w-]*(?:gesetz|Gesetz|gesetzbuch|verordnung|konvention|übereinkommen|richtlinie|charta|kodex|"
    r"(?:[Pp]roze(?:ss|ß)|[Gg]ewerbe|[Aa]bgaben|[Hh]aushalts|[Ii]nsolvenz|anwalts|[Hh]andwerks|[Vv]erkehrs-?|gerichts|"
    r"[Nn]otar|prüfer|[Gg]rundbuch|[Aa]pprobations|[Bb]au|[Ff]ahrerlaubnis)[oO]rdnung|"
    r"Einigungsvertrag|Staatsvertrag|(?:Landes)?[Vv]erfassung)(?:es|s)?(?:/EU)?(?![\w])"
)
_NO_NAME = re.compile(r"(?:Gesetz|Verordnung|Richtlinie|Übereinkommen|Konvention)(?:es|s)?")
"""Words that end like the name of a law and name none."""
_ABBREVIATION = re.compile(rf"(?P<name>(?:[A-ZÄÖÜ][a-zäöüß]*-?)+(?<=[GVOB])(?:/EU)?(?:{BLANK}(?:LSA|NRW))?)(?![\w])")
_LONGEST_NAME = 60
"""Letters looked at before a sign."""
_NAME_BEGINS = re.compile(r"(?<![\w§/-])[A-ZÄÖÜ]")
_NEW_NUMBER = re.compile(r"20(?:1[5-9]|[2-9]\d)/\d+")
"""Acts since 2015 count the year first and all belong to the EU."""
_NO_LAW = {"AWO", "EU-V", "BTV"}


@dataclass(frozen=True, slots=True)
class Named:
    """A law found in a text: its short name (as written, where there is none) and where the name ends."""

    law: str
    end: int


@dataclass(frozen=True)
class LawNames:
    """How laws are called: (short name, other names) of a register, besides those of the field and all that look so."""

    registered: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @cached_property
    def _short_names(self) -> dict[str, str]:
        """Each name without its endings → the short name; the register goes before our own list."""
        entries = (*WRITTEN_OUT.items(), *self.registered)
        return {_stem(name): short for short, others in entries for name in (short, *others)}

    @cached_property
    def _known(self) -> re.Pattern[str]:
        """Every known name with its endings, longest first."""
        entries = (*WRITTEN_OUT.items(), *self.registered)
        names = {name for short, others in entries for name in (short, *others)}
        ordered = sorted(names, key=lambda name: (-len(name), name))
        return re.compile(
            rf"(?P<name>{'|'.join(map(_inflected, ordered))})(?P<land>{BLANK}(?:LSA|NRW))?{_END}", re.IGNORECASE
        )

    def at(self, text: str, start: int) -> Named | None:
        """The law whose name begins at that place, if one does."""
        known = self._known.match(text, start)
        if known:
            short = self._short_names[_stem(known["name"])]
            return Named(f"{short} {known['land'].strip()}" if known["land"] else short, known.end())
        return _numbered(text, start, self._short_names) or _looking_so(text, start)

    def before(self, text: str) -> str | None:
        """The law whose name stands at the end of a text: „AsylG “ before „§ 61“, „VO (EU) 2024/1348, “."""
        words = text[-_LONGEST_NAME:].rstrip(" \t\n\u00a0\u202f,:·")
        for word in _NAME_BEGINS.finditer(words):
            named = self.at(words, word.start())
            if named and named.end == len(words):
                return named.law
        return None


def _numbered(text: str, start: int, short_names: dict[str, str]) -> Named | None:
    """An act of the European Union, or a book of the Sozialgesetzbuch."""
    act = _ACT.match(text, start)
    if act:
        kind = _ACT_KINDS.get(act["kind"], act["kind"].removesuffix("es"))
        union = act["union"] or ("(EU)" if _NEW_NUMBER.fullmatch(act["number"]) else "")
        number = f"Nr. {act['number']}" if act["nr"] else act["number"]
        name = " ".join(filter(None, (kind, union, number)))
        return Named(short_names.get(_stem(name), name), act.end())
    code = _SOCIAL_CODE.match(text, start)
    if code:
        book = code["book"]
        return Named(f"SGB {_ROMAN[int(book) - 1] if book.isdigit() else book}", code.end())
    book_name = _BOOK.match(text, start)
    return Named(f"SGB {_ROMAN[_ORDINALS.index(book_name['ordinal'])]}", book_name.end()) if book_name else None


def _looking_so(text: str, start: int) -> Named | None:
    """A law we do not know: by what it is about, by how its name ends, or by its abbreviation."""
    described = _DESCRIBED.match(text, start) or _DATED.match(text, start)
    if described:
        return Named(" ".join(described[0].split()).replace("Gesetzes", "Gesetz", 1), described.end())
    word = _WORD_OF_LAW.match(text, start)
    if word and not _NO_NAME.fullmatch(word[0]):
        name = re.sub(r"(gesetz|Gesetz|buch|kommen|vertrag)(?:es|s)\b", r"\1", " ".join(word[0].split()))
        return Named(name, word.end())
    short = _ABBREVIATION.match(text, start)
    if short and short["name"] not in _NO_LAW and sum(letter.isupper() for letter in short["name"]) > 1:
        return Named(" ".join(short["name"].split()), short.end())
    return None


_ENDINGS = re.compile(r"(?<=gesetz)e?s$|(?<=buch)e?s$|(?<=vertrag)e?s$|(?<=äische)n$|(?<=liche|meine)[nrsm]$")


def _stem(name: str) -> str:
    """A name without case and endings, for comparing."""
    return " ".join(_ENDINGS.sub("", word) for word in name.lower().split())


def _inflected(name: str) -> str:
    """A pattern for a known name in any case."""
    return rf"{BLANK}+".join(_any_ending(word) for word in name.split(" "))


def _any_ending(word: str) -> str:
    if word.endswith(("gesetz", "Gesetz", "buch", "Vertrag")):
        return re.escape(word) + "(?:es|s)?"
    if word.endswith("äische"):
        return re.escape(word) + "n?"
    if word.endswith(("liches", "meines")):
        return re.escape(word[:-1]) + "[snrm]?"
    return re.escape(word)
