//! `lint::unused-board`: a board or role that owns nothing, is told nothing and agrees nothing.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};

/// A board or role that owns nothing, is told nothing and agrees nothing.
pub const UNUSED_BOARD: Code = Code("lint::unused-board");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    let uses = linted.uses();
    for (id, one) in linted.book.parties.iter() {
        if !uses.parties.contains(&id) {
            found.push(
                Diagnostic::warning(
                    UNUSED_BOARD,
                    format!("`{}` owns no measure, is told nothing and stands above nobody", one.id),
                )
                .label(one.span, "declared here")
                .help("give it a measure (`owner`) or tell it something (`to`), or take it out"),
            );
        }
    }
}
