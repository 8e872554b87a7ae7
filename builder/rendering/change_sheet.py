"""The change sheet of an edition: for those who have printed or learned from an older one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from builder.language import DEFAULT, catalogue
from builder.model.course import Edition, Shared
from builder.model.module import Module
from builder.output import Output, OutputFile
from builder.rendering.changes import Note, of_substance
from builder.rendering.dates import german_day
from builder.rendering.print_tree import Tree
from builder.rendering.sheet import edition_sheet, module_state
from builder.rendering.typesetting import pdf
from builder.rendering.typography import bind


def render(edition: Edition, shared: Shared, language: str = DEFAULT) -> Output:
    """One PDF; an edition has at least one change of substance. Raises RuntimeError for what Typst cannot set."""
    found = of_substance(edition.modules)
    data = pdf("changes", change_tree(edition, shared, language), (), found[0].change.date)
    return Output.of([OutputFile(f"aenderungen-{edition.version}.pdf", data)])


def change_tree(edition: Edition, shared: Shared, language: str) -> Tree:
    """Its ``doc.json``: per module, in the order of the course, what changed in substance or in law."""
    _ = catalogue(language).gettext
    found = of_substance(edition.modules)
    head = edition_sheet(edition, shared, _("What changed"), found[0].change.date, language)
    return head | {"modules": list(_modules(edition.modules, found, _))}


def _modules(modules: Sequence[Module], found: Sequence[Note], _: Callable[[str], str]) -> Iterator[Tree]:
    for module in modules:
        own = [note.change for note in found if note.module.id == module.id]
        if own:
            yield {
                "name": f"{module.id.upper()} · {bind(module.meta.title)}",
                "state": module_state(module, _),
                "changes": [(german_day(each.date), each.kind.value, bind(each.text)) for each in own],
            }
