"""A project folder → the frozen course, with all findings of one run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from builder.findings import Finding, FindingLog, Suppression
from builder.model.base import Record
from builder.model.course import Course, Shared
from builder.model.curriculum import Curriculum, Misconception, RuleTable
from builder.model.module import Module
from builder.reading import rules
from builder.reading.files import Tree
from builder.reading.module import read_module
from builder.reading.validation import validate
from builder.reading.yaml import YamlDocument, read_yaml
from builder.source import PlaceMap

Model = TypeVar("Model", bound=Record)


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What reading gives: the course (None when the curriculum cannot be read), findings, permissions."""

    course: Course | None
    findings: tuple[Finding, ...]
    suppressions: tuple[Suppression, ...]


def read_course(root: Path) -> ReadResult:
    """Read everything below ``curriculum/`` and ``modules/`` of a project."""
    log = FindingLog()
    tree = Tree(root, log)
    shelf = _Shelf(tree, log)
    curriculum = shelf.record(root / "curriculum" / "curriculum.yml", Curriculum)
    misconceptions = shelf.records(root / "curriculum" / "irrtuemer.yml", Misconception)
    tables = shelf.rule_tables(root / "curriculum" / "regelwerke")
    modules, suppressions = _modules(tree, log)
    if curriculum is None:
        return ReadResult(None, tuple(log), suppressions)
    ordered = _in_curriculum_order(modules, curriculum)
    shared = Shared(curriculum, misconceptions, tables, tuple((module.id, module.slug) for module in ordered))
    return ReadResult(
        Course(shared, ordered, tuple(shelf.places.items()), tuple(sorted(tree.digests.items()))),
        tuple(log),
        suppressions,
    )


def _modules(tree: Tree, log: FindingLog) -> tuple[tuple[Module, ...], tuple[Suppression, ...]]:
    by_id: dict[str, Module] = {}
    suppressions: list[Suppression] = []
    for folder in tree.folders("modules"):
        module, permitted = read_module(folder, tree, log)
        suppressions.extend(permitted)
        if module is None:
            continue
        if module.id in by_id:
            other = by_id[module.id].place.path
            log.add(rules.MODULE_TWICE, module.meta_places.at("id"), id=module.id, other=other)
            continue
        by_id[module.id] = module
    return tuple(by_id.values()), tuple(suppressions)


def _in_curriculum_order(modules: tuple[Module, ...], curriculum: Curriculum) -> tuple[Module, ...]:
    order = {planned.id: index for index, planned in enumerate(curriculum.planned)}
    return tuple(sorted(modules, key=lambda module: (order.get(module.id, len(order)), module.id)))


class _Shelf:
    """Reads the files of ``curriculum/`` and remembers where their values stand."""

    def __init__(self, tree: Tree, log: FindingLog) -> None:
        self._tree, self._log = tree, log
        self.places: dict[str, PlaceMap] = {}

    def record(self, path: Path, model: type[Model]) -> Model | None:
        """A file that holds one record."""
        document = self._document(path)
        return validate(model, document, self._log) if document else None

    def records(self, path: Path, model: type[Model]) -> tuple[Model, ...]:
        """A file that holds a list of records; a missing file is an empty list."""
        document = self._document(path) if self._tree.exists(path) else None
        if document is None:
            return ()
        if not isinstance(document.data, list):
            values = {"key": path.name, "value": "keine Liste", "expected": "eine Liste"}
            self._log.add(
                rules.FIELD_WRONG, document.place(()), hint="Beginnen Sie jeden Eintrag mit - id: …", **values
            )
            return ()
        read = (validate(model, document, self._log, (index,)) for index in range(len(document.data)))
        return tuple(record for record in read if record is not None)

    def rule_tables(self, folder: Path) -> tuple[RuleTable, ...]:
        """The rule tables of a folder; each has the name of its file."""
        read = ((path, self.record(path, RuleTable)) for path in self._tree.files(folder, "*.yml"))
        tables = [(path, table) for path, table in read if table is not None]
        for path, table in tables:
            if table.id != path.stem:
                place = self.places[self._tree.relative(path)].at("id")
                values = {"key": "id", "value": f"„{table.id}“", "expected": f"der Name der Datei, „{path.stem}“"}
                self._log.add(rules.FIELD_WRONG, place, hint=f"Schreiben Sie id: {path.stem}", **values)
        return tuple(table for path, table in tables if table.id == path.stem)

    def _document(self, path: Path) -> YamlDocument | None:
        source = self._tree.text(path)
        document = read_yaml(source, self._log) if source else None
        if document:
            self.places[self._tree.relative(path)] = document.values
        return document
