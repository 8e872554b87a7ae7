"""Who may read, write, start a process; how large things may grow. Layers are held by import-linter."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

import builder

PACKAGE = Path(builder.__file__).parent
ROOT = PACKAGE.parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
LONGEST_FILE = 300
LONGEST_FUNCTION = 60
TABLES_OF_TEXT = {"reading/rules.py"}
"""Files that hold sentences rather than code; they may be longer."""
WRITERS = {"output", "mkdocs_shell"}
READERS = {
    "output",
    "mkdocs_shell",
    "norms",
    "language.py",
    "rendering/assets.py",
    "reading/files.py",
    "reading/schemas.py",
    "reading/digest.py",
}
ASKS_THE_NETWORK = "norms/server.py"
WRITING = {
    "write_text",
    "write_bytes",
    "mkdir",
    "rename",
    "replace_file",
    "unlink",
    "rmtree",
    "copyfile",
    "link",
    "touch",
}
READING = {"read_text", "read_bytes"}
FORBIDDEN_NAMES = {"utils", "helpers", "manager", "common"}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def is_in(path: Path, rooms: set[str]) -> bool:
    """Whether a module is one of these, or lies in a folder that is."""
    return name_of(path) in rooms or name_of(path).split("/")[0] in rooms


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef))


def body_length(function: ast.FunctionDef) -> int:
    """Lines of the body without the docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body and body[-1].end_lineno else 0


def calls(path: Path) -> set[str]:
    found = (node.func for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))
    return {f.attr if isinstance(f, ast.Attribute) else f.id for f in found if isinstance(f, ast.Attribute | ast.Name)}


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_named_rooms_write(path: Path) -> None:
    if not is_in(path, WRITERS):
        assert not calls(path) & WRITING


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_named_rooms_read(path: Path) -> None:
    if not is_in(path, READERS):
        assert not calls(path) & (READING | {"open"})


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nobody_starts_a_process_or_asks_the_network(path: Path) -> None:
    for name in imports(path):
        if name != "urllib.parse":  # takes addresses apart, asks nobody
            asks = name.split(".")[0] in {"subprocess", "socket", "urllib", "http", "requests", "urllib3"}
            assert not asks or name_of(path) == ASKS_THE_NETWORK
    assert "system" not in calls(path)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_shell_touches_mkdocs(path: Path) -> None:
    if not is_in(path, {"mkdocs_shell"}):
        assert not {name for name in imports(path) if name.split(".")[0] in {"mkdocs", "markdown", "material"}}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_command_line_and_nobody_else_prints(path: Path) -> None:
    assert "print" not in calls(path)
    if not is_in(path, {"cli"}):
        assert "echo" not in calls(path)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_files_stay_small_and_named_for_what_they_hold(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_FILE or name_of(path) in TABLES_OF_TEXT
    assert path.stem not in FORBIDDEN_NAMES


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_public_name_says_what_it_gives(path: Path) -> None:
    tree = tree_of(path)
    assert ast.get_docstring(tree), "the module"
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name
            public = [n for n in node.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]
            assert all(ast.get_docstring(method) for method in public), node.name
    top = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    assert all(ast.get_docstring(function) for function in top), [f.name for f in top]


def test_functions_are_short() -> None:
    lengths = sorted(body_length(function) for path in MODULES for function in functions(path))
    assert median(lengths) <= 10
    assert lengths[int(len(lengths) * 0.9)] <= 35
    assert lengths[-1] <= LONGEST_FUNCTION


def test_every_folder_of_the_top_level_says_what_it_is_for() -> None:
    folders = ("curriculum", "modules", "builder", "templates", "tests")
    for folder in folders:
        assert (ROOT / folder / "README.md").is_file(), folder
