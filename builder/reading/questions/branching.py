"""``entscheidung``: situations under headings, their options lead on or end the path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markdown_it.token import Token

from builder.model.prose import Prose
from builder.model.questions import Branch, Branching, Option, Question, Situation
from builder.reading import rules
from builder.reading.boxes import Box, Group
from builder.reading.context import Context
from builder.reading.parts import Item
from builder.reading.questions.choices import at_least_two, one_right
from builder.reading.questions.draft import Draft, Parts, answer_items, cut, cut_box, is_task_list, read_options
from builder.reading.validation import suggest
from builder.slugs import slug
from builder.source import Place

MOST_SITUATIONS = 10


def cut_branching(box: Box, context: Context) -> Parts:
    """What stands before the first situation is the stem; the situations are cut when they are read."""
    parts = Parts()
    for child in box.children:
        if isinstance(child, Box):
            cut_box(child, box.words[0], parts, context)
        elif child.kind == "heading" or parts.answers:
            parts.answers.append(child)
        else:
            parts.stem.extend(child.tokens)
    return parts


def read_branching(draft: Draft) -> Question | None:
    """The situations in author order; a path that cannot be walked is a finding."""
    parts = _split(draft.parts.answers)
    if not parts:
        hint = "Beginnen Sie jede Lage mit einer Überschrift: ### Der Anruf {#anruf}"
        draft.context.log.add(rules.PATH_WRONG, draft.box.place, problem="Die Entscheidung hat keine Lage.", hint=hint)
        return None
    heads = _Heads(str(draft.head["id"]), draft.context)
    targets: dict[Place, str] = {}
    situations = [_situation(heading, groups, heads, draft, targets) for heading, groups in parts]
    if heads.sound:
        _check_paths(situations, targets, draft)
    return Branching(**draft.head, situations=tuple(situations))


def _split(groups: Sequence[Group]) -> list[tuple[Group, list[Group]]]:
    parts: list[tuple[Group, list[Group]]] = []
    for group in groups:
        if group.kind == "heading":
            parts.append((group, []))
        else:
            parts[-1][1].append(group)
    return parts


class _Heads:
    """The names of the situations. ``sound``: each has one of its own, so that links can be followed."""

    def __init__(self, question: str, context: Context) -> None:
        self._question, self._context, self._given = question, context, dict[str, Place]()
        self.sound = True

    def read(self, heading: Group) -> tuple[Prose, str]:
        """Title and id; a missing, badly formed or repeated id is a finding."""
        attributes = self._context.take_attributes(heading.tokens[1], "Lage", (), may_have_id=True)
        title = self._context.inline(heading.tokens[1])
        identifier = attributes.id or slug(title.plain, self._given)
        place = self._context.source.find(f"#{attributes.id}", heading.place.line, heading.place.line)
        log = self._context.log
        before = len(log)
        if attributes.id is None:
            example = f"### {title.plain} {{#{identifier}}}"
            log.add(rules.ATTRIBUTE_MISSING, heading.place, name="entscheidung", what="die Kennung", example=example)
        elif identifier in self._given:
            first, example = self._given[identifier].line, f"#{slug(identifier, self._given)}"
            log.add(rules.ID_TWICE, place, id=identifier, first=first, example=example)
        elif not self._context.is_identifier(identifier):
            log.add(rules.BAD_ID, place, id=identifier, example=slug(identifier))
        else:
            # In a package each situation has a name of its own, made of the two.
            self._context.give_id(f"{self._question}_{identifier}", place)
        self.sound = self.sound and len(log) == before
        self._given.setdefault(identifier, place)
        return title, identifier


def _situation(
    heading: Group, groups: list[Group], heads: _Heads, draft: Draft, targets: dict[Place, str]
) -> Situation:
    context = draft.context
    title, identifier = heads.read(heading)
    scene = Box("frage", ("entscheidung",), draft.box.attributes, heading.place, list(groups))
    parts = cut(scene, is_task_list, context)
    body = context.prose(parts.stem, heading.place)
    if not parts.stem:
        hint = "Beschreiben Sie unter der Überschrift, was geschieht."
        context.log.add(rules.EMPTY_PART, heading.place, name="entscheidung", what="die Lage", hint=hint)
    options = _options(answer_items(parts.answers, context), draft, targets)
    at_least_two(options, draft)
    one_right(options, f"Die Lage „{title.plain}“ hat", draft)
    return Situation(id=identifier, title=title, body=body, options=tuple(options), place=heading.place)


def _options(items: list[Item], draft: Draft, targets: dict[Place, str]) -> list[Branch]:
    """The options with where they lead; ``targets`` learns the place of each link."""
    links = [_take_link(item.line) if item.line else None for item in items]
    leading = dict(zip((item.place for item in items), links, strict=True))
    branches = []
    for option in read_options(items, draft):
        link = leading.get(option.place)
        target = str(link.attrs["href"])[1:] if link else None
        if link and target is not None:
            targets[link.meta.get("place", option.place)] = target
        branches.append(_branch(option, target))
    return branches


def _branch(option: Option, target: str | None) -> Branch:
    return Branch(
        text=option.text,
        correct=option.correct,
        feedback=option.feedback,
        place=option.place,
        misconception=option.misconception,
        target=target,
    )


def _take_link(inline: Token) -> Token | None:
    """Cut „→ [weiter](#id)“ off the end of an option, with what stands around and after it, and give the link."""
    children = inline.children or []
    opened = [i for i, child in enumerate(children) if child.type == "link_open"]
    if not opened or not str(children[opened[-1]].attrs.get("href", "")).startswith("#"):
        return None
    begin, link = opened[-1], children[opened[-1]]
    while begin and (children[begin - 1].nesting == 1 or not children[begin - 1].content.strip(" →")):
        begin -= 1  # emphasis that holds nothing but the link, and the arrow before it
    before = children[:begin]
    if before and before[-1].type == "text":
        before[-1].content = before[-1].content.rstrip().removesuffix("→").rstrip()
    inline.children = before
    return link


def _check_paths(situations: Sequence[Situation], targets: Mapping[Place, str], draft: Draft) -> None:
    ids = [situation.id for situation in situations]
    for place, target in targets.items():
        if target not in ids:
            hint = suggest(f"→ [weiter](#{target})", [f"→ [weiter](#{known})" for known in ids])
            _wrong(f"Die Lage „#{target}“ gibt es in dieser Entscheidung nicht.", hint, place, draft)
    if len(situations) > MOST_SITUATIONS:
        hint = "Kürzen Sie die Geschichte oder teilen Sie sie in zwei Fragen."
        problem = f"Die Entscheidung hat {len(situations)} Lagen; höchstens {MOST_SITUATIONS} sind möglich."
        _wrong(problem, hint, situations[MOST_SITUATIONS].place, draft)
    # A link that leads nowhere leaves a situation without a way to it: that is one mistake, not two.
    reached = _reached(situations) if set(targets.values()) <= set(ids) else set(ids)
    for situation in situations:
        if situation.id not in reached:
            hint = f"Führen Sie eine Antwort hierher: → [weiter](#{situation.id}), oder löschen Sie die Lage."
            _wrong(f"Zur Lage „{situation.title.plain}“ führt kein Weg.", hint, situation.place, draft)
    for situation in _in_circle(situations):
        hint = "Lassen Sie eine Antwort auf diesem Weg ohne → enden."
        problem = f"Von der Lage „{situation.title.plain}“ führt ein Weg zu ihr zurück."
        _wrong(problem, hint, situation.place, draft)


def _wrong(problem: str, hint: str, place: Place, draft: Draft) -> None:
    draft.context.log.add(rules.PATH_WRONG, place, problem=problem, hint=hint)


def _leads_to(situation: Situation) -> set[str]:
    return {option.target for option in situation.options if option.target}


def _reached(situations: Sequence[Situation], start: str | None = None) -> set[str]:
    """The ids on any path from the first situation (with it), or from another one (without it, unless in a circle)."""
    by_id = {situation.id: situation for situation in situations}
    reached: set[str] = set()
    waiting = [situations[0].id] if start is None else list(_leads_to(by_id[start]))
    while waiting:
        identifier = waiting.pop()
        if identifier in by_id and identifier not in reached:
            reached.add(identifier)
            waiting.extend(_leads_to(by_id[identifier]))
    return reached


def _in_circle(situations: Sequence[Situation]) -> list[Situation]:
    """The first situation, in author order, from which a path leads back to itself."""
    return [made for made in situations if made.id in _reached(situations, made.id)][:1]
