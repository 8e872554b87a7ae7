"""Where a reader reports a mistake, and where a text can be changed: at the forge that holds the source, or by mail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from builder.model.course import Shared
from builder.model.module import Module
from builder.source import Place

_BRANCH = "main"
_MAIL = re.compile(r"[^\s@<>,;:]+@[^\s@<>,;:]+\.[^\s@<>,;:.]+")


@dataclass(frozen=True, slots=True)
class _Forge:
    """How a kind of forge addresses the editor of a file at a line, and a new report: what follows the project."""

    edit: str
    line: str
    report: str
    title: str
    text: str


_GITHUB = _Forge("/edit/{branch}/{path}", "#L{line}", "/issues/new", "title", "body")
_GITLAB = _Forge("/-/edit/{branch}/{path}", "#L{line}", "/-/issues/new", "issue[title]", "issue[description]")
_FORGEJO = _Forge("/_edit/{branch}/{path}", "", "/issues/new", "title", "body")
_FORGES = {"github.com": _GITHUB, "codeberg.org": _FORGEJO}
"""Those that are known by name; public bodies run GitLab at addresses of their own (openCode.de)."""


QUESTION = "{question}"
"""In the address of a report on a question; scripts put the question's id there."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a page of the site offers its readers. Empty: nowhere.

    ``forge``: a report at the forge, which asks for an account; ``mail``: one without. ``question``: the better of
    both, for a question of the module. ``edits``: what can be changed, and where.
    """

    forge: str
    mail: str
    question: str
    edits: tuple[tuple[str, str], ...]


def edit_address(shared: Shared, place: Place) -> str:
    """The editor of a file, at its line where the forge knows lines; empty while nobody said where the source is."""
    source = _source(shared)
    if not source:
        return ""
    forge = _forge(source)
    return source + forge.edit.format(branch=_BRANCH, path=quote(place.path)) + forge.line.format(line=place.line)


def feedback_on(module: Module, shared: Shared, _: Callable[[str], str]) -> Feedback:
    """Reports that already say which module and version they are about, and the editors of its files."""
    title = _("Mistake in %(module)s, version %(version)s") % {
        "module": f"{module.id.upper()} {module.meta.title}",
        "version": module.meta.version,
    }
    forge, mail = _reports(shared, title, _)
    of_question = next(
        filter(None, _reports(shared, title + ", " + _("Question %(number)s") % {"number": QUESTION}, _)), ""
    )
    return Feedback(forge, mail, of_question, tuple(_edits(module, shared, _)))


def _reports(shared: Shared, title: str, _: Callable[[str], str]) -> tuple[str, str]:
    text = _("Where (step or question):\n\nWhat is wrong:\n\nWhat is right, and where it says so:\n")
    source, mail = _source(shared), _mail(shared)
    forge = _forge(source)
    asked = urlencode({forge.title: title, forge.text: text}, quote_via=quote)
    written = urlencode({"subject": title, "body": text.replace("\n", "\r\n")}, quote_via=quote)
    return f"{source}{forge.report}?{asked}" if source else "", f"mailto:{mail}?{written}" if mail else ""


def _edits(module: Module, shared: Shared, _: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Of its head, of each step, of the plan of its seminar."""
    places = [(_("title and dates"), module.place)]
    places += [(_("step %(number)s") % {"number": n}, step.place) for n, step in enumerate(module.steps, 1)]
    if module.seminar and module.seminar_places:
        places.append((_("seminar plan"), module.seminar_places.at()))
    yield from ((name, address) for name, place in places if (address := edit_address(shared, place)))


def _source(shared: Shared) -> str:
    return shared.curriculum.source_url.rstrip("/")


def _mail(shared: Shared) -> str:
    """The first mail address of the operator's contact."""
    found = _MAIL.search(shared.curriculum.operator.contact)
    return found[0] if found else ""


def _forge(source: str) -> _Forge:
    return _FORGES.get(urlsplit(source).hostname or "", _GITLAB)
