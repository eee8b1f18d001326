//! `lint::unused-groups`: a kind of group that no measure is reported by.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};

/// A kind of group that no measure is reported by.
pub const UNUSED_GROUPS: Code = Code("lint::unused-groups");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    let uses = linted.uses();
    for (id, one) in linted.book.groupings.iter() {
        if !uses.groupings.contains(&id) {
            found.push(
                Diagnostic::warning(UNUSED_GROUPS, format!("no measure is reported by `{}`", one.id))
                    .label(one.span, "declared here")
                    .help("add `by` and its name to the measures that are reported so, or take it out"),
            );
        }
    }
}
