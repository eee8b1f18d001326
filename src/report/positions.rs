//! How much papers tell of what stands on ladders. A ladder may have a stage for each of thousands of places: those in the
//! most serious stages, and of one stage those that moved last, are told of; the others are counted by their stage.

use std::cmp::Reverse;

use super::letters::{number, parted};
use super::view::View;
use crate::base::arena::Id;
use crate::eval::outcome::{Move, Position};
use crate::model::Ladder;
use crate::plain;

/// A table of the stage of each has no more rows than these.
pub const MOST_ROWS: usize = 100;
/// The past of no more than these is told in full.
pub const MOST_IN_FULL: usize = 40;
/// A list that a reader takes in at a glance has no more lines than these.
pub const MOST_LINES: usize = 30;

/// Those there is room for and the others, both in the order in which they came. Each ladder has its turn.
#[must_use]
pub fn foremost(all: Vec<&Position>, room: usize) -> (Vec<&Position>, Vec<&Position>) {
    parted(all, room, |position| {
        let stage = position.next.unwrap_or(position.stage).map(Reverse);
        let moved = position.moves.last().map(|made| made.on);
        ((stage.is_none(), stage, Reverse(moved)), position.ladder)
    })
}

/// A move, and what moved.
pub type Moved<'v> = (&'v Position, &'v Move);

/// The same of moves: those into the most serious stages, and of them the newest.
#[must_use]
pub fn foremost_moves<'v>(all: Vec<Moved<'v>>, room: usize) -> (Vec<Moved<'v>>, Vec<Moved<'v>>) {
    parted(all, room, |(position, made)| {
        let stage = made.to.map(Reverse);
        ((stage.is_none(), stage, Reverse(made.on)), position.ladder)
    })
}

/// `2,800 As usual and 100 Given help`: how many of them are in each stage of a ladder.
#[must_use]
pub fn by_stage(ladder: &Ladder, all: &[&Position]) -> String {
    let none = all.iter().filter(|position| position.stage.is_none()).count();
    let of = |at: usize| all.iter().filter(|position| position.stage == Some(at)).count();
    let counts = (0..ladder.stages.len()).map(|at| (of(at), ladder.stage_title(Some(at))));
    let counts = std::iter::once((none, "on no stage")).chain(counts).filter(|(count, _)| *count > 0);
    let said: Vec<String> = counts.map(|(count, title)| format!("{} {title}", number(count))).collect();
    plain::and_list(&said)
}

/// `2,900 more: 2,800 As usual and 100 Given help; they are in results.json.`, with the ladders where there are several.
#[must_use]
pub fn others(view: &View<'_>, left: &[&Position]) -> Option<String> {
    if left.is_empty() {
        return None;
    }
    let ladders = &view.inputs.book.ladders;
    let of = |id: Id<Ladder>| -> Vec<&Position> {
        left.iter().filter(|position| position.ladder == id).copied().collect()
    };
    let several = ladders.len() > 1;
    let said = ladders.iter().filter_map(|(id, ladder)| {
        let own = of(id);
        let name = if several { format!("{}: ", ladder.title) } else { String::new() };
        (!own.is_empty()).then(|| format!("{name}{}", by_stage(ladder, &own)))
    });
    let said: Vec<String> = said.collect();
    Some(format!(
        "{} more ({}), which are in {}.",
        number(left.len()),
        said.join("; "),
        view.inputs.record.in_json()
    ))
}
