"""Terms lead to the glossary from where a step first uses them, on the site alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from builder.model.course import Course
from builder.model.glossary import Term
from builder.model.glossary_use import uses
from builder.pipeline import load
from builder.rendering import scorm
from builder.rendering.site import module_page
from builder.rendering.terms import FirstUses
from tests.checks.project import MODULE, in_module
from tests.glossary import project_with_glossary
from tests.packages import package_of

TEXT = """\
### Duldung und Ehrenamt

Eine **Duldung** ist etwas anderes als eine Ausbildungsduldung. Zwei Duldungen, noch eine Duldung.

> [!TIP]
> Fragen Sie die ABH, nicht die [Ausländerbehörde](https://www.beispiel.org).

| Duldung | Ehrenamt |
|---|---|
| Duldung | Ehrenamt |

::: frage einfach {#f_term ziel=l1}
Wer hilft im Ehrenamt?

- [x] das Ehrenamt
  > Das Ehrenamt.
- [ ] niemand
  > Doch, das Ehrenamt.
- [ ] alle
  > Nein, das Ehrenamt.
:::
"""


def term(name: str, *forms: str) -> Term:
    return Term(id=name.lower().replace(" ", "_"), begriff=name, formen=list(forms), erklaerung="Wort.")


@pytest.fixture
def course(tmp_path: Path) -> Course:
    project = project_with_glossary(tmp_path)
    (project / MODULE).write_text(in_module(TEXT)[0], encoding="utf-8")
    made = load(project).course
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Eine Duldung.", True),
        ("Duldungen, nicht „Gestattung“", True),
        ("Ausbildungsduldung und Duldungspapier", False),
        ("Probe-Duldung", False),
        ("Duldungs-Recht", False),
    ],
)
def test_lists_and_links_recognise_the_same_words(text: str, found: bool) -> None:
    word = term("Duldung", "Duldungen", "Duldungs")
    assert uses(text, word) is found
    assert bool(list(FirstUses((word,)).of(text))) is found


def links(page: html.HtmlElement) -> list[tuple[str, str]]:
    return [(link.text_content(), link.get("href")) for link in page.find_class("term")]


def test_the_first_use_in_running_text_leads_to_the_glossary(course: Course) -> None:
    page = html.fromstring(module_page(course.modules[0], course.shared).body)
    first = page.xpath("//section[contains(@class, 'step')]")[0]
    found = links(first)
    assert found[:2] == [
        ("Duldung", "../nachschlagen/glossar.html#duldung"),
        ("ABH", "../nachschlagen/glossar.html#auslaenderbehoerde"),
    ]
    assert len(dict(found)) == len(found), "each once"
    for place in ("h2", "h3", "h4", "a", "table", "label", "legend", "summary", "form"):
        assert not first.xpath(f".//{place}//a[@class='term']"), place


def test_each_step_explains_anew(course: Course) -> None:
    module = course.modules[0]
    page = html.fromstring(module_page(module, course.shared).body)
    whole = [target for _word, target in links(page)]
    steps = [[target for _word, target in links(step)] for step in page.xpath("//section[contains(@class, 'step')]")]
    assert whole == [target for step in steps for target in step]
    assert all(len(set(step)) == len(step) for step in steps)


def test_a_package_has_no_glossary_to_lead_to(course: Course) -> None:
    with package_of(scorm.render(course.modules[0], course.shared)) as archive:
        assert b"glossar.html" not in archive.read(scorm.ENTRY)


def test_whole_words_the_longest_first_large_or_small_as_written() -> None:
    uses = FirstUses([term("Duldung", "Duldungen"), term("Duldung light"), term("Amt")])
    text = "Ausbildungsduldung, Amts-Post, duldung, Duldung light, Duldungen, Duldung."
    assert [text[mark.start : mark.end] for mark in uses.of(text)] == ["Duldung light", "Duldungen"]
    assert list(uses.of(text)) == []
    uses.begin()
    assert len(list(uses.of(text))) == 2
    assert list(FirstUses([]).of(text)) == []


def test_a_definition_is_text_wherever_it_stands(tmp_path: Path) -> None:
    hostile = "- {id: duldung, begriff: Duldung, erklaerung: '\"><script>alert(1)</script>'}\n"
    project = project_with_glossary(tmp_path, hostile)
    (project / MODULE).write_text(in_module("Eine Duldung.")[0], encoding="utf-8")
    made = load(project).course
    assert made is not None
    page = html.fromstring(module_page(made.modules[0], made.shared).body)
    (link,) = [link for link in page.find_class("term") if link.text == "Duldung"][:1]
    assert link.get("title") == '"><script>alert(1)</script>'
    assert not page.xpath("//script[contains(text(), 'alert(1)')]")
