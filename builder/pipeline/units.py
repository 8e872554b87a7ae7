"""What is built as one, and from what: all the units of a course, and the files each of them is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from builder.model.course import Bundle, Course, Edition
from builder.rendering.scorm import Schemas
from builder.rendering.targets import (
    BUNDLE_TARGETS,
    EDITION_TARGETS,
    KIT_TARGETS,
    REFERENCE_TARGETS,
    STEP_TARGETS,
    TARGETS,
    Kit,
    StepSeries,
    Subject,
    module_of,
    unit_name,
)


@dataclass(frozen=True, slots=True)
class Job:
    """One unit to build: a target of a module, its steps, a bundle, rule table or edition, or the site without subject.

    ``inputs`` is the fingerprint of all it is made from.
    """

    target: str
    subject: Subject | None
    inputs: str

    @property
    def name(self) -> str:
        """``site``, ``scorm/b3``, ``print/regelwerk-arbeit``."""
        return unit_name(self.target, self.subject) if self.subject else self.target


def all_units(course: Course) -> Iterator[tuple[str, Subject]]:
    """All targets of modules, their steps, bundles and rule tables, then of the edition what there is to show."""
    yield from product(TARGETS, course.modules)
    yield from product(STEP_TARGETS, map(StepSeries, course.modules))
    yield from product(KIT_TARGETS, map(Kit, course.modules))
    for name, of_bundle in BUNDLE_TARGETS.items():
        yield from ((name, bundle) for bundle in course.bundles if bundle.kind in of_bundle.kinds)
    yield from product(REFERENCE_TARGETS, course.shared.references)
    made = (name for name, target in EDITION_TARGETS.items() if target.exists(course.edition, course.shared))
    yield from product(made, (course.edition,))


def own_folder(subject: Subject | None) -> tuple[str, ...]:
    """Where the files of a subject lie, besides what all share; none of a rule table."""
    if subject is None or isinstance(subject, Edition):
        return ("modules/",)
    module = module_of(subject)
    modules = subject.modules if isinstance(subject, Bundle) else (module,) if module else ()
    return tuple(f"modules/{module.slug}/" for module in modules)


def schema_fingerprint(schemas: Schemas) -> str:
    """What tells one set of schemas from another."""
    return "".join(f"\n{edition} {file.path} {file.sha256}" for edition in schemas for file in schemas[edition].files)
