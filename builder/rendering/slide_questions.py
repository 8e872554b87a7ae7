"""A question on slides: what is asked, then what is right. From the trees of its form and of its key on paper. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from builder.model.answer_key import LETTERS
from builder.rendering.slide_lines import Line, Run, Tree, joined, line, lines_of, packed, runs_of
from builder.rendering.typography import NBSP

_RIGHT = {"right", "good"}
_SIGN = "✓"
_MOST_SLIDES = 2
"""Slides that what there is to choose from may take: nobody compares more of them."""


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one title: the question, what there is to choose from, a card, the solution."""

    title: str
    lines: Sequence[Line]
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
        """All on one slide where there is room; else what is asked first, then what there is to choose from."""
        name = self._words["question"] % question
        answer = self._answers[question["number"]]
        notes = self._notes(answer)
        stem = [
            Line(tuple(Run(run.text, strong=True) for run in told.runs), told.mark)
            for told in lines_of(question["stem"])
        ]
        offered = self._offered(question)
        shown = [part for part in offered if len(packed(part)[1]) <= _MOST_SLIDES]
        paper = [self._on_paper(question)] if "options" not in question or shown != offered else []
        asked = [Part(name, [*stem, *(told for part in shown for told in part), *paper], notes)]
        if len(packed(asked[0].lines)[1]) > 1:
            asked = [Part(name, [*stem, *paper], notes), *(Part(name, part) for part in shown)]
        cards = [self._card(name, number, card) for number, card in enumerate(question.get("cards", []), start=1)]
        if cards and not stem:
            asked, cards[0] = [], replace(cards[0], lines=[*cards[0].lines, *paper], notes=notes)
        return [*asked, *cards, self._solution(question, answer, notes)]

    def _on_paper(self, question: Tree) -> Line:
        return line(self._("Worksheet, question %(number)s") % question, "→", "quiet")

    def _offered(self, question: Tree) -> list[list[Line]]:
        """What there is to choose from, in one part or, where two things are to be put together, in two."""
        match question:
            case {"options": options}:
                return [_lettered(options)]
            case {"choices": choices, "prompts": prompts}:
                return [[Line(runs_of(prompt), "–") for prompt in prompts], _lettered(choices)]
            case {"items": items}:
                return [[Line(runs_of(item), "–") for item in items]]
            case {"body": body}:
                return [lines_of(body)]
            case _:
                return []

    def _card(self, name: str, number: int, card: Tree) -> Part:
        options = zip(_lettered(card["options"]), card["options"], strict=True)
        title = f"{name} · {self._words['card'] % {'number': number}}: {joined(runs_of(card['title']))}"
        return Part(title, [*lines_of(card["body"]), *(self._leads(told, option["next"]) for told, option in options)])

    def _leads(self, told: Line, card: int) -> Line:
        where = self._words["card_next"] % {"number": card} if card else self._words["card_end"]
        return Line((*told.runs, Run(f" {where.replace(' ', NBSP)}")), told.mark)

    def _solution(self, question: Tree, answer: Tree, notes: tuple[str, ...]) -> Part:
        """What is right, by word and sign; where there are options and room, between the others."""
        title = self._("Question %(number)s: solution") % question
        lines = [self._row(row) for row in answer["rows"]]
        if "options" not in question or len(packed(lines)[1]) > 1:
            lines = [told for told in lines if told.tone != "quiet"]
        lines += [Line(runs_of(item), "–") for item in answer["checklist"]]
        if not lines or answer["body"]:
            lines.append(line(self._("Model answer: answer key, question %(number)s") % question, "→", "quiet"))
        return Part(title, lines, notes)

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


def _lettered(options: Sequence[Any]) -> list[Line]:
    runs = (option["text"] if isinstance(option, dict) else option for option in options)
    return [Line(runs_of(words), letter.upper()) for letter, words in zip(LETTERS, runs, strict=False)]
