//! The target that a value was judged by.

use chrono::NaiveDate;

use crate::base::exact::Exact;
use crate::base::period::Period;
use crate::base::span::Span;
use crate::model::Bound;

/// The target a value was judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetUsed {
    /// Its name, when it has one.
    pub name: Option<String>,
    /// What had to be.
    pub goal: GoalUsed,
    /// Where it is written.
    pub span: Span,
}

/// A goal with its figures reckoned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GoalUsed {
    /// One side of a figure.
    Limit {
        /// Which side.
        bound: Bound,
        /// The figure.
        figure: Exact,
    },
    /// A range, ends on target.
    Between {
        /// Lowest on target.
        low: Exact,
        /// Highest on target.
        high: Exact,
    },
    /// Just this.
    Exactly {
        /// The figure.
        figure: Exact,
    },
    /// Met by a day.
    MetBy {
        /// The day.
        day: NaiveDate,
    },
    /// To be set.
    ToBeSet {
        /// By the end of this period.
        by: Period,
    },
}
