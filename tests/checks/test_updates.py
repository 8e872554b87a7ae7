"""What the fixture folders cannot show of the checks of releases: ids of every sort, and what is certain only together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.checks import releases, updates
from builder.checks.check import Check
from builder.model.course import Course
from builder.model.module import TEXT
from tests.released import choice, course, module, released

GOALS = [{"id": goal, "text": "sehen", "stufe": "anwenden"} for goal in ("l1", "g" * 58)]


def said(check: Check, made: Course) -> list[str]:
    return [finding.message for finding in check.run(made, None)]


def test_goals_and_steps_have_names_in_packages_too() -> None:
    made = course(module(choice("f" * 57), steps=("s" * 58, "kurz"), lernziele=GOALS))
    found = said(updates.long_identifier, made)
    assert [message.split("„")[1].split("“")[0] for message in found] == ["x1_" + "g" * 58, "x1_" + "s" * 58]


def test_a_module_that_only_took_the_id_of_another_promises_nothing() -> None:
    now = course(module(choice("f_a")), version="2026.2", before=released(course(module(choice("f_a")))))
    twin = replace(module(), slug="x1-zwilling")
    assert said(updates.missing_question, replace(now, drafts=(twin,))) == []
    assert len(said(updates.missing_question, replace(now, modules=(module(),)))) == 1


@pytest.mark.parametrize("check", [updates.missing_question, updates.missing_step_or_goal, releases.wrongly_retired])
def test_nothing_is_missed_in_a_text_that_could_not_be_read(check: Check) -> None:
    before = released(course(module(choice("f_a"), steps=("papier", "stelle"))))
    half = replace(module(steps=("papier",), entfallen=["f_b"]), unread=frozenset({TEXT}))
    assert said(check, course(half, version="2026.2", before=before)) == []


def test_no_module_is_missed_while_one_cannot_be_read() -> None:
    now = course(module(), version="2026.2", before=released(course(module(), module(name="x2"))))
    assert said(releases.missing_module, now) == ["Das veröffentlichte Modul „x2“ gibt es nicht mehr."]
    for lost in ("module", "freigaben", "kurse"):
        assert said(releases.missing_module, replace(now, shared=replace(now.shared, unread=frozenset({lost})))) == []
    nameless = replace(module(name="x3"), unread=frozenset({"id"}))
    assert said(releases.missing_module, replace(now, drafts=(nameless,))) == []


def test_a_successor_may_drop_its_line_and_keeps_its_place() -> None:
    first = released(course(module(choice("f_a"))))
    second = released(course(module(choice("f_b", "Und?", replaces="f_a")), version="2026.2", before=first))
    third = course(module(choice("f_b", "Und?"), choice("f_c", replaces="f_a")), version="2026.3", before=second)
    assert said(updates.replaced_twice, third) == [
        "An „f_c“ steht ersetzt=f_a; an die Stelle dieser Frage ist schon „f_b“ getreten."
    ]
    assert said(updates.nothing_to_replace, third) == []


def test_answers_that_were_really_changed_are_not_called_moved() -> None:
    before = released(course(module(choice("f_a", answers=("+ja", "-nein", "-nie")))))
    for answers, count in {
        ("-nein", "+ja", "-nie"): 1,
        ("-neu", "+ja", "-nein", "-nie"): 1,
        ("+ja", "-nein", "-nie", "-neu"): 0,
        ("-ja", "+nein", "-nie"): 0,
        ("+ja", "-nein"): 0,
        ("+neu", "-ja", "-nein", "-nie"): 0,
    }.items():
        now = course(module(choice("f_a", answers=answers)), version="2026.2", before=before)
        assert len(said(updates.moved_answers, now)) == count, answers


def test_a_version_may_rise_further_than_it_has_to() -> None:
    before = released(course(module(choice("f_a"))))
    for version, count in {"1.0.9": 1, "1.1.0": 0, "1.2.0": 0, "2.0.0": 0, "0.9.9": 1, "1.0.10": 1}.items():
        now = course(module(choice("f_a"), choice("f_b"), version=version), version="2026.2", before=before)
        assert len(said(releases.version_not_raised, now)) == count, version


def test_an_edition_is_called_changed_only_when_all_of_it_was_read() -> None:
    before = released(course(module(choice("f_a"))))
    changed = module(choice("f_b"), version="2.0.0")
    assert len(said(releases.edition_not_raised, course(changed, before=before))) == 1
    assert said(releases.edition_not_raised, course(module(choice("f_a")), before=before)) == []
    for unsure in (
        course(replace(changed, unread=frozenset({TEXT})), before=before),
        replace(course(changed, before=before), drafts=(changed,)),
    ):
        assert said(releases.edition_not_raised, unsure) == []
