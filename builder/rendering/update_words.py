"""An update in words for a trainer: its kind, what happened, what there is to do. Nothing here decides anything."""

from __future__ import annotations

from collections.abc import Callable

from builder.model.update import Fact, Reason, Update, UpdateKind

Translate = Callable[[str], str]


def kind_word(kind: UpdateKind, _: Translate) -> str:
    """„unverändert“, „Text“, „ergänzend“, „einschneidend“."""
    words = {
        UpdateKind.UNCHANGED: _("unchanged"),
        UpdateKind.TEXT: _("wording"),
        UpdateKind.ADDITIVE: _("additive"),
        UpdateKind.BREAKING: _("breaking"),
    }
    return words[kind]


def what_happened(update: Update, _: Translate) -> list[str]:
    """A sentence for each reason; of a bundle also one for each of its modules that changed."""
    own = [_sentence(reason, _) for reason in update.reasons]
    changed = [(module, part) for module, part in update.parts if part.reasons]
    return [*own, *(f"{module.id.upper()} ({kind_word(part.kind, _)}): {_said(part, _)}" for module, part in changed)]


def _said(update: Update, _: Translate) -> str:
    return " ".join(what_happened(update, _))


def to_do(update: Update, _: Translate) -> list[str]:
    """What a trainer does who has the older version in Moodle, and what that means for learners (scorm.md A9, B6)."""
    if update.kind is UpdateKind.UNCHANGED:
        return [_("There is nothing to do.")]
    replace = _("Replace the file in the same activity, begin no second one: the attempts stay.")
    facts = {reason.fact for reason in update.all_reasons}
    means = {
        UpdateKind.TEXT: [_("That is all.")],
        UpdateKind.ADDITIVE: [
            _("Answers and results stay, what is new stands open; tell those who are still learning.")
        ],
        UpdateKind.BREAKING: _broken(facts, _),
    }
    return [replace, *means[update.kind]]


def _broken(facts: set[Fact], _: Translate) -> list[str]:
    """What follows from a breaking update, and only that."""
    said = [_("Best between two runs of a course.")]
    if facts & {Fact.ASKED_AGAIN, Fact.REPLACED}:
        said.append(_("Whoever is still learning answers the questions named once more; points already earned stay."))
    if Fact.OTHER_STATUS in facts:
        said.append(_("Let the completion of the activity accept both statuses, Passed and Completed."))
    return [*said, _("Whoever has finished keeps result and completion.")]


def _sentence(reason: Reason, _: Translate) -> str:
    words = {**_question_sentences(_), **_other_sentences(_)}
    before, now = (*reason.names, "", "")[:2]
    return words[reason.fact] % {"names": ", ".join(reason.names), "before": before, "now": now}


def _question_sentences(_: Translate) -> dict[Fact, str]:
    return {
        Fact.ASKED_AGAIN: _("Asked once more: %(names)s."),
        Fact.COUNTS_DIFFERENTLY: _("Count differently: %(names)s."),
        Fact.MORE_ANSWERS: _("More answers to choose from, given ones stay: %(names)s."),
        Fact.REPLACED: _("Replaced: %(names)s."),
        Fact.GONE_QUESTIONS: _("Questions that are gone: %(names)s."),
        Fact.NEW_QUESTIONS: _("New questions: %(names)s."),
        Fact.RENAMED: _("Only called differently in reports, answers stay: %(names)s."),
    }


def _other_sentences(_: Translate) -> dict[Fact, str]:
    return {
        Fact.NEW_STEPS: _("New steps: %(names)s."),
        Fact.GONE_STEPS: _("Steps that are gone: %(names)s."),
        Fact.NEW_GOALS: _("New learning goals: %(names)s."),
        Fact.GONE_GOALS: _("Learning goals that are gone: %(names)s."),
        Fact.OTHER_RULE: _("Rule for completion: before “%(before)s”, now “%(now)s”."),
        Fact.OTHER_PASS_MARK: _("Pass mark: before %(before)s %%, now %(now)s %%."),
        Fact.OTHER_STATUS: _("Status reported in SCORM 1.2: before “%(before)s”, now “%(now)s”."),
        Fact.NEW_MODULES: _("New modules: %(names)s."),
        Fact.GONE_MODULES: _("Modules that are gone: %(names)s."),
        Fact.MODULES_MOVED: _("Modules stand in another order."),
        Fact.WORDS: _("Words, pictures, rules or seminar plan."),
    }
