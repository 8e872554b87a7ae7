"""Files and folders that nobody reads: most often a name that is only nearly right."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from builder.findings import FindingLog
from builder.reading import rules
from builder.reading.files import Tree, lookalike
from builder.source import Place

TEXT_FILE, PLAN_FILE, PICTURE_FOLDER = "modul.md", "seminar.yml", "media"
REVIEW_NOTE = "pruefnotiz.md"
"""Beside content, for those who answer for its law: every legal statement, its norm and the words that carry it."""
_LISTS = ("irrtuemer.yml", "glossar.yml", "medien.yml", "akteure.yml", "quellen.yml")
_MISSED = (TEXT_FILE, "curriculum.yml", *_LISTS)
"""Where one of these is not found, that is said already, with the name that is nearly right."""
_FOR_PEOPLE = "README.md"


@dataclass(frozen=True, slots=True)
class _Room:
    """What a folder may hold, as names or patterns; ``only``: the others that are worth a word; ``hint``: the cure.

    ``people``: files for people alone, which no program reads.
    """

    files: tuple[str, ...]
    folders: tuple[str, ...]
    hint: str
    only: str = "*"
    people: tuple[str, ...] = ()


_MODULES = _Room((), ("*",), "Ein Modul ist ein eigener Ordner mit der Datei modul.md; legen Sie die Datei dorthin.")
_MODULE = _Room(
    (TEXT_FILE, PLAN_FILE),
    (PICTURE_FOLDER,),
    "In den Ordner eines Moduls gehören modul.md, seminar.yml, der Ordner media und, wer eine führt, pruefnotiz.md.",
    people=(REVIEW_NOTE,),
)
_PICTURES = _Room(("*",), (), "Legen Sie die Bilder ohne Unterordner in den Ordner media.")
_CURRICULUM = _Room(
    ("curriculum.yml", "normen.yml", *_LISTS),
    ("*",),
    "In den Ordner curriculum gehören curriculum.yml, irrtuemer.yml, glossar.yml, akteure.yml, medien.yml, "
    "quellen.yml, normen.yml und die Ordner regelwerke, ablaeufe und faelle.",
    "*.y*ml",
)
_RELEASES = _Room(
    ("*.json",), (), "Eine Freigabe ist eine Datei mit der Endung .json; nur integrif release schreibt sie."
)
_REFERENCES = {
    folder: _Room(
        ("*.yml",),
        (),
        f"{name} ist eine Datei mit der Endung .yml, direkt im Ordner {folder}.",
        people=(REVIEW_NOTE,),
    )
    for folder, name in (("regelwerke", "Ein Regelwerk"), ("ablaeufe", "Ein Ablauf"), ("faelle", "Ein Fall"))
}


def report_strays(tree: Tree, log: FindingLog) -> None:
    """A finding for everything below ``modules/`` and ``curriculum/`` that looks like content and is not read."""
    modules, curriculum = tree.root / "modules", tree.root / "curriculum"
    _look(modules, _MODULES, tree, log)
    for name, is_folder in tree.names(modules):
        if is_folder and not name.startswith("_"):
            _look(modules / name, _MODULE, tree, log)
            _look(modules / name / PICTURE_FOLDER, _PICTURES, tree, log)
    _look(curriculum, _CURRICULUM, tree, log)
    for folder, room in _REFERENCES.items():
        _look(curriculum / folder, room, tree, log)
    _look(curriculum / "freigaben", _RELEASES, tree, log)


def _look(folder: Path, room: _Room, tree: Tree, log: FindingLog) -> None:
    names = tree.names(folder)
    present = {name for name, _ in names}
    for name, is_folder in names:
        if name in (*room.files, *room.folders):
            continue  # where it is read, it is said if it is of the wrong kind
        known = room.folders if is_folder else (*room.files, *room.people, _FOR_PEOPLE)
        if any(fnmatchcase(name, pattern) for pattern in known) or not fnmatchcase(name, room.only):
            continue
        wanted = (*room.files, *room.people, *room.folders)
        meant = next((want for want in wanted if lookalike(want, [name])), None)
        if meant in _MISSED and meant not in present:
            continue
        hint = f"Meinten Sie „{meant}“? Dann benennen Sie um." if meant and meant not in present else room.hint
        place = Place(tree.relative(folder / name))
        log.add(rules.NOT_READ, place, name=tree.relative(folder / name), hint=hint)
