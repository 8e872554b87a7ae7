"""Small courses made in memory, and releases of them: for what holds over many editions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from markdown_it.token import Token

from builder.model.course import Course, Shared
from builder.model.curriculum import Curriculum
from builder.model.freeze import release_of
from builder.model.module import Module, ModuleMeta, Step
from builder.model.prose import Prose
from builder.model.questions import Option, SingleChoice
from builder.source import Place, PlaceMap

PLACE = Place("modules/x1-probe/modul.md")
DAY = date(2026, 12, 1)


def words(text: str) -> Prose:
    """A line of text as reading gives it."""
    return Prose((Token("inline", "", 0, content=text, children=[Token("text", "", 0, content=text)]),), PLACE)


def choice(
    name: str, stem: str = "Was gilt?", answers: Sequence[str] = ("+ja", "-nein"), **head: object
) -> SingleChoice:
    """A single choice; each answer begins with ``+`` or ``-``."""
    options = tuple(
        Option(text=words(text[1:]), correct=text.startswith("+"), feedback=words(""), place=PLACE) for text in answers
    )
    given = {"goal": "l1", "explanation": words(""), **head}
    return SingleChoice(id=name, stem=words(stem), options=options, place=PLACE, **given)  # type: ignore[arg-type]


def module(
    *questions: SingleChoice, version: str = "1.0.0", name: str = "x1", steps: Sequence[str] = (), **head: object
) -> Module:
    """A module with these questions in its first step; its files are what is said of it here."""
    goals = [{"id": goal, "text": f"das Ziel {goal} erreichen", "stufe": "anwenden"} for goal in ("l1", "l2")]
    meta = {
        "id": name,
        "titel": "Wer darf anfangen?",
        "kurz": "Probe.",
        "zielgruppe": ["ehrenamt"],
        "dauer": 8,
        "lernziele": goals,
        "geprueft_am": "2026-11-20",
        "pruefen_bis": "2027-05-20",
        "verantwortlich": "Fachredaktion",
        "version": version,
        **head,
    }
    made = [Step(step, words(step.title()), 5, (), PLACE) for step in (steps or ("papier", "stelle"))]
    made[0] = replace(made[0], blocks=questions)
    places = PlaceMap({(): PLACE})
    files = repr((meta, made))
    return Module(
        f"{name}-probe", ModuleMeta.model_validate(meta), tuple(made), (), None, (), PLACE, places, digest=files
    )


def course(*modules: Module, version: str = "2026.1", before: Course | None = None, **more: object) -> Course:
    """A course of these modules, after the releases that ``before`` had seen."""
    planned = [
        {"id": each.id, "titel": each.meta.title, "kurz": "Probe.", "dauer": 8, "zielgruppe": ["ehrenamt"]}
        for each in modules
    ]
    data = {
        "titel": "Probekurs",
        "kurz": "Probe.",
        "version": version,
        "kurse": [{"id": "x", "titel": "Kurs X", "kurz": "Probe.", "module": planned}],
        **more,
    }
    slugs = tuple((each.id, each.slug) for each in modules)
    releases = before.shared.releases if before else ()
    return Course(Shared(Curriculum.model_validate(data), (), (), slugs, releases=releases), modules)


def released(made: Course, day: date = DAY) -> Course:
    """The course after its release."""
    releases = (*made.shared.releases, release_of(made, day))
    return replace(made, shared=replace(made.shared, releases=releases))
