"""Joins runs of prose, finds table captions, callouts and figures in the tokens between boxes."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

from markdown_it.token import Token

from builder.model.blocks import Block, Callout, CalloutKind, Figure
from builder.model.prose import Prose
from builder.reading import rules
from builder.reading.boxes import Group
from builder.reading.context import Context
from builder.reading.parts import read_table
from builder.source import Place

CAPTION = "Tabelle:"


class Assembly:
    """Joins runs of prose, finds table captions, hangs long descriptions on figures."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._blocks: list[Block] = []
        self._run: list[Token] = []
        self._run_place: Place | None = None
        self._caption: Group | None = None

    def group(self, group: Group) -> None:
        """Take the next tokens that are not in a box."""
        caption, self._caption = self._caption, None
        if group.kind == "table":
            self._table(group, caption)
            return
        if caption:
            self._prose(caption)
        if is_caption(group):
            self._caption = group
        elif group.kind == "alert":
            self.block(_callout(group, self._context))
        elif figure := _figure(group, self._context):
            self.block(figure)
        else:
            self._prose(group)

    def block(self, block: Block) -> None:
        """Take a finished block."""
        self.end_run()
        self._blocks.append(block)

    def end_run(self) -> None:
        """Close the prose read so far: a box comes next, or nothing."""
        if self._caption:
            caption, self._caption = self._caption, None
            self._prose(caption)
        if self._run and self._run_place:
            self._blocks.append(self._context.prose(self._run, self._run_place))
        self._run, self._run_place = [], None

    @property
    def figure_above(self) -> Figure | None:
        """The picture that a ``bildtext`` at this place describes."""
        last = self._blocks[-1] if self._blocks else None
        return last if isinstance(last, Figure) else None

    def describe(self, figure: Figure, description: tuple[Block, ...]) -> None:
        """Put a long description on the figure directly above."""
        self._blocks[-1] = replace(figure, description=description)

    def finish(self) -> tuple[Block, ...]:
        """All blocks in author order."""
        self.end_run()
        return tuple(self._blocks)

    def _table(self, group: Group, caption: Group | None) -> None:
        text = _caption_text(caption, self._context) if caption else None
        self.block(read_table(group, text, self._context))

    def _prose(self, group: Group) -> None:
        _foreign_callout(group, self._context)
        self._run_place = self._run_place or group.place
        self._run.extend(group.tokens)


def is_caption(group: Group) -> bool:
    """Whether a paragraph is the caption of the table below it."""
    return group.kind == "paragraph" and group.tokens[1].content.startswith(CAPTION)


def _caption_text(group: Group, context: Context) -> Prose:
    inline = group.tokens[1]
    inline.content = inline.content.removeprefix(CAPTION).lstrip()
    for first in (inline.children or [])[:1]:
        words = first.content.removeprefix(CAPTION).lstrip()
        place: Place = first.meta["place"]
        first.meta["place"] = replace(place, column=place.column + len(first.content) - len(words))
        first.content = words
    return context.inline(inline)


def _callout(group: Group, context: Context) -> Block:
    kind = CalloutKind(str(group.tokens[0].meta["kind"]).lower())
    after_title = next(i for i, token in enumerate(group.tokens) if token.type == "alert_title_close") + 1
    return Callout(kind, context.prose(group.tokens[after_title:-1], group.place), group.place)


def _foreign_callout(group: Group, context: Context) -> None:
    """``> [!ACHTUNG]`` stays a quote for the parser; the author meant a callout."""
    if group.kind != "blockquote":
        return
    first = next((token for token in group.tokens if token.type == "inline"), None)
    if first and first.content.startswith("[!"):
        context.log.add(rules.CALLOUT_UNKNOWN, first.meta["place"], kind=first.content.split("\n")[0])


def _figure(group: Group, context: Context) -> Figure | None:
    if group.kind != "paragraph":
        return None
    children = group.tokens[1].children or []
    if len(children) != 1 or children[0].type != "image":
        return None
    image = children[0]
    context.look_at_letters(image, group.tokens[1].content, group.place)
    # The parser has made an address of the file's name: ä became %C3%A4.
    source = unquote(str(image.attrs["src"]))
    return Figure(source, image.content, str(image.attrs.get("title", "")), (), group.place)
