"""D: what paper cannot do, and what stands there in its place."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from builder.checks.check import module_check
from builder.checks.text import links
from builder.findings import Finding, Rule, Severity
from builder.model.course import Shared
from builder.model.module import TEXT, Module
from builder.model.passages import all_blocks, all_prose
from builder.model.questions import Branching

_FILM, _SOUND = "vom Film", "vom Ton"
_ENDINGS = {
    **dict.fromkeys(("mp4", "m4v", "mov", "webm", "ogv", "avi", "mkv"), _FILM),
    **dict.fromkeys(("mp3", "m4a", "ogg", "oga", "opus", "wav", "flac"), _SOUND),
}
_HOSTS = {
    **dict.fromkeys(("youtube.com", "youtube-nocookie.com", "youtu.be", "vimeo.com", "dailymotion.com"), _FILM),
    **dict.fromkeys(("ardmediathek.de", "peertube.tv", "media.ccc.de"), _FILM),
    **dict.fromkeys(("soundcloud.com", "open.spotify.com", "ardaudiothek.de", "podcasts.apple.com"), _SOUND),
}
"""Where nothing else is shown. A film anywhere else is known by its ending alone."""


@module_check(
    "D011",
    Severity.TIPP,
    "Entscheidung wird auf Papier zu Karten",
    "Auf Papier werden aus dieser Entscheidung {count} Karten; wohin jede Antwort führt, sieht man dort vorher.",
    "Lesen Sie die Karten einmal im Handout. Geht es so, schreiben Sie in die Zeile über der Frage: "
    "<!-- erlaubt D011: auf Papier gelesen -->",
    needs=(TEXT,),
)
def branching_on_paper(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Papier kann keinen Weg öffnen, erst wenn er gewählt ist; die Karten müssen auch so einen Sinn ergeben.

    Schlecht:
        ::: frage entscheidung {#f_anruf ziel=l3}
    Gut:
        <!-- erlaubt D011: auf Papier gelesen -->
    """
    for block in all_blocks(module):
        if isinstance(block, Branching):
            yield rule.at(block.place, count=len(block.situations))


@module_check(
    "D012",
    Severity.TIPP,
    "Von Film oder Ton bleibt auf Papier die Adresse",
    "Auf Papier bleibt {kind} hinter „{href}“ nur die Adresse.",
    "Schreiben Sie in einem Satz dazu, was man dort erfährt. Steht es schon da, schreiben Sie in die Zeile darüber: "
    "<!-- erlaubt D012: der Inhalt steht im Text -->",
    needs=(TEXT,),
)
def film_on_paper(rule: Rule, module: Module, shared: Shared) -> Iterator[Finding]:
    """Wer ein Handout liest oder Film und Ton nicht aufnehmen kann, soll das Wesentliche im Text finden.

    Schlecht:
        Wie es abläuft, zeigt [ein Film](https://youtu.be/abc).
    Gut:
        Zuerst wird registriert, dann angehört.
    """
    for href, place in (found for prose in all_prose(module) for found in links(prose)):
        kind = _kind_of(href)
        if kind:
            yield rule.at(place, kind=kind, href=href)


def _kind_of(href: str) -> str:
    """What can be seen or heard there; empty for anything else."""
    try:
        parts = urlsplit(href)
        host = (parts.hostname or "").lower().removeprefix("www.").removeprefix("m.")
    except ValueError:  # no address; that has its own finding
        return ""
    return _HOSTS.get(host, "") or _ENDINGS.get(parts.path.rpartition(".")[2].lower(), "")
