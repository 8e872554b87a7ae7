"""``luecke``: gaps ``[[…]]`` in running text and tables; a numbered list below says something to each gap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from builder.model.prose import GAP, Prose
from builder.model.questions import Cloze, Gap, Question
from builder.model.tables import Table
from builder.reading import rules
from builder.reading.assembly import Assembly, is_caption
from builder.reading.boxes import Box, Group
from builder.reading.context import Context
from builder.reading.parts import list_items
from builder.reading.questions.draft import Draft, Parts, cut_box
from builder.source import Place

LONGEST = 24
"""Letters of a typed answer that are kept (scorm.md A8); a longer one could not be judged again."""
_GAP = re.compile(r"\[\[(?P<inside>(?:(?!\[\[|\]\]).)*)\]\]")
_CHOICE = " ~ "


def cut_cloze(box: Box, context: Context) -> Parts:
    """What stands before the first gap is the stem, a numbered list at the end without gaps is what is said to them."""
    parts = Parts()
    groups = [child for child in box.children if isinstance(child, Group)]
    begin = next((i for i, group in enumerate(groups) if _has_gap(group)), len(groups))
    if 0 < begin < len(groups) and is_caption(groups[begin - 1]):
        begin -= 1
    parts.stem.extend(token for group in groups[:begin] for token in group.tokens)
    parts.body = groups[begin:]
    if parts.body and parts.body[-1].kind == "ordered_list" and not _has_gap(parts.body[-1]):
        parts.answers.append(parts.body.pop())
    for child in box.children:
        if isinstance(child, Box):
            cut_box(child, box.words[0], parts, context)
    return parts


def _has_gap(group: Group) -> bool:
    return any("[[" in token.content for token in group.tokens if token.type == "inline")


def read_cloze(draft: Draft) -> Question:
    """The text with its gaps taken out."""
    found = _Gaps(draft.context)
    assembly = Assembly(draft.context)
    for group in draft.parts.body:
        if group.kind == "alert":
            draft.context.log.add(rules.NESTED_CONSTRUCT, group.place, what="Ein Hinweis im Lückentext")
            continue
        for token in group.tokens:
            if token.type == "inline":
                token.children = list(found.cut(token))
        assembly.group(group)
    if not found.made:
        hint = "Schreiben Sie die Lösung in doppelte eckige Klammern: Die Frist beträgt [[drei; 3]] Monate."
        draft.context.log.add(rules.GAP_WRONG, draft.box.place, problem="Die Frage hat keine Lücke.", hint=hint)
    draft.limited([gap.place for gap in found.made], "Lücken")
    feedback = _feedback(draft, len(found.made))
    gaps = tuple(_with_feedback(gap, text) for gap, text in zip(found.made, feedback, strict=True))
    return Cloze(**draft.head, body=tuple(_body(assembly, draft)), gaps=gaps)


def _body(assembly: Assembly, draft: Draft) -> Iterator[Prose | Table]:
    for block in assembly.finish():
        if isinstance(block, Prose | Table):
            yield block
        else:
            place: Place = block.place
            draft.context.log.add(rules.NESTED_CONSTRUCT, place, what="Ein Hinweis oder Bild im Lückentext")


@dataclass(slots=True)
class _Gaps:
    """Collects the gaps while the stem is walked."""

    context: Context
    made: list[Gap] = field(default_factory=list)

    def cut(self, inline: Token) -> Iterator[Token]:
        """The children of an inline token, each gap a token of its own."""
        for child in inline.children or ():
            if child.type != "text":
                yield child
                continue
            end = 0
            for found in _GAP.finditer(child.content):
                yield self._words(child, end, found.start())
                yield self._gap(found["inside"], _place(child, found.start()))
                end = found.end()
            yield self._words(child, end, len(child.content))

    def _gap(self, inside: str, place: Place) -> Token:
        if _CHOICE in f" {inside} ":
            choices = tuple(part.strip() for part in inside.split("~"))
            answers: tuple[str, ...] = choices[:1]
        else:
            choices = ()
            answers = tuple(part.strip() for part in inside.split(";") if part.strip())
        self._check(inside, answers, choices, place)
        self.made.append(Gap(answers=answers or ("",), choices=choices, feedback=Prose((), place), place=place))
        return Token(GAP, "", 0, meta={"gap": len(self.made) - 1, "place": place})

    def _check(self, inside: str, answers: Sequence[str], choices: Sequence[str], place: Place) -> None:
        if not any(any(char.isalnum() for char in answer) for answer in answers):
            self._wrong("Einer Lücke fehlt die Lösung.", "[[drei; 3]] oder zur Auswahl [[drei ~ sechs ~ neun]]", place)
        elif not all(choices) or len(set(choices)) != len(choices):
            shown = " ~ ".join(dict.fromkeys(filter(None, choices)))
            problem = f"In der Auswahl „{inside.strip()}“ ist ein Teil leer oder doppelt."
            self._wrong(problem, f"[[{shown}]]" if shown.count("~") else f"[[{shown} ~ eine falsche Antwort]]", place)
        for answer in answers if not choices else ():
            if len(answer) > LONGEST:
                problem = f"Die Lösung „{answer}“ hat {len(answer)} Zeichen; getippt werden höchstens {LONGEST}."
                self._wrong(problem, f"[[{answer} ~ eine andere Antwort]]", place)

    def _words(self, child: Token, start: int, end: int) -> Token:
        """The words between gaps, after a look for half a gap."""
        words = child.content[start:end]
        for mark in ("[[", "]]"):
            if mark in words:
                problem = f"Eine Lücke hat nur „{mark}“; sie steht ohne Auszeichnung in einer Zeile."
                self._wrong(problem, "[[drei; 3]]", _place(child, start + words.index(mark)))
        return _text(child, start, end)

    def _wrong(self, problem: str, example: str, place: Place) -> None:
        self.context.log.add(rules.GAP_WRONG, place, problem=problem, hint=f"Schreiben Sie: {example}")


def _text(child: Token, start: int, end: int) -> Token:
    """A piece of a text token, with its own place."""
    made = Token("text", "", 0, content=child.content[start:end])
    made.meta = {**child.meta, "place": _place(child, start)}
    return made


def _place(child: Token, offset: int) -> Place:
    place: Place = child.meta["place"]  # every inline token of running text has one, see Positions
    return Place(place.path, place.line, place.column + offset) if child.meta.get("exact") else place


def _feedback(draft: Draft, count: int) -> list[Prose]:
    """One for each gap, empty where the list says nothing; what is left over belongs to no gap."""
    items = [item for group in draft.parts.answers for item in list_items(group, draft.context)]
    for item in items[count:]:
        draft.context.log.add(rules.STRAY_CONTENT, item.place)
    said = [draft.context.inline(item.line) if item.line else Prose((), item.place) for item in items[:count]]
    return said + [Prose((), draft.box.place)] * (count - len(said))


def _with_feedback(gap: Gap, feedback: Prose) -> Gap:
    return Gap(answers=gap.answers, choices=gap.choices, feedback=feedback, place=gap.place)
