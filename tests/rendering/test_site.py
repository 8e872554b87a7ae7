"""The learning site as pure functions: what its pages say, where they lead, and what its stylesheets hold."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import html

from builder.findings import FindingLog
from builder.model.answer_key import author_word
from builder.model.blocks import questions_in
from builder.model.course import Course
from builder.model.coverage import coverage
from builder.model.glossary import DEFINITION_WORDS, Term, Translation
from builder.model.page import PIECES, Part, Piece, Specimen
from builder.model.prose import Prose
from builder.model.reference import Evidence
from builder.model.rule_table import Consent, Feature, RuleRow, RuleTable, Verdict
from builder.pipeline import load
from builder.reading.blocks import READERS
from builder.reading.course import read_course
from builder.reading.markdown import parse
from builder.reading.page import read_page
from builder.reading.questions import KINDS
from builder.reading.rule_tables import tables_for_pages
from builder.rendering.address import reference_path
from builder.rendering.assets import asset, tokens
from builder.rendering.hand_page import TEMPLATES, HandPage
from builder.rendering.links import root_links
from builder.rendering.scorm import render as render_packages
from builder.rendering.site import module_files, module_page, sitemap
from builder.rendering.site_page import Page
from builder.rendering.standalone import review_script
from builder.rendering.style import SCHEME, stylesheet
from builder.source import Place, SourceText
from tests.glossary import project_with_glossary
from tests.projects import begin_project, edit, module_file

ROOT = Path(__file__).parents[2]


def course_of(root: Path) -> Course:
    course = read_course(root).course
    assert course is not None
    return course


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Modules x1 and x2 are written, a2 is planned; one path leads through all of them."""
    root = begin_project(tmp_path / "projekt", "x1", "x2")
    path = "pfade:\n  - {id: alle, titel: Alle, kurz: Alles., module: [x1, a2]}\n"
    curriculum = root / "curriculum" / "curriculum.yml"
    curriculum.write_text(curriculum.read_text(encoding="utf-8") + path, encoding="utf-8")
    return root


def page(course: Course, parts: Iterable[Part], to_root: str = "") -> Page:
    return HandPage(course, to_root, lambda href: f"gefunden:{href}").page(list(parts))


def piece(course: Course, name: str, to_root: str = "") -> html.HtmlElement:
    return html.fragment_fromstring(page(course, [Piece(name, Place("site/x.md"))], to_root).body, create_parent="div")


def text(markdown: str) -> Prose:
    return Prose(tuple(parse(markdown)), Place("site/x.md"))


@pytest.mark.parametrize("name", ["kurse", "pfade"])
def test_a_planned_module_is_named_without_a_link(project: Path, name: str) -> None:
    drawn = piece(course_of(project), name)
    assert "Rollen" in drawn.text_content()
    assert "in Vorbereitung" in drawn.text_content()
    assert [link.text for link in drawn.iter("a")] == [
        link.text for link in drawn.iter("a") if "module/x" in link.get("href")
    ]
    assert any(link.text == "Wer hilft wem?" for link in drawn.iter("a"))


def test_a_written_module_shows_minutes_and_the_date_of_the_law(project: Path) -> None:
    edit(module_file(project, "x1"), "# rechtsstand: JJJJ-MM-TT", "rechtsstand: 2026-08-19")
    course = course_of(project)
    card = next(card for card in piece(course, "kurse").iter("li") if "Wer hilft wem?" in card.text_content())
    assert f"{course.modules[0].meta.minutes} Minuten" in card.text_content()
    assert "Rechtsstand 19.08.2026" in card.text_content()


def test_links_of_pieces_lead_from_a_page_in_a_folder(project: Path) -> None:
    hrefs = [link.get("href") for link in piece(course_of(project), "fertig", "../").iter("a")]
    assert hrefs
    assert all(href.startswith("../module/x") for href in hrefs)


def test_what_the_operator_has_not_said_is_marked(project: Path) -> None:
    drawn = piece(course_of(project), "betreiber kontakt")
    assert drawn.find_class("to-fill")
    assert "kontakt" in drawn.text_content()


def test_what_the_operator_says_is_text(project: Path) -> None:
    curriculum = project / "curriculum" / "curriculum.yml"
    said = 'betreiber:\n  kontakt: "Amt & Co\\n<script>alert(1)</script>"\n'
    curriculum.write_text(curriculum.read_text(encoding="utf-8") + said, encoding="utf-8")
    drawn = piece(course_of(project), "betreiber kontakt")
    assert not drawn.find_class("to-fill")
    assert not list(drawn.iter("script"))
    assert "Amt & Co" in drawn.text_content()
    assert "<script>alert(1)</script>" in drawn.text_content()


@pytest.mark.parametrize(("address", "linked"), [("https://forge.example/x", True), ('""', False)])
def test_only_a_web_address_becomes_a_link(project: Path, address: str, linked: bool) -> None:
    curriculum = project / "curriculum" / "curriculum.yml"
    curriculum.write_text(f"quelltext_url: {address}\n" + curriculum.read_text(encoding="utf-8"), encoding="utf-8")
    assert bool(list(piece(course_of(project), "quelltext").iter("a"))) is linked


def test_headings_have_readable_ids_and_none_twice(project: Path) -> None:
    made = page(course_of(project), [text("# Über Größe\n\n## Ämter & Öfen\n\n## Ämter & Öfen\n")])
    assert made.title == "Über Größe"
    assert [(entry.level, entry.id) for entry in made.entries] == [
        (1, "ueber_groesse"),
        (2, "aemter_oefen"),
        (2, "aemter_oefen_2"),
    ]
    assert {entry.id for entry in made.entries} <= {found.get("id") for found in html.fromstring(made.body).iter()}


def test_links_between_pages_are_resolved_and_links_to_modules_too(project: Path) -> None:
    made = page(course_of(project), [text("[a](b.md#c) [m](modul:x1#s) [p](modul:a2)\n")], "../")
    hrefs = [link.get("href") for link in html.fromstring(made.body).iter("a")]
    slug = module_file(project, "x1").parent.name
    assert hrefs == ["gefunden:b.md#c", f"../module/{slug}.html#s"]
    assert "A2, in Vorbereitung" in made.body


def test_a_page_of_a_module_depends_on_no_other_module(project: Path) -> None:
    before = course_of(project)
    edit(module_file(project, "x2"), "TODO: Der Text.", "Ein ganz anderer Text.")
    after = course_of(project)
    assert before.modules[1] != after.modules[1]
    assert module_page(before.modules[0], before.shared) == module_page(after.modules[0], after.shared)


def test_the_contents_of_a_module_are_its_steps(project: Path) -> None:
    module = course_of(project).modules[0]
    made = module_page(module, course_of(project).shared)
    assert [entry.id for entry in made.entries] == [module.id, *(step.id for step in module.steps), "result"]
    ids = {element.get("id") for element in html.fromstring(made.body).iter()}
    assert {entry.id for entry in made.entries} <= ids


def test_pictures_lie_beside_the_page(project: Path) -> None:
    folder = module_file(project, "x1").parent
    (folder / "media").mkdir()
    (folder / "media" / "weg.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    edit(folder / "modul.md", "TODO: Der Text.", 'Satz.\n\n![Weg](media/weg.svg "Der Weg")\n\nSatz.')
    course = course_of(project)
    paths = [file.path for file in module_files(course.modules[0], course.shared)]
    assert paths == [f"module/{folder.name}/weg.svg", f"assets/fragen/{folder.name}.js"]
    page = html.fromstring(module_page(course.modules[0], course.shared).body)
    assert page.xpath("//img/@src") == [f"{folder.name}/weg.svg"]


def test_the_sitemap_escapes_and_carries_no_date() -> None:
    made = sitemap(["https://x.example/a.html?b&c"]).data.decode()
    assert "<loc>https://x.example/a.html?b&amp;c</loc>" in made
    assert "lastmod" not in made


SCOPED = {"div.reason", "from"}
"""Selectors that begin with an element and are ours all the same."""
SHEETS = {"learner.css": asset("shared/learner.css"), "frame.css": asset("site/assets/frame.css")}


@pytest.mark.parametrize("name", SHEETS)
def test_colours_are_written_in_the_tokens_alone(name: str) -> None:
    assert not re.findall(
        r"#[0-9a-fA-F]{3,8}\b(?=[;,) ])|\b(?:rgba?|hsla?|oklch)\(|:\s*(?:white|black)\b", SHEETS[name]
    )


@pytest.mark.parametrize("name", SHEETS)
def test_every_property_used_is_set(name: str) -> None:
    everything = stylesheet() + SHEETS[name]
    used = set(re.findall(r"var\((--[\w-]+)", everything))
    assert used - set(re.findall(r"(--[\w-]+):", everything)) == set()


def test_the_stylesheet_touches_nothing_outside_our_text() -> None:
    rules = re.sub(r"/\*.*?\*/", "", SHEETS["learner.css"], flags=re.DOTALL)
    selectors = [
        selector.strip()
        for found in re.findall(r"([^{};]+)\{", re.sub(r":is\([^()]*\)", ".is", rules))
        for selector in found.split(",")
    ]
    assert [selector for selector in selectors if re.match(r"[a-z*\[]", selector) and selector not in SCOPED] == []


def test_the_reader_chooses_between_light_and_dark_and_paper_is_light() -> None:
    made = stylesheet()
    dark = f"--paper: {tokens()['dark']['paper']}"
    assert made.count(dark) == 2
    assert f':root:not([{SCHEME}="default"])' in made
    assert f':root[{SCHEME}="slate"]' in made
    assert all("@media screen" in line for line in made.splitlines() if dark in line)


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2, 0 to 1."""
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of WCAG 2, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("surface", ["paper", "panel", "note", "tip", "warn", "stop"])
def test_text_can_be_read_on_every_surface(mode: str, surface: str) -> None:
    colours = tokens()[mode]
    for ink in ("ink", "muted", "slate", "deep", "ochre", "moss", "brick"):
        assert contrast(colours[ink], colours[surface]) >= 4.5, ink
    if surface in ("paper", "panel"):
        assert contrast(colours["line"], colours[surface]) >= 3


GALLERY = (ROOT / "site" / "mitschreiben" / "fragen.md").read_text(encoding="utf-8")
HANDBOOK = (ROOT / "site" / "mitschreiben" / "schreibweise.md").read_text(encoding="utf-8")
EXAMPLES = [token.content for token in parse(HANDBOOK) if token.type == "fence" and token.info != "yaml"]
SHARED_EXAMPLES = [token.content for token in parse(HANDBOOK) if token.type == "fence" and token.info == "yaml"]


def test_the_examples_of_the_handbook_can_be_copied(tmp_path: Path) -> None:
    head, *bodies = EXAMPLES
    steps = [body if body.startswith("## ") else f"## S {{#s{n} minuten=5}}\n\n{body}" for n, body in enumerate(bodies)]
    root = begin_project(tmp_path / "projekt")
    shutil.copytree(ROOT / "curriculum" / "regelwerke", root / "curriculum" / "regelwerke")
    folder = root / "modules" / "b3"
    folder.mkdir()
    (folder / "modul.md").write_text(head + "\n" + "\n\n".join(steps), encoding="utf-8")
    read = read_course(root)
    assert [str(finding) for finding in read.findings] == []
    assert read.course is not None


def test_the_handbook_s_laws_and_its_rule_table_can_be_copied(tmp_path: Path) -> None:
    credits, *laws, table = SHARED_EXAMPLES
    root = begin_project(tmp_path / "projekt", "x1")
    (root / "curriculum/normen.yml").write_text("".join(laws), encoding="utf-8")
    (root / "curriculum/medien.yml").write_text(credits, encoding="utf-8")
    (root / "curriculum/regelwerke").mkdir()
    (root / "curriculum/regelwerke/beispiel.yml").write_text(table, encoding="utf-8")
    loaded = load(root)
    assert loaded.course is not None
    mistakes = [str(finding) for finding in loaded.findings if not finding.place.path.startswith("modules/")]
    # Of this small project: AufenthG is not in its register, the picture not in its folder, nobody runs it.
    expected = ("N001", "V014", "K009")
    assert [words for words in mistakes if not any(code in words for code in expected)] == []
    assert [credit.author for credit in loaded.course.shared.credits] == ["Redaktion IntegriF Lernpaket"]
    assert {law.short for law in loaded.course.shared.register.laws} == {"VwGO", "VO (EU) 2024/1348"}
    (read,) = loaded.course.shared.rule_tables
    assert [row.id for row in read.rows] == ["mit_titel", "geduldet"]


def test_the_handbook_names_every_field_of_a_row_and_every_word_it_may_have() -> None:
    section = HANDBOOK.split("## Ein Regelwerk schreiben")[1].split("\n## ")[0]
    fields = {
        field.alias or name for model in (RuleTable, RuleRow, Feature) for name, field in model.model_fields.items()
    }
    assert fields - set(re.findall(r"[a-z_]+", section)) == {"fakten", "bestaetigt"}, (
        "written by programs or for fact files"
    )
    words = {word.value for kind in (Verdict, Consent, Evidence) for word in kind}
    assert [word for word in words if f"`{word}`" not in section] == []


def test_the_handbook_s_glossary_can_be_copied_and_every_field_is_named(tmp_path: Path) -> None:
    page = (ROOT / "site" / "mitschreiben" / "glossar.md").read_text(encoding="utf-8")
    (example,) = [token.content for token in parse(page) if token.type == "fence" and token.info == "yaml"]
    loaded = load(project_with_glossary(tmp_path, example))
    assert loaded.findings == ()
    assert loaded.course is not None
    assert [term.name for term in loaded.course.shared.glossary] == ["Duldung", "Ausländerbehörde"]
    fields = {field.alias or name for model in (Term, Translation) for name, field in model.model_fields.items()}
    assert [field for field in sorted(fields) if f"`{field}`" not in page] == []
    assert f"höchstens {DEFINITION_WORDS} Wörter" in page


def test_the_handbook_names_every_box_and_every_kind_of_question() -> None:
    listed = HANDBOOK.split("Tabelle: Alle Kästen")[1].split("\n\n```")[0]
    assert [name for name in READERS if f"`{name}" not in listed] == []
    headings = [line for line in GALLERY.splitlines() if line.startswith("## ")]
    assert [kind for kind in KINDS if not any(f"`{kind}`" in line for line in headings)] == []
    counted = GALLERY.split("Tabelle: Punkte je Frageart")[1].split("\n\nEin Beispiel")[0]
    assert [kind for kind in KINDS if f"`{kind}`" not in counted] == []


def gallery() -> tuple[Part, ...]:
    log = FindingLog()
    source = SourceText("site/mitschreiben/fragen.md", GALLERY)
    read = read_page(source, "mitschreiben/fragen.md", log, tables_for_pages(course_of(ROOT)))
    assert [str(finding.place) for finding in log] == []
    return read.parts


def test_the_gallery_shows_every_kind_with_its_source(project: Path) -> None:
    shown = [part for part in gallery() if isinstance(part, Specimen)]
    kinds = {author_word(q) for part in shown for q in questions_in(part.blocks)}
    assert kinds == set(KINDS)
    drawn = html.fragment_fromstring(page(course_of(project), gallery(), "../").body, create_parent="div")
    for part, specimen in zip(shown, drawn.find_class("specimen"), strict=True):
        assert specimen.find(".//pre/code").text == part.source
        assert specimen.find_class("question")
    data = [json.loads(script.text) for script in drawn.find_class("question-data")]
    assert len({entry["code"] for entry in data}) == len(data)
    assert json.loads(drawn.find_class("module-settings")[0].text)["module"] == "practice"


def test_a_mistake_in_an_example_is_found_in_the_file_of_the_page() -> None:
    text = "# Seite\n\n```markdown beispiel\n::: frage einfach {#f_a ziel=l1}\nWas?\n\n- [x] ja\n  > Gut.\n:::\n```\n"
    log = FindingLog()
    read_page(SourceText("site/x.md", f"---\na: b\n---\n{text}"), "x.md", log)
    assert [(finding.code, str(finding.place)) for finding in log] == [("F001", "site/x.md:7:1")]


def test_an_example_about_a_table_that_another_project_has_is_shown_as_written(project: Path) -> None:
    course, log = course_of(project), FindingLog()
    question = "::: frage regelwerk {#f_a ziel=l1 tabelle=arbeit beispiel=asyl_stelle}\n:::\n"
    source = SourceText("site/x.md", f"# Seite\n\n```markdown beispiel\n{question}```\n")
    parts = read_page(source, "x.md", log, tables_for_pages(course)).parts
    assert list(log) == []
    (specimen,) = html.fragment_fromstring(page(course, parts).body, create_parent="div").find_class("specimen")
    assert specimen.find(".//pre/code").text == question
    assert [len(specimen.find_class(name)) for name in ("question", "specimen-name")] == [0, 1]


def test_what_can_be_embedded_is_what_can_be_drawn() -> None:
    assert set(PIECES) == set(TEMPLATES)


def test_the_coverage_page_shows_goals_questions_key_points_and_misconceptions() -> None:
    course = course_of(ROOT)
    drawn = piece(course, "abdeckung", "../")
    rows = drawn.xpath("//tbody/tr")
    every = [covered for module in course.modules for covered in coverage(module)]
    for covered, row in zip(every, rows, strict=True):
        words = row.text_content()
        assert covered.goal.id in words
        assert [q.id for q in covered.questions if q.id not in words] == []
        assert row.xpath("./td[2]")[0].text_content().strip() != "–"
        for name in covered.misconceptions:
            item = course.shared.misconception(name)
            assert item is not None
            assert item.claim.split()[0] in words
    assert {link.split("#")[0] for link in drawn.xpath("//td/a/@href")} == {
        f"../module/{m.slug}.html" for m in course.modules
    }


def test_review_dates_lead_to_the_page_that_is_to_be_reviewed() -> None:
    course = course_of(ROOT)
    drawn = piece(course, "termine", "../")
    assert {link.get("href"): link.text for link in drawn.xpath("//tbody/tr/th/a")} == {
        **{
            f"../module/{module.slug}.html": f"Modul {module.id.upper()}: {module.meta.title}"
            for module in course.modules
        },
        **{
            f"../{reference_path(reference)}.html": f"{reference.kind} {reference.id}: {reference.title}"
            for reference in course.shared.references
        },
    }
    by_hand = [law.short for law in course.shared.register.laws if law.review_by]
    assert by_hand
    assert set(by_hand) <= {head.text for head in drawn.xpath("//tbody/tr/th[not(a)]")}, "a law has no page here"


def test_the_links_of_the_feed_say_what_they_are_for() -> None:
    links = piece(course_of(ROOT), "aenderungen").xpath("//p//a")
    assert {link.text: link.get("href") for link in links} == {
        "als Feed abonnieren (Atom)": "aenderungen.xml",
        "als Feed abonnieren (JSON)": "aenderungen.json",
    }


def test_a_change_is_marked_with_the_modules_it_concerns() -> None:
    drawn = piece(course_of(ROOT), "aenderungen")
    marked = [(item.get("data-concerns"), item.find(".//a").text) for item in drawn.xpath("//*[@data-concerns]")]
    assert ("b3", "Regelwerk „Wer darf wann arbeiten?“") in marked
    assert ("b3", "B3 Wer darf wann arbeiten?") in marked
    assert not drawn.xpath("//li[@data-concerns][contains(., 'redaktionell')]")


def test_notes_and_proof_are_offered_on_the_site_and_in_no_package(project: Path) -> None:
    course = course_of(project)
    module = course.modules[0]
    own = ("note-form", "proof-sheet", "own-notes", "data-page=", "Selbstlernnachweis")
    page = str(module_page(module, course.shared).body)
    assert [name for name in own if name not in page] == []
    for package in render_packages(module, course.shared).files:
        if package.path.endswith(".zip"):
            with ZipFile(BytesIO(package.data)) as archive:
                told = " ".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())
            assert [name for name in (*own, "notizen", "mein-lernen") if name in told] == []


def test_the_review_page_knows_where_the_questions_lie(project: Path) -> None:
    course = course_of(project)
    drawn = piece(course, "wiederholen")
    sources = json.loads(drawn.get_element_by_id("review-sources").text)
    assert set(sources) == {"x1", "x2"}
    for module in course.modules:
        scripts = [file.path for file in module_files(module, course.shared) if file.path.endswith(".js")]
        assert scripts == [sources[module.id]["script"]]
        assert sources[module.id]["page"] == f"module/{module.slug}.html"


def test_questions_that_come_back_bring_what_they_need(project: Path) -> None:
    question = "### Prüfung\n::: frage einfach {#f_fall ziel=l1}\nWas gilt </script>?\n\n- [x] a\n  > [B](modul:x2)\n- [ ] b\n  > nein\n- [ ] c\n  > nein\n:::\n"
    edit(module_file(project, "x1"), "### Prüfung\n", question)
    edit(module_file(project, "x1"), "TODO: Was geschehen ist.", "Rima kam im Mai.")
    course = course_of(project)
    script = review_script(
        course.modules[0], course.shared, root_links(course.shared, course.modules[0].slug)
    ).data.decode()
    forms = json.loads(script.split(" = ", 1)[1].rstrip(";\n"))
    assert "f_drei" not in forms, "an open question is never right"
    assert "Rima kam im Mai." in forms["f_fall"]
    assert 'href="module/x2-' in forms["f_fall"]
    assert "</script>?" not in forms["f_fall"]
