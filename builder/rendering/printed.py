"""What is said alike of all that sheets and files are made of: modules, rule tables, bundles, the whole edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from builder.model.course import Bundle, BundleKind, Course, Edition, Shared
from builder.model.module import Module
from builder.model.rule_table import RuleTable
from builder.rendering.address import Printed, guide_path, module_path, rule_table_path
from builder.rendering.changes import Document, documents
from builder.rendering.dates import german_day
from builder.rendering.typography import bind


def printed(course: Course) -> tuple[Printed, ...]:
    """All that sheets are made of."""
    return (*course.modules, *course.shared.rule_tables, *course.bundles, course.edition)


def documents_of(subject: Printed) -> tuple[Document, ...]:
    """What in it has change notes."""
    match subject:
        case Module():
            return documents((subject,))
        case RuleTable():
            return documents((), (subject,))
        case Bundle():
            return documents(subject.modules)
        case Edition():
            return documents(subject.modules, subject.rule_tables)


def name_of(subject: Printed, shared: Shared, _: Callable[[str], str]) -> str:
    """What it is called."""
    match subject:
        case Module() | RuleTable():
            return bind(documents_of(subject)[0].name)
        case Bundle(kind=BundleKind.KURS):
            return f"{_('Course %(letter)s') % {'letter': subject.id.upper()}}: {bind(subject.title)}"
        case Bundle():
            return f"{_('Learning path')}: {bind(subject.title)}"
        case Edition():
            return bind(shared.curriculum.title)


def state_of(subject: Printed, _: Callable[[str], str]) -> str:
    """What stands on the sheet, by which its reader knows it."""
    match subject:
        case Module():
            return version_words(subject, subject.meta.version, _)
        case RuleTable():
            return _("Reviewed on %(day)s") % {"day": german_day(subject.reviewed_on)}
        case _:
            return version_words(subject, subject.version, _)


def version_words(subject: Printed, version: str, _: Callable[[str], str]) -> str:
    """„Version 1.0.0“ of a module, „Ausgabe 2026.1“ of all else."""
    name = _("Version %(version)s") if isinstance(subject, Module) else _("Edition %(version)s")
    return name % {"version": version}


def facts_of(subject: Printed, _: Callable[[str], str]) -> list[tuple[str, str]]:
    """How old it is: names and values. Of what holds several modules, the version of each."""
    match subject:
        case Module(meta=dated) | (RuleTable() as dated):
            law = [(_("Law as of"), german_day(dated.law_date))] if dated.law_date else []
            days = ((_("Reviewed"), dated.reviewed_on), (_("Next review"), dated.review_by))
            return [*law, *((name, german_day(day)) for name, day in days)]
        case _:
            return [
                (module.id.upper(), _("Version %(version)s") % {"version": module.meta.version})
                for module in subject.modules
            ]


def ways_on(subject: Printed, _: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Its own pages, for whoever wants more of it: words, and the page below the site without its ending."""
    match subject:
        case Module():
            yield _("Learn with this module"), module_path(subject)
            yield _("Teach this module"), guide_path(subject)
        case RuleTable():
            yield _("Find the row that fits, question by question"), rule_table_path(subject)
