//! Ratings: ordered decision lists that yield a level.

use super::{Condition, Shade};
use crate::base::arena::Id;
use crate::base::span::Span;

/// A rating as declared.
#[derive(Debug, Clone)]
pub struct Rating {
    /// Its name.
    pub id: String,
    /// Levels from best to worst.
    pub levels: Vec<Level>,
    /// Where it was declared.
    pub span: Span,
}

/// One level of a rating.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// `green`.
    pub word: String,
    /// `G`: the letter that stands beside the colour, so that colour is never alone.
    pub letter: String,
    /// How it is drawn, once the whole book has been read; before that its place says it.
    pub shade: Option<Shade>,
}

/// The lines that judge one measure, after its own lines have replaced its rating's.
#[derive(Debug, Clone)]
pub struct DecisionList {
    /// The rating whose levels they yield.
    pub rating: Id<Rating>,
    /// In order; the first that holds wins.
    pub lines: Vec<Line>,
    /// The level when none holds, and where that is written.
    pub otherwise: Option<(u8, Span)>,
    /// `no better than amber when …`: caps laid on the level afterwards.
    pub caps: Vec<Line>,
    /// Decimal places the value is rounded to before judging, halves up, when the book says so.
    pub rounded_to: Option<u8>,
}

/// One line of a decision list.
#[derive(Debug, Clone)]
pub struct Line {
    /// Position in the rating's levels.
    pub level: u8,
    /// When it holds.
    pub when: Condition,
    /// Where it was written.
    pub span: Span,
}

impl Rating {
    /// Position of the level with this word or letter, in any letter case.
    #[must_use]
    pub fn level(&self, word: &str) -> Option<u8> {
        let found = self
            .levels
            .iter()
            .position(|l| l.word.eq_ignore_ascii_case(word) || l.letter.eq_ignore_ascii_case(word))?;
        u8::try_from(found).ok()
    }

    /// How a level is drawn.
    #[must_use]
    pub fn shade(&self, level: u8) -> Shade {
        let of = u8::try_from(self.levels.len()).unwrap_or(u8::MAX);
        let own = self.levels.get(usize::from(level)).and_then(|level| level.shade);
        own.unwrap_or_else(|| Shade::by_rank(level, of))
    }

    /// The word of a level.
    #[must_use]
    pub fn word(&self, level: u8) -> &str {
        self.levels.get(usize::from(level)).map_or("", |l| l.word.as_str())
    }
}
