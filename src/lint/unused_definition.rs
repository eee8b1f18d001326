//! `lint::unused-definition`: a name that is defined and never used.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};

/// A name that is defined and never used.
pub const UNUSED_DEFINITION: Code = Code("lint::unused-definition");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    let uses = linted.uses();
    for (id, one) in linted.book.defines.iter() {
        if !uses.defines.contains(&id) {
            found.push(
                Diagnostic::warning(UNUSED_DEFINITION, format!("nothing uses the name `{}`", one.name))
                    .label(one.span, "declared here")
                    .help("use it in a condition or an amount, or take it out"),
            );
        }
    }
}
