"""Interface text: English in the source, German in the catalogue, nothing missing, nothing left over."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from builder.language import CATALOGUES, LANGUAGES, catalogue

ROOT = CATALOGUES.parents[1]
METHODS = {
    "builder": [("**.py", "python")],
    "templates": [("**.j2", "jinja2"), ("site/**.html", "jinja2")],
}
OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
KEYWORDS = {"_": None, "gettext": None, "translate": None}


def extracted() -> set[str]:
    found: set[str] = set()
    for folder, methods in METHODS.items():
        options = {pattern: OPTIONS for pattern, method in methods if method == "jinja2"}
        for _, _, message, _, _ in extract_from_dir(ROOT / folder, methods, options, KEYWORDS):
            found.add(message if isinstance(message, str) else message[0])
    return found


def german(domain: str = "integrif") -> dict[str, str]:
    with (CATALOGUES / "de" / "LC_MESSAGES" / f"{domain}.po").open("rb") as source:
        return {str(m.id): str(m.string) for m in read_po(source) if m.id and isinstance(m.id, str)}


def test_every_text_of_the_interface_is_in_german() -> None:
    assert extracted() - set(german()) == set()
    assert [text for text, translation in german().items() if not translation] == []


def test_the_catalogue_holds_nothing_that_is_gone() -> None:
    assert set(german()) - extracted() == set()


def test_placeholders_survive_translation() -> None:
    for text, translation in german().items():
        assert placeholders(text) == placeholders(translation), text


def placeholders(text: str) -> set[str]:
    named = {part.split(")")[0] for part in text.split("%(")[1:]}
    braces = {name for _, name, _, _ in string.Formatter().parse(text) if name} if "{" in text else set()
    return named | braces | ({"%s"} if "%s" in text else set())


@pytest.mark.parametrize("language", LANGUAGES)
def test_unknown_text_comes_back_unchanged(language: str) -> None:
    assert catalogue(language).gettext("no such text") == "no such text"


def test_english_needs_no_catalogue() -> None:
    assert not (Path(CATALOGUES) / "en").exists()
    assert catalogue("en").gettext("Steps") == "Steps"
    assert catalogue("de").gettext("Steps") == "Schritte"
