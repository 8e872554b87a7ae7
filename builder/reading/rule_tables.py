"""The rule tables a text may name: read before it, so that questions can be made of their rows."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.course import Course
from builder.model.rule_table import RuleTable
from builder.source import Place, PlaceMap


@dataclass(frozen=True, slots=True)
class RuleTables:
    """Those that were read, and where their values stand. ``all_read``: a name that is not among them is wrong."""

    tables: tuple[RuleTable, ...] = ()
    places: tuple[tuple[str, PlaceMap], ...] = ()
    all_read: bool = False

    def find(self, name: str) -> RuleTable | None:
        """The rule table of that id."""
        return next((table for table in self.tables if table.id == name), None)

    @property
    def names(self) -> str:
        """Their ids in a German sentence."""
        return ", ".join(table.id for table in self.tables) or "noch keine"

    def place(self, table: RuleTable, *keys: str | int) -> Place:
        """Where a value of a table stands."""
        places = dict(self.places).get(table.path)
        return places.at(*keys) if places else Place(table.path)


NO_TABLES = RuleTables()
"""For a text read alone: of the tables it names, nothing can be said."""


def tables_for_pages(course: Course | None) -> RuleTables:
    """What the examples on pages of the website may ask about.

    A handbook is passed on with its examples, so a table that this project does not have is no mistake there.
    """
    return RuleTables(course.shared.rule_tables, course.places) if course else NO_TABLES
