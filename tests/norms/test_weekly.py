"""Both forges read the laws every week, keep the wordings, and open one issue."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]


def loaded(path: str) -> dict[Any, Any]:
    read: dict[Any, Any] = yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))
    return read


def test_github_reads_every_week_and_keeps_the_wordings() -> None:
    workflow = loaded(".github/workflows/normen.yml")
    (schedule,) = workflow[True]["schedule"]  # YAML 1.1 reads the key „on“ as true
    minute, hour, day, month, weekday = schedule["cron"].split()
    assert all(value.isdigit() for value in (minute, hour, weekday))
    assert (day, month) == ("*", "*")
    steps = workflow["jobs"]["normen"]["steps"]
    cache = next(step["with"] for step in steps if "actions/cache@" in step.get("uses", ""))
    assert cache["path"] == ".cache/normen"
    assert cache["restore-keys"] == "normen-"
    assert any(step.get("run") == "make norms" for step in steps)
    assert sum("gh issue create" in step.get("run", "") for step in steps) == 1


def test_gitlab_reads_on_a_schedule_and_does_nothing_else_then() -> None:
    jobs = loaded(".gitlab-ci.yml")
    assert jobs["normen"]["cache"]["paths"] == [".cache/normen"]
    assert jobs["normen"]["script"][0] == "make norms"
    scheduled = {"if": '$CI_PIPELINE_SOURCE == "schedule"'}
    assert jobs["normen"]["rules"] == [scheduled]
    assert all(jobs[name]["rules"][0] == {**scheduled, "when": "never"} for name in ("pruefen", "pages"))


def test_actions_of_others_are_pinned() -> None:
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if "uses:" in line:
                version = line.split("@")[1].split(" ")[0]
                assert len(version) == 40, line


def test_the_script_for_gitlab_is_sound() -> None:
    script = ROOT / ".ci" / "normen-gitlab"
    assert script.stat().st_mode & 0o111
    subprocess.run(["sh", "-n", str(script)], check=True)
