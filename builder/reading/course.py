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
    curriculum = _record(tree, root / "curriculum" / "curriculum.yml", Curriculum, log)
    misconceptions = _records(tree, root / "curriculum" / "irrtuemer.yml", Misconception, log)
    tables = tuple(
        table
        for path in tree.files(root / "curriculum" / "regelwerke", "*.yml")
        if (table := _record(tree, path, RuleTable, log))
    )
    modules, suppressions = _modules(tree, log)
    if curriculum is None:
        return ReadResult(None, tuple(log), suppressions)
    ordered = _in_curriculum_order(modules, curriculum)
    shared = Shared(curriculum, misconceptions, tables, tuple((module.id, module.slug) for module in ordered))
    return ReadResult(Course(shared, ordered), tuple(log), suppressions)


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
            log.add(rules.MODULE_TWICE, module.meta_place("id"), id=module.id, other=other)
            continue
        by_id[module.id] = module
    return tuple(by_id.values()), tuple(suppressions)


def _in_curriculum_order(modules: tuple[Module, ...], curriculum: Curriculum) -> tuple[Module, ...]:
    order = {planned.id: index for index, planned in enumerate(curriculum.planned)}
    return tuple(sorted(modules, key=lambda module: (order.get(module.id, len(order)), module.id)))


def _document(tree: Tree, path: Path, log: FindingLog) -> YamlDocument | None:
    source = tree.text(path)
    return read_yaml(source, log) if source else None


def _record(tree: Tree, path: Path, model: type[Model], log: FindingLog) -> Model | None:
    document = _document(tree, path, log)
    return validate(model, document, log) if document else None


def _records(tree: Tree, path: Path, model: type[Model], log: FindingLog) -> tuple[Model, ...]:
    """A file that holds a list of records; a missing file is an empty list."""
    document = _document(tree, path, log) if path.exists() else None
    if document is None:
        return ()
    if not isinstance(document.data, list):
        values = {"key": path.name, "value": "keine Liste", "expected": "eine Liste"}
        log.add(rules.FIELD_WRONG, document.place(()), hint="Beginnen Sie jeden Eintrag mit - id: …", **values)
        return ()
    read = (validate(model, document, log, (index,)) for index in range(len(document.data)))
    return tuple(record for record in read if record is not None)
