"""The change sheet of an edition: for those who have printed or learned from the one before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from builder.language import DEFAULT, catalogue
from builder.model.changes import Change
from builder.model.course import Edition, Shared
from builder.output import Output, OutputFile
from builder.rendering.changes import Document, Note, documents, news
from builder.rendering.dates import german_day
from builder.rendering.print_tree import Tree
from builder.rendering.sheet import edition_sheet, state_words
from builder.rendering.typesetting import pdf
from builder.rendering.typography import bind


def exists(edition: Edition, shared: Shared) -> bool:
    """Whether anything has changed that readers have to know."""
    return bool(news(edition, shared))


def render(edition: Edition, shared: Shared, language: str = DEFAULT) -> Output:
    """One PDF; an edition has at least one piece of news. Raises RuntimeError for what Typst cannot set."""
    latest = news(edition, shared)[0].change.date
    data = pdf("changes", change_tree(edition, shared, language), (), latest)
    return Output.of([OutputFile(f"aenderungen-{edition.version}.pdf", data)])


def change_tree(edition: Edition, shared: Shared, language: str) -> Tree:
    """Its ``doc.json``: document by document, in the order of the course, what changed in substance or in law."""
    _ = catalogue(language).gettext
    found = news(edition, shared)
    all_documents = documents(edition.modules, edition.references)
    head = edition_sheet(edition, shared, _("What changed"), found[0].change.date, language)
    return head | {"documents": [_document(each, found, _) for each in all_documents if _changes(each, found)]}


def _document(document: Document, found: Sequence[Note], _: Callable[[str], str]) -> Tree:
    return {
        "name": bind(document.name),
        "state": state_words(document.version, document.law_date, _),
        "changes": [(german_day(each.date), each.kind.value, bind(each.text)) for each in _changes(document, found)],
    }


def _changes(document: Document, found: Sequence[Note]) -> list[Change]:
    return [note.change for note in found if note.document == document]
