//! Findings about lengths of time that may be meant for others.

use crate::base::diag::{Cell, Code, Diagnostic, Severity};

/// A number that is the part of a day which a spreadsheet makes of a time.
pub const LOOKS_LIKE_A_TIME_OF_DAY: Code = Code("data::looks-like-a-time-of-day");
/// A length of time with a point, which may stand for a colon.
pub const TIME_WITH_A_POINT: Code = Code("data::time-with-a-point");

/// A number that a spreadsheet made of a time.
pub fn looks_like_a_time_of_day(
    cell: Cell,
    measure: &str,
    meant: &str,
    near: &str,
    itself: &str,
) -> Diagnostic {
    let message = format!(
        "the value `{}` of measure `{measure}` looks like a time that a spreadsheet made a number of",
        cell.text
    );
    Diagnostic::error(LOOKS_LIKE_A_TIME_OF_DAY, message)
        .cell(
            cell,
            format!("it is not judged: it is the part of a day that was typed for {meant}, near {near}"),
        )
        .help(format!("write `{meant}`; if the number itself is meant, write `{itself}`"))
}

/// A length of time with a point and no unit; a form asks for the unit, and there it is not judged.
pub fn time_with_a_point(cell: Cell, measure: &str, read_as: &str, meant: &str, in_form: bool) -> Diagnostic {
    let text = cell.text.clone();
    let message = format!("the value `{text}` of measure `{measure}` has a point and no unit");
    let (severity, label) = if in_form {
        (Severity::Error, format!("it is not judged: it may be {read_as} or {meant}"))
    } else {
        (Severity::Advice, format!("read as {read_as}"))
    };
    let finding = Diagnostic::new(TIME_WITH_A_POINT, severity, message).cell(cell, label);
    finding.help(format!("write `{read_as}` or `{meant}`, whichever is meant"))
}
