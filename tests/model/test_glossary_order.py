"""Where a term stands in a list: where a German reader looks for it."""

from __future__ import annotations

from builder.model.glossary import Term


def test_umlauts_stand_with_their_letter() -> None:
    """Words that begin with Ü would else stand behind Z, where nobody looks."""
    names = [
        "Zustimmung",
        "Überprüfung",
        "Außenstelle",
        "Königsteiner Schlüssel",
        "Kooperationsplan",
        "Ausweis",
        "aber",
    ]
    terms = [Term(id=f"t{number}", begriff=name, erklaerung="Wort.") for number, name in enumerate(names)]
    told = [term.name for term in sorted(terms, key=lambda term: term.order)]
    assert told == [
        "aber",
        "Außenstelle",
        "Ausweis",
        "Königsteiner Schlüssel",
        "Kooperationsplan",
        "Überprüfung",
        "Zustimmung",
    ]
