//! Which counts of a measure are too small to be shown.

use crate::base::exact::Exact;
use crate::base::span::Span;

/// `withhold counts 1 to 4 and the next smallest`.
#[derive(Debug, Clone)]
pub enum Withholding {
    /// Counts from one figure to another are never shown, nor is a rate made from one.
    Counts {
        /// The smallest count that is withheld.
        from: Exact,
        /// The largest.
        to: Exact,
        /// Where one of them could be worked out, the next smallest above nought is withheld too.
        next_smallest: bool,
        /// Where it was written.
        span: Span,
    },
    /// The rule cannot be used, so nothing of the measure is shown.
    Everything(Span),
}

impl Withholding {
    /// True for a count that is too small to be shown.
    #[must_use]
    pub fn holds_back(&self, count: &Exact) -> bool {
        match self {
            Self::Counts { from, to, .. } => from <= count && count <= to,
            Self::Everything(_) => true,
        }
    }
}
