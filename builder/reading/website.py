"""``site/`` and ``mkdocs.yml`` of a project → its website."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.findings import Finding, FindingLog, Suppression
from builder.model.page import NavEntry, Page, Website
from builder.reading import rules
from builder.reading.files import Tree
from builder.reading.page import read_page
from builder.reading.rule_tables import RuleTables
from builder.reading.yaml import YamlDocument, read_yaml
from builder.source import YamlPath

PAGE = ".md"
PUBLISHED = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".ico", ".pdf")
"""Endings of files that stand beside pages; anything else might run, or tell what is not meant for readers."""
FOR_EDITORS = "README.md"


@dataclass(frozen=True, slots=True)
class WebsiteRead:
    """The website, None where a project uses ours, and what was found in it."""

    website: Website | None
    findings: tuple[Finding, ...]
    suppressions: tuple[Suppression, ...] = ()


def read_website(root: Path, tables: RuleTables) -> WebsiteRead:
    """Read the pages a project has of its own; their examples may ask about its rule tables."""
    log = FindingLog()
    tree = Tree(root, log)
    config, folder = root / "mkdocs.yml", root / "site"
    if not tree.exists(config) or not tree.exists(folder):
        return WebsiteRead(None, ())
    paths = [(path, path.relative_to(folder).as_posix()) for path in _below(folder, tree)]
    named = [(path, name) for path, name in paths if path.name != FOR_EDITORS]
    pages = [page for path, name in named if path.suffix == PAGE and (page := _page(path, name, tree, log, tables))]
    files = [name for path, name in named if path.suffix.lower() in PUBLISHED]
    others = [name for path, name in named if path.suffix.lower() not in (PAGE, *PUBLISHED)]
    nav = _nav(config, tree, log)
    return WebsiteRead(Website(tuple(pages), tuple(files), tuple(others), tuple(nav)), tuple(log), tuple(log.permitted))


def _below(folder: Path, tree: Tree) -> Iterator[Path]:
    """Every file in a folder and its folders; links out of the project are reported and left out."""
    yield from tree.files(folder)
    for inner in tree.folders(folder):
        yield from _below(inner, tree)


def _page(path: Path, name: str, tree: Tree, log: FindingLog, tables: RuleTables) -> Page | None:
    source = tree.text(path)
    return read_page(source, name, log, tables) if source else None


def _nav(path: Path, tree: Tree, log: FindingLog) -> Iterator[NavEntry]:
    """The pages of the navigation. MkDocs allows more in its file than we do: only what it cannot read counts."""
    source = tree.text(path)
    own = FindingLog()
    document = read_yaml(source, own) if source else None
    for finding in own:
        if finding.rule is rules.BROKEN_YAML:
            log.take(finding)
    if document and isinstance(document.data, dict):
        yield from _entries(document.data.get("nav"), ("nav",), document)


def _entries(value: Any, path: YamlPath, document: YamlDocument) -> Iterator[NavEntry]:
    if isinstance(value, str):
        if value.endswith(PAGE):
            yield NavEntry(value, document.place(path))
        return
    inner = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    for key, item in inner:
        yield from _entries(item, (*path, key), document)
