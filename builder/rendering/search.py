"""What the search of the site looks into: a script that is loaded when somebody searches, from a disk as well. Pure.

Words stand in it as they are written; how they are compared is the business of ``templates/runtime/search.js`` alone.
An entry is a step, a row of a rule table, a term or a page: what a reader wants to be led to.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from markupsafe import Markup

from builder.language import DEFAULT, catalogue
from builder.model.actors import Actor
from builder.model.blocks import Brief, KeyPoints, walk
from builder.model.case_study import CaseStudy, Criterion
from builder.model.citations import Kind, Mention
from builder.model.course import Course, Shared
from builder.model.curriculum import Misconception, PlannedModule
from builder.model.glossary import Term
from builder.model.module import Module, Step
from builder.model.page import Page as WrittenPage
from builder.model.passages import block_passages, block_prose, passages
from builder.model.procedure import Procedure, step_name
from builder.model.prose import Prose
from builder.model.rule_table import RuleRow, RuleTable
from builder.model.texts import texts
from builder.output import OutputFile
from builder.rendering.address import module_path, reference_path
from builder.rendering.html import environment
from builder.rendering.lookup import CitedLaw, CitedNorm, cited_laws
from builder.rendering.procedures import ShownStep, ShownTrack, procedure_tracks
from builder.rendering.rule_data import summary_of
from builder.rendering.site_page import Entry, Page
from builder.rendering.typography import NBSP, bind, quoted

Aliases = tuple[tuple[frozenset[str], ...], frozenset[str]]  # the words of each name of a term; of all its names
INDEX = "assets/suchindex.js"
_TITLE, _HEADING, _SAID, _ALIAS = 12, 5, 1, 3
"""What a word weighs in a title, in headings and key points, in the text, and where only another name of it stands."""
_MOST = 4
"""Times that a word of the text counts."""
_WORD = re.compile(r"[^\W_]+")
_SNIPPET = 220
"""Letters shown of an entry."""
STOP = frozenset(
    """
    aber als am an auch auf aus bei bin bis bist da damit das dass dem den denn der des die dies dieser dieses doch du
    durch ein eine einem einen einer eines er es für hat hatte ich ihr im in ist ja kein keine machen man mein meine
    mich mir mit nach nicht noch nun nur ob oder ohne sein sich sie sind so um und uns unter vom von vor war was wenn
    wer wie wir wird wo zu zum zur über
    """.split()  # noqa: SIM905 – thirty lines of quotation marks say no more
)
"""Words that lead nowhere; a query of nothing else is looked for all the same."""


Cited: TypeAlias = dict[tuple[Kind, str, str], Counter[str]]
"""Kind of document, document, part of it → the norms cited there."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place that can be found: its address below the site, title, what it belongs to, how it begins, its words."""

    address: str
    title: str
    above: str
    text: str
    words: Counter[str]


def search_index(course: Course, pages: Sequence[tuple[str, WrittenPage]], language: str = DEFAULT) -> OutputFile:
    """The index as a classic script. ``pages``: those written by hand, each with its address below the site."""
    entries = list(_entries(course, pages, catalogue(language).gettext))
    aliases = list(_aliases(course.shared.glossary))
    for entry in entries:
        _add_aliases(entry.words, aliases)
    data = {
        "entries": [[each.address, each.title, each.above, each.text] for each in entries],
        "words": _by_word(entries),
        "stop": sorted(STOP),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return OutputFile(INDEX, f"integrifSearchIndex={text};\n".encode())


def search_page(language: str = DEFAULT) -> Page:
    """The page that searches; it fetches the index once somebody looks for something."""
    _ = catalogue(language).gettext
    body = environment(language).get_template("site/parts/search.html").render(index=INDEX, to_root="")
    title = _("Search")
    return Page(title, Markup(body.strip()), (Entry(1, "suche", title),), _("Search in all modules"), "search")


def _by_word(entries: Sequence[Found]) -> dict[str, list[int]]:
    """Word → number of an entry and weight there, again and again."""
    found: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for word, weight in sorted(entry.words.items()):
            found.setdefault(word, []).extend((number, weight))
    return found


def _entries(course: Course, pages: Sequence[tuple[str, WrittenPage]], _: Callable[[str], str]) -> Iterator[Found]:
    cited = _cited(course.mentions)
    for module in course.modules:
        yield _module(module, _)
        yield from (_step(module, number, step, cited, _) for number, step in enumerate(module.steps, 1))
    for planned in course.shared.curriculum.planned:
        if not course.module(planned.id):
            yield _planned(course.shared, planned, _)
    for table in course.shared.rule_tables:
        yield _table(table, _)
        yield from (_row(table, row, cited, _) for row in table.rows)
    for procedure in course.shared.procedures:
        yield _procedure(procedure, _)
        for shown in procedure_tracks(procedure, course.shared):
            yield from (_procedure_step(procedure, shown, each, cited, _) for each in shown.steps)
    yield from (_case_study(case, cited, _) for case in course.shared.case_studies)
    yield from (_norm(law, norm, _) for law in cited_laws(course, _) for norm in law.norms)
    yield from (_term(term, _) for term in course.shared.glossary)
    yield from (_misconception(item, _) for item in course.shared.misconceptions)
    yield from (_actor(actor, _) for actor in course.shared.actors)
    for address, page in pages:
        yield from _page(address, page)


def _module(module: Module, _: Callable[[str], str]) -> Found:
    meta = module.meta
    words = _counted(_TITLE, meta.title, module.id) + _counted(_SAID, *(goal.text for goal in meta.goals))
    words += _counted(_HEADING, meta.summary, *meta.key_questions, *meta.keywords)
    above = f"{_('Module')} {module.id.upper()}"
    return Found(f"{module_path(module)}.html", bind(meta.title), above, _begun(meta.summary), words)


def _planned(shared: Shared, planned: PlannedModule, _: Callable[[str], str]) -> Found:
    """A module in preparation: whoever looks for it learns that it is not there yet."""
    training = shared.curriculum.course_of(planned.id)
    address = f"kurse.html#kurs_{training.id}" if training else "kurse.html"
    words = _counted(_HEADING, planned.title, planned.id) + _counted(_SAID, planned.summary)
    above = f"{_('Module')} {planned.id.upper()} · {_('in preparation')}"
    return Found(address, bind(planned.title), above, _begun(planned.summary), words)


def _step(module: Module, number: int, step: Step, cited: Cited, _: Callable[[str], str]) -> Found:
    blocks = list(walk(step.blocks))
    points = [prose for block in blocks if isinstance(block, Brief | KeyPoints) for prose in block_prose(block)]
    brief = next((passage.text for prose in points for passage in passages(prose)), "")
    words = _counted(_TITLE, step.plain_title) + _counted(_HEADING, *_headings(blocks), *_texts(points))
    words += _capped(_counted(_SAID, *(passage.text for passage in block_passages(step.blocks))))
    words += cited.get((Kind.MODULE, module.id, step.id), Counter())
    above = f"{module.id.upper()} {bind(module.meta.title)} · {_('Step %(number)s') % {'number': number}}"
    return Found(f"{module_path(module)}.html#{step.id}", bind(step.plain_title), above, _begun(brief), words)


def _table(table: RuleTable, _: Callable[[str], str]) -> Found:
    words = _counted(_TITLE, table.title) + _counted(_SAID, *(feature.question for feature in table.features))
    return Found(
        f"{reference_path(table)}.html", bind(table.title), _("Decision helper"), _begun(summary_of(table, _)), words
    )


def _row(table: RuleTable, row: RuleRow, cited: Cited, _: Callable[[str], str]) -> Found:
    words = _counted(_HEADING, row.group, row.situation)
    words += _counted(_SAID, row.time, row.next_step, row.exception or "", row.decides)
    words += cited.get((Kind.RULE_TABLE, table.id, row.id), Counter())
    above = f"{bind(table.title)} · {bind(row.group)}"
    return Found(
        f"{reference_path(table)}.html#zeile_{row.id}", bind(row.situation), above, _begun(row.next_step), words
    )


def _procedure(procedure: Procedure, _: Callable[[str], str]) -> Found:
    summary = procedure.summary or procedure.disclaimer
    words = _counted(_TITLE, procedure.title) + _counted(_SAID, summary, *(track.title for track in procedure.tracks))
    return Found(f"{reference_path(procedure)}.html", bind(procedure.title), _("Procedure"), _begun(summary), words)


def _procedure_step(
    procedure: Procedure, shown: ShownTrack, each: ShownStep, cited: Cited, _: Callable[[str], str]
) -> Found:
    step = each.step
    words = _counted(_HEADING, step.title, each.actor, step.paper or "")
    words += _counted(_SAID, step.text, step.deadline or "", step.volunteer or "")
    words += cited.get((Kind.PROCEDURE, procedure.id, step_name(shown.track, step)), Counter())
    above = f"{bind(procedure.title)} · {bind(shown.track.title)}"
    return Found(f"{reference_path(procedure)}.html#{each.anchor}", bind(step.title), above, _begun(step.text), words)


def _case_study(case: CaseStudy, cited: Cited, _: Callable[[str], str]) -> Found:
    """A case study as a whole: its rows say little by themselves."""
    words = _counted(_TITLE, case.title) + _counted(_HEADING, case.summary or "", *case.places)
    words += _capped(_counted(_SAID, *(text for _keys, text in texts(case))))
    for part in ("", "recht", *Criterion):
        words += cited.get((Kind.CASE_STUDY, case.id, str(part)), Counter())
    address = f"{reference_path(case)}.html"
    return Found(address, bind(case.title), _("Case study"), _begun(case.summary or case.facts), words)


def _norm(law: CitedLaw, norm: CitedNorm, _: Callable[[str], str]) -> Found:
    """A norm, with all places that cite it."""
    name = f"{norm.name} {law.short}"
    words = _counted(_TITLE, norm.name, law.short) + _counted(_HEADING, norm.heading)
    words[_as_one(norm.name.split(NBSP)[-1], law.short)] = _TITLE
    told = _("Cited in %(count)s places") % {"count": len(norm.spots)}
    title = f"{name} – {bind(norm.heading)}" if norm.heading else name
    return Found(f"nachschlagen/normen.html#{norm.id}", title, _("Norm"), told, words)


def _term(term: Term, _: Callable[[str], str]) -> Found:
    words = _counted(_TITLE, *term.words) + _counted(_SAID, term.definition)
    return Found(f"nachschlagen/glossar.html#{term.id}", term.name, _("Glossary"), _begun(term.definition), words)


def _misconception(item: Misconception, _: Callable[[str], str]) -> Found:
    words = _counted(_HEADING, item.claim) + _counted(_SAID, item.correction)
    address = f"nachschlagen/irrtuemer.html#{item.id}"
    return Found(address, quoted(bind(item.claim)), _("Error"), _begun(item.correction), words)


def _actor(actor: Actor, _: Callable[[str], str]) -> Found:
    words = _counted(_TITLE, actor.name, actor.short) + _counted(_SAID, actor.task, actor.turn_to, actor.limit)
    return Found(f"nachschlagen/akteure.html#{actor.id}", bind(actor.name), _("Actor"), _begun(actor.task), words)


def _page(address: str, page: WrittenPage) -> Iterator[Found]:
    """A page; its words weigh less than those of what is to be learned."""
    prose = [part for part in page.parts if isinstance(part, Prose)]
    whole = [passage for each in prose for passage in passages(each)]
    if not whole:
        return
    title, *rest = [passage.text for passage in whole]
    words = _counted(_HEADING, title) + _capped(_counted(_SAID, *_headings(prose), *rest))
    yield Found(address, title, "", _begun(rest[0] if rest else ""), words)


def _headings(parts: Iterable[object]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Prose):
            tokens = zip(part.tokens, part.tokens[1:], strict=False)
            yield from (
                Prose((inline,), part.place).plain for opened, inline in tokens if opened.type == "heading_open"
            )


def _texts(proses: Iterable[Prose]) -> Iterator[str]:
    return (passage.text for prose in proses for passage in passages(prose))


def _cited(mentions: Sequence[Mention]) -> Cited:
    """„§ 61 AsylG“ as one word, ``61asylg``, by where it stands: a paragraph alone stands everywhere."""
    found: Cited = {}
    for mention in mentions:
        where, citation = mention.where, mention.citation
        if citation.law:
            word = _as_one(citation.norm, citation.law)
            found.setdefault((where.kind, where.document, where.part), Counter())[word] = _HEADING
    return found


def _as_one(number: str, law: str) -> str:
    return f"{number}{law}".replace(" ", "").lower()


def _counted(weight: int, *texts: str) -> Counter[str]:
    words = Counter(word.lower() for text in texts for word in _WORD.findall(text))
    return Counter({word: count * weight for word, count in words.items() if word not in STOP})


def _capped(words: Counter[str]) -> Counter[str]:
    return Counter({word: min(count, _MOST) for word, count in words.items()})


def _begun(text: str) -> str:
    """How a text begins, whole words."""
    if len(text) <= _SNIPPET:
        return bind(text)
    return bind(text[:_SNIPPET].rsplit(" ", 1)[0].rstrip(" ,;:–") + " …")


def _aliases(glossary: Sequence[Term]) -> Iterator[Aliases]:
    """Names by which a term is recognised, and all that somebody may look for instead, avoided words too."""
    for term in glossary:
        yield tuple(map(_words_of, term.words)), frozenset().union(*map(_words_of, (*term.words, *term.avoid)))


def _words_of(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(name))


def _add_aliases(words: Counter[str], aliases: Iterable[Aliases]) -> None:
    """A name is there where all of its words are: „Verfahren“ alone is no „Dublin-Verfahren“."""
    for names, others in aliases:
        if any(name <= words.keys() for name in names):
            words.update(dict.fromkeys(others - words.keys() - STOP, _ALIAS))
