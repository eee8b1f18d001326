//! `lint::escalation-watches-nothing`: an escalation applies to measures of which there are none.

use super::linted::Linted;
use super::place;
use crate::base::diag::{Code, Diagnostic};

/// An escalation applies to measures of which there are none.
pub const ESCALATION_WATCHES_NOTHING: Code = Code("lint::escalation-watches-nothing");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for (_, rule) in linted.escalations() {
        if linted.watched(rule).is_some_and(|watched| watched.is_empty()) {
            found.push(
                Diagnostic::warning(
                    ESCALATION_WATCHES_NOTHING,
                    format!("escalation `{}` watches no measure", rule.id),
                )
                .label(place::opens(rule), "this is asked of no measure in the book")
                .help("mend its `applies to` line, or take the escalation out"),
            );
        }
    }
}
