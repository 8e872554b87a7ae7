"""The learner's view of a module as HTML: one body for the site and the package."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache, partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from builder.language import DEFAULT, catalogue
from builder.model.answer_key import LETTERS, answer_key
from builder.model.blocks import (
    Block,
    Brief,
    Callout,
    Case,
    DeepDive,
    Embed,
    EmbedKind,
    Figure,
    KeyPoints,
    Task,
    TimedPassage,
    TrainerNote,
)
from builder.model.case_study import CaseStudy
from builder.model.course import Shared
from builder.model.module import Module, Step
from builder.model.procedure import Procedure
from builder.model.prose import Prose
from builder.model.questions import Cloze, Matching, Ordering, Question
from builder.model.release import NOTHING_YET, History
from builder.model.rule_table import RuleRow, RuleTable
from builder.model.tables import Table
from builder.rendering.assets import TEMPLATES
from builder.rendering.case_studies import case_study_values
from builder.rendering.credits import credit_lines
from builder.rendering.dates import days_of, german_day, validity, validity_words
from builder.rendering.extent import teaching_units
from builder.rendering.feedback import Feedback
from builder.rendering.links import Links
from builder.rendering.norms import changed_norms, listed_norms
from builder.rendering.procedures import procedure_tracks
from builder.rendering.prose import ProseRenderer
from builder.rendering.question_data import module_settings, question_data, shown_order
from builder.rendering.sources import told_sources
from builder.rendering.typography import bind


@cache
def environment(language: str = DEFAULT) -> Environment:
    """The Jinja environment of the body templates, with everything escaped by default."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    made.filters["day"] = german_day
    made.filters["bind"] = bind
    return made


_CHOICES = ("single_choice", "multiple_choice", "true_false")
_SHARED_FACES = {
    **{(folder, kind): "choice" for folder in ("answers", "solutions") for kind in _CHOICES},
    **{("answers", kind): "entry" for kind in ("number", "date")},
    **{("solutions", kind): "choice" for kind in ("number", "date")},
}
"""Kinds that share a template; all others have one of their own name."""


class BlockRenderer:
    """Draws blocks for learners; trainer notes never come out of it. ``questions``: all that can occur, in order."""

    folder = "body"
    """Where its templates lie; another folder is another way to draw the same blocks."""

    def __init__(
        self,
        shared: Shared,
        links: Links,
        questions: Sequence[Question],
        language: str = DEFAULT,
        past: History = NOTHING_YET,
        notes: Sequence[Prose] = (),
    ) -> None:
        self._shared, self._links, self._past, self._footnotes = shared, links, past, notes
        self._environment = environment(language)
        self._gettext = catalogue(language).gettext
        self._prose = self._prose_renderer()
        self._in_form = partial(self._prose.html, linked=False)
        self._codes = past.code_of([question.id for question in questions])
        self._taken_over = past.taken_over(questions)
        self._numbers = {question.id: number for number, question in enumerate(questions, start=1)}

    def _prose_renderer(self) -> ProseRenderer:
        return ProseRenderer(self._shared, self._links, self._gettext, self._footnotes)

    def line(self, prose: Prose) -> Markup:
        """One line of running text."""
        return self._prose.html(prose)

    def blocks(self, blocks: Sequence[Block]) -> Markup:
        """The HTML of blocks in order."""
        return Markup("\n").join(self.block(block) for block in blocks)

    def block(self, block: Block) -> Markup:
        """The HTML of one block."""
        match block:
            case Prose():
                return self._prose.html(block, terms=True)
            case TrainerNote():
                return Markup("")
            case Figure():
                return self._template("figure", block=block, source=self._media(block.source))
            case Embed(kind=EmbedKind.RULE_TABLE):
                table = self._shared.rule_table(block.name)
                return self.rule_table(table, folded=True) if table else Markup("")
            case Embed(kind=EmbedKind.PROCEDURE):
                procedure = self._shared.procedure(block.name)
                return self.procedure(procedure, folded=True) if procedure else Markup("")
            case Embed():
                return self.case_studies(self._shared.embedded_cases(block))
            case Brief() | Callout() | Table() | KeyPoints() | DeepDive() | TimedPassage() | Task() | Case():
                return self._template(_template_name(block), block=block)
            case _:
                return self.question(block)

    def rule_table(self, table: RuleTable, folded: bool = False) -> Markup:
        """All rows of a rule table, and the way to the page that asks for them where there is one.

        ``folded``: of each group its name is seen at once, its rows on demand.
        """
        return self._template("rule_table", table=table, asked_on=self._links.reference(table), folded=folded)

    def procedure(self, procedure: Procedure, folded: bool = False) -> Markup:
        """All steps of a procedure, track by track, and the way to its own page where there is one.

        ``folded``: of each step its name and who acts are seen at once, the rest on demand.
        """
        shown, own = procedure_tracks(procedure, self._shared), self._links.reference(procedure)
        return self._template("procedure", procedure=procedure, tracks=shown, own=own, plain=bind, folded=folded)

    def case_studies(self, cases: Sequence[CaseStudy]) -> Markup:
        """What case studies tell, side by side, and behind it what is shown after comparing; nothing of none."""
        if not cases:
            return Markup("")
        return self._template("case_studies", **case_study_values(cases, self._links, self._gettext))

    def question(self, question: Question) -> Markup:
        """The form, readable and solvable without JavaScript, and beside it the data for the player."""
        lead, ask = split_stem(question.stem)
        return self._template(
            "question",
            prose=self._in_form,
            question=question,
            kind=answer_key(question).kind,
            number=self._numbers[question.id],
            lead=lead,
            ask=ask,
            instruction=self.instruction(question),
            form=self._form(question),
            solution=self._solution(question),
            data=json_in_script(question_data(question, self._past, self._codes, self._taken_over)),
        )

    def instruction(self, question: Question) -> str:
        """What to do, for a question whose text does not end in a sentence that says so."""
        _ = self._gettext
        words = {
            "multiple_choice": _("Several answers may be right."),
            "matching": _("Choose what belongs together."),
            "ordering": _("Put it in the right order."),
            "cloze": _("Fill in the gaps."),
            "branching": _("Decide step by step."),
        }
        return words.get(answer_key(question).kind, _("Your answer"))

    def _form(self, question: Question) -> Markup:
        """What stands in the fieldset below the legend."""
        match question:
            case Ordering():
                order = shown_order([item.text.plain for item in question.items], is_right_order=True)
            case Matching():
                order = shown_order([choice.plain for choice in question.choices])
            case Cloze():
                return self._cloze(question)
            case _:
                order = []
        return self._face("answers", question, order=order)

    def _face(self, folder: str, question: Question, **values: Any) -> Markup:
        kind = answer_key(question).kind
        name = _SHARED_FACES.get((folder, kind), kind)
        return self._template(f"{folder}/{name}", question=question, kind=kind, **{"prose": self._in_form} | values)

    def _solution(self, question: Question) -> Markup:
        """What is right and why, for reading without a script and for the player's feedback."""
        return self._face("solutions", question, prose=partial(self._in_form, again=True))

    def _cloze(self, question: Cloze) -> Markup:
        gaps = [
            self._template("answers/gap", question=question, gap=gap, number=number, order=shown_order(gap.choices))
            for number, gap in enumerate(question.gaps, start=1)
        ]
        return Markup('<div class="cloze">{}</div>').format(self.with_gaps(question, gaps))

    def with_gaps(self, question: Cloze, gaps: Sequence[Markup]) -> Markup:
        """The text of a question with these pieces in the place of its gaps."""
        draw = partial(self._in_form, gaps=gaps)
        parts = [
            self._template("table", block=block, prose=draw) if isinstance(block, Table) else draw(block)
            for block in question.body
        ]
        return Markup("\n").join(parts)

    def _template(self, name: str, **values: Any) -> Markup:
        template = self._environment.get_template(f"{self.folder}/{name}.html.j2")
        given: dict[str, Any] = {"prose": self._prose.html, "words": self._prose.words, "blocks": self.blocks}
        given |= {"letters": LETTERS, "shared": self._shared, "validity": self._validity}
        html = template.render(given | values)
        return Markup(html.strip())

    def _validity(self, timed: TimedPassage | RuleRow) -> str:
        return validity(days_of(timed), validity_words(self._gettext))

    def _media(self, source: str) -> str:
        return self._links.media(source.removeprefix("media/"))


class BodyRenderer(BlockRenderer):
    """Draws one module for learners."""

    def __init__(self, module: Module, shared: Shared, links: Links, language: str = DEFAULT) -> None:
        notes = [note.body for note in module.footnotes]
        super().__init__(shared, links, module.questions, language, shared.history(module.id), notes)
        self._module = module

    def body(self, paged: bool, package: Markup | None = None, feedback: Feedback | None = None) -> Markup:
        """The whole article; ``paged`` shows one step at a time where JavaScript runs.

        ``package``: the settings of what one visit is about, where this article is all of it. ``feedback``: what
        readers are offered where they can reach those who write.
        """
        planned = self._shared.curriculum.course_of(self._module.id)
        licence = self._shared.licence_of(self._module)
        return self._template(
            "module",
            module=self._module,
            meta=self._module.meta,
            course=planned,
            curriculum=self._shared.curriculum,
            licence=licence,
            paged=paged,
            package=package,
            feedback=feedback,
            extent=teaching_units(self._module.meta.minutes, self._gettext),
            norms=listed_norms(self._module, self._shared, self._gettext),
            sources=told_sources(self._module, self._shared, self._gettext),
            credits=credit_lines(self._module, self._shared, self._gettext),
            changed_norms=changed_norms(self._module, self._shared),
            official=self._links.official,
            step_codes=self._past.step_code_of([step.id for step in self._module.steps]),
            settings=json_in_script(module_settings(self._module, self._shared)),
            step_text=self._step_text,
        )

    def _step_text(self, step: Step) -> Markup:
        """A step is read by itself: each term leads to the glossary where it first stands."""
        self._prose.begin_step()
        return self.blocks(step.blocks)


def split_stem(stem: Prose) -> tuple[Prose | None, Prose]:
    """Long case text, and the question itself: the last paragraph, which becomes the legend."""
    tokens = stem.tokens
    if len(tokens) < 3 or tokens[-1].type != "paragraph_close":
        return (stem, Prose((), stem.place)) if tokens else (None, stem)
    ask = Prose((tokens[-2],), stem.place)
    return (Prose(tokens[:-3], stem.place), ask) if len(tokens) > 3 else (None, ask)


def _template_name(block: Block) -> str:
    """``KeyPoints`` → ``key_points``: the template has the name of the model class."""
    name = type(block).__name__
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


def json_in_script(data: dict[str, Any]) -> Markup:
    """JSON that is safe inside a ``script`` element."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
