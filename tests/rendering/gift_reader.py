"""Reads GIFT as Moodle does (question/format/gift of Moodle 4.5): for tests of what we write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_PLACEHOLDERS = {
    ":": "\x01",
    "#": "\x02",
    "=": "\x03",
    "{": "\x04",
    "}": "\x05",
    "~": "\x06",
    "\\": "\x07",
    "n": "\x08",
}
_WEIGHT = re.compile(r"%(-?[0-9]{1,2}\.?[0-9]*)%")
_FORMATS = ("[html]", "[plain]", "[markdown]", "[moodle]")


@dataclass
class GiftAnswer:
    """An answer or a pair: its words, what stands on the right of an arrow, its share in per cent, what is said."""

    text: str
    share: float = 0
    feedback: str = ""
    right: str = ""


@dataclass
class GiftQuestion:
    """A question as Moodle would make it. ``kind`` is Moodle's word; ``category`` is where it would lie."""

    kind: str
    id: str
    tags: list[str]
    name: str
    text: str
    category: str
    answers: list[GiftAnswer] = field(default_factory=list)
    general: str = ""
    single: bool = False


def read_gift(data: bytes) -> dict[str, GiftQuestion]:
    """The questions of a file by id, in their order. An assertion fails where Moodle would complain."""
    category, found = "", dict[str, GiftQuestion]()
    for block in _blocks(data.decode()):
        comments = " ".join(line for line in block if line.startswith("//"))
        text = "\n".join(line for line in block if not line.startswith("//")).strip()
        if text.startswith("$CATEGORY:"):
            category = _restored(_protected(text.removeprefix("$CATEGORY:").strip()))
        elif text:
            question = _question(_protected(text), comments, category)
            assert question.id not in found
            found[question.id] = question
    return found


def _blocks(text: str) -> Iterator[list[str]]:
    """Runs of lines that are not empty."""
    for block in re.split(r"\n[ \t]*\n", text):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        if lines:
            yield lines


def _protected(text: str) -> str:
    """The text with another sign for each that was escaped."""
    return re.sub(r"\\([:#={}~\\n])", lambda found: _PLACEHOLDERS[found[1]], text)


def _restored(text: str) -> str:
    for sign, placeholder in _PLACEHOLDERS.items():
        text = text.replace(placeholder, "\n" if sign == "n" else sign)
    return text


def _text(text: str) -> str:
    """What a text says: the name of its format taken off; ours are all HTML."""
    plain = text.strip()
    for name in _FORMATS:
        if plain.startswith(name):
            assert name == "[html]"
            plain = plain.removeprefix(name)
    return _restored(plain).strip()


def _question(text: str, comments: str, category: str) -> GiftQuestion:
    found = re.fullmatch(r"::(?P<name>.*?)::(?P<asked>[^{}]*)(?:\{(?P<answers>[^{}]*)\})?", text, re.DOTALL)
    assert found, text
    assert found["asked"].startswith("[html]"), "other texts take the format of the first"
    (identity,) = re.findall(r"\[id:([^]]+)\]", comments)
    made = GiftQuestion(
        "description", identity, re.findall(r"\[tag:([^]<>]+)\]", comments), found["name"], "", category
    )
    made.text = _text(found["asked"])
    if found["answers"] is not None:
        answers, separator, general = found["answers"].strip().rpartition("####")
        made.general = _text(general) if separator else ""
        _answers(made, (answers if separator else found["answers"]).strip())
    return made


def _answers(made: GiftQuestion, text: str) -> None:
    if not text:
        made.kind = "essay"
    elif text.startswith("#"):
        made.kind, made.answers = "numerical", [_weighed(part, 100) for part in _parts(text[1:], "=")]
        assert "~" not in text
    elif "~" in text:
        made.kind, made.single = "multichoice", "=" in text
        made.answers = [_weighed(part, 0) for part in _parts(text.replace("=", "~="), "~")]
        assert len(made.answers) >= 2
    elif "=" in text and "->" in text:
        made.kind, made.answers = "matching", [_pair(part) for part in _parts(text, "=")]
        assert len(made.answers) >= 2
    elif text.split("#")[0].strip() in ("TRUE", "FALSE"):
        made.kind, made.answers = "truefalse", _true_false(*text.split("#", 2))
    else:
        made.kind, made.answers = "shortanswer", [_weighed(part, 100) for part in _parts(text, "=")]
        assert text.startswith("=")


def _parts(text: str, sign: str) -> list[str]:
    first, *others = text.split(sign)
    assert not first.strip()
    return [part.strip() for part in others]


def _weighed(part: str, default: float) -> GiftAnswer:
    """``=`` is left at the beginning of a right answer of a multiple choice."""
    share, words = (100.0, part[1:]) if part.startswith("=") else (default, part)
    if (weight := _WEIGHT.match(words)) and not part.startswith("="):
        share, words = float(weight[1]), words[weight.end() :]
    answer, _, feedback = words.partition("#")
    return GiftAnswer(_text(answer), share, _text(feedback))


def _pair(part: str) -> GiftAnswer:
    left, arrow, right = part.partition("->")
    assert arrow
    assert right.strip()
    return GiftAnswer(_text(left), right=_restored(right).strip())


def _true_false(word: str, wrong: str = "", right: str = "") -> list[GiftAnswer]:
    """„Stimmt“ first, as in our model."""
    true = word.strip() == "TRUE"
    said = [_text(right), _text(wrong)] if true else [_text(wrong), _text(right)]
    return [GiftAnswer("Stimmt", 100.0 * true, said[0]), GiftAnswer("Stimmt nicht", 100.0 * (not true), said[1])]


def read_words(html: str) -> str:
    """What people read of a text."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())
