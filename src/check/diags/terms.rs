//! Lines of an escalation that change in time, returns, and what the whole book can be asked.

use chrono::NaiveDate;

use crate::base::diag::{Code, Diagnostic};
use crate::base::period::date_name;
use crate::base::span::Span;

/// An escalation says the same thing twice for one time.
pub const SAID_TWICE: Code = Code("check::said-twice");
/// An escalation says nothing for some time of who is told or by when.
pub const NOT_SAID_FOR_A_TIME: Code = Code("check::not-said-for-a-time");
/// `from` a day that comes after `until`.
pub const ENDS_BEFORE_IT_BEGINS: Code = Code("check::ends-before-it-begins");
/// Arrears, and a day on which the return is due.
pub const TWO_DUE_DAYS: Code = Code("check::two-due-days");
/// An escalation about the whole book with a condition on one measure.
pub const WHOLE_BOOK_READS_A_MEASURE: Code = Code("check::whole-book-reads-a-measure");

/// `what` is `by when to answer`.
#[must_use]
pub fn said_twice(rule: &str, what: &str, again: Span, first: Span) -> Diagnostic {
    Diagnostic::error(SAID_TWICE, format!("escalation `{rule}` says {what} twice for the same time"))
        .label(again, "said again here")
        .label(first, "first said here")
        .help("keep one of them, or end the first with `until 31 March 2020` and begin the other with `from 1 April 2020`")
}

fn time(start: Option<NaiveDate>, last_day: NaiveDate) -> String {
    let until = (last_day < NaiveDate::MAX).then(|| date_name(last_day));
    match (start.map(date_name), until) {
        (Some(start), Some(until)) => format!("from {start} until {until}"),
        (Some(start), None) => format!("from {start} on"),
        (None, Some(until)) => format!("until {until}"),
        (None, None) => "at any time".to_owned(),
    }
}

/// Nobody is told in a stretch of time.
#[must_use]
pub fn nobody_for_a_time(rule: &str, start: Option<NaiveDate>, last_day: NaiveDate, at: Span) -> Diagnostic {
    let message = format!("{}, escalation `{rule}` tells nobody", time(start, last_day));
    Diagnostic::warning(NOT_SAID_FOR_A_TIME, message)
        .label(at, "this holds at other times")
        .help("say for the rest of the time who is told, as in `to owner until 31 March 2020`")
}

/// No answer is due in a stretch of time between two in which one is.
#[must_use]
pub fn no_day_for_a_time(rule: &str, start: Option<NaiveDate>, last_day: NaiveDate, at: Span) -> Diagnostic {
    let message = format!("{}, escalation `{rule}` sets no day for an answer", time(start, last_day));
    Diagnostic::warning(NOT_SAID_FOR_A_TIME, message)
        .label(at, "this holds at other times")
        .help("let one line end on the day before the next begins, as in `until 31 March 2020` and `from 1 April 2020`")
}

/// `from 1 April 2020 until 31 March 2020`.
#[must_use]
pub fn ends_before_it_begins(at: Span) -> Diagnostic {
    Diagnostic::error(ENDS_BEFORE_IT_BEGINS, "this line ends before it begins, so it never holds")
        .label(at, "the end comes first")
        .help("write the earlier day after `from` and the later one after `until`")
}

/// `1 quarter in arrears, 20 working days after the quarter ends`.
#[must_use]
pub fn two_due_days(at: Span) -> Diagnostic {
    Diagnostic::error(TWO_DUE_DAYS, "this sets two days by which one figure is due")
        .label(at, "which of the two?")
        .help("write `1 quarter in arrears` for figures that exist only later, or `20 working days after the quarter ends` for returns that are sent in")
}

/// `when red` for the whole book.
#[must_use]
pub fn whole_book_reads_a_measure(rule: &str, at: Span) -> Diagnostic {
    let message = format!("escalation `{rule}` is about the whole book, and this is said of one measure");
    Diagnostic::error(WHOLE_BOOK_READS_A_MEASURE, message).label(at, "of which measure?").help(
        "count, as in `count of measures where (red) >= 3`, or name the measure, as in `measure 1.1 is red`",
    )
}
