"""``modules/<slug>/`` → a module of the model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from markdown_it.token import Token

from builder.findings import FindingLog, Suppression
from builder.model.module import Footnote, Media, Module, ModuleMeta, Seminar, Step
from builder.model.prose import Prose
from builder.reading import rules
from builder.reading.attributes import whole_number
from builder.reading.blocks import read_blocks
from builder.reading.boxes import Group, Node, box_tree
from builder.reading.context import Context
from builder.reading.files import Tree
from builder.reading.markdown import parse
from builder.reading.positions import Positions
from builder.reading.validation import validate
from builder.reading.yaml import YamlDocument, read_yaml
from builder.slugs import slug
from builder.source import Place, PlaceMap, SourceText

FENCE = "---"


def read_module(folder: Path, tree: Tree, log: FindingLog) -> tuple[Module | None, list[Suppression]]:
    """The module in a folder, or None with findings; the body is read even when the front matter is broken."""
    source = tree.text(folder / "modul.md")
    seminar, seminar_places = _read_seminar(folder, tree, log)
    media = _read_media(folder, tree)
    if source is None:
        return None, []
    head, meta = _read_head(source, log)
    body_line = _body_line(source)
    body = "\n".join(source.text.split("\n")[body_line - 1 :])
    steps, footnotes, suppressions = _read_body(source, body, body_line, log)
    if meta is None or head is None:
        return None, suppressions
    module = Module(
        slug=folder.name,
        meta=meta,
        steps=steps,
        footnotes=footnotes,
        seminar=seminar,
        media=media,
        place=source.place(1),
        meta_places=head.values,
        seminar_places=seminar_places,
    )
    return module, suppressions


def _read_head(source: SourceText, log: FindingLog) -> tuple[YamlDocument | None, ModuleMeta | None]:
    end = _head_end(source)
    if end is None:
        opened = source.line(1).rstrip() == FENCE
        problem = "Der Kopf wird nicht mit --- abgeschlossen." if opened else "Die Datei beginnt nicht mit ---."
        log.add(rules.NO_FRONT_MATTER, source.place(1), problem=problem)
        return None, None
    text = "\n".join(source.text.split("\n")[1 : end - 1])
    document = read_yaml(source, log, text, first_line=2)
    if document is None:
        return None, None
    return document, validate(ModuleMeta, document, log)


def _head_end(source: SourceText) -> int | None:
    """The line of the second ``---``; None when the front matter is missing or not closed."""
    lines = source.text.split("\n")
    if lines[0].rstrip() != FENCE:
        return None
    return next((number for number, line in enumerate(lines[1:], start=2) if line.rstrip() == FENCE), None)


def _body_line(source: SourceText) -> int:
    """The line the body begins at; without a head that of the first step, so that a lost --- is one finding."""
    end = _head_end(source)
    if end is not None:
        return end + 1
    lines = source.text.split("\n")
    return next((number for number, line in enumerate(lines, start=1) if line.startswith("## ")), len(lines) + 1)


def _read_body(
    source: SourceText, body: str, first_line: int, log: FindingLog
) -> tuple[tuple[Step, ...], tuple[Footnote, ...], list[Suppression]]:
    tokens = parse(body)
    positions = Positions(source, first_line)
    positions.mark(tokens)
    context = Context(source, positions, log)
    tokens, footnotes = _split_footnotes(tokens, context)
    tree, suppressions = box_tree(tokens, positions, log)
    steps = tuple(_read_steps(tree, context))
    return steps, footnotes, suppressions


def _split_footnotes(tokens: list[Token], context: Context) -> tuple[list[Token], tuple[Footnote, ...]]:
    start = next((i for i, token in enumerate(tokens) if token.type == "footnote_block_open"), len(tokens))
    footnotes: list[Footnote] = []
    current: list[Token] = []
    for token in tokens[start + 1 :]:
        if token.type == "footnote_open":
            current = []
        elif token.type == "footnote_close":
            place = next((t.meta["place"] for t in current if "place" in t.meta), context.source.place(1))
            footnotes.append(Footnote(int(token.meta.get("id", len(footnotes))) + 1, context.prose(current, place)))
        elif token.type != "footnote_anchor":
            current.append(token)
    return tokens[:start], tuple(footnotes)


def _read_steps(tree: list[Node], context: Context) -> list[Step]:
    parts = _split_steps(tree, context)
    heads = [_step_head(heading, context) for heading, _ in parts]
    steps: list[Step] = []
    unnamed: list[Group] = []
    for (heading, nodes), (title, minutes, identifier) in zip(parts, heads, strict=True):
        context.heading_level = 2
        unnamed.extend(_name_headings(nodes, context))
        steps.append(Step(identifier, title, minutes, read_blocks(nodes, context), heading.place))
    # Last, so that a name made of a heading's words never takes an identifier an author wrote.
    for group in unnamed:
        name = slug(Prose((group.tokens[1],), group.place).plain, context.ids)
        group.tokens[0].attrs["id"] = context.give_id(name, group.place)
    return steps


def _split_steps(tree: list[Node], context: Context) -> list[tuple[Group, list[Node]]]:
    parts: list[tuple[Group, list[Node]]] = []
    for node in tree:
        if isinstance(node, Group) and node.kind == "heading" and node.tokens[0].tag == "h2":
            parts.append((node, []))
        elif parts:
            parts[-1][1].append(node)
        elif isinstance(node, Group) and node.kind == "heading" and node.tokens[0].tag == "h1":
            context.log.add(
                rules.LEVEL_ONE, node.place, example=f"## {node.tokens[1].content} {{#schritt_id minuten=8}}"
            )
        else:
            context.log.add(rules.TEXT_BEFORE_STEP, node.place)
    return parts


def _step_head(heading: Group, context: Context) -> tuple[Prose, int, str]:
    inline = heading.tokens[1]
    attributes = context.take_attributes(inline, "Schritt", ("minuten",), may_have_id=True)
    title = context.inline(inline)
    minutes = whole_number(attributes.values.get("minuten", ""), 1, 60)
    suggested = attributes.id or slug(title.plain, context.ids)
    example = f"## {title.plain} {{#{suggested} minuten={minutes or 8}}}"
    missing = [what for what, there in (("die Kennung", attributes.id), ("minuten=", minutes)) if not there]
    if missing:
        what = " und ".join(missing)
        context.log.add(rules.STEP_INCOMPLETE, heading.place, title=title.plain, what=what, example=example)
    place = context.source.find(f"#{attributes.id}", heading.place.line, heading.place.line)
    identifier = context.give_id(attributes.id, place) if attributes.id else suggested
    return title, minutes or 8, identifier


def _name_headings(nodes: list[Node], context: Context) -> Iterator[Group]:
    """Give headings below the step their own ``{#id}``; those without one remain to be named by their words."""
    for node in nodes:
        if isinstance(node, Group) and node.kind == "heading":
            attributes = context.take_attributes(node.tokens[1], "Überschrift", (), may_have_id=True)
            if attributes.id:
                place = context.source.find(f"#{attributes.id}", node.place.line, node.place.line)
                node.tokens[0].attrs["id"] = context.give_id(attributes.id, place)
            else:
                yield node


def _read_seminar(folder: Path, tree: Tree, log: FindingLog) -> tuple[Seminar | None, PlaceMap | None]:
    path = folder / "seminar.yml"
    if not tree.exists(path):
        return None, None
    source = tree.text(path)
    document = read_yaml(source, log) if source else None
    if document is None:
        return None, PlaceMap({(): Place(tree.relative(path))})
    return validate(Seminar, document, log), document.values


def _read_media(folder: Path, tree: Tree) -> tuple[Media, ...]:
    files = tree.files(folder / "media")
    read = ((path.name, tree.data(path)) for path in files)
    return tuple(Media(name, data) for name, data in read if data is not None)
