"""Whatever an editor types: reading never fails, findings stand inside the file, and what is accepted can be drawn."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from builder.checks import run_checks
from builder.findings import FindingLog
from builder.model.course import Course
from builder.model.curriculum import Curriculum
from builder.pipeline import SUPPRESSIBLE, load
from builder.reading.drafts import read_draft
from builder.reading.rule_tables import RuleTables
from builder.reading.stand_ins import CURRICULUM_STAND_INS
from builder.reading.yaml import read_yaml
from builder.rendering.targets import TARGETS
from builder.source import SourceText
from tests.checks.project import GRUND, clean_project
from tests.everything import EVERYTHING
from tests.reading.story import HEAD, STEP, read_file

PIECES = [
    *EVERYTHING.split("\n\n"),
    "::: kurz", ":::", "::: frage einfach {#f_x ziel=l1}", "- [x] richtig\n  > Weil.", "- [ ] falsch", "  > Darum.",
    "::: fall {#fall_x stufe=offen titel=\"Fall\"}", "### Sachverhalt", "### Prüfung", "::: musterloesung", "::: uebung {#u_x minuten=3}",
    "::: einbinden regelwerk arbeit", "::: einbinden regelwerk probe", "::: frage regelwerk {#f_y ziel=l1 tabelle=probe beispiel=mit_titel}", "::: bildtext", "![Bild](media/x.svg \"Titel\")", "| a | b |\n|---|---|\n| 1 |", "Tabelle: T",
    "## Zweiter Schritt {#schritt_zwei minuten=3}", "# Eins", "#### Vier", "    ::: kurz", "> [!NOTE]\n> ::: kurz", "<b>x</b>",
    "<!-- erlaubt S001: Zitat -->", "[^a]: [^a]", "Wort[^a]", "[x](javascript:a)", "[x](modul:x1#y)", "[](http://)", "{#a b=c}", "-", "1.", "```", "\t", "\\", "&#0;",
]  # fmt: skip
"""What format.md knows, whole and torn."""
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20)), max_size=12).map("\n\n".join)
torn = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=12).map("\n".join)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A sound module with a stretch of it cut, doubled or replaced."""
    whole = HEAD + STEP + EVERYTHING
    start = draw(st.integers(0, len(whole)))
    end = draw(st.integers(start, min(len(whole), start + 200)))
    return whole[:start] + draw(st.text(max_size=10)) + whole[start:end] * draw(st.integers(0, 2)) + whole[end:]


@given(st.one_of(damaged(), st.text(), texts.map(lambda body: HEAD + STEP + body)))
def test_no_text_stops_the_reader_and_every_finding_stands_in_it(text: str) -> None:
    read = read_file(text.encode("utf-8", "replace"))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in read.findings:
        assert 1 <= finding.place.line <= len(lines)
        assert 1 <= finding.place.column <= len(lines[finding.place.line - 1]) + 1


@given(st.binary(max_size=200))
def test_no_bytes_stop_the_reader(data: bytes) -> None:
    read_file(HEAD.encode() + data)


JUNK = [
    "\n",
    "  ",
    "- ",
    "\t",
    '"',
    "'",
    "[",
    "]",
    "{",
    "}",
    ":",
    " : ",
    "&a ",
    "*a",
    "!x ",
    "---\n",
    "#",
    "~",
    "x" * 70,
]
"""What means something in YAML."""


@given(st.data())
def test_no_damage_to_a_curriculum_stops_the_reader(data: st.DataObject) -> None:
    text = (GRUND / "curriculum/curriculum.yml").read_text(encoding="utf-8")
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 60)))
        text = text[:start] + data.draw(st.one_of(st.sampled_from(JUNK), st.text(max_size=5))) + text[end:]
    log = FindingLog()
    draft = read_draft(Curriculum, read_yaml(SourceText("c.yml", text), log), log, CURRICULUM_STAND_INS)
    assert isinstance(draft.record.planned, tuple)
    assert all(finding.place.line <= text.count("\n") + 1 for finding in log)
    assert len(log) or not draft.unread


@given(st.one_of(texts, torn))
def test_what_is_accepted_can_be_drawn(body: str) -> None:
    """Accepted: nothing is found but what an author may permit, matters of style and teaching."""
    course = sound_course()
    read = read_file(
        (HEAD + STEP + body).encode("utf-8", "replace"),
        RuleTables(course.shared.rule_tables, course.places, all_read=True),
    )
    if read.module is None:
        return
    shared = replace(course.shared, slugs=((read.module.id, read.module.slug),))
    checked = run_checks(Course(shared, (read.module,)))
    codes = {finding.code for finding in (*read.findings, *checked) if finding.blocks}
    if all(code.startswith(SUPPRESSIBLE) for code in codes):
        for target, render in TARGETS.items():
            assert render(read.module, shared, "de").files or (target == "moodle" and not read.module.questions)


@cache
def sound_course() -> Course:
    with TemporaryDirectory() as name:
        course = load(clean_project(Path(name) / "projekt")).course
    assert course is not None
    return course
