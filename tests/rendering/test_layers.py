"""A layered drawing: nothing lies on another thing, every link leads to the right, and a column is never too long."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from builder.rendering.layers import Layout, Link, Paper, layered

PAPER = Paper(column=100, gap=10, lane=2, ratio=1.5)
Graph = tuple[dict[str, float], list[Link]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Boxes that are all reached from the first, without circles."""
    names = [str(number) for number in range(draw(st.integers(1, 14)))]
    heights = {name: float(draw(st.integers(5, 90))) for name in names}
    links = [Link(names[draw(st.integers(0, number - 1))], 3.0, names[number]) for number in range(1, len(names))]
    more = draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=12))
    return heights, links + [Link(low, 1.5, high) for low, high in more if int(low) < int(high)]


def column_of(layout: Layout) -> dict[str, int]:
    return {name: number for number, names in enumerate(layout.columns) for name in names}


@given(graphs())
def test_boxes_of_a_column_stand_apart_and_within_the_drawing(graph: Graph) -> None:
    layout = layered(*graph, PAPER)
    for names in layout.columns:
        for upper, lower in pairwise(names):
            assert layout.tops[upper] + layout.heights[upper] + PAPER.gap <= layout.tops[lower] + 0.001
        assert layout.tops[names[0]] >= 0
        assert layout.tops[names[-1]] + layout.heights[names[-1]] <= layout.height + 0.001


@given(graphs())
def test_each_box_has_one_place_and_each_link_leads_to_the_next_column(graph: Graph) -> None:
    heights, links = graph
    layout = layered(heights, links, PAPER)
    column = column_of(layout)
    assert sorted(column) == sorted(layout.tops)
    assert heights.keys() <= column.keys()
    for link, way in zip(links, layout.ways, strict=True):
        assert (way[0], way[-1]) == (link.start, link.end)
        assert [column[place] - column[link.start] for place in way] == list(range(len(way)))


@given(graphs())
def test_no_drawing_is_higher_than_one_column_of_all_boxes(graph: Graph) -> None:
    heights, links = graph
    layout = layered(heights, links, PAPER)
    lanes = sum(len(way) - 2 for way in layout.ways)
    assert layout.height <= sum(heights.values()) + PAPER.gap * (len(heights) + lanes) + PAPER.lane * lanes


def test_a_box_alone_is_a_drawing() -> None:
    assert layered({"1": 20.0}, [], PAPER).tops == {"1": 0.0}


def test_a_box_stands_at_the_height_of_what_leads_to_it() -> None:
    layout = layered({"1": 100.0, "2": 20.0}, [Link("1", 60.0, "2")], PAPER)
    assert layout.tops["2"] + 10 == layout.tops["1"] + 60


def test_links_that_cross_a_column_to_the_same_box_share_a_place() -> None:
    links = [Link("1", 5, "2"), Link("2", 5, "3"), Link("3", 5, "4"), Link("1", 7, "4"), Link("2", 7, "4")]
    layout = layered(dict.fromkeys("1234", 20.0), links, PAPER)
    assert layout.ways[3][-2:] == layout.ways[4][-2:]


def test_full_columns_make_a_wide_sheet_of_a_high_one() -> None:
    """One box with thirty followers: the paper shows them larger in several columns than in one."""
    names = [str(number) for number in range(31)]
    links = [Link("0", 5, name) for name in names[1:]]
    layout = layered(dict.fromkeys(names, 40.0), links, PAPER)
    assert len(layout.columns) > 2
    assert len(layout.columns) * PAPER.column / PAPER.ratio < 30 * 50
    assert layout.height < 30 * 50
