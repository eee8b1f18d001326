//! What judging finds doubtful. A page beside this file says more of each.

mod data;
mod rules;

pub use data::{
    NOT_SUBMITTED, OLD_FIGURE, RESPONSE_WITHOUT_EXCEPTION, not_submitted, old_figure,
    response_without_exception,
};
pub use rules::{
    FAULTY_RULE, TARGET_LAPSED, TARGET_OF_ANOTHER_YEAR, TARGET_STILL_TO_BE_SET, UNKNOWN_STOPS_RATING,
    faulty_rule, target_lapsed, target_of_another_year, target_still_to_be_set, unknown_stops_rating,
};
