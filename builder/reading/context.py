"""What the readers of one module share: its text, the log, and the identifiers already given."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it.token import Token

from builder.findings import FindingLog
from builder.model.base import ID_PATTERN
from builder.model.glyphs import INVISIBLE, UNPRINTABLE
from builder.model.prose import Prose
from builder.model.rule_table import RuleTable
from builder.reading import rules
from builder.reading.attributes import Attributes, split_attributes
from builder.reading.boxes import Box
from builder.reading.footnotes import LOST, report_lost_footnote
from builder.reading.positions import Positions
from builder.reading.rule_tables import NO_TABLES, RuleTables
from builder.slugs import slug
from builder.source import Place, SourceText

LONGEST_ID = 60
_IDENTIFIER = re.compile(rf"{ID_PATTERN}\Z")
_RESERVED = re.compile(r"(?:result|top|(?:fn|fnref)_\d+)\Z")
"""Names that every page of a module has already."""
_NOT_INSIDE = {"table_open": "Eine Tabelle", "alert_open": "Ein Hinweis", "html_block": "Ein Kommentar"}
_UNCLOSED = re.compile(r"(?<!\\)\{[^{}\n]*$")
"""A brace that begins at the end of a text and does not end there."""
_DATE_ITEM = re.compile(
    r"[ \t>*+-]*(?P<text>(?P<number>\d{1,2})\.[ \t]+"
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b(?:[ \t]\d{4})?)"
)


@dataclass(slots=True)
class Context:
    """One module while it is read.

    ``has_lost``: a part of it is missing, though perhaps no finding in this file says why.
    """

    source: SourceText
    positions: Positions
    log: FindingLog
    tables: RuleTables = NO_TABLES
    ids: dict[str, Place] = field(default_factory=dict)
    heading_level: int = 1
    title_allowed: bool = False
    has_lost: bool = False

    def give_id(self, identifier: str, place: Place) -> str:
        """Register an identifier; badly formed or given twice is a finding."""
        if not self.is_identifier(identifier):
            self.log.add(rules.BAD_ID, place, id=identifier, example=slug(identifier))
        elif identifier in self.ids:
            first = self.ids[identifier].line
            self.log.add(rules.ID_TWICE, place, id=identifier, first=first, example=f"#{slug(identifier, self.ids)}")
        else:
            self.ids[identifier] = place
        return identifier

    @staticmethod
    def is_identifier(text: str) -> bool:
        """Whether a text can name a thing for ever."""
        return bool(_IDENTIFIER.match(text)) and len(text) <= LONGEST_ID and not _RESERVED.match(text)

    def box_id(self, box: Box, example: str) -> str:
        """The identifier every box of this kind must have."""
        if box.attributes.id is None:
            self.log.add(rules.ATTRIBUTE_MISSING, box.place, name=box.name, what="die Kennung", example=example)
            return slug(box.name, self.ids)
        return self.give_id(
            box.attributes.id, self.source.find(f"#{box.attributes.id}", box.place.line, box.place.line)
        )

    def box_values(self, box: Box, allowed: tuple[str, ...]) -> dict[str, str]:
        """The values of the brace; those not allowed on this box are findings."""
        self._refuse(box.attributes, box.name, allowed, (box.place.line, box.place.line))
        return {key: value for key, value in box.attributes.values.items() if key in allowed}

    def rule_table(self, name: str, place: Place) -> RuleTable | None:
        """The rule table of that id. None with a finding, or without: a table that could not be read has its own."""
        table = self.tables.find(name)
        if table is None and self.tables.all_read:
            self.log.add(rules.RULE_TABLE_UNKNOWN, place, name=name, known=self.tables.names)
        return table

    def take_attributes(
        self, inline: Token, name: str, allowed: tuple[str, ...], may_have_id: bool = False
    ) -> Attributes:
        """Cut the brace off the end of an inline token and read it; what ``name`` may not have is a finding."""
        last = inline.children[-1] if inline.children else None
        if last is None or last.type != "text":
            return Attributes()
        text, attributes = split_attributes(last.content)
        lines = self.positions.line(inline), self.positions.last_line(inline)
        if unclosed := _UNCLOSED.search(inline.content):
            rest = unclosed[0]
            self.log.add(rules.BAD_ATTRIBUTES, self.source.find(rest, *lines), rest=rest)
        if attributes.unread:
            self.log.add(rules.BAD_ATTRIBUTES, self.source.find(attributes.unread, *lines), rest=attributes.unread)
        if attributes.id and not may_have_id:
            place = self.source.find(f"#{attributes.id}", *lines)
            hint = "Nur Schritte, Überschriften und Kästen haben eine Kennung; löschen Sie sie hier."
            self.log.add(rules.ATTRIBUTE_WRONG, place, name=name, what=f"#{attributes.id}", hint=hint)
        self._refuse(attributes, name, allowed, lines)
        last.content = text
        inline.content = split_attributes(inline.content)[0]
        return attributes

    def _refuse(self, attributes: Attributes, name: str, allowed: tuple[str, ...], lines: tuple[int, int]) -> None:
        hint = f"Erlaubt ist hier: {', '.join(allowed)}." if allowed else "Löschen Sie die Angabe."
        for key in attributes.values:
            if key not in allowed:
                self.log.add(rules.ATTRIBUTE_WRONG, self.source.find(f"{key}=", *lines), name=name, what=key, hint=hint)

    def inline(self, token: Token) -> Prose:
        """One line of running text, after a look at what may not stand in it."""
        self._look_inside(token)
        return Prose((token,), token.meta.get("place", self.positions.place(token)))

    def prose(self, tokens: list[Token], place: Place) -> Prose:
        """Blocks of running text, after a look at what may not stand in them."""
        for token in tokens:
            self._look_at(token)
        return Prose(tuple(tokens), place)

    def _look_at(self, token: Token) -> None:
        if token.type == "heading_open":
            self._heading_level(token)
        elif token.type == "list_item_open" and token.markup == ".":
            self._date_item(token)
        elif token.type == "html_block" and not token.content.lstrip().startswith("<!--"):
            html = " ".join(token.content.split())[:40]
            self.log.add(rules.RAW_HTML, self.positions.place(token), html=html)
        elif token.type in _NOT_INSIDE:
            self.log.add(rules.NESTED_CONSTRUCT, self.positions.place(token), what=_NOT_INSIDE[token.type])
        elif token.type == LOST:
            report_lost_footnote(token, self.positions.place(token), self.log)
        elif token.type == "inline":
            self._look_inside(token)

    def _look_inside(self, inline: Token) -> None:
        first = self.positions.line(inline)
        for number, line in enumerate(inline.content.split("\n")):
            if line.lstrip().startswith(":::"):
                self.log.add(rules.BOX_LINE_UNREAD, self.source.find(":::", first + number, first + number))
        for child in inline.children or ():
            place = child.meta.get("place", self.positions.place(inline))
            self.look_at_letters(child, inline.content, place)
            if child.type == "html_inline":
                self.log.add(rules.RAW_HTML, place, html=child.content[:40])
            elif child.type == "image":
                self.log.add(rules.NESTED_CONSTRUCT, place, what="Ein Bild mitten im Text")

    def look_at_letters(self, child: Token, written: str, place: Place) -> None:
        """Letters written as an escape, ``&#x1F389;``; those written plainly were found when the file was read."""
        shown = child.content if child.type == "text" else str(child.attrs.get("title", ""))
        for char in dict.fromkeys(UNPRINTABLE.findall(shown) + INVISIBLE.findall(shown)):
            if char not in written and char != "\n":
                rule = rules.CONTROL_CHARACTER if INVISIBLE.match(char) else rules.NOT_PRINTABLE
                self.log.add(rule, place, char=char, name=f"U+{ord(char):04X}", more="")

    def _heading_level(self, token: Token) -> None:
        level = len(token.markup)
        place = self.positions.place(token)
        if level == 1 and not self.title_allowed:
            self.log.add(rules.LEVEL_ONE, place, example="## … {#schritt_id minuten=8}")
        elif level > self.heading_level + 1:
            example = "#" * (self.heading_level + 1) + " …"
            self.log.add(rules.HEADING_SKIPS, place, level=level, allowed=self.heading_level + 1, example=example)
        self.heading_level = max(2, min(level, self.heading_level + 1))

    def _date_item(self, token: Token) -> None:
        line = self.positions.line(token)
        found = _DATE_ITEM.match(self.source.line(line))
        if found:
            place = self.source.place(line, found.start("text") + 1)
            self.log.add(rules.STARTS_WITH_DATE, place, text=found["text"], number=found["number"])
