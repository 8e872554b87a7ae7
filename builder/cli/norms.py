"""``integrif norms``: the state of the register, its update, what changed, and who confirms."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from builder.cli.acts import FINDINGS, FINE, course_of
from builder.cli.arguments import Translate, project
from builder.language import catalogue

if TYPE_CHECKING:
    from builder.law.register import Change
    from builder.law.review import Review, Touched
    from builder.model.citations import Kind
    from builder.model.course import Course
    from builder.norms.delivery import Delivery, Problem


@click.pass_obj
def status(language: str, root: Path | None, as_of: date | None) -> int:
    """Show what is cited where, how old its text is, and what is to be compared."""
    from builder.norms.report import status_text

    course, reviews, _whole = _read(project(root, catalogue(language).gettext), language)
    click.echo(status_text(course, reviews, as_of or date.today()))
    return FINE


@click.pass_obj
def update(
    language: str, root: Path | None, folder: Path | None, server: str, laws: tuple[str, ...], day: date | None
) -> int:
    """Read the texts anew and write the register; FINDINGS, and nothing written, where a text cannot be used."""
    from builder.norms.cache import wordings
    from builder.norms.report import diff_text, newly_read, problems_text
    from builder.norms.update import updated, write_register

    _ = catalogue(language).gettext
    root = project(root, _)
    course, _reviews, whole = _read(root, language)
    delivery = _delivered(course, root, folder, server, laws, _)
    result = updated(course, delivery, day, whole)
    if result.problems:
        click.echo(problems_text(result.problems), err=True)
        click.echo(_("The register is unchanged."), err=True)
        return FINDINGS
    kept = wordings(root)
    kept.keep(text for _short, text in delivery.texts)
    write_register(root, result.register)
    click.echo(diff_text(result.changes, course.mentions, result.register, kept.get))
    fresh = newly_read(course.shared.register, result.register)
    if fresh:
        click.echo(_("Newly read: %s") % ", ".join(fresh))
    if folder and not day and any(text.day is None for _short, text in delivery.texts):
        said = _("The files do not say their date; today, %(day)s, was written. If they are older: --day YYYY-MM-DD")
        click.echo(said % {"day": f"{date.today():%d.%m.%Y}"}, err=True)
    without = [short for short in result.without_text if not laws or short in laws]
    if without:
        click.echo(_("No text was delivered for: %s.") % ", ".join(without), err=True)
    return FINE


def _delivered(
    course: Course, root: Path, folder: Path | None, server: str, asked: Sequence[str], _: Translate
) -> Delivery:
    """The texts of the official laws asked for, from a folder or from the server."""
    from builder.norms.cache import keep_answers, known_answers
    from builder.norms.folder import from_folder
    from builder.norms.server import from_server

    official = [law for law in course.shared.register.laws if law.is_official]
    for short in asked:
        if short not in {law.short for law in official}:
            raise click.UsageError(_("The register has no official law %s.") % short)
    laws = [law for law in official if not asked or law.short in asked]
    if folder:
        return from_folder(folder, laws)
    fetched = from_server(laws, known_answers(root), server)
    keep_answers(root, fetched.answers)
    return fetched.delivery


@click.pass_obj
def diff(
    language: str, root: Path | None, folder: Path | None, before: Path | None, everything: bool, form: str
) -> int:
    """Show which cited paragraphs changed and who cites them. FINDINGS when there are any."""
    from builder.norms.report import MARKDOWN, TEXT, citing_mentions, diff_text, problems_text

    _ = catalogue(language).gettext
    root = project(root, _)
    if before and not folder:
        raise click.UsageError(_("--before needs --from: two folders are compared."))
    course, reviews, _whole = _read(root, language)
    register = course.shared.register
    compared = _compared(course, root, folder, before)
    changes = compared.changes
    if not everything:
        waiting = {review.touched.name for review in reviews}
        changes = [
            change
            for change in changes
            if citing_mentions(change, course.mentions, register) and (folder or change.name in waiting)
        ]
    marks = MARKDOWN if form == "markdown" else TEXT
    click.echo(diff_text(changes, course.mentions, register, compared.wording, marks))
    if compared.problems:
        click.echo(problems_text(compared.problems), err=True)
    return FINDINGS if changes or compared.problems else FINE


@dataclass(frozen=True, slots=True)
class _Compared:
    """What differs, the words of an Absatz by its fingerprint where they are known, what could not be read."""

    changes: list[Change]
    wording: Callable[[str], str | None]
    problems: tuple[Problem, ...] = ()


def _compared(course: Course, root: Path, folder: Path | None, before: Path | None) -> _Compared:
    """Compare the register with how it was begun, with a folder, or two folders with one another."""
    from builder.law.register import between, recorded_changes
    from builder.norms.cache import wordings
    from builder.norms.delivery import Delivery
    from builder.norms.folder import from_folder
    from builder.norms.update import differences

    register, kept = course.shared.register, wordings(root)
    laws = [law for law in register.laws if law.is_official]
    if folder is None:
        return _Compared([change for law in laws for change in recorded_changes(law)], kept.get)
    new = from_folder(folder, laws)
    old = from_folder(before, laws) if before else Delivery(())
    if before:
        pairs = [(short, text, new.text(short)) for short, text in old.texts]
        found = [change for short, was, now in pairs if now for change in between(short, was, now)]
    else:
        found = list(differences(course, new, None))
    words = {each.fingerprint: each.text for each in (*new.paragraphs(), *old.paragraphs())}
    problems = tuple(dict.fromkeys((*old.problems, *new.problems)))
    return _Compared(found, lambda fingerprint: words.get(fingerprint) or kept.get(fingerprint), problems)


@click.pass_obj
def confirm(
    language: str, target: str, norms: tuple[str, ...], role: str, root: Path | None, as_of: date | None
) -> int:
    """Write into a document that it was compared with what changed: all of it, or the norms named."""
    from builder.norms.confirm import NoPlace, confirmation_line, target_of, write_confirmation

    _ = catalogue(language).gettext
    root = project(root, _)
    course, reviews, _whole = _read(root, language)
    if not role.strip():
        raise click.UsageError(_('Name the role of whoever compared it, for example --role "Fachredaktion Recht".'))
    kind, document = _document(target)
    place = target_of(course, kind, document)
    if place is None:
        unknown = _("There is no %s: name a module (b3), regelwerk/arbeit, irrtum/name, begriff/name or akteur/name.")
        raise click.UsageError(unknown % target)
    open_ = [
        each.touched for each in reviews if (each.mention.where.kind, each.mention.where.document) == (kind, document)
    ]
    chosen = _chosen(open_, norms, _)
    line = confirmation_line(chosen, as_of or date.today(), role)
    try:
        write_confirmation(root, place, line)
    except NoPlace as error:
        raise click.UsageError(
            _("Write this line under bestaetigt in %(path)s yourself:\n%(line)s") % {"path": place.path, "line": error}
        ) from None
    names = {each.name for each in chosen}
    click.echo(_("Confirmed in %(path)s: %(norms)s") % {"path": place.path, "norms": ", ".join(sorted(names))})
    waiting = _waiting_elsewhere(names, reviews, kind, document)
    if waiting:
        click.echo(_("It still waits in: %s") % ", ".join(waiting))
    return FINE


def _waiting_elsewhere(names: Collection[str], reviews: Sequence[Review], kind: Kind, document: str) -> list[str]:
    """The other documents that are still to be compared with what was just confirmed."""
    from builder.model.citations import Where
    from builder.norms.report import where_words

    wheres = [each.mention.where for each in reviews if each.touched.name in names]
    others = {(where.kind, where.document) for where in wheres} - {(kind, document)}
    return [where_words(Where(*each)) for each in sorted(others)]


def _document(target: str) -> tuple[Kind, str]:
    from builder.model.citations import Kind

    before, slash, name = target.partition("/")
    if not slash:
        return Kind.MODULE, target.lower()
    return next((kind for kind in Kind if kind.prefix == f"{before.lower()}/"), Kind.PAGE), name


def _chosen(open_: Sequence[Touched], norms: Sequence[str], _: Translate) -> list[Touched]:
    """What is to be confirmed; a norm that does not wait for it is a mistake of the call."""
    from builder.law.citations import citations

    if not open_:
        raise click.UsageError(_("Nothing here waits for a confirmation."))
    names = {each.name for each in open_}
    asked = [str(next(iter(citations(norm)), norm)) for norm in norms]  # „§ 61 Absatz 1 AsylG“ is said, too
    for norm in asked:
        if norm not in names:
            values = {"norm": norm, "waiting": ", ".join(sorted(names))}
            raise click.UsageError(_("%(norm)s does not wait for a confirmation here. Waiting: %(waiting)s") % values)
    return [each for each in open_ if not asked or each.name in asked]


class Unreadable(click.ClickException):
    """A register of which something could not be read: to write it anew would lose that."""

    exit_code = FINDINGS

    def show(self, file: IO[str] | None = None) -> None:
        """The findings, as ``check`` shows them."""
        click.echo(self.message, err=True)


def _read(root: Path, language: str) -> tuple[Course, tuple[Review, ...], bool]:
    """The course, what waits in it, and whether nothing of it is missing.

    Raises Unreadable where an entry of the register cannot be read.
    """
    from builder.law.review import open_reviews
    from builder.model.course import NORMS
    from builder.pipeline import load
    from builder.report import as_text

    _ = catalogue(language).gettext
    loaded = load(root)
    broken = [f for f in loaded.findings if f.place.path == f"curriculum/{NORMS}" and f.blocks and f.code[0] != "N"]
    if broken:
        raise Unreadable("\n\n".join([as_text(broken).rstrip(), _("Mend this first; the register is unchanged.")]))
    course = course_of(loaded, language)
    return course, open_reviews(course), not any(f.blocks and f.code[0] != "N" for f in loaded.findings)
