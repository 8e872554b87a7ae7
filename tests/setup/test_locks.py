"""What is locked, what is installed and what is declared are the same."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-node.lock")
INSTALLED = LOCKS[:2]
ADDRESS = re.compile(r"https?:|//|\.(org|com|net|io)\b", re.IGNORECASE)


def entries(lock: str) -> list[str]:
    """One text per package: requirement, marker, hashes."""
    lines = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    return [line for line in lines if not line.startswith("#")]


def pins(lock: str) -> list[Requirement]:
    return [Requirement(entry.partition("--hash")[0]) for entry in entries(lock)]


def pinned(requirement: Requirement) -> str:
    return str(requirement.specifier).removeprefix("==")


def here(requirement: Requirement) -> bool:
    return requirement.marker is None or requirement.marker.evaluate()


def declared() -> dict[str, list[str]]:
    """Requirements of pyproject.toml by the lock that must satisfy them."""
    document = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, groups = document["project"], document["dependency-groups"]
    return {
        LOCKS[0]: project["dependencies"] + groups["build"] + document["build-system"]["requires"],
        LOCKS[1]: project["dependencies"] + project["optional-dependencies"]["test"],
        LOCKS[2]: groups["node"],
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_a_hash_and_no_address(lock: str) -> None:
    assert entries(lock)
    for entry in entries(lock):
        assert re.match(r"[a-z0-9-]+==\S+ ", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry
        assert not ADDRESS.search(entry), entry


@pytest.mark.parametrize("lock", LOCKS)
def test_what_is_declared_is_locked(lock: str) -> None:
    locked = {canonicalize_name(pin.name): pinned(pin) for pin in pins(lock) if here(pin)}
    for text in declared()[lock]:
        wanted = Requirement(text)
        assert wanted.specifier.contains(locked[canonicalize_name(wanted.name)]), text


@pytest.mark.parametrize("lock", INSTALLED)
def test_what_is_locked_is_installed(lock: str) -> None:
    wrong = {pin.name: version(pin.name) for pin in pins(lock) if here(pin) and version(pin.name) != pinned(pin)}
    assert not wrong


def test_tests_run_on_the_libraries_of_the_product() -> None:
    product, test = ({str(pin) for pin in pins(lock)} for lock in INSTALLED)
    assert {pin for pin in product if not pin.startswith("flit-core")} <= test


def test_every_library_has_its_licence_named() -> None:
    overview = (ROOT / "LICENSES.md").read_text(encoding="utf-8")
    named = set(re.findall(r"[a-z0-9-]+", overview.lower()))
    assert {pin.name for pin in pins(LOCKS[0])} <= named


def test_npm_packages_are_pinned_with_a_hash_and_no_address() -> None:
    wanted = json.loads((ROOT / "tests/js/package.json").read_text(encoding="utf-8"))["devDependencies"]
    locked = json.loads((ROOT / "tests/js/package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    for name, package in locked.items():
        assert not name or package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name
