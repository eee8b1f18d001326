//! What can be wrong with what the rules mean. Each code has a page beside it.

mod escalations;
mod levels;
mod names;
mod targets;
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
pub use whole::{
    CIRCULAR, EMPTY_BOOK, EVERY_OTHER_NEEDS_ANCHOR, MISSING_OWNER, MISSING_UNIT, NOT_AVAILABLE_YET,
    TRAJECTORY_NEEDS_YEAR, TWO_FRAMEWORKS, UNEVEN_RHYTHM, YEAR_NOT_DECLARED, circular, empty_book,
    every_other_needs_anchor, missing_owner, missing_unit, not_available_yet, trajectory_needs_year,
    two_frameworks, uneven_rhythm, year_not_declared,
};
