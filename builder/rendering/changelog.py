"""The section of CHANGELOG.md that tells trainers of an edition, and putting it in without touching anything else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.language import catalogue
from builder.model.course import Course
from builder.model.release import Release
from builder.model.update import Update, UpdateKind, bundle_update, module_update
from builder.rendering.update_words import Translate, kind_word, to_do, what_happened

CHANGELOG = "CHANGELOG.md"
_NEW_FILE = "# Changelog\n"
_HEADING = re.compile(r"^## \[?(?P<name>[^\]\s]*)", re.MULTILINE)
_ADDRESSES = re.compile(r"^\[[^\]\n]+\]: \S.*(?:\n\[[^\]\n]+\]: \S.*)*\s*\Z", re.MULTILINE)
"""What CommonMark calls link reference definitions, at the end of the file."""
_WAITING = ("unreleased", "unveröffentlicht")
_MARKUP = re.compile(r"[\\`*\[\]<>|~&]|(?<!\w)_|_(?!\w)")
_BLANKS = re.compile(r"[ \t\r\n]+")


def section(course: Course, release: Release) -> str:
    """What became of each module and course since the edition before: a line each; German, as all content is."""
    _ = catalogue("de").gettext
    lines = [*_modules(course, _), *_bundles(course, _), *_gone(course, _)] or [_("No module has changed.")]
    return "\n".join([f"## [{release.version}] – {release.date}", "", *(f"- {line}" for line in lines), ""])


def _modules(course: Course, _: Translate) -> Iterator[str]:
    for module in course.modules:
        update, version = module_update(module, course.shared), module.meta.version
        name = _plain(f"{module.id.upper()} {module.meta.title}")
        if update is None:
            yield f"**{name}** {version}, {_new(_)}"
        elif update.kind is not UpdateKind.UNCHANGED:
            versions = _("%(now)s (before: %(before)s)") % {"now": version, "before": update.before}
            yield f"**{name}** {versions}, {_told(update, _)}"


def _bundles(course: Course, _: Translate) -> Iterator[str]:
    """Only those whose modules are other ones: what became of the modules stands above."""
    for bundle in course.bundles if course.shared.earlier else ():
        update, name = bundle_update(bundle, course.shared), f"**{_plain(bundle.title)}** ({bundle.name})"
        if update is None:
            yield f"{name}, {_new(_)}"
        elif update.reasons:
            yield f"{name}, {_told(Update(update.before, update.reasons), _)}"


def _new(_: Translate) -> str:
    return _("new.")


def _told(update: Update, _: Translate) -> str:
    sentences = [*map(_plain, what_happened(update, _)), *to_do(update, _)]
    return f"{kind_word(update.kind, _)}: {' '.join(sentences)}"


def _gone(course: Course, _: Translate) -> Iterator[str]:
    """Modules of the edition before that are not in this one."""
    gone = [name for release in course.shared.earlier[-1:] for name in release.modules if not course.module(name)]
    for name in gone:
        yield _("**%(name)s** is gone: its activity may stay, no new version will come.") % {"name": name.upper()}


def _plain(text: str) -> str:
    """A line of text in Markdown in which nothing an author wrote is markup."""
    return _MARKUP.sub(r"\\\g<0>", _BLANKS.sub(" ", text))


def with_section(text: str | None, version: str, lines: str) -> str:
    """A change log with one section more, above those of older editions; unchanged where it has one of that version.

    All else stays to the letter, and the new lines end as the others do. ``None``: there is no change log yet.
    """
    text = _NEW_FILE if text is None else text
    headings = list(_HEADING.finditer(text))
    if any(heading["name"] == version for heading in headings):
        return text
    first = next((h.start() for h in headings if h["name"].casefold() not in _WAITING), None)
    at = _end(text) if first is None else first
    end = "\r\n" if "\r\n" in text else "\n"
    above, below = text[:at], text[at:]
    return above + _to_blank_line(above, end) + lines.replace("\n", end) + (end if below.strip() else "") + below


def _end(text: str) -> int:
    """Where the last section ends: before addresses that stand at the end of the file."""
    found = _ADDRESSES.search(text)
    return found.start() if found else len(text)


def _to_blank_line(above: str, end: str) -> str:
    """What is missing for the next line to stand below an empty one."""
    if not above or above.endswith(end * 2):
        return ""
    return end if above.endswith(end) else end * 2
