"""Rule tables: conditions → what the law says, as rows; the engine that finds the one row of a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from pydantic import Field

from builder.model.base import CalendarDate, Identifier, Record, Text
from builder.model.citations import Kind
from builder.model.reference import Evidence, Reference


class Verdict(StrEnum):
    """The five legal verbs, and the honest sixth: have the case looked at."""

    VERBOTEN = "verboten"
    ERMESSEN = "ermessen"
    REGELFALL = "regelfall"
    ANSPRUCH = "anspruch"
    FREI = "frei"
    PRUEFEN = "pruefen"


class Consent(StrEnum):
    """Whether the Bundesagentur für Arbeit must agree."""

    KEINE = "keine"
    NOETIG = "noetig"
    NICHT_NOETIG = "nicht_noetig"


class FeatureValue(Record):
    """One answer to the question of a feature. ``name``: what sentences call it, where ``text`` is long."""

    id: Identifier
    name: Text | None = None
    text: Text


class Feature(Record):
    """One input of a rule table, asked as a question. ``name``: what sentences call it."""

    id: Identifier
    name: Text | None = None
    question: Text = Field(alias="frage")
    help: Text | None = Field(alias="hilfe", default=None)
    values: tuple[FeatureValue, ...] = Field(alias="werte", min_length=2)

    def value(self, name: str) -> FeatureValue | None:
        """The answer of that id."""
        return next((value for value in self.values if value.id == name), None)


class RuleExample(Record):
    """A fictional case that reaches exactly this row."""

    text: Text
    values: dict[Identifier, Identifier] = Field(alias="werte")


class RuleRow(Record):
    """One row: conditions (a feature left out means any value) and what follows."""

    id: Identifier
    group: Text = Field(alias="gruppe")
    situation: Text = Field(alias="lage")
    time: Text = Field(alias="zeit")
    when: dict[Identifier, tuple[Identifier, ...]] = Field(alias="wenn")
    verdict: Verdict = Field(alias="ergebnis")
    consent: Consent = Field(alias="zustimmung")
    norms: tuple[Text, ...] = Field(alias="normen")
    decides: Text = Field(alias="entscheidet")
    next_step: Text = Field(alias="schritt")
    exception: Text | None = Field(alias="ausnahme", default=None)
    example: RuleExample = Field(alias="beispiel")
    facts: tuple[Text, ...] = Field(alias="fakten", default=())
    evidence: Evidence = Field(alias="beleg")
    valid_from: CalendarDate | None = Field(alias="gueltig_ab", default=None)
    valid_until: CalendarDate | None = Field(alias="gueltig_bis", default=None)

    def allows(self, values: Mapping[str, str]) -> bool:
        """Whether no answer given so far speaks against this row."""
        return all(values[key] in allowed for key, allowed in self.when.items() if key in values)

    def against(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """The features whose answer speaks against this row, or is missing; none: the row holds."""
        return tuple(key for key, allowed in self.when.items() if values.get(key) not in allowed)

    def meets(self, other: RuleRow) -> bool:
        """Whether there is a day on which both hold."""
        begin = max(row.valid_from or date.min for row in (self, other))
        return begin <= min(row.valid_until or date.max for row in (self, other))

    @property
    def said(self) -> tuple[str, ...]:
        """What readers see of a row before its reasons: two rows that say the same cannot be told apart."""
        return (self.group, self.situation, self.time, self.outcome, self.consent)

    @property
    def outcome(self) -> Verdict:
        """What readers are told: where the law is open, to have the case checked, however the editors lean."""
        return Verdict.PRUEFEN if self.evidence is Evidence.OFFEN else self.verdict

    @property
    def is_careful(self) -> bool:
        """Whether the row is how the editors read the law, and readers have to know."""
        return self.evidence is Evidence.VORSICHTIG


class RuleTable(Reference):
    """``curriculum/regelwerke/<id>.yml``."""

    folder = "regelwerke"
    kind = Kind.RULE_TABLE

    features: tuple[Feature, ...] = Field(alias="merkmale", min_length=1)
    rows: tuple[RuleRow, ...] = Field(alias="zeilen", min_length=1)

    def part(self, keys: Sequence[str | int]) -> str:
        """The id of a row."""
        return self.rows[keys[1]].id if keys[:1] == ("zeilen",) and isinstance(keys[1], int) else ""

    @property
    def has_careful_rows(self) -> bool:
        """Whether the words for such a row need to be explained."""
        return any(row.is_careful for row in self.rows)

    @property
    def groups(self) -> tuple[tuple[str, tuple[RuleRow, ...]], ...]:
        """Rows under their group headings, both in author order."""
        names = dict.fromkeys(row.group for row in self.rows)
        return tuple((name, tuple(row for row in self.rows if row.group == name)) for name in names)

    def feature(self, name: str) -> Feature | None:
        """The feature of that id."""
        return next((feature for feature in self.features if feature.id == name), None)

    def row(self, name: str) -> RuleRow | None:
        """The row of that id."""
        return next((row for row in self.rows if row.id == name), None)

    def matching(self, values: Mapping[str, str]) -> tuple[RuleRow, ...]:
        """The rows whose conditions the values fulfil: in a sound table one on any day."""
        return tuple(row for row in self.rows if not row.against(values))

    def successor(self, row: RuleRow) -> RuleRow | None:
        """The row that holds in the same case once this one no longer does."""
        later = [other for other in self.matching(row.example.values) if other.valid_from and other is not row]
        return next((o for o in later if row.valid_until and o.valid_from and o.valid_from > row.valid_until), None)

    def nearest(self, row: RuleRow, most: int) -> tuple[RuleRow, ...]:
        """The rows that are most easily taken for ``row`` in its example; never one that holds there too.

        First those that the fewest answers speak against. Among equals: another outcome than that of the row, since
        only that makes a difference to anybody; the same heading; the order of the table.
        """
        case, outcome = row.example.values, (row.outcome, row.time)

        def distance(other: RuleRow) -> tuple[int, bool, bool]:
            return len(other.against(case)), (other.outcome, other.time) == outcome, other.group != row.group

        wrong = (other for other in self.rows if other.said != row.said and other.against(case))
        distinct: dict[tuple[str, ...], RuleRow] = {}
        for other in sorted(wrong, key=distance):
            distinct.setdefault(other.said, other)
        return tuple(distinct.values())[:most]

    def possible(self, values: Mapping[str, str]) -> tuple[RuleRow, ...]:
        """The rows that the answers given so far leave."""
        return tuple(row for row in self.rows if row.allows(values))

    def next_feature(self, values: Mapping[str, str]) -> Feature | None:
        """What to ask next: the first feature not answered on which a row still possible depends; None at the end."""
        left = self.possible(values)
        return next((f for f in self.features if f.id not in values and any(f.id in row.when for row in left)), None)

    def cells(self) -> Iterator[tuple[dict[str, str], tuple[RuleRow, ...]]]:
        """The whole input space, cut only where rows differ: (values that matter, rows that hold there)."""
        yield from self._cells({})

    def _cells(self, chosen: dict[str, str]) -> Iterator[tuple[dict[str, str], tuple[RuleRow, ...]]]:
        feature = self.next_feature(chosen)
        if feature is None:
            yield chosen, self.possible(chosen)
            return
        for value in feature.values:
            yield from self._cells({**chosen, feature.id: value.id})
