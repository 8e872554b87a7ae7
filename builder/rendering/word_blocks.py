"""Blocks of a tree → Word: one function per kind, as in ``templates/print/blocks.typ``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.shared import Emu, Mm, Pt, Twips
from docx.text.paragraph import Paragraph

from builder.paper import drawn
from builder.rendering.dates import validity
from builder.rendering.print_prose import letters
from builder.rendering.print_tree import Tree
from builder.rendering.word_draft import Draw, Place
from builder.rendering.word_questions import case_name, question, writing_lines
from builder.rendering.word_references import case_solution, case_studies, procedure, rules
from builder.rendering.word_runs import boxed, inline, line

WIDEST, HIGHEST = Mm(158), Mm(165)
PPI = 200
"""How finely drawings become pixels: enough for print."""
AS_THEY_ARE = ("image/png", "image/jpeg")
_SHORTEST_COLUMN, _LONGEST_COLUMN = 6, 40
_LAST_HEADING = 5


def blocks(trees: Iterable[Tree], place: Place) -> None:
    """Write blocks in order. A kind nobody knows is a mistake of the program: ValueError."""
    for tree in trees:
        if tree["k"] not in BLOCKS:
            raise ValueError(f"unknown block {tree['k']}")
        BLOCKS[tree["k"]](tree, place)


def written(place: Place, runs: Iterable[Tree], style: str = "Normal", keep: bool = False) -> Paragraph:
    """A paragraph of these runs."""
    made = place.paragraph(style, keep=keep)
    inline(runs, line(made, place.draft))
    return made


def picture(place: Place, data: bytes, alternative: str, widest: int = WIDEST, keep: bool = False) -> None:
    """A picture in its own size, or smaller so that it fits; what Word cannot show is drawn in pixels before."""
    kept = _as_it_is(data)
    shown = kept or Image.from_blob(drawn(data, Emu(widest).pt, PPI))
    scale = 1 if kept else shown.horz_dpi / PPI
    width, height = int(shown.width * scale), int(shown.height * scale)
    fitting = min(1, (widest - place.shift * Twips(1)) / width, HIGHEST / height)
    run = place.paragraph("Picture", keep=keep).add_run()
    inserted = run.add_picture(BytesIO(shown.blob), width=Emu(int(width * fitting)), height=Emu(int(height * fitting)))
    inserted._inline.docPr.set("descr", alternative)


def _as_it_is(data: bytes) -> Image | None:
    """A picture that needs no drawing; None for others, and for those python-docx cannot measure."""
    try:
        known = Image.from_blob(data)
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError):
        return None
    return known if known.content_type in AS_THEY_ARE else None


def _paragraph(tree: Tree, place: Place) -> None:
    written(place, tree["c"])


def _heading(tree: Tree, place: Place) -> None:
    """A step is the first level, so an author's third level is the second one here."""
    written(place, tree["c"], f"Heading{min(tree['level'] - 1, _LAST_HEADING)}")


def _list(tree: Tree, place: Place) -> None:
    inner = replace(place, depth=place.depth + 1)
    number = place.draft.new_list(min(place.depth, 8), tree["start"]) if tree["start"] else None
    for item in tree["items"]:
        paragraph = inner.item(tree["start"], number)
        rest = item
        if item and item[0]["k"] == "paragraph":
            inline(item[0]["c"], line(paragraph, place.draft))
            rest = item[1:]
        blocks(rest, inner)


def _quote(tree: Tree, place: Place) -> None:
    for block in tree["body"]:
        if block["k"] == "paragraph":
            written(place, block["c"], "Quote")
        else:
            blocks([block], place)


def _code(tree: Tree, place: Place) -> None:
    place.paragraph("Code", tree["text"])


def _rule(tree: Tree, place: Place) -> None:
    place.paragraph("Rule")


def _callout(tree: Tree, place: Place) -> None:
    boxed(place, tree["kind"], place.word(tree["kind"]), partial(blocks, tree["body"]))


def _brief(tree: Tree, place: Place) -> None:
    boxed(place, "brief", place.word("brief"), partial(blocks, tree["body"]))


def _key_points(tree: Tree, place: Place) -> None:
    listed = {"k": "list", "start": 0, "items": [[{"k": "paragraph", "c": item}] for item in tree["items"]]}
    boxed(place, "key_points", place.word("key_points"), partial(blocks, [listed]))


def _deep_dive(tree: Tree, place: Place) -> None:
    boxed(place, "deep_dive", place.word(tree["audience"]), partial(blocks, tree["body"]))


def _timed(tree: Tree, place: Place) -> None:
    boxed(place, "timed", validity(tree, place.draft.words), partial(blocks, tree["body"]))


def _table(tree: Tree, place: Place) -> None:
    if tree["caption"]:
        written(place, tree["caption"], "Caption", keep=True)
    columns = [_cells(runs, side) for runs, side in zip(_transposed(tree), tree["align"], strict=True)]
    heads, *rows = zip(*columns, strict=True)
    place.table([_share(runs) for runs in _transposed(tree)], heads, rows)


def _transposed(tree: Tree) -> list[Sequence[list[Tree]]]:
    return list(zip(tree["head"], *tree["rows"], strict=True))


def _cells(column: Sequence[list[Tree]], side: str) -> list[Draw]:
    return [partial(_cell, runs=runs, side=side) for runs in column]


def _cell(place: Place, runs: list[Tree], side: str) -> None:
    made = written(place, runs)
    if side != "left":
        made.alignment = WD_ALIGN_PARAGRAPH.RIGHT if side == "right" else WD_ALIGN_PARAGRAPH.CENTER


def _share(column: Sequence[list[Tree]]) -> float:
    """How much of the width a column needs, by its longest cell."""
    longest = max(len(letters(runs)) for runs in column)
    return min(max(longest, _SHORTEST_COLUMN), _LONGEST_COLUMN)


def _figure(tree: Tree, place: Place) -> None:
    name = tree["source"].removeprefix("media/")
    picture(place, place.draft.pictures[name], tree["alt"], keep=bool(tree["caption"]))
    if tree["caption"]:
        place.paragraph("Caption", tree["caption"]).paragraph_format.space_before = Pt(0)
    if tree["description"]:
        place.paragraph("Label", place.word("description"))
        blocks(tree["description"], place)


def _task(tree: Tree, place: Place) -> None:
    name = f"{place.word('task', number=tree['number'])} · {place.word('minutes', minutes=tree['minutes'])}"
    boxed(place, "task", name, partial(blocks, tree["body"]))
    writing_lines(tree["lines"], place)


def _case(tree: Tree, place: Place) -> None:
    place.paragraph("Heading2", case_name(tree, place))
    for stage in tree["stages"]:
        _stage(stage, place)
        blocks(stage["blocks"], place)
        writing_lines(stage["lines"], place)


def _stage(tree: Tree, place: Place) -> None:
    place.paragraph("Heading3", tree["title"])


BLOCKS: Mapping[str, Callable[[Tree, Place], None]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "list": _list,
    "quote": _quote,
    "code": _code,
    "rule": _rule,
    "callout": _callout,
    "brief": _brief,
    "key_points": _key_points,
    "deep_dive": _deep_dive,
    "timed": _timed,
    "table": _table,
    "figure": _figure,
    "task": _task,
    "case": _case,
    "stage": _stage,
    "question": partial(question, draw=blocks),
    "rules": rules,
    "procedure": procedure,
    "case_studies": case_studies,
    "case_solution": case_solution,
}
"""Kind of block → what writes it."""
