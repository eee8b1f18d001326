//! What a measure's figures counted at which time, and which of its periods compare with no other.

use crate::base::period::Period;
use crate::base::span::Span;

/// What is counted, and from when on. Figures of two definitions are never compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The first period it holds for; none for the first definition of all.
    pub from: Option<Period>,
    /// What is counted, as reports and data files call it; empty where the book does not say.
    pub words: String,
    /// Where it was written.
    pub span: Span,
}

/// Periods that compare with no other: shown, not rated, and passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusion {
    /// The periods; each period of the measure within one of them is left out.
    pub periods: Vec<Period>,
    /// Why.
    pub because: String,
    /// Where it was written.
    pub span: Span,
}
