"""What every sheet of paper shares: title and facts, head and foot, QR code, colours, words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import segno

from builder.language import catalogue
from builder.model.citations import Kind
from builder.model.course import Bundle, BundleKind, Edition, Shared
from builder.model.module import Module
from builder.model.reference import Reference
from builder.rendering.address import Printed, sheet_address, sheet_mark
from builder.rendering.assets import tokens
from builder.rendering.dates import german_day, validity_words
from builder.rendering.guide_words import guide_words
from builder.rendering.norms import changed_norms
from builder.rendering.print_prose import LONGEST_STRING
from builder.rendering.print_tree import Tree
from builder.rendering.typography import bind


def sheet_tree(module: Module, shared: Shared, language: str, kind: str = "") -> Tree:
    """The part of ``doc.json`` that is the same for every sheet of a module; ``kind`` says which one it is."""
    _ = catalogue(language).gettext
    meta = module.meta
    course = shared.curriculum.course_of(module.id)
    return _any_sheet(shared, module, meta.responsible, changed_norms(module, shared), _) | {
        "language": meta.language,
        "title": bind(meta.title)[:LONGEST_STRING],
        "course": f"{module.id.upper()} · {course.title}" if course else module.id.upper(),
        "summary": kind or bind(meta.summary),
        "facts": _facts(module, _),
        "head": " · ".join([module.id.upper(), bind(meta.title), *([kind] if kind else [])]),
        "foot": _foot(module, shared, _),
        "goals": [bind(goal.text) for goal in meta.goals],
    }


def reference_sheet(reference: Reference, shared: Shared, kind: str, language: str) -> Tree:
    """The part of ``doc.json`` that is the same for every sheet of a reference; ``kind`` says which one it is.

    Each page is a sheet that may be copied alone, so each ends in what it is, how old, and what it cannot do.
    """
    _ = catalogue(language).gettext
    name = _reference_name(reference.kind, _) % {"id": reference.id}
    return (
        _any_sheet(shared, reference, reference.responsible, changed_norms(reference, shared), _)
        | {
            "language": "de",  # what it says is German, whatever the interface speaks
            "title": bind(reference.title)[:LONGEST_STRING],
            "course": bind(shared.curriculum.title)[:LONGEST_STRING],
            "summary": kind,
            "facts": [
                (_("Law as of"), german_day(reference.law_date)),
                (_("Reviewed"), german_day(reference.reviewed_on)),
                (_("Next review"), german_day(reference.review_by)),
            ],
            "head": f"{bind(reference.title)} · {kind}",
            "foot": " · ".join([name, *reference_facts(reference, shared, _)]),
            "disclaimer": bind(reference.disclaimer),
        }
    )


def _reference_name(kind: Kind, _: Callable[[str], str]) -> str:
    match kind:
        case Kind.RULE_TABLE:
            return _("Rule table %(id)s")
        case Kind.PROCEDURE:
            return _("Procedure %(id)s")
        case _:
            return _("Case study %(id)s")


def edition_sheet(edition: Edition, shared: Shared, title: str, latest: date, language: str) -> Tree:
    """The part of ``doc.json`` that is the same for every sheet of an edition; ``latest``: its youngest change."""
    _ = catalogue(language).gettext
    name = _("Edition %(version)s") % {"version": edition.version}
    changed = _("last change %(day)s") % {"day": german_day(latest)}
    before = [f"{release.version} ({german_day(release.date)})" for release in shared.earlier[-1:]]
    return (
        _any_sheet(shared, edition, "", "", _)
        | {
            "language": "de",  # what authors note is German, whatever the interface speaks
            "title": title,
            "course": bind(shared.curriculum.title)[:LONGEST_STRING],
            "summary": name,
            "facts": [
                (_("Edition"), edition.version),
                *((_("Changes since edition"), each) for each in before),
                (_("Last change"), german_day(latest)),
                (_("Modules"), ", ".join(module.id.upper() for module in edition.modules)),
            ],
            "head": f"{title} · {name}",
            "foot": " · ".join([name, changed, shared.curriculum.defaults.licence]),
        }
    )


def bundle_sheet(bundle: Bundle, shared: Shared, language: str) -> Tree:
    """The part of ``doc.json`` that is the same for every sheet of a course or a learning path."""
    _ = catalogue(language).gettext
    is_course = bundle.kind is BundleKind.KURS
    kind = _("Course %(id)s") % {"id": bundle.id.upper()} if is_course else _("Learning path")
    modules = _("Modules") + ": " + ", ".join(module.id.upper() for module in bundle.modules)
    changed = [norms for module in bundle.modules if (norms := changed_norms(module, shared))]
    return _any_sheet(shared, bundle, "", ", ".join(changed), _) | {
        "language": bundle.modules[0].meta.language,
        "title": bind(bundle.title)[:LONGEST_STRING],
        "course": f"{kind} · {modules}",
        "summary": bind(bundle.summary),
        "facts": [(_("Version"), bundle.version)],
        "head": f"{kind} · {bind(bundle.title)}",
        "foot": " · ".join([state_words(bundle.version, None, _), shared.licences_of(bundle.modules)]),
    }


def reference_facts(reference: Reference, shared: Shared, _: Callable[[str], str]) -> list[str]:
    """How old it is, when it is looked at again, and its licence."""
    return [
        _("Law as of %(day)s") % {"day": german_day(reference.law_date)},
        _("reviewed %(day)s") % {"day": german_day(reference.reviewed_on)},
        _("next review %(day)s") % {"day": german_day(reference.review_by)},
        shared.curriculum.defaults.licence,
    ]


def _any_sheet(shared: Shared, subject: Printed, responsible: str, changed: str, _: Callable[[str], str]) -> Tree:
    """``address``: where it says whether this sheet is current; ``qr``: the same with the version of this sheet."""
    address = sheet_address(shared, subject)
    about = [_("Responsible: %(role)s") % {"role": responsible}] if responsible else []
    about += [_("Learning material, no advice in an individual case.")]
    if changed:
        note = _("Changed since the law date: %(norms)s. The editors have yet to compare; check the law.")
        about += [note % {"norms": changed}]
    return {
        "address": address or "",
        "qr": qr_code(f"{address}#{sheet_mark(subject)}") if address else "",
        "about": about,
        "disclaimer": "",
        "colours": tokens()["light"],
        "words": _words(_),
    }


def qr_code(address: str) -> str:
    """The address as a QR code, in SVG as large as its place."""
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False, omitsize=True)
    return drawn.getvalue().decode()


def _facts(module: Module, _: Callable[[str], str]) -> list[tuple[str, str]]:
    meta = module.meta
    law = [(_("Law as of"), german_day(meta.law_date))] if meta.law_date else []
    return [
        (_("Time"), _("%(minutes)s minutes") % {"minutes": meta.minutes}),
        *law,
        (_("Reviewed"), german_day(meta.reviewed_on)),
        (_("Next review"), german_day(meta.review_by)),
    ]


def state_words(version: str, law_date: date | None, _: Callable[[str], str]) -> str:
    """„Version 1.0.0 · Rechtsstand 19.08.2026“, what there is of it."""
    numbered = [_("Version %(version)s") % {"version": version}] if version else []
    law = [_("Law as of %(day)s") % {"day": german_day(law_date)}] if law_date else []
    return " · ".join([*numbered, *law])


def _foot(module: Module, shared: Shared, _: Callable[[str], str]) -> str:
    return f"{state_words(module.meta.version, module.meta.law_date, _)} · {shared.licence_of(module)}"


def _words(_: Callable[[str], str]) -> dict[str, str]:
    """The words of the templates; places in them are filled there."""
    return {
        "page": _("Page %(number)s of %(count)s"),
        "address": _("Address of the course:"),
        "current": _("Still current?"),
        "qr": _("QR code: whether this sheet is current, at %(address)s"),
        "before": _("Before you begin:"),
        "day": _("Day"),
        "kind": _("Kind"),
        "change": _("What changed"),
        "goals": _("After this module you can …"),
        "key_questions": _("Questions from practice"),
        "step": _("Step %(number)s of %(count)s"),
        "minutes": _("%(minutes)s min"),
        "norms": _("Norms"),
        "sources": _("Sources"),
        "table_of_contents": _("Contents"),
        "glossary": _("Glossary"),
        "credits": _("Pictures"),
        "solutions": _("Solutions"),
        "law_date": _("Law as of %(day)s"),
        "description": _("Description of the picture"),
        "steps_in_list": _("In short; all of it is in the list of steps."),
        "room": _("Room for your answer: %(count)s lines"),
        "brief": _("In short"),
        "key_points": _("Key points"),
        "hauptamt": _("For professionals"),
        "ehrenamt": _("For volunteers"),
        "koordination": _("For coordinators"),
        **_box_words(_),
        **_question_words(_),
        **rule_words(_),
        **guide_words(_),
    }


def _box_words(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "note": _("Note"),
        "tip": _("Practical tip"),
        "important": _("Remember"),
        "warning": _("Mind the deadline"),
        "caution": _("Limit"),
        "task": _("Exercise %(number)s"),
        "geloest": _("Worked case"),
        "teilweise": _("Case with gaps"),
        "offen": _("Your case"),
    }


def _question_words(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "question": _("Question %(number)s"),
        "critical": _("critical"),
        "solution_on": _("solution on page %(number)s"),
        "single_choice": _("One answer is right."),
        "multiple_choice": _("Several answers may be right."),
        "true_false": _("Tick what is right."),
        "matching": _("Write the letter that fits into each box."),
        "ordering": _("Number the boxes in the right order."),
        "cloze": _("Fill in the gaps."),
        "number": _("Write the number."),
        "date": _("Write the date."),
        "open": _("Write your answer."),
        "branching": _("Each card is a situation. Tick what you do and go on with the card it names."),
        "card": _("Card %(number)s"),
        "card_of": _("Card %(number)s of %(count)s"),
        "wanted": _("To work out:"),
        "card_next": _("go on with card %(number)s"),
        "card_end": _("The end"),
        "good": _("good"),
        "poor": _("not so good"),
        "right": _("right"),
        "wrong": _("not right"),
    }


def rule_words(_: Callable[[str], str]) -> dict[str, str]:
    """The words of rule tables: the legal verbs by their names, heads of columns."""
    return {
        "situation": _("Situation and time"),
        "outcome": _("Outcome"),
        "norm": _("Norm"),
        "decides": _("Who decides, next step"),
        "verboten": _("forbidden"),
        "ermessen": _("discretion"),
        "regelfall": _("as a rule (shall)"),
        "anspruch": _("entitlement (must be granted)"),
        "frei": _("no permission needed"),
        "pruefen": _("have the case checked"),
        "noetig": _("Consent of the employment agency needed"),
        "nicht_noetig": _("Consent of the employment agency not needed"),
        "reached_from": _("reached from"),
        "then": _("then: row %(row)s"),
        "in_full_at": _("in full at"),
        "continued": _("(continued)"),
        "careful": _("A careful reading"),
        "careful_means": _("This is how our editors read the law. Authorities and courts may read it differently."),
        **validity_words(_),
        "consent": _("Consent of the employment agency"),
        "consent_noetig": _("needed"),
        "consent_nicht_noetig": _("not needed"),
    }
