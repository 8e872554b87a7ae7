"""Change notes of modules and references: the list of all, and the feeds (Atom, JSON) of what changed in substance."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lxml import etree

from builder.model.changes import Change, ChangeKind
from builder.model.course import Course, Edition, Shared
from builder.model.module import Module
from builder.model.reference import Reference
from builder.output import OutputFile
from builder.rendering.address import module_path, reference_path, site_address
from builder.rendering.typography import xml_text

ATOM, JSON = "aenderungen.xml", "aenderungen.json"
"""The feed of the whole course; that of a module lies in its folder under the same names."""
_NAMESPACE = "http://www.w3.org/2005/Atom"
_XML = "{http://www.w3.org/XML/1998/namespace}"


@dataclass(frozen=True, slots=True)
class Document:
    """What has change notes; references have no version.

    ``key``: ``b3``, ``regelwerk:arbeit``; ``page``: its page below the site, without ending. ``modules``: the ids of
    those that teach it, so that a change of it concerns them.
    """

    key: str
    name: str
    page: str
    version: str
    law_date: date | None
    changes: tuple[Change, ...]
    modules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A change note and its document; ``id`` never changes, whatever is noted later."""

    document: Document
    change: Change
    id: str


def documents(modules: Sequence[Module], references: Sequence[Reference] = ()) -> tuple[Document, ...]:
    """Modules and references with their change notes, in the order of the course."""
    return (*map(_module, modules), *(_reference(reference, modules) for reference in references))


def _module(module: Module) -> Document:
    name, meta = f"{module.id.upper()} {module.meta.title}", module.meta
    return Document(module.id, name, module_path(module), meta.version, meta.law_date, meta.changes, (module.id,))


def _reference(reference: Reference, modules: Sequence[Module]) -> Document:
    kind, law_date, changes = reference.kind.value, reference.law_date, reference.changes
    teaching = tuple(module.id for module in modules if module.uses(reference))
    key, name = f"{kind.lower()}:{reference.id}", f"{kind} „{reference.title}“"
    return Document(key, name, reference_path(reference), "", law_date, changes, teaching)


def notes(found: Sequence[Document]) -> tuple[Note, ...]:
    """All change notes, the newest first, those of one day in the order of the course."""
    made = [note for document in found for note in _of_document(document)]
    return tuple(sorted(made, key=lambda note: note.change.date, reverse=True))


def of_substance(found: Sequence[Document]) -> tuple[Note, ...]:
    """The notes that readers have to know: all but those on wording."""
    return tuple(note for note in notes(found) if note.change.kind is not ChangeKind.REDAKTIONELL)


def news(edition: Edition, shared: Shared) -> tuple[Note, ...]:
    """What readers of the edition before this one have to know: the notes of substance that came after its day."""
    told = of_substance(documents(edition.modules, edition.references))
    return tuple(note for note in told if not shared.earlier or note.change.date > shared.earlier[-1].date)


def _of_document(document: Document) -> list[Note]:
    """Numbered within their day from the oldest, as they stand in the file from the newest or the oldest."""
    ordered = sorted(document.changes, key=lambda change: change.date)
    seen: dict[str, int] = {}
    made: list[Note] = []
    for change in ordered:
        day = change.date.isoformat()
        seen[day] = seen.get(day, 0) + 1
        made.append(Note(document, change, f"urn:integrif:aenderung:{document.key}:{day}:{seen[day]}"))
    return made


def feeds(course: Course) -> tuple[OutputFile, ...]:
    """The feeds of the course and of each module; none where nothing of substance has changed yet."""
    shared = course.shared
    whole = _files("", shared.curriculum.title, documents(course.modules, shared.references), shared)
    single = [_files(f"module/{m.slug}/", m.meta.title, documents((m,)), shared) for m in course.modules]
    return tuple(file for files in (whole, *single) for file in files)


def _files(folder: str, title: str, found: Sequence[Document], shared: Shared) -> tuple[OutputFile, ...]:
    told = of_substance(found)
    if not told:
        return ()
    name = f"urn:integrif:aenderungen:{found[0].key if folder else 'kurs'}"
    to_root = "../" * folder.count("/")
    atom = _atom(name, title, told, shared, folder, to_root)
    return (OutputFile(folder + ATOM, atom), OutputFile(folder + JSON, _json(title, told, shared, to_root)))


def _atom(name: str, title: str, found: Sequence[Note], shared: Shared, folder: str, to_root: str) -> bytes:
    """RFC 4287; the dates are those of the notes, never that of the build."""
    root = etree.Element(f"{{{_NAMESPACE}}}feed", nsmap={None: _NAMESPACE})  # type: ignore[dict-item]  # stubs want str keys
    root.set(f"{_XML}lang", "de")
    _add(root, "id", name)
    _add(root, "title", title)
    _add(root, "updated", _moment(found[0]))
    _add(_add(root, "author"), "name", shared.curriculum.operator.name or shared.curriculum.title)
    if own := site_address(shared, folder + ATOM):
        _add(root, "link").attrib.update({"rel": "self", "href": own})
    for note in found:
        entry = _add(root, "entry")
        _add(entry, "id", note.id)
        _add(entry, "title", note.document.name)
        _add(entry, "updated", _moment(note))
        _add(entry, "link").attrib.update({"rel": "alternate", "href": _address(note, shared, to_root)})
        _add(entry, "category").attrib.update({"term": note.change.kind.value})
        _add(entry, "summary", note.change.text)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _add(parent: etree._Element, tag: str, text: str = "") -> etree._Element:
    child = etree.SubElement(parent, f"{{{_NAMESPACE}}}{tag}")
    child.text = xml_text(text) or None
    return child


def _json(title: str, found: Sequence[Note], shared: Shared, to_root: str) -> bytes:
    """JSON Feed 1.1, with what a page needs to say what changed since a day."""
    items = [
        {
            "id": note.id,
            "url": _address(note, shared, to_root),
            "title": note.document.name,
            "content_text": note.change.text,
            "date_published": _moment(note),
            "tags": [note.change.kind.value],
            "_dokument": note.document.key,
        }
        for note in found
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": title, "language": "de", "items": items}
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _address(note: Note, shared: Shared, to_root: str) -> str:
    page = f"{note.document.page}.html"
    return site_address(shared, page) or to_root + page


def _moment(note: Note) -> str:
    return f"{note.change.date.isoformat()}T00:00:00Z"
