//! What submitted figures are made of: the periods of another measure, or a numerator and a denominator that are measures.

use super::{Measure, Reach};
use crate::base::arena::Id;
use crate::base::span::Span;

/// What the figures of a measure are made of, where the book says. Nothing is computed from it: the figures are submitted,
/// and have to agree.
#[derive(Debug, Clone, Default)]
pub struct MadeOf {
    /// The periods that they add up.
    pub over_time: Option<OverTime>,
    /// The measure that is the numerator, and where that is written.
    pub numerator: Option<(Id<Measure>, Span)>,
    /// The measure that is the denominator, and where that is written.
    pub denominator: Option<(Id<Measure>, Span)>,
}

impl MadeOf {
    /// The measures it names.
    pub fn measures(&self) -> impl Iterator<Item = Id<Measure>> {
        let parts = [self.numerator, self.denominator].into_iter().flatten().map(|(id, _)| id);
        self.over_time.iter().map(|over| over.measure).chain(parts)
    }
}

/// `is the total of measure 3.1 from the start of the year`.
#[derive(Debug, Clone)]
pub struct OverTime {
    /// Whose periods.
    pub measure: Id<Measure>,
    /// True for their average, false for their sum.
    pub average: bool,
    /// Which of them.
    pub reach: Reach,
    /// Where it was written.
    pub span: Span,
}
