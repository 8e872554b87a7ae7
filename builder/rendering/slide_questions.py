"""A question on slides: what is asked, then what is right. From the trees of its form and of its key on paper. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from builder.model.answer_key import LETTERS
from builder.rendering.slide_lines import Line, Run, Tree, joined, last_apart, line, lines_of, packed, runs_of
from builder.rendering.slide_room import LONGEST_TITLE
from builder.rendering.slide_tables import LEAST, Grid, grids, side_by_side
from builder.rendering.typography import NBSP

_RIGHT = {"right", "good"}
_SIGN = "✓"
_MOST_SLIDES = 2
"""Slides that a question with what there is to choose from may take: nobody compares more of them."""


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one title: the question, what there is to choose from, a card, the solution.

    ``beside``: a second list, at the right of the first; ``share``: the part that the first one has.
    ``tables``: in place of lines. ``size``: set where lists or tables ask for one. ``where``: the sheet to look at.
    """

    title: str
    lines: Sequence[Line] = ()
    beside: Sequence[Line] = ()
    share: float = 1
    tables: Sequence[Grid] = ()
    size: int = 0
    where: str = ""
    notes: tuple[str, ...] = ()


class QuestionSlides:
    """The parts of questions, for the words and the key of one module."""

    def __init__(self, answers: dict[int, Tree], words: dict[str, str], translate: Callable[[str], str]) -> None:
        self._answers, self._words, self._ = answers, words, translate

    def about(self, question: Tree) -> str:
        """What is to be done, and whether the question is a critical one."""
        told = {
            "true_false": self._("Right or not?"),
            "matching": self._("What belongs together?"),
            "ordering": self._("Which order is right?"),
            "branching": self._("What do you do?"),
        }
        kind = question["kind"]
        return " · ".join(
            [told.get(kind, self._words[kind]), *([self._words["critical"]] if question["critical"] else [])]
        )

    def parts(self, question: Tree) -> list[Part]:
        """All on one slide where there is room; else what is told first, then what there is to choose from."""
        answer = self._answers[question["number"]]
        notes = self._notes(answer)
        offered = self._offered(question)
        asked = [*lines_of(question["stem"]), *offered]
        fits = bool(offered) and len(packed(offered)[1]) <= _MOST_SLIDES >= len(packed(asked)[1])
        where = "" if "options" in question and fits else self._("Worksheet, question %(number)s") % question
        title, told = self._asked(question, fits)
        parts = [Part(title, told)] if told else []
        if "choices" in question:
            compared = self._compared(title, question)
            parts += compared if len(parts) + len(compared) <= _MOST_SLIDES or not parts else []
        elif fits:
            parts = _on_one(title, told, offered) or [*parts, Part(title, offered)]
        name = self._words["question"] % question
        for number, card in enumerate(question.get("cards", []), start=1):
            parts += self._card(name, number, card)
        parts = [replace(part, where=where, notes=() if index else notes) for index, part in enumerate(parts)]
        return [*parts, self._solution(question, answer, notes)]

    def _asked(self, question: Tree, in_title: bool) -> tuple[str, list[Line]]:
        """The title and what is told below it. What is asked stands in the title where it is short and more follows."""
        name = self._words["question"] % question
        told = lines_of(question["stem"])
        if not told:
            return name, []
        *before, ask = last_apart(told[-1])
        rest = [*told[:-1], *before]
        in_short = [(ask, rest)]
        if not any(one.mark for one in told):
            in_short.insert(0, (line(" ".join(one.text for one in told)), []))
        for words, left in in_short:
            title = f"{name}: {words.text}"
            if in_title and len(title) <= LONGEST_TITLE and not words.mark:
                return title, left
        return name, [*rest, replace(ask, runs=tuple(Run(run.text, strong=True) for run in ask.runs))]

    def _compared(self, title: str, question: Tree) -> list[Part]:
        """Two things to be put together: side by side where there is room."""
        left = [Line(runs_of(prompt), "–") for prompt in question["prompts"]]
        right = _lettered(question["choices"])
        size, share, groups = side_by_side(left, right)
        if groups:
            return [Part(title, left[group], right, share, size=size) for group in groups]
        return [Part(title, lines) for lines in (left, right) if len(packed(lines)[1]) <= _MOST_SLIDES]

    def _offered(self, question: Tree) -> list[Line]:
        """What there is to choose from, to put in order or to fill in."""
        match question:
            case {"options": options} | {"choices": options}:
                return _lettered(options)
            case {"items": items}:
                return [Line(runs_of(item), "–") for item in items]
            case {"body": body}:
                return lines_of(body)
            case _:
                return []

    def _card(self, name: str, number: int, card: Tree) -> list[Part]:
        options = zip(_lettered(card["options"]), card["options"], strict=True)
        leads = [self._leads(told, option["next"]) for told, option in options]
        title = f"{name} · {self._words['card'] % {'number': number}}: {joined(runs_of(card['title']))}"
        body = lines_of(card["body"])
        return _on_one(title, body, leads) or [Part(title, [*body, *leads])]

    def _leads(self, told: Line, card: int) -> Line:
        where = self._words["card_next"] % {"number": card} if card else self._words["card_end"]
        return Line((*told.runs, Run(f" {where.replace(' ', NBSP)}")), told.mark)

    def _solution(self, question: Tree, answer: Tree, notes: tuple[str, ...]) -> Part:
        """What is right, by word and sign, between the others, where there is room for these and what was asked."""
        title = self._("Question %(number)s: solution") % question
        if all(question.get("titles", [""])):
            size, tables = grids(_paired(question, answer))
            if tables:
                return Part(title, tables=tables, size=size, notes=notes)
        lines = [self._row(row) for row in answer["rows"]]
        if "options" not in question or len(packed(lines)[1]) > 1:
            lines = [row for row in lines if row.tone != "quiet"]
        lines += [Line(runs_of(item), "–") for item in answer["checklist"]]
        model = self._("Model answer: answer key, question %(number)s") % question
        if not lines:
            return Part(title, [line(model, "→", "quiet")], notes=notes)
        (part,) = _on_one(title, lines_of(question["stem"]), lines) or [Part(title, lines)]
        return replace(part, where=model if answer["body"] else "", notes=notes)

    def _row(self, row: Tree) -> Line:
        runs, verdict = runs_of(row["text"]), row.get("verdict", "")
        if verdict not in _RIGHT:
            return Line(runs, row["mark"].upper(), "quiet" if verdict else "")
        return Line((*runs, Run(f" {_SIGN}{NBSP}{self._words[verdict]}", strong=True)), row["mark"].upper(), "right")

    def _notes(self, answer: Tree) -> tuple[str, ...]:
        """The reason for each answer, the model answer and the explanation, for whoever leads the talk."""
        told = [self._reason(row) for row in answer["rows"]]
        return (*told, *(text.text for text in lines_of([*answer["body"], *answer["after"]])))

    def _reason(self, row: Tree) -> str:
        verdict = f" ({self._words[row['verdict']]})" if "verdict" in row else ""
        why = joined(runs_of(row["why"]))
        return f"{row['mark'].upper()} {joined(runs_of(row['text']))}{verdict}" + (f": {why}" if why else "")


def _on_one(title: str, told: Sequence[Line], offered: Sequence[Line]) -> list[Part]:
    """What is told and what there is to choose from on one slide, below or beside each other; none without room."""
    if len(packed([*told, *offered])[1]) == 1:
        return [Part(title, [*told, *offered])]
    size, share, groups = side_by_side(told, offered) if told and offered else (0, 0, [])
    return [Part(title, told, offered, share, size=size)] if len(groups) == 1 and size >= LEAST else []


def _lettered(options: Sequence[Any]) -> list[Line]:
    runs = (option["text"] if isinstance(option, dict) else option for option in options)
    return [Line(runs_of(words), letter.upper()) for letter, words in zip(LETTERS, runs, strict=False)]


def _paired(question: Tree, answer: Tree) -> Tree:
    """What belongs together, row by row, as a table."""
    head = [[{"t": "text", "v": title}] for title in question["titles"]]
    rows = [
        [
            prompt,
            [{"t": "strong", "c": [{"t": "text", "v": f"{row['mark'].upper()}{NBSP}{NBSP}"}, *row["text"][-1]["c"]]}],
        ]
        for prompt, row in zip(question["prompts"], answer["rows"], strict=True)
    ]
    return {"head": head, "rows": rows, "align": ["left", "left"]}
