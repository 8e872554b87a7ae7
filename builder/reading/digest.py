"""Fingerprints of files that outputs are made from besides the content: code, templates, the site's own pages."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

_IGNORED = ("__pycache__",)


def tree_digest(*paths: Path) -> str:
    """SHA-256 over names and bytes of files and folders; what does not exist counts as empty."""
    digest = sha256()
    for base in paths:
        for path in _files(base):
            name = path.relative_to(base.parent).as_posix()
            digest.update(f"{name}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(base: Path) -> list[Path]:
    if base.is_file():
        return [base]
    found = (path for path in base.rglob("*") if path.is_file())
    return sorted(path for path in found if not any(part in _IGNORED for part in path.parts))
