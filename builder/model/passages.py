"""The running text of what authors write, with places: for checks, and for finding citations."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from markdown_it.token import Token

from builder.model.blocks import (
    Block,
    Brief,
    Callout,
    Case,
    DeepDive,
    Embed,
    Figure,
    KeyPoints,
    Task,
    TimedPassage,
    TrainerNote,
    inner_blocks,
    walk,
)
from builder.model.module import Module
from builder.model.prose import Prose, inline_tokens
from builder.model.questions import (
    Branching,
    Cloze,
    DateEntry,
    Matching,
    MultipleChoice,
    NumberEntry,
    OpenQuestion,
    Ordering,
    Question,
    SingleChoice,
    TrueFalse,
)
from builder.model.tables import Table
from builder.source import Place


@dataclass(frozen=True, slots=True)
class Passage:
    """One run of text and the places its parts were written at."""

    text: str
    spans: tuple[tuple[int, Place, bool], ...]

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.spans[0][1]

    def at(self, offset: int) -> Place:
        """The place of a character; that of its span where the span is written otherwise (``&amp;``, ``\\*``)."""
        index = bisect_right([start for start, _, _ in self.spans], offset) - 1
        start, place, exact = self.spans[max(index, 0)]
        return Place(place.path, place.line, place.column + offset - start) if exact else place


def passages(prose: Prose) -> Iterator[Passage]:
    """The running text of prose, one passage for each paragraph, heading, item or cell; code left out."""
    for inline in inline_tokens(prose):
        made = passage_of(inline, prose.place)
        if made.text.strip():
            yield made


def passage_of(inline: Token, fallback: Place, emphasis: bool = True, line_break: str = " ") -> Passage:
    """The running text of one inline token; without ``emphasis`` there are blanks where words are emphasised."""
    text, depth = "", 0
    place: Place = inline.meta.get("place", fallback)
    spans: list[tuple[int, Place, bool]] = [(0, place, False)]
    for child in inline.children or ():
        place = child.meta.get("place", place)
        depth += child.nesting if child.type.startswith(("strong", "em")) else 0
        if child.type == "text":
            spans.append((len(text), place, child.meta.get("exact", False)))
            text += child.content if emphasis or depth == 0 else " " * len(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            text += line_break
        elif child.type == "code_inline":
            text += "x" * len(child.content)
    return Passage(text, tuple(spans))


def module_passages(module: Module) -> Iterator[Passage]:
    """Everything a learner reads in a module's body and that was written in it, trainer notes left out.

    What a question shows of a rule table stands in the table's file: no editor of the module could mend it.
    """
    for step in module.steps:
        yield from passages(step.title)
        yield from (made for made in block_passages(step.blocks) if made.place.path == module.place.path)
    for note in module.footnotes:
        yield from passages(note.body)


def block_passages(blocks: Iterable[Block]) -> Iterator[Passage]:
    """What learners read in these blocks and the blocks inside them."""
    for block in blocks:
        if isinstance(block, TrainerNote):
            continue
        for prose in block_prose(block):
            yield from passages(prose)
        yield from block_passages(inner_blocks(block))


def all_blocks(module: Module) -> Iterator[Block]:
    """Every block of a module, outer before inner."""
    return (block for step in module.steps for block in walk(step.blocks))


def all_prose(module: Module) -> Iterator[Prose]:
    """Everything written in a module's body, trainer notes too."""
    yield from (step.title for step in module.steps)
    yield from (prose for block in all_blocks(module) for prose in block_prose(block))
    yield from (note.body for note in module.footnotes)


def block_prose(block: Block) -> Iterator[Prose]:
    """The prose of a block itself, without that of blocks inside it."""
    match block:
        case Prose():
            yield block
        case Callout() | Brief():
            yield block.body
        case Table():
            yield from block.cells
        case KeyPoints(items=items):
            yield from (item.text for item in items)
        case Figure() | DeepDive() | TrainerNote() | TimedPassage() | Task() | Case() | Embed():
            return
        case _:
            yield from question_prose(block)


def question_prose(question: Question) -> Iterator[Prose]:
    """Everything written in a question, in reading order."""
    yield question.stem
    match question:
        case SingleChoice(options=options) | MultipleChoice(options=options) | TrueFalse(options=options):
            yield from (part for option in options for part in (option.text, option.feedback))
        case Matching(pairs=pairs):
            yield from (part for pair in pairs for part in (pair.left, pair.right, pair.feedback) if part)
        case Ordering(items=items):
            yield from (part for item in items for part in (item.text, item.feedback))
        case Cloze(body=body, gaps=gaps):
            yield from (prose for block in body for prose in block_prose(block))
            yield from (gap.feedback for gap in gaps)
        case NumberEntry() | DateEntry():
            yield from (part for option in question.options for part in (option.text, option.feedback))
        case OpenQuestion(solution=solution, checklist=checklist):
            yield from (solution, *checklist)
        case Branching(situations=situations):
            for situation in situations:
                yield from (situation.title, situation.body)
                yield from (part for option in situation.options for part in (option.text, option.feedback))
        case _:
            assert_never(question)
    yield question.explanation
