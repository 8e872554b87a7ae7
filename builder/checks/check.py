"""What a check is: a rule and one function; the function's docstring holds why, a bad and a good example."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from builder.findings import Finding, Rule, Severity
from builder.model.course import Course, Shared
from builder.model.module import Module

Run = Callable[[Course, date | None], Iterator[Finding]]
"""(course, today): today is None where nothing may depend on the day."""
CourseCheck = Callable[[Rule, Course], Iterator[Finding]]
DatedCheck = Callable[[Rule, Course, date], Iterator[Finding]]
ModuleCheck = Callable[[Rule, Module, Shared], Iterator[Finding]]

BAD, GOOD = "Schlecht:", "Gut:"


@dataclass(frozen=True, slots=True)
class Check:
    """A rule, and the pure generator that finds where a course breaks it."""

    rule: Rule
    run: Run


def course_check(
    code: str, severity: Severity, title: str, message: str, hint: str, needs: Collection[str] = ()
) -> Callable[[CourseCheck], Check]:
    """Make a check of a function that looks at the whole course; not when a shared thing in ``needs`` is unread."""

    def decorate(function: CourseCheck) -> Check:
        rule = _rule(function, code, severity, title, message, hint)

        def run(course: Course, today: date | None = None) -> Iterator[Finding]:
            return function(rule, course) if course.shared.unread.isdisjoint(needs) else iter(())

        return Check(rule, run)

    return decorate


def dated_check(code: str, severity: Severity, title: str, message: str, hint: str) -> Callable[[DatedCheck], Check]:
    """Make a check of a function that compares days with today; silent where no day is given."""

    def decorate(function: DatedCheck) -> Check:
        rule = _rule(function, code, severity, title, message, hint)

        def run(course: Course, today: date | None = None) -> Iterator[Finding]:
            return function(rule, course, today) if today else iter(())

        return Check(rule, run)

    return decorate


def module_check(
    code: str, severity: Severity, title: str, message: str, hint: str, needs: Collection[str] = ()
) -> Callable[[ModuleCheck], Check]:
    """Make a check of a function that looks at one module; at none in which something in ``needs`` is unread.

    What cannot be read has its own finding; that something is missing because of it, is none.
    """

    def decorate(function: ModuleCheck) -> Check:
        rule = _rule(function, code, severity, title, message, hint)

        def run(course: Course, today: date | None = None) -> Iterator[Finding]:
            for module in course.looked_at:
                if (module.unread | course.shared.unread).isdisjoint(needs):
                    yield from function(rule, module, course.shared)

        return Check(rule, run)

    return decorate


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """„ Meinten Sie …?“ behind a hint, for a word that is nearly one of these; empty where none is near."""
    near = get_close_matches(word, known, n=1)
    return f" Meinten Sie „{near[0]}“?" if near else ""


def _rule(
    function: CourseCheck | DatedCheck | ModuleCheck, code: str, severity: Severity, title: str, message: str, hint: str
) -> Rule:
    text = inspect.cleandoc(function.__doc__ or "")
    why, _, examples = text.partition(f"\n{BAD}\n")
    bad, _, good = examples.partition(f"\n{GOOD}\n")
    if not (why and bad and good):
        raise ValueError(f"{function.__name__}: the docstring needs a reason, „{BAD}“ and „{GOOD}“")
    why, bad, good = why.strip(), _example(bad), _example(good)
    return Rule(code, severity, title, message, hint, bad, good, " ".join(why.split()))


def _example(indented: str) -> str:
    return textwrap.dedent(indented.strip("\n")).rstrip()
