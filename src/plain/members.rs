//! Kinds of group in plain sentences: who belongs to them, and whose they are.

use super::and_list;
use super::book::notes;
use super::declared::{Declared, DeclaredKind};
use super::escalation::party;
use crate::base::arena::Id;
use crate::model::{About, Grouping, Member, Nesting, RuleBook};

/// A kind of group.
#[must_use]
pub fn groups(id: Id<Grouping>, book: &RuleBook) -> Declared {
    let of = &book.groupings[id];
    let mut said = Declared::new(DeclaredKind::Groups, &of.id, &of.title);
    if of.title != of.id {
        said.says("id", [format!("in the rules and in data it is called {}", of.id)]);
    }
    let nesting = book.nestings.iter().find(|nesting| nesting.inner == id);
    said.says(
        "within",
        nesting.map(|nesting| format!("each is a part of one {}", book.groupings[nesting.outer].id)),
    );
    let (plain, others): (Vec<&Member>, Vec<&Member>) =
        of.members.iter().partition(|one| more(one, nesting, book).is_empty());
    if !plain.is_empty() {
        let names: Vec<String> = plain.into_iter().map(named).collect();
        said.says("members", [format!("its members are {}", and_list(&names))]);
    }
    said.says(
        "member",
        others.into_iter().map(|one| format!("its member {} is {}", named(one), more(one, nesting, book))),
    );
    if of.from_data {
        said.says("from data", ["others are taken as the data name them"]);
    }
    notes(About::Grouping(id), book, &mut said);
    said
}

/// `a part of North, and Manager of Orchard Hub is responsible`; nothing for a member that is no more than its name.
fn more(of: &Member, nesting: Option<&Nesting>, book: &RuleBook) -> String {
    let outer =
        nesting.and_then(|nesting| nesting.outer_of(&of.id)).map(|outer| format!("a part of {outer}"));
    let owner = of.owner.map(|owner| format!("the responsibility of {}", party(owner, book)));
    outer.into_iter().chain(owner).collect::<Vec<_>>().join(" and ")
}

/// `Orchard (Orchard Hub)`.
fn named(of: &Member) -> String {
    if of.title.is_empty() || of.title == of.id { of.id.clone() } else { format!("{} ({})", of.id, of.title) }
}

/// `Ashby, Brook and Carrow`.
pub(super) fn listed(members: &[Member]) -> String {
    and_list(&members.iter().map(named).collect::<Vec<_>>())
}
