//! Kinds of group in plain sentences: who belongs to them, and whose they are.

use super::and_list;
use super::declared::{Declared, DeclaredKind};
use super::escalation::party;
use crate::base::arena::Id;
use crate::model::{Grouping, Member, Nesting, RuleBook};

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
    said.says("member", of.members.iter().map(|one| member(one, nesting, book)));
    if of.from_data {
        said.says("from data", ["others are taken as the data name them"]);
    }
    said
}

/// `Orchard (Orchard Hub): a part of North; Manager of Orchard Hub is responsible`.
fn member(of: &Member, nesting: Option<&Nesting>, book: &RuleBook) -> String {
    let title = named(of);
    let outer = nesting.and_then(|nesting| nesting.outer_of(&of.id)).map(|outer| format!("a part of {outer}"));
    let owner = of.owner.map(|owner| format!("{} is responsible", party(owner, book)));
    let more: Vec<String> = outer.into_iter().chain(owner).collect();
    let more = if more.is_empty() { "a member".to_owned() } else { more.join("; ") };
    format!("{title}: {more}")
}

/// `Orchard (Orchard Hub)`.
fn named(of: &Member) -> String {
    if of.title.is_empty() || of.title == of.id { of.id.clone() } else { format!("{} ({})", of.id, of.title) }
}

/// `Ashby, Brook and Carrow`.
pub(super) fn listed(members: &[Member]) -> String {
    and_list(&members.iter().map(named).collect::<Vec<_>>())
}
