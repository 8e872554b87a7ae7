"""The picture of a track: a lane for each who acts, the way of the case from hand to hand, and the words beside it.

Pure arithmetic over estimated letter widths (rule_flow): the same track gives the same picture everywhere. Text stays
text. All it says stands in the list of steps, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from builder.language import DEFAULT, catalogue
from builder.rendering.assets import tokens
from builder.rendering.html import environment
from builder.rendering.procedures import ShownStep, ShownTrack
from builder.rendering.rule_flow import wrapped
from builder.rendering.typography import bind, xml_text

LANE, TEXT, GAP, PAD = 33, 900, 22, 9
"""Width of a lane and of the words, the room between them, and above and below a row."""
TITLE_LINE, LINE, SIZE = 22, 17, 13
STYLES = {"title": 18.4, "deadline": 14.1}
"""Size of the letters of a style, as wide as they are: bold ones need more room."""
HEAD_SIZE, HEAD_MOST = 13, 27
"""Letters of the names above the lanes, and how many times their size a line of them may be long."""
RADIUS, DOT = 14, 5


@dataclass(slots=True)
class Row:
    """A step: top and height, the lane of who acts, those of the others, and lines of words (style, height, text)."""

    step: ShownStep
    top: float
    height: float
    lane: int
    others: tuple[int, ...]
    lines: list[tuple[str, float, str]] = field(default_factory=list)

    @property
    def middle(self) -> float:
        """Where its sign stands."""
        return self.top + PAD + RADIUS

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last lane that it concerns."""
        concerned = (self.lane, *self.others)
        return min(concerned), max(concerned)


def lanes_picture(shown: ShownTrack, title: str, language: str = DEFAULT) -> str:
    """The picture as SVG."""
    _ = catalogue(language).gettext
    lanes = [name for _id, name in shown.everybody]
    rows = list(_rows(shown, lanes, _))
    heads = [list(wrapped(xml_text(bind(name)), HEAD_MOST * 0.5)) for name in lanes]
    head = max(len(line) for lines in heads for line in lines) * HEAD_SIZE * 0.56 + PAD
    width = len(lanes) * LANE + GAP + TEXT
    return (
        environment(language)
        .get_template("site/parts/procedure-lanes.svg.j2")
        .render(
            title=xml_text(title),
            description=_("The steps of this track from top to bottom; all of it stands in the list, too."),
            width=width,
            head=round(head),
            height=round(rows[-1].top + rows[-1].height),
            heads=heads,
            rows=rows,
            ways=[_way(one, other) for one, other in pairwise(rows)],
            colours=tokens()["light"],
            lane=LANE,
            text_left=len(lanes) * LANE + GAP,
            radius=RADIUS,
            dot=DOT,
            head_size=HEAD_SIZE,
        )
    )


def lane_middle(lane: int) -> float:
    """Where the signs of a lane stand."""
    return lane * LANE + LANE / 2


def _rows(shown: ShownTrack, lanes: list[str], _: Callable[[str], str]) -> Iterator[Row]:
    top = 0.0
    for each in shown.steps:
        others = tuple(lanes.index(name) for name in each.involved if name != each.actor)
        row = Row(each, top, 0, lanes.index(each.actor), others)
        row.lines = list(_lines(each, _))
        row.height = row.lines[-1][1] + 2 * PAD
        yield row
        top += row.height


def _lines(each: ShownStep, _: Callable[[str], str]) -> Iterator[tuple[str, float, str]]:
    """Title and words of a step: style, height of the base below the top of the row, text."""
    at = float(PAD)
    for line in wrapped(xml_text(bind(f"{each.step.title} · {each.actor}")), TEXT / STYLES["title"]):
        at += TITLE_LINE
        yield "title", at, line
    careful = f" ({_('A careful reading')})" if each.step.is_careful else ""
    said = (
        ("", each.step.text + careful, "text"),
        (_("Paper"), each.step.paper, "text"),
        (_("Deadline"), each.step.deadline, "deadline"),
        (_("What volunteers can do"), each.step.volunteer, "volunteer"),
    )
    for label, words, style in said:
        whole = xml_text(bind(f"{label}: {words}" if label else words or ""))
        for line in wrapped(whole, TEXT / STYLES.get(style, SIZE)) if words else ():
            at += LINE
            yield style, at, line


def _way(one: Row, other: Row) -> str:
    """From a sign down to the next: straight, or across at the border of the two rows."""
    start, end = lane_middle(one.lane), lane_middle(other.lane)
    return f"M{start:g} {one.middle:g}V{other.top:g}H{end:g}V{other.middle:g}"
