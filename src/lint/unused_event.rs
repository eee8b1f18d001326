//! `lint::unused-event`: an event that no rule reads.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};

/// An event that no rule reads.
pub const UNUSED_EVENT: Code = Code("lint::unused-event");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    let uses = linted.uses();
    for (id, one) in linted.book.events.iter() {
        if !uses.events.contains(&id) {
            found.push(
                Diagnostic::warning(UNUSED_EVENT, format!("no rule reads event `{}`", one.id))
                    .label(one.span, "declared here")
                    .help("read it in a condition, or take it out; if it is kept for the record alone, accept this with a reason"),
            );
        }
    }
}
