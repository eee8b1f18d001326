//! How a level is drawn: its colour and its shape, by what it means and not by where it stands in its rating.

use std::collections::BTreeMap;

use super::{Condition, Rating, Reference, RuleBook, Status};

/// The colour and the shape that a level has in every paper. The shapes differ, so that nothing hangs on the colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shade {
    /// The best level: a full circle, green.
    Best,
    /// On target, and not the best level: a ring, pale green.
    Good,
    /// Off target, and not the worst level: a triangle, amber.
    Middle,
    /// The worst level: a square, red.
    Worst,
}

impl Shade {
    /// By the place in a rating alone, where nothing more is known: best, worst or between.
    #[must_use]
    pub fn by_rank(rank: u8, of: u8) -> Self {
        match rank {
            0 => Self::Best,
            last if last + 1 >= of => Self::Worst,
            _ => Self::Middle,
        }
    }

    /// The shape, as a character that common fonts have.
    #[must_use]
    pub fn shape(self) -> char {
        match self {
            Self::Best => '●',
            Self::Good => '○',
            Self::Middle => '▲',
            Self::Worst => '■',
        }
    }

    /// A word that is a colour is drawn in it.
    fn of_word(word: &str, rank: u8) -> Option<Self> {
        match word {
            "green" if rank == 0 => Some(Self::Best),
            "green" => Some(Self::Good),
            "amber" | "yellow" | "orange" => Some(Self::Middle),
            "red" => Some(Self::Worst),
            _ => None,
        }
    }
}

/// Settles how each level of a book is drawn. A word that several ratings share is drawn in one way: as in the one with
/// the most levels, and of those in the first.
pub fn settle(book: &mut RuleBook) {
    let ids: Vec<_> = book.ratings.ids().collect();
    let of_levels = |at: usize| u8::try_from(at).unwrap_or(u8::MAX);
    let own = |book: &RuleBook, id| {
        let rating: &Rating = &book.ratings[id];
        let lists = book.measures.values().filter_map(|measure| measure.list.as_ref());
        let met = lists.filter(|list| list.rating == id).flat_map(|list| &list.lines);
        let met = met.filter(|line| is_on_target(&line.when)).map(|line| line.level).max();
        let shade = |rank: u8, word: &str| {
            let by_rank = Shade::by_rank(rank, of_levels(rating.levels.len()));
            let meant = if by_rank == Shade::Middle && met.is_some_and(|met| rank <= met) {
                Shade::Good
            } else {
                by_rank
            };
            Shade::of_word(word, rank).unwrap_or(meant)
        };
        let levels = rating.levels.iter().enumerate();
        levels.map(|(at, level)| (level.word.clone(), shade(of_levels(at), &level.word))).collect::<Vec<_>>()
    };
    let mut found: Vec<Vec<(String, Shade)>> = ids.iter().map(|id| own(book, *id)).collect();
    // The sort keeps the order of those that are equal.
    found.sort_by_key(|levels| std::cmp::Reverse(levels.len()));
    let mut of_word: BTreeMap<String, Shade> = BTreeMap::new();
    for (word, shade) in found.into_iter().flatten() {
        of_word.entry(word).or_insert(shade);
    }
    for id in ids {
        for level in &mut book.ratings[id].levels {
            level.shade = of_word.get(&level.word).copied();
        }
    }
}

/// True for a condition that holds only where the target is met.
fn is_on_target(condition: &Condition) -> bool {
    match condition {
        Condition::Status(Status::OnTarget, _)
        | Condition::Than { better: true, reference: Reference::Target, .. } => true,
        Condition::All(parts) => parts.iter().any(is_on_target),
        Condition::Any(parts) => !parts.is_empty() && parts.iter().all(is_on_target),
        Condition::Named { condition, .. } => is_on_target(condition),
        _ => false,
    }
}
