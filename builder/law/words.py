"""The words a citation is made of, as patterns: signs, levels, numbers, what joins them, what ends them."""

from __future__ import annotations

import re

from builder.law.names import BLANK

LEVELS = ("paragraph", "subparagraph", "sentence", "half", "number", "letter")
"""From the outer to the inner; what stands further out ends what stands inside it."""
_B = f"{BLANK}*"
_MONTH = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"

_CLOSE = r"(?=(?:U?Abs|S(?:atz|\.)|Nr|lit|[A-ZÄÖÜ][a-zäöüß]*[A-ZÄÖÜ]))"
"""A level or a law that is written without a blank: „§61Abs.2AsylG“."""
_NUMBER = rf"\d{{1,4}}(?:(?!ff)[a-z]{{1,2}}(?:(?!\w)|{_CLOSE})|(?=ff(?!\w))|{_CLOSE}|(?!\w|/\d{{3}}|[.,:]\d))"
_SPACED = rf"(?:\d{{1,4}}{BLANK}[a-z](?=[\s,;)])|{_NUMBER})"
"""A number whose letter may stand apart: „60 a“."""
_VALUES = {
    **dict.fromkeys(("norm", "paragraph"), _SPACED),
    **dict.fromkeys(("subparagraph", "sentence", "half", "number"), _NUMBER),
    "letter": r"[a-z]{1,2}(?!\w)",
}
_BRACKET = rf"(?:\)(?={BLANK}*(?:[A-ZÄÖÜ]|,|und\b|oder\b|bis\b)))?"
"""The bracket behind a letter: „lit. a) AsylbLG“, but not that of „(§ 1 lit. a)“."""
_WORDS = {
    "norm": r"§§?",
    "paragraph": r"Abs(?:ätzen|ätze|atzes|atz|\.)?",
    "subparagraph": r"(?:UAbs\.?|Unterabs(?:ätzen|ätze|atzes|atz|\.)?)",
    "sentence": r"S(?:ätzen|ätze|atzes|atz|\.)?",
    "half": r"(?:Halbs(?:ätze|atzes|atz|\.)|H[sS]\.?)",
    "number": r"(?:Nrn?\.?|Nummern?|Ziff(?:ern?|\.))",
    "letter": r"(?:lit\.?|Buchst(?:abens?|abe|\.))",
}
_DOUBLE = r"(?:Doppelbuchst(?:abens?|abe|\.)|DBuchst\.)"

SIGN = re.compile(
    rf"(?P<sign>§§?|(?<![\w-])(?:Paragra(?:ph|f)(?:en|s)?|Artikel[sn]?|Artt?\.|Artt?(?!{BLANK}*\d+-[A-ZÄÖÜ])|art\.|ART\.)"
    rf"(?={BLANK}*\d)){_B}(?P<norm>{_SPACED})"
)
"""„§ 61“, but no „Art 24-Stunden-Dienst“."""
LEVEL = {
    level: re.compile(rf"{_B}{_WORDS[level]}{_B}(?P<value>{_VALUES[level]}){_BRACKET if level == 'letter' else ''}")
    for level in LEVELS
}
"""„Abs. 1“ by level."""
DOUBLE_LETTER = re.compile(rf"{_B}(?:{_DOUBLE}|lit\.){_B}(?P<value>[a-z]{{2}}(?!\w))")
VALUE = {
    level: re.compile(rf"(?P<value>{value}){_BRACKET if level == 'letter' else ''}") for level, value in _VALUES.items()
}
"""A bare value by level, ``norm`` too."""
LAST_VALUE = {level: re.compile(rf"(?:{_WORDS[level]}{_B})?{value.pattern}") for level, value in VALUE.items()}
"""The end of a range, which may have its word again: „Abs. 1 bis Abs. 3“."""
ORDINAL = re.compile(
    rf"{_B}(?:(?P<digit>[1-3])\.|(?P<word>erste|zweite|dritte)[rns]?){BLANK}+"
    r"(?:(?P<half>Halbs(?:\.|atz(?:es)?)|H[sS]\.?)|(?P<subparagraph>Unterabsatz(?:es)?))"
)
"""„zweiter Halbsatz“, „dritter Unterabsatz“."""
BRACKETED = re.compile(rf"{_B}\((?P<value>\d{{1,2}}[a-z]?)\)")
"""„§ 24 (1)“."""
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
BRIEF = re.compile(
    r"(?P<paragraph>VIII|VII|III|II|IV|VI|IX|I|V|X)(?P<letter>[a-z])?"
    rf"(?:{BLANK}(?P<sentence>\d{{1,2}})(?![\w/]|[.,:]\d))?(?=[\s,;:)“]|\.(?!{_B}V\.)|$)"
)
"""An Absatz in Roman numbers, with a Satz: the end of „§ 61 I 2“."""
ONLY_LETTER = re.compile(r"[a-z](?!\w)")
"""The second of „§§ 25a, b“."""
FOLLOWING = re.compile(rf"{_B}(?P<word>ff?\.|ff(?!\w))")
ASIDE = re.compile(
    rf"{_B}(?:(?:Alt|Var)\.{_B}\d+|\d\.{BLANK}*(?:Alt|Var)\.|(?:erste|zweite|dritte|vierte)[rn]?{BLANK}+"
    rf"(?:Spiegelstrich|Alternative|Variante)|n\.{_B}F\.|neuer{BLANK}+Fassung|"
    rf"(?:Alternative|Variante|Fall|Ziffer|Ziff\.){BLANK}+(?:\d|[ivx]+(?!\w)))"
)
"""What says more than there are levels for."""

_EARLIER = rf"(?:a\.{_B}F\.|(?:in{BLANK}+(?:der|ihrer|seiner){BLANK}+)?(?:alter?|alten|früheren?){BLANK}+Fassung)"
FORMER = re.compile(rf",?{BLANK}*(?:\({_EARLIER}\)|{_EARLIER})")
"""What says that the law of earlier days is meant: „§ 23 AsylG alte Fassung“, „§ 61 a. F. AsylG“."""

CONTINUED = re.compile(rf"{_B}(?:,|und|sowie){_B}(?P<norm>{_SPACED})")
"""The next § of a list whose first ones have got their law: „§§ 166 VwGO, 114 ZPO“."""
TO = re.compile(rf"{_B}(?:bis{BLANK}|[–—‑-]){_B}")
AND = re.compile(
    rf"{_B}(?:,{_B}(?:und|oder|sowie|auch|jeweils)?|und/oder|und|oder|sowie|als{BLANK}+auch|noch|bzw\.|beziehungsweise|u\.|/|&|\+)"
    rf"(?:{BLANK}|(?=§|\d)){_B}"
)
WITH = re.compile(
    rf"{_B},?{_B}(?:(?:auch|jeweils|jeweils{BLANK}+auch){BLANK}+)?"
    rf"(?:i\.{_B}V\.{_B}m\.|i\.?V\.?m\.?|I[Vv]m|in{BLANK}+Verb(?:indung|\.){BLANK}+mit|mit){BLANK}+"
)
ARTICLE = re.compile(rf"(?:(?:nach|gemäß|auch|jeweils|aus){BLANK}+)?(?:(?:die|den|der|des|dem|d\.){BLANK}+)?")
ANNEX = re.compile(
    rf"(?:(?:des|dem|der){BLANK}+)?(?:Anlage|Anhangs?|Abschnitts?|Kapitels?|Teils?){BLANK}+[IVXA-H\d]+[a-z]?(?!\w)"
    rf"(?:{BLANK}+zu(?:m|r)?)?"
)
"""Another part of a law in the midst of a chain: „§ 29a mit Anlage II, § 29b“."""
UNIT = re.compile(
    rf"{_B}(?:Monat|Jahr|Tag|Woche|Stunde|Minute|Uhr\b|Euro\b|€|Prozent|%|Personen\b|Kinder\b|UE\b|Cent\b|[Mm]al\b|km\b|"
    rf"Unterrichts|Kalender|Werk|\.\s*(?:{_MONTH})|\.\d)"
)
"""What a number counts that belongs to no citation: „§ 61, 12 Monate“."""

BEFORE_LAW = re.compile(
    rf"{BLANK}*(?:,{BLANK}*(?=des{BLANK}|der{BLANK}))?\(?(?:aus{BLANK}+)?(?:(?:des|der|dem|d\.|im|vom|zum|zur|nach){BLANK}+)?"
    rf"(?:(?:neuen|(?P<former>alten|früheren|bisherigen)|geltenden|deutschen|heutigen){BLANK}+)?"
)
HEADED_LAW = re.compile(rf"{BLANK}*\((?!\d)[^()§\n]{{2,60}}\){BLANK}+(?:(?:des|der|vom){BLANK}+)?")
"""The heading of a norm, or a remark, between it and its law."""
_RULES = (
    r"(?!(?:Rechts)?[Vv]erordnung)[\w-]*(?:[Ss]atzung|[Vv]ertrag(?:e?s)?|[Oo]rdnung|[Vv]ereinbarung|[Kk]onzept(?:e?s)?|"
    r"[Ss]tatut(?:s|en)?|[Rr]eglements?|[Bb]edingungen|AGB|[Pp]olice|[Bb]escheid(?:e?s)?|[Ll]eitlinien?|"
    r"[Rr]egelwerk(?:s|es)?|[Zz]eitung|[Hh]andbuchs?|[Pp]rotokolls?|[Rr]egeln|Charta|"
    r"(?:[Kk]ooperations|[Pp]artnerschafts)abkommens?)(?!\w)"
)
"""What has §§ of its own and is no law: statutes of a club, contracts, house rules."""
OWNED = re.compile(
    rf"{BLANK}*(?:\([^()]*\){BLANK}*)?"
    rf"(?:(?:(?:des|der|dieser|dieses|unser(?:er|es)|[Ii]hr(?:er|es)|eurer|eures|eine[rs]|seine[rs]|meine[rs]|aus|im|"
    rf"in|jeweiligen){BLANK}+){{1,2}}(?:[\w-]+(?:en|er|es|e){BLANK}+)?|(?=[A-ZÄÖÜ])){_RULES}"
)
"""Such rules behind a number: „§ 1 der Satzung“, „§ 6 Mietvertrag“."""
OWNED_BEFORE = re.compile(rf"(?<![\w-]){_RULES}[,:]?{BLANK}*$")
"""Such rules before it: „Hausordnung, § 3“."""


def joined(value: str) -> str:
    """„60 a“ → „60a“."""
    return "".join(value.split())


def order(number: str) -> tuple[int, str]:
    """„60a“ → (60, „a“), by which numbers of norms go upwards."""
    found = re.match(r"(\d+)(.*)", number)
    return (int(found[1]), found[2]) if found else (0, "")
