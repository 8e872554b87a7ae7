"""Reports of mistakes and suggestions: where they lead, at each kind of forge and without an account."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from lxml import html

from builder.language import catalogue
from builder.model.course import Course
from builder.model.curriculum import Curriculum
from builder.rendering.feedback import QUESTION, Feedback, feedback_on
from builder.rendering.scorm import render
from builder.rendering.site import module_page
from tests.packages import package_of
from tests.released import choice, course, module

_ = catalogue("de").gettext
MAIL = {"betreiber": {"kontakt": "Redaktion, Tel. 0391 12345, lernpaket@beispiel.org"}}


def made(**more: object) -> Course:
    return course(module(choice("f_a"), titel="Wer darf & wann?"), **more)


def feedback(**more: object) -> Feedback:
    there = made(**more)
    return feedback_on(there.modules[0], there.shared, _)


def link_words(page: str) -> list[str]:
    return [str(link.text) for link in html.fromstring(page).find_class("contribute")[0].iter("a")]


@pytest.mark.parametrize(
    ("source", "edit", "report", "title"),
    [
        ("https://github.com/a/b", "/edit/main/modules/x1-probe/modul.md#L1", "/issues/new", "title"),
        ("https://codeberg.org/a/b/", "/_edit/main/modules/x1-probe/modul.md", "/issues/new", "title"),
        (
            "https://gitlab.opencode.de/a/b",
            "/-/edit/main/modules/x1-probe/modul.md#L1",
            "/-/issues/new",
            "issue[title]",
        ),
    ],
)
def test_each_kind_of_forge_is_addressed_in_its_way(source: str, edit: str, report: str, title: str) -> None:
    found = feedback(quelltext_url=source)
    assert found.edits[0] == ("Titel und Daten", source.rstrip("/") + edit)
    parts = urlsplit(found.forge)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == source.rstrip("/") + report
    assert parse_qs(parts.query)[title] == ["Fehler in X1 Wer darf & wann?, Version 1.0.0"]


def test_a_mail_needs_no_account_and_says_what_it_is_about() -> None:
    found = feedback(**MAIL)
    assert found.mail.startswith("mailto:lernpaket@beispiel.org?subject=Fehler%20in%20X1")
    assert "+" not in found.mail
    assert "Was stimmt nicht:\r\n" in unquote(found.mail)
    assert (found.forge, found.edits) == ("", ())


def test_a_report_on_a_question_has_room_for_its_id() -> None:
    assert unquote(feedback(**MAIL).question).count(f"Frage {QUESTION}") == 1
    both = feedback(quelltext_url="https://github.com/a/b", **MAIL)
    assert both.question.startswith("https://github.com/a/b/issues/new?")


def test_every_step_and_the_plan_can_be_changed_where_it_stands(b3: Course) -> None:
    there = b3.shared.curriculum.model_copy(update={"source_url": "https://github.com/a/b"})
    shared = b3.shared.__class__(there, (), (), b3.shared.slugs)
    this = b3.modules[0]
    edits = dict(feedback_on(this, shared, _).edits)
    assert len(edits) == len(this.steps) + 2
    for number, step in enumerate(this.steps, 1):
        assert edits[f"Schritt {number}"].endswith(f"/modul.md#L{step.place.line}")
    assert "/seminar.yml" in edits["Seminarplan"]


def test_without_either_the_page_sends_to_the_imprint() -> None:
    there = made()
    assert feedback() == Feedback("", "", "", ())
    assert link_words(module_page(there.modules[0], there.shared).body) == ["Impressum"]


def test_the_page_offers_both_ways() -> None:
    there = made(quelltext_url="https://github.com/a/b", **MAIL)
    words = link_words(module_page(there.modules[0], there.shared).body)
    assert words[:3] == ["dort, wo der Quelltext liegt", "per E-Mail, ohne Konto", "Titel und Daten"]


def test_a_package_leads_nowhere() -> None:
    there = made(quelltext_url="https://github.com/a/b", **MAIL)
    with package_of(render(there.modules[0], there.shared, "de")) as archive:
        page = archive.read("index.html").decode()
    assert "github.com" not in page
    assert "mailto:" not in page


def test_what_is_no_address_is_not_taken_for_one() -> None:
    assert feedback(betreiber={"kontakt": "Montag bis Freitag @ Büro 3"}).mail == ""
    assert Curriculum.model_fields["operator"].alias == "betreiber"
