//! Where a declaration stands.

use super::Item;
use crate::base::span::Span;

impl Item {
    /// The whole declaration, from its first word to its last brace.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Framework(item) => item.span,
            Self::Board(item) => item.span,
            Self::Theme(item) => item.span,
            Self::Groups(item) => item.span,
            Self::Benchmark(item) => item.span,
            Self::Calendar(item) => item.span,
            Self::Rating(item) => item.span,
            Self::Define(item) => item.span,
            Self::Measure(item) => item.span,
            Self::Escalation(item) => item.span,
            Self::Waiver(item) => item.span,
            Self::Report(item) => item.span,
            Self::Ladder(item) => item.span,
            Self::Event(item) => item.span,
            Self::Scenario(item) => item.span,
        }
    }
}
