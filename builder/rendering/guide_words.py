"""What the trainer's guide says by itself."""

from __future__ import annotations

from collections.abc import Callable


def guide_words(_: Callable[[str], str]) -> dict[str, str]:
    """The words of ``templates/print/guide.typ``."""
    return {
        "concept": _("Seminar concept"),
        "plan": _("Plan %(number)s"),
        "materials": _("Material and copies"),
        "materials_hint": _(
            "How many of each there must be, by the number of people; the second column names the plans that need it."
        ),
        "in_plan": _("Plan"),
        "for_people": _("for %(count)s"),
        "time": _("Minutes"),
        "phase": _("Phase"),
        "contents": _("Contents and goals"),
        "method": _("Method"),
        "material": _("Material"),
        "plan_b": _("Plan B"),
        "goals_short": _("Goals: %(goals)s"),
        "einstieg": _("opening"),
        "arbeit": _("work"),
        "abschluss": _("closing"),
        "pause": _("break"),
        "puffer": _("buffer"),
        "notes": _("Notes on the steps"),
        "notes_hint": _("Only for trainers: not on the pages of learners, not in the package, not in the handout."),
        "note_after": _("After: %(passage)s"),
        "misconceptions": _("What you may hear"),
        "claim": _("What people say"),
        "correction": _("What holds"),
        "moodle": _("The package in Moodle"),
        "moodle_elsewhere": _(
            "Its settings stand on the settings sheet, which lies beside the package as PDF and HTML."
        ),
        "paying": _("If you take money for it"),
        "paying_when": _(
            "A paid course that is taught mainly at different times and places and controls what was learned may need"
            " an approval under the law on distance teaching (FernUSG), given by the state office ZFU. In 2025 the"
            " Federal Court of Justice read this widely (12 June 2025, III ZR 109/24; 2 October 2025, III ZR 173/24):"
            " courses for businesses can be concerned, too, and a contract without approval can be void."
        ),
        "paying_what": _(
            "Whoever offers this material free of charge takes no fee, and the law asks for one. If you charge for a"
            " course, have a lawyer or the ZFU say beforehand whether you need the approval."
        ),
    }
