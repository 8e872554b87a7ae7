"""Files on disk → text in memory. Says what is wrong with a file and never raises for it."""

from __future__ import annotations

import unicodedata
from hashlib import sha256
from pathlib import Path

from builder.findings import FindingLog
from builder.reading import rules
from builder.source import Place, SourceText

MAX_LINE = 20_000
"""Characters in one line; a paragraph of a whole page has about 4,000."""
MAX_TEXT = 2_000_000
"""Bytes in one text file."""
MAX_MEDIA = 5_000_000
"""Bytes in one picture."""
_HARMLESS = "\n\t"


class Tree:
    """The content folders of a project, read with care for what may lie in them."""

    def __init__(self, root: Path, log: FindingLog) -> None:
        self.root = root
        self.digests: dict[str, str] = {}
        self._resolved = root.resolve()
        self._log = log

    def relative(self, path: Path) -> str:
        """The path below the root with forward slashes."""
        return path.relative_to(self.root).as_posix()

    def folders(self, name: str) -> tuple[Path, ...]:
        """The folders inside ``name``, by name; hidden ones and links out of the project left out."""
        base = self.root / name
        if not base.is_dir():
            return ()
        found = (path for path in base.iterdir() if path.is_dir() and not path.name.startswith((".", "_")))
        return tuple(path for path in sorted(found) if self._stays_inside(path))

    def files(self, folder: Path, pattern: str = "*") -> tuple[Path, ...]:
        """The files directly inside a folder, by name; links out of the project are reported and left out."""
        if not folder.is_dir():
            return ()
        found = (path for path in folder.glob(pattern) if not path.name.startswith(".") and not path.is_dir())
        return tuple(path for path in sorted(found) if self._stays_inside(path))

    def text(self, path: Path) -> SourceText | None:
        """The text of a file, or None with findings."""
        data = self.data(path, MAX_TEXT)
        if data is None:
            return None
        name = self.relative(path)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            column = error.start - data.rfind(b"\n", 0, error.start)
            self._log.add(rules.NOT_UTF8, Place(name, line, column))
            return None
        source = SourceText(name, text.replace("\r\n", "\n").replace("\r", "\n"))
        return source if self._lines_are_sane(source) else None

    def data(self, path: Path, limit: int = MAX_MEDIA) -> bytes | None:
        """The bytes of a file, or None with findings."""
        place = Place(self.relative(path))
        if not self._stays_inside(path):
            return None
        try:
            size = path.stat().st_size
            if size > limit:
                self._log.add(rules.FILE_TOO_LARGE, place, size=_megabytes(size), limit=_megabytes(limit))
                return None
            data = path.read_bytes()
            self.digests[place.path] = sha256(data).hexdigest()
            return data
        except FileNotFoundError:
            self._log.add(rules.FILE_MISSING, place, name=place.path)
        except OSError as error:
            self._log.add(rules.UNREADABLE, place, reason=_reason(error))
        return None

    def _stays_inside(self, path: Path) -> bool:
        if path.resolve().is_relative_to(self._resolved):
            return True
        self._log.add(rules.LEAVES_TREE, Place(self.relative(path)), name=path.name)
        return False

    def _lines_are_sane(self, source: SourceText) -> bool:
        before = len(self._log)
        for number, line in enumerate(source.text.split("\n"), start=1):
            if len(line) > MAX_LINE:
                self._log.add(rules.LINE_TOO_LONG, source.place(number), length=len(line), limit=MAX_LINE)
                continue
            if line.isprintable():
                continue
            for column, char in enumerate(line, start=1):
                if unicodedata.category(char) in ("Cc", "Cs") and char not in _HARMLESS:
                    name = f"U+{ord(char):04X}"
                    self._log.add(rules.CONTROL_CHARACTER, source.place(number, column), name=name)
        return len(self._log) == before


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def _reason(error: OSError) -> str:
    known = {"IsADirectoryError": "dort liegt ein Ordner", "PermissionError": "die Berechtigung fehlt"}
    return known.get(type(error).__name__, "das Betriebssystem meldet einen Fehler")
