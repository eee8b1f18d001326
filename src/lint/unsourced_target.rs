//! `lint::unsourced-target`: nothing says where a target comes from. Off unless the book asks for it.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};
use crate::model::Goal;

/// Nothing says where a target comes from.
pub const UNSOURCED_TARGET: Code = Code("lint::unsourced-target");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    for measure in linted.book.measures.values().filter(|measure| measure.source.is_none()) {
        for target in measure.targets.iter().flat_map(|sequence| &sequence.targets) {
            let agreed = target.agreement.as_ref().is_some_and(|agreement| agreement.by.is_some());
            if agreed || matches!(target.goal, Goal::ToBeSet { .. }) {
                continue;
            }
            found.push(
                Diagnostic::warning(
                    UNSOURCED_TARGET,
                    format!("nothing says where the target of measure `{}` comes from", measure.id),
                )
                .label(target.span, "set by whom?")
                .help("add `source \"the paper that set it\"` to the measure, or `agreed by` to the target"),
            );
        }
    }
}
