//! Findings about the loop of asking and answering: their codes, their words and their pages.

mod asking;
mod responses;

pub use asking::{
    DAY_PASSED, NO_CALENDAR, NO_MEETING_LISTED, NOBODY_TO_TELL, bank_holidays_not_known, day_passed,
    no_calendar, no_meeting_for_paper, no_meeting_listed, nobody_to_tell,
};
pub use responses::{
    ANSWERED_BY_ANOTHER, FIELD_UNANSWERED, LATE_RESPONSE, RECOVERY_IN_THE_PAST, RECOVERY_MISSED,
    RESPONSE_AFTER_CLOSE, UNCHANGED_TEXT, UNDATED_RESPONSE, answered_as_a_whole, answered_by_another,
    field_unanswered, late_response, recovery_in_the_past, recovery_missed, response_after_close,
    text_of_another_measure, unchanged_text, undated_response,
};

use crate::base::diag::Code;

/// Every code of this folder with its page, sorted.
pub const CODES: &[(Code, &str)] = &[
    (ANSWERED_BY_ANOTHER, include_str!("answered_by_another.md")),
    (DAY_PASSED, include_str!("day_passed.md")),
    (FIELD_UNANSWERED, include_str!("field_unanswered.md")),
    (LATE_RESPONSE, include_str!("late_response.md")),
    (NO_CALENDAR, include_str!("no_calendar.md")),
    (NO_MEETING_LISTED, include_str!("no_meeting_listed.md")),
    (NOBODY_TO_TELL, include_str!("nobody_to_tell.md")),
    (RECOVERY_IN_THE_PAST, include_str!("recovery_in_the_past.md")),
    (RECOVERY_MISSED, include_str!("recovery_missed.md")),
    (RESPONSE_AFTER_CLOSE, include_str!("response_after_close.md")),
    (UNCHANGED_TEXT, include_str!("unchanged_text.md")),
    (UNDATED_RESPONSE, include_str!("undated_response.md")),
];
