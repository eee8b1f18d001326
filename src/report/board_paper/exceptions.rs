//! The exceptions of a board paper: all of them at a glance, then each in full, board by board in the paper of the whole.

use super::Scope;
use crate::base::arena::Id;
use crate::eval::outcome::{Exception, Outcome};
use crate::model::Party;
use crate::plain;
use crate::report::document::Block;
use crate::report::exceptions::{counted, counts_by_board, details};

pub(super) fn blocks(scope: &Scope<'_>) -> Vec<Block> {
    let view = scope.view;
    let shown = &scope.in_full;
    let mut blocks = counted(view, &scope.exceptions, shown);
    if scope.of.is_none() && !shown.is_empty() {
        blocks.push(Block::Table(counts_by_board(view, &scope.exceptions)));
    }
    if !shown.is_empty() && shown.len() == scope.exceptions.len() {
        blocks.push(Block::Paragraph("Each of them is told in full below.".to_owned()));
    }
    let section = |(exception, outcome): &(&Exception, &Outcome)| {
        Block::section(view.label(outcome), details(view, exception, outcome))
    };
    if scope.of.is_some() {
        blocks.extend(shown.iter().map(section));
        return blocks;
    }
    let mut owners: Vec<Option<Id<Party>>> = shown.iter().map(|(_, one)| view.measure(one).owner).collect();
    owners.sort_unstable_by_key(|owner| (owner.is_none(), *owner));
    owners.dedup();
    for owner in owners {
        let name = owner.map_or("No responsible board", |id| view.party(id));
        let own = shown.iter().filter(|(_, one)| view.measure(one).owner == owner);
        let own: Vec<Block> = own.map(section).collect();
        let number = plain::count(u32::try_from(own.len()).unwrap_or(u32::MAX), "exception");
        blocks.push(Block::section(format!("{name}: {number}"), own));
    }
    blocks
}
