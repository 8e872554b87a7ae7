"""SCORM 1.2: one package per module, one SCO with its own navigation (scorm.md A1, A10)."""

from __future__ import annotations

from builder.language import DEFAULT
from builder.model.course import Shared
from builder.model.module import Module
from builder.output import Output, OutputFile, zip_bytes
from builder.rendering.address import module_address
from builder.rendering.assets import asset
from builder.rendering.html import BodyRenderer, environment
from builder.rendering.links import package_links
from builder.rendering.manifest import manifest
from builder.rendering.runtime import player_script
from builder.rendering.style import stylesheet

ENTRY = "index.html"


def render(module: Module, shared: Shared, language: str = DEFAULT) -> Output:
    """One zip, ready for import; its bytes depend on content alone."""
    links = package_links()
    files = [
        OutputFile(ENTRY, _page(module, shared, language).encode()),
        OutputFile("player.js", player_script("package", language).encode()),
        OutputFile("style.css", (stylesheet() + asset("scorm/package.css")).encode()),
        *(OutputFile(links.media(media.name), media.data) for media in module.media),
    ]
    named = [file.path for file in files]
    package = Output.of([*files, OutputFile("imsmanifest.xml", manifest(module, shared, ENTRY, named))])
    name = f"{module.slug}-{module.meta.version}-scorm12.zip"
    return Output((OutputFile(name, zip_bytes(package)),))


def _page(module: Module, shared: Shared, language: str) -> str:
    body = BodyRenderer(module, shared, package_links(), language).body(paged=True)
    return (
        environment(language)
        .get_template("scorm/index.html.j2")
        .render(
            module=module,
            meta=module.meta,
            body=body,
            licence=module.meta.licence or shared.curriculum.defaults.licence,
            address=module_address(shared, module),
        )
    )
