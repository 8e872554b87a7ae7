"""Read one module from text and tell what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from builder.findings import Finding, FindingLog, Suppression, in_order
from builder.model.blocks import Block, walk
from builder.model.module import Module
from builder.reading.files import Tree
from builder.reading.module import read_module
from builder.reading.rule_tables import NO_TABLES, RuleTables

Kind = TypeVar("Kind")

HEAD = """---
id: x1
titel: Wer darf anfangen?
kurz: Papiere und Erlaubnis.
zielgruppe: [ehrenamt]
dauer: 30
lernziele:
  - {id: l1, text: das Papier bestimmen, stufe: anwenden}
  - {id: l2, text: die Stelle nennen, stufe: erinnern}
geprueft_am: 2026-11-20
pruefen_bis: 2027-05-20
verantwortlich: Fachredaktion Recht
version: 1.0.0
---
"""
STEP = "## Erst das Papier {#papier minuten=5}\n"
ABOVE = (HEAD + STEP).count("\n")
"""Lines above the text of a step."""


@dataclass(frozen=True)
class Reading:
    """What reading one ``modul.md`` gave."""

    module: Module | None
    findings: tuple[Finding, ...]
    suppressions: tuple[Suppression, ...]
    above: int = 0

    @property
    def found(self) -> list[str]:
        """``CODE line:column`` of each finding, lines counted in the text given."""
        return [f"{f.code} {f.place.line - self.above}:{f.place.column}" for f in self.findings]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the first step."""
        assert self.module is not None
        return self.module.steps[0].blocks

    def only(self, kind: type[Kind]) -> Kind:
        """The one block of that kind, wherever it stands."""
        (block,) = (block for block in walk(self.blocks) if isinstance(block, kind))
        return block


def read_file(text: str | bytes, tables: RuleTables = NO_TABLES) -> Reading:
    """Read a whole ``modul.md``; ``tables`` are what its curriculum holds."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "modules" / "x1-probe"
        folder.mkdir(parents=True)
        (folder / "modul.md").write_bytes(text if isinstance(text, bytes) else text.encode())
        log = FindingLog()
        module = read_module(folder, Tree(Path(name), log), log, tables)
        return Reading(module, in_order(log), tuple(log.permitted))


def read_body(body: str) -> Reading:
    """Read what stands below a sound head."""
    read = read_file(HEAD + body)
    return Reading(read.module, read.findings, read.suppressions, HEAD.count("\n"))


def read_step(text: str, tables: RuleTables = NO_TABLES) -> Reading:
    """Read the text of one step."""
    read = read_file(HEAD + STEP + text, tables)
    return Reading(read.module, read.findings, read.suppressions, ABOVE)
