"""SCORM packages: one SCO with its own navigation, in two editions with the same content (scorm.md A1, A10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from builder.language import DEFAULT, catalogue
from builder.model.course import Bundle, Shared
from builder.model.module import Module
from builder.model.update import Update, bundle_update, module_update
from builder.output import Output, OutputFile, zip_bytes
from builder.rendering import minified
from builder.rendering.assets import asset
from builder.rendering.manifest import EDITIONS, SCORM12, Edition, manifest
from builder.rendering.moodle_sheet import settings_sheet
from builder.rendering.package import ENTRY, Package, media_prefix, of_bundle, of_module, of_steps, page
from builder.rendering.runtime import player_script
from builder.rendering.style import stylesheet
from builder.rendering.update_words import kind_word, to_do, what_happened

Schemas = Mapping[str, Output]
"""Name of an edition → the schemas that lie in its packages; most platforms want none (scorm.md C)."""


def render(module: Module, shared: Shared, language: str = DEFAULT, schemas: Schemas | None = None) -> Output:
    """A module in both editions, ready for import, and its settings sheet; the bytes depend on content alone."""
    sheet = settings_sheet(module, shared, language, _news(module_update(module, shared), language))
    return Output.of([*_zips(of_module(module, shared), shared, language, EDITIONS, schemas), *sheet])


def render_bundle(bundle: Bundle, shared: Shared, language: str = DEFAULT, schemas: Schemas | None = None) -> Output:
    """A course or a learning path in both editions, and its settings sheet."""
    sheet = settings_sheet(bundle, shared, language, _news(bundle_update(bundle, shared), language))
    return Output.of([*_zips(of_bundle(bundle, shared), shared, language, EDITIONS, schemas), *sheet])


def render_steps(module: Module, shared: Shared, language: str = DEFAULT, schemas: Schemas | None = None) -> Output:
    """Each step of a module as a package of its own, in SCORM 1.2 alone."""
    packages = of_steps(module, shared)
    return Output.of(file for package in packages for file in _zips(package, shared, language, (SCORM12,), schemas))


def _news(update: Update | None, language: str) -> list[str]:
    """What the sheet says of an update; nothing where there was no release before."""
    _ = catalogue(language).gettext
    return [kind_word(update.kind, _), *what_happened(update, _), *to_do(update, _)] if update else []


def _zips(
    package: Package, shared: Shared, language: str, editions: Iterable[Edition], schemas: Schemas | None
) -> Iterator[OutputFile]:
    """The zips of a package; its page is drawn once."""
    drawn = page(package, shared, language)
    shown = [OutputFile(ENTRY, minified.page(drawn).encode()), *_pictures(package, drawn)]
    for edition in editions:
        files = [*shown, *_player(edition, language, drawn)]
        named = [file.path for file in files]
        carried = (schemas or {}).get(edition.name, Output(())).files
        control = OutputFile("imsmanifest.xml", manifest(package, shared, edition, ENTRY, named, bool(carried)))
        whole = Output.of([*files, *carried, control])
        yield OutputFile(f"{package.file}-{edition.name}.zip", zip_bytes(whole))


def _player(edition: Edition, language: str, html: str) -> Iterator[OutputFile]:
    """What makes the page learn and look."""
    look = stylesheet(html)
    yield OutputFile("player.js", player_script(edition.name, language).encode())
    yield OutputFile("style.css", minified.style(look + asset("scorm/package.css")).encode())


def _pictures(package: Package, html: str) -> Iterator[OutputFile]:
    """The pictures that the page shows."""
    for module in package.modules:
        for media in module.media:
            name = media_prefix(package, module) + media.name
            if f'src="{name}"' in html:
                yield OutputFile(name, media.data)
