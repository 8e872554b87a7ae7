"""What a new version means: the kind of an update and its reasons, as pure functions of before and now."""

from __future__ import annotations

from typing import Any

import pytest

from builder.language import catalogue
from builder.model.course import Course
from builder.model.module import Module
from builder.model.places import places
from builder.model.update import (
    Fact,
    Reason,
    Update,
    UpdateKind,
    bundle_update,
    module_update,
    needed_version,
    update_of,
    version_order,
)
from builder.rendering.update_words import kind_word, to_do, what_happened
from tests.released import choice, course, module, released

GERMAN = catalogue("de").gettext
BEFORE = module(choice("f_a"), choice("f_b", "Und wer?"))


def became(after: Module, **more: Any) -> Update:
    first = released(course(BEFORE))
    update = module_update(after, course(after, version="2026.2", before=first, **more).shared)
    assert update is not None
    return update


A, B = choice("f_a"), choice("f_b", "Und wer?")
CHANGES: dict[str, tuple[Module, UpdateKind, list[Reason]]] = {
    "nothing": (module(A, B), UpdateKind.UNCHANGED, []),
    "words": (module(A, B, kurz="Anders."), UpdateKind.TEXT, [Reason(Fact.WORDS)]),
    "moved": (module(B, A), UpdateKind.TEXT, [Reason(Fact.WORDS)]),
    "renamed": (
        module(A, choice("f_neu", "Und wer?", replaces="f_b")),
        UpdateKind.TEXT,
        [Reason(Fact.RENAMED, ("x1_f_b → x1_f_neu",))],
    ),
    "a question more": (module(A, B, choice("f_c")), UpdateKind.ADDITIVE, [Reason(Fact.NEW_QUESTIONS, ("x1_f_c",))]),
    "an answer more": (
        module(choice("f_a", answers=("+ja", "-nein", "-nie")), B),
        UpdateKind.ADDITIVE,
        [Reason(Fact.MORE_ANSWERS, ("x1_f_a",))],
    ),
    "a step more": (
        module(A, B, steps=("papier", "stelle", "neu")),
        UpdateKind.ADDITIVE,
        [Reason(Fact.NEW_STEPS, ("„Neu“",))],
    ),
    "asked again": (
        module(choice("f_a", "Was gilt nicht?"), B),
        UpdateKind.BREAKING,
        [Reason(Fact.ASKED_AGAIN, ("x1_f_a",))],
    ),
    "replaced": (
        module(A, choice("f_neu", "Wer nicht?", replaces="f_b")),
        UpdateKind.BREAKING,
        [Reason(Fact.REPLACED, ("x1_f_b → x1_f_neu",))],
    ),
    "gone": (module(A), UpdateKind.BREAKING, [Reason(Fact.GONE_QUESTIONS, ("x1_f_b",))]),
    "points": (
        module(choice("f_a", points=2), B),
        UpdateKind.BREAKING,
        [Reason(Fact.COUNTS_DIFFERENTLY, ("x1_f_a",))],
    ),
    "critical": (
        module(choice("f_a", critical=True), B),
        UpdateKind.BREAKING,
        [Reason(Fact.COUNTS_DIFFERENTLY, ("x1_f_a",))],
    ),
    "only practice": (
        module(choice("f_a", counts=False), B),
        UpdateKind.BREAKING,
        [Reason(Fact.COUNTS_DIFFERENTLY, ("x1_f_a",))],
    ),
    "a step less": (module(A, B, steps=("papier",)), UpdateKind.BREAKING, [Reason(Fact.GONE_STEPS, ("stelle",))]),
    "rule": (
        module(A, B, abschluss="bearbeitet"),
        UpdateKind.BREAKING,
        [Reason(Fact.OTHER_RULE, ("bestanden", "bearbeitet"))],
    ),
    "a goal less and one more": (
        module(
            A,
            B,
            lernziele=[
                {"id": "l1", "text": "das Ziel l1 erreichen", "stufe": "anwenden"},
                {"id": "l3", "text": "weiter sehen", "stufe": "anwenden"},
            ],
        ),
        UpdateKind.BREAKING,
        [Reason(Fact.GONE_GOALS, ("l2",)), Reason(Fact.NEW_GOALS, ("„weiter sehen“",))],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_has_a_kind_and_reasons(change: str) -> None:
    after, kind, reasons = CHANGES[change]
    update = became(after)
    assert (list(update.reasons), update.kind) == (reasons, kind)
    assert update.before == "1.0.0"


def test_a_question_that_goes_moves_no_other() -> None:
    update = became(module(B))
    assert [reason.fact for reason in update.reasons] == [Fact.GONE_QUESTIONS]
    assert places([module(B)], "x1", released(course(BEFORE)).shared.releases) == ("x1_f_a", "x1_f_b")


def test_settings_of_all_modules_count_for_each() -> None:
    assert became(module(A, B), vorgaben={"bestehensgrenze": 70}).reasons == (
        Reason(Fact.OTHER_PASS_MARK, ("80", "70")),
    )
    assert became(module(A, B), vorgaben={"status12": "passed"}).reasons == (
        Reason(Fact.OTHER_STATUS, ("completed", "passed")),
    )


def test_a_pass_mark_that_nobody_has_to_reach_breaks_nothing() -> None:
    first = released(course(module(A, abschluss="bearbeitet")))
    after = module(A, abschluss="bearbeitet")
    update = module_update(
        after, course(after, version="2026.2", before=first, vorgaben={"bestehensgrenze": 70}).shared
    )
    assert update is not None
    assert update.kind is UpdateKind.TEXT


def test_the_edition_itself_is_not_what_it_is_compared_with() -> None:
    """A sheet that is made of a released edition tells those who have an older one."""
    second = released(course(CHANGES["asked again"][0], version="2026.2", before=released(course(BEFORE))))
    update = module_update(second.modules[0], second.shared)
    assert update is not None
    assert update.kind is UpdateKind.BREAKING
    first = released(course(BEFORE))
    assert module_update(first.modules[0], first.shared) is None


def test_a_module_that_paused_is_compared_with_its_own_last_release() -> None:
    first = released(course(BEFORE, module(name="x2")))
    second = released(course(module(name="x2"), version="2026.2", before=first))
    third = course(BEFORE, module(name="x2"), version="2026.3", before=second)
    assert [update and update.kind for update in (module_update(m, third.shared) for m in third.modules)] == [0, 0]


class TestBundle:
    def bundle(self, made: Course) -> Update | None:
        return bundle_update(made.bundles[0], made.shared)

    def test_nothing_is_said_of_a_first_edition(self) -> None:
        assert self.bundle(course(BEFORE)) is None
        assert self.bundle(released(course(BEFORE))) is None

    def test_it_is_as_strong_as_its_strongest_module(self) -> None:
        first = released(course(BEFORE, module(choice("f_z"), name="x2")))
        changed = module(choice("f_z", "Anders?"), name="x2")
        update = self.bundle(course(CHANGES["words"][0], changed, version="2026.2", before=first))
        assert update is not None
        assert (update.kind, update.before, update.reasons) == (UpdateKind.BREAKING, "2026.1", ())
        assert [part.kind for _, part in update.parts] == [UpdateKind.TEXT, UpdateKind.BREAKING]
        assert what_happened(update, GERMAN) == [
            "X1 (Text): Geändert sind Text, Bilder, Regelwerk oder Seminarplan.",
            "X2 (einschneidend): Neu gestellt: x2_f_z.",
        ]

    @pytest.mark.parametrize(
        ("names", "kind", "words"),
        [
            (("x1", "x2"), UpdateKind.UNCHANGED, []),
            (("x1", "x2", "x3"), UpdateKind.ADDITIVE, ["Neue Module: X3."]),
            (("x2",), UpdateKind.BREAKING, ["Entfallene Module: X1."]),
            (("x2", "x1"), UpdateKind.TEXT, ["Die Module stehen in anderer Folge."]),
        ],
    )
    def test_modules_come_and_go(self, names: tuple[str, ...], kind: UpdateKind, words: list[str]) -> None:
        first = released(course(module(name="x1"), module(name="x2")))
        update = self.bundle(course(*(module(name=name) for name in names), version="2026.2", before=first))
        assert update is not None
        assert (update.kind, what_happened(update, GERMAN)) == (kind, words)


@pytest.mark.parametrize("fact", Fact)
def test_every_fact_has_words_in_both_languages(fact: Fact) -> None:
    update = Update("1.0.0", (Reason(fact, ("80", "70")),))
    (german,), (english,) = what_happened(update, GERMAN), what_happened(update, catalogue("en").gettext)
    assert german != english
    for words in (german, english):
        assert words.endswith(".")
        assert "%(" not in words
        assert "%%" not in words


def test_a_trainer_is_told_what_to_do() -> None:
    assert [kind_word(kind, GERMAN) for kind in UpdateKind] == ["unverändert", "Text", "ergänzend", "einschneidend"]
    done = {name: " ".join(to_do(became(after), GERMAN)) for name, (after, _, _) in CHANGES.items()}
    assert done["nothing"] == "Es ist nichts zu tun."
    for name, words in done.items():
        kind = CHANGES[name][1]
        assert words.startswith("Ersetzen Sie die Datei in derselben Aktivität") is (kind > UpdateKind.UNCHANGED)
        assert words.endswith("Mehr ist nicht zu tun.") is (kind is UpdateKind.TEXT)
        assert ("Das Neue steht offen" in words or "das Neue steht offen" in words) is (kind is UpdateKind.ADDITIVE)
        assert ("Wer fertig ist, behält Ergebnis und Abschluss" in words) is (kind is UpdateKind.BREAKING)
        assert ("noch einmal" in words) is (name in ("asked again", "replaced"))
    status = became(module(A, B), vorgaben={"status12": "passed"})
    assert "beide Status annehmen, „Bestanden“ und „Abgeschlossen“" in " ".join(to_do(status, GERMAN))


def test_the_version_says_how_much_has_changed() -> None:
    assert [needed_version("1.4.2", kind) for kind in UpdateKind] == ["1.4.2", "1.4.3", "1.5.0", "2.0.0"]
    assert version_order("1.10.0") > version_order("1.9.9")


def test_before_and_now_are_enough() -> None:
    first = released(course(BEFORE))
    frozen = first.shared.releases[0].modules["x1"]
    assert update_of(frozen, BEFORE, first.shared).kind is UpdateKind.UNCHANGED
