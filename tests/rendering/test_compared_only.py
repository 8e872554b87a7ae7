"""A case that its module tells and solves itself: every output shows what is compared and learnt, and nothing twice."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from builder.pipeline import load
from builder.rendering import book, learner_sheets, slides, word
from builder.rendering.made_pages import made_pages
from tests.case_studies import project_with_case_studies, said
from tests.checks.project import MODULE
from tests.projects import edit
from tests.rendering.test_case_studies import plain, spoken


def test_a_module_that_solves_the_case_itself_shows_what_is_compared_and_learnt(tmp_path: Path) -> None:
    project = project_with_case_studies(tmp_path / "projekt")
    edit(
        project / MODULE, "::: einbinden fallvergleich dora karim", "::: einbinden fallvergleich karim {nur=vergleich}"
    )
    loaded = load(project)
    assert loaded.findings == ()
    assert loaded.course is not None
    module, shared = loaded.course.modules[0], loaded.course.shared
    told = ("Was Karim K. erlebt hat", "Karim K. wohnt in der Stadt", "auch für Karim K.", "Karim K. umzieht")
    kept = (*said("karim"), "Gleich ist bei Karim K.", "Gelernt ist an Karim K.", "ruft Karim K. an")
    made = {f.path.rpartition("-")[2]: f for f in learner_sheets.render(module, shared).files}
    docx = next(f for f in word.render(module, shared).files if f.path.endswith("handout.docx"))
    (zipped,) = book.render(module, shared).files
    with zipfile.ZipFile(BytesIO(docx.data)) as opened, zipfile.ZipFile(BytesIO(zipped.data)) as chapters:
        written = "".join(etree.fromstring(opened.read("word/document.xml")).itertext())
        read = " ".join(chapters.read(name).decode() for name in chapters.namelist() if name.endswith(".html"))
    page = str(dict(made_pages(loaded.course))["module/x1-probe"].body)
    texts = [plain(re.sub(r"<[^>]+>", " ", text)) for text in (page, read)]
    for text in (*texts, plain(written), spoken(made["handout.pdf"].data)):
        assert [words for words in told if words in text] == []
        assert [words for words in kept if words not in text] == []
    shown = plain(" ".join(line.text for slide in slides.slides(module, shared, "de") for line in slide.lines))
    assert (told[0] in shown, "dora status" in shown) == (False, False)


@pytest.mark.parametrize("words", ["fallvergleich dora {nur=raster}", "ablauf dora {nur=vergleich}"])
def test_only_the_comparison_can_be_left_and_only_of_a_case(tmp_path: Path, words: str) -> None:
    project = project_with_case_studies(tmp_path / "projekt")
    edit(project / MODULE, "::: einbinden fallvergleich dora karim", f"::: einbinden {words}")
    assert "B007" in {finding.code for finding in load(project).findings}
