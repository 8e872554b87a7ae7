"""``.cache/normen``: wordings by their fingerprint, and what the server delivered. Never committed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from builder.law.wording import LawText, Paragraph
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
        if not fingerprint or not path.is_file():
            return None
        text = path.read_bytes().decode("utf-8", "replace")
        return text if Paragraph("", text).fingerprint == fingerprint else None  # half a file of an interrupted run

    def keep(self, texts: Iterable[LawText]) -> None:
        """Keep every Absatz of these laws."""
        found = (paragraph for text in texts for norm in text.norms for paragraph in norm.paragraphs)
        words = {paragraph.fingerprint: paragraph.text for paragraph in found}
        new = [fingerprint for fingerprint in words if self.get(fingerprint) is None]
        write_files(Output.of(OutputFile(f"{name}.txt", words[name].encode()) for name in new), self._folder)


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
