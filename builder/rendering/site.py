"""The learning site as pure functions: pages of modules and rule tables, and the files beside them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from builder.language import DEFAULT, catalogue
from builder.model.blocks import EmbedKind
from builder.model.course import Course, Shared
from builder.model.module import Module
from builder.model.rule_table import RuleTable
from builder.output import OutputFile
from builder.rendering.address import module_path
from builder.rendering.assets import asset, tokens
from builder.rendering.feedback import feedback_on
from builder.rendering.html import BlockRenderer, BodyRenderer, environment, json_in_script
from builder.rendering.links import module_links, reference_links, root_links
from builder.rendering.metadata import amb_files, module_metadata
from builder.rendering.norms import changed_norms
from builder.rendering.prose import ProseRenderer
from builder.rendering.question_data import package_settings
from builder.rendering.rule_data import most_questions, rule_table_data, summary_of
from builder.rendering.runtime import player_script
from builder.rendering.site_page import Entry, Page
from builder.rendering.standalone import review_script
from builder.rendering.style import stylesheet

OWN_SCRIPTS = ("search", "review", "learning", "offline", "tables", "procedure", "case-studies")
"""Worlds of the learner's JavaScript that only pages with such a piece load, from a script of that name."""


def module_page(module: Module, shared: Shared, language: str = DEFAULT) -> Page:
    """The page of a module: depends on the module and on shared data only."""
    _ = catalogue(language).gettext
    body = BodyRenderer(module, shared, module_links(shared, module.slug), language).body(
        paged=False,
        package=json_in_script(package_settings(module.id, module.meta.version, shared)),
        feedback=feedback_on(module, shared, _),
    )
    steps = [Entry(2, step.id, step.plain_title) for step in module.steps]
    return Page(
        title=module.meta.title,
        description=module.meta.summary,
        body=body,
        entries=(Entry(1, module.id, module.meta.title), *steps, Entry(2, "result", _("Result"))),
        kind="module",
        metadata=module_metadata(module, shared),
    )


def rule_table_page(table: RuleTable, course: Course, language: str = DEFAULT) -> Page:
    """The page that asks its way through a rule table and shows it as a whole; it names the modules that teach it."""
    _ = catalogue(language).gettext
    links = reference_links(course.shared)
    body = (
        environment(language)
        .get_template("site/parts/rule_table.html")
        .render(
            table=table,
            most_questions=most_questions(table),
            changed_norms=changed_norms(table, course.shared),
            whole_table=BlockRenderer(course.shared, links, (), language).rule_table(table),
            words=ProseRenderer(course.shared, links, _).words,
            modules=[module for module in course.modules if table.id in module.shown(EmbedKind.RULE_TABLE)],
            others=[other for other in course.shared.rule_tables if other is not table],
            licence=course.shared.curriculum.defaults.licence,
            data=json_in_script(rule_table_data(table, _)),
        )
    )
    title = f"{_('Decision helper')}: {table.title}"
    entries = (Entry(1, "regelwerk", title), Entry(2, "tabelle", _("The whole table")))
    return Page(title, Markup(body.strip()), entries, summary_of(table, _), "rules")


def module_files(module: Module, shared: Shared, language: str = DEFAULT) -> tuple[OutputFile, ...]:
    """The pictures and the AMB of a module, in the folder beside its page, and its questions for „Wiederholen“."""
    pictures = (OutputFile(f"{module_path(module)}/{media.name}", media.data) for media in module.media)
    return (
        *pictures,
        *amb_files(module, shared),
        review_script(module, shared, root_links(shared, module.slug), language),
    )


def assets(language: str = DEFAULT) -> tuple[OutputFile, ...]:
    """Stylesheet and script of the learner's pages, and the site's sign."""
    icon = environment(language).get_template("site/parts/favicon.html").render(**tokens())
    return (
        OutputFile("assets/favicon.svg", icon.encode()),
        OutputFile("assets/learner.css", stylesheet().encode()),
        OutputFile("assets/moodle-blocks.css", asset("scorm/moodle-blocks.css").encode()),
        OutputFile("assets/player.js", player_script("site", language).encode()),
        *(OutputFile(f"assets/{name}.js", player_script(name, language).encode()) for name in OWN_SCRIPTS),
    )


def sitemap(addresses: Sequence[str]) -> OutputFile:
    """The list of all pages for search engines, without a date of the build."""
    text = environment().get_template("site/parts/sitemap.html").render(addresses=addresses, days={})
    return OutputFile("sitemap.xml", text.encode())
