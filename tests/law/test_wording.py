"""One normal form from two kinds of files; sentences counted as the law itself counts them; bad files refused."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from builder.law.markdown import read_markdown
from builder.law.official_xml import read_official_xml
from builder.law.sentences import count_sentences
from builder.law.unreadable import Unreadable
from builder.law.wording import LawText, norm_names, paragraphs
from tests.law.texts import april, august, needs_laws

XML = """<?xml version="1.0" encoding="UTF-8"?>
<dokumente builddate="20260819120000" doknr="BJNR1"><norm><metadaten><jurabk>ProbeG</jurabk><langue>Probegesetz</langue>
<standangabe checked="ja"><standtyp>Stand</standtyp><standkommentar>Neu gefasst;</standkommentar></standangabe></metadaten></norm>
<norm><metadaten><jurabk>ProbeG</jurabk><enbez>§ 1</enbez><titel>Zweck</titel></metadaten><textdaten><text><Content>{content}</Content></text>
<fussnoten><Content><P>(+++ § 1: Zur Anwendung vgl. § 2 +++)</P></Content></fussnoten></textdaten></norm></dokumente>"""
LISTED = (
    '<P>(1) Wer<DL Type="arabic"><DT>1.</DT><DD><LA>arbeitet,</LA></DD><DT>2.</DT><DD><LA>lernt,</LA></DD></DL>darf '
    "bleiben.<BR/>Das gilt nicht<SUP>1</SUP> am 1. Januar.</P><P>(2) (weggefallen)</P><P>(3) § 2 gilt.</P>"
)
MARKDOWN = """% Probegesetz  (ProbeG)
% Ausfertigungsdatum: 01.01.2026

# Inhaltsübersicht

# § 1 – Zweck

(1) Wer

1. arbeitet,

2. lernt,

darf bleiben. Das gilt nicht1 am 1. Januar.

(2) (weggefallen)

(3) § 2
gilt.

§ 1 Abs. 3: Eingef. durch Art. 1 G v. 1.1.2026 I Nr. 1

(+++ § 1: Zur Anwendung vgl. § 2 +++)

# §§ 2 bis 4 – (weggefallen)
"""


def official(content: str = LISTED) -> LawText:
    return read_official_xml(XML.replace("{content}", content).encode())


def same(one: LawText, other: LawText, name: str) -> bool:
    norms = [law.norm(name) for law in (one, other)]
    marks = [[(each.label, each.fingerprint) for each in norm.paragraphs] if norm else None for norm in norms]
    return marks[0] == marks[1]


def test_two_kinds_of_files_give_one_form() -> None:
    xml, markdown = official(), read_markdown(MARKDOWN.encode(), "ProbeG-BJNR1.md")
    assert xml.number == markdown.number == "BJNR1"
    assert xml.note == "Neu gefasst"
    assert xml.names == markdown.names == ("ProbeG",)
    assert same(xml, markdown, "§ 1")
    first = xml.norms[0].paragraphs[0]
    assert first.text == "Wer\n1. arbeitet,\n2. lernt,\ndarf bleiben. Das gilt nicht1 am 1. Januar."
    assert [(each.label, each.sentences, each.repealed) for each in xml.norms[0].paragraphs] == [
        ("1", 2, False), ("2", 0, True), ("3", 1, False),
    ]  # fmt: skip
    assert [norm.name for norm in markdown.norms if norm.repealed] == ["§ 2", "§ 3", "§ 4"]


@needs_laws
@pytest.mark.parametrize(("short", "count"), [("RDG", 31), ("BQFG", 20), ("BeschV", 48)])
def test_laws_that_did_not_change_are_equal_in_every_norm(short: str, count: int) -> None:
    xml, markdown = april()[short], august()[short]
    assert [norm.name for norm in xml.norms] == [norm.name for norm in markdown.norms]
    assert len(xml.norms) == count
    assert [norm.name for norm in xml.norms if not same(xml, markdown, norm.name)] == []


@needs_laws
def test_the_change_of_june_2026_is_seen() -> None:
    assert not same(april()["AsylG"], august()["AsylG"], "§ 61")
    assert same(april()["AsylG"], august()["AsylG"], "§ 7")


OWN_REFERENCE = re.compile(r"(?<!des )(?:(?P<norm>§ \d+[a-z]?) )?Absatz(?:es)? (?P<label>\d+[a-z]?) Satz(?:es)? (?P<sentence>\d+)(?! ?(?:und|oder|bis|,))(?P<rest>[^.;,]{0,60})")  # fmt: skip
FOREIGN = re.compile(
    r"\bdes [A-Z]|der (?:Verordn|Richtl|Abgab|Straf|Ziv|Sozialversicherungse)|\b[A-Z]\w+gesetz|Buch|geltenden"
)


@needs_laws
def test_no_sentence_is_denied_that_the_law_itself_cites() -> None:
    asked = denied = 0
    for law in august().values():
        for norm in law.norms:
            for paragraph in norm.paragraphs:
                for found in OWN_REFERENCE.finditer(paragraph.text):
                    before = paragraph.text[: found.start()]
                    chained = not found["norm"] and re.search(r"(?:§§? [^.]{0,60}|Artikel \d+[a-z]? ?)$", before)
                    target = law.norm(found["norm"]) if found["norm"] else norm
                    cited = target.paragraph(found["label"]) if target else None
                    if cited and not chained and not FOREIGN.search(found["rest"]):
                        asked += 1
                        denied += int(found["sentence"]) > cited.sentences
    assert asked > 700
    assert denied / asked <= 0.01


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Es gilt § 2. Satz zwei.", 2),
        ("Nach Abs. 2 Nr. 3 gilt Art. 5 (BGBl. I S. 12) auch.", 1),
        ("Bis zum 31. August 2015 gilt das. Danach nicht.", 2),
        ("Das gilt bis zum 15. Lebensjahr. Nicht danach.", 2),
        ("Wer\n1. arbeitet,\n2. lernt,\ndarf bleiben.", 1),
        ("Wer\n1. arbeitet,\n2. lernt.\nDie Frist beginnt. Sie endet.", 3),
        ("Es gilt „ja.“ Nein?  Doch!", 3),
        ("Gefördert wird nach § 51. Teilnehmende erhalten Geld.", 2),
        ("Ab Vollendung des 18. Lebensjahres gilt das. Es endet.", 2),
        ("Das gilt nach Nummer 2 Buchstabe b. Die Frist beginnt.", 2),
        ("Das gilt nach Buchstabe a oder b. Die Frist beginnt.", 2),
        ("Es gilt. 50 Prozent zählen.", 2),
        ("Das sagt z. B. Frau A. Müller.", 1),
    ],
)
def test_sentences_are_counted(text: str, count: int) -> None:
    assert count_sentences(text) == count


def test_an_absatz_begins_where_its_number_stands() -> None:
    assert [(each.label, each.text) for each in paragraphs(["Allein."])] == [("-", "Allein.")]
    made = paragraphs(["(1) Eins.", "1. Punkt", "(1a) Zwei.", "(2) und (3) (weggefallen)"])
    assert [each.label for each in made] == ["1", "1a", "2", "3"]
    assert [each.repealed for each in made] == [False, False, True, True]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("§ 61", ("§ 61",)), ("Art 16a", ("Art. 16a",)), ("(XXXX) §§ 304 bis 306", ("§ 304", "§ 305", "§ 306")),
        ("§§ 285 u. 286", ("§ 285", "§ 286")), ("Anlage II", ()), ("Inhaltsübersicht", ()),
    ],
)  # fmt: skip
def test_designations_of_norms(written: str, names: tuple[str, ...]) -> None:
    assert norm_names(written) == names


ENTITY = '<!DOCTYPE dokumente [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BILLION = '<!DOCTYPE dokumente [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
REFUSED: dict[str, tuple[Callable[[], LawText], str]] = {
    "unknown element": (lambda: official("<P>(1) Text <Unfug>hier</Unfug>.</P>"), "<Unfug>"),
    "truncated": (lambda: read_official_xml(XML.encode()[:-40]), "kein vollständiges XML"),
    "page": (lambda: read_official_xml(b"<html><body>Wartung</body></html>"), "kein Gesetzestext"),
    "nothing in it": (lambda: read_official_xml(b"<dokumente/>"), "kein Gesetzestext"),
    "empty": (lambda: read_official_xml(b""), "kein vollständiges XML"),
    "outside entity": (lambda: with_entity(ENTITY, "x"), "&x;"),
    "many entities": (lambda: with_entity(BILLION, "b"), "&b;"),
    "other Markdown": (lambda: read_markdown(b"# Liesmich\n\nNichts.", "README.md"), "kein Gesetzestext"),
    "other encoding": (lambda: read_markdown("% Probe (P)\n# § 1\nä".encode("latin-1"), "P.md"), "UTF-8"),
}


def with_entity(doctype: str, name: str) -> LawText:
    return read_official_xml(XML.replace("?>", f"?>{doctype}", 1).replace("{content}", f"<P>&{name};</P>").encode())


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_law_is_refused_with_a_reason(case: str) -> None:
    read, says = REFUSED[case]
    with pytest.raises(Unreadable) as refused:
        read()
    assert says in refused.value.problem
    assert refused.value.hint


def test_two_absaetze_with_one_number_are_both_watched() -> None:
    """§ 31 AsylG has two of the number 3."""
    one, other = (
        paragraphs(["(3) Erstens.", "(4) Dazwischen.", "(3) Zweitens."]),
        paragraphs(["(3) Anders.", "(4) Dazwischen.", "(3) Zweitens."]),
    )
    assert [each.label for each in one] == ["3", "4"]
    assert one[0].text == "Erstens.\nZweitens."
    assert one[0].fingerprint != other[0].fingerprint


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("§§ 1 bis 3a", ["1", "2", "3", "3a"]),
        ("§§ 15a bis 15c", ["15a", "15b", "15c"]),
        ("§§ 50–52", ["50", "51", "52"]),
        ("§ 40 bis § 42", ["40", "41", "42"]),
        ("§§ 1 bis 99999999", ["1", "99999999"]),
    ],
)
def test_ranges_of_norms_are_counted_through(written: str, names: list[str]) -> None:
    assert norm_names(written) == tuple(f"§ {name}" for name in names)


def test_a_norm_whose_text_is_a_picture_is_not_repealed() -> None:
    norms = official("<P>-</P>").norms
    assert [norm.repealed for norm in norms] == [False]
    assert official("<P>(weggefallen)</P>").norms[0].repealed


@pytest.mark.parametrize("extra", ["<!-- Anmerkung -->", ""])
def test_entities_and_comments_of_markdown_are_no_words(extra: str) -> None:
    written = f"\ufeff% Probegesetz (ProbeG)\n\n# § 1 – Zweck\n\n(1) Weniger als &lt; 5{extra} Tage.\n"
    assert read_markdown(written.encode(), "ProbeG.md").norms[0].paragraphs[0].text == "Weniger als < 5 Tage."


def test_a_word_ends_where_a_list_gives_it_an_end() -> None:
    listed = "<P>(1) Dazu:<DL><DT>1.</DT><DD><LA>zusätzlich:</LA><LA>Art</LA></DD></DL></P>"
    assert official(listed).norms[0].paragraphs[0].text == "Dazu:\n1. zusätzlich: Art"
