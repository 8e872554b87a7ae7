"""Law texts from a folder: official XML (also zipped) or the Markdown mirror."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from builder.law.unreadable import Unreadable
from builder.law.wording import LawText
from builder.model.norms import Law
from builder.norms.delivery import Delivery, Problem, belongs, misfit, same_name, text_from

_ENDINGS = (".xml", ".zip", ".md")


def from_folder(folder: Path, laws: Sequence[Law]) -> Delivery:
    """The texts of these laws that lie in a folder; a law that is not there is no problem.

    A file of XML or a zip that cannot be read is a problem; other Markdown may lie beside the laws.
    """
    files: dict[str, str] = {}
    texts: list[tuple[str, LawText]] = []
    problems: list[Problem] = []
    for path in sorted(path for path in folder.iterdir() if path.suffix.lower() in _ENDINGS and path.is_file()):
        try:
            text = text_from(path.read_bytes(), path.name)
        except Unreadable as why:
            if path.suffix.lower() != ".md" or _named(path, laws):
                problems.append(Problem(path.name, why.problem, why.hint))
            continue
        for law in laws:
            if not belongs(law, text):
                problems += [misfit(law, text, path.name)] if same_name(law, text) else []
            elif other := files.get(law.short):
                problems.append(_second(law, other, path.name))
            else:
                files[law.short] = path.name
                texts.append((law.short, text))
    return Delivery(tuple(texts), tuple(problems) or (() if texts else (_nothing(folder),)))


def _second(law: Law, one: str, other: str) -> Problem:
    problem = f"Auch diese Datei ist ein Text von „{law.short}“, wie schon {one}."
    return Problem(other, problem, "Lassen Sie nur die neuere im Ordner.")


def _nothing(folder: Path) -> Problem:
    hint = "Nennen Sie den Ordner, in dem die Dateien selbst liegen: amtliches XML, auch gezippt, oder Markdown."
    return Problem(folder.name, "Im Ordner liegt kein Text eines Gesetzes aus dem Register.", hint)


def _named(path: Path, laws: Sequence[Law]) -> bool:
    """Whether the name of a file says that it should be one of the laws."""
    return any((law.number and law.number in path.name) or path.stem == law.short for law in laws)
