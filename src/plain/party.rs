//! Boards, roles and themes in plain sentences: who is above whom, when they meet, how their measures are rated.

use super::book::notes;
use super::declared::{Declared, DeclaredKind};
use super::escalation::party as name;
use super::framework::days;
use crate::base::arena::Id;
use crate::model::{About, Party, PartyKind, Rating, RuleBook, ShareOf, Theme};

/// A board or role.
#[must_use]
pub fn party(id: Id<Party>, book: &RuleBook) -> Declared {
    let of = &book.parties[id];
    let kind = match of.kind {
        PartyKind::Board => DeclaredKind::Board,
        PartyKind::Role => DeclaredKind::Role,
    };
    let mut said = Declared::new(kind, &of.id, &of.title);
    if of.title != of.id {
        said.says("id", [format!("in the rules it is called {}", of.id)]);
    }
    match of.reports_to {
        Some(above) => said.says("reports to", [format!("it reports to {}", name(above, book))]),
        None if of.outside || of.kind == PartyKind::Role => {}
        None => said.says("reports to", ["it reports to no other board"]),
    }
    if of.outside {
        said.says("outside", ["it is outside the partnership"]);
    }
    if !of.meets.is_empty() {
        said.says("meets", [format!("it meets on {}", days(&of.meets))]);
    }
    said.says("rating", of.rating.map(|rating| measures_rated(rating, book)));
    said.says("rating by the share", share(ShareOf::Owner(id), book));
    notes(About::Party(id), book, &mut said);
    said
}

/// A theme.
#[must_use]
pub fn theme(id: Id<Theme>, book: &RuleBook) -> Declared {
    let of = &book.themes[id];
    let mut said = Declared::new(DeclaredKind::Theme, &of.id, &of.title);
    if of.title != of.id {
        said.says("id", [format!("in the rules it is called {}", of.id)]);
    }
    said.says("rating", of.rating.map(|rating| measures_rated(rating, book)));
    said.says("rating by the share", share(ShareOf::Theme(id), book));
    notes(About::Theme(id), book, &mut said);
    said
}

fn measures_rated(rating: Id<Rating>, book: &RuleBook) -> String {
    format!("its measures are rated by {}, unless they name another rating", book.ratings[rating].id)
}

/// `it is itself rated by progress, by the share of its measures that are on target`.
fn share(whose: ShareOf, book: &RuleBook) -> Option<String> {
    let share = book.shares.iter().find(|share| share.whose == whose)?;
    let rating = &book.ratings[share.list.rating].id;
    let of = if share.of_due { "of those due" } else { "of those rated" };
    Some(format!("it is itself rated by {rating}, by the share of its measures that are on target, {of}"))
}
