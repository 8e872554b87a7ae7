"""The parts of the trainer's guide in Word: concept, plans on landscape pages, notes, mistakes to expect."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Pt

from builder.rendering.print_tree import Tree
from builder.rendering.word_blocks import blocks
from builder.rendering.word_draft import Draft, Place
from builder.rendering.word_runs import words


def _concept(fields: Sequence[tuple[str, list[str]]], place: Place) -> None:
    """The Seminarkonzept: names at the left, what they hold at the right."""
    place.paragraph("Heading1", place.word("concept"))
    rows = [[partial(words, text=name), partial(_lines, lines=lines)] for name, lines in fields]
    place.table((35, 123), (), rows, names_first=True)


def _lines(place: Place, lines: Sequence[str]) -> None:
    for text in lines:
        words(place, text, "Normal" if len(lines) == 1 else "ListBullet")


def _plans(variants: Sequence[Tree], place: Place) -> None:
    """Each Verlaufsplan on landscape pages, times counted from its beginning. What no phase has gets no column."""
    for number, tree in enumerate(variants, 1):
        _turn(place.draft, landscape=True)
        place.paragraph("Heading1", f"{place.word('plan', number=number)}: {tree['title']}")
        words(place, tree["dropped"])
        shown = [key for key in _PLAN if key in _ALWAYS or any(phase[key] for phase in tree["phases"])]
        rows = [[partial(_PLAN[key][1], phase=phase) for key in shown] for phase in tree["phases"]]
        place.table([_PLAN[key][0] for key in shown], [partial(words, text=place.word(key)) for key in shown], rows)
    _turn(place.draft, landscape=False)


def _turn(draft: Draft, landscape: bool) -> None:
    """Go on upon a new page of this direction, in a section with the running head of all others."""
    wide = draft.document.sections[-1].orientation is WD_ORIENT.LANDSCAPE
    section = draft.document.add_section(WD_SECTION.NEW_PAGE)
    *_, spacer, end = draft.document.paragraphs
    if not spacer.text and spacer._p.style == "Spacer":  # two of them may want a page of their own
        draft.document.element.body.remove(spacer._p)
    end._p.style = "Spacer"
    end.paragraph_format.line_spacing = Pt(1)
    section.different_first_page_header_footer = False
    if wide is not landscape:
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = section.page_height, section.page_width


def _time(place: Place, phase: Tree) -> None:
    words(place, f"{phase['start']}–{phase['end']}", bold=True)
    words(place, place.word("minutes", minutes=phase["minutes"]), "Small")


def _title(place: Place, phase: Tree) -> None:
    words(place, phase["title"], bold=True)
    words(place, place.word(phase["kind"]), "Small")


def _content(place: Place, phase: Tree) -> None:
    words(place, phase["content"])
    words(place, place.word("goals_short", goals=phase["goals"]) if phase["goals"] else "", "Small")


def _method(place: Place, phase: Tree) -> None:
    words(place, phase["method"])


def _material(place: Place, phase: Tree) -> None:
    words(place, ", ".join(phase["material"]))


def _plan_b(place: Place, phase: Tree) -> None:
    words(place, phase["plan_b"])


_PLAN = {
    "time": (22, _time),
    "phase": (50, _title),
    "contents": (70, _content),
    "method": (40, _method),
    "material": (44, _material),
    "plan_b": (44, _plan_b),
}
"""Column of a plan → its share of the width, and what writes a cell of it."""
_ALWAYS = ("time", "phase", "contents")


def _materials(tree: Tree, place: Place) -> None:
    """What has to be there, and how many for groups of several sizes; nothing where no list was written."""
    if not tree["rows"]:
        return
    place.paragraph("Heading1", place.word("materials"))
    words(place, place.word("materials_hint"))
    names = [place.word("material"), place.word("in_plan"), *(place.word("for_people", count=n) for n in tree["sizes"])]
    widths = (158 - 26 - 14 * len(tree["sizes"]), 26, *(14 for _ in tree["sizes"]))
    rows = [
        [
            partial(_material_name, row=row),
            partial(words, text=row["plans"]),
            *(partial(words, text=str(count)) for count in row["copies"]),
        ]
        for row in tree["rows"]
    ]
    place.table(widths, [partial(words, text=name) for name in names], rows)


def _material_name(place: Place, row: Tree) -> None:
    words(place, row["name"])
    words(place, row["note"], "Small")


def _around(sections: Sequence[Tree], place: Place) -> None:
    """What changes when money is taken; and where the settings for Moodle stand, which are a sheet of their own."""
    place.paragraph("Heading1", place.word("paying"))
    words(place, place.word("paying_when"))
    words(place, place.word("paying_what"))
    place.paragraph("Heading1", place.word("moodle"))
    words(place, place.word("moodle_elsewhere"))


def _notes(steps: Sequence[Tree], place: Place) -> None:
    place.paragraph("Heading1", place.word("notes"))
    place.paragraph("Small", place.word("notes_hint"))
    for step in steps:
        place.paragraph("Heading2", step["title"])
        for note in step["notes"]:
            words(place, place.word("note_after", passage=note["after"]) if note["after"] else "", "Small")
            blocks(note["body"], place)


def _misconceptions(items: Sequence[Tree], place: Place) -> None:
    place.paragraph("Heading1", place.word("misconceptions"))
    heads = [partial(words, text=place.word(key)) for key in ("claim", "correction")]
    rows = [[partial(words, text=item["claim"]), partial(words, text=item["correction"])] for item in items]
    place.table((38, 62), heads, rows)


GUIDE: Mapping[str, Callable[..., None]] = {
    "concept": _concept,
    "variants": _plans,
    "materials": _materials,
    "steps": _notes,
    "misconceptions": _misconceptions,
    "sections": _around,
}
"""Part of the guide's tree → what writes it, in this order."""
