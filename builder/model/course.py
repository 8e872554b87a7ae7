"""The whole: shared data and modules. Every output is a pure function of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from builder.model.actors import Actor
from builder.model.blocks import Embed
from builder.model.case_study import CaseStudy
from builder.model.citations import Kind, Mention
from builder.model.credits import Credit
from builder.model.curriculum import Curriculum, LearningPath, Misconception, TrainingCourse
from builder.model.glossary import Term
from builder.model.module import Module
from builder.model.norms import NormRegister
from builder.model.page import Page, Website
from builder.model.procedure import Procedure
from builder.model.reference import Reference
from builder.model.release import History, Release, edition_order, history
from builder.model.rule_table import RuleTable
from builder.model.sources import Source
from builder.source import Place, PlaceMap

COURSES, MISCONCEPTIONS, NORMS = "kurse", "irrtuemer.yml", "normen.yml"
RULE_TABLES, PROCEDURES, CASE_STUDIES = RuleTable.folder, Procedure.folder, CaseStudy.folder
GLOSSARY, CREDITS, RELEASES, MODULES = "glossar.yml", "medien.yml", "freigaben", "module"
ACTORS, SOURCES = "akteure.yml", "quellen.yml"
"""Shared things that checks of modules look into, for ``Shared.unread``."""
Listed: TypeAlias = Misconception | Term | Actor
"""An entry of a list in ``curriculum/`` that cites law and is confirmed by itself."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What a module page may use besides its own module; never another module's body.

    ``unread`` names what could not be read as a whole: keys of the curriculum, and the names above. ``releases``: the
    oldest first.
    """

    curriculum: Curriculum
    misconceptions: tuple[Misconception, ...]
    rule_tables: tuple[RuleTable, ...]
    slugs: tuple[tuple[str, str], ...]
    unread: frozenset[str] = frozenset()
    register: NormRegister = field(default_factory=NormRegister)
    releases: tuple[Release, ...] = ()
    glossary: tuple[Term, ...] = ()
    credits: tuple[Credit, ...] = ()
    actors: tuple[Actor, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    case_studies: tuple[CaseStudy, ...] = ()
    sources: tuple[Source, ...] = ()

    def licence_of(self, module: Module) -> str:
        """The licence of a module: its own, or that of the curriculum."""
        return module.meta.licence or self.curriculum.defaults.licence

    def licences_of(self, modules: Iterable[Module]) -> str:
        """The licences of modules, each once."""
        return ", ".join(dict.fromkeys(map(self.licence_of, modules)))

    def credit_of(self, module: Module, picture: str) -> Credit | None:
        """Whose a picture of a module is."""
        return next((credit for credit in self.credits if credit.file == module.picture_path(picture)), None)

    def history(self, module_id: str) -> History:
        """What the releases promised of a module."""
        return history(self.releases, module_id)

    @property
    def earlier(self) -> tuple[Release, ...]:
        """The releases before the edition that the curriculum names, which may be released itself; the oldest first."""
        own = edition_order(self.curriculum.version)
        return tuple(release for release in self.releases if release.order < own)

    @property
    def written(self) -> tuple[str, ...]:
        """The ids of the modules that are written."""
        return tuple(module_id for module_id, _ in self.slugs)

    def slug_of(self, module_id: str) -> str | None:
        """The folder name of a written module, which is also its page's name; None while it is in preparation."""
        return dict(self.slugs).get(module_id)

    def rule_table(self, name: str) -> RuleTable | None:
        """The rule table of that id."""
        return next((table for table in self.rule_tables if table.id == name), None)

    def actor(self, name: str) -> Actor | None:
        """The actor of that id."""
        return next((actor for actor in self.actors if actor.id == name), None)

    def source(self, name: str) -> Source | None:
        """The source of that id."""
        return next((source for source in self.sources if source.id == name), None)

    def procedure(self, name: str) -> Procedure | None:
        """The procedure of that id."""
        return next((procedure for procedure in self.procedures if procedure.id == name), None)

    def case_study(self, name: str) -> CaseStudy | None:
        """The case study of that id."""
        return next((case for case in self.case_studies if case.id == name), None)

    def case_studies_of(self, names: Iterable[str]) -> tuple[CaseStudy, ...]:
        """Those of these ids that there are, in this order."""
        return tuple(case for name in names if (case := self.case_study(name)))

    def embedded_cases(self, embed: Embed) -> tuple[CaseStudy, ...]:
        """The case studies of an ``einbinden``, as far as it wants them told."""
        cases = self.case_studies_of(embed.names)
        return tuple(case.compared_only for case in cases) if embed.compared_only else cases

    @property
    def references(self) -> tuple[Reference, ...]:
        """Rule tables, procedures, case studies."""
        return (*self.rule_tables, *self.procedures, *self.case_studies)

    def misconception(self, name: str) -> Misconception | None:
        """The misconception of that id."""
        return next((item for item in self.misconceptions if item.id == name), None)

    @property
    def lists(self) -> tuple[tuple[Kind, str, tuple[Listed, ...]], ...]:
        """What the entries are, the file below ``curriculum/``, and the entries in their order there."""
        return (
            (Kind.MISCONCEPTION, MISCONCEPTIONS, self.misconceptions),
            (Kind.TERM, GLOSSARY, self.glossary),
            (Kind.ACTOR, ACTORS, self.actors),
        )


@dataclass(frozen=True, slots=True)
class Edition:
    """What is published together under the version of the curriculum, ``2026.1``."""

    version: str
    modules: tuple[Module, ...]
    references: tuple[Reference, ...] = ()


class BundleKind(StrEnum):
    """What modules are put together for."""

    KURS = "kurs"
    PFAD = "pfad"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A course or a learning path as far as it is written, in teaching order; ``version`` is that of the curriculum."""

    kind: BundleKind
    id: str
    title: str
    summary: str
    version: str
    modules: tuple[Module, ...]

    @property
    def name(self) -> str:
        """``kurs-b``, ``pfad-ehrenamt-einstieg``: how its files are called."""
        return f"{self.kind.value}-{self.id}".replace("_", "-")

    @property
    def file_name(self) -> str:
        """How its files are called, without what they are: ``kurs-b-2026.1``."""
        return f"{self.name}-{self.version}"

    @property
    def identifier(self) -> str:
        """``kurs_b``: what platforms and learners' states know it by, for ever."""
        return f"{self.kind.value}_{self.id}"


@dataclass(frozen=True, slots=True)
class Course:
    """Shared data and all modules in curriculum order; ``digests`` holds the SHA-256 of every file read.

    ``drafts`` are modules that no output shows but every check looks at: their head is broken, or their id is taken.
    ``mentions`` is every citation of a norm, in modules, shared data and pages.
    """

    shared: Shared
    modules: tuple[Module, ...]
    places: tuple[tuple[str, PlaceMap], ...] = ()
    digests: tuple[tuple[str, str], ...] = ()
    drafts: tuple[Module, ...] = ()
    website: Website | None = None
    mentions: tuple[Mention, ...] = ()

    @property
    def looked_at(self) -> tuple[Module, ...]:
        """Everything an author has written: the modules and the drafts."""
        return (*self.modules, *self.drafts)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages of the project's own website; none where it uses ours."""
        return self.website.pages if self.website else ()

    @property
    def edition(self) -> Edition:
        """All modules as they are published together."""
        return Edition(self.shared.curriculum.version, self.modules, self.shared.references)

    @property
    def bundles(self) -> tuple[Bundle, ...]:
        """The courses, then the learning paths, of which something is written."""
        curriculum = self.shared.curriculum
        courses = [
            self._bundle(BundleKind.KURS, of, [planned.id for planned in of.modules]) for of in curriculum.courses
        ]
        paths = [self._bundle(BundleKind.PFAD, of, of.modules) for of in curriculum.paths]
        return tuple(bundle for bundle in (*courses, *paths) if bundle.modules)

    def _bundle(self, kind: BundleKind, of: TrainingCourse | LearningPath, ids: Sequence[str]) -> Bundle:
        modules = [module for module_id in ids if (module := self.module(module_id))]
        return Bundle(kind, of.id, of.title, of.summary, self.shared.curriculum.version, tuple(modules))

    def place(self, path: str, *keys: str | int) -> Place:
        """Where a value of a shared file stands: POSIX path of the file, then keys and indices."""
        places = dict(self.places).get(path)
        return places.at(*keys) if places else Place(path)

    def module(self, module_id: str) -> Module | None:
        """The module of that id, if it is written."""
        return next((module for module in self.modules if module.id == module_id), None)
