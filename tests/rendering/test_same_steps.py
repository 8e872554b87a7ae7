"""The procedure of the course, one for all faces: pages, package, printed list, posters and the questions of module B1 name the same steps."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lxml import etree, html

from builder.model.module import Module
from builder.model.procedure import Procedure
from builder.model.questions import Matching, Ordering
from builder.rendering import procedure_sheets, scorm
from builder.rendering.procedure_lanes import lanes_picture
from builder.rendering.procedure_page import procedure_page
from builder.rendering.procedures import procedure_tracks
from builder.rendering.site import module_page
from tests.packages import package_of
from tests.rendering.letter_sizes import letter_sizes
from tests.rendering.pdf_text import pages_of, read_aloud
from tests.rendering.rule_paper import packed, plain, real

Row = tuple[str, str, str]
SVG = {"s": "http://www.w3.org/2000/svg"}


def asylum() -> Procedure:
    found = real().shared.procedure("asylverfahren")
    assert found is not None
    return found


def b1() -> Module:
    found = real().module("b1")
    assert found is not None
    return found


@cache
def rows() -> list[Row]:
    """Title, who acts, and norms of each step, track by track."""
    return [
        (each.step.title, each.actor, ", ".join(each.step.norms))
        for shown in procedure_tracks(asylum(), real().shared)
        for each in shown.steps
    ]


def rows_of_html(page: str | bytes) -> Iterator[Row]:
    for step in html.fromstring(page).xpath("//ol[@class='procedure-steps']/li"):
        facts = {
            plain(fact.findtext("dt")): plain(fact.find("dd").text_content()) for fact in step.iterfind(".//dl/div")
        }
        (actor,) = step.find_class("procedure-actor")
        yield plain(step.findtext(".//strong")), plain(actor.text_content()), facts["Normen"]


def test_there_are_two_tracks_to_compare() -> None:
    assert [track.id for track in asylum().tracks] == ["neu", "alt"]
    assert len(rows()) == len(set(rows())) > 20


def test_on_its_page_on_that_of_the_module_and_in_the_package() -> None:
    assert list(rows_of_html(procedure_page(asylum(), real()).body)) == rows()
    assert list(rows_of_html(module_page(b1(), real().shared).body)) == rows()
    with package_of(scorm.render(b1(), real().shared)) as package:
        assert list(rows_of_html(package.read(scorm.ENTRY))) == rows()


def test_on_the_printed_list() -> None:
    made = {file.path: file.data for file in procedure_sheets.render(asylum(), real().shared).files}
    text = packed(read_aloud(made["ablauf-asylverfahren-liste.pdf"]))
    at = 0
    for title, actor, norms in rows():
        at = text.index(packed(title + actor), at)
        at = text.index(packed(norms), at)


def test_in_the_drawings_of_the_page() -> None:
    drawn = []
    for shown in procedure_tracks(asylum(), real().shared):
        tree = etree.fromstring(lanes_picture(shown, shown.track.title).encode())
        for step in tree.xpath("//s:g[@id]", namespaces=SVG):
            drawn.append(plain(" ".join(step.xpath("s:text[@class='title']/text()", namespaces=SVG))))
    assert drawn == [f"{title} · {actor}" for title, actor, _norms in rows()]


def test_on_the_posters_which_say_less_of_each() -> None:
    made = {file.path: file.data for file in procedure_sheets.render(asylum(), real().shared).files}
    text = packed("".join(read_aloud(made[f"ablauf-asylverfahren-poster-{track.id}.pdf"]) for track in asylum().tracks))
    at = 0
    for title, actor, norms in rows():
        at = text.index(packed(title + actor), at)
        at = text.index(packed(norms.replace(", §", "; §").replace(", Art.", "; Art.")), at)


def test_a_poster_is_one_sheet_that_can_be_read_from_a_few_steps_away() -> None:
    norms = 9.5
    for file in procedure_sheets.render(asylum(), real().shared).files:
        if "poster" in file.path:
            sizes = letter_sizes(file.data)
            assert len(pages_of(file.data)) == 1
            assert {size for size in sizes if size < 12} == {norms}
            assert sum(size > 16 for size in sizes.elements()) > 10, "the name of each step"


def lists_of(module: Module) -> Iterator[tuple[str, list[str], bool]]:
    """What the orderings and assignments of a module list: id of the question, texts, whether their order counts."""
    for question in module.questions:
        match question:
            case Ordering():
                yield question.id, [plain(item.text.plain) for item in question.items], True
            case Matching():
                yield question.id, [plain(pair.left.plain) for pair in question.prompts if pair.left], False
                yield question.id, [plain(choice.plain) for choice in question.choices], False


def wrongly_named(module: Module, procedure: Procedure) -> list[str]:
    """Lists that name a step, but not steps of one track alone, or not in their order."""
    tracks = [[step.title for step in track.steps] for track in procedure.tracks]
    wrong = []
    for name, texts, is_ordered in lists_of(module):
        of_steps = [titles for titles in tracks if set(texts) & set(titles)]
        fits = [titles for titles in of_steps if set(texts) <= set(titles)]
        if is_ordered:
            fits = [titles for titles in fits if texts == [title for title in titles if title in texts]]
        wrong += [name] if of_steps and not fits else []
    return wrong


def test_questions_of_the_module_name_the_steps_as_the_procedure_does_and_in_its_order() -> None:
    titles = {title for title, *_ in rows()}
    asked = {name for name, texts, _ in lists_of(b1()) if titles & set(texts)}
    assert asked == {"f_worte", "f_weg", "f_papiere"}
    assert wrongly_named(b1(), asylum()) == []


def test_a_step_that_is_renamed_or_moved_in_the_procedure_is_missed_in_the_questions() -> None:
    new, old = asylum().tracks
    steps = new.steps
    renamed = steps[2].model_copy(update={"title": "Aufnahme der Daten"})
    assert steps[2].title == "Registrierung"
    for changed, wrong in (
        ((*steps[:2], renamed, *steps[3:]), ["f_weg", "f_papiere"]),
        ((*steps[:2], steps[3], steps[2], *steps[4:]), ["f_weg"]),
        (steps[1:], ["f_worte", "f_weg", "f_papiere"]),
    ):
        tracks = (new.model_copy(update={"steps": changed}), old)
        assert wrongly_named(b1(), asylum().model_copy(update={"tracks": tracks})) == wrong
