//! `lint::replaces-nothing`: an escalation takes the place of one that watches none of its measures.

use rustc_hash::FxHashSet;

use super::linted::Linted;
use super::place;
use crate::base::diag::{Code, Diagnostic};

/// An escalation takes the place of one that watches none of its measures.
pub const REPLACES_NOTHING: Code = Code("lint::replaces-nothing");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for (_, rule) in linted.escalations().filter(|(_, rule)| !rule.replaces.is_empty()) {
        let Some(own) = linted.watched(rule) else { continue };
        let own: FxHashSet<_> = own.into_iter().collect();
        for other in rule.replaces.iter().map(|id| &linted.book.escalations[*id]) {
            let Some(theirs) = linted.watched(other) else { continue };
            if theirs.iter().any(|id| own.contains(id)) {
                continue;
            }
            found.push(
                Diagnostic::warning(
                    REPLACES_NOTHING,
                    format!("escalation `{}` never takes the place of `{}`", rule.id, other.id),
                )
                .label(place::opens(rule), format!("`replaces {}` is written beside this", other.id))
                .label(place::opens(other), "and this one watches none of the same measures")
                .help("take the name out of the `replaces` line, or mend one of the two `applies to` lines"),
            );
        }
    }
}
