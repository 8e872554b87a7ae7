"""What a module rests on besides the norms it cites, for readers: who says it, how old it is, when it was read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from builder.model.course import Shared
from builder.model.module import Module
from builder.model.sources import Source, SourceKind, SourceUse, source_use
from builder.rendering.dates import german_day, german_period
from builder.rendering.typography import bind

Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class ToldSource:
    """A source in one line, its title apart, which leads to its address where there is one."""

    before: str
    title: str
    after: str
    address: str = ""

    @property
    def line(self) -> str:
        """The whole for paper, where nobody can follow a link."""
        told = f"{self.before}{self.title}{self.after}"
        return f"{told}, {self.address}" if self.address else told

    @property
    def linked(self) -> Markup:
        """The whole for screens: the title leads to the address."""
        title = Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(self.address, self.title)
        return Markup("{}{}{}").format(self.before, title if self.address else self.title, self.after)


def told_sources(module: Module, shared: Shared, translate: Translate) -> list[ToldSource]:
    """The sources of a module in its own order."""
    return [_told(entry, shared, translate) for entry in module.meta.sources]


def source_lines(module: Module, shared: Shared, translate: Translate) -> list[str]:
    """The sources of a module for paper."""
    return [source.line for source in told_sources(module, shared, translate)]


def _told(entry: str, shared: Shared, translate: Translate) -> ToldSource:
    use = source_use(entry)
    source = shared.source(use.id) if use else None
    return told_source(source, translate, use) if source else ToldSource("", bind(entry), "")


def told_source(source: Source, translate: Translate, use: SourceUse | None = None) -> ToldSource:
    """A source in words; with ``use`` the passage that a module read."""
    _ = translate
    passage = f", {use.passage}" if use and use.passage else ""
    dated = [german_period(source.published)] if source.published else []
    days = ", ".join([*dated, _("read on %(day)s") % {"day": german_day(source.read_on)}])
    note = f". {source.note}" if source.note else ""
    before = f"{source.publisher}: " if source.publisher else ""
    return ToldSource(bind(before), bind(source.title), bind(f"{passage}; {days}{note}"), source.address)


def source_kinds(translate: Translate) -> dict[SourceKind, str]:
    """The kinds in words, the strongest first."""
    _ = translate
    return {
        SourceKind.RECHT: _("Further law"),
        SourceKind.BEHOERDE: _("Authorities"),
        SourceKind.FACHSTELLE: _("Advice centres and associations"),
        SourceKind.FORSCHUNG: _("Research and projects"),
        SourceKind.PRESSE: _("Press"),
    }
