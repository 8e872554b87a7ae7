"""The settings sheet: what a trainer needs beside a package for Moodle, for the screen and on paper, from one tree."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from builder.language import DEFAULT
from builder.model.course import Shared
from builder.model.module import Module
from builder.output import OutputFile
from builder.rendering import moodle_advice as advice
from builder.rendering.assets import asset
from builder.rendering.html import environment
from builder.rendering.moodle_faults import faults
from builder.rendering.moodle_package import (
    Check,
    Subject,
    checks_of,
    facts,
    files,
    modules_of,
    questions,
    rule,
)
from builder.rendering.moodle_words import Wording, listed, name_of, section, text
from builder.rendering.print_tree import Tree
from builder.rendering.sheet import bundle_sheet, sheet_tree
from builder.rendering.style import colours
from builder.rendering.typesetting import pdf


def settings_sheet(
    subject: Subject, shared: Shared, language: str = DEFAULT, news: Sequence[str] = ()
) -> tuple[OutputFile, OutputFile]:
    """The sheet as a page and as paper.

    ``news``: sentences on what is different from the last release and what to do about it, the kind of change first;
    none where there was no release before. Raises RuntimeError for what Typst cannot set.
    """
    tree = settings_tree(subject, shared, language, news)
    name = f"{subject.file_name}-moodle"
    day = max(module.meta.reviewed_on for module in modules_of(subject))
    page = OutputFile(f"{name}.html", _page(tree, language).encode())
    return page, OutputFile(f"{name}.pdf", pdf("moodle-sheet", tree, (), day))


def settings_tree(subject: Subject, shared: Shared, language: str, news: Sequence[str] = ()) -> Tree:
    """The ``doc.json`` of the sheet, from which both faces are drawn."""
    w = Wording(language)
    checks = checks_of(subject, shared)
    if isinstance(subject, Module):
        head = sheet_tree(subject, shared, language)
    else:
        head = bundle_sheet(subject, shared, language)
    return head | {
        "language": language,
        "summary": w.gettext("Settings sheet for Moodle"),
        "facts": facts(subject, shared, checks, w),
        "lead": {"title": w.gettext("First of all"), "c": _lead(subject, shared, w)},
        "sections": _sections(subject, shared, checks, news, w),
    }


def _lead(subject: Subject, shared: Shared, w: Wording) -> list[Tree]:
    """What happens when nobody sets anything."""
    if shared.curriculum.defaults.status12 == "passed":
        return w.translate(
            "One setting is a must. This package reports passed, a new activity in Moodle waits for completed:"
            " tick %(completionstatus_passed)s, or everybody stays at %(todo)s."
        )
    return w.translate(
        "It works without any setting: import the file %(file)s, and whoever meets the rule of this package"
        " has %(done)s beside the activity. What is recommended here makes learning and evaluating easier.",
        file=name_of(f"{subject.file_name}-scorm12.zip"),
    )


def _page(tree: Tree, language: str) -> str:
    sheets = ("shared/learner.css", "scorm/moodle-blocks.css", "scorm/moodle-sheet.css")
    style = Markup("\n".join([colours(), *map(asset, sheets)]))
    page = environment(language).get_template("scorm/moodle-sheet.html.j2")
    return page.render(doc=tree, style=style, qr=Markup(tree["qr"]))


def _sections(subject: Subject, shared: Shared, checks: Sequence[Check], news: Sequence[str], w: Wording) -> list[Tree]:
    status12 = shared.curriculum.defaults.status12
    mark = next((check.mark for check in checks if check.has_mark), None)
    return [
        advice.importing(w, files(subject, w)),
        advice.settings(w, status12, mark),
        rule(checks, w),
        advice.statuses(w, status12),
        advice.app(w),
        advice.reported(w),
        advice.replacing(w),
        *_news(news, w),
        faults(w),
        *questions(checks, w),
    ]


def _news(news: Sequence[str], w: Wording) -> list[Tree]:
    items = [[text(line)] for line in news]
    return [section("news", w.gettext("What is different from the last release"), listed(*items))] if items else []
