//! `lint::unused-theme`: a theme without measures.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};

/// A theme without measures.
pub const UNUSED_THEME: Code = Code("lint::unused-theme");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    let uses = linted.uses();
    for (id, one) in linted.book.themes.iter() {
        if !uses.themes.contains(&id) {
            found.push(
                Diagnostic::warning(UNUSED_THEME, format!("theme `{}` has no measures", one.id))
                    .label(one.span, "declared here")
                    .help("name it in a measure (`theme`), or take it out"),
            );
        }
    }
}
