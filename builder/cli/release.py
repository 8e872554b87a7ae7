"""``integrif release``: whether an edition may go out, and freezing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.acts import FINDINGS, FINE
from builder.cli.arguments import Translate, project
from builder.language import catalogue

if TYPE_CHECKING:
    from builder.findings import Finding
    from builder.model.course import Shared

_NO_OPERATOR = "K009"
"""The finding that hinders no release but belongs before the eyes of whoever releases."""
_OLD_TEXTS = 30
"""Days after which a text of a law is old: the weekly job has not run."""


@click.pass_obj
def release(language: str, root: Path | None, as_of: date | None) -> int:
    """Freeze the edition and tell of it in the change log. FINDINGS, and nothing written, when something hinders it."""
    from builder.output import present, rewrite
    from builder.pipeline import load
    from builder.rendering.changelog import CHANGELOG
    from builder.rendering.release import release_files
    from builder.report import as_text

    _ = catalogue(language).gettext
    root, today = project(root, _), as_of or date.today()
    loaded = load(root, today)
    if loaded.course is None or loaded.hindrances:
        click.echo(as_text(loaded.hindrances), err=True)
        click.echo(_("Not released. First mend the findings above."), err=True)
        return FINDINGS
    log, version = present(root / CHANGELOG), loaded.course.shared.curriculum.version
    files = release_files(loaded.course, today, lambda path: present(root / path))
    for file in files:
        rewrite(root / file.path, file.data)
    click.echo(_said(version, [file.path for file in files], log is None, _))
    for remark in _remarks(loaded.course.shared, loaded.findings, today, _):
        click.echo(remark)
    return FINE


def _said(version: str, written: list[str], log_is_new: bool, _: Translate) -> str:
    """What was done."""
    if not written:
        return _("Edition %s is released already, nothing has changed since. There is nothing to do.") % version
    words = [_("Edition %s is released. Written:") % version, *(f"  {path}" for path in written)]
    if log_is_new:
        words.append(_("There was no CHANGELOG.md; it was begun."))
    return "\n".join([*words, _("Look at these files, then commit them together.")])


def _remarks(shared: Shared, findings: Sequence[Finding], today: date, _: Translate) -> Iterator[str]:
    """What whoever releases ought to know, though it hinders nothing."""
    days = [law.day for law in shared.register.laws if law.is_official and law.day]
    if days and (age := (today - min(days)).days) > _OLD_TEXTS:
        words = _(
            "The texts of the laws are up to %(age)s days old; of later changes the register knows nothing: %(do)s"
        )
        yield words % {"age": age, "do": "integrif norms update"}
    yield from (f"{finding.place}: {finding.message}" for finding in findings if finding.code == _NO_OPERATOR)
