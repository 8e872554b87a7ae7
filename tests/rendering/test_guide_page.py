"""The page for those who teach: the same as the printed guide, and nothing of it where learners read."""

from __future__ import annotations

from dataclasses import replace

from lxml import html

from builder.language import catalogue
from builder.model.course import Course
from builder.rendering.guide import guide_tree, noted_steps
from builder.rendering.guide_page import guide_page
from builder.rendering.site import module_page
from builder.rendering.site_page import Page
from tests.released import choice, course, module

HOSTILE = '<script>alert(1)</script> & "x"'


def drawn(page: Page) -> html.HtmlElement:
    return html.fromstring(f"<main>{page.body}</main>")


def words_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_times_of_a_plan_follow_one_another_to_its_end(b3: Course) -> None:
    module = b3.modules[0]
    assert module.seminar
    plans = drawn(guide_page(module, b3.shared)).find_class("plan")
    assert len(plans) == len(module.seminar.variants) == 3
    for plan, variant in zip(plans, module.seminar.variants, strict=True):
        times = [(int(at.get("data-start")), int(at.get("data-end"))) for at in plan.xpath(".//*[@data-clock]")]
        assert [start for start, _ in times] == [0, *(end for _, end in times[:-1])]
        assert times[-1][1] == sum(phase.minutes for phase in variant.phases)


def test_the_browser_knows_how_many_share_each_thing(b3: Course) -> None:
    module = b3.modules[0]
    assert module.seminar
    cells = drawn(guide_page(module, b3.shared)).xpath("//td[@data-shared-by]")
    assert [int(cell.get("data-shared-by")) for cell in cells] == [i.shared_by or 0 for i in module.seminar.material]


def test_all_that_the_printed_guide_says_is_there(b3: Course) -> None:
    module = b3.modules[0]
    tree = guide_tree(module, b3.shared, "de")
    said = words_of(drawn(guide_page(module, b3.shared)))
    told = [line for _, lines in tree["concept"] for line in lines]
    told += [phase[key] for plan in tree["variants"] for phase in plan["phases"] for key in ("content", "plan_b")]
    told += [text for item in tree["misconceptions"] for text in item.values()]
    told += [row["name"] for row in tree["materials"]["rows"]] + [tree["words"]["paying_when"]]
    assert [text for text in told if " ".join(text.split()) not in said] == []


def test_each_note_stands_below_what_learners_have_just_read(everything: Course) -> None:
    module = everything.modules[0]
    notes = [placed for _, _, placed in noted_steps(module, catalogue("de").gettext)]
    assert notes
    assert all(placed.after for step in notes for placed in step)
    page = words_of(drawn(guide_page(module, everything.shared)))
    learner = words_of(drawn(module_page(module, everything.shared)))
    for placed in (placed for step in notes for placed in step):
        assert f"Nach: {placed.after}" in page
        beginning = placed.after.strip("„“").removesuffix(" …")
        assert beginning in learner.replace("„", "‚").replace("“", "‘")


def test_no_note_for_trainers_stands_where_learners_read(everything: Course) -> None:
    module = everything.modules[0]
    notes = drawn(guide_page(module, everything.shared)).find_class("trainer-note")
    learner = words_of(drawn(module_page(module, everything.shared)))
    told = [words_of(part) for note in notes for part in note if part.get("class") != "trainer-note-after"]
    assert told
    assert [text for text in told if text in learner] == []


def test_without_a_seminar_nothing_of_it_is_shown() -> None:
    made = course(module(choice("f_a")))
    page = guide_page(made.modules[0], made.shared)
    assert [entry.id for entry in page.entries] == ["leitfaden", "geld", "moodle"]
    assert not drawn(page).xpath("//form | //*[@id='konzept' or @id='plaene' or @id='material']")


def test_every_heading_of_the_contents_is_there(b3: Course) -> None:
    page = guide_page(b3.modules[0], b3.shared)
    ids = {element.get("id") for element in drawn(page).iter() if element.get("id")}
    assert {entry.id for entry in page.entries} <= ids


def test_what_authors_write_is_text(b3: Course) -> None:
    module = b3.modules[0]
    assert module.seminar
    phase = module.seminar.variants[0].phases[0].model_copy(update={"content": HOSTILE, "title": HOSTILE})
    variant = module.seminar.variants[0].model_copy(update={"phases": (phase,)})
    seminar = module.seminar.model_copy(update={"variants": (variant,)})
    body = drawn(guide_page(replace(module, seminar=seminar), b3.shared))
    assert not body.xpath("//script")
    assert HOSTILE in words_of(body.find_class("plan")[0])
