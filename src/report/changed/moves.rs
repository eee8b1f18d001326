//! How many results would move from one level to another, board by board.

use super::Inputs;
use crate::eval::outcome::Restated;
use crate::plain;
use crate::report::restate::standing;

/// How many results of one board would move in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Move {
    /// The responsible board; empty for measures without one.
    pub(super) board: String,
    /// The level or kind that was reported.
    pub(super) from: String,
    /// The one that would be.
    pub(super) to: String,
    /// How many.
    pub(super) count: u32,
}

impl Move {
    /// `3 from red to amber`; `2 stay red, with another target or standing`.
    pub(super) fn words(&self) -> String {
        if self.from == self.to {
            let stays = if self.count == 1 { "stays" } else { "stay" };
            format!("{} {stays} {}, with another target or another movement", self.count, self.from)
        } else {
            format!("{} from {} to {}", self.count, self.from, self.to)
        }
    }
}

/// The moves of all results that would change, by board in the order declared, the commonest first.
pub(super) fn moves(of: Inputs<'_>) -> Vec<Move> {
    let altered = of.past.map_or(&[][..], |past| past.found.altered.as_slice());
    let mut found: Vec<(usize, Move)> = Vec::new();
    for one in altered {
        let (from, to) = (standing(&one.was), standing(&one.now));
        let (place, board) = board(of, one);
        match found.iter_mut().find(|(_, known)| known.board == board && known.from == from && known.to == to)
        {
            Some((_, known)) => known.count += 1,
            None => found.push((place, Move { board, from, to, count: 1 })),
        }
    }
    found.sort_by(|(place, one), (other_place, other)| {
        let stays = |of: &Move| of.from == of.to;
        (place, stays(one), other.count, &one.from, &one.to).cmp(&(
            other_place,
            stays(other),
            one.count,
            &other.from,
            &other.to,
        ))
    });
    found.into_iter().map(|(_, one)| one).collect()
}

fn board(of: Inputs<'_>, one: &Restated) -> (usize, String) {
    of.new.measures[one.measure].owner.map_or_else(
        || (usize::MAX, String::new()),
        |owner| (owner.index(), plain::escalation::party(owner, of.new).to_owned()),
    )
}
