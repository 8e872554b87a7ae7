"""Files on disk → text in memory. Says what is wrong with a file and never raises for it."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG

from builder.findings import FindingLog, Rule
from builder.model.glyphs import INVISIBLE, REPLACEMENT, UNPRINTABLE
from builder.reading import rules
from builder.slugs import slug
from builder.source import Place, SourceText

MAX_LINE = 20_000
"""Characters in one line; a paragraph of a whole page has about 4,000."""
MAX_TEXT = 2_000_000
"""Bytes in one text file."""
MAX_MEDIA = 5_000_000
"""Bytes in one picture."""
MOST_PLACES = 20
"""Places of one kind that are reported in a file: a file in a wrong encoding has hundreds."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BAD_BYTES = re.compile("[\udc80-\udcff]+")
"""What Python makes of bytes that are no UTF-8."""
_UTF8_LETTER = re.compile("[\x80-\ud7ff\ue000-\U0010ffff]")
"""A file without any beyond ASCII was saved in another encoding as a whole, here most likely that of Windows."""
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

    def folders(self, folder: Path) -> tuple[Path, ...]:
        """The folders directly inside a folder, by name; not hidden ones, those put aside (``_``), links out of it."""
        found = (path for path in self._below(folder, folders=True) if not path.name.startswith("_"))
        return tuple(path for path in found if self._has_good_name(path))

    def files(self, folder: Path, pattern: str = "*") -> tuple[Path, ...]:
        """The files directly inside a folder, by name; links out of the project are reported and left out."""
        found = (path for path in self._below(folder, folders=False) if path.match(pattern))
        return tuple(path for path in found if self._has_good_name(path))

    def names(self, folder: Path) -> tuple[tuple[str, bool], ...]:
        """What lies in a folder, each with whether it is one itself; hidden things left out; nothing if unseen."""
        try:
            found = sorted(folder.iterdir()) if self._way_out(folder) is None else []
            return tuple((path.name, path.is_dir()) for path in found if not path.name.startswith("."))
        except (OSError, RuntimeError):
            return ()

    def exists(self, path: Path) -> bool:
        """Whether something lies there, be it readable or not."""
        try:
            return path.exists() or path.is_symlink() or self._way_out(path) is not None
        except OSError:
            return True

    def text(self, path: Path) -> SourceText | None:
        """The text of a file, or None with findings; what it holds that is no text is found and replaced.

        Its digest is that of the words: a checkout with other ends of lines is the same text.
        """
        data = self.data(path, MAX_TEXT)
        if data is None:
            return None
        decoded = self._decoded(data, path)
        self.digests[self.relative(path)] = sha256(decoded.encode("utf-8", "surrogateescape")).hexdigest()
        text = self._short_lines(SourceText(self.relative(path), decoded))
        replaced = _windows if _UTF8_LETTER.search(text.text) is None else _lost
        for rule, pattern, replacing in (
            (rules.NOT_UTF8, _BAD_BYTES, replaced),
            (rules.CONTROL_CHARACTER, INVISIBLE, _lost),
        ):
            self._report_each(rule, pattern, text)
            text = SourceText(text.path, pattern.sub(replacing, text.text))
        self._report_each(rules.NOT_PRINTABLE, UNPRINTABLE, text)
        return text

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
            self._log.add(rules.FILE_MISSING, place, name=place.path, hint=self._cure_for_missing(path))
        except OSError as error:
            self._log.add(rules.UNREADABLE, place, reason=_reason(error))
        return None

    def _cure_for_missing(self, path: Path) -> str:
        other = lookalike(path.name, [name for name, is_folder in self.names(path.parent) if not is_folder])
        if other:
            return f"Dort liegt „{other}“; benennen Sie die Datei um in „{path.name}“."
        if path.suffix == ".md":
            return "Legen Sie die Datei an oder löschen Sie den Ordner. Ein neues Modul schreibt: integrif new MODUL"
        return "Holen Sie die Datei aus der letzten Fassung zurück; ohne sie ist der Lehrplan leer."

    def digest_of(self, folder: Path) -> str:
        """Fingerprint of all that was read below a folder, by names below it."""
        above = f"{self.relative(folder)}/"
        read = [(path.removeprefix(above), digest) for path, digest in self.digests.items() if path.startswith(above)]
        return sha256("\n".join(f"{name} {digest}" for name, digest in sorted(read)).encode()).hexdigest()

    def _below(self, folder: Path, folders: bool) -> list[Path]:
        """The folders or else the files in a folder, by name; hidden ones, and links out of the project, left out."""
        if not self._stays_inside(folder):
            return []
        try:
            found = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
            return [path for path in found if self._stays_inside(path) and path.is_dir() is folders]
        except FileNotFoundError:
            return []
        except NotADirectoryError:
            problem = f"„{folder.name}“ ist hier eine Datei, muss aber ein Ordner sein."
            hint = "Benennen Sie die Datei um oder löschen Sie sie, und legen Sie einen Ordner dieses Namens an."
            self._log.add(rules.NO_FOLDER, Place(self.relative(folder)), problem=problem, hint=hint)
            return []
        except OSError as error:
            self._log.add(rules.UNREADABLE, Place(self.relative(folder)), reason=_reason(error))
            return []

    def _stays_inside(self, path: Path) -> bool:
        place = Place(self.relative(path))
        try:
            outside = self._way_out(path)
            if outside is None:
                return True
            self._log.add(rules.LEAVES_TREE, Place(self.relative(outside)), name=outside.name)
        except RuntimeError:
            self._log.add(rules.UNREADABLE, place, reason="die Verknüpfung führt im Kreis")
        return False

    def _way_out(self, path: Path) -> Path | None:
        """The outermost part of a path that lies outside the project; raises RuntimeError for links in a circle."""
        if path.resolve().is_relative_to(self._resolved):
            return None
        inside = [part for part in (*reversed(path.parents), path) if part != self.root and self.root in part.parents]
        return next((part for part in inside if not part.resolve().is_relative_to(self._resolved)), path)

    def _has_good_name(self, path: Path) -> bool:
        """Report a name that is no good in an address; False when it is not even text."""
        shown = self.relative(path).rsplit("/", 1)[-1]
        if not _NAME.fullmatch(shown):
            example = slug(path.stem).replace("_", "-") + path.suffix.lower()
            self._log.add(rules.BAD_NAME, Place(self.relative(path)), name=shown, example=example)
        return shown == path.name

    def _decoded(self, data: bytes, path: Path) -> str:
        """The text with plain line ends; bytes that are no UTF-8 become halves of a character, as Python keeps them."""
        if data.startswith(_UTF16):
            self._log.add(rules.NOT_UTF8, Place(self.relative(path)), more="")
            text = data.decode("utf-16", "replace")
        else:
            text = data.decode("utf-8-sig", "surrogateescape")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def _short_lines(self, source: SourceText) -> SourceText:
        """The text with long lines cut behind a sentence, so that what is left is whole."""
        lines = source.text.split("\n")
        for index, line in enumerate(lines):
            if len(line) > MAX_LINE:
                self._log.add(rules.LINE_TOO_LONG, source.place(index + 1), length=len(line), limit=MAX_LINE)
                lines[index] = line[: line.rfind(". ", 0, MAX_LINE) + 1]
        return SourceText(source.path, "\n".join(lines))

    def _report_each(self, rule: Rule, pattern: re.Pattern[str], source: SourceText) -> None:
        """Every place where the pattern is found; of very many the first, and how many follow."""
        found = [match for match in pattern.finditer(source.text) if match[0] != REPLACEMENT]
        rest = len(found) - MOST_PLACES
        for number, match in enumerate(found[:MOST_PLACES], start=1):
            is_last = number == MOST_PLACES and rest > 0
            more = f" Es folgen in dieser Datei noch {rest} solche Stellen." if is_last else ""
            place = source.at_offset(match.start())
            self._log.add(rule, place, char=match[0], name=f"U+{ord(match[0][0]):04X}", more=more)


def lookalike(name: str, others: Collection[str]) -> str | None:
    """The file that was most likely meant to have a name: ``Modul.md``, ``modul.md.txt``, ``seminar.yaml``."""
    plain = {other.lower().removesuffix(".txt").replace(".yaml", ".yml"): other for other in others if other != name}
    near = get_close_matches(name, plain, n=1, cutoff=0.85)
    return plain[near[0]] if near else None


def _lost(found: re.Match[str]) -> str:
    """As long as what stood there, so that columns stay."""
    return REPLACEMENT * len(found[0])


def _windows(found: re.Match[str]) -> str:
    """What the bytes say in Windows-1252, so that nothing is said about words that only look wrong."""
    return found[0].encode("ascii", "surrogateescape").decode("cp1252", "replace")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def _reason(error: OSError) -> str:
    return "die Berechtigung fehlt" if isinstance(error, PermissionError) else "das Betriebssystem meldet einen Fehler"
