//! Findings about acts and decisions that count for nothing.

use crate::base::diag::{Cell, Code, Diagnostic};

/// A row of events that nothing looks at.
pub const EVENT_NOT_USED: Code = Code("eval::event-not-used");

/// A decision about something that is not on its ladder; `what` is `boards, and the row has to name one in `board``.
pub fn decision_not_used(cell: &Cell, ladder: &str, what: &str) -> Diagnostic {
    let message =
        format!("this decision moves nothing: it is about nothing that stands on the ladder `{ladder}`");
    Diagnostic::warning(EVENT_NOT_USED, message)
        .cell(cell.clone(), "it changes nothing")
        .help(format!("this decision is for a ladder of {what}"))
}

/// An event about something that no rule that asks for it looks at.
pub fn event_not_used(cell: &Cell, event: &str, ladder: Option<(&str, &str)>) -> Diagnostic {
    let message = format!("nothing that asks for the event `{event}` looks at what this row is about");
    let found = Diagnostic::warning(EVENT_NOT_USED, message).cell(cell.clone(), "it changes nothing");
    match ladder {
        Some((ladder, what)) => found.help(format!("this event is for the ladder `{ladder}` of {what}")),
        None => {
            found.help("this event is for a rule about measures, and the row has to name one in `measure`")
        }
    }
}

/// An event that no rule asks for.
pub fn event_nobody_asks_for(cell: &Cell, event: &str, state: &str) -> Diagnostic {
    Diagnostic::warning(EVENT_NOT_USED, format!("no rule asks for the event `{event}`"))
        .cell(cell.clone(), "it changes nothing")
        .help(format!(
            "say in a `when`, `enter when` or `leave when` what follows from it, as in `{event} was {state}`, or take the row out"
        ))
}
