//! `lint::meetings-all-past`: answers are due by the meetings of a board, and all that are listed are over.

use rustc_hash::FxHashSet;

use super::linted::Linted;
use crate::base::arena::Id;
use crate::base::diag::{Code, Diagnostic};
use crate::base::period::date_name;
use crate::model::{PaperDay, Party, Recipient, Respond};

/// Answers are due by the meetings of a board, and all that are listed are over.
pub const MEETINGS_ALL_PAST: Code = Code("lint::meetings-all-past");

pub(super) fn find(linted: &Linted<'_>, found: &mut Vec<Diagnostic>) {
    let mut needed: FxHashSet<Id<Party>> = FxHashSet::default();
    for (_, rule) in linted.escalations() {
        let Some(Respond::NextMeeting(of)) = rule.respond else { continue };
        match of {
            Recipient::Party(party) => {
                needed.insert(party);
            }
            Recipient::Owner | Recipient::AboveOwner | Recipient::OwnerOf(_) => {
                let watched = linted.watched(rule).unwrap_or_default();
                let owners = watched.iter().filter_map(|id| linted.book.measures[*id].owner);
                needed.extend(owners.filter_map(|owner| match of {
                    Recipient::AboveOwner => linted.book.above(owner),
                    Recipient::Owner | Recipient::OwnerOf(_) | Recipient::Party(_) => Some(owner),
                }));
            }
        }
    }
    for reader in linted.book.reports.iter().flat_map(|report| &report.readers) {
        if let PaperDay::NextMeeting(party) = reader.day {
            needed.insert(party);
        }
    }
    for (id, party) in linted.book.parties.iter().filter(|(id, _)| needed.contains(id)) {
        let Some(last) = party.meets.iter().max().filter(|last| **last < linted.as_of) else { continue };
        let (day, today) = (date_name(*last), date_name(linted.as_of));
        found.push(
            Diagnostic::warning(
                MEETINGS_ALL_PAST,
                format!("every meeting of `{}` that is listed is over", linted.book.parties[id].id),
            )
            .label(party.span, format!("the last was on {day}, and this is {today}"))
            .help("add its next meetings: what is due by them has no day"),
        );
    }
}
