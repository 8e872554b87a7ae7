"""The learner's scripts as they are shipped: no comments, nothing else missing, one word list."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import minify  # type: ignore[import-untyped]
import pytest

from builder.rendering import minified
from builder.rendering.assets import TEMPLATES, asset
from builder.rendering.runtime import PARTS, player_script, player_strings

ROOT = Path(__file__).parents[2]
NODE = ROOT / ".cache" / "node-path"
SCRIPTS = sorted(path.name for path in (TEMPLATES / "runtime").glob("*.js"))


@pytest.mark.parametrize("world", PARTS)
def test_nothing_that_only_authors_need_is_shipped_and_every_string_is(world: str) -> None:
    shipped = player_script(world)
    assert len(shipped.splitlines()) < 40
    assert not re.search(r"/\*\*|@type|\bprogress\.kept\b.*//", shipped)
    for name in PARTS[world]:
        code = re.sub(r"/\*\*.*?\*/|(?m:^\s*//.*$)|(?<=[;{}]) // .*", "", asset(f"runtime/{name}.js"), flags=re.DOTALL)
        words = [word for word in re.findall(r"\"(\w{6,})\"", code) if word not in ("string", "object", "function")]
        assert [word for word in words if word not in shipped] == [], name


@pytest.mark.parametrize("world", PARTS)
def test_what_is_shipped_is_a_sound_script(world: str, tmp_path: Path) -> None:
    if not NODE.is_file():
        pytest.skip("Node ist nicht eingerichtet; make test richtet es ein")
    path = tmp_path / "player.js"
    path.write_text(player_script(world), encoding="utf-8")
    done = subprocess.run([NODE.read_text().strip(), "--check", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def ran(source: str, tmp_path: Path) -> str:
    if not NODE.is_file():
        pytest.skip("Node ist nicht eingerichtet; make test richtet es ein")
    path = tmp_path / "script.js"
    path.write_text(source, encoding="utf-8")
    done = subprocess.run([NODE.read_text().strip(), path], capture_output=True, text=True, check=False)
    return done.stdout.strip() or done.stderr


NEEDS_ORDER = """(() => {
  const text = String(6 * 7);
  const iso = /^(4)(2)(3)$/.exec(text);
  const named = text.replace("4", "5");
  const german = /^(5)(2)$/.exec(named) ?? /^(4)(2)$/.exec(text);
  const [first, second] = (iso ? [iso[1], iso[2]] : german ? [german[2], german[1]] : []).map(Number);
  if (!first) return;
  console.log(first, second);
})();"""


def test_what_takes_apart_stays_behind_what_it_needs(tmp_path: Path) -> None:
    assert ran(minified.script(NEEDS_ORDER), tmp_path) == "2 5"


def test_the_minifier_still_needs_our_help(tmp_path: Path) -> None:
    """When this fails, ``minified._PATTERN`` can go."""
    assert "before initialization" in ran(minify.string("application/javascript", NEEDS_ORDER), tmp_path)


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_variable_stands_right_before_what_is_taken_apart(name: str) -> None:
    """Beside a ``let`` it would be put first after all."""
    assert not re.search(r"(?m)^(\s*)let [a-z][^\n]*;\n\1(const|let) [\[{]", asset(f"runtime/{name}"))


def test_every_script_is_shipped_somewhere() -> None:
    assert {f"{name}.js" for parts in PARTS.values() for name in parts} == set(SCRIPTS)


def test_each_world_has_its_tracker_and_no_other() -> None:
    assert {name for name in PARTS["site"] if name.startswith("tracker")} == {"tracker-local"}
    for edition in ("scorm12", "scorm2004"):
        assert [name for name in PARTS[edition] if name.startswith(("tracker", "dialect"))] == [
            "tracker-scorm",
            f"dialect-{edition}",
        ]


@pytest.mark.parametrize("world", PARTS)
def test_every_word_the_scripts_ask_for_is_there_and_no_other(world: str) -> None:
    sources = "\n".join(asset(f"runtime/{name}.js") for name in PARTS[world])
    known = set(player_strings(world))
    asked = set(re.findall(r"(?:word|filled|part)\(\s*\"(\w+)\"", sources)) | set(
        re.findall(r"integrifStrings\.(\w+)", sources)
    )
    asked |= {name for name in known if re.search(rf"[\"\s{{]{name}[\"\s:,}}]", sources)}
    assert known - asked - {name for name in known if name.startswith(("verdict_", "keeping_"))} == set()
    literal = set(re.findall(r"integrifStrings\.(\w+)", sources)) | set(re.findall(r"\bword\(\"(\w+)\"\)", sources))
    assert literal - {name for any_world in PARTS for name in player_strings(any_world)} == set()
