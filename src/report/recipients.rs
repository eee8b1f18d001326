//! Who is told and asked: the names of their files, and whom the rules of a book can name at all.

use crate::base::arena::Id;
use crate::base::file_name::Names;
use crate::model::{Party, PartyKind, Recipient, RuleBook};

/// What stands in the names of files about each party, in the order of the book, so that a name is the same in every
/// report. `no-board` is kept for the paper of no one party.
#[must_use]
pub fn file_names(book: &RuleBook) -> Vec<String> {
    let mut names = Names::without(&["no-board"]);
    book.parties.values().map(|party| names.free(&party.id)).collect()
}

/// Everybody whom an escalation of the book may ask or tell, in the order of the book.
#[must_use]
pub fn possible(book: &RuleBook) -> Vec<Id<Party>> {
    let owners = || book.measures.values().filter_map(|measure| measure.owner);
    let mut all = Vec::new();
    for rule in book.escalations.values() {
        for (_, terms) in rule.all_terms() {
            let named = terms.to.iter().copied().chain(terms.climbs.iter().map(|climb| climb.to));
            for recipient in named {
                match recipient {
                    Recipient::Owner => all.extend(owners()),
                    Recipient::AboveOwner => all.extend(owners().filter_map(|owner| book.above(owner))),
                    Recipient::OwnerOf(kind) => {
                        all.extend(book.groupings[kind].members.iter().filter_map(|member| member.owner));
                        all.extend(owners());
                    }
                    Recipient::Party(party) => all.push(party),
                }
            }
        }
        all.sort_unstable();
        all.dedup();
    }
    for recipient in book.ladders.values().flat_map(|ladder| &ladder.stages).flat_map(|stage| &stage.to) {
        match recipient {
            Recipient::Owner | Recipient::AboveOwner | Recipient::OwnerOf(_) => {}
            Recipient::Party(party) => all.push(*party),
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// The boards that others report to and that report to none.
#[must_use]
pub fn tops(book: &RuleBook) -> Vec<Id<Party>> {
    let is_top = |(id, party): &(Id<Party>, &Party)| {
        let is_above = book.parties.values().any(|other| other.reports_to == Some(*id));
        party.kind == PartyKind::Board && party.reports_to.is_none() && is_above
    };
    book.parties.iter().filter(is_top).map(|(id, _)| id).collect()
}

/// The one board above all others, in whose name the questions of a framework are put; none where there is no such board,
/// or it would write to itself.
#[must_use]
pub fn asks(book: &RuleBook, to: Id<Party>) -> Option<Id<Party>> {
    match tops(book).as_slice() {
        [one] if *one != to => Some(*one),
        _ => None,
    }
}
