"""The course reader: all modules of a course in one paper, with one glossary, one list of norms, one key."""

from __future__ import annotations

from typing import Any

from builder.language import DEFAULT, catalogue
from builder.model.course import Bundle, Shared
from builder.model.module import Media, Module
from builder.output import Output, OutputFile
from builder.rendering.credits import credit_lines
from builder.rendering.glossary_sheet import term_trees
from builder.rendering.norms import law_line, norms_of
from builder.rendering.print_tree import ModuleTree, Tree
from builder.rendering.sheet import bundle_sheet, sheet_tree
from builder.rendering.sources import source_lines
from builder.rendering.typesetting import pdf
from builder.rendering.typography import bind


def render(bundle: Bundle, shared: Shared, language: str = DEFAULT) -> Output:
    """One PDF. Raises RuntimeError for what Typst cannot set."""
    pictures = [_renamed(module, picture) for module in bundle.modules for picture in module.media]
    day = max(module.meta.reviewed_on for module in bundle.modules)
    data = pdf("reader", reader_tree(bundle, shared, language), pictures, day)
    return Output((OutputFile(f"{bundle.file_name}-reader.pdf", data),))


def reader_tree(bundle: Bundle, shared: Shared, language: str) -> Tree:
    """The ``doc.json`` of the reader."""
    _ = catalogue(language).gettext
    modules = [_module(module, shared, language) for module in bundle.modules]
    return bundle_sheet(bundle, shared, language) | {
        "modules": modules,
        "terms": term_trees(bundle.modules, shared, language),
        "norms": [law_line(law) for law in norms_of(bundle.modules, shared, _)],
        "answers": [module for module in modules if module["answers"]],
    }


def _module(module: Module, shared: Shared, language: str) -> Tree:
    """A module as the handout has it, without what the reader has once."""
    _ = catalogue(language).gettext
    meta = module.meta
    tree = ModuleTree(module, shared, _)
    own = sheet_tree(module, shared, language)
    return {
        "id": module.id,
        "title": own["title"],
        "summary": own["summary"],
        "facts": own["facts"],
        "state": own["foot"],
        "about": own["about"],
        "content_note": bind(meta.content_note or ""),
        "goals": own["goals"],
        "key_questions": [bind(question) for question in meta.key_questions],
        "steps": [_with_pictures(step, module) for step in tree.steps()],
        "sources": source_lines(module, shared, _),
        "credits": credit_lines(module, shared, _),
        "answers": _with_pictures(tree.answers, module),
    }


def _renamed(module: Module, picture: Media) -> Media:
    """Two modules may each have a picture of that name."""
    return Media(f"{module.id}/{picture.name}", picture.data)


def _with_pictures(tree: Any, module: Module) -> Any:
    """The tree with the sources of its figures where ``_renamed`` has put them."""
    match tree:
        case {"k": "figure", "source": str(source)}:
            return {**tree, "source": source.replace("media/", f"media/{module.id}/", 1)}
        case dict():
            return {key: _with_pictures(value, module) for key, value in tree.items()}
        case list():
            return [_with_pictures(value, module) for value in tree]
        case _:
            return tree
