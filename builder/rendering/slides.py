"""A module as slides for a seminar: one list, which the PDF and the editable file both show. Pure.

They are cut from the tree of the handout, so that questions have its numbers and their answers its order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from itertools import groupby
from typing import Any

from builder.language import catalogue
from builder.model.blocks import CaseMode
from builder.model.course import Shared
from builder.model.module import Module
from builder.rendering.cards import GIVEN
from builder.rendering.dates import validity
from builder.rendering.guide import step_notes
from builder.rendering.handout import handout_tree
from builder.rendering.sheet import sheet_tree
from builder.rendering.slide_layout import Slide, compared, laid_out, shortened, slides_taken
from builder.rendering.slide_lines import (
    Line,
    Run,
    Tree,
    joined,
    line,
    lines_of,
    runs_of,
    sentences,
    together,
)
from builder.rendering.slide_questions import Part, QuestionSlides
from builder.rendering.slide_tables import grids
from builder.rendering.typography import NBSP


def slides_tree(module: Module, shared: Shared, language: str) -> Tree:
    """The ``doc.json`` of the slides; what is for the speaker alone is not in it."""
    _ = catalogue(language).gettext
    shown = [asdict(slide) for slide in slides(module, shared, language)]
    for slide in shown:
        del slide["notes"]
    return sheet_tree(module, shared, language, _("Slides")) | {"slides": shown}


def slides(module: Module, shared: Shared, language: str) -> tuple[Slide, ...]:
    """The slides of a module in order; none has more than six lines below its title."""
    return tuple(_Deck(module, shared, language).slides())


class _Deck:
    """Walks the handout of one module."""

    def __init__(self, module: Module, shared: Shared, language: str) -> None:
        self._ = catalogue(language).gettext
        self._tree = tree = handout_tree(module, shared, language)
        self._notes = {step["number"]: step["notes"] for step in step_notes(module, shared, language)}
        self._words: dict[str, str] = tree["words"]
        answers = {answer["number"]: answer for answer in tree["answers"] if "number" in answer}
        self._questions = QuestionSlides(answers, self._words, self._)
        self._step: Tree = {}

    def slides(self) -> Iterator[Slide]:
        """From the cover to where the current version stands."""
        tree = self._tree
        yield from self._spread(
            "cover", tree["title"], tree["course"], [line(tree["summary"]), line(tree["foot"], tone="quiet")], level=1
        )
        yield from self._list("goals", tree["goals"])
        yield from self._list("key_questions", tree["key_questions"])
        for self._step in tree["steps"]:
            yield from self._begun(self._step["blocks"])
        about = [line(words) for words in (*tree["about"], self._("Norms and sources are in the handout."))]
        yield from self._spread("end", self._("Is this still current?"), tree["course"], about, level=1)

    def _spread(self, kind: str, title: str, above: str, lines: Sequence[Line], **more: Any) -> list[Slide]:
        """As many slides as these lines take, each with its place in the title where there are several."""
        return self._counted(laid_out(kind, title, above, lines, **more))

    def _counted(self, made: Sequence[Slide]) -> list[Slide]:
        """Which of several it is stands in the title, so that each slide has one of its own."""
        if len(made) == 1:
            return list(made)
        place = self._("(%(number)s of %(count)s)").replace(" ", NBSP)
        numbered = enumerate(made, start=1)
        return [replace(s, title=f"{s.title} {place % {'number': n, 'count': len(made)}}") for n, s in numbered]

    def _list(self, name: str, items: Sequence[str]) -> list[Slide]:
        lines = [line(item, "–") for item in items]
        return self._spread("lines", self._words[name], self._tree["course"], lines) if lines else []

    def _begun(self, blocks: Sequence[Tree]) -> Iterator[Slide]:
        """A step: its title, with the answer in short below it where there is room; then the rest."""
        brief = _in_short(blocks[0]) if blocks and blocks[0]["k"] == "brief" else []
        is_short = slides_taken(brief) == 1
        yield from self._section(brief if is_short else [])
        yield from self._blocks(blocks[1:] if is_short else blocks)

    def _section(self, lines: Sequence[Line]) -> list[Slide]:
        number, minutes = self._step["number"], self._words["minutes"] % self._step
        notes = tuple(told.text for note in self._notes.get(number, []) for told in lines_of(note["body"]))
        above = f"{self._where()} · {minutes}"
        return self._spread("section", self._title(), above, lines, level=1, number=number, notes=notes)

    def _where(self, *more: str) -> str:
        """The step, and what else is to be known before one reads on."""
        return " · ".join(words for words in (self._words["step"] % self._step, *more) if words)

    def _title(self) -> str:
        return joined(runs_of(self._step["title"]))

    def _blocks(self, trees: Iterable[Tree], when: str = "") -> Iterator[Slide]:
        """What is shown of a step: no running text, which is for reading. ``when``: for when and whom, in words."""
        for tree in trees:
            yield from self._block(tree, when)

    def _block(self, tree: Tree, when: str) -> Iterable[Slide]:
        match tree["k"]:
            case "brief":
                return self._spread("lines", self._words["brief"], self._where(when), _in_short(tree))
            case "key_points":
                points = [Line(runs_of(item), "–") for item in tree["items"]]
                return self._spread("lines", self._words["key_points"], self._where(when), points)
            case "table":
                return self._table(tree, when)
            case "figure":
                return self._figure(tree, when)
            case "rules":
                return self._rules(tree, when)
            case "procedure":
                return self._procedure(tree, when)
            case "case_studies":
                return self._case_studies(tree, when)
            case "task":
                return self._task(tree, when)
            case "case":
                return self._case(tree, when)
            case "question":
                return self._question(tree, when)
            case "timed":
                return self._blocks(tree["body"], validity(tree, self._words))
            case "deep_dive":
                return self._blocks(tree["body"], self._words[tree["audience"]])
            case _:
                return []

    def _question(self, tree: Tree, when: str) -> Iterator[Slide]:
        above = self._where(when, self._questions.about(tree))
        for _, parts in groupby(self._questions.parts(tree), key=lambda part: part.title):
            yield from self._counted([slide for part in parts for slide in self._part(part, above)])

    def _part(self, part: Part, above: str) -> list[Slide]:
        above = " · ".join(words for words in (above, part.where) if words)
        if part.tables:
            made = [Slide("table", part.title, above, size=part.size, table=grid) for grid in part.tables]
            return [replace(made[0], notes=part.notes), *made[1:]]
        if part.beside:
            both = (part.lines, part.beside)
            return [compared(part.title, above, both, part.share, part.size, notes=part.notes)]
        return laid_out("lines", part.title, above, part.lines, notes=part.notes)

    def _table(self, tree: Tree, when: str) -> list[Slide]:
        """The table; of one that is too much for slides what it tells about, and where to find it."""
        title, rest = shortened(joined(runs_of(tree["caption"])) or self._title())
        size, parts = grids(tree)
        made = [Slide("table", title, self._where(when), size=size, table=grid) for grid in parts]
        if made:
            return [*self._in_full(title, rest, self._where(when)), *self._counted(made)]
        columns = [Line(runs_of(cell), "–") for cell in tree["head"]]
        return self._spread("lines", title, self._where(when, self._in_handout()), [*rest, *columns])

    def _in_full(self, title: str, rest: list[Line], above: str) -> list[Slide]:
        """The whole of a title that is too long for a slide which has room for nothing else."""
        return self._spread("lines", title, above, rest) if rest else []

    def _in_handout(self) -> str:
        return self._("The table is in the handout, step %(number)s.") % self._step

    def _rules(self, tree: Tree, when: str) -> list[Slide]:
        """A decision table is for the paper in one's hand: here stand its parts, and where to find it."""
        groups = [line(group["name"], "–") for group in tree["groups"]]
        above = self._where(when, self._in_handout())
        return self._spread("lines", tree["title"], above, groups, notes=(tree["note"],))

    def _procedure(self, tree: Tree, when: str) -> Iterator[Slide]:
        """The steps of each track by name and who acts; what belongs to them stands on paper."""
        above = self._where(
            when, self._("Papers, deadlines and norms are in the handout, step %(number)s.") % self._step
        )
        for track in tree["tracks"]:
            steps = [line(f"{step['title']} · {step['actor']}", f"{step['number']}.") for step in track["steps"]]
            yield from self._spread("lines", track["title"], above, steps)

    def _case_studies(self, tree: Tree, when: str) -> Iterator[Slide]:
        """What each case tells, the criteria by name, what to talk about; the grid is for the paper in one's hand."""
        for case in (case for case in tree["cases"] if case["facts"]):
            variants = [line(f"{told['title']}, {told['place']}: {told['facts']}", "–") for told in case["variants"]]
            yield from self._spread("lines", case["title"], self._where(when), [line(case["facts"]), *variants])
        rows = [line(row["name"], "–") for row in tree["rows"]]
        yield from self._spread("lines", tree["caption"], self._where(when, self._in_handout()), rows)
        questions = [line(question, f"{number}.") for number, question in enumerate(tree["questions"], start=1)]
        yield from self._spread("lines", tree["ask"], self._where(when), questions)

    def _figure(self, tree: Tree, when: str) -> list[Slide]:
        title, rest = shortened(tree["caption"] or self._title())
        notes = tuple(told.text for told in lines_of(tree["description"]))
        above = self._where(when, self._("Larger in the handout, step %(number)s") % self._step)
        picture = {"source": tree["source"], "alt": tree["alt"]}
        return [*self._in_full(title, rest, above), Slide("picture", title, above, picture=picture, notes=notes)]

    def _task(self, tree: Tree, when: str) -> list[Slide]:
        """The task; of one that is too long for a slide what is said before and after its list."""
        minutes, paper = self._words["minutes"] % tree, self._("Worksheet, exercise %(number)s") % tree
        lines = lines_of(tree["body"])
        if slides_taken(lines) > 1:
            lines = [told for told in lines if not told.mark]
        return self._spread("lines", self._words["task"] % tree, self._where(when, minutes, paper), lines)

    def _case(self, tree: Tree, when: str) -> Iterator[Slide]:
        """How a case begins and what is to be done, then its questions. All of it is on the card in one's hand."""
        shown = [stage for stage in tree["stages"] if stage["title"] in GIVEN]
        facts = [told for stage in shown for told in lines_of(stage["blocks"])]
        wanted = self._wanted(tree, shown)
        kind, whole = self._words[tree["mode"]], [*facts, *wanted]
        if slides_taken(whole) > 1:
            begun = sentences(facts[0])
            fits = [n for n in range(1, len(begun)) if slides_taken([together(begun[:n]), *wanted]) == 1]
            whole = [together(begun[: max(fits, default=1)]), *wanted]
            kind = " · ".join([kind, self._("The whole case is on its card.")])
        notes = tuple(told.text for told in facts)
        yield from self._spread("lines", tree["title"] or kind, self._where(when, kind), whole, notes=notes)
        for stage in tree["stages"]:
            yield from self._blocks((block for block in stage["blocks"] if block["k"] == "question"), when)

    def _wanted(self, tree: Tree, shown: Sequence[Tree]) -> list[Line]:
        """The task of an open case, which is said last before the learner's own work; of others the stages to come."""
        others = [stage for stage in tree["stages"] if stage not in shown]
        said = [told for stage in others for told in lines_of(stage["blocks"])]
        if tree["mode"] == CaseMode.OPEN and said:
            return said[-1:]
        names = " · ".join(stage["title"] for stage in others)
        return [Line((Run(f"{self._words['wanted']} ", strong=True), Run(names)))] if names else []


def _in_short(brief: Tree) -> list[Line]:
    """The answer in short: its sentences, or its paragraphs where these take fewer slides."""
    whole = lines_of(brief["body"])
    return min([sentence for one in whole for sentence in sentences(one)], whole, key=slides_taken)
