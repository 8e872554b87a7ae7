"""The same content gives the same bytes: the whole course, built twice under conditions as different as we can make them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from builder.output import MANIFEST

ROOT = Path(__file__).parents[1]
PARTS = ("builder", "templates", "curriculum", "modules", "site", "mkdocs.yml")
"""What a build is made from."""
CALL = [sys.executable, "-c", "from builder.cli import main; main()", "build", "--steps"]
TOMORROW = "import time; _clock = time.time; time.time = lambda: _clock() + 400 * 24 * 3600"
"""Read by every Python that starts, the workers as well; ``date.today`` and ``zipfile`` ask this clock."""
HERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "1",
    "SOURCE_DATE_EPOCH": "0",
}
THERE = {
    "TZ": "Etc/GMT+12",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "4711",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "SOURCE_DATE_EPOCH": "2000000000",
}


def build(project: Path, out: Path, cwd: Path, umask: int, jobs: int, environment: Mapping[str, str]) -> dict[str, str]:
    """The hash of every file of a build by its path."""
    call = [*CALL, "--root", os.path.relpath(project, cwd), "--out", str(out), "-j", str(jobs)]
    environment = {**os.environ, **environment}
    done = subprocess.run(call, cwd=cwd, env=environment, umask=umask, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-2000:]
    files = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def copy_backwards(target: Path) -> None:
    """The project and the program, each file made in the opposite order and with another age."""
    found = [
        path for part in PARTS for path in ([ROOT / part] if (ROOT / part).is_file() else (ROOT / part).rglob("*"))
    ]
    files = [path for path in sorted(found, reverse=True) if path.is_file() and "__pycache__" not in path.parts]
    for age, path in enumerate(files):
        copy = target / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        os.utime(copy, (age * 86_400, age * 86_400))


@pytest.mark.skipif(os.name == "nt", reason="a mask for permissions as POSIX has it")
def test_the_course_has_the_same_bytes_wherever_it_is_built(tmp_path: Path) -> None:
    there, clock = tmp_path / "Anderswo, mit Ümlaut" / "projekt", tmp_path / "clock"
    copy_backwards(there)
    clock.mkdir()
    (clock / "sitecustomize.py").write_text(TOMORROW, encoding="utf-8")
    one = build(ROOT, tmp_path / "dist", ROOT, 0o022, 1, {**HERE, "PYTHONPATH": str(ROOT)})
    paths = {"PYTHONPATH": os.pathsep.join([str(clock), str(there)]), "HOME": str(tmp_path), "TMPDIR": str(clock)}
    other = build(there, tmp_path / "b" / "fertig", clock, 0o077, 2, {**THERE, **paths})
    assert sorted(path for path in {*one, *other} if one.get(path) != other.get(path)) == []
    units = json.loads((tmp_path / "dist" / MANIFEST).read_text(encoding="utf-8"))["units"]
    named = {path: file["sha256"] for unit in units.values() for path, file in unit["files"].items()}
    assert named == {path: digest for path, digest in one.items() if path != MANIFEST}
    assert {name.partition("/")[0] for name in units} == {"site", "scorm", "print", "moodle", "trainer"}
    assert [name for name in units if name.startswith("scorm/schritte-")]
