"""The learner's scripts as they are shipped: no comments, nothing else missing, one word list."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from builder.rendering.assets import TEMPLATES, asset
from builder.rendering.runtime import PARTS, player_script, player_strings, without_comments

ROOT = Path(__file__).parents[2]
NODE = ROOT / ".cache" / "node-path"
SCRIPTS = sorted(path.name for path in (TEMPLATES / "runtime").glob("*.js"))


@pytest.mark.parametrize("name", SCRIPTS)
def test_only_comments_and_indentation_go(name: str) -> None:
    source = asset(f"runtime/{name}")
    shipped = without_comments(source)
    assert "/*" not in shipped
    assert not re.search(r"(?m)^\s*//|[;{}] // ", shipped)
    strings = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|`[^`]*`")
    code = re.sub(r"/\*\*.*?\*/", "", source, flags=re.DOTALL)
    code = re.sub(r"(?m)^\s*//.*$", "", code)
    assert strings.findall(shipped) == strings.findall(re.sub(r"(?<=[;{}]) // .*", "", code))


@pytest.mark.parametrize("world", PARTS)
def test_what_is_shipped_is_a_sound_script(world: str, tmp_path: Path) -> None:
    if not NODE.is_file():
        pytest.skip("Node ist nicht eingerichtet; make test richtet es ein")
    path = tmp_path / "player.js"
    path.write_text(player_script(world), encoding="utf-8")
    done = subprocess.run([NODE.read_text().strip(), "--check", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_script_is_shipped_somewhere() -> None:
    assert {f"{name}.js" for parts in PARTS.values() for name in parts} == set(SCRIPTS)


def test_each_world_has_its_tracker_and_no_other() -> None:
    assert {name for name in PARTS["site"] if name.startswith("tracker")} == {"tracker-local"}
    for edition in ("scorm12", "scorm2004"):
        assert [name for name in PARTS[edition] if name.startswith(("tracker", "dialect"))] == [
            "tracker-scorm",
            f"dialect-{edition}",
        ]


def test_every_word_the_scripts_ask_for_is_there_and_no_other() -> None:
    sources = "\n".join(asset(f"runtime/{name}") for name in SCRIPTS)
    known = set(player_strings())
    asked = set(re.findall(r"(?:word|filled|part)\(\s*\"(\w+)\"", sources)) | set(
        re.findall(r"integrifStrings\.(\w+)", sources)
    )
    asked |= {name for name in known if re.search(rf"[\"\s{{]{name}[\"\s:,}}]", sources)}
    assert known - asked - {name for name in known if name.startswith(("verdict_", "keeping_"))} == set()
    literal = set(re.findall(r"integrifStrings\.(\w+)", sources)) | set(re.findall(r"\bword\(\"(\w+)\"\)", sources))
    assert literal - known == set()
