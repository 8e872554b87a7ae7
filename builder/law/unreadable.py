"""Why a file or an answer is no law text; in words for whoever keeps the register."""

from __future__ import annotations


class Unreadable(Exception):
    """What is wrong with a text of a law, in German: ``problem``, and ``hint``, what to do about it."""

    def __init__(self, problem: str, hint: str) -> None:
        super().__init__(problem)
        self.problem, self.hint = problem, hint
