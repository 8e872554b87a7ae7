"""``einfach``, ``mehrfach``, ``wahr_falsch``: answers to tick."""

from __future__ import annotations

from collections.abc import Sequence

from builder.model.questions import MultipleChoice, Option, Question, SingleChoice, TrueFalse
from builder.reading.questions.draft import Draft, read_options

TRUE_FALSE_WORDS = ("Stimmt", "Stimmt nicht")


def read_single(draft: Draft) -> Question:
    """Exactly one right answer."""
    options = read_options(draft.items(), draft)
    one_right(options, "Eine Frage „einfach“ hat", draft, "oder schreiben Sie: ::: frage mehrfach")
    at_least_two(options, draft)
    return SingleChoice(**draft.head, options=tuple(options))


def read_multiple(draft: Draft) -> Question:
    """One or more right answers."""
    options = read_options(draft.items(), draft)
    some_right(options, draft)
    at_least_two(options, draft)
    return MultipleChoice(**draft.head, options=tuple(options))


def read_true_false(draft: Draft) -> Question:
    """The two fixed words, one of them right."""
    options = read_options(draft.items(), draft)
    words = tuple(option.text.plain for option in options)
    if words != TRUE_FALSE_WORDS:
        other = next((o for o, word in zip(options, TRUE_FALSE_WORDS, strict=False) if o.text.plain != word), None)
        hint = "Schreiben Sie - [x] Stimmt und - [ ] Stimmt nicht, in dieser Reihenfolge, mit einem Kreuz."
        problem = "Die Antworten einer Frage „wahr_falsch“ heißen „Stimmt“ und „Stimmt nicht“."
        draft.wrong(problem, hint, other.place if other else None)
    else:
        one_right(options, "Eine Frage „wahr_falsch“ hat", draft)
    return TrueFalse(**draft.head, options=tuple(options))


def one_right(options: Sequence[Option], subject: str, draft: Draft, otherwise: str = "") -> None:
    """Note a second cross where it stands, a missing one at the first answer that could bear it."""
    right = [option for option in options if option.correct]
    if len(right) == 1 or not options:
        return
    place = (right[1] if right else options[0]).place
    snippet = f"- [ ] {right[1].text.plain}" if right else f"- [x] {options[0].text.plain}"
    when = "nur bei der besten Antwort bleibt das Kreuz" if right else "wenn diese Antwort die richtige ist"
    hint = f"Schreiben Sie: {snippet} ({when})" + (f", {otherwise}" if otherwise else "")
    draft.wrong(f"{subject} genau eine richtige Antwort; hier sind es {len(right)}.", hint, place)


def some_right(options: Sequence[Option], draft: Draft) -> None:
    """Note that no answer bears a cross."""
    if options and not any(option.correct for option in options):
        hint = f"Setzen Sie das Kreuz bei den richtigen Antworten: - [x] {options[0].text.plain}"
        draft.wrong("Keine Antwort ist richtig.", hint, options[0].place)


def at_least_two(options: Sequence[Option], draft: Draft) -> None:
    """Note that there is nothing to choose from, or too much."""
    if len(options) < 2:
        hint = "Schreiben Sie drei oder vier Antworten untereinander: - [ ] Text"
        draft.wrong(f"Die Frage hat {len(options)} Antworten; nötig sind mindestens zwei.", hint)
    draft.limited([option.place for option in options], "Antworten")
