"""The plugin: gives MkDocs the pages of a course, finished but for the frame."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.config_options import Choice, Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from builder.findings import FindingLog
from builder.language import DEFAULT, LANGUAGES, catalogue
from builder.mkdocs_shell.renderer import Renderer
from builder.model.course import Course
from builder.model.page import Page as WrittenPage
from builder.output import OutputFile, renewed
from builder.pipeline import load
from builder.reading.page import read_page
from builder.reading.rule_tables import tables_for_pages
from builder.rendering import site
from builder.rendering.changes import feeds
from builder.rendering.downloads import FOLDER, Offer
from builder.rendering.hand_page import HandPage
from builder.rendering.html import json_in_script
from builder.rendering.made_pages import made_pages
from builder.rendering.metadata import oer_sitemap, written_metadata
from builder.rendering.procedure_page import procedure_files
from builder.rendering.search import search_index
from builder.rendering.site_page import POLICY, Metadata, Page
from builder.report import as_text
from builder.source import SourceText

NAME = "integrif"
_LOOKUP = ("procedure", "lookup")
"""Kinds of pages to look something up."""
_BELOW = {
    "kurse.md": ("module",),
    "nachschlagen.md": _LOOKUP,
    "lehren.md": ("guide",),
    "downloads.md": ("downloads",),
}
"""A page of ours → the kinds of pages made of the course that stand below it in the navigation."""
_AFTER = "kurse.md"
"""The page after whose place in the navigation the rule tables stand."""
_OFF_THE_NAV = ("sheet", "search", "offline", "case_study")
"""Kinds of pages that a code on paper leads to, a field on every page, or a page that holds all of them."""
_WITH_FILES = ("module", "lehren")
"""Folders of pages that name where the files of their module are."""
_UNUSED = re.compile(r"sitemap\.xml|.*\.map|assets/(stylesheets|images|javascripts)/.*")
"""Files of the theme that our frame does not use; its list of pages carries the day of the build."""
_log = get_plugin_logger(NAME)


class IntegrifConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves its hook untyped
    """Options in mkdocs.yml: interface language, and the project folder where it is not that of mkdocs.yml."""

    language = Choice(LANGUAGES, default=DEFAULT)
    root = Optional(Type(str))


class IntegrifPlugin(BasePlugin[IntegrifConfig]):  # type: ignore[no-untyped-call]  # as above
    """Adds the modules to the site and draws every page with our parser and renderer."""

    def __init__(self, course: Course | None = None, offers: Sequence[Offer] | None = None) -> None:
        self._given, self._offers = course, offers
        self._last: Course | None = None
        self._serving = False
        self._staging = ExitStack()
        self._made: dict[str, Page] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether someone is writing: then findings are shown and the site is built all the same."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the course (unless it was given), take names from it, put our renderer in the place of the parser."""
        self._course = self._given or self._load(config)
        curriculum = self._course.shared.curriculum
        config.site_name, config.site_description = curriculum.title, curriculum.summary
        config.site_url = config.site_url if self._serving else curriculum.base_url or None
        config.extra.update(has_feed=bool(feeds(self._course)))
        config.extra.update(policy=POLICY)
        config.extra.update(edition=curriculum.version, licence=curriculum.defaults.licence)
        config.markdown_extensions = [Renderer(self.convert)]
        config.theme.static_templates.discard("sitemap.xml")
        config.strict = config.strict and not self._serving
        if self._given is None and not self._serving:
            # MkDocs empties its folder before it builds; the last good site must outlive a failure or a kill.
            config.site_dir = str(self._staging.enter_context(renewed(Path(config.site_dir))))
        return config

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """What was built takes the place of the last site, as a whole."""
        self._staging.close()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the last site where it is."""
        with suppress(type(error)):
            self._staging.__exit__(type(error), error, None)

    def _load(self, config: MkDocsConfig) -> Course:
        loaded = load(self._root(config))
        course = loaded.course or self._last
        if course is None or (loaded.blocked and not self._serving):
            raise PluginError(as_text(loaded.findings))
        if loaded.findings:
            _log.info("%s", as_text(loaded.findings))
        # Who writes and breaks the curriculum goes on seeing the last course that could be read.
        self._last = course
        return course

    def _root(self, config: MkDocsConfig) -> Path:
        return Path(self.config.root or Path(config.config_file_path).parent)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add what is made of the course, stylesheet and sitemap; leave out what our frame does not use."""
        for file in list(files):
            if _UNUSED.fullmatch(file.src_uri) or self._is_foreign(file, config):
                files.remove(file)
        language, shared = self.config.language, self._course.shared
        self._made = {f"{path}.md": page for path, page in made_pages(self._course, language, self._offers or ())}
        for path, page in self._made.items():
            inclusion = InclusionLevel.NOT_IN_NAV if page.kind in _OFF_THE_NAV else InclusionLevel.UNDEFINED
            files.append(File.generated(config, path, content="", inclusion=inclusion))
        own = [site.module_files(module, shared, language) for module in self._course.modules]
        own += [procedure_files(procedure, shared, language) for procedure in shared.procedures]
        made = [*site.assets(language), *feeds(self._course), *(file for files_ in own for file in files_)]
        made.append(search_index(self._course, self._written(files), language))
        config.nav = _with_made(config.nav or [], self._made, catalogue(language).gettext("Decision helper"))
        made.extend(oer_sitemap(map(self._metadata, files.documentation_pages())))
        _add(made, files, config)
        if config.site_url:
            addresses = sorted(config.site_url.rstrip("/") + "/" + file.url for file in files.documentation_pages())
            _add([site.sitemap(addresses)], files, config)
        return files

    def _is_foreign(self, file: File, config: MkDocsConfig) -> bool:
        """A file below ``site/`` that reading left out: a link out of the project, an ending that is none of ours."""
        website = self._course.website
        if website is None or file.src_dir != config.docs_dir or file.src_uri.endswith("README.md"):
            return False
        return file.src_uri not in website.files and website.page(file.src_uri) is None

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """The frame speaks the language of the learner interface, and takes nothing an author wrote as markup."""
        env.autoescape = True
        env.install_gettext_translations(catalogue(self.config.language), newstyle=True)  # type: ignore[attr-defined]  # added by the extension
        return env

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Tell the frame what kind of page this is."""
        made = self._made.get(page.file.src_uri)
        if made:
            page.meta = {"kind": made.kind, "description": made.description, "downloads": self._downloads(page.file)}
        else:
            page.meta["kind"] = "home" if page.is_homepage else "page"
        metadata = self._metadata(page.file)
        page.meta["data"] = [json_in_script(block) for block in metadata.blocks]
        page.meta["described_by"] = metadata.described_by
        return markdown

    def _downloads(self, file: File) -> str:
        """The page with the files of a module, for the pages where it is learnt or taught; empty without files."""
        folder, _, name = file.src_uri.partition("/")
        path = f"{FOLDER}/{name}"
        return path.removesuffix(".md") + ".html" if folder in _WITH_FILES and path in self._made else ""

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Watch what editors write."""
        for folder in ("modules", "curriculum"):
            server.watch(str(self._root(config) / folder))
        return server

    def convert(self, file: File, resolve: Callable[[str], str]) -> Page:
        """The page of a file: made of the course, or our Markdown; ``resolve`` turns links to files into addresses."""
        if file.src_uri in self._made:
            return self._made[file.src_uri]
        to_root = "../" * file.url.count("/")
        lookup = [(path.removesuffix(".md"), page) for path, page in self._made.items() if page.kind in _LOOKUP]
        hand = HandPage(self._course, to_root, resolve, self.config.language, lookup, self._offers)
        return hand.page(self._page(file).parts)

    def _metadata(self, file: File) -> Metadata:
        """What the page of a file tells machines."""
        made = self._made.get(file.src_uri)
        return made.metadata if made else written_metadata(self._page(file), self._course)

    def _written(self, files: Files) -> list[tuple[str, WrittenPage]]:
        """The pages written by hand, with their addresses."""
        return [(file.url, self._page(file)) for file in files.documentation_pages() if file.src_uri not in self._made]

    def _page(self, file: File) -> WrittenPage:
        """What was read with the course; a project without pages of its own uses ours, which nobody has read yet."""
        website = self._course.website
        known = website.page(file.src_uri) if website else None
        if known:
            return known
        source = SourceText(f"site/{file.src_uri}", file.content_string)
        return read_page(source, file.src_uri, FindingLog(), tables_for_pages(self._course))


def _with_made(nav: Sequence[Any], made: dict[str, Page], rules_title: str) -> list[Any]:
    """The navigation, with the pages made of the course below the page they belong to, and the rule tables."""
    of_kind: dict[str, list[Any]] = {}
    for path, page in made.items():
        of_kind.setdefault(page.kind, []).append({page.title: path})
    entries: list[Any] = []
    for title, target in _named(nav):
        entries.append(_entry(title, target, of_kind))
        if target == _AFTER and "rules" in of_kind:
            entries.append({rules_title: of_kind["rules"]})
    return entries


def _named(nav: Sequence[Any]) -> Iterator[tuple[str | None, Any]]:
    """Titles and targets; a page may stand there without a title of its own."""
    for item in nav:
        yield from item.items() if isinstance(item, dict) else ((None, item),)


def _entry(title: str | None, target: Any, of_kind: dict[str, list[Any]]) -> Any:
    """An entry with what belongs below it: a page becomes a section, in a section the pages follow their own."""
    if isinstance(target, list):
        pages = _named(target)
        return {title: [entry for name, page in pages for entry in (_plain(name, page), *_below(page, of_kind))]}
    below = _below(target, of_kind)
    return {title or Path(target).stem.capitalize(): [target, *below]} if below else _plain(title, target)


def _below(target: Any, of_kind: dict[str, list[Any]]) -> list[Any]:
    kinds = _BELOW.get(target, ()) if isinstance(target, str) else ()
    return [entry for kind in kinds for entry in of_kind.get(kind, [])]


def _plain(title: str | None, target: Any) -> Any:
    return target if title is None else {title: target}


def _add(made: Iterable[OutputFile], files: Files, config: MkDocsConfig) -> None:
    for file in made:
        files.append(File.generated(config, file.path, content=file.data))
