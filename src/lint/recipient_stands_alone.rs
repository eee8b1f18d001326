//! `lint::recipient-stands-alone`: somebody is told who reports to nobody, and to whom nobody reports.

use super::linted::Linted;
use crate::base::diag::{Code, Diagnostic};
use crate::model::PartyKind;

/// Somebody is told who reports to nobody, and to whom nobody reports.
pub const RECIPIENT_STANDS_ALONE: Code = Code("lint::recipient-stands-alone");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    let book = linted.book;
    // Where no board is said to report to another, nothing follows from one that does not.
    if book.parties.values().all(|party| party.reports_to.is_none()) {
        return;
    }
    for (id, party) in book.parties.iter() {
        let stands_above = || book.parties.values().any(|other| other.reports_to == Some(id));
        let is_board = party.kind == PartyKind::Board && !party.outside && party.reports_to.is_none();
        if is_board && linted.uses().told.contains(&id) && !stands_above() {
            found.push(
                Diagnostic::warning(
                    RECIPIENT_STANDS_ALONE,
                    format!("board `{}` is told of results, and answers to nobody", party.id),
                )
                .label(party.span, "no `reports to` here, and no board reports to it")
                .help("add `reports to` and the board above it, or `outside the partnership`"),
            );
        }
    }
}
