"""Characters that no text may hold, and those the bundled print fonts can show."""

from __future__ import annotations

import re

# Latin, Greek, Cyrillic; Arabic and Persian; punctuation, currency, arrows, figures.
PRINTABLE = (
    "\n\t -~\u00a0-\u0377\u037a-\u04ff"
    "\u0621-\u063a\u0640-\u0655\u0660-\u066d\u067e\u0686\u0698\u06a9\u06af\u06cc\u06f0-\u06f9\u060c\u061b\u061f"
    "\u1e00-\u1eff\u2000-\u2040\u2044-\u2064\u2066-\u2071\u2074-\u208e\u20a0-\u20c0\u2100-\u211e\u2122\u2126-\u2184"
    "\u2190-\u23ff\u2460-\u262f\u2638-\u268b\u26a0-\u26a7\u2701-\u2704\u2706-\u2709\u270c-\u2727\u2756\u2758-\u277f"
    "\u2794\u2798-\u27af\u27b1-\u2b73\ufb00-\ufb06"
)
"""Ranges for a character class; a test sets every one of them in a PDF/UA."""
UNPRINTABLE = re.compile(f"[^{PRINTABLE}]")
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff\ufffe\uffff]")
"""Controls, halves of a character, line ends that editors do not show as such, marks that turn the direction of all
that follows, and two numbers that are no characters (XML refuses them)."""
BLANK = re.compile("[\\s\u00ad\u200b-\u200f\u2060-\u2064\u2066-\u206f\ufeff]*")
"""What nobody sees, all of it: a text made of nothing else is empty."""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Stands for what could not be read and has its own finding; nothing more is said about a value that holds it."""
