"""What modules share of the law → Word: rule tables, procedures, case studies, as in ``templates/print/blocks.typ``."""

from __future__ import annotations

from functools import partial

from builder.rendering.dates import validity
from builder.rendering.print_tree import Tree
from builder.rendering.word_draft import Place
from builder.rendering.word_runs import boxed, line, words

SIGNS = {"verboten": "✗", "ermessen": "○", "regelfall": "◐", "anspruch": "●", "frei": "✔", "pruefen": "?"}
"""The signs of the legal verbs, always beside their word (look.md)."""


def rules(tree: Tree, place: Place) -> None:
    """The decision table: a table for each group, the rows with the ids they have on the screen."""
    _standing(tree, place)
    heads = ("situation", "outcome", ("decides", "norm"))
    for group in tree["groups"]:
        place.paragraph("Caption", group["name"], keep=True)
        named = [", ".join(map(place.word, [key] if isinstance(key, str) else key)) for key in heads]
        rows = [[partial(draw, row=row) for draw in (_situation, _outcome, _next)] for row in group["rows"]]
        place.table((32, 32, 36), [partial(words, text=name) for name in named], rows)


def procedure(tree: Tree, place: Place) -> None:
    """A procedure: the tracks, their steps as paragraphs that begin with number and name."""
    _standing(tree, place)
    for track in tree["tracks"]:
        place.paragraph("Heading3", track["title"], keep=True)
        words(place, " ".join(filter(None, (track["applies"], track["version"]))))
        for step in track["steps"]:
            words(place, f"{step['number']}. {step['title']} · {step['actor']}", bold=True)
            words(place, f"{step['text']} ({place.word('careful')})" if step["careful"] else step["text"])
            for name, said in step["facts"]:
                words(place, f"{name}: {said}", "Small")


def case_studies(tree: Tree, place: Place) -> None:
    """Case studies: what they tell, the grid as a table, what to talk about."""
    for case in tree["cases"]:
        place.paragraph("Heading2", case["title"], keep=True)
        words(place, case["note"], "Small")
        words(place, case["facts"])
        for variant in case["variants"]:
            _named(place, f"{variant['title']}, {variant['place']}", variant["facts"])
    place.paragraph("Caption", tree["caption"], keep=True)
    heads = [partial(words, text=tree["criterion"]), *(partial(_column, head=head) for head in tree["heads"])]
    said = [[partial(_said, cell=cell) for cell in row["cells"]] for row in tree["rows"]]
    rows = [[partial(_criterion, row=row), *cells] for row, cells in zip(tree["rows"], said, strict=True)]
    place.table([2, *(3 for _ in tree["heads"])], heads, rows, names_first=True)
    place.paragraph("Label", tree["ask"])
    for number, question in enumerate(tree["questions"], start=1):
        words(place, f"{number}. {question}")


def case_solution(tree: Tree, place: Place) -> None:
    """What is shown after comparing; the principle in a box."""
    _part(place, *tree["alike"])
    name, laws = tree["law"]
    if laws:
        place.paragraph("Heading3", name, keep=True)
        _careful_legend(tree, place)
    for law in laws:
        place.paragraph("Label", law["about"], keep=True)
        for each in law["said"]:
            words(place, each["text"] + (f" ({place.word('careful')})" if each["careful"] else ""))
            words(place, "; ".join(each["norms"]), "Small")
    principle, said = tree["principle"]
    boxed(place, "key_points", principle, partial(words, text=said))
    _part(place, *tree["next"])
    name, questions = tree["what_if"]
    if questions:
        _part(place, name, *questions)


def _standing(tree: Tree, place: Place) -> None:
    """What a reference is, how old, and what a careful reading means where it has any."""
    place.paragraph("Small", f"{tree['note']} {place.word('law_date', day=tree['law_date'])}.")
    _careful_legend(tree, place)


def _careful_legend(tree: Tree, place: Place) -> None:
    if tree["careful"]:
        place.paragraph("Small", f"{place.word('careful')}: {place.word('careful_means')}")


def _part(place: Place, name: str, *said: str) -> None:
    place.paragraph("Heading3", name, keep=True)
    for text in said:
        words(place, text)


def _named(place: Place, name: str, said: str) -> None:
    """A paragraph that begins with what it is about."""
    made = place.paragraph()
    line(made, place.draft, bold=True).run(f"{name}: ")
    line(made, place.draft).run(said)


def _column(place: Place, head: Tree) -> None:
    words(place, head["title"])
    words(place, head["place"], "Small")


def _criterion(place: Place, row: Tree) -> None:
    words(place, row["name"])
    words(place, "; ".join(row["norms"]), "Small")


def _said(place: Place, cell: Tree) -> None:
    for name, said in cell["said"]:
        if name:
            _named(place, name, said)
        else:
            words(place, said)
    words(place, "; ".join(cell["norms"]), "Small")


def _situation(place: Place, row: Tree) -> None:
    words(place, row["situation"], bold=True)
    words(place, row["time"])
    words(place, validity(row, place.draft.words), run="Dated")
    words(place, row["id"], "Small")


def _outcome(place: Place, row: Tree) -> None:
    made = place.paragraph()
    line(made, place.draft, bold=True).run(f"{SIGNS[row['verdict']]} {place.word(row['verdict'])}")
    if row["careful"]:
        line(made, place.draft, "Dated", bold=True).run(f" · {place.word('careful')}")
    words(place, row["exception"])
    words(place, place.word(row["consent"]) if row["consent"] else "", "Small")


def _next(place: Place, row: Tree) -> None:
    words(place, f"{row['decides']}.")
    words(place, row["next"])
    words(place, "; ".join(row["norms"]), "Small")
