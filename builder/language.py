"""The interface language: gettext catalogues, read from their ``.po`` files at run time. English is the source."""

from __future__ import annotations

import gettext
import sys
from functools import cache
from io import BytesIO
from pathlib import Path

CATALOGUES = Path(__file__).parent / "locale"
LANGUAGES = ("de", "en")
DEFAULT = "de"


@cache
def catalogue(language: str, domain: str = "integrif") -> gettext.NullTranslations:
    """A catalogue of a language (``integrif`` ours, ``click`` the words of the command line library).

    English is the source and needs none.
    """
    path = CATALOGUES / language / "LC_MESSAGES" / f"{domain}.po"
    if not path.exists():
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with path.open("rb") as source:
        messages = read_po(source, locale=language, domain=domain)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def speak_click(language: str) -> None:
    """Give click our catalogue for its own words: it calls gettext through a name in each of its modules."""
    words = catalogue(language, "click")
    for name, module in list(sys.modules.items()):
        if name.startswith("click."):
            for alias, function in (("_", words.gettext), ("ngettext", words.ngettext)):
                if hasattr(module, alias):
                    setattr(module, alias, function)
