//! What can be wrong with what the rules mean. Each code has a page beside it.

mod escalations;
mod levels;
mod names;
mod targets;
mod terms;
mod whole;

pub use escalations::{
    CLIMB_WITHOUT_DEADLINE, ESCALATION_ASKS_NOBODY, ESCALATION_WITHOUT_WHEN, MEETING_WITHOUT_DATES,
    NOBODY_ABOVE, UNKNOWN_PLACEHOLDER, WAIVER_WITHOUT_AGREEMENT, WAIVER_WITHOUT_END,
    WORKING_DAYS_WITHOUT_CALENDAR, climb_without_deadline, escalation_asks_nobody, escalation_without_when,
    meeting_without_dates, nobody_above, unknown_placeholder, waiver_without_agreement, waiver_without_end,
    working_days_without_calendar,
};
pub use levels::{
    GROUPS_NOT_NAMED, LEVEL_LINES_WITHOUT_RATING, LEVEL_NEVER_REACHED, MORE_THAN_ALL, NOTHING_JUDGES,
    RATING_NEEDS_BASELINE, RATING_NEEDS_TARGET, RATING_WITHOUT_LEVELS, TARGET_WITHOUT_RATING, UNKNOWN_LEVEL,
    VALUES_WITHOUT_LEVEL, groups_not_named, level_lines_without_rating, level_never_reached, more_than_all,
    nothing_judges, rating_needs_baseline, rating_needs_target, rating_without_levels, target_without_rating,
    unknown_condition_word, unknown_level, values_without_level,
};
pub use names::{
    CLAUSE_TWICE, DECLARED_TWICE, GROUPS_WITHOUT_MEMBERS, NameKind, RESERVED_NAME, UNKNOWN_BANK_HOLIDAYS,
    UNKNOWN_BOARD, UNKNOWN_ESCALATION, UNKNOWN_GROUP, UNKNOWN_MEASURE, UNKNOWN_MEMBER, UNKNOWN_RATING,
    UNKNOWN_TARGET, UNKNOWN_THEME, clause_twice, declared_twice, groups_without_members, reserved_name,
    unknown_bank_holidays, unknown_name,
};
pub use targets::{
    AMBIGUOUS_TOLERANCE, BARE_NUMBER_ON_A_PERCENTAGE, CHANGE_WITHOUT_AGREEMENT, DIRECTION_UNKNOWN,
    HARDER_NEEDS_AIM, MET_BY_NEEDS_MILESTONE, MONITOR_WITH_TARGET, PER_CENT_OF_A_PERCENTAGE, POINTS_WANTED,
    RANGE_UPSIDE_DOWN, TARGET_AGAINST_AIM, TARGET_EASIER_THAN_BASELINE, TARGET_FOR_ONE_GROUP,
    TARGETS_OVERLAP, TBC_WITHOUT_DATE, UNIT_MISMATCH, YEAR_TARGET_FOR_SHORTER_PERIOD,
    change_without_agreement, direction_unknown, harder_needs_aim, monitor_with_target, range_upside_down,
    target_against_aim, target_easier_than_baseline, target_for_one_group, targets_overlap, tbc_without_date,
    year_target_for_shorter_period,
};
pub(super) use targets::{
    ambiguous_tolerance, bare_number_on_a_percentage, met_by_needs_milestone, per_cent_of_a_percentage,
    points_wanted, unit_mismatch,
};
pub use terms::{
    ENDS_BEFORE_IT_BEGINS, NOT_SAID_FOR_A_TIME, SAID_TWICE, TWO_DUE_DAYS, WHOLE_BOOK_READS_A_MEASURE,
    ends_before_it_begins, no_day_for_a_time, nobody_for_a_time, said_twice, two_due_days,
    whole_book_reads_a_measure,
};
pub use whole::{
    CIRCULAR, EMPTY_BOOK, EVERY_OTHER_NEEDS_ANCHOR, MISSING_OWNER, MISSING_UNIT, NOT_AVAILABLE_YET,
    TRAJECTORY_NEEDS_YEAR, TWO_FRAMEWORKS, UNEVEN_RHYTHM, YEAR_NOT_DECLARED, circular, empty_book,
    every_other_needs_anchor, missing_owner, missing_unit, not_available_yet, trajectory_needs_year,
    two_frameworks, uneven_rhythm, year_not_declared,
};

use crate::base::diag::Code;

/// Every code of this folder with its page, sorted.
pub const CODES: &[(Code, &str)] = &[
    (AMBIGUOUS_TOLERANCE, include_str!("ambiguous_tolerance.md")),
    (BARE_NUMBER_ON_A_PERCENTAGE, include_str!("bare_number_on_a_percentage.md")),
    (CHANGE_WITHOUT_AGREEMENT, include_str!("change_without_agreement.md")),
    (CIRCULAR, include_str!("circular.md")),
    (CLAUSE_TWICE, include_str!("clause_twice.md")),
    (CLIMB_WITHOUT_DEADLINE, include_str!("climb_without_deadline.md")),
    (DECLARED_TWICE, include_str!("declared_twice.md")),
    (DIRECTION_UNKNOWN, include_str!("direction_unknown.md")),
    (EMPTY_BOOK, include_str!("empty_book.md")),
    (ENDS_BEFORE_IT_BEGINS, include_str!("ends_before_it_begins.md")),
    (ESCALATION_ASKS_NOBODY, include_str!("escalation_asks_nobody.md")),
    (ESCALATION_WITHOUT_WHEN, include_str!("escalation_without_when.md")),
    (EVERY_OTHER_NEEDS_ANCHOR, include_str!("every_other_needs_anchor.md")),
    (GROUPS_NOT_NAMED, include_str!("groups_not_named.md")),
    (GROUPS_WITHOUT_MEMBERS, include_str!("groups_without_members.md")),
    (HARDER_NEEDS_AIM, include_str!("harder_needs_aim.md")),
    (LEVEL_LINES_WITHOUT_RATING, include_str!("level_lines_without_rating.md")),
    (LEVEL_NEVER_REACHED, include_str!("level_never_reached.md")),
    (MEETING_WITHOUT_DATES, include_str!("meeting_without_dates.md")),
    (MET_BY_NEEDS_MILESTONE, include_str!("met_by_needs_milestone.md")),
    (MISSING_OWNER, include_str!("missing_owner.md")),
    (MISSING_UNIT, include_str!("missing_unit.md")),
    (MONITOR_WITH_TARGET, include_str!("monitor_with_target.md")),
    (MORE_THAN_ALL, include_str!("more_than_all.md")),
    (NOBODY_ABOVE, include_str!("nobody_above.md")),
    (NOT_AVAILABLE_YET, include_str!("not_available_yet.md")),
    (NOT_SAID_FOR_A_TIME, include_str!("not_said_for_a_time.md")),
    (NOTHING_JUDGES, include_str!("nothing_judges.md")),
    (PER_CENT_OF_A_PERCENTAGE, include_str!("per_cent_of_a_percentage.md")),
    (POINTS_WANTED, include_str!("points_wanted.md")),
    (RANGE_UPSIDE_DOWN, include_str!("range_upside_down.md")),
    (RATING_NEEDS_BASELINE, include_str!("rating_needs_baseline.md")),
    (RATING_NEEDS_TARGET, include_str!("rating_needs_target.md")),
    (RATING_WITHOUT_LEVELS, include_str!("rating_without_levels.md")),
    (RESERVED_NAME, include_str!("reserved_name.md")),
    (SAID_TWICE, include_str!("said_twice.md")),
    (TARGET_AGAINST_AIM, include_str!("target_against_aim.md")),
    (TARGET_EASIER_THAN_BASELINE, include_str!("target_easier_than_baseline.md")),
    (TARGET_FOR_ONE_GROUP, include_str!("target_for_one_group.md")),
    (TARGET_WITHOUT_RATING, include_str!("target_without_rating.md")),
    (TARGETS_OVERLAP, include_str!("targets_overlap.md")),
    (TBC_WITHOUT_DATE, include_str!("tbc_without_date.md")),
    (TRAJECTORY_NEEDS_YEAR, include_str!("trajectory_needs_year.md")),
    (TWO_DUE_DAYS, include_str!("two_due_days.md")),
    (TWO_FRAMEWORKS, include_str!("two_frameworks.md")),
    (UNEVEN_RHYTHM, include_str!("uneven_rhythm.md")),
    (UNIT_MISMATCH, include_str!("unit_mismatch.md")),
    (UNKNOWN_BANK_HOLIDAYS, include_str!("unknown_bank_holidays.md")),
    (UNKNOWN_BOARD, include_str!("unknown_board.md")),
    (UNKNOWN_ESCALATION, include_str!("unknown_escalation.md")),
    (UNKNOWN_GROUP, include_str!("unknown_group.md")),
    (UNKNOWN_LEVEL, include_str!("unknown_level.md")),
    (UNKNOWN_MEASURE, include_str!("unknown_measure.md")),
    (UNKNOWN_MEMBER, include_str!("unknown_member.md")),
    (UNKNOWN_PLACEHOLDER, include_str!("unknown_placeholder.md")),
    (UNKNOWN_RATING, include_str!("unknown_rating.md")),
    (UNKNOWN_TARGET, include_str!("unknown_target.md")),
    (UNKNOWN_THEME, include_str!("unknown_theme.md")),
    (VALUES_WITHOUT_LEVEL, include_str!("values_without_level.md")),
    (WAIVER_WITHOUT_AGREEMENT, include_str!("waiver_without_agreement.md")),
    (WAIVER_WITHOUT_END, include_str!("waiver_without_end.md")),
    (WHOLE_BOOK_READS_A_MEASURE, include_str!("whole_book_reads_a_measure.md")),
    (WORKING_DAYS_WITHOUT_CALENDAR, include_str!("working_days_without_calendar.md")),
    (YEAR_NOT_DECLARED, include_str!("year_not_declared.md")),
    (YEAR_TARGET_FOR_SHORTER_PERIOD, include_str!("year_target_for_shorter_period.md")),
];
