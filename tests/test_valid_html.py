"""Valid HTML on every page of the site, as the W3C's checker sees it; it needs Java, which not every machine has."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from builder.mkdocs_shell import build_site
from builder.pipeline import load

ROOT = Path(__file__).parents[1]
VNU = ROOT / "tests" / "js" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.mark.skipif(shutil.which("java") is None, reason="kein Java auf diesem Rechner")
@pytest.mark.skipif(not VNU.is_file(), reason="vnu fehlt: make test richtet es ein")
def test_every_page_is_valid(tmp_path: Path) -> None:
    course = load(ROOT).course
    assert course is not None
    build_site(course, tmp_path, ROOT)
    command = ["java", "-jar", str(VNU), "--format", "json", "--errors-only", "--skip-non-html", str(tmp_path)]
    said = subprocess.run(command, capture_output=True, check=False, text=True).stderr
    found = json.loads(said)["messages"]
    assert [(Path(m["url"]).name, m["message"], m.get("extract", "")[:120]) for m in found] == []
