"""A project folder → the frozen course, with all findings of one run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from builder.findings import Finding, FindingLog, Suppression
from builder.model.actors import Actor
from builder.model.base import Record
from builder.model.case_study import CaseStudy
from builder.model.course import (
    ACTORS,
    CASE_STUDIES,
    CREDITS,
    GLOSSARY,
    MODULES,
    NORMS,
    PROCEDURES,
    RELEASES,
    RULE_TABLES,
    SOURCES,
    Course,
    Shared,
)
from builder.model.credits import Credit
from builder.model.curriculum import Curriculum, Misconception
from builder.model.glossary import Term
from builder.model.glyphs import REPLACEMENT
from builder.model.module import PARTS, Module
from builder.model.norms import Law, NormRegister
from builder.model.procedure import Procedure
from builder.model.release import Release
from builder.model.rule_table import RuleTable
from builder.model.sources import Source
from builder.reading import rules
from builder.reading.drafts import read_draft, stand_in, without
from builder.reading.files import Tree, lookalike
from builder.reading.module import read_module
from builder.reading.rule_tables import RuleTables
from builder.reading.stand_ins import CURRICULUM_STAND_INS
from builder.reading.strays import report_strays
from builder.reading.validation import validate
from builder.reading.yaml import YamlDocument, read_yaml
from builder.source import Place, PlaceMap

Model = TypeVar("Model", bound=Record)


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What reading gives: the course (None where there is nothing of one), findings, permissions.

    A course may have gaps; a finding of weight Muss says so.
    """

    course: Course | None
    findings: tuple[Finding, ...]
    suppressions: tuple[Suppression, ...]


def read_course(root: Path) -> ReadResult:
    """Read everything below ``curriculum/`` and ``modules/`` of a project."""
    log = FindingLog()
    tree = Tree(root, log)
    shelf = _Shelf(tree, log)
    curriculum = shelf.curriculum(root / "curriculum" / "curriculum.yml")
    misconceptions = shelf.records(root / "curriculum" / "irrtuemer.yml", Misconception)
    tables = shelf.named(root / "curriculum" / RULE_TABLES, "*.yml", RuleTable, "id")
    procedures = shelf.named(root / "curriculum" / PROCEDURES, "*.yml", Procedure, "id")
    case_studies = shelf.named(root / "curriculum" / CASE_STUDIES, "*.yml", CaseStudy, "id")
    releases = _releases(tree, shelf, log)
    register = NormRegister(shelf.records(root / "curriculum" / NORMS, Law))
    glossary = shelf.records(root / "curriculum" / GLOSSARY, Term)
    credits = shelf.records(root / "curriculum" / CREDITS, Credit)
    actors = shelf.records(root / "curriculum" / ACTORS, Actor)
    sources = shelf.records(root / "curriculum" / SOURCES, Source)
    known = RuleTables(tables, tuple(shelf.places.items()), RULE_TABLES not in shelf.unread)
    folders = _module_folders(tree, log)
    modules, drafts = _modules(folders, tree, log, known)
    lost = frozenset({MODULES} if len(modules) + len(drafts) < len(folders) else ())
    report_strays(tree, log)
    ordered = _in_curriculum_order(modules, curriculum)
    slugs = tuple((module.id, module.slug) for module in ordered)
    unread = lost | shelf.unread
    others = (_by_age(releases), glossary, credits, actors, procedures, case_studies, sources)
    shared = Shared(curriculum, misconceptions, tables, slugs, unread, register, *others)
    digests = tuple(sorted(tree.digests.items()))
    course = Course(shared, ordered, tuple(shelf.places.items()), digests, drafts)
    is_something = course.looked_at or "titel" not in shelf.unread
    return ReadResult(course if is_something else None, tuple(log), tuple(log.permitted))


def _modules(
    folders: Sequence[Path], tree: Tree, log: FindingLog, tables: RuleTables
) -> tuple[tuple[Module, ...], tuple[Module, ...]]:
    """The modules; those that are only looked at, because their head is broken or their id is taken."""
    by_id: dict[str, Module] = {}
    drafts: list[Module] = []
    for folder in folders:
        module = read_module(folder, tree, log, tables)
        if module is None:
            continue
        taken = module.id in by_id and "id" not in module.unread
        if taken:
            other = by_id[module.id].place.path
            log.add(rules.MODULE_TWICE, module.meta_places.at("id"), id=module.id, other=other)
        if taken or module.unread - PARTS:
            drafts.append(module)
        else:
            by_id[module.id] = module
    return tuple(by_id.values()), tuple(drafts)


def _module_folders(tree: Tree, log: FindingLog) -> tuple[Path, ...]:
    """The folders of modules; a finding where there is none."""
    shelf, before = tree.root / "modules", len(log)
    found = tree.folders(shelf)
    if not found and len(log) == before:
        problem = "Im Ordner „modules“ liegt kein Modul." if tree.exists(shelf) else "Der Ordner „modules“ fehlt."
        hint = "Jedes Modul ist ein Ordner darin. Ein erstes schreibt: integrif new MODUL"
        log.add(rules.NO_FOLDER, Place("modules"), problem=problem, hint=hint)
    return found


def _releases(tree: Tree, shelf: _Shelf, log: FindingLog) -> tuple[Release, ...]:
    """The releases. The program wrote them, so what is wrong with one is a single finding, and mending it no cure."""
    aside = FindingLog()
    apart_tree = Tree(tree.root, aside)
    apart = _Shelf(apart_tree, aside)
    found = apart.named(tree.root / "curriculum" / RELEASES, "*.json", Release, "version")
    tree.digests.update(apart_tree.digests)
    shelf.places |= apart.places
    shelf.unread |= apart.unread
    named: set[str] = set()
    for finding in sorted(aside, key=lambda finding: (finding.code, finding.place)):
        name = finding.place.path.rpartition("/")[2]
        if not name.endswith(".json") or finding.rule is rules.BAD_NAME:
            log.take(finding)
        elif name not in named:
            log.add(rules.RELEASE_DAMAGED, finding.place, name=name, problem=finding.message)
            named.add(name)
    return found


def _by_age(releases: tuple[Release, ...]) -> tuple[Release, ...]:
    return tuple(sorted(releases, key=lambda release: release.order))


def _in_curriculum_order(modules: tuple[Module, ...], curriculum: Curriculum) -> tuple[Module, ...]:
    order = {planned.id: index for index, planned in enumerate(curriculum.planned)}
    return tuple(sorted(modules, key=lambda module: (order.get(module.id, len(order)), module.id)))


class _Shelf:
    """Reads the files of ``curriculum/`` and remembers where their values stand, and what of them is ``unread``."""

    def __init__(self, tree: Tree, log: FindingLog) -> None:
        self._tree, self._log = tree, log
        self.places: dict[str, PlaceMap] = {}
        self.unread: set[str] = set()

    def curriculum(self, path: Path) -> Curriculum:
        """The curriculum; without the entries that are wrong."""
        document = self._document(path)
        if document is None:
            draft = stand_in(Curriculum, PlaceMap({(): Place(self._tree.relative(path))}), CURRICULUM_STAND_INS)
        else:
            draft = read_draft(Curriculum, document, self._log, CURRICULUM_STAND_INS)
        self.places[self._tree.relative(path)] = draft.places
        self.unread |= draft.unread
        return draft.record

    def records(self, path: Path, model: type[Model]) -> tuple[Model, ...]:
        """A file that holds a list of records; a missing file is an empty list, but not one that is only misnamed."""
        if not self._tree.exists(path) and not lookalike(
            path.name, [name for name, _ in self._tree.names(path.parent)]
        ):
            return ()
        document = self._document(path)
        entries = self._entries(document, path) if document else []
        read = [(index, validate(model, document, self._log, (index,))) for index in entries] if document else []
        wrong = [index for index, record in read if record is None]
        if wrong or document is None:
            self.unread.add(path.name)
        for index in reversed(wrong):
            name = self._tree.relative(path)
            self.places[name] = without(self.places[name], (index,))
        return tuple(record for _, record in read if record is not None)

    def _entries(self, document: YamlDocument, path: Path) -> range:
        """The positions in a list; a file of anything else is a finding."""
        if isinstance(document.data, list):
            return range(len(document.data))
        self.unread.add(path.name)
        if document.data != REPLACEMENT:
            values = {
                "problem": f"In „{path.name}“ steht keine Liste.",
                "hint": "Beginnen Sie jeden Eintrag mit - id: …",
            }
            self._log.add(rules.FIELD_WRONG, document.place(()), **values)
        return range(0)

    def named(self, folder: Path, pattern: str, model: type[Model], key: str) -> tuple[Model, ...]:
        """The records of a folder, one a file; each has the name of its file as its ``key``."""
        before = len(self._log)
        records = [one for path in self._tree.files(folder, pattern) if (one := self._named(path, model, key))]
        if any(finding.rule is not rules.BAD_NAME for finding in list(self._log)[before:]):
            self.unread.add(folder.name)
        return tuple(records)

    def _named(self, path: Path, model: type[Model], key: str) -> Model | None:
        document = self._document(path)
        record = validate(model, document, self._log) if document else None
        name = getattr(record, key, path.stem)
        if record is None or name == path.stem:
            return record
        problem = f"Die Kennung „{name}“ ist nicht der Name der Datei, „{path.stem}“."
        place = self.places[self._tree.relative(path)].at(key)
        self._log.add(rules.FIELD_WRONG, place, problem=problem, hint=f"Schreiben Sie {key}: {path.stem}")
        return None

    def _document(self, path: Path) -> YamlDocument | None:
        source = self._tree.text(path)
        document = read_yaml(source, self._log) if source else None
        if document:
            self.places[self._tree.relative(path)] = document.values
        return document
