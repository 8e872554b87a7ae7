"""``modules/<slug>/`` → a module of the model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from markdown_it.token import Token

from builder.findings import FindingLog, Suppression
from builder.model.module import PICTURES, PLAN, TEXT, Footnote, Media, Module, ModuleMeta, Seminar, Step
from builder.model.prose import Prose
from builder.reading import rules
from builder.reading.attributes import whole_number
from builder.reading.blocks import read_blocks
from builder.reading.boxes import Group, Node, box_tree, check_depth
from builder.reading.context import Context
from builder.reading.drafts import Draft, read_draft, stand_in
from builder.reading.files import Tree, lookalike
from builder.reading.positions import Positions
from builder.reading.rule_tables import RuleTables
from builder.reading.slips import parse_mended
from builder.reading.stand_ins import PLAN_STAND_INS, head_stand_ins
from builder.reading.strays import PICTURE_FOLDER, PLAN_FILE, TEXT_FILE
from builder.reading.yaml import read_yaml
from builder.slugs import slug
from builder.source import Place, PlaceMap, SourceText

FENCE = "---"


def read_module(folder: Path, tree: Tree, log: FindingLog, tables: RuleTables) -> Module | None:
    """The module in a folder; None when there is no text. What could not be read is named in ``Module.unread``."""
    before = len(log)
    source = tree.text(folder / TEXT_FILE)
    plan, plan_places = _read_plan(folder, tree, log)
    media, media_read = _read_media(folder, tree, log)
    if source is None:
        return None
    head = _read_head(source, folder.name, log)
    body_line = _body_line(source)
    body = "\n".join(source.text.split("\n")[body_line - 1 :])
    # The title of a page is called as its module.
    ids = {head.record.id: head.places.at("id")}
    context = Context(source, Positions(source, body_line), log, tables, ids)
    steps, footnotes, suppressions = _read_body(body, context)
    misnamed = lookalike(PLAN_FILE, [name for name, _ in tree.names(folder)])
    plan_read = not plan.unread if plan else misnamed is None
    text_lost = context.has_lost or _lost_text(source.path, log, before)
    parts = {TEXT: not text_lost, PICTURES: media_read, PLAN: plan_read}
    module = Module(
        slug=folder.name,
        meta=head.record,
        steps=steps,
        footnotes=footnotes,
        seminar=plan.record if plan else None,
        media=media,
        place=source.place(1),
        meta_places=head.places,
        seminar_places=plan.places if plan else plan_places,
        unread=head.unread | {part for part, is_read in parts.items() if not is_read},
        digest=tree.digest_of(folder),
    )
    log.permitted += [kept for kept in suppressions if _is_looked_for(kept, module)]
    return module


def _lost_text(path: str, log: FindingLog, before: int) -> bool:
    """Whether something in the file kept part of the text from being read as what it was meant to be."""
    return any(finding.rule in rules.LOSES_TEXT and finding.place.path == path for finding in list(log)[before:])


def _is_looked_for(suppression: Suppression, module: Module) -> bool:
    """Whether the finding that is permitted can be found at all: what hangs on the whole text is held back."""
    return TEXT not in module.unread or not suppression.code.startswith("D")


def _read_head(source: SourceText, slug: str, log: FindingLog) -> Draft[ModuleMeta]:
    stand_ins = head_stand_ins(slug)
    end = _head_end(source)
    if end is None:
        opened = source.line(1).rstrip() == FENCE
        problem = "Der Kopf wird nicht mit --- abgeschlossen." if opened else "Die Datei beginnt nicht mit ---."
        log.add(rules.NO_FRONT_MATTER, source.place(1), problem=problem)
        return stand_in(ModuleMeta, PlaceMap({(): source.place(1)}), stand_ins)
    text = "\n".join(source.text.split("\n")[1 : end - 1])
    draft = read_draft(ModuleMeta, read_yaml(source, log, text, first_line=2), log, stand_ins)
    return replace(draft, unread=draft.unread | {"lernziele"}) if _goals_clash(draft, log) else draft


def _goals_clash(head: Draft[ModuleMeta], log: FindingLog) -> bool:
    """Report goals that share an id: what counts for which of them, nobody can tell."""
    first: dict[str, int] = {}
    before = len(log)
    for index, goal in enumerate(head.record.goals):
        place = head.places.at("lernziele", index, "id")
        if goal.id in first:
            log.add(rules.ID_TWICE, place, id=goal.id, first=first[goal.id], example=f"l{len(head.record.goals) + 1}")
        first.setdefault(goal.id, place.line)
    return len(log) > before


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


def _read_body(body: str, context: Context) -> tuple[tuple[Step, ...], tuple[Footnote, ...], list[Suppression]]:
    tokens = parse_mended(body, context.source, context.positions.first_line, context.log)
    context.positions.mark(tokens)
    tokens, footnotes = _split_footnotes(tokens, context)
    tree, suppressions = box_tree(tokens, context.positions, context.log)
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
            check_depth(current, context.positions, context.log)
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
    """The headings of the steps and what follows each; what stands before them is read in the first step."""
    parts: list[tuple[Group, list[Node]]] = []
    early: list[Node] = []
    before = len(context.log)
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
            early.append(node)
    if early and len(context.log) == before:  # one finding for all that stands there
        context.log.add(rules.TEXT_BEFORE_STEP, early[0].place)
    if parts:
        parts[0][1][1:1] = early  # below its „kurz“, which stays the first
    else:
        read_blocks(early, context)  # for its findings alone
    return parts


def _step_head(heading: Group, context: Context) -> tuple[Prose, int, str]:
    inline = heading.tokens[1]
    attributes = context.take_attributes(inline, "Schritt", ("minuten",), may_have_id=True)
    title = context.inline(inline)
    minutes = whole_number(attributes.values.get("minuten", ""), 1, 60)
    suggested = attributes.id or slug(title.plain, context.ids)
    example = f"## {title.plain} {{#{suggested} minuten={minutes or 8}}}"
    written = attributes.values.get("minuten")
    if not attributes.id or written is None:
        missing = [what for what, there in (("die Kennung", attributes.id), ("minuten=", written)) if not there]
        problem = f"Am Schritt „{title.plain}“ fehlt {' und '.join(missing)}."
        context.log.add(rules.STEP_INCOMPLETE, heading.place, problem=problem, example=example)
    elif minutes is None:
        problem = f"Am Schritt „{title.plain}“ ist minuten={written[:20]} keine Dauer von 1 bis 60 Minuten."
        context.log.add(rules.STEP_INCOMPLETE, heading.place, problem=problem, example=example)
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


def _read_plan(folder: Path, tree: Tree, log: FindingLog) -> tuple[Draft[Seminar] | None, PlaceMap | None]:
    """The seminar plan, and at least the place of its file where there is one."""
    path = folder / PLAN_FILE
    if not tree.exists(path):
        return None, None
    source = tree.text(path)
    if source is None:
        return None, PlaceMap({(): Place(tree.relative(path))})
    plan = read_draft(Seminar, read_yaml(source, log), log, PLAN_STAND_INS)
    return plan, plan.places


def _read_media(folder: Path, tree: Tree, log: FindingLog) -> tuple[tuple[Media, ...], bool]:
    """The pictures, and whether the folder could be looked into as a whole."""
    before = len(log)
    files = tree.files(folder / PICTURE_FOLDER)
    read = [(path.name, tree.data(path)) for path in files]
    lost = any(finding.rule is not rules.BAD_NAME for finding in list(log)[before:])
    return tuple(Media(name, data) for name, data in read if data is not None), not lost
