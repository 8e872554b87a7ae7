"""A page written by hand, with the pieces of the course that it embeds. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, assert_never

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup

from builder.language import DEFAULT, catalogue
from builder.model.answer_key import author_word
from builder.model.blocks import Callout, Figure, questions_in
from builder.model.course import Course
from builder.model.coverage import coverage
from builder.model.deadlines import SOON, review_deadlines
from builder.model.page import Part, Piece, Specimen
from builder.model.prose import Prose
from builder.model.tables import Table
from builder.rendering.address import module_path, offline_address, reference_path
from builder.rendering.changes import Note, documents, feeds, notes
from builder.rendering.currency import sheet_pages
from builder.rendering.downloads import Offer, shelves
from builder.rendering.html import BlockRenderer, environment, json_in_script
from builder.rendering.links import page_links
from builder.rendering.prose import ProseRenderer
from builder.rendering.question_data import package_settings, practice_settings
from builder.rendering.rule_data import most_questions, summary_of
from builder.rendering.site_page import HEADERS, Entry, Page
from builder.rendering.standalone import script_path
from builder.slugs import slug
from builder.source import Place

TEMPLATES: dict[str, tuple[str, str]] = {
    "kurse": ("courses", ""),
    "pfade": ("paths", ""),
    "fertig": ("written", ""),
    "regelwerke": ("rule_tables", ""),
    "tueren": ("doors", ""),
    "neues": ("news", ""),
    "stand": ("state", ""),
    "leitfaeden": ("guides", ""),
    "nachschlagen": ("lookup", ""),
    "blaetter": ("sheets", ""),
    "downloads": ("shelves", ""),
    "wiederholen": ("review", ""),
    "lernstand": ("learning", ""),
    "abdeckung": ("coverage", ""),
    "termine": ("deadlines", ""),
    "aenderungen": ("changes", ""),
    "quelltext": ("source", ""),
    "auszufuellen": ("to_fill", ""),
    "zugaenge": ("access", ""),
    "betreiber zugaenge": ("access_owed", ""),
    "server nginx": ("server_nginx", ""),
    "server apache": ("server_apache", ""),
    "server caddy": ("server_caddy", ""),
    "betreiber name": ("operator", "name"),
    "betreiber kontakt": ("operator", "contact"),
    "betreiber impressum": ("operator", "imprint"),
    "betreiber barrierefreiheit": ("operator", "accessibility_contact"),
}
"""Piece → template below ``templates/site/parts/``, and field of the operator."""


class HandPage(ProseRenderer):
    """Draws one page of ``site/``. ``resolve`` turns links to files into addresses, ``to_root`` leads to the start.

    ``lookup``: the pages to look something up, with their places below the site, without ending. ``offers``: the files
    made beside the site; None where the site is made alone, and then not packed for use without a network either.
    """

    def __init__(
        self,
        course: Course,
        to_root: str,
        resolve: Callable[[str], str],
        language: str = DEFAULT,
        lookup: Sequence[tuple[str, Page]] = (),
        offers: Sequence[Offer] | None = None,
    ) -> None:
        super().__init__(course.shared, page_links(course.shared, to_root), catalogue(language).gettext)
        self._course, self._to_root, self._resolve, self._language = course, to_root, resolve, language
        self._environment, self._lookup, self._offers = environment(language), lookup, offers
        self._ids: set[str] = set()
        self._entries: list[Entry] = []

    def page(self, parts: Sequence[Part]) -> Page:
        """The page; its first heading is its title."""
        asked = [block for part in parts if isinstance(part, Specimen) for block in questions_in(part.blocks)]
        self._specimens = BlockRenderer(self._course.shared, self._links, asked, self._language)
        body = self._all(parts)
        if asked:
            settings = practice_settings("practice", self._course.shared)
            package = json_in_script(package_settings("practice", settings["version"], self._course.shared))
            body = self._template(
                "site/parts/practice.html", body=body, settings=json_in_script(settings), package=package
            )
        title = self._entries[0].title if self._entries else ""
        return Page(title, body, tuple(self._entries))

    def _all(self, parts: Sequence[Part]) -> Markup:
        return Markup("\n").join([self._part(part) for part in parts])

    def _part(self, part: Part) -> Markup:
        match part:
            case Prose():
                return self.html(part)
            case Piece():
                return self._piece(part)
            case Specimen():
                made = self._specimens.blocks(part.blocks)
                return self._template("site/parts/specimen.html", source=part.source, made=made)
            case Callout():
                return self._template("body/callout.html.j2", block=part)
            case Table():
                return self._template("body/table.html.j2", block=part)
            case Figure():
                return self._template("body/figure.html.j2", block=part, source=self._resolve(part.source))
            case _:
                assert_never(part)

    def _piece(self, piece: Piece) -> Markup:
        template, field = TEMPLATES[piece.name]
        curriculum = self._course.shared.curriculum
        if template == "courses":
            self._entries.extend(Entry(2, f"kurs_{course.id}", course.title) for course in curriculum.courses)
        if template == "changes" and self._notes():
            self._entries.append(Entry(2, "alle_aenderungen", self._("All changes")))
        return self._template(
            f"site/parts/{template}.html",
            course=self._course,
            curriculum=curriculum,
            to_root=self._to_root,
            path=piece.place.path,
            **self._more(template, piece.name.removeprefix("betreiber "), field),
        )

    def _more(self, template: str, key: str, field: str) -> dict[str, Any]:
        """What a piece shows besides the course. ``key``, ``field``: of the operator."""
        match template:
            case "operator":
                text = str(getattr(self._course.shared.curriculum.operator, field))
                return {"key": key, "lines": text.splitlines()}
            case "access" | "access_owed":
                return {"access": self._access()}
            case "changes":
                return self._changes()
            case "news":
                return {"notes": self._notes()}
            case "review":
                return {"sources": self._question_sources()}
            case "rule_tables":
                return {"most_questions": most_questions, "summary_of": partial(summary_of, translate=self._)}
            case "lookup":
                return {"lookup": self._lookup}
            case "sheets":
                return {"sheets": sheet_pages(self._course, self._)}
            case "shelves":
                return self._shelves()
            case "coverage":
                covered = [(module, coverage(module)) for module in self._course.modules]
                return {"covered": covered, "author_word": author_word}
            case "deadlines":
                return {"deadlines": review_deadlines(self._course), "reviewed": self._reviewed(), "soon": SOON.days}
            case "server_nginx" | "server_apache" | "server_caddy":
                return {"headers": HEADERS}
            case _:
                return {}

    def _changes(self) -> dict[str, Any]:
        """For the page of all change notes."""
        return {
            "notes": self._notes(),
            "newest": self._newest(),
            "has_feed": bool(feeds(self._course)),
            "sources": self._question_sources(),
        }

    def _shelves(self) -> dict[str, Any]:
        """For the page of all downloads."""
        return {
            "shelves": shelves(self._course, self._offers or (), self._),
            "offline": offline_address(self._course.shared) if self._offers is not None else None,
        }

    def _access(self) -> list[tuple[str, str]]:
        """Where the operator explains the site for those who need other words or signs, as far as that is said."""
        operator = self._course.shared.curriculum.operator
        said = ((self._("Easy language"), operator.plain_language), (self._("Sign language"), operator.sign_language))
        return [(name, self._page_or_address(target)) for name, target in said if target]

    def _page_or_address(self, target: str) -> str:
        return target if "://" in target else self._resolve(self._to_root + target)

    def _notes(self) -> tuple[Note, ...]:
        return notes(documents(self._course.modules, self._course.shared.references))

    def _newest(self) -> date | None:
        """The last day this edition knows of: what came later it cannot say."""
        days = [note.change.date for note in self._notes()]
        days += [module.meta.reviewed_on for module in self._course.modules]
        return max([*days, *(table.reviewed_on for table in self._course.shared.references)], default=None)

    def _reviewed(self) -> dict[str, dict[str, str]]:
        """The pages of what has a review date, by the file the date stands in; hand-kept laws have none."""
        modules = {
            module.meta_places.at("pruefen_bis").path: {
                "title": module.meta.title,
                "address": f"{module_path(module)}.html",
            }
            for module in self._course.modules
        }
        tables = {
            table.path: {"title": table.title, "address": f"{reference_path(table)}.html"}
            for table in self._course.shared.references
        }
        return modules | tables

    def _question_sources(self) -> Markup:
        """Where a page outside of modules finds the questions of each module, and the module itself (``Sources``)."""
        sources = {
            module.id: {
                "title": module.meta.title,
                "page": f"{self._to_root}{module_path(module)}.html",
                "script": f"{self._to_root}{script_path(module)}",
            }
            for module in self._course.modules
        }
        return json_in_script(sources)

    def _template(self, name: str, **values: Any) -> Markup:
        template = self._environment.get_template(name)
        return Markup(template.render(prose=self.html, words=self.words, blocks=self._all, **values).strip())

    def heading_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        """A heading with an id made of its words."""
        plain = Prose((tokens[idx + 1],), Place("")).plain
        name = str(tokens[idx].attrs.get("id") or slug(plain, self._ids))
        self._ids.add(name)
        self._entries.append(Entry(int(tokens[idx].tag[1]), name, plain))
        return f'<{tokens[idx].tag} id="{name}">'

    def address(self, href: str) -> str:
        """Links between files of ``site/`` lead to the pages made from them."""
        return self._resolve(href)

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Any) -> str:
        """An example of writing, in a region that can be scrolled by keyboard."""
        return f'<pre tabindex="0"><code>{escapeHtml(tokens[idx].content)}</code></pre>\n'
