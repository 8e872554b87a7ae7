"""The trainer kit: everything there is of a module in one zip, with a page that says what is what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from builder.language import DEFAULT, catalogue
from builder.model.course import Shared
from builder.model.module import Module
from builder.output import Output, OutputFile, zip_bytes
from builder.rendering.address import licence_address, sheet_address
from builder.rendering.dates import german_day
from builder.rendering.file_words import file_kinds, folder_of, folder_words, kind_of
from builder.rendering.norms import changed_norms
from builder.rendering.sheet import state_words

LEFT_OUT = ("-scorm2004.zip",)
"""Moodle's reports know SCORM 1.2 alone (scorm.md B0.1); who needs the other edition finds it in ``dist/scorm``."""
README, LICENCE = "LIESMICH.txt", "LIZENZ.txt"


def render(module: Module, shared: Shared, parts: Mapping[str, Output], language: str = DEFAULT) -> Output:
    """One zip. ``parts``: target → what it gives of the module, and of the rule tables that stand in it."""
    held = Output.of(_held(parts))
    texts = (
        OutputFile(README, _readme(module, shared, held, language)),
        OutputFile(LICENCE, _licence(module, shared, language)),
    )
    return Output((OutputFile(f"{module.file_name}.zip", zip_bytes(Output.of([*held.files, *texts]))),))


def _held(parts: Mapping[str, Output]) -> Iterator[OutputFile]:
    for target, output in parts.items():
        for file in output.files:
            if not file.path.endswith(LEFT_OUT):
                yield OutputFile(f"{folder_of(target, file.path)}/{file.path}", file.data)


def _readme(module: Module, shared: Shared, held: Output, language: str) -> bytes:
    _ = catalogue(language).gettext
    title = _("Trainer kit %(id)s: %(title)s") % {"id": module.id.upper(), "title": module.meta.title}
    paragraphs = [f"{title}\n{'=' * len(title)}", module.meta.summary, *_state(module, shared, _), *_contents(held, _)]
    return ("\n\n".join(paragraphs) + "\n").encode()


def _state(module: Module, shared: Shared, _: Callable[[str], str]) -> Iterator[str]:
    """How old the kit is, and how to learn whether there is a newer one."""
    meta = module.meta
    reviewed = _("Reviewed on %(day)s, next review by %(next)s.")
    days = {"day": german_day(meta.reviewed_on), "next": german_day(meta.review_by)}
    yield f"{state_words(meta.version, meta.law_date, _)}\n{reviewed % days}"
    changed = changed_norms(module, shared)
    if changed:
        yield _("Changed since the law date: %(norms)s. The editors have yet to compare; check the law.") % {
            "norms": changed
        }
    address = sheet_address(shared, module)
    before = _("Before each seminar, look whether there is a newer version.")
    yield f"{before} {address}" if address else before + " " + _("Ask where you got this kit from.")
    yield _("Learning material, no advice in an individual case.")


def _contents(held: Output, _: Callable[[str], str]) -> Iterator[str]:
    """The files, folder by folder, each with what it is for."""
    kinds = file_kinds(_)
    for folder, heading in folder_words(_).items():
        files = [file.path for file in held.files if file.path.startswith(f"{folder}/")]
        if files:
            lines = [f"  {path.removeprefix(f'{folder}/')}\n      {kind_of(path, kinds).purpose}" for path in files]
            yield "\n".join([f"{folder}/ – {heading}", *lines])


def _licence(module: Module, shared: Shared, language: str) -> bytes:
    """The licence and how to name the source, word for word."""
    _ = catalogue(language).gettext
    licence = shared.licence_of(module)
    source = _("“%(title)s”, module %(id)s, version %(version)s, from “%(course)s”, licence %(licence)s") % {
        "title": module.meta.title,
        "id": module.id.upper(),
        "version": module.meta.version,
        "course": shared.curriculum.title,
        "licence": licence,
    }
    lines = [
        _("Content licence: %(licence)s") % {"licence": licence},
        licence_address(licence),
        _("When you pass something on, name the source like this, and say what you changed:"),
        source,
    ]
    return ("\n\n".join(lines) + "\n").encode()
