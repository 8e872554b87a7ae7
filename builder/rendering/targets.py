"""The targets of modules and their steps, kits, bundles, rule tables, editions: dicts, and what renders them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Concatenate, TypeAlias

from builder.model.case_study import CaseStudy
from builder.model.course import Bundle, BundleKind, Edition, Shared
from builder.model.module import Module
from builder.model.procedure import Procedure
from builder.model.reference import Reference
from builder.model.rule_table import RuleTable
from builder.output import Output
from builder.rendering import (
    book,
    cartridge,
    case_study_sheets,
    change_sheet,
    forms,
    guide,
    kit,
    learner_sheets,
    moodle,
    moodle_glossary,
    procedure_sheets,
    reader,
    rule_sheets,
    scorm,
    slides_pptx,
    word,
)
from builder.rendering.address import Printed
from builder.rendering.typesetting import NotSet


@dataclass(frozen=True, slots=True)
class StepSeries:
    """The steps of a module, each by itself."""

    module: Module


@dataclass(frozen=True, slots=True)
class Kit:
    """All there is of a module, put together."""

    module: Module


Subject: TypeAlias = Module | StepSeries | Kit | Bundle | Reference | Edition
"""What a target can be made of, besides the site."""
Render = Callable[Concatenate[Module, Shared, str, ...], Output]
RenderBundle = Callable[Concatenate[Bundle, Shared, str, ...], Output]
RenderKit = Callable[[Module, Shared, Mapping[str, Output], str], Output]
RenderReference = Callable[[Reference, Shared, str], Output]
RenderEdition = Callable[[Edition, Shared, str], Output]


@dataclass(frozen=True, slots=True)
class BundleTarget:
    """What is made of several modules; ``kinds``: of courses, of learning paths, or of both."""

    render: RenderBundle
    kinds: tuple[BundleKind, ...] = tuple(BundleKind)


@dataclass(frozen=True, slots=True)
class EditionTarget:
    """What is made of all modules together; ``exists``: whether there is anything to show yet."""

    render: RenderEdition
    exists: Callable[[Edition, Shared], bool]


def _module_in_moodle(module: Module, shared: Shared, language: str) -> Output:
    made = (moodle.render(module, shared, language), book.render(module, shared, language))
    return Output.together(made)


def _module_for_trainers(module: Module, shared: Shared, language: str) -> Output:
    renders = (guide.render, forms.render, slides_pptx.render, word.render)
    made = (render(module, shared, language) for render in renders)
    return Output.together(made)


def _bundle_in_moodle(bundle: Bundle, shared: Shared, language: str) -> Output:
    made = (moodle.render_bundle(bundle, shared, language), cartridge.render(bundle, shared, language))
    return Output.together(made)


def _on_paper(reference: Reference, shared: Shared, language: str) -> Output:
    match reference:
        case RuleTable():
            return rule_sheets.render(reference, shared, language)
        case Procedure():
            return procedure_sheets.render(reference, shared, language)
        case CaseStudy():
            return case_study_sheets.render(reference, shared, language)
    raise TypeError(reference)


TARGETS: dict[str, Render] = {
    "scorm": scorm.render,
    "print": learner_sheets.render,
    "moodle": _module_in_moodle,
    "trainer": _module_for_trainers,
}
"""Folder of ``dist/`` → pure function (module, shared data, interface language) → files below that folder."""
STEP_TARGETS: dict[str, Render] = {"scorm": scorm.render_steps}
"""The same for the steps of a module; made only when asked for."""
BUNDLE_TARGETS: dict[str, BundleTarget] = {
    "scorm": BundleTarget(scorm.render_bundle),
    "moodle": BundleTarget(_bundle_in_moodle),
    "print": BundleTarget(reader.render, (BundleKind.KURS,)),
}
"""The same for courses and learning paths; each of these folders is a target of modules, too."""
KIT_TARGETS: dict[str, RenderKit] = {"trainer": kit.render}
"""The same for what is put together from all targets of a module."""
REFERENCE_TARGETS: dict[str, RenderReference] = {"print": _on_paper}
"""The same for rule tables, procedures and case studies."""
EDITION_TARGETS: dict[str, EditionTarget] = {
    "print": EditionTarget(change_sheet.render, change_sheet.exists),
    "moodle": EditionTarget(moodle_glossary.render, moodle_glossary.exists),
}
"""The same for all modules as they are published together."""
_CARRIES_SCHEMAS = "scorm"
"""The target that takes ``schemas`` as well."""


def unit_name(target: str, subject: Subject) -> str:
    """``scorm/b3`` of a module; others have a hyphen, as no id of a module has: ``scorm/schritte-b3``."""
    match subject:
        case Module(id=module_id):
            return f"{target}/{module_id}"
        case StepSeries(module=module):
            return f"{target}/schritte-{module.id}"
        case Kit(module=module):
            return f"{target}/paket-{module.id}"
        case Bundle(name=name):
            return f"{target}/{name}"
        case Reference(name=name):
            return f"{target}/{name}"
        case Edition(version=version):
            return f"{target}/ausgabe-{version}"


def carries_schemas(target: str, subject: Subject) -> bool:
    """Whether what is made depends on the schemas given."""
    return target == _CARRIES_SCHEMAS or isinstance(subject, Kit)


def module_of(subject: Subject) -> Module | None:
    """The module that a subject is, or is a part of."""
    match subject:
        case Module():
            return subject
        case StepSeries(module=module) | Kit(module=module):
            return module
        case Bundle() | Reference() | Edition():
            return None


def made_of(subject: Subject) -> Printed:
    """What the files of a subject are made of."""
    return subject.module if isinstance(subject, StepSeries | Kit) else subject


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was rendered for a unit, below the folder of its target, and the seconds it took."""

    target: str
    name: str
    output: Output
    seconds: float


class NotRendered(Exception):
    """A unit that could not be drawn; the cause says why. A bug, or a text nobody thought of.

    ``place``, ``reason``: the file and line that could not be set on paper, where that is known.
    """

    def __init__(self, name: str, place: str = "", reason: str = "") -> None:
        super().__init__(name, place, reason)  # as given, so that it can travel between processes
        self.name, self.place, self.reason = name, place, reason

    def __str__(self) -> str:
        return f"{self.name} could not be rendered"


Task: TypeAlias = tuple[str, Subject]
"""A target and what is to be made of it."""


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders tasks one after another; what a kit is put together from is not rendered twice.

    ``references``: the sheets of rule tables, procedures and case studies that it has made; one may stand in the kits
    of many modules.
    """

    shared: Shared
    language: str
    schemas: scorm.Schemas = field(default_factory=dict)
    references: dict[str, Output] = field(default_factory=dict, init=False, compare=False, repr=False)

    def group(self, tasks: Sequence[Task]) -> list[Rendered]:
        """The tasks of one group in order. Raises NotRendered, and OSError as it is: a full disk is nobody's text."""
        made: dict[str, Output] = {}
        done = []
        for target, subject in tasks:
            started = time.perf_counter()
            output = self._safely(target, subject, made)
            done.append(Rendered(target, unit_name(target, subject), output, time.perf_counter() - started))
            made |= {target: output} if isinstance(subject, Module) else {}
        return done

    def _safely(self, target: str, subject: Subject, made: Mapping[str, Output]) -> Output:
        try:
            return self._output(target, subject, made)
        except OSError:
            raise
        except NotSet as error:
            raise NotRendered(unit_name(target, subject), error.place, error.reason) from error
        except Exception as error:
            raise NotRendered(unit_name(target, subject)) from error

    def _output(self, target: str, subject: Subject, made: Mapping[str, Output]) -> Output:
        more = {"schemas": self.schemas} if self.schemas and target == _CARRIES_SCHEMAS else {}
        match subject:
            case Module():
                return TARGETS[target](subject, self.shared, self.language, **more)
            case StepSeries(module=module):
                return STEP_TARGETS[target](module, self.shared, self.language, **more)
            case Kit(module=module):
                return KIT_TARGETS[target](module, self.shared, self._parts(module, made), self.language)
            case Bundle():
                return BUNDLE_TARGETS[target].render(subject, self.shared, self.language, **more)
            case Reference():
                return self._reference(target, subject)
            case Edition():
                return EDITION_TARGETS[target].render(subject, self.shared, self.language)

    def _parts(self, module: Module, made: Mapping[str, Output]) -> dict[str, Output]:
        """All targets of a module, with the sheets of the rule tables that stand in it."""
        parts = {target: made.get(target) or self._output(target, module, {}) for target in TARGETS}
        for reference in filter(module.uses, self.shared.references):
            for target in REFERENCE_TARGETS:
                parts[target] = Output.together((parts[target], self._reference(target, reference)))
        return parts

    def _reference(self, target: str, reference: Reference) -> Output:
        name = unit_name(target, reference)
        if name not in self.references:
            self.references[name] = REFERENCE_TARGETS[target](reference, self.shared, self.language)
        return self.references[name]


def grouped(tasks: Sequence[Task]) -> list[list[Task]]:
    """Tasks that belong together: those of a module, its kit last. Each other task is a group of its own."""
    groups: dict[object, list[Task]] = {}
    for task in tasks:
        subject = task[1]
        together = isinstance(subject, Module | Kit) and module_of(subject)
        groups.setdefault(together.id if together else unit_name(*task), []).append(task)
    return [sorted(group, key=lambda task: isinstance(task[1], Kit)) for group in groups.values()]
