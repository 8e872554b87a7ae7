"""Questions and the lines of the answer key in Word: boxes to tick and lines to write on are text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from builder.model.answer_key import LETTERS
from builder.rendering.print_tree import Tree
from builder.rendering.word_draft import Place
from builder.rendering.word_runs import BLANK, BOX, GAP, Line, bookmark, boxed, inline, line, link_within

Blocks = Callable[[Iterable[Tree], Place], None]
"""Writes blocks in order."""


def question(tree: Tree, place: Place, draw: Blocks) -> None:
    """A question as a form to fill in; from its name a link leads to its solution."""
    head = line(place.paragraph("Question"), place.draft)
    head.run(place.word("question", number=tree["number"]))
    if tree["critical"]:
        _styled(head, "Critical", f" · {place.word('critical')}")
    if place.draft.has_key:
        head.run(" · ")
        link_within(_answer_name(tree), head).run(place.word("solutions"))
    draw(tree["stem"], place)
    place.last.paragraph_format.keep_with_next = True
    place.paragraph("Small", place.word(tree["kind"]), keep=True)
    _form(tree, place, draw)


def _form(tree: Tree, place: Place, draw: Blocks) -> None:
    if "options" in tree:
        _ticked(tree["options"], place)
    elif "choices" in tree:
        _matching(tree, place)
    elif "items" in tree:
        _entries([(BLANK, runs) for runs in tree["items"]], place)
    elif "body" in tree:
        draw(tree["body"], place)
    elif "field" in tree:
        place.paragraph("Normal", f"{GAP} {tree['field']}")
    elif "cards" in tree:
        for number, card in enumerate(tree["cards"], 1):
            name = f"{place.word('card', number=number)} · "
            boxed(place, "card", name, partial(_card, card, draw), card["title"])
    else:
        writing_lines(tree["lines"], place)


def _matching(tree: Tree, place: Place) -> None:
    left, right = tree["titles"]
    for title, entries in (
        (right, [(letter(n), runs) for n, runs in enumerate(tree["choices"])]),
        (left, [(BLANK, runs) for runs in tree["prompts"]]),
    ):
        if title:
            place.paragraph("Label", title)
        _entries(entries, place)


def _card(card: Tree, draw: Blocks, place: Place) -> None:
    draw(card["body"], place)
    for n, option in enumerate(card["options"]):
        at = _entry(f"{BOX} {letter(n)}", option["text"], place)
        leads = place.word("card_next", number=option["next"]) if option["next"] else place.word("card_end")
        _styled(at, "Muted", f" {leads}")


def _ticked(options: Iterable[list[Tree]], place: Place) -> None:
    _entries([(f"{BOX} {letter(n)}", runs) for n, runs in enumerate(options)], place)


def _entries(entries: Iterable[tuple[str, list[Tree]]], place: Place) -> None:
    """Lines that stay on one page."""
    made = [_entry(mark, runs, place) for mark, runs in entries]
    for at in made[:-1]:
        at.paragraph.paragraph_format.keep_with_next = True


def _entry(mark: str, runs: list[Tree], place: Place) -> Line:
    at = line(place.paragraph("Answer"), place.draft)
    at.run(f"{mark}\t")
    inline(runs, at)
    return at


def letter(place: int) -> str:
    """The letter of an answer, counted from 0; after Z comes AA."""
    before, last = divmod(place, len(LETTERS))
    return (letter(before - 1) if before else "") + LETTERS[last].upper()


def writing_lines(count: int, place: Place) -> None:
    """Room to write by hand, said in words as well: bare lines would be silent."""
    if count:
        place.paragraph("Small", place.word("room", count=count), keep=True)
    for number in range(1, count + 1):
        place.paragraph("WritingLine", keep=number < count)
    if count:
        place.paragraph("Spacer")


def case_name(tree: Tree, place: Place) -> str:
    """What a case is called: its mode, and its title where it has one."""
    mode = place.word(tree["mode"])
    return f"{mode}: {tree['title']}" if tree["title"] else mode


def answer(tree: Tree, place: Place, draw: Blocks) -> None:
    """One entry of the key, with what is right and why for each option."""
    head = place.paragraph("Heading2", _answer_title(tree, place))
    if "number" in tree:
        bookmark(_answer_name(tree), head, place.draft)
    for row in tree.get("rows", []):
        _key_row(row, place)
    draw(tree["body"], place)
    _entries([(BOX, runs) for runs in tree.get("checklist", [])], place)
    draw(tree.get("after", []), place)


def _answer_title(tree: Tree, place: Place) -> str:
    if "number" in tree:
        return place.word("question", number=tree["number"])
    return case_name(tree, place) if "mode" in tree else str(tree["title"])


def _key_row(row: Tree, place: Place) -> None:
    at = line(place.paragraph("KeyEntry"), place.draft)
    _bold(at, f"{row['mark'].upper()}\t")
    inline(row["text"], at)
    if "verdict" in row:
        _bold(at, f" – {place.word(row['verdict'])}")
    if row["why"]:
        at.run("").add_break()
        inline(row["why"], line(at.paragraph, place.draft, "Muted"))


def _answer_name(tree: Tree) -> str:
    return f"answer_{tree['number']}"


def _bold(at: Line, text: str) -> None:
    line(at.paragraph, at.draft, bold=True).run(text)


def _styled(at: Line, style: str, text: str) -> None:
    line(at.paragraph, at.draft, style).run(text)
