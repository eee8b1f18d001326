//! Findings about data: each a code, the words, and a page beside it.

mod act;
mod file;
mod form;
mod name;
mod response;
mod series;
#[cfg_attr(not(feature = "workbooks"), expect(dead_code, reason = "only workbooks are told of"))]
mod sheet;
mod time;
mod value;

pub use act::{
    DECISION_WITHOUT_AUTHORITY, UNDATED_EVENT, UNKNOWN_BOARD, UNKNOWN_EVENT, decision_without_authority,
    undated_event, unknown_board, unknown_event,
};
pub use file::{
    MISSING_COLUMN, MORE_OF_THE_SAME, NOT_TEXT, REPEATED_HEADER, TOTAL_ROW, UNCLOSED_QUOTATION, UNEVEN_ROW,
    UNKNOWN_COLUMN, lost_character, missing_column, more_of_the_same, not_text, read_as_windows,
    repeated_header, short_row, total_row, unclosed_quotation, unknown_column, wide_row, words_alone,
    workbook,
};
pub use form::{
    FIGURE_MARKED_AS_NONE, FIGURE_OF_ANOTHER_BOARD, FRACTION_OF_A_COUNT, WORD_WHERE_A_FIGURE_GOES,
    figure_marked_as_none, figure_of_another_board, fraction_of_a_count, nothing_to_revise,
    part_is_a_fraction, word_where_a_figure_goes,
};
pub use name::{
    GROUP_EXPECTED, GROUP_NOT_EXPECTED, UNKNOWN_DEFINITION, UNKNOWN_GROUP, UNKNOWN_MEASURE, group_expected,
    group_in_another, group_not_expected, no_measure_named, unknown_benchmark, unknown_definition,
    unknown_group, unknown_measure,
};
pub use response::{
    BLANK_RESPONSE, EXTENSION_WITHOUT_DAY, UNKNOWN_ESCALATION, UNKNOWN_FIELD, answer_for_a_group,
    blank_response, extension_without_day, unknown_escalation, unknown_field, unknown_group_named,
};
pub use series::{
    DAY_FAR_AHEAD, FUTURE_PERIOD, IMPLAUSIBLE_VALUE, REPEATED_ROW, SUBMITTED_AFTER_REPORT,
    SUBMITTED_FOR_COMPUTED, TWO_VALUES_FOR_ONE_PERIOD, WITHHELD_AS_WELL, act_after_report, answer_far_ahead,
    day_far_ahead, future_period, implausible, judged_after_report, negative, never_near, not_begun,
    not_yet_and_a_value, repeated_row, submitted_after_report, submitted_for_computed,
    two_forecasts_for_one_period, two_values_for_one_period, withheld_as_well, withheld_beside,
    withheld_where_kinds_meet,
};
pub use sheet::{LEFT_OUT_OF_WORKBOOK, WITHOUT_ITS_DAY, without_its_day};
#[cfg(feature = "workbooks")]
pub use sheet::{
    beside_the_table, hidden_rows, hidden_sheet, no_table, rows_above, second_table, sheets_not_read,
    unreadable_workbook, without_formats,
};
pub use time::{LOOKS_LIKE_A_TIME_OF_DAY, TIME_WITH_A_POINT, looks_like_a_time_of_day, time_with_a_point};
pub use value::{
    DAY_AS_PERIOD, INEQUALITY_AS_VALUE, INTERVAL_WITHOUT_ITS_VALUE, JUDGED_WITHOUT_GROUNDS,
    LOOKS_LIKE_A_FRACTION, NUMBER_IN_TWO_CELLS, NUMERATOR_ABOVE_DENOMINATOR, ROUNDED_VALUE, UNKNOWN_LEVEL,
    UNKNOWN_MARK, UNREADABLE_DATE, UNREADABLE_PERIOD, UNREADABLE_VALUE, VALUE_DISAGREES_WITH_ITS_PARTS,
    WRONG_UNIT, above_a_hundred, cells_in_words, day_as_period, inequality_as_value,
    interval_without_its_value, judged_without_grounds, looks_like_a_fraction, most_likely_a_fraction,
    no_period, nothing_to_divide_by, number_in_two_cells, numerator_above_denominator, one_part_alone,
    rounded_value, unknown_level, unknown_mark, unreadable_date, unreadable_part, unreadable_period,
    unreadable_value, value_disagrees_with_its_parts, wrong_unit,
};

use crate::base::diag::Code;

/// Every code of this floor with its page, in the order of the alphabet.
pub const CODES: &[(Code, &str)] = &[
    (BLANK_RESPONSE, include_str!("blank_response.md")),
    (DAY_AS_PERIOD, include_str!("day_as_period.md")),
    (DAY_FAR_AHEAD, include_str!("day_far_ahead.md")),
    (DECISION_WITHOUT_AUTHORITY, include_str!("decision_without_authority.md")),
    (EXTENSION_WITHOUT_DAY, include_str!("extension_without_day.md")),
    (FIGURE_MARKED_AS_NONE, include_str!("figure_marked_as_none.md")),
    (FIGURE_OF_ANOTHER_BOARD, include_str!("figure_of_another_board.md")),
    (FRACTION_OF_A_COUNT, include_str!("fraction_of_a_count.md")),
    (FUTURE_PERIOD, include_str!("future_period.md")),
    (GROUP_EXPECTED, include_str!("group_expected.md")),
    (GROUP_NOT_EXPECTED, include_str!("group_not_expected.md")),
    (IMPLAUSIBLE_VALUE, include_str!("implausible_value.md")),
    (INEQUALITY_AS_VALUE, include_str!("inequality_as_value.md")),
    (INTERVAL_WITHOUT_ITS_VALUE, include_str!("interval_without_its_value.md")),
    (JUDGED_WITHOUT_GROUNDS, include_str!("judged_without_grounds.md")),
    (LEFT_OUT_OF_WORKBOOK, include_str!("left_out_of_workbook.md")),
    (LOOKS_LIKE_A_FRACTION, include_str!("looks_like_a_fraction.md")),
    (LOOKS_LIKE_A_TIME_OF_DAY, include_str!("looks_like_a_time_of_day.md")),
    (MISSING_COLUMN, include_str!("missing_column.md")),
    (MORE_OF_THE_SAME, include_str!("more_of_the_same.md")),
    (NOT_TEXT, include_str!("not_text.md")),
    (NUMBER_IN_TWO_CELLS, include_str!("number_in_two_cells.md")),
    (NUMERATOR_ABOVE_DENOMINATOR, include_str!("numerator_above_denominator.md")),
    (REPEATED_HEADER, include_str!("repeated_header.md")),
    (REPEATED_ROW, include_str!("repeated_row.md")),
    (ROUNDED_VALUE, include_str!("rounded_value.md")),
    (SUBMITTED_AFTER_REPORT, include_str!("submitted_after_report.md")),
    (SUBMITTED_FOR_COMPUTED, include_str!("submitted_for_computed.md")),
    (TIME_WITH_A_POINT, include_str!("time_with_a_point.md")),
    (TOTAL_ROW, include_str!("total_row.md")),
    (TWO_VALUES_FOR_ONE_PERIOD, include_str!("two_values_for_one_period.md")),
    (UNCLOSED_QUOTATION, include_str!("unclosed_quotation.md")),
    (UNDATED_EVENT, include_str!("undated_event.md")),
    (UNEVEN_ROW, include_str!("uneven_row.md")),
    (UNKNOWN_BOARD, include_str!("unknown_board.md")),
    (UNKNOWN_COLUMN, include_str!("unknown_column.md")),
    (UNKNOWN_DEFINITION, include_str!("unknown_definition.md")),
    (UNKNOWN_ESCALATION, include_str!("unknown_escalation.md")),
    (UNKNOWN_EVENT, include_str!("unknown_event.md")),
    (UNKNOWN_FIELD, include_str!("unknown_field.md")),
    (UNKNOWN_GROUP, include_str!("unknown_group.md")),
    (UNKNOWN_LEVEL, include_str!("unknown_level.md")),
    (UNKNOWN_MARK, include_str!("unknown_mark.md")),
    (UNKNOWN_MEASURE, include_str!("unknown_measure.md")),
    (UNREADABLE_DATE, include_str!("unreadable_date.md")),
    (UNREADABLE_PERIOD, include_str!("unreadable_period.md")),
    (UNREADABLE_VALUE, include_str!("unreadable_value.md")),
    (VALUE_DISAGREES_WITH_ITS_PARTS, include_str!("value_disagrees_with_its_parts.md")),
    (WITHHELD_AS_WELL, include_str!("withheld_as_well.md")),
    (WITHOUT_ITS_DAY, include_str!("without_its_day.md")),
    (WORD_WHERE_A_FIGURE_GOES, include_str!("word_where_a_figure_goes.md")),
    (WRONG_UNIT, include_str!("wrong_unit.md")),
];
