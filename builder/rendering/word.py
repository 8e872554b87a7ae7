"""Handout and trainer's guide as Word documents that can be edited, from the same trees as the PDFs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.section import _Footer
from docx.shared import Mm, Twips

from builder.language import DEFAULT, catalogue
from builder.model.course import Shared
from builder.model.module import Module
from builder.output import Output, OutputFile
from builder.rendering.guide import guide_tree
from builder.rendering.handout import handout_tree
from builder.rendering.print_tree import Tree
from builder.rendering.typography import NBSP, xml_text
from builder.rendering.word_blocks import blocks, picture, written
from builder.rendering.word_draft import Draft, Place, empty_document, finished, noted
from builder.rendering.word_guide import GUIDE
from builder.rendering.word_questions import answer
from builder.rendering.word_runs import GAP, bookmark, inline, line, link_to

_FIELDS = {"%(number)s": "PAGE", "%(count)s": "NUMPAGES"}


def render(module: Module, shared: Shared, language: str = DEFAULT) -> Output:
    """Handout and guide. Raises RuntimeError for a picture that cannot be drawn."""
    made = (("handout", handout_tree, HANDOUT), ("leitfaden", guide_tree, GUIDE))
    return Output.of(
        OutputFile(f"{module.file_name}-{name}.docx", _file(tree(module, shared, language), parts, module, language))
        for name, tree, parts in made
    )


def _file(given: Tree, parts: Mapping[str, Callable[..., None]], module: Module, language: str) -> bytes:
    tree = _sayable(given)
    meta = module.meta
    properties = {
        "title": tree["title"],
        "subject": tree["head"],
        "author": xml_text(meta.responsible),
        "keywords": xml_text(", ".join(meta.keywords)),
        "language": "de-DE" if meta.language == "de" else meta.language,
        "version": meta.version,
        "comments": tree["foot"],
    }
    pictures = {media.name: media.data for media in module.media}
    return finished(_written(tree, parts, pictures, language), properties, meta.reviewed_on)


def _written(
    tree: Tree, parts: Mapping[str, Callable[..., None]], pictures: Mapping[str, bytes], language: str
) -> Draft:
    """The document of a tree: its head, the parts that have something to show, its notes."""
    document = empty_document(tree["colours"], tree["words"], tree["language"], language)
    draft = Draft(document, tree["words"], pictures, dict(noted(tree)), has_key=bool(tree.get("answers")))
    place = draft.begin()
    _running(tree, draft)
    _head(tree, place, catalogue(language).gettext)
    for name, draw in parts.items():
        if tree[name]:
            draw(tree[name], place)
    _footnotes(place, catalogue(language).gettext)
    return draft


def _sayable(tree: Any) -> Any:
    """A tree without what XML has no way to say."""
    match tree:
        case str():
            return xml_text(tree)
        case dict():
            return {name: _sayable(value) for name, value in tree.items()}
        case list() | tuple():
            return [_sayable(value) for value in tree]
        case _:
            return tree


def _running(tree: Tree, draft: Draft) -> None:
    """What stands above each page but the first, and below each: version, law date, licence, number."""
    (section,) = draft.document.sections
    section.header.paragraphs[0].add_run(tree["head"])
    section.first_page_header.paragraphs[0]._p.style = "Normal"
    for footer in (section.footer, section.first_page_footer):
        _foot(footer, tree, draft)


def _foot(footer: _Footer, tree: Tree, draft: Draft) -> None:
    at = line(footer.paragraphs[0], draft)
    at.run(f"{tree['foot']} · ")
    for part in re.split(r"(%\(\w+\)s)", draft.words["page"]):
        inside = at
        if part in _FIELDS:
            inside = replace(at, parent=OxmlElement("w:fldSimple", {qn("w:instr"): _FIELDS[part]}))
            at.parent.append(inside.parent)
        inside.run("1" if part in _FIELDS else part)


def _head(tree: Tree, place: Place, _: Callable[[str], str]) -> None:
    """Course, title, summary or what sheet it is, dates, address; and what this file is not."""
    place.paragraph("Small", tree["course"])
    place.paragraph("Title", tree["title"])
    place.paragraph("Subtitle", tree["summary"])
    facts = line(place.paragraph("Facts"), place.draft)
    for number, (name, value) in enumerate(tree["facts"]):
        line(facts.paragraph, place.draft, "Muted").run(f"{' · ' if number else ''}{name.replace(' ', NBSP)}:{NBSP}")
        line(facts.paragraph, place.draft, bold=True).run(value.replace(" ", NBSP))
    _where(tree, place)
    place.paragraph("Small", " · ".join(tree["about"]))
    place.paragraph(
        "Small",
        _(
            "This file is meant to be edited, and simpler than the PDF: footnotes stand at the end, drawings are made"
            " of pixels, and only the PDF has been tested for reading aloud. The fair copy is the PDF."
        ),
    )


def _where(tree: Tree, place: Place) -> None:
    """Where it says whether this is current; a line to write on as long as that is nowhere."""
    if not tree["address"]:
        place.paragraph("Small", f"{place.word('address')} {GAP * 3}")
        return
    picture(place, tree["qr"].encode(), place.word("qr", address=tree["address"]), widest=Mm(26), keep=True)
    at = line(place.paragraph(), place.draft)
    at.run(f"{place.word('current')} ")
    link_to(tree["address"], at).run(tree["address"].removeprefix("https://"))


def _before(note: str, place: Place) -> None:
    made = place.paragraph()
    line(made, place.draft, bold=True).run(f"{place.word('before')} ")
    made.add_run(note)


def _named_list(lines: Sequence[str], place: Place, name: str) -> None:
    place.paragraph("Label", place.word(name))
    _list(lines, place)


def _chapter(lines: Sequence[str], place: Place, name: str) -> None:
    place.paragraph("Heading1", place.word(name))
    _list(lines, place)


def _list(lines: Sequence[str], place: Place) -> None:
    blocks([{"k": "list", "start": 0, "items": [[_plain(text)] for text in lines]}], place)


def _plain(text: str) -> Tree:
    return {"k": "paragraph", "c": [{"t": "text", "v": text}]}


def _steps(steps: Sequence[Tree], place: Place) -> None:
    for step in steps:
        count = place.word("step", number=step["number"], count=step["count"])
        place.paragraph("StepLine", f"{count} · {place.word('minutes', minutes=step['minutes'])}")
        written(place, step["title"], "Heading1").paragraph_format.space_before = Twips(40)
        blocks(step["blocks"], place)


def _answers(answers: Sequence[Tree], place: Place) -> None:
    """The key, on a page of its own."""
    place.paragraph("Heading1", place.word("solutions")).paragraph_format.page_break_before = True
    for entry in answers:
        answer(entry, place, blocks)


def _footnotes(place: Place, _: Callable[[str], str]) -> None:
    """All notes that were referred to, in the order of their marks; a note may refer to another one."""
    if place.draft.numbers:
        place.paragraph("Heading1", _("Footnotes"))
    done = 0
    while done < len(place.draft.numbers):
        index, number = list(place.draft.numbers.items())[done]
        made = place.paragraph("FootnoteText", f"{number}.\t")
        inline(place.draft.notes[index], line(made, place.draft))
        bookmark(f"note_{number}", made, place.draft)
        done += 1


HANDOUT: Mapping[str, Callable[..., None]] = {
    "content_note": _before,
    "goals": partial(_named_list, name="goals"),
    "key_questions": partial(_named_list, name="key_questions"),
    "steps": _steps,
    "norms": partial(_chapter, name="norms"),
    "sources": partial(_chapter, name="sources"),
    "credits": partial(_chapter, name="credits"),
    "answers": _answers,
}
"""Part of the handout's tree → what writes it, in this order."""
