"""V010, V013, V014: pictures that every output can show, that do nothing else, and of which we know whose they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256

from builder.checks.check import course_check, module_check
from builder.checks.drawings import svg
from builder.checks.rasters import Problem, jpeg, png
from builder.findings import Finding, Rule, Severity
from builder.model.blocks import Figure
from builder.model.course import CREDITS, MODULES, Course, Shared
from builder.model.module import Module
from builder.model.passages import all_blocks
from builder.paper import can_draw
from builder.source import Place

_READERS: dict[str, Callable[[bytes], Iterator[Problem]]] = {"svg": svg, "png": png, "jpg": jpeg, "jpeg": jpeg}
_UNDRAWN = "sein Inhalt ist beschädigt oder in einer Form, die sich nicht drucken lässt"
_UNDRAWN_SVG = "etwas darin lässt sich nicht drucken, zum Beispiel ein Zeichen, das es fett und kursiv nicht gibt"
_known: dict[tuple[str, bytes], tuple[Problem, ...]] = {}
"""What was found, by ending and hash: while someone writes, pictures are read again on every save but seldom change."""


@module_check(
    "V010",
    Severity.MUSS,
    "Bild ist nicht brauchbar",
    "Das Bild „{name}“{used} lässt sich nicht verwenden: {problem}.",
    "Speichern Sie das Bild neu als SVG (ohne Skripte und ohne Verweise auf andere Dateien), PNG oder JPEG.",
)
def unusable_picture(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Ein Bild geht auf die Seite, ins Lernpaket und auf Papier; es darf nichts ausführen und nichts nachladen.

    Schlecht:
        <svg …><script>…</script></svg>
    Gut:
        <svg …><path d="…"/><text>Frist</text></svg>
    """
    folder = module.place.path.rsplit("/", 1)[0]
    used = _used(module)
    for media in module.media:
        for line, problem in problems(media.name.rpartition(".")[2].lower(), media.data):
            place = Place(f"{folder}/media/{media.name}", line)
            yield rule.at(place, name=media.name, used=used.get(f"media/{media.name}", ""), problem=problem)


@module_check(
    "V013",
    Severity.MUSS,
    "Bild ohne Nachweis",
    "Zum Bild „{name}“ steht in curriculum/medien.yml nicht, von wem es ist.",
    "Ergänzen Sie dort einen Eintrag: datei: {file}, dazu titel, urheber, lizenz und ursprung.",
    needs=(CREDITS,),
)
def picture_without_credit(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Wer ein Bild weitergibt, nennt Titel, Urheber, Lizenz und Ursprung; das gilt auch für eigene Zeichnungen.

    Schlecht:
        ![Ablauf](media/ablauf.svg)   (und kein Eintrag in curriculum/medien.yml)
    Gut:
        datei: modules/b3-…/media/ablauf.svg, dazu titel, urheber, lizenz und ursprung
    """
    seen = set()
    for figure in (block for block in all_blocks(module) if isinstance(block, Figure)):
        name = figure.source.removeprefix("media/")
        is_there = any(picture.name == name for picture in module.media)
        if is_there and name not in seen and not shared.credit_of(module, name):
            yield rule.at(figure.place, name=name, file=module.picture_path(name))
        seen.add(name)


@course_check(
    "V014",
    Severity.TIPP,
    "Nachweis ohne Bild",
    "Der Eintrag zeigt auf „{file}“; dort liegt kein Bild.",
    "Berichtigen Sie datei, oder streichen Sie den Eintrag.",
    needs=(CREDITS, MODULES),
)
def credit_without_picture(rule: Rule, course: Course) -> Iterator[Finding]:
    """Ein Nachweis, der auf nichts zeigt, lässt ein Bild ohne Nachweis vermuten.

    Schlecht:
        datei: modules/b3-…/media/alt.svg   (gelöscht oder umbenannt)
    Gut:
        datei: modules/b3-…/media/ablauf.svg
    """
    there = {module.picture_path(picture.name) for module in course.looked_at for picture in module.media}
    for index, credit in enumerate(course.shared.credits):
        if credit.file not in there:
            yield rule.at(course.place(f"curriculum/{CREDITS}", index, "datei"), file=credit.file)


def problems(ending: str, data: bytes) -> tuple[Problem, ...]:
    """What is wrong with a picture; the same bytes are looked at once."""
    key = (ending, sha256(data).digest())
    if key not in _known:
        _known[key] = tuple(_problems(ending, data))
    return _known[key]


def _problems(ending: str, data: bytes) -> Iterator[Problem]:
    """First what can be said in words, then the proof: Typst draws it or it does not."""
    read = _READERS.get(ending)
    if read is None:
        yield 1, "diese Endung kennt das Lernpaket nicht"
        return
    found = list(read(data))
    yield from found
    if not found and not can_draw(data):
        yield 1, _UNDRAWN if ending != "svg" else _UNDRAWN_SVG


def _used(module: Module) -> dict[str, str]:
    """For each picture in the text the words that say where it is first shown."""
    figures = [block for block in all_blocks(module) if isinstance(block, Figure)]
    return {figure.source: f" (modul.md, Zeile {figure.place.line})" for figure in reversed(figures)}
