"""The glossary for Moodle: entries whose words become links wherever they occur in the course (scorm.md B9)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from babel import Locale
from lxml import etree
from markupsafe import Markup

from builder.language import DEFAULT, catalogue
from builder.model.course import Edition, Shared
from builder.model.glossary import RIGHT_TO_LEFT, Term, Translation
from builder.output import Output, OutputFile
from builder.rendering.dates import german_day
from builder.rendering.links import glossary_links
from builder.rendering.moodle_limits import LONGEST_TITLE
from builder.rendering.prose import ProseRenderer
from builder.rendering.typography import xml_text

Translate = Callable[[str], str]
_SETTINGS = {
    "ALLOWDUPLICATEDENTRIES": 0, "DISPLAYFORMAT": "dictionary", "SHOWSPECIAL": 1, "SHOWALPHABET": 1, "SHOWALL": 1,
    "ALLOWCOMMENTS": 0, "USEDYNALINK": 1, "DEFAULTAPPROVAL": 1, "GLOBALGLOSSARY": 0, "ENTBYPAGE": 20,
}  # fmt: skip
"""Of the glossary, when Moodle makes a new one of the file."""
_OF_AN_ENTRY = {"FORMAT": 1, "USEDYNALINK": 1, "CASESENSITIVE": 0, "FULLMATCH": 1, "TEACHERENTRY": 1}
"""HTML; linked in any case of letters, as whole words."""


def exists(edition: Edition, shared: Shared) -> bool:
    """Whether there is anything to look up."""
    return bool(shared.glossary)


def render(edition: Edition, shared: Shared, language: str = DEFAULT) -> Output:
    """One XML file, for „Import entries“ of a Moodle glossary."""
    root = etree.Element("GLOSSARY")
    info = _info(edition, shared, catalogue(language).gettext)
    root.append(info)
    entries = etree.SubElement(info, "ENTRIES")
    entries.extend(_Entries(shared, language).elements())
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return Output.of([OutputFile(f"glossar-{edition.version}.xml", data)])


def _info(edition: Edition, shared: Shared, _: Translate) -> etree._Element:
    info, curriculum = etree.Element("INFO"), shared.curriculum
    about = [
        _("Edition %(version)s") % {"version": edition.version},
        _("Content licence: %(licence)s") % {"licence": curriculum.defaults.licence},
        _("Learning material, no advice in an individual case."),
    ]
    _add(info, "NAME", (_("Glossary: %(title)s") % {"title": curriculum.title})[:LONGEST_TITLE])
    _add(info, "INTRO", Markup("<p>{}</p>").format(" · ".join(about)))
    _add(info, "INTROFORMAT", 1)
    for name, value in _SETTINGS.items():
        _add(info, name, value)
    return info


class _Entries:
    """The terms as elements. Moodle refuses a word twice, whatever the case of its letters."""

    def __init__(self, shared: Shared, language: str) -> None:
        self._glossary = shared.glossary
        self._ = catalogue(language).gettext
        self._languages = Locale(language).languages
        self._prose = ProseRenderer(shared, glossary_links(), self._)
        self._taken = {term.name.casefold() for term in shared.glossary}

    def elements(self) -> Iterator[etree._Element]:
        """One for each term, in the order of the file."""
        for term in self._glossary:
            entry = etree.Element("ENTRY")
            _add(entry, "CONCEPT", term.name)
            _add(entry, "DEFINITION", self._definition(term))
            for name, value in _OF_AN_ENTRY.items():
                _add(entry, name, value)
            words = list(self._other_words(term))
            aliases = etree.SubElement(entry, "ALIASES") if words else entry  # Moodle breaks off at an empty one
            for word in words:
                _add(etree.SubElement(aliases, "ALIAS"), "NAME", word)
            yield entry

    def _other_words(self, term: Term) -> Iterator[str]:
        for word in term.words:
            if word.casefold() not in self._taken:
                self._taken.add(word.casefold())
                yield word

    def _definition(self, term: Term) -> Markup:
        """What it is, where it stands in the law and of what day that is, how it is called elsewhere."""
        law = [self._prose.words(norm) for norm in term.norms]
        if term.law_date:
            law.append(Markup.escape(self._("Law as of %(day)s") % {"day": german_day(term.law_date)}))
        lines = [self._prose.words(term.definition), *([Markup(" · ").join(law)] if law else [])]
        lines += [self._translation(language, each) for language, each in term.translations.items()]
        return Markup().join(Markup("<p>{}</p>").format(line) for line in lines)

    def _translation(self, language: str, translation: Translation) -> Markup:
        direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
        word = Markup('<span lang="{}" dir="{}">{}</span>').format(language, direction, translation.word)
        named = Markup("{}: {}").format(self._languages.get(language, language), word)
        notes = [translation.spoken] if translation.spoken else []
        notes += [self._("checked by: %(role)s") % {"role": translation.checked_by}] if translation.checked_by else []
        return Markup("{} ({})").format(named, "; ".join(notes)) if notes else named


def _add(parent: etree._Element, name: str, value: object) -> None:
    etree.SubElement(parent, name).text = xml_text(str(value))
