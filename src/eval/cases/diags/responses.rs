//! Findings about the answers that came back.

use chrono::NaiveDate;

use crate::base::diag::{Code, Diagnostic, Severity};
use crate::base::period::date_name;
use crate::base::suggest::listed;
use crate::data::Response;
use crate::model::{Escalation, Measure};

/// The same words came again.
pub const UNCHANGED_TEXT: Code = Code("cases::unchanged-text");
/// The day promised for recovery was past when it was promised.
pub const RECOVERY_IN_THE_PAST: Code = Code("cases::recovery-in-the-past");
/// The day promised for recovery is past, and the case is still open.
pub const RECOVERY_MISSED: Code = Code("cases::recovery-missed");
/// The full answer came after the day it was due.
pub const LATE_RESPONSE: Code = Code("cases::late-response");
/// Somebody else than was asked has answered.
pub const ANSWERED_BY_ANOTHER: Code = Code("cases::answered-by-another");
/// An answer leaves out a question.
pub const FIELD_UNANSWERED: Code = Code("cases::field-unanswered");
/// An answer came after its case had closed.
pub const RESPONSE_AFTER_CLOSE: Code = Code("cases::response-after-close");
/// An answer has neither a day nor a period, and counts for several cases.
pub const UNDATED_RESPONSE: Code = Code("cases::undated-response");

/// The text is that of the response before, about the same measure.
pub fn unchanged_text(about: &str, again: &Response, before: &Response) -> Diagnostic {
    let message = format!("the response about {about} has the same text as the one before");
    Diagnostic::warning(UNCHANGED_TEXT, message)
        .cell(again.cell.clone(), "the same text again")
        .cell(before.cell.clone(), "first written here")
        .help("say what has changed since then, or that nothing has")
}

/// The text is that of a response about another measure, and does not name this one.
pub fn text_of_another_measure(
    measure: &Measure,
    again: &Response,
    other: &Measure,
    first: &Response,
) -> Diagnostic {
    let message =
        format!("the responses about measures `{}` and `{}` have the same text", other.id, measure.id);
    Diagnostic::warning(UNCHANGED_TEXT, message)
        .cell(again.cell.clone(), "the same text again")
        .cell(first.cell.clone(), "first written here")
        .help(format!(
            "say what is done for measure `{}`, or name every measure that the text is about",
            measure.id
        ))
}

/// `recovery` is before the day the response was submitted.
pub fn recovery_in_the_past(response: &Response, recovery: NaiveDate, submitted: NaiveDate) -> Diagnostic {
    let message = format!(
        "the recovery day {} was already past when the response was submitted on {}",
        date_name(recovery),
        date_name(submitted)
    );
    Diagnostic::warning(RECOVERY_IN_THE_PAST, message)
        .cell(response.cell.clone(), "the day is given here")
        .help("give a day that is still to come")
}

/// `recovery` is past and the case is live.
pub fn recovery_missed(about: &str, response: &Response, recovery: NaiveDate) -> Diagnostic {
    let message = format!("the recovery day {} is past, and {about} has not recovered", date_name(recovery));
    Diagnostic::warning(RECOVERY_MISSED, message)
        .cell(response.cell.clone(), "the day is given here")
        .help("ask for a new day, and for what has held the recovery up")
}

/// The answers to a case leave out these questions, the first of which would have stood in the row `open` of a form.
pub fn field_unanswered(
    escalation: &Escalation,
    about: &str,
    response: &Response,
    fields: &[&str],
    open: Option<&Response>,
) -> Diagnostic {
    let message = format!("the response about {about} says nothing on {}", quoted(fields));
    let found = Diagnostic::warning(FIELD_UNANSWERED, message);
    if let Some(open) = open {
        let found = found.cell(open.cell.clone(), "this is where the answer goes");
        return where_asked(found, escalation, fields)
            .help("write the answer into this cell, and the day beside it, and send the workbook again");
    }
    let found = found.cell(response.cell.clone(), "the newest part of the response");
    where_asked(found, escalation, fields)
        .help("answer what is left out in the row of its question, which names it in the column `field`")
}

/// A plain note answers a case as a whole, and these questions have no answer of their own.
pub fn answered_as_a_whole(
    escalation: &Escalation,
    about: &str,
    note: &Response,
    fields: &[&str],
) -> Diagnostic {
    let message =
        format!("{about} was answered by one note, with no answer of its own to {}", quoted(fields));
    let found =
        Diagnostic::new(FIELD_UNANSWERED, Severity::Advice, message).cell(note.cell.clone(), "the note");
    where_asked(found, escalation, fields)
        .help("to answer question by question, add a row for each with its name in the column `field`")
}

/// The full answer came `late` working days after it was due.
pub fn late_response(about: &str, response: &Response, due: NaiveDate, late: &str) -> Diagnostic {
    let message = format!("the response about {about} came {late} after it was due on {}", date_name(due));
    Diagnostic::new(LATE_RESPONSE, Severity::Advice, message)
        .cell(response.cell.clone(), "this completed the answer")
        .help("agree a later day with whoever asked, before the first has passed")
}

/// `asked` is `CT`; somebody of another line has answered.
pub fn answered_by_another(about: &str, response: &Response, by: &str, asked: &str) -> Diagnostic {
    let message = format!("the response about {about} is from `{by}`, and {asked} was asked");
    Diagnostic::warning(ANSWERED_BY_ANOTHER, message)
        .cell(response.cell.clone(), "the answer is here")
        .help("have it confirmed by whoever was asked, or name them in the column `by`")
}

fn quoted(fields: &[&str]) -> String {
    let names: Vec<String> = fields.iter().map(|field| format!("`{field}`")).collect();
    listed(&names, "and")
}

fn where_asked(found: Diagnostic, escalation: &Escalation, fields: &[&str]) -> Diagnostic {
    let asks = escalation.asks.iter().filter(|ask| fields.contains(&ask.field.as_str()));
    asks.fold(found, |found, ask| found.label(ask.span, "asked here"))
}

/// The response came after the case had closed.
pub fn response_after_close(
    about: &str,
    response: &Response,
    came: NaiveDate,
    closed: NaiveDate,
) -> Diagnostic {
    let message = format!(
        "the response about {about} came on {}, after its case closed on {}",
        date_name(came),
        date_name(closed)
    );
    Diagnostic::warning(RESPONSE_AFTER_CLOSE, message)
        .cell(response.cell.clone(), "this answers no open case")
        .help("leave it out, or write the period it is about in the column `period`")
}

/// The response counts for so many cases.
pub fn undated_response(about: &str, response: &Response, cases: usize) -> Diagnostic {
    let message = format!(
        "the response about {about} has neither a period nor a day, so it counts for all {cases} cases"
    );
    Diagnostic::warning(UNDATED_RESPONSE, message)
        .cell(response.cell.clone(), "this could be about any of them")
        .help("write the day it was submitted in the column `submitted`, or the period it is about in the column `period`")
}
