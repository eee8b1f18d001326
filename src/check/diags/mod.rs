//! What can be wrong with what the rules mean. Each code has a page beside it.

mod amounts;
mod benchmarks;
mod escalations;
mod groups;
mod history;
mod in_time;
mod ladders;
mod levels;
mod names;
mod reports;
mod scenarios;
mod statistics;
mod targets;
mod terms;
mod whole;

pub use amounts::{
    AMOUNT_NEVER_REACHED, AMOUNT_OR_CONDITION, AVERAGE_OF_PERCENTAGES, CASES_WITHOUT_AMOUNT,
    COMPUTED_NEEDS_A_NUMBER, COUNTED_DIFFERENTLY, FINER_RHYTHM, NO_SUCH_GROUPS, NOTHING_IS_SUBMITTED,
    NOTHING_TO_POOL, TOO_MANY_DEFINITIONS, UNITS_DO_NOT_MEET, WHICH_PERIODS, amount_and_no_condition,
    amount_never_reached, average_of_measures, average_of_percentages, cases_without_amount,
    computed_needs_a_number, condition_and_no_amount, counted_differently, definition_is_a_level,
    finer_rhythm, no_groups_to_read, not_reported_by, not_whole_periods, not_within, nothing_is_submitted,
    other_periods, say_measure, steps_of_nothing, too_many_definitions, units_do_not_meet, which_periods,
};
pub(super) use amounts::{nothing_to_pool, result_of_another_unit};
pub use benchmarks::{
    BENCHMARK_NOT_READ, BENCHMARK_OF_ANOTHER_UNIT, BENCHMARK_OF_PEERS, NO_PEERS, PLACE_NEEDS_AIM,
    UNKNOWN_BENCHMARK, WHICH_PEERS, benchmark_not_read, benchmark_of_peers, benchmark_without_peers,
    no_place_nought, which_peers,
};
pub(super) use benchmarks::{benchmark_of_another_unit, no_peers, place_needs_aim};
pub use escalations::{
    CLIMB_WITHOUT_DEADLINE, ESCALATION_ASKS_NOBODY, ESCALATION_WITHOUT_WHEN, MEETING_WITHOUT_DATES,
    NOBODY_ABOVE, UNKNOWN_PLACEHOLDER, WAIVER_WITHOUT_AGREEMENT, WAIVER_WITHOUT_END,
    WORKING_DAYS_WITHOUT_CALENDAR, climb_without_deadline, escalation_asks_nobody, escalation_without_when,
    meeting_without_dates, nobody_above, placeholder_in_other_brackets, unknown_placeholder,
    waiver_without_agreement, waiver_without_end, working_days_without_calendar,
};
pub use groups::{
    CANNOT_ADD_UP, COMPOSITE_WITH_FIGURES, COUNT_DOES_NOT_FIT, GAP_NOT_CLEAR, GROUPS_WITHOUT_TARGET,
    LEVELS_DO_NOT_MATCH, NO_ONE_LEVEL, PART_OF_WHICH, SHARE_READS_THE_SHARE, WRONG_NUMERATOR, cannot_add_up,
    composite_with_figures, count_does_not_fit, count_of_what, gap_and_rated_on, gap_in_per_cent,
    gap_needs_numbers, gap_with_itself, group_exclusion_without_reason, groups_without_target,
    levels_do_not_match, no_one_level, part_of_nothing, part_of_which, share_reads_the_share,
    wrong_numerator,
};
pub use history::{
    BASELINE_OF_WHICH_DEFINITION, EXCLUSION_OF_NO_PERIOD, EXCLUSION_WITHOUT_REASON,
    TARGET_ACROSS_DEFINITIONS, TWO_DEFINITIONS_AT_ONCE, baseline_of_which_definition, exclusion_of_no_period,
    exclusion_without_reason, target_across_definitions, two_definitions_at_once,
};
pub(in crate::check) use in_time::ambiguous_yearly_step;
pub use in_time::{
    AMBIGUOUS_YEARLY_STEP, CANNOT_BE_SCALED_UP, CHANGE_WITHOUT_AGREEMENT, NOTHING_TO_PROJECT_FROM,
    cannot_be_scaled_up, change_without_agreement, nothing_to_project_from, scaled_both_ways,
};

pub use ladders::{
    CONDITION_OF_ONE_MEASURE, LADDER_GOES_BY_ANSWERS, LADDER_INCOMPLETE, ONLY_IN_A_LADDER, STAGE_NEVER_LEFT,
    STAGE_NEVER_REACHED, STAGE_TELLS_NOBODY, STAGES_ALIKE, WHICH_LADDER, condition_of_one_measure,
    ladder_goes_by_answers, ladder_of_nothing, ladder_without_stages, no_measure_of_the_group,
    only_in_a_ladder, stage_never_left, stage_never_reached, stage_tells_nobody, stage_without_enter,
    stages_alike, which_ladder,
};
pub(super) use levels::line_never_known;
pub use levels::{
    GROUPS_NOT_NAMED, LEVEL_LINES_WITHOUT_RATING, LEVEL_NEVER_REACHED, LEVELS_NOT_SHOWN, LINE_NEVER_KNOWN,
    MORE_THAN_ALL, NOTHING_JUDGES, RATING_NEEDS_BASELINE, RATING_NEEDS_TARGET, RATING_WITHOUT_LEVELS,
    TARGET_WITHOUT_RATING, UNKNOWN_LEVEL, VALUE_WITH_TWO_LEVELS, VALUES_WITHOUT_LEVEL, groups_not_named,
    level_beyond_all, level_by_a_sign, level_lines_without_rating, level_never_reached, levels_not_shown,
    more_than_all, nothing_judges, rating_needs_baseline, rating_needs_target, rating_no_longer_the_only_one,
    rating_without_levels, share_of_nil, target_without_rating, unknown_condition_word, unknown_level,
    value_with_two_levels, values_without_level,
};
pub use names::{
    CLAUSE_TWICE, DECLARED_TWICE, GROUPS_WITHOUT_MEMBERS, NameKind, RESERVED_NAME, UNKNOWN_BANK_HOLIDAYS,
    UNKNOWN_BOARD, UNKNOWN_DEFINITION, UNKNOWN_ESCALATION, UNKNOWN_EVENT, UNKNOWN_EVENT_STATE, UNKNOWN_GROUP,
    UNKNOWN_LADDER, UNKNOWN_MEASURE, UNKNOWN_MEMBER, UNKNOWN_RATING, UNKNOWN_STAGE, UNKNOWN_TARGET,
    UNKNOWN_THEME, clause_twice, declared_twice, groups_without_members, reserved_name,
    unknown_bank_holidays, unknown_name,
};
pub use reports::{
    NOBODY_READS, PAPER_WITHOUT_MEETING, PART_NEVER_REPORTED, TWO_READERS, nobody_reads,
    paper_without_meeting, part_never_reported, two_readers,
};
pub use scenarios::{
    CANNOT_BE_LATE, FIGURE_OF_WHICH_PERIOD, NO_SUCH_QUESTION, SCENARIO_EXPECTS_NOTHING,
    SCENARIO_WITHOUT_REPORT, UNKNOWN_OUTCOME, WHOLE_NOT_RATED, cannot_be_late, figure_of_which_period,
    no_such_question, scenario_expects_nothing, scenario_without_report, stage_of_which, unknown_outcome,
    unknown_standing, whole_not_rated,
};
pub use statistics::{
    NO_CONTROL_CHART, REBASE_WITHOUT_REASON, UNKNOWN_RULE_SET, WITHHOLD_NOT_CLEAR, no_control_chart,
    rebase_without_reason, unknown_rule_set, withhold_computed, withhold_needs_counts,
    withhold_one_kind_of_group, withhold_unreadable,
};
pub(super) use targets::fold_into;
pub use targets::{
    AMBIGUOUS_TOLERANCE, BARE_NUMBER_ON_A_PERCENTAGE, DIRECTION_UNKNOWN, HARDER_NEEDS_AIM,
    MET_BY_NEEDS_MILESTONE, MONITOR_WITH_TARGET, PER_CENT_OF_A_PERCENTAGE, POINTS_WANTED, RANGE_UPSIDE_DOWN,
    TARGET_AGAINST_AIM, TARGET_EASIER_THAN_BASELINE, TARGETS_OVERLAP, TBC_WITHOUT_DATE, UNIT_MISMATCH,
    YEAR_TARGET_FOR_SHORTER_PERIOD, direction_unknown, harder_needs_aim, monitor_with_target,
    range_upside_down, target_against_aim, target_easier_than_baseline, targets_overlap, tbc_without_date,
    year_target_and_no_counts, year_target_for_shorter_period,
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
    RATE_OF_NO_NUMBER, TERMS_OUT_OF_ORDER, TRAJECTORY_NEEDS_YEAR, TWO_FRAMEWORKS, UNEVEN_RHYTHM,
    YEAR_NOT_DECLARED, circular, empty_book, every_other_needs_anchor, missing_owner, missing_unit,
    not_available_yet, rate_of_no_number, terms_out_of_order, trajectory_needs_year, two_frameworks,
    uneven_rhythm, year_not_declared,
};

use crate::base::diag::Code;

/// Every code of this folder with its page, sorted.
pub const CODES: &[(Code, &str)] = &[
    (AMBIGUOUS_TOLERANCE, include_str!("ambiguous_tolerance.md")),
    (AMBIGUOUS_YEARLY_STEP, include_str!("ambiguous_yearly_step.md")),
    (AMOUNT_NEVER_REACHED, include_str!("amount_never_reached.md")),
    (AMOUNT_OR_CONDITION, include_str!("amount_or_condition.md")),
    (AVERAGE_OF_PERCENTAGES, include_str!("average_of_percentages.md")),
    (BARE_NUMBER_ON_A_PERCENTAGE, include_str!("bare_number_on_a_percentage.md")),
    (BASELINE_OF_WHICH_DEFINITION, include_str!("baseline_of_which_definition.md")),
    (BENCHMARK_NOT_READ, include_str!("benchmark_not_read.md")),
    (BENCHMARK_OF_ANOTHER_UNIT, include_str!("benchmark_of_another_unit.md")),
    (BENCHMARK_OF_PEERS, include_str!("benchmark_of_peers.md")),
    (CANNOT_ADD_UP, include_str!("cannot_add_up.md")),
    (CANNOT_BE_LATE, include_str!("cannot_be_late.md")),
    (CANNOT_BE_SCALED_UP, include_str!("cannot_be_scaled_up.md")),
    (CASES_WITHOUT_AMOUNT, include_str!("cases_without_amount.md")),
    (CHANGE_WITHOUT_AGREEMENT, include_str!("change_without_agreement.md")),
    (CIRCULAR, include_str!("circular.md")),
    (CLAUSE_TWICE, include_str!("clause_twice.md")),
    (CLIMB_WITHOUT_DEADLINE, include_str!("climb_without_deadline.md")),
    (COMPOSITE_WITH_FIGURES, include_str!("composite_with_figures.md")),
    (COMPUTED_NEEDS_A_NUMBER, include_str!("computed_needs_a_number.md")),
    (CONDITION_OF_ONE_MEASURE, include_str!("condition_of_one_measure.md")),
    (COUNT_DOES_NOT_FIT, include_str!("count_does_not_fit.md")),
    (COUNTED_DIFFERENTLY, include_str!("counted_differently.md")),
    (DECLARED_TWICE, include_str!("declared_twice.md")),
    (DIRECTION_UNKNOWN, include_str!("direction_unknown.md")),
    (EMPTY_BOOK, include_str!("empty_book.md")),
    (ENDS_BEFORE_IT_BEGINS, include_str!("ends_before_it_begins.md")),
    (ESCALATION_ASKS_NOBODY, include_str!("escalation_asks_nobody.md")),
    (ESCALATION_WITHOUT_WHEN, include_str!("escalation_without_when.md")),
    (EVERY_OTHER_NEEDS_ANCHOR, include_str!("every_other_needs_anchor.md")),
    (EXCLUSION_OF_NO_PERIOD, include_str!("exclusion_of_no_period.md")),
    (EXCLUSION_WITHOUT_REASON, include_str!("exclusion_without_reason.md")),
    (FIGURE_OF_WHICH_PERIOD, include_str!("figure_of_which_period.md")),
    (FINER_RHYTHM, include_str!("finer_rhythm.md")),
    (GAP_NOT_CLEAR, include_str!("gap_not_clear.md")),
    (GROUPS_NOT_NAMED, include_str!("groups_not_named.md")),
    (GROUPS_WITHOUT_MEMBERS, include_str!("groups_without_members.md")),
    (GROUPS_WITHOUT_TARGET, include_str!("groups_without_target.md")),
    (HARDER_NEEDS_AIM, include_str!("harder_needs_aim.md")),
    (LADDER_GOES_BY_ANSWERS, include_str!("ladder_goes_by_answers.md")),
    (LADDER_INCOMPLETE, include_str!("ladder_incomplete.md")),
    (LEVEL_LINES_WITHOUT_RATING, include_str!("level_lines_without_rating.md")),
    (LEVEL_NEVER_REACHED, include_str!("level_never_reached.md")),
    (LEVELS_DO_NOT_MATCH, include_str!("levels_do_not_match.md")),
    (LEVELS_NOT_SHOWN, include_str!("levels_not_shown.md")),
    (LINE_NEVER_KNOWN, include_str!("line_never_known.md")),
    (MEETING_WITHOUT_DATES, include_str!("meeting_without_dates.md")),
    (MET_BY_NEEDS_MILESTONE, include_str!("met_by_needs_milestone.md")),
    (MISSING_OWNER, include_str!("missing_owner.md")),
    (MISSING_UNIT, include_str!("missing_unit.md")),
    (MONITOR_WITH_TARGET, include_str!("monitor_with_target.md")),
    (MORE_THAN_ALL, include_str!("more_than_all.md")),
    (NO_CONTROL_CHART, include_str!("no_control_chart.md")),
    (NO_ONE_LEVEL, include_str!("no_one_level.md")),
    (NO_PEERS, include_str!("no_peers.md")),
    (NO_SUCH_GROUPS, include_str!("no_such_groups.md")),
    (NO_SUCH_QUESTION, include_str!("no_such_question.md")),
    (NOBODY_ABOVE, include_str!("nobody_above.md")),
    (NOBODY_READS, include_str!("nobody_reads.md")),
    (NOT_AVAILABLE_YET, include_str!("not_available_yet.md")),
    (NOT_SAID_FOR_A_TIME, include_str!("not_said_for_a_time.md")),
    (NOTHING_IS_SUBMITTED, include_str!("nothing_is_submitted.md")),
    (NOTHING_JUDGES, include_str!("nothing_judges.md")),
    (NOTHING_TO_POOL, include_str!("nothing_to_pool.md")),
    (NOTHING_TO_PROJECT_FROM, include_str!("nothing_to_project_from.md")),
    (ONLY_IN_A_LADDER, include_str!("only_in_a_ladder.md")),
    (PAPER_WITHOUT_MEETING, include_str!("paper_without_meeting.md")),
    (PART_NEVER_REPORTED, include_str!("part_never_reported.md")),
    (PART_OF_WHICH, include_str!("part_of_which.md")),
    (PER_CENT_OF_A_PERCENTAGE, include_str!("per_cent_of_a_percentage.md")),
    (PLACE_NEEDS_AIM, include_str!("place_needs_aim.md")),
    (POINTS_WANTED, include_str!("points_wanted.md")),
    (RANGE_UPSIDE_DOWN, include_str!("range_upside_down.md")),
    (RATE_OF_NO_NUMBER, include_str!("rate_of_no_number.md")),
    (RATING_NEEDS_BASELINE, include_str!("rating_needs_baseline.md")),
    (RATING_NEEDS_TARGET, include_str!("rating_needs_target.md")),
    (RATING_WITHOUT_LEVELS, include_str!("rating_without_levels.md")),
    (REBASE_WITHOUT_REASON, include_str!("rebase_without_reason.md")),
    (RESERVED_NAME, include_str!("reserved_name.md")),
    (SAID_TWICE, include_str!("said_twice.md")),
    (SCENARIO_EXPECTS_NOTHING, include_str!("scenario_expects_nothing.md")),
    (SCENARIO_WITHOUT_REPORT, include_str!("scenario_without_report.md")),
    (SHARE_READS_THE_SHARE, include_str!("share_reads_the_share.md")),
    (STAGE_NEVER_LEFT, include_str!("stage_never_left.md")),
    (STAGE_NEVER_REACHED, include_str!("stage_never_reached.md")),
    (STAGE_TELLS_NOBODY, include_str!("stage_tells_nobody.md")),
    (STAGES_ALIKE, include_str!("stages_alike.md")),
    (TARGET_ACROSS_DEFINITIONS, include_str!("target_across_definitions.md")),
    (TARGET_AGAINST_AIM, include_str!("target_against_aim.md")),
    (TARGET_EASIER_THAN_BASELINE, include_str!("target_easier_than_baseline.md")),
    (TARGET_WITHOUT_RATING, include_str!("target_without_rating.md")),
    (TARGETS_OVERLAP, include_str!("targets_overlap.md")),
    (TBC_WITHOUT_DATE, include_str!("tbc_without_date.md")),
    (TERMS_OUT_OF_ORDER, include_str!("terms_out_of_order.md")),
    (TOO_MANY_DEFINITIONS, include_str!("too_many_definitions.md")),
    (TRAJECTORY_NEEDS_YEAR, include_str!("trajectory_needs_year.md")),
    (TWO_DEFINITIONS_AT_ONCE, include_str!("two_definitions_at_once.md")),
    (TWO_DUE_DAYS, include_str!("two_due_days.md")),
    (TWO_FRAMEWORKS, include_str!("two_frameworks.md")),
    (TWO_READERS, include_str!("two_readers.md")),
    (UNEVEN_RHYTHM, include_str!("uneven_rhythm.md")),
    (UNIT_MISMATCH, include_str!("unit_mismatch.md")),
    (UNITS_DO_NOT_MEET, include_str!("units_do_not_meet.md")),
    (UNKNOWN_BANK_HOLIDAYS, include_str!("unknown_bank_holidays.md")),
    (UNKNOWN_BENCHMARK, include_str!("unknown_benchmark.md")),
    (UNKNOWN_BOARD, include_str!("unknown_board.md")),
    (UNKNOWN_DEFINITION, include_str!("unknown_definition.md")),
    (UNKNOWN_ESCALATION, include_str!("unknown_escalation.md")),
    (UNKNOWN_EVENT, include_str!("unknown_event.md")),
    (UNKNOWN_EVENT_STATE, include_str!("unknown_event_state.md")),
    (UNKNOWN_GROUP, include_str!("unknown_group.md")),
    (UNKNOWN_LADDER, include_str!("unknown_ladder.md")),
    (UNKNOWN_LEVEL, include_str!("unknown_level.md")),
    (UNKNOWN_MEASURE, include_str!("unknown_measure.md")),
    (UNKNOWN_MEMBER, include_str!("unknown_member.md")),
    (UNKNOWN_OUTCOME, include_str!("unknown_outcome.md")),
    (UNKNOWN_PLACEHOLDER, include_str!("unknown_placeholder.md")),
    (UNKNOWN_RATING, include_str!("unknown_rating.md")),
    (UNKNOWN_RULE_SET, include_str!("unknown_rule_set.md")),
    (UNKNOWN_STAGE, include_str!("unknown_stage.md")),
    (UNKNOWN_TARGET, include_str!("unknown_target.md")),
    (UNKNOWN_THEME, include_str!("unknown_theme.md")),
    (VALUE_WITH_TWO_LEVELS, include_str!("value_with_two_levels.md")),
    (VALUES_WITHOUT_LEVEL, include_str!("values_without_level.md")),
    (WAIVER_WITHOUT_AGREEMENT, include_str!("waiver_without_agreement.md")),
    (WAIVER_WITHOUT_END, include_str!("waiver_without_end.md")),
    (WHICH_LADDER, include_str!("which_ladder.md")),
    (WHICH_PEERS, include_str!("which_peers.md")),
    (WHICH_PERIODS, include_str!("which_periods.md")),
    (WHOLE_BOOK_READS_A_MEASURE, include_str!("whole_book_reads_a_measure.md")),
    (WHOLE_NOT_RATED, include_str!("whole_not_rated.md")),
    (WITHHOLD_NOT_CLEAR, include_str!("withhold_not_clear.md")),
    (WORKING_DAYS_WITHOUT_CALENDAR, include_str!("working_days_without_calendar.md")),
    (WRONG_NUMERATOR, include_str!("wrong_numerator.md")),
    (YEAR_NOT_DECLARED, include_str!("year_not_declared.md")),
    (YEAR_TARGET_FOR_SHORTER_PERIOD, include_str!("year_target_for_shorter_period.md")),
];
