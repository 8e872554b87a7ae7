"""Where links of a module lead: one small table per world (site, package, platform)."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.course import Shared
from builder.model.links import ModuleTarget
from builder.model.reference import Reference
from builder.rendering.address import reference_path, site_address


@dataclass(frozen=True, slots=True)
class Links:
    """How one output addresses modules, a module's own pictures and its footnotes.

    ``shared``: None where no other module can be reached. ``modules`` and ``pictures`` stand before their names,
    ``notes`` is the page that holds the footnotes, empty where they stand on the same page. ``official``: whether
    citations lead to the official text. ``references`` stands before the folders of the pages of references,
    None where there are no such pages or this is one. ``glossary`` stands before the ids of terms, None
    where there is no glossary to lead to. ``inside``: modules that stand on the page ``here``, with what stands before
    their ids. ``alone``: what is drawn is torn from its module, as a question in a question bank is: a note is told
    where its number stands, and links to places of the module are words.
    """

    shared: Shared | None
    modules: str
    pictures: str
    notes: str = ""
    official: bool = True
    references: str | None = None
    glossary: str | None = None
    inside: tuple[tuple[str, str], ...] = ()
    here: str = ""
    alone: bool = False

    def place(self, target: ModuleTarget) -> str | None:
        """The address of a place in a written module, None when it cannot be reached from here."""
        inside = dict(self.inside).get(target.module_id)
        if inside is not None:
            return f"{self.here}#{inside}{target.anchor or target.module_id}"
        address = self.module(target.module_id)
        return address + target.suffix if address else None

    def module(self, module_id: str) -> str | None:
        """The address of a written module, None when it cannot be reached from here."""
        slug = self.shared.slug_of(module_id) if self.shared else None
        return f"{self.modules}{slug}.html" if slug else None

    def reference(self, reference: Reference) -> str | None:
        """The address of the page of a reference, None when it cannot be reached from here."""
        return f"{self.references}{reference_path(reference)}.html" if self.references is not None else None

    def media(self, name: str) -> str:
        """The address of a picture of the module itself."""
        return self.pictures + name


def module_links(shared: Shared, slug: str) -> Links:
    """From a module's page: all modules lie in one folder, pictures in a folder beside the page."""
    return Links(shared, "", f"{slug}/", references="../", glossary="../nachschlagen/glossar.html#")


def package_links(inside: tuple[tuple[str, str], ...] = (), pictures: str = "media/", here: str = "") -> Links:
    """Inside a package: modules that are not ``inside`` are named, never linked."""
    return Links(None, "", pictures, official=False, inside=inside, here=here)


def bank_links() -> Links:
    """In a question bank: pictures lie in the question itself, where Moodle looks for them."""
    return Links(None, "", "@@PLUGINFILE@@/", official=False, alone=True)


def glossary_links() -> Links:
    """In the glossary of a platform: nothing of ours can be reached from there but the official text."""
    return Links(None, "", "")


def platform_links(shared: Shared) -> Links:
    """From a page on somebody's learning platform: to the site, once the operator has said where it stands."""
    base = site_address(shared, "")
    return Links(shared, f"{base}module/", "media/", references=base) if base else Links(None, "", "media/")


def page_links(shared: Shared, to_root: str) -> Links:
    """From a page of ``site/``, from which ``to_root`` leads to the start page; pictures are addressed as written."""
    return Links(shared, f"{to_root}module/", "", references=to_root)


def reference_links(shared: Shared) -> Links:
    """From the page of a reference, which lies in a folder beside that of the modules."""
    return Links(shared, "../module/", "")


def root_links(shared: Shared, slug: str) -> Links:
    """From a page beside the start page that shows parts of a module; its footnotes stay on the module's own page."""
    return Links(shared, "module/", f"module/{slug}/", f"module/{slug}.html")


def guide_links(shared: Shared, slug: str) -> Links:
    """From the page for those who teach a module, in a folder beside that of the modules."""
    return Links(shared, "../module/", f"../module/{slug}/", f"../module/{slug}.html", references="../")
