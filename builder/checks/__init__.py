"""Pure checks of a course that was read: one check, one function, one explicit tuple."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builder.checks import (
    curriculum,
    dates,
    deadlines,
    didactics,
    language,
    links,
    norms,
    notation,
    pages,
    pictures,
    questions,
    references,
    register,
    rule_tables,
    seminar,
)
from builder.checks.check import Check
from builder.findings import Finding
from builder.model.course import Course

CHECKS: tuple[Check, ...] = (
    references.missing_picture,
    references.missing_alternative,
    references.missing_description,
    links.dead_link,
    links.link_without_text,
    notation.leftover,
    references.missing_footnote,
    references.unknown_goal,
    references.unknown_misconception,
    references.unused_picture,
    pictures.unusable_picture,
    curriculum.module_not_planned,
    curriculum.path_without_module,
    curriculum.module_twice_in_path,
    curriculum.misconception_without_module,
    curriculum.identifier_twice,
    curriculum.misconception_without_question,
    rule_tables.unknown_feature,
    rule_tables.gap,
    rule_tables.overlap,
    rule_tables.wrong_example,
    rule_tables.reversed_validity,
    rule_tables.dates_disagree,
    norms.unknown_law,
    norms.unknown_norm,
    norms.repealed_norm,
    norms.unknown_paragraph,
    norms.unknown_sentence,
    register.unread_norm,
    register.unlisted_article,
    norms.changed_wording,
    register.incomplete_law,
    norms.citation_without_law,
    register.no_register,
    dates.missing_law_date,
    dates.dates_out_of_order,
    dates.reversed_period,
    dates.change_in_the_future,
    deadlines.overdue,
    deadlines.no_longer_valid,
    didactics.goal_without_question,
    didactics.goal_without_key_point,
    didactics.wrong_duration,
    didactics.vague_goal,
    didactics.brief_first,
    didactics.step_sizes,
    didactics.question_at_end,
    didactics.case_modes,
    didactics.mostly_recall,
    didactics.key_point_count,
    questions.long_feedback,
    questions.option_count,
    questions.catch_all_option,
    questions.quiet_negation,
    pages.dead_page_link,
    pages.missing_page_picture,
    pages.page_picture_without_words,
    pages.navigation_does_not_fit,
    pages.foreign_file,
    pages.page_without_title,
    pages.page_leftover,
    seminar.minutes_do_not_add_up,
    seminar.missing_break,
    seminar.unknown_goal_in_plan,
    seminar.goal_without_phase,
    seminar.missing_variant,
    seminar.missing_seminar,
    language.long_sentence,
    language.gender_sign,
    language.straight_quotes,
    language.dashes_and_dots,
    language.other_date,
    language.open_place,
)


def run_checks(course: Course, today: date | None = None) -> Iterator[Finding]:
    """The findings of every check; those that depend on the day only where one is given."""
    for check in CHECKS:
        yield from check.run(course, today)
