"""``.cache/normen``: wordings by their fingerprint, and what the server delivered. Never committed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from builder.law.wording import LawText
from builder.norms.server import Answer
from builder.output import Output, OutputFile, write_files

FOLDER = ".cache/normen"
_WORDINGS, _SERVER = "wortlaut", "server"


def wordings(root: Path) -> Wordings:
    """The wordings kept in a project."""
    return Wordings(root / FOLDER / _WORDINGS)


class Wordings:
    """The text of an Absatz by its fingerprint, as far as it was ever read here."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, fingerprint: str) -> str | None:
        """The wording; None where it was never kept."""
        path = self._folder / f"{fingerprint}.txt"
        return path.read_text(encoding="utf-8") if fingerprint and path.is_file() else None

    def keep(self, texts: Iterable[LawText]) -> None:
        """Keep every Absatz of these laws."""
        files = {
            f"{paragraph.fingerprint}.txt": paragraph.text
            for text in texts
            for norm in text.norms
            for paragraph in norm.paragraphs
        }
        new = [name for name in files if not (self._folder / name).exists()]
        write_files(Output.of(OutputFile(name, files[name].encode()) for name in new), self._folder)


def known_answers(root: Path) -> Mapping[str, Answer]:
    """What the server delivered before, by the name it was asked for."""
    folder = root / FOLDER / _SERVER
    return dict(_answers(folder)) if folder.is_dir() else {}


def _answers(folder: Path) -> Iterator[tuple[str, Answer]]:
    for path in sorted(folder.iterdir()):
        slip, _, data = path.read_bytes().partition(b"\n")
        try:
            said = json.loads(slip)
            if said["sha256"] == sha256(data).hexdigest():
                yield str(said["name"]), Answer(data, str(said["etag"]), str(said["geaendert"]))
        except (ValueError, KeyError, TypeError):
            continue  # half a file of an interrupted run: it is asked for again


def keep_answers(root: Path, answers: Mapping[str, Answer]) -> None:
    """Keep what the server delivered, for asking „only if changed“ next time."""
    files = []
    for name, answer in answers.items():
        slip = {"name": name, "etag": answer.tag, "geaendert": answer.modified, "sha256": _digest(answer)}
        files.append(OutputFile(name.replace("/", "_"), json.dumps(slip).encode() + b"\n" + answer.data))
    write_files(Output.of(files), root / FOLDER / _SERVER)


def _digest(answer: Answer) -> str:
    return sha256(answer.data).hexdigest()
