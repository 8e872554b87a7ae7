"""Rule tables for Hypothesis: sound ones, grown like a tree, and the same with something broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from builder.model.rule_table import Consent, RuleTable, Verdict

WORDS = ("§ 61 Abs. 1 Satz 2 AsylG", "Antrag stellen", "Ausländerbehörde", "nicht mehr als 20 Stunden", "Job")
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
Values = dict[str, tuple[str, ...]]


@st.composite
def sound_tables(draw: st.DrawFn) -> RuleTable:
    """Complete and free of overlap: each row is a leaf of a tree that splits the answers of a feature."""
    features = {f"f{n}": tuple(f"w{i}" for i in range(draw(st.integers(2, 5)))) for n in range(draw(st.integers(1, 4)))}
    rows = [_row(draw, number, when, features) for number, when in enumerate(_leaves(draw, {}, features))]
    return RuleTable.model_validate(
        {
            "id": "probe",
            "titel": draw(texts),
            "rechtsstand": "2026-08-19",
            "geprueft_am": "2026-11-20",
            "pruefen_bis": "2027-05-20",
            "verantwortlich": "Fachredaktion",
            "hinweis": "Keine Beratung.",
            "merkmale": [_feature(draw, name, values) for name, values in features.items()],
            "zeilen": rows,
        }
    )


@st.composite
def broken_tables(draw: st.DrawFn) -> RuleTable:
    """A table with rows that say too much, examples that say too little, names that nobody knows."""
    table = draw(sound_tables())
    rows = list(table.rows)
    index = draw(st.integers(0, len(rows) - 1))
    other = rows[draw(st.integers(0, len(rows) - 1))]
    row = rows[index]
    changes: list[dict[str, Any]] = [
        {"when": {}},
        {"when": other.when},
        {"when": {**row.when, "fremd": ("w0",)}},
        {"when": dict.fromkeys(row.when, ("fremd",))},
        {"example": row.example.model_copy(update={"values": {}})},
        {"example": other.example},
        {"id": other.id},
    ]
    rows[index] = row.model_copy(update=draw(st.sampled_from(changes)))
    return table.model_copy(update={"rows": tuple(rows)})


def _leaves(draw: st.DrawFn, when: Values, features: Values) -> Iterator[Values]:
    free = [name for name in features if name not in when]
    if not free or not draw(st.booleans()):
        yield when
        return
    name = draw(st.sampled_from(free))
    values = draw(st.permutations(features[name]))
    cut = draw(st.integers(1, len(values) - 1))
    for part in (values[:cut], values[cut:]):
        yield from _leaves(draw, {**when, name: tuple(part)}, features)


def _row(draw: st.DrawFn, number: int, when: Values, features: Values) -> dict[str, Any]:
    case = {name: draw(st.sampled_from(when.get(name, values))) for name, values in features.items()}
    return {
        "id": f"z{number}",
        "gruppe": draw(st.sampled_from(["Eins", "Zwei"])),
        "lage": draw(st.sampled_from(["Lage", "Andere Lage"])),
        "zeit": draw(st.sampled_from(["sofort", "später: nach drei Monaten"])),
        "wenn": when,
        "ergebnis": draw(st.sampled_from(list(Verdict))),
        "zustimmung": draw(st.sampled_from(list(Consent))),
        "normen": draw(st.lists(st.sampled_from(WORDS), max_size=6)),
        "entscheidet": draw(texts),
        "schritt": draw(texts),
        "beispiel": {"text": f"Fall {number}. " + draw(texts), "werte": case},
        "beleg": "belegt",
    }


def _feature(draw: st.DrawFn, name: str, values: tuple[str, ...]) -> dict[str, Any]:
    names = st.one_of(st.none(), texts)
    return {
        "id": name,
        "name": draw(names),
        "frage": f"{draw(texts)}?",
        "werte": [{"id": value, "name": draw(names), "text": draw(texts)} for value in values],
    }
