//! What judging finds doubtful: codes, words, and a page for each beside this file.

mod acts;
mod benchmarks;
mod figures;
mod groups;
mod returns;
mod rules;

pub use acts::{EVENT_NOT_USED, decision_not_used, event_nobody_asks_for, event_not_used};
pub use benchmarks::{BENCHMARK_WITHOUT_DATA, benchmark_without_data};
pub use figures::{
    GROUPS_DO_NOT_ADD_UP, NOT_SUBMITTED, OLD_FIGURE, RESPONSE_FOR_NO_FIGURE, RESPONSE_WITHOUT_EXCEPTION,
    groups_do_not_add_up, not_submitted, old_figure, part_not_submitted, perhaps_in_a_file,
    response_for_no_figure, response_without_exception, too_old_figure,
};
pub use groups::{
    FIGURE_NOT_USED, MEASURES_DO_NOT_ADD_UP, ROW_WITHOUT_GROUP, figure_of_a_composite,
    figure_of_an_excluded_group, groups_within_do_not_add_up, level_set_later, level_set_on_no_figure,
    measures_do_not_add_up, periods_do_not_add_up, quotient_does_not_agree, row_not_used_beside_groups,
    row_without_group,
};
pub use returns::{EXTENSION_REFUSED, extension_refused};
pub use rules::{
    COMPUTED_FROM_UNKNOWN, FAULTY_RULE, TARGET_LAPSED, TARGET_OF_ANOTHER_YEAR, TARGET_STILL_TO_BE_SET,
    UNKNOWN_STOPS_RATING, computed_from_unknown, faulty_rule, target_lapsed, target_of_another_year,
    target_still_to_be_set, unknown_stops_rating,
};

use crate::base::diag::Code;

/// Every code of this folder with its page, sorted.
pub const CODES: &[(Code, &str)] = &[
    (BENCHMARK_WITHOUT_DATA, include_str!("benchmark_without_data.md")),
    (COMPUTED_FROM_UNKNOWN, include_str!("computed_from_unknown.md")),
    (EVENT_NOT_USED, include_str!("event_not_used.md")),
    (EXTENSION_REFUSED, include_str!("extension_refused.md")),
    (FAULTY_RULE, include_str!("faulty_rule.md")),
    (FIGURE_NOT_USED, include_str!("figure_not_used.md")),
    (GROUPS_DO_NOT_ADD_UP, include_str!("groups_do_not_add_up.md")),
    (MEASURES_DO_NOT_ADD_UP, include_str!("measures_do_not_add_up.md")),
    (NOT_SUBMITTED, include_str!("not_submitted.md")),
    (OLD_FIGURE, include_str!("old_figure.md")),
    (RESPONSE_FOR_NO_FIGURE, include_str!("response_for_no_figure.md")),
    (RESPONSE_WITHOUT_EXCEPTION, include_str!("response_without_exception.md")),
    (ROW_WITHOUT_GROUP, include_str!("row_without_group.md")),
    (TARGET_LAPSED, include_str!("target_lapsed.md")),
    (TARGET_OF_ANOTHER_YEAR, include_str!("target_of_another_year.md")),
    (TARGET_STILL_TO_BE_SET, include_str!("target_still_to_be_set.md")),
    (UNKNOWN_STOPS_RATING, include_str!("unknown_stops_rating.md")),
];
