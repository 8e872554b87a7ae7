"""What a learning platform has room for (scorm.md A8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.checks.check import course_check
from builder.checks.curriculum import CURRICULUM
from builder.findings import Finding, Rule, Severity
from builder.model.course import COURSES, Bundle, BundleKind, Course
from builder.model.module import Module
from builder.model.release import package_id
from builder.model.state_length import MOST, longest_entry, longest_state
from builder.source import Place

_NAMED = 5
_KEYS = {BundleKind.KURS: COURSES, BundleKind.PFAD: "pfade"}


@course_check(
    "F105",
    Severity.MUSS,
    "Lernstand zu lang",
    "Der Lernstand von {name} kann {length} Zeichen lang werden; Lernplattformen bewahren nur {most} auf.",
    "Am meisten Platz brauchen: {questions}. Kürzen oder teilen Sie diese Fragen, oder teilen Sie {what}.",
)
def state_too_long(rule: Rule, course: Course) -> Iterator[Finding]:
    """Was darüber hinausgeht, schneidet die Lernplattform ab, und beim nächsten Besuch fehlen Antworten.

    Schlecht:
        (ein Modul mit 170 Lücken, in die man Wörter schreibt)
    Gut:
        (dieselben Lücken, über drei Module verteilt oder zum Auswählen)
    """
    for module in course.modules:
        length = longest_state([module], module.id, bundled=False)
        if length > MOST:
            names, what = f"Modul {module.id.upper()}", "das Modul"
            yield _too_long(rule, module.meta_places.at("id"), names, what, length, [module], bundled=False)
    for bundle in course.bundles:
        length = longest_state(bundle.modules, bundle.identifier, bundled=True)
        if length > MOST:
            of_course = bundle.kind is BundleKind.KURS
            name, what = (f"Kurs „{bundle.id}“", "den Kurs") if of_course else (f"Pfad „{bundle.id}“", "den Pfad")
            yield _too_long(rule, _place(course, bundle), name, what, length, bundle.modules, bundled=True)


def _too_long(
    rule: Rule, place: Place, name: str, what: str, length: int, modules: Sequence[Module], bundled: bool
) -> Finding:
    asked = [
        (longest_entry(question, bundled), package_id(module.id, question.id))
        for module in modules
        for question in module.questions
    ]
    longest = sorted(asked, key=lambda one: (-one[0], one[1]))[:_NAMED]
    named = ", ".join(f"{question} ({size})" for size, question in longest)
    return rule.at(place, name=name, what=what, length=f"{length:,}".replace(",", "."), most="4.096", questions=named)


def _place(course: Course, bundle: Bundle) -> Place:
    """Where the course or path stands in the curriculum."""
    curriculum = course.shared.curriculum
    listed = curriculum.courses if bundle.kind is BundleKind.KURS else curriculum.paths
    index = [one.id for one in listed].index(bundle.id)
    return course.place(CURRICULUM, _KEYS[bundle.kind], index)
