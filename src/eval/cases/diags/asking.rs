//! Findings about who is asked, and by when.

use chrono::NaiveDate;

use crate::base::diag::{Code, Diagnostic};
use crate::base::period::date_name;
use crate::base::span::Span;
use crate::model::{Escalation, Party};

/// A case opened, and somebody its rule names is not there.
pub const NOBODY_TO_TELL: Code = Code("cases::nobody-to-tell");
/// An answer goes by a meeting, and no later one is listed.
pub const NO_MEETING_LISTED: Code = Code("cases::no-meeting-listed");
/// Working days are counted without knowing the bank holidays.
pub const NO_CALENDAR: Code = Code("cases::no-calendar");
/// The fixed day for an answer had passed when it was asked.
pub const DAY_PASSED: Code = Code("cases::day-passed");

/// `why` is `measure 1.4 has no responsible board`; `span` and `help` are about the declaration that lacks it.
pub fn nobody_to_tell(escalation: &Escalation, why: &str, span: Span, help: &str) -> Diagnostic {
    let message = format!("`{}` has nobody to tell: {why}", escalation.id);
    let found = Diagnostic::warning(NOBODY_TO_TELL, message).label(span, "the name is missing here");
    let found = if span == escalation.span { found } else { found.label(escalation.span, "this tells them") };
    found.help(help)
}

/// A case of this escalation opened on `opened_on`, after the last meeting listed.
pub fn no_meeting_listed(escalation: &Escalation, party: &Party, opened_on: NaiveDate) -> Diagnostic {
    let message = format!(
        "no meeting of `{}` after {} is listed, so no day is set for the answer to `{}`",
        party.id,
        date_name(opened_on),
        escalation.id
    );
    Diagnostic::warning(NO_MEETING_LISTED, message)
        .label(party.span, "its meetings are listed here")
        .label(escalation.span, "this goes by them")
        .help("add its next meeting to `meets`")
}

/// A paper goes by a meeting after the last day of its period, and none is listed.
pub fn no_meeting_for_paper(report: &str, party: &Party, after: NaiveDate, span: Span) -> Diagnostic {
    let message = format!(
        "no meeting of `{}` after {} is listed, so no day is set for report `{report}`",
        party.id,
        date_name(after),
    );
    Diagnostic::warning(NO_MEETING_LISTED, message)
        .label(party.span, "its meetings are listed here")
        .label(span, "this goes by them")
        .help("add its next meeting to `meets`")
}

/// The book names no calendar.
pub fn no_calendar(escalation: &Escalation) -> Diagnostic {
    let message = "working days are counted without bank holidays, because the rule book has no calendar";
    Diagnostic::warning(NO_CALENDAR, message)
        .label(escalation.span, "this counts working days")
        .help("write `calendar \"England\" { bank holidays england }`")
}

/// The calendar knows no bank holidays as late as `day`.
pub fn bank_holidays_not_known(escalation: &Escalation, day: NaiveDate) -> Diagnostic {
    let message = format!(
        "working days are counted without bank holidays up to {}, because the calendar does not reach so far",
        date_name(day)
    );
    Diagnostic::warning(NO_CALENDAR, message)
        .label(escalation.span, "this counts working days")
        .help("add the days that are not worked to `calendar`")
}

/// The rule names `day`, and a case opened after it.
pub fn day_passed(escalation: &Escalation, day: NaiveDate, opened_on: NaiveDate) -> Diagnostic {
    let message = format!(
        "`{}` asks for an answer by {}, which had passed when its case opened on {}",
        escalation.id,
        date_name(day),
        date_name(opened_on)
    );
    Diagnostic::warning(DAY_PASSED, message)
        .label(escalation.span, "this names the day")
        .help("give a later day, or a time such as `respond within 10 working days`")
}
