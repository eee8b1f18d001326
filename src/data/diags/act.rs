//! Findings about acts and decisions.

use crate::base::diag::{Cell, Code, Diagnostic};
use crate::base::suggest::listed;

/// A decision without who took it or why.
pub const DECISION_WITHOUT_AUTHORITY: Code = Code("data::decision-without-authority");
/// An act without a day.
pub const UNDATED_EVENT: Code = Code("data::undated-event");
/// A row names a board or role that the rule book does not declare.
pub const UNKNOWN_BOARD: Code = Code("data::unknown-board");
/// A row names an event, or what became of it, that the rule book does not declare.
pub const UNKNOWN_EVENT: Code = Code("data::unknown-event");

/// A decision without who took it or why.
pub fn decision_without_authority(cell: Cell, nobody: bool, no_reason: bool) -> Diagnostic {
    let lacking = match (nobody, no_reason) {
        (true, true) => "who decided, or why",
        (true, false) => "who decided",
        (false, _) => "why it was decided",
    };
    Diagnostic::warning(DECISION_WITHOUT_AUTHORITY, format!("this decision does not say {lacking}"))
        .cell(cell, "it does not count")
        .help("fill in `by` with a board or role of the rule book, `on` with the day, and `because` with the reason")
}

/// An act without a day that can be read; `help` says what to write.
pub fn undated_event(cell: Cell, help: &str) -> Diagnostic {
    let message = if cell.text.is_empty() {
        "this event has no day".to_owned()
    } else {
        format!("the day of this event, `{}`, cannot be read", cell.text)
    };
    Diagnostic::warning(UNDATED_EVENT, message).cell(cell, "it does not count").help(help)
}

/// A row names a board or role that the rule book does not declare.
pub fn unknown_board(cell: Cell, known: &[String], near: Option<&str>) -> Diagnostic {
    let message = format!("no board or role of the rule book is called `{}`", cell.text);
    told(Diagnostic::error(UNKNOWN_BOARD, message).cell(cell, "the row is not used"), known, near)
}

/// A row names an event, or what became of it, that the rule book does not declare.
pub fn unknown_event(cell: Cell, is: &str, known: &[String], near: Option<&str>) -> Diagnostic {
    let message = format!("`{}` is {is}", cell.text);
    told(Diagnostic::error(UNKNOWN_EVENT, message).cell(cell, "the row is not used"), known, near)
}

fn told(finding: Diagnostic, known: &[String], near: Option<&str>) -> Diagnostic {
    match near {
        Some(near) => finding.help(format!("write `{near}`, if that is the one meant")),
        None if known.is_empty() => finding.help("declare it in the rule book, or take the row out"),
        None if known.len() <= 8 => finding.help(format!("write {}", listed(known, "or"))),
        None => finding.help("write it as the rule book has it"),
    }
}
