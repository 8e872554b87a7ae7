"""Files on disk → text in memory. Says what is wrong with a file and never raises for it."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG

from builder.findings import FindingLog
from builder.model.glyphs import INVISIBLE, UNPRINTABLE
from builder.reading import rules
from builder.slugs import slug
from builder.source import Place, SourceText

MAX_LINE = 20_000
"""Characters in one line; a paragraph of a whole page has about 4,000."""
MAX_TEXT = 2_000_000
"""Bytes in one text file."""
MAX_MEDIA = 5_000_000
"""Bytes in one picture."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class Tree:
    """The content folders of a project, read with care for what may lie in them."""

    def __init__(self, root: Path, log: FindingLog) -> None:
        self.root = root
        self.digests: dict[str, str] = {}
        self._resolved = root.resolve()
        self._log = log

    def relative(self, path: Path) -> str:
        """The path below the root with forward slashes; ``?`` for bytes in a name that are no text."""
        return path.relative_to(self.root).as_posix().encode("utf-8", "replace").decode()

    def folders(self, name: str) -> tuple[Path, ...]:
        """The folders inside ``name``, by name; hidden ones and links out of the project left out."""
        found = (path for path in self._below(self.root / name, folders=True) if not path.name.startswith("_"))
        return tuple(path for path in found if self._has_good_name(path))

    def files(self, folder: Path, pattern: str = "*") -> tuple[Path, ...]:
        """The files directly inside a folder, by name; links out of the project are reported and left out."""
        found = (path for path in self._below(folder, folders=False) if path.match(pattern))
        return tuple(path for path in found if self._has_good_name(path))

    def exists(self, path: Path) -> bool:
        """Whether something lies there, be it readable or not."""
        try:
            return path.exists() or path.is_symlink()
        except OSError:
            return True

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
        if not self._lines_are_sane(source):
            return None
        for found in UNPRINTABLE.finditer(source.text):
            line = source.text.count("\n", 0, found.start()) + 1
            column = found.start() - source.text.rfind("\n", 0, found.start())
            code = f"U+{ord(found[0]):04X}"
            self._log.add(rules.NOT_PRINTABLE, source.place(line, column), char=found[0], name=code)
        return source

    def data(self, path: Path, limit: int = MAX_MEDIA) -> bytes | None:
        """The bytes of a file, or None with findings."""
        place = Place(self.relative(path))
        if not self._stays_inside(path):
            return None
        try:
            status = path.stat()
            if not S_ISREG(status.st_mode):
                self._log.add(rules.UNREADABLE, place, reason="dort liegt ein Ordner oder etwas anderes")
                return None
            if status.st_size > limit:
                self._log.add(rules.FILE_TOO_LARGE, place, size=_megabytes(status.st_size), limit=_megabytes(limit))
                return None
            data = path.read_bytes()
            self.digests[place.path] = sha256(data).hexdigest()
            return data
        except FileNotFoundError:
            self._log.add(rules.FILE_MISSING, place, name=place.path)
        except OSError as error:
            self._log.add(rules.UNREADABLE, place, reason=_reason(error))
        return None

    def _below(self, folder: Path, folders: bool) -> list[Path]:
        """The folders or else the files in a folder, by name; hidden ones, and links out of the project, left out."""
        try:
            found = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
            return [path for path in found if self._stays_inside(path) and path.is_dir() is folders]
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            self._log.add(rules.UNREADABLE, Place(self.relative(folder)), reason=_reason(error))
            return []

    def _stays_inside(self, path: Path) -> bool:
        place = Place(self.relative(path))
        try:
            if path.resolve().is_relative_to(self._resolved):
                return True
            self._log.add(rules.LEAVES_TREE, place, name=path.name)
        except RuntimeError:
            self._log.add(rules.UNREADABLE, place, reason="die Verknüpfung führt im Kreis")
        return False

    def _has_good_name(self, path: Path) -> bool:
        """Report a name that is no good in an address; False when it is not even text."""
        shown = self.relative(path).rsplit("/", 1)[-1]
        if not _NAME.fullmatch(shown):
            example = slug(path.stem).replace("_", "-") + path.suffix.lower()
            self._log.add(rules.BAD_NAME, Place(self.relative(path)), name=shown, example=example)
        return shown == path.name

    def _lines_are_sane(self, source: SourceText) -> bool:
        before = len(self._log)
        for number, line in enumerate(source.text.split("\n"), start=1):
            if len(line) > MAX_LINE:
                self._log.add(rules.LINE_TOO_LONG, source.place(number), length=len(line), limit=MAX_LINE)
                continue
            for found in INVISIBLE.finditer(line):
                name = f"U+{ord(found[0]):04X}"
                self._log.add(rules.CONTROL_CHARACTER, source.place(number, found.start() + 1), name=name)
        return len(self._log) == before


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def _reason(error: OSError) -> str:
    return "die Berechtigung fehlt" if isinstance(error, PermissionError) else "das Betriebssystem meldet einen Fehler"
