"""Building and serving the site in this process, without MkDocs' own command line."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import yaml_load
from yaml import YAMLError

from builder.language import DEFAULT
from builder.mkdocs_shell.plugin import NAME, IntegrifPlugin
from builder.model.course import Course
from builder.rendering.downloads import Offer

_HOME = Path(__file__).resolve().parents[2]


def build_site(
    course: Course,
    destination: Path,
    root: Path,
    language: str = DEFAULT,
    offers: Sequence[Offer] | None = None,
) -> None:
    """Build the site of a checked course into a folder; raises SiteFailed. ``offers``: the files made beside it."""
    config = _config(_config_file(root), destination, language)
    plugin = IntegrifPlugin(course, offers)
    plugin.load_config({"language": language})
    config.plugins[NAME] = plugin
    with _complaints() as said:
        try:
            build(config)
        except MkDocsException as error:
            raise SiteFailed("\n".join([*said, str(error)])) from error


class SiteFailed(Exception):
    """MkDocs could not build the site of a sound course; the message is what it said."""


def _config(path: Path, destination: Path, language: str) -> MkDocsConfig:
    """The configuration in a file, for another folder; raises SiteFailed."""
    try:
        with path.open("rb") as file:
            settings = dict(yaml_load(file) or {})
        names = [name for name in settings.get("plugins", ()) if name != NAME]
        theme = {**settings.get("theme", {"name": "material"}), "language": language}
        config = MkDocsConfig(str(path))
        config.load_dict({**settings, "theme": theme, "plugins": names, "site_dir": str(destination)})
        errors, warnings = config.validate()
    except (MkDocsException, YAMLError, TypeError, ValueError) as error:
        raise SiteFailed(f"{path.name}: {error}") from error
    if errors or warnings:
        raise SiteFailed("\n".join(f"{path.name}: {key}: {problem}" for key, problem in [*errors, *warnings]))
    return config


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What MkDocs warns of while it builds; it says so to its log only."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]  # no class for one line
    log = logging.getLogger("mkdocs")
    log.addHandler(handler)
    try:
        yield said
    finally:
        log.removeHandler(handler)


def serve_site(root: Path, address: str) -> None:
    """Show the site at ``host:port``, built again whenever a file is saved, until Ctrl+C; raises SiteFailed."""
    said = logging.getLogger("mkdocs")  # in MkDocs' own command line its log is shown; so here
    said.setLevel(logging.INFO)
    said.addHandler(logging.StreamHandler())
    plugins = {"search": {}, NAME: {"root": str(root.resolve())}}
    try:
        serve(config_file=str(_config_file(root)), dev_addr=address, plugins=plugins)
    except MkDocsException as error:
        raise SiteFailed(str(error)) from error


def _config_file(root: Path) -> Path:
    """The project's own ``mkdocs.yml``; a project of nothing but content uses ours."""
    own = root.resolve() / "mkdocs.yml"
    return own if own.is_file() else _HOME / "mkdocs.yml"
