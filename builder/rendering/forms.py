"""The forms of a seminar: who was there, how it was, what came of it, and the proof to take home."""

from __future__ import annotations

from collections.abc import Callable

from builder.language import DEFAULT, catalogue
from builder.model.course import Shared
from builder.model.module import Module
from builder.output import Output, OutputFile
from builder.rendering.extent import teaching_units
from builder.rendering.print_prose import LONGEST_STRING
from builder.rendering.print_tree import Translate, Tree
from builder.rendering.sheet import sheet_tree, state_words
from builder.rendering.typesetting import pdf
from builder.rendering.typography import bind

ROWS = 20
"""Names on an attendance list; a larger group takes a second copy."""


def render(module: Module, shared: Shared, language: str = DEFAULT) -> Output:
    """A PDF for each form. Raises RuntimeError for what Typst cannot set."""
    return Output.of(
        OutputFile(
            f"{module.file_name}-{name}.pdf",
            pdf(template, tree(module, shared, language), (), module.meta.reviewed_on),
        )
        for name, (template, tree) in FORMS.items()
    )


def attendance_list_tree(module: Module, shared: Shared, language: str) -> Tree:
    """The ``doc.json`` of the attendance list: names and signatures, no more than is needed (learning.md T09)."""
    _ = catalogue(language).gettext
    return _form(module, shared, language, _("Attendance list")) | {
        "fields": [_("Day"), _("Place"), _("Trainer"), _("Sheet")],
        "heads": [_("No."), _("Name"), _("Signature")],
        "rows": ROWS,
        "privacy": _("What happens to this list"),
        "purposes": [
            (_("What for"), _("It shows who was there. The proofs of attendance are written from it.")),
            (_("Not asked"), _("Address, residence status or anything else: name and signature are enough.")),
        ],
        "promises": [
            _("Kept by, and answers questions about it"),
            _("Destroyed as soon as it has served this purpose, at the latest on"),
        ],
    }


def evaluation_tree(module: Module, shared: Shared, language: str) -> Tree:
    """The ``doc.json`` of the evaluation: what helped to learn and what comes of it (learning.md T08)."""
    _ = catalogue(language).gettext
    return _form(module, shared, language, _("Feedback")) | {
        "lead": _nameless(_),
        "fields": [_("Day"), _("Place")],
        "scales": [
            {
                "head": _("I can now …"),
                "marks": [_("yes, surely"), _("yes, looking it up"), _("not surely"), _("not yet")],
                "items": _goals(module),
            },
            {
                "head": _("Material and practice"),
                "marks": [_("true"), _("rather true"), _("rather not true"), _("not true")],
                "items": _experiences(module, _),
            },
        ],
        "questions": [
            _("What helped you most to learn?"),
            _("What is still unclear, what was missing?"),
            _("What will you do differently in the next weeks?"),
        ],
    }


def _nameless(_: Translate) -> str:
    return _("Without your name, and please without names of people you support.")


def _experiences(module: Module, _: Translate) -> list[str]:
    law = [_("I know where to see whether the law is still as it was taught.")] if module.meta.law_date else []
    return [
        _("Examples and exercises were close to what I do."),
        _("I could bring in questions of my own."),
        _("Language, print and pace were good for me."),
        _("With the material I find again later what I need."),
        *law,
    ]


def follow_up_tree(module: Module, shared: Shared, language: str) -> Tree:
    """The ``doc.json`` of the sheet for six to eight weeks later (learning.md T08)."""
    _ = catalogue(language).gettext
    law = bool(module.meta.law_date)
    state = state_words(module.meta.version, module.meta.law_date, _)
    return _form(module, shared, language, _("What did you use?")) | {
        "lead": _("After six to eight weeks.") + " " + _nameless(_),
        "fields": [_("Seminar on"), _("Please return to"), _("by")],
        "scale": {
            "head": _("I have used this since"),
            "marks": [_("several times"), _("once"), _("tried, without success"), _("no occasion")],
            "items": _goals(module),
        },
        "choices": [
            {"question": _("What helped?"), "answers": _helpful(_)},
            {"question": _("What was missing?"), "answers": _missing(_)},
        ],
        "questions": [_("A situation that went differently than before:"), _("What I do next:")],
        "current": {
            "title": _("Has the law changed since?") if law else _("Has the module changed since?"),
            "text": _("Your seminar was based on %(state)s. A page of the course says whether that is still current.")
            % {"state": state},
            "answers": [_("no"), _("yes"), _("I have not looked")],
            "more": _("What does that change for me?"),
        },
    }


def _helpful(_: Translate) -> list[str]:
    return [_("handout"), _("learning page"), _("my team"), _("the group"), _("an advice centre"), _("other:")]


def _missing(_: Translate) -> list[str]:
    return [_("time"), _("an occasion"), _("knowledge"), _("somebody to ask"), _("being in charge"), _("other:")]


def certificate_tree(module: Module, shared: Shared, language: str) -> Tree:
    """The ``doc.json`` of the proof of attendance; it says nothing about performance (learning.md T07)."""
    _ = catalogue(language).gettext
    return _form(module, shared, language, _("Proof of attendance")) | {
        "name": _("First and last name"),
        "attended": _("attended this seminar:"),
        "fields": [_("Day or days"), _("Place"), _("Organised by")],
        "extent": {
            "name": _("Extent"),
            "planned": _extents(module, _),
            "other": _("other extent:"),
            "unit": _("UE"),
            "means": _("UE: a teaching unit of 45 minutes"),
        },
        "format": (_("Format"), [_("on site"), _("online"), _("both")]),
        "contents": (_("Contents"), _contents(module)),
        "outcomes": (_("Aims: afterwards participants can …"), _goals(module)),
        "basis": _basis(module, shared, _),
        "limit": _("This proof confirms attendance. It is no certificate and does not prove a tested performance."),
        "signing": [_("Place, day"), _("Signature of the organiser")],
    }


def _contents(module: Module) -> list[str]:
    """What the seminar is about, or the module where there is no plan of a seminar."""
    planned = module.seminar.concept.contents if module.seminar else ()
    return [bind(content) for content in planned or [step.plain_title for step in module.steps]]


def _extents(module: Module, _: Translate) -> list[str]:
    """How long the planned seminars are, each length once."""
    variants = module.seminar.variants if module.seminar else ()
    return list(dict.fromkeys(teaching_units(variant.minutes, _) for variant in variants))


def _basis(module: Module, shared: Shared, _: Translate) -> str:
    state = state_words(module.meta.version, module.meta.law_date, _)
    return " · ".join([_("Module %(id)s") % {"id": module.id.upper()}, state, bind(shared.curriculum.title)])


def _goals(module: Module) -> list[str]:
    return [bind(goal.text) for goal in module.meta.goals]


def _form(module: Module, shared: Shared, language: str, kind: str) -> Tree:
    """What every form shares: its own name is the title, and the module stands below."""
    _ = catalogue(language).gettext
    tree = sheet_tree(module, shared, language, kind)
    return tree | {
        "title": f"{kind}: {tree['title']}"[:LONGEST_STRING],
        "kind": kind,
        "head": f"{module.id.upper()} · {kind}",
        "module": bind(module.meta.title),
        "foot": f"{module.id.upper()} · {tree['foot']}",
        "words": tree["words"] | {"field": _("Room to write"), "tick": _("Box to tick")},
    }


FORMS: dict[str, tuple[str, Callable[[Module, Shared, str], Tree]]] = {
    "teilnahmeliste": ("attendance-list", attendance_list_tree),
    "rueckmeldung": ("evaluation", evaluation_tree),
    "nachfrage": ("follow-up", follow_up_tree),
    "teilnahmebescheinigung": ("attendance-certificate", certificate_tree),
}
"""End of the file name → template, and what it draws."""
