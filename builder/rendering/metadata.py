"""What machines read of a page: modules and courses as JSON-LD, by AMB 20231019 and by schema.org. Pure.

AMB names everything by its address, so it is made only where the operator has said where the site stands. Nothing is
said that nobody wrote: no author, no subject, no institution but the operator.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote, urldefrag, urlsplit, urlunsplit

from builder.model.base import Audience
from builder.model.blocks import Case, walk
from builder.model.course import Bundle, BundleKind, Course, Shared
from builder.model.module import Goal, Module
from builder.model.page import Page as WrittenPage
from builder.model.page import Piece
from builder.output import OutputFile
from builder.rendering.address import licence_name, module_path, site_address
from builder.rendering.html import environment
from builder.rendering.site_page import NO_METADATA, Metadata

COURSES_PAGE = "kurse"
"""Where the courses stand below the site, without ending."""
_SITEMAP = "oer-sitemap.xml"
_LEVEL = ("https://w3id.org/kim/educationalLevel/level_C", {"de": "Fortbildung", "en": "Advanced training"})
_NO_LOGIN = {"type": "Concept", "id": "http://w3id.org/kim/conditionsOfAccess/no_login"}
_PROFESSIONAL = ("http://purl.org/dcx/lrmi-vocabs/educationalAudienceRole/professional", {"en": "professional"})
"""“Someone already practicing a profession”; for volunteers the list has no word that fits."""
_PROFESSIONALS = (Audience.HAUPTAMT, Audience.KOORDINATION)
_KINDS = {
    "course": {"de": "Kurs", "en": "Course"},
    "web_page": {"de": "Webseite", "en": "Web Page"},
    "drill_and_practice": {"de": "Übung", "en": "Drill and Practice"},
    "case_study": {"de": "Fallstudie", "en": "Case Study"},
}
"""Kinds of learning material (hcrt) with the names they have there."""


@dataclass(frozen=True, slots=True)
class _Resource:
    """A module or course as both vocabularies need it; ``address`` is empty where nobody knows it.

    ``parent`` and ``parts``: names and addresses, of a course and of modules.
    """

    type: str
    address: str
    name: str
    description: str
    language: str
    kinds: tuple[str, ...]
    audiences: tuple[Audience, ...]
    minutes: int
    version: str
    licences: tuple[str, ...]
    modified: date
    published: date | None
    keywords: tuple[str, ...] = ()
    goals: tuple[Goal, ...] = ()
    parent: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, str], ...] = ()


def module_metadata(module: Module, shared: Shared) -> Metadata:
    """What the page of a module says of it."""
    resource = _module(module, shared)
    beside = f"{module.slug}/amb.json" if resource.address else ""
    return _metadata([resource], shared, beside)


def written_metadata(page: WrittenPage, course: Course) -> Metadata:
    """What a page of ``site/`` says: the one that shows the courses tells of those of which something is written."""
    if page.path != f"{COURSES_PAGE}.md" or not any(isinstance(p, Piece) and p.name == "kurse" for p in page.parts):
        return NO_METADATA
    courses = [bundle for bundle in course.bundles if bundle.kind is BundleKind.KURS]
    return _metadata([_course(bundle, course.shared) for bundle in courses], course.shared)


def amb_files(module: Module, shared: Shared) -> tuple[OutputFile, ...]:
    """The AMB of a module as a file of its own, in the folder beside its page."""
    found = module_metadata(module, shared).amb
    return tuple(
        OutputFile(f"{module_path(module)}/amb.json", f"{json.dumps(amb, ensure_ascii=False, indent=1)}\n".encode())
        for amb in found
    )


def oer_sitemap(pages: Iterable[Metadata]) -> tuple[OutputFile, ...]:
    """The list of the pages that carry AMB, by which exchanges of open material find them; none where none does."""
    days: dict[str, str] = {}
    for amb in (amb for page in pages for amb in page.amb):
        address = urldefrag(amb["id"]).url
        days[address] = max(amb["dateModified"], days.get(address, ""))
    template = environment().get_template("site/parts/sitemap.html")
    text = template.render(addresses=sorted(days), days=days)
    return (OutputFile(_SITEMAP, text.encode()),) if days else ()


def _module(module: Module, shared: Shared) -> _Resource:
    meta, course = module.meta, shared.curriculum.course_of(module.id)
    cases = any(isinstance(block, Case) for step in module.steps for block in walk(step.blocks))
    practice = ("drill_and_practice",) if module.questions else ()
    return _Resource(
        type="LearningResource",
        address=_address(shared, f"{module_path(module)}.html"),
        name=meta.title,
        description=meta.summary,
        language=meta.language,
        kinds=("web_page", *practice, *(("case_study",) if cases else ())),
        audiences=meta.audiences,
        minutes=meta.minutes,
        version=meta.version,
        licences=(shared.licence_of(module),),
        modified=_modified(module),
        published=_first(release.date for release in shared.releases if module.id in release.modules),
        keywords=meta.keywords,
        goals=meta.goals,
        parent=((course.title, _course_address(shared, course.id)),) if course else (),
    )


def _course(bundle: Bundle, shared: Shared) -> _Resource:
    modules = bundle.modules
    return _Resource(
        type="Course",
        address=_course_address(shared, bundle.id),
        name=bundle.title,
        description=bundle.summary,
        language=modules[0].meta.language,
        kinds=("course",),
        audiences=tuple(role for role in Audience if any(role in module.meta.audiences for module in modules)),
        minutes=sum(module.meta.minutes for module in modules),
        version=bundle.version,
        licences=tuple(dict.fromkeys(map(shared.licence_of, modules))),
        modified=max(map(_modified, modules)),
        published=_first(release.date for release in shared.releases if release.courses.get(bundle.id)),
        parts=tuple((module.meta.title, _address(shared, f"{module_path(module)}.html")) for module in modules),
    )


def _modified(module: Module) -> date:
    """The last note of a change; who changed nothing since has at least looked."""
    return max((change.date for change in module.meta.changes), default=module.meta.reviewed_on)


def _first(days: Iterable[date]) -> date | None:
    return min(days, default=None)


def _metadata(resources: Sequence[_Resource], shared: Shared, beside: str = "") -> Metadata:
    told = [(one, _common(one, shared)) for one in resources]
    # AMB knows languages of two letters only.
    amb = [_amb(one, common, shared) for one, common in told if one.address and len(one.language) == 2]
    return Metadata(
        schema_org=tuple(_schema_org(one, common, shared) for one, common in told),
        amb=tuple(amb),
        described_by=beside if amb else "",
    )


def _common(resource: _Resource, shared: Shared) -> dict[str, Any]:
    """What both say in the same words."""
    given = {
        "name": resource.name,
        "description": resource.description,
        "keywords": list(resource.keywords),
        "inLanguage": [resource.language],
        "isAccessibleForFree": True,
        "dateModified": resource.modified.isoformat(),
        "datePublished": resource.published.isoformat() if resource.published else "",
    }
    return _filled(given)


def _amb(resource: _Resource, common: dict[str, Any], shared: Shared) -> dict[str, Any]:
    """By AMB 20231019."""
    own_types = dict.fromkeys([resource.type, "LearningResource"])
    professionals = any(role in _PROFESSIONALS for role in resource.audiences)
    return {
        "@context": ["https://w3id.org/kim/amb/context.jsonld", {"@language": resource.language}],
        "id": resource.address,
        "type": list(own_types),
        **common,
        **_filled(
            {
                "license": {"id": _licence(resource)} if _licence(resource) else {},
                "conditionsOfAccess": _NO_LOGIN,
                "learningResourceType": [_concept(f"https://w3id.org/kim/hcrt/{k}", _KINDS[k]) for k in resource.kinds],
                "educationalLevel": [_concept(*_LEVEL)],
                "audience": [_concept(*_PROFESSIONAL)] if professionals else [],
                "teaches": [
                    {"id": f"{resource.address}#goal-{goal.id}", "prefLabel": {resource.language: goal.text}}
                    for goal in resource.goals
                ],
                "publisher": [{"type": "Organization", "name": name} for name in _operator(shared)],
                "isPartOf": [_part(part, ["Course", "LearningResource"]) for part in resource.parent],
                "hasPart": [_part(part, ["LearningResource"]) for part in resource.parts],
            }
        ),
    }


def _schema_org(resource: _Resource, common: dict[str, Any], shared: Shared) -> dict[str, Any]:
    """By schema.org, which has places for time and version, and takes a licence and goals in plain words."""
    licence, publisher = _licence(resource), [{"@type": "Organization", "name": name} for name in _operator(shared)]
    return {
        "@context": "https://schema.org",
        "@type": resource.type,
        **common,
        **_filled(
            {
                "@id": resource.address,
                "url": resource.address,
                "license": licence,
                "version": resource.version,
                "timeRequired": f"PT{resource.minutes}M",
                "learningResourceType": [_KINDS[kind]["de"] for kind in resource.kinds],
                "educationalLevel": _LEVEL[1]["de"],
                "audience": {
                    "@type": "EducationalAudience",
                    "educationalRole": "learner",
                    "audienceType": [role.value.capitalize() for role in resource.audiences],
                },
                "teaches": [goal.text for goal in resource.goals],
                "publisher": publisher[0] if publisher else {},
                "provider": publisher[0] if publisher and resource.type == "Course" else {},
                "isPartOf": [_linked("Course", *part) for part in resource.parent],
                "hasPart": [_linked("LearningResource", *part) for part in resource.parts],
            }
        ),
    }


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """What is known; nothing stands there empty."""
    return {key: value for key, value in values.items() if value}


def _concept(address: str, labels: dict[str, str]) -> dict[str, Any]:
    return {"type": "Concept", "id": address, "prefLabel": labels}


def _part(part: tuple[str, str], types: list[str]) -> dict[str, Any]:
    name, address = part
    return {"id": address, "type": types, "name": name}


def _linked(kind: str, name: str, address: str) -> dict[str, Any]:
    return {"@type": kind, "name": name, **_filled({"@id": address, "url": address})}


def _operator(shared: Shared) -> list[str]:
    """Who answers for this copy, in one line; nobody as long as nobody has said so."""
    name = ", ".join(line.strip() for line in shared.curriculum.operator.name.splitlines() if line.strip())
    return [name] if name else []


def _licence(resource: _Resource) -> str:
    """The address that names the licence; empty where the parts of a course have several."""
    return licence_name(resource.licences[0]) if len(resource.licences) == 1 else ""


def _course_address(shared: Shared, course_id: str) -> str:
    return _address(shared, f"{COURSES_PAGE}.html#kurs_{course_id}")


def _address(shared: Shared, place: str) -> str:
    """The address of a place of the site in ASCII (RFC 3986); empty as long as nobody has said where it stands."""
    whole = urlsplit(site_address(shared, place) or "")
    host = whole.netloc
    with suppress(UnicodeError):  # a name that no server can have
        host = host.encode("idna").decode()
    return urlunsplit(whole._replace(netloc=host, path=quote(whole.path, safe="/%:@!$&'()*+,;=~")))
