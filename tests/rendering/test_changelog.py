"""What the change log tells of an edition, and that nothing else in it is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from builder.model.course import Course
from builder.rendering.changelog import section, with_section
from builder.rendering.release import release_files
from tests.released import DAY, choice, course, module, released

LINES = "## [2026.2] – 2026-12-01\n\n- **X1** 1.1.0, neu.\n"
ROOT = Path(__file__).resolve().parents[2]


def told(now: Course) -> list[str]:
    """The lines of the section for a course that is being released."""
    return section(now, released(now).shared.releases[-1]).splitlines()


def test_a_line_for_each_module_that_changed() -> None:
    same, a, b = module(choice("f_z"), name="x3"), choice("f_a"), choice("f_b", "Und?")
    first = released(course(module(a), module(b, name="x2"), same, module(name="x5")))
    now = course(
        module(choice("f_a", "Wer?"), version="2.0.0"),
        module(b, choice("f_c"), version="1.1.0", name="x2"),
        same,
        module(name="x4"),
        version="2026.2",
        before=first,
    )
    assert told(now) == [
        "## [2026.2] – 2026-12-01",
        "",
        "- **X1 Wer darf anfangen?** 2.0.0 (bisher 1.0.0), einschneidend: Neu gestellt: x1_f_a. Ersetzen Sie die Datei in "
        "derselben Aktivität, legen Sie keine zweite an: Die Versuche bleiben. Am besten zwischen zwei Kursdurchgängen. Wer "
        "noch lernt, beantwortet die genannten Fragen noch einmal; schon erreichte Punkte bleiben. Wer fertig ist, behält "
        "Ergebnis und Abschluss.",
        "- **X2 Wer darf anfangen?** 1.1.0 (bisher 1.0.0), ergänzend: Neue Fragen: x2_f_c. Ersetzen Sie die Datei in "
        "derselben Aktivität, legen Sie keine zweite an: Die Versuche bleiben. Antworten und Ergebnisse bleiben, das Neue "
        "steht offen; sagen Sie es denen, die noch lernen.",
        "- **X4 Wer darf anfangen?** 1.0.0, neu.",
        "- **Kurs X** (kurs-x), einschneidend: Entfallene Module: X5. Neue Module: X4. Ersetzen Sie die Datei in derselben "
        "Aktivität, legen Sie keine zweite an: Die Versuche bleiben. Am besten zwischen zwei Kursdurchgängen. Wer fertig "
        "ist, behält Ergebnis und Abschluss.",
        "- **X5** entfällt: Die Aktivität kann stehen bleiben, eine neue Version kommt nicht.",
    ]


def test_an_edition_without_change_says_so() -> None:
    first = released(course(module(choice("f_a"))))
    assert told(course(module(choice("f_a")), version="2026.2", before=first))[2:] == [
        "- An den Modulen hat sich nichts geändert."
    ]


@given(st.text(alphabet="ab*_[]()<>`#|~&\\!\n \u00a0", min_size=1, max_size=20))
def test_nothing_an_author_wrote_is_markup(title: str) -> None:
    first = released(course(module()))
    now = course(module(version="1.1.0", titel=f"A {title} Z", name="x1"), version="2026.2", before=first)
    html = MarkdownIt().render("\n".join(told(now)))
    assert html.count("<li>") == html.count("<strong>") == 1
    for tag in ("<em>", "<a ", "<img", "<code>", "<h1>", "<br"):
        assert tag not in html


@given(st.text(alphabet="ab\n#[]:.- 2026\r–", max_size=80), st.booleans())
def test_the_section_is_all_that_comes_in_and_it_comes_in_once(text: str, has_crlf: bool) -> None:
    before = text.replace("\r", "")
    before = before.replace("\n", "\r\n") if has_crlf else before
    after = with_section(before, "2026.2", LINES)
    assert with_section(after, "2026.2", LINES) == after
    if after == before:
        assert "2026.2" in before
        return
    end = "\r\n" if "\r\n" in before else "\n"
    above, there, below = after.partition(LINES.replace("\n", end))
    assert there
    assert any(only_ends_more(above, below, before[:k], before[k:]) for k in range(len(before) + 1))
    assert end == "\n" or "\n" not in after.replace(end, "")


def only_ends_more(above: str, below: str, first: str, rest: str) -> bool:
    """Whether nothing but ends of lines was added to the two parts of a text."""
    fits = above.startswith(first) and below.endswith(rest)
    return fits and not (above[len(first) :] + below[: len(below) - len(rest)]).strip("\r\n")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "# C\n\n## [Unreleased]\n\n- x\n\n## [1.0.0]\n\n- y\n",
            "# C\n\n## [Unreleased]\n\n- x\n\n{}\n## [1.0.0]\n\n- y\n",
        ),
        ("# C\n\n## [Unreleased]\n\n- x\n", "# C\n\n## [Unreleased]\n\n- x\n\n{}"),
        ("# C\n\n## [Unreleased]\n\n- x", "# C\n\n## [Unreleased]\n\n- x\n\n{}"),
        ("# C\n\n## [2026.1] – 2026-01-01\n\n- y\n", "# C\n\n{}\n## [2026.1] – 2026-01-01\n\n- y\n"),
        (
            "# C\n\n- x\n\n[1.0]: https://a.de\n[2.0]: https://b.de\n",
            "# C\n\n- x\n\n{}\n[1.0]: https://a.de\n[2.0]: https://b.de\n",
        ),
        ("", "{}"),
    ],
)
def test_it_stands_above_older_editions_and_below_what_waits(before: str, after: str, end: str) -> None:
    found = with_section(before.replace("\n", end), "2026.2", LINES)
    expected = after.format(LINES).replace("\n", end)
    assert found == (expected if before.count("\n") else after.format(LINES))


def test_a_missing_change_log_is_begun() -> None:
    assert with_section(None, "2026.2", LINES) == f"# Changelog\n\n{LINES}"


def test_our_own_change_log_takes_a_section_below_what_waits() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    after = with_section(text, "2026.2", LINES)
    assert after.replace(LINES, "").rstrip() == text.rstrip()
    assert after.index("## [Unreleased]") < after.index(LINES)


def test_bytes_that_are_no_text_stay() -> None:
    log = b"# C\xff\r\n\r\n## [1.0.0]\r\n"
    (_, file, *_) = release_files(course(module()), DAY, {"CHANGELOG.md": log}.get)
    assert file.data.startswith(b"# C\xff\r\n\r\n## [2026.1]")
    assert file.data.endswith(b"\r\n\r\n## [1.0.0]\r\n")


def test_what_is_in_place_is_not_written_again() -> None:
    made = course(module())
    files = release_files(made, DAY, {}.get)
    others = ["CHANGELOG.md", "CITATION.cff", ".zenodo.json"]
    assert [file.path for file in files] == ["curriculum/freigaben/2026.1.json", *others]
    assert [file.path for file in release_files(released(made), DAY, {}.get)] == others
    there = {file.path: file.data for file in files}
    assert release_files(released(made), DAY, there.get) == ()
    assert release_files(made, DAY, there.get) == files[:1]
