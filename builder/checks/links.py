"""V: links that lead somewhere and say where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import pairwise

from builder.checks.check import course_check, module_check
from builder.checks.text import links
from builder.findings import Finding, Rule, Severity
from builder.model.blocks import Case, Task
from builder.model.course import COURSES, Course, Shared
from builder.model.links import ModuleTarget, module_target
from builder.model.module import TEXT, Module
from builder.model.passages import all_blocks, all_prose
from builder.model.prose import inline_tokens
from builder.model.questions import QuestionHead
from builder.model.tables import Table

OUTSIDE = re.compile(r"(?:https?://[^\s/]+\.[^\s]+|mailto:[^\s@]+@[^\s]+|tel:[+0-9]+)\Z", re.IGNORECASE)
"""What leads out of the course: a web address, a mail address, a number to call."""


@course_check(
    "V004",
    Severity.MUSS,
    "Verweis ins Leere",
    "Der Verweis „{href}“ führt ins Leere: {problem}",
    "{hint}",
)
def dead_link(rule: Rule, course: Course) -> Iterator[Finding]:
    """Ein toter Verweis kostet Vertrauen; auf der Seite, im Lernpaket und auf Papier.

    Schlecht:
        Mehr dazu in [B2](modul:b22#duldung).
    Gut:
        Mehr dazu in [B2](modul:b2#duldung).
    """
    anchors = module_anchors(course)
    for module in course.looked_at:
        own = None if TEXT in module.unread else _anchors(module)
        for href, place in (found for prose in all_prose(module) for found in links(prose)):
            problem = _link_problem(href, own, anchors, course.shared)
            if problem:
                yield rule.at(place, href=href, problem=problem[0], hint=problem[1])


@module_check(
    "V012",
    Severity.MUSS,
    "Verweis ohne Text",
    "Der Verweis auf „{href}“ hat keinen Text, auf den man tippen kann.",
    "Schreiben Sie zwischen die eckigen Klammern, wohin er führt: [Wohin der Verweis führt]({href})",
)
def link_without_text(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Ein Verweis ohne Worte ist nicht zu sehen und wird nicht vorgelesen (WCAG 2.4.4).

    Schlecht:
        Mehr dazu: [](https://www.bamf.de)
    Gut:
        Mehr dazu: [Bundesamt für Migration und Flüchtlinge](https://www.bamf.de)
    """
    for prose in all_prose(module):
        for inline in inline_tokens(prose):
            for link, inside in pairwise(inline.children or ()):
                if link.type == "link_open" and inside.type == "link_close":
                    yield rule.at(link.meta.get("place", prose.place), href=link.attrs.get("href", ""))


@module_check(
    "V015",
    Severity.TIPP,
    "Verweis im Tabellenkopf",
    "Im Kopf der Tabelle steht ein Verweis oder eine Fußnote; auf Papier fehlt der Kopf darum ab der zweiten Seite.",
    "Setzen Sie den Verweis in den Satz davor oder in eine Zeile der Tabelle.",
)
def link_in_table_head(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Ein Kopf, der auf jeder Seite wiederkehrt, zählt nur einmal; ein Verweis darin wäre danach keiner mehr (PDF/UA).

    Schlecht:
        | Papier | [Erlaubnis](https://www.bamf.de) |
    Gut:
        Die Spalte „Erlaubnis“ folgt dem [Bundesamt](https://www.bamf.de).
    """
    for table in (block for block in all_blocks(module) if isinstance(block, Table)):
        for cell in table.head:
            tokens = [token for inline in inline_tokens(cell) for token in inline.children or ()]
            found = next((token for token in tokens if token.type in ("link_open", "footnote_ref")), None)
            if found:
                yield rule.at(found.meta.get("place", cell.place))


def module_anchors(course: Course) -> dict[str, set[str]]:
    """What can be linked to on the page of every module, by id; without modules whose text is unread."""
    return {module.id: _anchors(module) for module in course.modules if TEXT not in module.unread}


def _anchors(module: Module) -> set[str]:
    """What can be linked to on a module's page."""
    steps = {step.id for step in module.steps}
    named = {block.id for block in all_blocks(module) if isinstance(block, (Task, Case, QuestionHead))}
    headings = {
        str(token.attrs["id"])
        for prose in all_prose(module)
        for token in prose.tokens
        if token.type == "heading_open" and "id" in token.attrs
    }
    return steps | named | headings


def _link_problem(
    href: str, own: set[str] | None, anchors: dict[str, set[str]], shared: Shared
) -> tuple[str, str] | None:
    """What is wrong with a link, and the cure; None when it leads somewhere. ``own``: None when unknown."""
    target = module_target(href)
    if target:
        return module_problem(target, href, anchors, shared)
    if href.startswith("#"):
        return _anchor_problem(href[1:], own)
    if OUTSIDE.match(href):
        return None
    hint = "Schreiben Sie modul:b2 für ein Modul, #schritt_id für einen Schritt oder eine Adresse mit https://"
    return "so eine Adresse kennt das Lernpaket nicht.", hint


def module_problem(
    target: ModuleTarget, href: str, anchors: dict[str, set[str]], shared: Shared
) -> tuple[str, str] | None:
    """What is wrong with a link to a module, and the cure.

    Anchors of modules that are not written yet are taken on trust; the link shows as „in Vorbereitung“.
    """
    planned = [module.id for module in shared.curriculum.planned]
    if target.module_id not in planned and COURSES not in shared.unread:
        return f"ein Modul „{target.module_id}“ gibt es nicht.", f"Möglich sind: {', '.join(planned)}."
    return _anchor_problem(target.anchor, anchors.get(target.module_id)) if "#" in href else None


def _anchor_problem(anchor: str, known: set[str] | None) -> tuple[str, str] | None:
    if not anchor:
        hint = "Schreiben Sie hinter # die Kennung eines Schritts, oder lassen Sie das Zeichen weg."
        return "hinter # steht keine Kennung.", hint
    if known is None or anchor in known:
        return None
    near = get_close_matches(anchor, sorted(known), n=1)
    hint = f"Meinten Sie „#{near[0]}“?" if near else "Schreiben Sie die Kennung eines Schritts, wie sie in {#…} steht."
    return f"eine Stelle „{anchor}“ gibt es nicht.", hint
