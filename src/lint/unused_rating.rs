//! `lint::unused-rating`: a rating that judges nothing.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};

/// A rating that judges nothing.
pub const UNUSED_RATING: Code = Code("lint::unused-rating");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    let uses = linted.uses();
    for (id, one) in linted.book.ratings.iter() {
        if !uses.ratings.contains(&id) {
            found.push(
                Diagnostic::warning(UNUSED_RATING, format!("nothing is judged by rating `{}`", one.id))
                    .label(one.span, "declared here")
                    .help("name it in a measure, theme or board (`rating`), or take it out"),
            );
        }
    }
}
