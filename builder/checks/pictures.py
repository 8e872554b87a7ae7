"""V010: pictures that every output can show and that do nothing but show themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256

from builder.checks.check import module_check
from builder.checks.drawings import svg
from builder.checks.rasters import Problem, jpeg, png
from builder.findings import Finding, Rule, Severity
from builder.model.blocks import Figure
from builder.model.course import Shared
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
