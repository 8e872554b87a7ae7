"""What goes to a learning platform as one package: a module, one step of it, or several modules (scorm.md A1, A2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from builder.language import DEFAULT
from builder.model.course import Bundle, Shared
from builder.model.module import Module, Step
from builder.model.passages import all_prose
from builder.model.places import places
from builder.model.prose import inline_tokens
from builder.rendering.address import changes_address, module_address
from builder.rendering.html import BodyRenderer, environment, json_in_script
from builder.rendering.links import package_links
from builder.rendering.question_data import package_settings

ENTRY = "index.html"
_REFERENCE = re.compile(r' (id|for|aria-labelledby|aria-describedby|name)="([^"]*)"| href="#([^"]*)"')


@dataclass(frozen=True, slots=True)
class Package:
    """One SCO. ``id`` is frozen by the first release and names manifest, organisation, item and resource.

    ``file`` begins the name of its files; ``modules`` are shown in this order, each with what it holds of its steps.
    ``frozen_as``: its name in the freeze files, empty for what they do not know. ``whole``: not only a step of its
    module. ``bundled``: of several modules on one page; then the learner's state has room for verdicts only (A8).
    """

    id: str
    file: str
    title: str
    summary: str
    version: str
    modules: tuple[Module, ...]
    frozen_as: str
    bundled: bool = False
    whole: bool = True
    address: str | None = None

    @property
    def language(self) -> str:
        """Of the interface words around the content; each module says its own."""
        return self.modules[0].meta.language

    @property
    def minutes(self) -> int:
        """All modules one after the other."""
        return sum(module.meta.minutes for module in self.modules)

    @property
    def keywords(self) -> tuple[str, ...]:
        """Those of all modules, each once."""
        return tuple(dict.fromkeys(word for module in self.modules for word in module.meta.keywords))

    @property
    def name(self) -> str:
        """What a learner's state and the channel between windows call it: the module's own id where there is one."""
        return self.modules[0].id if not self.bundled else self.id


def of_module(module: Module, shared: Shared) -> Package:
    """The whole module."""
    return Package(
        f"modul_{module.id}",
        module.file_name,
        f"{module.id.upper()} {module.meta.title}",
        module.meta.summary,
        module.meta.version,
        (module,),
        module.id,
        address=module_address(shared, module),
    )


def of_bundle(bundle: Bundle, shared: Shared) -> Package:
    """All written modules of a course or a learning path on one page."""
    return Package(
        bundle.identifier,
        bundle.file_name,
        bundle.title,
        bundle.summary,
        bundle.version,
        bundle.modules,
        bundle.name,
        bundled=True,
        address=changes_address(shared),
    )


def of_steps(module: Module, shared: Shared) -> Iterator[Package]:
    """Each step by itself, for a course that is built of small parts."""
    for number, step in enumerate(module.steps, start=1):
        words = f"{module.id.upper()}.{number} {step.plain_title}"
        yield Package(
            f"schritt_{module.id}_{step.id}",
            f"{module.slug}-{number:02}-{step.id.replace('_', '-')}-{module.meta.version}",
            words,
            module.meta.summary,
            module.meta.version,
            (_only(module, step),),
            "",
            whole=False,
            address=module_address(shared, module),
        )


def _only(module: Module, step: Step) -> Module:
    """The module as if it had this step alone; its footnotes keep their numbers."""
    alone = replace(module, steps=(step,), footnotes=())
    used = {
        int(child.meta["id"]) + 1
        for prose in all_prose(alone)
        for token in inline_tokens(prose)
        for child in token.children or ()
        if child.type == "footnote_ref"
    }
    notes = tuple(note for note in module.footnotes if note.number in used)
    asked = {question.goal for question in alone.questions}
    goals = tuple(goal for goal in module.meta.goals if goal.id in asked) or module.meta.goals
    meta = module.meta.model_copy(update={"minutes": step.minutes, "goals": goals})
    return replace(alone, meta=meta, footnotes=notes)


def page(package: Package, shared: Shared, language: str = DEFAULT) -> str:
    """The one page of a package: readable as it is, one step at a time where JavaScript runs."""
    order = places(package.modules, package.frozen_as, shared.releases)
    settings = json_in_script(package_settings(package.name, package.version, shared, package.bundled, order))
    draw = _bundled if package.bundled else _alone
    return (
        environment(language)
        .get_template("scorm/index.html.j2")
        .render(
            package=package,
            articles=draw(package, shared, language, settings),
            settings=settings,
            licence=shared.licences_of(package.modules),
        )
    )


def _alone(package: Package, shared: Shared, language: str, settings: Markup) -> list[Markup]:
    (module,) = package.modules
    inside = ((module.id, ""),) if package.whole else ()
    return [BodyRenderer(module, shared, package_links(inside), language).body(paged=True, package=settings)]


def _bundled(package: Package, shared: Shared, language: str, settings: Markup) -> list[Markup]:
    """Each module has a namespace of its own for ids and pictures."""
    inside = tuple((module.id, f"{module.id}-") for module in package.modules)
    links = [package_links(inside, media_prefix(package, module), ENTRY) for module in package.modules]
    drawn = [
        BodyRenderer(module, shared, own, language).body(paged=True)
        for module, own in zip(package.modules, links, strict=True)
    ]
    return [namespaced(article, prefix) for article, (_, prefix) in zip(drawn, inside, strict=True)]


def media_prefix(package: Package, module: Module) -> str:
    """What stands before the names of a module's pictures."""
    return f"media/{module.id}-" if package.bundled else "media/"


def namespaced(html: Markup, prefix: str) -> Markup:
    """The HTML of a module with all its ids, and what refers to them, in a namespace of their own.

    Quotation marks of text and of JSON are written otherwise (``&#34;``, ``\\"``): what looks like an attribute is one.
    """

    def moved(found: re.Match[str]) -> str:
        attribute, names, target = found.groups()
        if attribute is None:
            return f' href="#{prefix}{target}"'
        return f' {attribute}="{" ".join(prefix + name for name in names.split())}"'

    return Markup(_REFERENCE.sub(moved, str(html)))
