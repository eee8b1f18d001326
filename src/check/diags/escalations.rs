//! Escalations and waivers.

use crate::base::diag::{Code, Diagnostic};
use crate::base::span::Span;
use crate::base::suggest::listed;
use crate::syntax::ast::Name;

/// An escalation without `when`.
pub const ESCALATION_WITHOUT_WHEN: Code = Code("check::escalation-without-when");
/// An escalation without `to`.
pub const ESCALATION_ASKS_NOBODY: Code = Code("check::escalation-asks-nobody");
/// `board above owner` where the owner reports to nobody.
pub const NOBODY_ABOVE: Code = Code("check::nobody-above");
/// The next meeting of a board that lists none.
pub const MEETING_WITHOUT_DATES: Code = Code("check::meeting-without-dates");
/// Working days without bank holidays.
pub const WORKING_DAYS_WITHOUT_CALENDAR: Code = Code("check::working-days-without-calendar");
/// `{valu}` in a question.
pub const UNKNOWN_PLACEHOLDER: Code = Code("check::unknown-placeholder");
/// `[measure]` in a question.
#[must_use]
pub fn placeholder_in_other_brackets(name: &str, (open, close): (char, char), at: Span) -> Diagnostic {
    Diagnostic::warning(
        UNKNOWN_PLACEHOLDER,
        format!("`{open}{name}{close}` in this question stands for nothing"),
    )
    .label(at, "it would be printed as it is")
    .help(format!("write `{{{}}}` if that is meant", name.trim()))
}

/// `then …` without a deadline.
pub const CLIMB_WITHOUT_DEADLINE: Code = Code("check::climb-without-deadline");
/// A waiver without reason or agreement.
pub const WAIVER_WITHOUT_AGREEMENT: Code = Code("check::waiver-without-agreement");
/// A waiver without an end.
pub const WAIVER_WITHOUT_END: Code = Code("check::waiver-without-end");

/// An escalation without `when`.
#[must_use]
pub fn escalation_without_when(name: &Name) -> Diagnostic {
    Diagnostic::error(ESCALATION_WITHOUT_WHEN, format!("escalation `{}` does not say when", name.text))
        .label(name.span, "nothing ever opens it")
        .help("add `when amber or worse`, or another condition")
}

/// An escalation without `to`.
#[must_use]
pub fn escalation_asks_nobody(name: &Name) -> Diagnostic {
    Diagnostic::error(ESCALATION_ASKS_NOBODY, format!("escalation `{}` does not say who is told", name.text))
        .label(name.span, "nobody would be asked")
        .help("add `to owner`, or `to` and the name of a board or role")
}

/// `board above owner` where the owner reports to nobody.
#[must_use]
pub fn nobody_above(party: &str, below: Option<&str>, declared: Span, rule: Span) -> Diagnostic {
    let narrower = below.map_or_else(String::new, |below| {
        format!(
            "; if `{party}` is the highest board, `applies to measures owned by {below}` leaves its own out"
        )
    });
    Diagnostic::warning(
        NOBODY_ABOVE,
        format!("board `{party}` reports to nobody, so nobody is above it to be told"),
    )
    .label(declared, "no `reports to` here")
    .label(rule, "this escalation goes to the board above the owner")
    .help(format!(
        "add `reports to` and a board to `{party}`, or name in the escalation who is told{narrower}"
    ))
}

/// The next meeting of a board that lists none.
#[must_use]
pub fn meeting_without_dates(party: &str, title: &str, at: Span, declared: Span) -> Diagnostic {
    Diagnostic::warning(
        MEETING_WITHOUT_DATES,
        format!("no meeting of the {title} is listed, so no answer is ever due"),
    )
    .label(at, "due by a meeting")
    .label(declared, "no `meets` here")
    .help(format!("add `meets 12 September 2019` to `{party}`"))
}

/// Working days without bank holidays.
#[must_use]
pub fn working_days_without_calendar(at: Span) -> Diagnostic {
    Diagnostic::warning(WORKING_DAYS_WITHOUT_CALENDAR, "working days are counted without bank holidays")
        .label(at, "only Saturdays and Sundays are left out")
        .help("add `calendar \"England\" { bank holidays england }` to the book")
}

/// `{valu}` in a question.
#[must_use]
pub fn unknown_placeholder(name: &str, at: Span, meant: Option<&str>, known: &[&str]) -> Diagnostic {
    let finding =
        Diagnostic::warning(UNKNOWN_PLACEHOLDER, format!("`{{{name}}}` in this question stands for nothing"))
            .label(at, "it would be printed as it is");
    match meant {
        Some(meant) => finding.help(format!("write `{{{meant}}}` if that is meant")),
        None => {
            let all: Vec<String> = known.iter().map(|k| format!("`{{{k}}}`")).collect();
            finding.help(format!("write one of {}", listed(&all, "and")))
        }
    }
}

/// `then …` without a deadline.
#[must_use]
pub fn climb_without_deadline(at: Span, rule: &str) -> Diagnostic {
    Diagnostic::warning(
        CLIMB_WITHOUT_DEADLINE,
        format!("escalation `{rule}` sets no day for an answer, so this step never comes"),
    )
    .label(at, "waits for a day that is never set")
    .help("add `respond within 10 working days`")
}

/// A waiver without reason or agreement.
#[must_use]
pub fn waiver_without_agreement(
    name: &Name,
    says_why: bool,
    is_agreed: bool,
    board: Option<&str>,
) -> Diagnostic {
    let by = format!("`agreed by {} on 13 June 2019`", board.unwrap_or("HWB"));
    let (missing, help) = match (says_why, is_agreed) {
        (true, _) => ("who agreed to it, and when", format!("add {by}")),
        (false, true) => ("why", "add `because \"the reason\"`".to_owned()),
        (false, false) => ("why, and who agreed when", format!("add `because \"the reason\"` and {by}")),
    };
    Diagnostic::error(WAIVER_WITHOUT_AGREEMENT, format!("waiver `{}` does not say {missing}", name.text))
        .label(name.span, "it stands nothing down until it does")
        .help(help)
}

/// A waiver without an end.
#[must_use]
pub fn waiver_without_end(name: &Name) -> Diagnostic {
    Diagnostic::warning(WAIVER_WITHOUT_END, format!("waiver `{}` has no end", name.text))
        .label(name.span, "it stands down the escalation for ever")
        .help("add `until 26 September 2019`")
}
