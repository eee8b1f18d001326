//! `lint::waiver-of-nothing`: a waiver stands down an escalation that does not watch its measures.

use super::linted::Linted;
use crate::base::arena::Id;
use crate::base::diag::{Code, Diagnostic};
use crate::model::{Measure, Waiver};

/// A waiver stands down an escalation that does not watch its measures.
pub const WAIVER_OF_NOTHING: Code = Code("lint::waiver-of-nothing");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for waiver in linted.book.waivers.iter().filter(|waiver| !waiver.measures.is_empty()) {
        let Some((what, watched)) = stood_down(linted, waiver) else { continue };
        if waiver.measures.iter().any(|measure| watched.contains(measure)) {
            continue;
        }
        found.push(
            Diagnostic::warning(WAIVER_OF_NOTHING, format!("waiver `{}` stands nothing down", waiver.title))
                .label(waiver.span, format!("{what} does not watch any of its measures"))
                .help("name the measures, or the escalation, that are meant"),
        );
    }
}

/// What a waiver stands down, and the measures that it watches.
fn stood_down(linted: &Linted<'_>, waiver: &Waiver) -> Option<(String, Vec<Id<Measure>>)> {
    if let Some(rule) = waiver.escalation.map(|id| &linted.book.escalations[id]) {
        return Some((format!("escalation `{}`", rule.id), linted.watched(rule)?));
    }
    let ladder = waiver.ladder.map(|id| &linted.book.ladders[id])?;
    Some((format!("ladder `{}`", ladder.id), linted.members.of_set(&ladder.measures)))
}
