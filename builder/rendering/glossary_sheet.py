"""The words of a module on paper: each with what it means, its norms, and what it is called elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from babel import Locale

from builder.language import catalogue
from builder.model.course import Shared
from builder.model.glossary import RIGHT_TO_LEFT, Term
from builder.model.glossary_use import terms_of
from builder.model.module import Module
from builder.rendering.print_tree import Tree
from builder.rendering.sheet import sheet_tree
from builder.rendering.typography import bind


def glossary_sheet_tree(module: Module, shared: Shared, language: str) -> Tree | None:
    """The ``doc.json`` of a module's glossary; None where it uses no term of ours."""
    kind = catalogue(language).gettext("Glossary")
    terms = term_trees((module,), shared, language)
    return sheet_tree(module, shared, language, kind) | {"terms": terms} if terms else None


def term_trees(modules: Iterable[Module], shared: Shared, language: str) -> list[Tree]:
    """The terms that modules use, by name; their translations below the names of languages."""
    names = Locale(language).languages
    return [_term(term, names) for term in terms_of(modules, shared.glossary)]


def _term(term: Term, names: Mapping[str, str]) -> Tree:
    return {
        "name": bind(term.name),
        "also": bind(", ".join(term.also)),
        "definition": bind(term.definition),
        "norms": bind(", ".join(term.norms)),
        "translations": [
            {
                "language": code,
                "name": names.get(code, code),
                "word": said.word,
                "spoken": said.spoken,
                "leftwards": code in RIGHT_TO_LEFT,
            }
            for code, said in sorted(term.translations.items())
        ],
    }
