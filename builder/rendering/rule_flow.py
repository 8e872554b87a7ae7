"""The picture of a rule table's flow: every question, answer and row on one sheet, to be checked against the law.

Forks have the numbers of the printed key, and a question is in full words where it comes first. Text stays text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from builder.language import DEFAULT, catalogue
from builder.model.course import Shared
from builder.model.rule_table import RuleTable
from builder.rendering.assets import tokens
from builder.rendering.dates import validity
from builder.rendering.html import environment
from builder.rendering.layers import Layout, Link, Paper, layered
from builder.rendering.print_tree import Tree
from builder.rendering.rule_key import key_tree
from builder.rendering.sheet import reference_sheet, rule_words
from builder.rendering.typography import NBSP, xml_text

WIDTH, GUTTER, LINE, PAD, HANG, GO = 278, 48, 11.5, 5, 15, 28
"""A box's width and the room behind it, the height of a line, room at the sides, for a letter, for a number."""
TITLE, FOOT, QR = 26, 15, 90
"""Sizes of the letters above and below a picture that goes alone, and room for the code beside them."""
PAPER = Paper(column=WIDTH + GUTTER, gap=8, lane=2, ratio=1.55)
"""A3 across has this shape within its margins, head and foot."""
_WIDTHS = {
    0.23: "ijl'|",
    0.29: "ft./,:;!()[]I \u00a0\u202f",
    0.34: "r-„“‚‘",
    0.5: "cksvxyzJ",
    0.62: "FLTZ",
    0.68: "ABEKPSVXY&",
    0.73: "wCDHNRU",
    0.8: "GOQ",
    0.95: "mMW%@—",
}
"""Width per height of letters in Arial, which most faces without serifs do not exceed; all others: 0.56."""
_LETTERS = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


@dataclass(slots=True)
class Box:
    """A fork, or the row at the end of ways, filled from top to bottom; lengths count from its upper left corner.

    ``words``: left, baseline, text, style. ``ports``: height, box it leads to, verdict where that is a row.
    """

    name: str
    kind: str
    height: float = PAD
    head: float = 0
    verdict: str = ""
    careful: str = ""
    beside: str = ""
    words: list[tuple[float, float, str, str]] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    ports: list[tuple[float, str, str]] = field(default_factory=list)

    def write(self, text: str, style: str, *, left: float = PAD, right: float = PAD, size: float = 10) -> None:
        """Lines of text below what is there."""
        for line in wrapped(xml_text(text), (WIDTH - left - right) / size):
            self.height += LINE
            self.words.append((left, self.height - 2.5, line, style))


def flow_picture(table: RuleTable, shared: Shared, language: str = DEFAULT, *, alone: bool = True) -> str:
    """The picture as SVG; ``alone``: with the title and the foot that it has on a sheet anyway."""
    _ = catalogue(language).gettext
    forks, words = key_tree(table), rule_words(_)
    boxes = _boxes(forks, words)
    links = [Link(box.name, port, to) for box in boxes for port, to, _verdict in box.ports]
    layout = layered({box.name: box.height for box in boxes}, links, PAPER)
    places = _places(layout)
    width = round(len(layout.columns) * PAPER.column - GUTTER)
    sheet = reference_sheet(table, shared, _("Flow"), language)
    template = environment(language).get_template("print/rule-flow.svg.j2")
    return template.render(
        title=xml_text(sheet["head"]),
        description=flow_description(forks, _),
        width=width,
        height=round(layout.height),
        boxes=[(box, *places[box.name]) for box in boxes],
        paths=[_path(link, way, places, layout) for link, way in zip(links, layout.ways, strict=True)],
        frame=_frame(sheet, width, _legend(table, words)) if alone else None,
        verdicts=words,
        colours=tokens()["light"],
        measures={"box": WIDTH, "line": LINE, "pad": PAD},
    )


def _legend(table: RuleTable, words: Mapping[str, str]) -> str:
    """What the mark of careful readings means; empty where no row has it."""
    return f"{words['careful']}: {words['careful_means']}" if table.has_careful_rows else ""


def _frame(sheet: Tree, width: float, legend: str) -> Tree:
    """What stands above and below the picture where no sheet says it."""
    facts = " · ".join(filter(None, [sheet["foot"], sheet["address"]]))
    below = [xml_text(sheet["disclaimer"]), xml_text(facts)]
    return {
        "title": list(wrapped(xml_text(sheet["head"]), width / TITLE)),
        "legend": list(wrapped(legend, width / FOOT)) if legend else [],
        "foot": [line for text in below for line in wrapped(text, (width - QR) / FOOT)],
        "qr": Markup(sheet["qr"]),  # drawn by us, not written by anybody
        "title_line": TITLE,
        "foot_line": FOOT * 1.4,
        "qr_room": QR,
    }


def flow_description(forks: Sequence[Tree], _: Callable[[str], str]) -> str:
    """What the picture shows, for those who cannot see it, and where the same stands in words."""
    rows = {_name(way["row"]) for fork in forks for way in fork["ways"] if not way["to"]}
    shown = _("%(forks)s questions lead to %(rows)s rows.") % {"forks": len(forks), "rows": len(rows)}
    return " ".join([shown, _("The decision tree says the same in words.")])


def _boxes(forks: Sequence[Tree], words: Mapping[str, str]) -> list[Box]:
    """Forks in the order of the key, and each row once, in the order in which the key comes to it."""
    boxes = {str(fork["number"]): _fork(fork) for fork in forks}
    for row in (way["row"] for fork in forks for way in fork["ways"] if not way["to"]):
        if _name(row) not in boxes:
            boxes[_name(row)] = _row(row, words)
    return list(boxes.values())


def _fork(fork: Tree) -> Box:
    box = Box(str(fork["number"]), "again" if fork["full"] else "first")
    box.write(fork["question"], "question", left=PAD + 28, size=11.6)
    box.height += 3
    box.head = box.height
    for way in fork["ways"]:
        top = box.height
        _answers(box, way["answers"], in_full=not fork["full"])
        to, verdict = (str(way["to"]), "") if way["to"] else (_name(way["row"]), _verdict(way["row"]))
        box.ports.append(((top + box.height) / 2, to, verdict))
        box.rules.append(box.height)
    box.rules.pop()
    return box


def _answers(box: Box, answers: Sequence[Tree], in_full: bool) -> None:
    """Answers that lead to one place: each on lines of its own, or in short behind the first."""
    first, *more = answers
    short = "; ".join([first["text"], *(f"{answer['letter']}){NBSP}{answer['text']}" for answer in more)])
    box.height += 1.5
    for letter, text in [(a["letter"], a["text"]) for a in answers] if in_full else [(first["letter"], short)]:
        box.words.append((PAD, box.height + LINE - 2.5, f"{letter})", "letter"))
        box.write(text, "answer", left=PAD + HANG, right=GO)
    box.height += 2.5


def _row(row: Tree, words: Mapping[str, str]) -> Box:
    """A row: its sign and name, and below it the norms that it has to stand up to."""
    box = Box(_name(row), "row", verdict=_verdict(row))
    box.height += LINE
    if not row:
        return box
    box.careful = words["careful"] if row["careful"] else ""
    if _width(words[box.verdict]) * 11.8 + _width(f"{box.careful} {row['id']}") * 10 + 32 < WIDTH:
        box.beside = row["id"]
    else:
        box.write(row["id"], "name", size=10)
    if when := validity(row, words):
        box.write(when, "validity")
    if row["then"]:
        box.write(words["then"] % {"row": row["then"]}, "validity")
    box.write("; ".join(_whole(norm) for norm in row["norms"]), "norms", size=9.4)
    box.height += 3
    return box


def _whole(norm: str) -> str:
    """A norm on one line, where it fits into one."""
    return norm.replace(" ", NBSP) if _width(norm) * 9.4 < WIDTH - 2 * PAD else norm


def _name(row: Tree) -> str:
    return str(row.get("id", "-"))


def _verdict(row: Tree) -> str:
    """Where a table that is not complete has no row, the case has to be looked at all the same."""
    return str(row.get("verdict", "pruefen"))


def _places(layout: Layout) -> dict[str, tuple[int, int]]:
    """The upper left corner of every place."""
    columns = enumerate(layout.columns)
    return {
        name: (round(number * PAPER.column), round(layout.tops[name])) for number, names in columns for name in names
    }


def _path(link: Link, way: Sequence[str], places: Mapping[str, tuple[int, int]], layout: Layout) -> str:
    """A curve from where an answer stands to the box it leads to, level through every column it crosses."""
    left, top = places[link.start]
    right, y = left + WIDTH, top + link.port
    path = f"M{right:.0f} {y:.0f}"
    for place in way[1:]:
        left, top = places[place]
        down = top + layout.heights[place] / 2
        path += f"C{(right + left) / 2:.0f} {y:.0f} {(right + left) / 2:.0f} {down:.0f} {left:.0f} {down:.0f}"
        right, y = left + WIDTH, down
        path += f"H{right:.0f}" if place != way[-1] else ""
    return path


def wrapped(text: str, width: float) -> Iterator[str]:
    """The lines of a text that is this many times as wide as its letters are high; a word too long is cut."""
    line = ""
    for word in text.split(" "):
        if line and _width(f"{line} {word}") > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
        while len(line) > 1 and _width(line) > width:
            fits = max(1, next(end for end in range(len(line)) if _width(line[: end + 1]) > width))
            yield line[:fits]
            line = line[fits:]
    yield line


def _width(text: str) -> float:
    return sum(_LETTERS.get(letter, 0.56) for letter in text)
