//! Which results a page has room for. A measure that comes for a hundred and fifty areas would bury a board: of such a
//! measure a page tells of the worst, and counts the others.

use super::{Outcome, ResultKind};
use crate::data::PlaceId;

/// A page has room for so many results of one measure.
const MOST: usize = 40;
/// Of a measure with more, it tells of so many.
const WORST: usize = 10;

/// For each result, whether a page has room for it: all of a measure with no more than forty, and of others the whole and
/// the ten with the worst levels.
#[must_use]
pub fn room(results: &[Outcome]) -> Vec<bool> {
    let mut room = Vec::with_capacity(results.len());
    for own in results.chunk_by(|one, next| one.measure == next.measure) {
        if own.len() <= MOST {
            room.extend(own.iter().map(|_| true));
            continue;
        }
        let mut worst: Vec<usize> = (0..own.len()).collect();
        worst.sort_by_key(|at| std::cmp::Reverse(own.get(*at).map(badness)));
        worst.truncate(WORST);
        let is_told = |(at, one): (usize, &Outcome)| one.place == PlaceId::WHOLE || worst.contains(&at);
        room.extend(own.iter().enumerate().map(is_told));
    }
    room
}

/// The level counted from the best; of those without one, a figure that did not come weighs more than one that is not due.
#[must_use]
pub fn badness(of: &Outcome) -> (u8, bool) {
    let is_owed = matches!(of.kind, ResultKind::Missing | ResultKind::Invalid | ResultKind::NotRated);
    (of.level.map_or(0, |level| level.saturating_add(1)), is_owed)
}
