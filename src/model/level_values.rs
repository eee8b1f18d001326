//! Which values of a measure have which level, where the values alone decide it.

use crate::base::exact::Exact;

/// A run of values that have the same level, or could have the same few.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelValues {
    /// The levels they may have, best first: one where the value alone decides.
    pub levels: Vec<u8>,
    /// The lowest of them; none where they go down without end.
    pub from: Option<EndOfValues>,
    /// The highest of them; none where they go up without end.
    pub to: Option<EndOfValues>,
}

/// An end of a run of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndOfValues {
    /// The figure.
    pub figure: Exact,
    /// True when the figure itself belongs to the run.
    pub included: bool,
}
