"""The trainer's guide as a page of the site: what the printed guide says, and clock times and copies in the browser."""

from __future__ import annotations

from markupsafe import Markup

from builder.language import DEFAULT, catalogue
from builder.model.course import Shared
from builder.model.module import Module
from builder.rendering.guide import guide_tree, noted_steps
from builder.rendering.html import BlockRenderer, environment
from builder.rendering.links import guide_links
from builder.rendering.norms import changed_norms
from builder.rendering.print_tree import Tree
from builder.rendering.prose import ProseRenderer
from builder.rendering.site_page import Entry, Page


def guide_page(module: Module, shared: Shared, language: str = DEFAULT) -> Page:
    """The page for those who teach a module; drawn from the same tree as the printed guide."""
    _ = catalogue(language).gettext
    tree = guide_tree(module, shared, language)
    links = guide_links(shared, module.slug)
    steps = list(noted_steps(module, _))
    body = (
        environment(language)
        .get_template("site/parts/guide.html")
        .render(
            doc=tree,
            module=module,
            changed_norms=changed_norms(module, shared),
            steps=steps,
            blocks=BlockRenderer(shared, links, module.questions, language).blocks,
            words=ProseRenderer(shared, links, _).words,
        )
    )
    title = _("Teaching: %(title)s") % {"title": tree["title"]}
    description = _("Seminar concept, plans with clock times, material and notes for trainers: %(title)s")
    entries = (Entry(1, "leitfaden", title), *_entries(tree, bool(steps), tree["words"]))
    return Page(title, Markup(body.strip()), entries, description % {"title": tree["title"]}, "guide")


def _entries(tree: Tree, noted: bool, words: dict[str, str]) -> list[Entry]:
    plans = [
        Entry(2, f"plan-{number}", f"{words['plan'] % {'number': number}}: {plan['title']}")
        for number, plan in enumerate(tree["variants"], 1)
    ]
    there = (
        ("konzept", "concept", tree["concept"]),
        *((entry.id, entry.title, True) for entry in plans),
        ("material", "materials", tree["materials"].get("rows")),
        ("hinweise", "notes", noted),
        ("hoeren", "misconceptions", tree["misconceptions"]),
        ("geld", "paying", True),
        ("moodle", "moodle", True),
    )
    return [Entry(2, name, words.get(key, key)) for name, key, is_there in there if is_there]
