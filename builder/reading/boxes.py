"""Token stream → tree of boxes: box lines are matched on a stack, everything between them keeps its order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from builder.findings import FindingLog, Suppression
from builder.reading import rules
from builder.reading.attributes import Attributes, split_attributes
from builder.reading.footnotes import LOST, report_lost_footnote
from builder.reading.markdown import BOX_LINE
from builder.reading.permissions import Permission, read_permission
from builder.reading.positions import Positions
from builder.source import Place

_COMMENT = re.compile(r"\s*<!--(.*?)-->\s*", re.DOTALL)


@dataclass(slots=True)
class Group:
    """The tokens of one block at the top level."""

    tokens: list[Token]
    place: Place
    last_line: int

    @property
    def kind(self) -> str:
        """The type of the first token, without ``_open``."""
        return self.tokens[0].type.removesuffix("_open")


@dataclass(slots=True)
class Box:
    """A box as written: its words, its brace, what stands inside. ``is_orphan``: the box around it never ended."""

    name: str
    words: tuple[str, ...]
    attributes: Attributes
    place: Place
    children: list[Node] = field(default_factory=list)
    last_line: int = 0
    is_orphan: bool = False


Node = Group | Box

NEVER_CLOSED = "einbinden"
TAKES = {
    **dict.fromkeys(
        ("kurz", "merkpunkte", "leitung", "gueltig", "uebung", "fall", "erklaerung", "musterloesung", "bildtext"), 0
    ),
    "vertiefung": 1,
    "frage": 1,
}
"""Words behind the name that belong to a box."""
DEEPEST = 6
"""Lists and quotes in each other: more is hard to read on a telephone, and beyond fifteen Typst gives up."""
_DEEPENING = ("bullet_list", "ordered_list", "blockquote", "alert_open", "alert_close")


def box_tree(tokens: list[Token], positions: Positions, log: FindingLog) -> tuple[list[Node], list[Suppression]]:
    """The tree of boxes and the suppressions written in comments."""
    builder = _TreeBuilder(positions, log)
    for group in _groups(tokens, positions):
        builder.add(group)
    builder.close_all()
    return builder.root, [_suppression(permission, node) for permission, node in builder.permitted]


def check_depth(tokens: list[Token], positions: Positions, log: FindingLog) -> None:
    """Report where lists and quotes in each other get deeper than paper can show."""
    depth = 0
    for token in tokens:
        if token.type.startswith(_DEEPENING):
            depth += token.nesting
            if depth > DEEPEST:
                log.add(rules.TOO_DEEP, positions.place(token), limit=DEEPEST)
                return


def _suppression(permission: Permission, node: Node | None) -> Suppression:
    """One that stands above nothing covers its own line only, so that it is reported as unused."""
    line = permission.place.line
    return permission.on_lines(node.place.line, node.last_line) if node else permission.on_lines(line, line)


def _groups(tokens: list[Token], positions: Positions) -> Iterator[Group]:
    depth, current = 0, list[Token]()
    for token in tokens:
        current.append(token)
        depth += token.nesting
        if depth == 0:
            yield Group(current, positions.place(current[0]), positions.last_line(current[0]))
            current = []


class _TreeBuilder:
    def __init__(self, positions: Positions, log: FindingLog) -> None:
        self.root: list[Node] = []
        self.permitted: list[tuple[Permission, Node | None]] = []
        self._open: list[Box] = []
        self._waiting: list[Permission] = []
        self._positions, self._log = positions, log

    def add(self, group: Group) -> None:
        first = group.tokens[0]
        if first.type == "html_block":
            self._html(group)
        elif first.type == "box":
            self._box_line(first.content, group.place)
        elif first.type == LOST:
            report_lost_footnote(first, group.place, self._log)
        else:
            check_depth(group.tokens, self._positions, self._log)
            if first.type == "heading_open" and first.tag == "h2":
                self.close_all()
            self._append(group)

    def close_all(self) -> None:
        """Report every box that is still open and put what it holds back where the box began."""
        self._permit(None)
        while self._open:
            box = self._open.pop()
            self._log.add(rules.BOX_NOT_CLOSED, box.place, name=box.name)
            siblings = self._siblings()
            siblings[siblings.index(box) :] = box.children
            for child in box.children:
                if isinstance(child, Box):
                    child.is_orphan = True

    def _siblings(self) -> list[Node]:
        return self._open[-1].children if self._open else self.root

    def _append(self, node: Node) -> None:
        self._siblings().append(node)
        self._permit(node)

    def _permit(self, node: Node | None) -> None:
        """Hang the permissions read last on the block they stand above."""
        self.permitted.extend((permission, node) for permission in self._waiting)
        self._waiting = []

    def _box_line(self, line: str, place: Place) -> None:
        found = BOX_LINE.match(line)
        rest = found["rest"].strip() if found else ""
        if not rest:
            self._close(place)
            return
        head, attributes = split_attributes(rest)
        is_broken = bool(attributes.unread) or "{" in head or "}" in head
        if is_broken:
            unread = attributes.unread or head
            self._log.add(rules.BAD_ATTRIBUTES, replace(place, column=line.find(unread) + 1), rest=unread)
            head = head.split("{")[0]
        name, *words = head.split() or [""]
        words = words if is_broken else self._without_text(name, words, line, place)
        box = Box(name, tuple(words), attributes, place, last_line=place.line)
        self._append(box)
        if name != NEVER_CLOSED:
            self._open.append(box)

    def _without_text(self, name: str, words: list[str], line: str, place: Place) -> list[str]:
        """The words that belong to the box; what else stands behind its name would be read by nobody."""
        taken = TAKES.get(name, len(words))
        if len(words) > taken:
            lost = line[: line.rfind("{")] if "{" in line else line
            text = lost.split(None, 1 + taken + (not line.startswith(":::" + name)))[-1].strip()
            example = " ".join([":::", name, *words[:taken]])
            at = replace(place, column=line.index(text) + 1)
            self._log.add(rules.TEXT_IN_BOX_LINE, at, text=_excerpt(text), example=example)
        return words[:taken]

    def _close(self, place: Place) -> None:
        self._permit(None)
        if not self._open:
            self._log.add(rules.BOX_NOT_OPEN, place)
            return
        self._open.pop().last_line = place.line

    def _html(self, group: Group) -> None:
        content = group.tokens[0].content
        comments = _comments(content)
        if comments is None:
            self._log.add(rules.RAW_HTML, group.place, html=_excerpt(content))
            return
        read = (read_permission(comment, group.place, self._log) for comment in comments)
        self._waiting.extend(permission for permission in read if permission)


def _comments(html: str) -> list[str] | None:
    """The comments an HTML block is made of; None when it holds anything else."""
    comments: list[str] = []
    position = 0
    while position < len(html):
        found = _COMMENT.match(html, position)
        if not found:
            return None
        comments.append(found[1].strip())
        position = found.end()
    return comments


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:40]}…"
